// Where Chromium is.

import { existsSync } from "node:fs";

/** Debian's, the one that has no window first: it does the same with half the work. */
const BUILDS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** The one that the environment names, or Debian's. */
export const CHROMIUM = process.env.CHROMIUM ?? BUILDS.find(existsSync) ?? "/usr/bin/chromium";
