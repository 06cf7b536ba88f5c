// What makes reading easier: questions, copying, tabs, keys, appearance, languages, feedback.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { after, before, describe, test } from "node:test";
import { AXE, WINDOWS, browser, enter, eventually, host } from "./stage.js";

const FAQ = `# FAQ

## Who may enter? {#who}

Anybody **with** a key.

## When? {#when}

Always, as [the list](#list) says.

## Where? {#list}

Here.
`;

const READING = `# Reading

\`\`\`js title="a.js"
const a = 1;
\`\`\`

\`\`\`diff lang="js"
-const b = 1;
+const b = 2;
 b;
\`\`\`

<div class="tabs"><section class="tab"><p class="tab-title">Linux</p>

apt

</section><section class="tab"><p class="tab-title">Windows</p>

winget

</section></div>

## First {#first}

${"Text.\n\n".repeat(60)}

## Second {#second}

${"Text.\n\n".repeat(60)}
`;

const ERROR = `# NU1101

\`\`\`text
Unable to find package 'Contoso'.
\`\`\`

## Issue

It fails.

## Solution

Add a source.
`;

/** @type {import("playwright-core").Browser} */
let chromium;
/** @type {Awaited<ReturnType<typeof host>>} */
let site;
/** The answers that the feedback endpoint was sent, and what it says. */
const answers = /** @type {string[]} */ ([]);
let status = 200;
/** @type {import("node:http").Server} */
let endpoint;

before(async () => {
  endpoint = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    answers.push(body);
    response.writeHead(status, { "access-control-allow-origin": "*" }).end();
  });
  await once(endpoint.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (endpoint.address());
  [chromium, site] = await Promise.all([
    browser(),
    host("tests/golden/content", {
      "../ajuda.toml": `[feedback]\nendpoint = "http://127.0.0.1:${port}/"\n`,
      "en/guide/begin.md": "# Begin\n\nText.\n\n## Next step\n",
      "en/questions.md": FAQ,
      "pt-BR/questions.md": FAQ,
      "en/reading.md": READING,
      "en/other.md": READING.replace("# Reading", "# Other"),
      "en/nu1101.md": ERROR,
      "en/screen.md": `---\nscreens: [/orders/*]\n---\n\n${FAQ.replace("# FAQ", "# Orders FAQ")}`,
      "en/stars.md": `---\nscreens: ["a*b*a", "**x", exact, "p**"]\n---\n\n# Stars\n`,
    }),
  ]);
});

after(async () => {
  await chromium?.close();
  await site?.end();
  endpoint?.close();
});

/** @param {string} path @param {import("playwright-core").BrowserContextOptions} [options] */
async function open(path, options = {}) {
  const context = await chromium.newContext({
    viewport: WINDOWS.desk,
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  const page = await context.newPage();
  await page.goto(site.url + path);
  return { page, context };
}

/** @param {import("playwright-core").Page} page */
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

describe("questions", () => {
  test("an anchor opens its question, also on the page itself, and Enter opens another", async () => {
    const { page, context } = await open("en/questions/#when");
    const opened = () =>
      page.$$eval("details.question[open] summary", (all) => all.map((one) => one.textContent?.trim()));
    await eventually(opened, ["When?"]);
    await page.getByRole("link", { name: "the list" }).click();
    await eventually(opened, ["When?", "Where?"]);
    await page.locator("summary", { hasText: "Who" }).focus();
    await page.keyboard.press("Enter");
    await eventually(opened, ["Who may enter?", "When?", "Where?"]);
    await context.close();
  });

  test("all open and close at once, and each is copied, linked and printed alone", async () => {
    const { page, context } = await open("en/questions/");
    await page.getByRole("button", { name: "Expand all" }).click();
    await eventually(() => page.locator("details.question[open]").count(), 3);
    const first = page.locator("details.question").first();
    await first.getByRole("button", { name: "Copy question and answer" }).click();
    await eventually(() => clipboard(page), "Who may enter?\n\nAnybody with a key.");
    await first.getByRole("button", { name: "Copy link" }).click();
    await eventually(() => clipboard(page), `${site.url}en/questions/#who`);
    const printed = await page.evaluate(() => {
      /** @type {string[]} */
      const shown = [];
      window.print = () => {
        shown.push(...[...document.querySelectorAll(".print-alone summary")].map((one) => one.textContent ?? ""));
      };
      document.querySelectorAll("details.question")[1].querySelector(".question-tools > :last-child")?.click();
      return shown;
    });
    assert.deepEqual(printed.map((text) => text.trim()), ["When?"]);
    await page.getByRole("button", { name: "Collapse all" }).click();
    await eventually(() => page.locator("details.question[open]").count(), 0);
    await context.close();
  });

  // Chromium's find in page has no door for programs; what is searched for by an address opens what is
  // folded in the same way.
  for (const javaScriptEnabled of [true, false]) {
    test(`what is folded is found and opened${javaScriptEnabled ? "" : ", without JavaScript too"}`, async () => {
      const { page, context } = await open("en/questions/#:~:text=as%20the%20list%20says", { javaScriptEnabled });
      await page.locator("details.question[open] summary", { hasText: "When?" }).waitFor();
      assert.equal(await page.locator("details.question[open]").count(), 1);
      await context.close();
    });
  }

  test("what is folded is printed", async () => {
    const { page, context } = await open("en/questions/");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.locator("details.question[open]").count(), 3);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await page.locator("details.question[open]").count(), 0);
    await context.close();
  });

  test("without JavaScript they open by hand and by their address", async () => {
    const { page, context } = await open("en/questions/#when", { javaScriptEnabled: false });
    await page.getByText("Always, as").waitFor({ state: "visible" });
    assert.ok(!(await page.getByText("Anybody with").isVisible()));
    await enter(page.locator("summary", { hasText: "Who" }));
    await page.getByText("Anybody with").waitFor({ state: "visible" });
    await context.close();
  });
});

test("code is copied without its numbers and signs, an error's code and message too", async () => {
  const { page, context } = await open("en/reading/");
  const blocks = page.locator(".code-block");
  await blocks.nth(0).hover();
  await blocks.nth(0).getByRole("button", { name: "Copy" }).click();
  await eventually(() => clipboard(page), "const a = 1;");
  await blocks.nth(1).hover();
  await blocks.nth(1).getByRole("button", { name: "Copy" }).click();
  await eventually(() => clipboard(page), "const b = 2;\nb;");
  await page.goto(`${site.url}en/nu1101/`);
  await page.locator(".codes").getByRole("button", { name: "Copy" }).click();
  await eventually(() => clipboard(page), "NU1101");
  await page.locator(".message-text").hover();
  await page.locator(".message-text").getByRole("button", { name: "Copy" }).click();
  await eventually(() => clipboard(page), "Unable to find package 'Contoso'.");
  await context.close();
});

test("the table of contents follows the reader", async () => {
  const { page, context } = await open("en/reading/");
  const current = () => page.locator(".contents [aria-current]").textContent();
  await eventually(current, "First");
  await page.evaluate(() => document.getElementById("second")?.scrollIntoView({ behavior: "instant" }));
  await page.waitForFunction(() => document.querySelector(".contents [aria-current]")?.textContent === "Second");
  await context.close();
});

test("on a telephone the table of contents stays at hand, and closes behind the reader", async () => {
  const { page, context } = await open("en/reading/", { viewport: WINDOWS.phone });
  await page.evaluate(() => document.getElementById("first")?.nextElementSibling?.scrollIntoView({ behavior: "instant" }));
  const bar = page.locator(".contents summary");
  await bar.click();
  await page.getByRole("link", { name: "Second" }).click();
  const closed = () => page.locator(".contents details").evaluate((box) => box instanceof HTMLDetailsElement && !box.open);
  await eventually(closed, true);
  // Neither the header nor the bar covers what the reader went to.
  const clear = () =>
    page.evaluate(() => {
      const [heading, bar] = ["#second", ".contents"].map((one) => document.querySelector(one)?.getBoundingClientRect());
      return heading && bar && heading.top >= bar.bottom && heading.top < innerHeight / 2;
    });
  await eventually(clear, true);
  await bar.click();
  for (let stop = 0; stop < 4; stop += 1) await page.keyboard.press("Tab");
  await eventually(closed, true);
  await context.close();
});

test("tabs are chosen with the keyboard and remembered on other pages", async () => {
  const { page, context } = await open("en/reading/");
  const panel = (text) => page.locator(".tab:visible", { hasText: text }).waitFor();
  await panel("apt");
  await page.getByRole("tab", { name: "Linux" }).focus();
  await page.keyboard.press("ArrowRight");
  await panel("winget");
  await page.goto(`${site.url}en/other/`);
  await panel("winget");
  await context.close();
  const plain = await open("en/reading/", { javaScriptEnabled: false });
  assert.equal(await plain.page.locator(".tab:visible").count(), 2);
  await plain.context.close();
});

test("the appearance is chosen, kept, and there before anything is drawn", async () => {
  const { page, context } = await open("en/reading/", { colorScheme: "light" });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  const button = page.getByRole("button", { name: /^Appearance/ });
  await button.click();
  await eventually(() => button.getAttribute("aria-label"), "Appearance: Light");
  assert.equal(await paper(), light, "light is what the system has");
  await button.click();
  await eventually(() => button.getAttribute("aria-label"), "Appearance: Dark");
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.goto(`${site.url}en/other/`, { waitUntil: "commit" });
  await page.locator("main").waitFor();
  await eventually(paper, dark);
  await button.click();
  await eventually(paper, light, "automatic again");
  await context.close();
});

test("keys lead on, are explained, and can be switched off", async () => {
  const { page, context } = await open("en/guide/begin/");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await help.waitFor();
  await page.keyboard.press("Escape");
  const next = await page.locator("a[rel=next]").evaluate((link) => link instanceof HTMLAnchorElement && link.href);
  await page.keyboard.press("n");
  await page.waitForURL(String(next));
  await page.keyboard.press("?");
  await help.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await page.keyboard.press("/");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.equal(page.url(), String(next));
  await context.close();
});

describe("the root", () => {
  for (const [locale, home] of [["pt-PT", "pt-br/"], ["ar-EG", "ar/"], ["en-GB", "en/"]]) {
    test(`leads a browser in ${locale} to ${home}`, async () => {
      const { page, context } = await open("", { locale });
      await page.waitForURL(site.url + home);
      await context.close();
    });
  }

  test("leaves the choice where no language fits, and without JavaScript", async () => {
    for (const options of [{ locale: "is-IS" }, { javaScriptEnabled: false }]) {
      const { page, context } = await open("", options);
      await page.getByRole("main").getByRole("link", { name: "Português (Brasil)" }).waitFor();
      assert.equal(page.url(), site.url);
      await context.close();
    }
  });

  test("remembers the language chosen last, and the picker keeps the place on the page", async () => {
    const { page, context } = await open("en/questions/#when");
    await page.locator(".languages-button").click();
    await page.locator("#ajuda_languages a[hreflang='pt-BR']").click();
    await page.waitForURL(`${site.url}pt-br/questions/#when`);
    await page.goto("about:blank");
    await page.goto(site.url);
    await page.waitForURL(`${site.url}pt-br/`);
    await context.close();
  });
});

test("an answer is sent without leaving the page; a failure is said and can be mended", async () => {
  const { page, context } = await open("en/questions/");
  status = 500;
  await page.getByRole("button", { name: "Yes" }).click();
  await page.getByText("That could not be sent.").waitFor();
  status = 200;
  await page.getByRole("button", { name: "Yes" }).click();
  await page.getByText("Thank you").waitFor();
  assert.equal(page.url(), `${site.url}en/questions/`);
  const sent = new URLSearchParams(answers.at(-1));
  assert.equal(sent.get("answer"), "yes");
  assert.equal(sent.get("title"), "FAQ");
  assert.equal(sent.get("locale"), "en");
  await context.close();
});

for (const [name, viewport] of Object.entries(WINDOWS)) {
  test(`a page loads little, nothing from elsewhere, and nothing moves: ${name}`, async () => {
    const context = await chromium.newContext({ viewport });
    await context.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.moved += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const page = await context.newPage();
    /** @type {string[]} */
    const requested = [];
    page.on("request", (request) => requested.push(request.url()));
    for (const path of ["en/", "en/questions/", "en/reading/", "en/nu1101/", "en/all/errors/"]) {
      await page.goto(site.url + path, { waitUntil: "networkidle" });
      assert.equal(await page.evaluate(() => window.moved), 0, path);
      const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
      const size = async (/** @type {string} */ ending) => {
        const files = loaded.filter((url) => url.endsWith(ending));
        const bytes = await Promise.all(files.map(async (url) => (await fetch(url)).arrayBuffer()));
        return bytes.reduce((sum, file) => sum + gzipSync(Buffer.from(file)).length, 0);
      };
      const [scripts, styles] = await Promise.all([size(".js"), size(".css")]);
      assert.ok(scripts > 0 && scripts <= 8 * 1024, `${path}, JavaScript: ${scripts} bytes`);
      assert.ok(styles > 0 && styles <= 12 * 1024, `${path}, style sheets: ${styles} bytes`);
    }
    assert.deepEqual(requested.filter((url) => !url.startsWith(site.url)), []);
    await context.close();
  });
}

describe("the widget in another application", () => {
  /** @type {import("node:http").Server} */
  let application;
  let address = "";

  before(async () => {
    application = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end(
        `<!DOCTYPE html><html lang="en"><title>Shop</title><main><h1>Orders</h1></main><script src="${site.url}widget.js" defer></script></html>`,
      );
    });
    await once(application.listen(0, "127.0.0.1"), "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (application.address());
    address = `http://127.0.0.1:${port}/`;
  });
  after(() => application?.close());

  test("loads nothing before it is opened, then answers for the screen, and searches", async () => {
    const context = await chromium.newContext({ viewport: WINDOWS.desk });
    const page = await context.newPage();
    /** @type {string[]} */
    const requested = [];
    page.on("request", (request) => requested.push(request.url()));
    await page.goto(`${address}orders/17`, { waitUntil: "networkidle" });
    assert.deepEqual(requested.filter((url) => url.startsWith(site.url)), [`${site.url}widget.js`]);
    await page.getByRole("button", { name: "Help" }).click();
    await page.getByText("Who may enter?").click();
    await page.getByRole("paragraph").getByText("Anybody with a key.").waitFor();
    await page.getByRole("searchbox").fill("markdown");
    await page.getByRole("link", { name: /Everything that markdown/ }).first().waitFor();
    const scripts = requested.filter((url) => url.startsWith(site.url) && url.endsWith(".js"));
    const loaded = await Promise.all(scripts.map(async (url) => (await fetch(url)).arrayBuffer()));
    const bytes = loaded.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0);
    assert.ok(bytes < 8192, `${scripts} are ${bytes} bytes`);
    await page.evaluate(await readFile(AXE, "utf8"));
    const { violations } = await page.evaluate(() => window.axe.run(document));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
    await page.keyboard.press("Escape");
    await page.getByRole("searchbox").waitFor({ state: "hidden" });
    await context.close();
  });

  test("shows common questions on a screen that no page names", async () => {
    const context = await chromium.newContext({ viewport: WINDOWS.phone });
    const page = await context.newPage();
    await page.goto(`${address}elsewhere`);
    await page.getByRole("button", { name: "Help" }).click();
    await page.getByText("Common questions").waitFor();
    await page.evaluate(() => window.ajuda.screen("/orders/1"));
    await page.getByText("Help for this screen").waitFor();
    await context.close();
  });

  test("finds the screens of a page by what stands between their stars", async () => {
    const context = await chromium.newContext({ viewport: WINDOWS.desk });
    const page = await context.newPage();
    await page.goto(`${address}elsewhere`);
    await page.getByRole("button", { name: "Help" }).click();
    await page.getByText("Common questions").waitFor();
    for (const [screen, named] of /** @type {[string, boolean][]} */ ([
      ["aba", true], ["a-b-b-a", true], ["a.ba", true], ["ab", false], ["aa", false], ["aba.", false],
      ["x", true], ["yx", true], ["xy", false], ["exact", true], ["exactly", false], ["an exact", false],
      ["p", true], ["p/1", true], ["/p", false], ["", false],
    ])) {
      // What was loaded before is shown at once.
      await page.evaluate((name) => window.ajuda.screen(name), screen);
      assert.equal(await page.getByRole("link", { name: "Stars" }).count(), named ? 1 : 0, screen);
    }
    await context.close();
  });
});
