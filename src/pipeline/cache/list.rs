//! The list of the files that the last load read, with what followed from the bytes of each, so that a file
//! which is provably the one that was read is not read again.
//!
//! It begins with the digest of what follows, like every file beside it. A file is on it where its `Stat` was
//! settled before the load began, so that whatever is written to it later shows (`fs::stat`). Of another machine
//! or another checkout the list says nothing: their files have other `Stat`s, and are read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::digest::{Digest, Parts};
use crate::fs::{self, Moment, Stat};
use crate::pipeline::load::{Pictures, Read, Size, Sources};
use crate::source::{Area, SourcePath};

/// Its name in the folder of the cache.
const FILE: &str = "read";

/// The list of a load.
pub(super) struct List {
    file: PathBuf,
    /// Of what is in the file, where that is as it was written.
    seal: Option<Digest>,
    /// When the load began; none where it is not to be listed.
    began: Option<Moment>,
}

/// What is in the file.
#[derive(Default, Serialize, Deserialize)]
struct Files {
    sources: BTreeMap<SourcePath, Entry>,
    pictures: BTreeMap<SourcePath, (Stat, Option<Size>)>,
}

/// What is known of a source that is not read.
#[derive(Serialize, Deserialize)]
struct Entry {
    stat: Stat,
    digest: Digest,
    /// Of its text, in bytes.
    length: usize,
    shows: Vec<SourcePath>,
    is_faq: bool,
}

impl List {
    /// The list of a load to come.
    pub(super) fn of(folder: &Path) -> List {
        List { file: folder.join(FILE), seal: None, began: None }
    }

    /// Asks for the time, so that what is read from now on can be listed.
    pub(super) fn begin(&mut self) {
        self.began = self.file.parent().and_then(fs::moment);
    }

    /// What the last load read, as if it had been read now, below the folder of the content.
    pub(super) fn read(&mut self, content: &Path) -> (Sources, Pictures) {
        let Some((seal, files)) = read(&self.file) else { return Default::default() };
        self.seal = Some(seal);
        let content: Arc<Path> = content.into();
        let source = |(path, entry): (SourcePath, Entry)| {
            let Entry { stat, digest, length, shows, is_faq } = entry;
            let source = fs::unread_source(Area::Content, &content, &path, digest, length);
            (path, Read { stat, source, shows: shows.into(), is_faq })
        };
        (files.sources.into_iter().map(source).collect(), files.pictures.into_iter().collect())
    }

    /// Writes what a load read, as far as it may be on the list, unless the file says so already.
    ///
    /// # Errors
    /// The operating system's, with the file.
    pub(super) fn keep(&self, sources: &Sources, pictures: &Pictures) -> anyhow::Result<()> {
        let Some(began) = self.began else { return Ok(()) };
        let sources = sources.iter().filter(|(_, read)| read.stat.is_settled(began)).map(|(path, read)| {
            let Read { stat, source, shows, is_faq } = read;
            let (digest, length, shows) = (source.digest(), source.length(), shows.to_vec());
            (path.clone(), Entry { stat: *stat, digest, length, shows, is_faq: *is_faq })
        });
        let pictures = pictures.iter().filter(|(_, (stat, _))| stat.is_settled(began));
        let pictures = pictures.map(|(path, picture)| (path.clone(), *picture));
        let bytes = postcard::to_stdvec(&Files { sources: sources.collect(), pictures: pictures.collect() })?;
        let seal = seal(&bytes);
        if self.seal == Some(seal) {
            return Ok(());
        }
        if let Some(folder) = self.file.parent() {
            fs::remove_unfinished(folder, FILE);
        }
        fs::write_whole(&self.file, &[seal.as_bytes().as_slice(), &bytes].concat())
            .with_context(|| format!("could not write `{}`", self.file.display()))
    }
}

/// Reads a list; nothing where it is not as it was written.
fn read(file: &Path) -> Option<(Digest, Files)> {
    let bytes = fs::read(file).ok()?;
    let (written, files) = bytes.split_first_chunk::<{ Digest::LENGTH }>()?;
    let seal = seal(files);
    if seal.as_bytes() != written {
        return None;
    }
    Some((seal, postcard::from_bytes(files).ok()?))
}

fn seal(bytes: &[u8]) -> Digest {
    Parts::of("list of files").bytes(bytes).all()
}

#[cfg(all(test, unix))]
mod tests;
