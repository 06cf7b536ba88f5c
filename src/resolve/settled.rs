//! What resolving leaves for the next time, as far as it holds then.
//!
//! A plan holds while every document shows the face it showed. Where a link leads depends on its own
//! document, on the plan's index, and on the anchors of the page that it leads to; while these are what
//! they were, it leads there still.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::face::Face;
use super::links::Ways;
use super::plan::{Plan, plan};
use super::{Parsed, identity};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{Document, PageId, Target};
use crate::parse::{Moves, Placing};

/// What was settled the last time, if there was one.
#[derive(Default)]
pub struct Settled {
    last: Option<Last>,
}

/// A plan with its pages, and what they were made of.
struct Last {
    parsed: Parsed,
    placing: Placing,
    config: Config,
    plan: Plan,
    pages: Vec<Linked>,
}

/// What neither the plan nor a page's document says: where its links lead, and what is to be mended
/// about them and its entries.
#[derive(Clone)]
pub(super) struct Linked {
    pub(super) document: Arc<Document>,
    pub(super) targets: Arc<[Target]>,
    pub(super) findings: Arc<[Diagnostic]>,
}

impl Settled {
    /// The plan of a site, and its pages by their numbers: what holds still, and the rest made now.
    pub(super) fn again(&mut self, parsed: Parsed, placing: &Placing, config: &Config) -> (&Plan, &[Linked]) {
        let (plan, before) = match self.last.take() {
            Some(last) if last.plan_holds(&parsed, placing, config) => (last.plan, last.pages),
            Some(last) => {
                let plan = plan(&parsed, placing, config, Some(&last.plan.index));
                let is_same_index = Arc::ptr_eq(&plan.index, &last.plan.index);
                (plan, if is_same_index { last.pages } else { Vec::new() })
            }
            None => (plan(&parsed, placing, config, None), Vec::new()),
        };
        let pages = linked(&parsed.documents, &plan, &before);
        let (placing, config) = (placing.clone(), config.clone());
        let last = self.last.insert(Last { parsed, placing, config, plan, pages });
        (&last.plan, &last.pages)
    }
}

impl Last {
    fn plan_holds(&self, parsed: &Parsed, placing: &Placing, config: &Config) -> bool {
        let is_same_file = |a: &Moves, b: &Moves| {
            (a.source.area(), a.source.path(), a.source.text())
                == (b.source.area(), b.source.path(), b.source.text())
        };
        let before = &self.parsed;
        self.config == *config
            && self.placing == *placing
            && before.files == parsed.files
            && before.picture_sizes == parsed.picture_sizes
            && are_all(&before.tocs, &parsed.tocs, |_, a, b| Arc::ptr_eq(a, b))
            && are_all(&before.moves, &parsed.moves, |_, a, b| is_same_file(a, b))
            && are_all(&before.documents, &parsed.documents, |number, a, b| {
                let face = |document| Face::of(number, document, config.today);
                Arc::ptr_eq(a, b)
                    || face(a) == face(b)
                        && (a.anchors == b.anchors || !self.plan.anchors_asked.contains(&number))
            })
    }
}

/// Whether there are as many of both, and each pair, with its number, is as it is to be.
fn are_all<T>(before: &[T], now: &[T], is: impl Fn(usize, &T, &T) -> bool) -> bool {
    let mut pairs = before.iter().zip(now).enumerate();
    before.len() == now.len() && pairs.all(|(number, (before, now))| is(number, before, now))
}

/// The pages of a plan; `before` are those of an earlier one with the same index, or none.
fn linked(documents: &[Arc<Document>], plan: &Plan, before: &[Linked]) -> Vec<Linked> {
    let documents: Vec<&Arc<Document>> = plan.seats.iter().map(|seat| &documents[seat.document]).collect();
    let changed = (0..).zip(before.iter().zip(&documents));
    let changed = changed.filter(|(_, (before, now))| !Arc::ptr_eq(&before.document, now));
    let changed: Vec<(PageId, bool)> = changed
        .map(|(number, (before, now))| (PageId(number), before.document.anchors != now.anchors))
        .collect();
    let moved: BTreeSet<PageId> = changed.iter().filter(|(_, moved)| *moved).map(|(page, _)| *page).collect();
    let changed: BTreeSet<PageId> = changed.into_iter().map(|(page, _)| page).collect();
    let ways = Ways { index: &plan.index, pages: &documents };
    let into_moved = |target: &Target| matches!(target, Target::Page { page, .. } if moved.contains(page));
    let page = |number: usize| {
        let id = PageId(number as u32);
        let original = plan.seats[number].original;
        let holds = |before: &&Linked| {
            !changed.contains(&id)
                && !original.is_some_and(|page| changed.contains(&page))
                && !before.targets.iter().any(into_moved)
        };
        if let Some(before) = before.get(number).filter(holds) {
            return before.clone();
        }
        let document = documents[number];
        let (targets, mut findings) = ways.links_of(id);
        if let Some(original) = original {
            findings.append(&mut identity::findings(documents[original.0 as usize], document));
        }
        Linked { document: document.clone(), targets: targets.into(), findings: findings.into() }
    };
    (0..documents.len()).into_par_iter().map(page).collect()
}
