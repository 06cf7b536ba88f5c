//! Words that hold sentences together: dropped from a query while other words remain.
//!
//! They stay in the index, so a query of nothing else still finds something. Every locale's list has
//! English beside its own, because messages are quoted in English everywhere.

use std::collections::BTreeSet;

use super::fold::fold;

const LISTS: &str = include_str!("stop_words.txt");

/// The folded stop words of one language, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct StopWords(BTreeSet<String>);

impl StopWords {
    /// The list of a primary language subtag; `no` and `nn` read that of `nb`.
    pub(super) fn of(language: &str) -> StopWords {
        let language = if matches!(language, "no" | "nn") { "nb" } else { language };
        let mut words = BTreeSet::new();
        let mut wanted = false;
        for line in LISTS.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(section) => wanted = section == language || section == "en",
                None if wanted => words.extend(line.split_whitespace().map(fold)),
                None => {}
            }
        }
        StopWords(words)
    }

    /// The lists of all languages together, for a text of which nobody knows the language.
    pub(super) fn of_all() -> StopWords {
        let lines = LISTS.lines().filter(|line| !line.starts_with(['#', '[']));
        StopWords(lines.flat_map(str::split_whitespace).map(fold).collect())
    }

    /// The list, sorted.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether a folded word is one; also a bigram of nothing but hiragana, which writes the
    /// endings and particles of Japanese.
    pub(super) fn contains(&self, form: &str) -> bool {
        self.0.contains(form) || (!form.is_empty() && form.chars().all(is_hiragana))
    }
}

pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_and_english() {
        let pt = StopWords::of("pt");
        for word in ["nao", "como", "the", "de"] {
            assert!(pt.contains(word), "{word}");
        }
        assert!(!pt.contains("senha") && !pt.contains("der") && !pt.contains(""));
        assert!(StopWords::of("nn").contains("ikke"));
        assert!(StopWords::of("ja").contains("して") && !StopWords::of("ja").contains("メモ"));
    }
}
