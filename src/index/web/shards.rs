//! Shards: groups as bytes, listed under words, and cut where a short start tells one from the next.
//!
//! Where each shard starts is read before any of them, so one ends where the fewest letters tell the next
//! word from the one before. Families of words part there too, and fewer groups stand on both sides.

use rustc_hash::FxHashSet;

use super::super::impact::List;
use super::dictionary::{Dictionary, Group};
use super::pack::{Content, Files, push_gaps, push_number, push_word};

/// What a group is written with: nothing but its list; a list a form; the best of its list alone.
const LONE: u32 = 0;
const SHARED: u32 = 1;
const BRIEF: u32 = 2;

/// The shards as the manifest has them.
pub(super) struct Shards {
    /// The first word of each but the first, cut to what tells it from the word before.
    pub(super) starts: Vec<String>,
    /// The hashes of the names, eight digits each.
    pub(super) hashes: String,
}

/// Where a shard ends.
struct Cut {
    /// The number of the word behind it.
    number: usize,
    /// How many bytes it has.
    length: usize,
    /// What tells that word from the one before.
    start: String,
}

/// Writes what `add` adds for each word's number; words are in the browser's order. A shard takes `target`
/// bytes before it is compressed, or up to half of that more or less; it may be larger by its last word.
///
/// # Errors
/// The sink's.
pub(super) fn write<'a>(
    files: &Files<'_>,
    content: Content,
    dictionary: &'a Dictionary,
    words: &[&str],
    target: usize,
    add: impl Fn(&mut Shard<'a>, usize),
) -> anyhow::Result<Shards> {
    let mut starts = Vec::new();
    let mut bodies = Vec::new();
    let mut next = Some(0);
    while let Some(from) = next {
        let (mut body, cut) = shard(Shard::new(dictionary), words, from, target, &add);
        next = cut.as_ref().map(|cut| cut.number);
        if let Some(cut) = cut {
            body.truncate(cut.length);
            starts.push(cut.start);
        }
        bodies.push(body);
    }
    Ok(Shards { starts, hashes: files.write(content, &bodies)? })
}

/// The bytes of the words from a number on, and where to cut them; not at all where these are the last.
fn shard<'a>(
    mut shard: Shard<'a>,
    words: &[&str],
    from: usize,
    target: usize,
    add: impl Fn(&mut Shard<'a>, usize),
) -> (Vec<u8>, Option<Cut>) {
    let mut best: Option<Cut> = None;
    for number in from..words.len() {
        let length = shard.body.len();
        if number > from && length >= target / 2 {
            let start = telling(words[number - 1], words[number]);
            if best.as_ref().is_none_or(|best| start.len() < best.start.len()) {
                best = Some(Cut { number, length, start });
            }
            if length >= target + target / 2 {
                return (shard.body, best);
            }
        }
        add(&mut shard, number);
    }
    (shard.body, None)
}

/// The shortest beginning of a word that comes after the word before.
fn telling(before: &str, word: &str) -> String {
    let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    word.chars().take(shared + 1).collect()
}

/// Groups as bytes, each once in full and once in brief.
pub(super) struct Shard<'a> {
    dictionary: &'a Dictionary,
    body: Vec<u8>,
    full: FxHashSet<u32>,
    brief: FxHashSet<u32>,
    last_form: &'a str,
}

impl<'a> Shard<'a> {
    fn new(dictionary: &'a Dictionary) -> Shard<'a> {
        Shard {
            dictionary,
            body: Vec::new(),
            full: FxHashSet::default(),
            brief: FxHashSet::default(),
            last_form: "",
        }
    }

    /// Adds a group with all that ranking asks.
    pub(super) fn add(&mut self, number: u32) {
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
            push_list(&mut self.body, &self.dictionary.groups[number as usize].brief);
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use rustc_hash::FxHashMap;

    use super::*;

    /// Forms that are alone and stand nowhere.
    fn dictionary(forms: &[&str]) -> Dictionary {
        let numbers = 0..forms.len() as u32;
        let alone = |number| Group {
            forms: vec![number],
            list: List::default(),
            brief: List::default(),
            form_lists: Vec::new(),
            pairs: BTreeMap::new(),
        };
        Dictionary {
            forms: forms.iter().map(|&form| form.to_owned()).collect(),
            group_of: numbers.clone().collect(),
            groups: numbers.map(alone).collect(),
            parts: FxHashMap::default(),
        }
    }

    #[test]
    fn a_shard_ends_where_few_letters_tell_the_next_word() {
        let words = ["caba", "cabe", "cabo", "dar", "dare", "daria"];
        let dictionary = dictionary(&words);
        let shard_of =
            |from, target| shard(Shard::new(&dictionary), &words, from, target, |s, n| s.add(n as u32));
        let (body, cut) = shard_of(0, 30);
        let Cut { number, length, start } = cut.unwrap();
        assert_eq!((number, start.as_str()), (3, "d"));
        let (whole, none) = shard(Shard::new(&dictionary), &words[..3], 0, 30, |s, n| s.add(n as u32));
        assert_eq!(&body[..length], whole);
        assert!(none.is_none() && shard_of(3, 30).1.is_none(), "what is left is one shard");
    }

    #[test]
    fn what_starts_a_shard_comes_after_the_word_before() {
        for (before, word, start) in [("compra", "confia", "con"), ("con", "conta", "cont"), ("", "a", "a")] {
            assert_eq!(telling(before, word), start);
            assert!(before < start && start <= word);
        }
    }
}
