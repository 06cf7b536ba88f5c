//! Opens an index and answers what ranking asks of it: terms, postings, lengths, stored records.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use tantivy::directory::{Directory, MmapDirectory};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings as _, SegmentPostings, TermInfo};
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption, Value as _};
use tantivy::store::StoreReader;
use tantivy::{
    DocId, DocSet as _, Index, InvertedIndexReader, SegmentReader, TERMINATED, TantivyDocument, Term,
};

use super::manifest::{MANIFEST, Manifest};
use super::messages::{self, Messages};
use super::record::{Kind, Record};
use super::schema::{FORMAT, Fields, NUL, schema};
use super::seal::SealedDirectory;
use super::stop_words::StopWords;
use crate::model::Locale;

/// What to do about an index that cannot be read.
const REBUILD: &str = "run `ajuda build`";

/// An index folder.
#[derive(Clone, Debug)]
pub struct Library {
    folder: PathBuf,
    /// The locale of readers whose own it does not have.
    pub default_locale: Locale,
    /// Sorted by tag.
    pub locales: Vec<Locale>,
    seals: BTreeMap<String, String>,
}

impl Library {
    /// Reads what an index folder holds.
    ///
    /// # Errors
    /// When there is no index, or one of another version, or a damaged one; the message says what
    /// to run.
    pub fn open(folder: &Path) -> anyhow::Result<Library> {
        let shown = folder.display();
        let Some(text) = read_manifest(folder) else {
            bail!("there is no search index in `{shown}`: {REBUILD}");
        };
        let damaged = || format!("the search index in `{shown}` is damaged: {REBUILD}");
        let json: serde_json::Value = serde_json::from_slice(&text).with_context(damaged)?;
        if json.get("format").and_then(serde_json::Value::as_u64) != Some(u64::from(FORMAT)) {
            bail!("the search index in `{shown}` was written by another version of ajuda: {REBUILD}");
        }
        let manifest: Manifest = serde_json::from_value(json).with_context(damaged)?;
        if manifest.own_hash()? != manifest.hash {
            bail!(damaged());
        }
        let locale = |tag: &String| Locale::parse(tag).with_context(damaged);
        Ok(Library {
            folder: folder.to_path_buf(),
            default_locale: locale(&manifest.default_locale)?,
            locales: manifest.locales.iter().map(locale).collect::<anyhow::Result<_>>()?,
            seals: manifest.seals,
        })
    }

    /// Opens the index of one of its locales.
    ///
    /// # Errors
    /// When the folder is damaged; the message says what to run.
    pub fn locale(&self, locale: &Locale) -> anyhow::Result<LocaleIndex> {
        let open = || LocaleIndex::open(self.files(&locale.path())?, locale.clone());
        open().with_context(|| self.damaged())
    }

    /// Opens the index of messages, which has those of all its locales.
    ///
    /// # Errors
    /// When the folder is damaged; the message says what to run.
    pub fn messages(&self) -> anyhow::Result<Messages> {
        let open = || Messages::open(self.files(messages::FOLDER)?);
        open().with_context(|| self.damaged())
    }

    /// The files of one of its folders.
    fn files(&self, name: &str) -> anyhow::Result<SealedDirectory> {
        let seal = self.seals.get(name).context("it is not in the manifest")?;
        SealedDirectory::open(&self.folder.join(name), seal)
    }

    /// What to say of whatever fails while this is asked: its files are checked as they are read.
    pub fn damaged(&self) -> String {
        format!("the search index in `{}` is damaged: {REBUILD}", self.folder.display())
    }
}

fn read_manifest(folder: &Path) -> Option<Vec<u8>> {
    MmapDirectory::open(folder).ok()?.atomic_read(Path::new(MANIFEST)).ok()
}

/// The index of one locale, mapped into memory.
pub struct LocaleIndex {
    /// The locale.
    pub locale: Locale,
    pub(super) fields: Fields,
    pub(super) stop_words: StopWords,
    segment: SegmentReader,
    /// The inverted index of each indexed text field, in the order of `Fields`.
    inverted: Vec<(Field, Arc<InvertedIndexReader>)>,
    kinds: Column<u64>,
    pages: Column<u64>,
    store: StoreReader,
}

/// An entry in a posting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) document: DocId,
    pub(super) frequency: u32,
}

/// What the lexicon says about a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LexiconEntry {
    /// The stem it shares with other forms, if it does.
    pub(super) stem: Option<String>,
    /// The forms that a compound consists of.
    pub(super) parts: Vec<String>,
}

impl LexiconEntry {
    /// Of what follows the form in a term of the lexicon.
    fn of(stems: &str) -> LexiconEntry {
        let mut stems = stems.split(NUL).map(str::to_owned);
        let stem = stems.next().filter(|stem| !stem.is_empty());
        LexiconEntry { stem, parts: stems.collect() }
    }
}

impl LocaleIndex {
    pub(super) fn open(files: impl Directory, locale: Locale) -> anyhow::Result<LocaleIndex> {
        let index = Index::open(files)?;
        let (expected, fields) = schema();
        if index.schema() != expected {
            bail!("its fields are not those of this version");
        }
        let segments = index.searchable_segments()?;
        let [segment] = segments.as_slice() else { bail!("it has {} segments", segments.len()) };
        let segment = SegmentReader::open(segment)?;
        let indexed =
            [fields.word, fields.word_title, fields.stem, fields.stem_title, fields.pair, fields.lexicon];
        let inverted = indexed
            .into_iter()
            .map(|field| Ok((field, segment.inverted_index(field)?)))
            .collect::<anyhow::Result<_>>()?;
        Ok(LocaleIndex {
            stop_words: StopWords::of(locale.language()),
            locale,
            fields,
            inverted,
            kinds: segment.fast_fields().u64("kind")?,
            pages: segment.fast_fields().u64("page")?,
            store: segment.get_store_reader(8)?,
            segment,
        })
    }

    fn inverted(&self, field: Field) -> &InvertedIndexReader {
        // All fields were opened together, so a lookup cannot miss; the first is the widest.
        let found = self.inverted.iter().find(|(known, _)| *known == field);
        found.map_or(&self.inverted[0].1, |(_, inverted)| inverted)
    }

    /// How many entries there are.
    pub(super) fn documents(&self) -> u32 {
        self.segment.max_doc()
    }

    /// In how many entries a term stands.
    pub(super) fn document_frequency(&self, field: Field, term: &str) -> anyhow::Result<u32> {
        Ok(self.inverted(field).terms().get(term)?.map_or(0, |info| info.doc_freq))
    }

    /// A term's posting list, by document.
    pub(super) fn postings(&self, field: Field, term: &str) -> anyhow::Result<Vec<Posting>> {
        let inverted = self.inverted(field);
        inverted.terms().get(term)?.map_or_else(|| Ok(Vec::new()), |info| postings(inverted, &info))
    }

    /// The lengths of a field, and their mean.
    pub(super) fn lengths(&self, field: Field) -> anyhow::Result<(FieldNormReader, f64)> {
        let total = self.inverted(field).total_num_tokens();
        let mean = total as f64 / f64::from(self.documents().max(1));
        Ok((self.segment.get_fieldnorms_reader(field)?, mean.max(1.0)))
    }

    /// What the lexicon says about a form.
    pub(super) fn lexicon(&self, form: &str) -> anyhow::Result<LexiconEntry> {
        let terms = self.inverted(self.fields.lexicon).terms();
        let (from, to) = (format!("{form}{NUL}"), format!("{form}\u{1}"));
        let mut stream = terms.range().ge(from.as_bytes()).lt(to.as_bytes()).into_stream()?;
        let Some((term, _)) = stream.next() else { return Ok(LexiconEntry::default()) };
        let term = std::str::from_utf8(&term[from.len()..]).context("a term is not UTF-8")?;
        Ok(LexiconEntry::of(term))
    }

    /// Every form.
    pub(super) fn forms(&self) -> anyhow::Result<Vec<String>> {
        let mut stream = self.inverted(self.fields.word).terms().stream()?;
        let mut forms = Vec::new();
        while let Some((form, _)) = stream.next() {
            forms.push(String::from_utf8_lossy(form).into_owned());
        }
        Ok(forms)
    }

    /// The whole lexicon, by form.
    pub(super) fn whole_lexicon(&self) -> anyhow::Result<FxHashMap<String, LexiconEntry>> {
        let mut stream = self.inverted(self.fields.lexicon).terms().stream()?;
        let mut lexicon = FxHashMap::default();
        while let Some((term, _)) = stream.next() {
            let term = std::str::from_utf8(term).context("a term is not UTF-8")?;
            let (form, rest) = term.split_once(NUL).context("the lexicon has an entry without a stem")?;
            lexicon.insert(form.to_owned(), LexiconEntry::of(rest));
        }
        Ok(lexicon)
    }

    /// Gives every pair of neighbours in titles, with its entries.
    pub(super) fn pairs(&self, mut give: impl FnMut(&str, &str, Vec<DocId>)) -> anyhow::Result<()> {
        let inverted = self.inverted(self.fields.pair);
        let mut stream = inverted.terms().stream()?;
        while let Some((term, info)) = stream.next() {
            let term = std::str::from_utf8(term).context("a term is not UTF-8")?;
            let (first, second) = term.split_once(NUL).context("a pair has one word")?;
            let postings = postings(inverted, info)?;
            give(first, second, postings.iter().map(|posting| posting.document).collect());
        }
        Ok(())
    }

    /// The forms one edit away; neighbours that changed places are one edit.
    pub(super) fn near(&self, form: &str) -> anyhow::Result<Vec<String>> {
        let term = Term::from_field_text(self.fields.word, form);
        let automaton = FuzzyTermQuery::new(term, 1, true).automaton()?;
        let mut stream = self.inverted(self.fields.word).terms().search(automaton).into_stream()?;
        let mut forms = Vec::new();
        while let Some((form, _)) = stream.next() {
            forms.push(String::from_utf8_lossy(form).into_owned());
        }
        Ok(forms)
    }

    /// The forms that start so, in order.
    pub(super) fn starting(&self, prefix: &str) -> anyhow::Result<Vec<String>> {
        let terms = self.inverted(self.fields.word).terms();
        let mut stream = terms.range().ge(prefix.as_bytes()).into_stream()?;
        let mut forms = Vec::new();
        while let Some((form, _)) = stream.next() {
            if !form.starts_with(prefix.as_bytes()) {
                break;
            }
            forms.push(String::from_utf8_lossy(form).into_owned());
        }
        Ok(forms)
    }

    /// What an entry is.
    pub(super) fn kind(&self, document: DocId) -> Kind {
        Kind::from_number(self.kinds.first(document).unwrap_or_default())
    }

    /// The page an entry is of.
    pub(super) fn page(&self, document: DocId) -> u64 {
        self.pages.first(document).unwrap_or_default()
    }

    /// What is kept of an entry.
    pub(super) fn record(&self, document: DocId) -> anyhow::Result<Record> {
        let stored: TantivyDocument = self.store.get(document)?;
        let json = stored.get_first(self.fields.record).and_then(|value| value.as_str().map(str::to_owned));
        Ok(serde_json::from_str(&json.context("an entry has no record")?)?)
    }
}

/// The posting list of a term of a field.
fn postings(inverted: &InvertedIndexReader, term: &TermInfo) -> anyhow::Result<Vec<Posting>> {
    let mut postings: SegmentPostings =
        inverted.read_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
    let mut list = Vec::with_capacity(term.doc_freq as usize);
    while postings.doc() != TERMINATED {
        list.push(Posting { document: postings.doc(), frequency: postings.term_freq() });
        postings.advance();
    }
    Ok(list)
}
