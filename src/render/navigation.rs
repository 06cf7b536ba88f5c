//! A locale's tree as one page shows it: opened along the way to that page, closed elsewhere, and of a
//! long level no more than a run, so that a page's size does not grow with the site's. The home page alone
//! shows two levels, whole.
//!
//! Pages of one folder see the same closed entries behind the same links, so these are made once for
//! all of them (`Levels`): as the template engine's own values, which are shared and not copied, and as the
//! HTML that the theme's component makes of each. The next folder takes over those behind the same links, which
//! most are.

mod made_of;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use tera::Value;

use super::context::NavigationContext;
use super::linker::Linker;
use super::theme::Theme;
use crate::diagnostic::Diagnostic;
use crate::model::{Locale, NavigationNode, PageId, Site, SitePath, Target};

pub(super) use made_of::Views;

/// How many levels are opened, and no more: what is deeper has no room beside the page.
const MOST_OPEN: usize = 16;

/// A level with more entries than these is shown in runs.
const MOST_SHOWN: usize = 400;

/// The component that makes an element of a list of an entry.
pub(super) const ENTRY: &str = "navigation_entry";

/// Where the default theme has it.
const ENTRY_FILE: &str = "partials/navigation.html";

/// A tree as a page shows it.
pub(super) struct Navigation {
    /// A list of `NavigationContext`.
    pub(super) tree: Value,
    /// The same as HTML: an element of a list for each.
    pub(super) sidebar: String,
}

impl Navigation {
    /// No tree.
    pub(super) fn none() -> Navigation {
        Navigation { tree: Vec::<Value>::new().into(), sidebar: String::new() }
    }
}

/// A tree and the way to each of its pages: the numbers of the children to follow.
pub(super) struct Tree<'a> {
    site: &'a Site,
    theme: &'a Theme,
    nodes: &'a [NavigationNode],
    ways: BTreeMap<PageId, Vec<usize>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(nodes: &'a [NavigationNode], site: &'a Site, theme: &'a Theme) -> Tree<'a> {
        let mut ways = BTreeMap::new();
        note_ways(nodes, &mut Vec::new(), &mut ways);
        Tree { site, theme, nodes, ways }
    }

    /// The tree for a page that is not of it: all closed.
    ///
    /// # Errors
    /// Where the template failed.
    pub(super) fn closed(&self, linker: &Linker<'_>) -> Result<Navigation, Diagnostic> {
        let level = Closed::of(self.nodes, run_with(0, self.nodes.len()), linker, self.theme, None)?;
        Ok(Navigation { tree: level.entries.into(), sidebar: level.html })
    }

    /// The tree for a home page: two levels, of which the sidebar shows the first.
    ///
    /// # Errors
    /// Where the template failed.
    pub(super) fn two_levels(&self, linker: &Linker<'_>) -> Result<Navigation, Diagnostic> {
        let two = |node: &NavigationNode| {
            let children = node.children.iter().map(|node| Value::from_serializable(&closed(node, linker)));
            let children = children.collect::<Vec<_>>().into();
            let about = about(node, self.site);
            Value::from_serializable(&NavigationContext { about, children, ..closed(node, linker) })
        };
        let entries: Vec<Value> = self.nodes.iter().map(two).collect();
        let sidebar = entries.iter().map(|entry| element(entry, "", self.theme)).collect::<Result<_, _>>()?;
        Ok(Navigation { tree: entries.into(), sidebar })
    }
}

/// What a home page says of an entry.
pub(super) fn about<'s>(node: &NavigationNode, site: &'s Site) -> Option<&'s str> {
    let Some(Target::Page { page, .. }) = &node.target else { return None };
    Some(site.page(*page).document.description.as_str()).filter(|about| !about.is_empty())
}

/// Where a page that is not of a tree would stand in it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Near {
    /// Among those that this page is one of.
    Beside(PageId),
    /// Right below this page.
    Below(PageId),
}

/// A way through a tree.
struct Way<'a> {
    /// The numbers of the children to follow.
    steps: &'a [usize],
    /// How many of the steps are opened; the next one says which run of its level is shown.
    opened: usize,
    /// Whether it leads to the page that shows it.
    leads_here: bool,
}

/// A run of a level with all its entries closed.
struct Closed {
    entries: Vec<Value>,
    /// Where each leads: all in which the entries of a run differ from folder to folder.
    urls: Vec<Option<String>>,
    /// Their elements, one behind the other.
    html: String,
    /// Where each element ends.
    ends: Vec<usize>,
}

impl Closed {
    /// `before` is the same run as pages of another folder see it.
    fn of(
        nodes: &[NavigationNode],
        run: Range<usize>,
        linker: &Linker<'_>,
        theme: &Theme,
        before: Option<&Closed>,
    ) -> Result<Closed, Diagnostic> {
        let shown = shown(&run, nodes.len());
        let (entries, urls, ends) = (Vec::new(), Vec::new(), Vec::with_capacity(shown.len()));
        let mut made = Closed { entries, urls, html: String::new(), ends };
        for (at, number) in shown.enumerate() {
            let entry = closed(&nodes[number], linker);
            made.urls.push(entry.url.clone());
            match before.filter(|before| before.urls[at] == entry.url) {
                Some(before) => {
                    made.entries.push(before.entries[at].clone());
                    made.html.push_str(&before.html[before.element(at)]);
                }
                None => {
                    let more = !run.contains(&number);
                    let entry = Value::from_serializable(&NavigationContext { more, ..entry });
                    made.html.push_str(&element(&entry, "", theme)?);
                    made.entries.push(entry);
                }
            }
            made.ends.push(made.html.len());
        }
        Ok(made)
    }

    /// Where the element of an entry lies.
    fn element(&self, entry: usize) -> Range<usize> {
        entry.checked_sub(1).map_or(0, |last| self.ends[last])..self.ends[entry]
    }

    /// The elements before and behind that of an entry.
    fn around(&self, entry: usize) -> (&str, &str) {
        let Range { start, end } = self.element(entry);
        (&self.html[..start], &self.html[end..])
    }
}

/// The levels of a tree as the pages of one folder see them.
pub(super) struct Levels<'a> {
    tree: &'a Tree<'a>,
    /// Links from a page of that folder that does not exist, so that none leads to itself.
    linker: Linker<'a>,
    /// Each run of a level that was asked for.
    closed: Runs<'a>,
    /// Those that were asked for in another folder.
    before: Runs<'a>,
}

/// Runs of levels, each by the way to the level and where it starts.
type Runs<'a> = HashMap<(&'a [usize], usize), Closed>;

impl<'a> Levels<'a> {
    /// For the pages right below a folder, whose reader is always that of the tree; `other` are those of another
    /// folder.
    pub(super) fn below(
        folder: &SitePath,
        tree: &'a Tree<'a>,
        site: &'a Site,
        reader: &'a Locale,
        other: Option<Levels<'a>>,
    ) -> Levels<'a> {
        let linker = Linker::at(site, folder.below("./")).for_reader(reader);
        let of_tree = other.filter(|other| std::ptr::eq(other.tree, tree));
        let before = of_tree.map_or_else(HashMap::new, |other| other.closed);
        Levels { tree, linker, closed: HashMap::new(), before }
    }

    /// The tree opened along the way to a page, which `linker` links from.
    ///
    /// # Errors
    /// Where the template failed.
    pub(super) fn opened(&mut self, page: PageId, linker: &Linker<'_>) -> Result<Navigation, Diagnostic> {
        let tree = self.tree;
        let way = tree.ways.get(&page).map_or(&[][..], Vec::as_slice);
        self.opened_below(tree.nodes, &Way { steps: way, opened: way.len(), leads_here: true }, 0, linker)
    }

    /// The tree opened where a page would stand that is not of it; all closed where that is not known.
    ///
    /// # Errors
    /// Where the template failed.
    pub(super) fn opened_near(
        &mut self,
        near: Option<Near>,
        linker: &Linker<'_>,
    ) -> Result<Navigation, Diagnostic> {
        let tree = self.tree;
        let way_to = |page| tree.ways.get(&page).map_or(&[][..], Vec::as_slice);
        let (way, opened) = match near {
            Some(Near::Beside(page)) => (way_to(page), way_to(page).len().saturating_sub(1)),
            Some(Near::Below(page)) => (way_to(page), way_to(page).len()),
            None => (&[][..], 0),
        };
        self.opened_below(tree.nodes, &Way { steps: way, opened, leads_here: false }, 0, linker)
    }

    /// The level that the first `depth` steps of the way lead to. Recursion is at most `MOST_OPEN` deep.
    fn opened_below(
        &mut self,
        nodes: &'a [NavigationNode],
        way: &Way<'a>,
        depth: usize,
        linker: &Linker<'_>,
    ) -> Result<Navigation, Diagnostic> {
        let theme = self.tree.theme;
        let run = run_with(way.steps.get(depth).copied().unwrap_or(0), nodes.len());
        let level = (&way.steps[..depth], run.start);
        if !self.closed.contains_key(&level) {
            let before = self.before.get(&level);
            self.closed.insert(level, Closed::of(nodes, run.clone(), &self.linker, theme, before)?);
        }
        let opened = way.steps[..way.opened].get(depth).copied();
        let below = match opened.and_then(|number| nodes.get(number)) {
            Some(node) if depth + 1 < MOST_OPEN => {
                self.opened_below(&node.children, way, depth + 1, linker)?
            }
            _ => Navigation::none(),
        };
        let closed_level = &self.closed[&level];
        let mut entries = closed_level.entries.clone();
        // The first of what is shown may stand for what was left out before it.
        let shown = opened.map(|number| (number, number - run.start.saturating_sub(1)));
        let Some((number, shown)) = shown.filter(|(_, shown)| *shown < entries.len()) else {
            return Ok(Navigation { tree: entries.into(), sidebar: closed_level.html.clone() });
        };
        let current = way.leads_here && depth + 1 == way.opened;
        let Navigation { tree: children, sidebar } = below;
        let entry = NavigationContext { open: true, current, children, ..closed(&nodes[number], linker) };
        entries[shown] = Value::from_serializable(&entry);
        let (before, behind) = closed_level.around(shown);
        let sidebar = [before, &element(&entries[shown], &sidebar, theme)?, behind].concat();
        Ok(Navigation { tree: entries.into(), sidebar })
    }
}

/// An entry as an element of a list; `below` are those of the list in it.
fn element(entry: &Value, below: &str, theme: &Theme) -> Result<String, Diagnostic> {
    let mut arguments = tera::Context::new();
    arguments.insert_value("entry", entry.clone());
    arguments.insert_value("below", Value::safe_string(below));
    theme.component(ENTRY, ENTRY_FILE, &arguments)
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

/// The run of a level of so many entries that has this one; all runs are about as long.
fn run_with(number: usize, entries: usize) -> Range<usize> {
    if entries == 0 {
        return 0..0;
    }
    let runs = entries.div_ceil(MOST_SHOWN);
    let run = ((number + 1) * runs - 1) / entries;
    entries * run / runs..entries * (run + 1) / runs
}

/// What is shown of a level with so many entries: a run, and its neighbours, which stand for what is left out on
/// their side.
fn shown(run: &Range<usize>, entries: usize) -> Range<usize> {
    run.start.saturating_sub(1)..(run.end + 1).min(entries)
}

fn closed<'n>(node: &'n NavigationNode, linker: &Linker<'_>) -> NavigationContext<'n> {
    NavigationContext {
        title: &node.title,
        url: destination(node).and_then(|target| linker.target(target)),
        current: false,
        open: false,
        branch: !node.children.is_empty(),
        more: false,
        about: None,
        children: Vec::<Value>::new().into(),
    }
}

/// Where a node leads: its own page, else the first below it.
fn destination(node: &NavigationNode) -> Option<&Target> {
    node.target.as_ref().or_else(|| node.children.iter().find_map(destination))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_about_as_long_and_have_each_entry_once() {
        assert_eq!(run_with(0, 0), 0..0);
        assert_eq!(run_with(399, MOST_SHOWN), 0..MOST_SHOWN);
        for entries in [1, 399, 401, 799, 800, 801, 12_345, 160_001] {
            let mut next = 0;
            while next < entries {
                let run = run_with(next, entries);
                assert_eq!(run.start, next);
                assert!(run.len() <= MOST_SHOWN && (run.len() * 2 >= MOST_SHOWN || entries < MOST_SHOWN));
                assert!(run.clone().all(|number| run_with(number, entries) == run));
                next = run.end;
            }
        }
    }
}
