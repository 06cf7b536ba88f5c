//! The links of one rendered page: relative where the page has a fixed place, absolute below the
//! base path where it does not (`404.html` is served at any depth).

use crate::model::{Anchor, Locale, Page, PageId, Site, SitePath, Target};

/// Where links are written from.
pub(super) struct Linker<'a> {
    site: &'a Site,
    from: SitePath,
    /// The base path, for pages served anywhere.
    anywhere: Option<String>,
    /// The locale whose readers stay in it, also where a page was not translated.
    reader: Option<&'a Locale>,
    /// Whether links of a page in another language lead to their translations.
    translated: bool,
}

impl<'a> Linker<'a> {
    /// Links from a page with a fixed place.
    pub(super) fn at(site: &'a Site, from: SitePath) -> Self {
        Linker { site, from, anywhere: None, reader: None, translated: false }
    }

    /// Links from a page that is served anywhere below `base_path`.
    pub(super) fn anywhere(site: &'a Site, from: SitePath, base_path: String) -> Self {
        Linker { site, from, anywhere: Some(base_path), reader: None, translated: false }
    }

    /// The same for readers of a locale: a page that was not translated is shown in its place there.
    pub(super) fn for_reader(self, reader: &'a Locale) -> Self {
        Linker { reader: Some(reader), ..self }
    }

    /// The same for the links of a page in another language: they lead to translations.
    pub(super) fn translating(self) -> Self {
        Linker { translated: true, ..self }
    }

    /// The way to the site's root, with a `/` at the end, or empty.
    pub(super) fn root(&self) -> String {
        self.anywhere.clone().unwrap_or_else(|| self.from.to_root())
    }

    pub(super) fn path(&self, to: &SitePath) -> String {
        match &self.anywhere {
            Some(base) => to.absolute(base),
            None => self.from.link_to(to),
        }
    }

    pub(super) fn page(&self, page: PageId) -> String {
        self.path(self.shown(page).1)
    }

    /// The URL of a page in its own language.
    pub(super) fn of_source(&self, page: &Page) -> String {
        self.path(&page.url)
    }

    /// The page that a reader is led to where a link leads to this one.
    pub(super) fn shown_for(&self, page: PageId) -> &'a Page {
        self.shown(page).0
    }

    /// The page that a reader is led to, and its place.
    fn shown(&self, id: PageId) -> (&'a Page, &'a SitePath) {
        let page = self.site.page(id);
        let Some(reader) = self.reader.filter(|reader| **reader != page.document.locale) else {
            return (page, &page.url);
        };
        if let Some(url) = self.site.translations.fallback(id, reader) {
            return (page, url);
        }
        let translation = page.translations.iter().find(|(locale, _)| self.translated && locale == reader);
        let page = translation.map_or(page, |(_, other)| self.site.page(*other));
        (page, &page.url)
    }

    /// The URL of a target; `None` where it leads nowhere.
    pub(super) fn target(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { page, fragment, query } => {
                let (shown, url) = self.shown(*page);
                let anchor = fragment.as_deref().and_then(Anchor::explicit);
                // A translation may lack the anchor of the page that the link was written for.
                let own = |anchor: &Anchor| {
                    shown.url == self.site.page(*page).url
                        || shown.document.anchors.binary_search(anchor).is_ok()
                };
                let anchor = anchor.filter(own);
                let same_page = *url == self.from && self.anywhere.is_none() && anchor.is_some();
                let mut link = if same_page { String::new() } else { self.path(url) };
                link.push_str(query);
                if let Some(anchor) = anchor {
                    link.push('#');
                    link.push_str(&anchor.encoded());
                }
                Some(link)
            }
            Target::File(url) => Some(self.path(url)),
            Target::External(url) => Some(url.clone()),
            Target::Broken => None,
        }
    }
}
