//! Shards of words: a range of the dictionary each, with all that ranking asks about its words.
//!
//! A shard holds whole groups. A group whose forms lie in several ranges stands in each of these
//! shards, so that one file answers for a word. The groups that a compound consists of stand in brief
//! beside it.

use std::collections::HashSet;

use super::super::impact::List;
use super::super::read::LocaleIndex;
use super::dictionary::{Dictionary, Group};
use super::pack::{Content, Files, push_gaps, push_number, push_word};

/// How many bytes a shard takes before it is compressed; one may be larger by its last group.
const TARGET: usize = 1536;

/// What a group is written with: nothing but its list; a list a form; the best of its list alone.
const LONE: u32 = 0;
const SHARED: u32 = 1;
const BRIEF: u32 = 2;

/// The shards as the manifest has them.
pub(super) struct Words {
    /// The first word of each shard but the first, cut to what tells it from the word before, between
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
) -> anyhow::Result<Words> {
    let mut starts = Vec::new();
    let mut bodies = Vec::new();
    let mut shard = Shard::new(dictionary);
    let target = target(index.documents());
    for (number, form) in dictionary.forms.iter().enumerate() {
        if shard.body.len() >= target {
            bodies.push(std::mem::replace(&mut shard, Shard::new(dictionary)).body);
            starts.push(telling(&dictionary.forms[number - 1], form));
        }
        shard.add(dictionary.group_of[number]);
    }
    bodies.push(shard.body);
    let hashes = files.write(Content::Words, &bodies)?;
    Ok(Words { starts: starts.join(" "), hashes })
}

/// The list of shards is read before any of them, so a larger site has larger shards.
fn target(documents: u32) -> usize {
    TARGET + documents as usize / 16
}

/// The shortest beginning of a word that comes after the word before.
pub(super) fn telling(before: &str, word: &str) -> String {
    let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    word.chars().take(shared + 1).collect()
}

/// Groups as bytes, each once in full and once in brief.
pub(super) struct Shard<'a> {
    dictionary: &'a Dictionary,
    pub(super) body: Vec<u8>,
    full: HashSet<u32>,
    brief: HashSet<u32>,
    last_form: &'a str,
}

impl<'a> Shard<'a> {
    pub(super) fn new(dictionary: &'a Dictionary) -> Shard<'a> {
        Shard { dictionary, body: Vec::new(), full: HashSet::new(), brief: HashSet::new(), last_form: "" }
    }

    /// Adds a group with all that ranking asks.
    fn add(&mut self, number: u32) {
        if !self.full.insert(number) {
            return;
        }
        let dictionary = self.dictionary;
        let group = &dictionary.groups[number as usize];
        let parts = |form| dictionary.parts.get(form).map_or(&[][..], Vec::as_slice);
        for &part in group.forms.iter().flat_map(parts) {
            self.add_brief(dictionary.group_of[part as usize]);
        }
        self.push_forms(number, if group.form_lists.is_empty() { LONE } else { SHARED });
        let body = &mut self.body;
        push_list(body, &group.list);
        for (number, form) in group.forms.iter().enumerate() {
            if let Some(of_form) = group.form_lists.get(number) {
                push_form_list(body, of_form, &group.list);
            }
            push_number(body, parts(form).len() as u32);
            for &part in parts(form) {
                let of_part = dictionary.group_of[part as usize];
                push_number(body, of_part);
                push_number(body, dictionary.groups[of_part as usize].place_of(part));
            }
        }
        push_number(body, group.pairs.len() as u32);
        let mut before = 0;
        for (&second, documents) in &group.pairs {
            push_number(body, second - before);
            before = second;
            push_number(body, documents.len() as u32);
            push_gaps(body, documents.iter().copied());
        }
    }

    /// Adds a group with nothing but its best entries.
    pub(super) fn add_brief(&mut self, number: u32) {
        if self.brief.insert(number) {
            self.push_forms(number, BRIEF);
            push_list(&mut self.body, &self.dictionary.groups[number as usize].list.clone().brief());
        }
    }

    fn push_forms(&mut self, number: u32, kind: u32) {
        let group = &self.dictionary.groups[number as usize];
        push_number(&mut self.body, number);
        push_number(&mut self.body, group.forms.len() as u32 * 4 + kind);
        for &form in &group.forms {
            let word = self.dictionary.forms[form as usize].as_str();
            push_word(&mut self.body, self.last_form, word);
            self.last_form = word;
        }
    }
}

fn push_list(body: &mut Vec<u8>, list: &List) {
    push_number(body, list.frequency);
    push_number(body, list.impacts.len() as u32);
    push_gaps(body, list.impacts.iter().map(|&(document, _)| document));
    body.extend(list.impacts.iter().map(|&(_, impact)| impact));
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

impl Group {
    /// The number of a form among its own.
    fn place_of(&self, form: u32) -> u32 {
        self.forms.iter().position(|&other| other == form).unwrap_or_default() as u32
    }
}
