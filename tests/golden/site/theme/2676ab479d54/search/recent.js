const MOST = 6;
export function recent(root, locale) {
const key = `ajuda-recent ${new URL(root).pathname} ${locale}`;
function list() {
try {
const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
return Array.isArray(kept) ? kept.filter((query) => typeof query === "string").slice(0, MOST) : [];
} catch {
return [];
}
}
function add(query) {
const words = query.trim().slice(0, 200);
if (!words) return;
const others = list().filter((other) => other.toLowerCase() !== words.toLowerCase());
try {
localStorage.setItem(key, JSON.stringify([words, ...others].slice(0, MOST)));
} catch {
}
}
function clear() {
try {
localStorage.removeItem(key);
} catch {
}
}
return { list, add, clear };
}
