//! The manifest of a locale: the one file with a name that never changes.

use serde::Serialize;

use super::super::compound::splits_compounds;
use super::super::query::is_common;
use super::super::read::LocaleIndex;
use super::FORMAT;
use super::dictionary::Dictionary;
use super::records::Records;
use super::spelling::Spellings;
use super::words::Words;

/// `index.json`.
#[derive(Serialize)]
pub(super) struct Manifest {
    format: u8,
    locale: String,
    /// A letter for each entry: `p`, and behind it the `q` and `e` of its questions and errors.
    entries: String,
    /// Whether words are written in one.
    compounds: bool,
    /// Stop words, between spaces.
    stop: String,
    /// Forms that stand in many entries, between spaces.
    common: String,
    /// The first words of the shards of words, between spaces.
    starts: String,
    /// The first keys of the shards of spellings, between spaces.
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
    h: String,
}

impl Manifest {
    /// Brings together what was written.
    pub(super) fn of(
        index: &LocaleIndex,
        dictionary: &Dictionary,
        words: Words,
        spellings: Spellings,
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
            stop: index.stop_words.to_string(),
            common: common.join(" "),
            starts: words.starts,
            spellings: spellings.starts,
            shared,
            hashes: Hashes { w: words.hashes, s: spellings.hashes, r: records.hashes, h: records.heads },
        }
    }
}
