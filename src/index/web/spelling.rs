//! Shards of spellings: what a word can stand for that the index does not know, or that is still being
//! written.
//!
//! Groups are listed under keys, in brief: their forms and their best entries, so that a word which is
//! taken for another is ranked without a further wait. A key is some of the first letters of a word,
//! `conf`, or its last ones backwards behind an asterisk, `*oaca`. A shard holds a range of the keys, so
//! that keys which begin alike, and have much the same groups, share one.
//!
//! - One edit leaves one of the two halves of a word whole, where a letter between them belongs to
//!   neither. So each form is listed under its first and its last letters, as many of them as a word of
//!   its length, or about its length, is asked by ([`first_half`], [`last_half`]): two keys have every
//!   form one edit away, and the first also those of about the same length that begin like the word.
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
use super::dictionary::Dictionary;
use super::pack::{Content, Files, browser_order};
use super::words::{Shard, telling};

/// How many bytes a shard takes before it is compressed; one may be larger by its last key. A search reads
/// several of them, and a large site has much else to read; a small one has fewer files.
fn target(documents: u32) -> usize {
    640 + 96_000 / documents.max(250) as usize
}

/// For beginnings of how many characters the most frequent forms are listed.
const LONGEST_BEGINNING: usize = 4;

/// How many first letters a word is asked by.
fn first_half(letters: usize) -> usize {
    letters / 2
}

/// How many last letters a word is asked by; with the first ones all but one.
fn last_half(letters: usize) -> usize {
    (letters - 1) / 2
}

/// The shards as the manifest has them.
pub(super) struct Spellings {
    /// The first key of each shard but the first, cut to what tells it from the key before, between
    /// spaces.
    pub(super) starts: String,
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
    files: &Files<'_>,
) -> anyhow::Result<Spellings> {
    let keys = keys(dictionary, splits_compounds(index.locale.language()));
    let mut keys: Vec<(String, BTreeSet<u32>)> = keys.into_iter().collect();
    keys.sort_unstable_by(|(a, _), (b, _)| browser_order(a, b));
    let target = target(index.documents());
    let mut starts = Vec::new();
    let mut bodies = Vec::new();
    let mut shard = Shard::new(dictionary);
    for (number, (key, groups)) in keys.iter().enumerate() {
        if shard.body.len() >= target {
            bodies.push(std::mem::replace(&mut shard, Shard::new(dictionary)).body);
            starts.push(telling(&keys[number - 1].0, key));
        }
        for &group in groups {
            shard.add_brief(group);
        }
    }
    bodies.push(shard.body);
    Ok(Spellings { starts: starts.join(" "), hashes: files.write(Content::Spelling, &bodies)? })
}

/// The groups under each key.
fn keys(dictionary: &Dictionary, compounds: bool) -> BTreeMap<String, BTreeSet<u32>> {
    let mut keys = BTreeMap::<String, BTreeSet<u32>>::new();
    let mut beginnings = BTreeMap::<String, Vec<(Reverse<u32>, u32)>>::new();
    for (form, number) in dictionary.forms.iter().zip(0_u32..) {
        let group = dictionary.group_of[number as usize];
        let letters: Vec<char> = form.chars().collect();
        let first = |count: usize| letters[..count].iter().collect::<String>();
        let last = |count: usize| ['*'].iter().chain(letters.iter().rev().take(count)).collect::<String>();
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
        // Words of these lengths may be meant for it.
        let about =
            |longer| letters.len().saturating_sub(longer).max(SHORTEST_CORRECTED)..=letters.len() + longer;
        for half in about(LONGER).map(first_half).filter(|&half| half <= letters.len()) {
            list(first(half));
        }
        for half in about(1).map(last_half).filter(|&half| half <= letters.len()) {
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

    /// What is one edit away, or begins alike and is about as long, shares a key with the word.
    #[test]
    fn halves_leave_one_letter_between_them() {
        for letters in SHORTEST_CORRECTED..40 {
            assert_eq!(first_half(letters) + last_half(letters), letters - 1);
            assert!(first_half(letters) <= letters * 2 / 3);
        }
    }
}
