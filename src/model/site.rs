//! The whole help centre, settled: every page with its URL, its links resolved, its neighbours.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Anchor, Document, EntryKey, Locale, SitePath, Translations, VersionId, Versions};
use crate::source::SourcePath;

/// A page's place in `Site::pages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// All pages of all locales, and what lies beside them. Cheap to clone: what does not change with the
/// texts of pages is shared.
#[derive(Clone, Debug)]
pub struct Site {
    /// Sorted by locale, then by source path.
    pub pages: Vec<Page>,
    /// Sorted by tag.
    pub locales: Arc<[LocaleSite]>,
    /// The locale of readers whose own the site does not have.
    pub default_locale: Locale,
    /// How the pages stand to their translations.
    pub translations: Arc<Translations>,
    /// The versions of the product that the site tells apart.
    pub versions: Versions,
    /// Older paths and the pages they lead to, sorted; none is a page's own.
    pub redirects: Arc<[Redirect]>,
    /// Older paths that lead to anything but a page.
    pub away: Arc<BTreeMap<SitePath, Target>>,
    /// How many pages are left out because they are not to be published yet.
    pub left_out: usize,
    /// Files of the content folder that are copied as they are, sorted by source path.
    pub files: Arc<[StaticFile]>,
    /// Width and height in pixels of those of them that are pictures.
    pub picture_sizes: Arc<BTreeMap<SitePath, (u32, u32)>>,
}

impl Site {
    /// The same without the texts of its sources, which findings are shown with: what pages and indexes
    /// are made of is all there without them. A document that something else holds keeps its own.
    #[must_use]
    pub fn without_texts(mut self) -> Site {
        for document in self.pages.iter_mut().filter_map(|page| Arc::get_mut(&mut page.document)) {
            document.source = document.source.named_only();
        }
        self
    }

    /// The size in pixels of the picture that lies at this place.
    pub fn picture_size(&self, url: &SitePath) -> Option<(u32, u32)> {
        self.picture_sizes.get(url).copied()
    }

    /// Whether an older path of a page is at this place.
    pub fn is_redirect(&self, url: &SitePath) -> bool {
        self.redirects.binary_search_by(|redirect| redirect.from.cmp(url)).is_ok()
    }

    /// The page with this number.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }

    /// The pages of one locale, by source path.
    pub fn pages_in<'a>(&'a self, locale: &'a Locale) -> impl Iterator<Item = &'a Page> {
        self.pages.iter().filter(move |page| page.document.locale == *locale)
    }

    /// Those of them that are listed and found: what an older version repeats is not.
    pub fn listed_in<'a>(&'a self, locale: &'a Locale) -> impl Iterator<Item = &'a Page> {
        self.pages_in(locale).filter(|page| page.newest().is_none())
    }
}

/// What is shared by the pages of one locale.
#[derive(Clone, Debug)]
pub struct LocaleSite {
    /// The locale.
    pub locale: Locale,
    /// The locale's home page in the site: `pt-br/`.
    pub url: SitePath,
    /// What its navigation calls the help centre, if anything.
    pub title: Option<String>,
    /// The page that was written for it, if any.
    pub home: Option<PageId>,
    /// Its pages as a tree in reading order; those of the latest version where there are several.
    pub navigation: Vec<NavigationNode>,
    /// The older versions that it has pages of, the newest first.
    pub older: Vec<OlderVersion>,
}

/// A version of the product that is not the latest, in one locale.
#[derive(Clone, Debug)]
pub struct OlderVersion {
    /// Which it is.
    pub version: VersionId,
    /// Where it begins: the page of its folder, else the first in reading order.
    pub home: PageId,
    /// Its pages as a tree in reading order.
    pub navigation: Vec<NavigationNode>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationNode {
    /// Plain text.
    pub title: String,
    /// Where it leads; a topic without a page of its own leads nowhere.
    pub target: Option<Target>,
    /// In reading order.
    pub children: Vec<NavigationNode>,
}

/// A page of the site.
#[derive(Clone, Debug)]
pub struct Page {
    /// What was parsed.
    pub document: Arc<Document>,
    /// Where it lies in the site: `pt-br/leads/faq/`.
    pub url: SitePath,
    /// Where each of `document.links` leads, in the same order.
    pub links: Arc<[Target]>,
    /// The same page in every locale that has it, its own among them, sorted by tag.
    pub translations: Arc<[(Locale, PageId)]>,
    /// The version it is about.
    pub version: VersionId,
    /// The same page in every version that has it, its own among them, the latest first; empty where
    /// there is no other.
    pub versions: Arc<[(VersionId, PageId)]>,
    /// The topics above it, outermost first, without the home page and without itself.
    pub breadcrumbs: Arc<[Crumb]>,
    /// What each of `document.questions` is called in every language, in the same order.
    pub question_keys: Arc<[EntryKey]>,
    /// What each of `document.errors` is called in every language, in the same order.
    pub error_keys: Arc<[EntryKey]>,
    /// The page before it in reading order.
    pub previous: Option<PageId>,
    /// The page after it in reading order.
    pub next: Option<PageId>,
}

impl Page {
    /// The same page in the latest version that has it, where that is another page.
    pub fn newest(&self) -> Option<PageId> {
        self.versions.first().filter(|(version, _)| *version != self.version).map(|(_, page)| *page)
    }
}

/// A path that leads on to a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redirect {
    /// Where it lies.
    pub from: SitePath,
    /// Where it leads.
    pub page: PageId,
    /// The anchor on that page.
    pub fragment: Option<Anchor>,
}

/// A topic above a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Plain text.
    pub title: String,
    /// Its page, if it has one.
    pub page: Option<PageId>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of this site; the fragment is an anchor that the page has, not encoded.
    Page {
        /// The page.
        page: PageId,
        /// Without `#`.
        fragment: Option<String>,
        /// As written, with its `?`, or empty.
        query: String,
    },
    /// A file of this site.
    File(SitePath),
    /// Somewhere else, as written.
    External(String),
    /// Nowhere: shown as text.
    Broken,
}

/// A file that is copied as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StaticFile {
    /// Where it comes from.
    pub source: SourcePath,
    /// Where it goes.
    pub url: SitePath,
}
