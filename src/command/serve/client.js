// Runs in every page while `ajuda serve` shows it: reloads the page when the site was rebuilt, takes
// style sheets anew where nothing else changed, and shows what the build found in a panel at the foot of the window. Never part of a built site.

/**
 * @typedef {{ severity: "error" | "warning", code: string, message: string, place: string | null,
 *   line: [string, string, string] | null, help: string | null }} Finding
 * @typedef {{ site: string, styles: number, errors: number, warnings: number, findings: Finding[],
 *   failure: string | null, stale: boolean }} News
 */

const mine = new URL(import.meta.url).searchParams.get("site");
const DISMISSED = "ajuda-dismissed";

const STYLE = `
  :host { all: initial }
  section {
    position: fixed; z-index: 2147483647; inset: auto 0 0 0; box-sizing: border-box;
    max-block-size: 40vh; overflow: auto; padding: .75rem 1rem 1rem;
    font: 14px/1.5 system-ui, sans-serif; color: #1c1b1f; background: #fffdf7;
    border-block-start: 3px solid #b3261e; box-shadow: 0 -4px 24px #0003; color-scheme: light;
  }
  section[data-mild] { border-block-start-color: #8a5a00 }
  header { display: flex; gap: 1rem; align-items: center; justify-content: space-between }
  h2 { font-size: 1rem; margin: 0 }
  button {
    font: inherit; color: inherit; background: none; border: 1px solid currentColor;
    border-radius: 4px; padding: .25rem .75rem; min-block-size: 2rem; cursor: pointer;
  }
  :focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px }
  ol { list-style: none; margin: .5rem 0 0; padding: 0; display: grid; gap: .75rem }
  p { margin: 0; overflow-wrap: anywhere }
  code, pre { font: 13px/1.5 ui-monospace, monospace }
  pre { margin: .25rem 0; white-space: pre-wrap; overflow-wrap: anywhere }
  .error { color: #b3261e } .warning { color: #7a4f00 }
  mark { background: none; color: inherit; text-decoration: underline wavy #b3261e }
  @media (prefers-color-scheme: dark) {
    section { color: #ece6f0; background: #1d1b20; border-color: #f2b8b5; color-scheme: dark }
    section[data-mild] { border-block-start-color: #ffd08a }
    .error { color: #f2b8b5 } .warning { color: #ffd08a }
    mark { text-decoration-color: #f2b8b5 }
    :focus-visible { outline-color: #a8c7fa }
  }
  @media print { section { display: none } }
`;

/**
 * An element with text; never HTML, for findings quote whatever the sources hold.
 * @param {string} name @param {string} [text] @param {string} [className]
 */
function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** @param {number} count @param {string} noun */
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** @param {News} news */
function title(news) {
  if (news.failure) return "The site could not be rebuilt";
  const parts = [];
  if (news.errors) parts.push(counted(news.errors, "error"));
  if (news.warnings) parts.push(counted(news.warnings, "warning"));
  return parts.join(", ") + (news.stale ? "; this is the last site that could be built" : "");
}

/** @param {Finding} finding */
function row(finding) {
  const item = element("li");
  const message = element("p");
  message.append(element("strong", `${finding.severity}[${finding.code}]`, finding.severity));
  message.append(`: ${finding.message}`);
  item.append(message);
  if (finding.place) item.append(element("code", finding.place));
  if (finding.line) {
    const line = element("pre");
    line.append(finding.line[0], element("mark", finding.line[1]), finding.line[2]);
    item.append(line);
  }
  if (finding.help) item.append(element("p", `help: ${finding.help}`));
  return item;
}

const host = element("ajuda-findings");
host.lang = "en";
host.dir = "ltr";
const shadow = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
shadow.adoptedStyleSheets = [sheet];

/** @param {News} news */
function show(news) {
  shadow.replaceChildren();
  const nothing = !news.failure && news.findings.length === 0;
  const told = JSON.stringify({ ...news, site: null });
  if (nothing) sessionStorage.removeItem(DISMISSED);
  if (nothing || sessionStorage.getItem(DISMISSED) === told) return;
  const panel = element("section");
  panel.setAttribute("aria-labelledby", "ajuda-title");
  panel.tabIndex = 0;
  panel.toggleAttribute("data-mild", !news.failure && news.errors === 0);
  const heading = element("h2", title(news));
  heading.id = "ajuda-title";
  const close = element("button", "Close");
  const dismiss = () => {
    sessionStorage.setItem(DISMISSED, told);
    shadow.replaceChildren();
  };
  close.addEventListener("click", dismiss);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dismiss();
  });
  const header = element("header");
  header.append(heading, close);
  panel.append(header);
  if (news.failure) panel.append(element("pre", news.failure));
  const list = element("ol");
  list.append(...news.findings.map(row));
  const more = news.errors + news.warnings - news.findings.length;
  if (more > 0) list.append(element("li", `and ${more} more in the terminal`));
  panel.append(list);
  shadow.append(panel);
  if (!host.isConnected) document.body.append(host);
}

/** @type {number | undefined} */
let styles;

/**
 * Takes every style sheet of this host anew; the old one stays until the new one is there.
 * @param {number} number
 */
function restyle(number) {
  for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll("link[rel~=stylesheet]"))) {
    const url = new URL(link.href);
    if (url.origin !== location.origin) continue;
    url.searchParams.set("styles", String(number));
    const fresh = /** @type {HTMLLinkElement} */ (link.cloneNode());
    fresh.href = url.href;
    fresh.addEventListener("load", () => link.remove());
    fresh.addEventListener("error", () => link.remove());
    link.after(fresh);
  }
}

/** @type {EventSource | undefined} */
let events;

function listen() {
  events ??= new EventSource("/.ajuda/events");
  events.onmessage = ({ data }) => {
    /** @type {News} */
    const news = JSON.parse(data);
    // A plain reload keeps the scroll position.
    if (news.site !== mine) return location.reload();
    if (styles !== undefined && news.styles !== styles) restyle(news.styles);
    styles = news.styles;
    show(news);
  };
}

function leave() {
  events?.close();
  events = undefined;
}

// A browser opens six connections to a host, no more: tabs that nobody sees give theirs back.
document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
addEventListener("pagehide", leave);
addEventListener("pageshow", listen);
if (!document.hidden) listen();
