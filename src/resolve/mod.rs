//! Documents become a site: everything that needs more than one page is settled here. Pure.
//!
//! 1. `routes` gives each document its URL; of two for one URL the first stays (`claims`).
//! 2. `identity` names entries so that translations share the name.
//! 3. `links` finds where every link leads, through an index of all pages, files and anchors.
//! 4. `navigation` makes each locale's tree, and from it breadcrumbs and reading order.
//! 5. `versions` finds the same page in every version of the product, `translations` in every language.

mod claims;
mod identity;
mod links;
mod moves;
mod navigation;
mod routes;
mod settled;
mod translations;
mod versions;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Checked;
use crate::model::{Document, Locale, LocaleSite, Page, PageId, PageKey, Site, SitePath};
use crate::parse::{Moves, Placing, Toc};
use crate::source::SourcePath;
use claims::Claims;
use navigation::Navigation;
use settled::Links;
pub use settled::Settled;

/// What resolving works on: everything that was found in the content folder.
pub struct Parsed {
    /// The pages, in any order.
    pub documents: Vec<Arc<Document>>,
    /// The navigation files.
    pub tocs: Vec<Arc<Toc>>,
    /// What files of redirects say.
    pub moves: Vec<Moves>,
    /// All other files.
    pub files: Vec<SourcePath>,
    /// Width and height in pixels of those of them that are pictures.
    pub picture_sizes: BTreeMap<SourcePath, (u32, u32)>,
}

/// Settles a site; `settled` is what the last time left, or nothing.
pub fn resolve(parsed: Parsed, placing: &Placing, config: &Config, settled: &mut Settled) -> Checked<Site> {
    let unpublished = |document: &&Arc<Document>| document.front_matter.is_unpublished(config.today);
    let left_out = if config.drafts { 0 } else { parsed.documents.iter().filter(unpublished).count() };
    let mut claims = Claims::new(&locales_of(&parsed.documents, placing), config);
    let Checked { value: routed, mut diagnostics } = routes::route(parsed.documents, config, &mut claims);
    let mut redirects = routes::redirects(&routed, &mut claims, &mut diagnostics);
    let files = routes::files(&parsed.files, placing, &mut claims, &mut diagnostics);
    let (mut of_keys, mut of_navigation) = (Vec::new(), Vec::new());
    let (index, keys) = rayon::join(
        || links::Index::new(&routed, &files, placing, config),
        || identity::keys(&routed, &placing.default_locale, &mut of_keys),
    );
    diagnostics.append(&mut of_keys);
    routes::add_redirects(&mut redirects, identity::addresses(&routed, &keys), &mut claims);
    let (resolved, mut navigation) = rayon::join(
        || settled.links(&routed, &files, placing, config, &index),
        || navigation::build(&routed, &parsed.tocs, placing, config, &index, &mut of_navigation),
    );
    diagnostics.append(&mut of_navigation);
    let mut led = moves::follow(&parsed.moves, &index, placing, config, &mut diagnostics);
    routes::add_redirects(&mut redirects, std::mem::take(&mut led.redirects), &mut claims);
    led.away.retain(|from, _| claims.claim(from, "a redirect").is_ok());
    let by_key = by_key(&routed);
    let mut versions = versions::by_page(&routed, &config.versions);
    let locales = locales(&routed, &mut navigation, placing);

    let standing =
        translations::settle(&routed, &by_key, &keys, &locales, &mut claims, &placing.default_locale, config);

    let mut pages = Vec::with_capacity(routed.len());
    for (((number, (document, url)), links), keys) in (0..).zip(routed).zip(resolved).zip(keys) {
        let Links { targets: links, diagnostics: found } = links;
        diagnostics.extend(found.iter().cloned());
        let place = navigation.places.get(&PageId(number)).cloned().unwrap_or_default();
        let translations = by_key.get(&document.key).cloned().unwrap_or_default();
        let (version, _) = config.versions.place(&document.key);
        pages.push(Page {
            document,
            url,
            links,
            translations,
            question_keys: keys.questions,
            error_keys: keys.errors,
            version,
            versions: versions.remove(&PageId(number)).unwrap_or_default(),
            breadcrumbs: place.breadcrumbs,
            previous: place.previous,
            next: place.next,
        });
    }
    let sizes = files
        .iter()
        .filter_map(|file| parsed.picture_sizes.get(&file.source).map(|size| (file.url.clone(), *size)));
    let picture_sizes = sizes.collect();
    let default_locale = placing.default_locale.clone();
    let site = Site {
        pages,
        locales,
        default_locale,
        translations: standing,
        versions: config.versions.clone(),
        redirects,
        away: led.away,
        left_out,
        files,
        picture_sizes,
    };
    Checked { value: site, diagnostics }
}

type Routed = Vec<(Arc<Document>, SitePath)>;

fn by_key(routed: &Routed) -> BTreeMap<PageKey, Vec<(Locale, PageId)>> {
    let mut translations = BTreeMap::<PageKey, Vec<(Locale, PageId)>>::new();
    for (number, (document, _)) in (0..).zip(routed) {
        let known = translations.entry(document.key.clone()).or_default();
        if known.iter().all(|(locale, _)| *locale != document.locale) {
            known.push((document.locale.clone(), PageId(number)));
        }
    }
    translations
}

/// The locales of the site, the default one where no page has any.
fn locales_of(documents: &[Arc<Document>], placing: &Placing) -> BTreeSet<Locale> {
    let mut found: BTreeSet<Locale> = documents.iter().map(|document| document.locale.clone()).collect();
    if found.is_empty() {
        found.insert(placing.default_locale.clone());
    }
    found
}

fn locales(routed: &Routed, navigation: &mut Navigation, placing: &Placing) -> Vec<LocaleSite> {
    let mut found: BTreeMap<Locale, Option<PageId>> = BTreeMap::new();
    for (number, (document, _)) in (0..).zip(routed) {
        let home = found.entry(document.locale.clone()).or_default();
        if document.key.as_str().is_empty() && home.is_none() {
            *home = Some(PageId(number));
        }
    }
    if found.is_empty() {
        found.insert(placing.default_locale.clone(), None);
    }
    found
        .into_iter()
        .map(|(locale, home)| LocaleSite {
            url: SitePath::new(&format!("{}/", locale.path())),
            title: navigation.titles.remove(&locale),
            navigation: navigation.trees.remove(&locale).unwrap_or_default(),
            older: navigation.older.remove(&locale).unwrap_or_default(),
            home,
            locale,
        })
        .collect()
}
