//! What a result shows: the section that answers best, and the window of its text with most of the
//! query in it.
//!
//! 1. Every token of a section is looked up: it matches a term of the query when its form, or its
//!    stem, is one that the term stands for; in languages that write compounds in one also when one
//!    of these forms stands in it.
//! 2. A section is worth the idf of each term it has that the page's title has not, and as much again
//!    for each of them that its heading has. The best is shown where it has half of the query to add
//!    to the title; of equals the first. Otherwise the page opens at its beginning.
//! 3. A window is worth the idf of each term in it. It starts a little before its first match, at the
//!    beginning of a sentence or a line where one is near.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::compound::{SHORTEST_PART, splits_compounds};
use super::fold::plain;
use super::query::QueryTerm;
use super::read::LocaleIndex;
use super::record::Record;
use super::tokenize::{is_dense, tokenize};

/// How wide a snippet is; a character of a dense script is two wide, as on a terminal.
const WIDTH: usize = 220;

/// How far before its first match a window may start.
const LEAD: usize = 60;

/// A piece of text, and what in it matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Plain text on one line.
    pub text: String,
    /// What matches, in bytes of the text, in order, apart from one another.
    pub marks: Vec<Range<usize>>,
}

/// Finds the words of a query in texts.
pub(super) struct Matcher<'a> {
    index: &'a LocaleIndex,
    forms: HashMap<&'a str, usize>,
    stems: HashMap<&'a str, usize>,
    /// What compounds are searched for.
    inside: Vec<(&'a str, usize)>,
    idf: Vec<u64>,
    /// What was looked up already.
    known: HashMap<String, Option<usize>>,
}

/// A token that matches.
struct Match {
    range: Range<usize>,
    term: usize,
}

impl<'a> Matcher<'a> {
    /// Looks for the terms of one query.
    pub(super) fn new(index: &'a LocaleIndex, terms: &'a [QueryTerm]) -> Matcher<'a> {
        let (mut forms, mut stems, mut inside) = (HashMap::new(), HashMap::new(), Vec::new());
        for (number, term) in terms.iter().enumerate() {
            for candidate in &term.candidates {
                forms.entry(candidate.form.as_str()).or_insert(number);
                if splits_compounds(index.locale.language())
                    && candidate.form.chars().count() >= SHORTEST_PART
                {
                    inside.push((candidate.form.as_str(), number));
                }
                candidate.stem.as_deref().map(|stem| stems.entry(stem).or_insert(number));
            }
        }
        let idf = terms.iter().map(|term| term.idf).collect();
        Matcher { index, forms, stems, inside, idf, known: HashMap::new() }
    }

    /// The number of an entry's best section; 0 where it has none.
    ///
    /// # Errors
    /// The operating system's, while the index is read.
    pub(super) fn best_section(&mut self, record: &Record) -> anyhow::Result<usize> {
        let in_title = self.terms(&record.title)?;
        let all_of_query: u64 = self.idf.iter().sum();
        let mut best = (0, 0);
        for (number, section) in record.sections.iter().enumerate() {
            let in_heading = self.terms(&section.heading)?;
            let mut all = self.terms(&section.text)?;
            all.extend(&in_heading);
            let worth = |terms: &BTreeSet<usize>| {
                terms.difference(&in_title).map(|&term| self.idf[term]).sum::<u64>()
            };
            let (of_heading, of_all) = (worth(&in_heading), worth(&all));
            if of_all * 2 >= all_of_query && of_heading + of_all > best.0 {
                best = (of_heading + of_all, number);
            }
        }
        Ok(best.1)
    }

    /// The window of a text that shows most of the query.
    ///
    /// # Errors
    /// The operating system's, while the index is read.
    pub(super) fn snippet(&mut self, text: &str) -> anyhow::Result<Snippet> {
        let matches = self.matches(text)?;
        let window = self.best_window(text, &matches);
        Ok(cut(text, window, &matches))
    }

    fn terms(&mut self, text: &str) -> anyhow::Result<BTreeSet<usize>> {
        Ok(self.matches(text)?.iter().map(|found| found.term).collect())
    }

    fn matches(&mut self, text: &str) -> anyhow::Result<Vec<Match>> {
        let mut tokens = Vec::new();
        tokenize(text, |token| tokens.push((token.range, plain(token.lower).into_owned())));
        let mut matches = Vec::new();
        for (range, form) in tokens {
            if let Some(term) = self.term_of(form)? {
                matches.push(Match { range, term });
            }
        }
        matches.sort_by_key(|found| (found.range.start, found.range.end));
        Ok(matches)
    }

    fn term_of(&mut self, form: String) -> anyhow::Result<Option<usize>> {
        if let Some(&known) = self.known.get(&form) {
            return Ok(known);
        }
        let mut term = self.forms.get(form.as_str()).copied();
        if term.is_none() && !self.stems.is_empty() {
            let entry = self.index.lexicon(&form)?;
            term = entry.stem.and_then(|stem| self.stems.get(stem.as_str()).copied());
        }
        if term.is_none() {
            term = self.inside.iter().find(|(part, _)| form.contains(part)).map(|&(_, term)| term);
        }
        self.known.insert(form, term);
        Ok(term)
    }

    fn best_window(&self, text: &str, matches: &[Match]) -> Range<usize> {
        let mut best = (0, 0..end_of_window(text, 0));
        for (at, first) in matches.iter().enumerate() {
            let start = start_of_window(text, first.range.start);
            let end = end_of_window(text, start);
            let inside = matches[at..].iter().take_while(|found| found.range.end <= end);
            let terms: BTreeSet<usize> = inside.map(|found| found.term).collect();
            let worth: u64 = terms.iter().map(|&term| self.idf[term]).sum();
            if worth > best.0 {
                best = (worth, start..end);
            }
        }
        best.1
    }
}

fn width(c: char) -> usize {
    if is_dense(c) { 2 } else { 1 }
}

/// Where a window starts that shows what stands at `first`: at the beginning of a sentence or line
/// a little before it, else of a word.
fn start_of_window(text: &str, first: usize) -> usize {
    let before = &text[..first];
    let mut room = LEAD;
    let mut word = first;
    let mut next = None;
    for (at, c) in before.char_indices().rev() {
        let ends_sentence = matches!(c, '\n' | '。' | '！' | '？')
            || (matches!(c, '.' | '!' | '?' | ':') && next.is_some_and(char::is_whitespace));
        if ends_sentence {
            let start = at + c.len_utf8();
            return start + (before[start..].len() - before[start..].trim_start().len());
        }
        if room < width(c) {
            return word;
        }
        room -= width(c);
        if c.is_whitespace() || is_dense(c) {
            word = at + if c.is_whitespace() { c.len_utf8() } else { 0 };
        }
        next = Some(c);
    }
    0
}

/// Where a window ends that starts at `start`: behind the last whole word that has room.
fn end_of_window(text: &str, start: usize) -> usize {
    let mut room = WIDTH;
    let mut word = start;
    for (at, c) in text[start..].char_indices() {
        let at = start + at;
        if room < width(c) {
            // One word longer than a window is cut anywhere.
            return if word > start { word } else { at };
        }
        room -= width(c);
        if c.is_whitespace() || is_dense(c) {
            word = at + if c.is_whitespace() { 0 } else { c.len_utf8() };
        }
    }
    text.len()
}

/// Copies a window, each run of white space as one space, and moves the marks along.
fn cut(text: &str, window: Range<usize>, matches: &[Match]) -> Snippet {
    let mut snippet = Snippet::default();
    if !text[..window.start].trim().is_empty() {
        snippet.text.push('…');
    }
    let mut marks: Vec<Range<usize>> = Vec::new();
    for found in
        matches.iter().filter(|found| found.range.start >= window.start && found.range.end <= window.end)
    {
        match marks.last_mut() {
            Some(last) if found.range.start <= last.end => last.end = last.end.max(found.range.end),
            _ => marks.push(found.range.clone()),
        }
    }
    let mut marks = marks.into_iter().peekable();
    let mut started = 0;
    for (at, c) in text[window.clone()].char_indices() {
        let at = window.start + at;
        if c.is_whitespace() {
            if !snippet.text.ends_with([' ', '…']) && !snippet.text.is_empty() {
                snippet.text.push(' ');
            }
        } else {
            if marks.peek().is_some_and(|mark| mark.start == at) {
                started = snippet.text.len();
            }
            snippet.text.push(c);
        }
        if marks.next_if(|mark| mark.end <= at + c.len_utf8()).is_some() {
            snippet.marks.push(started..snippet.text.len());
        }
    }
    snippet.text.truncate(snippet.text.trim_end().len());
    if !text[window.end..].trim().is_empty() {
        snippet.text.push('…');
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &[&str]) -> Vec<Match> {
        let mut all: Vec<Match> = words
            .iter()
            .enumerate()
            .flat_map(|(term, word)| {
                text.match_indices(word).map(move |(at, _)| Match { range: at..at + word.len(), term })
            })
            .collect();
        all.sort_by_key(|found| found.range.start);
        all
    }

    #[test]
    fn marks_follow_their_words_when_white_space_goes() {
        let text = "Uma  linha.\nA  senha\n expira.";
        let snippet = cut(text, 0..text.len(), &found(text, &["senha", "expira"]));
        assert_eq!(snippet.text, "Uma linha. A senha expira.");
        let marked: Vec<&str> = snippet.marks.iter().map(|mark| &snippet.text[mark.clone()]).collect();
        assert_eq!(marked, ["senha", "expira"]);
    }

    #[test]
    fn a_window_starts_with_its_sentence_where_one_is_near() {
        let text = format!("{}. Antes disso, troque a senha.", "palavra ".repeat(60));
        let at = text.find("senha").unwrap();
        assert!(text[start_of_window(&text, at)..].starts_with("Antes"));
        let far = format!("{}senha", "palavra ".repeat(60));
        let at = far.find("senha").unwrap();
        assert!(far[start_of_window(&far, at)..].starts_with("palavra"));
    }

    #[test]
    fn a_window_ends_with_a_word() {
        let text = "palavra ".repeat(60);
        assert!(text[..end_of_window(&text, 0)].ends_with("palavra"));
        let endless = "x".repeat(1000);
        assert_eq!(end_of_window(&endless, 0), WIDTH);
        let dense = "税".repeat(1000);
        assert_eq!(end_of_window(&dense, 0), WIDTH / 2 * '税'.len_utf8());
    }

    #[test]
    fn windows_lie_on_character_boundaries() {
        let text = "ção 税務。税金？ é\u{301} 한국 ".repeat(30);
        for (at, _) in text.char_indices() {
            let start = start_of_window(&text, at);
            let end = end_of_window(&text, start);
            assert!(text.get(start..end).is_some(), "{at}");
        }
    }
}
