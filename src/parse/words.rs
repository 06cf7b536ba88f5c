//! What documentation calls its parts, a data file a language (`words/<language>.toml`).
//!
//! A page is read with its own language's words and the English ones, which machine translation
//! leaves behind everywhere. To add a language, add a file and its line in `FILES`.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

const FILES: &[(&str, &str)] = &[
    ("ar", include_str!("words/ar.toml")),
    ("de", include_str!("words/de.toml")),
    ("en", include_str!("words/en.toml")),
    ("es", include_str!("words/es.toml")),
    ("fr", include_str!("words/fr.toml")),
    ("it", include_str!("words/it.toml")),
    ("ja", include_str!("words/ja.toml")),
    ("ko", include_str!("words/ko.toml")),
    ("pt", include_str!("words/pt.toml")),
    ("ru", include_str!("words/ru.toml")),
    ("zh", include_str!("words/zh.toml")),
];

/// One language's words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// Names of a list of questions.
    pub(super) faq: List,
    /// Names of a part that is about errors.
    pub(super) troubleshooting: List,
    /// Names of a list of errors.
    pub(super) errors: List,
    /// What a heading says for the thing that went wrong: `the error`, `this issue`. Labels of why and of
    /// what to do have `…` where any of these may stand, or nothing.
    object: List,
    /// Labels of what went wrong.
    pub(super) problem: List,
    /// Labels of why.
    pub(super) cause: List,
    /// Labels of what to do.
    pub(super) resolution: List,
    /// Names of parts that only look like questions or answers.
    pub(super) contact: List,
    /// Labels of a question.
    pub(super) question: List,
    /// Labels of its answer.
    pub(super) answer: List,
    /// Labels of an example, which beside a solution is an example of what goes wrong.
    pub(super) example: List,
    /// Words that say that something goes wrong.
    pub(super) wrong: List,
    /// Words by which running text says what to do about it.
    pub(super) remedy: List,
    /// How questions begin in this language, with or without their mark.
    pub(super) asks_first: List,
    /// Words that ask wherever they stand, in languages that put them anywhere.
    pub(super) asks_within: List,
    /// What the message is called in a table of an error's details.
    pub(super) message_row: List,
    /// Headers of a table's column of errors.
    pub(super) table_error: List,
    /// Headers of a table's column of codes.
    pub(super) table_code: List,
    /// Headers of a table's column of what to do, beside `resolution`.
    pub(super) table_fix: List,
    /// Names of each kind of alert.
    pub(super) alerts: Alerts,
}

/// Words in the order of their file, to be looked up and to be found in a text, all at once.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct List {
    words: Vec<String>,
    known: HashSet<String>,
    /// `None` for a list without words.
    finder: Option<AhoCorasick>,
}

impl From<Vec<String>> for List {
    fn from(words: Vec<String>) -> List {
        let known = words.iter().cloned().collect();
        let finder = AhoCorasick::new(&words).ok().filter(|_| !words.is_empty());
        List { words, known, finder }
    }
}

impl Words {
    fn parse(text: &str) -> Result<Words, toml::de::Error> {
        let words: Words = toml::from_str(text)?;
        let (cause, resolution) = (words.cause.filled(&words.object), words.resolution.filled(&words.object));
        Ok(Words { cause, resolution, ..words })
    }
}

impl List {
    /// The list with each of `objects`, and nothing, in the place of `…`.
    fn filled(&self, objects: &List) -> List {
        let fill = |word: &String| match word.contains('…') {
            false => vec![word.clone()],
            true => {
                let filled = objects.iter().chain([""]).map(|object| word.replace('…', object));
                filled.map(|word| word.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
            }
        };
        List::from(self.words.iter().flat_map(fill).collect::<Vec<String>>())
    }

    /// Whether a folded word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// The places in a folded text where one of them stands, be it in the midst of a longer word.
    pub(super) fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'a str)> {
        let found = self.finder.iter().flat_map(move |finder| finder.find_overlapping_iter(text));
        found.map(|place| (place.range(), self.words[place.pattern().as_usize()].as_str()))
    }

    /// Each of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }
}

/// The five kinds of alert that GitHub knows.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Alerts {
    pub(super) note: Vec<String>,
    pub(super) tip: Vec<String>,
    pub(super) important: Vec<String>,
    pub(super) warning: Vec<String>,
    pub(super) caution: Vec<String>,
}

static LANGUAGES: LazyLock<BTreeMap<&'static str, Words>> = LazyLock::new(|| {
    // The files are part of the binary and a test reads each, so a broken one cannot be shipped.
    FILES.iter().map(|(language, text)| (*language, Words::parse(text).unwrap_or_default())).collect()
});

/// The words of a page's language, then the English ones.
pub(super) fn of(language: &str) -> impl Iterator<Item = &'static Words> {
    let own = LANGUAGES.get(language);
    let english = LANGUAGES.get("en").filter(|_| language != "en");
    own.into_iter().chain(english)
}

/// A text as the lists have their words: lower case, half width, plain apostrophes, no `ё`.
pub(super) fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        '’' | '‘' | 'ʼ' => '\'',
        'ё' => 'е',
        '\u{a0}' | '\u{202f}' | '\u{3000}' => ' ',
        // Full-width letters, digits and signs stand in one row, in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(plain).flat_map(char::to_lowercase).map(plain).collect()
}

/// Every language's words, for what translation leaves in another language.
pub(super) fn all() -> impl Iterator<Item = &'static Words> {
    LANGUAGES.values()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_and_is_folded() {
        for (language, text) in FILES {
            let words = Words::parse(text).unwrap_or_else(|error| panic!("{language}: {error}"));
            for list in [
                &words.faq,
                &words.troubleshooting,
                &words.errors,
                &words.object,
                &words.remedy,
                &words.problem,
                &words.cause,
                &words.resolution,
                &words.contact,
                &words.question,
                &words.answer,
                &words.wrong,
                &words.asks_first,
                &words.message_row,
                &words.table_error,
                &words.table_code,
                &words.table_fix,
            ] {
                assert!(list.iter().next().is_some(), "{language}");
                assert!(list.iter().all(|word| *word == folded(word)), "{language}: {list:?}");
            }
        }
    }
}
