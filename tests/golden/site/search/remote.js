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
const FORMAT = 5;
const MOST_FILES = 300;
const fault = (code, file, what) => Object.assign(Error(`${what}: ${file}`), { code });
const damaged = (file) => fault("damaged", file, "a file of the search index is damaged");
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
if (status) throw fault("missing", url, `a file of the search index is missing (${status})`);
throw fault("unreachable", url, "a file of the search index cannot be reached");
}
function files(folder, fetch, hashes, shared) {
const known = new Map();
const load = async (letter, number, read) => {
const at = (number >> 6) * 8;
const name = `${letter}/${hashes[letter].slice(at, at + 8)}-${number}`;
const url = `${folder}${name}.bin`;
const packed = await fetched(fetch, url);
try {
const before = new TextEncoder().encode(name + shared);
const { length } = before;
const whole = new Uint8Array(15 + length + packed.length);
whole.set([0x1f, 0x8b, 8]);
whole.set([length, length >> 8, ~length, ~length >> 8], 11);
whole.set(before, 15);
whole.set(packed, 15 + length);
const stream = new Response(whole).body.pipeThrough(new DecompressionStream("gzip"));
return read(new Uint8Array(await new Response(stream).arrayBuffer()).subarray(length));
} catch {
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
const INVISIBLE = "\\u00ad\\u200b-\\u200f\\u2060\\ufeff\\u202a-\\u202e";
const INVISIBLES = new RegExp(`[${INVISIBLE}]`, "g");
const ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f]/g;
const PLAIN_LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ς: "σ" };
const isAscii = (text) => /^[\0-\x7f]*$/.test(text);
const compose = (text) => (isAscii(text) ? text : text.replace(INVISIBLES, "").normalize("NFKC"));
const lower = (text) => (isAscii(text) ? text.toLowerCase() : text.replace(/[^]/gu, (c) => c.toLowerCase()));
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
if (known.size > 2e4) known.clear();
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
const shown = new Map();
function tokensOf(text) {
if (shown.size > 1e3) shown.clear();
if (!shown.has(text)) shown.set(text, tokenize(text));
return shown.get(text);
}
const inOrder = (text) => tokensOf(text).flatMap(([form, ordered]) => (ordered ? [form] : []));
const WIDTH = 220;
const LEAD = 60;
const SHORTEST_PART = 4;
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
const found = [];
for (const [form, , from, to] of tokensOf(text)) {
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
const KINDS = ["page", "question", "error"];
const FIRST = 10;
const FIELDS = { names: 4, "names.stem": 3, slug: 1, body: 1, "body.stem": 1 };
const IN_ORDER = ["names", "body"];
export async function open({ remote, locale, fetch = (...request) => globalThis.fetch(...request) }) {
const url = new URL(`${remote}-${locale.toLowerCase()}/_search`, globalThis.location?.href).href;
let newest = 0;
const search = async (query, options = {}) => {
const mine = ++newest;
const body = JSON.stringify(request(String(query), options));
const answer = await ask(fetch, url, body);
if (mine !== newest) throw new DOMException("a newer search has begun", "AbortError");
try {
return hits(String(query), answer.hits.hits);
} catch {
throw fault("damaged", url, "the search engine gave an answer that cannot be read");
}
};
return { locale, search };
}
async function ask(fetch, url, body) {
let response;
try {
response = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
} catch {
throw fault("unreachable", url, "the search engine cannot be reached");
}
if (!response.ok) throw fault("missing", url, `the search engine refused the search (${response.status})`);
try {
return await response.json();
} catch {
throw fault("damaged", url, "the search engine gave an answer that cannot be read");
}
}
function request(query, { limit = FIRST, kind, typing }) {
const asked = read(query);
const wanted = KINDS.find((known) => known === kind) ?? asked.kind;
const words = Object.entries(FIELDS).map(([field, boost]) => ({
match: { [field]: { query: asked.words, boost, lenient: true } },
}));
if (typing) words.push({ match_bool_prefix: { names: { query: asked.words } } });
const phrase = (text) => IN_ORDER.map((field) => ({ match_phrase: { [field]: { query: text } } }));
return {
size: limit,
sort: [{ _score: { order: "desc" } }],
query: {
bool: {
must: [words, ...asked.phrases.map(phrase)].map((should) => ({ bool: { should } })),
must_not: asked.without.flatMap((word) => IN_ORDER.map((field) => ({ match: { [field]: { query: word } } }))),
filter: wanted ? [{ term: { kind: { value: wanted } } }] : [],
},
},
};
}
function hits(query, found) {
const forms = [...new Set(inOrder(read(query).words))];
const terms = forms.map((form) => ({ form, idf: [...form].length }));
const match = (text) =>
tokenize(text).flatMap(([word, , from, to]) => {
const term = forms.findIndex((form) => isAlike(word, form));
return term < 0 ? [] : [{ from, to, term }];
});
return found.map(({ _score, sort, _source }, place) => {
const { kind, locale, url, page, title, breadcrumb, body } = _source;
const passage = snippet(body, match(body), terms);
return {
rank: place + 1, score: _score ?? sort?.[0] ?? 0, kind, locale, url, page, title, breadcrumb, heading: "",
snippet: passage.text,
marks: { title: ranges(match(title), 0, title.length), snippet: passage.marks },
};
});
}
function isAlike(word, form) {
if (word === form || isDense(word)) return word === form;
const least = Math.max(4, Math.min(word.length, form.length) - 2);
return Math.abs(word.length - form.length) <= 4 && word.slice(0, least) === form.slice(0, least);
}
