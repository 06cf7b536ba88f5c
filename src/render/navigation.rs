//! A locale's tree as one page shows it: opened along the way to that page, closed elsewhere, so
//! that a page's size does not grow with the site's.

use std::collections::BTreeMap;

use super::context::NavigationContext;
use super::linker::Linker;
use crate::model::{NavigationNode, PageId, Site, Target};

/// A tree and the way to each of its pages: the numbers of the children to follow.
pub(super) struct Tree<'a> {
    site: &'a Site,
    nodes: &'a [NavigationNode],
    ways: BTreeMap<PageId, Vec<usize>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(nodes: &'a [NavigationNode], site: &'a Site) -> Tree<'a> {
        let mut ways = BTreeMap::new();
        note_ways(nodes, &mut Vec::new(), &mut ways);
        Tree { site, nodes, ways }
    }

    /// The tree for a page of it.
    pub(super) fn opened(&self, page: Option<PageId>, linker: &Linker<'_>) -> Vec<NavigationContext> {
        let way = page.and_then(|page| self.ways.get(&page)).map_or(&[][..], Vec::as_slice);
        level(self.nodes, way, page, linker)
    }

    /// The tree for a home page: two levels.
    pub(super) fn two_levels(&self, page: Option<PageId>, linker: &Linker<'_>) -> Vec<NavigationContext> {
        let mut nodes = level(self.nodes, &[], page, linker);
        for (context, node) in nodes.iter_mut().zip(self.nodes) {
            context.children = level(&node.children, &[], page, linker);
            if let Some(Target::Page { page, .. }) = &node.target {
                let about = &self.site.page(*page).document.description;
                context.about = Some(about.clone()).filter(|about| !about.is_empty());
            }
        }
        nodes
    }
}

fn note_ways(nodes: &[NavigationNode], trail: &mut Vec<usize>, ways: &mut BTreeMap<PageId, Vec<usize>>) {
    for (number, node) in nodes.iter().enumerate() {
        trail.push(number);
        if let Some(Target::Page { page, .. }) = &node.target {
            ways.entry(*page).or_insert_with(|| trail.clone());
        }
        note_ways(&node.children, trail, ways);
        trail.pop();
    }
}

fn level(
    nodes: &[NavigationNode],
    way: &[usize],
    page: Option<PageId>,
    linker: &Linker<'_>,
) -> Vec<NavigationContext> {
    let with_children = |(number, node): (usize, &NavigationNode)| {
        let open = way.first() == Some(&number);
        let own = match &node.target {
            Some(Target::Page { page, .. }) => Some(*page),
            _ => None,
        };
        NavigationContext {
            title: node.title.clone(),
            url: destination(node).and_then(|target| linker.target(target)),
            current: open && way.len() == 1 && own.is_some() && own == page,
            open,
            about: None,
            children: if open { level(&node.children, &way[1..], page, linker) } else { Vec::new() },
        }
    };
    nodes.iter().enumerate().map(with_children).collect()
}

/// Where a node leads: its own page, else the first below it.
fn destination(node: &NavigationNode) -> Option<&Target> {
    node.target.as_ref().or_else(|| node.children.iter().find_map(destination))
}
