//! What a file of the site is made of, as a digest: while that is what it was, so is the file, and nobody
//! need make it again.
//!
//! A page is rendered from four things: what every page of the site is (settings, languages, its template),
//! what every page for the readers of a locale is (words, where its lists are), what it shows of the tree,
//! and its own document, with where its links lead, what its neighbours are called and where its
//! translations are. Home pages, and those that no source stands for, show much of a locale, so they are
//! made of all of it. Whatever else templates are given is made of these.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::linker::Linker;
use super::navigation::{ENTRY, Views, about};
use super::page::{self, HOME, PAGE, name};
use super::promised::Promised;
use super::{Shared, SharedLocale, notice, social_card, translations};
use crate::digest::{Digest, Parts};
use crate::model::{Fallback, Locale, Page, PageId, Site, SitePath, Target, VersionId};

/// What pages have in common.
#[derive(Default)]
pub(super) struct Common {
    /// By the locale of the readers.
    locales: BTreeMap<Locale, OfLocale>,
}

/// What the pages for the readers of a locale have in common.
struct OfLocale {
    /// Of what each of them is rendered from, beside its template.
    page: Digest,
    /// Of all that the locale lists, in what order, and where it leads.
    all: Digest,
    /// Of the words of the interface, all that their markdown has beside itself.
    words: Digest,
    /// Of the errors that one of a page may resemble.
    errors: Digest,
    /// The trees of older versions, and last that of the latest.
    trees: Vec<(VersionId, Views)>,
}

impl Common {
    /// Of a site and everything that its pages share.
    pub(super) fn of(shared: &Shared<'_>) -> Common {
        let site = of_site(shared);
        let of_locale = |locale: &SharedLocale<'_>| {
            let tag = &locale.locale_site.locale;
            (tag.clone(), OfLocale::of(locale, site, shared))
        };
        Common { locales: shared.locales.par_iter().map(of_locale).collect() }
    }

    /// Of a page in its own language.
    pub(super) fn page(&self, shared: &Shared<'_>, id: PageId) -> Option<Digest> {
        let page = shared.site.page(id);
        let reader = &page.document.locale;
        let linker = Linker::at(shared.site, page.url.clone()).for_reader(reader);
        let is_home = shared.locale(reader).locale_site.home == Some(id);
        let all = if is_home { self.locales.get(reader).map(|common| common.all) } else { None };
        let template = shared.theme.made_of(if is_home { HOME } else { PAGE });
        let shown = self.shown(shared, id, reader, &page.url, &linker, |tree| tree.of_page(id))?;
        Some(Parts::of("page").digest(Some(shown)).digest(template).digest(all).all())
    }

    /// Of the markdown of a page.
    pub(super) fn markdown(&self, shared: &Shared<'_>, id: PageId) -> Option<Digest> {
        let page = shared.site.page(id);
        let linker = Linker::at(shared.site, page.url.clone()).for_reader(&page.document.locale);
        let common = self.locales.get(&page.document.locale)?;
        let parts = Parts::of("markdown").digest(Some(common.words)).text(page.url.as_str());
        Some(itself(parts, page, shared.site, &linker).all())
    }

    /// Of a page in the place that its translation would have.
    pub(super) fn fallback(&self, shared: &Shared<'_>, id: PageId, fallback: &Fallback) -> Option<Digest> {
        let (site, reader) = (shared.site, &fallback.locale);
        let linker = Linker::at(site, fallback.url.clone()).for_reader(reader).translating();
        let near = page::nearest(site, site.page(id), reader);
        let shown = self.shown(shared, id, reader, &fallback.url, &linker, |tree| tree.near(near))?;
        Some(Parts::of("fallback").digest(Some(shown)).digest(shared.theme.made_of(PAGE)).all())
    }

    /// Of a page that no source stands for; nothing of how far translations have come.
    pub(super) fn around(&self, shared: &Shared<'_>, page: &Promised<'_>) -> Option<Digest> {
        let template = Some(page.template).filter(|template| *template != translations::TEMPLATE)?;
        let all = self.locales.get(page.reader)?.all;
        let parts = Parts::of("around").digest(Some(all)).digest(shared.theme.made_of(template));
        Some(parts.text(&page.path).all())
    }

    /// `of_tree` is what the page shows of its tree.
    fn shown(
        &self,
        shared: &Shared<'_>,
        id: PageId,
        reader: &Locale,
        place: &SitePath,
        linker: &Linker<'_>,
        of_tree: impl FnOnce(&Views) -> Digest,
    ) -> Option<Digest> {
        let site = shared.site;
        let page = site.page(id);
        let common = self.locales.get(reader)?;
        let tree = of_tree(common.tree_of(page.version)?);
        let parts = Parts::of("shown").digest(Some(common.page)).digest(Some(tree)).text(place.as_str());
        let parts = itself(parts, page, site, linker);
        let parts = parts.all_of(page.breadcrumbs.iter(), |parts, crumb| {
            beside(parts.text(&crumb.title), crumb.page, site, linker)
        });
        let parts = beside(beside(parts, page.previous, site, linker), page.next, site, linker);
        let parts = parts.all_of(page.versions.iter(), |parts, (version, other)| {
            parts.number(version.0 as usize).text(site.page(*other).url.as_str()).text(&linker.page(*other))
        });
        // A version may begin with a page of another language, which is led to as its readers are.
        let older = shared.locale(reader).locale_site.older.iter();
        let parts = parts.all_of(older, |parts, older| parts.text(&linker.page(older.home)));
        let parts = parts.all_of(page.translations.iter(), |parts, (locale, other)| {
            let fallbacks = site.translations.fallbacks.get(other).map_or(&[][..], Vec::as_slice);
            let parts = parts.text(locale.as_str()).text(site.page(*other).url.as_str());
            parts.all_of(fallbacks.iter(), |parts, fallback| {
                parts.text(fallback.locale.as_str()).text(fallback.url.as_str())
            })
        });
        let parts = match site.translations.of.get(&id) {
            Some(translation) => {
                let since = translation.stale.map(|stale| stale.since.map(|day| day.to_string()));
                let source = site.page(translation.source);
                let parts = parts.text(source.url.as_str()).text(source.document.locale.as_str());
                let parts = parts.flag(translation.machine);
                parts.flag(since.is_some()).maybe(since.flatten().as_deref())
            }
            None => parts.flag(false),
        };
        let parts = parts.digest(page::single_error(&page.document).map(|_| common.errors));
        Some(parts.maybe(notice::unpublished(shared, &page.document)).all())
    }
}

impl OfLocale {
    fn of(locale: &SharedLocale<'_>, site: Digest, shared: &Shared<'_>) -> OfLocale {
        let locale_site = locale.locale_site;
        let reader = &locale_site.locale;
        let words = locale.words.iter();
        let words = Parts::of("words").all_of(words, |parts, (key, word)| parts.text(key).text(word)).all();
        let description = locale.search.description(shared.config);
        let places = [Some(&locale.search.url), description.as_ref(), locale.feed.as_ref()];
        let places = places.into_iter().chain(locale.lists.places());
        let parts = Parts::of("pages").digest(Some(site)).digest(Some(words)).text(reader.as_str());
        let parts = parts.digest(shared.theme.component_made_of(ENTRY)).text(&locale.title);
        let parts = places.fold(parts, |parts, place| parts.maybe(place.map(SitePath::as_str)));
        let parts = parts.all_of(locale_site.older.iter(), |parts, older| {
            parts.number(older.version.0 as usize).text(shared.site.page(older.home).url.as_str())
        });
        let page = parts.all();
        let older = locale_site.older.iter().map(|older| (older.version, &older.navigation));
        let trees = older.chain([(VersionId::LATEST, &locale_site.navigation)]);
        let trees = trees.map(|(version, tree)| (version, Views::of(tree, shared.site, reader)));
        let trees: Vec<(VersionId, Views)> = trees.collect();
        let parts = trees
            .iter()
            .fold(Parts::of("all").digest(Some(page)), |parts, (_, tree)| parts.digest(Some(tree.whole())));
        // A navigation file may lead to pages of other languages.
        let topics = locale_site.navigation.iter();
        let parts = parts.all_of(topics, |parts, node| parts.maybe(about(node, shared.site)));
        let all = listed(lists(parts, shared), shared.site, reader).all();
        OfLocale { page, all, words, errors: errors(shared.site, reader), trees }
    }

    /// The tree that pages of a version show.
    fn tree_of(&self, version: VersionId) -> Option<&Views> {
        let of_version = self.trees.iter().find(|(of, _)| *of == version);
        of_version.or(self.trees.last()).map(|(_, tree)| tree)
    }
}

/// Of what every picture is drawn with.
pub(super) fn drawing(shared: &Shared<'_>) -> Digest {
    let template = shared.theme.made_of(social_card::TEMPLATE);
    Parts::of("drawing").digest(template).digest(shared.theme.fonts.digest).all()
}

/// Of a picture in a locale, with a title and what stands below it.
pub(super) fn card(drawing: Digest, locale: &SharedLocale<'_>, title: &str, below: &str) -> Digest {
    let parts = Parts::of("card").digest(Some(drawing)).text(locale.locale_site.locale.as_str());
    parts.text(title).text(below).all()
}

/// A document, and where its links lead.
fn itself(parts: Parts, page: &Page, site: &Site, linker: &Linker<'_>) -> Parts {
    let parts = parts.digest(Some(page.document.digest)).text(page.document.source.path().as_str());
    parts.all_of(page.links.iter(), |parts, target| {
        let size = match target {
            Target::File(file) => site.picture_size(file),
            _ => None,
        };
        let (width, height) = size.unwrap_or_default();
        parts.maybe(linker.target(target).as_deref()).number(width as usize).number(height as usize)
    })
}

/// A page beside another one, as that shows it.
fn beside(parts: Parts, id: Option<PageId>, site: &Site, linker: &Linker<'_>) -> Parts {
    let Some(id) = id else { return parts.flag(false) };
    let shown = &linker.shown_for(id).document;
    let parts = parts.flag(true).text(site.page(id).url.as_str()).text(&linker.page(id));
    parts.text(shown.locale.as_str()).text(name(shown))
}

/// Of what every page is rendered from, beside its template.
fn of_site(shared: &Shared<'_>) -> Digest {
    let (site, config) = (shared.site, shared.config);
    let feedback = &config.feedback;
    let settings =
        [&config.base_url, &config.edit_link, &feedback.report, &feedback.link, &feedback.endpoint];
    let parts = Parts::of("site").text(&shared.policy);
    let parts = parts.text(shared.assets.folder().as_str()).flag(shared.cards.is_some());
    let parts = parts.flag(config.llms).flag(config.structured_data);
    let parts = parts.all_of(settings.into_iter(), |parts, setting| parts.maybe(setting.as_deref()));
    let names: Vec<&str> = site.versions.names().map(|(_, name)| name).collect();
    let parts = parts.all_of(names.into_iter(), Parts::text);
    let parts = parts.all_of(shared.locales.iter(), |parts, locale| {
        let locale_site = locale.locale_site;
        let parts = parts.text(locale_site.locale.as_str()).text(locale_site.url.as_str());
        parts.text(locale.language_name())
    });
    parts.all()
}

/// Of the errors that are listed for the readers of a locale, and where they stand.
fn errors(site: &Site, reader: &Locale) -> Digest {
    let with_errors = site.listed_in(reader).filter(|page| !page.document.errors.is_empty());
    let parts = with_errors.fold(Parts::of("errors"), |parts, page| {
        parts.text(page.url.as_str()).all_of(page.document.errors.iter(), |parts, error| {
            let parts = parts.text(error.anchor.as_str()).text(&error.message);
            parts.all_of(error.codes.iter(), |parts, code| parts.text(code))
        })
    });
    parts.all()
}

/// Where the lists of every locale are: a page that is one leads to them.
fn lists(parts: Parts, shared: &Shared<'_>) -> Parts {
    let places = shared.locales.iter().flat_map(|locale| locale.lists.places());
    places.fold(parts, |parts, place| parts.maybe(place.map(SitePath::as_str)))
}

/// Every page that is listed for the readers of a locale, and which pages it leads to.
fn listed(parts: Parts, site: &Site, reader: &Locale) -> Parts {
    site.listed_in(reader).fold(parts, |parts, page| {
        let parts = parts.digest(Some(page.document.digest)).text(page.url.as_str());
        parts.all_of(page.links.iter(), |parts, target| match target {
            Target::Page { page, fragment, .. } => {
                parts.text(site.page(*page).url.as_str()).maybe(fragment.as_deref())
            }
            _ => parts.flag(false),
        })
    })
}
