//! Which pages are translations, which of them their source has left behind, and where a page
//! stands in for a translation that is missing.

use std::collections::BTreeSet;

use super::Routed;
use super::claims::Claims;
use super::face::Face;
use super::identity::Keys;
use super::plan::ByKey;
use crate::config::Config;
use crate::model::{
    Fallback, History, Locale, LocaleSite, PageId, SitePath, Stale, Translation, Translations,
};

/// Settles how pages stand to each other over the languages.
pub(super) fn settle(
    routed: &Routed<'_>,
    by_key: &ByKey,
    keys: &[Keys],
    locales: &[LocaleSite],
    claims: &mut Claims,
    default: &Locale,
    config: &Config,
) -> Translations {
    let mut translations = Translations::default();
    let history = config.history.as_deref();
    let tags: Vec<&Locale> = locales.iter().map(|locale| &locale.locale).collect();
    for (key, pages) in by_key {
        let page_in =
            |wanted: &Locale| pages.iter().find(|(locale, _)| locale == wanted).map(|(_, page)| *page);
        if let Some(source) = page_in(default) {
            let face = |page: PageId| &routed[page.0 as usize].0;
            for &(_, page) in pages.iter().filter(|(_, page)| *page != source) {
                let translation = Translation {
                    source,
                    machine: face(page).machine_translated,
                    stale: stale(face(source), face(page), history),
                    out_of_step: out_of_step(&keys[source.0 as usize], &keys[page.0 as usize]),
                };
                translations.of.insert(page, translation);
            }
        }
        // Every locale has a home page of its own.
        if key.as_str().is_empty() {
            continue;
        }
        for &locale in tags.iter().filter(|locale| page_in(locale).is_none()) {
            let chain = config.fallback.chain(locale, &tags, default);
            let Some(page) = chain.into_iter().find_map(page_in) else { continue };
            let (face, url) = &routed[page.0 as usize];
            let below = url.as_str().strip_prefix(&format!("{}/", face.locale.path()));
            let Some(below) = below.filter(|below| !is_made(below)) else { continue };
            let url = SitePath::new(&format!("{}/{below}", locale.path()));
            if claims.claim(&url, "a page in another language").is_ok() {
                let fallback = Fallback { locale: locale.clone(), url };
                translations.fallbacks.entry(page).or_default().push(fallback);
            }
        }
    }
    translations
}

/// Whether every locale has a page of our own at this place.
fn is_made(below: &str) -> bool {
    below == "search/" || below == "translations/" || below.starts_with("all/")
}

/// Whether the source changed after it was translated. The first of these that both pages speak of
/// decides: the commit it was translated from, its date then, the dates of both, the log.
fn stale(source: &Face<'_>, translation: &Face<'_>, history: Option<&History>) -> Option<Stale> {
    let change = |face: &Face<'_>| history.and_then(|history| history.changes.get(face.path));
    let date = source.date;
    let since = |is: bool| is.then(|| Stale { since: change(source).map(|change| change.date).or(date) });
    if let Some(commit) = translation.source_commit {
        if let Some(own) = source.source_commit {
            return since(own != commit);
        }
        let place = history.and_then(|history| history.place(commit));
        if let (Some(place), Some(change)) = (place, change(source)) {
            return since(change.commit < place);
        }
    }
    if let (Some(then), Some(now)) = (translation.source_date, date) {
        return (now > then).then_some(Stale { since: Some(now) });
    }
    if let (Some(translated), Some(now)) = (translation.date, date) {
        return (now > translated).then_some(Stale { since: Some(now) });
    }
    match (change(translation), change(source)) {
        (Some(translated), Some(now)) => since(now.commit < translated.commit),
        _ => None,
    }
}

/// How many entries one of two pages has and the other has not.
fn out_of_step(source: &Keys, translation: &Keys) -> usize {
    let keys = |keys: &Keys| keys.questions.iter().chain(&keys.errors).cloned().collect::<BTreeSet<_>>();
    keys(source).symmetric_difference(&keys(translation)).count()
}
