export function createHelp(words, keys, single) {
const dialog = document.createElement("dialog");
dialog.className = "keys";
const title = document.createElement("h2");
title.id = "ajuda_keys-title";
title.textContent = words["shortcuts"];
dialog.setAttribute("aria-labelledby", title.id);
const list = document.createElement("dl");
for (const [names, word] of keys) {
const does = document.createElement("dt");
does.textContent = words[word];
const how = document.createElement("dd");
for (const name of names) how.append(Object.assign(document.createElement("kbd"), { textContent: name }), " ");
list.append(does, how);
}
const label = document.createElement("label");
const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: single.on() });
box.addEventListener("change", () => single.set(box.checked));
label.append(box, ` ${words["shortcuts-on"]}`);
const close = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words["shortcuts-close"] });
close.addEventListener("click", () => dialog.close());
dialog.addEventListener("mousedown", (event) => event.target === dialog && dialog.close());
dialog.append(title, list, label, close);
document.body.append(dialog);
return dialog;
}
