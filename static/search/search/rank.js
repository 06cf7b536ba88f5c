/**
 * The ranking: whole numbers, looked up, multiplied and added.
 *
 * @module
 */

import { CORRECTED, FULL, inverseFrequency } from "./terms.js";

const NEIGHBOURS = 13;
/** What a question is worth where the query is one too. */
const QUESTION = 2.5;
/** More than there are entries, and than a term covers, so that a score and one of these make one number. */
const STEP = 2 ** 22;

/** What each entry earns by a term's best candidate, and what it covers of it, as one number: the one behind the other. */
function earnings({ candidates, idf }, documents) {
  const best = new Map();
  for (const { group, list = group, weight } of candidates) {
    const points = new Map();
    for (const { frequency, documents: entries, impacts } of [list, group]) {
      const each = inverseFrequency(frequency, documents);
      for (let i = 0; i < entries.length; i++) points.set(entries[i], (points.get(entries[i]) ?? 0) + each * impacts[i]);
    }
    const covers = Math.floor((idf * weight) / FULL);
    for (const [entry, sum] of points) {
      best.set(entry, Math.max(best.get(entry) ?? 0, Math.floor((sum * weight) / FULL) * STEP + covers));
    }
  }
  return best;
}

/** The entries that have two terms next to one another in a title. */
function together(first, second) {
  const entries = new Set();
  for (const a of first.candidates) {
    for (const b of second.candidates) {
      if (a.weight !== CORRECTED && b.weight !== CORRECTED) a.group.pairs.get(b.group.number)?.forEach((entry) => entries.add(entry));
    }
  }
  return entries;
}

/**
 * Every entry that has a term, best first, as numbers: its score behind its place in the index.
 * @param {{ documents: number, kinds: string[] }} index @param {import("./terms.js").Term[]} terms
 * @param {boolean} asks the query is a question
 */
export function rank({ documents, kinds }, terms, asks) {
  const earned = new Float64Array(documents);
  const covered = new Float64Array(documents);
  for (const term of terms) {
    for (const [entry, both] of earnings(term, documents)) {
      earned[entry] += Math.floor(both / STEP);
      covered[entry] += both % STEP;
    }
  }
  for (const first of terms) {
    for (const second of terms) {
      if (!first.place || first.place + 1 !== second.place) continue;
      for (const entry of together(first, second)) earned[entry] += (first.idf + second.idf) * NEIGHBOURS;
    }
  }
  const total = Math.max(1, terms.reduce((sum, { idf }) => sum + idf, 0));
  const ranked = [];
  earned.forEach((sum, entry) => {
    if (sum === 0) return;
    const score = Math.floor((sum * (total + 2 * covered[entry])) / (3 * total));
    const answers = asks && kinds[entry] === "question" ? QUESTION : 1;
    ranked.push(Math.floor(score * answers) * STEP + STEP - 1 - entry);
  });
  return Float64Array.from(ranked).sort().reverse();
}

/**
 * The entries to show: all of a kind that is asked for, else one a page.
 * @param {{ kinds: string[], pages: number[] }} index @param {Float64Array} ranked
 * @param {string | undefined} kind @param {Set<number>} without @param {number} limit
 */
export function choose({ kinds, pages }, ranked, kind, without, limit) {
  const chosen = [];
  const ofPage = new Map();
  for (const number of ranked) {
    const document = STEP - 1 - (number % STEP);
    const score = Math.floor(number / STEP);
    if ((kind && kinds[document] !== kind) || without.has(document)) continue;
    const shown = ofPage.get(pages[document]);
    if (!shown || kind) {
      const entry = { document, score };
      ofPage.set(pages[document], entry);
      chosen.push(entry);
    } else if (kinds[shown.document] === "page" && kinds[document] !== "page" && score * 10 >= shown.score * 9) {
      shown.document = document;
    }
  }
  return chosen.slice(0, limit);
}
