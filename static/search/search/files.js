/**
 * The files of a locale's index: fetched, checked and unpacked, each once.
 *
 * @module
 */

/** The version of the layout, which ARCHITECTURE.md describes. */
export const FORMAT = 2;

const FILES_OF_HASH = 64;

/** What the reader should be told: the message is a whole phrase that ends with the file at fault. */
export class SearchError extends Error {
  /** @param {"unreachable" | "missing" | "damaged" | "version"} code @param {string} file @param {string} message */
  constructor(code, file, message) {
    super(`${message}: ${file}`);
    this.code = code;
  }
}

/** @param {string} file */
export const damaged = (file) => new SearchError("damaged", file, "a file of the search index is damaged");

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
  if (status) throw new SearchError("missing", url, `a file of the search index is missing (${status})`);
  throw new SearchError("unreachable", url, "a file of the search index cannot be reached");
}

/**
 * Gives the body of a file by its letter and number, as `read` understands it.
 * @param {string} folder @param {typeof globalThis.fetch} fetch
 * @param {Record<string, string>} hashes of the names, by letter; eight digits for every 64 files
 */
export function files(folder, fetch, hashes) {
  const known = new Map();
  const load = async (letter, number, read) => {
    const at = (number >> 6) * 8;
    const name = `${letter}/${hashes[letter].slice(at, at + 8)}-${number}`;
    const url = `${folder}${name}.bin`;
    const packed = await fetched(fetch, url);
    try {
      const stream = new Response(packed).body.pipeThrough(new DecompressionStream("gzip"));
      const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
      // What it says of itself tells a file of another build.
      const header = `${FORMAT} ${name}\n`;
      if (text(bytes.subarray(0, header.length)) === header) return read(bytes.subarray(header.length));
    } catch {
      // It is not gzip, or ends early: as damaged as one with another's name.
    }
    throw damaged(url);
  };
  return (letter, number, read) => {
    const name = letter + number;
    if (!known.has(name)) {
      const loading = load(letter, number, read);
      known.set(name, loading);
      loading.catch(() => known.delete(name));
    }
    return known.get(name);
  };
}
