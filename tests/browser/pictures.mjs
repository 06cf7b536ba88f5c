// Pictures of every kind of page, at three widths, light and dark, in four languages, and a contact sheet
// of each language and scheme, to be looked at:
//
//   AJUDA=target/release/ajuda node tests/browser/pictures.mjs FOLDER [LOCALE…]

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { browser, program } from "./stage.js";

const LOCALES = ["en", "pt-BR", "ja", "ar"];
const WIDTHS = [390, 820, 1440];
/** Each kind of page with where it is, below its language. */
const PAGES = {
  landing: "",
  article: "guide/export/",
  faq: "faq/",
  error: "errors/",
  errors: "all/errors/",
  search: "guide/export/",
  "not-found": "nowhere/",
  fallback: "guide/limits/",
};
const TYPES = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml" };

const [to, ...asked] = process.argv.slice(2);
if (!to) throw new Error("name the folder that the pictures go to");
const locales = asked.length ? asked : LOCALES;
const out = resolve(to);
await mkdir(out, { recursive: true });

const folder = await mkdtemp(join(tmpdir(), "ajuda-pictures-"));
const run = promisify(execFile);
const site = join(folder, "help");
await run(program, ["new", site, ...LOCALES.flatMap((locale) => ["--locale", locale])]);
await cp(fileURLToPath(new URL("pictures/content", import.meta.url)), join(site, "content"), { recursive: true });
await run(program, ["build", "--quiet"], { cwd: site });
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
  const file = join(site, "site", path.endsWith("/") ? `${path}index.html` : path);
  const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? "application/octet-stream";
  try {
    response.writeHead(200, { "content-type": type }).end(await readFile(file));
  } catch {
    const locale = path.split("/")[1];
    const page = await readFile(join(site, "site", locale, "404.html")).catch(() => "");
    response.writeHead(404, { "content-type": "text/html" }).end(page);
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());

const chromium = await browser();
/** What is searched for, in the words of each language. */
const QUERIES = /** @type {Record<string, string>} */ ({ en: "order", "pt-BR": "pedido", ja: "注文", ar: "الطلبات" });
for (const locale of locales) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    /** @type {string[]} */
    const taken = [];
    for (const width of WIDTHS) {
      const context = await chromium.newContext({ viewport: { width, height: width < 500 ? 844 : 900 }, colorScheme, locale, reducedMotion: "reduce" });
      const page = await context.newPage();
      for (const [kind, path] of Object.entries(PAGES)) {
        await page.goto(`http://127.0.0.1:${port}/${locale.toLowerCase()}/${path}`, { waitUntil: "load" });
        if (kind === "faq") await page.locator("details.question summary").first().click();
        if (kind === "search") {
          await page.keyboard.press("Control+k");
          await page.locator("dialog[open] input").fill(QUERIES[locale] ?? "order");
          await page.locator("dialog[open] [role=option]").first().waitFor();
        }
        const file = `${locale}-${colorScheme}-${width}-${kind}.png`;
        await page.screenshot({ path: join(out, file) });
        taken.push(file);
      }
      await context.close();
    }
    const figures = taken.map((file) => `<figure><img src="${file}"><figcaption>${file}</figcaption></figure>`);
    const sheet = `<style>body{display:grid;grid-template-columns:repeat(8,auto);gap:8px;margin:8px;background:#888;font:11px sans-serif}figure{margin:0}img{inline-size:100%}</style>${figures.join("")}`;
    await writeFile(join(out, "sheet.html"), sheet);
    const page = await chromium.newPage({ viewport: { width: 2400, height: 900 } });
    await page.goto(`file://${join(out, "sheet.html")}`);
    await page.screenshot({ path: join(out, `sheet-${locale}-${colorScheme}.png`), fullPage: true });
    await page.close();
    console.log(`sheet-${locale}-${colorScheme}.png`);
  }
}
await chromium.close();
server.close();
await rm(folder, { recursive: true });
