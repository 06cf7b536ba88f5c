// Results as people read them: by page, with the kind, the place and the words marked.

import { element } from "./elements.js";

/** @typedef {import("./engine.js").Hit} Hit */

/** The kinds in the order of the filters; the first is all of them. */
export const KINDS = /** @type {const} */ ([
  ["", "search-all"],
  ["page", "search-pages"],
  ["question", "search-questions"],
  ["error", "search-errors"],
]);

/**
 * How many were found; of as many as were asked for, there may be more.
 * @param {readonly Hit[]} hits @param {number} limit
 */
export const count = (hits, limit) => `${hits.length}${hits.length < limit ? "" : "+"}`;

/**
 * The way to a result under the site's base path.
 * @param {string} root @param {Hit} hit
 */
export const address = (root, hit) => root + hit.url.replace(/^\/+/, "");

/**
 * The results by page, in the order of each page's best.
 * @param {readonly Hit[]} hits
 */
export function byPage(hits) {
  /** @type {Map<string, Hit[]>} */
  const pages = new Map();
  for (const hit of hits) {
    pages.set(hit.page, [...(pages.get(hit.page) ?? []), hit]);
  }
  return [...pages.values()];
}

/**
 * The topics above the results of a page; for questions and errors the page itself comes last.
 * @param {readonly Hit[]} hits of one page
 */
export function place(hits) {
  const crumbs = hits.map(({ breadcrumb }) => breadcrumb);
  return crumbs.reduce((best, crumb) => (crumb.length > best.length ? crumb : best)).join(" › ");
}

/**
 * A text as nodes, its marked ranges in `<mark>`.
 * @param {string} text @param {readonly (readonly [number, number])[]} [ranges] in order, in UTF-16 units
 */
export function marked(text, ranges = []) {
  const nodes = [];
  let end = 0;
  for (const [from, to] of ranges) {
    if (from < end || to <= from || to > text.length) continue;
    nodes.push(text.slice(end, from), element("mark", {}, text.slice(from, to)));
    end = to;
  }
  return [...nodes, text.slice(end)];
}

/**
 * What stands in a result: kind, title, snippet.
 * @param {Hit} hit @param {Record<string, string>} words
 */
export function inside(hit, words) {
  const { title, snippet } = hit.marks;
  const badge = element("span", { class: `badge badge-${hit.kind}` }, words[`search-kind-${hit.kind}`] ?? hit.kind);
  const heading = hit.heading ? [element("span", { class: "hit-heading" }, ` › ${hit.heading}`)] : [];
  const name = element("span", { class: "hit-title", dir: "auto" }, ...marked(hit.title, title), ...heading);
  const parts = [badge, " ", name];
  if (hit.snippet) {
    parts.push(" ", element("span", { class: "hit-snippet", dir: "auto" }, ...marked(hit.snippet, snippet)));
  }
  return parts;
}

/**
 * The words that led to a result: as they stand in it, and as they were typed.
 * @param {Hit} hit @param {string} query
 */
export function wordsFor(hit, query) {
  const found = [
    ...hit.marks.title.map(([from, to]) => hit.title.slice(from, to)),
    ...hit.marks.snippet.map(([from, to]) => hit.snippet.slice(from, to)),
  ];
  return [...new Set([...found, ...query.split(/\s+/)])].filter(Boolean).slice(0, 40);
}

/**
 * Notes which words led to a page, so that it can mark them. The note is for the next page of this
 * tab only, and soon void.
 * @param {string} url @param {string[]} words
 */
export function note(url, words) {
  try {
    const path = new URL(url).pathname;
    sessionStorage.setItem("ajuda-found", JSON.stringify({ path, words, time: Date.now() }));
  } catch {
    // Storage may be refused; then nothing is marked.
  }
}

/**
 * Has the browser fetch a page that is likely to be opened next, once, and not at the reader's expense.
 * @param {string} url
 */
export function prefetch(url) {
  const href = url.split("#")[0];
  if (navigator.connection?.saveData || href === location.href.split("#")[0]) return;
  const known = [...document.querySelectorAll('link[rel="prefetch"]')];
  if (known.some((link) => link instanceof HTMLLinkElement && link.href === href)) return;
  document.head.append(element("link", { rel: "prefetch", href }));
}
