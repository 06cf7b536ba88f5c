// What every browser test stands on: a built site behind a running `ajuda serve`, and Chromium.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, promisify } from "node:util";
import { chromium } from "playwright-core";
import { CHROMIUM } from "./chromium.js";
import { hostFiles } from "./files.js";

const project = fileURLToPath(new URL("../..", import.meta.url));
/** The program under test. */
export const program = resolve(process.env.AJUDA ?? join(project, "target/debug/ajuda"));

/** The window of a telephone and that of a desk. */
export const WINDOWS = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };

/** The source of axe-core, to be run in a page. */
export const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Chromium, without a window. */
export async function browser() {
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/**
 * Follows a link, presses a button or opens a fold with the keyboard: a click would wait until the
 * element stands still, and a page without scripts is not sure to be drawn often enough to tell.
 * @param {import("playwright-core").Locator} element
 */
export async function enter(element) {
  await element.press("Enter");
}

/**
 * Collects what the scripts of a page throw.
 * @param {import("playwright-core").Page} page @param {string[]} faults gets each, as text
 */
export function thrown(page, faults) {
  page.on("pageerror", (error) => {
    // A page that leads on to another before it was drawn has no transition.
    if (!/Transition was (?:aborted|skipped)/.test(String(error))) faults.push(String(error));
  });
}

/**
 * Waits until what is read of a page is what it should be: what an action leads to comes in events of its
 * own, after the action is over.
 * @template T @param {() => Promise<T>} read @param {T} expected @param {string} [what]
 */
export async function eventually(read, expected, what) {
  const patience = Date.now() + 10_000;
  let found = await read();
  while (!isDeepStrictEqual(found, expected) && Date.now() < patience) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    found = await read();
  }
  assert.deepEqual(found, expected, what);
}

/**
 * A copy of a content folder, served by `ajuda serve` as a person starts it.
 * @param {string} content the folder, below the project's own
 */
export async function serve(content) {
  const folder = await mkdtemp(join(tmpdir(), "ajuda-browser-"));
  await cp(join(project, content), join(folder, "content"), { recursive: true });
  const child = spawn(program, ["serve", "--port", "0"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  // A test that fails leaves its server behind.
  process.on("exit", () => child.kill());
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise((found, failed) => {
    lines.on("line", (line) => {
      const match = line.match(/http:\/\/\S+/);
      if (match) found(match[0]);
    });
    ended.then(([code]) => failed(new Error(`ajuda serve ended with ${code}`)));
  });
  return {
    /** With a `/` at the end. */
    url: String(url),
    /** Where the copy lies; `content/` is in it. */
    folder,
    /** Ends the server as Ctrl-C does, and gives its exit code. */
    async end() {
      child.kill("SIGINT");
      const [code] = await ended;
      await rm(folder, { recursive: true });
      return code;
    },
  };
}

/**
 * Built content behind a plain host of files: under a base path, and with a policy that lets no
 * script run but the site's own files.
 * @param {string} content the folder, below the project's own
 * @param {Record<string, string>} more files of content beside it, by path
 */
export async function host(content, more = {}) {
  const folder = await mkdtemp(join(tmpdir(), "ajuda-browser-"));
  await cp(join(project, content), join(folder, "content"), { recursive: true });
  for (const [path, text] of Object.entries(more)) {
    await mkdir(dirname(join(folder, "content", path)), { recursive: true });
    await writeFile(join(folder, "content", path), text);
  }
  await promisify(execFile)(program, ["build", "--quiet"], { cwd: folder });
  const headers = {
    "content-security-policy": "script-src 'self' 'inline-speculation-rules'",
    "access-control-allow-origin": "*",
  };
  const files = await hostFiles(join(folder, "site"), { base: "/a/help/", headers });
  return {
    /** With a `/` at the end. */
    url: files.url,
    async end() {
      files.end();
      await rm(folder, { recursive: true });
    },
  };
}
