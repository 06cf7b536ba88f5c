// The engine, opened once and when it is needed.

/** @typedef {import("../../search/search.js").Hit} Hit */
/** @typedef {import("../../search/search.js").Hits} Hits */

/**
 * Connects to a locale's index.
 * @param {string} root the site's root, with a `/` at the end
 * @param {string} locale
 */
export function connect(root, locale) {
  /** @type {Promise<import("./search.js").Index> | undefined} */
  let index;
  let attempt = 0;

  /** Fetches what every search needs. */
  function prepare() {
    index ??= (async () => {
      attempt += 1;
      // A module that failed once stays failed under its name.
      const { open } = await import(attempt > 1 ? `./search.js?attempt=${attempt}` : "./search.js");
      return open({ base: root, locale, fetch: (...request) => globalThis.fetch(...request) });
    })();
    return index;
  }

  return {
    prepare: () => void prepare().catch(() => {}),
    /**
     * Rejects with an `AbortError` where a newer search has overtaken it.
     * @param {string} query as typed: a last word without a space behind it may still be growing
     * @param {string} kind of the results; empty for all @param {number} limit
     * @returns {Promise<Hits>}
     */
    async search(query, kind, limit) {
      const typing = !/\s$/.test(query);
      try {
        const hits = await (await prepare()).search(query, { limit, typing, ...(kind && { kind }) });
        // The space that says that the last word is whole.
        if (hits.suggestion) hits.suggestion = hits.suggestion.trim();
        return hits;
      } catch (error) {
        // What failed is remembered nowhere: the next search begins anew.
        if (!(error instanceof DOMException && error.name === "AbortError")) index = undefined;
        throw error;
      }
    },
  };
}
