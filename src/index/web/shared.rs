//! What the texts of a locale have in common: the headings, notes and sentences that stand on many of its
//! pages.
//!
//! It is read once, with the manifest, and every record is compressed as what comes behind it, so that it
//! points at such a sentence instead of saying it again. That is a quarter to a third of what the
//! records of real documentation weigh.

use std::cmp::Reverse;

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};

/// How many bytes of text are shared at most; more has next to no effect.
const MOST: usize = 4096;

/// Of how many pages the sentences are counted: enough to tell which are on many.
const COUNTED: usize = 1024;

/// What ends a sentence: its mark, the end of a line as JSON has it, and the marks between texts.
const ENDS: [&str; 4] = [". ", "\\n", "\",\"", "。"];

/// Shorter pieces are hardly longer than what points at them.
const SHORTEST: usize = 8;

/// Sentences worth sharing, the one that saves most last: what is nearest is cheapest to point at.
/// `pages` are records as JSON.
pub(super) fn shared(pages: &[Vec<u8>]) -> String {
    let step = pages.len().div_ceil(COUNTED).max(1);
    let counted: Vec<&str> =
        pages.iter().step_by(step).filter_map(|page| std::str::from_utf8(page).ok()).collect();
    // On as many pages that a handful of results has it.
    let least = (counted.len() / 64).max(3);
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let Ok(ends) = AhoCorasick::new(ENDS) else { return String::new() };
    for page in &counted {
        let pieces: FxHashSet<&str> = pieces(&ends, page).filter(|piece| piece.len() >= SHORTEST).collect();
        for piece in pieces {
            *counts.entry(piece).or_default() += 1;
        }
    }
    let mut worth: Vec<(Reverse<usize>, &str)> = counts
        .into_iter()
        .filter(|&(_, count)| count >= least)
        .map(|(piece, count)| (Reverse((count - 1) * piece.len()), piece))
        .collect();
    worth.sort_unstable();
    let mut chosen: Vec<&str> = Vec::new();
    let mut left = MOST;
    for (_, piece) in worth {
        if piece.len() <= left && !chosen.iter().any(|other| other.contains(piece)) {
            left -= piece.len();
            chosen.push(piece);
        }
    }
    chosen.into_iter().rev().collect()
}

/// A record's sentences, each with what ends it, found in one pass over all of them.
fn pieces<'p>(ends: &AhoCorasick, page: &'p str) -> impl Iterator<Item = &'p str> {
    let ends = ends.find_iter(page).map(|end| end.end()).chain([page.len()]);
    let mut begin = 0;
    ends.map(move |end| &page[std::mem::replace(&mut begin, end)..end]).filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(texts: &[&str]) -> Vec<Vec<u8>> {
        texts.iter().map(|text| text.as_bytes().to_vec()).collect()
    }

    #[test]
    fn what_stands_on_many_pages_is_shared_once() {
        let pages = pages(&[
            "One. Read the manual first. A",
            "Two. Read the manual first. B",
            "Read the manual first. ",
        ]);
        assert_eq!(shared(&pages), "Read the manual first. ");
        assert_eq!(shared(&pages[..2]), "");
        assert_eq!(shared(&[]), "");
    }

    #[test]
    fn sentences_are_cut_where_texts_end() {
        let ends = AhoCorasick::new(ENDS).unwrap();
        let cut: Vec<&str> = pieces(&ends, "[\"a. b\\nc\",\"d").collect();
        assert_eq!(cut, ["[\"a. ", "b\\n", "c\",\"", "d"]);
    }

    #[test]
    fn no_more_is_shared_than_has_room() {
        let long = |letter: &str| letter.repeat(3000) + ". ";
        let page = long("a") + &long("b") + "c is short. ";
        let pages = pages(&[&page, &page, &page]);
        assert_eq!(shared(&pages), "c is short. ".to_owned() + &long("a"));
    }
}
