import { element, say } from "./elements.js";
import { connect } from "./engine.js";
import { KINDS, address, byPage, count, inside, note, place, wordsFor } from "./hits.js";
import { recent } from "./recent.js";
const LIMIT = 30;
const PAUSE = 120;
const theme = new URL("../", import.meta.url).href;
const root = new URL("../../", theme).href;
const locale = document.documentElement.lang;
const form = /** @type {HTMLFormElement} */ (document.querySelector("main .search-form"));
const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
const found = /** @type {HTMLElement} */ (document.getElementById("ajuda_found"));
const everything = /** @type {HTMLElement} */ (document.getElementById("ajuda_a-z"));
const engine = connect(root, locale);
const kept = recent(root, locale);
const words = await fetch(`${theme}words/${locale.toLowerCase()}.json`).then((answer) => answer.json());
const kinds = KINDS.map(([value, key]) => element("button", { type: "button", value }, words[key]));
const chips = element("div", { class: "search-kinds", role: "group", "aria-label": words["search-only"] }, ...kinds);
const status = element("p", { class: "search-status", role: "status" });
const results = element("ol", { class: "hits" });
found.append(chips, status, results);
function wanted() {
const { searchParams } = new URL(location.href);
const kind = searchParams.get("kind") ?? "";
return { query: (searchParams.get("q") ?? "").trim(), kind: KINDS.some(([value]) => value === kind) ? kind : "" };
}
function addressOf(query, kind) {
const url = new URL(location.href);
url.hash = "";
for (const [name, value] of [["q", query], ["kind", kind]]) {
if (value) url.searchParams.set(name, value);
else url.searchParams.delete(name);
}
return url;
}
let newest = 0;
async function show() {
newest += 1;
const number = newest;
const { query, kind } = wanted();
for (const button of kinds) button.setAttribute("aria-pressed", String(button.getAttribute("value") === kind));
found.hidden = !query;
everything.hidden = Boolean(query);
if (!query) return;
const waiting = setTimeout(() => (status.textContent = words["search-busy"]), 300);
try {
const hits = await engine.search(document.activeElement === field ? query : `${query} `, kind, LIMIT);
if (number !== newest || !hits) return;
status.replaceChildren(...summary(hits, query));
results.replaceChildren(...byPage(hits).map((ofPage) => item(ofPage, query)));
everything.hidden = hits.length > 0;
} catch (error) {
if (number !== newest) return;
const retry = element("button", { type: "button", class: "button" }, words["search-retry"]);
retry.addEventListener("click", show);
const reason = error instanceof Error ? error.message : String(error);
status.replaceChildren(words["search-failed"], element("br"), element("small", { dir: "auto" }, reason), element("br"), retry);
results.replaceChildren();
everything.hidden = false;
} finally {
clearTimeout(waiting);
}
}
function summary(hits, query) {
const says = [hits.length ? say(words["search-count"], count(hits, LIMIT)) : say(words["search-nothing"], query)];
if (!hits.suggestion) return hits.length ? says : [...says, element("br"), element("small", {}, words["search-nothing-hint"])];
const href = addressOf(hits.suggestion, wanted().kind).href;
return [...says, element("br"), element("a", { href }, say(words["search-suggestion"], hits.suggestion))];
}
function item(ofPage, query) {
const links = ofPage.map((hit) => {
const href = address(root, hit);
const link = element("a", { class: "hit", href }, ...inside(hit, words));
link.addEventListener("click", () => {
kept.add(query);
note(href, wordsFor(hit, query));
});
return link;
});
return element("li", {}, element("div", { class: "hit-place", dir: "auto" }, place(ofPage)), ...links);
}
let pause = 0;
field.addEventListener("input", (event) => {
clearTimeout(pause);
if (event instanceof InputEvent && event.isComposing) return;
pause = setTimeout(() => {
history.replaceState(null, "", addressOf(field.value.trim(), wanted().kind));
show();
}, PAUSE);
});
form.addEventListener("submit", (event) => {
event.preventDefault();
clearTimeout(pause);
const query = field.value.trim();
if (query !== wanted().query) history.pushState(null, "", addressOf(query, wanted().kind));
kept.add(query);
show();
});
for (const button of kinds) {
button.addEventListener("click", () => {
history.replaceState(null, "", addressOf(wanted().query, button.getAttribute("value") ?? ""));
show();
});
}
addEventListener("popstate", () => {
field.value = wanted().query;
show();
});
field.value = wanted().query;
if (!field.value) field.focus({ preventScroll: true });
show();
