//! The links of one rendered page: relative where the page has a fixed place, absolute below the
//! base path where it does not (`404.html` is served at any depth).

use crate::model::{Anchor, PageId, Site, SitePath, Target};

/// Where links are written from.
pub(super) struct Linker<'a> {
    site: &'a Site,
    from: SitePath,
    /// The base path, for pages served anywhere.
    anywhere: Option<String>,
}

impl<'a> Linker<'a> {
    /// Links from a page with a fixed place.
    pub(super) fn at(site: &'a Site, from: SitePath) -> Self {
        Linker { site, from, anywhere: None }
    }

    /// Links from a page that is served anywhere below `base_path`.
    pub(super) fn anywhere(site: &'a Site, from: SitePath, base_path: String) -> Self {
        Linker { site, from, anywhere: Some(base_path) }
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
        self.path(&self.site.page(page).url)
    }

    /// The URL of a target; `None` where it leads nowhere.
    pub(super) fn target(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { page, fragment, query } => {
                let url = &self.site.page(*page).url;
                let fragment = fragment
                    .as_deref()
                    .and_then(Anchor::explicit)
                    .map(|anchor| format!("#{}", anchor.encoded()));
                let fragment = fragment.unwrap_or_default();
                let same_page = *url == self.from && self.anywhere.is_none() && !fragment.is_empty();
                let path = if same_page { String::new() } else { self.path(url) };
                Some(format!("{path}{query}{fragment}"))
            }
            Target::File(url) => Some(self.path(url)),
            Target::External(url) => Some(url.clone()),
            Target::Broken => None,
        }
    }
}
