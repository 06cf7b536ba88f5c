//! What an entry is called in every language.
//!
//! The default locale's page names its entries (the first locale's, where it has none): by their
//! written anchor, else by their sort and number on the page, so that a new title changes nothing.
//! A translation's entry takes the name of the one with its written anchor, else of the one in its
//! place among those that are left. An entry without its counterpart is a finding.

use std::collections::{BTreeMap, BTreeSet};

use super::Routed;
use super::face::Named;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, EntryKey, Locale, PageId, PageKey, Redirect, SitePath};
use crate::source::Span;

/// The names of a page's entries, in the order of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    pub(super) questions: Vec<EntryKey>,
    pub(super) errors: Vec<EntryKey>,
    /// The page that they are named after, where that is another.
    pub(super) original: Option<PageId>,
}

/// A sort of entry: its letter in keys made from numbers, and its word in messages.
#[derive(Clone, Copy)]
struct Sort {
    letter: char,
    noun: &'static str,
}

const QUESTION: Sort = Sort { letter: 'q', noun: "question" };
const ERROR: Sort = Sort { letter: 'e', noun: "error" };

/// Names the entries of all pages.
pub(super) fn keys(routed: &Routed<'_>, default: &Locale) -> Vec<Keys> {
    let mut groups = BTreeMap::<&PageKey, Vec<usize>>::new();
    for (number, (face, _)) in routed.iter().enumerate() {
        groups.entry(face.key).or_default().push(number);
    }
    let mut keys = vec![Keys::default(); routed.len()];
    for (page, numbers) in groups {
        // Pages come sorted by locale, so the first is the first locale's.
        let is_default = |number: &&usize| *routed[**number].0.locale == *default;
        let Some(&reference) = numbers.iter().find(is_default).or_else(|| numbers.first()) else { continue };
        let original = &routed[reference].0;
        keys[reference] = Keys {
            questions: own_keys(page, QUESTION, &original.questions),
            errors: own_keys(page, ERROR, &original.errors),
            original: None,
        };
        for &number in numbers.iter().filter(|&&number| number != reference) {
            let translation = &routed[number].0;
            let translated = |sort: Sort, own: &[Named<'_>], others: &[Named<'_>], keys: &[EntryKey]| {
                let own_key = |number: usize| {
                    EntryKey::new(page, &format!("{}-{}{number}", translation.locale.path(), sort.letter))
                };
                let pairs = (1..).zip(paired(others, own));
                pairs.map(|(number, at)| at.map_or_else(|| own_key(number), |at| keys[at].clone())).collect()
            };
            let names = &keys[reference];
            keys[number] = Keys {
                questions: translated(
                    QUESTION,
                    &translation.questions,
                    &original.questions,
                    &names.questions,
                ),
                errors: translated(ERROR, &translation.errors, &original.errors, &names.errors),
                original: u32::try_from(reference).ok().map(PageId),
            };
        }
    }
    keys
}

fn own_keys(page: &PageKey, sort: Sort, entries: &[Named<'_>]) -> Vec<EntryKey> {
    let mut taken = BTreeSet::new();
    let keys = (1..).zip(entries).map(|(number, entry)| {
        let by_number = || EntryKey::new(page, &format!("{}{number}", sort.letter));
        let key = if entry.written { EntryKey::new(page, entry.anchor.as_str()) } else { by_number() };
        // Several entries may share a heading's anchor, such as the rows of a table.
        if taken.insert(key.clone()) { key } else { by_number() }
    });
    keys.collect()
}

/// For each entry of a translation, the number of the original's that it translates.
fn paired(originals: &[Named<'_>], translated: &[Named<'_>]) -> Vec<Option<usize>> {
    let mut left: Vec<usize> = (0..originals.len()).collect();
    let mut pairs = vec![None; translated.len()];
    for (entry, pair) in translated.iter().zip(&mut pairs).filter(|(entry, _)| entry.written) {
        let same = |&&at: &&usize| originals[at].written && originals[at].anchor == entry.anchor;
        if let Some(at) = left.iter().find(same).copied() {
            left.retain(|other| *other != at);
            *pair = Some(at);
        }
    }
    let mut in_order = left.into_iter();
    for pair in pairs.iter_mut().filter(|pair| pair.is_none()) {
        *pair = in_order.next();
    }
    pairs
}

/// An entry as messages show it.
struct Shown<'a> {
    named: Named<'a>,
    text: &'a str,
    span: Span,
}

fn questions(document: &Document) -> Vec<Shown<'_>> {
    let entries = document.questions.iter();
    entries.map(|entry| Shown { named: entry.into(), text: &entry.question, span: entry.span }).collect()
}

fn errors(document: &Document) -> Vec<Shown<'_>> {
    let entries = document.errors.iter();
    entries.map(|entry| Shown { named: entry.into(), text: &entry.message, span: entry.span }).collect()
}

/// Which entries of the original a translation lacks, and which it has besides.
pub(super) fn findings(original: &Document, translation: &Document) -> Vec<Diagnostic> {
    let mut findings = unpaired(QUESTION, original, translation, questions);
    findings.append(&mut unpaired(ERROR, original, translation, errors));
    findings
}

fn unpaired(
    sort: Sort,
    original: &Document,
    translation: &Document,
    entries: impl Fn(&Document) -> Vec<Shown<'_>>,
) -> Vec<Diagnostic> {
    let (originals, translated) = (entries(original), entries(translation));
    let pairs = paired(&named(&originals), &named(&translated));
    let mut is_translated = vec![false; originals.len()];
    pairs.iter().flatten().for_each(|&at| is_translated[at] = true);
    let missing = originals.iter().zip(is_translated).filter(|(_, is_translated)| !is_translated);
    let missing = missing.map(|(entry, _)| {
        let message = format!("this {} is missing in `{}`", sort.noun, translation.source.path());
        Diagnostic::at(&original.source, entry.span, Code::TranslationMissingEntry, message)
            .help(format!("translate it there: {}", quoted(entry.text)))
    });
    let extra = translated.iter().zip(&pairs).filter(|(_, pair)| pair.is_none());
    let extra = extra.map(|(entry, _)| {
        let message = format!("this {} is not in `{}`", sort.noun, original.source.path());
        Diagnostic::at(&translation.source, entry.span, Code::TranslationExtraEntry, message)
            .help("add it there, or give both the same anchor")
    });
    missing.chain(extra).collect()
}

fn named<'a>(entries: &[Shown<'a>]) -> Vec<Named<'a>> {
    entries.iter().map(|entry| entry.named).collect()
}

fn quoted(text: &str) -> String {
    let short: String = text.chars().take(80).collect();
    if short.len() < text.len() { format!("`{short}…`") } else { format!("`{short}`") }
}

/// The permanent address of each entry, which leads to where it stands today.
pub(super) fn addresses(routed: &Routed<'_>, keys: &[Keys]) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for ((number, (face, _)), keys) in (0..).zip(routed).zip(keys) {
        let entries = face.questions.iter().chain(&face.errors);
        for (key, entry) in keys.questions.iter().chain(&keys.errors).zip(entries) {
            let from = SitePath::new(&format!("{}/{}", face.locale.path(), key.address()));
            redirects.push(Redirect { from, page: PageId(number), fragment: Some(entry.anchor.clone()) });
        }
    }
    redirects
}
