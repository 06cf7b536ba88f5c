// How the client of files fetches: no more than it needs, once more where it fails, and for nobody who asks
// for something else by now.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { open } from "../../static/search/search.js";
import { host } from "./stage.js";

/** @type {Awaited<ReturnType<typeof host>>} */
let site;
/** What was asked for, by round: what is sent once an answer has arrived begins another. @type {string[][]} */
let rounds;
/** How often a request fails from now on. */
let failing = 0;
let answered = true;

before(async () => {
  site = await host("content");
});

after(() => site?.end());

beforeEach(() => {
  rounds = [];
  answered = true;
  failing = 0;
});

/** @type {typeof globalThis.fetch} */
async function counting(url, options) {
  if (answered) rounds.push([]);
  answered = false;
  rounds.at(-1)?.push(String(url));
  try {
    if (failing > 0) {
      failing -= 1;
      throw new TypeError("the network is away");
    }
    return await fetch(url, options);
  } finally {
    answered = true;
  }
}

const opened = () => open({ base: site.url, locale: "en", fetch: counting });

test("what a search needs is fetched at once, and nothing twice", async () => {
  const index = await opened();
  assert.equal(rounds.length, 1, "the manifest");
  const hits = await index.search("template of a page");
  assert.ok(hits.length > 0);
  const asked = rounds.flat();
  assert.equal(new Set(asked).size, asked.length);
  assert.ok(asked.length > 6, "several files");
  assert.ok(rounds.length <= 3, "the manifest, what the words take, what is shown");
  await index.search("template of a page");
  assert.equal(rounds.flat().length, asked.length, "it is remembered");
});

test("a fetch that fails is tried once more", async () => {
  const index = await opened();
  failing = 1;
  assert.ok((await index.search("template")).length > 0);
});

test("what fails twice is said, and is not remembered", async () => {
  const index = await opened();
  failing = Infinity;
  await assert.rejects(index.search("template"), { code: "unreachable" });
  failing = 0;
  assert.ok((await index.search("template")).length > 0);
});

test("an index that is not there is said to be missing", async () => {
  await assert.rejects(open({ base: site.url, locale: "xx", fetch: counting }), { code: "missing" });
  assert.equal(rounds.flat().length, 2);
});

test("a search that a newer one overtakes ends, and shows nothing", async () => {
  const index = await opened();
  const older = index.search("template");
  const newer = index.search("translation");
  await assert.rejects(older, { name: "AbortError" });
  assert.ok((await newer).length > 0);
});
