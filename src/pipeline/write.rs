//! Writes a site and its index, or a share of them, side by side.

use std::path::Path;

use anyhow::Context as _;
use rayon::prelude::*;

use super::Step;
use super::ledger::Books;
use super::shard::Share;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::fs::Stage;
use crate::index::{self, Written};
use crate::model::Site;
use crate::render::{self, Theme};

/// A site, and where its files and those of its index go.
pub(super) struct Writing<'a> {
    pub(super) site: &'a Site,
    pub(super) config: &'a Config,
    pub(super) theme: &'a Theme,
    /// What is written of it, where that is not all.
    pub(super) share: Option<Share<'a>>,
    /// Takes the files of the site, below this folder of it: `site/`, or nothing.
    pub(super) stage: &'a Stage,
    pub(super) below: &'a str,
    /// An empty folder that takes those of the index.
    pub(super) index: &'a Path,
    /// What the last build left in the folders that these replace; nothing where it does not matter.
    pub(super) books: Option<&'a Books<'a>>,
    pub(super) progress: &'a (dyn Fn(Step) + Sync),
}

impl Writing<'_> {
    /// Renders and indexes; the index still lacks its manifest. Findings are templates that fail.
    ///
    /// # Errors
    /// When something cannot be read or written.
    pub(super) fn run(&self) -> anyhow::Result<(Vec<Diagnostic>, Written)> {
        (self.progress)(Step::Write(self.site.pages.len()));
        let (rendered, indexed) = rayon::join(
            || self.write_site(),
            || index::write_parts(self.site, self.index, self).context("could not write the index"),
        );
        Ok((rendered?, indexed?))
    }

    fn write_site(&self) -> anyhow::Result<Vec<Diagnostic>> {
        for (path, bytes) in Theme::static_files().filter(|(path, _)| !Theme::is_of_theme(path)) {
            if render::Sink::wants(self, path) {
                self.write(path, bytes)?;
            }
        }
        // The content's files, then the site's own static files, which win over everything of the theme.
        let files = self.site.files.par_iter();
        files
            .try_for_each(|file| self.copy(&self.config.content, file.source.as_str(), file.url.as_str()))?;
        let failed = render::render(self.site, self.config, self.theme, self)?;
        let own = self.theme.own_files().par_iter();
        own.try_for_each(|path| self.copy(&self.config.static_files, path.as_str(), path.as_str()))?;
        Ok(failed)
    }

    fn copy(&self, folder: &Path, from: &str, to: &str) -> anyhow::Result<()> {
        if !render::Sink::wants(self, to) {
            return Ok(());
        }
        let (from, to) = (folder.join(from), format!("{}{to}", self.below));
        let known = self.books.and_then(|books| Some((books, books.of_copy(&from)?)));
        if let Some((books, made_of)) = known
            && books.keep(&to, made_of)?
        {
            return Ok(());
        }
        self.stage.copy(&from, &to)?;
        // A path may have led elsewhere while it was copied.
        if let Some((books, made_of)) = known.filter(|(books, of)| books.of_copy(&from) == Some(*of)) {
            books.enter(&to, made_of);
        }
        Ok(())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.stage.write(&format!("{}{path}", self.below), bytes)
    }
}

impl render::Sink for Writing<'_> {
    fn wants(&self, path: &str) -> bool {
        self.share.is_none_or(|share| share.has_file(path))
    }

    fn remembers(&self) -> bool {
        self.books.is_some()
    }

    fn has(&self, path: &str, made_of: Digest) -> anyhow::Result<bool> {
        let has = self.books.map_or(Ok(false), |books| books.keep(path, made_of))?;
        if has {
            (self.progress)(Step::Page);
        }
        Ok(has)
    }

    fn take(&self, path: &str, made_of: Option<Digest>, bytes: &[u8]) -> anyhow::Result<()> {
        (self.progress)(Step::Page);
        self.write(path, bytes)?;
        if let Some((books, made_of)) = self.books.zip(made_of) {
            books.enter(path, made_of);
        }
        Ok(())
    }
}

impl index::Sink for Writing<'_> {
    fn wants(&self, part: &str) -> bool {
        self.share.is_none_or(|share| share.has_part(part))
    }

    fn has(&self, part: &str, made_of: Digest) -> anyhow::Result<Option<String>> {
        self.books.map_or(Ok(None), |books| books.keep_part(part, made_of))
    }

    fn written(&self, part: &str, made_of: Digest, seal: &str) -> anyhow::Result<()> {
        self.books.map_or(Ok(()), |books| books.enter_part(part, made_of, seal))
    }

    fn take(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.write(path, bytes)?;
        if let Some(books) = self.books {
            books.enter_web(path);
        }
        Ok(())
    }
}
