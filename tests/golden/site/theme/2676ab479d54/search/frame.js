import { element, icon, set } from "./elements.js";
import { KINDS } from "./hits.js";
const CROSS = "M5 5l10 10M15 5L5 15";
export function frame(dialog, words, page) {
const bar = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
const field = /** @type {HTMLInputElement} */ (bar.querySelector("input"));
bar.setAttribute("role", "search");
dialog.setAttribute("aria-label", words["search"]);
set(field, {
role: "combobox", autocorrect: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go", dir: "auto",
placeholder: words["search-placeholder"], "aria-label": words["search"], "aria-autocomplete": "list",
"aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": "ajuda_hits",
});
const close = element("button", { type: "button", class: "search-close", "aria-label": words["search-close"] }, icon(CROSS));
bar.append(close);
const kinds = KINDS.map(([value, key]) =>
(
element("button", { type: "button", value, "aria-pressed": String(value === "") }, words[key])
),
);
const chips = element("div", { class: "search-kinds", role: "group", "aria-label": words["search-only"] }, ...kinds);
const clear = element("button", { type: "button", class: "quiet" }, words["search-clear"]);
clear.setAttribute("aria-label", `${words["search-clear"]}: ${words["search-recent"]}`);
const recents = element("div", { class: "search-recents", hidden: true }, element("span", {}, words["search-recent"]), clear);
const message = element("div", { class: "search-message" });
const list = element("div", { class: "hits", id: "ajuda_hits", role: "listbox", hidden: true });
const all = /** @type {HTMLAnchorElement} */ (element("a", { href: page }, words["search-a-z"]));
const key = (/** @type {string[]} */ names, /** @type {string} */ says) =>
element("span", { "aria-hidden": "true" }, ...names.map((name) => element("kbd", {}, name)), ` ${words[says]}`);
const keys = element(
"div", { class: "search-keys" },
key(["↑", "↓"], "search-key-choose"), key(["↵"], "search-key-open"),
key(["Ctrl", "↵"], "search-key-tab"), key(["Esc"], "search-close"), all,
);
const status = element("p", { class: "visually-hidden", role: "status" });
dialog.append(chips, message, recents, list, keys, status);
close.addEventListener("click", () => dialog.close());
return { field, list, message, status, kinds, recents, all };
}
