//! What resolving leaves for the next time. Where a link leads depends on its own document, on the
//! paths of the whole site, and on the anchors of the page that it leads to; while these are what they
//! were, it leads there still.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::Routed;
use super::links::Index;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{Document, Locale, PageId, PageKey, SitePath, StaticFile, Target};
use crate::parse::Placing;
use crate::source::SourcePath;

/// The links of a site, and what they hold for.
#[derive(Default)]
pub struct Settled {
    ways: Option<Ways>,
    /// By the page's number.
    pages: Vec<(Arc<Document>, Links)>,
}

/// Where the links of a page lead, and what to mend; shared with the site that was made of them.
#[derive(Clone)]
pub(super) struct Links {
    pub(super) targets: Arc<[Target]>,
    pub(super) diagnostics: Arc<[Diagnostic]>,
}

/// All that links are looked up in but anchors.
#[derive(PartialEq)]
struct Ways {
    pages: Vec<(SourcePath, SitePath, Locale, PageKey)>,
    files: Vec<StaticFile>,
    placing: Placing,
    root_links: Option<String>,
    link_schemes: Vec<String>,
}

impl Settled {
    /// The links of every page, in order: those that hold still, and the others looked up now.
    pub(super) fn links(
        &mut self,
        routed: &Routed,
        files: &[StaticFile],
        placing: &Placing,
        config: &Config,
        index: &Index<'_>,
    ) -> Vec<Links> {
        let page = |(document, url): &(Arc<Document>, SitePath)| {
            (document.source.path().clone(), url.clone(), document.locale.clone(), document.key.clone())
        };
        let ways = Some(Ways {
            pages: routed.iter().map(page).collect(),
            files: files.to_vec(),
            placing: placing.clone(),
            root_links: config.root_links.clone(),
            link_schemes: config.link_schemes.clone(),
        });
        if self.ways != ways {
            self.pages.clear();
        }
        self.ways = ways;
        let before = std::mem::take(&mut self.pages);
        let pairs = before.iter().zip(routed).zip(0..);
        let moved: BTreeSet<PageId> = pairs
            .filter(|(((before, _), (now, _)), _)| !Arc::ptr_eq(before, now) && before.anchors != now.anchors)
            .map(|(_, number)| PageId(number))
            .collect();
        let into_moved =
            |target: &Target| matches!(target, Target::Page { page, .. } if moved.contains(page));
        let links: Vec<Links> = routed
            .par_iter()
            .enumerate()
            .map(|(number, (document, _))| match before.get(number) {
                Some((same, links))
                    if Arc::ptr_eq(same, document) && !links.targets.iter().any(into_moved) =>
                {
                    links.clone()
                }
                _ => {
                    let (targets, diagnostics) = index.links_of(document);
                    Links { targets: targets.into(), diagnostics: diagnostics.into() }
                }
            })
            .collect();
        self.pages = routed.iter().map(|(document, _)| document.clone()).zip(links.iter().cloned()).collect();
        links
    }
}
