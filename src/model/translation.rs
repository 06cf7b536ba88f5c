//! How pages stand to their translations, and what is shown where there is none.

use std::collections::BTreeMap;

use super::{Locale, PageId, SitePath};
use crate::source::SourcePath;

/// How a page stands to the one it was translated from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The page of the default locale.
    pub source: PageId,
    /// Whether a machine translated it, and nobody read it over.
    pub machine: bool,
    /// What makes it older than its source, where it is.
    pub stale: Option<Stale>,
    /// How many of the source's questions and errors it lacks, and how many it has besides.
    pub out_of_step: usize,
}

/// A translation that its source has left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale {
    /// When the source changed, where that is known.
    pub since: Option<jiff::civil::Date>,
}

/// A page in the place that its translation would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fallback {
    /// The locale of the reader.
    pub locale: Locale,
    /// Where it lies: `pt-br/leads/faq/`.
    pub url: SitePath,
}

/// How every page stands to its translations.
#[derive(Clone, Debug, Default)]
pub struct Translations {
    /// The pages that are translations.
    pub of: BTreeMap<PageId, Translation>,
    /// The locales that a page is shown in because they have none of their own, sorted by tag.
    pub fallbacks: BTreeMap<PageId, Vec<Fallback>>,
}

impl Translations {
    /// Where a page lies for the readers of a locale that has no translation of it.
    pub fn fallback(&self, page: PageId, locale: &Locale) -> Option<&SitePath> {
        let shown = self.fallbacks.get(&page)?.iter();
        shown.filter(|fallback| fallback.locale == *locale).map(|fallback| &fallback.url).next()
    }
}

/// What the log of the content's repository says, read once by whoever runs the command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The last change of each file that has one.
    pub changes: BTreeMap<SourcePath, Change>,
    /// Every commit, the newest first.
    pub commits: Vec<String>,
}

/// The last change of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its commit's place in `History::commits`: less is newer.
    pub commit: u32,
    /// The day of the commit.
    pub date: jiff::civil::Date,
}

impl History {
    /// The place of a commit that is named by at least seven digits of its hash.
    pub fn place(&self, commit: &str) -> Option<u32> {
        let named = |hash: &String| commit.len() >= 7 && hash.starts_with(&commit.to_ascii_lowercase());
        self.commits.iter().position(named).and_then(|place| u32::try_from(place).ok())
    }
}
