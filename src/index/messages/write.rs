//! Writes the index of messages.
//!
//! 1. Every error of every page gets a number, in the site's order.
//! 2. Every text it is seen as becomes a pattern; a text that several errors have, in whatever
//!    language, is one pattern with several owners.
//! 3. The patterns, sorted, and then the errors become tantivy documents.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::{Index, TantivyDocument};

use super::pattern::{MOST_TERMS, Term, Weights, terms};
use super::{ErrorRecord, FOLDER, Owner, Pattern, schema};
use crate::model::{Anchor, ErrorEntry, Page, Site, Target, code};

/// tantivy sizes its term table by this.
const BUDGET: usize = 15_000_000;

/// Writes the index of a site's messages below the index folder.
///
/// # Errors
/// The operating system's, with the folder.
pub(in crate::index) fn write(site: &Site, folder: &Path) -> anyhow::Result<()> {
    let folder = folder.join(FOLDER);
    let describe = || format!("could not write the index in `{}`", folder.display());
    crate::fs::create_folder(&folder)?;
    let (schema, fields) = schema();
    let directory = MmapDirectory::open(&folder).with_context(describe)?;
    let mut writer: SingleSegmentIndexWriter = Index::builder()
        .schema(schema)
        .single_segment_index_writer(directory, BUDGET)
        .with_context(describe)?;
    for pattern in patterns(site) {
        let mut document = TantivyDocument::default();
        let words: BTreeSet<&str> =
            pattern.terms.iter().filter(|term| term.is_literal()).map(|term| term.text.as_str()).collect();
        document.add_text(fields.word, words.into_iter().collect::<Vec<_>>().join(" "));
        document.add_u64(fields.need, pattern.terms.iter().map(|term| u64::from(term.need())).sum());
        document.add_text(fields.stored, serde_json::to_string(&pattern)?);
        writer.add_document(document).with_context(describe)?;
    }
    for (page, number) in errors(site) {
        let record = record(site, page, number);
        let mut document = TantivyDocument::default();
        let codes: BTreeSet<String> = record.codes.iter().map(|written| code::normal(written)).collect();
        document.add_text(fields.code, codes.into_iter().collect::<Vec<_>>().join(" "));
        document.add_text(fields.key, &record.key);
        document.add_text(fields.stored, serde_json::to_string(&record)?);
        writer.add_document(document).with_context(describe)?;
    }
    writer.finalize().with_context(describe)?;
    Ok(())
}

/// Every error of the site: its page, and its number there. Their order is the errors' numbers.
fn errors(site: &Site) -> impl Iterator<Item = (&Page, usize)> {
    site.pages.iter().flat_map(|page| (0..page.document.errors.len()).map(move |number| (page, number)))
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
