import { element } from "./elements.js";
const MOST = 200;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
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
export function clearMarks() {
for (const mark of document.querySelectorAll("mark.found")) {
const parent = mark.parentNode;
mark.replaceWith(...mark.childNodes);
parent?.normalize();
}
}
export function markPage(words) {
clearMarks();
const parts = words.flatMap((word) => word.match(WORD) ?? []);
const unspaced = [...new Set(parts.filter((part) => UNSPACED.test(part)))].sort((a, b) => b.length - a.length);
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
function onEscape(event) {
if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
document.removeEventListener("keydown", onEscape);
clearMarks();
}
function reveal() {
let id = location.hash.slice(1);
try {
id = decodeURIComponent(id);
} catch {
}
const entry = id ? document.getElementById(id) : null;
for (let box = entry?.closest("details"); box; box = box.parentElement?.closest("details")) box.open = true;
entry?.scrollIntoView();
}
