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
//!   its length, or about its length, is asked by ([`first`], [`last`]): two keys have every form one edit
//!   away, and the first also those of about the same length that begin like the word. Too many short
//!   words have a half in common, so these are asked by more of it, and what is changed in their middle
//!   by both ends ([`ends`]): `no*a`.
//! - The forms that begin so which stand in most entries are listed under each beginning of up to four
//!   characters.
//! - Where words are written in one, the words that a compound can consist of are listed under their
//!   first and their last four letters.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::super::compound::{SHORTEST_PART, splits_compounds};
use super::super::query::{LONGER, MOST_CANDIDATES, SHORTEST_CORRECTED, is_correctable};
use super::super::read::LocaleIndex;
use super::super::tokenize::is_dense;
use super::dictionary::Dictionary;
use super::pack::{Content, Files, browser_order};
use super::shards::{Shards, write as write_shards};

/// How many bytes a shard takes: a search reads several of them, for little in each.
const TARGET: usize = 800;

/// For beginnings of how many characters the most frequent forms are listed.
const LONGEST_BEGINNING: usize = 4;

/// How many letters a word has at most that is asked by its ends too.
const SHORT: usize = 6;

/// How many first letters a word is asked by.
fn first(letters: usize) -> usize {
    if letters <= SHORT { letters - 2 } else { letters / 2 }
}

/// How many last letters a word is asked by.
fn last(letters: usize) -> usize {
    if letters <= SHORT { letters / 2 } else { (letters - 1) / 2 }
}

/// How many first letters a short word is asked by together with its last one.
fn ends(letters: usize) -> Option<usize> {
    (letters <= SHORT).then_some((letters - 1) / 2)
}

/// Writes the shards.
///
/// # Errors
/// The sink's.
pub(super) fn write(
    index: &LocaleIndex,
    dictionary: &Dictionary,
    files: &Files<'_>,
) -> anyhow::Result<Shards> {
    let keys = keys(dictionary, splits_compounds(index.locale.language()));
    let names: Vec<&str> = keys.iter().map(|(key, _)| key.as_str()).collect();
    write_shards(files, Content::Spelling, dictionary, &names, TARGET, |shard, number| {
        for &group in &keys[number].1 {
            shard.add_brief(group);
        }
    })
}

/// The groups under each key, rising; the keys are in the browser's order.
fn keys(dictionary: &Dictionary, compounds: bool) -> Vec<(String, Vec<u32>)> {
    let mut keys = Keys::<u32>::default();
    let mut beginnings = Keys::<(Reverse<u32>, u32)>::default();
    for (form, number) in dictionary.forms.iter().zip(0_u32..) {
        let group = dictionary.group_of[number as usize];
        let letters: Vec<char> = form.chars().collect();
        let frequency = Reverse(dictionary.groups[group as usize].list.frequency);
        let shortest =
            if letters.first().is_some_and(|&c| is_dense(c)) { 1..=1 } else { 2..=LONGEST_BEGINNING };
        for count in shortest.filter(|&count| count < letters.len()) {
            beginnings.list(&letters, count, 0, (frequency, number));
        }
        if is_correctable(form) {
            let of_parts = (compounds && letters.len() >= SHORTEST_PART).then_some(SHORTEST_PART);
            let of_parts = of_parts.into_iter().flat_map(|count| [(count, 0), (0, count)]);
            for (first, last) in halves(letters.len()).chain(of_parts) {
                keys.list(&letters, first, last, group);
            }
        }
    }
    for (key, mut forms) in beginnings.listed {
        forms.sort_unstable();
        let most =
            forms.into_iter().take(MOST_CANDIDATES).map(|(_, form)| dictionary.group_of[form as usize]);
        keys.listed.entry(key).or_default().extend(most);
    }
    let mut keys: Vec<(String, Vec<u32>)> = keys.listed.into_iter().collect();
    keys.sort_unstable_by(|(a, _), (b, _)| browser_order(a, b));
    for (_, groups) in &mut keys {
        groups.sort_unstable();
        groups.dedup();
    }
    keys
}

/// What is listed under each key.
#[derive(Default)]
struct Keys<T> {
    listed: FxHashMap<String, Vec<T>>,
    /// The key that is asked for: most are there already, and need no text of their own.
    key: String,
}

impl<T> Keys<T> {
    /// Lists something under a key of a form.
    fn list(&mut self, letters: &[char], first: usize, last: usize, listed: T) {
        self.key.clear();
        push_key(&mut self.key, letters, first, last);
        match self.listed.get_mut(&self.key) {
            Some(list) => list.push(listed),
            None => drop(self.listed.insert(self.key.clone(), vec![listed])),
        }
    }
}

/// How many first and last letters the keys have of a form with so many: what the words are asked by that
/// may be meant for it.
fn halves(letters: usize) -> impl Iterator<Item = (usize, usize)> {
    let about = move |longer| letters.saturating_sub(longer).max(SHORTEST_CORRECTED)..=letters + longer;
    let firsts = about(LONGER).map(|word| (first(word), 0));
    let lasts = about(1).map(|word| (0, last(word)));
    let both = about(1).filter_map(ends).map(|first| (first, 1));
    firsts.chain(lasts).chain(both).filter(move |(first, last)| first + last <= letters)
}

/// Appends first letters, and behind an asterisk last ones from the last to the first.
fn push_key(key: &mut String, letters: &[char], first: usize, last: usize) {
    letters[..first].iter().for_each(|&letter| key.push(letter));
    if last > 0 {
        key.push('*');
        letters.iter().rev().take(last).for_each(|&letter| key.push(letter));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(letters: &[char], first: usize, last: usize) -> String {
        let mut key = String::new();
        push_key(&mut key, letters, first, last);
        key
    }

    /// The keys that a word is asked by.
    fn asked(word: &[char]) -> Vec<String> {
        let letters = word.len();
        let both = ends(letters).map(|first| key(word, first, 1));
        [key(word, first(letters), 0), key(word, 0, last(letters))].into_iter().chain(both).collect()
    }

    /// What one edit makes of a word, with a letter that it does not have.
    fn edited(word: &[char]) -> Vec<Vec<char>> {
        let mut all = Vec::new();
        for at in 0..=word.len() {
            let mut longer = word.to_vec();
            longer.insert(at, '-');
            all.push(longer);
        }
        for at in 0..word.len() {
            let (mut shorter, mut other) = (word.to_vec(), word.to_vec());
            shorter.remove(at);
            other[at] = '-';
            all.extend([shorter, other]);
        }
        for at in 1..word.len() {
            let mut swapped = word.to_vec();
            swapped.swap(at - 1, at);
            all.push(swapped);
        }
        all
    }

    #[test]
    fn what_is_one_edit_away_shares_a_key_with_the_word() {
        for letters in SHORTEST_CORRECTED..30 {
            let word: Vec<char> = ('a'..).take(letters).collect();
            let asked = asked(&word);
            for form in edited(&word) {
                let listed = halves(form.len()).map(|(first, last)| key(&form, first, last));
                assert!(listed.into_iter().any(|key| asked.contains(&key)), "{word:?} {form:?}");
            }
        }
    }

    /// A word is also asked for forms of about its length that share four letters with it, and two thirds.
    #[test]
    fn what_begins_alike_shares_the_first_key() {
        for letters in SHORTEST_CORRECTED..30 {
            let word: Vec<char> = ('a'..).take(letters).collect();
            let same = SHORTEST_CORRECTED.max(letters * 2 / 3);
            for length in (letters.saturating_sub(LONGER)..=letters + LONGER).filter(|length| *length >= same)
            {
                let form: Vec<char> = word.iter().copied().take(same).chain(['-'; 30]).take(length).collect();
                let mut listed = halves(length).map(|(first, last)| key(&form, first, last));
                assert!(listed.any(|listed| listed == key(&word, first(letters), 0)), "{letters} {length}");
            }
        }
    }
}
