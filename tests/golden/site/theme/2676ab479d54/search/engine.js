export function connect(root, locale) {
let index;
let attempt = 0;
function prepare() {
index ??= (async () => {
attempt += 1;
const { open } = await import(attempt > 1 ? `./search.js?attempt=${attempt}` : "./search.js");
return open({ base: root, locale, fetch: (...request) => globalThis.fetch(...request) });
})();
return index;
}
return {
prepare: () => void prepare().catch(() => {}),
async search(query, kind, limit) {
const typing = !/\s$/.test(query);
try {
const hits = await (await prepare()).search(query, { limit, typing, ...(kind && { kind }) });
if (hits.suggestion) hits.suggestion = hits.suggestion.trim();
return hits;
} catch (error) {
if (!(error instanceof DOMException && error.name === "AbortError")) index = undefined;
throw error;
}
},
};
}
