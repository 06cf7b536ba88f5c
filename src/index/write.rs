//! Writes the index: a tantivy index a locale, and one of messages.
//!
//! 1. The entries of a locale are read in the site's order: what is shown of each goes straight to
//!    the store, what it says becomes a list of forms.
//! 2. The vocabulary is settled: each form gets its stem.
//! 3. The lists are inverted, field by field (`segment`), and the files sealed (`seal`).
//!
//! Locales are independent and run in parallel; what a locale's documents are, and in which order,
//! depends on the site alone.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use rayon::prelude::*;
use tantivy::TantivyDocument;

use super::entries::{Entry, for_each_entry};
use super::made_of;
use super::manifest::Written;
use super::messages;
use super::schema::{Fields, NUL, schema};
use super::seal::seal;
use super::segment::{Postings, SegmentWriter, Terms, in_order};
use super::stop_words::StopWords;
use super::vocabulary::{FormId, Met, Reading, StemId, Vocabulary};
use super::web::Sink;
use crate::digest::Digest;
use crate::model::{Locale, Site};

/// Writes the parts of a site's index that `sink` wants and has not into an empty folder, without the
/// manifest; each locale is given to `with_web` with its folder as soon as it is there.
///
/// # Errors
/// The operating system's, with the folder, and those of `sink` and `with_web`.
pub(super) fn write_each(
    site: &Site,
    folder: &Path,
    sink: &dyn Sink,
    with_web: &(dyn Fn(&Locale, &Path) -> anyhow::Result<()> + Sync),
) -> anyhow::Result<Written> {
    let part = |name: &str, made_of: Digest, write: &dyn Fn(&Path) -> anyhow::Result<()>| {
        if !sink.wants(name) {
            return Ok(None);
        }
        if let Some(seal) = sink.has(name, made_of)? {
            return Ok(Some((name.to_owned(), seal)));
        }
        let folder = folder.join(name);
        write(&folder)?;
        let seal = seal(&folder)?;
        sink.written(name, made_of, &seal)?;
        anyhow::Ok(Some((name.to_owned(), seal)))
    };
    let writing = |folder: &Path| format!("could not write the index in `{}`", folder.display());
    let locales = || -> anyhow::Result<Vec<Option<(String, String)>>> {
        let locales = site.locales.par_iter().map(|locale| &locale.locale);
        let written = locales.map(|locale| {
            part(&locale.path(), made_of::of_locale(site, locale), &|folder| {
                write_locale(site, locale, folder).with_context(|| writing(folder))?;
                with_web(locale, folder)
            })
        });
        written.collect()
    };
    let messages = || {
        part(messages::FOLDER, made_of::of_messages(site), &|folder| {
            messages::write(site, folder).with_context(|| writing(folder))
        })
    };
    let (locales, messages) = rayon::join(locales, messages);
    let seals: BTreeMap<String, String> = locales?.into_iter().chain([messages?]).flatten().collect();
    Ok(Written::of(site, seals))
}

fn write_locale(site: &Site, locale: &Locale, folder: &Path) -> anyhow::Result<()> {
    crate::fs::create_folder(folder)?;
    let (schema, fields) = schema();
    let mut writer = SegmentWriter::create(folder, schema, &[fields.kind, fields.page])?;
    let mut reading = Reading::default();
    let mut texts = Texts::default();
    for_each_entry(site, locale, |entry| {
        texts.read(&entry, &mut reading);
        let mut stored = TantivyDocument::default();
        stored.add_text(fields.record, serde_json::to_string(&entry.record)?);
        writer.document(&stored, &[(fields.kind, entry.kind.number()), (fields.page, entry.page)])
    })?;
    let vocabulary = reading.settle(locale.language());
    texts.write_words(&mut writer, &fields, &vocabulary)?;
    texts.write_pairs(&mut writer, &fields, &vocabulary, &StopWords::of(locale.language()))?;
    write_lexicon(&mut writer, &fields, &vocabulary, texts.entries.len())?;
    writer.finish()
}

/// What the entries of a locale say, as forms.
#[derive(Default)]
struct Texts {
    /// The titles of each entry, its slug, and then its body, end to end.
    met: Vec<Met>,
    /// Where each entry's body begins, and where it ends.
    entries: Vec<(usize, usize)>,
}

impl Texts {
    fn read(&mut self, entry: &Entry<'_>, reading: &mut Reading) {
        for title in &entry.titles {
            reading.read(title, &mut self.met);
            self.met.push(Met::END);
        }
        reading.read(&entry.slug, &mut self.met);
        let body = self.met.len();
        for text in &entry.body {
            reading.read(text, &mut self.met);
        }
        self.entries.push((body, self.met.len()));
    }

    /// Each entry: its head, which is titles and slug, and all of it.
    fn each(&self) -> impl Iterator<Item = (&[Met], &[Met])> {
        let starts = std::iter::once(0).chain(self.entries.iter().map(|&(_, end)| end));
        starts.zip(&self.entries).map(|(start, &(body, end))| (&self.met[start..body], &self.met[start..end]))
    }

    /// The forms and the stems, in everything an entry says and in its head alone.
    fn write_words(
        &self,
        writer: &mut SegmentWriter,
        fields: &Fields,
        vocabulary: &Vocabulary,
    ) -> anyhow::Result<()> {
        let sorted = in_order(&vocabulary.forms);
        let all = Postings::invert(sorted.len(), self.each().map(|(_, all)| forms(all)));
        writer.field(fields.word, &all, sorted.iter().copied())?;
        drop(all);
        let head = Postings::invert(sorted.len(), self.each().map(|(head, _)| forms(head)));
        writer.field(fields.word_title, &head, sorted.iter().copied())?;
        drop(head);
        let sorted = in_order(&vocabulary.stems);
        let all = Postings::invert(sorted.len(), self.each().map(|(_, all)| stems(all, vocabulary)));
        writer.field(fields.stem, &all, sorted.iter().copied())?;
        drop(all);
        let head = Postings::invert(sorted.len(), self.each().map(|(head, _)| stems(head, vocabulary)));
        writer.field(fields.stem_title, &head, sorted.iter().copied())
    }

    /// Neighbours in titles, stop words left out; pairs do not reach over the end of a title.
    fn write_pairs(
        &self,
        writer: &mut SegmentWriter,
        fields: &Fields,
        vocabulary: &Vocabulary,
        stop_words: &StopWords,
    ) -> anyhow::Result<()> {
        let is_stop_word: Vec<bool> = vocabulary.forms.iter().map(|form| stop_words.contains(form)).collect();
        let mut pairs = Terms::default();
        for (head, _) in self.each() {
            let mut of_entry = Vec::new();
            for title in head.split(|&met| met == Met::END) {
                let forms = title.iter().filter(|met| met.is_in_order()).filter_map(|met| met.form());
                let forms = forms.filter(|&form| !is_stop_word[form as usize]);
                let names: Vec<&str> = forms.map(|form| vocabulary.name(form)).collect();
                of_entry.extend(names.windows(2).map(term));
            }
            pairs.document(of_entry);
        }
        pairs.write(writer, fields.pair)
    }
}

/// The lexicon is terms of the first document.
fn write_lexicon(
    writer: &mut SegmentWriter,
    fields: &Fields,
    vocabulary: &Vocabulary,
    entries: usize,
) -> anyhow::Result<()> {
    let lexicon: Vec<Box<str>> = vocabulary.lexicon().iter().map(|parts| term(parts).into()).collect();
    let count = lexicon.len() as u32;
    let documents = (0..entries).map(|number| 0..if number == 0 { count } else { 0 });
    let postings = Postings::invert(lexicon.len(), documents);
    writer.field(fields.lexicon, &postings, in_order(&lexicon).into_iter())
}

fn forms(met: &[Met]) -> impl Iterator<Item = FormId> {
    met.iter().filter_map(|met| met.form())
}

fn stems(met: &[Met], vocabulary: &Vocabulary) -> impl Iterator<Item = StemId> {
    forms(met).flat_map(|form| vocabulary.posted_stems(form).iter().copied())
}

/// A term of several parts, joined by [`NUL`].
fn term(parts: &[&str]) -> String {
    parts.join(NUL.encode_utf8(&mut [0; 4]))
}
