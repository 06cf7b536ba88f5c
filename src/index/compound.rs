//! Words written in one: `Sicherheitsscan` is found by `Scan`, and `Administratorkennwort` finds
//! `Administrator` and `Kennwort`.
//!
//! A compound is told by its parts being words of the same help centre, so no word list is needed
//! and a name is not cut into words that the site does not use.

use std::collections::HashMap;

use super::stop_words::StopWords;

/// The least length of a part, in characters: shorter words turn up inside others by chance.
pub(super) const SHORTEST_PART: usize = 4;

/// How often a part must be met as a word of its own.
const LEAST_COUNT: u32 = 2;

/// What German, Dutch and the Scandinavian languages put between the parts.
const LINKS: &[&str] = &["", "s", "n", "en", "es", "e"];

/// Whether a language writes compounds in one.
pub(super) fn splits_compounds(language: &str) -> bool {
    matches!(language, "de" | "nl" | "sv" | "da" | "nb" | "nn" | "no" | "fi" | "hu")
}

/// The words a compound can consist of.
pub(super) struct Compounds<'a> {
    counts: HashMap<&'a str, u32>,
}

impl<'a> Compounds<'a> {
    /// Takes the folded words of a locale, each with how often it was met.
    pub(super) fn new(words: impl Iterator<Item = (&'a str, u32)>, stop_words: &StopWords) -> Compounds<'a> {
        let fits = |&(word, count): &(&str, u32)| {
            count >= LEAST_COUNT
                && word.chars().count() >= SHORTEST_PART
                && word.chars().all(char::is_alphabetic)
                && !stop_words.contains(word)
        };
        Compounds { counts: words.filter(fits).collect() }
    }

    /// The parts of a compound; none where it is not one.
    pub(super) fn split<'w>(&self, word: &'w str) -> Vec<&'w str> {
        if word.len() > 64 || !word.chars().all(char::is_alphabetic) {
            return Vec::new();
        }
        split(word, |part| self.counts.get(part).copied().unwrap_or(0), 3)
    }
}

/// Whether two words make a compound.
pub(super) fn joins(compound: &str, head: &str, tail: &str) -> bool {
    let link = compound.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail));
    link.is_some_and(|link| LINKS.contains(&link))
}

/// Cuts a word into at most `most` known parts: the fewest, and of these the most frequent.
fn split(word: &str, count: impl Fn(&str) -> u32 + Copy, most: usize) -> Vec<&str> {
    let mut best: (usize, u32, Vec<&str>) = (usize::MAX, 0, Vec::new());
    for (at, _) in word.char_indices().skip(SHORTEST_PART) {
        let (head, tail) = word.split_at(at);
        if tail.chars().count() < SHORTEST_PART {
            break;
        }
        for link in LINKS {
            let Some(stem) = head.strip_suffix(link).filter(|stem| stem.chars().count() >= SHORTEST_PART)
            else {
                continue;
            };
            let of_head = count(stem);
            if of_head == 0 {
                continue;
            }
            let of_tail = count(tail);
            let (parts, least) = if of_tail > 0 {
                (vec![stem, tail], of_head.min(of_tail))
            } else if most > 2 {
                let rest = split(tail, count, most - 1);
                if rest.is_empty() {
                    continue;
                }
                (std::iter::once(stem).chain(rest).collect(), of_head)
            } else {
                continue;
            };
            if (parts.len(), u32::MAX - least) < (best.0, u32::MAX - best.1) {
                best = (parts.len(), least, parts);
            }
        }
    }
    best.2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_fall_into_words_of_the_site() {
        let words =
            ["sicherheit", "scan", "kennwort", "administrator", "speicher", "export", "voll", "bericht"];
        let compounds = Compounds::new(words.iter().map(|&word| (word, 5)), &StopWords::of("de"));
        assert_eq!(compounds.split("sicherheitsscan"), ["sicherheit", "scan"]);
        assert_eq!(compounds.split("administratorkennwort"), ["administrator", "kennwort"]);
        assert_eq!(compounds.split("sicherheitsscanbericht"), ["sicherheit", "scan", "bericht"]);
        assert_eq!(compounds.split("vollmond"), [""; 0]);
        assert_eq!(compounds.split("kennwort"), [""; 0]);
    }
}
