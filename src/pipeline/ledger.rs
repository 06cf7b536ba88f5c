//! What the last build left in its folders, and what each file was made of: what is made of the same now is
//! taken over as it lies there, and not made again.
//!
//! A file of the site, or a part of the index with its web index, is known by the digest of all that it was
//! made of. It is taken over only while each of its files has the size and the time that it was left with, so
//! whatever was changed by others, or by a build that left no ledger, is made again. The ledger is of one
//! machine and one pair of folders; without it everything is made.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::cache;
use crate::config::Config;
use crate::digest::{Digest, Parts};
use crate::fs::{self, Moment, Stage, Stamp};
use crate::index;

/// The ledger's name in the folder of the cache.
const FILE: &str = "built";

/// What lies in the folder of a site and in that of its index.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ledger {
    /// The folder of the site, absolute; what in it is no text is left out.
    out: String,
    /// The folder of the index, the same.
    index: String,
    /// Whether nothing lay there before.
    #[serde(skip)]
    is_first: bool,
    /// By the path below the site.
    files: BTreeMap<String, File>,
    /// By the name of a part of the index.
    parts: BTreeMap<String, Part>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct File {
    made_of: Digest,
    stamp: Stamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    made_of: Digest,
    /// What its seal is known by.
    seal: String,
    /// Its files by their paths below the folder of the index.
    of_index: Vec<(String, Stamp)>,
    /// Those of its web index by their paths below the site.
    of_site: Vec<(String, Stamp)>,
}

impl Ledger {
    /// An empty one for the folders of a site.
    fn of(config: &Config) -> Ledger {
        let absolute = |path: &Path| {
            let absolute = std::path::absolute(path);
            absolute.as_deref().unwrap_or(path).to_string_lossy().into_owned()
        };
        Ledger { out: absolute(&config.out), index: absolute(&config.index), ..Ledger::default() }
    }

    /// What the last build left in the folders of a site; nothing where that is not known.
    fn read(config: &Config) -> Ledger {
        let empty = Ledger::of(config);
        let read = cache::folder(config).and_then(|cache| read(&cache.join(FILE)));
        read.filter(|read| read.out == empty.out && read.index == empty.index).unwrap_or(empty)
    }

    /// Keeps it for the next build of a site. The ledger of folders that are still there does not give way to
    /// that of a folder which was written for the first time: perhaps it never is again.
    ///
    /// # Errors
    /// The operating system's.
    pub(super) fn keep(&self, config: &Config) -> anyhow::Result<()> {
        let Some(cache) = cache::folder(config) else { return Ok(()) };
        fs::remove_unfinished(cache, FILE);
        let file = cache.join(FILE);
        let is_other = |before: Ledger| before.out != self.out && Path::new(&before.out).exists();
        if self.is_first && read(&file).is_some_and(is_other) {
            return Ok(());
        }
        let bytes = postcard::to_stdvec(self)?;
        Ok(fs::write_whole(&file, &[seal(&bytes).as_bytes().as_slice(), &bytes].concat())?)
    }
}

/// Reads a ledger; nothing where it is not as it was written.
fn read(file: &Path) -> Option<Ledger> {
    let bytes = fs::read(file).ok()?;
    let (written, ledger) = bytes.split_first_chunk::<{ Digest::LENGTH }>()?;
    if seal(ledger).as_bytes() != written {
        return None;
    }
    postcard::from_bytes(ledger).ok()
}

fn seal(bytes: &[u8]) -> Digest {
    Parts::of("ledger").bytes(bytes).all()
}

/// The ledger of the last build, and that of the one that fills these stages.
pub(super) struct Books<'a> {
    site: &'a Stage,
    index: &'a Stage,
    /// A time before anything was put into the stages; none where nobody says it.
    began: Option<Moment>,
    before: Ledger,
    now: Mutex<Ledger>,
    /// Files of web indexes whose part is not whole yet, each with its stamp.
    open: Mutex<BTreeMap<String, Option<Stamp>>>,
}

impl<'a> Books<'a> {
    /// Opens them for the stages of a site and its index.
    pub(super) fn open(config: &Config, site: &'a Stage, index: &'a Stage) -> Books<'a> {
        let now = Ledger { is_first: !site.replaces(), ..Ledger::of(config) };
        let began = cache::folder(config).and_then(fs::moment);
        let before = Ledger::read(config);
        Books { site, index, began, before, now: Mutex::new(now), open: Mutex::default() }
    }

    /// What a copy of a file is made of: that very file, where the system says enough of it to tell it from what
    /// may be written to it later.
    pub(super) fn of_copy(&self, file: &Path) -> Option<Digest> {
        let stat = fs::stat(file)?;
        if !stat.is_settled(self.began?) {
            return None;
        }
        Some(Parts::of("copy").bytes(&postcard::to_stdvec(&stat).ok()?).all())
    }

    /// The ledger of what is in the stages now.
    pub(super) fn close(self) -> Ledger {
        self.now.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a file of the site over, where it lies there and was made of the same; whether it was taken.
    ///
    /// # Errors
    /// When `path` is none below the site.
    pub(super) fn keep(&self, path: &str, made_of: Digest) -> anyhow::Result<bool> {
        let Some(file) = self.before.files.get(path).filter(|file| file.made_of == made_of) else {
            return Ok(false);
        };
        let is_kept = self.site.keep(path, file.stamp)?;
        if is_kept {
            locked(&self.now).files.insert(path.to_owned(), File { made_of, stamp: file.stamp });
        }
        Ok(is_kept)
    }

    /// Enters a file that was put into the site.
    pub(super) fn enter(&self, path: &str, made_of: Digest) {
        if let Some(stamp) = self.site.stamp(path) {
            locked(&self.now).files.insert(path.to_owned(), File { made_of, stamp });
        }
    }

    /// Takes a part of the index over with its web index, where all their files lie there, it was made of the
    /// same, and it is as it was written, byte by byte; what its seal is known by. A part that was damaged is
    /// made anew, as whoever searches it is told.
    ///
    /// # Errors
    /// When one of its paths is none below its folder.
    pub(super) fn keep_part(&self, name: &str, made_of: Digest) -> anyhow::Result<Option<String>> {
        let folder = Path::new(&self.before.index).join(name);
        let holds = |part: &&Part| part.made_of == made_of && index::is_whole(&folder, &part.seal);
        let Some(part) = self.before.parts.get(name).filter(holds) else {
            return Ok(None);
        };
        for (stage, files) in [(self.index, &part.of_index), (self.site, &part.of_site)] {
            for (path, stamp) in files {
                if !stage.keep(path, *stamp)? {
                    // Whoever makes the part now must not write into files of the old folder.
                    part.of_index.iter().try_for_each(|(path, _)| self.index.discard(path))?;
                    return Ok(None);
                }
            }
        }
        locked(&self.now).parts.insert(name.to_owned(), part.clone());
        Ok(Some(part.seal.clone()))
    }

    /// Enters a file of a web index, which is part of a part to come.
    pub(super) fn enter_web(&self, path: &str) {
        locked(&self.open).insert(path.to_owned(), self.site.stamp(path));
    }

    /// Enters a part that was put into the index, with the files of its web index.
    ///
    /// # Errors
    /// When the part's folder cannot be read.
    pub(super) fn enter_part(&self, name: &str, made_of: Digest, seal: &str) -> anyhow::Result<()> {
        let web = format!("{}/{name}/", index::WEB_FOLDER);
        let files = fs::list(&self.index.folder().join(name))?.into_iter();
        let stamped = |path: String| self.index.stamp(&path).map(|stamp| (path, stamp));
        let of_index: Option<Vec<(String, Stamp)>> =
            files.map(|(file, _)| stamped(format!("{name}/{file}"))).collect();
        let mut open = locked(&self.open);
        let of_site = open.extract_if(.., |path, _| path.starts_with(&web));
        let of_site: Option<Vec<(String, Stamp)>> =
            of_site.map(|(path, stamp)| Some((path, stamp?))).collect();
        drop(open);
        // A part of which one file could not be asked for its stamp would be taken over without that file.
        if let Some((of_index, of_site)) = of_index.zip(of_site) {
            let part = Part { made_of, seal: seal.to_owned(), of_index, of_site };
            locked(&self.now).parts.insert(name.to_owned(), part);
        }
        Ok(())
    }
}

/// Nobody panics who has the lock; were it so, what was entered is true.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
