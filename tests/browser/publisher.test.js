// What publishers switch on, as readers meet it: versions, missing translations, how far these have come.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { AXE, WINDOWS, browser, host } from "./stage.js";

const MORE = {
  "../ajuda.toml": 'default-locale = "en"\nversions = ["v3", "v2"]\ntranslations-page = true\n',
  "en/start.md": "---\ndate: 2026-06-01\n---\n\n# Start here\n\nThe third version.\n\n## One\n\nText.\n",
  "en/v2/index.md": "# The second version\n",
  "en/v2/start.md": "# Start here\n\nThe second version.\n",
  "pt-BR/start.md": "---\ndate: 2026-05-01\n---\n\n# Comece aqui\n\nA terceira vers\u00e3o.\n",
  "pt-BR/v2/start.md": "# Comece aqui\n\nA segunda vers\u00e3o.\n",
  "ar/start.md": "# \u0627\u0628\u062f\u0623 \u0647\u0646\u0627\n\n\u0627\u0644\u0625\u0635\u062f\u0627\u0631 \u0627\u0644\u062b\u0627\u0644\u062b.\n",
};

/** @type {import("playwright-core").Browser} */
let chromium;
/** @type {Awaited<ReturnType<typeof host>>} */
let site;

before(async () => {
  [chromium, site] = await Promise.all([browser(), host("content", MORE)]);
});
after(async () => {
  await chromium?.close();
  await site?.end();
});

/** @param {string} path @param {import("playwright-core").BrowserContextOptions} [options] */
async function open(path, options = {}) {
  const context = await chromium.newContext({ viewport: WINDOWS.desk, ...options });
  const page = await context.newPage();
  await page.goto(site.url + path);
  return { page, context };
}

for (const path of ["en/v2/start/", "en/translations/", "pt-br/translations/", "ar/leads/", "ar/", "pt-br/start/"]) {
  for (const [name, viewport] of Object.entries(WINDOWS)) {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      test(`axe finds nothing, and nothing scrolls sideways: ${path}, ${name}, ${colorScheme}`, async () => {
        const { page, context } = await open(path, { viewport, colorScheme });
        await page.evaluate(await readFile(AXE, "utf8"));
        const { violations } = await page.evaluate(() => window.axe.run(document));
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= viewport.width, `${width} pixels wide`);
        await context.close();
      });
    }
  }
}

describe("versions", () => {
  test("the keyboard leads to the same page in another version, and the notice back", async () => {
    const { page, context } = await open("en/start/");
    await page.getByRole("button", { name: "Version: v3" }).focus();
    await page.keyboard.press("Enter");
    const other = page.getByRole("navigation", { name: "Version" }).getByRole("link", { name: "v2" });
    await other.focus();
    await Promise.all([page.waitForURL(`${site.url}en/v2/start/`), page.keyboard.press("Enter")]);
    await page.getByText("This page is about version v2").waitFor();
    await Promise.all([page.waitForURL(`${site.url}en/start/`), page.getByRole("link", { name: "Read it for v3" }).click()]);
    await context.close();
  });

  test("without JavaScript they are chosen all the same, on a telephone too", async () => {
    const { page, context } = await open("en/start/", { javaScriptEnabled: false, viewport: WINDOWS.phone });
    await page.getByRole("button", { name: "Version: v3" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "v2" }).focus();
    await Promise.all([page.waitForURL(`${site.url}en/v2/start/`), page.keyboard.press("Enter")]);
    await context.close();
  });

  test("search finds the latest alone", async () => {
    const { page, context } = await open("en/search/?q=third+version+start");
    const found = page.locator("#ajuda_found a[href]");
    await found.first().waitFor();
    const addresses = await found.evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
    assert.ok(addresses.some((address) => address.startsWith(`${site.url}en/start/`)), addresses.join());
    assert.ok(addresses.every((address) => !address.includes("/v2/start/")), addresses.join());
    await context.close();
  });
});

describe("translations", () => {
  test("a page that is missing is shown in the reader's place, in its own language", async () => {
    const { page, context } = await open("ar/faq/");
    const state = await page.evaluate(() => ({
      page: [document.documentElement.lang, document.documentElement.dir],
      text: [document.querySelector(".prose")?.getAttribute("lang"), document.querySelector(".prose")?.getAttribute("dir")],
      canonical: document.querySelector("link[rel=alternate][hreflang]"),
    }));
    assert.deepEqual(state, { page: ["ar", "rtl"], text: ["en", "ltr"], canonical: null });
    await Promise.all([page.waitForURL(`${site.url}en/faq/`), page.locator(".notice a").click()]);
    await context.close();
  });

  test("one that is older than its source says so", async () => {
    const { page, context } = await open("pt-br/start/");
    assert.match((await page.locator(".notice-stale").textContent()) ?? "", /1 de junho de 2026/);
    await context.close();
  });

  test("the foot of every page leads to how far they have come", async () => {
    const { page, context } = await open("pt-br/start/");
    await page.getByRole("contentinfo").getByRole("link", { name: "Tradu\u00e7\u00f5es" }).click();
    await page.waitForURL(`${site.url}pt-br/translations/`);
    await page.getByRole("link", { name: "Start here" }).first().waitFor();
    await context.close();
  });
});
