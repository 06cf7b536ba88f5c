//! Opens the index of messages and answers what explaining asks of it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use tantivy::columnar::Column;
use tantivy::directory::Directory;
use tantivy::schema::{Field, IndexRecordOption, Value as _};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet as _, Index, InvertedIndexReader, SegmentReader, TERMINATED, TantivyDocument};

use super::pattern::{Term, Weights, terms};
use super::{ErrorRecord, Fields, Pattern, schema};

/// How many terms of a line are read; lines are cut before they have as many.
const MOST_TERMS_OF_LINE: usize = 2000;
/// How many postings a line may cost: its rarest words come first.
const MOST_POSTINGS: usize = 20_000;

/// The index of messages, mapped into memory.
pub struct Messages {
    fields: Fields,
    words: Arc<InvertedIndexReader>,
    codes: Arc<InvertedIndexReader>,
    keys: Arc<InvertedIndexReader>,
    needs: Column<u64>,
    store: StoreReader,
    weights: Weights,
    /// How many patterns there are; the errors follow them.
    patterns: u32,
    documents: u32,
    /// What was read already: the lines of a log are much alike.
    read: RefCell<HashMap<DocId, Rc<Pattern>>>,
    frequencies: RefCell<HashMap<String, u32>>,
}

/// A pattern that shares words with a line.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Candidate {
    pub(in crate::index) pattern: DocId,
    /// What the shared words are worth.
    pub(in crate::index) shared: u32,
    /// What a whole match is worth.
    pub(in crate::index) need: u32,
}

impl Messages {
    /// Opens the index from its files.
    pub(in crate::index) fn open(files: impl Directory) -> anyhow::Result<Messages> {
        let index = Index::open(files)?;
        let (expected, fields) = schema();
        if index.schema() != expected {
            bail!("its fields are not those of this version");
        }
        let segments = index.searchable_segments()?;
        let [segment] = segments.as_slice() else { bail!("it has {} segments", segments.len()) };
        let segment = SegmentReader::open(segment)?;
        let needs = segment.fast_fields().column_opt("need")?;
        let needs = needs.unwrap_or_else(|| Column::build_empty_column(segment.max_doc()));
        let patterns = needs.values.num_vals();
        Ok(Messages {
            fields,
            words: segment.inverted_index(fields.word)?,
            codes: segment.inverted_index(fields.code)?,
            keys: segment.inverted_index(fields.key)?,
            needs,
            store: segment.get_store_reader(16)?,
            weights: Weights::new(),
            patterns,
            documents: segment.max_doc(),
            read: RefCell::default(),
            frequencies: RefCell::default(),
        })
    }

    /// Reads a line; words that no message has keep their full weight.
    pub(in crate::index) fn terms(&self, line: &str) -> anyhow::Result<Vec<Term>> {
        let mut terms = terms(line, MOST_TERMS_OF_LINE, &self.weights);
        for term in terms.iter_mut().filter(|term| term.is_literal()) {
            let frequency = self.frequency(&term.text)?;
            self.weights.weigh(term, frequency, self.patterns);
        }
        Ok(terms)
    }

    /// In how many patterns a word stands.
    pub(in crate::index) fn frequency(&self, word: &str) -> anyhow::Result<u32> {
        if let Some(&known) = self.frequencies.borrow().get(word) {
            return Ok(known);
        }
        let frequency = self.words.terms().get(word)?.map_or(0, |info| info.doc_freq);
        self.frequencies.borrow_mut().insert(word.to_owned(), frequency);
        Ok(frequency)
    }

    /// The patterns that share words with a line.
    pub(in crate::index) fn candidates(&self, line: &[Term]) -> anyhow::Result<Vec<Candidate>> {
        let mut words: Vec<(u32, &str, u32)> = Vec::new();
        for term in line.iter().filter(|term| term.is_literal()) {
            let frequency = self.frequency(&term.text)?;
            if frequency > 0 {
                words.push((frequency, &term.text, term.weight));
            }
        }
        words.sort_unstable();
        words.dedup();
        let mut shared: HashMap<DocId, u32> = HashMap::new();
        let mut cost = 0;
        for (frequency, word, weight) in words {
            cost += frequency as usize;
            if cost > MOST_POSTINGS && !shared.is_empty() {
                // The words that are left are common ones: they only add to what was found.
                break;
            }
            for pattern in documents(&self.words, word)? {
                *shared.entry(pattern).or_default() += weight;
            }
        }
        let need = |pattern| self.needs.first(pattern).unwrap_or_default() as u32;
        let found = shared.into_iter();
        Ok(found.map(|(pattern, shared)| Candidate { pattern, shared, need: need(pattern) }).collect())
    }

    /// A pattern.
    pub(in crate::index) fn pattern(&self, number: DocId) -> anyhow::Result<Rc<Pattern>> {
        if let Some(known) = self.read.borrow().get(&number) {
            return Ok(Rc::clone(known));
        }
        let pattern: Pattern = serde_json::from_str(&self.stored(number)?)?;
        let pattern = Rc::new(pattern);
        self.read.borrow_mut().insert(number, Rc::clone(&pattern));
        Ok(pattern)
    }

    /// An error by its number.
    pub(in crate::index) fn error(&self, number: u32) -> anyhow::Result<ErrorRecord> {
        let document = self.patterns.checked_add(number).filter(|&document| document < self.documents);
        Ok(serde_json::from_str(&self.stored(document.context("an error is missing")?)?)?)
    }

    /// The numbers of the errors with a code in its one form.
    pub(in crate::index) fn errors_with_code(&self, code: &str) -> anyhow::Result<Vec<u32>> {
        self.errors(&self.codes, code)
    }

    /// The numbers of an error in each language.
    pub(in crate::index) fn translations(&self, key: &str) -> anyhow::Result<Vec<u32>> {
        self.errors(&self.keys, key)
    }

    fn errors(&self, inverted: &InvertedIndexReader, term: &str) -> anyhow::Result<Vec<u32>> {
        let documents = documents(inverted, term)?;
        Ok(documents.into_iter().filter_map(|document| document.checked_sub(self.patterns)).collect())
    }

    fn stored(&self, document: DocId) -> anyhow::Result<String> {
        let document: TantivyDocument = self.store.get(document)?;
        let field: Field = self.fields.stored;
        let stored =
            document.get_first(field).and_then(|value| value.as_str()).context("nothing is stored")?;
        Ok(stored.to_owned())
    }
}

fn documents(inverted: &InvertedIndexReader, term: &str) -> anyhow::Result<Vec<DocId>> {
    let Some(info) = inverted.terms().get(term)? else { return Ok(Vec::new()) };
    let mut postings = inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
    let mut documents = Vec::with_capacity(info.doc_freq as usize);
    while postings.doc() != TERMINATED {
        documents.push(postings.doc());
        postings.advance();
    }
    Ok(documents)
}
