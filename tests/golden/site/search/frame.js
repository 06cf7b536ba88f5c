import { element, icon } from "./elements.js";
import { KINDS } from "./hits.js";
const MAGNIFIER = "M8.5 3a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M12.5 12.5l5 5";
const CROSS = "M5 5l10 10M15 5L5 15";
export function frame(words, page) {
const field = /** @type {HTMLInputElement} */ (
element("input", {
type: "search", name: "q", role: "combobox", autocomplete: "off", autocorrect: "off", autocapitalize: "off",
spellcheck: "false", enterkeyhint: "go", dir: "auto", placeholder: words["search-placeholder"],
"aria-label": words["search"], "aria-autocomplete": "list", "aria-haspopup": "listbox",
"aria-expanded": "false", "aria-controls": "ajuda_hits",
})
);
const close = element("button", { type: "button", class: "search-close", "aria-label": words["search-close"] }, icon(CROSS));
const bar = element("form", { class: "search-bar", role: "search", action: page }, icon(MAGNIFIER), field, close);
const kinds = KINDS.map(([value, key]) =>
