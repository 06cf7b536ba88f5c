/**
 * Shards: groups of forms with one stem, and the entries where they stand.
 *
 * @module
 */

import { text } from "./files.js";

/**
 * @typedef {object} List
 * @property {number} frequency in how many entries it stands
 * @property {ArrayLike<number>} documents those of them that take part, rising
 * @property {ArrayLike<number>} impacts what it is worth in each
 *
 * @typedef {object} Form
 * @property {string} form
 * @property {Group} group
 * @property {List} list
 * @property {[number, number][]} parts what a compound consists of: groups, and which of their forms
 *
 * @typedef {List & { number: number, brief: boolean, forms: string[], pairs: Map<number, number[]> }} Group
 *   `pairs` are the groups that follow it in titles, with the entries
 */

/**
 * Reads a shard. Whatever the bytes are, it ends after as many steps as there are of them.
 * @param {Uint8Array} bytes
 * @throws {RangeError} where they end before what they announce
 * @returns {{ groups: Group[], forms: Form[] }}
 */
export function readShard(bytes) {
  let at = 0;
  // Each of what is counted takes a byte at least.
  const held = (count) => {
    if (count > bytes.length - at) throw RangeError();
    return count;
  };
  const number = () => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      held(1);
      const byte = bytes[at++];
      value += (byte & 127) * unit;
      if (!(byte & 128)) return value;
    }
  };
  const take = (length) => bytes.subarray(at, (at += held(length)));
  const times = (count, give) => Array.from({ length: held(count) }, give);
  const gaps = (count) => {
    let last = 0;
    return times(count, () => (last += number()));
  };
  const groups = [];
  const forms = [];
  let last = "";
  while (at < bytes.length) {
    const group = { number: number(), pairs: new Map() };
    const head = number();
    group.brief = head % 4 === 2;
    group.forms = times(head >> 2, () => (last = last.slice(0, number()) + text(take(number()))));
    group.frequency = number();
    group.documents = gaps(number());
    group.impacts = take(group.documents.length);
    groups.push(group);
    if (group.brief) continue;
    for (const form of group.forms) {
      let list = group;
      if (head % 4) {
        const frequency = number();
        const places = gaps(number());
        const lacks = take(places.length);
        list = {
          frequency,
          documents: places.map((place) => group.documents[place]),
          impacts: places.map((place, i) => group.impacts[place] - lacks[i]),
        };
      }
      forms.push({ form, group, list, parts: times(number(), () => [number(), number()]) });
    }
    let second = 0;
    times(number(), () => group.pairs.set((second += number()), gaps(number())));
  }
  return { groups, forms };
}
