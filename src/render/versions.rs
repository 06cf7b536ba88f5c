//! A page in each version of the product, to choose from.

use super::context::VersionContext;
use super::linker::Linker;
use super::{Shared, SharedLocale};
use crate::model::{PageId, VersionId};

/// The versions that a locale has pages of, the latest first; nothing where there is only one. A version
/// that lacks the page leads to where it begins.
pub(super) fn of<'a>(
    shared: &'a Shared<'_>,
    locale: &SharedLocale<'_>,
    id: Option<PageId>,
    linker: &Linker<'_>,
) -> Vec<VersionContext<'a>> {
    let older = &locale.locale_site.older;
    let page = id.map(|id| shared.site.page(id));
    let current = page.map_or(VersionId::LATEST, |page| page.version);
    if older.is_empty() && current == VersionId::LATEST {
        return Vec::new();
    }
    let same = |version: VersionId| {
        let mut others = page.into_iter().flat_map(|page| page.versions.iter());
        others.find(|(other, _)| *other == version).map(|(_, page)| *page)
    };
    let names = shared.site.versions.names();
    let context = |(version, name): (VersionId, &'a str)| {
        let own = id.filter(|_| version == current).or_else(|| same(version));
        let begins = older.iter().find(|older| older.version == version).map(|older| linker.page(older.home));
        let begins = match version {
            VersionId::LATEST => Some(linker.path(&locale.locale_site.url)),
            _ => begins,
        };
        Some(VersionContext {
            name,
            url: own.map(|page| linker.page(page)).or(begins)?,
            current: version == current,
            latest: version == VersionId::LATEST,
            available: own.is_some() || page.is_none(),
        })
    };
    names.filter_map(context).collect()
}
