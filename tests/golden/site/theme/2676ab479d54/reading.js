const words = document.getElementById("ajuda_reading")?.dataset ?? {};
function kept(key, value) {
try {
if (value === undefined) return localStorage.getItem(`ajuda-${key}`);
localStorage.setItem(`ajuda-${key}`, value);
} catch {
}
return null;
}
function button(name, label, action) {
const made = Object.assign(document.createElement("button"), { type: "button", className: name, textContent: label ?? "" });
made.addEventListener("click", action);
return made;
}
const said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
said.setAttribute("role", "status");
function copyButton(name, label, text) {
const made = button(name, label, async () => {
try {
await navigator.clipboard.writeText(text());
} catch {
return;
}
made.classList.add("copied");
made.textContent = said.textContent = words.copied ?? "";
setTimeout(() => {
made.classList.remove("copied");
made.textContent = label ?? "";
said.textContent = "";
}, 1600);
});
return made;
}
function codeOf(block) {
const code = /** @type {Element} */ (block.cloneNode(true));
for (const line of code.querySelectorAll("del.line")) line.remove();
return (code.textContent ?? "").replace(/\n$/, "");
}
function textOf(answer) {
const copy = /** @type {HTMLElement} */ (answer.cloneNode(true));
for (const own of copy.querySelectorAll(".question-tools, .heading-anchor, .copy")) own.remove();
return (copy.textContent ?? "").trim().replace(/\n{3,}/g, "\n\n");
}
if (navigator.clipboard) {
document.body.append(said);
for (const block of document.querySelectorAll(".code-block, .error-message, .message-text")) {
const code = block.querySelector("code, p");
if (code) block.append(copyButton("copy", words.copy, () => codeOf(code)));
}
for (const code of document.querySelectorAll("code.error-code")) {
code.after(copyButton("copy", words.copy, () => code.textContent ?? ""));
}
}
function target() {
try {
return document.getElementById(decodeURIComponent(location.hash.slice(1)));
} catch {
return null;
}
}
function open() {
const named = target();
let box = named?.closest("details");
if (!box) return;
for (; box; box = box.parentElement?.closest("details")) box.open = true;
named?.scrollIntoView();
}
const questions = document.querySelectorAll("details.question");
function addTools(question) {
const id = question.querySelector("summary [id]")?.id;
const answer = question.querySelector(".answer");
if (!answer || question.querySelector(".question-tools")) return;
const tools = Object.assign(document.createElement("div"), { className: "question-tools" });
if (navigator.clipboard) {
const address = () => Object.assign(new URL(location.href), { hash: `#${encodeURIComponent(id ?? "")}` }).href;
if (id) tools.append(copyButton("quiet", words.link, address));
tools.append(copyButton("quiet", words.text, () => `${textOf(/** @type {Element} */ (question.querySelector("summary")))}\n\n${textOf(answer)}`));
}
tools.append(
button("quiet", words.print, () => {
question.classList.add("print-alone");
document.documentElement.classList.add("print-one");
print();
question.classList.remove("print-alone");
document.documentElement.classList.remove("print-one");
}),
);
answer.append(tools);
}
if (questions.length > 1) {
const all = button("quiet expand-all", words.expand, () => {
const opens = [...questions].some((question) => !question.open);
for (const question of questions) question.open = opens;
});
document.querySelector(".page-body")?.prepend(all);
for (const question of questions) {
question.addEventListener("toggle", () => {
if (question.open) addTools(question);
all.textContent = ([...questions].some((other) => !other.open) ? words.expand : words.collapse) ?? "";
});
}
}
let opened = [];
addEventListener("beforeprint", () => {
opened = [...document.querySelectorAll("details")].filter((box) => !box.open && !box.closest("nav"));
for (const box of opened) box.open = true;
});
addEventListener("afterprint", () => {
for (const box of opened) box.open = false;
});
addEventListener("hashchange", open);
open();
const contents = document.querySelector(".contents");
const entries = document.querySelectorAll(".contents a");
function follow() {
let current = entries[0];
for (const entry of entries) {
const place = document.getElementById(decodeURIComponent(entry.hash.slice(1)));
if (place && place.getBoundingClientRect().top > innerHeight * 0.3) break;
current = entry;
}
for (const entry of entries) {
if (entry === current) entry.setAttribute("aria-current", "location");
else entry.removeAttribute("aria-current");
}
if (contents && current && contents.scrollHeight > contents.clientHeight) {
const { offsetTop, offsetHeight } = current;
const { scrollTop, clientHeight } = contents;
if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight) {
contents.scrollTop = offsetTop - clientHeight / 3;
}
}
}
function fold() {
const box = contents?.querySelector("details");
if (box) box.open = false;
}
for (const entry of entries) entry.addEventListener("click", fold);
contents?.addEventListener("focusout", (event) => {
if (event instanceof FocusEvent && event.relatedTarget && !contents.contains(/** @type {Node} */ (event.relatedTarget))) fold();
});
if (entries.length) {
let waiting = false;
const later = () => {
if (waiting) return;
waiting = true;
requestAnimationFrame(() => {
waiting = false;
follow();
});
};
addEventListener("scroll", later, { passive: true });
addEventListener("resize", later, { passive: true });
later();
}
function choose(name) {
for (const tab of document.querySelectorAll(".tabs [role=tab]")) {
const siblings = tab.parentElement?.querySelectorAll("[role=tab]") ?? [];
if (![...siblings].some((sibling) => sibling.textContent === name)) continue;
const chosen = tab.textContent === name;
tab.setAttribute("aria-selected", String(chosen));
tab.setAttribute("tabindex", chosen ? "0" : "-1");
const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
if (panel) panel.hidden = !chosen;
}
}
function onTabKey(event, tabs) {
const at = tabs.indexOf(/** @type {HTMLElement} */ (event.target));
const back = document.documentElement.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
const forth = back === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
const next = { [back]: at - 1, [forth]: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
if (next === undefined) return;
event.preventDefault();
const tab = tabs[(next + tabs.length) % tabs.length];
tab.click();
tab.focus();
}
document.querySelectorAll(".tabs").forEach((group, number) => {
const panels = [...group.querySelectorAll(":scope > .tab")];
const list = Object.assign(document.createElement("div"), { className: "tab-list" });
list.setAttribute("role", "tablist");
const tabs = panels.map((panel, place) => {
const heading = panel.querySelector(".tab-title");
const tab = button("", heading?.textContent ?? "", () => {
const { top } = tab.getBoundingClientRect();
kept("tab", tab.textContent ?? "");
choose(tab.textContent ?? "");
scrollBy({ top: tab.getBoundingClientRect().top - top, behavior: "instant" });
});
tab.id = `ajuda_tab-${number}-${place}`;
panel.id ||= `ajuda_panel-${number}-${place}`;
tab.setAttribute("role", "tab");
tab.setAttribute("aria-controls", panel.id);
panel.setAttribute("role", "tabpanel");
panel.setAttribute("tabindex", "0");
panel.setAttribute("aria-labelledby", tab.id);
heading?.remove();
return tab;
});
list.addEventListener("keydown", (event) => onTabKey(event, tabs));
list.append(...tabs);
group.prepend(list);
choose(tabs[0]?.textContent ?? "");
});
const lastTab = kept("tab");
if (lastTab) choose(lastTab);
for (const link of document.querySelectorAll("a[hreflang]")) {
if (!(link instanceof HTMLAnchorElement)) continue;
link.addEventListener("click", () => {
kept("locale", link.hreflang);
if (!link.hash && target()) link.hash = location.hash;
});
}
const feedback = document.querySelector(".feedback form");
feedback?.addEventListener("submit", async (event) => {
if (!(feedback instanceof HTMLFormElement) || !(event instanceof SubmitEvent)) return;
event.preventDefault();
const body = new URLSearchParams(/** @type {any} */ (new FormData(feedback, event.submitter)));
const buttons = feedback.querySelectorAll("button");
for (const one of buttons) one.disabled = true;
const says = Object.assign(document.createElement("p"), { textContent: feedback.dataset.thanks });
says.setAttribute("role", "status");
feedback.querySelector("p[role]")?.remove();
try {
const answer = await fetch(feedback.action, { method: "POST", body });
if (!answer.ok) throw new Error(answer.statusText);
feedback.replaceChildren(says);
} catch {
says.textContent = feedback.dataset.failed ?? "";
for (const one of buttons) one.disabled = false;
feedback.append(says);
}
});
const SCHEMES = ["auto", "light", "dark"];
const scheme = document.querySelector(".scheme-button");
function show(name) {
if (name === "auto") delete document.documentElement.dataset.scheme;
else document.documentElement.dataset.scheme = name;
scheme?.setAttribute("aria-label", `${words.appearance}: ${words[name]}`);
scheme?.setAttribute("title", words[name] ?? "");
}
show(kept("scheme") || "auto");
scheme?.addEventListener("click", () => {
const next = SCHEMES[(SCHEMES.indexOf(kept("scheme") || "auto") + 1) % SCHEMES.length];
kept("scheme", next === "auto" ? "" : next);
show(next);
});
const follows = (selector) => () => document.querySelector(selector)?.click();
const actions = {
h: follows(".site-title"),
p: follows("a[rel=prev]"),
n: follows("a[rel=next]"),
e: follows(".expand-all"),
t: () => scrollTo({ top: 0 }),
"?": () => void help(),
};
let helping;
async function help() {
const at = new URL("./", import.meta.url);
helping ??= Promise.all([
import("./keys.js"),
fetch(new URL(`words/${document.documentElement.lang.toLowerCase()}.json`, at)).then((answer) => answer.json()),
]).then(([{ createHelp }, said]) =>
createHelp(
said,
[
[["/"], "shortcut-search"], [["H"], "shortcut-home"], [["P"], "shortcut-previous"], [["N"], "shortcut-next"],
[["E"], "shortcut-expand"], [["T"], "shortcut-top"], [["?"], "shortcut-help"],
],
{ on: () => kept("keys") !== "off", set: (on) => void kept("keys", on ? "" : "off") },
),
);
const dialog = await helping;
if (!dialog.open) dialog.showModal();
}
document.addEventListener("keydown", (event) => {
const { key, ctrlKey, metaKey, altKey, target: from } = event;
if (event.defaultPrevented || event.isComposing || ctrlKey || metaKey || altKey) return;
if (from instanceof Element && from.closest("input, textarea, select, [contenteditable]")) return;
if (document.querySelector("dialog[open]")) return;
const action = actions[key.length === 1 ? key.toLowerCase() : key];
if (!action || (key !== "?" && kept("keys") === "off")) return;
event.preventDefault();
action();
});
document.querySelector(".keys-button")?.addEventListener("click", () => void help());
