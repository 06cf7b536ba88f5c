//! The plan of a site: which documents are its pages, where each lies, what it is called, and what stands
//! before, behind and above it. All of it follows from the documents' faces.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::claims::Claims;
use super::face::Face;
use super::links::{Index, Ways};
use super::navigation::{self, Navigation};
use super::{Parsed, Routed, identity, moves, routes, translations, versions};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::{
    Crumb, Document, EntryKey, Locale, LocaleSite, PageId, PageKey, Redirect, SitePath, StaticFile, Target,
    Translations, VersionId,
};
use crate::parse::Placing;

/// The plan of a site.
pub(super) struct Plan {
    /// The pages, by their numbers.
    pub(super) seats: Vec<Seat>,
    /// What links are looked up in.
    pub(super) index: Arc<Index>,
    /// Documents, by their numbers, whose anchors were asked for: with others the plan may be another.
    pub(super) anchors_asked: BTreeSet<usize>,
    pub(super) locales: Arc<[LocaleSite]>,
    pub(super) translations: Arc<Translations>,
    pub(super) redirects: Arc<[Redirect]>,
    pub(super) away: Arc<BTreeMap<SitePath, Target>>,
    pub(super) left_out: usize,
    pub(super) files: Arc<[StaticFile]>,
    pub(super) picture_sizes: Arc<BTreeMap<SitePath, (u32, u32)>>,
    pub(super) findings: Vec<Diagnostic>,
}

/// A page's place in the plan.
pub(super) struct Seat {
    /// The document's number among all that were parsed.
    pub(super) document: usize,
    /// The page that its entries are named after, where that is another.
    pub(super) original: Option<PageId>,
    pub(super) url: SitePath,
    pub(super) translations: Arc<[(Locale, PageId)]>,
    pub(super) question_keys: Arc<[EntryKey]>,
    pub(super) error_keys: Arc<[EntryKey]>,
    pub(super) version: VersionId,
    pub(super) versions: Arc<[(VersionId, PageId)]>,
    pub(super) breadcrumbs: Arc<[Crumb]>,
    pub(super) previous: Option<PageId>,
    pub(super) next: Option<PageId>,
}

/// Makes the plan; `before` is the index of the last one.
pub(super) fn plan(parsed: &Parsed, placing: &Placing, config: &Config, before: Option<&Arc<Index>>) -> Plan {
    let faces =
        (0..).zip(&parsed.documents).map(|(number, document)| Face::of(number, document, config.today));
    let mut faces: Vec<Face<'_>> = faces.collect();
    let mut claims = Claims::new(&locales_of(&faces, placing), config);
    let all = faces.len();
    faces.retain(|face| config.drafts || !face.is_unpublished);
    let left_out = all - faces.len();
    let Checked { value: routed, diagnostics: mut findings } = routes::route(faces, &mut claims);
    let mut redirects = routes::redirects(&routed, &mut claims, &mut findings);
    let files: Arc<[StaticFile]> = routes::files(&parsed.files, placing, &mut claims, &mut findings).into();
    let (index, keys) = rayon::join(
        || Index::of(&routed, &files, placing, config, before),
        || identity::keys(&routed, &placing.default_locale),
    );
    let documents: Vec<&Arc<Document>> =
        routed.iter().map(|(face, _)| &parsed.documents[face.number]).collect();
    let ways = Ways { index: &index, pages: &documents };
    let mut navigation = navigation::build(&routed, &parsed.tocs, placing, config, ways, &mut findings);
    routes::add_redirects(&mut redirects, identity::addresses(&routed, &keys), &mut claims);
    let mut led = moves::follow(&parsed.moves, ways, placing, config, &mut findings);
    routes::add_redirects(&mut redirects, std::mem::take(&mut led.redirects), &mut claims);
    led.away.retain(|from, _| claims.claim(from, "a redirect").is_ok());
    let by_key = by_key(&routed);
    let locales = locales(&routed, &mut navigation, placing);
    let translations =
        translations::settle(&routed, &by_key, &keys, &locales, &mut claims, &placing.default_locale, config);
    let sizes = files
        .iter()
        .filter_map(|file| parsed.picture_sizes.get(&file.source).map(|size| (file.url.clone(), *size)));
    let picture_sizes = Arc::new(sizes.collect());
    let asked = navigation.asked.iter().chain(&led.asked);
    let anchors_asked = asked.map(|page| routed[page.0 as usize].0.number).collect();
    Plan {
        seats: seats(routed, keys, navigation, &by_key, config),
        index,
        anchors_asked,
        locales: locales.into(),
        translations: Arc::new(translations),
        redirects: redirects.into(),
        away: Arc::new(led.away),
        left_out,
        files,
        picture_sizes,
        findings,
    }
}

fn seats(
    routed: Routed<'_>,
    keys: Vec<identity::Keys>,
    mut navigation: Navigation,
    by_key: &ByKey,
    config: &Config,
) -> Vec<Seat> {
    let mut versions = versions::by_page(&routed, &config.versions);
    let seat = |((number, (face, url)), keys): ((u32, (Face<'_>, SitePath)), identity::Keys)| {
        let id = PageId(number);
        let place = navigation.places.remove(&id).unwrap_or_default();
        Seat {
            document: face.number,
            original: keys.original,
            url,
            translations: by_key.get(face.key).cloned().unwrap_or_default(),
            question_keys: keys.questions.into(),
            error_keys: keys.errors.into(),
            version: config.versions.place(face.key).0,
            versions: versions.remove(&id).unwrap_or_default().into(),
            breadcrumbs: place.breadcrumbs.into(),
            previous: place.previous,
            next: place.next,
        }
    };
    (0..).zip(routed).zip(keys).map(seat).collect()
}

/// The pages of each key.
pub(super) type ByKey = BTreeMap<PageKey, Arc<[(Locale, PageId)]>>;

fn by_key(routed: &Routed<'_>) -> ByKey {
    let mut translations = BTreeMap::<&PageKey, Vec<(Locale, PageId)>>::new();
    for (number, (face, _)) in (0..).zip(routed) {
        let known = translations.entry(face.key).or_default();
        if known.iter().all(|(locale, _)| locale != face.locale) {
            known.push((face.locale.clone(), PageId(number)));
        }
    }
    translations.into_iter().map(|(key, pages)| (key.clone(), pages.into())).collect()
}

/// The locales of the site, the default one where no page has any.
fn locales_of(faces: &[Face<'_>], placing: &Placing) -> BTreeSet<Locale> {
    let found: BTreeSet<&Locale> = faces.iter().map(|face| face.locale).collect();
    if found.is_empty() {
        return BTreeSet::from([placing.default_locale.clone()]);
    }
    found.into_iter().cloned().collect()
}

fn locales(routed: &Routed<'_>, navigation: &mut Navigation, placing: &Placing) -> Vec<LocaleSite> {
    let mut found: BTreeMap<&Locale, Option<PageId>> = BTreeMap::new();
    for (number, (face, _)) in (0..).zip(routed) {
        let home = found.entry(face.locale).or_default();
        if face.key.as_str().is_empty() && home.is_none() {
            *home = Some(PageId(number));
        }
    }
    if found.is_empty() {
        found.insert(&placing.default_locale, None);
    }
    found
        .into_iter()
        .map(|(locale, home)| LocaleSite {
            url: SitePath::new(&format!("{}/", locale.path())),
            title: navigation.titles.remove(locale),
            navigation: navigation.trees.remove(locale).unwrap_or_default(),
            older: navigation.older.remove(locale).unwrap_or_default(),
            home,
            locale: locale.clone(),
        })
        .collect()
}
