export function createListbox(field, list) {
let options = [];
let chosen = -1;
let moved = false;
function activate(number) {
options[chosen]?.setAttribute("aria-selected", "false");
chosen = number;
const option = options[chosen];
if (!option) return field.removeAttribute("aria-activedescendant");
option.setAttribute("aria-selected", "true");
field.setAttribute("aria-activedescendant", option.id);
if (chosen === 0) list.scrollTop = 0;
else option.scrollIntoView({ block: "nearest" });
}
function show(label, nodes, made) {
options = made;
options.forEach((option, number) => (option.id = `ajuda_hit-${number}`));
list.setAttribute("aria-label", label);
list.replaceChildren(...nodes);
list.scrollTop = 0;
list.hidden = options.length === 0;
field.setAttribute("aria-expanded", String(options.length > 0));
moved = false;
activate(-1);
}
function move(event) {
const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
if (options.length === 0 || altKey || ctrlKey || metaKey || shiftKey) return;
const last = options.length - 1;
const { selectionStart, selectionEnd, value } = field;
let next;
if (key === "ArrowDown") next = chosen >= last ? 0 : chosen + 1;
else if (key === "ArrowUp") next = chosen <= 0 ? last : chosen - 1;
else if (key === "Home" && (moved || selectionEnd === 0)) next = 0;
else if (key === "End" && (moved || selectionStart === value.length)) next = last;
if (next === undefined) return;
event.preventDefault();
activate(next);
moved = true;
}
list.addEventListener("mousemove", (event) => {
const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
const number = options.indexOf(/** @type {HTMLAnchorElement} */ (option));
if (number < 0 || number === chosen) return;
activate(number);
moved = true;
});
return {
show,
empty: () => show(list.getAttribute("aria-label") ?? "", [], []),
activate,
move,
get options() {
return options;
},
get active() {
return /** @type {HTMLAnchorElement | undefined} */ (options[chosen]);
},
get moved() {
return moved;
},
};
}
