//! What a part of the index is made of, as a digest: while that is what it was, so is the part.

use crate::digest::{Digest, Parts};
use crate::model::{Locale, Page, Site, Target};

/// Of the index of a locale, and of its web index: its documents, and what results say of where each lies.
pub(super) fn of_locale(site: &Site, locale: &Locale) -> Digest {
    let pages = site.listed_in(locale);
    let parts = pages.fold(Parts::of("index").text(locale.as_str()), |parts, page| {
        page_itself(parts, page).all_of(page.breadcrumbs.iter(), |parts, crumb| parts.text(&crumb.title))
    });
    parts.all()
}

/// Of the index of messages: the pages with errors, what these are called in every language, and where
/// the links of their resolutions lead.
pub(super) fn of_messages(site: &Site) -> Digest {
    let pages = site.pages.iter().filter(|page| !page.document.errors.is_empty());
    let parts = pages.fold(Parts::of("index of messages"), |parts, page| {
        let newest = page.newest().map(|newest| site.page(newest).url.as_str());
        let parts = page_itself(parts, page).maybe(newest);
        let parts = parts.all_of(page.error_keys.iter(), |parts, key| parts.text(key.as_str()));
        parts.all_of(page.links.iter(), |parts, target| link(parts, target, site))
    });
    parts.all()
}

fn page_itself(parts: Parts, page: &Page) -> Parts {
    parts
        .digest(Some(page.document.digest))
        .text(page.document.source.path().as_str())
        .text(page.url.as_str())
}

fn link(parts: Parts, target: &Target, site: &Site) -> Parts {
    match target {
        Target::Page { page, fragment, query } => {
            parts.text(site.page(*page).url.as_str()).maybe(fragment.as_deref()).text(query)
        }
        Target::File(url) => parts.text("file").text(url.as_str()),
        Target::External(url) => parts.text("elsewhere").text(url),
        Target::Broken => parts.text("nowhere"),
    }
}
