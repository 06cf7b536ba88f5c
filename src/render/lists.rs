//! Pages that no source stands for: all questions of a locale, all its errors by message and by code.
//!
//! They stand below `all/`, where their addresses stay the same; a page of the author's at the same
//! place wins, and what a locale has nothing of has no list.

use super::a_to_z::{self, Entry, List};
use super::context::ListsContext;
use super::linker::Linker;
use super::promised::Promised;
use super::{Shared, SharedLocale, translations};
use crate::config::Config;
use crate::model::{ErrorEntry, LocaleSite, Page, Question, Site, SitePath};

const QUESTIONS: &str = "all/questions/";
const ERRORS: &str = "all/errors/";
const CODES: &str = "all/codes/";

/// Where the lists of a locale are.
pub(super) struct Lists {
    questions: Option<SitePath>,
    errors: Option<SitePath>,
    codes: Option<SitePath>,
    translations: Option<SitePath>,
}

impl Lists {
    pub(super) fn of(locale: &LocaleSite, site: &Site, config: &Config) -> Lists {
        let pages = || site.listed_in(&locale.locale);
        let free = |place: &str, has: bool| {
            let url = locale.url.below(place);
            let taken = site.pages.iter().any(|page| page.url == url) || site.is_redirect(&url);
            (has && !taken).then_some(url)
        };
        Lists {
            questions: free(QUESTIONS, pages().any(|page| !page.document.questions.is_empty())),
            errors: free(ERRORS, pages().any(|page| !page.document.errors.is_empty())),
            codes: free(CODES, pages().flat_map(errors).any(|(_, error)| !error.codes.is_empty())),
            translations: config.translations_page.then(|| locale.url.below(translations::PLACE)),
        }
    }

    /// Whether the locale has the page at this place below its home page, as far as it is a list.
    pub(super) fn has(&self, place: &str) -> bool {
        match place {
            QUESTIONS => self.questions.is_some(),
            ERRORS => self.errors.is_some(),
            CODES => self.codes.is_some(),
            _ => true,
        }
    }

    /// Where each of them is, if it is.
    pub(super) fn places(&self) -> [Option<&SitePath>; 4] {
        [&self.questions, &self.errors, &self.codes, &self.translations].map(Option::as_ref)
    }

    pub(super) fn context(&self, linker: &Linker<'_>) -> ListsContext {
        let url = |path: &Option<SitePath>| path.as_ref().map(|path| linker.path(path));
        ListsContext {
            questions: url(&self.questions),
            errors: url(&self.errors),
            codes: url(&self.codes),
            translations: url(&self.translations),
        }
    }
}

/// The lists of a locale.
pub(super) fn pages<'a>(shared: &'a Shared<'_>, locale: &'a SharedLocale<'_>) -> Vec<Promised<'a>> {
    let pages: Vec<&Page> = shared.site.listed_in(&locale.locale_site.locale).collect();
    let lists = [
        ("questions", QUESTIONS, all_questions(&pages)),
        ("errors", ERRORS, all_errors(&pages)),
        ("codes", CODES, all_codes(&pages)),
    ];
    let lists = lists.into_iter().filter(|(_, place, _)| locale.lists.has(place));
    let of_list = |(kind, place, entries)| {
        a_to_z::pages(shared, locale, List { template: "list.html", kind, letter_kind: kind, place, entries })
    };
    lists.flat_map(of_list).collect()
}

fn errors(page: &Page) -> impl Iterator<Item = (&Page, &ErrorEntry)> {
    page.document.errors.iter().map(move |error| (page, error))
}

fn all_questions<'a>(pages: &[&'a Page]) -> Vec<Entry<'a>> {
    let questions =
        pages.iter().flat_map(|page| page.document.questions.iter().map(move |entry| (*page, entry)));
    let entry = |(page, question): (&'a Page, &'a Question)| Entry {
        kind: "question",
        title: &question.question,
        code: None,
        page,
        fragment: question.anchor.encoded(),
    };
    questions.map(entry).collect()
}

fn all_errors<'a>(pages: &[&'a Page]) -> Vec<Entry<'a>> {
    let entry = |(page, error): (&'a Page, &'a ErrorEntry)| Entry {
        kind: "error",
        title: &error.message,
        code: error.codes.first().map(String::as_str),
        page,
        fragment: error.anchor.encoded(),
    };
    pages.iter().copied().flat_map(errors).map(entry).collect()
}

/// An entry a code: an error with two stands under both.
pub(super) fn all_codes<'a>(pages: &[&'a Page]) -> Vec<Entry<'a>> {
    let entries = |(page, error): (&'a Page, &'a ErrorEntry)| {
        error.codes.iter().map(move |code| Entry {
            kind: "code",
            title: &error.message,
            code: Some(code),
            page,
            fragment: error.anchor.encoded(),
        })
    };
    pages.iter().copied().flat_map(errors).flat_map(entries).collect()
}
