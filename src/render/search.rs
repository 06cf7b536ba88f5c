//! Where a locale is searched without the dialog: its search page, which without JavaScript lists
//! everything there is to find from A to Z; its OpenSearch description; and the words of scripts.

use std::collections::BTreeMap;

use super::a_to_z::{self, Entry, List};
use super::linker::Linker;
use super::page::{Bare, name, render_bare};
use super::promised::Promised;
use super::{Shared, SharedLocale};
use crate::config::Config;
use crate::model::{LocaleSite, Page, Site, SitePath};

/// Where a locale is searched.
pub(super) struct SearchPlace {
    /// `pt-br/search/`.
    pub(super) url: SitePath,
    /// Whether a source stands there, or an older address of one: the author's wins.
    is_own: bool,
    /// `pt-br/opensearch.xml`, unless the search page is the author's.
    description: Option<SitePath>,
}

impl SearchPlace {
    pub(super) fn of(locale: &LocaleSite, site: &Site) -> SearchPlace {
        let url = locale.url.below("search/");
        let is_own = site.pages.iter().any(|page| page.url == url) || site.is_redirect(&url);
        let description = locale.url.below("opensearch.xml");
        SearchPlace { url, is_own, description: (!is_own).then_some(description) }
    }

    /// The OpenSearch description, which needs full addresses.
    pub(super) fn description(&self, config: &Config) -> Option<SitePath> {
        self.description.clone().filter(|_| config.base_url.is_some())
    }
}

/// The search pages and the OpenSearch description of a locale.
pub(super) fn pages<'a>(shared: &'a Shared<'_>, locale: &'a SharedLocale<'_>) -> Vec<Promised<'a>> {
    let mut pages = Vec::new();
    if let Some(path) = locale.search.description(shared.config) {
        let template = "opensearch.xml";
        pages.push(Promised::at(&path.clone(), locale, template, move || {
            let linker = Linker::at(shared.site, path.clone());
            let navigation = locale.tree.closed(&linker);
            let (kind, place, url, letters) = ("search", "search/", path.clone(), Vec::new());
            let bare = Bare { template, kind, url, place, linker, navigation, letters, progress: None };
            render_bare(shared, locale, bare)
        }));
    }
    if !locale.search.is_own {
        pages.extend(a_to_z::pages(shared, locale, list(shared, locale)));
    }
    pages
}

/// The beginnings of the keys of words that are said from JavaScript.
const SAID: [&str; 2] = ["search", "shortcut"];

/// The words of the interface that scripts say, by their path in the theme's folder.
pub(super) fn words(locale: &SharedLocale<'_>) -> (String, String) {
    let words: BTreeMap<&str, &str> = locale
        .words
        .iter()
        .filter(|(key, _)| SAID.iter().any(|said| key.starts_with(said)))
        .map(|(key, text)| (key.as_str(), text.as_str()))
        .collect();
    let path = format!("words/{}.json", locale.locale_site.url.as_str().trim_end_matches('/'));
    (path, serde_json::to_string(&words).unwrap_or_default())
}

fn list<'a>(shared: &'a Shared<'_>, locale: &'a SharedLocale<'_>) -> List<'a> {
    let entries = entries(shared.site.listed_in(&locale.locale_site.locale));
    List { template: "search.html", kind: "search", letter_kind: "a-z", place: "search/", entries }
}

/// Everything to be found on these pages.
fn entries<'a>(pages: impl Iterator<Item = &'a Page>) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for page in pages {
        let document = &page.document;
        let title = name(document);
        entries.push(Entry { kind: "page", title, code: None, page, fragment: String::new() });
        let questions = document.questions.iter().filter(|question| question.question != title);
        entries.extend(questions.map(|question| Entry {
            kind: "question",
            title: &question.question,
            code: None,
            page,
            fragment: question.anchor.encoded(),
        }));
        let errors = document.errors.iter().filter(|error| error.message != title);
        entries.extend(errors.map(|error| Entry {
            kind: "error",
            title: &error.message,
            code: error.codes.first().map(String::as_str),
            page,
            fragment: error.anchor.encoded(),
        }));
    }
    entries
}
