// What a browser brings of its own: the policy it holds pages to, the keyboard, motion, paper, and a
// telephone without scripts.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WINDOWS, browser, enter, eventually, host } from "./stage.js";

/** One page of each kind. */
const KINDS = {
  home: "en/",
  article: "en/guide/templates/",
  questions: "en/faq/",
  errors: "en/leads/errors/",
  error: "en/errors/link/missing-page/",
  "all errors": "en/all/errors/",
  "all questions": "en/all/questions/",
  search: "en/search/?q=link",
  "a page that is missing": "ar/faq/",
  "no page": "en/404.html",
  root: "",
};

/** The name of the only page that is translated into Arabic. */
const START = "\u0627\u0628\u062f\u0623 \u0647\u0646\u0627";

/** @type {import("playwright-core").Browser} */
let chromium;
/** @type {Awaited<ReturnType<typeof host>>} */
let site;

before(async () => {
  [chromium, site] = await Promise.all([
    browser(),
    // Where it is served decides the links of a page that is shown at any address.
    host("content", { "../ajuda.toml": 'base-url = "https://example.com/a/help/"\n', "ar/start.md": `# ${START}\n` }),
  ]);
});
after(async () => {
  await chromium?.close();
  await site?.end();
});

/** @param {import("playwright-core").BrowserContextOptions} [options] */
async function tab(options = {}) {
  const context = await chromium.newContext({ viewport: WINDOWS.desk, locale: "is-IS", ...options });
  return { context, page: await context.newPage() };
}

for (const [kind, path] of Object.entries(KINDS)) {
  test(`nothing breaks the policy that the page gives itself: ${kind}`, async () => {
    const { context, page } = await tab();
    await context.addInitScript(() => {
      window.broken = [];
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
        window.broken.push(`${violatedDirective}: ${blockedURI}`);
      });
    });
    await page.goto(site.url + path, { waitUntil: "networkidle" });
    assert.match((await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content")) ?? "", /script-src 'self'/);
    const scheme = page.locator(".scheme-button");
    await scheme.click();
    // The root has no language to search in, and the search page a field of its own.
    if (!["root", "search"].includes(kind)) {
      await page.keyboard.press("Control+k");
      await page.locator("dialog[open] input").fill(path.startsWith("ar/") ? START : "link");
      await page.locator("dialog[open] [role=option]").first().waitFor();
    }
    assert.deepEqual(await page.evaluate(() => window.broken), []);
    // The watch sees what is forbidden.
    await page.evaluate(() => document.body.append(Object.assign(document.createElement("script"), { text: "0" })));
    await eventually(() => page.evaluate(() => window.broken.length > 0), true);
    await context.close();
  });

  for (const [name, viewport] of Object.entries(WINDOWS)) {
    test(`the keyboard alone reaches everything, in sight, and leaves again: ${kind}, ${name}`, async () => {
      const { context, page } = await tab({ viewport, reducedMotion: "reduce" });
      await page.goto(site.url + path, { waitUntil: "networkidle" });
      const controls = await page.evaluate(() => {
        const all = document.querySelectorAll("a[href], button, input, summary, [tabindex='0']");
        const shown = [...all].filter((one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
        window.controls = shown.filter((one) => !one.matches("[tabindex='-1'], [disabled]"));
        return window.controls.length;
      });
      /** @type {Set<number>} */
      const reached = new Set();
      /** @type {string[]} */
      const unseen = [];
      for (let stop = 0; stop <= controls + 20; stop += 1) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return undefined;
          const box = element.getClientRects()[0];
          const inSight = box !== undefined && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
          const { outlineStyle, boxShadow } = getComputedStyle(element);
          return { number: window.controls.indexOf(element), seen: inSight && (outlineStyle !== "none" || boxShadow !== "none"), html: element.outerHTML.slice(0, 200) };
        });
        if (!at) break;
        reached.add(at.number);
        if (!at.seen) unseen.push(at.html);
      }
      assert.deepEqual(unseen, [], "where the focus is must be seen");
      const missed = await page.evaluate(
        (found) => window.controls.filter((_, number) => !found.includes(number)).map((one) => one.outerHTML.slice(0, 200)),
        [...reached],
      );
      assert.deepEqual(missed, []);
      await context.close();
    });
  }
}

describe("motion", () => {
  for (const reducedMotion of /** @type {const} */ (["no-preference", "reduce"])) {
    test(`pages lead into each other and scroll smoothly where that is welcome: ${reducedMotion}`, async () => {
      const { context, page } = await tab({ reducedMotion });
      await context.addInitScript(() => {
        addEventListener("pagereveal", (event) => {
          window.revealed = event.viewTransition !== null;
        });
      });
      await page.goto(`${site.url}en/faq/`, { waitUntil: "networkidle" });
      await page.locator(".site-title").click();
      await page.waitForURL(`${site.url}en/`);
      const welcome = reducedMotion === "no-preference";
      await eventually(() => page.evaluate(() => window.revealed), welcome);
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), welcome ? "smooth" : "auto");
      await page.keyboard.press("Control+k");
      await page.locator("dialog[open] input").waitFor();
      if (!welcome) assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
      await context.close();
    });
  }
});

test("links of the site are fetched ahead, and no others", async () => {
  const { context, page } = await tab();
  await page.goto(`${site.url}en/guide/publishing/`);
  const rules = await page.evaluate(() => {
    const [{ where, eagerness }] = JSON.parse(document.querySelector("script[type=speculationrules]")?.textContent ?? "").prefetch;
    const selector = where.and.find((/** @type {{ selector_matches?: string }} */ rule) => rule.selector_matches).selector_matches;
    const matched = [...document.querySelectorAll("a[href]")].filter((link) => link.matches(selector));
    return { eagerness, hosts: [...new Set(matched.map((link) => /** @type {HTMLAnchorElement} */ (link).host))], own: location.host };
  });
  assert.equal(rules.eagerness, "moderate");
  assert.deepEqual(rules.hosts, [rules.own]);
  await context.close();
});

test("on paper there is the text alone, whole", async () => {
  const { context, page } = await tab({ colorScheme: "dark" });
  await page.goto(`${site.url}en/guide/writing/`);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const part of [".site-header", ".sidebar", ".contents", ".site-footer", ".neighbours", ".copy"]) {
    assert.equal(await page.locator(`${part}:visible`).count(), 0, part);
  }
  const cut = await page.$$eval(".prose pre", (blocks) => blocks.filter((block) => block.scrollWidth > block.clientWidth + 1).length);
  assert.equal(cut, 0, "code is wrapped");
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  await page.goto(`${site.url}en/faq/`);
  const answers = page.locator(".question .answer");
  assert.equal(await answers.filter({ visible: true }).count(), await answers.count());
  await context.close();
});

test("a telephone without JavaScript opens the tree, the contents and the languages, and finds", async () => {
  const { context, page } = await tab({ viewport: WINDOWS.phone, javaScriptEnabled: false });
  await page.goto(`${site.url}en/guide/writing/`);
  await enter(page.getByRole("button", { name: "Menu" }));
  await page.getByRole("navigation", { name: "Help topics" }).getByRole("link", { name: "Navigation" }).waitFor();
  await page.keyboard.press("Escape");
  await enter(page.locator(".contents summary"));
  await page.locator(".contents a").first().waitFor();
  await enter(page.locator(".languages-button"));
  await page.getByRole("link", { name: "Portugu\u00eas (Brasil)" }).waitFor();
  await page.keyboard.press("Escape");
  await enter(page.locator(".search-open button"));
  await page.waitForURL(/\/en\/search\//);
  await page.getByRole("link", { name: "Frequently asked questions" }).first().waitFor();
  assert.equal(await page.locator(".scheme-button:visible, .scripted:visible, .copy:visible").count(), 0);
  await context.close();
});
