//! Shards of spellings: what a word can stand for that the index does not know, or that is still being
//! written.
//!
//! Groups are listed under keys, in brief: their forms and their best entries, so that a word which is
//! taken for another is ranked without a further wait. A key is some of the first or last letters of a
//! word, `conf*` or `*acao`, and a shard holds the keys with one hash.
//!
//! - One edit leaves the first half of a word whole, or the second. So each form is listed under its
//!   first and its last letters, as many of them as a word of its length, or about its length, is asked
//!   by ([`half`]): two keys have every form one edit away, and the first also those of about the same
//!   length that begin like the word.
//! - The forms that begin so which stand in most entries are listed under each beginning of up to four
//!   characters.
//! - Where words are written in one, the words that a compound can consist of are listed under their
//!   first and their last four letters.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::compound::{SHORTEST_PART, splits_compounds};
use super::super::query::{LONGER, MOST_CANDIDATES, SHORTEST_CORRECTED, is_correctable};
use super::super::read::LocaleIndex;
use super::super::tokenize::is_dense;
use super::Sink;
use super::dictionary::Dictionary;
use super::pack::{Content, write_files};
use super::words::Shard;

/// How many bytes a shard takes on average before it is gzipped.
const TARGET: usize = 512;

/// What a group takes in brief, on average.
const OF_GROUP: usize = 16;

/// For beginnings of how many characters the most frequent forms are listed.
const LONGEST_BEGINNING: usize = 4;

/// How many first, or last, letters a word is asked by.
fn half(letters: usize) -> usize {
    (letters - 1) / 2
}

/// The shards as the manifest has them.
pub(super) struct Spellings {
    pub(super) shards: u32,
    /// The hashes of the names, eight digits each.
    pub(super) hashes: String,
}

/// Writes the shards.
///
/// # Errors
/// The sink's.
pub(super) fn write(
    index: &LocaleIndex,
    dictionary: &Dictionary,
    folder: &str,
    sink: Sink<'_>,
) -> anyhow::Result<Spellings> {
    let keys = keys(dictionary, splits_compounds(index.locale.language()));
    let listed: usize = keys.values().map(BTreeSet::len).sum();
    let shards = (listed * OF_GROUP / TARGET).max(1) as u32;
    let mut groups = vec![BTreeSet::new(); shards as usize];
    for (key, of_key) in keys {
        groups[(hash(&key) % shards) as usize].extend(of_key);
    }
    let bodies: Vec<Vec<u8>> = groups
        .into_iter()
        .map(|groups| {
            let mut shard = Shard::new(dictionary);
            for group in groups {
                shard.add_brief(group);
            }
            shard.body
        })
        .collect();
    Ok(Spellings { shards, hashes: write_files(Content::Spelling, &bodies, folder, sink)? })
}

/// FNV-1a over the UTF-16 units of a key.
fn hash(key: &str) -> u32 {
    key.encode_utf16().fold(0x811c_9dc5, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193))
}

/// The groups under each key.
fn keys(dictionary: &Dictionary, compounds: bool) -> BTreeMap<String, BTreeSet<u32>> {
    let mut keys = BTreeMap::<String, BTreeSet<u32>>::new();
    let mut beginnings = BTreeMap::<String, Vec<(Reverse<u32>, u32)>>::new();
    for (form, number) in dictionary.forms.iter().zip(0_u32..) {
        let group = dictionary.group_of[number as usize];
        let letters: Vec<char> = form.chars().collect();
        let first = |count: usize| letters[..count].iter().chain(&['*']).collect::<String>();
        let last = |count: usize| ['*'].iter().chain(&letters[letters.len() - count..]).collect::<String>();
        let mut list = |key: String| {
            keys.entry(key).or_default().insert(group);
        };
        let frequency = Reverse(dictionary.groups[group as usize].list.frequency);
        let shortest =
            if letters.first().is_some_and(|&c| is_dense(c)) { 1..=1 } else { 2..=LONGEST_BEGINNING };
        for count in shortest.filter(|&count| count < letters.len()) {
            beginnings.entry(first(count)).or_default().push((frequency, number));
        }
        if !is_correctable(form) {
            continue;
        }
        // The lengths of the words that may be meant for it.
        let about =
            |longer| letters.len().saturating_sub(longer).max(SHORTEST_CORRECTED)..=letters.len() + longer;
        let halves = |longer| {
            about(longer).map(half).filter(|&half| half <= letters.len()).collect::<BTreeSet<usize>>()
        };
        for half in halves(LONGER) {
            list(first(half));
        }
        for half in halves(1) {
            list(last(half));
        }
        if compounds && letters.len() >= SHORTEST_PART {
            list(first(SHORTEST_PART));
            list(last(SHORTEST_PART));
        }
    }
    for (key, mut forms) in beginnings {
        forms.sort_unstable();
        let most =
            forms.into_iter().take(MOST_CANDIDATES).map(|(_, form)| dictionary.group_of[form as usize]);
        keys.entry(key).or_default().extend(most);
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_hash_as_in_the_browser() {
        // FNV-1a's own example, and a key beyond ASCII.
        assert_eq!(hash("a"), 0xe40c_292c);
        assert_eq!(hash("foobar"), 0xbf9c_f968);
        assert_eq!(hash("*ção"), hash("*ção"));
    }
}
