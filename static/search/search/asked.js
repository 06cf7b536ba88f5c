/**
 * What is asked for beyond words: `"phrases"`, `-without` and `kind:error`, in short queries.
 *
 * @module
 */

const LONGEST = 120;
const PIECE = /(?<!\S)(?:kind:(page|question|error)(?!\S)|-(\p{Alphabetic}{2}\S*)|["“„«”]([^]+?)["”“»](?!\S)|(\S+))/giu;

/**
 * Reads what a query asks for.
 * @param {string} query
 * @returns {{ words: string, phrases: string[], without: string[], kind?: string }}
 */
export function read(query) {
  const asked = { words: "", phrases: [], without: [] };
  for (const [, kind, without, phrase, word = phrase] of query.slice(0, LONGEST + 1).matchAll(PIECE)) {
    if (kind) asked.kind = kind.toLowerCase();
    else if (without) asked.without.push(without);
    else asked.words += ` ${word}`;
    if (phrase) asked.phrases.push(phrase);
  }
  const more = asked.kind || asked.phrases[0] || asked.without[0];
  return more && asked.words && query.length <= LONGEST ? asked : { words: query, phrases: [], without: [] };
}
