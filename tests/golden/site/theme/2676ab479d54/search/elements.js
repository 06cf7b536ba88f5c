export function element(tag, attributes = {}, ...children) {
const made = document.createElement(tag);
set(made, attributes);
made.append(...children);
return made;
}
export function set(element, attributes) {
for (const [name, value] of Object.entries(attributes)) {
if (value === true) element.setAttribute(name, "");
else if (value !== false && value != null) element.setAttribute(name, value);
}
}
export function icon(path) {
const space = "http://www.w3.org/2000/svg";
const svg = document.createElementNS(space, "svg");
for (const [name, value] of [["viewBox", "0 0 20 20"], ["width", "20"], ["height", "20"], ["aria-hidden", "true"]]) {
svg.setAttribute(name, value);
}
svg.append(document.createElementNS(space, "path"));
svg.firstElementChild?.setAttribute("d", path);
return svg;
}
export function say(message, value = "") {
return (message ?? "").replace(/\{\s*\$\w+\s*\}/, () => String(value));
}
