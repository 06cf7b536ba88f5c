//! How a site is shared out: which shard makes each file, and each part of the index.
//!
//! 1. Each part of the index goes to one shard: the largest first, each to the shard that has the least to
//!    do so far.
//! 2. Pages are shared out in the site's order, so that neighbours stay together, and so that pages and index
//!    are about as much work in each shard.
//! 3. Every other file goes by a hash of its path.
//!
//! All of it follows from the site and the number of shards, so that every shard comes to the same plan.

use std::collections::BTreeMap;

use super::Shard;
use crate::diagnostic::Diagnostic;
use crate::index;
use crate::model::Site;
use crate::render;
use crate::source::{Area, SourcePath};

/// How much work a page is, to render it and to put it into the index of its locale, as measured on some
/// thousand pages of documentation. Only the proportion counts.
const RENDERING: u64 = 1;
const INDEXING: u64 = 2;

/// What each shard has; shards are numbered from 1.
pub(super) struct Plan {
    of: u16,
    /// By the file of the page.
    pages: BTreeMap<String, u16>,
    /// The same by its source.
    sources: BTreeMap<SourcePath, u16>,
    /// By the name of the part of the index.
    parts: BTreeMap<String, u16>,
}

impl Plan {
    /// Shares a site out to so many shards.
    pub(super) fn new(site: &Site, of: u16) -> Plan {
        let mut work = vec![0; usize::from(of)];
        let mut parts = BTreeMap::new();
        let mut largest_first = index::parts(site);
        largest_first.sort_by(|a, b| b.pages.cmp(&a.pages).then_with(|| a.name.cmp(&b.name)));
        for part in largest_first {
            let least = (0..work.len()).min_by_key(|&shard| work[shard]).unwrap_or_default();
            work[least] += part.pages as u64 * INDEXING;
            parts.insert(part.name, number(least));
        }
        let room = room(&work, site.pages.len() as u64 * RENDERING);
        let (mut pages, mut sources) = (BTreeMap::new(), BTreeMap::new());
        let (mut shard, mut left, mut done) = (0, room[0], 0);
        for run in render::neighbourhoods(site) {
            // A run goes where its middle falls.
            let middle = done + run.len() as u64 * RENDERING / 2;
            while middle >= left && shard + 1 < room.len() {
                shard += 1;
                left += room[shard];
            }
            done += run.len() as u64 * RENDERING;
            for page in &site.pages[run] {
                pages.insert(page.url.file(), number(shard));
                sources.insert(page.document.source.path().clone(), number(shard));
            }
        }
        Plan { of, pages, sources, parts }
    }

    /// The shard that makes the file at a path of the site.
    fn of_file(&self, path: &str) -> u16 {
        let page = || self.pages.get(path);
        let part = || self.parts.get(index::part_of(path)?);
        page().or_else(part).copied().unwrap_or_else(|| {
            let hash = blake3::hash(path.as_bytes());
            let hash = hash.as_bytes().first_chunk().map_or(0, |short| u64::from_le_bytes(*short));
            (hash % u64::from(self.of)) as u16 + 1
        })
    }
}

/// How much of `more` each shard is to have, so that all have about the same with the `work` they have
/// already.
fn room(work: &[u64], more: u64) -> Vec<u64> {
    let mut least_first: Vec<u64> = work.to_vec();
    least_first.sort_unstable();
    // Filled up like vessels: as many of the emptiest as the level that they come to lies above.
    let mut filled = 0;
    let mut level = 0;
    for (count, height) in (0..).zip(&least_first) {
        if count > 0 && level <= *height {
            break;
        }
        filled += height;
        level = (filled + more).div_ceil(count + 1);
    }
    work.iter().map(|height| level.saturating_sub(*height)).collect()
}

fn number(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX).saturating_add(1)
}

/// What is one shard's.
#[derive(Clone, Copy)]
pub(in crate::pipeline) struct Share<'a> {
    pub(super) plan: &'a Plan,
    pub(super) shard: Shard,
}

impl Share<'_> {
    /// Whether it makes the file at a path of the site.
    pub(in crate::pipeline) fn has_file(&self, path: &str) -> bool {
        self.plan.of_file(path) == self.shard.number
    }

    /// Whether it writes a part of the index.
    pub(in crate::pipeline) fn has_part(&self, name: &str) -> bool {
        self.plan.parts.get(name).map_or(self.shard.is_first(), |&shard| shard == self.shard.number)
    }

    /// Whether it says a finding: those of its pages are its own, and the first has those that are no page's.
    pub(super) fn says(&self, finding: &Diagnostic) -> bool {
        let place = finding.location.as_ref().filter(|place| place.area == Area::Content);
        let shard = place.and_then(|place| self.plan.sources.get(&place.path));
        shard.map_or(self.shard.is_first(), |&shard| shard == self.shard.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_that_index_render_less() {
        assert_eq!(room(&[0, 0, 0], 9), [3, 3, 3]);
        assert_eq!(room(&[4, 0, 2], 9), [1, 5, 3]);
        assert_eq!(room(&[100, 0, 2], 8), [0, 5, 3]);
        assert_eq!(room(&[7], 5), [5]);
        assert_eq!(room(&[1, 2], 0), [0, 0]);
    }

    #[test]
    fn there_is_room_for_all() {
        for more in 0..50 {
            for work in [&[0, 0, 0, 0, 0, 0, 0][..], &[9, 1, 4], &[3, 3, 3, 50], &[1]] {
                let room = room(work, more);
                assert!(room.iter().sum::<u64>() >= more, "{work:?} {more}: {room:?}");
                assert!(room.iter().sum::<u64>() < more + work.len() as u64, "{work:?} {more}: {room:?}");
            }
        }
    }
}
