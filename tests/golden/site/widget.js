(() => {
const SITE = {"labels":{"ar":"مساعدة","en":"Help","pt-BR":"Ajuda"},"default":"en"};
const tag = /** @type {HTMLScriptElement} */ (document.currentScript);
const base = new URL("./", tag.src).href;
const wanted = (tag.dataset.locale || document.documentElement.lang || navigator.language).toLowerCase();
const tags = Object.keys(SITE.labels);
const language = (/** @type {string} */ name) => name.toLowerCase().split("-")[0];
const locale =
tags.find((name) => name.toLowerCase() === wanted) ??
tags.find((name) => language(name) === language(wanted)) ?? SITE.default;
let screen = tag.dataset.screen;
function make(name, attributes = {}, ...inside) {
const made = document.createElement(name);
for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
made.append(...inside);
return made;
}
const direction = /^(ar|fa|he|ur)\b/.test(locale) ? "rtl" : "ltr";
const host = make("ajuda-help", { lang: locale, dir: direction });
const shadow = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { color-scheme: light dark; --a: var(--ajuda-accent, light-dark(#2450b4, #9db8ff)); --p: light-dark(#fff, #171c28); --i: light-dark(#1f2636, #e7e9ef); --s: light-dark(#535c70, #b3bac9); --l: light-dark(#d9dee9, #3a4356); font: 16px/1.5 system-ui, sans-serif; }
* { box-sizing: border-box; margin: 0; font: inherit; }
:focus-visible { outline: 3px solid var(--a); outline-offset: 2px; }
.open { position: fixed; z-index: 2147483000; inset-block-end: 1.25rem; inset-inline-end: 1.25rem; padding: .7rem 1.25rem; border: 0; border-radius: 3px; border-start-end-radius: 1rem; border-end-start-radius: 1rem; background: var(--a); color: var(--p); font-weight: 600; cursor: pointer; box-shadow: 0 .4rem 1.4rem #0004; }
.panel { position: fixed; z-index: 2147483000; inset-block-end: 5rem; inset-inline-end: 1.25rem; display: flex; flex-direction: column; inline-size: min(24rem, calc(100vw - 2.5rem)); max-block-size: min(36rem, calc(100dvh - 6.5rem)); border: 1px solid var(--l); border-radius: 3px; border-start-end-radius: 1.25rem; border-end-start-radius: 1.25rem; background: var(--p); color: var(--i); overflow: hidden; box-shadow: 0 1rem 3rem #0005; }
.panel[hidden] { display: none; }
form { padding: 1rem 1rem .75rem; border-block-end: 1px solid var(--l); }
input { inline-size: 100%; padding: .6rem .8rem; border: 1px solid var(--s); border-radius: 3px .7rem; background: none; color: inherit; }
input::placeholder { color: var(--s); opacity: 1; }
.list { flex: 1; padding: .75rem 1rem; overflow-y: auto; overflow-wrap: anywhere; }
h2 { padding-block: .25rem .35rem; color: var(--s); font-size: .8125rem; font-weight: 600; }
.list > a, summary { display: block; padding: .55rem 0; border-block-end: 1px solid var(--l); color: inherit; font-weight: 550; text-decoration: none; cursor: pointer; }
a:hover, summary:hover { color: var(--a); }
small { display: block; color: var(--s); font-size: .8125rem; font-weight: 400; }
details p { padding-block: .5rem; font-size: .9375rem; white-space: pre-line; }
details a { color: var(--a); font-size: .875rem; }
.foot { padding: .65rem 1rem; border-block-start: 1px solid var(--l); font-size: .875rem; }
.foot a { color: var(--a); }
`);
shadow.adoptedStyleSheets = [sheet];
const label = tag.dataset.label || SITE.labels[locale];
const opener = make("button", { class: "open", type: "button", "aria-expanded": "false", "aria-controls": "panel" }, label);
const field = /** @type {HTMLInputElement} */ (make("input", { type: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" }));
const form = make("form", { role: "search" }, field);
const list = make("div", { class: "list", "aria-live": "polite" });
const home = `${base}${locale.toLowerCase()}/`;
const outside = { target: "_blank", rel: "noopener" };
const all = make("a", { href: home, ...outside });
const panel = make("div", { class: "panel", id: "panel", role: "dialog", "aria-label": label, hidden: "" }, form, list, make("div", { class: "foot" }, all));
shadow.append(panel, opener);
const json = (path) => fetch(base + path).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))));
let loading;
const load = () =>
(loading ??= Promise.all([
json(`theme/words/${locale.toLowerCase()}.json`),
json(`widget/${locale.toLowerCase()}.json`),
import(`${base}search/search.js`).then(({ open }) => open({ base, locale, fetch: (...request) => fetch(...request) })),
]).catch((error) => {
loading = undefined;
throw error;
}));
const link = (url, title, about) =>
make("a", { href: new URL(url, base).href, ...outside }, title, ...(about ? [make("small", {}, about)] : []));
function matches(pattern, name) {
const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
return new RegExp(`^${parts.join(".*")}$`).test(name);
}
function suggest(words, answers) {
const here = screen ?? location.pathname;
const found = answers.screens.filter((/** @type {any} */ page) => page.screens.some((/** @type {string} */ pattern) => matches(pattern, here)));
const made = found.flatMap((/** @type {any} */ page) => [
link(page.url, page.title, page.about),
...page.questions.map((/** @type {any} */ one) =>
make("details", {}, make("summary", {}, one.question), make("p", {}, one.answer), link(one.url, words["widget-open"]))),
]);
const popular = answers.questions.map((/** @type {any} */ one) => link(one.url, one.question));
const [title, shown] = made.length ? ["widget-here", made] : ["widget-popular", popular];
list.replaceChildren(...(shown.length ? [make("h2", {}, words[title]), ...shown] : []));
}
let newest = 0;
async function show() {
newest += 1;
const number = newest;
const query = field.value.trim();
try {
const [words, answers, index] = await load();
field.placeholder = words["search-placeholder"];
field.setAttribute("aria-label", words.search);
all.textContent = words["widget-open"];
if (!query) return number === newest && suggest(words, answers);
const hits = await index.search(query, { limit: 8, typing: true });
if (number !== newest || !hits) return;
const nothing = make("p", {}, words["search-nothing"].replace(/\{\s*\$\w+\s*\}/, () => query));
list.replaceChildren(...(hits.length ? hits.map((/** @type {any} */ hit) => link(hit.url.replace(/^\/+/, ""), hit.title, hit.snippet)) : [nothing]));
} catch (error) {
if (number === newest && error?.name !== "AbortError") list.replaceChildren(link(home, label));
}
}
function toggle(on, query) {
panel.hidden = !on;
opener.setAttribute("aria-expanded", String(on));
if (query !== undefined) field.value = query;
if (on) show();
(on ? field : opener).focus();
}
let pause = 0;
opener.addEventListener("click", () => toggle(panel.hidden));
field.addEventListener("input", () => {
clearTimeout(pause);
pause = setTimeout(show, 90);
});
form.addEventListener("submit", (event) => {
event.preventDefault();
show();
});
shadow.addEventListener("keydown", (event) => {
if (event.key === "Escape" && !panel.hidden) toggle(false);
});
window.ajuda = {
open: (query) => toggle(true, query),
close: () => panel.hidden || toggle(false),
screen: (name) => {
screen = name;
if (!panel.hidden) show();
},
};
const put = () => document.body.append(host);
if (document.body) put();
else addEventListener("DOMContentLoaded", put);
})();
