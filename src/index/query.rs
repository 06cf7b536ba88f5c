//! A query as terms: its words, each with the known forms it can stand for.
//!
//! 1. The query is cut and folded like any text. A word that comes twice counts once.
//! 2. A form the index knows stands for itself; where it is a compound, its parts are terms too.
//! 3. An unknown extra (a whole code) is left out: its parts are there. An unknown word stands
//!    - for the known forms one edit away;
//!    - where there are none, for the known words it consists of (`Administratorkennwort`), each a
//!      term of its own;
//!    - where it is no compound, for the forms that share its longest beginning.
//!
//!    Each counts for less than the word itself.
//! 4. Stop words are left out while another known word remains.
//! 5. Of a long query, such as a pasted message, only the most telling words are looked up, because
//!    a web index is read by the word: those that stand in few entries, and of these the longest.
//!    From nine words on nothing is corrected: there is enough to go by, and the unknown words of a
//!    message are times and paths of one machine.

use std::collections::BTreeSet;

use super::compound::{split, splits_compounds};
use super::fold::plain;
use super::rank::{CORRECTED, FULL, PARTICLE, inverse_frequency};
use super::read::LocaleIndex;
use super::stop_words::is_hiragana;
use super::tokenize::{Role, is_dense, tokenize};

/// Queries are cut after so many bytes: that is a long stack trace already.
const LONGEST: usize = 8 * 1024;

/// Of how many words a query may be for its unknown words to be corrected.
const MOST_CORRECTED: usize = 8;

/// How many words of a query are looked up, besides stop words.
const MOST_WORDS: usize = 16;

/// How many terms take part in ranking.
const MOST_TERMS: usize = 24;

/// Unknown words of fewer characters are not corrected: too much lies one edit away.
pub(super) const SHORTEST_CORRECTED: usize = 4;

/// How many forms an unknown word can stand for.
const MOST_CANDIDATES: usize = 16;

/// Whether a form can be a misspelt word, or what one stands for: letters alone, of a script that
/// writes words apart. A number one edit away is another number.
pub(super) fn is_correctable(form: &str) -> bool {
    form.chars().all(|c| c.is_alphabetic() && !is_dense(c))
}

/// Whether a form stands in so many entries that a long query can do without it.
pub(super) fn is_common(frequency: u32, documents: u32) -> bool {
    frequency.saturating_mul(16) > documents
}

/// A known form that a word of the query stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The form.
    pub(super) form: String,
    /// The stem it shares with other forms, if it does.
    pub(super) stem: Option<String>,
    /// How much it counts, of [`FULL`].
    pub(super) weight: u64,
}

impl Candidate {
    /// Its name among pairs.
    pub(super) fn stem_or_form(&self) -> &str {
        self.stem.as_deref().unwrap_or(&self.form)
    }
}

/// One word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryTerm {
    /// The word of the query.
    pub(super) word: String,
    /// Never empty.
    pub(super) candidates: Vec<Candidate>,
    /// Its place among the words of the query that are no stop words; extras have none.
    pub(super) place: Option<usize>,
    /// The idf of its most telling candidate.
    pub(super) idf: u64,
}

/// The terms of a query, in its order.
///
/// # Errors
/// The operating system's, while the index is read.
pub(super) fn analyse(index: &LocaleIndex, query: &str) -> anyhow::Result<Vec<QueryTerm>> {
    let mut words = words(index, query);
    let telling = words.iter().filter(|word| !word.stop && word.place.is_some()).count();
    let long = telling > MOST_CORRECTED;
    if words.iter().filter(|word| !word.stop).count() > MOST_WORDS {
        keep_telling(index, &mut words)?;
    }
    let mut terms = Vec::new();
    let mut stop_terms = Vec::new();
    for word in words {
        let list = if word.stop { &mut stop_terms } else { &mut terms };
        word.terms(index, long, list)?;
    }
    if terms.is_empty() {
        terms = stop_terms;
    }
    if terms.len() > MOST_TERMS {
        let mut rarest: Vec<usize> = (0..terms.len()).collect();
        rarest.sort_by_key(|&at| std::cmp::Reverse(terms[at].idf));
        let kept: BTreeSet<usize> = rarest.into_iter().take(MOST_TERMS).collect();
        let mut at = 0..;
        terms.retain(|_| at.next().is_some_and(|at| kept.contains(&at)));
    }
    Ok(terms)
}

/// The unknown words of a query, each with the most frequent form that was taken for it.
///
/// # Errors
/// The operating system's, while the index is read.
pub(super) fn corrections(index: &LocaleIndex, query: &str) -> anyhow::Result<Vec<(String, String)>> {
    let mut corrections = Vec::new();
    for term in analyse(index, query)? {
        let mut best: Option<(u32, String)> = None;
        for candidate in term.candidates.into_iter().filter(|candidate| candidate.weight == CORRECTED) {
            let frequency = index.document_frequency(index.fields.word, &candidate.form)?;
            if best.as_ref().is_none_or(|(most, _)| frequency > *most) {
                best = Some((frequency, candidate.form));
            }
        }
        let is_word = term.place.is_some() && is_correctable(&term.word);
        corrections.extend(best.filter(|_| is_word).map(|(_, taken)| (term.word, taken)));
    }
    Ok(corrections)
}

/// A word as it stands in the query.
struct Word {
    form: String,
    place: Option<usize>,
    stop: bool,
}

fn words(index: &LocaleIndex, query: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next_place = 0;
    tokenize(&query[..query.floor_char_boundary(LONGEST)], |token| {
        let form = plain(token.lower).into_owned();
        let stop = index.stop_words.contains(&form);
        // Stop words leave no gap between their neighbours, as in the pairs of the index.
        let place = (token.role != Role::Extra && !stop).then(|| {
            next_place += 1;
            next_place
        });
        if seen.insert(form.clone()) {
            words.push(Word { form, place, stop });
        }
    });
    words
}

/// Keeps the words that tell most, as far as that can be known without looking each up: those that
/// are not common, and of these the longest.
fn keep_telling(index: &LocaleIndex, words: &mut Vec<Word>) -> anyhow::Result<()> {
    let mut order = Vec::new();
    for (number, word) in words.iter().enumerate().filter(|(_, word)| !word.stop) {
        let frequency = index.document_frequency(index.fields.word, &word.form)?;
        let common = is_common(frequency, index.documents());
        let length = word.form.chars().count();
        order.push((common, weight(&word.form) == PARTICLE, std::cmp::Reverse(length), number));
    }
    order.sort_unstable();
    let kept: BTreeSet<usize> = order.into_iter().take(MOST_WORDS).map(|(.., number)| number).collect();
    let mut number = 0..;
    words.retain(|word| number.next().is_some_and(|number| word.stop || kept.contains(&number)));
    Ok(())
}

impl Word {
    /// Adds the terms that the word is.
    fn terms(&self, index: &LocaleIndex, long: bool, terms: &mut Vec<QueryTerm>) -> anyhow::Result<()> {
        let mut add = |candidates: Vec<Candidate>, place| {
            let Some(idf) = idf(index, &candidates)? else { return Ok(()) };
            terms.push(QueryTerm { word: self.form.clone(), candidates, place, idf });
            Ok::<_, anyhow::Error>(())
        };
        if is_known(index, &self.form)? {
            let (candidate, parts) = known(index, self.form.clone(), weight(&self.form))?;
            add(vec![candidate], self.place)?;
            for part in parts {
                add(vec![known(index, part, FULL)?.0], None)?;
            }
            return Ok(());
        }
        if long || self.place.is_none() || self.form.contains(|c: char| !c.is_alphanumeric()) {
            return Ok(());
        }
        if self.form.chars().all(is_dense) {
            // A lone character stands for the bigrams that it begins.
            let lone = self.form.chars().count() == 1;
            let forms = if lone { index.starting(&self.form, MOST_CANDIDATES)? } else { Vec::new() };
            return add(corrected(index, forms)?, self.place);
        }
        if self.form.chars().count() < SHORTEST_CORRECTED {
            return Ok(());
        }
        let mut near = if is_correctable(&self.form) { index.near(&self.form)? } else { Vec::new() };
        near.retain(|form| is_correctable(form));
        if !near.is_empty() {
            return add(corrected(index, near)?, self.place);
        }
        let parts = compound_parts(index, &self.form);
        if !parts.is_empty() {
            for part in parts {
                add(corrected(index, vec![part])?, None)?;
            }
            return Ok(());
        }
        add(corrected(index, longest_beginning(index, &self.form)?)?, self.place)
    }
}

fn is_known(index: &LocaleIndex, form: &str) -> anyhow::Result<bool> {
    Ok(index.document_frequency(index.fields.word, form)? > 0)
}

/// A known form as a candidate, and its parts where it is a compound.
fn known(index: &LocaleIndex, form: String, weight: u64) -> anyhow::Result<(Candidate, Vec<String>)> {
    let entry = index.lexicon(&form)?;
    Ok((Candidate { form, stem: entry.stem, weight }, entry.parts))
}

fn corrected(index: &LocaleIndex, mut forms: Vec<String>) -> anyhow::Result<Vec<Candidate>> {
    forms.truncate(MOST_CANDIDATES);
    forms.into_iter().map(|form| Ok(known(index, form, CORRECTED)?.0)).collect()
}

/// A bigram that reaches from hiragana to another script is mostly a particle and the beginning of
/// the word behind it, and rare for no reason; the honorific `お` and `ご` belong to their word.
fn weight(form: &str) -> u64 {
    let mut characters = form.chars();
    match (characters.next(), characters.next()) {
        (Some('お' | 'ご'), _) => FULL,
        (Some(first), Some(second)) if is_hiragana(first) && !is_hiragana(second) => PARTICLE,
        _ => FULL,
    }
}

/// The idf of the most telling candidate; none where there is no candidate.
fn idf(index: &LocaleIndex, candidates: &[Candidate]) -> anyhow::Result<Option<u64>> {
    let mut best = None;
    for candidate in candidates {
        let field = if candidate.stem.is_some() { index.fields.stem } else { index.fields.word };
        let frequency = index.document_frequency(field, candidate.stem_or_form())?;
        best = best.max(Some(inverse_frequency(frequency, index.documents())));
    }
    Ok(best)
}

/// The known words that an unknown one consists of.
fn compound_parts(index: &LocaleIndex, form: &str) -> Vec<String> {
    if !splits_compounds(index.locale.language()) {
        return Vec::new();
    }
    let frequency = |part: &str| {
        if index.stop_words.contains(part) {
            return 0;
        }
        // A part that cannot be read is as good as unknown here: ranking will report it.
        index.document_frequency(index.fields.word, part).unwrap_or(0)
    };
    split(form, frequency, 3).into_iter().map(str::to_owned).collect()
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
