/**
 * Search in a built help centre: reads the files of `search/<locale>/` and ranks as `ajuda search` does.
 *
 * It knows no language. A query is cut and folded as the index was (`tokens`, `fold`), its words are
 * looked up (`files`, `shards`, `terms`), whole numbers are added (`rank`), and the texts of the best are
 * cut into passages (`snippet`). Nothing here makes HTML: titles and snippets are plain text, with the
 * ranges to mark beside them. A built site has all of it in this one file.
 *
 * @module
 */

import { read } from "./search/asked.js";
import { FORMAT, damaged, fault, fetched, files, text } from "./search/files.js";
import { lower } from "./search/fold.js";
import { choose, rank } from "./search/rank.js";
import { readShard } from "./search/shards.js";
import { bestSection, matcher, ranges, snippet } from "./search/snippet.js";
import { CORRECTED, byFrequency, entriesWith, termsOf, wordsOf } from "./search/terms.js";
import { inOrder, isLetters, tokenize } from "./search/tokens.js";

/**
 * @typedef {"page" | "question" | "error"} Kind
 *
 * @typedef {object} Hit
 * @property {number} rank from 1
 * @property {number} score comparable between the hits of one query
 * @property {Kind} kind
 * @property {string} locale
 * @property {string} url from the site's root, with its fragment: `/pt-br/faq/#entrar`
 * @property {string} title plain text
 * @property {string} snippet plain text on one line
 * @property {string[]} breadcrumb the topics above it, outermost first
 * @property {string} heading of its section; empty at the beginning of a page
 * @property {string} page the url without its fragment: the same for all hits of one page
 * @property {{ title: [number, number][], snippet: [number, number][] }} marks what matches, from and to
 *
 * @typedef {object} Options
 * @property {number} [limit] 10 unless told
 * @property {Kind} [kind] only entries of this kind; a word that names none is passed over
 * @property {boolean} [typing] the last word is still being written, and stands for what begins so
 *
 * @typedef {Hit[] & { suggestion?: string }} Hits `suggestion` is the query as it may have been meant
 *
 * @typedef {object} Index
 * @property {string} locale
 * @property {(query: string, options?: Options) => Promise<Hits>} search a search that a newer one overtakes
 *   rejects with an `AbortError`; one whose files cannot be read with a {@link import("./search/files.js").SearchError}
 */

const KINDS = ["page", "question", "error"];
const FIRST = 10;
const CHECKED = 3;
const VERBATIM = 3;
const ASKS = /[?？؟か]\s*$/;

/**
 * Opens the search index of a locale.
 * @param {{ base: string, locale: string, fetch?: typeof globalThis.fetch }} site `base` is the site's
 *   root, `locale` a tag in any case
 * @returns {Promise<Index>}
 */
export async function open({ base, locale, fetch = (...request) => globalThis.fetch(...request) }) {
  const folder = new URL(`search/${locale.toLowerCase()}/`, new URL(base, globalThis.location?.href)).href;
  const url = `${folder}index.json`;
  const bytes = await fetched(fetch, url);
  let index;
  try {
    const manifest = JSON.parse(text(bytes));
    if (manifest.format !== FORMAT) {
      throw fault("version", url, "the search index is of another version; reload the page");
    }
    // Each word begins as the one before does, as far as its capital letter says.
    let last = "";
    const list = (words) =>
      (words.match(/[A-Z][^A-Z]*/g) ?? []).map((word) => (last = last.slice(0, word.charCodeAt() - 65) + word.slice(1)));
    const file = files(folder, fetch, manifest.hashes, manifest.shared);
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
      spellings: list(manifest.spellings),
      shard: (letter, number) => file(letter, number, readShard),
      record: (number) => file("r", number, (body) => JSON.parse(text(body))),
    };
  } catch (error) {
    throw error.code ? error : damaged(url);
  }
  let newest = 0;
  const search = async (query, options = {}) => {
    const mine = ++newest;
    const current = () => {
      if (mine !== newest) throw new DOMException("a newer search has begun", "AbortError");
    };
    return run(index, String(query), options, current).catch((error) => {
      // Files that are whole and say what cannot be; what was overtaken has a code too.
      throw error.code ? error : damaged(url);
    });
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
  const most = Math.max(limit, FIRST) * (phrases.length > 0 ? CHECKED : 1);
  const chosen = choose(index, rank(index, terms, ASKS.test(asked.words)), kind, without, most);
  const records = chosen.map(({ document }) => record(index, document));
  const shown = (await Promise.all(records)).map((entry, place) => ({ ...chosen[place], entry }));
  current();
  // What has all of the query word for word is worth half as much more.
  const query = inOrder(asked.words);
  for (const hit of shown.slice(0, query.length < VERBATIM ? 0 : FIRST)) {
    if (says(hit.entry, query)) hit.score = Math.floor(hit.score * 1.5);
  }
  shown.sort((a, b) => b.score - a.score);
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

/** The record of an entry: its page's, or its own part of it. */
async function record({ pages, record }, document) {
  const page = await record(pages[document]);
  const number = document - pages.indexOf(pages[document]);
  if (number === 0) return page;
  const [title, section] = page.entries[number - 1];
  const breadcrumb = title === page.title ? page.breadcrumb : [...page.breadcrumb, page.title];
  return { url: page.url, title, breadcrumb, sections: [section] };
}

/** Whether an entry has the words next to one another. */
function says({ title, sections }, phrase) {
  return [title, ...sections.flatMap(([, heading, said]) => [heading, said])].some((said) => {
    const forms = inOrder(said);
    return phrase.length === 0 || forms.some((_, at) => phrase.every((form, i) => forms[at + i] === form));
  });
}

/** The query with the words that were taken for unknown ones, as the hits write them. */
function suggestion(query, terms, hits) {
  let meant = query;
  for (const { form, place, candidates } of terms) {
    if (!place || !isLetters(form) || candidates[0].weight !== CORRECTED) continue;
    const taken = byFrequency([...candidates])[0].form;
    const first = (said, wanted) => tokenize(said).find(([other, ordered]) => ordered && other === wanted);
    const said = hits.flatMap((hit) => [hit.title, hit.snippet]).find((text) => first(text, taken));
    const written = said && first(said, taken);
    const [, , from, to] = first(meant, form) ?? [];
    if (to) meant = meant.slice(0, from) + (written ? lower(said.slice(written[2], written[3])) : taken) + meant.slice(to);
  }
  return meant === query ? undefined : meant;
}
