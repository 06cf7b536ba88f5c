//! What a page shows of a tree, as a digest: the runs of the levels on its way, and which of their entries
//! it opens.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Near, destination, run_with, shown};
use crate::digest::{Digest, Parts};
use crate::model::{Locale, NavigationNode, PageId, Site, SitePath, Target};
use crate::render::linker::Linker;

/// The digests of a tree, by who looks at it.
pub(in crate::render) struct Views {
    pages: BTreeMap<PageId, Digest>,
    closed: Digest,
    whole: Digest,
}

/// What tells the entries of a tree apart.
struct Entries<'a> {
    /// Links from the site's root, for readers of a locale.
    own: Linker<'a>,
    /// The same from a page that stands in for a translation.
    translating: Linker<'a>,
    /// The same from a page that no source stands for.
    of_anyone: Linker<'a>,
}

impl Views {
    /// Of a tree for readers of a locale.
    pub(in crate::render) fn of(nodes: &[NavigationNode], site: &Site, reader: &Locale) -> Views {
        let linker = || Linker::at(site, SitePath::new(""));
        let own = || linker().for_reader(reader);
        let entries = Entries { own: own(), translating: own().translating(), of_anyone: linker() };
        let mut pages = BTreeMap::new();
        let runs = runs(nodes, &entries);
        let closed = runs[0].shown;
        let whole = note(nodes, &runs, closed, &entries, &mut pages);
        Views { pages, closed, whole }
    }

    /// The whole of it.
    pub(in crate::render) fn whole(&self) -> Digest {
        self.whole
    }

    /// What a page shows.
    pub(in crate::render) fn of_page(&self, page: PageId) -> Digest {
        self.pages.get(&page).copied().unwrap_or(self.closed)
    }

    /// What a page shows that is not of the tree.
    pub(in crate::render) fn near(&self, near: Option<Near>) -> Digest {
        match near {
            Some(Near::Beside(page)) => Parts::of("beside").digest(Some(self.of_page(page))).all(),
            Some(Near::Below(page)) => self.of_page(page),
            None => self.closed,
        }
    }
}

/// Notes what each page at and below a level shows; `runs` are those of the level, and `above` is what is
/// opened of the levels above. What follows is of all of these. Recursion is as deep as the tree.
fn note(
    nodes: &[NavigationNode],
    runs: &[Run],
    above: Digest,
    entries: &Entries<'_>,
    pages: &mut BTreeMap<PageId, Digest>,
) -> Digest {
    let mut whole = above;
    for (number, run) in runs.iter().flat_map(|run| run.entries.clone().map(move |number| (number, run))) {
        let node = &nodes[number];
        let below = self::runs(&node.children, entries);
        let way = opened(above, run, number);
        if let Some(Target::Page { page, .. }) = &node.target {
            // The first place in the tree is the one that is opened.
            pages.entry(*page).or_insert_with(|| opened(way, &below[0], 0));
        }
        let levels = note(&node.children, &below, way, entries, pages);
        whole = together(whole, levels);
    }
    whole
}

/// Of a way, and an entry of the run at its end.
fn opened(way: Digest, run: &Run, number: usize) -> Digest {
    Parts::of("way").digest(Some(way)).digest(Some(run.shown)).number(number).all()
}

fn together(some: Digest, others: Digest) -> Digest {
    Parts::of("tree").digest(Some(some)).digest(Some(others)).all()
}

/// A run of a level.
struct Run {
    entries: Range<usize>,
    /// Of these and the neighbours that are shown with them.
    shown: Digest,
}

/// The runs of a level; of one without entries an empty one.
fn runs(nodes: &[NavigationNode], entries: &Entries<'_>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut start = 0;
    while start < nodes.len() || runs.is_empty() {
        let run = run_with(start, nodes.len());
        let parts = Parts::of("run").number(nodes.len()).number(run.start);
        let shown = nodes[shown(&run, nodes.len())].iter();
        let shown = parts.all_of(shown, |parts, node| entry(parts, node, entries)).all();
        start = run.end;
        runs.push(Run { entries: run, shown });
    }
    runs
}

/// An entry without those below it.
fn entry(parts: Parts, node: &NavigationNode, entries: &Entries<'_>) -> Parts {
    let target = destination(node);
    let link = |linker: &Linker<'_>| target.and_then(|target| linker.target(target));
    let parts = parts.text(&node.title).flag(node.children.is_empty());
    let links = [&entries.own, &entries.translating, &entries.of_anyone].map(link);
    links.iter().fold(parts, |parts, link| parts.maybe(link.as_deref()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Translations, Versions};

    fn runs_of(nodes: &[NavigationNode]) -> Vec<Digest> {
        let site = Site {
            pages: Vec::new(),
            locales: Arc::default(),
            default_locale: Locale::parse("en").unwrap(),
            translations: Arc::new(Translations::default()),
            versions: Versions::default(),
            redirects: Arc::default(),
            away: Arc::default(),
            left_out: 0,
            files: Arc::default(),
            picture_sizes: Arc::default(),
        };
        let linker = || Linker::at(&site, SitePath::new(""));
        let entries = Entries { own: linker(), translating: linker(), of_anyone: linker() };
        runs(nodes, &entries).into_iter().map(|run| run.shown).collect()
    }

    #[test]
    fn a_run_is_made_of_its_entries_and_its_neighbours() {
        let node = |number: usize| NavigationNode {
            title: number.to_string(),
            target: Some(Target::External(format!("https://example.com/{number}"))),
            children: Vec::new(),
        };
        let nodes: Vec<NavigationNode> = (0..900).map(node).collect();
        let before = runs_of(&nodes);
        assert_eq!(before.len(), 3);
        let changed = |change: &dyn Fn(&mut Vec<NavigationNode>)| -> Vec<bool> {
            let mut nodes = nodes.clone();
            change(&mut nodes);
            runs_of(&nodes).iter().zip(&before).map(|(after, before)| after != before).collect()
        };
        assert_eq!(changed(&|nodes| nodes[450].title.push('!')), [false, true, false]);
        assert_eq!(changed(&|nodes| nodes[300].title.push('!')), [true, true, false]);
        assert_eq!(changed(&|nodes| nodes[599].target = None), [false, true, true]);
        assert_eq!(changed(&|nodes| nodes[0].children = vec![node(1)]), [true, false, false]);
        assert_eq!(changed(&|nodes| nodes.push(node(900))), [true, true, true]);
        assert_eq!(runs_of(&[]).len(), 1);
    }
}
