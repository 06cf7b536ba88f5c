//! A page for each locale that says how far its translation has come, where the site asks for one: what
//! `ajuda translations` says.

use super::context::{LanguageContext, ProgressContext, StandingContext};
use super::linker::Linker;
use super::page::{Bare, name, render_bare};
use super::promised::Promised;
use super::theme::Text;
use super::{Shared, SharedLocale};
use crate::diagnostic::Diagnostic;
use crate::model::{Standing, State};

/// What it is rendered with.
pub(super) const TEMPLATE: &str = "translations.html";

/// Where it lies below a locale's home page.
pub(super) const PLACE: &str = "translations/";

/// The page of a locale, where the site has them.
pub(super) fn promised<'a>(shared: &'a Shared<'_>, locale: &'a SharedLocale<'_>) -> Option<Promised<'a>> {
    let place = shared.config.translations_page.then(|| locale.locale_site.url.below(PLACE))?;
    Some(Promised::at(&place, locale, TEMPLATE, move || page(shared, locale, &shared.standings)))
}

fn page(shared: &Shared<'_>, locale: &SharedLocale<'_>, all: &[Standing<'_>]) -> Result<Text, Diagnostic> {
    let url = locale.locale_site.url.below(PLACE);
    let linker = Linker::at(shared.site, url.clone());
    let of = |other: &SharedLocale<'_>| {
        let tag = other.locale_site.locale.clone();
        all.iter().filter(move |standing| *standing.locale == tag)
    };
    let others = shared.locales.iter().filter(|other| other.locale_site.locale != shared.site.default_locale);
    let languages = others.map(|other| {
        let count = |state: State| of(other).filter(|standing| standing.state == state).count();
        LanguageContext {
            tag: other.locale_site.locale.as_str(),
            name: other.language_name(),
            direction: other.direction,
            url: linker.path(&other.locale_site.url.below(PLACE)),
            pages: of(other).count(),
            current: count(State::Current),
            stale: count(State::Stale),
            machine: count(State::Machine),
            missing: count(State::Missing),
            out_of_step: of(other).map(|standing| standing.out_of_step).sum(),
        }
    });
    let languages = languages.collect();
    let to_do = of(locale).filter(|standing| !standing.is_settled());
    let pages = to_do.map(|standing| {
        let source = shared.site.page(standing.source);
        StandingContext {
            state: standing.state.as_str(),
            title: name(&source.document),
            url: linker.page(standing.translation.unwrap_or(standing.source)),
            source_url: linker.page(standing.source),
            since: standing.since.map(|date| date.to_string()),
            since_text: standing.since.map(|date| locale.dates.text(date)),
            machine: standing.machine,
            out_of_step: standing.out_of_step,
        }
    });
    let pages = pages.collect();
    let source = shared.locale(&shared.site.default_locale).language_name();
    let progress = ProgressContext { source, languages, pages };
    let navigation = locale.tree.closed(&linker);
    let bare = Bare {
        template: TEMPLATE,
        kind: "translations",
        url,
        place: PLACE,
        linker,
        navigation,
        letters: Vec::new(),
        progress: Some(progress),
    };
    render_bare(shared, locale, bare)
}
