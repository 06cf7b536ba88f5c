// The list under the field: which option is chosen, and the keys that choose another. The focus stays
// in the field; `aria-activedescendant` says where it would be.

/**
 * @param {HTMLInputElement} field with the role combobox
 * @param {HTMLElement} list with the role listbox
 */
export function createListbox(field, list) {
  /** @type {HTMLAnchorElement[]} */
  let options = [];
  /** The number of the chosen option; -1 where there is none. */
  let chosen = -1;
  /** Whether the reader has moved into the list. */
  let moved = false;

  /** @param {number} number */
  function activate(number) {
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = number;
    const option = options[chosen];
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    // The place of the first stands above it.
    if (chosen === 0) list.scrollTop = 0;
    else option.scrollIntoView({ block: "nearest" });
  }

  /**
   * Shows options; none is chosen yet.
   * @param {string} label @param {Node[]} nodes what stands in the list
   * @param {HTMLAnchorElement[]} made the options among it
   */
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

  /** Moves as a key says. @param {KeyboardEvent} event */
  function move(event) {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (options.length === 0 || altKey || ctrlKey || metaKey || shiftKey) return;
    const last = options.length - 1;
    const { selectionStart, selectionEnd, value } = field;
    let next;
    if (key === "ArrowDown") next = chosen >= last ? 0 : chosen + 1;
    else if (key === "ArrowUp") next = chosen <= 0 ? last : chosen - 1;
    // Home and End are the caret's while it has somewhere to go.
    else if (key === "Home" && (moved || selectionEnd === 0)) next = 0;
    else if (key === "End" && (moved || selectionStart === value.length)) next = last;
    if (next === undefined) return;
    event.preventDefault();
    activate(next);
    moved = true;
  }

  // Only a pointer that moves chooses, not a list that scrolls under it.
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
