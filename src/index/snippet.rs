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
//!    beginning of a sentence or a line where one is near, else of a word.
//!
//! The texts of records have no white space but single spaces and ends of lines, and windows are
//! measured in UTF-16 units, so that a browser finds the same ones by slicing.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::compound::{SHORTEST_PART, splits_compounds};
use super::fold::plain;
use super::query::QueryTerm;
use super::read::LocaleIndex;
use super::record::Record;
use super::tokenize::{Run, is_dense, runs};

/// How wide a snippet is, in UTF-16 units; half as many where the script is dense, and twice as wide.
const WIDTH: usize = 220;

/// How far before its first match a window may start; half as far in a dense script.
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
    known: FxHashMap<String, Option<usize>>,
    /// What matches in runs that were met before, as they are written: texts repeat their words.
    runs: FxHashMap<String, Vec<Match>>,
}

/// A token that matches.
#[derive(Clone)]
struct Match {
    range: Range<usize>,
    term: usize,
}

impl Match {
    /// The same in a text in which its run starts at `start`.
    fn behind(&self, start: usize) -> Match {
        Match { range: start + self.range.start..start + self.range.end, term: self.term }
    }
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
        Matcher { index, forms, stems, inside, idf, known: FxHashMap::default(), runs: FxHashMap::default() }
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
        let mut all = Vec::new();
        runs(text, |run| all.push(run));
        let mut matches: Vec<Match> = Vec::new();
        for run in all {
            let written = &text[run.range.clone()];
            let alone = run.stands_alone(text);
            if alone && let Some(known) = self.runs.get(written) {
                matches.extend(known.iter().map(|found| found.behind(run.range.start)));
                continue;
            }
            let first = matches.len();
            self.matches_of_run(text, &run, &mut matches)?;
            if alone {
                let start = run.range.start;
                let of_run = matches[first..].iter();
                let of_run = of_run.map(|found| Match {
                    range: found.range.start - start..found.range.end - start,
                    term: found.term,
                });
                self.runs.insert(written.to_owned(), of_run.collect());
            }
        }
        matches.sort_by_key(|found| (found.range.start, found.range.end));
        Ok(matches)
    }

    fn matches_of_run(&mut self, text: &str, run: &Run, matches: &mut Vec<Match>) -> anyhow::Result<()> {
        let mut tokens = Vec::new();
        run.tokens(text, &mut |token| tokens.push((token.range, plain(token.lower).into_owned())));
        for (range, form) in tokens {
            if let Some(term) = self.term_of(form)? {
                matches.push(Match { range, term });
            }
        }
        Ok(())
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
        let mut best = (0, 0..end_of_window(text, 0, text.starts_with(is_dense)));
        for (at, first) in matches.iter().enumerate() {
            let dense = text[first.range.start..].starts_with(is_dense);
            let start = start_of_window(text, first.range.start, dense);
            let end = end_of_window(text, start, dense);
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

fn of(width: usize, dense: bool) -> usize {
    if dense { width / 2 } else { width }
}

/// Where a window starts that shows what stands at `first`: at the beginning of a sentence or line
/// a little before it, else of a word.
fn start_of_window(text: &str, first: usize, dense: bool) -> usize {
    let mut room = of(LEAD, dense);
    let mut from = first;
    for c in text[..first].chars().rev() {
        if c.len_utf16() > room {
            break;
        }
        room -= c.len_utf16();
        from -= c.len_utf8();
    }
    let lead = &text[from..first];
    if let Some(end) = end_of_sentence(lead) {
        return from + end;
    }
    if from == 0 || lead.starts_with(is_dense) {
        return from;
    }
    from + lead.find(' ').map_or(lead.len(), |space| space + 1)
}

/// Where the last sentence or line ends that ends in a text, with the space behind it.
fn end_of_sentence(text: &str) -> Option<usize> {
    let mut before = None;
    let mut end = None;
    for (at, c) in text.char_indices() {
        if matches!(c, '\n' | '。' | '！' | '？')
            || (c == ' ' && matches!(before, Some('.' | '!' | '?' | ':')))
        {
            end = Some(at + c.len_utf8());
        }
        before = Some(c);
    }
    end
}

/// Where a window ends that starts at `start`: behind the last whole word that has room.
fn end_of_window(text: &str, start: usize, dense: bool) -> usize {
    let mut room = of(WIDTH, dense);
    let mut end = start;
    for c in text[start..].chars() {
        if room == 0 {
            break;
        }
        room = room.saturating_sub(c.len_utf16());
        end += c.len_utf8();
    }
    let Some(next) = text[end..].chars().next() else { return text.len() };
    let with_next = &text[start..end + next.len_utf8()];
    match with_next.rfind([' ', '\n']) {
        Some(space) if space > 0 && !dense => start + space,
        _ => end,
    }
}

/// Copies a window on one line, and moves the marks along.
fn cut(text: &str, window: Range<usize>, matches: &[Match]) -> Snippet {
    let before = if window.start > 0 { "…" } else { "" };
    let after = if window.end < text.len() { "…" } else { "" };
    let shown = text[window.clone()].replace('\n', " ");
    let mut marks: Vec<Range<usize>> = Vec::new();
    for found in matches {
        if found.range.start < window.start || found.range.end > window.end {
            continue;
        }
        let place = |at: usize| at - window.start + before.len();
        let (start, end) = (place(found.range.start), place(found.range.end));
        match marks.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => marks.push(start..end),
        }
    }
    Snippet { text: format!("{before}{shown}{after}"), marks }
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
    fn marks_follow_their_words() {
        let text = "Uma linha.\nA senha\nexpira.";
        let marked = |snippet: &Snippet| -> Vec<String> {
            snippet.marks.iter().map(|mark| snippet.text[mark.clone()].to_owned()).collect()
        };
        let whole = cut(text, 0..text.len(), &found(text, &["senha", "expira"]));
        assert_eq!(whole.text, "Uma linha. A senha expira.");
        assert_eq!(marked(&whole), ["senha", "expira"]);
        let part = cut(text, 11..18, &found(text, &["senha", "expira"]));
        assert_eq!(part.text, "…A senha…");
        assert_eq!(marked(&part), ["senha"]);
    }

    #[test]
    fn a_window_starts_with_its_sentence_where_one_is_near() {
        let text = format!("{}. Antes disso, troque a senha.", "palavra ".repeat(60));
        let at = text.find("senha").unwrap();
        assert!(text[start_of_window(&text, at, false)..].starts_with("Antes"));
        let far = format!("{}senha", "palavra ".repeat(60));
        let at = far.find("senha").unwrap();
        assert!(far[start_of_window(&far, at, false)..].starts_with("palavra"));
    }

    #[test]
    fn a_window_ends_with_a_word() {
        let text = "palavra ".repeat(60);
        assert!(text[..end_of_window(&text, 0, false)].ends_with("palavra"));
        let endless = "x".repeat(1000);
        assert_eq!(end_of_window(&endless, 0, false), WIDTH);
        let dense = "税".repeat(1000);
        assert_eq!(end_of_window(&dense, 0, true), WIDTH / 2 * '税'.len_utf8());
    }

    #[test]
    fn windows_lie_on_character_boundaries() {
        let text = "ção 税務。税金？ é\u{301} 한국 𠮷𠮷𠮷 ".repeat(30);
        for (at, _) in text.char_indices() {
            for dense in [false, true] {
                let start = start_of_window(&text, at, dense);
                let end = end_of_window(&text, start, dense);
                assert!(text.get(start..end).is_some(), "{at}");
            }
        }
    }
}
