// A plain host of files, as any is: it knows types by their endings, and shows the nearest `404.html`.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** What a host says of files, by their endings. */
const TYPES = /** @type {Record<string, string>} */ ({
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
});

/**
 * Serves a folder on this machine.
 * @param {string} folder
 * @param {{ base?: string, headers?: Record<string, string>, compressed?: boolean }} [options] the path the
 *   site lies below, with a `/` at both ends; what every answer says; whether texts are compressed
 */
export async function hostFiles(folder, { base = "/", headers = {}, compressed = false } = {}) {
  /** The file at a path of the site, else the nearest page for what is not there. @param {string} path */
  async function find(path) {
    const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const found = await readFile(join(folder, file)).catch(() => undefined);
    if (found) return { status: 200, type: TYPES[extname(file)] ?? "application/octet-stream", bytes: found };
    for (let at = file; at !== "."; ) {
      at = dirname(at);
      const page = await readFile(join(folder, at, "404.html")).catch(() => undefined);
      if (page) return { status: 404, type: TYPES[".html"], bytes: page };
    }
    return { status: 404, type: "text/plain", bytes: Buffer.from("not found") };
  }
  /** The path of an address below the base; one that no file has where it is of no site. @param {string} url */
  function below(url) {
    const none = "\0";
    try {
      const path = decodeURIComponent(new URL(url, "http://host").pathname);
      return path.startsWith(base) && !path.includes("..") ? path.slice(base.length).replace(/^\/+/, "") : none;
    } catch {
      return none;
    }
  }
  const server = createServer(async (request, response) => {
    const { status, type, bytes } = await find(below(request.url ?? "/"));
    const small = compressed && !["image/png", "application/octet-stream"].includes(type);
    const encoding = small ? { "content-encoding": "gzip" } : {};
    response.writeHead(status, { ...headers, ...encoding, "content-type": type });
    response.end(small ? await promisify(gzip)(bytes) : bytes);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    /** With a `/` at the end. */
    url: `http://127.0.0.1:${port}${base}`,
    end() {
      server.closeAllConnections();
      server.close();
    },
  };
}
