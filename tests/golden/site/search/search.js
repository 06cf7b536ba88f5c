export class SearchError extends Error {
constructor(code, file, message) {
super(`${message}: ${file}`);
this.name = "SearchError";
this.code = code;
this.file = file;
}
}
const FORMAT = 1;
const FILES_OF_HASH = { w: 16, s: 16, r: 64, h: 64 };
const FULL = 10;
const CORRECTED = 7;
const PARTICLE = 5;
const NEIGHBOURS = 13;
const MOST_WORDS = 16;
const MOST_CORRECTED = 8;
const FIRST = 10;
const CHECKED = 3;
const MOST_CANDIDATES = 16;
const SHORTEST_CORRECTED = 4;
const SHORTEST_PART = 4;
const LONGEST_WHOLE = 48;
const LONGEST_WORD = 64;
const WIDTH = 220;
const LEAD = 60;
const INVISIBLE = "\\u00ad\\u200b-\\u200f\\u2060\\ufeff\\u202a-\\u202e";
const DENSE =
"\\u0e00-\\u0eff\\u1000-\\u11ff\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff" +
"\\u3105-\\u318e\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{323af}";
const WORD = `(?:(?![${DENSE}])[\\p{Alphabetic}\\p{N}\\p{M}${INVISIBLE}])+`;
const RUN = new RegExp(
`${WORD}(?:(?:::|\\\\\\\\|[-_./\\\\:@#+[\\u2010\\u2011\\uff0d\\uff3f\\uff0e\\uff0f])${WORD})*|[${DENSE}][${DENSE}${INVISIBLE}]*`, "gu");
const IS_DENSE = new RegExp(`^[${DENSE}]`, "u");
const ALL_DENSE = new RegExp(`^[${DENSE}]+$`, "u");
const CORRECTABLE = new RegExp(`^(?:(?![${DENSE}])\\p{Alphabetic})+$`, "u");
const INVISIBLES = new RegExp(`[${INVISIBLE}]`, "gu");
const ASCII = /^[\0-\x7f]*$/;
const ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f]/g;
const HIRAGANA = /^[\u3041-\u309f]+$/;
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ς: "σ" };
const encoder = new TextEncoder();
const size = (text) => (ASCII.test(text) ? text.length : encoder.encode(text).length);
const compose = (text) => (ASCII.test(text) ? text : text.replace(INVISIBLES, "").normalize("NFKC"));
const lower = (text) => (ASCII.test(text) ? text.toLowerCase() : Array.from(text, (c) => c.toLowerCase()).join(""));
const plain = (text) =>
ASCII.test(text) ? text
: text.normalize("NFD").replace(ACCENTS, "").normalize("NFC").replace(/[ßæœøđðþłħıς]/g, (c) => LETTERS[c]);
export const fold = (text) => plain(lower(compose(text)));
export function tokenize(text, give) {
for (const match of text.matchAll(RUN)) {
const run = match[0];
const start = match.index;
if (IS_DENSE.test(run)) denseRun(run, start, give);
else wordRun(text, run, start, give);
}
}
function denseRun(run, start, give) {
const composed = compose(run);
const exact = composed.length === run.length;
const all = [...composed];
const at = (from, to) => (exact ? [start + from, start + to] : [start, start + run.length]);
if (all.length === 1) return give(plain(composed), true, start, start + run.length);
let place = 0;
for (let i = 0; i + 1 < all.length; i++) {
const pair = all[i] + all[i + 1];
give(plain(pair), true, ...at(place, place + pair.length));
place += all[i].length;
}
}
const SEGMENT_JOINER = /[-/\\:@#+[]/;
const ANY_JOINER = /[-/\\:@#+[._]/;
const NUMERIC = /^[0-9.]+$/;
function parts(text, cut) {
const found = [];
let start = 0;
for (let at = 0; at <= text.length; at++) {
if (at < text.length && !cut.test(text[at])) continue;
if (at > start) found.push([text.slice(start, at), start]);
start = at + 1;
}
return found;
}
function wordRun(text, run, start, give) {
const composed = compose(run);
const low = lower(composed);
const aligned = size(low) === size(composed);
const exact = composed.length === run.length && low.length === composed.length;
const end = start + run.length;
const emit = (form, ordered, from = 0, length = run.length) => {
if (!form || size(form) > LONGEST_WORD) return;
if (exact) give(plain(form), ordered, start + from, start + from + length);
else give(plain(form), ordered, start, end);
};
const whole = (form) => {
if (form && size(form) <= LONGEST_WORD) give(plain(form), false, start, end);
};
if (!ANY_JOINER.test(low)) {
emit(low, true, 0, low.length);
} else {
for (const [name, at] of parts(low, SEGMENT_JOINER)) {
if (NUMERIC.test(name)) emit(name, true, at, name.length);
else for (const [word, inside] of parts(name, /[._]/)) emit(word, true, at + inside, word.length);
}
wholes(low, text[end] === "]", whole);
}
if (/^[a-z]$/.test(low)) {
const sharp = ["#", "++"].find((suffix) => text.startsWith(suffix, end));
if (sharp) give(low + sharp, false, start, end + sharp.length);
}
const negative = /[-\u2212]$/.test(text.slice(Math.max(0, start - 1), start));
for (const [word, at] of parts(low, ANY_JOINER)) {
if (aligned) humps(composed.slice(at, at + word.length), (from, to) => emit(word.slice(from, to), false, at + from, to - from));
const code = resultCode(word, negative && at === 0);
if (code) emit(code, false, at, word.length);
}
}
function wholes(run, bracketFollows, give) {
const segments = run.split(SEGMENT_JOINER).filter(Boolean);
const onlyHyphens = !/[/\\:@#+[]/.test(run);
const joined = segments.length === 2 || /[0-9]/.test(run);
if (segments.length > 1 && (!onlyHyphens || joined) && size(run) <= LONGEST_WHOLE) {
const whole = run.replaceAll("-", "");
give(whole.includes("[") && bracketFollows ? `${whole}]` : whole);
}
for (const segment of segments) {
if (/[._]/.test(segment) && !NUMERIC.test(segment) && size(segment) <= LONGEST_WHOLE) give(segment);
}
}
function humps(word, give) {
if (word.length < 4 || word.length > LONGEST_WHOLE || !ASCII.test(word)) return;
const upper = (c) => c >= "A" && c <= "Z";
const small = (c) => c >= "a" && c <= "z";
let start = 0;
for (let at = 1; at < word.length; at++) {
const before = word[at - 1];
const here = word[at];
const capital = upper(here) && (small(before) || (upper(before) && small(word[at + 1] ?? "")));
const number = here >= "0" && here <= "9" && (upper(before) || small(before)) && at - start >= 4;
if (!capital && !number) continue;
if (at - start > 1) give(start, at);
start = at;
}
if (start > 0 && word.length - start > 1) give(start, word.length);
}
function resultCode(word, negative) {
const hex = (number) => `0x${number.toString(16).padStart(8, "0")}`;
if (/^[8c][0-9a-f]{7}$/.test(word)) return `0x${word}`;
if (!/^[0-9]{9,}$/.test(word) || Number(word) > 0xffffffff) return null;
const number = Number(word);
if (negative) return number <= 0x80000000 ? hex((0x100000000 - number) % 0x100000000) : null;
return number >= 0x80000000 ? hex(number) : null;
}
class Reader {
constructor(bytes) {
this.bytes = bytes;
this.at = 8;
}
get more() {
return this.at < this.bytes.length;
}
number() {
let number = 0;
for (let shift = 1; ; shift *= 128) {
const byte = this.bytes[this.at++];
if (byte === undefined) throw new RangeError("cut short");
number += (byte & 127) * shift;
if (byte < 128) return number;
}
}
word(before) {
const shared = this.number();
const length = this.number();
const word = new Uint8Array(shared + length);
word.set(before.subarray(0, shared));
word.set(this.take(length), shared);
return word;
}
take(length) {
if (this.at + length > this.bytes.length) throw new RangeError("cut short");
return this.bytes.subarray(this.at, (this.at += length));
}
gaps(count) {
const numbers = new Uint32Array(count);
for (let i = 0, before = 0; i < count; i++) numbers[i] = before += this.number();
return numbers;
}
}
const decoder = new TextDecoder();
const NONE = new Uint8Array(0);
function readWords(bytes, forms) {
const reader = new Reader(bytes);
let last = NONE;
while (reader.more) {
const group = { number: reader.number(), forms: [], lone: false, pairs: new Map() };
const head = reader.number();
group.lone = head % 2 === 0;
for (let i = 0; i < head >> 1; i++) {
last = reader.word(last);
const form = decoder.decode(last);
const entry = { form, group, parts: [] };
for (let left = reader.number(); left > 0; left--) {
const from = reader.number();
entry.parts.push(form.slice(from, from + reader.number()));
}
group.forms.push(entry);
}
group.frequency = reader.number();
group.documents = reader.gaps(reader.number());
group.impacts = reader.take(group.documents.length);
for (const entry of group.forms) {
if (group.lone) {
Object.assign(entry, { frequency: group.frequency, documents: group.documents, impacts: group.impacts });
continue;
}
entry.frequency = reader.number();
const places = reader.gaps(reader.number());
const lacks = reader.take(places.length);
entry.documents = places.map((place) => group.documents[place]);
entry.impacts = places.map((place, i) => group.impacts[place] - lacks[i]);
}
let second = 0;
for (let left = reader.number(); left > 0; left--) {
second += reader.number();
group.pairs.set(second, reader.gaps(reader.number()));
}
for (const entry of group.forms) if (!forms.has(entry.form)) forms.set(entry.form, entry);
}
}
class Table {
constructor(letter, { starts, hashes }) {
this.letter = letter;
let before = [];
this.starts = (starts ? starts.split(" ") : []).map((short) => {
before = [...before.slice(0, parseInt(short[0], 36)), ...short.slice(1)];
return before.join("");
});
this.hashes = hashes;
this.loaded = new Map();
}
of(key) {
let low = 0;
let high = this.starts.length;
while (low < high) {
const middle = (low + high) >> 1;
if (this.starts[middle] <= key) low = middle + 1;
else high = middle;
}
return low;
}
}
const nameOf = (letter, hashes, number) => {
const at = Math.floor(number / FILES_OF_HASH[letter]) * 8;
return `${letter}/${hashes.slice(at, at + 8)}-${number}.bin`;
};
function files(folder, fetch) {
const get = async (name) => {
const url = new URL(name, folder).href;
for (let attempt = 0; ; attempt++) {
try {
const response = await fetch(url);
if (response.ok) return new Uint8Array(await response.arrayBuffer());
if (attempt === 0 && response.status !== 404) continue;
throw new SearchError("missing", url, `a file of the search index is missing (${response.status})`);
} catch (error) {
if (error instanceof SearchError) throw error;
if (attempt > 0) throw new SearchError("unreachable", url, "a file of the search index cannot be reached");
}
}
};
const known = new Map();
const unpack = async (name) => {
const packed = await get(name);
const damaged = () => new SearchError("damaged", new URL(name, folder).href, "a file of the search index is damaged");
let bytes;
try {
const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
bytes = new Uint8Array(await new Response(stream).arrayBuffer());
} catch {
throw damaged();
}
const [, letter, hash, number] = /^(.)\/(.*)-(\d+)\.bin$/.exec(name);
const found = Array.from(bytes.subarray(2, 6), (byte) => byte.toString(16).padStart(2, "0")).join("");
if (bytes[0] !== FORMAT || bytes[1] !== letter.charCodeAt(0) || found !== hash || bytes[6] + bytes[7] * 256 !== number % 65536) throw damaged();
return bytes;
};
return {
get,
file(name) {
if (!known.has(name)) {
const bytes = unpack(name);
known.set(name, bytes);
bytes.catch(() => known.delete(name));
}
return known.get(name);
},
};
}
function readPages(text, documents) {
const kinds = [];
const pages = [];
let page = 0;
for (const word of text.split(" ")) {
const [, plainPages, questions = 0, errors = 0] = /^(\d+)?(?:q(\d+))?(?:e(\d+))?$/.exec(word) ?? [];
for (let left = plainPages ?? 1; left > 0; left--, page++) {
kinds.push("page");
pages.push(page);
if (plainPages) continue;
for (let i = 0; i < questions; i++) kinds.push("question"), pages.push(page);
for (let i = 0; i < errors; i++) kinds.push("error"), pages.push(page);
}
}
if (kinds.length !== documents) throw new RangeError("pages do not add up");
return { kinds, pages };
}
export const inverseFrequency = (frequency, documents) => {
const all = Math.max(documents, frequency);
return Math.round(64 * Math.log(1 + (all - frequency + 0.5) / (frequency + 0.5)));
};
export function near(a, b) {
const x = [...a];
const y = [...b];
if (x.length > y.length) return near(b, a);
if (y.length - x.length > 1) return false;
let from = 0;
while (from < x.length && x[from] === y[from]) from++;
const rest = (list, at) => list.slice(at).join("");
if (y.length > x.length) return rest(x, from) === rest(y, from + 1);
return rest(x, from + 1) === rest(y, from + 1)
|| (x[from] === y[from + 1] && x[from + 1] === y[from] && rest(x, from + 2) === rest(y, from + 2));
}
const LINKS = ["", "s", "n", "en", "es", "e"];
function split(word, count, most) {
let best = [Infinity, 0, []];
const ends = [...word].map(((at) => (c) => (at += c.length))(0));
const length = (text) => [...text].length;
for (let i = SHORTEST_PART - 1; i < ends.length; i++) {
const tail = word.slice(ends[i]);
if (length(tail) < SHORTEST_PART) break;
for (const link of LINKS) {
const head = word.slice(0, ends[i]);
const stem = head.slice(0, head.length - link.length);
if (!head.endsWith(link) || length(stem) < SHORTEST_PART) continue;
const ofHead = count(stem);
if (ofHead === 0) continue;
const ofTail = count(tail);
let found = [stem, tail];
let least = Math.min(ofHead, ofTail);
if (ofTail === 0) {
const rest = most > 2 ? split(tail, count, most - 1) : [];
if (rest.length === 0) continue;
found = [stem, ...rest];
least = ofHead;
}
if (found.length < best[0] || (found.length === best[0] && least > best[1])) best = [found.length, least, found];
}
}
return best[2];
}
const isParticle = (form) => {
const [first, second] = form;
return !"おご".includes(first) && HIRAGANA.test(first) && second !== undefined && !HIRAGANA.test(second);
};
export async function open({ base, locale, fetch = globalThis.fetch.bind(globalThis) }) {
const root = new URL(base, globalThis.location?.href);
const folder = new URL(`search/${locale.toLowerCase()}/`, root);
const store = files(folder, fetch);
const manifestUrl = new URL("index.json", folder).href;
let manifest;
let pages;
const bytes = await store.get("index.json");
try {
manifest = JSON.parse(decoder.decode(bytes));
if (manifest.format === FORMAT) pages = readPages(manifest.records.pages, manifest.documents);
} catch {
throw new SearchError("damaged", manifestUrl, "the search index is damaged");
}
if (manifest.format !== FORMAT) {
throw new SearchError("version", manifestUrl, "the search index is of another version; reload the page");
}
const index = {
...manifest,
...pages,
stop: new Set(manifest.stop.split(" ")),
common: new Set(manifest.common.split(" ")),
table: { w: new Table("w", manifest.words), s: new Table("s", manifest.spelling) },
forms: new Map(),
pageRecords: new Map(),
store,
root,
};
let newest = 0;
const search = async (query, options = {}) => {
const mine = ++newest;
const current = () => {
if (mine !== newest) throw new DOMException("a newer search has begun", "AbortError");
};
return run(index, String(query), options, current);
};
return { locale: manifest.locale, search };
}
async function load(index, letter, number) {
const table = index.table[letter];
const name = nameOf(letter, table.hashes, number);
const bytes = await index.store.file(name);
if (table.loaded.has(number)) return;
try {
const reader = new Reader(bytes);
if (letter === "s") {
const words = [];
for (let last = NONE; reader.more; words.push(decoder.decode(last))) last = reader.word(last);
const fromEnd = number === 0 || table.starts[number - 1].startsWith("<");
table.loaded.set(number, fromEnd ? words.map((word) => [...word].reverse().join("")) : words);
} else {
const forms = new Map();
readWords(bytes, forms);
for (const [form, entry] of forms) if (!index.forms.has(form)) index.forms.set(form, entry);
table.loaded.set(number, [...forms.keys()]);
}
} catch {
throw new SearchError("damaged", name, "a file of the search index is damaged");
}
}
function wordsOf(index, query, typing) {
const words = [];
const seen = new Set();
let place = 0;
const fits = encoder.encodeInto(query, new Uint8Array(8192)).read;
tokenize(query.slice(0, fits), (form, ordered) => {
const stop = index.stop.has(form) || HIRAGANA.test(form);
const own = ordered && !stop ? ++place : 0;
if (seen.has(form)) return;
seen.add(form);
words.push({ form, place: own, stop });
});
const last = words.findLast((word) => word.place > 0 || word.stop);
if (typing && last && /[\p{Alphabetic}\p{N}]$/u.test(query) && [...last.form].length > 1) last.begun = true;
const telling = words.filter((word) => !word.stop);
const inOrder = telling.filter((word) => word.place > 0).length;
const long = inOrder > MOST_CORRECTED;
const few = inOrder <= 4;
if (telling.length <= MOST_WORDS) return { words, long, few };
const length = (word) => [...word.form].length;
const order = (word) => [index.common.has(word.form), isParticle(word.form), -length(word)];
const ranked = telling.map((word) => [word, order(word)]).sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
const kept = new Set(ranked.slice(0, MOST_WORDS).map(([word]) => word));
return { words: words.filter((word) => word.stop || kept.has(word)), long, few };
}
class Lookup {
constructor(index) {
this.index = index;
this.wanted = new Map();
}
shard(letter, number) {
const found = this.index.table[letter].loaded.get(number);
if (!found) this.wanted.set(letter + number, [letter, number]);
return found;
}
form(form) {
const known = this.index.forms.get(form);
if (known) return known;
return this.shard("w", this.index.table.w.of(form)) ? null : undefined;
}
starting(prefix) {
const table = this.index.table.w;
const found = new Set();
for (let number = table.of(prefix); number <= table.of(prefix + "\uffff"); number++) {
for (const form of this.shard("w", number) ?? []) if (form.startsWith(prefix)) found.add(form);
}
return [...found].sort();
}
spellings(form) {
const letters = [...form];
const half = (letters.length - 1) >> 1;
const keys = [letters.slice(0, half).join(""), `<${letters.reverse().slice(0, half).join("")}`];
return keys.map((key) => this.shard("s", this.index.table.s.of(key)) ?? []);
}
near(form) {
const found = new Set(this.spellings(form).flat().filter((other) => near(form, other)));
return [...found].sort();
}
candidates(forms) {
const entries = forms.slice(0, MOST_CANDIDATES).map((form) => this.form(form));
return entries.filter(Boolean).map((entry) => ({ entry, weight: CORRECTED }));
}
idf(candidates) {
return Math.max(...candidates.map(({ entry }) => inverseFrequency(entry.group.frequency, this.index.documents)));
}
add(terms, candidates, place, form) {
if (candidates.length > 0) terms.push({ candidates, place, form, idf: this.idf(candidates) });
}
terms({ form, place, begun }, long, few, terms) {
if (begun) {
const own = this.form(form);
const table = this.index.table.w;
const begins = (table.loaded.get(table.of(form)) ?? []).filter((other) => other !== form && other.startsWith(form));
const often = begins.map((other) => this.form(other)).filter(Boolean).sort((a, b) => b.frequency - a.frequency);
const candidates = often.slice(0, MOST_CANDIDATES).map((entry) => ({ entry, weight: CORRECTED }));
if (own) candidates.unshift({ entry: own, weight: FULL });
if (own === undefined || candidates.length > 0) return this.add(terms, candidates, place, form);
}
const entry = this.form(form);
const letters = [...form];
const correctable = !long && place > 0 && letters.length >= SHORTEST_CORRECTED && CORRECTABLE.test(form);
if (entry === undefined) return few && correctable ? void this.spellings(form) : undefined;
if (entry) {
this.add(terms, [{ entry, weight: isParticle(form) ? PARTICLE : FULL }], place, form);
for (const part of entry.parts) {
const known = this.form(part);
if (known) this.add(terms, [{ entry: known, weight: FULL }], 0, part);
}
return;
}
if (long || place === 0 || !/^[\p{Alphabetic}\p{N}]+$/u.test(form)) return;
if (ALL_DENSE.test(form)) return this.add(terms, letters.length === 1 ? this.candidates(this.starting(form)) : [], place, form);
if (letters.length < SHORTEST_CORRECTED) return;
const close = correctable ? this.near(form) : [];
if (close.length > 0) return this.add(terms, this.candidates(close), place, form);
if (this.index.compounds && !/[^\p{Alphabetic}\p{N}]/u.test(form)) {
const found = split(form, (part) => (this.index.stop.has(part) ? 0 : this.form(part)?.frequency ?? 0), 3);
for (const part of found) this.add(terms, this.candidates([part]), 0, part);
if (found.length > 0) return;
}
const shortest = Math.max(SHORTEST_CORRECTED, Math.floor((letters.length * 2) / 3));
for (let end = letters.length; end >= shortest; end--) {
const forms = this.starting(letters.slice(0, end).join(""));
if (forms.length > 0) return this.add(terms, this.candidates(forms), place, form);
}
}
}
const MOST_TERMS = 24;
function analyse(lookup, { words, long, few }) {
let terms = [];
for (const word of words) if (!word.stop) lookup.terms(word, long, few, terms);
if (terms.length === 0 && lookup.wanted.size === 0) for (const word of words) if (word.stop) lookup.terms(word, long, few, terms);
if (terms.length > MOST_TERMS) {
const kept = new Set([...terms].sort((a, b) => b.idf - a.idf).slice(0, MOST_TERMS));
terms = terms.filter((term) => kept.has(term));
}
return terms;
}
function rank({ documents, kinds }, terms, kind) {
const earned = new Float64Array(documents);
const covered = new Float64Array(documents);
for (const { candidates, idf } of terms) {
const best = new Map();
for (const { entry, weight } of candidates) {
const of = new Map();
const add = (list, layers) => {
const each = inverseFrequency(list.frequency, documents) * layers;
list.documents.forEach((document, i) => of.set(document, (of.get(document) ?? 0) + each * list.impacts[i]));
};
if (entry.group.lone) add(entry, 2);
else add(entry, 1), add(entry.group, 1);
const covers = Math.floor((idf * weight) / FULL);
for (const [document, points] of of) {
const earns = Math.floor((points * weight) / FULL);
const known = best.get(document);
if (!known || earns > known[0] || (earns === known[0] && covers > known[1])) best.set(document, [earns, covers]);
}
}
for (const [document, [earns, covers]] of best) {
earned[document] += earns;
covered[document] += covers;
}
}
for (const first of terms) {
for (const second of terms) {
if (!first.place || first.place + 1 !== second.place) continue;
const together = new Set();
for (const a of first.candidates) {
for (const b of second.candidates) for (const document of a.entry.group.pairs.get(b.entry.group.number) ?? []) together.add(document);
}
for (const document of together) earned[document] += (first.idf + second.idf) * NEIGHBOURS;
}
}
const total = Math.max(1, terms.reduce((sum, term) => sum + term.idf, 0));
const ranked = [];
for (let document = 0; document < documents; document++) {
if (earned[document] === 0 || (kind && kinds[document] !== kind)) continue;
const score = Math.floor((earned[document] * (total + 2 * covered[document])) / (3 * total));
ranked.push({ document, score });
}
return ranked.sort((a, b) => b.score - a.score || a.document - b.document);
}
function choose({ kinds, pages }, ranked, every, limit) {
const chosen = [];
const places = new Map();
for (const entry of ranked) {
const page = pages[entry.document];
const place = every ? undefined : places.get(page);
if (place === undefined) {
places.set(page, chosen.length);
chosen.push({ ...entry });
continue;
}
const shown = chosen[place];
const isPage = (document) => kinds[document] === "page";
if (isPage(shown.document) && !isPage(entry.document) && entry.score * 10 >= shown.score * 9) shown.document = entry.document;
}
return chosen.slice(0, limit);
}
function matcher(index, terms) {
const known = new Map();
const put = (form, term) => known.has(form) || known.set(form, term);
terms.forEach(({ candidates }, term) => candidates.forEach(({ entry }) => put(entry.form, term)));
terms.forEach(({ candidates }, term) =>
candidates.forEach(({ entry }) => entry.group.lone || entry.group.forms.forEach(({ form }) => put(form, term))));
const inside = [];
if (index.compounds) {
terms.forEach(({ candidates }, term) =>
candidates.forEach(({ entry: { form } }) => [...form].length >= SHORTEST_PART && inside.push([form, term])));
}
const termOf = (form) => {
if (!known.has(form)) known.set(form, inside.find(([part]) => form.includes(part))?.[1]);
return known.get(form);
};
return (text) => {
const found = [];
tokenize(text, (form, _, from, to) => {
const term = termOf(form);
if (term !== undefined) found.push({ from, to, term });
});
return found.sort((a, b) => a.from - b.from || a.to - b.to);
};
}
function bestSection(record, match, terms) {
const inTitle = new Set(match(record.title).map(({ term }) => term));
const all = terms.reduce((sum, term) => sum + term.idf, 0);
let best = 0;
let number = 0;
record.sections.forEach(([, heading, text], i) => {
const inHeading = new Set(match(heading).map(({ term }) => term));
const inAll = new Set([...inHeading, ...match(text).map(({ term }) => term)]);
const worth = (found) => [...found].reduce((sum, term) => sum + (inTitle.has(term) ? 0 : terms[term].idf), 0);
const ofAll = worth(inAll);
if (ofAll * 2 >= all && worth(inHeading) + ofAll > best) [best, number] = [worth(inHeading) + ofAll, i];
});
return number;
}
const width = (c) => (IS_DENSE.test(c) ? 2 : 1);
const SPACE = /\p{White_Space}/u;
const trimStart = (text) => text.replace(/^\p{White_Space}+/u, "");
function startOfWindow(text, first) {
let room = LEAD;
let word = first;
let next = "";
let at = first;
for (const c of [...text.slice(Math.max(0, first - 2 * LEAD - 4), first)].reverse()) {
at -= c.length;
if (/[\n。！？]/.test(c) || (/[.!?:]/.test(c) && SPACE.test(next))) {
const rest = text.slice(at + c.length, first);
return at + c.length + rest.length - trimStart(rest).length;
}
if (room < width(c)) return word;
room -= width(c);
if (SPACE.test(c)) word = at + c.length;
else if (IS_DENSE.test(c)) word = at;
next = c;
}
return 0;
}
function endOfWindow(text, start) {
let room = WIDTH;
let word = start;
let at = start;
for (const c of text.slice(start, start + 2 * WIDTH + 4)) {
if (room < width(c)) return word > start ? word : at;
room -= width(c);
if (SPACE.test(c)) word = at;
else if (IS_DENSE.test(c)) word = at + c.length;
at += c.length;
}
return text.length;
}
function snippet(text, found, terms) {
let window = [0, endOfWindow(text, 0)];
let best = 0;
found.forEach((first, i) => {
const start = startOfWindow(text, first.from);
const end = endOfWindow(text, start);
const inside = new Set();
for (let j = i; j < found.length && found[j].to <= end; j++) inside.add(found[j].term);
const worth = [...inside].reduce((sum, term) => sum + terms[term].idf, 0);
if (worth > best) [best, window] = [worth, [start, end]];
});
return cut(text, window, found);
}
function ranges(found, from, to) {
const marks = [];
for (const match of found) {
if (match.from < from || match.to > to) continue;
const last = marks.at(-1);
if (last && match.from <= last[1]) last[1] = Math.max(last[1], match.to);
else marks.push([match.from, match.to]);
}
return marks;
}
function cut(text, [from, to], found) {
const marks = ranges(found, from, to);
const moved = [];
let out = trimStart(text.slice(0, from)) ? "…" : "";
let next = 0;
let started = 0;
let at = from;
for (const c of text.slice(from, to)) {
if (SPACE.test(c)) {
if (out && !/[ …]$/.test(out)) out += " ";
} else {
if (marks[next]?.[0] === at) started = out.length;
out += c;
}
at += c.length;
if (marks[next]?.[1] <= at) moved.push([started, out.length]), next++;
}
out = out.replace(/\p{White_Space}+$/u, "");
return { text: trimStart(text.slice(to)) ? `${out}…` : out, marks: moved };
}
async function record(index, document, letter) {
const page = index.pages[document];
const key = letter + page;
if (!index.pageRecords.has(key)) {
const name = nameOf(letter, letter === "r" ? index.records.hashes : index.records.heads, page);
const bytes = await index.store.file(name);
index.pageRecords.set(key, JSON.parse(decoder.decode(bytes.subarray(8))));
}
const whole = index.pageRecords.get(key);
let first = document;
while (first > 0 && index.pages[first - 1] === page) first--;
if (first === document) return whole;
const [title, section] = whole.entries[document - first - 1];
return { url: whole.url, title, breadcrumb: [...whole.breadcrumb, whole.title], sections: [section] };
}
const OPENING = /^["“„«”]/;
const CLOSING = /["”“»]$/;
const QUOTES = /^["“”„«»]+|["“”„«»]+$/g;
export function read(query) {
const asked = { words: query, phrases: [], without: [], kind: undefined };
if (size(query) > 120) return asked;
const pieces = query.split(/\p{White_Space}+/u).filter(Boolean);
const words = [];
const phrases = [];
const without = [];
let kind;
for (let at = 0; at < pieces.length; at++) {
const piece = pieces[at];
const last = OPENING.test(piece) ? pieces.findIndex((other, i) => i >= at && CLOSING.test(other) && (i > at || [...other].length > 2)) : -1;
const wanted = /^kind:(page|question|error)$/i.exec(piece);
if (last >= 0) {
const inside = pieces.slice(at, last + 1);
phrases.push(inside.join(" "));
words.push(...inside.map((word) => word.replace(QUOTES, "")));
at = last;
} else if (wanted) kind = wanted[1].toLowerCase();
else if (/^-\p{Alphabetic}{2}/u.test(piece)) without.push(piece.slice(1));
else words.push(piece);
}
if (words.length === 0 || (phrases.length === 0 && without.length === 0 && !kind)) return asked;
return { words: words.join(" "), phrases, without, kind };
}
function inOrder(text) {
const forms = [];
tokenize(text, (form, ordered) => ordered && forms.push(form));
return forms;
}
const says = ({ title, sections }, phrase) =>
[title, ...sections.flatMap(([, heading, text]) => [heading, text])].some((text) => {
const forms = inOrder(text);
return forms.some((_, at) => phrase.every((form, i) => forms[at + i] === form)) || phrase.length === 0;
});
async function settled(index, current, step) {
for (;;) {
const lookup = new Lookup(index);
const result = step(lookup);
if (lookup.wanted.size === 0) return result;
await Promise.all([...lookup.wanted.values()].map(([letter, number]) => load(index, letter, number)));
current();
}
}
function suggestion(query, terms, hits) {
let meant = query;
for (const { form, place, candidates } of terms) {
if (!place || !CORRECTABLE.test(form) || !candidates.every(({ weight }) => weight === CORRECTED)) continue;
const taken = candidates.reduce((best, { entry }) => (best && best.frequency >= entry.frequency ? best : entry), null).form;
let written;
for (const text of hits.flatMap((hit) => [hit.title, hit.snippet])) {
tokenize(text, (other, ordered, from, to) => (written ??= ordered && other === taken ? lower(text.slice(from, to)) : undefined));
if (written) break;
}
let range;
tokenize(meant, (other, ordered, from, to) => (range ??= ordered && other === form ? [from, to] : undefined));
if (range) meant = meant.slice(0, range[0]) + (written ?? taken) + meant.slice(range[1]);
}
return meant === query ? undefined : meant;
}
async function found(index, asked, kind, { limit = FIRST, typing }, current) {
const words = wordsOf(index, asked.words, typing);
const terms = await settled(index, current, (lookup) => analyse(lookup, words));
let ranked = rank(index, terms, kind);
if (asked.without.length > 0) {
const forms = asked.without.flatMap(inOrder);
const entries = await settled(index, current, (lookup) => forms.map((form) => lookup.form(form)));
const leftOut = new Set(entries.flatMap((entry) => (entry ? [...entry.group.documents] : [])));
ranked = ranked.filter(({ document }) => !leftOut.has(document));
}
const phrases = asked.phrases.map(inOrder);
let chosen = choose(index, ranked, Boolean(kind), phrases.length > 0 ? limit * CHECKED : limit);
const letter = (place) => (place < FIRST || phrases.length > 0 ? "r" : "h");
let records = await Promise.all(chosen.map(({ document }, place) => record(index, document, letter(place))));
current();
if (phrases.length > 0) {
const kept = chosen.map((_, i) => i).filter((i) => phrases.every((phrase) => says(records[i], phrase))).slice(0, limit);
chosen = kept.map((i) => chosen[i]);
records = kept.map((i) => records[i]);
}
const match = matcher(index, terms);
const hits = chosen.map(({ document, score }, i) => {
const { url, title, breadcrumb, sections } = records[i];
const number = bestSection(records[i], match, terms);
const [anchor, heading] = sections[number] ?? ["", ""];
const text = sections.slice(number).find(([, , said]) => trimStart(said))?.[2] ?? "";
const shown = snippet(text, match(text), terms);
const path = anchor ? `${url}#${anchor}` : url;
return {
rank: i + 1, score, kind: index.kinds[document], locale: index.locale, url: path,
href: new URL(path.slice(1), index.root).href, page: url, title, snippet: shown.text, breadcrumb, heading,
marks: { title: ranges(match(title), 0, title.length), snippet: shown.marks },
};
});
return { hits, terms };
}
const KINDS = ["page", "question", "error"];
async function run(index, query, options, current) {
const kind = KINDS.find((known) => known === options.kind);
let asked = read(query);
let { hits, terms } = await found(index, asked, kind ?? asked.kind, options, current);
if (hits.length === 0 && asked.words !== query) {
asked = { words: query, phrases: [], without: [] };
({ hits, terms } = await found(index, asked, kind, options, current));
}
if (!options.typing) hits.suggestion = suggestion(query, terms, hits);
return hits;
}
