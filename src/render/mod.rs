//! The site as files: every page through its template, and what stands around the pages.
//!
//! 1. `theme` compiles the templates; `highlight` colours each distinct code block once, when it is met.
//! 2. Pages are rendered in parallel: `body` fills the holes of their HTML, `page` makes the values of
//!    the template contract (`context`), the template does the rest.
//! 3. `around` adds the root page, home pages no source stands for, `404.html` and `robots.txt`; `assets`
//!    has the style sheets and scripts; `sitemap` and `feed` say what there is and what changed; `search`
//!    adds the search pages and what the dialog needs, `lists` all questions and errors of a locale,
//!    `translations` how far its translation has come.
//!
//! A `sink` says which files it wants, and is handed these as (path, bytes), in no particular order; nothing
//! is kept.

mod a_to_z;
mod api;
mod around;
mod assets;
mod body;
pub mod context;
mod dates;
mod feed;
mod highlight;
mod home;
mod linker;
mod lists;
mod llms;
mod made_of;
mod markdown;
mod navigation;
mod notice;
mod on_demand;
mod page;
mod policy;
mod promised;
mod reader_links;
mod related;
mod search;
mod sink;
mod sitemap;
mod social_card;
mod strings;
mod structured_data;
mod theme;
mod translations;
mod versions;
mod widget;
mod xml;

pub use on_demand::{OnDemand, Piece};
pub use sink::Sink;
pub use social_card::Fonts;
pub use theme::{OwnFiles, Theme};

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use rayon::prelude::*;
use tera::Value;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Fallback, Locale, LocaleSite, Page, PageId, Site, SitePath, Standing, VersionId, standings,
};
use assets::Assets;
use dates::Dates;
use highlight::Highlighted;
use home::Choices;
use lists::Lists;
use made_of::Common;
use navigation::{Levels, Tree};
use related::Related;
use search::SearchPlace;
use sink::{make, make_plain};
use social_card::Cards;

/// A run of pages is no longer than this, so that every core has some.
const MOST_NEIGHBOURS: usize = 64;

/// What the pages of a site share while they are rendered.
struct Shared<'a> {
    site: &'a Site,
    config: &'a Config,
    theme: &'a Theme,
    policy: String,
    assets: Assets<'a>,
    cards: Option<Cards>,
    highlighted: Highlighted<'a>,
    locales: Vec<SharedLocale<'a>>,
    /// How every page stands to its translations; made where a page says it.
    standings: Later<'a, Vec<Standing<'a>>>,
}

/// What is made when it is asked for first. Whoever asks meanwhile waits, so that what makes it leaves no
/// work to other threads, which may be the ones that wait.
type Later<'a, T> = LazyLock<T, Box<dyn FnOnce() -> T + Send + Sync + 'a>>;

fn later<'a, T>(make: impl FnOnce() -> T + Send + Sync + 'a) -> Later<'a, T> {
    LazyLock::new(Box::new(make))
}

/// What the pages of a locale share. All that grows with the site is made later: a page that is rendered
/// alone needs little of it.
struct SharedLocale<'a> {
    locale_site: &'a LocaleSite,
    tree: Later<'a, Tree<'a>>,
    /// Those of older versions.
    older: Later<'a, Vec<(VersionId, Tree<'a>)>>,
    /// `ltr` or `rtl`.
    direction: &'static str,
    words: BTreeMap<String, String>,
    /// The same as the templates have them.
    ui: Value,
    /// The site's name in this locale.
    title: String,
    search: Later<'a, SearchPlace>,
    feed: Later<'a, Option<SitePath>>,
    lists: Later<'a, Lists>,
    home: Later<'a, Choices<'a>>,
    related: Later<'a, Related<'a>>,
    dates: Later<'a, Dates>,
}

impl<'a> Shared<'a> {
    /// For rendering all pages, or many.
    fn of(site: &'a Site, config: &'a Config, theme: &'a Theme) -> Shared<'a> {
        let again = |page| config.llms || site.translations.fallbacks.contains_key(&page);
        let (highlighted, shared) = rayon::join(
            || Highlighted::of(site, again),
            || {
                let shared = Shared::for_few(site, config, theme);
                shared.locales.par_iter().for_each(SharedLocale::make_all);
                shared
            },
        );
        Shared { highlighted, ..shared }
    }

    /// For rendering a few pages: code is coloured each time it is met, and what the pages of a locale share is
    /// made when one of them is.
    fn for_few(site: &'a Site, config: &'a Config, theme: &'a Theme) -> Shared<'a> {
        let locales = site.locales.iter().map(|locale| shared_locale(locale, site, config, theme));
        let locales: Vec<SharedLocale<'a>> = locales.collect();
        let (policy, assets) = (policy::of(config), Assets::of(theme, &locales));
        let cards = config.base_url.as_ref().and_then(|_| Cards::of(&theme.fonts));
        let (highlighted, standings) = (Highlighted::default(), later(|| standings(site)));
        Shared { site, config, theme, policy, assets, cards, highlighted, locales, standings }
    }
}

impl<'a> Shared<'a> {
    fn locale(&self, locale: &Locale) -> &SharedLocale<'a> {
        let of_locale = |shared: &&SharedLocale<'a>| shared.locale_site.locale == *locale;
        // Every page's locale is in the site; the default locale may have no page.
        self.locales.iter().find(of_locale).unwrap_or(&self.locales[0])
    }
}

impl<'a> SharedLocale<'a> {
    /// The tree of a version's pages.
    fn tree_of(&self, version: VersionId) -> &Tree<'a> {
        self.older.iter().find(|(older, _)| *older == version).map_or(&*self.tree, |(_, tree)| tree)
    }

    /// Makes what would be made later.
    fn make_all(&self) {
        LazyLock::force(&self.tree);
        LazyLock::force(&self.older);
        LazyLock::force(&self.search);
        LazyLock::force(&self.feed);
        LazyLock::force(&self.lists);
        LazyLock::force(&self.home);
        LazyLock::force(&self.related);
        LazyLock::force(&self.dates);
    }

    /// The language's name in itself.
    fn language_name(&self) -> &str {
        self.words.get("language-name").map_or("", String::as_str)
    }
}

/// Renders what `sink` wants of a site.
///
/// # Errors
/// The sink's. Templates that fail are returned as findings; the files they were for are missing.
pub fn render(
    site: &Site,
    config: &Config,
    theme: &Theme,
    sink: &dyn Sink,
) -> anyhow::Result<Vec<Diagnostic>> {
    let shared = Shared::of(site, config, theme);
    let common = if sink.remembers() { Common::of(&shared) } else { Common::default() };
    let pages = || pages(&shared, &common, sink);
    let fallbacks = || {
        let of_folder = |shown: Vec<(PageId, &Fallback)>| {
            let (page, Fallback { url, locale }) = shown[0];
            let tree = shared.locale(locale).tree_of(site.page(page).version);
            let mut levels = Levels::below(&url.folder_above(), tree, site, locale, None);
            let page = |(page, shown): (PageId, &Fallback)| {
                let made_of = || common.fallback(&shared, page, shown);
                let rendered = || page::render_fallback(&shared, page, shown, &mut levels);
                make(sink, &shown.url.file(), made_of, rendered)
            };
            shown.into_iter().map(page).collect::<anyhow::Result<Vec<_>>>()
        };
        fallbacks_of_folders(site).into_par_iter().map(of_folder).collect::<anyhow::Result<Vec<_>>>()
    };
    let around = || {
        let of_locales = shared.locales.par_iter().flat_map(|locale| around::of_locale(&shared, locale));
        let pages = of_locales.chain(around::of_site(&shared));
        let found =
            pages.map(|page| make(sink, &page.path, || common.around(&shared, &page), || page.render()));
        let found = found.collect::<anyhow::Result<Vec<_>>>()?;
        let redirects = site.redirects.par_iter();
        redirects
            .try_for_each(|way| make_plain(sink, &way.from.file(), || around::redirect(&shared, way)))?;
        around::texts(&shared).par_iter().try_for_each(|(path, text)| make_plain(sink, path, || text))?;
        shared.assets.files().try_for_each(|(path, bytes)| make_plain(sink, &path, || bytes))?;
        anyhow::Ok(found)
    };
    let (pages, (fallbacks, around)) = rayon::join(pages, || rayon::join(fallbacks, around));
    let mut findings: Vec<Diagnostic> = pages?.into_iter().flatten().collect();
    findings.extend(fallbacks?.into_iter().flatten().chain(around?).flatten());
    if config.llms {
        (0..site.pages.len()).into_par_iter().try_for_each(|number| {
            let id = PageId(number as u32);
            let page = site.page(id);
            let path = page.url.below(llms::FILE).file();
            make(sink, &path, || common.markdown(&shared, id), || llms::page(&shared, page)).map(drop)
        })?;
        llms::lists(&shared).iter().try_for_each(|(path, text)| make_plain(sink, path, || text))?;
    }
    findings.extend(cards(&shared, sink)?);
    if config.api {
        api::write(site, sink)?;
    }
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// Renders the pages in their own languages, a folder's by one thread: they share much of the sidebar.
fn pages(shared: &Shared<'_>, common: &Common, sink: &dyn Sink) -> anyhow::Result<Vec<Vec<Diagnostic>>> {
    let site = shared.site;
    // Which folders a thread has one after the other is left to chance; that a folder is given what another one made
    // saves making the same again, and changes nothing.
    let made = neighbourhoods(site).into_par_iter().map_init(
        || None::<Levels<'_>>,
        |before, pages| {
            let Page { document, version, url, .. } = &site.pages[pages.start];
            let tree = shared.locale(&document.locale).tree_of(*version);
            let below = |other| Levels::below(&url.folder_above(), tree, site, &document.locale, other);
            let mut levels = None;
            let mut findings = Vec::new();
            for number in pages {
                let id = PageId(number as u32);
                let page = || page::render(shared, id, levels.get_or_insert_with(|| below(before.take())));
                let made_of = || common.page(shared, id);
                findings.extend(make(sink, &site.page(id).url.file(), made_of, page)?);
            }
            // A folder whose pages are all there was not asked for its levels.
            *before = levels.or_else(|| before.take());
            Ok(findings)
        },
    );
    made.collect()
}

/// Draws the social cards, where the site has fonts for them.
fn cards(shared: &Shared<'_>, sink: &dyn Sink) -> anyhow::Result<Vec<Diagnostic>> {
    let Some(cards) = &shared.cards else { return Ok(Vec::new()) };
    let place = |url: &SitePath| social_card::place(url).file();
    let drawing = made_of::drawing(shared);
    let pages = shared.site.pages.par_iter().map(|page| {
        let locale = shared.locale(&page.document.locale);
        let name = page::name(&page.document);
        let made_of = || Some(made_of::card(drawing, locale, name, &locale.title));
        make(sink, &place(&page.url), made_of, || cards.page(shared.theme, locale, &page.document))
    });
    let mut found = pages.collect::<anyhow::Result<Vec<_>>>()?;
    for locale in shared.locales.iter().filter(|locale| locale.locale_site.home.is_none()) {
        let path = place(&locale.locale_site.url);
        let made_of = || Some(made_of::card(drawing, locale, &locale.title, locale.language_name()));
        found.push(make(sink, &path, made_of, || cards.locale(shared.theme, locale))?);
    }
    Ok(found.into_iter().flatten().collect())
}

/// Runs of pages that lie in one folder, in the site's order; a run is rendered with the same levels of the
/// tree, and sooner for it than its pages apart.
pub fn neighbourhoods(site: &Site) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    let together = |a: &Page, b: &Page| {
        a.document.locale == b.document.locale
            && a.version == b.version
            && a.url.folder_above() == b.url.folder_above()
    };
    for run in site.pages.chunk_by(together).flat_map(|run| run.chunks(MOST_NEIGHBOURS)) {
        runs.push(start..start + run.len());
        start += run.len();
    }
    runs
}

/// The pages that stand in for translations, together where they lie in one folder.
fn fallbacks_of_folders(site: &Site) -> Vec<Vec<(PageId, &Fallback)>> {
    let mut folders: BTreeMap<_, Vec<(PageId, &Fallback)>> = BTreeMap::new();
    for (page, shown) in &site.translations.fallbacks {
        for shown in shown {
            let folder = (&shown.locale, site.page(*page).version, shown.url.folder_above());
            folders.entry(folder).or_default().push((*page, shown));
        }
    }
    folders
        .into_values()
        .flat_map(|shown| shown.chunks(MOST_NEIGHBOURS).map(<[_]>::to_vec).collect::<Vec<_>>())
        .collect()
}

fn shared_locale<'a>(
    locale_site: &'a LocaleSite,
    site: &'a Site,
    config: &'a Config,
    theme: &'a Theme,
) -> SharedLocale<'a> {
    let words = theme.strings.of(&locale_site.locale);
    let home_title = locale_site.home.map(|home| site.page(home).document.title.clone());
    let title = config.title.clone().or(home_title).or_else(|| locale_site.title.clone());
    let title = title.unwrap_or_else(|| words.get("help-centre").cloned().unwrap_or_default());
    // It stands in feeds, in what browsers are told of the search, and in pictures.
    let title = xml::text(&title);
    SharedLocale {
        locale_site,
        tree: later(|| Tree::new(&locale_site.navigation, site, theme)),
        older: later(|| {
            let older = locale_site.older.iter();
            older.map(|older| (older.version, Tree::new(&older.navigation, site, theme))).collect()
        }),
        direction: locale_site.locale.direction().as_str(),
        ui: Value::from_serializable(&words),
        words,
        title,
        search: later(|| SearchPlace::of(locale_site, site)),
        feed: later(|| feed::place(locale_site, site, config)),
        lists: later(|| Lists::of(locale_site, site, config)),
        home: later(|| Choices::of(site, locale_site)),
        related: later(|| Related::of(site.listed_in(&locale_site.locale))),
        dates: later(|| Dates::of(&locale_site.locale, site)),
    }
}
