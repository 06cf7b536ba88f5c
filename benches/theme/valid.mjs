// Whether built pages are valid HTML, by html-validate's rules of the standard:
//
//   cd benches/theme && npm install --no-audit --no-fund --package-lock=false
//   node benches/theme/valid.mjs SITE [HOW_MANY]     200 pages unless it says, evenly from all
//
// Prints how often each rule is broken, and where first. Exits with 1 where one is.

import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

const [folder, most = "200"] = process.argv.slice(2);
if (!folder) throw new Error("name a built site");
const site = resolve(folder);
const all = (await readdir(site, { recursive: true })).filter((path) => path.endsWith(".html")).sort();
const count = Math.min(Number(most), all.length);
const pages = Array.from({ length: count }, (_, number) => all[Math.floor((number * all.length) / count)] ?? "");

const standard = new HtmlValidate(new FileSystemConfigLoader({ root: true, extends: ["html-validate:standard"] }));
/** By rule: how often it is broken, and where first. */
const broken = /** @type {Map<string, { times: number, first: string }>} */ (new Map());
for (const path of pages) {
  const { results } = await standard.validateString(await readFile(join(site, path), "utf8"), path);
  for (const { ruleId, message, line, column } of results.flatMap(({ messages }) => messages)) {
    const before = broken.get(ruleId) ?? { times: 0, first: `${path}:${line}:${column}: ${message}` };
    broken.set(ruleId, { ...before, times: before.times + 1 });
  }
}
for (const [rule, { times, first }] of broken) console.log(`${times}\t${rule}\t${first}`);
console.log(`${pages.length} of ${all.length} pages, ${broken.size} rules broken`);
if (broken.size) process.exitCode = 1;
