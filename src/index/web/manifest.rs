//! The manifest of a locale: the one file with a name that never changes.

use serde::Serialize;

use super::super::compound::splits_compounds;
use super::super::query::is_common;
use super::super::read::LocaleIndex;
use super::FORMAT;
use super::dictionary::Dictionary;
use super::pack::behind;
use super::records::Records;
use super::shards::Shards;

/// `index.json`.
#[derive(Serialize)]
pub(super) struct Manifest {
    format: u8,
    locale: String,
    /// A letter for each entry: `p`, and behind it the `q` and `e` of its questions and errors.
    entries: String,
    /// Whether words are written in one.
    compounds: bool,
    /// Stop words, a list.
    stop: String,
    /// Forms that stand in many entries, a list.
    common: String,
    /// What the shards of words start with, a list.
    starts: String,
    /// What the shards of spellings start with, a list.
    spellings: String,
    /// What the texts have in common, which stands before each file.
    shared: String,
    /// The hashes of the files' names.
    hashes: Hashes,
}

/// Eight hexadecimal digits for every 64 files, by the letter of their folder.
#[derive(Serialize)]
struct Hashes {
    w: String,
    s: String,
    r: String,
}

impl Manifest {
    /// Brings together what was written.
    pub(super) fn of(
        index: &LocaleIndex,
        dictionary: &Dictionary,
        words: Shards,
        spellings: Shards,
        records: Records,
        shared: String,
    ) -> Manifest {
        let mut common: Vec<&str> = Vec::new();
        for group in &dictionary.groups {
            for (number, &form) in group.forms.iter().enumerate() {
                let frequency =
                    group.form_lists.get(number).map_or(group.list.frequency, |list| list.frequency);
                if is_common(frequency, index.documents()) {
                    common.push(&dictionary.forms[form as usize]);
                }
            }
        }
        common.sort_unstable();
        Manifest {
            format: FORMAT,
            locale: index.locale.to_string(),
            entries: records.entries,
            compounds: splits_compounds(index.locale.language()),
            stop: list(index.stop_words.iter()),
            common: list(common),
            starts: list(words.starts.iter().map(String::as_str)),
            spellings: list(spellings.starts.iter().map(String::as_str)),
            shared,
            hashes: Hashes { w: words.hashes, s: spellings.hashes, r: records.hashes },
        }
    }
}

/// Sorted words as one text. Before each stands a capital letter, which no folded word has, for how many
/// UTF-16 units of the word before it begins with: `A` for none.
fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let mut before = "";
    for word in words {
        let (units, rest) = behind(before, word, usize::from(b'Z' - b'A'));
        text.push(char::from(b'A' + units as u8));
        text.push_str(rest);
        before = word;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_list_share_their_beginnings() {
        assert_eq!(list([]), "");
        assert_eq!(list(["a", "com", "como", "de"]), "AaAcomDoAde");
        let long = "x".repeat(30);
        assert_eq!(list([long.as_str(), &(long.clone() + "y")]), format!("A{long}Zxxxxxy"));
        assert_eq!(list(["\u{20000}", "\u{20000}a", "\u{20001}"]), "A\u{20000}CaA\u{20001}");
    }
}
