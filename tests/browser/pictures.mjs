// Pictures of every kind of page, at three widths, light and dark, in four languages, and a contact sheet
// of each language and scheme, to be looked at:
//
//   AJUDA=target/release/ajuda node tests/browser/pictures.mjs FOLDER [LOCALE…]

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { hostFiles } from "./files.js";
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
const files = await hostFiles(join(site, "site"));

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
        await page.goto(`${files.url}${locale.toLowerCase()}/${path}`, { waitUntil: "load" });
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
files.end();
await rm(folder, { recursive: true });
