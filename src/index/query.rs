//! A query as terms: its words, each with the known forms it can stand for.
//!
//! 1. The query is cut and folded like any text. A word that comes twice counts once.
//! 2. A form the index knows stands for itself. An unknown extra (a whole code) is left out: its
//!    parts are there.
//! 3. An unknown word stands for the known forms one edit away; where there are none, for the words
//!    it consists of (`Administratorkennwort`); where it is no compound, for the forms that share
//!    its longest beginning. Each counts for less than the word itself.
//! 4. Stop words are left out while another known word remains.
//! 5. Of a long query, such as a pasted message, the rarest words stay.

use std::collections::BTreeSet;

use super::compound::{split, splits_compounds};
use super::fold::plain;
use super::rank::{CORRECTED, FULL, inverse_frequency};
use super::read::LocaleIndex;
use super::tokenize::{Role, tokenize};

/// Queries are cut here: it is a long stack trace already.
const LONGEST: usize = 8 * 1024;

/// How many terms take part in ranking.
const MOST_TERMS: usize = 24;

/// Unknown words of fewer characters are not corrected: too much lies one edit away.
const SHORTEST_CORRECTED: usize = 4;

/// How many forms an unknown word can stand for.
const MOST_CANDIDATES: usize = 16;

/// A known form that a word of the query stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) form: String,
    /// The stem it shares with other forms, if it does.
    pub(super) stem: Option<String>,
    /// How much it counts, of [`FULL`].
    pub(super) weight: u64,
}

/// One word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryTerm {
    /// Never empty.
    pub(super) candidates: Vec<Candidate>,
    /// Its place among the words of the query; extras have none.
    pub(super) place: Option<usize>,
    /// How telling it is.
    pub(super) idf: u64,
}

/// The terms of a query, in its order.
pub(super) fn analyse(index: &LocaleIndex, query: &str) -> anyhow::Result<Vec<QueryTerm>> {
    let mut words: Vec<(String, Option<usize>)> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut place = 0;
    tokenize(&query[..query.floor_char_boundary(LONGEST)], |token| {
        let form = plain(token.lower).into_owned();
        let in_order = token.role != Role::Extra;
        let stop = index.stop_words.contains(&form);
        if seen.insert(form.clone()) {
            words.push((form, in_order.then_some(place)));
        }
        // Stop words leave no gap between their neighbours, as in the pairs of the index.
        place += usize::from(in_order && !stop);
    });
    let long = words.len() > MOST_TERMS;
    let mut terms = Vec::new();
    for (form, place) in words {
        let stop = index.stop_words.contains(&form);
        let candidates = candidates(index, &form, place.is_none() || stop || long)?;
        if let Some(idf) = idf(index, &candidates)? {
            terms.push((stop, QueryTerm { candidates, place, idf }));
        }
    }
    if terms.iter().any(|(stop, _)| !stop) {
        terms.retain(|(stop, _)| !stop);
    }
    let mut terms: Vec<QueryTerm> = terms.into_iter().map(|(_, term)| term).collect();
    if terms.len() > MOST_TERMS {
        let mut rarest: Vec<u64> = terms.iter().map(|term| term.idf).collect();
        rarest.sort_unstable_by(|a, b| b.cmp(a));
        let least = rarest[MOST_TERMS - 1];
        terms.retain(|term| term.idf >= least);
        terms.truncate(MOST_TERMS + MOST_TERMS / 2);
    }
    Ok(terms)
}

/// The idf of the most telling candidate.
fn idf(index: &LocaleIndex, candidates: &[Candidate]) -> anyhow::Result<Option<u64>> {
    let mut best = None;
    for candidate in candidates {
        let (field, term) = match &candidate.stem {
            Some(stem) => (index.fields.stem, stem),
            None => (index.fields.word, &candidate.form),
        };
        let frequency = index.document_frequency(field, term)?;
        best = best.max(Some(inverse_frequency(frequency, index.documents())));
    }
    Ok(best)
}

fn candidates(index: &LocaleIndex, form: &str, exact: bool) -> anyhow::Result<Vec<Candidate>> {
    let known = |form: &str| Ok::<_, anyhow::Error>(index.document_frequency(index.fields.word, form)? > 0);
    let candidate = |form: String, weight: u64| {
        let stem = index.shared_stem(&form)?;
        Ok::<_, anyhow::Error>(Candidate { form, stem, weight })
    };
    if known(form)? {
        let h = std::env::var("H").ok().and_then(|v| v.parse().ok()).unwrap_or(FULL);
        let weight = if form.chars().any(|c| matches!(c, '\u{3041}'..='\u{309f}')) { h } else { FULL };
        return Ok(vec![candidate(form.to_owned(), weight)?]);
    }
    let length = form.chars().count();
    if exact || form.chars().any(|c| !c.is_alphanumeric()) {
        return Ok(Vec::new());
    }
    let dense = form.chars().all(super::tokenize::is_dense);
    if dense {
        // A lone character stands for every bigram that it begins.
        let forms = if length == 1 { index.starting(form, MOST_CANDIDATES)? } else { Vec::new() };
        return forms.into_iter().map(|form| candidate(form, CORRECTED)).collect();
    }
    if length < SHORTEST_CORRECTED {
        return Ok(Vec::new());
    }
    let mut forms = index.near(form)?;
    if forms.is_empty() && splits_compounds(index.locale.language()) {
        let frequency = |part: &str| index.document_frequency(index.fields.word, part).unwrap_or(0);
        forms = split(form, frequency, 3).into_iter().map(str::to_owned).collect();
    }
    if forms.is_empty() {
        forms = longest_beginning(index, form)?;
    }
    forms.truncate(MOST_CANDIDATES);
    forms.into_iter().map(|form| candidate(form, CORRECTED)).collect()
}

/// The forms that share the longest beginning with an unknown word, of at least four characters and
/// two thirds of it.
fn longest_beginning(index: &LocaleIndex, form: &str) -> anyhow::Result<Vec<String>> {
    let ends: Vec<usize> = form.char_indices().map(|(at, _)| at).chain([form.len()]).collect();
    let length = ends.len() - 1;
    let shortest = SHORTEST_CORRECTED.max(length * 2 / 3);
    for end in (shortest..=length).rev() {
        let forms = index.starting(&form[..ends[end]], MOST_CANDIDATES)?;
        if !forms.is_empty() {
            return Ok(forms);
        }
    }
    Ok(Vec::new())
}
