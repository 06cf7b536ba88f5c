/**
 * A query as terms: its words, each with the known forms that it can stand for.
 *
 * @module
 */

import { inOrder, isDense, isLetters, tokenize } from "./tokens.js";

/** @typedef {import("./shards.js").Group} Group @typedef {import("./shards.js").List} List */

/** What a word that stands for itself counts, what one that was taken for another, and a particle's bigram. */
export const FULL = 10;
export const CORRECTED = 7;
const PARTICLE = 5;

const LONGEST_QUERY = 8192;
const MOST_WORDS = 12;
const MOST_CORRECTED = 6;
const MOST_CANDIDATES = 16;
const SHORTEST = 4;
const SHORT = 6;
const LONGER = 2;
const LINK = "(?:s|e?n|es?)?";

/**
 * @typedef {object} Word
 * @property {string} form
 * @property {number} place among the words in order that are no stop words, from 1; 0 for others
 * @property {boolean} stop
 * @property {boolean} [begun] it is still being written
 *
 * @typedef {object} Candidate a known form
 * @property {string} form
 * @property {Group} group
 * @property {List} [list] what the form itself is worth, beside its group
 * @property {number} weight
 *
 * @typedef {{ form: string, place: number, candidates: Candidate[], idf: number }} Term
 */

/** How telling a word is that stands in so many entries. @param {number} frequency @param {number} documents */
export const inverseFrequency = (frequency, documents) =>
  Math.round(64 * Math.log(1 + (Math.max(documents, frequency) - frequency + 0.5) / (frequency + 0.5)));

const length = (text) => [...text].length;
const isHiragana = (text) => /^[\u3041-\u309f]+$/.test(text);

/** A bigram that reaches from hiragana to another script, but for honorifics. */
const isParticle = ([first, second = first]) => !/[おご]/.test(first) && isHiragana(first) && !isHiragana(second);

/** The word of a form that stands in so many entries that a long query can do without it. */
const order = (index, { form }) => index.common.has(form) * 1e6 + isParticle(form) * 1e5 - length(form);

/** The words of a query that are looked up, each once. @returns {Word[]} */
export function wordsOf(index, query, typing) {
  const seen = new Map();
  let place = 0;
  for (const [form, ordered] of tokenize(query.slice(0, LONGEST_QUERY))) {
    const stop = index.stop.has(form) || isHiragana(form);
    const own = ordered && !stop ? ++place : 0;
    if (!seen.has(form)) seen.set(form, { form, place: own, stop });
  }
  const all = [...seen.values()];
  const last = all.findLast((word) => word.place || word.stop);
  // Unless something follows it.
  if (typing && last?.form[1] && /[\p{Alphabetic}\p{N}]$/u.test(query)) last.begun = true;
  const words = all.filter((word) => !word.stop);
  const telling = words.length > 0 ? words : all;
  const best = [...telling].sort((a, b) => order(index, a) - order(index, b)).slice(0, MOST_WORDS);
  const few = telling.filter((word) => word.place).length <= MOST_CORRECTED;
  return telling.filter((word) => best.includes(word)).map((word) => ({ ...word, few }));
}

/** The keys under which forms are listed that a word may be taken for. */
function keys({ compounds, common }, { form, place, begun, few }) {
  const letters = [...form];
  const { length } = letters;
  const first = (count) => letters.slice(0, count).join("");
  const last = (count) => `*${letters.slice(-count).reverse().join("")}`;
  if (isDense(form)) return letters[1] ? [] : [form];
  const begins = begun && length <= SHORTEST ? [form] : [];
  if (!few || !place || !isLetters(form) || length < SHORTEST || common.has(form)) return begins;
  if (length <= SHORT) return [...begins, first(length - 2), last(length >> 1), first((length - 1) >> 1) + last(1)];
  const quarters = compounds && length >= 2 * SHORTEST ? [first(SHORTEST), last(SHORTEST)] : [];
  return [first(length >> 1), last((length - 1) >> 1), ...quarters];
}

/** The number of the shard that has a word, or a key. @param {string[]} starts @param {string} key */
const shardOf = (starts, key) => starts.filter((start) => start <= key).length;

/** What of the index a word takes: its own shard, and the groups that it may be taken for. */
async function lookUp(index, word) {
  const spellings = new Set(keys(index, word).map((key) => shardOf(index.spellings, key)));
  const [own, ...others] = await Promise.all([
    index.shard("w", shardOf(index.starts, word.form)),
    ...Array.from(spellings, (number) => index.shard("s", number)),
  ]);
  return { own, others: others.flatMap(({ groups }) => groups) };
}

/** Whether two words are one edit apart; neighbours that changed places are one. */
export function near(a, b) {
  const [x, y] = [[...a], [...b]];
  const least = Math.min(x.length, y.length);
  let from = 0;
  let behind = 0;
  while (from < least && x[from] === y[from]) from++;
  while (behind < least - from && x.at(-1 - behind) === y.at(-1 - behind)) behind++;
  const left = Math.max(x.length, y.length) - from - behind;
  const swapped = x[from] === y[from + 1] && x[from + 1] === y[from];
  return left < 2 || (left === 2 && x.length === y.length && swapped);
}

/** The forms of groups that pass, each as a candidate for a word it is not. @returns {Candidate[]} */
function taken(groups, passes) {
  const found = new Map();
  for (const group of groups) for (const form of group.forms) if (passes(form)) found.set(form, group);
  return [...found.keys()].sort().map((form) => ({ form, group: found.get(form), weight: CORRECTED }));
}

/** Those that stand in most entries first. @param {Candidate[]} candidates */
export const byFrequency = (candidates) => candidates.sort((a, b) => b.group.frequency - a.group.frequency);

/** The two known words that an unknown one consists of; of several ways the one with the most frequent. */
function split(groups, { stop }, form) {
  const fits = (word) => length(word) >= SHORTEST && isLetters(word) && !stop.has(word);
  const words = taken(groups, (word) => (form.startsWith(word) || form.endsWith(word)) && fits(word));
  const least = (pair) => Math.min(...pair.map(({ group }) => group.frequency));
  const pairs = words.flatMap((head) => words.map((tail) => [head, tail]));
  return pairs
    .filter(([head, tail]) => RegExp(`^${head.form}${LINK}${tail.form}$`).test(form))
    .reduce((best, pair) => (best.length > 0 && least(best) >= least(pair) ? best : pair), []);
}

/** The terms that a word is. @returns {Term[]} */
function termsOfWord(index, { form, place, begun }, { own, others }) {
  const term = (candidates, of = form, at = place) => {
    if (candidates.length === 0) return [];
    const best = candidates.slice(0, MOST_CANDIDATES);
    const idf = Math.max(...best.map(({ group }) => inverseFrequency(group.frequency, index.documents)));
    return [{ form: of, place: at, candidates: best, idf }];
  };
  const known = own.forms.find((other) => other.form === form);
  const exact = known ? [{ ...known, weight: isParticle(form) ? PARTICLE : FULL }] : [];
  const begins = (other) => other !== form && other.startsWith(form);
  if (begun || isDense(form)) {
    const found = byFrequency(taken(begun ? [...own.groups, ...others] : known ? [] : others, begins));
    if (exact.length + found.length > 0 || !begun) return term([...exact, ...found]);
  }
  if (known) {
    const parts = known.parts.flatMap(([number, which]) => {
      const group = own.groups.find((other) => other.brief && other.number === number);
      return term([{ form: group.forms[which], group, weight: FULL }], group.forms[which], 0);
    });
    return [...term(exact), ...parts];
  }
  const letters = [...form];
  const alike = taken(others, (other) => isLetters(other) && Math.abs(length(other) - letters.length) <= LONGER);
  const close = alike.filter((other) => near(form, other.form));
  if (close.length > 0) return term(close);
  const parts = index.compounds ? split(others, index, form) : [];
  if (parts.length > 0) return parts.flatMap((part) => term([part], part.form, 0));
  for (let end = letters.length; end >= Math.max(SHORTEST, Math.floor((letters.length * 2) / 3)); end--) {
    const start = letters.slice(0, end).join("");
    const found = alike.filter((other) => other.form.startsWith(start));
    if (found.length > 0) return term(found);
  }
  return [];
}

/** The terms of a query. @returns {Promise<Term[]>} */
export async function termsOf(index, words) {
  const pieces = await Promise.all(words.map((word) => lookUp(index, word)));
  return words.flatMap((word, i) => termsOfWord(index, word, pieces[i]));
}

/** The entries that have one of some words, in any of their forms. @returns {Promise<Set<number>>} */
export async function entriesWith(index, words) {
  const found = new Set();
  for (const form of words.flatMap(inOrder)) {
    const { own } = await lookUp(index, { form });
    own.forms.find((other) => other.form === form)?.group.documents.forEach((document) => found.add(document));
  }
  return found;
}
