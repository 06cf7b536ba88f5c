//! What documentation calls its parts, a data file a language (`words/<language>.toml`).
//!
//! A page is read with its own language's words and the English ones, which machine translation
//! leaves behind everywhere. To add a language, add a file and its line in `LANGUAGES`, and
//! let `ENGLISH` say where English stands then.

mod fold;

use std::ops::{BitOr, Range};
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use serde::Deserialize;

pub(super) use fold::folded;

static LANGUAGES: [Language; 11] = [
    Language::new("ar", include_str!("words/ar.toml")),
    Language::new("de", include_str!("words/de.toml")),
    Language::new("en", include_str!("words/en.toml")),
    Language::new("es", include_str!("words/es.toml")),
    Language::new("fr", include_str!("words/fr.toml")),
    Language::new("it", include_str!("words/it.toml")),
    Language::new("ja", include_str!("words/ja.toml")),
    Language::new("ko", include_str!("words/ko.toml")),
    Language::new("pt", include_str!("words/pt.toml")),
    Language::new("ru", include_str!("words/ru.toml")),
    Language::new("zh", include_str!("words/zh.toml")),
];

/// Where English stands among them.
const ENGLISH: usize = 2;

/// A language; what follows from its file is made when a page first asks for it.
struct Language {
    name: &'static str,
    text: &'static str,
    file: OnceLock<File>,
    words: OnceLock<Words>,
}

/// What one file says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Names of a list of questions.
    faq: Vec<String>,
    /// Names of a part that is about errors.
    troubleshooting: Vec<String>,
    /// Names of a list of errors.
    errors: Vec<String>,
    /// What a heading says for the thing that went wrong: `the error`, `this issue`. Labels of why and of
    /// what to do have `…` where any of these may stand, or nothing.
    object: Vec<String>,
    /// Labels of what went wrong.
    problem: Vec<String>,
    /// Labels of why.
    cause: Vec<String>,
    /// Labels of what to do.
    resolution: Vec<String>,
    /// Names of parts that only look like questions or answers.
    contact: Vec<String>,
    /// Labels of a question.
    question: Vec<String>,
    /// Labels of its answer.
    answer: Vec<String>,
    /// Labels of an example, which beside a solution is an example of what goes wrong.
    example: Vec<String>,
    /// Words that say that something goes wrong.
    wrong: Vec<String>,
    /// Words by which running text says what to do about it.
    remedy: Vec<String>,
    /// How questions begin in this language, with or without their mark.
    asks_first: Vec<String>,
    /// Words that ask wherever they stand, in languages that put them anywhere.
    asks_within: Vec<String>,
    /// What the message is called in a table of an error's details.
    message_row: Vec<String>,
    /// Headers of a table's column of errors.
    table_error: Vec<String>,
    /// Headers of a table's column of codes.
    table_code: Vec<String>,
    /// Headers of a table's column of what to do, beside `resolution`.
    table_fix: Vec<String>,
    /// Names of each kind of alert.
    alerts: Alerts,
}

/// What a page in one language is read with: the language's own words and the English ones.
#[derive(Debug)]
pub(super) struct Words {
    /// What a part is that has one of these names.
    labels: FxHashMap<String, Labels>,
    /// Names of what a part is about, each with what it says.
    subjects: List,
    subject_of: Vec<Subject>,
    pub(super) cause: List,
    pub(super) resolution: List,
    pub(super) remedy: List,
    pub(super) asks_first: List,
    pub(super) asks_within: List,
    pub(super) message_row: List,
    pub(super) table_error: List,
    pub(super) table_code: List,
    pub(super) table_fix: List,
}

/// Words in the order of their files, to be looked up and to be found in a text, all at once.
#[derive(Debug)]
pub(super) struct List {
    words: Vec<String>,
    /// `None` for a list without words. Most lists are only looked up, so it is made when it is asked for.
    finder: OnceLock<Option<AhoCorasick>>,
}

/// What a part of an entry is. Where one word is several, such as `问题`, the first of these is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Cause,
    Resolution,
    Problem,
    Question,
    Answer,
    /// An example: beside a solution, an example of what goes wrong.
    Example,
    /// A part that only looks like one of an entry: contact, next steps.
    Contact,
}

impl Label {
    const ALL: [Label; 7] = [
        Label::Cause,
        Label::Resolution,
        Label::Problem,
        Label::Question,
        Label::Answer,
        Label::Example,
        Label::Contact,
    ];
}

/// What a title says that the text below it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Questions are listed.
    Faq,
    /// It is about errors.
    Troubleshooting,
    /// Errors are listed.
    Errors,
    /// It is called a list of errors: the title has such a name of several words, or begins with one. `Error
    /// severities` and `Tratamento de erros` are about something else.
    ListOfErrors,
    /// Something goes wrong.
    Wrong,
}

const _: () = assert!(Label::ALL.len() <= 8, "a set of them is a byte");

/// A few of one of these.
macro_rules! sets {
    ($($(#[$about:meta])* $set:ident of $item:ident;)+) => { $(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(super) struct $set(u8);

        impl $set {
            pub(super) fn of(items: &[$item]) -> $set {
                $set(items.iter().fold(0, |all, item| all | 1 << *item as u8))
            }

            pub(super) fn has(self, item: $item) -> bool {
                self.0 & 1 << item as u8 != 0
            }
        }

        impl BitOr for $set {
            type Output = $set;

            fn bitor(self, other: $set) -> $set {
                $set(self.0 | other.0)
            }
        }
    )+ };
}

sets! {
    /// All that a name may say of a part.
    Labels of Label;
    /// All that a title says.
    Subjects of Subject;
}

impl Labels {
    pub(super) fn first(self) -> Option<Label> {
        Label::ALL.into_iter().find(|label| self.has(*label))
    }

    /// Those that are among others as well.
    pub(super) fn among(self, others: Labels) -> Labels {
        Labels(self.0 & others.0)
    }
}

impl Language {
    const fn new(name: &'static str, text: &'static str) -> Language {
        Language { name, text, file: OnceLock::new(), words: OnceLock::new() }
    }

    fn file(&self) -> &File {
        // The files are part of the binary and a test reads each, so a broken one cannot be shipped.
        self.file.get_or_init(|| File::parse(self.text).unwrap_or_default())
    }
}

impl File {
    fn parse(text: &str) -> Result<File, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let (cause, resolution) = (file.filled(&file.cause), file.filled(&file.resolution));
        Ok(File { cause, resolution, ..file })
    }

    /// Words with each object, and nothing, in the place of `…`.
    fn filled(&self, words: &[String]) -> Vec<String> {
        let fill = |word: &String| match word.contains('…') {
            false => vec![word.clone()],
            true => {
                let objects = self.object.iter().map(String::as_str).chain([""]);
                let filled = objects.map(|object| word.replace('…', object));
                filled.map(|word| word.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
            }
        };
        words.iter().flat_map(fill).collect()
    }

    fn labelled(&self, label: Label) -> &[String] {
        match label {
            Label::Problem => &self.problem,
            Label::Cause => &self.cause,
            Label::Resolution => &self.resolution,
            Label::Question => &self.question,
            Label::Answer => &self.answer,
            Label::Example => &self.example,
            Label::Contact => &self.contact,
        }
    }
}

impl Words {
    fn of(files: &[&File]) -> Words {
        let list = |list: fn(&File) -> &Vec<String>| {
            List::from(files.iter().copied().flat_map(list).cloned().collect::<Vec<_>>())
        };
        let mut labels = FxHashMap::<String, Labels>::default();
        for label in Label::ALL {
            for name in files.iter().flat_map(|file| file.labelled(label)) {
                let known = labels.entry(name.clone()).or_default();
                *known = *known | Labels::of(&[label]);
            }
        }
        let mut subjects = Vec::new();
        for file in files {
            let subject = |subject: Subject, words: &[String]| -> Vec<(String, Subject)> {
                words.iter().map(|word| (word.clone(), subject)).collect()
            };
            subjects.extend(subject(Subject::Faq, &file.faq));
            subjects.extend(subject(Subject::Troubleshooting, &file.troubleshooting));
            subjects.extend(subject(Subject::Errors, &file.errors));
            subjects.extend(subject(Subject::Wrong, &file.wrong));
        }
        let (subjects, subject_of): (Vec<String>, Vec<Subject>) = subjects.into_iter().unzip();
        Words {
            labels,
            subjects: List::from(subjects),
            subject_of,
            cause: list(|file| &file.cause),
            resolution: list(|file| &file.resolution),
            remedy: list(|file| &file.remedy),
            asks_first: list(|file| &file.asks_first),
            asks_within: list(|file| &file.asks_within),
            message_row: list(|file| &file.message_row),
            table_error: list(|file| &file.table_error),
            table_code: list(|file| &file.table_code),
            table_fix: list(|file| &file.table_fix),
        }
    }

    /// What a folded name says that a part is.
    pub(super) fn labels_of(&self, name: &str) -> Labels {
        self.labels.get(name).copied().unwrap_or_default()
    }

    /// What a folded title says that the text below it is about.
    pub(super) fn subjects_in(&self, title: &str) -> Subjects {
        let start = title.len() - title.trim_start().len();
        let several = |word: &str| word.contains([' ', '-', '\'']) || word.chars().any(is_dense);
        let mut subjects = Subjects::default();
        for (number, place) in self.subjects.matches(title) {
            let word = self.subjects.words[number].as_str();
            if !is_whole(title, &place, word) {
                continue;
            }
            let subject = self.subject_of[number];
            subjects = subjects | Subjects::of(&[subject]);
            let begins = || place.start == start && !title[place.end..].starts_with(char::is_alphanumeric);
            if subject == Subject::Errors && (several(word) || begins()) {
                subjects = subjects | Subjects::of(&[Subject::ListOfErrors]);
            }
        }
        subjects
    }
}

impl From<Vec<String>> for List {
    fn from(words: Vec<String>) -> List {
        List { words, finder: OnceLock::new() }
    }
}

impl List {
    /// Whether a folded word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// Whether a folded text holds one of them, not as a part of a longer word where the script parts words.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.places(text).any(|(place, word)| is_whole(text, &place, word))
    }

    /// The places in a folded text where one of them stands, be it in the midst of a longer word.
    pub(super) fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'a str)> {
        self.matches(text).map(|(number, place)| (place, self.words[number].as_str()))
    }

    /// The same, by the number of each word.
    fn matches<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> {
        let made = || AhoCorasick::new(&self.words).ok().filter(|_| !self.words.is_empty());
        let finder = self.finder.get_or_init(made).iter();
        let found = finder.flat_map(move |finder| finder.find_overlapping_iter(text));
        found.map(|place| (place.pattern().as_usize(), place.range()))
    }

    /// Each of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }
}

/// Whether a word at a place of a text is no part of a longer one.
pub(super) fn is_whole(text: &str, place: &Range<usize>, word: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_dense(c));
    let begins = word.starts_with(|c: char| !c.is_alphanumeric() || is_dense(c));
    (begins || !is_letter(text[..place.start].chars().next_back()))
        && !is_letter(text[place.end..].chars().next())
}

/// Whether a character is of a script that writes words without spaces, or hangs endings on them.
pub(super) fn is_dense(c: char) -> bool {
    c >= '\u{2e80}'
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

fn language(name: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.name == name)
}

/// What a page in this language is read with; the English words where there are none.
pub(super) fn of(name: &str) -> &'static Words {
    let found = language(name).unwrap_or(&LANGUAGES[ENGLISH]);
    let own = found.file();
    found.words.get_or_init(|| match found.name {
        "en" => Words::of(&[own]),
        _ => Words::of(&[own, LANGUAGES[ENGLISH].file()]),
    })
}

/// The names of alerts: a language's own, the English ones, and every language's, for what translation
/// leaves in another.
pub(super) fn alerts(name: &str) -> impl Iterator<Item = &'static Alerts> {
    let first = language(name).into_iter().chain([&LANGUAGES[ENGLISH]]);
    first.chain(&LANGUAGES).map(|language| &language.file().alerts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_and_is_folded() {
        assert_eq!(LANGUAGES[ENGLISH].name, "en");
        for Language { name, text, .. } in &LANGUAGES {
            let file = File::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            for list in [
                &file.faq,
                &file.troubleshooting,
                &file.errors,
                &file.object,
                &file.remedy,
                &file.problem,
                &file.cause,
                &file.resolution,
                &file.contact,
                &file.question,
                &file.answer,
                &file.wrong,
                &file.asks_first,
                &file.message_row,
                &file.table_error,
                &file.table_code,
                &file.table_fix,
            ] {
                assert!(!list.is_empty(), "{name}");
                assert!(list.iter().all(|word| *word == folded(word)), "{name}: {list:?}");
            }
        }
    }

    #[test]
    fn words_are_whole_where_the_script_parts_them() {
        let list = List::from(["faq", "エラー", "-je"].map(str::to_owned).to_vec());
        for text in ["faq for all", "接続エラーが出る", "puis-je payer", "faqir faq"] {
            assert!(list.is_in(text), "{text}");
        }
        assert!(!list.is_in("faqir"));
    }

    #[test]
    fn a_title_says_what_it_is_about_in_its_own_language_and_in_english() {
        let says = |title: &str, subject| of("de").subjects_in(title).has(subject);
        assert!(says("häufige fragen", Subject::Faq) && says("faq", Subject::Faq));
        assert!(says("fehlercodes und mehr", Subject::ListOfErrors));
        assert!(says(" error codes", Subject::ListOfErrors));
        assert!(
            says("alle fehlercodes", Subject::Errors) && !says("alle fehlercodes", Subject::ListOfErrors)
        );
        assert!(!says("faqir", Subject::Faq));
    }
}
