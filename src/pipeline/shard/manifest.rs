//! `shard.json`: what a shard is of, what was said of it, and every file that it consists of.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use anyhow::{Context as _, bail, ensure};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Shard;
use super::input::Input;
use crate::diagnostic::Count;
use crate::digest::Parts;
use crate::fs::{self, Fingerprint, Stage};
use crate::index::Written;

/// Its name.
const FILE: &str = "shard.json";
/// Raised whenever another version could misread it.
const FORMAT: u32 = 1;
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// In bytes. A file of a shard takes two hundred or so, and the largest site has some two million.
const LONGEST: u64 = 1024 * 1024 * 1024;
/// Where the shard's part of the site lies in it, and of the index.
pub(super) const SITE: &str = "site/";
pub(super) const INDEX: &str = "index/";

/// What the manifest holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// [`FORMAT`] of the program that wrote it.
    format: u32,
    /// What that calls itself.
    version: String,
    /// Which of that version it is.
    program: String,
    pub(super) shard: Shard,
    pub(super) input: Input,
    /// How many pages the whole site has.
    pub(super) pages: usize,
    /// How many pages it lacks because they are not to be published yet.
    pub(super) left_out: usize,
    /// How many findings it said.
    pub(super) said: Count,
    /// What is known of the shard's parts of the index.
    pub(super) index: Written,
    /// By their paths in the folder.
    pub(super) files: BTreeMap<String, Fingerprint>,
    /// The hash of everything above.
    hash: String,
}

/// What can be read of every manifest, whichever version wrote it.
#[derive(Deserialize)]
struct Head {
    format: u32,
    version: String,
    program: String,
}

impl Manifest {
    /// Lists what was written into a shard's stage.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(super) fn of(
        stage: &Stage,
        shard: Shard,
        input: Input,
        pages: usize,
        left_out: usize,
        said: Count,
        index: Written,
    ) -> anyhow::Result<Manifest> {
        let listed = fs::list(stage.folder())?.into_par_iter();
        let files = listed.map(|(path, _)| {
            let file = stage.folder().join(&path);
            Ok((path, Fingerprint::of(&file)?))
        });
        let files = files.collect::<anyhow::Result<_>>()?;
        let mut manifest = Manifest {
            format: FORMAT,
            version: VERSION.to_owned(),
            program: program(),
            shard,
            input,
            pages,
            left_out,
            said,
            index,
            files,
            hash: String::new(),
        };
        manifest.hash = manifest.own_hash()?;
        Ok(manifest)
    }

    /// What `hash` has to be.
    fn own_hash(&self) -> anyhow::Result<String> {
        let rest = Manifest { hash: String::new(), ..self.clone() };
        Ok(blake3::hash(&serde_json::to_vec(&rest)?).to_hex()[..32].to_owned())
    }

    /// Writes it beside what it lists.
    ///
    /// # Errors
    /// The operating system's.
    pub(super) fn write(&self, stage: &Stage) -> anyhow::Result<()> {
        stage.write(FILE, (serde_json::to_string_pretty(self)? + "\n").as_bytes())
    }

    /// Whether a folder has one.
    pub(super) fn is_in(folder: &Path) -> bool {
        folder.join(FILE).is_file()
    }

    /// Reads that of a folder.
    ///
    /// # Errors
    /// When the folder is no shard, or one of another version of the program, or one for another system, or when
    /// its manifest is damaged or too long.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Manifest> {
        let file = folder.join(FILE);
        let text = fs::read_at_most(LONGEST, &file)
            .with_context(|| format!("could not read `{}`", file.display()))?;
        let Some(text) = text else {
            bail!(
                "`{}` is no shard: name the folders that `ajuda build --shard I/N` wrote",
                folder.display()
            );
        };
        let damaged = || format!("`{}` is damaged: copy the shard again, or build it again", file.display());
        let head: Head = serde_json::from_str(&text).with_context(damaged)?;
        ensure!(
            head.format == FORMAT && head.version == VERSION && head.program == program(),
            "`{}` was built by another program, ajuda {}, than this ajuda {VERSION}: build and merge with the same, on the same system",
            folder.display(),
            head.version
        );
        let manifest: Manifest = serde_json::from_str(&text).with_context(damaged)?;
        ensure!(
            manifest.hash == manifest.own_hash()? && manifest.files.keys().all(|path| is_below(path)),
            damaged()
        );
        Ok(manifest)
    }
}

/// Tells this program from all others.
fn program() -> String {
    Parts::of("shard").all().to_string()
}

/// Whether a path is that of a file of the site or of the index, and the only one that leads to it.
fn is_below(path: &str) -> bool {
    let is_name = |name: &str| {
        let mut parts = Path::new(name).components();
        matches!(parts.next(), Some(Component::Normal(part)) if part == name) && parts.next().is_none()
    };
    let below = path.strip_prefix(SITE).or_else(|| path.strip_prefix(INDEX));
    below.is_some_and(|below| below.split('/').all(is_name))
}
