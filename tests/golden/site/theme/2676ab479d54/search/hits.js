import { element } from "./elements.js";
export const KINDS = /** @type {const} */ ([
["", "search-all"],
["page", "search-pages"],
["question", "search-questions"],
["error", "search-errors"],
]);
export const count = (hits, limit) => `${hits.length}${hits.length < limit ? "" : "+"}`;
export const address = (root, hit) => root + hit.url.replace(/^\/+/, "");
export function byPage(hits) {
const pages = new Map();
for (const hit of hits) {
pages.set(hit.page, [...(pages.get(hit.page) ?? []), hit]);
}
return [...pages.values()];
}
export function place(hits) {
const crumbs = hits.map(({ breadcrumb }) => breadcrumb);
return crumbs.reduce((best, crumb) => (crumb.length > best.length ? crumb : best)).join(" › ");
}
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
export function wordsFor(hit, query) {
const found = [
...hit.marks.title.map(([from, to]) => hit.title.slice(from, to)),
...hit.marks.snippet.map(([from, to]) => hit.snippet.slice(from, to)),
];
return [...new Set([...found, ...query.split(/\s+/)])].filter(Boolean).slice(0, 40);
}
export function note(url, words) {
try {
const path = new URL(url).pathname;
sessionStorage.setItem("ajuda-found", JSON.stringify({ path, words, time: Date.now() }));
} catch {
}
}
export function prefetch(url) {
const href = url.split("#")[0];
if (navigator.connection?.saveData || href === location.href.split("#")[0]) return;
const known = [...document.querySelectorAll('link[rel="prefetch"]')];
if (known.some((link) => link instanceof HTMLLinkElement && link.href === href)) return;
document.head.append(element("link", { rel: "prefetch", href }));
}
