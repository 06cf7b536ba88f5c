//! Errors that resemble each other: those that share a code, or words that few messages have.

use std::collections::{BTreeMap, HashMap};

use crate::model::message::{self, Kind};
use crate::model::{ErrorEntry, Page, code};

/// How many are shown.
const MOST: usize = 5;
/// A word in more messages than this says nothing about any of them.
const COMMON: usize = 40;
/// What two messages must share to be called related, in natural logarithms of rarity: about two words
/// that stand in one message of thirty.
const LEAST: f64 = 6.0;
/// What a shared code is worth.
const CODE: f64 = 12.0;

/// The errors of a locale by what they can share.
#[derive(Default)]
pub(super) struct Related<'a> {
    errors: Vec<(&'a Page, &'a ErrorEntry)>,
    by_term: HashMap<String, Vec<u32>>,
}

impl<'a> Related<'a> {
    pub(super) fn of(pages: impl Iterator<Item = &'a Page>) -> Related<'a> {
        let mut related = Related::default();
        for page in pages {
            for error in &page.document.errors {
                let number = u32::try_from(related.errors.len()).unwrap_or(u32::MAX);
                related.errors.push((page, error));
                for term in terms(error).into_keys() {
                    related.by_term.entry(term).or_default().push(number);
                }
            }
        }
        related
    }

    /// The errors of other pages that are most like this one, best first.
    pub(super) fn to(&self, page: &Page, error: &ErrorEntry) -> Vec<(&'a Page, &'a ErrorEntry)> {
        let all = self.errors.len() as f64;
        let mut worth = BTreeMap::<u32, f64>::new();
        for (term, is_code) in terms(error) {
            let Some(with_it) = self.by_term.get(&term).filter(|with_it| with_it.len() <= COMMON) else {
                continue;
            };
            let points = if is_code { CODE } else { (all / with_it.len() as f64).ln() };
            with_it.iter().for_each(|number| *worth.entry(*number).or_default() += points);
        }
        let mut found: Vec<(f64, u32)> = worth
            .into_iter()
            .filter(|(number, points)| *points >= LEAST && self.errors[*number as usize].0.url != page.url)
            .map(|(number, points)| (points, number))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.into_iter().take(MOST).map(|(_, number)| self.errors[number as usize]).collect()
    }
}

/// The words and codes of an error, and whether each is a code.
fn terms(error: &ErrorEntry) -> BTreeMap<String, bool> {
    let mut terms = BTreeMap::new();
    for piece in message::read(&error.message) {
        let text = &error.message[piece.range];
        if piece.kind == Kind::Word && text.chars().count() >= 4 {
            terms.insert(text.to_lowercase(), false);
        }
    }
    terms.extend(error.codes.iter().map(|text| (code::normal(text), true)));
    terms
}
