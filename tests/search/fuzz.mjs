// The browser's search over a real web index of which files are changed at random: bytes of what is
// fetched, of what is in it once it is unpacked, and values of the manifest and the records. Whatever it is
// given, it finds something, or fails with the one error that says so, within a few seconds.
//
//     node fuzz.mjs SITE LOCALE [--seconds N | --rounds N] [--seed N]
//
// It prints how often it did either, and ends with 1 at the first outcome of another kind, after saying
// which seed led there.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateRawSync, gunzipSync, gzipSync } from "node:zlib";
import { open } from "../../static/search/search.js";

const [site, locale, ...options] = process.argv.slice(2);
const option = (name, otherwise) => Number(options[options.indexOf(name) + 1] ?? otherwise);
const given = (name) => options.includes(name);
const until = given("--seconds") ? Date.now() + option("--seconds") * 1000 : Infinity;
const rounds = given("--rounds") ? option("--rounds") : Infinity;
const firstSeed = given("--seed") ? option("--seed") : 1;
const PATIENCE = 10_000;

/** Numbers below `most`, the same for the same seed (mulberry32). */
function random(seed) {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}

/** What the one error says that a search may fail with. */
const CODES = ["unreachable", "missing", "damaged", "version"];
const WORDS = [
  "password", "pasword", "pass", "search", "serach", "index", "configuration", "a", "zzzz", "error", "404",
  "0x80070005", "how do I publish", "\"search index\"", "-index build", "kind:error index", "constructor",
  "__proto__", "toString", "ação", "日本語", "( [ * + ?", "x".repeat(300), "translations translation translate",
];
const VALUES = [0, -1, 1, 2 ** 31, 2 ** 53, 1e308, "", "x", null, true, [], {}, [[]], ["x"], "p".repeat(5000), "ffffffff"];

function changedBytes(bytes, below) {
  const changed = Uint8Array.from(bytes);
  switch (below(6)) {
    case 0: return changed.subarray(0, below(changed.length + 1));
    case 1: return Buffer.concat([changed, changed.subarray(0, below(changed.length + 1))]);
    case 2: return new Uint8Array(0);
    case 3: {
      const [from, length] = [below(changed.length || 1), below(64)];
      changed.fill(255, from, from + length);
      return changed;
    }
    default:
      for (let left = 1 + below(8); left > 0; left--) changed[below(changed.length || 1)] = below(256);
      return changed;
  }
}

/** A value of which one part, however deep, is another. */
function changedValue(value, below) {
  if (value === null || typeof value !== "object" || below(4) === 0) return VALUES[below(VALUES.length)];
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const keys = Object.keys(copy);
  if (keys.length === 0) return VALUES[below(VALUES.length)];
  const key = keys[below(keys.length)];
  if (below(4) === 0) delete copy[key];
  else copy[key] = changedValue(copy[key], below);
  return copy;
}

const { shared } = JSON.parse(await readFile(join(site, "search", locale.toLowerCase(), "index.json"), "utf8"));

/** What a file goes on from: its name, and what all of them share. @param {string} path */
const before = (path) => Buffer.from(/[^/]+\/[^/]+(?=\.bin$)/.exec(path)[0] + shared);

/** What stands in a file. @param {string} path @param {Uint8Array} bytes */
function unpack(path, bytes) {
  const said = before(path);
  const { length } = said;
  const start = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0, length, length >> 8, ~length, ~length >> 8]);
  return gunzipSync(Buffer.concat([start, said, bytes])).subarray(length);
}

/** A file of that, with the checksum that it has to have. @param {string} path @param {Uint8Array} plain */
function pack(path, plain) {
  const checksum = gzipSync(Buffer.concat([before(path), plain]), { level: 1 }).subarray(-8);
  return Buffer.concat([deflateRawSync(plain, { level: 1 }), checksum]);
}

function changed(path, bytes, below) {
  const way = below(3);
  if (path.endsWith(".json")) {
    if (way === 0) return changedBytes(bytes, below);
    return Buffer.from(JSON.stringify(changedValue(JSON.parse(bytes.toString()), below)));
  }
  if (way === 0) return changedBytes(bytes, below);
  const said = unpack(path, bytes);
  const other =
    way === 1 && said[0] === 123
      ? Buffer.from(JSON.stringify(changedValue(JSON.parse(said.toString()), below)))
      : changedBytes(said, below);
  return pack(path, other);
}

const known = new Map();
async function file(path) {
  if (!known.has(path)) known.set(path, await readFile(join(site, path)));
  return known.get(path);
}

/** A search of which one fetch in `often` gives something else. */
async function round(seed) {
  const below = random(seed);
  const often = 1 + below(40);
  const fetch = async (url) => {
    const path = decodeURIComponent(new URL(url).pathname);
    try {
      const bytes = await file(path);
      return new Response(below(often) === 0 ? changed(path, bytes, below) : bytes);
    } catch {
      return new Response("not found", { status: 404 });
    }
  };
  const index = await open({ base: "http://site.invalid/", locale, fetch });
  const hits = [];
  for (let left = 1 + below(3); left > 0; left--) {
    const query = WORDS[below(WORDS.length)];
    hits.push(...(await index.search(query, { typing: below(2) === 0, limit: 1 + below(30) })));
  }
  return hits;
}

let late;
const patience = () =>
  new Promise((_, reject) => {
    late = setTimeout(() => reject(new Error("it took too long")), PATIENCE);
  });
const counts = { answered: 0, refused: 0 };
let longest = 0;
for (let seed = firstSeed; seed < firstSeed + rounds && Date.now() < until; seed++) {
  const started = Date.now();
  try {
    await Promise.race([round(seed), patience()]);
    counts.answered++;
  } catch (error) {
    if (!CODES.includes(error.code)) {
      console.error(`seed ${seed}: ${error.stack}`);
      process.exit(1);
    }
    counts.refused++;
  } finally {
    clearTimeout(late);
  }
  longest = Math.max(longest, Date.now() - started);
}
const { answered, refused } = counts;
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`${answered} answered, ${refused} refused; the longest took ${longest} ms; ${memory} MB at most`);
if (answered === 0 || refused === 0) process.exit(1);
