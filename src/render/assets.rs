//! What pages load of the theme: style sheets, scripts, and the words that scripts say, in a folder whose
//! name is made of what is in it, so that browsers and hosts may keep it for ever.
//!
//! One name for the whole folder: scripts import each other by relative paths, which hold as they are
//! written, and a page never meets scripts of two builds.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{SharedLocale, Theme, highlight, search};
use crate::model::SitePath;

/// Where the folder lies in the site; what lies there among a site's own static files is part of it.
pub(super) const PLACE: &str = "theme/";
/// The search client, which lies at an address of its own too, for those who use it elsewhere.
const CLIENT: &str = "search/search.js";

/// The files of the theme that pages load.
pub(super) struct Assets<'a> {
    folder: SitePath,
    /// By their path in the folder.
    files: BTreeMap<String, Cow<'a, [u8]>>,
}

impl<'a> Assets<'a> {
    pub(super) fn of(theme: &'a Theme, locales: &[SharedLocale<'_>]) -> Assets<'a> {
        let mut files: BTreeMap<String, Cow<'a, [u8]>> = BTreeMap::new();
        files.insert("syntax.css".to_owned(), highlight::style_sheet().as_bytes().into());
        for locale in locales {
            let (name, words) = search::words(locale);
            files.insert(name, words.into_bytes().into());
        }
        for (path, bytes) in theme.files() {
            let name = path.strip_prefix(PLACE).or((path == CLIENT).then_some(CLIENT));
            files.extend(name.map(|name| (name.to_owned(), bytes.into())));
        }
        let mut hasher = blake3::Hasher::new();
        for (name, bytes) in &files {
            for part in [name.as_bytes(), bytes] {
                hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
            }
        }
        let hash = hasher.finalize().to_hex();
        Assets { folder: SitePath::new(&format!("{PLACE}{}/", &hash[..12])), files }
    }

    /// Their folder: `theme/1a2b3c4d5e6f/`.
    pub(super) fn folder(&self) -> &SitePath {
        &self.folder
    }

    /// Each file by its path in the site.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.files.iter().map(|(name, bytes)| (format!("{}{name}", self.folder), bytes.as_ref()))
    }

    /// The file at a path in the site, whichever build its folder is named for: a page that was made
    /// before the last change gets what is now.
    pub(super) fn at(&self, path: &str) -> Option<&[u8]> {
        let (_, name) = path.strip_prefix(PLACE)?.split_once('/')?;
        self.files.get(name).map(AsRef::as_ref)
    }
}
