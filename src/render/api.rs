//! `api/v1/`: a JSON file for each entry, where the site asks for them.
//!
//! `api/v1/<locale>/<key>.json` is a row of the export; `api/v1/<locale>.json` lists them.

use serde_json::Value;

use crate::export::{self, Row};
use crate::model::{Site, SitePath};

/// The files, by their path.
pub(super) fn files(site: &Site) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for locale in &site.locales {
        let folder = format!("api/v1/{}", locale.locale.path());
        let mut list: Vec<Value> = Vec::new();
        for page in site.pages_in(&locale.locale) {
            let questions = page.document.questions.iter().zip(&page.question_keys);
            let errors = page.document.errors.iter().zip(&page.error_keys);
            let rows = questions
                .map(|(entry, key)| (key, export::question(page, entry, key)))
                .chain(errors.map(|(entry, key)| (key, export::error(page, entry, key))));
            for (key, row) in rows {
                let path = SitePath::new(&format!("{folder}/{}.json", key.path())).to_string();
                list.push(serde_json::json!({ "key": key.as_str(), "url": format!("/{path}"), "title": title(&row) }));
                files.push((path, pretty(&row)));
            }
        }
        files.push((format!("{folder}.json"), pretty(&list)));
    }
    files
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
