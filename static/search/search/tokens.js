/**
 * Cutting text into words, code-like tokens whole and in parts, and bigrams, as the index was.
 *
 * @module
 */

import { INVISIBLE, compose, isAscii, lower, plain } from "./fold.js";

const DENSE =
  "\\u0e00-\\u0eff\\u1000-\\u11ff\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff" +
  "\\u3105-\\u318e\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{323af}";
const WORD = `(?:(?![${DENSE}])[\\p{Alphabetic}\\p{N}\\p{M}${INVISIBLE}])+`;
const RUN = new RegExp(
  `${WORD}(?:(?:::|\\\\\\\\|[-_./\\\\:@#+[\\u2010\\u2011\\uff0d\\uff3f\\uff0e\\uff0f])${WORD})*|[${DENSE}][${DENSE}${INVISIBLE}]*`,
  "gu",
);
const STARTS_DENSE = new RegExp(`^[${DENSE}]`, "u");
const LETTERS = new RegExp(`^(?:(?![${DENSE}])\\p{Alphabetic})+$`, "u");

const LONGEST_WHOLE = 48;
const LONGEST_WORD = 64;
const SEGMENTS = /[^-/\\:@#+[\u2010]+/g;
const PARTS = /[^-/\\:@#+[\u2010._]+/g;
const NUMERIC = /^[0-9.]+$/;
const HUMP = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z]{4})(?=[0-9])/;

/** Whether a text starts with a script that is written without spaces. @param {string} text */
export const isDense = (text) => STARTS_DENSE.test(text);

/** Whether a form is letters alone, of a script that writes words apart. @param {string} form */
export const isLetters = (form) => LETTERS.test(form);

/**
 * @typedef {[form: string, ordered: boolean, from: number, to: number]} Token `ordered` says whether it
 *   belongs to the order of the text, or is another form of words that do
 */

/** The tokens of runs that were met before: texts repeat their words. @type {Map<string, Token[]>} */
const known = new Map();

/**
 * The tokens of a text, with their places in it.
 * @param {string} text
 * @returns {Token[]}
 */
export function tokenize(text) {
  const tokens = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    // Beside the run itself, what follows it says whether it is `C#`, or ends in a bracket.
    const after = /^(?:[\]#]|\+\+)?/.exec(text.slice(index + run.length))[0];
    const key = run + after;
    let ofRun = known.get(key);
    if (!ofRun) {
      if (known.size > 2e4) known.clear();
      known.set(key, (ofRun = cut(run, after)));
    }
    for (const [form, ordered, from, to] of ofRun) tokens.push([form, ordered, index + from, index + to]);
  }
  return tokens;
}

/** The tokens of a run, with their places in it. */
function cut(run, after) {
  const tokens = [];
  const composed = compose(run);
  const exact = composed.length === run.length;
  const give = (form, ordered, from, length) => {
    if (!form || form.length > LONGEST_WORD) return;
    tokens.push([plain(form), ordered, exact ? from : 0, exact ? from + length : run.length]);
  };
  const whole = (form) => give(form, false, 0, run.length);
  if (isDense(run)) {
    const all = [...composed];
    let from = 0;
    for (let i = 0; i === 0 || i < all.length - 1; from += all[i++].length) {
      const pair = all[i] + (all[i + 1] ?? "");
      give(pair, true, from, all[1] ? pair.length : run.length);
    }
    return tokens;
  }
  const low = lower(composed);
  for (const { 0: segment, index } of composed.matchAll(SEGMENTS)) {
    for (const { 0: word, index: at } of segment.matchAll(NUMERIC.test(segment) ? /.+/g : PARTS)) {
      give(lower(word), true, index + at, word.length);
    }
  }
  wholes(low, after, whole);
  if (/^[a-z]$/.test(low) && after && after !== "]") tokens.push([low + after, false, 0, run.length + after.length]);
  for (const { 0: word, index } of composed.matchAll(PARTS)) {
    const humps = word.length <= LONGEST_WHOLE && isAscii(word) ? word.split(HUMP) : [];
    let at = index;
    for (const hump of humps) {
      if (hump.length > 1 && humps.length > 1) give(lower(hump), false, at, hump.length);
      at += hump.length;
    }
  }
  return tokens;
}

/** The run as a whole, and its segments that are more than one word. */
function wholes(run, after, give) {
  const segments = run.match(SEGMENTS) ?? [];
  // Of words with hyphens only pairs are also written in one (`e-mail`), and codes (`ACSD-50621`).
  if (segments.length > 1 && run.length <= LONGEST_WHOLE && (segments.length < 3 || /[/\\:@#+[0-9]/.test(run))) {
    const joined = run.replace(/[-\u2010]/g, "");
    give(joined.includes("[") && after === "]" ? joined + after : joined);
  }
  for (const segment of segments) {
    if (/[._]/.test(segment) && !NUMERIC.test(segment) && segment.length <= LONGEST_WHOLE) give(segment);
  }
}

/** The tokens of texts that were shown, which are mostly those shown at the next letter. */
const shown = new Map();

/** The tokens of a text, which are kept for a while. @param {string} text */
export function tokensOf(text) {
  if (shown.size > 1e3) shown.clear();
  if (!shown.has(text)) shown.set(text, tokenize(text));
  return shown.get(text);
}

/** The folded words of a text in their order. @param {string} text */
export const inOrder = (text) => tokensOf(text).flatMap(([form, ordered]) => (ordered ? [form] : []));
