// Our own help centre as people meet it: with a keyboard, a telephone, a screen reader, in the dark,
// and without JavaScript.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { AXE, WINDOWS, browser, enter, serve, thrown } from "./stage.js";

/** The pages that stand for all: by locale, home, an article, questions, an error, lists, and none. */
const PAGES = {
  en: [
    "en/",
    "en/guide/templates/",
    "en/guide/writing/",
    "en/faq/",
    "en/leads/errors/",
    "en/errors/link/missing-page/",
    "en/all/errors/",
    "en/all/questions/",
    "en/search/",
    "en/nowhere/",
  ],
  "pt-BR": [
    "pt-br/",
    "pt-br/guide/templates/",
    "pt-br/faq/",
    "pt-br/errors/link/missing-page/",
    "pt-br/nowhere/",
  ],
};

/** @type {import("playwright-core").Browser} */
let chromium;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;

before(async () => {
  [chromium, site] = await Promise.all([browser(), serve("content")]);
});

after(async () => {
  await chromium?.close();
  assert.equal(await site?.end(), 0);
});

/**
 * Opens a page in a context of its own.
 * @param {string} path @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function open(path, options = {}) {
  const context = await chromium.newContext({ viewport: WINDOWS.desk, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  thrown(page, faults);
  page.on("requestfailed", (request) => {
    // The event stream is cut off when a page is left.
    if (!request.url().endsWith("/.ajuda/events")) faults.push(request.url());
  });
  const response = await page.goto(site.url + path, { waitUntil: "load" });
  return { page, context, response, faults };
}

for (const [locale, paths] of Object.entries(PAGES)) {
  for (const path of paths) {
    describe(path, () => {
      for (const [name, viewport] of Object.entries(WINDOWS)) {
        for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
          test(`axe finds nothing: ${name}, ${colorScheme}`, async () => {
            const { page, context } = await open(path, { viewport, colorScheme });
            await page.evaluate(await readFile(AXE, "utf8"));
            const { violations } = await page.evaluate(() => window.axe.run(document));
            const found = violations.map(({ id, help, nodes }) => ({
              id,
              help,
              nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
            }));
            assert.deepEqual(found, []);
            await context.close();
          });
        }
      }

      test("nothing scrolls sideways on a telephone", async () => {
        const { page, context } = await open(path, { viewport: WINDOWS.phone });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= WINDOWS.phone.width, `${width} pixels wide`);
        await context.close();
      });

      test("status, language and heading are right, and nothing fails to load", async () => {
        const { page, context, response, faults } = await open(path);
        const missing = path.endsWith("/nowhere/");
        assert.equal(response?.status(), missing ? 404 : 200);
        if (!missing) assert.equal(await page.getAttribute("html", "lang"), locale);
        assert.equal(await page.locator("h1").count(), 1);
        assert.deepEqual(faults, []);
        await context.close();
      });
    });
  }
}

test("without JavaScript, pages read and lead on", async () => {
  const { page, context } = await open("en/", { javaScriptEnabled: false });
  await enter(page.locator("main a[href]").first());
  await page.waitForLoadState();
  assert.ok(page.url().startsWith(`${site.url}en/`));
  assert.equal(await page.locator("h1").count(), 1);
  await context.close();
});

test("the first stop of the keyboard leads to the content", async () => {
  const { page, context } = await open("en/guide/templates/");
  await page.keyboard.press("Tab");
  const target = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  assert.match(target ?? "", /^#/);
  const visible = await page.evaluate(() => {
    const box = document.activeElement?.getBoundingClientRect();
    return box !== undefined && box.width > 1 && box.height > 1 && box.top >= 0;
  });
  assert.ok(visible, "the skip link is seen while it has the focus");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => document.activeElement?.closest("main, footer") !== null);
  assert.ok(inside, "the next stop lies in the content");
  await context.close();
});

for (const [name, viewport] of Object.entries(WINDOWS)) {
  test(`the language is changed with the keyboard alone: ${name}`, async () => {
    const { page, context } = await open("en/faq/", { viewport });
    /** Where the focus is: a link to the other language, or something that could open to show it. */
    const at = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        if (element?.matches("a[hreflang='pt-BR']")) return "language";
        const popover = document.getElementById(element?.getAttribute("popovertarget") ?? "");
        const hidden = popover ?? element?.closest("details");
        return hidden?.querySelector("a[hreflang='pt-BR']") ? "menu" : "other";
      });
    let reached = await at();
    for (let stop = 0; stop < 60 && reached !== "language"; stop += 1) {
      await page.keyboard.press("Tab");
      reached = await at();
      if (reached === "menu") await page.keyboard.press("Enter");
    }
    assert.equal(reached, "language");
    await Promise.all([page.waitForURL(`${site.url}pt-br/faq/`), page.keyboard.press("Enter")]);
    assert.equal(await page.getAttribute("html", "lang"), "pt-BR");
    await context.close();
  });
}
