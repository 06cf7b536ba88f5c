// The search in the browser: with the keyboard, a screen reader, on a telephone, in other scripts, and
// when the index cannot be had. The site lies under a base path, behind `script-src 'self'`.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { AXE, WINDOWS, browser, enter, host, thrown } from "./stage.js";

/** Pages in scripts of their own, and the words that find them. */
const MORE = {
  "ar/faq.md": "---\ntitle: أسئلة\n---\n\n## من يمكنه الدخول؟\n\nأي شخص معه مفتاح.\n",
  "ja-JP/faq.md": "---\ntitle: よくある質問\n---\n\n## 検索はどのように動作しますか？\n\nブラウザーの中で動作します。\n",
};
const PLACES = [
  { page: "en/faq/", query: "template" },
  { page: "pt-br/faq/", query: "página" },
  { page: "ja-jp/faq/", query: "検索" },
  { page: "ar/faq/", query: "الدخول" },
];

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

/**
 * Opens a page in a context of its own. Faults are what scripts threw, and what the policy refused.
 * @param {string} path @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function open(path, options = {}) {
  const context = await chromium.newContext({ viewport: WINDOWS.desk, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  /** @type {string[]} */
  const requests = [];
  thrown(page, faults);
  page.on("console", (message) => message.text().includes("Security Policy") && faults.push(message.text()));
  page.on("request", (request) => requests.push(request.url().slice(site.url.length)));
  await page.goto(site.url + path, { waitUntil: "load" });
  const dialog = page.locator("dialog.search");
  return { page, context, faults, requests, dialog, field: page.getByRole("combobox"), options: page.getByRole("option") };
}

/**
 * A page with the dialog open and, where there is a query, its results shown.
 * @param {string} path @param {string} [query] @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function search(path, query, options) {
  const opened = await open(path, options);
  await opened.page.keyboard.press("Control+k");
  await opened.dialog.waitFor();
  if (query) {
    await opened.page.keyboard.type(query);
    await settled(opened.page);
    await opened.options.first().waitFor();
  }
  return opened;
}

/** Waits until the answer to what was typed is said. @param {import("playwright-core").Page} page */
function settled(page) {
  return page.locator("dialog [role=status]:not(:empty)").waitFor({ state: "attached" });
}

/** What axe finds, and where. @param {import("playwright-core").Page} page */
async function violations(page) {
  await page.evaluate(await readFile(AXE, "utf8"));
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)]);
}

/** The option that is chosen, as assistive technology is told. @param {import("playwright-core").Page} page */
function chosen(page) {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
    const options = [...document.querySelectorAll("[role=option]")];
    const selected = options.filter((option) => option.getAttribute("aria-selected") === "true");
    if (selected.length > 1 || (selected[0]?.id ?? "") !== id) return `at odds: ${id}`;
    return options.indexOf(selected[0]);
  });
}

describe("before search is asked for", () => {
  test("a page loads little JavaScript, none of it inline, and nothing of the search", async () => {
    const { page, context, requests, faults } = await open("en/faq/");
    const scripts = requests.filter((url) => url.endsWith(".js"));
    const bytes = await Promise.all(scripts.map(async (url) => (await fetch(site.url + url)).arrayBuffer()));
    const total = bytes.reduce((sum, script) => sum + gzipSync(script).length, 0);
    assert.ok(total <= 8192, `${scripts} are ${total} bytes`);
    // What may be fetched ahead is said in rules, which are no code; a policy without them refuses them.
    assert.equal(await page.locator("script:not([src], [type=speculationrules])").count(), 0);
    assert.deepEqual(requests.filter((url) => url.includes("search/")), []);
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("reaching for the button loads what it needs", async () => {
    const { page, context, requests } = await open("en/faq/");
    const loaded = page.waitForRequest((request) => request.url().endsWith("search/search.js"));
    await page.getByRole("button", { name: "Search" }).hover();
    await loaded;
    assert.ok(requests.some((url) => /^theme\/\w+\/search\/dialog\.js$/.test(url)), requests.join());
    assert.equal(await page.locator("dialog[open]").count(), 0);
    await context.close();
  });
});

describe("the keyboard", () => {
  test("Ctrl K, / and the button open it; Esc closes it and gives the focus back", async () => {
    const { page, context, dialog, field } = await open("en/faq/");
    const button = page.getByRole("button", { name: "Search" });
    for (const way of ["Control+k", "Meta+k", "/", "button"]) {
      await button.focus();
      await page.keyboard.press(way === "button" ? "Enter" : way);
      await dialog.waitFor();
      assert.ok(await field.evaluate((element) => element === document.activeElement), way);
      assert.equal(await field.inputValue(), "", way);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      assert.ok(await button.evaluate((element) => element === document.activeElement), way);
    }
    await context.close();
  });

  for (const way of ["Control+k", "/", "button"]) {
    test(`what is typed right behind ${way} is not lost while the dialog is on its way`, async () => {
      const { page, context, dialog, field, options, faults } = await open("en/faq/");
      let arrive = () => {};
      const held = new Promise((resolve) => (arrive = () => resolve(undefined)));
      await page.route(/(search\/dialog\.js|theme\/search\.css|words\/en\.json)$/, async (route) => {
        await held;
        await route.continue();
      });
      if (way === "button") await page.getByRole("button", { name: "Search" }).click();
      else await page.keyboard.press(way);
      await page.keyboard.type("templatf");
      await page.keyboard.press("Backspace");
      await page.keyboard.type("e");
      assert.equal(await dialog.locator("input").inputValue(), "template");
      assert.deepEqual(await violations(page), [], "a field and nothing else");
      arrive();
      await options.first().waitFor();
      await page.keyboard.type("s");
      assert.equal(await field.inputValue(), "templates");
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  test("a dialog that cannot be loaded leaves the query to the search page", async () => {
    const { page, context, dialog } = await open("en/faq/");
    let fail = () => {};
    const held = new Promise((resolve) => (fail = () => resolve(undefined)));
    await page.route("**/search/dialog.js", async (route) => {
      await held;
      await route.abort();
    });
    await page.keyboard.press("/");
    await dialog.waitFor();
    await page.keyboard.type("template");
    fail();
    await page.waitForURL(`${site.url}en/search/?q=template`);
    await context.close();
  });

  test("Esc and Ctrl K close a dialog that is still on its way", async () => {
    const { page, context, dialog } = await open("en/faq/");
    const button = page.getByRole("button", { name: "Search" });
    await page.route("**/search/dialog.js", () => {});
    for (const way of ["Escape", "Control+k"]) {
      await button.focus();
      await page.keyboard.press("/");
      await dialog.waitFor();
      await page.keyboard.press(way);
      await dialog.waitFor({ state: "hidden" });
      assert.ok(await button.evaluate((element) => element === document.activeElement), way);
    }
    await context.close();
  });

  test("/ is a letter where letters are typed", async () => {
    const { page, context, field } = await search("en/faq/");
    await page.keyboard.type("app/etc");
    assert.equal(await field.inputValue(), "app/etc");
    await context.close();
  });

  test("arrows, Home and End choose, and the focus stays in the field", async () => {
    const { page, context, field, options } = await search("en/faq/", "template");
    const last = (await options.count()) - 1;
    assert.ok(last > 0, "more than one result");
    assert.equal(await field.getAttribute("aria-expanded"), "true");
    const steps = /** @type {const} */ ([
      ["ArrowDown", 1], ["ArrowUp", 0], ["ArrowUp", last], ["ArrowDown", 0], ["End", last], ["Home", 0],
    ]);
    assert.equal(await chosen(page), 0);
    for (const [key, number] of steps) {
      await page.keyboard.press(key);
      assert.equal(await chosen(page), number, key);
    }
    assert.ok(await field.evaluate((element) => element === document.activeElement));
    await context.close();
  });

  test("Enter leads to the entry, with the words marked, and the address says nothing of them", async () => {
    const { page, context, faults, options } = await search("en/faq/", "template");
    await page.keyboard.press("ArrowDown");
    const target = String(await options.nth(1).getAttribute("href"));
    await Promise.all([page.waitForURL(target), page.keyboard.press("Enter")]);
    await page.locator("main mark").first().waitFor();
    assert.match((await page.locator("main mark").allTextContents()).join(" "), /template/i);
    assert.equal(page.url(), target);
    assert.deepEqual(faults, []);
    await page.keyboard.press("Escape");
    await page.locator("main mark").first().waitFor({ state: "detached" });
    await page.reload();
    assert.equal(await page.locator("main mark").count(), 0, "once is enough");
    await context.close();
  });

  test("a result on the page itself is scrolled to and marked", async () => {
    const { page, context, dialog, options } = await search("en/faq/", "Do readers need JavaScript?");
    const first = String(await options.first().getAttribute("href"));
    assert.match(first, /\/en\/faq\/#/);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await page.locator("main mark").first().waitFor();
    const id = decodeURIComponent(new URL(first).hash.slice(1));
    await page.waitForFunction((id) => {
      const box = document.getElementById(id)?.getBoundingClientRect();
      return box && box.top >= 0 && box.bottom <= innerHeight;
    }, id);
    await context.close();
  });

  test("Enter before the answer waits for it", async () => {
    const { page, context } = await open("en/faq/");
    await page.route("**/search/en/**", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await page.keyboard.press("Control+k");
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.type("template");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.href !== `${site.url}en/faq/`);
    // It may be the search page, which looks the words up itself, where Enter came before the dialog was ready.
    await page.locator("main", { hasText: /template/i }).waitFor();
    await context.close();
  });

  test("Ctrl Enter opens another tab and stays", async () => {
    const { page, context, dialog, options } = await search("en/faq/", "template");
    const target = await options.first().getAttribute("href");
    const [tab] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("Control+Enter")]);
    await tab.waitForURL(String(target));
    assert.ok(await dialog.isVisible());
    assert.equal(page.url(), `${site.url}en/faq/`);
    await context.close();
  });

  test("Tab stays in the dialog, and reaches filters and the way to all results", async () => {
    const { page, context } = await search("en/faq/", "template");
    const names = [];
    for (let stop = 0; stop < 7; stop += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const { activeElement } = document;
        if (activeElement === document.body) return "";
        return activeElement?.closest("dialog") ? activeElement.getAttribute("aria-label") || activeElement.textContent : "outside";
      });
      names.push(stop);
    }
    for (const name of ["Close", "Everything", "Articles", "Questions", "Errors", "All results"]) {
      assert.ok(names.includes(name), `${name} in ${names}`);
    }
    assert.ok(!names.includes("outside"), String(names));
    await context.close();
  });
});

describe("what is shown", () => {
  test("the number of results is said, and each has its kind", async () => {
    const { page, context, options } = await search("en/faq/", "template");
    const count = await options.count();
    await page.getByRole("status").filter({ hasText: `Results: ${count}` }).waitFor();
    assert.equal(await options.locator(".badge").count(), count);
    assert.ok((await options.locator("mark").count()) > 0);
    await context.close();
  });

  test("results stay while more is typed, until the next are there", async () => {
    const { page, context, field, faults } = await search("en/faq/", "te");
    await page.evaluate(() => {
      const seen = { fewest: Infinity, most: 0, changes: 0, tops: new Set() };
      Object.assign(window, { seen });
      const look = () => {
        const count = document.querySelectorAll("dialog [role=option]").length;
        seen.fewest = Math.min(seen.fewest, count);
        seen.most = Math.max(seen.most, count);
        seen.tops.add(document.querySelector("dialog [role=combobox]")?.getBoundingClientRect().top);
      };
      new MutationObserver(() => {
        seen.changes += 1;
        look();
      }).observe(document.querySelector("dialog [role=listbox]"), { childList: true });
      const frame = () => {
        look();
        requestAnimationFrame(frame);
      };
      frame();
    });
    await page.keyboard.type("mplate", { delay: 120 });
    await settled(page);
    await page.locator("[role=option] mark", { hasText: /template/i }).first().waitFor();
    assert.equal(await field.inputValue(), "template");
    const seen = await page.evaluate(() => ({ ...window.seen, tops: window.seen.tops.size }));
    assert.ok(seen.changes > 0, "the list was shown anew");
    assert.ok(seen.fewest > 0, "and was never empty on the way");
    assert.equal(seen.tops, 1, "the field stays where it is");
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("the first result's page is fetched ahead", async () => {
    const { page, context, options } = await search("en/guide/", "missing page");
    const href = String(await options.first().getAttribute("href")).split("#")[0];
    await page.locator(`link[rel=prefetch][href="${href}"]`).waitFor({ state: "attached" });
    await context.close();
  });

  test("a filter leaves one kind", async () => {
    const { page, context, options } = await search("en/faq/", "markdown");
    await page.getByRole("button", { name: "Questions" }).click();
    assert.equal(await page.getByRole("button", { name: "Questions" }).getAttribute("aria-pressed"), "true");
    await page.waitForFunction(() => {
      const badges = [...document.querySelectorAll("[role=option] .badge")];
      return badges.length > 0 && badges.every((badge) => badge.textContent === "Question");
    });
    assert.ok((await options.count()) > 0);
    await context.close();
  });

  for (const query of ['<img src=x onerror="document.title=1">', "<script>alert(1)</script>", "</mark><b>x"]) {
    test(`${query} is text`, async () => {
      const { page, context, faults, dialog } = await search("en/faq/");
      const title = await page.title();
      await page.keyboard.type(query);
      await settled(page);
      assert.equal(await dialog.locator("img, script, b").count(), 0);
      assert.equal(await page.title(), title);
      await page.goto(`${site.url}en/search/?q=${encodeURIComponent(query)}`);
      await page.locator(".search-status:not(:empty)").waitFor();
      assert.equal(await page.locator("#ajuda_found").locator("img, script, b").count(), 0);
      assert.equal(await page.locator("main input").inputValue(), query);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  test("nothing found is said, and leads on", async () => {
    const { page, context } = await search("en/faq/");
    await page.keyboard.type("qqqqzzzzxxxx");
    await page.getByText("Nothing found for “qqqqzzzzxxxx”").first().waitFor();
    await page.locator("dialog .search-message").getByRole("link").click();
    await page.waitForURL(`${site.url}en/search/`);
    await context.close();
  });

  /** What can be wrong with the files of an index, and what the reader is told. */
  const broken = /** @type {const} */ ({
    unreachable: ["**/search/en/**", (route) => route.abort(), /cannot be reached/],
    missing: [/search\/en\/(?!index\.json)/, (route) => route.fulfill({ status: 404, body: "" }), /is missing/],
    "cut short": [
      /search\/en\/(?!index\.json)/,
      async (route) => {
        const response = await route.fetch();
        const body = await response.body();
        await route.fulfill({ response, body: body.subarray(0, body.length / 2) });
      },
      /is damaged/,
    ],
    "of another version": [
      "**/search/en/index.json",
      async (route) => route.fulfill({ json: { ...(await (await route.fetch()).json()), format: 999 } }),
      /another version/,
    ],
  });
  for (const [fault, [files, answer, says]] of Object.entries(broken)) {
    test(`an index that is ${fault} is said calmly, and can be tried again`, async () => {
      const { page, context, options, dialog, faults } = await open("en/faq/");
      await page.route(files, answer);
      await page.keyboard.press("Control+k");
      await dialog.waitFor();
      // At once: the answer to a letter before would be taken for that to the word.
      await page.keyboard.insertText("template");
      await page.getByText("The search could not be loaded").first().waitFor();
      assert.match(await dialog.locator(".reason").innerText(), says);
      assert.equal(await options.count(), 0);
      assert.deepEqual(await violations(page), []);
      await page.unroute(files);
      await page.getByRole("button", { name: "Try again" }).click();
      await options.first().waitFor();
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
});

describe("recent searches", () => {
  test("are kept, searched again, and cleared", async () => {
    const { page, context, field, options } = await search("en/faq/", "template");
    await Promise.all([page.waitForURL((url) => url.href !== `${site.url}en/faq/`), page.keyboard.press("Enter")]);
    await page.keyboard.press("Control+k");
    await options.first().waitFor();
    assert.deepEqual(await options.allTextContents(), ["template"]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator("[role=option] .badge").first().waitFor();
    assert.equal(await field.inputValue(), "template");
    await field.fill("");
    await page.getByRole("button", { name: "Clear: Recent searches" }).click();
    await options.first().waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await context.close();
  });

  test("are not missed where storage is refused", async () => {
    const context = await chromium.newContext({ viewport: WINDOWS.desk });
    await context.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });
      }
    });
    const page = await context.newPage();
    /** @type {string[]} */
    const faults = [];
    thrown(page, faults);
    await page.goto(`${site.url}en/faq/`);
    await page.keyboard.press("/");
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.type("template");
    await page.getByRole("option").first().waitFor();
    await Promise.all([page.waitForURL((url) => url.href !== `${site.url}en/faq/`), page.keyboard.press("Enter")]);
    assert.deepEqual(faults, []);
    await context.close();
  });
});

describe("the search page", () => {
  test("shows what its address asks for, and changes with the field", async () => {
    const { page, context, faults } = await open("en/search/?q=template");
    const hits = page.locator("#ajuda_found .hit");
    await hits.first().waitFor();
    assert.ok(!(await page.locator("#ajuda_a-z").isVisible()));
    await page.locator("main input").fill("missing page");
    await page.waitForURL(/q=missing\+page/);
    await page.locator("main input").fill("");
    await page.locator("#ajuda_a-z").waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("a result of it is marked in its page", async () => {
    const { page, context } = await open("en/search/?q=template");
    await page.locator("#ajuda_found .hit").first().click();
    await page.locator("main mark").first().waitFor();
    await context.close();
  });

  test("without JavaScript, the fields lead there and everything is listed", async () => {
    const { page, context } = await open("en/", { javaScriptEnabled: false });
    await page.locator("main input[name=q]").fill("template & more");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site.url}en/search/?q=template+%26+more`);
    await page.locator("noscript p").waitFor();
    await enter(page.locator("#ajuda_a-z").getByRole("link", { name: "Do readers need JavaScript?" }));
    await page.waitForURL(/\/en\/faq\/#/);
    await enter(page.getByRole("button", { name: "Search" }));
    await page.waitForURL(/\/en\/search\/\??$/);
    await context.close();
  });
});

test("what is typed on a home page goes on in the dialog", async () => {
  const { page, context, dialog, field, options } = await open("en/");
  const ready = page.waitForResponse((response) => response.url().endsWith("/words/en.json"));
  await page.locator("main input[name=q]").focus();
  await ready;
  await page.waitForFunction(() => document.querySelector("dialog"));
  await page.keyboard.type("template");
  await dialog.waitFor();
  assert.equal(await field.inputValue(), "template");
  await options.first().waitFor();
  await context.close();
});

for (const { page: path, query } of PLACES) {
  describe(`axe finds nothing: ${path}`, () => {
    for (const [name, viewport] of Object.entries(WINDOWS)) {
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        test(`${name}, ${colorScheme}`, async () => {
          const reducedMotion = "reduce";
          const { page, context, dialog } = await search(path, undefined, { viewport, colorScheme, reducedMotion });
          assert.deepEqual(await violations(page), [], "empty");
          await page.keyboard.type(query);
          await settled(page);
          await page.getByRole("option").first().waitFor();
          assert.deepEqual(await violations(page), [], "with results");
          const box = await dialog.boundingBox();
          assert.ok(box && box.x >= 0 && box.x + box.width <= viewport.width);
          if (name === "phone") assert.deepEqual([box.width, box.height], [viewport.width, viewport.height]);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= viewport.width, `${wide} pixels wide`);
          await page.goto(`${site.url}${path.split("/")[0]}/search/?q=${encodeURIComponent(query)}`);
          await page.locator("#ajuda_found .hit").first().waitFor();
          assert.deepEqual(await violations(page), [], "search page");
          await page.goto(`${site.url}${path.split("/")[0]}/search/`);
          assert.deepEqual(await violations(page), [], "A to Z");
          await context.close();
        });
      }
    }
  });
}
