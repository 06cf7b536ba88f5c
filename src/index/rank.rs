//! The ranking: field-weighted BM25 over two layers of terms, in whole numbers.
//!
//! Everything a document can earn by a term is one **impact** from 1 to 255, a function of that
//! document and term alone, so it can be computed when an index is exported. What is left for the
//! query is to look up, multiply and add, and that gives the same numbers in any language.
//!
//! For each term `t` of the query, and each of the candidates that it stands for:
//!
//! ```text
//! f(t, d)      = all(t, d) / (1 - B + B · length(d) / mean) + TITLE · title(t, d) / (1 - TB + TB · title_length(d) / title_mean)
//! impact(t, d) = max(1, round(255 · f / (K + f)))
//! idf(t)       = round(64 · ln(1 + (N - n + 0.5) / (n + 0.5)))
//! earned       = (idf(form) · impact(form, d) + idf(stem) · impact(stem, d)) · weight / 10
//! ```
//!
//! `all` counts a term in the whole entry, `title` in its titles and slug; lengths are those of the
//! forms, as tantivy rounds them. A form that shares its stem with no other counts as its own stem.
//! Of several candidates a document earns by the best. The idf of a term is that of its most telling
//! candidate's stem, and a document **covers** that much, times `weight / 10`.
//!
//! For neighbours in the query whose stems are neighbours in a title of the document, it earns
//! `(idf + idf) · 51` more: a tenth of what the two could earn at most.
//!
//! ```text
//! score = earned · (total + 2 · covered) / (3 · total)
//! ```
//!
//! so a document that has all of the query counts three times one that has next to nothing of it.
//! A full share (`covered / total`) is as good for a few words and worse for whole questions.
//! Divisions round down. Equal scores stand in the order of the documents.
//!
//! The constants were chosen where several query sets agree, not at the peak of one; around them
//! the measure is flat. `K` and `B` are BM25's usual ones.

use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;

use super::query::{Candidate, QueryTerm};
use super::read::{LocaleIndex, Posting};
use super::record::Kind;
use super::schema::NUL;

/// BM25's `k1`: how soon a further occurrence adds nothing.
const K: f64 = 1.2;

/// BM25's `b`: how much the length of an entry counts.
const B: f64 = 0.75;

/// How many occurrences one in a title is worth, beside its own.
const TITLE: f64 = 3.0;

/// How much the length of a title counts.
const TITLE_B: f64 = 0.5;

/// The steps of an impact.
const IMPACTS: f64 = 255.0;

/// The steps of an idf to the unit.
const IDF_STEPS: f64 = 64.0;

/// The weight of a word that stands for itself.
pub(super) const FULL: u64 = 10;

/// The weight of a known form that an unknown word stands for.
pub(super) const CORRECTED: u64 = 7;

/// The weight of a bigram from a Japanese particle to the word behind it.
pub(super) const PARTICLE: u64 = 5;

/// What neighbours in a title earn for each step of their idf: a tenth of two full impacts.
const NEIGHBOURS: u64 = 51;

/// An entry and how well it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ranked {
    pub(super) document: DocId,
    pub(super) score: u64,
}

/// How telling a term is that stands in `frequency` of `documents`.
pub(super) fn inverse_frequency(frequency: u32, documents: u32) -> u64 {
    let (n, all) = (f64::from(frequency), f64::from(documents.max(frequency)));
    whole(IDF_STEPS * (1.0 + (all - n + 0.5) / (n + 0.5)).ln())
}

/// The nearest whole number; what is negative or no number is 0.
fn whole(number: f64) -> u64 {
    number.round() as u64
}

/// Every entry that has a term of the query, best first.
///
/// # Errors
/// The operating system's, while the index is read.
pub(super) fn rank(
    index: &LocaleIndex,
    terms: &[QueryTerm],
    kind: Option<Kind>,
) -> anyhow::Result<Vec<Ranked>> {
    let impacts = Impacts::of(index)?;
    let documents = index.documents() as usize;
    let mut earned = vec![0; documents];
    let mut covered = vec![0; documents];
    let mut best = Best::new(documents);
    for term in terms {
        for candidate in &term.candidates {
            impacts.of_candidate(candidate, &mut best)?;
            best.settle(candidate.weight, term.idf * candidate.weight / FULL);
        }
        best.take(|document, earns, covers| {
            earned[document] += earns;
            covered[document] += covers;
        });
    }
    for (first, second) in neighbours(terms) {
        for document in documents_with_pair(index, first, second)? {
            earned[document as usize] += (first.idf + second.idf) * NEIGHBOURS;
        }
    }
    let total: u64 = terms.iter().map(|term| term.idf).sum::<u64>().max(1);
    let mut ranked: Vec<Ranked> = (0..index.documents())
        .zip(earned.into_iter().zip(covered))
        .filter(|&(_, (earned, _))| earned > 0)
        .filter(|&(document, _)| kind.is_none_or(|kind| index.kind(document) == kind))
        .map(|(document, (earned, covered))| {
            let score = earned * (total + 2 * covered) / (3 * total);
            Ranked { document, score }
        })
        .collect();
    ranked.sort_unstable_by(|a, b| b.score.cmp(&a.score).then(a.document.cmp(&b.document)));
    Ok(ranked)
}

/// The terms that follow one another in the query.
fn neighbours(terms: &[QueryTerm]) -> Vec<(&QueryTerm, &QueryTerm)> {
    let follows = |first: &QueryTerm, second: &QueryTerm| {
        first.place.zip(second.place).is_some_and(|(first, second)| first + 1 == second)
    };
    let mut pairs = Vec::new();
    for first in terms {
        pairs.extend(terms.iter().filter(|second| follows(first, second)).map(|second| (first, second)));
    }
    pairs
}

/// The entries with a title in which the two are neighbours, each once.
fn documents_with_pair(
    index: &LocaleIndex,
    first: &QueryTerm,
    second: &QueryTerm,
) -> anyhow::Result<Vec<DocId>> {
    let mut documents = Vec::new();
    for first in &first.candidates {
        for second in &second.candidates {
            let pair = format!("{}{NUL}{}", first.stem_or_form(), second.stem_or_form());
            let postings = index.postings(index.fields.pair, &pair)?;
            documents.extend(postings.iter().map(|posting| posting.document));
        }
    }
    documents.sort_unstable();
    documents.dedup();
    Ok(documents)
}

/// What each document earns by one term while its candidates are read.
struct Best {
    /// By document: what the candidate at hand earns.
    candidate: Vec<u64>,
    candidate_documents: Vec<DocId>,
    /// By document: what the best candidate earns and covers.
    term: Vec<(u64, u64)>,
    term_documents: Vec<DocId>,
}

impl Best {
    fn new(documents: usize) -> Best {
        Best {
            candidate: vec![0; documents],
            candidate_documents: Vec::new(),
            term: vec![(0, 0); documents],
            term_documents: Vec::new(),
        }
    }

    fn add(&mut self, document: DocId, earns: u64) {
        let slot = &mut self.candidate[document as usize];
        if *slot == 0 {
            self.candidate_documents.push(document);
        }
        *slot += earns;
    }

    /// Weighs the candidate at hand against those before it.
    fn settle(&mut self, weight: u64, covers: u64) {
        for document in self.candidate_documents.drain(..) {
            let earns = std::mem::take(&mut self.candidate[document as usize]) * weight / FULL;
            let slot = &mut self.term[document as usize];
            if *slot == (0, 0) {
                self.term_documents.push(document);
            }
            *slot = (*slot).max((earns, covers));
        }
    }

    /// Gives away the term's result.
    fn take(&mut self, mut give: impl FnMut(usize, u64, u64)) {
        for document in self.term_documents.drain(..) {
            let (earns, covers) = std::mem::take(&mut self.term[document as usize]);
            give(document as usize, earns, covers);
        }
    }
}

/// Computes impacts.
struct Impacts<'a> {
    index: &'a LocaleIndex,
    lengths: FieldNormReader,
    mean: f64,
    title_lengths: FieldNormReader,
    title_mean: f64,
}

impl Impacts<'_> {
    fn of(index: &LocaleIndex) -> anyhow::Result<Impacts<'_>> {
        let (lengths, mean) = index.lengths(index.fields.word)?;
        let (title_lengths, title_mean) = index.lengths(index.fields.word_title)?;
        Ok(Impacts { index, lengths, mean, title_lengths, title_mean })
    }

    /// What each document earns by a candidate, before its weight.
    fn of_candidate(&self, candidate: &Candidate, best: &mut Best) -> anyhow::Result<()> {
        let fields = self.index.fields;
        if let Some(form) = &candidate.form {
            // A form that is alone in its stem earns for both.
            let layers = if candidate.stem.is_some() { 1 } else { 2 };
            self.of_term(fields.word, fields.word_title, form, |document, earns| {
                best.add(document, earns * layers);
            })?;
        }
        if let Some(stem) = &candidate.stem {
            self.of_term(fields.stem, fields.stem_title, stem, |document, earns| best.add(document, earns))?;
        }
        Ok(())
    }

    /// idf · impact of a term in each document that has it.
    fn of_term(
        &self,
        all: Field,
        title: Field,
        term: &str,
        mut give: impl FnMut(DocId, u64),
    ) -> anyhow::Result<()> {
        let postings = self.index.postings(all, term)?;
        let frequency = u32::try_from(postings.len()).unwrap_or(u32::MAX);
        let idf = inverse_frequency(frequency, self.index.documents());
        let in_titles = self.index.postings(title, term)?;
        let mut in_titles = in_titles.iter().peekable();
        for posting in postings {
            while in_titles.next_if(|title| title.document < posting.document).is_some() {}
            let title = in_titles.peek().filter(|title| title.document == posting.document);
            give(posting.document, idf * self.impact(posting, title.map_or(0, |title| title.frequency)));
        }
        Ok(())
    }

    fn impact(&self, all: Posting, title: u32) -> u64 {
        let length = f64::from(self.lengths.fieldnorm(all.document)) / self.mean;
        let title_length = f64::from(self.title_lengths.fieldnorm(all.document)) / self.title_mean;
        let frequency = f64::from(all.frequency) / (1.0 - B + B * length)
            + TITLE * f64::from(title) / (1.0 - TITLE_B + TITLE_B * title_length);
        whole(IMPACTS * frequency / (K + frequency)).max(1)
    }
}
