/**
 * What a result shows: the section that answers best, and the window of its text with most of the query.
 *
 * @module
 */

import { isDense, tokensOf } from "./tokens.js";

const WIDTH = 220;
const LEAD = 60;
const SHORTEST_PART = 4;

/** @typedef {{ from: number, to: number, term: number }} Match */

/**
 * Finds the terms of a query in texts.
 * @param {import("./terms.js").Term[]} terms @param {boolean} compounds
 * @returns {(text: string) => Match[]}
 */
export function matcher(terms, compounds) {
  const known = new Map();
  const inside = [];
  const put = (form, term) => known.has(form) || known.set(form, term);
  const each = (give) => terms.forEach(({ candidates }, term) => candidates.forEach((candidate) => give(candidate, term)));
  each(({ form }, term) => {
    put(form, term);
    if (compounds && [...form].length >= SHORTEST_PART) inside.push([form, term]);
  });
  each(({ group }, term) => group.forms.forEach((form) => put(form, term)));
  const termOf = (form) => {
    if (!known.has(form)) known.set(form, inside.find(([part]) => form.includes(part))?.[1]);
    return known.get(form);
  };
  return (text) => {
    const found = [];
    for (const [form, , from, to] of tokensOf(text)) {
      const term = termOf(form);
      if (term !== undefined) found.push({ from, to, term });
    }
    return found.sort((a, b) => a.from - b.from || a.to - b.to);
  };
}

const worth = (found, terms) => [...found].reduce((sum, term) => sum + terms[term].idf, 0);

/** The number of the section that answers best. */
export function bestSection({ title, sections }, match, terms) {
  const termsIn = (text) => new Set(match(text).map(({ term }) => term));
  const inTitle = termsIn(title);
  const more = (found) => worth([...found].filter((term) => !inTitle.has(term)), terms);
  const all = worth(terms.keys(), terms);
  let best = 0;
  let number = 0;
  sections.forEach(([, heading, text], i) => {
    const inHeading = termsIn(heading);
    const ofAll = more(new Set([...inHeading, ...termsIn(text)]));
    const sum = more(inHeading) + ofAll;
    if (ofAll * 2 >= all && sum > best) [best, number] = [sum, i];
  });
  return number;
}

/** A place, or the next where it lies inside a character. */
const whole = (text, at) => at + /^[\udc00-\udfff]/.test(text.slice(at, at + 1));

/** Where a window starts that shows what stands at `first`: with its sentence or line, else with a word. */
function startOfWindow(text, first) {
  const from = whole(text, Math.max(0, first - (isDense(text.slice(first)) ? LEAD / 2 : LEAD)));
  const lead = text.slice(from, first);
  const sentence = /^[^]*(?:\n|[。！？]|[.!?:] )/.exec(lead);
  if (sentence) return from + sentence[0].length;
  return from && !isDense(lead) ? from + /^[^ ]* ?/.exec(lead)[0].length : from;
}

/** Where a window ends that starts at `start`: behind the last whole word that has room. */
function endOfWindow(text, start, dense) {
  const end = whole(text, start + (dense ? WIDTH / 2 : WIDTH));
  if (end >= text.length) return text.length;
  const space = text.slice(start, end + 1).search(/[ \n][^ \n]*$/);
  return space > 0 && !dense ? start + space : end;
}

/**
 * The window of a text that shows most of the query, on one line, and what in it matches.
 * @param {string} text each white space of it one character @param {Match[]} found
 */
export function snippet(text, found, terms) {
  let from = 0;
  let to = endOfWindow(text, 0, isDense(text));
  let best = 0;
  found.forEach((first, i) => {
    const start = startOfWindow(text, first.from);
    const end = endOfWindow(text, start, isDense(text.slice(first.from)));
    const inside = new Set();
    for (let at = i; found[at]?.to <= end; at++) inside.add(found[at].term);
    const sum = worth(inside, terms);
    if (sum > best) [best, from, to] = [sum, start, end];
  });
  const before = from ? "…" : "";
  const shown = text.slice(from, to).replaceAll("\n", " ");
  return {
    text: before + shown + (to < text.length ? "…" : ""),
    marks: ranges(found, from, to).map((range) => range.map((place) => place - from + before.length)),
  };
}

/** What matches between two places, with what touches in one. @param {Match[]} found */
export function ranges(found, from, to) {
  const marks = [];
  for (const match of found) {
    if (match.from < from || match.to > to) continue;
    const last = marks.at(-1);
    if (last && match.from <= last[1]) last[1] = Math.max(last[1], match.to);
    else marks.push([match.from, match.to]);
  }
  return marks;
}
