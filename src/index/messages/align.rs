//! How well a line holds a message: the best way to lay the message's terms along the line's, in order.
//!
//! The line may begin before the message (a time, a level, the name of a program) and go on behind it,
//! at no cost. Words that the message has and the line lacks cost, and so do words of the line between
//! those of the message, unless they stand where the message has a hole. Where the line ends before the
//! message does, the rest of the message costs little: people cut messages short.
//!
//! The table is that of Needleman and Wunsch with free ends in the line, filled row by row: its cost
//! is the product of the two lengths, both of which are bounded.

use super::pattern::{Sort, Term};

/// A placeholder may take this much of the weight of what stands in its place.
const IN_HOLE: i32 = 5;

/// How a message lies along a line. Weights are hundredths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::index) struct Alignment {
    /// What the matched terms are worth that the message must have.
    pub(in crate::index) got: u32,
    /// What the message must have, up to where the line cuts it short.
    pub(in crate::index) need: u32,
    /// What quoted names and values are worth that are the same as in the message.
    pub(in crate::index) same: u32,
    /// What words of the line are worth that stand between the message's.
    pub(in crate::index) gaps: u32,
    /// What the matched words are worth: how much speaks for it, whatever is missing.
    pub(in crate::index) evidence: u32,
    /// What of the message lies behind the end of the line.
    pub(in crate::index) rest: u32,
    /// The first and the last term of the line that match.
    pub(in crate::index) span: Option<(usize, usize)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Start,
    Match,
    SkipMessage,
    SkipLine,
}

/// What a pair is worth; 0 where it does not match.
fn gain(message: &Term, line: &Term) -> i32 {
    match (message.sort, line.sort) {
        (Sort::Word | Sort::Code, Sort::Word | Sort::Code) if message.text == line.text => {
            if message.in_quotes { message.weight as i32 / 2 } else { message.weight as i32 }
        }
        (Sort::Word | Sort::Code, _) | (Sort::Value(_), Sort::Word | Sort::Code) => 0,
        (Sort::Anything, Sort::Word | Sort::Code) => 3,
        (Sort::Value(ours), Sort::Value(theirs)) if ours != theirs => 0,
        _ => message.weight as i32 + if message.text == line.text { same_value(&message.text) } else { 0 },
    }
}

/// Values that are the same tell messages apart that differ in nothing else; `404` and `503` do more.
fn same_value(value: &str) -> i32 {
    let is_status =
        value.len() == 3 && value.starts_with(['4', '5']) && value.bytes().all(|b| b.is_ascii_digit());
    if is_status { 30 } else { 10 }
}

/// Lays a message along a line.
pub(in crate::index) fn align(message: &[Term], line: &[Term]) -> Alignment {
    let width = line.len() + 1;
    let mut scores = vec![0_i32; (message.len() + 1) * width];
    let mut steps = vec![Step::Start; (message.len() + 1) * width];
    for (row, term) in message.iter().enumerate() {
        let row = row + 1;
        let missing = term.need() as i32 / 2;
        let hole = !term.is_literal() || term.in_quotes;
        for column in 0..width {
            let at = row * width + column;
            let mut best = (scores[at - width] - missing, Step::SkipMessage);
            if column > 0 {
                let here = &line[column - 1];
                let gain = gain(term, here);
                if gain > 0 && scores[at - width - 1] + gain >= best.0 {
                    best = (scores[at - width - 1] + gain, Step::Match);
                }
                let skipped = scores[at - 1] - between(here, hole);
                if skipped > best.0 {
                    best = (skipped, Step::SkipLine);
                }
            }
            (scores[at], steps[at]) = best;
        }
    }
    let (row, column) = end(message, &scores, width);
    trace(message, line, &steps, (row, column))
}

/// What a word of the line costs between two of the message.
fn between(term: &Term, hole: bool) -> i32 {
    let weight = term.need() as i32;
    match (term.is_literal(), hole) {
        (false, _) => 0,
        (true, true) => weight * IN_HOLE / 100,
        (true, false) => weight * 35 / 100,
    }
}

/// Where the best way ends: at the message's end, or at the line's.
fn end(message: &[Term], scores: &[i32], width: usize) -> (usize, usize) {
    let last = message.len();
    let mut best = (scores[last * width], last, 0);
    for column in 0..width {
        let score = scores[last * width + column];
        if score > best.0 {
            best = (score, last, column);
        }
    }
    let mut rest = 0;
    for row in (1..last).rev() {
        rest += message[row].need() as i32;
        let score = scores[row * width + width - 1] - 10 - rest / 20;
        if score > best.0 {
            best = (score, row, width - 1);
        }
    }
    (best.1, best.2)
}

/// Follows the best way back and adds up what it is made of.
fn trace(message: &[Term], line: &[Term], steps: &[Step], end: (usize, usize)) -> Alignment {
    let width = line.len() + 1;
    let (mut row, mut column) = end;
    let mut alignment = Alignment {
        rest: message[row..].iter().map(Term::need).sum(),
        need: message[..row].iter().map(Term::need).sum(),
        ..Alignment::default()
    };
    while row > 0 {
        match steps[row * width + column] {
            Step::Match => {
                let (ours, theirs) = (&message[row - 1], &line[column - 1]);
                let gain = gain(ours, theirs) as u32;
                alignment.got += gain.min(ours.need());
                alignment.same += gain.saturating_sub(ours.need());
                if ours.is_literal() {
                    alignment.evidence += gain;
                }
                let last = alignment.span.map_or(column - 1, |(_, last)| last);
                alignment.span = Some((column - 1, last));
                row -= 1;
                column -= 1;
            }
            Step::SkipMessage => row -= 1,
            Step::SkipLine => {
                let hole = !message[row - 1].is_literal() || message[row - 1].in_quotes;
                alignment.gaps += between(&line[column - 1], hole) as u32;
                column -= 1;
            }
            Step::Start => break,
        }
    }
    alignment
}
