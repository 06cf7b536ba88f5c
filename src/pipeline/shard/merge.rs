//! Puts shards together: holds them to each other, each file to its manifest, and the site and the index in
//! place at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{bail, ensure};
use rayon::prelude::*;

use super::Shard;
use super::manifest::{INDEX, Manifest, SITE};
use crate::config::Config;
use crate::diagnostic::Count;
use crate::fs::{self, Fingerprint, Stage};
use crate::index::Written;
use crate::pipeline::{Stages, Step};

/// What a merge came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// How many shards there were.
    pub shards: usize,
    /// How many pages the site has.
    pub pages: usize,
    /// In how many locales.
    pub locales: usize,
    /// How many pages are left out because they are not to be published yet.
    pub left_out: usize,
    /// How many findings the shards said.
    pub said: Count,
}

/// Puts the site and the index of all shards in place.
///
/// # Errors
/// When a folder is no shard, when shards are missing or not of one site, when a file is not as it was
/// written, and when something cannot be read or written. The old site and the old index are whole then.
pub fn merge(
    folders: &[PathBuf],
    config: &Config,
    progress: &(dyn Fn(Step) + Sync),
) -> anyhow::Result<Merged> {
    let mut shards = Vec::new();
    for folder in &spread(folders)? {
        shards.push((folder.clone(), Manifest::read(folder)?));
    }
    shards.sort_by_key(|(_, manifest)| manifest.shard);
    let merged = hold_together(&shards)?;
    let kept: Vec<&Path> = shards.iter().map(|(folder, _)| folder.as_path()).collect();
    fs::apart(&[&config.out, &config.index], &kept)?;

    let stages = Stages::begin(config)?;
    progress(Step::Merge(shards.iter().map(|(_, manifest)| manifest.files.len()).sum()));
    let files = shards.par_iter().flat_map(|(folder, manifest)| {
        manifest.files.par_iter().map(move |(path, written)| (folder, path, written))
    });
    files.try_for_each(|(folder, path, written)| {
        progress(Step::Page);
        put(folder, path, written, &stages)
    })?;

    let indexes = shards.into_iter().map(|(_, manifest)| manifest.index);
    if let Some(index) = indexes.reduce(Written::with) {
        stages.finish(index, progress)?;
    }
    Ok(merged)
}

/// The folders of shards: those that are named, and those in a folder that is named and is none itself. Hidden
/// ones are not looked at there: a build that died leaves such a one beside its shard.
fn spread(folders: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut spread = Vec::new();
    for folder in folders {
        let mut within = Vec::new();
        if !Manifest::is_in(folder) && folder.is_dir() {
            within = fs::folders(folder)?;
            within.retain(|folder| !is_hidden(folder) && Manifest::is_in(folder));
        }
        // A folder with nothing in it is said to be no shard when it is read.
        if within.is_empty() {
            within.push(folder.clone());
        }
        spread.append(&mut within);
    }
    Ok(spread)
}

fn is_hidden(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Holds that the shards, sorted, are all those of one site, each once; says what they come to.
fn hold_together(shards: &[(PathBuf, Manifest)]) -> anyhow::Result<Merged> {
    let Some(((first, of_first), others)) = shards.split_first() else {
        bail!("there is no shard to merge: name the folders that `ajuda build --shard I/N` wrote");
    };
    for (folder, manifest) in others {
        let (one, other) = (of_first.shard, manifest.shard);
        ensure!(
            one.of() == other.of(),
            "`{}` is shard {one} and `{}` shard {other}: build all shards of a site with the same number of them",
            first.display(),
            folder.display()
        );
    }
    for pair in shards.windows(2) {
        let [(one, of_one), (other, of_other)] = pair else { continue };
        ensure!(
            of_one.shard != of_other.shard,
            "`{}` and `{}` are both shard {}: name one of them",
            one.display(),
            other.display(),
            of_one.shard
        );
    }
    for (folder, manifest) in others {
        if let Some(what) = of_first.input.difference(&manifest.input) {
            bail!(
                "`{}` and `{}` were built from different {what}: build all shards of the same files with the same options",
                first.display(),
                folder.display()
            );
        }
    }
    let there: BTreeSet<Shard> = shards.iter().map(|(_, manifest)| manifest.shard).collect();
    let missing: Vec<String> = Shard::all(of_first.shard.of())
        .filter(|shard| !there.contains(shard))
        .map(|shard| format!("`{shard}`"))
        .collect();
    match missing.as_slice() {
        [] => {}
        [one] => bail!("the shard {one} is missing: build it, and name its folder too"),
        more => bail!("the shards {} are missing: build them, and name their folders too", more.join(", ")),
    }
    each_file_once(shards)?;
    Ok(Merged {
        shards: shards.len(),
        // What the whole site has, every shard says alike.
        pages: of_first.pages,
        locales: of_first.index.locales.len(),
        left_out: of_first.left_out,
        said: shards.iter().map(|(_, manifest)| manifest.said).sum(),
    })
}

/// Holds that no file is in two shards.
fn each_file_once(shards: &[(PathBuf, Manifest)]) -> anyhow::Result<()> {
    let files =
        shards.iter().flat_map(|(folder, manifest)| manifest.files.keys().map(move |path| (path, folder)));
    let mut files: Vec<(&String, &PathBuf)> = files.collect();
    files.sort();
    for pair in files.windows(2) {
        let [(path, one), (again, other)] = pair else { continue };
        ensure!(
            path != again,
            "`{path}` is in both `{}` and `{}`: build these shards again",
            one.display(),
            other.display()
        );
    }
    Ok(())
}

/// Puts a file of a shard into the stage it belongs to.
fn put(folder: &Path, path: &str, written: &Fingerprint, stages: &Stages) -> anyhow::Result<()> {
    let (stage, place): (&Stage, &str) = match (path.strip_prefix(SITE), path.strip_prefix(INDEX)) {
        (Some(place), _) => (&stages.site, place),
        (_, Some(place)) => (&stages.index, place),
        _ => bail!("`{}` is neither of the site nor of the index", folder.join(path).display()),
    };
    let file = folder.join(path);
    ensure!(
        file.exists(),
        "`{}` is missing: copy the shard again, with its hidden files, or build it again",
        file.display()
    );
    ensure!(
        Fingerprint::of(&file)? == *written,
        "`{}` is not as it was written: copy the shard again, or build it again",
        file.display()
    );
    stage.copy(&file, place)
}
