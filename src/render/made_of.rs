//! What a file of the site is made of, as a digest: while that is what it was, so is the file, and nobody
//! need make it again.
//!
//! A page is rendered from three things: what every page of the site is rendered from (templates, words,
//! settings, which pages there are and where), what every page for the readers of a locale is (navigation,
//! errors that may be related), and its own document, with where its links lead and what its neighbours
//! are called. Whatever else templates are given is made of these. Home pages show more of the site, so
//! they are always made.

use std::collections::BTreeMap;

use super::linker::Linker;
use super::page::name;
use super::{Shared, SharedLocale, notice};
use crate::digest::{Digest, Parts};
use crate::model::{Fallback, Locale, NavigationNode, Page, PageId, Site, SitePath, Target};

/// What pages have in common.
#[derive(Default)]
pub(super) struct Common {
    /// By the locale of the readers.
    locales: BTreeMap<Locale, Parts>,
}

impl Common {
    /// Of a site and everything that its pages share.
    pub(super) fn of(shared: &Shared<'_>) -> Common {
        let site = site(shared);
        let of_locale = |locale: &SharedLocale<'_>| {
            (locale.locale_site.locale.clone(), of_locale(site.clone(), locale, shared.site))
        };
        Common { locales: shared.locales.iter().map(of_locale).collect() }
    }

    /// Of a page in its own language; nothing for a home page.
    pub(super) fn page(&self, shared: &Shared<'_>, id: PageId) -> Option<Digest> {
        let page = shared.site.page(id);
        let locale = &page.document.locale;
        if shared.locale(locale).locale_site.home == Some(id) {
            return None;
        }
        let linker = Linker::at(shared.site, page.url.clone()).for_reader(locale);
        self.shown(shared, id, locale, page.url.as_str(), &linker)
    }

    /// Of a page in the place that its translation would have.
    pub(super) fn fallback(&self, shared: &Shared<'_>, id: PageId, fallback: &Fallback) -> Option<Digest> {
        let reader = &fallback.locale;
        let linker = Linker::at(shared.site, fallback.url.clone()).for_reader(reader).translating();
        self.shown(shared, id, reader, fallback.url.as_str(), &linker)
    }

    fn shown(
        &self,
        shared: &Shared<'_>,
        id: PageId,
        reader: &Locale,
        place: &str,
        linker: &Linker<'_>,
    ) -> Option<Digest> {
        let site = shared.site;
        let page = site.page(id);
        let parts = self.locales.get(reader)?.clone();
        let parts = parts.digest(Some(page.document.digest)).text(page.document.source.path().as_str());
        let parts = parts.text(place).text(page.url.as_str());
        let parts = parts.all_of(page.links.iter(), |parts, target| {
            let size = match target {
                Target::File(file) => site.picture_size(file),
                _ => None,
            };
            let (width, height) = size.unwrap_or_default();
            parts.maybe(linker.target(target).as_deref()).number(width as usize).number(height as usize)
        });
        let parts = parts.all_of(page.breadcrumbs.iter(), |parts, crumb| {
            beside(parts.text(&crumb.title), crumb.page, site, linker)
        });
        let parts = beside(beside(parts, page.previous, site, linker), page.next, site, linker);
        let parts = parts.all_of(page.versions.iter(), |parts, (version, other)| {
            parts.number(version.0 as usize).text(site.page(*other).url.as_str())
        });
        let parts = match site.translations.of.get(&id) {
            Some(translation) => {
                let since = translation.stale.map(|stale| stale.since.map(|day| day.to_string()));
                let parts = parts.text(site.page(translation.source).url.as_str()).flag(translation.machine);
                parts.flag(since.is_some()).maybe(since.flatten().as_deref())
            }
            None => parts.flag(false),
        };
        Some(parts.maybe(notice::unpublished(shared, &page.document)).all())
    }
}

/// Of what every picture is drawn with.
pub(super) fn drawing(shared: &Shared<'_>) -> Digest {
    shared.theme.parts(Parts::of("drawing")).digest(shared.theme.fonts.digest).all()
}

/// Of the picture of a page that is called this.
pub(super) fn card(drawing: Digest, locale: &SharedLocale<'_>, name: &str) -> Digest {
    let parts = Parts::of("card").digest(Some(drawing)).text(locale.locale_site.locale.as_str());
    parts.text(&locale.title).text(name).all()
}

/// A page beside another one, as that shows it.
fn beside(parts: Parts, id: Option<PageId>, site: &Site, linker: &Linker<'_>) -> Parts {
    let Some(id) = id else { return parts.flag(false) };
    let shown = &linker.shown_for(id).document;
    parts.flag(true).text(site.page(id).url.as_str()).text(shown.locale.as_str()).text(name(shown))
}

/// Of what every page is rendered from.
fn site(shared: &Shared<'_>) -> Parts {
    let (site, config) = (shared.site, shared.config);
    let feedback = &config.feedback;
    let settings =
        [&config.base_url, &config.edit_link, &feedback.report, &feedback.link, &feedback.endpoint];
    let parts = shared.theme.parts(Parts::of("page")).text(&shared.policy);
    let parts = parts.text(shared.assets.folder().as_str()).flag(shared.cards.is_some());
    let parts = parts.flag(config.llms).flag(config.structured_data);
    let parts = parts.all_of(settings.into_iter(), |parts, setting| parts.maybe(setting.as_deref()));
    let names: Vec<&str> = site.versions.names().map(|(_, name)| name).collect();
    let parts = parts.all_of(names.into_iter(), Parts::text);
    let parts = parts.all_of(shared.locales.iter(), |parts, locale| {
        let locale_site = locale.locale_site;
        let home = locale_site.home.map(|home| site.page(home).url.as_str());
        let parts = parts.text(locale_site.locale.as_str()).text(locale_site.url.as_str());
        let parts = parts.text(&locale.title).maybe(home);
        let parts = parts.all_of(locale.words.iter(), |parts, (key, word)| parts.text(key).text(word));
        let description = locale.search.description(config);
        let places = [Some(&locale.search.url), description.as_ref(), locale.feed.as_ref()];
        let places = places.into_iter().chain(locale.lists.places());
        let parts = places.fold(parts, |parts, place| parts.maybe(place.map(SitePath::as_str)));
        parts.all_of(locale_site.older.iter(), |parts, older| {
            parts.number(older.version.0 as usize).text(site.page(older.home).url.as_str())
        })
    });
    // Which pages are translations of each other follows from their keys.
    let parts = parts.all_of(site.pages.iter(), |parts, Page { document, url, .. }| {
        parts.text(url.as_str()).text(document.locale.as_str()).text(document.key.as_str())
    });
    let parts = parts.all_of(site.translations.fallbacks.iter(), |parts, (page, fallbacks)| {
        parts.text(site.page(*page).url.as_str()).all_of(fallbacks.iter(), |parts, fallback| {
            parts.text(fallback.locale.as_str()).text(fallback.url.as_str())
        })
    });
    Parts::of("page").digest(Some(parts.all()))
}

/// The same, and of what every page for the readers of a locale is rendered from.
fn of_locale(parts: Parts, locale: &SharedLocale<'_>, site: &Site) -> Parts {
    let locale_site = locale.locale_site;
    let parts = navigation(parts.text(locale_site.locale.as_str()), &locale_site.navigation, site);
    let parts =
        parts.all_of(locale_site.older.iter(), |parts, older| navigation(parts, &older.navigation, site));
    let pages: Vec<&Page> = site.listed_in(&locale_site.locale).collect();
    let parts = parts.all_of(pages.into_iter(), |parts, page| {
        parts.text(page.url.as_str()).all_of(page.document.errors.iter(), |parts, error| {
            let parts = parts.text(error.anchor.as_str()).text(&error.message);
            parts.all_of(error.codes.iter(), |parts, code| parts.text(code))
        })
    });
    Parts::of("page").digest(Some(parts.all()))
}

/// A level of the navigation and those below it: each entry with how many there are below it, in reading
/// order, which says the whole tree. Without recursion, since trees may be deep and parts are large.
fn navigation(parts: Parts, nodes: &[NavigationNode], site: &Site) -> Parts {
    let mut parts = parts.number(nodes.len());
    let mut to_do: Vec<&NavigationNode> = nodes.iter().rev().collect();
    while let Some(node) = to_do.pop() {
        parts = entry(parts, node, site).number(node.children.len());
        to_do.extend(node.children.iter().rev());
    }
    parts
}

/// An entry of the navigation without those below it.
fn entry(parts: Parts, node: &NavigationNode, site: &Site) -> Parts {
    let parts = parts.text(&node.title);
    match &node.target {
        Some(Target::Page { page, fragment, query }) => {
            let page = site.page(*page);
            let parts = parts.text(page.url.as_str()).maybe(fragment.as_deref()).text(query);
            // A translation that is led to may lack the anchor.
            let led_to = if fragment.is_some() { &page.translations[..] } else { &[] };
            parts.all_of(led_to.iter(), |parts, (_, id)| parts.digest(Some(site.page(*id).document.digest)))
        }
        Some(Target::File(url)) => parts.text("file").text(url.as_str()),
        Some(Target::External(url)) => parts.text("elsewhere").text(url),
        Some(Target::Broken) => parts.text("nowhere"),
        None => parts.flag(false),
    }
}
