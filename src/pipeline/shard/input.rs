//! What a shard is made of, as digests: shards of one site have the same.
//!
//! Only what reaches the output counts: where folders lie, and the day of the build, do not.

use std::fmt::Debug;
use std::path::PathBuf;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::{Config, Publish};
use crate::digest::{Digest, Parts};
use crate::fs::Fingerprint;
use crate::model::{Page, Site, StaticFile};
use crate::render::Theme;

/// Of what a site is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Input {
    settings: Digest,
    theme: Digest,
    content: Digest,
}

impl Input {
    /// Of a site.
    ///
    /// # Errors
    /// When a file that goes into the site as it is cannot be read.
    pub(super) fn of(site: &Site, config: &Config, theme: &Theme) -> anyhow::Result<Input> {
        Ok(Input {
            settings: of_settings(config),
            theme: of_theme(config, theme)?,
            content: of_content(site, config)?,
        })
    }

    /// What differs in another, for a message.
    pub(super) fn difference(&self, other: &Input) -> Option<&'static str> {
        let differs = [
            (self.settings != other.settings, "settings"),
            (self.theme != other.theme, "templates or static files"),
            (self.content != other.content, "content"),
        ];
        differs.into_iter().find_map(|(differs, what)| differs.then_some(what))
    }
}

/// The same parts and a value by all that its `Debug` says, so that a field which it gets one day is not
/// forgotten.
fn and(parts: Parts, value: &dyn Debug) -> Parts {
    parts.text(&format!("{value:?}"))
}

fn of_settings(config: &Config) -> Digest {
    let nowhere = PathBuf::new;
    let settings = Config {
        // Its dates are part of the content, and the bytes of the fonts of the theme.
        history: None,
        card_fonts: Vec::new(),
        today: None,
        publish: Publish::default(),
        content: nowhere(),
        out: nowhere(),
        index: nowhere(),
        cache: None,
        templates: nowhere(),
        static_files: nowhere(),
        root: nowhere(),
        ..config.clone()
    };
    and(Parts::of("settings"), &settings).all()
}

fn of_theme(config: &Config, theme: &Theme) -> anyhow::Result<Digest> {
    let own = theme.own_files().iter();
    let files: Vec<PathBuf> = own.map(|path| config.static_files.join(path.as_str())).collect();
    let parts = Parts::of("theme and static files").digest(Some(theme.digest()));
    Ok(and(and(parts, &theme.own_files()), &fingerprints(&files)?).all())
}

fn of_content(site: &Site, config: &Config) -> anyhow::Result<Digest> {
    // Named one by one, so that what a site gets one day is not forgotten.
    let Site {
        pages,
        locales,
        default_locale,
        translations,
        versions,
        redirects,
        away,
        left_out: _,
        files,
        picture_sizes,
    } = site;
    let place = |file: &StaticFile| config.content.join(file.source.as_str());
    let bytes = fingerprints(&files.iter().map(place).collect::<Vec<_>>())?;
    let around: [&dyn Debug; 10] = [
        locales,
        default_locale,
        translations,
        versions,
        redirects,
        away,
        files,
        picture_sizes,
        &bytes,
        &config.history,
    ];
    let parts = around.into_iter().fold(Parts::of("content"), and);
    let pages: Vec<Digest> = pages.par_iter().map(|page| of_page(page, config)).collect();
    Ok(pages.into_iter().fold(parts, |parts, page| parts.digest(Some(page))).all())
}

fn of_page(page: &Page, config: &Config) -> Digest {
    let Page {
        document,
        url,
        links,
        translations,
        version,
        versions,
        breadcrumbs,
        question_keys,
        error_keys,
        previous,
        next,
    } = page;
    let is_unpublished = document.front_matter.is_unpublished(config.today);
    let settled: [&dyn Debug; 10] =
        [url, links, translations, version, versions, breadcrumbs, question_keys, error_keys, previous, next];
    let parts = Parts::of("page").digest(Some(document.digest)).flag(is_unpublished);
    settled.into_iter().fold(parts, and).all()
}

fn fingerprints(files: &[PathBuf]) -> anyhow::Result<Vec<Fingerprint>> {
    files.par_iter().map(|file| Fingerprint::of(file)).collect()
}
