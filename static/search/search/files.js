/**
 * The files of a locale's index: fetched, checked and unpacked, each once while it is kept.
 *
 * @module
 */

/** The version of the layout, which ARCHITECTURE.md describes. */
export const FORMAT = 5;

/** How many files are kept, unpacked: those of some ten queries. The browser has them all, packed. */
const MOST_FILES = 300;

/**
 * What the reader should be told: the message is a whole phrase that ends with the file at fault.
 * @typedef {Error & { code: "unreachable" | "missing" | "damaged" | "version" }} SearchError
 */

/** @param {SearchError["code"]} code @param {string} file @param {string} what @returns {SearchError} */
export const fault = (code, file, what) => Object.assign(Error(`${what}: ${file}`), { code });

/** @param {string} file */
export const damaged = (file) => fault("damaged", file, "a file of the search index is damaged");

const decoder = new TextDecoder();

/** @param {Uint8Array} bytes */
export const text = (bytes) => decoder.decode(bytes);

/**
 * The bytes of a file; one that cannot be had is asked for a second time.
 * @param {typeof globalThis.fetch} fetch @param {string} url
 */
export async function fetched(fetch, url) {
  let status = "";
  for (let left = 2; left > 0; left--) {
    try {
      const response = await fetch(url);
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      status = response.status;
    } catch {
      status = "";
    }
  }
  if (status) throw fault("missing", url, `a file of the search index is missing (${status})`);
  throw fault("unreachable", url, "a file of the search index cannot be reached");
}

/**
 * Gives the body of a file by its letter and number, as `read` understands it.
 * @param {string} folder @param {typeof globalThis.fetch} fetch
 * @param {Record<string, string>} hashes of the names, by letter; eight digits for every 64 files
 * @param {string} shared what every file goes on from, behind its name
 */
export function files(folder, fetch, hashes, shared) {
  const known = new Map();
  const load = async (letter, number, read) => {
    const at = (number >> 6) * 8;
    const name = `${letter}/${hashes[letter].slice(at, at + 8)}-${number}`;
    const url = `${folder}${name}.bin`;
    const packed = await fetched(fetch, url);
    try {
      const before = new TextEncoder().encode(name + shared);
      const { length } = before;
      // A gzip stream's beginning, and a block of it that stands as it is.
      const whole = new Uint8Array(15 + length + packed.length);
      whole.set([0x1f, 0x8b, 8]);
      whole.set([length, length >> 8, ~length, ~length >> 8], 11);
      whole.set(before, 15);
      whole.set(packed, 15 + length);
      const stream = new Response(whole).body.pipeThrough(new DecompressionStream("gzip"));
      return read(new Uint8Array(await new Response(stream).arrayBuffer()).subarray(length));
    } catch {
      // It does not go on from there: cut short, damaged, or of another name or build.
    }
    throw damaged(url);
  };
  return (letter, number, read) => {
    const name = letter + number;
    if (!known.has(name)) {
      if (known.size > MOST_FILES) known.clear();
      known.set(name, load(letter, number, read));
      known.get(name).catch(() => known.delete(name));
    }
    return known.get(name);
  };
}
