// The search of a site that a search engine holds, against an exchange as OpenSearch documents it
// (https://docs.opensearch.org/latest/api-reference/search-apis/search/) and as Quickwit does
// (https://quickwit.io/docs/reference/es_compatible_api).

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { open } from "../../static/search/remote.js";

const exchanges = JSON.parse(await readFile(new URL("remote.exchange.json", import.meta.url), "utf8"));

/** A `fetch` that gives one answer, and what it was asked. */
function engine(answer) {
  const asked = [];
  const fetch = async (url, { method, headers, body }) => {
    asked.push({ url, method, type: headers["Content-Type"], body: JSON.parse(body) });
    return new Response(JSON.stringify(answer.body), { status: answer.status });
  };
  return { asked, fetch };
}

for (const { engine: name, remote, query, options, request, answer, hits } of exchanges) {
  test(`a search is one request to ${name}, and its answer is hits: ${query}`, async () => {
    const { asked, fetch } = engine(answer);
    const index = await open({ remote, locale: "pt-BR", fetch });
    const found = await index.search(query, options);
    assert.deepEqual(asked, [{ method: "POST", type: "application/json", ...request }]);
    const marked = (text, marks) => marks.map(([from, to]) => text.slice(from, to));
    const shown = found.map(({ marks, ...hit }) => ({
      ...hit,
      marked: { title: marked(hit.title, marks.title), snippet: marked(hit.snippet, marks.snippet) },
    }));
    assert.deepEqual(shown, hits);
  });
}

test("what goes wrong is said with the place it went wrong at", async () => {
  const at = "https://search.example.com/help-pt-br/_search";
  const search = async (fetch) => (await open({ remote: "https://search.example.com/help", locale: "pt-BR", fetch })).search("x");
  const fails = (fetch, code) =>
    assert.rejects(search(fetch), (error) => error.code === code && error.message.endsWith(`: ${at}`));
  await fails(async () => { throw new TypeError("network"); }, "unreachable");
  await fails(async () => new Response("", { status: 503 }), "missing");
  await fails(async () => new Response("<html>"), "damaged");
  await fails(async () => new Response("{}"), "damaged");
});

test("a search that a newer one overtakes says so", async () => {
  const { fetch } = engine({ status: 200, body: { hits: { hits: [] } } });
  const index = await open({ remote: "https://search.example.com/help", locale: "pt-BR", fetch });
  const [first, second] = await Promise.allSettled([index.search("one"), index.search("one two")]);
  assert.equal(first.reason?.name, "AbortError");
  assert.deepEqual(second.value, []);
});
