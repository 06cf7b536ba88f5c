// All that a page loads: it waits for somebody to reach for the search, and only then loads the
// dialog, its words and the engine. Without it, the same forms lead to the search page.

const theme = new URL("./", import.meta.url).href;
/** The site's root. */
const root = new URL("../../", theme).href;
const locale = document.documentElement.lang;
/** @type {HTMLFormElement | null} */
const opener = document.querySelector("form.search-open");
/** The field of the page itself: on a home page, and on the search page. */
const field = document.querySelector("form.search-form input");
const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** The dialog: nothing but its field at first, which takes what is typed while the rest is on its way. */
/** @type {HTMLDialogElement | undefined} */
let dialog;
/** @type {Promise<import("./search/dialog.js").Search> | undefined} */
let loading;
/** @type {import("./search/dialog.js").Search | undefined} */
let search;

/** Loads everything the search needs, at once and in parallel. */
function prepare() {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load() {
  // What the dialog imports is on its way while it is; what fails, the dialog will say.
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

/** The dialog with its field, made once. */
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

/** @param {Partial<HTMLLinkElement>} properties */
function link(properties) {
  return new Promise((loaded, failed) => {
    const element = Object.assign(document.createElement("link"), properties);
    element.onload = loaded;
    element.onerror = failed;
    document.head.append(element);
  });
}

/** Opens the dialog, or closes it. Where the rest cannot be loaded, the search page stands in. */
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
    // The letter comes out in the dialog's field, also from an input method. Until that is loaded,
    // letters gather here.
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

/** Whether the reader wants keys without Ctrl to do anything. */
function singleKeys() {
  try {
    return localStorage.getItem("ajuda-keys") !== "off";
  } catch {
    return true;
  }
}

/** @param {KeyboardEvent} event */
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

/** Marks the words that led here, as the dialog noted them. */
function arrive() {
  try {
    const note = sessionStorage.getItem("ajuda-found");
    if (!note) return;
    sessionStorage.removeItem("ajuda-found");
    const { path, words, time } = JSON.parse(note);
    if (path !== location.pathname || Date.now() - time > 20_000) return;
    import("./search/marks.js").then(({ markPage }) => markPage(words));
  } catch {
    // Storage may be refused; then nothing is marked.
  }
}

if (opener) wait();
if (opener || field) document.addEventListener("keydown", shortcut);
arrive();
