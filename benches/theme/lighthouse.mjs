// Lighthouse's four scores of built pages, as on a telephone:
//
//   cd benches/theme && npm install --no-audit --no-fund --package-lock=false
//   node benches/theme/lighthouse.mjs SITE PATH…     a path below the site, such as `en/faq/`
//
// Prints a line a page, and what keeps it from 100. Exits with 1 where a score is below 99.

import { resolve } from "node:path";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { CHROMIUM } from "../../tests/browser/chromium.js";
import { hostFiles } from "../../tests/browser/files.js";

const LEAST = 99;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

const [site, ...paths] = process.argv.slice(2);
if (!site || !paths.length) throw new Error("name a built site, and pages of it");
// As hosts serve it: compressed, and asked for again on each visit.
const headers = { "cache-control": "no-cache" };
const files = await hostFiles(resolve(site), { headers, compressed: true });
const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });

console.log([...CATEGORIES, "FCP", "LCP", "TBT", "CLS", "page"].join("\t"));
for (const path of paths) {
  const run = await lighthouse(files.url + path, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" });
  if (!run) throw new Error(`no result for ${path}`);
  const { categories, audits } = run.lhr;
  const scores = CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
  const figures = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
  console.log([...scores, ...figures.map((name) => audits[name]?.displayValue), path].join("\t"));
  for (const name of CATEGORIES) {
    for (const { id, weight } of categories[name]?.auditRefs ?? []) {
      const audit = audits[id];
      if (weight && audit?.score !== null && (audit?.score ?? 1) < 1) console.log(`  ${name}: ${id}, ${audit?.title}, ${audit?.score}`);
    }
  }
  if (scores.some((score) => score < LEAST)) process.exitCode = 1;
}
await chrome.kill();
files.end();
