//! Documents kept on the disk, so that another process need not parse what is the same; beside them the list
//! of the files that were read (`list`), so that it need not read them either.
//!
//! A document is known by its digest, which is of all that it was made of, this program among it; so what
//! is kept is never out of date, serves every branch and every machine, and may be deleted at any time. It
//! lies in a fixed number of files (`pack`), each with the documents of some of the paths: a page that
//! changes is one file written anew. A file that cannot be read, or is not as it was written, is as good
//! as none.
//!
//! A pack holds the documents of the last build that wrote it, and behind them those of builds before, as
//! many bytes again at most; the ones that were not asked for longest are left out.

mod document;
mod list;
mod pack;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::load::{Made, Pictures, Sources};
use crate::config::Config;
use crate::digest::{Digest, Parts};
use crate::fs;
use crate::model::Document;
use crate::source::{Source, SourcePath};
use list::List;
use pack::{Draft, Entry, Pack};

/// How many files there are. With more of them a change is cheaper, and a build from nothing dearer.
const PACKS: usize = 64;

/// What their names begin with.
const NAMES: &str = "documents-";

/// Bytes of earlier builds that a pack may hold in any case.
const ROOM: usize = 64 * 1024;

/// The folder, and what was found in it.
pub(super) struct Cache {
    folder: PathBuf,
    /// The documents that are there.
    kept: HashSet<Digest>,
    /// Packs with more of earlier builds than they may hold.
    crowded: BTreeSet<usize>,
    list: List,
}

/// The folder, where there is to be one: not in a folder that is replaced as a whole, nor around one that a
/// site is made of, and not where others could put something into it, since what is kept is believed.
pub(super) fn folder(config: &Config) -> Option<&Path> {
    let folder = config.cache.as_deref()?;
    let kept: [&Path; 3] = [&config.content, &config.templates, &config.static_files];
    fs::apart(&[folder], &kept).and_then(|()| fs::apart(&[folder, &config.out, &config.index], &[])).ok()?;
    fs::is_own(folder).then_some(folder)
}

impl Cache {
    /// The cache of a site, where there is to be one.
    pub(super) fn of(config: &Config) -> Option<Cache> {
        let folder = folder(config)?.to_path_buf();
        let list = List::of(&folder);
        Some(Cache { folder, kept: HashSet::new(), crowded: BTreeSet::new(), list })
    }

    /// Says that a load begins whose files may be listed.
    pub(super) fn begin(&mut self) {
        self.list.begin();
    }

    /// The files that the last load read, as far as they are known without reading them.
    pub(super) fn files(&mut self, content: &Path) -> (Sources, Pictures) {
        self.list.read(content)
    }

    /// The documents that are kept of these sources, as if they had been parsed now. `of` says of what each is
    /// but for the files that it asks for, which are among `texts`.
    pub(super) fn documents<'a>(
        &mut self,
        sources: impl Iterator<Item = &'a Source>,
        of: impl Fn(&Source) -> Digest + Sync,
        texts: &BTreeMap<SourcePath, Source>,
    ) -> FxHashMap<SourcePath, Made<Document>> {
        let mut packs: Vec<Vec<&Source>> = vec![Vec::new(); PACKS];
        for source in sources {
            packs[pack_of(source.path())].push(source);
        }
        // One pack at a time on each core: all of them are as large as the documents themselves.
        let read = |(number, sources): (usize, &Vec<&Source>)| {
            let pack = Pack::read(&self.file(number));
            let entries = pack.entries();
            let mut by_source: HashMap<Digest, Vec<&Entry<'_>>> = HashMap::new();
            entries.iter().for_each(|entry| by_source.entry(entry.of).or_default().push(entry));
            let found = sources.iter().filter_map(|source| {
                let known = by_source.get(&of(source))?;
                known
                    .iter()
                    .find_map(|entry| Some((document::decode(&pack, entry, source, texts)?, entry.size())))
            });
            let (documents, sizes): (Vec<Made<Document>>, Vec<usize>) = found.unzip();
            let (all, used): (usize, usize) = (entries.iter().map(Entry::size).sum(), sizes.iter().sum());
            (documents, all.saturating_sub(used) > room(used))
        };
        let read: Vec<(Vec<Made<Document>>, bool)> = packs.par_iter().enumerate().map(read).collect();
        let crowded = read.iter().enumerate().filter(|(_, (_, is_crowded))| *is_crowded);
        self.crowded = crowded.map(|(number, _)| number).collect();
        let documents = read.into_iter().flat_map(|(documents, _)| documents);
        let documents: FxHashMap<_, _> =
            documents.map(|made| (made.value.source.path().clone(), made)).collect();
        self.kept = documents.values().map(|made| made.value.digest).collect();
        documents
    }

    /// Keeps the documents of a build, and the list of its files. Packs that lack any are written anew.
    ///
    /// # Errors
    /// The operating system's, with the file.
    pub(super) fn keep(
        &self,
        documents: &FxHashMap<SourcePath, Made<Document>>,
        sources: &Sources,
        pictures: &Pictures,
    ) -> anyhow::Result<()> {
        let mut packs: Vec<BTreeMap<&SourcePath, &Made<Document>>> = vec![BTreeMap::new(); PACKS];
        for (path, made) in documents {
            packs[pack_of(path)].insert(path, made);
        }
        fs::remove_unfinished(&self.folder, NAMES);
        let is_new = |made: &&Made<Document>| !self.kept.contains(&made.value.digest);
        let packs = packs.par_iter().enumerate().try_for_each(|(number, documents)| {
            let is_as_it_was = !documents.values().any(is_new) && !self.crowded.contains(&number);
            if is_as_it_was { Ok(()) } else { self.write(number, documents.values().copied()) }
        });
        // What is kept of the one does not depend on the other.
        packs.and(self.list.keep(sources, pictures))
    }

    fn write<'a>(
        &self,
        number: usize,
        documents: impl Iterator<Item = &'a Made<Document>>,
    ) -> anyhow::Result<()> {
        let file = self.file(number);
        let mut draft = Draft::new();
        let mut used: HashSet<Digest> = HashSet::new();
        for made in documents {
            let document = made.value.digest;
            if draft.push(made.of, document, |bytes| document::encode(made, bytes)) {
                used.insert(document);
            }
        }
        let before = Pack::read(&file);
        let mut room = room(draft.size());
        for entry in before.entries().into_iter().filter(|entry| !used.contains(&entry.document)) {
            let Some(left) = room.checked_sub(entry.size()) else { break };
            room = left;
            draft.copy(&entry);
        }
        // Some systems do not replace what is open.
        drop(before);
        draft.write(&file)
    }

    fn file(&self, number: usize) -> PathBuf {
        self.folder.join(format!("{NAMES}{number:02}"))
    }
}

/// How many bytes of earlier builds may lie beside those of this one.
fn room(used: usize) -> usize {
    used.max(ROOM)
}

/// A page stays in its pack whatever becomes of its text.
fn pack_of(path: &SourcePath) -> usize {
    usize::from(Parts::of("pack").text(path.as_str()).all().as_bytes()[0]) % PACKS
}
