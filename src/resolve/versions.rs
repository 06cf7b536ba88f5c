//! The same page in every version of the product.

use std::collections::BTreeMap;

use super::Routed;
use crate::model::{Locale, PageId, VersionId, Versions};

/// For each page that several versions have: the page in each of them, the latest first.
pub(super) fn by_page(
    routed: &Routed<'_>,
    versions: &Versions,
) -> BTreeMap<PageId, Vec<(VersionId, PageId)>> {
    if versions.is_empty() {
        return BTreeMap::new();
    }
    let mut called = BTreeMap::<(&Locale, &str), Vec<(VersionId, PageId)>>::new();
    for (number, (face, _)) in (0..).zip(routed) {
        let (version, name) = versions.place(face.key);
        called.entry((face.locale, name)).or_default().push((version, PageId(number)));
    }
    let mut found = BTreeMap::new();
    for mut same in called.into_values() {
        // The sort is stable: of two pages of one version the first stays, as it does everywhere.
        same.sort_by_key(|(version, _)| *version);
        same.dedup_by_key(|(version, _)| *version);
        if same.len() > 1 {
            found.extend(same.iter().map(|(_, page)| (*page, same.clone())));
        }
    }
    found
}
