// What a search costs in a real browser: bytes, requests, rounds, and time, for ajuda and for Pagefind on
// the same pages. Needs Chromium, playwright-core, and for the comparison `npx pagefind --site OUT`.
//
//     node browser.mjs OUT LOCALE QUERIES.jsonl [--keys]
//
// Bytes are what a static host would send: text types gzipped at level 6, others as they are, the
// program's own code left out. A round is a wait on the network: requests that the program makes before an
// answer arrives share one, however many connections the browser has for them. Every query starts from nothing and asks for ten results. With `--keys`, the queries are typed
// letter by letter and what a letter costs in computing is measured, the files being there already: cold
// with a new index for every query, warm with one for all, which has been through the queries once. Each
// is typed five times and a letter's time is the median of these, so that what else the machine does at
// the moment stays out.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

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
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
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
  const { open } = await import(`${base}search/search.js`);
  const index = await open({ base, locale });
  return (await index.search(query)).length;
};
const pagefind = async ({ base, query }) => {
  const { init, options, search } = await import(`${base}pagefind/pagefind.js`);
  await options?.({ excerptLength: 30 });
  await init();
  const { results } = await search(query);
  return (await Promise.all(results.slice(0, 10).map((result) => result.data()))).length;
};

async function cold(name, ask) {
  const rows = [];
  for (const query of queries) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(`${base}blank.html`);
    await page.evaluate((tag) => (document.documentElement.lang = tag), locale.toLowerCase());
    reset();
    const watched = watch(context);
    const found = await page.evaluate(ask, { base, locale, query });
    rows.push({ ...meter, rounds: watched.rounds, found });
    await context.close();
  }
  for (const what of ["bytes", "requests", "rounds"]) console.log(`${name} ${what}: ${quantiles(rows.map((row) => row[what]))}`);
  console.log(`${name} code: ${rows[0].code} B; nothing found for ${rows.filter((row) => row.found === 0).length} of ${rows.length}`);
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
  let memory = 0;
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
    if (pass === "fetch") memory = performance.memory?.usedJSHeapSize;
  }
  delete times.fetch;
  return { times, memory, files: kept.size };
};

if (flag === "--keys") {
  const page = await browser.newPage();
  await page.goto(`${base}blank.html`);
  const { times, memory, files } = await page.evaluate(typed, { base, locale, queries });
  for (const [name, list] of Object.entries(times)) {
    console.log(`${name} milliseconds a letter (${list.length}): ${quantiles(list.map((time) => Math.round(time * 10) / 10))}`);
  }
  console.log(`memory ${(memory / 1e6).toFixed(1)} MB with ${files} files`);
} else {
  await cold("ajuda", ajuda);
  if (await readFile(join(out, "pagefind/pagefind.js")).catch(() => null)) await cold("pagefind", pagefind);
}
await browser.close();
server.close();
