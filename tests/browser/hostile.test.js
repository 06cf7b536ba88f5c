// Hostile content in a real browser: every payload of tests/hostile in every channel, one page a
// payload, without a policy that would stop it, and nothing runs. What waits for a reader's hand is
// given one: each element of the content is clicked, pointed at and focused.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { browser, program } from "./stage.js";

/** @typedef {{ name: string, payload: string }} Payload */
/** @typedef {{ name: string, cases: string, text: string, matter?: string, toml?: string, bare?: boolean,
 *   part?: string, file?: string }} Channel */

const hostile = fileURLToPath(new URL("../hostile/", import.meta.url));
/** @param {string} name */
const data = async (name) => JSON.parse(await readFile(join(hostile, name), "utf8"));

/** What is opened in Chromium: several pages at once, in one browser. */
const TABS = 4;

const TYPES = { ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".svg": "image/svg+xml" };

/**
 * A text with the payload in its places, as tests/hostile/cases.rs fills it.
 * @param {string} text @param {string} payload
 */
function fill(text, payload) {
  const line = payload.replace(/[\n\r]/g, " ");
  /** @param {string} value */
  const json = (value) =>
    JSON.stringify(value).replace(/[\u007f-\u009f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return text
    .replaceAll("{json}", () => json(payload))
    .replaceAll("{word}", () => json(`before ${line} word`))
    .replaceAll("{link}", () => json(`[word](<${line}>)`))
    .replaceAll("{attribute}", () => payload.replaceAll("&", "&amp;").replaceAll('"', "&quot;"))
    .replaceAll("{cell}", () => line.replaceAll("|", "\\|"))
    .replaceAll("{line}", () => line)
    .replaceAll("{payload}", () => payload);
}

/**
 * The files of a payload's pages, by path: one of markdown with every channel below the other, and
 * one that is a YAML FAQ, or has its front matter in TOML.
 * @param {string} sort @param {number} number @param {Payload} payload @param {Channel[]} channels
 */
function files(sort, number, { payload }, channels) {
  /** @type {[string, string][]} */
  const files = [];
  const folder = `en/${sort}/${String(number).padStart(3, "0")}`;
  const matter = channels.filter((channel) => !channel.file && !channel.toml && channel.matter);
  // One file has each field once.
  const fields = new Map(matter.map((channel) => [channel.matter?.split(":")[0], channel.matter]));
  const title = fields.has("title") ? "" : "title: Case\n";
  let page = `---\n${title}${fill([...fields.values()].join(""), payload)}---\n`;
  // The browser sees each payload in one of the whole files; the Rust tests have all of them.
  const whole = channels.filter((channel) => channel.file || channel.toml);
  for (const [index, channel] of channels.entries()) {
    if (channel.file || channel.toml) {
      if (channel !== whole[number % whole.length]) continue;
      const name = `${folder}/${index}.${channel.file ?? "md"}`;
      const text = channel.toml ? `+++\n${channel.toml}+++\n\n${channel.text}` : channel.text;
      files.push([name, fill(text, payload)]);
      continue;
    }
    const part = `_${index}.md`;
    if (channel.part) files.push([`${folder}/${part}`, fill(channel.part, payload)]);
    page += `\n${fill(channel.text, payload).replaceAll("{part}", part)}\n`;
  }
  return [...files, /** @type {[string, string]} */ ([`${folder}/all.md`, page])];
}

/** @type {import("playwright-core").Browser} */
let chromium;
/** @type {import("node:http").Server} */
let server;
let folder = "";
let url = "";
/** @type {string[]} */
const pages = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "ajuda-hostile-"));
  /** @type {Channel[]} */
  const channels = await data("channels.json");
  for (const sort of ["markup", "addresses", "texts"]) {
    const own = channels.filter((channel) => channel.cases === sort);
    for (const [number, payload] of (await data(`cases/${sort}.json`)).entries()) {
      for (const [path, text] of files(sort, number, payload, own)) {
        const file = join(folder, "content", path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    }
  }
  await writeFile(join(folder, "ajuda.toml"), 'structured-data = true\ntitle = "</title><script>attack()</script>"\n');
  // There are findings, so it exits with 1.
  const built = await promisify(execFile)(program, ["build", "--quiet"], { cwd: folder, maxBuffer: 1 << 28 }).catch(
    (error) => error,
  );
  assert.ok(!built.code || built.code === 1, built.stderr);
  const site = join(folder, "site");
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const written = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".html"));
  const paths = written.map((entry) => join(entry.parentPath, entry.name)).sort();
  for (const path of paths) {
    // An older address leads on to a page that is opened itself.
    if (!(await readFile(path, "utf8")).includes('http-equiv="refresh"')) pages.push(relative(site, path));
  }
  server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
      const file = join(site, path.endsWith("/") ? `${path}index.html` : path);
      assert.ok(!relative(site, file).startsWith(".."));
      const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? "application/octet-stream";
      const bytes = await readFile(file);
      // Without the page's own policy, which would stop what got so far.
      const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
      const body = type.startsWith("text/html") ? bytes.toString("utf8").replace(policy, "") : bytes;
      response.writeHead(200, { "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`;
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  server?.closeAllConnections();
  server?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** Runs in the page before anything else: what the payloads call, and what they would load. */
function watch() {
  const ran = /** @type {string[]} */ ([]);
  Object.assign(globalThis, { ran, attack: () => ran.push(new Error().stack ?? "attack") });
  for (const name of ["alert", "prompt", "confirm", "print", "open"]) {
    Object.assign(globalThis, { [name]: () => ran.push(name) });
  }
}

/** Does to everything in the content what a reader could do. */
function touch() {
  // Links of the web are not followed; those that would run something are.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href], area[href]") : null;
    if (link && /^https?:$|^mailto:$|^data:$/.test(new URL(link.getAttribute("href") ?? "", location.href).protocol)) event.preventDefault();
  });
  addEventListener("submit", (event) => event.preventDefault());
  for (const element of document.querySelectorAll("main *, title, nav *")) {
    for (const name of ["pointerover", "mouseover", "pointerdown", "focus", "toggle", "load", "error", "animationstart"]) {
      element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    }
    if (element instanceof HTMLElement) element.click();
  }
}

/** @param {string} name @param {import("playwright-core").Page} page */
async function open(name, page) {
  await page.goto(url + name.split("/").map(encodeURIComponent).join("/"), { waitUntil: "load" });
  const ran = await page.evaluate(`(${touch})(); new Promise((done) => setTimeout(() => done(ran), 0))`);
  return /** @type {string[]} */ (ran).map((stack) => `${name}: ${stack}`);
}

test("nothing of hostile content runs in a browser", async () => {
  const context = await chromium.newContext({ acceptDownloads: false });
  await context.addInitScript(watch);
  /** @type {string[]} */
  const found = [];
  // Nothing leaves this machine, and what would be loaded as code is noted.
  await context.route("**", (route) => {
    const request = route.request();
    // Colours run nothing.
    if (request.url().startsWith(url) && request.resourceType() !== "stylesheet") return route.continue();
    if (request.url().startsWith(url)) return route.fulfill({ contentType: "text/css", body: "" });
    const isCode = ["script", "stylesheet", "websocket", "eventsource", "document", "fetch", "xhr", "ping"].includes(request.resourceType());
    if (isCode && !request.url().startsWith("data:")) found.push(`${request.frame().url()} asks for ${request.url()}`);
    return route.abort();
  });
  assert.ok(pages.length >= 300, `${pages.length} pages`);
  const queue = pages[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: TABS }, async () => {
      const page = await context.newPage();
      page.on("dialog", (dialog) => {
        found.push(`${page.url()}: a dialog: ${dialog.message()}`);
        dialog.dismiss().catch(() => {});
      });
      for (const name of queue) found.push(...(await open(name, page)));
    }),
  );
  assert.deepEqual(found, []);
  console.log(`${pages.length} pages opened, nothing ran`);
  await context.close();
});

test("the watch sees what runs", async () => {
  const page = await chromium.newPage();
  await page.addInitScript(watch);
  await page.route("**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<main><a href='javascript:attack()'>x</a><b onfocus=attack()>y</b><script>attack()</script></main>" }),
  );
  await page.goto(url);
  const ran = await page.evaluate(`(${touch})(); new Promise((done) => setTimeout(() => done(ran.length), 50))`);
  assert.equal(ran, 3);
  await page.close();
});
