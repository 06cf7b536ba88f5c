/**
 * Search in a help centre that a search engine holds: OpenSearch and what speaks its API, or Quickwit. It
 * answers as `search.js` does, from one request a search, for sites that are too large for files.
 *
 * The engine is filled with `ajuda export --format opensearch` or `quickwit`, and decides which words
 * belong together and what comes first. What is asked beyond words, passages and marks are made here.
 *
 * @module
 */

import { read } from "./search/asked.js";
import { fault } from "./search/files.js";
import { ranges, snippet } from "./search/snippet.js";
import { inOrder, isDense, tokenize } from "./search/tokens.js";

/**
 * @typedef {import("./search.js").Hit} Hit
 * @typedef {import("./search.js").Index} Index
 */

const KINDS = ["page", "question", "error"];
const FIRST = 10;

/** What is searched, and how much it counts. An engine without stems has no fields of them. */
const FIELDS = { names: 4, "names.stem": 3, slug: 1, body: 1, "body.stem": 1 };
const IN_ORDER = ["names", "body"];

/**
 * Opens the index of a locale.
 * @param {{ remote: string, locale: string, fetch?: typeof globalThis.fetch }} site `remote` is where the
 *   engine answers, with what its indexes are called before their locale: `https://host/help`
 * @returns {Promise<Index>}
 */
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

/** The answer to a request. */
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

/** The body of a `_search` request, of what both engines know. */
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

/** @returns {Hit[]} */
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

/** Whether a word is marked for a word of the query: which are forms of one another the engine alone knows. */
function isAlike(word, form) {
  if (word === form || isDense(word)) return word === form;
  const least = Math.max(4, Math.min(word.length, form.length) - 2);
  return Math.abs(word.length - form.length) <= 4 && word.slice(0, least) === form.slice(0, least);
}
