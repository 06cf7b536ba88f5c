//! Shards of words: a range of the dictionary each, with all that ranking asks about its words.
//!
//! A shard holds whole groups. A group whose forms lie in several ranges stands in each of these
//! shards, so that one file answers for a word. The groups that a compound consists of stand in brief
//! beside it.

use super::super::read::LocaleIndex;
use super::dictionary::Dictionary;
use super::pack::{Content, Files};
use super::shards::{Shards, write as write_shards};

/// Writes the shards.
///
/// # Errors
/// The sink's.
pub(super) fn write(
    index: &LocaleIndex,
    dictionary: &Dictionary,
    files: &Files<'_>,
) -> anyhow::Result<Shards> {
    let forms: Vec<&str> = dictionary.forms.iter().map(String::as_str).collect();
    let target = target(index.documents());
    write_shards(files, Content::Words, dictionary, &forms, target, |shard, number| {
        shard.add(dictionary.group_of[number]);
    })
}

/// How many bytes a shard takes. Where each starts is read before any of them, so a larger site has larger
/// shards.
fn target(documents: u32) -> usize {
    800 + documents as usize / 16
}
