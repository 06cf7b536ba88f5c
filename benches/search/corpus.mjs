// Makes a content folder of one locale out of another: as many pages as wanted, the pages of the source
// again and again, each time with other words, because a corpus of copies would share its vocabulary.
//
//     node corpus.mjs FROM TO PAGES      node corpus.mjs ../shared/corpora/commerce-kb/pt-BR big/pt-BR 10000
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const [from, to, wanted] = process.argv.slice(2);
const files = (await readdir(from, { recursive: true })).filter((file) => file.endsWith(".md")).sort();
const VOWELS = "aeiouaeiou";

const hash = (text) => [...text].reduce((sum, c) => (Math.imul(sum, 31) + c.codePointAt(0)) >>> 0, 7);

/** Every third word of six letters or more becomes another, the same one all over a copy. */
const change = (word, copy) =>
  hash(word.toLowerCase() + copy) % 3 === 0
    ? word.replace(/[aeiou]/g, (c) => VOWELS[VOWELS.indexOf(c) + 1 + (copy % 4)]) + (copy > 4 ? "ra" : "")
    : word;

for (let page = 0; page < Number(wanted); page++) {
  const copy = Math.floor(page / files.length);
  const file = files[page % files.length];
  let text = await readFile(join(from, file), "utf8");
  if (copy > 0) text = text.replace(/(?<![\p{L}/_.-])\p{L}{6,}(?![\p{L}/_.-])/gu, (word) => change(word, copy));
  const path = join(to, copy > 0 ? file.replace(/\.md$/, `-${copy}.md`) : file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
