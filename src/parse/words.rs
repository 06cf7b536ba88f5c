//! What documentation calls its parts, a data file a language (`words/<language>.toml`).
//!
//! A page is read with its own language's words and the English ones, which machine translation
//! leaves behind everywhere. To add a language, add a file and its line in `FILES`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

const FILES: &[(&str, &str)] = &[
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
    pub(super) faq: Vec<String>,
    /// Names of a part that is about errors.
    pub(super) troubleshooting: Vec<String>,
    /// Labels of what went wrong.
    pub(super) problem: Vec<String>,
    /// Labels of why.
    pub(super) cause: Vec<String>,
    /// Labels of what to do.
    pub(super) resolution: Vec<String>,
    /// Names of parts that only look like questions or answers.
    pub(super) contact: Vec<String>,
    /// Labels of a question.
    pub(super) question: Vec<String>,
    /// Labels of its answer.
    pub(super) answer: Vec<String>,
    /// Labels of an example, which beside a solution is an example of what goes wrong.
    pub(super) example: Vec<String>,
    /// Words that say that something goes wrong.
    pub(super) wrong: Vec<String>,
    /// Headers of a table's column of errors.
    pub(super) table_error: Vec<String>,
    /// Headers of a table's column of codes.
    pub(super) table_code: Vec<String>,
    /// Headers of a table's column of what to do, beside `resolution`.
    pub(super) table_fix: Vec<String>,
    /// Names of each kind of alert.
    pub(super) alerts: Alerts,
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
    FILES.iter().map(|(language, text)| (*language, toml::from_str(text).unwrap_or_default())).collect()
});

/// The words of a page's language, then the English ones.
pub(super) fn of(language: &str) -> impl Iterator<Item = &'static Words> {
    let own = LANGUAGES.get(language);
    let english = LANGUAGES.get("en").filter(|_| language != "en");
    own.into_iter().chain(english)
}

/// Every language's words, for what translation leaves in another language.
pub(super) fn all() -> impl Iterator<Item = &'static Words> {
    LANGUAGES.values()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_and_is_in_lower_case() {
        for (language, text) in FILES {
            let words: Words = toml::from_str(text).unwrap_or_else(|error| panic!("{language}: {error}"));
            for list in [&words.faq, &words.troubleshooting, &words.problem, &words.cause, &words.resolution]
            {
                assert!(!list.is_empty(), "{language}");
                assert!(list.iter().all(|word| *word == word.to_lowercase()), "{language}: {list:?}");
            }
        }
    }
}
