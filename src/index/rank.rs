//! The ranking: field-weighted BM25 over two layers of terms, in whole numbers.
//!
//! Everything a document can earn by a term is one **impact** from 1 to 63 (`impact`), a function of
//! that document and term alone, so it can be computed when an index is exported. What is left for
//! the query is to look up, multiply and add, and that gives the same numbers in any language.
//!
//! For each term `t` of the query, and each of the candidates that it stands for:
//!
//! ```text
//! idf(t)       = round(64 · ln(1 + (N - n + 0.5) / (n + 0.5)))
//! earned       = (idf(form) · impact(form, d) + idf(stem) · impact(stem, d)) · weight / 10
//! ```
//!
//! A form that shares its stem with no other counts as its own stem. A form that stands in for another
//! word counts by its stem alone, twice, and only in the stem's best entries. Of several candidates a document earns by the best. The idf of a term is that of its most telling
//! candidate's stem, and a document **covers** that much, times `weight / 10`.
//!
//! For neighbours in the query, neither of them corrected, whose stems are neighbours in a title of the document, it earns
//! `(idf + idf) · 13` more: a tenth of what the two could earn at most.
//!
//! ```text
//! score = earned · (total + 2 · covered) / (3 · total)
//! ```
//!
//! and for a question that answers a query which is one itself, five halves of that: somebody who asks in
//! whole sentences says much that no title says, but mostly asks what others have asked.
//!
//! So a document that has all of the query counts three times one that has next to nothing of it.
//! A full share (`covered / total`) is as good for a few words and worse for whole questions.
//! Divisions round down. Equal scores stand in the order of the documents.
//!
//! The constants were chosen where several query sets agree, not at the peak of one; around them
//! the measure is flat.

use tantivy::DocId;

use super::impact::{Impacts, List};
use super::query::{Candidate, QueryTerm};
use super::read::LocaleIndex;
use super::record::Kind;
use super::schema::NUL;

/// The steps of an idf to the unit.
const IDF_STEPS: f64 = 64.0;

/// The weight of a word that stands for itself.
pub(super) const FULL: u64 = 10;

/// The weight of a known form that an unknown word stands for.
pub(super) const CORRECTED: u64 = 7;

/// The weight of a bigram from a Japanese particle to the word behind it.
pub(super) const PARTICLE: u64 = 5;

/// What a question's score is multiplied by where the query is a question too: first by the one, then
/// divided by the other.
const QUESTION: (u64, u64) = (5, 2);

/// What neighbours in a title earn for each step of their idf: a tenth of two full impacts.
const NEIGHBOURS: u64 = 13;

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
pub(super) fn whole(number: f64) -> u64 {
    number.round() as u64
}

/// Every entry that has a term of the query, best first. `asks` says that the query is a question.
///
/// # Errors
/// The operating system's, while the index is read.
pub(super) fn rank(
    index: &LocaleIndex,
    terms: &[QueryTerm],
    kind: Option<Kind>,
    asks: bool,
) -> anyhow::Result<Vec<Ranked>> {
    let impacts = Impacts::of(index)?;
    let documents = index.documents() as usize;
    let mut earned = vec![0; documents];
    let mut covered = vec![0; documents];
    let mut best = Best::new(documents);
    for term in terms {
        for candidate in &term.candidates {
            earn(&impacts, candidate, &mut best)?;
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
            let answers = asks && index.kind(document) == Kind::Question;
            let score = if answers { score * QUESTION.0 / QUESTION.1 } else { score };
            Ranked { document, score }
        })
        .collect();
    ranked.sort_unstable_by(|a, b| b.score.cmp(&a.score).then(a.document.cmp(&b.document)));
    Ok(ranked)
}

/// What each document earns by a candidate, before its weight.
fn earn(impacts: &Impacts<'_>, candidate: &Candidate, best: &mut Best) -> anyhow::Result<()> {
    let documents = impacts.index.documents();
    let mut add = |list: &List, layers: u64| {
        let idf = inverse_frequency(list.frequency, documents) * layers;
        for &(document, impact) in &list.impacts {
            best.add(document, idf * u64::from(impact));
        }
    };
    let of_stem = match &candidate.stem {
        Some(stem) => impacts.of_stem(stem)?,
        None => impacts.of_lone_form(&candidate.form)?,
    };
    if candidate.brief {
        add(&of_stem.brief(), 2);
        return Ok(());
    }
    if candidate.stem.is_none() {
        // A form that is alone in its stem earns for both.
        add(&of_stem, 2);
        return Ok(());
    }
    add(&impacts.of_form(&candidate.form, &of_stem)?, 1);
    add(&of_stem, 1);
    Ok(())
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
    let exact = |term: &&Candidate| !term.brief;
    for first in first.candidates.iter().filter(exact) {
        for second in second.candidates.iter().filter(exact) {
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
