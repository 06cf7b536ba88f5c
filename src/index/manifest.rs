//! The manifest of the index folder: which parts there are, and what each is known by.
//!
//! A part is a tantivy index in a folder of its own: one a locale, and one of messages for all. Parts are
//! independent of each other, so they may be written apart; the manifest is made of what is known of them
//! all, wherever they were written.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use super::messages;
use super::schema::FORMAT;
use crate::model::Site;

/// The name of the manifest in the index folder.
pub(super) const MANIFEST: &str = "index.json";

/// What the index folder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// [`FORMAT`] of the program that wrote it.
    pub(super) format: u32,
    /// The site's own default.
    pub(super) default_locale: String,
    /// Every locale that was indexed, sorted; each lies in a folder of its URL's name.
    pub(super) locales: Vec<String>,
    /// What the seal of each folder is known by.
    pub(super) seals: BTreeMap<String, String>,
    /// The hash of everything above.
    pub(super) hash: String,
}

impl Manifest {
    /// What `hash` has to be.
    ///
    /// # Errors
    /// None in practice: all of it can be written as JSON.
    pub(super) fn own_hash(&self) -> anyhow::Result<String> {
        let rest = Manifest { hash: String::new(), ..self.clone() };
        Ok(blake3::hash(&serde_json::to_vec(&rest)?).to_hex()[..32].to_owned())
    }
}

/// What is known of an index, or of some parts of it, once they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The site's own default.
    pub default_locale: String,
    /// Every locale of the site, sorted.
    pub locales: Vec<String>,
    /// What the seal of each part that was written is known by, by the part's name.
    pub seals: BTreeMap<String, String>,
}

impl Written {
    /// Of these parts of a site's index.
    pub(super) fn of(site: &Site, seals: BTreeMap<String, String>) -> Written {
        Written {
            default_locale: site.default_locale.to_string(),
            locales: site.locales.iter().map(|locale| locale.locale.to_string()).collect(),
            seals,
        }
    }

    /// These parts and others of the same site's index.
    #[must_use]
    pub fn with(mut self, others: Written) -> Written {
        self.seals.extend(others.seals);
        self
    }

    /// Writes the manifest of a whole index beside its parts.
    ///
    /// # Errors
    /// The operating system's, with the file.
    pub fn write_manifest(self, folder: &Path) -> anyhow::Result<()> {
        let Written { default_locale, locales, seals } = self;
        let mut manifest = Manifest { format: FORMAT, default_locale, locales, seals, hash: String::new() };
        manifest.hash = manifest.own_hash()?;
        let text = serde_json::to_string_pretty(&manifest)? + "\n";
        let file = folder.join(MANIFEST);
        crate::fs::write_whole(&file, text.as_bytes())
            .with_context(|| format!("could not write `{}`", file.display()))
    }
}

/// A part of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its folder below the index folder; a locale's is named as in URLs.
    pub name: String,
    /// How much work it is, in pages to be indexed.
    pub pages: usize,
}

/// The parts of a site's index: those of the locales, then that of all messages.
pub fn parts(site: &Site) -> Vec<Part> {
    let locales = site.locales.iter();
    let locales = locales
        .map(|locale| Part { name: locale.locale.path(), pages: site.listed_in(&locale.locale).count() });
    let with_errors = site.pages.iter().filter(|page| !page.document.errors.is_empty()).count();
    // Messages are short: measured, about a quarter of the work of a page.
    let messages = Part { name: messages::FOLDER.to_owned(), pages: with_errors / 4 };
    locales.chain([messages]).collect()
}
