//! What a locale's home page leads to beside its topics: the questions that most of the site's own
//! links lead to, its errors by code, and what changed last.

use std::collections::{BTreeMap, BTreeSet};

use super::SharedLocale;
use super::a_to_z::Entry;
use super::context::{EntryContext, HomeContext, RecentContext};
use super::linker::Linker;
use super::lists::all_codes;
use super::page::name;
use crate::model::{LocaleSite, Page, PageId, Site, SitePath, Target};

/// How many of each are shown.
const QUESTIONS: usize = 8;
const CODES: usize = 16;
const RECENT: usize = 6;
/// Of one page, so that no page fills the list.
const QUESTIONS_OF_A_PAGE: usize = 2;

/// A locale's choices, made once.
#[derive(Default)]
pub(super) struct Choices<'a> {
    questions: Vec<Entry<'a>>,
    codes: Vec<Entry<'a>>,
    recent: Vec<&'a Page>,
}

impl<'a> Choices<'a> {
    pub(super) fn of(site: &'a Site, locale: &'a LocaleSite) -> Choices<'a> {
        let pages: Vec<&Page> = site.listed_in(&locale.locale).collect();
        let mut codes = all_codes(&pages);
        codes.sort_by(|a, b| (a.code, &a.page.url, &a.fragment).cmp(&(b.code, &b.page.url, &b.fragment)));
        codes.dedup_by(|later, first| later.code == first.code);
        codes.truncate(CODES);
        let mut recent = pages.clone();
        recent.retain(|page| page.document.front_matter.date.is_some());
        // The sort is stable: of one day, those that come first in the folder come first.
        recent.sort_by_key(|page| std::cmp::Reverse(page.document.front_matter.date));
        recent.truncate(RECENT);
        Choices { questions: most_linked(site, &pages, locale.home), codes, recent }
    }

    /// The questions that matter most: page, title, and fragment without its `#`.
    pub(super) fn questions(&self) -> impl Iterator<Item = (&Page, &str, &str)> {
        self.questions.iter().map(|entry| (entry.page, entry.title, entry.fragment.as_str()))
    }

    pub(super) fn context<'c>(
        &'c self,
        locale: &'c SharedLocale<'_>,
        linker: &Linker<'_>,
    ) -> HomeContext<'c> {
        let entries = |entries: &'c [Entry<'a>]| -> Vec<EntryContext<'c>> {
            entries.iter().map(|entry| entry.context(linker)).collect()
        };
        let recent = self.recent.iter().filter_map(|page| {
            let date = page.document.front_matter.date?;
            Some(RecentContext {
                title: name(&page.document),
                url: linker.path(&page.url),
                date: date.to_string(),
                date_text: locale.dates.text(date),
            })
        });
        HomeContext {
            questions: entries(&self.questions),
            codes: entries(&self.codes),
            recent: recent.collect(),
        }
    }
}

/// The questions that the pages link to most: a link to the question counts for more than one to its
/// page. The home page's own come first, since its author chose them.
fn most_linked<'a>(site: &'a Site, pages: &[&'a Page], home: Option<PageId>) -> Vec<Entry<'a>> {
    let mut to_page = BTreeMap::<PageId, usize>::new();
    let mut to_anchor = BTreeMap::<(PageId, &str), usize>::new();
    for target in pages.iter().flat_map(|page| page.links.iter()) {
        if let Target::Page { page, fragment, .. } = target {
            *to_page.entry(*page).or_default() += 1;
            if let Some(fragment) = fragment {
                *to_anchor.entry((*page, fragment)).or_default() += 1;
            }
        }
    }
    let own: BTreeSet<&SitePath> = pages.iter().map(|page| &page.url).collect();
    let mut found: Vec<((bool, usize), Entry<'a>)> = Vec::new();
    for (number, page) in (0..).zip(&site.pages).filter(|(_, page)| own.contains(&page.url)) {
        let id = PageId(number);
        for question in &page.document.questions {
            let links = to_anchor.get(&(id, question.anchor.as_str())).copied().unwrap_or(0);
            let weight = 4 * links + to_page.get(&id).copied().unwrap_or(0);
            let entry = Entry {
                kind: "question",
                title: &question.question,
                code: None,
                page,
                fragment: question.anchor.encoded(),
            };
            found.push(((home == Some(id), weight), entry));
        }
    }
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    let mut of_page = BTreeMap::<&SitePath, usize>::new();
    let few = |((is_home, _), entry): &((bool, usize), Entry<'a>)| {
        let count = of_page.entry(&entry.page.url).or_default();
        *count += 1;
        *is_home || *count <= QUESTIONS_OF_A_PAGE
    };
    // Where there are too few pages, their other questions fill the list.
    let (spread, others): (Vec<_>, Vec<_>) = found.into_iter().partition(few);
    spread.into_iter().chain(others).map(|(_, entry)| entry).take(QUESTIONS).collect()
}
