/**
 * Folding: what a word and its look-alikes have in common. The rules are those of the index.
 *
 * @module
 */

/** Characters that are never seen, for a character class. */
export const INVISIBLE = "\\u00ad\\u200b-\\u200f\\u2060\\ufeff\\u202a-\\u202e";

const INVISIBLES = new RegExp(`[${INVISIBLE}]`, "g");
const ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f]/g;
const PLAIN_LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ς: "σ" };

/** Whether a text is of plain letters alone, which nothing but case can change. @param {string} text */
export const isAscii = (text) => /^[\0-\x7f]*$/.test(text);

/** Without invisible characters, in NFKC. @param {string} text */
export const compose = (text) => (isAscii(text) ? text : text.replace(INVISIBLES, "").normalize("NFKC"));

/** Letter by letter, so without the rule of the final sigma. @param {string} text */
export const lower = (text) => (isAscii(text) ? text.toLowerCase() : text.replace(/[^]/gu, (c) => c.toLowerCase()));

/** Without accents. @param {string} text in lower case */
export const plain = (text) =>
  isAscii(text)
    ? text
    : text.normalize("NFD").replace(ACCENTS, "").normalize("NFC").replace(/[ßæœøđðþłħıς]/g, (c) => PLAIN_LETTERS[c]);
