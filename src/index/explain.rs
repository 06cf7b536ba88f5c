//! From what a program said to the errors that explain it.
//!
//! 1. The text is read line by line; a line that says the same as an earlier one but for its values is
//!    passed over.
//! 2. The patterns that share most words with a line are laid along it; where a pattern goes on when
//!    the line ends, the next lines are added, for messages are wrapped and printed in several.
//! 3. How well a pattern lies along its line becomes a confidence; a code that the line has and the
//!    error is known by adds to it.
//! 4. The best place of each error counts. Errors are given in the reader's language where they have it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::messages::{Alignment, Messages, Term, align};
use super::messages::{Candidate, ErrorRecord, Sort};
use crate::model::{Locale, Shown, code};

/// From this score on, of 1000, an error explains a text.
pub const CONFIDENT: u32 = 600;

/// How many patterns are laid along a line.
const MOST_CANDIDATES: usize = 40;

/// Lines of more bytes are taken as several.
const LONGEST_LINE: usize = 4000;

/// A message that is cut short must have said this much to be as sure as a whole one, in hundredths of
/// a word.
const CUT: u32 = 400;

/// Codes are no longer than this many bytes.
const LONGEST_CODE: usize = 48;

/// A line that ends in the midst of a message has one of its words among so many last ones.
const WORDS_AT_END: usize = 4;

/// How many lines a message may go on for.
const MOST_LINES: usize = 4;

/// An error that may explain a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// How sure it is, of 1000; [`CONFIDENT`] and more are sure enough.
    pub score: u32,
    /// The error's key, which its translations share.
    pub key: String,
    /// The language it is given in.
    pub locale: Locale,
    /// The source below the content folder.
    pub path: String,
    /// From the site's root, encoded, with the fragment of the error.
    pub url: String,
    /// The page's title.
    pub title: String,
    /// The message as the page has it.
    pub message: String,
    /// Why it happens.
    pub cause: Option<String>,
    /// What to do; paragraphs are parted by a line end.
    pub resolution: String,
    /// Both as a terminal shows them; a URL that begins with `/` is from the site's root.
    pub shown: Shown<String>,
    /// Why it was found.
    pub matched: Matched,
}

/// Why an error was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// The line of the text, counted from 1.
    pub line: usize,
    /// What that line says from where the match begins.
    pub said: String,
    /// The text of the error that matched, where one did.
    pub text: Option<String>,
    /// The code that matched, where one did.
    pub code: Option<String>,
}

/// What speaks for an error, in whatever language.
#[derive(Clone, Debug, Default)]
struct Found {
    score: u32,
    /// Orders errors of the same score.
    detail: i64,
    error: u32,
    matched: Matched,
}

/// The errors that may explain a text, best first, at most `limit`; those of less than half the score
/// of a confident one are left out.
///
/// # Errors
/// When the index cannot be read.
pub fn explain(
    messages: &Messages,
    text: &str,
    reader: &Locale,
    limit: usize,
) -> anyhow::Result<Vec<Explanation>> {
    let lines: Vec<Line> = (1..).zip(text.lines()).flat_map(|(number, line)| cut(number, line)).collect();
    let mut scan = Scan { messages, records: HashMap::new(), found: BTreeMap::new() };
    let mut seen: HashSet<u64> = HashSet::new();
    for at in 0..lines.len() {
        let terms = messages.terms(&lines[at].text)?;
        if seen.insert(fingerprint(&terms)) {
            scan.line(&lines, at, &terms)?;
        }
    }
    let mut found: Vec<(String, Found)> = scan.found.into_iter().collect();
    found.retain(|(_, found)| found.score * 2 >= CONFIDENT);
    found.sort_by(|(a_key, a), (b_key, b)| {
        (b.score, b.detail, a.matched.line, a_key).cmp(&(a.score, a.detail, b.matched.line, b_key))
    });
    // What says the same line much worse than another error does not explain it.
    let mut best_of_line: HashMap<usize, u32> = HashMap::new();
    found.retain(|(_, found)| {
        let best = *best_of_line.entry(found.matched.line).or_insert(found.score);
        found.score * 5 >= best * 4
    });
    found.truncate(limit);
    found.into_iter().map(|(key, found)| explanation(messages, key, found, reader)).collect()
}

/// What lines share that say the same but for their values.
fn fingerprint(terms: &[Term]) -> u64 {
    let mut hasher = DefaultHasher::new();
    terms.iter().filter(|term| term.is_literal()).for_each(|term| term.text.hash(&mut hasher));
    hasher.finish()
}

/// A line of the text, or a part of a very long one.
struct Line {
    /// Counted from 1.
    number: usize,
    text: String,
}

impl Line {
    /// What it says from a place on; `…` stands for what is before it.
    fn from(&self, at: usize) -> String {
        let before = if self.text[..at].trim().is_empty() { "" } else { "…" };
        format!("{before}{}", self.text[at..].trim())
    }
}

/// The first of some lines, with as many of the next as a message may go on for.
fn joined(lines: &[Line]) -> String {
    let lines = &lines[..lines.len().min(MOST_LINES)];
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Cuts a line that is longer than can be compared, at white space where there is some.
fn cut(number: usize, line: &str) -> Vec<Line> {
    let plain = without_escapes(line);
    let mut parts = Vec::new();
    let mut rest = plain.as_str();
    while rest.len() > LONGEST_LINE {
        let mut end = LONGEST_LINE;
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let end = rest[..end].rfind(char::is_whitespace).filter(|&space| space > 0).unwrap_or(end);
        parts.push(Line { number, text: rest[..end].to_owned() });
        rest = &rest[end..];
    }
    parts.push(Line { number, text: rest.to_owned() });
    parts
}

/// A text without the sequences that colour it on a terminal (ECMA-48, section 5.4).
fn without_escapes(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\u{1b}') {
        plain.push_str(&rest[..at]);
        let sequence = &rest[at + 1..];
        let last = |c: char| ('\u{40}'..='\u{7e}').contains(&c);
        rest = match sequence.strip_prefix('[') {
            Some(control) => control.find(last).map_or("", |end| &control[end + 1..]),
            None => sequence,
        };
    }
    plain.push_str(rest);
    plain
}

/// The error in the reader's language, else in the one it was found in.
fn explanation(
    messages: &Messages,
    key: String,
    found: Found,
    reader: &Locale,
) -> anyhow::Result<Explanation> {
    let mut records: Vec<(Locale, ErrorRecord)> = Vec::new();
    let translations = messages.translations(&key)?;
    for number in std::iter::once(found.error).chain(translations) {
        let record = messages.error(number)?;
        let locale = Locale::parse(&record.locale).unwrap_or_else(Locale::english);
        records.push((locale, record));
    }
    let best = reader.best_of(records.iter().map(|(locale, _)| locale)).cloned();
    let at = records.iter().position(|(locale, _)| Some(locale) == best.as_ref()).unwrap_or_default();
    let (locale, record) = records.swap_remove(at);
    Ok(Explanation {
        score: found.score,
        key,
        locale,
        path: record.path,
        url: record.url,
        title: record.title,
        message: record.message,
        cause: record.cause,
        resolution: record.resolution,
        shown: record.shown,
        matched: found.matched,
    })
}

struct Scan<'a> {
    messages: &'a Messages,
    /// The key of each error that was met, and its first code in its one form.
    records: HashMap<u32, (String, Option<String>)>,
    /// The best place of each error, by key.
    found: BTreeMap<String, Found>,
}

impl Scan<'_> {
    fn line(&mut self, lines: &[Line], at: usize, terms: &[Term]) -> anyhow::Result<()> {
        let mut here: BTreeMap<String, Found> = BTreeMap::new();
        let line = &lines[at];
        let mut with_next = None;
        let end: Vec<&Term> =
            terms.iter().rev().filter(|term| term.is_literal()).take(WORDS_AT_END).collect();
        for candidate in self.best_candidates(terms)? {
            let pattern = self.messages.pattern(candidate.pattern)?;
            // Less than half of a message is enough only where the line ends in its midst.
            let may_be_cut =
                || pattern.terms.iter().any(|ours| end.iter().any(|term| term.text == ours.text));
            if candidate.shared * 2 < candidate.need && !may_be_cut() {
                continue;
            }
            let mut alignment = align(&pattern.terms, terms);
            let mut confidence = confidence(&alignment, terms);
            if alignment.rest > 0 && confidence > 0 && at + 1 < lines.len() {
                let longer = match &mut with_next {
                    Some(longer) => longer,
                    none => none.insert(self.messages.terms(&joined(&lines[at..]))?),
                };
                let wrapped = align(&pattern.terms, longer);
                let inside = wrapped.span.is_some_and(|(first, _)| first < terms.len());
                let with_more = self::confidence(&wrapped, longer);
                if inside && wrapped.rest < alignment.rest && with_more >= confidence {
                    (alignment, confidence) = (wrapped, with_more);
                }
            }
            for owner in &pattern.owners {
                let (key, _) = self.record(owner.error)?;
                let detail = detail(&alignment, owner.is_message);
                let known = here.entry(key).or_default();
                if (confidence, detail) > (known.score, known.detail) || known.matched.text.is_none() {
                    let said = line.from(alignment.span.map_or(0, |(first, _)| terms[first].at));
                    let text = Some(pattern.text.clone());
                    let matched = Matched { line: line.number, said, text, code: None };
                    *known = Found { score: confidence, detail, error: owner.error, matched };
                }
            }
        }
        self.codes(terms, line, &mut here)?;
        for (key, found) in here {
            let known = self.found.entry(key).or_default();
            if (found.score, found.detail) > (known.score, known.detail) {
                *known = found;
            }
        }
        Ok(())
    }

    /// The patterns that are worth laying along a line: those that share most with it, and those that
    /// share most of what they need.
    fn best_candidates(&self, terms: &[Term]) -> anyhow::Result<Vec<Candidate>> {
        let mut candidates = self.messages.candidates(terms)?;
        candidates.retain(|candidate| evidence(candidate.shared, 100) >= CONFIDENT / 2);
        if candidates.len() > MOST_CANDIDATES {
            let share = |candidate: &Candidate| candidate.shared * 1000 / (candidate.need + 100);
            candidates
                .sort_by_key(|candidate| (u32::MAX - candidate.shared, candidate.need, candidate.pattern));
            let (most, others) = candidates.split_at_mut(MOST_CANDIDATES / 2);
            others.sort_by_key(|candidate| (u32::MAX - share(candidate), candidate.pattern));
            let rest = others[..others.len().min(MOST_CANDIDATES / 2)].to_vec();
            candidates = most.iter().copied().chain(rest).collect();
        }
        candidates.sort_by_key(|candidate| candidate.pattern);
        Ok(candidates)
    }

    /// Adds what the codes of a line say.
    fn codes(
        &mut self,
        terms: &[Term],
        line: &Line,
        here: &mut BTreeMap<String, Found>,
    ) -> anyhow::Result<()> {
        // People type codes in lower case too; and only some numbers are known for codes.
        let digits = |term: &Term| term.text.bytes().any(|byte| byte.is_ascii_digit());
        let codes: BTreeMap<&str, usize> = terms
            .iter()
            .filter(|term| match term.sort {
                Sort::Code => true,
                Sort::Word => digits(term),
                Sort::Value(_) => digits(term) && !term.in_quotes && term.text.len() <= LONGEST_CODE,
                Sort::Anything => false,
            })
            .map(|term| (term.text.as_str(), term.at))
            .collect();
        for (code, at) in codes {
            let errors = self.messages.errors_with_code(code)?;
            let mut keys: BTreeMap<String, (u32, bool)> = BTreeMap::new();
            for error in errors {
                let (key, first) = self.record(error)?;
                let is_first = first.as_deref() == Some(code);
                keys.entry(key).or_insert((error, is_first));
            }
            let others = keys.len().saturating_sub(1) as u32;
            let firsts = keys.values().filter(|(_, is_first)| *is_first).count();
            for (key, (error, is_first)) in keys {
                let shared = if is_first { firsts as u32 - 1 } else { others };
                let alone = code_confidence(code, shared, is_first);
                let known = here.entry(key).or_insert_with(|| Found { error, ..Found::default() });
                known.score = 1000 - (1000 - known.score.min(1000)) * (1000 - alone) / 1000;
                known.matched.line = line.number;
                if known.matched.text.is_none() {
                    known.matched.said = line.from(at);
                }
                let written =
                    line.text[at..].split(|c: char| c.is_whitespace() || ",;()\"'`".contains(c)).next();
                let written = written.unwrap_or(code).trim_end_matches(['.', ':', '!']);
                known.matched.code = Some(written.to_owned());
            }
        }
        Ok(())
    }

    fn record(&mut self, error: u32) -> anyhow::Result<(String, Option<String>)> {
        if let Some(known) = self.records.get(&error) {
            return Ok(known.clone());
        }
        let record = self.messages.error(error)?;
        let known = (record.key, record.codes.first().map(|written| code::normal(written)));
        self.records.insert(error, known.clone());
        Ok(known)
    }
}

/// How sure a code alone makes, of 1000, where `shared` other errors have it too.
///
/// `NU1101` and `0x80070005` name one error. A number, or a name in capitals that might be a variable's,
/// only speaks for an error that its message speaks for as well.
fn code_confidence(code: &str, shared: u32, is_first: bool) -> u32 {
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let letters = code.bytes().filter(u8::is_ascii_alphabetic).count();
    let numbered = digits >= 3 && letters >= 1;
    let says_so = ["err", "fail", "exception", "denied", "invalid"].iter().any(|word| code.contains(word));
    let named = code.starts_with("e_") || code.starts_with("sqlstate") || (code.contains('_') && says_so);
    let strong = if numbered || named { 850 } else { 200 };
    let strong = if is_first { strong + 30 } else { strong };
    strong * 10 / (10 + shared.min(100))
}

/// How much matched words say, of 1000: three rare words are nearly enough for anything.
fn evidence(weight: u32, of_line: u32) -> u32 {
    // What stands alone on its line says more: it is all that was said.
    let weight = f64::from(weight) * (1.0 + f64::from(of_line) / 100.0);
    ((1.0 - (-weight / 170.0).exp()) * 1000.0).round() as u32
}

/// How sure an alignment makes, of 1000.
fn confidence(alignment: &Alignment, line: &[Term]) -> u32 {
    if alignment.span.is_none() {
        return 0;
    }
    let words = |terms: &[Term]| -> u32 {
        terms.iter().filter(|term| term.is_literal()).map(|term| term.weight).sum()
    };
    let of_line = alignment.evidence * 100 / words(line).max(1);
    let have = alignment.got + alignment.same;
    let fit = have * 1000 / (alignment.need + alignment.same + alignment.gaps).max(1);
    let fit = fit.min(1000);
    // The first two words of a message are the first two words of many.
    let lacking = CUT.saturating_sub(alignment.evidence) / 2;
    let said = alignment.evidence.saturating_sub(lacking.min(alignment.rest));
    fit * evidence(said, of_line.min(100)) / 1000
}

/// Orders alignments of the same confidence: more words and values the same, then less left out, then
/// messages before other texts.
fn detail(alignment: &Alignment, is_message: bool) -> i64 {
    let same = i64::from(alignment.evidence + alignment.same);
    same * 100_000 - i64::from(alignment.rest) * 2 + i64::from(is_message)
}

#[cfg(test)]
mod tests;
