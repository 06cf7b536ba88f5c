//! Writes the index: a tantivy index a locale, and a manifest beside them.
//!
//! 1. The entries of a locale are read in the site's order into lists of forms.
//! 2. The vocabulary is settled: each form gets its stem.
//! 3. Each entry becomes a tantivy document, in the same order.
//!
//! Locales are independent and run in parallel; what a locale's documents are, and in which order,
//! depends on the site alone. Only tantivy's segment names differ between two builds.

use std::path::Path;

use anyhow::Context as _;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tantivy::directory::{Directory as _, MmapDirectory};
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::{Index, TantivyDocument};

use super::entries::{Entry, entries};
use super::messages;
use super::schema::{FORMAT, Fields, NUL, schema};
use super::stop_words::StopWords;
use super::vocabulary::{Reading, Text, Vocabulary};
use crate::model::{Locale, Site};

/// The name of the manifest in the index folder.
pub(super) const MANIFEST: &str = "index.json";

/// tantivy sizes its term table by this; a single segment grows beyond it where it must.
const BUDGET: usize = 15_000_000;

/// What the index folder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// [`FORMAT`] of the program that wrote it.
    pub(super) format: u32,
    /// The site's own default.
    pub(super) default_locale: String,
    /// Every locale that was indexed, sorted; each lies in a folder of its URL's name.
    pub(super) locales: Vec<String>,
}

/// Writes the index of a site into an empty folder.
///
/// # Errors
/// The operating system's, with the folder.
pub fn write(site: &Site, folder: &Path) -> anyhow::Result<()> {
    let locales = || {
        let locales = site.locales.par_iter();
        locales.map(|locale| write_locale(site, &locale.locale, folder)).collect::<anyhow::Result<Vec<()>>>()
    };
    let (locales, messages) = rayon::join(locales, || messages::write(site, folder));
    locales.and(messages)?;
    let manifest = Manifest {
        format: FORMAT,
        default_locale: site.default_locale.to_string(),
        locales: site.locales.iter().map(|locale| locale.locale.to_string()).collect(),
    };
    let text = serde_json::to_string_pretty(&manifest)? + "\n";
    MmapDirectory::open(folder)?
        .atomic_write(Path::new(MANIFEST), text.as_bytes())
        .with_context(|| format!("could not write `{}`", folder.join(MANIFEST).display()))
}

fn write_locale(site: &Site, locale: &Locale, folder: &Path) -> anyhow::Result<()> {
    let folder = folder.join(locale.path());
    let describe = || format!("could not write the index in `{}`", folder.display());
    crate::fs::create_folder(&folder)?;
    let (schema, fields) = schema();
    let directory = MmapDirectory::open(&folder).with_context(describe)?;
    let mut writer: SingleSegmentIndexWriter = Index::builder()
        .schema(schema)
        .single_segment_index_writer(directory, BUDGET)
        .with_context(describe)?;

    let entries = entries(site, locale);
    let mut reading = Reading::default();
    let texts: Vec<EntryText> = entries.iter().map(|entry| EntryText::read(entry, &mut reading)).collect();
    let vocabulary = reading.settle(locale.language());
    let stop_words = StopWords::of(locale.language());
    for (number, (entry, text)) in entries.into_iter().zip(&texts).enumerate() {
        let mut document = text.document(&fields, &vocabulary, &stop_words);
        document.add_u64(fields.kind, entry.kind.number());
        document.add_u64(fields.page, entry.page);
        document.add_text(fields.record, serde_json::to_string(&entry.record)?);
        if number == 0 {
            document.add_text(fields.lexicon, lexicon(&vocabulary));
        }
        writer.add_document(document).with_context(describe)?;
    }
    writer.finalize().with_context(describe)?;
    Ok(())
}

fn lexicon(vocabulary: &Vocabulary) -> String {
    let mut terms = String::new();
    for entry in vocabulary.lexicon() {
        push_term(&mut terms, &entry);
    }
    terms
}

/// Appends a term, its parts joined by [`NUL`].
fn push_term(terms: &mut String, parts: &[&str]) {
    if !terms.is_empty() {
        terms.push(' ');
    }
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            terms.push(NUL);
        }
        terms.push_str(part);
    }
}

/// What an entry says, as forms.
struct EntryText {
    /// Each title by itself: pairs do not reach over their ends.
    titles: Vec<Text>,
    slug: Text,
    body: Text,
}

impl EntryText {
    fn read(entry: &Entry, reading: &mut Reading) -> EntryText {
        let mut read = |text: &str| {
            let mut forms = Text::default();
            reading.read(text, &mut forms);
            forms
        };
        let titles = entry.titles.iter().map(|title| read(title)).collect();
        let slug = read(&entry.slug);
        let mut body = Text::default();
        for text in &entry.body {
            reading.read(text, &mut body);
        }
        EntryText { titles, slug, body }
    }

    fn document(&self, fields: &Fields, vocabulary: &Vocabulary, stop_words: &StopWords) -> TantivyDocument {
        let (mut words, mut stems, mut pairs) = (String::new(), String::new(), String::new());
        let push = |text: &Text, words: &mut String, stems: &mut String| {
            for &(form, _) in &text.tokens {
                push_term(words, &[vocabulary.form(form)]);
                for stem in vocabulary.posted_stems(form) {
                    push_term(stems, &[stem]);
                }
            }
        };
        for title in &self.titles {
            push(title, &mut words, &mut stems);
        }
        push(&self.slug, &mut words, &mut stems);
        let (title_words, title_stems) = (words.clone(), stems.clone());
        push(&self.body, &mut words, &mut stems);
        for title in self.titles.iter().chain([&self.slug]) {
            let order = title
                .tokens
                .iter()
                .filter(|&&(form, in_order)| in_order && !stop_words.contains(vocabulary.form(form)));
            let order: Vec<&str> = order.map(|&(form, _)| vocabulary.name(form)).collect();
            for pair in order.windows(2) {
                push_term(&mut pairs, pair);
            }
        }
        let mut document = TantivyDocument::default();
        document.add_text(fields.word, words);
        document.add_text(fields.word_title, title_words);
        document.add_text(fields.stem, stems);
        document.add_text(fields.stem_title, title_stems);
        document.add_text(fields.pair, pairs);
        document
    }
}
