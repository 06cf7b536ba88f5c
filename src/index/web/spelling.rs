//! Shards of spellings: which forms a misspelt word can stand for.
//!
//! One edit leaves the first half of a word whole, or the second. So each form is listed under its
//! first and its last letters, as many of them as a word of its length, one less or one more is asked
//! by ([`half`]): two shards have every form one edit away.

use std::collections::BTreeSet;

use super::super::query::{SHORTEST_CORRECTED, is_correctable};
use super::Sink;
use super::dictionary::Dictionary;
use super::pack::{Content, browser_order, push_word, write_files};
use super::words::Table;

/// How many bytes a shard takes before it is gzipped; one may be larger by its last key.
const TARGET: usize = 2048;

/// Stands before last letters, which are written from the last to the first.
const FROM_END: char = '<';

/// How many first, or last, letters a word is asked by.
fn half(letters: usize) -> usize {
    (letters - 1) / 2
}

/// Writes the shards.
///
/// # Errors
/// The sink's.
pub(super) fn write(dictionary: &Dictionary, folder: &str, sink: Sink<'_>) -> anyhow::Result<Table> {
    let mut starts = Vec::new();
    let mut bodies = Vec::new();
    let mut shard = Shard::default();
    let rows = rows(dictionary);
    for of_key in rows.chunk_by(|a, b| a.0 == b.0) {
        let key = &of_key[0].0;
        let turns = key.starts_with(FROM_END) != shard.last_key.starts_with(FROM_END);
        if !shard.last_key.is_empty() && (shard.size >= TARGET || turns) {
            starts.push(key.clone());
            bodies.push(std::mem::take(&mut shard).body());
        }
        shard.last_key.clone_from(key);
        for (_, word) in of_key {
            shard.size += if shard.words.insert(word.clone()) { word.len() / 2 + 2 } else { 0 };
        }
    }
    bodies.push(shard.body());
    Ok(Table { starts, hashes: write_files(Content::Spelling, &bodies, folder, sink)? })
}

#[derive(Default)]
struct Shard {
    last_key: String,
    words: BTreeSet<String>,
    size: usize,
}

impl Shard {
    fn body(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let mut before = "";
        for word in &self.words {
            push_word(&mut body, before, word);
            before = word;
        }
        body
    }
}

/// Keys and the words under them, which are written from the end where the key is.
fn rows(dictionary: &Dictionary) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for form in dictionary.forms.iter().filter(|form| is_correctable(form)) {
        let letters = form.chars().count();
        if letters + 1 < SHORTEST_CORRECTED {
            continue;
        }
        let from_end: String = form.chars().rev().collect();
        let asked = (letters - 1).max(SHORTEST_CORRECTED)..=letters + 1;
        let halves: BTreeSet<usize> = asked.map(half).collect();
        for half in halves {
            rows.push((form.chars().take(half).collect(), form.clone()));
            rows.push((
                std::iter::once(FROM_END).chain(from_end.chars().take(half)).collect(),
                from_end.clone(),
            ));
        }
    }
    rows.sort_unstable_by(|a, b| browser_order(&a.0, &b.0).then_with(|| a.1.cmp(&b.1)));
    rows
}
