//! Writes the index of messages.
//!
//! 1. Every error of every page gets a number, in the site's order.
//! 2. Every text it is seen as becomes a pattern; a text that several errors have, in whatever
//!    language, is one pattern with several owners.
//! 3. The patterns, sorted, and then the errors become tantivy documents.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use tantivy::TantivyDocument;
use tantivy::schema::Field;

use super::pattern::{MOST_TERMS, Term, Weights, terms};
use super::{ErrorRecord, Owner, Pattern, schema};
use crate::index::segment::{SegmentWriter, Terms};
use crate::model::{Anchor, ErrorEntry, Page, Site, Target, code};

/// Writes the index of a site's messages.
///
/// # Errors
/// The operating system's.
pub(in crate::index) fn write(site: &Site, folder: &Path) -> anyhow::Result<()> {
    crate::fs::create_folder(folder)?;
    let (schema, fields) = schema();
    let mut writer = SegmentWriter::create(folder, schema, &[fields.need])?;
    let (mut words, mut codes, mut keys) = (Terms::default(), Terms::default(), Terms::default());
    let mut stored = |json: String, numbers: &[(Field, u64)]| {
        let mut document = TantivyDocument::default();
        document.add_text(fields.stored, json);
        writer.document(&document, numbers)
    };
    for pattern in patterns(site) {
        let literal = pattern.terms.iter().filter(|term| term.is_literal());
        words.document(literal.map(|term| term.text.clone()).collect::<BTreeSet<_>>());
        codes.document([]);
        keys.document([]);
        let need = pattern.terms.iter().map(|term| u64::from(term.need())).sum();
        stored(serde_json::to_string(&pattern)?, &[(fields.need, need)])?;
    }
    for (page, number) in errors(site) {
        let record = record(site, page, number);
        words.document([]);
        codes.document(record.codes.iter().map(|written| code::normal(written)).collect::<BTreeSet<_>>());
        keys.document([record.key.clone()]);
        stored(serde_json::to_string(&record)?, &[])?;
    }
    words.write(&mut writer, fields.word)?;
    codes.write(&mut writer, fields.code)?;
    keys.write(&mut writer, fields.key)?;
    writer.finish()
}

/// Every error of the site: its page, and its number there. Their order is the errors' numbers. An error
/// that the latest version of its page has too is found there.
fn errors(site: &Site) -> impl Iterator<Item = (&Page, usize)> {
    let all =
        site.pages.iter().flat_map(|page| (0..page.document.errors.len()).map(move |number| (page, number)));
    all.filter(|(page, number)| {
        let error = &page.document.errors[*number];
        let newest = page.newest().map(|newest| &site.page(newest).document.errors);
        newest.is_none_or(|newest| newest.iter().all(|other| other.message != error.message))
    })
}

fn record(site: &Site, page: &Page, number: usize) -> ErrorRecord {
    let document = &page.document;
    let error = &document.errors[number];
    ErrorRecord {
        key: page.error_keys[number].as_str().to_owned(),
        locale: document.locale.to_string(),
        path: document.source.path().as_str().to_owned(),
        url: format!("{}#{}", page.url.absolute("/"), error.anchor.encoded()),
        title: document.title.clone(),
        message: error.message.clone(),
        codes: error.codes.clone(),
        cause: error.cause.clone(),
        resolution: error.resolution.clone(),
        shown: error.shown.linked(|link| url(site, page.links.get(*link as usize)?)),
    }
}

/// Where a link leads: from the site's root, or as it is written; nowhere for a broken one.
fn url(site: &Site, target: &Target) -> Option<String> {
    match target {
        Target::Page { page, fragment, query } => {
            let fragment = fragment.as_deref().and_then(Anchor::explicit);
            let fragment = fragment.map_or_else(String::new, |anchor| format!("#{}", anchor.encoded()));
            Some(format!("{}{query}{fragment}", site.page(*page).url.absolute("/")))
        }
        Target::File(url) => Some(url.absolute("/")),
        Target::External(url) => Some(url.clone()),
        Target::Broken => None,
    }
}

/// The texts that an error is seen as; the first is its message.
fn texts(error: &ErrorEntry) -> impl Iterator<Item = &str> {
    std::iter::once(error.message.as_str()).chain(error.also.iter().map(String::as_str))
}

fn patterns(site: &Site) -> Vec<Pattern> {
    let weights = Weights::new();
    let mut owners: BTreeMap<&str, BTreeSet<Owner>> = BTreeMap::new();
    for (error, (page, number)) in (0..).zip(errors(site)) {
        for (at, text) in texts(&page.document.errors[number]).enumerate() {
            owners.entry(text).or_default().insert(Owner { error, is_message: at == 0 });
        }
    }
    let mut patterns: Vec<Pattern> = owners
        .into_iter()
        .map(|(text, owners)| Pattern {
            text: text.to_owned(),
            terms: terms(text, MOST_TERMS, &weights),
            owners: owners.into_iter().collect(),
        })
        .filter(|pattern| pattern.terms.iter().any(Term::is_literal))
        .collect();
    weigh(&mut patterns, &weights);
    patterns
}

/// Settles what each word is worth, once it is known how common it is.
fn weigh(patterns: &mut [Pattern], weights: &Weights) {
    let mut frequencies: BTreeMap<String, u32> = BTreeMap::new();
    for pattern in patterns.iter() {
        let literal = pattern.terms.iter().filter(|term| term.is_literal());
        for word in literal.map(|term| term.text.as_str()).collect::<BTreeSet<_>>() {
            match frequencies.get_mut(word) {
                Some(count) => *count += 1,
                None => drop(frequencies.insert(word.to_owned(), 1)),
            }
        }
    }
    let count = patterns.len() as u32;
    for term in patterns.iter_mut().flat_map(|pattern| &mut pattern.terms) {
        let frequency = frequencies.get(&term.text).copied().unwrap_or_default();
        weights.weigh(term, frequency, count);
    }
}
