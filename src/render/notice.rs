//! What a page tells its reader about its translation before its text begins.

use super::context::NoticeContext;
use super::linker::Linker;
use super::{Shared, SharedLocale};
use crate::model::{Document, Page, PageId};

/// The notice of a page that is shown in a locale.
pub(super) fn of<'a>(
    shared: &'a Shared<'_>,
    locale: &SharedLocale<'_>,
    id: PageId,
    linker: &Linker<'_>,
) -> Option<NoticeContext<'a>> {
    let page = shared.site.page(id);
    if page.document.locale != locale.locale_site.locale {
        return Some(about(shared, "missing", page, linker));
    }
    let translation = shared.site.translations.of.get(&id)?;
    let source = shared.site.page(translation.source);
    let kind = match translation.stale {
        Some(_) => "stale",
        None if translation.machine => "machine",
        None => return None,
    };
    let since = translation.stale.and_then(|stale| stale.since);
    Some(NoticeContext {
        since: since.map(|date| date.to_string()),
        since_text: since.map(|date| locale.dates.text(date)),
        ..about(shared, kind, source, linker)
    })
}

/// What keeps a page from being published.
pub(super) fn unpublished(shared: &Shared<'_>, document: &Document) -> Option<&'static str> {
    match &document.front_matter {
        front_matter if front_matter.draft => Some("draft"),
        front_matter if front_matter.is_scheduled(shared.config.today) => Some("scheduled"),
        _ => None,
    }
}

fn about<'a>(
    shared: &'a Shared<'_>,
    kind: &'static str,
    source: &'a Page,
    linker: &Linker<'_>,
) -> NoticeContext<'a> {
    let locale = &source.document.locale;
    NoticeContext {
        kind,
        tag: locale.as_str(),
        name: shared.locale(locale).language_name(),
        direction: locale.direction().as_str(),
        url: linker.of_source(source),
        since: None,
        since_text: None,
    }
}
