// What the browser's search makes of lines of JSON on standard input, a line each; for the tests that
// hold it to the command line's.
//
//     node client.mjs tokens          texts → their tokens, of texts with characters that node knows
//     node client.mjs frequencies     pairs of numbers → how telling a word is
//     node client.mjs search SITE     { locale, query, kind } → ten hits, or what went wrong
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inverseFrequency } from "../../static/search/search/terms.js";
import { tokenize } from "../../static/search/search/tokens.js";
import { open } from "../../static/search/search.js";

const [task, site] = process.argv.slice(2);
// A folder, or all of its files in one behind a line that says where each is.
const packed = site && (await stat(site)).isFile() ? await readFile(site) : null;
const start = packed ? packed.indexOf("\n") + 1 : 0;
const places = packed && JSON.parse(packed.subarray(0, start).toString());
const fromDisk = async (url) => {
  const path = decodeURIComponent(new URL(url).pathname);
  try {
    if (!places) return new Response(await readFile(join(site, path)));
    const [from, length] = places[path.slice(1)];
    return new Response(packed.subarray(start + from, start + from + length));
  } catch {
    return new Response("not found", { status: 404 });
  }
};
const indexes = new Map();

async function search({ locale, query, kind }) {
  try {
    if (!indexes.has(locale)) indexes.set(locale, await open({ base: "http://site.invalid/", locale, fetch: fromDisk }));
    const hits = await indexes.get(locale).search(query, { kind, limit: 12 });
    const rows = hits.map(({ score, kind, url, title, heading, breadcrumb, snippet, marks }) => ({
      score, kind, url, title, heading, breadcrumb, snippet,
      marked: marks.snippet.map(([from, to]) => snippet.slice(from, to)),
    }));
    return { hits: rows, suggestion: hits.suggestion ?? null };
  } catch (error) {
    return { error: error.message, code: error.code ?? null };
  }
}

// Characters newer than this node are letters to one side and nothing to the other.
function tokens(text) {
  if (/\p{Cn}/u.test(text)) return null;
  return tokenize(text).map(([form, ordered]) => (ordered ? form : `+${form}`));
}

const tasks = { tokens, search, frequencies: ([frequency, documents]) => inverseFrequency(frequency, documents) };
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await tasks[task](JSON.parse(line))));
}
