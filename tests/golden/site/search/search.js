const LONGEST = 120;
const PIECE = /(?<!\S)(?:kind:(page|question|error)(?!\S)|-(\p{Alphabetic}{2}\S*)|["“„«”]([^]+?)["”“»](?!\S)|(\S+))/giu;
function read(query) {
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
const FORMAT = 2;
const FILES_OF_HASH = 64;
class SearchError extends Error {
constructor(code, file, message) {
super(`${message}: ${file}`);
this.name = "SearchError";
this.code = code;
}
}
const decoder = new TextDecoder();
const text = (bytes) => decoder.decode(bytes);
async function fetched(fetch, url) {
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
function files(folder, fetch, hashes) {
const known = new Map();
const load = async (letter, number, read) => {
const at = (number >> 6) * 8;
const name = `${letter}/${hashes[letter].slice(at, at + 8)}-${number}`;
const url = `${folder}${name}.bin`;
const packed = await fetched(fetch, url);
try {
const stream = new Response(packed).body.pipeThrough(new DecompressionStream("gzip"));
const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
const header = `${FORMAT} ${name}\n`;
if (text(bytes.subarray(0, header.length)) === header) return read(bytes.subarray(header.length));
} catch {
}
throw new SearchError("damaged", url, "a file of the search index is damaged");
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
const INVISIBLE = "\\u00ad\\u200b-\\u200f\\u2060\\ufeff\\u202a-\\u202e";
const INVISIBLES = new RegExp(`[${INVISIBLE}]`, "g");
const ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f]/g;
const PLAIN_LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ς: "σ" };
const isAscii = (text) => /^[\0-\x7f]*$/.test(text);
const compose = (text) => (isAscii(text) ? text : text.replace(INVISIBLES, "").normalize("NFKC"));
const lower = (text) => (isAscii(text) ? text.toLowerCase() : Array.from(text, (c) => c.toLowerCase()).join(""));
const plain = (text) =>
isAscii(text)
? text
: text.normalize("NFD").replace(ACCENTS, "").normalize("NFC").replace(/[ßæœøđðþłħıς]/g, (c) => PLAIN_LETTERS[c]);
const DENSE =
"\\u0e00-\\u0eff\\u1000-\\u11ff\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff" +
"\\u3105-\\u318e\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{323af}";
const WORD = `(?:(?![${DENSE}])[\\p{Alphabetic}\\p{N}\\p{M}${INVISIBLE}])+`;
const RUN = new RegExp(
`${WORD}(?:(?:::|\\\\\\\\|[-_./\\\\:@#+[\\u2010\\u2011\\uff0d\\uff3f\\uff0e\\uff0f])${WORD})*|[${DENSE}][${DENSE}${INVISIBLE}]*`,
"gu",
);
const STARTS_DENSE = new RegExp(`^[${DENSE}]`, "u");
const LETTERS = new RegExp(`^(?:(?![${DENSE}])\\p{Alphabetic})+$`, "u");
const LONGEST_WHOLE = 48;
const LONGEST_WORD = 64;
const SEGMENTS = /[^-/\\:@#+[\u2010]+/g;
const PARTS = /[^-/\\:@#+[\u2010._]+/g;
const NUMERIC = /^[0-9.]+$/;
const HUMP = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z]{4})(?=[0-9])/;
const isDense = (text) => STARTS_DENSE.test(text);
const isLetters = (form) => LETTERS.test(form);
const known = new Map();
function tokenize(text) {
const tokens = [];
for (const { 0: run, index } of text.matchAll(RUN)) {
const after = /^(?:[\]#]|\+\+)?/.exec(text.slice(index + run.length))[0];
const key = run + after;
let ofRun = known.get(key);
if (!ofRun) {
if (known.size > 5e4) known.clear();
known.set(key, (ofRun = cut(run, after)));
}
for (const [form, ordered, from, to] of ofRun) tokens.push([form, ordered, index + from, index + to]);
}
return tokens;
}
function cut(run, after) {
const tokens = [];
const composed = compose(run);
const exact = composed.length === run.length;
const give = (form, ordered, from, length) => {
if (!form || form.length > LONGEST_WORD) return;
tokens.push([plain(form), ordered, exact ? from : 0, exact ? from + length : run.length]);
};
const whole = (form) => give(form, false, 0, run.length);
if (isDense(run)) {
const all = [...composed];
let from = 0;
for (let i = 0; i === 0 || i < all.length - 1; from += all[i++].length) {
const pair = all[i] + (all[i + 1] ?? "");
give(pair, true, from, all[1] ? pair.length : run.length);
}
return tokens;
}
const low = lower(composed);
for (const { 0: segment, index } of composed.matchAll(SEGMENTS)) {
for (const { 0: word, index: at } of segment.matchAll(NUMERIC.test(segment) ? /.+/g : PARTS)) {
give(lower(word), true, index + at, word.length);
}
}
wholes(low, after, whole);
if (/^[a-z]$/.test(low) && after && after !== "]") tokens.push([low + after, false, 0, run.length + after.length]);
for (const { 0: word, index } of composed.matchAll(PARTS)) {
const humps = word.length <= LONGEST_WHOLE && isAscii(word) ? word.split(HUMP) : [];
let at = index;
for (const hump of humps) {
if (hump.length > 1 && humps.length > 1) give(lower(hump), false, at, hump.length);
at += hump.length;
}
}
return tokens;
}
function wholes(run, after, give) {
const segments = run.match(SEGMENTS) ?? [];
if (segments.length > 1 && run.length <= LONGEST_WHOLE && (segments.length < 3 || /[/\\:@#+[0-9]/.test(run))) {
const joined = run.replace(/[-\u2010]/g, "");
give(joined.includes("[") && after === "]" ? joined + after : joined);
}
for (const segment of segments) {
if (/[._]/.test(segment) && !NUMERIC.test(segment) && segment.length <= LONGEST_WHOLE) give(segment);
}
}
const inOrder = (text) => tokenize(text).flatMap(([form, ordered]) => (ordered ? [form] : []));
const FULL = 10;
const CORRECTED = 7;
const PARTICLE = 5;
const LONGEST_QUERY = 8192;
const MOST_WORDS = 16;
const MOST_CORRECTED = 6;
const MOST_CANDIDATES = 16;
const SHORTEST = 4;
const LONGER = 2;
const LINK = "(?:s|e?n|es?)?";
const inverseFrequency = (frequency, documents) =>
Math.round(64 * Math.log(1 + (Math.max(documents, frequency) - frequency + 0.5) / (frequency + 0.5)));
const length = (text) => [...text].length;
const isHiragana = (text) => /^[\u3041-\u309f]+$/.test(text);
const isParticle = ([first, second = first]) => !/[おご]/.test(first) && isHiragana(first) && !isHiragana(second);
const order = (index, { form }) => index.common.has(form) * 1e6 + isParticle(form) * 1e5 - length(form);
function wordsOf(index, query, typing) {
const seen = new Map();
let place = 0;
for (const [form, ordered] of tokenize(query.slice(0, LONGEST_QUERY))) {
const stop = index.stop.has(form) || isHiragana(form);
const own = ordered && !stop ? ++place : 0;
if (!seen.has(form)) seen.set(form, { form, place: own, stop });
}
const all = [...seen.values()];
const last = all.findLast((word) => word.place || word.stop);
if (typing && last?.form[1] && /[\p{Alphabetic}\p{N}]$/u.test(query)) last.begun = true;
const words = all.filter((word) => !word.stop);
const telling = words.length > 0 ? words : all;
const best = [...telling].sort((a, b) => order(index, a) - order(index, b)).slice(0, MOST_WORDS);
const few = telling.filter((word) => word.place).length <= MOST_CORRECTED;
return telling.filter((word) => best.includes(word)).map((word) => ({ ...word, few }));
}
function keys({ compounds, common }, { form, place, begun, few }) {
const letters = [...form];
const both = (count) => [`${letters.slice(0, count).join("")}*`, `*${letters.slice(-count).join("")}`];
if (isDense(form)) return letters[1] ? [] : [`${form}*`];
const begins = begun && letters.length <= SHORTEST ? [`${form}*`] : [];
if (!few || !place || !isLetters(form) || letters.length < SHORTEST || common.has(form)) return begins;
const quarters = compounds && letters.length >= 2 * SHORTEST ? both(SHORTEST) : [];
return [...begins, ...both((letters.length - 1) >> 1), ...quarters];
}
function shardOf(key, shards) {
let hash = 0x811c9dc5;
for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x1000193);
return (hash >>> 0) % shards;
}
async function lookUp(index, word) {
const [own, ...others] = await Promise.all([
index.shard("w", index.starts.filter((start) => start <= word.form).length),
...keys(index, word).map((key) => index.shard("s", shardOf(key, index.spellings))),
]);
return { own, others: others.flatMap(({ groups }) => groups) };
}
function near(a, b) {
const [x, y] = [[...a], [...b]];
const least = Math.min(x.length, y.length);
let from = 0;
let behind = 0;
while (from < least && x[from] === y[from]) from++;
while (behind < least - from && x.at(-1 - behind) === y.at(-1 - behind)) behind++;
const left = Math.max(x.length, y.length) - from - behind;
const swapped = x[from] === y[from + 1] && x[from + 1] === y[from];
return left < 2 || (left === 2 && x.length === y.length && swapped);
}
function taken(groups, passes) {
const found = new Map();
for (const group of groups) for (const form of group.forms) if (passes(form)) found.set(form, group);
return [...found.keys()].sort().map((form) => ({ form, group: found.get(form), weight: CORRECTED }));
}
const byFrequency = (candidates) => candidates.sort((a, b) => b.group.frequency - a.group.frequency);
function split(groups, { stop }, form) {
const fits = (word) => length(word) >= SHORTEST && isLetters(word) && !stop.has(word);
const words = taken(groups, (word) => (form.startsWith(word) || form.endsWith(word)) && fits(word));
const least = (pair) => Math.min(...pair.map(({ group }) => group.frequency));
const pairs = words.flatMap((head) => words.map((tail) => [head, tail]));
return pairs
.filter(([head, tail]) => RegExp(`^${head.form}${LINK}${tail.form}$`).test(form))
.reduce((best, pair) => (best.length > 0 && least(best) >= least(pair) ? best : pair), []);
}
function termsOfWord(index, { form, place, begun }, { own, others }) {
const term = (candidates, of = form, at = place) => {
if (candidates.length === 0) return [];
const best = candidates.slice(0, MOST_CANDIDATES);
const idf = Math.max(...best.map(({ group }) => inverseFrequency(group.frequency, index.documents)));
return [{ form: of, place: at, candidates: best, idf }];
};
const known = own.forms.find((other) => other.form === form);
const exact = known ? [{ ...known, weight: isParticle(form) ? PARTICLE : FULL }] : [];
const begins = (other) => other !== form && other.startsWith(form);
if (begun || isDense(form)) {
const found = byFrequency(taken(begun ? [...own.groups, ...others] : known ? [] : others, begins));
if (exact.length + found.length > 0 || !begun) return term([...exact, ...found]);
}
if (known) {
const parts = known.parts.flatMap(([number, which]) => {
const group = own.groups.find((other) => other.brief && other.number === number);
return term([{ form: group.forms[which], group, weight: FULL }], group.forms[which], 0);
});
return [...term(exact), ...parts];
}
const letters = [...form];
const alike = taken(others, (other) => isLetters(other) && Math.abs(length(other) - letters.length) <= LONGER);
const close = alike.filter((other) => near(form, other.form));
if (close.length > 0) return term(close);
const parts = index.compounds ? split(others, index, form) : [];
if (parts.length > 0) return parts.flatMap((part) => term([part], part.form, 0));
for (let end = letters.length; end >= Math.max(SHORTEST, Math.floor((letters.length * 2) / 3)); end--) {
const start = letters.slice(0, end).join("");
const found = alike.filter((other) => other.form.startsWith(start));
if (found.length > 0) return term(found);
}
return [];
}
async function termsOf(index, words) {
const pieces = await Promise.all(words.map((word) => lookUp(index, word)));
return words.flatMap((word, i) => termsOfWord(index, word, pieces[i]));
}
async function entriesWith(index, words) {
const found = new Set();
for (const form of words.flatMap(inOrder)) {
const { own } = await lookUp(index, { form });
own.forms.find((other) => other.form === form)?.group.documents.forEach((document) => found.add(document));
}
return found;
}
const NEIGHBOURS = 13;
const ENTRIES = 2 ** 22;
function earnings({ candidates, idf }, documents) {
const best = new Map();
for (const { group, list = group, weight } of candidates) {
const points = new Map();
for (const { frequency, documents: entries, impacts } of [list, group]) {
const each = inverseFrequency(frequency, documents);
for (let i = 0; i < entries.length; i++) points.set(entries[i], (points.get(entries[i]) ?? 0) + each * impacts[i]);
}
const covers = Math.floor((idf * weight) / FULL);
for (const [entry, sum] of points) {
const earns = Math.floor((sum * weight) / FULL);
const [most, covered] = best.get(entry) ?? [-1];
if (earns > most || (earns === most && covers > covered)) best.set(entry, [earns, covers]);
}
}
return best;
}
function together(first, second) {
const entries = new Set();
for (const a of first.candidates) {
for (const b of second.candidates) {
if (a.weight !== CORRECTED && b.weight !== CORRECTED) a.group.pairs.get(b.group.number)?.forEach((entry) => entries.add(entry));
}
}
return entries;
}
function rank({ documents }, terms) {
const earned = new Float64Array(documents);
const covered = new Float64Array(documents);
for (const term of terms) {
for (const [entry, [earns, covers]] of earnings(term, documents)) {
earned[entry] += earns;
covered[entry] += covers;
}
}
for (const first of terms) {
for (const second of terms) {
if (!first.place || first.place + 1 !== second.place) continue;
for (const entry of together(first, second)) earned[entry] += (first.idf + second.idf) * NEIGHBOURS;
}
}
const total = Math.max(1, terms.reduce((sum, { idf }) => sum + idf, 0));
const ranked = [];
earned.forEach((sum, entry) => {
if (sum > 0) ranked.push(Math.floor((sum * (total + 2 * covered[entry])) / (3 * total)) * ENTRIES + ENTRIES - 1 - entry);
});
return Float64Array.from(ranked).sort().reverse();
}
function choose({ kinds, pages }, ranked, kind, without, limit) {
const chosen = [];
const ofPage = new Map();
for (const number of ranked) {
const document = ENTRIES - 1 - (number % ENTRIES);
const score = Math.floor(number / ENTRIES);
if ((kind && kinds[document] !== kind) || without.has(document)) continue;
const shown = ofPage.get(pages[document]);
if (!shown || kind) {
const entry = { document, score };
ofPage.set(pages[document], entry);
chosen.push(entry);
} else if (kinds[shown.document] === "page" && kinds[document] !== "page" && score * 10 >= shown.score * 9) {
shown.document = document;
}
}
return chosen.slice(0, limit);
}
function readShard(bytes) {
let at = 0;
const number = () => {
let value = 0;
for (let unit = 1; ; unit *= 128) {
const byte = bytes[at++];
value += (byte & 127) * unit;
if (!(byte & 128)) return value;
}
};
const take = (length) => bytes.subarray(at, (at += length));
const times = (count, give) => Array.from({ length: count }, give);
const gaps = (count) => {
let last = 0;
return times(count, () => (last += number()));
};
const groups = [];
const forms = [];
let last = "";
while (at < bytes.length) {
const group = { number: number(), pairs: new Map() };
const head = number();
group.brief = head % 4 === 2;
group.forms = times(head >> 2, () => (last = last.slice(0, number()) + text(take(number()))));
group.frequency = number();
group.documents = gaps(number());
group.impacts = take(group.documents.length);
groups.push(group);
if (group.brief) continue;
for (const form of group.forms) {
let list = group;
if (head % 4) {
const frequency = number();
const places = gaps(number());
const lacks = take(places.length);
list = {
frequency,
documents: places.map((place) => group.documents[place]),
impacts: places.map((place, i) => group.impacts[place] - lacks[i]),
};
}
forms.push({ form, group, list, parts: times(number(), () => [number(), number()]) });
}
let second = 0;
for (let left = number(); left > 0; left--) group.pairs.set((second += number()), gaps(number()));
}
return { groups, forms };
}
const WIDTH = 220;
const LEAD = 60;
const SHORTEST_PART = 4;
const KEPT = 4000;
const tokensOf = new Map();
function matcher(terms, compounds) {
const known = new Map();
const inside = [];
const put = (form, term) => known.has(form) || known.set(form, term);
const each = (give) => terms.forEach(({ candidates }, term) => candidates.forEach((candidate) => give(candidate, term)));
each(({ form }, term) => {
put(form, term);
if (compounds && [...form].length >= SHORTEST_PART) inside.push([form, term]);
});
each(({ group }, term) => group.forms.forEach((form) => put(form, term)));
const termOf = (form) => {
if (!known.has(form)) known.set(form, inside.find(([part]) => form.includes(part))?.[1]);
return known.get(form);
};
return (text) => {
if (tokensOf.size > KEPT) tokensOf.clear();
if (!tokensOf.has(text)) tokensOf.set(text, tokenize(text));
const found = [];
for (const [form, , from, to] of tokensOf.get(text)) {
const term = termOf(form);
if (term !== undefined) found.push({ from, to, term });
}
return found.sort((a, b) => a.from - b.from || a.to - b.to);
};
}
const worth = (found, terms) => [...found].reduce((sum, term) => sum + terms[term].idf, 0);
function bestSection({ title, sections }, match, terms) {
const termsIn = (text) => new Set(match(text).map(({ term }) => term));
const inTitle = termsIn(title);
const more = (found) => worth([...found].filter((term) => !inTitle.has(term)), terms);
const all = worth(terms.keys(), terms);
let best = 0;
let number = 0;
sections.forEach(([, heading, text], i) => {
const inHeading = termsIn(heading);
const ofAll = more(new Set([...inHeading, ...termsIn(text)]));
const sum = more(inHeading) + ofAll;
if (ofAll * 2 >= all && sum > best) [best, number] = [sum, i];
});
return number;
}
const whole = (text, at) => at + /^[\udc00-\udfff]/.test(text.slice(at, at + 1));
function startOfWindow(text, first) {
const from = whole(text, Math.max(0, first - (isDense(text.slice(first)) ? LEAD / 2 : LEAD)));
const lead = text.slice(from, first);
const sentence = /^[^]*(?:\n|[。！？]|[.!?:] )/.exec(lead);
if (sentence) return from + sentence[0].length;
return from && !isDense(lead) ? from + /^[^ ]* ?/.exec(lead)[0].length : from;
}
function endOfWindow(text, start, dense) {
const end = whole(text, start + (dense ? WIDTH / 2 : WIDTH));
if (end >= text.length) return text.length;
const space = text.slice(start, end + 1).search(/[ \n][^ \n]*$/);
return space > 0 && !dense ? start + space : end;
}
function snippet(text, found, terms) {
let from = 0;
let to = endOfWindow(text, 0, isDense(text));
let best = 0;
found.forEach((first, i) => {
const start = startOfWindow(text, first.from);
const end = endOfWindow(text, start, isDense(text.slice(first.from)));
const inside = new Set();
for (let at = i; found[at]?.to <= end; at++) inside.add(found[at].term);
const sum = worth(inside, terms);
if (sum > best) [best, from, to] = [sum, start, end];
});
const before = from ? "…" : "";
const shown = text.slice(from, to).replaceAll("\n", " ");
return {
text: before + shown + (to < text.length ? "…" : ""),
marks: ranges(found, from, to).map((range) => range.map((place) => place - from + before.length)),
};
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
export { SearchError };
const KINDS = ["page", "question", "error"];
const FIRST = 10;
const CHECKED = 3;
export async function open({ base, locale, fetch = (...request) => globalThis.fetch(...request) }) {
const folder = new URL(`search/${locale.toLowerCase()}/`, new URL(base, globalThis.location?.href)).href;
const url = `${folder}index.json`;
const bytes = await fetched(fetch, url);
let index;
try {
const manifest = JSON.parse(text(bytes));
if (manifest.format !== FORMAT) {
throw new SearchError("version", url, "the search index is of another version; reload the page");
}
const list = (words) => words.split(" ").filter(Boolean);
const file = files(folder, fetch, manifest.hashes);
const kinds = Array.from(manifest.entries, (letter) => KINDS.find((kind) => kind[0] === letter));
let page = -1;
index = {
...manifest,
documents: kinds.length,
kinds,
pages: kinds.map((kind) => (page += kind === "page")),
stop: new Set(list(manifest.stop)),
common: new Set(list(manifest.common)),
starts: list(manifest.starts),
shard: (letter, number) => file(letter, number, readShard),
record: (letter, page) => file(letter, page, (body) => JSON.parse(text(body))),
};
} catch (error) {
throw error instanceof SearchError ? error : new SearchError("damaged", url, "the search index is damaged");
}
let newest = 0;
const search = async (query, options = {}) => {
const mine = ++newest;
const current = () => {
if (mine !== newest) throw new DOMException("a newer search has begun", "AbortError");
};
return run(index, String(query), options, current);
};
return { locale: index.locale, search };
}
async function run(index, query, options, current) {
const kind = KINDS.find((known) => known === options.kind);
const asked = read(query);
let answer = await found(index, asked, kind ?? asked.kind, options, current);
if (answer.hits.length === 0 && asked.words !== query) {
answer = await found(index, { words: query, phrases: [], without: [] }, kind, options, current);
}
const { hits, terms } = answer;
if (!options.typing) hits.suggestion = suggestion(query, terms, hits);
return hits;
}
async function found(index, asked, kind, { limit = FIRST, typing }, current) {
const [terms, without] = await Promise.all([
termsOf(index, wordsOf(index, asked.words, typing)),
entriesWith(index, asked.without),
]);
current();
const phrases = asked.phrases.map(inOrder);
const most = phrases.length > 0 ? limit * CHECKED : limit;
const chosen = choose(index, rank(index, terms), kind, without, most);
const records = chosen.map(({ document }, place) => record(index, document, place < FIRST || phrases.length > 0 ? "r" : "h"));
const shown = (await Promise.all(records)).map((entry, place) => ({ ...chosen[place], entry }));
current();
const match = matcher(terms, index.compounds);
const hits = shown
.filter(({ entry }) => phrases.every((phrase) => says(entry, phrase)))
.slice(0, limit)
.map(({ document, score, entry }, place) => {
const { url: page, title, breadcrumb, sections } = entry;
const number = bestSection(entry, match, terms);
const [anchor, heading] = sections[number] ?? ["", ""];
const said = sections.slice(number).find((section) => section[2])?.[2] ?? "";
const passage = snippet(said, match(said), terms);
const url = anchor ? `${page}#${anchor}` : page;
return {
rank: place + 1, score, kind: index.kinds[document], locale: index.locale, url, page, title, breadcrumb, heading,
snippet: passage.text,
marks: { title: ranges(match(title), 0, title.length), snippet: passage.marks },
};
});
return { hits, terms };
}
async function record({ pages, ...index }, document, letter) {
const page = await index.record(letter, pages[document]);
const number = document - pages.indexOf(pages[document]);
if (number === 0) return page;
const [title, section] = page.entries[number - 1];
return { url: page.url, title, breadcrumb: [...page.breadcrumb, page.title], sections: [section] };
}
function says({ title, sections }, phrase) {
return [title, ...sections.flatMap(([, heading, said]) => [heading, said])].some((said) => {
const forms = inOrder(said);
return phrase.length === 0 || forms.some((_, at) => phrase.every((form, i) => forms[at + i] === form));
});
}
function suggestion(query, terms, hits) {
let meant = query;
for (const { form, place, candidates } of terms) {
if (!place || !isLetters(form) || candidates[0].weight !== CORRECTED) continue;
const most = Math.max(...candidates.map(({ group }) => group.frequency));
const taken = candidates.find(({ group }) => group.frequency === most).form;
const first = (said, wanted) => tokenize(said).find(([other, ordered]) => ordered && other === wanted);
const said = hits.flatMap((hit) => [hit.title, hit.snippet]).find((text) => first(text, taken));
const written = said && first(said, taken);
const [, , from, to] = first(meant, form) ?? [];
if (to) meant = meant.slice(0, from) + (written ? lower(said.slice(written[2], written[3])) : taken) + meant.slice(to);
}
return meant === query ? undefined : meant;
}
