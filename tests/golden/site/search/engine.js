// The engine, opened once and when it is needed.

/**
 * A result.
 * @typedef {object} Hit
 * @property {number} rank
 * @property {"page" | "question" | "error"} kind
 * @property {string} locale
 * @property {string} url below the site's root, with a `/` in front and its `#`
 * @property {string} title
 * @property {string} snippet
 * @property {string[] | string} [breadcrumb]
 * @property {{ title?: [number, number][], snippet?: [number, number][] } | [number, number][]} [marks]
 */

/** @typedef {Hit[] & { suggestion?: string }} Hits */

/**
 * Connects to a locale's index.
 * @param {string} root the site's root, with a `/` at the end
 * @param {string} locale
 */
export function connect(root, locale) {
  /** @type {Promise<{ search(query: string, options: object): Promise<Hits> }> | undefined} */
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
     * @param {string} query @param {{ limit: number, kind?: string }} options
     * @returns {Promise<Hits>}
     */
    async search(query, options) {
      try {
        return await (await prepare()).search(query, options);
      } catch (error) {
        // The next search begins anew, with nothing remembered of what failed.
        index = undefined;
        throw error;
      }
    },
  };
}
