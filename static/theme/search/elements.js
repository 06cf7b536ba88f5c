// Elements made by DOM calls. Whatever comes from the index or from the reader is a text node, so
// none of it can become HTML.

/**
 * Makes an element.
 * @param {string} tag
 * @param {Record<string, string | boolean | null | undefined>} [attributes] `true` is an empty
 *   value; `false`, `null` and `undefined` leave the attribute out
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  set(made, attributes);
  made.append(...children);
  return made;
}

/**
 * Sets attributes.
 * @param {Element} element
 * @param {Record<string, string | boolean | null | undefined>} attributes as above
 */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
}

/**
 * An icon of 20 by 20 units, drawn with a pen.
 * @param {string} path
 */
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

/**
 * A message with its one hole filled: `Results: {$count}`.
 * @param {string | undefined} message @param {string | number} [value]
 */
export function say(message, value = "") {
  return (message ?? "").replace(/\{\s*\$\w+\s*\}/, () => String(value));
}
