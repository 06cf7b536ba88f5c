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

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

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

/**
 * A project of these files, built.
 * @param {string} folder @param {string} settings @param {Iterable<[string, string | Buffer]>} files of its content
 */
async function build(folder, settings, files) {
  for (const [path, text] of files) {
    const file = join(folder, "content", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await writeFile(join(folder, "ajuda.toml"), settings);
  /** @param {string[]} arguments_ */
  const run = async (...arguments_) => {
    const options = { cwd: folder, maxBuffer: 1 << 28 };
    // There are findings, so it exits with 1.
    const ended = await promisify(execFile)(program, arguments_, options).catch((error) => error);
    assert.ok(!ended.code || ended.code === 1, ended.stderr);
    return ended.stdout;
  };
  await run("build", "--quiet");
  const rows = (await run("export", "--quiet")).trim().split("\n").map(JSON.parse);
  return new Map(rows.filter(({ kind }) => kind === "page").map(({ path, url }) => [path, decodeURIComponent(url)]));
}

/**
 * Every page of a site, and none of its sources without one.
 * @param {string} folder @param {Iterable<[string, string | Buffer]>} files @param {Map<string, string>} urls
 */
async function pagesOf(folder, files, urls) {
  const site = join(folder, "site");
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const written = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".html"));
  const paths = written.map((entry) => join(entry.parentPath, entry.name)).sort();
  const found = [];
  for (const path of paths) {
    // An older address leads on to a page that is opened itself.
    if (!(await readFile(path, "utf8")).includes('http-equiv="refresh"')) found.push(relative(site, path));
  }
  const known = new Set(found);
  for (const [path] of files) {
    const isPage = /\.(md|yml)$/.test(path) && !path.includes("/_");
    const url = urls.get(path)?.slice(1);
    if (isPage) assert.ok(known.has(`${url}index.html`), `${path} has no page, or it is not opened`);
  }
  return found;
}

/** The files of the site that has everything switched on, as tests/hostile/everything.rs fills them. */
async function everything() {
  const { settings, once, each } = await data("everything.json");
  /** @type {[string, string | Buffer][]} */
  const files = [...Object.entries(once), ["box.ttf", await readFile(join(hostile, "box.ttf"))]];
  for (const [number, { payload }] of (await data("cases/texts.json")).entries()) {
    const name = String(number + 1).padStart(3, "0");
    for (const [path, text] of /** @type {[string, string][]} */ (Object.entries(each))) {
      files.push([path.replaceAll("{number}", name), fill(text, payload).replaceAll("{number}", name)]);
    }
  }
  return { settings, files };
}

/** The files of the site with every payload in every channel. */
async function channels() {
  /** @type {Channel[]} */
  const all = await data("channels.json");
  const found = [];
  for (const sort of ["markup", "addresses", "texts"]) {
    const own = all.filter((channel) => channel.cases === sort);
    const payloads = await data(`cases/${sort}.json`);
    for (const [number, payload] of payloads.entries()) found.push(...files(sort, number, payload, own));
  }
  return { settings: 'structured-data = true\ntitle = "</title><script>attack()</script>"\n', files: found };
}

/** The sites by the folders they are served below. */
const SITES = { channels, everything };
/** Another application, with the widget in it. */
const APPLICATION = `<!DOCTYPE html><html lang="en"><title>Shop</title><main></main><script src="/everything/widget.js" defer></script></html>`;

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
  for (const [name, site] of Object.entries(SITES)) {
    const { settings, files } = await site();
    const urls = await build(join(folder, name), settings, files);
    for (const page of await pagesOf(join(folder, name), files, urls)) pages.push(`${name}/${page}`);
  }
  server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
      if (path === "/application") return response.writeHead(200, { "content-type": "text/html" }).end(APPLICATION);
      const [, name, ...rest] = path.split("/");
      const below = rest.join("/");
      const site = join(folder, name, "site");
      const file = join(site, below.endsWith("/") ? `${below}index.html` : below);
      assert.ok(name in SITES && !relative(site, file).startsWith(".."));
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

/**
 * Does to everything in the content what a reader could do.
 * @param {Iterable<Element>} [elements]
 */
function touch(elements = document.querySelectorAll("main *, title, nav *")) {
  // Links of the web are not followed; those that would run something are.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href], area[href]") : null;
    if (link && /^https?:$|^mailto:$|^data:$/.test(new URL(link.getAttribute("href") ?? "", location.href).protocol)) event.preventDefault();
  });
  addEventListener("submit", (event) => event.preventDefault());
  for (const element of elements) {
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

/** Every text of the search and of the widget, by which it is seen that they have shown something. */
const SHOWN = "attack";

test("nothing of hostile content runs in the widget of another application, nor in what is found", async () => {
  const page = await chromium.newPage();
  await page.addInitScript(watch);
  await page.goto(`${url}application`);
  await page.getByRole("button", { name: "Help" }).click();
  await page.evaluate(() => window.ajuda.screen("everything"));
  const panel = page.getByRole("dialog");
  await panel.getByText("Help for this screen").waitFor();
  const count = (await data("cases/texts.json")).length;
  // A page and its question.
  assert.equal(await panel.locator("details").count(), count);
  assert.equal(await panel.locator(".list > a").count(), count);
  const touched = `(${touch})(document.querySelector("ajuda-help").shadowRoot.querySelectorAll(".list *"))`;
  await page.evaluate(touched);
  assert.ok((await panel.textContent())?.includes(SHOWN));
  // Stars that a regular expression would try in every combination.
  await page.evaluate((text) => window.ajuda.screen(text), "a".repeat(1_000_000));
  await panel.getByText("Common questions").waitFor();
  await panel.getByRole("searchbox").fill(SHOWN);
  await panel.locator(".list > a", { hasText: SHOWN }).first().waitFor();
  await page.evaluate(touched);
  assert.deepEqual(await page.evaluate("ran"), []);
  await page.goto(`${url}everything/en/search/?q=${SHOWN}`);
  await page.locator("main a", { hasText: SHOWN }).first().waitFor();
  await page.evaluate(`(${touch})()`);
  assert.deepEqual(await page.evaluate("ran"), []);
  await page.close();
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
