// Help inside another application: one script tag, a button, and a panel with the answers for the
// screen that is open and with the search of the help centre. Nothing is loaded until it is opened,
// nothing of the application is read but its address and language, and its styles stay its own.
//
//   <script src="https://help.example.com/widget.js" data-locale="pt-BR" defer></script>
//
// `data-screen` names the screen, else the address does; `data-label` is what the button says. An
// application can call `ajuda.open("words")`, `ajuda.close()` and `ajuda.screen("orders")`.

// The languages of the site with what their buttons say, and the theme's folder, are filled in when the
// site is built.
((/** @type {{ labels: Record<string, string>, default: string, theme: string }} */ SITE) => {
const tag = /** @type {HTMLScriptElement} */ (document.currentScript);
const base = new URL("./", tag.src).href;
const lower = (/** @type {string} */ name) => name.toLowerCase();
const language = (/** @type {string} */ name) => lower(name).split("-")[0];
const asked = tag.dataset.locale || document.documentElement.lang || navigator.language;
const like = (/** @type {(name: string) => string} */ form) =>
  Object.keys(SITE.labels).find((name) => form(name) === form(asked));
const locale = like(lower) ?? like(language) ?? SITE.default;
const folder = lower(locale);
let screen = tag.dataset.screen;

/**
 * @param {string} name @param {Record<string, string>} attributes @param {...(Node | string)} inside
 */
function make(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...inside);
  return made;
}

const host = make("ajuda-help", { lang: locale, dir: /^(ar|fa|he|ur)\b/.test(locale) ? "rtl" : "ltr" });
const shadow = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(`\
:host{color-scheme:light dark;--a:var(--ajuda-accent,light-dark(#2450b4,#9db8ff));--l:1px solid #8886;font:16px/1.5 system-ui}\
*{box-sizing:border-box;margin:0;font:inherit;color:inherit}\
:focus-visible{outline:3px solid var(--a);outline-offset:2px}\
.open,.panel{position:fixed;z-index:2147483000;inset-inline-end:1.25rem;border:var(--l);border-radius:3px;border-start-end-radius:1rem;border-end-start-radius:1rem;background:Canvas;color:CanvasText;box-shadow:0 .5rem 2rem #0005}\
.open{inset-block-end:1.25rem;padding:.75rem 1.25rem;background:var(--a);color:Canvas;font-weight:600;cursor:pointer}\
.panel{inset-block-end:5rem;display:flex;flex-direction:column;inline-size:min(24rem,100vw - 2.5rem);max-block-size:min(36rem,100dvh - 6.5rem)}\
[hidden]{display:none}\
form,.list,.foot{padding:.75rem 1rem}\
input{inline-size:100%;padding:.6rem .75rem;border:1px solid;border-radius:3px .75rem;background:none}\
.list{flex:1;border-block:var(--l);overflow:auto;overflow-wrap:anywhere}\
.list>a,summary{display:block;padding:.6rem 0;font-weight:600;text-decoration:none;cursor:pointer}\
h2,small,p,p+a,.foot{font-size:.875rem}\
h2,small{opacity:.8}\
small{display:block;font-weight:400}\
p{padding-block:.6rem;white-space:pre-line}\
a:hover,summary:hover,.foot a,p+a{color:var(--a)}\
`);
shadow.adoptedStyleSheets = [sheet];

/** A link of the help centre. @param {string} url from its root, with a `/` @param {string} title @param {string} [about] */
const link = (url, title, about) =>
  make("a", { href: base + url.slice(1), target: "_blank", rel: "noopener" }, title, about ? make("small", {}, about) : "");

const label = tag.dataset.label || SITE.labels[locale];
const opener = make("button", { class: "open", "aria-expanded": "false" }, label);
const field = /** @type {HTMLInputElement} */ (make("input", { type: "search", autocomplete: "off" }));
const form = make("form", { role: "search" }, field);
const list = make("div", { class: "list", "aria-live": "polite" });
const all = link(`/${folder}/`, label);
const panel = make("div", { class: "panel", role: "dialog", "aria-label": label, hidden: "" }, form, list, make("div", { class: "foot" }, all));
shadow.append(panel, opener);

/** @type {Promise<[any, any]> | undefined} */
let loading;
/** Answers with their words, and the search, each once. */
const load = () =>
  (loading ??= Promise.all([
    fetch(`${base}widget/${folder}.json`).then((answer) => answer.json()),
    import(`${base}${SITE.theme}search/search.js`).then(({ open }) => open({ base, locale })),
  ]).catch((error) => {
    loading = undefined;
    throw error;
  }));

/**
 * Whether a screen has what a page says of one, in this order. Each part is looked for behind the one before
 * it and nowhere else, so many stars take no longer than one.
 * @param {string} here between two ends of lines, which the first and the last part have too
 * @param {string[]} parts
 */
const isNamed = (here, parts) =>
  parts.every((part) => {
    const found = here.indexOf(part);
    here = here.slice(found + part.length);
    return found >= 0;
  });

/** What there is to read on this screen. @param {any} answers */
function suggestions({ screens, questions, words }) {
  const here = `\n${screen ?? location.pathname}\n`;
  const found = screens.filter((/** @type {any} */ page) => page.screens.some((/** @type {string[]} */ parts) => isNamed(here, parts)));
  const made = found.flatMap((/** @type {any} */ page) => [
    link(page.url, page.title, page.about),
    ...page.questions.map((/** @type {any} */ one) =>
      make("details", {}, make("summary", {}, one.question), make("p", {}, one.answer), link(one.url, words.open))),
  ]);
  const shown = found[0] ? made : questions.map((/** @type {any} */ one) => link(one.url, one.question));
  return shown[0] ? [make("h2", {}, found[0] ? words.here : words.popular), ...shown] : [];
}

let newest = 0;
async function show() {
  const number = (newest += 1);
  const query = field.value.trim();
  /** @type {Node[]} */
  let shown;
  try {
    const [answers, index] = await load();
    const { words } = answers;
    field.placeholder = words.placeholder;
    field.ariaLabel = words.search;
    all.textContent = words.open;
    if (query) {
      const hits = await index.search(query, { limit: 8, typing: true });
      shown = hits.map((/** @type {any} */ hit) => link(hit.url, hit.title, hit.snippet));
      if (!shown[0]) shown = [make("p", {}, words.nothing.replace(/\{.*?\}/, () => query))];
    } else shown = suggestions(answers);
  } catch {
    shown = [link(`/${folder}/`, label)];
  }
  // What was overtaken by newer words is not shown.
  if (number === newest) list.replaceChildren(...shown);
}

/** @param {boolean} on @param {string} [query] */
function toggle(on, query) {
  panel.hidden = !on;
  opener.ariaExpanded = `${on}`;
  field.value = query ?? field.value;
  if (on) show();
  (on ? field : opener).focus();
}

let pause = 0;
opener.onclick = () => toggle(panel.hidden);
field.oninput = () => {
  clearTimeout(pause);
  pause = setTimeout(show, 90);
};
form.onsubmit = (event) => {
  event.preventDefault();
  show();
};
panel.onkeydown = (event) => {
  if (event.key === "Escape") toggle(false);
};
window.ajuda = {
  /** @param {string} [query] */
  open: (query) => toggle(true, query),
  close: () => panel.hidden || toggle(false),
  /** @param {string} name */
  screen: (name) => {
    screen = name;
    if (!panel.hidden) show();
  },
};
// Beside the body, which may not be there yet, and which applications replace.
document.documentElement.append(host);
})(AJUDA_SETTINGS);
