//! The manifest of a locale: the one file with a name that never changes.

use serde::Serialize;

use super::super::compound::splits_compounds;
use super::super::query::is_common;
use super::super::read::LocaleIndex;
use super::FORMAT;
use super::dictionary::Dictionary;
use super::records::Records;
use super::words::Table;

/// `index.json`.
#[derive(Serialize)]
pub(super) struct Manifest {
    format: u8,
    locale: String,
    /// How many entries there are.
    documents: u32,
    /// Whether words are written in one.
    compounds: bool,
    /// Stop words, between spaces.
    stop: String,
    /// Forms that stand in many entries, between spaces.
    common: String,
    words: Shards,
    spelling: Shards,
    records: RecordFiles,
}

#[derive(Serialize)]
struct Shards {
    /// Between spaces; each as how many characters it shares with the one before (a digit of base 36)
    /// and the others.
    starts: String,
    hashes: String,
}

#[derive(Serialize)]
struct RecordFiles {
    pages: String,
    hashes: String,
    heads: String,
}

impl Manifest {
    /// Brings together what was written.
    pub(super) fn of(
        index: &LocaleIndex,
        dictionary: &Dictionary,
        words: Table,
        spelling: Table,
        records: Records,
    ) -> Manifest {
        let shards = |table: Table| Shards { starts: shortened(&table.starts), hashes: table.hashes };
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
            documents: index.documents(),
            compounds: splits_compounds(index.locale.language()),
            stop: index.stop_words.to_string(),
            common: common.join(" "),
            words: shards(words),
            spelling: shards(spelling),
            records: RecordFiles { pages: records.pages, hashes: records.hashes, heads: records.heads },
        }
    }
}

/// Keys between spaces, each without what it shares with the one before.
fn shortened(starts: &[String]) -> String {
    let mut before = "";
    let mut short = Vec::new();
    for start in starts {
        let shared = before.chars().zip(start.chars()).take_while(|(a, b)| a == b).count().min(35);
        let digit = char::from_digit(shared as u32, 36).unwrap_or('0');
        short.push(std::iter::once(digit).chain(start.chars().skip(shared)).collect::<String>());
        before = start;
    }
    short.join(" ")
}
