const theme = new URL("./", import.meta.url).href;
const root = new URL("../../", theme).href;
const locale = document.documentElement.lang;
const opener = document.querySelector("form.search-open");
const field = document.querySelector("form.search-form input");
const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
let dialog;
let loading;
let search;
function prepare() {
loading ??= load().catch((error) => {
loading = undefined;
throw error;
});
return loading;
}
async function load() {
for (const name of ["search", "elements", "engine", "frame", "hits", "listbox", "recent"]) {
link({ rel: "modulepreload", href: `${theme}search/${name}.js` }).catch(() => {});
}
const [{ furnish }, words] = await Promise.all([
import("./search/dialog.js"),
fetch(`${theme}words/${locale.toLowerCase()}.json`).then((answer) => {
if (!answer.ok) throw new Error(answer.statusText);
return answer.json();
}),
link({ rel: "stylesheet", href: `${theme}search.css` }),
]);
search = furnish({ root, locale, words, page: opener?.action ?? root, dialog: shell() });
return search;
}
function shell() {
if (dialog) return dialog;
const label = opener?.querySelector("span")?.textContent ?? "";
const input = Object.assign(document.createElement("input"), { type: "search", name: "q", autocomplete: "off", ariaLabel: label });
const form = Object.assign(document.createElement("form"), { className: "search-bar", action: opener?.action ?? root });
dialog = Object.assign(document.createElement("dialog"), { className: "search", ariaLabel: label });
const icon = opener?.querySelector("svg")?.cloneNode(true);
form.append(...(icon ? [icon] : []), input);
dialog.append(form);
document.body.append(dialog);
return dialog;
}
function link(properties) {
return new Promise((loaded, failed) => {
const element = Object.assign(document.createElement("link"), properties);
element.onload = loaded;
element.onerror = failed;
document.head.append(element);
});
}
function open(query = "") {
if (search) return search.open(query);
const shown = shell();
if (shown.open) return shown.close();
const input = /** @type {HTMLInputElement} */ (shown.querySelector("input"));
if (query) input.value = query;
shown.showModal();
input.focus();
prepare().catch(() => {
if (!shown.open) return;
const page = new URL(opener?.action ?? root);
if (input.value.trim()) page.searchParams.set("q", input.value.trim());
location.assign(page);
});
}
function wait() {
for (const form of document.querySelectorAll("form.search-open, form.search-form")) {
for (const event of ["pointerenter", "focusin", "touchstart"]) {
form.addEventListener(event, () => prepare().catch(() => {}), { passive: true, once: true });
}
form.addEventListener("submit", (event) => {
event.preventDefault();
const input = form.querySelector("input");
open(input?.value.trim());
if (input) input.value = "";
});
}
field?.addEventListener("click", () => open(field.value));
field?.addEventListener("keydown", (event) => {
const types = event.key.length === 1 || event.key === "Process";
if (search && types && !event.ctrlKey && !event.metaKey && !event.altKey) open(field.value);
});
const button = opener?.querySelector("button");
button?.setAttribute("aria-keyshortcuts", `${isMac ? "Meta" : "Control"}+K /`);
const hint = opener?.querySelector("kbd");
if (hint) {
if (isMac) hint.textContent = "⌘ K";
hint.hidden = false;
}
}
function singleKeys() {
try {
return localStorage.getItem("ajuda-keys") !== "off";
} catch {
return true;
}
}
function shortcut(event) {
const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
if (event.defaultPrevented || event.isComposing || altKey) return;
const letter = key.toLowerCase() === "k" && !shiftKey && (metaKey || (ctrlKey && !isMac));
const typing = target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
const slash = key === "/" && singleKeys() && !ctrlKey && !metaKey && !typing && !document.querySelector("dialog[open]");
if (!letter && !slash) return;
event.preventDefault();
if (opener) open();
else field?.focus();
}
function arrive() {
try {
const note = sessionStorage.getItem("ajuda-found");
if (!note) return;
sessionStorage.removeItem("ajuda-found");
const { path, words, time } = JSON.parse(note);
if (path !== location.pathname || Date.now() - time > 20_000) return;
import("./search/marks.js").then(({ markPage }) => markPage(words));
} catch {
}
}
if (opener) wait();
if (opener || field) document.addEventListener("keydown", shortcut);
arrive();
