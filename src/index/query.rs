//! A query as terms: its words, each with the known forms it can stand for.
//!
//! 1. The query is cut and folded like any text. A word that comes twice counts once.
//! 2. A form the index knows stands for itself; where it is a compound, its parts are terms too.
//! 3. An unknown word of letters, in a query of few words, stands
//!    - for the known forms one edit away;
//!    - where there are none, for the two known words it consists of (`Administratorkennwort`), each a
//!      term of its own;
//!    - where it is no compound, for the forms of about its length that share its longest beginning.
//!
//!    Each counts for less than the word itself, and only in its best entries ([`List::brief`]), so
//!    that a web index can keep what a misspelt word is taken for beside its spelling.
//! 4. Stop words are left out while another word remains.
//! 5. Of a long query, such as a pasted message, only the most telling words are looked up, because
//!    a web index is read by the word: those that stand in few entries, and of these the longest.
//!    Nothing of it is corrected: there is enough to go by, and the unknown words of a message are
//!    times and paths of one machine.
//!
//! [`List::brief`]: super::impact::List::brief

use std::collections::BTreeSet;

use super::compound::{SHORTEST_PART, joins, splits_compounds};
use super::fold::plain;
use super::rank::{CORRECTED, FULL, PARTICLE, inverse_frequency};
use super::read::{LexiconEntry, LocaleIndex};
use super::stop_words::is_hiragana;
use super::tokenize::{Role, is_dense, tokenize};

/// Queries are cut after so many UTF-16 units: that is a long stack trace already.
const LONGEST: usize = 8 * 1024;

/// Of how many words a query may be for its unknown words to be corrected.
const MOST_CORRECTED: usize = 6;

/// How many words of a query are looked up, besides stop words.
const MOST_WORDS: usize = 12;

/// Unknown words of fewer characters are not corrected: too much lies one edit away.
pub(super) const SHORTEST_CORRECTED: usize = 4;

/// How many forms an unknown word can stand for.
pub(super) const MOST_CANDIDATES: usize = 16;

/// By how many characters a form may be longer or shorter than the word that it shares its beginning
/// with.
pub(super) const LONGER: usize = 2;

/// Whether a form can be a misspelt word, or what one stands for: letters alone, of a script that
/// writes words apart. A number one edit away is another number.
pub(super) fn is_correctable(form: &str) -> bool {
    form.chars().all(|c| c.is_alphabetic() && !is_dense(c))
}

/// Whether a form stands in so many entries that a long query can do without it; in a small site, where any
/// word stands in a good part of them, in more than a few.
pub(super) fn is_common(frequency: u32, documents: u32) -> bool {
    frequency > 4 && frequency.saturating_mul(16) > documents
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
    /// Whether it is not the word itself, and counts only in its best entries.
    pub(super) brief: bool,
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
    if words.iter().any(|word| !word.stop) {
        words.retain(|word| !word.stop);
    }
    let few = words.iter().filter(|word| word.place.is_some()).count() <= MOST_CORRECTED;
    if words.len() > MOST_WORDS {
        keep_telling(index, &mut words)?;
    }
    let mut terms = Vec::new();
    for word in words {
        word.terms(index, few, &mut terms)?;
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
        let corrected = term.candidates[0].weight == CORRECTED;
        if term.place.is_none() || !is_correctable(&term.word) || !corrected {
            continue;
        }
        let mut best: Option<(u32, String)> = None;
        for candidate in term.candidates {
            let frequency = frequency(index, &candidate)?;
            if best.as_ref().is_none_or(|(most, _)| frequency > *most) {
                best = Some((frequency, candidate.form));
            }
        }
        corrections.extend(best.map(|(_, taken)| (term.word, taken)));
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
    tokenize(beginning(query), |token| {
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

/// As much of a query as is read.
fn beginning(query: &str) -> &str {
    let mut length = 0;
    let fits = |c: char| {
        length += c.len_utf16();
        length > LONGEST
    };
    query.find(fits).map_or(query, |end| &query[..end])
}

/// Keeps the words that tell most, as far as that can be known without looking each up: those that
/// are not common, and of these the longest.
fn keep_telling(index: &LocaleIndex, words: &mut Vec<Word>) -> anyhow::Result<()> {
    let mut order = Vec::new();
    for (number, word) in words.iter().enumerate() {
        let frequency = index.document_frequency(index.fields.word, &word.form)?;
        let common = is_common(frequency, index.documents());
        let length = word.form.chars().count();
        order.push((common, weight(&word.form) == PARTICLE, std::cmp::Reverse(length), number));
    }
    order.sort_unstable();
    let kept: BTreeSet<usize> = order.into_iter().take(MOST_WORDS).map(|(.., number)| number).collect();
    let mut number = 0..;
    words.retain(|_| number.next().is_some_and(|number| kept.contains(&number)));
    Ok(())
}

impl Word {
    /// Adds the terms that the word is.
    fn terms(&self, index: &LocaleIndex, few: bool, terms: &mut Vec<QueryTerm>) -> anyhow::Result<()> {
        let mut add = |word: &str, candidates: Vec<Candidate>, place| {
            let Some(idf) = idf(index, &candidates)? else { return Ok(()) };
            terms.push(QueryTerm { word: word.to_owned(), candidates, place, idf });
            Ok::<_, anyhow::Error>(())
        };
        if index.document_frequency(index.fields.word, &self.form)? > 0 {
            let LexiconEntry { stem, parts } = index.lexicon(&self.form)?;
            let itself =
                Candidate { form: self.form.clone(), stem, weight: weight(&self.form), brief: false };
            add(&self.form, vec![itself], self.place)?;
            for part in parts {
                add(&part, vec![other(index, part.clone(), FULL)?], None)?;
            }
            return Ok(());
        }
        if self.form.starts_with(is_dense) {
            // A lone character stands for the bigrams that it begins.
            let lone = self.form.chars().count() == 1;
            let found = if lone { most_frequent(index, &self.form)? } else { Vec::new() };
            return add(&self.form, found, self.place);
        }
        let letters = self.form.chars().count();
        if !few || self.place.is_none() || !is_correctable(&self.form) || letters < SHORTEST_CORRECTED {
            return Ok(());
        }
        let mut near = index.near(&self.form)?;
        near.retain(|form| is_correctable(form));
        if !near.is_empty() {
            return add(&self.form, corrected(index, near)?, self.place);
        }
        let parts = compound_parts(index, &self.form)?;
        if !parts.is_empty() {
            for part in parts {
                add(&part.form.clone(), vec![part], None)?;
            }
            return Ok(());
        }
        add(&self.form, corrected(index, longest_beginning(index, &self.form)?)?, self.place)
    }
}

/// A known form that stands for another word.
fn other(index: &LocaleIndex, form: String, weight: u64) -> anyhow::Result<Candidate> {
    let stem = index.lexicon(&form)?.stem;
    Ok(Candidate { form, stem, weight, brief: true })
}

fn corrected(index: &LocaleIndex, forms: Vec<String>) -> anyhow::Result<Vec<Candidate>> {
    forms.into_iter().take(MOST_CANDIDATES).map(|form| other(index, form, CORRECTED)).collect()
}

/// The forms that start so which stand in most entries.
fn most_frequent(index: &LocaleIndex, prefix: &str) -> anyhow::Result<Vec<Candidate>> {
    let mut found = Vec::new();
    for form in index.starting(prefix)?.into_iter().filter(|form| form != prefix) {
        let candidate = other(index, form, CORRECTED)?;
        found.push((std::cmp::Reverse(frequency(index, &candidate)?), candidate));
    }
    found.sort_by(|(a, first), (b, second)| (a, &first.form).cmp(&(b, &second.form)));
    Ok(found.into_iter().take(MOST_CANDIDATES).map(|(_, candidate)| candidate).collect())
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

/// In how many entries a candidate stands in any of its forms.
fn frequency(index: &LocaleIndex, candidate: &Candidate) -> anyhow::Result<u32> {
    let field = if candidate.stem.is_some() { index.fields.stem } else { index.fields.word };
    index.document_frequency(field, candidate.stem_or_form())
}

/// The idf of the most telling candidate; none where there is no candidate.
fn idf(index: &LocaleIndex, candidates: &[Candidate]) -> anyhow::Result<Option<u64>> {
    let mut best = None;
    for candidate in candidates {
        let frequency = frequency(index, candidate)?;
        best = best.max(Some(inverse_frequency(frequency, index.documents())));
    }
    Ok(best)
}

/// The two known words that an unknown one consists of: of several ways the one whose rarer word is the
/// most frequent, of equals the first.
fn compound_parts(index: &LocaleIndex, form: &str) -> anyhow::Result<Vec<Candidate>> {
    if !splits_compounds(index.locale.language()) {
        return Ok(Vec::new());
    }
    let known = |part: &str| -> anyhow::Result<Option<(u32, Candidate)>> {
        let fits = part.chars().count() >= SHORTEST_PART && !index.stop_words.contains(part);
        if !fits || index.document_frequency(index.fields.word, part)? == 0 {
            return Ok(None);
        }
        let candidate = other(index, part.to_owned(), CORRECTED)?;
        Ok(Some((frequency(index, &candidate)?, candidate)))
    };
    let cuts: Vec<usize> = form.char_indices().map(|(at, _)| at).skip(1).collect();
    let heads = cuts.iter().map(|&at| known(&form[..at]));
    let heads = heads.filter_map(Result::transpose).collect::<anyhow::Result<Vec<_>>>()?;
    let tails = cuts.iter().map(|&at| known(&form[at..]));
    let mut tails = tails.filter_map(Result::transpose).collect::<anyhow::Result<Vec<_>>>()?;
    tails.sort_by(|(_, a), (_, b)| a.form.cmp(&b.form));
    let mut best = (0, Vec::new());
    for (of_head, head) in &heads {
        for (of_tail, tail) in &tails {
            let least = *of_head.min(of_tail);
            if least > best.0 && joins(form, &head.form, &tail.form) {
                best = (least, vec![head.clone(), tail.clone()]);
            }
        }
    }
    Ok(best.1)
}

/// The forms of about its length that share the longest beginning with an unknown word, of at least four
/// characters and two thirds of it.
fn longest_beginning(index: &LocaleIndex, form: &str) -> anyhow::Result<Vec<String>> {
    let ends: Vec<usize> = form.char_indices().map(|(at, _)| at).chain([form.len()]).collect();
    let length = ends.len() - 1;
    let shortest = SHORTEST_CORRECTED.max(length * 2 / 3);
    for end in (shortest..=length).rev() {
        let mut forms = index.starting(&form[..ends[end]])?;
        forms.retain(|other| is_correctable(other) && other.chars().count().abs_diff(length) <= LONGER);
        if !forms.is_empty() {
            return Ok(forms);
        }
    }
    Ok(Vec::new())
}
