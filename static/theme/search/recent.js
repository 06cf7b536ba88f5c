// Recent searches. They are kept on the device and go nowhere else.

const MOST = 6;

/**
 * @param {string} root the site's root: sites of one host keep apart
 * @param {string} locale
 */
export function recent(root, locale) {
  const key = `ajuda-recent ${new URL(root).pathname} ${locale}`;

  /** @returns {string[]} the newest first */
  function list() {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(kept) ? kept.filter((query) => typeof query === "string").slice(0, MOST) : [];
    } catch {
      // Refused, or not ours: there are none then.
      return [];
    }
  }

  /** @param {string} query */
  function add(query) {
    const words = query.trim().slice(0, 200);
    if (!words) return;
    const others = list().filter((other) => other.toLowerCase() !== words.toLowerCase());
    try {
      localStorage.setItem(key, JSON.stringify([words, ...others].slice(0, MOST)));
    } catch {
      // Refused, or full: searching works without.
    }
  }

  function clear() {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing is kept then anyway.
    }
  }

  return { list, add, clear };
}
