//! `api/v1/`: a JSON file for each entry, where the site asks for them.
//!
//! `api/v1/<locale>/<key>.json` is a row of the export; `api/v1/<locale>.json` lists them.

use rayon::prelude::*;
use serde_json::Value;

use super::sink::{Sink, make_plain};
use crate::export::{self, Row};
use crate::model::{EntryKey, LocaleSite, Page, Site, SitePath};

/// Makes the files.
///
/// # Errors
/// The sink's.
pub(super) fn write(site: &Site, sink: &dyn Sink) -> anyhow::Result<()> {
    site.locales.par_iter().try_for_each(|locale| {
        make_plain(sink, &format!("{}.json", folder(locale)), || list(site, locale))?;
        let pages = site.pages.par_iter().filter(|page| page.document.locale == locale.locale);
        pages.try_for_each(|page| {
            rows(page).try_for_each(|(key, row)| make_plain(sink, &place(locale, key), || pretty(&row)))
        })
    })
}

/// All entries of a locale.
fn list(site: &Site, locale: &LocaleSite) -> String {
    let entries = site.pages_in(&locale.locale).flat_map(rows);
    let entry = |(key, row): (&EntryKey, Row<'_>)| {
        let url = format!("/{}", place(locale, key));
        serde_json::json!({ "key": key.as_str(), "url": url, "title": title(&row) })
    };
    pretty(&entries.map(entry).collect::<Vec<Value>>())
}

/// A page's entries, questions first.
fn rows(page: &Page) -> impl Iterator<Item = (&EntryKey, Row<'_>)> {
    let questions = page.document.questions.iter().zip(page.question_keys.iter());
    let errors = page.document.errors.iter().zip(page.error_keys.iter());
    questions
        .map(|(entry, key)| (key, export::question(page, entry, key)))
        .chain(errors.map(|(entry, key)| (key, export::error(page, entry, key))))
}

fn folder(locale: &LocaleSite) -> String {
    format!("api/v1/{}", locale.locale.path())
}

fn place(locale: &LocaleSite, key: &EntryKey) -> String {
    SitePath::new(&format!("{}/{}.json", folder(locale), key.path())).to_string()
}

fn title<'a>(row: &Row<'a>) -> &'a str {
    match row {
        Row::Page { title, .. } => title,
        Row::Question { question, .. } => question,
        Row::Error { message, .. } => message,
    }
}

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
