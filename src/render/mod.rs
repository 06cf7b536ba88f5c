//! The site as files: every page through its template, and what stands around the pages.
//!
//! 1. `theme` compiles the templates; `highlight` colours each distinct code block once.
//! 2. Pages are rendered in parallel: `body` fills the holes of their HTML, `page` makes the values of
//!    the template contract (`context`), the template does the rest.
//! 3. `around` adds the root page, home pages no source stands for, `404.html`, `sitemap.xml`,
//!    `robots.txt` and style sheets; `search` adds the search pages and what the dialog needs, `lists`
//!    all questions and errors of a locale.
//!
//! Everything is handed to a sink as (path, bytes), in no particular order; nothing is kept.

mod a_to_z;
mod api;
mod around;
mod body;
pub mod context;
mod dates;
mod highlight;
mod home;
mod linker;
mod lists;
mod navigation;
mod page;
mod reader_links;
mod related;
mod search;
mod strings;
mod structured_data;
mod theme;

pub use theme::Theme;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{Locale, LocaleSite, Site};
use dates::Dates;
use highlight::Highlighted;
use home::Choices;
use lists::Lists;
use navigation::Tree;
use related::Related;
use search::SearchPlace;

/// Takes each file of the site: its path, and its bytes.
pub type Sink<'a> = dyn Fn(&str, &[u8]) -> anyhow::Result<()> + Sync + 'a;

/// What the pages of a site share while they are rendered.
struct Shared<'a> {
    site: &'a Site,
    config: &'a Config,
    theme: &'a Theme,
    highlighted: Highlighted<'a>,
    locales: Vec<SharedLocale<'a>>,
}

/// What the pages of a locale share.
struct SharedLocale<'a> {
    locale_site: &'a LocaleSite,
    tree: Tree<'a>,
    words: BTreeMap<String, String>,
    /// The site's name in this locale.
    title: String,
    search: SearchPlace,
    lists: Lists,
    home: Choices<'a>,
    related: Related<'a>,
    dates: Dates,
}

impl Shared<'_> {
    fn locale(&self, locale: &Locale) -> &SharedLocale<'_> {
        let of_locale = |shared: &&SharedLocale<'_>| shared.locale_site.locale == *locale;
        // Every page's locale is in the site; the default locale may have no page.
        self.locales.iter().find(of_locale).unwrap_or(&self.locales[0])
    }

    fn language_name<'b>(&'b self, locale: &Locale) -> &'b str {
        self.locale(locale).words.get("language-name").map_or("", String::as_str)
    }
}

/// Renders a site into `sink`.
///
/// # Errors
/// The sink's. Templates that fail are returned as findings; the files they were for are missing.
pub fn render(
    site: &Site,
    config: &Config,
    theme: &Theme,
    sink: &Sink<'_>,
) -> anyhow::Result<Vec<Diagnostic>> {
    let shared = Shared {
        site,
        config,
        theme,
        highlighted: Highlighted::of(site),
        locales: site.locales.iter().map(|locale| shared_locale(locale, site, config, theme)).collect(),
    };
    let put = |path: &str, rendered: Result<String, Diagnostic>| match rendered {
        Ok(text) => sink(path, text.as_bytes()).map(|()| None),
        Err(finding) => Ok(Some(finding)),
    };
    let pages: anyhow::Result<Vec<Option<Diagnostic>>> = (0..site.pages.len())
        .into_par_iter()
        .map(|number| {
            let page = &site.pages[number];
            put(&page.url.file(), page::render(&shared, u32::try_from(number).unwrap_or(u32::MAX)))
        })
        .collect();
    let mut findings: Vec<Diagnostic> = pages?.into_iter().flatten().collect();
    for (path, rendered) in around::pages(&shared) {
        findings.extend(put(&path, rendered)?);
    }
    for (path, text) in around::texts(&shared) {
        sink(&path, text.as_bytes())?;
    }
    if config.api {
        api::files(site).par_iter().try_for_each(|(path, text)| sink(path, text.as_bytes()))?;
    }
    findings.sort();
    findings.dedup();
    Ok(findings)
}

fn shared_locale<'a>(
    locale_site: &'a LocaleSite,
    site: &'a Site,
    config: &Config,
    theme: &Theme,
) -> SharedLocale<'a> {
    let words = theme.strings.of(&locale_site.locale);
    let home_title = locale_site.home.map(|home| site.page(home).document.title.clone());
    let title = config.title.clone().or(home_title).or_else(|| locale_site.title.clone());
    let title = title.unwrap_or_else(|| words.get("help-centre").cloned().unwrap_or_default());
    SharedLocale {
        locale_site,
        tree: Tree::new(&locale_site.navigation, site),
        words,
        title,
        search: SearchPlace::of(locale_site, site),
        lists: Lists::of(locale_site, site),
        home: Choices::of(site, locale_site),
        related: Related::of(site.pages_in(&locale_site.locale)),
        dates: Dates::of(&locale_site.locale, site),
    }
}
