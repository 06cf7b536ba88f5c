//! What of a message is compared, and what each part is worth.
//!
//! A word is worth more the rarer it is in the messages of the site, and less where every log is full
//! of it (`failed`, `connection`) or no sentence can do without it (`the`). So a small site, whose words
//! are all rare, is not matched by any line that says that something failed.
//!
//! Weights are hundredths, so that sums are the same on every machine.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::index::fold::{fold, plain};
use crate::index::stop_words::{StopWords, is_hiragana};
use crate::index::tokenize::{Role, is_dense, tokenize};
use crate::model::code;
use crate::model::message::{self, Hole, Kind};

/// Words that logs of every program are full of, in the languages of the interface.
const LOG_WORDS: &str = include_str!("log_words.txt");

/// What a message says behind this many terms does not tell it from others.
pub(in crate::index) const MOST_TERMS: usize = 120;

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::index) enum Sort {
    Word,
    Code,
    /// A hole that only its own kind fills.
    Value(u8),
    /// A hole that anything fills.
    Anything,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::index) struct Term {
    pub(in crate::index) sort: Sort,
    /// The folded word, the code in its one form, or what stands in the hole.
    pub(in crate::index) text: String,
    /// Whether it stands in a quoted name: it may be another one.
    pub(in crate::index) in_quotes: bool,
    /// What it is worth, in hundredths.
    pub(in crate::index) weight: u32,
    /// Where it begins in its text; not kept in the index.
    #[serde(skip)]
    pub(in crate::index) at: usize,
}

impl Term {
    /// Whether it has a posting list: holes have none.
    pub(in crate::index) fn is_literal(&self) -> bool {
        matches!(self.sort, Sort::Word | Sort::Code)
    }

    /// What a match must have of it: a name in quotes may be another one, and half of the names with
    /// digits in them are numbered.
    pub(in crate::index) fn need(&self) -> u32 {
        let numbered = self.sort == Sort::Word && self.text.bytes().any(|byte| byte.is_ascii_digit());
        match (self.in_quotes, numbered) {
            (true, _) => 0,
            (false, true) => self.weight / 2,
            (false, false) => self.weight,
        }
    }
}

/// The first terms of a text, at most `most`. The weights are those of words of which nothing is known
/// but the lists; bigrams stand for words in scripts without spaces.
pub(in crate::index) fn terms(text: &str, most: usize, weights: &Weights) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for piece in message::read(text) {
        if terms.len() >= most {
            break;
        }
        let span = &text[piece.range.clone()];
        let mut push = |sort, text: String| {
            let weight = weights.plain(sort, &text);
            terms.push(Term { sort, text, in_quotes: piece.in_quotes, weight, at: piece.range.start });
        };
        match piece.kind {
            Kind::Word => tokenize(span, |token| {
                if token.role != Role::Extra {
                    push(Sort::Word, plain(token.lower).into_owned());
                }
            }),
            Kind::Code => push(Sort::Code, code::normal(span)),
            Kind::Hole(Hole::Placeholder) => push(Sort::Anything, value(span)),
            Kind::Hole(hole) => push(Sort::Value(kind(hole)), value(span)),
        }
    }
    terms.truncate(most);
    terms
}

/// Times, numbers, GUIDs and hexadecimal digits are often taken for one another.
fn kind(hole: Hole) -> u8 {
    match hole {
        Hole::Time | Hole::Guid | Hole::Number | Hole::Hex => 0,
        Hole::Path | Hole::Url => 1,
        Hole::Email => 2,
        Hole::Quoted | Hole::Placeholder => 3,
    }
}

/// What stands in a hole, for comparing.
fn value(span: &str) -> String {
    let start: String = span.chars().take(64).collect();
    fold(&start).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How much words are worth.
pub(in crate::index) struct Weights {
    stop_words: StopWords,
    log_words: BTreeSet<&'static str>,
}

impl Weights {
    /// Reads the lists.
    pub(in crate::index) fn new() -> Weights {
        let words = LOG_WORDS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        Weights { stop_words: StopWords::of_all(), log_words: words.collect() }
    }

    /// What a term is worth at most.
    fn plain(&self, sort: Sort, text: &str) -> u32 {
        match sort {
            Sort::Code => 150,
            Sort::Value(_) | Sort::Anything => 15,
            Sort::Word => self.of_word(text),
        }
    }

    fn of_word(&self, word: &str) -> u32 {
        let dense = word.starts_with(is_dense);
        if dense {
            let hiragana = word.chars().filter(|&c| is_hiragana(c)).count();
            return [45, 25, 10][hiragana.min(2)];
        }
        if self.stop_words.contains(word) || word.len() == 1 {
            25
        } else if self.log_words.contains(word) {
            55
        } else {
            100
        }
    }

    /// What a term is worth that stands in `frequency` of `patterns` patterns.
    ///
    /// Its share of the inverse document frequency, `ln(1 + N / n)`, between two fifths and the whole.
    pub(in crate::index) fn weigh(&self, term: &mut Term, frequency: u32, patterns: u32) {
        let plain = self.plain(term.sort, &term.text);
        if !term.is_literal() || frequency == 0 {
            term.weight = plain;
            return;
        }
        let idf = (1.0 + f64::from(patterns) / f64::from(frequency)).ln() / (1.0 + f64::from(patterns)).ln();
        term.weight = (f64::from(plain) * (0.4 + 0.6 * idf)).round() as u32;
    }
}
