// The pictures of README.md, of our own help centre; `cwebp` (Debian's package `webp`) makes them small:
//
//   AJUDA=target/release/ajuda node tests/browser/readme.mjs

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { browser, host } from "./stage.js";

const PICTURES = /** @type {const} */ ({
  home: { path: "en/", colorScheme: "light" },
  errors: { path: "en/leads/errors/", colorScheme: "dark" },
  search: { path: "pt-br/leads/errors/", colorScheme: "light", query: "locatario nao encontrado" },
});

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "ajuda-readme-"));
const [chromium, site] = await Promise.all([browser(), host("content")]);
for (const [name, { path, colorScheme, ...more }] of Object.entries(PICTURES)) {
  const page = await chromium.newPage({ viewport: { width: 1280, height: 800 }, colorScheme, reducedMotion: "reduce" });
  await page.goto(site.url + path, { waitUntil: "networkidle" });
  if ("query" in more) {
    await page.keyboard.press("Control+k");
    await page.locator("dialog[open] input").fill(more.query);
    await page.locator("dialog[open] [role=option]").first().waitFor();
  }
  const shot = join(folder, `${name}.png`);
  await page.screenshot({ path: shot });
  const to = fileURLToPath(new URL(`../../.github/${name}.webp`, import.meta.url));
  await run("cwebp", ["-quiet", "-preset", "text", "-q", "82", shot, "-o", to]);
  await page.close();
}
await chromium.close();
await site.end();
await rm(folder, { recursive: true });
