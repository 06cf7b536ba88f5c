// What a search costs in a real browser: bytes, requests, rounds, and time, for ajuda and for Pagefind on
// the same pages. Needs Chromium, playwright-core, and for the comparison `npx pagefind --site OUT`.
//
//     node browser.mjs OUT LOCALE QUERIES.jsonl [--warm | --keys]
//
// Bytes are what a static host would send: text types gzipped at level 6, others as they are, the
// program's own code left out. A round is a wait on the network: requests that the program makes before an
// answer arrives share one, however many connections the browser has for them. Every query starts from
// nothing and asks for ten results; with `--warm` all are asked one after another in one page, and the first
// is left out. With `--keys`, the queries are typed letter by letter and what a letter costs in computing is
// measured, the files being there already: cold with a new index for every query, warm with one for all,
// which has been through the queries once. Each is typed five times and a letter's time is the median of
// these, so that what else the machine does at the moment stays out. Memory is what the page's heap holds
// when everything was typed and what is not needed is collected: the bench keeps the files in it besides.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { CHROMIUM } from "../../tests/browser/chromium.js";

const [out, locale, queryFile, flag] = process.argv.slice(2);
const TEXT = /\.(js|mjs|json|txt|svg|html|css|xml|wasm)$/;
const CODE = /(search\/search\.js|pagefind[a-z-]*\.js)$/;
const LATENCY = 25;
const TYPES = { js: "text/javascript", json: "application/json", html: "text/html", wasm: "application/wasm" };
let meter;
const reset = () => (meter = { bytes: 0, code: 0, requests: 0 });
reset();
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x/").pathname);
  if (path === "/blank.html") return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>.</title>");
  const mine = meter;
  mine.requests++;
  await new Promise((done) => setTimeout(done, LATENCY));
  try {
    const body = await readFile(join(out, path));
    const sent = TEXT.test(path) ? Math.min(body.length, gzipSync(body, { level: 6 }).length) : body.length;
    if (CODE.test(path)) mine.code += sent, mine.requests--;
    else mine.bytes += sent;
    response.writeHead(200, { "content-type": TYPES[path.split(".").at(-1)] ?? "application/octet-stream" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0);
const base = `http://127.0.0.1:${server.address().port}/`;
const queries = (await readFile(queryFile, "utf8")).split("\n").filter(Boolean).map((line) => JSON.parse(line).query);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
const quantiles = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return `median ${at(0.5)} p95 ${at(0.95)} worst ${sorted.at(-1)}`;
};

/** Counts the rounds of what a context asks for, code left out; a worker's requests are among them. */
function watch(context) {
  const open = new Set();
  const watched = { rounds: 0 };
  context.on("request", (request) => {
    if (CODE.test(new URL(request.url()).pathname)) return;
    if (open.size === 0) watched.rounds++;
    open.add(request);
  });
  for (const end of ["requestfinished", "requestfailed"]) context.on(end, (request) => open.delete(request));
  return watched;
}

const ajuda = async ({ base, locale, query }) => {
  globalThis.index ??= import(`${base}search/search.js`).then(({ open }) => open({ base, locale }));
  return (await (await globalThis.index).search(query)).length;
};
const pagefind = async ({ base, query }) => {
  globalThis.index ??= import(`${base}pagefind/pagefind.js`).then(async (module) => {
    await module.options?.({ excerptLength: 30 });
    await module.init();
    return module;
  });
  const { results } = await (await globalThis.index).search(query);
  return (await Promise.all(results.slice(0, 10).map((result) => result.data()))).length;
};

async function blank() {
  const context = await browser.newContext({ locale });
  const page = await context.newPage();
  await page.goto(`${base}blank.html`);
  await page.evaluate((tag) => (document.documentElement.lang = tag), locale.toLowerCase());
  return { context, page };
}

async function asked(name, ask, warm) {
  const rows = [];
  let opened = await blank();
  for (const query of queries) {
    reset();
    const watched = watch(opened.context);
    const found = await opened.page.evaluate(ask, { base, locale, query });
    rows.push({ ...meter, rounds: watched.rounds, found });
    if (warm) continue;
    await opened.context.close();
    opened = await blank();
  }
  await opened.context.close();
  const counted = rows.slice(warm ? 1 : 0);
  for (const what of ["bytes", "requests", "rounds"]) console.log(`${name} ${what}: ${quantiles(counted.map((row) => row[what]))}`);
  console.log(`${name} code: ${rows[0].code} B; nothing found for ${counted.filter((row) => row.found === 0).length} of ${counted.length}`);
}

const typed = async ({ base, locale, queries }) => {
  const { open } = await import(`${base}search/search.js`);
  const kept = new Map();
  const keep = async (url) => {
    if (!kept.has(url)) kept.set(url, await (await fetch(url)).arrayBuffer());
    return new Response(kept.get(url));
  };
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
  const times = {};
  for (const pass of ["fetch", "cold", "warm"]) {
    let index = await open({ base, locale, fetch: keep });
    times[pass] = [];
    for (const query of queries) {
      const ends = Array.from({ length: Math.min(query.length, 40) - 1 }, (_, i) => i + 2);
      const letters = ends.map(() => []);
      for (let turn = 0; turn < (pass === "fetch" ? 1 : 5); turn++) {
        if (pass === "cold") index = await open({ base, locale, fetch: keep });
        for (const [i, end] of ends.entries()) {
          const start = performance.now();
          await index.search(query.slice(0, end), { typing: true });
          letters[i].push(performance.now() - start);
        }
      }
      times[pass].push(...letters.map(median));
    }
    globalThis.index = index;
  }
  delete times.fetch;
  const bytes = [...kept.values()].reduce((sum, file) => sum + file.byteLength, 0);
  return { times, files: kept.size, bytes };
};

if (flag === "--keys") {
  const { context, page } = await blank();
  const { times, files, bytes } = await page.evaluate(typed, { base, locale, queries });
  for (const [name, list] of Object.entries(times)) {
    console.log(`${name} milliseconds a letter (${list.length}): ${quantiles(list.map((time) => Math.round(time * 10) / 10))}`);
  }
  const session = await context.newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  console.log(`heap ${(usedSize / 1e6).toFixed(1)} MB; ${files} files of ${(bytes / 1e6).toFixed(1)} MB were read`);
} else {
  const warm = flag === "--warm";
  await asked("ajuda", ajuda, warm);
  if (await readFile(join(out, "pagefind/pagefind.js")).catch(() => null)) await asked("pagefind", pagefind, warm);
}
await browser.close();
server.close();
