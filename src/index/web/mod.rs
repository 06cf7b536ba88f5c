//! The web index: the same index in small files, for a program that can only fetch whole files.
//!
//! 1. `dictionary` reads the forms, their stems and their impacts back out of tantivy's files, so
//!    that nothing is decided twice.
//! 2. `words` is the dictionary with its postings, `spelling` what an unknown or unfinished word can stand
//!    for, both cut into `shards`; `records` is what results show.
//! 3. `pack` gives each file its name and its checksum, and leaves out what is `shared` by all texts, by
//!    `deflate`; `manifest` says which files there are.
//!
//! Every locale has a folder of its own. The same index gives the same bytes. ARCHITECTURE.md has the
//! layout of every file.

mod deflate;
mod dictionary;
mod manifest;
mod pack;
mod records;
mod shards;
mod shared;
mod spelling;
#[cfg(test)]
mod tests;
mod words;

use std::path::Path;

use anyhow::Context as _;
use tantivy::directory::MmapDirectory;

use self::dictionary::Dictionary;
use self::manifest::Manifest;
use self::pack::Files;
use super::manifest::Written;
use super::read::LocaleIndex;
use super::write::write_each;
use crate::digest::Digest;
use crate::model::Site;

/// Raised whenever a client of an older version could misread a file.
const FORMAT: u8 = 5;

/// The folder below a site that has a folder of a web index for each locale.
pub const FOLDER: &str = "search";

/// Takes the files of the web index as they are made, in no particular order.
pub trait Sink: Sync {
    /// Whether a part of the index, one of `parts`, is to be written at all, and with a locale its web
    /// index: asked before the work of writing it.
    fn wants(&self, part: &str) -> bool;

    /// Whether it has a part that it wants, with its web index: one that was made of the same. Then it is
    /// not written; what its seal is known by.
    ///
    /// # Errors
    /// Whatever keeps it from being told; writing ends then.
    fn has(&self, _part: &str, _made_of: Digest) -> anyhow::Result<Option<String>> {
        Ok(None)
    }

    /// Is told of a part once it is written, with its web index, what it was made of, and what its seal is
    /// known by.
    ///
    /// # Errors
    /// Whatever; writing ends then.
    fn written(&self, _part: &str, _made_of: Digest, _seal: &str) -> anyhow::Result<()> {
        Ok(())
    }

    /// Takes a file of the web index: its path below the site, and its bytes.
    ///
    /// # Errors
    /// Whatever keeps it from being taken; writing ends then.
    fn take(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()>;
}

/// A function takes every file of every part.
impl<F: Fn(&str, &[u8]) -> anyhow::Result<()> + Sync> Sink for F {
    fn wants(&self, _: &str) -> bool {
        true
    }

    fn take(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self(path, bytes)
    }
}

/// Writes the index of a site into an empty folder, and the web index of each locale as soon as that
/// locale is written.
///
/// # Errors
/// The operating system's, and the sink's.
pub fn write_with_web(site: &Site, folder: &Path, sink: &dyn Sink) -> anyhow::Result<()> {
    write_parts(site, folder, sink)?.write_manifest(folder)
}

/// Writes those parts of the index of a site into an empty folder that `sink` wants, without the manifest.
///
/// # Errors
/// The operating system's, and the sink's.
pub fn write_parts(site: &Site, folder: &Path, sink: &dyn Sink) -> anyhow::Result<Written> {
    write_each(site, folder, sink, &|locale, folder| {
        let index = LocaleIndex::open(MmapDirectory::open(folder)?, locale.clone())?;
        export_locale(&index, sink).context("could not write the search index of the site")
    })
}

/// The part of the index whose web index has a file at a path below the site.
pub fn part_of(path: &str) -> Option<&str> {
    Some(path.strip_prefix(FOLDER)?.strip_prefix('/')?.split_once('/')?.0)
}

fn export_locale(index: &LocaleIndex, sink: &dyn Sink) -> anyhow::Result<()> {
    let folder = format!("{FOLDER}/{}", index.locale.path());
    let dictionary = Dictionary::read(index)?;
    let records = records::Bodies::read(index)?;
    let shared = records.shared();
    let files = Files { folder: &folder, shared: shared.as_bytes(), sink };
    let records = records.write(&files)?;
    let words = words::write(index, &dictionary, &files)?;
    let spelling = spelling::write(index, &dictionary, &files)?;
    let manifest = Manifest::of(index, &dictionary, words, spelling, records, shared);
    let json = serde_json::to_vec(&manifest).context("could not write the search index")?;
    sink.take(&format!("{folder}/index.json"), &json)
}
