//! Single files of a site, rendered when they are asked for.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use super::navigation::Levels;
use super::promised::Promised;
use super::sink::Failed;
use super::theme::Text;
use super::{Shared, Theme, around, page, social_card};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, Fallback, Locale, PageId, Site, SitePath, VersionId};
use crate::source::{Area, SourcePath};

/// How many changed pages are tried at once; a burst of more is looked at page by page.
const MOST_TRIED: usize = 24;

/// What is at a path.
#[derive(Debug)]
pub enum Piece {
    /// A page.
    Page(Result<Vec<u8>, Box<Diagnostic>>),
    /// A style sheet or script of the theme, or a picture that is drawn.
    Asset(Vec<u8>),
    /// A file of the content folder.
    File(SourcePath),
    /// No page, but with a `/` behind it there is one.
    Folder,
    /// Something of the site that is neither.
    Other,
}

/// The files of a site by their paths.
pub struct OnDemand<'a> {
    shared: Shared<'a>,
    /// Made when the first path is asked for.
    places: OnceCell<Places<'a>>,
}

/// Where the pages that sources stand for are.
struct Places<'a> {
    pages: HashMap<String, PageId>,
    /// Pages shown to readers of a language that has none.
    fallbacks: HashMap<String, (PageId, &'a Fallback)>,
}

impl<'a> Places<'a> {
    fn of(site: &'a Site) -> Places<'a> {
        let pages = (0..).map(PageId).zip(&site.pages).map(|(id, page)| (page.url.file(), id)).collect();
        let fallbacks = site.translations.fallbacks.iter();
        let fallbacks = fallbacks
            .flat_map(|(page, fallbacks)| fallbacks.iter().map(|shown| (shown.url.file(), (*page, shown))))
            .collect();
        Places { pages, fallbacks }
    }
}

impl<'a> OnDemand<'a> {
    /// For a site.
    pub fn new(site: &'a Site, config: &'a Config, theme: &'a Theme) -> OnDemand<'a> {
        let shared = Shared::for_few(site, config, theme);
        OnDemand { shared, places: OnceCell::new() }
    }

    /// What is at a path below the root, not encoded; `None` where nothing of the site can be.
    pub fn at(&self, path: &str) -> Option<Piece> {
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        if let Some(bytes) = self.shared.assets.at(&file) {
            return Some(Piece::Asset(bytes.to_vec()));
        }
        if let Some(page) = social_card::page_at(&file) {
            return self.card(&page);
        }
        if let Some(&id) = self.places().pages.get(&file) {
            return Some(Piece::Page(self.page(id).map_err(Box::new)));
        }
        if let Some(&(id, shown)) = self.places().fallbacks.get(&file) {
            return Some(Piece::Page(self.fallback(id, shown).map_err(Box::new)));
        }
        if let Some(copied) = self.shared.site.files.iter().find(|copied| copied.url.as_str() == file) {
            return Some(Piece::File(copied.source.clone()));
        }
        if !is_page_name(&file) {
            let folder = format!("{file}/index.html");
            let is_folder = self.places().pages.contains_key(&folder)
                || self.places().fallbacks.contains_key(&folder)
                || self.is_redirect(&folder);
            return Some(if is_folder { Piece::Folder } else { Piece::Other });
        }
        if self.is_redirect(&file) {
            return Some(Piece::Other);
        }
        Some(Piece::Page(self.promised(&file)?.render().map_err(Box::new)))
    }

    /// Renders the pages of these sources, and where that is asked one of each kind of page; what to mend
    /// in templates.
    pub fn try_out(&self, sources: &BTreeSet<String>, each_kind: bool) -> Vec<Diagnostic> {
        let sources: BTreeSet<&str> = sources.iter().map(String::as_str).take(MOST_TRIED).collect();
        let mut kinds = BTreeSet::new();
        let mut findings = BTreeSet::new();
        for (id, page) in (0..).map(PageId).zip(&self.shared.site.pages) {
            let document = &page.document;
            let is_home = document.key.as_str().is_empty();
            let is_first = each_kind && kinds.insert((document.kind, is_home));
            if is_first || sources.contains(document.source.path().as_str()) {
                findings.extend(self.page(id).err());
            }
        }
        findings.into_iter().collect()
    }

    fn places(&self) -> &Places<'a> {
        self.places.get_or_init(|| Places::of(self.shared.site))
    }

    fn page(&self, id: PageId) -> Result<Text, Diagnostic> {
        let page = self.shared.site.page(id);
        let mut levels = self.levels(&page.url, &page.document.locale, page.version);
        page::render(&self.shared, id, &mut levels).map_err(|failed| finding(failed, &page.document))
    }

    fn fallback(&self, id: PageId, shown: &Fallback) -> Result<Text, Diagnostic> {
        let page = self.shared.site.page(id);
        let mut levels = self.levels(&shown.url, &shown.locale, page.version);
        page::render_fallback(&self.shared, id, shown, &mut levels)
            .map_err(|failed| finding(failed, &page.document))
    }

    fn levels<'s>(&'s self, url: &SitePath, locale: &'s Locale, version: VersionId) -> Levels<'s> {
        let tree = self.shared.locale(locale).tree_of(version);
        Levels::below(&url.folder_above(), tree, self.shared.site, locale, None)
    }

    /// The picture of the page at a place.
    fn card(&self, url: &SitePath) -> Option<Piece> {
        let shared = &self.shared;
        let cards = shared.cards.as_ref()?;
        let drawn = match self.places().pages.get(&url.file()) {
            Some(&id) => {
                let document = &shared.site.page(id).document;
                cards.page(shared.theme, shared.locale(&document.locale), document)
            }
            None => {
                let mut locales = shared.locales.iter();
                let locale = locales.find(|locale| locale.locale_site.url == *url)?;
                cards.locale(shared.theme, locale)
            }
        };
        Some(match drawn {
            Ok(picture) => Piece::Asset(picture),
            Err(finding) => Piece::Page(Err(Box::new(finding))),
        })
    }

    /// The page at a path that no source stands for.
    fn promised(&self, file: &str) -> Option<Promised<'_>> {
        let shared = &self.shared;
        let mut locales = shared.locales.iter();
        let promised = match locales.find(|locale| file.starts_with(locale.locale_site.url.as_str())) {
            Some(locale) => around::of_locale(shared, locale),
            None => around::of_site(shared).into(),
        };
        promised.into_iter().find(|promised| promised.path == file)
    }

    fn is_redirect(&self, file: &str) -> bool {
        let Site { redirects, away, .. } = self.shared.site;
        redirects.iter().map(|redirect| &redirect.from).chain(away.keys()).any(|from| from.file() == file)
    }
}

/// What is shown instead of a page that could not be made; where the machine failed, that too is said there.
fn finding(failed: Failed, document: &Document) -> Diagnostic {
    match failed {
        Failed::Template(finding) => finding,
        Failed::Machine(error) => {
            let message = format!("cannot be shown: {error:#}");
            Diagnostic::in_file(Area::Content, document.source.path(), Code::SourceUnreadable, message)
        }
    }
}

/// Whether pages have such names.
fn is_page_name(file: &str) -> bool {
    file.ends_with(".html")
}
