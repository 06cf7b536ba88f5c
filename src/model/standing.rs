//! How far each language has come: every page of the default language in every other.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Locale, Page, PageId, PageKey, Site};

/// How a page stands in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// As new as its source.
    Current,
    /// Its source has changed since.
    Stale,
    /// As new as its source, translated by a machine.
    Machine,
    /// Not translated.
    Missing,
}

impl State {
    /// All of them.
    pub const ALL: [State; 4] = [State::Current, State::Stale, State::Machine, State::Missing];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Current => "current",
            State::Stale => "stale",
            State::Machine => "machine",
            State::Missing => "missing",
        }
    }
}

/// A page of the default language in another.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The other language.
    pub locale: &'a Locale,
    /// The page of the default language.
    pub source: PageId,
    /// Its translation; absent where it is missing.
    pub translation: Option<PageId>,
    /// How the translation stands.
    pub state: State,
    /// When the source changed, where the translation is older and that is known.
    pub since: Option<jiff::civil::Date>,
    /// Whether a machine translated it.
    pub machine: bool,
    /// How many questions and errors one of the two has alone.
    pub out_of_step: usize,
}

impl Standing<'_> {
    /// Whether there is nothing to do.
    pub fn is_settled(&self) -> bool {
        self.state == State::Current && self.out_of_step == 0
    }
}

/// Every page of the default language in every other, by language and page.
pub fn standings(site: &Site) -> Vec<Standing<'_>> {
    let sources: BTreeMap<&PageKey, (PageId, &Page)> = (0..)
        .map(PageId)
        .zip(&site.pages)
        .filter(|(_, page)| page.document.locale == site.default_locale)
        .map(|(id, page)| (&page.document.key, (id, page)))
        .collect();
    let others =
        site.locales.iter().map(|locale| &locale.locale).filter(|locale| **locale != site.default_locale);
    others
        .flat_map(|locale| sources.values().map(move |(id, page)| standing(site, locale, *id, page)))
        .collect()
}

fn standing<'a>(site: &'a Site, locale: &'a Locale, source: PageId, page: &Page) -> Standing<'a> {
    let id = page.translations.iter().find(|(other, _)| other == locale).map(|(_, id)| *id);
    let translation = id.and_then(|id| site.translations.of.get(&id));
    let state = match translation {
        None => State::Missing,
        Some(translation) if translation.stale.is_some() => State::Stale,
        Some(translation) if translation.machine => State::Machine,
        Some(_) => State::Current,
    };
    Standing {
        locale,
        source,
        translation: id,
        state,
        since: translation.and_then(|translation| translation.stale?.since),
        machine: translation.is_some_and(|translation| translation.machine),
        out_of_step: translation.map_or(0, |translation| translation.out_of_step),
    }
}
