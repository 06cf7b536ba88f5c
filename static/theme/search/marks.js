// Marks the words of a search in the page that it led to.

import { element } from "./elements.js";

/** More marks than this help nobody to find anything. */
const MOST = 200;
/** A word is letters and digits with the marks that belong to them. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts that part words by no spaces: a word may stand anywhere in a run of letters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** @param {string} text */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Where words stand in a text.
 * @param {string} text @param {ReadonlySet<string>} spaced folded @param {readonly string[]} unspaced
 * @returns {[number, number][]}
 */
function ranges(text, spaced, unspaced) {
  const found = [];
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    if (spaced.has(fold(word))) found.push([match.index, match.index + word.length]);
    else if (unspaced.length && UNSPACED.test(word)) {
      for (let at = 0; at < word.length; at += 1) {
        const hit = unspaced.find((part) => word.startsWith(part, at));
        if (!hit) continue;
        found.push([match.index + at, match.index + at + hit.length]);
        at += hit.length - 1;
      }
    }
  }
  return found;
}

/** Takes the marks away and leaves the text as it was. */
export function clearMarks() {
  for (const mark of document.querySelectorAll("mark.found")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
}

/**
 * Marks words in the text of the page and brings the entry that the address names into view.
 * @param {readonly string[]} words as they stand in the text or in the query
 */
export function markPage(words) {
  clearMarks();
  const parts = words.flatMap((word) => word.match(WORD) ?? []);
  const unspaced = [...new Set(parts.filter((part) => UNSPACED.test(part)))].sort((a, b) => b.length - a.length);
  // A lone letter would be marked everywhere.
  const spaced = new Set(parts.filter((part) => part.length > 1 && !UNSPACED.test(part)).map(fold));
  const text = document.querySelector("main .page, main .prose") ?? document.querySelector("main");
  if (!text || spaced.size + unspaced.length === 0) return;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("nav, script, style, textarea, .heading-anchor")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
  let left = MOST;
  for (const node of nodes) {
    const found = ranges(node.data, spaced, unspaced).slice(0, left);
    left -= found.length;
    // From the end, so that what is still to be cut keeps its place.
    for (const [from, to] of found.reverse()) {
      const word = node.splitText(from);
      word.splitText(to - from);
      const mark = element("mark", { class: "found" });
      word.replaceWith(mark);
      mark.append(word);
    }
    if (left === 0) break;
  }
  reveal();
  document.addEventListener("keydown", onEscape);
}

/** @param {KeyboardEvent} event */
function onEscape(event) {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  document.removeEventListener("keydown", onEscape);
  clearMarks();
}

/** Brings the entry into view, and opens what it is folded away in. */
function reveal() {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // Not encoded: taken as it is.
  }
  const entry = id ? document.getElementById(id) : null;
  for (let box = entry?.closest("details"); box; box = box.parentElement?.closest("details")) box.open = true;
  entry?.scrollIntoView();
}
