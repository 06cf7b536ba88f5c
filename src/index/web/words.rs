//! Shards of words: a range of the dictionary each, with all that ranking asks about its words.
//!
//! A shard holds whole groups. A group whose forms lie in several ranges stands in each of these
//! shards, so that one file answers for a word.

use std::collections::HashSet;

use super::super::impact::List;
use super::super::read::LocaleIndex;
use super::Sink;
use super::dictionary::{Dictionary, Group};
use super::pack::{Content, push_gaps, push_number, push_word, write_files};

/// How many bytes a shard takes before it is gzipped; one may be larger by its last group.
const TARGET: usize = 1536;

/// A table of shards as the manifest has it.
pub(super) struct Table {
    /// The first word of each shard but the first, cut to what tells it from the word before.
    pub(super) starts: Vec<String>,
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
) -> anyhow::Result<Table> {
    let mut starts = Vec::new();
    let mut bodies = Vec::new();
    let mut shard = Shard::default();
    let target = target(index.documents());
    for (number, form) in dictionary.forms.iter().enumerate() {
        if shard.body.len() >= target {
            bodies.push(std::mem::take(&mut shard).body);
            starts.push(telling(&dictionary.forms[number - 1], form));
        }
        shard.add(dictionary.group_of[number], dictionary);
    }
    bodies.push(shard.body);
    Ok(Table { starts, hashes: write_files(Content::Words, &bodies, folder, sink)? })
}

/// The list of shards is read before any of them, so a larger site has larger shards.
fn target(documents: u32) -> usize {
    TARGET + documents as usize / 8
}

/// The shortest beginning of a word that comes after the word before.
pub(super) fn telling(before: &str, word: &str) -> String {
    let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    word.chars().take(shared + 1).collect()
}

#[derive(Default)]
struct Shard<'a> {
    body: Vec<u8>,
    groups: HashSet<u32>,
    last_form: &'a str,
}

impl<'a> Shard<'a> {
    fn add(&mut self, number: u32, dictionary: &'a Dictionary) {
        if !self.groups.insert(number) {
            return;
        }
        let group = &dictionary.groups[number as usize];
        let body = &mut self.body;
        push_number(body, number);
        push_number(body, (group.forms.len() * 2 + usize::from(!group.form_lists.is_empty())) as u32);
        for &form in &group.forms {
            let word = dictionary.forms[form as usize].as_str();
            push_word(body, self.last_form, word);
            self.last_form = word;
            // Only compounds have parts.
            let parts = dictionary.parts.get(&form).map_or(&[][..], Vec::as_slice);
            push_number(body, parts.len() as u32);
            for &(from, length) in parts {
                push_number(body, from);
                push_number(body, length);
            }
        }
        push_lists(body, group);
        push_number(body, group.pairs.len() as u32);
        let mut before = 0;
        for (&second, documents) in &group.pairs {
            push_number(body, second - before);
            before = second;
            push_number(body, documents.len() as u32);
            push_gaps(body, documents.iter().copied());
        }
    }
}

fn push_lists(body: &mut Vec<u8>, group: &Group) {
    let list = &group.list;
    push_number(body, list.frequency);
    push_number(body, list.impacts.len() as u32);
    push_gaps(body, list.impacts.iter().map(|&(document, _)| document));
    body.extend(list.impacts.iter().map(|&(_, impact)| impact));
    for of_form in &group.form_lists {
        push_form_list(body, of_form, list);
    }
}

/// A form's documents as places in its stem's list, its impacts as what they lack of the stem's.
fn push_form_list(body: &mut Vec<u8>, of_form: &List, of_stem: &List) {
    let mut places = Vec::with_capacity(of_form.impacts.len());
    let mut lacks = Vec::with_capacity(of_form.impacts.len());
    let mut stems = of_stem.impacts.iter().zip(0_u32..);
    for &(document, impact) in &of_form.impacts {
        if let Some((&(_, of_stem), place)) = stems.find(|((other, _), _)| *other == document) {
            places.push(place);
            lacks.push(of_stem.saturating_sub(impact));
        }
    }
    push_number(body, of_form.frequency);
    push_number(body, places.len() as u32);
    push_gaps(body, places);
    body.extend(lacks);
}
