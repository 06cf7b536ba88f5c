import { element, icon, say } from "./elements.js";
import { connect } from "./engine.js";
import { frame } from "./frame.js";
import { address, byPage, count, inside, note, place, prefetch, wordsFor } from "./hits.js";
import { createListbox } from "./listbox.js";
import { recent } from "./recent.js";
const LIMIT = 10;
const PAUSE = { typing: 60, composing: 250 };
const SETTLED = 350;
const CLOCK = "M10 3a7 7 0 1 0 7 7M10 6v4l3 2";
export function furnish({ root, locale, words, page, dialog }) {
const engine = connect(root, locale);
const kept = recent(root, locale);
const parts = frame(dialog, words, page);
const { field, list, message, status, kinds, recents, all } = parts;
const listbox = createListbox(field, list);
engine.prepare();
let kind = "";
let newest = 0;
let asked = "";
let waiting = false;
let enter = /** @type {KeyboardEvent | undefined} */ (undefined);
const timers = { pause: 0, settled: 0 };
function tell(...nodes) {
message.replaceChildren(...nodes);
message.hidden = nodes.length === 0;
}
function showRecents() {
const queries = kept.list();
recents.hidden = queries.length === 0;
const made = queries.map((query) => {
const href = new URL(page);
href.searchParams.set("q", query);
const attributes = { class: "hit recent", role: "option", tabindex: "-1", href: href.href, "aria-selected": "false" };
const option = element("a", attributes, icon(CLOCK), element("span", { dir: "auto" }, query));
option.dataset.query = query;
return option;
});
listbox.show(words["search-recent"], made, made);
tell(...(queries.length ? [] : [element("p", {}, words["search-hint"])]));
status.textContent = "";
}
function showHits(hits, query) {
const before = listbox.moved && query === asked ? listbox.active?.href : undefined;
const made = /** @type {HTMLAnchorElement[]} */ ([]);
const groups = byPage(hits).map((ofPage, number) => {
const label = element("div", { class: "hit-place", id: `ajuda_place-${number}`, role: "presentation", dir: "auto" }, place(ofPage));
const named = label.textContent ? { "aria-labelledby": label.id } : { "aria-label": ofPage[0].title };
const links = ofPage.map((hit) => {
const href = address(root, hit);
const attributes = { class: "hit", role: "option", tabindex: "-1", href, "aria-selected": "false" };
const option = /** @type {HTMLAnchorElement} */ (element("a", attributes, ...inside(hit, words)));
option.addEventListener("click", (event) => leave(event, href, hit, query));
return option;
});
made.push(...links);
return element("div", { role: "group", ...named }, label, ...links);
});
listbox.show(words["search-all-results"], groups, made);
listbox.activate(Math.max(0, made.findIndex((option) => option.href === before)));
tell(...noticeFor(hits, query));
settle(() => {
status.textContent = hits.length ? say(words["search-count"], count(hits, LIMIT)) : say(words["search-nothing"], query);
if (hits.length) prefetch(address(root, hits[0]));
});
}
function noticeFor(hits, query) {
const notice = [];
if (!hits.length) {
notice.push(element("p", { class: "said", dir: "auto" }, say(words["search-nothing"], query)));
}
if (hits.suggestion) {
const { suggestion } = hits;
const button = element("button", { type: "button", class: "quiet", dir: "auto" }, say(words["search-suggestion"], suggestion));
button.addEventListener("click", () => search(suggestion));
notice.push(element("p", {}, button));
} else if (!hits.length) {
notice.push(element("p", {}, words["search-nothing-hint"]));
}
if (!hits.length) notice.push(element("p", {}, element("a", { href: page }, words["search-a-z"])));
return notice;
}
function showFailure(error, query) {
listbox.empty();
const retry = element("button", { type: "button", class: "button" }, words["search-retry"]);
retry.addEventListener("click", () => {
field.focus();
ask(query);
});
const reason = error instanceof Error ? error.message : String(error);
tell(
element("p", { class: "said" }, words["search-failed"]),
element("p", { dir: "auto", class: "reason" }, reason),
element("p", {}, retry),
element("p", {}, element("a", { href: page }, words["search-a-z"])),
);
status.textContent = words["search-failed"];
}
function settle(action) {
clearTimeout(timers.settled);
timers.settled = setTimeout(action, SETTLED);
}
async function ask(query) {
newest += 1;
const number = newest;
clearTimeout(timers.pause);
timers.pause = 0;
const link = new URL(page);
if (query) link.searchParams.set("q", query);
all.href = link.href;
all.textContent = words[query ? "search-all-results" : "search-a-z"];
waiting = query !== "";
recents.hidden = waiting;
list.setAttribute("aria-busy", String(waiting));
if (!waiting) {
asked = "";
clearTimeout(timers.settled);
return showRecents();
}
if (listbox.options[0]?.dataset.query) listbox.empty();
settle(() => !listbox.options.length && tell(element("p", {}, words["search-busy"])));
try {
const whole = /\s$/.test(field.value) ? `${query} ` : query;
const hits = await engine.search(whole, kind, LIMIT);
if (number !== newest || !hits) return;
showHits(hits, query);
asked = query;
} catch (error) {
if (number !== newest) return;
clearTimeout(timers.settled);
showFailure(error, query);
asked = "";
}
waiting = false;
list.setAttribute("aria-busy", "false");
if (enter) take(enter);
}
function search(query) {
field.value = query;
field.focus();
ask(query.trim());
}
function leave(event, href, hit, query) {
kept.add(query);
if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
const found = wordsFor(hit, query);
dialog.close();
const { pathname, search: rest } = new URL(href);
if (pathname !== location.pathname || rest !== location.search) return note(href, found);
setTimeout(() => import("./marks.js").then(({ markPage }) => markPage(found)));
}
function take(event) {
enter = undefined;
const option = listbox.active;
if (!option) return;
if (option.dataset.query) return search(option.dataset.query);
const { ctrlKey, metaKey } = event;
if (!ctrlKey && !metaKey) return option.click();
kept.add(asked);
window.open(option.href, "_blank", "noopener");
}
function onKey(event) {
if (event.isComposing) return;
if (event.key !== "Enter") return listbox.move(event);
event.preventDefault();
const query = field.value.trim();
if (!query || (query === asked && !waiting)) return take(event);
enter = event;
if (!waiting || timers.pause) ask(query);
}
function onInput(event) {
enter = undefined;
clearTimeout(timers.pause);
const query = field.value.trim();
if (!query) return ask("");
timers.pause = setTimeout(() => {
timers.pause = 0;
if (query !== asked || waiting) ask(query);
}, event.isComposing ? PAUSE.composing : PAUSE.typing);
}
field.addEventListener("keydown", onKey);
field.addEventListener("input", onInput);
field.form?.addEventListener("submit", (event) => event.preventDefault());
dialog.addEventListener("keydown", (event) => {
if (event.key !== "Escape" || event.isComposing) return;
event.preventDefault();
dialog.close();
});
dialog.addEventListener("mousedown", (event) => event.target === dialog && dialog.close());
list.addEventListener("click", (event) => {
const option = event.target instanceof Element ? event.target.closest(".recent") : null;
if (!(option instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
event.preventDefault();
search(option.dataset.query ?? "");
});
recents.querySelector("button")?.addEventListener("click", () => {
kept.clear();
showRecents();
field.focus();
});
for (const button of kinds) {
button.addEventListener("click", () => {
kind = button.value;
for (const other of kinds) other.setAttribute("aria-pressed", String(other === button));
if (field.value.trim()) ask(field.value.trim());
});
}
if (dialog.open) ask(field.value.trim());
return {
open(query = "") {
if (dialog.open) return dialog.close();
if (query) field.value = query;
dialog.showModal();
field.focus();
field.select();
if (query) field.setSelectionRange(query.length, query.length);
if (!field.value.trim() || field.value.trim() !== asked) ask(field.value.trim());
},
};
}
