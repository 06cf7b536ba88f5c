//! The stages in order: discover, parse, resolve, then index and render side by side, then disk.
//!
//! Everything between reading and writing is pure, but that some values wait on the disk until they are asked
//! for. Both folders, the site and the index, are staged and take their places only when both are whole. `load`
//! remembers what it read and parsed for those who load again, `cache` what other processes parsed, `ledger` what
//! the last build wrote; `preview` renders what is looked at, when it is looked at; `write` renders and indexes,
//! `shard` a part of a site, to be merged.

mod cache;
mod ledger;
mod load;
mod preview;
mod shard;
mod theme;
mod write;

pub use load::{Changes, Memo};
pub use preview::{Answer, Preview};
pub use shard::{Merged, Shard, build_shard, merge};
pub use theme::{ThemeMemo, load_theme, reload_theme};

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::fs::{self, Stage};
use crate::index::Written;
use crate::model::Site;
use crate::render::{self, Theme};
use ledger::Books;
use write::Writing;

/// The file that says a folder is a site of ours.
pub const SITE_MARKER: &str = ".ajuda-site";
/// The file that says a folder is an index of ours.
const INDEX_MARKER: &str = ".ajuda-index";

/// How much a build holds of what pages say, in bytes.
const HELD: usize = 32 * 1024 * 1024;

/// Where a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading and parsing this many sources.
    Parse(usize),
    /// Settling this many pages.
    Resolve(usize),
    /// Rendering, and indexing beside it, this many pages.
    Write(usize),
    /// A page was written, or a file taken over.
    Page,
    /// Taking over this many files of shards.
    Merge(usize),
    /// Putting the new folders in place.
    Finish,
}

/// What a build came to.
#[derive(Debug)]
pub struct Built {
    /// How many pages the site has.
    pub pages: usize,
    /// In how many locales.
    pub locales: usize,
    /// How many pages are left out because they are not to be published yet.
    pub left_out: usize,
    /// What to mend.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the new site is in place; a template that fails keeps the old one.
    pub written: bool,
    /// Whether what was parsed is kept for the next build; the site is the same without.
    pub kept: anyhow::Result<()>,
}

/// Reads the content folder into a site, without writing anything.
///
/// # Errors
/// When the content folder is not there or cannot be read.
pub fn load(config: &Config, progress: &(dyn Fn(Step) + Sync)) -> anyhow::Result<Checked<Site>> {
    load::load(config, &mut Memo::kept(config), Changes::Unknown, progress)
}

/// The same, with what the last load left and what is known to have changed since.
///
/// # Errors
/// When the content folder is not there or cannot be read.
pub fn reload(
    config: &Config,
    memo: &mut Memo,
    changes: Changes<'_>,
    progress: &(dyn Fn(Step) + Sync),
) -> anyhow::Result<Checked<Site>> {
    load::load(config, memo, changes, progress)
}

/// Reads the content folder into a site that is to be written to a stage, and keeps what was parsed for the next
/// build.
///
/// # Errors
/// When the content folder is not there or cannot be read, or the stage not be written.
fn load_to_write(
    config: &Config,
    stage: &Stage,
    progress: &(dyn Fn(Step) + Sync),
) -> anyhow::Result<(Checked<Site>, anyhow::Result<()>)> {
    let memo = Memo::to_keep(config);
    // Where there can be none, everything is held.
    let mut memo = match stage.shelf() {
        Ok(shelf) => memo.with_shelf(HELD, shelf),
        Err(_) => memo,
    };
    let site = reload(config, &mut memo, Changes::Unknown, progress)?;
    // Before rendering begins, which needs the memory that the memo holds.
    Ok((site, memo.keep()))
}

/// Reads, resolves, renders and indexes; then puts the site and the index in place.
///
/// # Errors
/// When something cannot be read or written. The old site and the old index are whole then.
pub fn build(config: &Config, progress: &(dyn Fn(Step) + Sync)) -> anyhow::Result<Built> {
    let stages = Stages::begin(config)?;
    let (Checked { value: site, mut diagnostics }, kept) = load_to_write(config, &stages.site, progress)?;
    let (pages, locales, left_out) = (site.pages.len(), site.locales.len(), site.left_out);
    let built = |diagnostics, written| Built { pages, locales, left_out, diagnostics, written, kept };
    let theme = match load_theme(config, &mut diagnostics)? {
        Ok(theme) => theme,
        Err(mut findings) => {
            diagnostics.append(&mut findings);
            return Ok(built(diagnostics, false));
        }
    };
    // A tenth of the memory that the whole takes.
    let site = site.without_texts();
    let mut failed = stages.write(&site, config, &theme, progress)?;
    let written = failed.is_empty();
    diagnostics.append(&mut failed);
    // Nobody waits until the last of millions of small values is given back.
    rayon::spawn(move || drop(site));
    Ok(built(diagnostics, written))
}

/// The two folders of a build while they are written.
pub struct Stages {
    site: Stage,
    index: Stage,
}

impl Stages {
    /// Begins both: folders that cannot be written are found before the work is done.
    ///
    /// # Errors
    /// When one of them cannot be written.
    pub fn begin(config: &Config) -> anyhow::Result<Stages> {
        fs::apart(
            &[&config.out, &config.index],
            &[&config.content, &config.templates, &config.static_files],
        )?;
        Ok(Stages {
            site: Stage::begin(&config.out, SITE_MARKER)?,
            index: Stage::begin(&config.index, INDEX_MARKER)?,
        })
    }

    /// Renders and indexes a site side by side, and puts both folders in place. Findings are templates
    /// that fail, and then the old folders stay.
    ///
    /// # Errors
    /// When something cannot be read or written. The old site and the old index are whole then.
    pub fn write(
        self,
        site: &Site,
        config: &Config,
        theme: &Theme,
        progress: &(dyn Fn(Step) + Sync),
    ) -> anyhow::Result<Vec<Diagnostic>> {
        let (stage, index) = (&self.site, self.index.folder());
        let books = cache::folder(config).map(|_| Books::open(config, &self.site, &self.index));
        let (share, below) = (None, "");
        let writing =
            Writing { site, config, theme, share, stage, below, index, books: books.as_ref(), progress };
        let (failed, indexed) = writing.run()?;
        if failed.is_empty() {
            let ledger = books.map(Books::close);
            self.finish(indexed, progress)?;
            // Without it, and after a death before this line, the next build makes everything anew.
            ledger.and_then(|ledger| ledger.keep(config).ok());
        }
        Ok(failed)
    }

    /// Puts both folders in place.
    ///
    /// # Errors
    /// When the manifest of the index cannot be written, or a folder not be put in place.
    fn finish(self, indexed: Written, progress: &(dyn Fn(Step) + Sync)) -> anyhow::Result<()> {
        progress(Step::Finish);
        indexed.write_manifest(self.index.folder())?;
        self.index.commit()?;
        self.site.commit()
    }
}

/// Finds what is wrong in a site, its templates among it, without writing anything.
///
/// # Errors
/// When something cannot be read.
pub fn check(config: &Config, progress: &(dyn Fn(Step) + Sync)) -> anyhow::Result<Checked<Site>> {
    let Checked { value: site, mut diagnostics } = load(config, progress)?;
    progress(Step::Write(site.pages.len()));
    let nowhere = |_: &str, _: &[u8]| Ok(());
    match load_theme(config, &mut diagnostics)? {
        Ok(theme) => diagnostics.append(&mut render::render(&site, config, &theme, &nowhere)?),
        Err(mut findings) => diagnostics.append(&mut findings),
    }
    Ok(Checked { value: site, diagnostics })
}
