//! What an entry is called in every language.
//!
//! The default locale's page names its entries (the first locale's, where it has none): by their
//! written anchor, else by their sort and number on the page, so that a new title changes nothing.
//! A translation's entry takes the name of the one with its written anchor, else of the one in its
//! place among those that are left. An entry without its counterpart is a finding.

use std::collections::{BTreeMap, BTreeSet};

use super::Routed;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Anchor, Document, EntryKey, Locale, PageKey, Redirect, SitePath};
use crate::source::{Source, Span};

/// The names of a page's entries, in the order of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    pub(super) questions: Vec<EntryKey>,
    pub(super) errors: Vec<EntryKey>,
}

/// A sort of entry: its letter in keys made from numbers, and its word in messages.
#[derive(Clone, Copy)]
struct Sort {
    letter: char,
    noun: &'static str,
}

const QUESTION: Sort = Sort { letter: 'q', noun: "question" };
const ERROR: Sort = Sort { letter: 'e', noun: "error" };

/// An entry as far as its name goes.
struct Named<'a> {
    anchor: &'a Anchor,
    written: bool,
    text: &'a str,
    span: Span,
}

/// Names the entries of all pages.
pub(super) fn keys(routed: &Routed, default: &Locale, findings: &mut Vec<Diagnostic>) -> Vec<Keys> {
    let mut groups = BTreeMap::<&PageKey, Vec<usize>>::new();
    for (number, (document, _)) in routed.iter().enumerate() {
        groups.entry(&document.key).or_default().push(number);
    }
    let mut keys = vec![Keys::default(); routed.len()];
    for (page, numbers) in groups {
        // Pages come sorted by locale, so the first is the first locale's.
        let is_default = |number: &&usize| routed[**number].0.locale == *default;
        let Some(&reference) = numbers.iter().find(is_default).or_else(|| numbers.first()) else { continue };
        let original = &routed[reference].0;
        keys[reference] = Keys {
            questions: own_keys(page, QUESTION, &questions(original)),
            errors: own_keys(page, ERROR, &errors(original)),
        };
        for &number in numbers.iter().filter(|&&number| number != reference) {
            let translation = &routed[number].0;
            let reference = keys[reference].clone();
            let mut matching = Matching { page, original, translation, findings: &mut *findings };
            keys[number] = Keys {
                questions: matching.keys(
                    QUESTION,
                    &questions(original),
                    &reference.questions,
                    &questions(translation),
                ),
                errors: matching.keys(ERROR, &errors(original), &reference.errors, &errors(translation)),
            };
        }
    }
    keys
}

fn questions(document: &Document) -> Vec<Named<'_>> {
    let questions = document.questions.iter();
    questions
        .map(|entry| Named {
            anchor: &entry.anchor,
            written: entry.written,
            text: &entry.question,
            span: entry.span,
        })
        .collect()
}

fn errors(document: &Document) -> Vec<Named<'_>> {
    let errors = document.errors.iter();
    errors
        .map(|entry| Named {
            anchor: &entry.anchor,
            written: entry.written,
            text: &entry.message,
            span: entry.span,
        })
        .collect()
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

/// A translation held beside its original.
struct Matching<'a, 'f> {
    page: &'a PageKey,
    original: &'a Document,
    translation: &'a Document,
    findings: &'f mut Vec<Diagnostic>,
}

impl Matching<'_, '_> {
    fn keys(
        &mut self,
        sort: Sort,
        originals: &[Named<'_>],
        original_keys: &[EntryKey],
        translated: &[Named<'_>],
    ) -> Vec<EntryKey> {
        let mut left: Vec<usize> = (0..originals.len()).collect();
        let mut keys: Vec<Option<EntryKey>> = vec![None; translated.len()];
        for (entry, key) in translated.iter().zip(&mut keys).filter(|(entry, _)| entry.written) {
            let same = |&&at: &&usize| originals[at].written && originals[at].anchor == entry.anchor;
            if let Some(at) = left.iter().find(same).copied() {
                left.retain(|other| *other != at);
                *key = Some(original_keys[at].clone());
            }
        }
        let mut in_order = left.into_iter();
        for key in keys.iter_mut().filter(|key| key.is_none()) {
            *key = in_order.next().map(|at| original_keys[at].clone());
        }
        for at in in_order {
            self.missing(sort, &originals[at]);
        }
        let keys = (1..).zip(keys).zip(translated).map(|((number, key), entry)| match key {
            Some(key) => key,
            None => {
                self.extra(sort, entry);
                EntryKey::new(
                    self.page,
                    &format!("{}-{}{number}", self.translation.locale.path(), sort.letter),
                )
            }
        });
        keys.collect()
    }

    fn missing(&mut self, sort: Sort, original: &Named<'_>) {
        let translation = self.translation.source.path();
        let message = format!("this {} is missing in `{translation}`", sort.noun);
        let help = format!("translate it there: {}", quoted(original.text));
        self.report(&self.original.source, original.span, Code::TranslationMissingEntry, message, help);
    }

    fn extra(&mut self, sort: Sort, entry: &Named<'_>) {
        let original = self.original.source.path();
        let message = format!("this {} is not in `{original}`", sort.noun);
        let help = "add it there, or give both the same anchor".to_owned();
        self.report(&self.translation.source, entry.span, Code::TranslationExtraEntry, message, help);
    }

    fn report(&mut self, source: &Source, span: Span, code: Code, message: String, help: String) {
        self.findings.push(Diagnostic::at(source, span, code, message).help(help));
    }
}

fn quoted(text: &str) -> String {
    let short: String = text.chars().take(80).collect();
    if short.len() < text.len() { format!("`{short}…`") } else { format!("`{short}`") }
}

/// The permanent address of each entry, which leads to where it stands today.
pub(super) fn addresses(routed: &Routed, keys: &[Keys]) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for ((number, (document, _)), keys) in (0..).zip(routed).zip(keys) {
        let questions = document.questions.iter().map(|entry| &entry.anchor);
        let errors = document.errors.iter().map(|entry| &entry.anchor);
        let anchors = questions.chain(errors);
        for (key, anchor) in keys.questions.iter().chain(&keys.errors).zip(anchors) {
            let from = SitePath::new(&format!("{}/{}", document.locale.path(), key.address()));
            redirects.push(Redirect {
                from,
                page: crate::model::PageId(number),
                fragment: Some(anchor.clone()),
            });
        }
    }
    redirects
}
