// `ajuda serve` and a browser: an edit reloads the page where it was, and findings are shown.

import assert from "node:assert/strict";
import { appendFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AXE, browser, serve } from "./stage.js";

/** @type {import("playwright-core").Browser} */
let chromium;

before(async () => {
  chromium = await browser();
});

after(() => chromium?.close());

/** A served copy of the golden content without its one finding, and a page of it in a window. */
async function open() {
  const site = await serve("tests/golden/content");
  const begin = join(site.folder, "content/en/guide/begin.md");
  const page = await chromium.newPage();
  await page.goto(`${site.url}en/guide/markdown/`);
  await page.locator("ajuda-findings section").waitFor();
  await writeFile(begin, "# Begin\n\nText.\n\n## Next step\n");
  await page.locator("ajuda-findings section").waitFor({ state: "detached" });
  const source = join(site.folder, "content/en/guide/markdown.md");
  return { site, page, source };
}

test("an edit shows at once, and the page stays where it was scrolled to", async () => {
  const { site, page, source } = await open();
  await page.setViewportSize({ width: 390, height: 400 });
  await appendFile(source, `\n${"A long text.\n\n".repeat(100)}`);
  await page.getByText("A long text.").first().waitFor();
  // Where it is once it has arrived: a page that is loaded again on the way there stays on the way.
  await page.evaluate(() => scrollTo({ top: 600, behavior: "instant" }));
  await appendFile(source, "\n## Brand new\n");
  await page.getByRole("heading", { name: "Brand new" }).waitFor();
  await page.waitForFunction(() => Math.abs(scrollY - 600) < 2);
  await page.close();
  assert.equal(await site.end(), 0);
});

test("a style sheet changes without the page being loaded again", async () => {
  const { site, page } = await open();
  const style = join(site.folder, "static/theme/style.css");
  const paint = async (colour) => {
    await writeFile(style, `body { background: ${colour}; }\n`);
    await page.waitForFunction((wanted) => getComputedStyle(document.body).backgroundColor === wanted, colour);
  };
  await mkdir(join(site.folder, "static/theme"), { recursive: true });
  // New folders are more than a style sheet.
  await paint("rgb(1, 2, 3)");
  await page.evaluate(() => (window.isTheSame = true));
  await paint("rgb(3, 2, 1)");
  assert.equal(await page.evaluate(() => window.isTheSame), true);
  await page.close();
  assert.equal(await site.end(), 0);
});

test("findings stand in a panel that the keyboard closes, and go once they are mended", async () => {
  const { site, page, source } = await open();
  const panel = page.locator("ajuda-findings section");
  await appendFile(source, "\nSee [this](nowhere.md) <script>alert(1)</script>.\n");
  await panel.getByText("link/missing-page").waitFor();
  await panel.getByText("content/en/guide/markdown.md:").first().waitFor();
  assert.equal(await panel.locator("script").count(), 0, "what sources hold is text here");
  const share = await panel.evaluate((box) => box.getBoundingClientRect().height / innerHeight);
  assert.ok(share <= 0.41, `the panel covers ${share} of the window`);
  await page.evaluate(await readFile(AXE, "utf8"));
  const { violations } = await page.evaluate(() => window.axe.run("ajuda-findings"));
  assert.deepEqual(violations.map(({ id }) => id), []);

  await panel.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await page.reload();
  // The page asked for the news before this does, and so has them when this has.
  await page.evaluate(
    () =>
      new Promise((heard) => {
        const events = new EventSource("/.ajuda/events");
        events.onmessage = () => heard(events.close());
      }),
  );
  assert.equal(await panel.count(), 0, "what was closed stays closed until the findings change");

  await appendFile(source, "\nAnd [that](nothing.md).\n");
  await panel.getByText("nothing.md").first().waitFor();
  await writeFile(source, "# Mended\n\n## Tables\n");
  await page.getByRole("heading", { name: "Mended" }).waitFor();
  await panel.waitFor({ state: "detached" });
  await page.close();
  assert.equal(await site.end(), 0);
});

test("a broken template keeps the last good site on the screen, and says so", async () => {
  const { site, page } = await open();
  const panel = page.locator("ajuda-findings section");
  // The folder comes with its file, or there is a good site between the two.
  await mkdir(join(site.folder, ".templates"));
  await writeFile(join(site.folder, ".templates/page.html"), "{{ page.title }\n");
  await rename(join(site.folder, ".templates"), join(site.folder, "templates"));
  await panel.getByText("template/syntax").waitFor();
  await panel.getByText("the last site that could be built").waitFor();
  assert.equal(await page.locator("h1").count(), 1);
  await page.goto(`${site.url}en/faq/`);
  assert.equal(await page.locator("h1").count(), 1);
  await panel.getByText("template/syntax").waitFor();
  await rm(join(site.folder, "templates"), { recursive: true });
  await panel.waitFor({ state: "detached" });
  await page.close();
  assert.equal(await site.end(), 0);
});

test("a page that its template left empty shows what is found next", async () => {
  const { site, page } = await open();
  const template = join(site.folder, "templates/page.html");
  await mkdir(join(site.folder, "templates"));
  // An editor empties a file before it fills it, and the site may be built between the two.
  await writeFile(template, "");
  await page.locator("h1").waitFor({ state: "detached" });
  await writeFile(template, "{{ page.title }\n");
  await page.locator("ajuda-findings section").getByText("template/syntax").waitFor();
  await page.close();
  assert.equal(await site.end(), 0);
});

test("a style sheet of the theme changes without a reload", async () => {
  const { site, page } = await open();
  const sheet = join(site.folder, "static/theme/own.css");
  await mkdir(join(site.folder, "templates"), { recursive: true });
  await mkdir(join(site.folder, "static/theme"), { recursive: true });
  await writeFile(sheet, "h1 { outline: 1px solid rgb(1, 2, 3) }");
  const base = await readFile(new URL("../../templates/base.html", import.meta.url), "utf8");
  const link = '<link rel="stylesheet" href="{{ theme }}own.css">';
  await writeFile(join(site.folder, "templates/base.html"), base.replace("{%- block head %}", `${link}{%- block head %}`));
  await page.waitForFunction(() => getComputedStyle(/** @type {Element} */ (document.querySelector("h1"))).outlineColor === "rgb(1, 2, 3)");
  await page.evaluate(() => Object.assign(window, { stays: true }));
  await writeFile(sheet, "h1 { outline: 1px solid rgb(3, 2, 1) }");
  await page.waitForFunction(() => getComputedStyle(/** @type {Element} */ (document.querySelector("h1"))).outlineColor === "rgb(3, 2, 1)");
  assert.equal(await page.evaluate(() => "stays" in window), true);
  await page.close();
  assert.equal(await site.end(), 0);
});
