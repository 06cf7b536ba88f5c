// The published JSON Schema holds for what `ajuda export` prints.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";

const project = fileURLToPath(new URL("../..", import.meta.url));
const program = resolve(process.env.AJUDA ?? join(project, "target/debug/ajuda"));

/** What the program prints for `export` with a format. */
const printed = (format) => {
  const args = ["export", "--content", join(project, "content"), "--format", format];
  return JSON.parse(execFileSync(program, args, { maxBuffer: 1 << 28, encoding: "utf8" }));
};

test("the schema holds for our own content, and not for a row without its address", () => {
  const validate = new Ajv({ strict: false }).compile(printed("schema"));
  const rows = printed("json");
  assert.ok(rows.some((row) => row.kind === "error") && rows.some((row) => row.kind === "question"));
  assert.ok(validate(rows), JSON.stringify(validate.errors?.slice(0, 3)));
  for (const row of rows) delete row.url;
  assert.ok(!validate(rows));
});
