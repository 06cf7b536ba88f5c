// What every browser test stands on: a built site behind a running `ajuda serve`, and Chromium.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const project = fileURLToPath(new URL("../..", import.meta.url));
const program = resolve(process.env.AJUDA ?? join(project, "target/debug/ajuda"));

/** The window of a telephone and that of a desk. */
export const WINDOWS = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };

/** The source of axe-core, to be run in a page. */
export const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Debian's Chromium, or the one that the environment names. */
export async function browser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath, args });
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
