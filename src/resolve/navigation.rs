//! Each locale's pages as a tree in reading order.
//!
//! A navigation file lists the pages at and below its folder; one that lies below another's folder
//! hangs where the other links to it, else at the end. Pages that no navigation file speaks for are
//! listed by their folders: a folder is its index page, its pages go by weight, then by path.
//!
//! Each version of the product has a tree of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Routed;
use super::face::Face;
use super::links::{Ways, Written};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Crumb, LinkKind, Locale, NavigationNode, OlderVersion, PageId, Target, VersionId};
use crate::parse::{DEEPEST_TOC, Placing, Toc, TocEntry, is_toc};
use crate::source::SourcePath;

/// The trees, and what follows from them for each page.
#[derive(Default)]
pub(super) struct Navigation {
    /// Of the latest version, which is all there is where the site tells none apart.
    pub(super) trees: BTreeMap<Locale, Vec<NavigationNode>>,
    /// Of the others, the newest first.
    pub(super) older: BTreeMap<Locale, Vec<OlderVersion>>,
    /// What the outermost navigation file of a locale calls the help centre.
    pub(super) titles: BTreeMap<Locale, String>,
    pub(super) places: BTreeMap<PageId, Place>,
    /// Pages whose anchors navigation files name.
    pub(super) asked: BTreeSet<PageId>,
}

/// A page's place in its locale's tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub(super) breadcrumbs: Vec<Crumb>,
    pub(super) previous: Option<PageId>,
    pub(super) next: Option<PageId>,
}

/// Makes every locale's tree.
pub(super) fn build(
    pages: &Routed<'_>,
    tocs: &[Arc<Toc>],
    placing: &Placing,
    config: &Config,
    ways: Ways<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Navigation {
    let versions = &config.versions;
    let mut by_tree = BTreeMap::<(Locale, VersionId), Vec<PageId>>::new();
    for (number, (face, _)) in (0..).zip(pages) {
        let (version, _) = versions.place(face.key);
        by_tree.entry((face.locale.clone(), version)).or_default().push(PageId(number));
    }
    let mut navigation = Navigation::default();
    for ((locale, version), own) in by_tree {
        let of_locale = |toc: &&Toc| {
            let folder_locale = placing.folder_locale(toc.source.path());
            folder_locale.unwrap_or_else(|| placing.default_locale.clone()) == locale
                && versions.place(&placing.key_of(toc.source.path())).0 == version
        };
        let locale_tocs: Vec<&Toc> =
            tocs.iter().map(|toc| &**toc).filter(|toc| !toc.entries.is_empty()).filter(of_locale).collect();
        let outermost = locale_tocs.iter().min_by_key(|toc| toc.source.path().as_str().matches('/').count());
        if let Some(title) = outermost.and_then(|toc| toc.title.clone())
            && version == VersionId::LATEST
        {
            navigation.titles.insert(locale.clone(), title);
        }
        let asked = &mut navigation.asked;
        let mut listing = Listing { pages, ways, tocs: &locale_tocs, hung: BTreeSet::new(), asked, findings };
        let mut tree = listing.read_tocs();
        let spoken_for = |page: &PageId| {
            let path = pages[page.0 as usize].0.path;
            locale_tocs.iter().any(|toc| is_below(path, toc.source.path().folder()))
        };
        let unlisted: Vec<PageId> = own.iter().copied().filter(|page| !spoken_for(page)).collect();
        let folder = versions.name(version);
        tree.extend(by_folders(pages, &unlisted, folder));
        let start = own.iter().copied().find(|page| pages[page.0 as usize].0.key.as_str() == folder);
        let above = start.filter(|_| version != VersionId::LATEST);
        let above = above.map(|page| Crumb { title: folder.to_owned(), page: Some(page) });
        place_pages(&tree, pages, &own, above, &mut navigation.places);
        if version == VersionId::LATEST {
            navigation.trees.insert(locale, tree);
        } else if let Some(home) = start.or_else(|| first_page(&tree)).or_else(|| own.first().copied()) {
            let older = navigation.older.entry(locale).or_default();
            older.push(OlderVersion { version, home, navigation: tree });
        }
    }
    navigation
}

fn is_below(path: &SourcePath, folder: &str) -> bool {
    folder.is_empty() || path.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The reading of one locale's navigation files.
struct Listing<'a> {
    pages: &'a Routed<'a>,
    ways: Ways<'a>,
    tocs: &'a [&'a Toc],
    /// The files that hang somewhere already.
    hung: BTreeSet<SourcePath>,
    /// Pages whose anchors they name.
    asked: &'a mut BTreeSet<PageId>,
    findings: &'a mut Vec<Diagnostic>,
}

impl<'a> Listing<'a> {
    fn read_tocs(&mut self) -> Vec<NavigationNode> {
        let tocs = self.tocs;
        let outermost = |toc: &&&Toc| {
            let above = |other: &&Toc| {
                other.source.path() != toc.source.path()
                    && other.source.path().folder() != toc.source.path().folder()
                    && is_below(toc.source.path(), other.source.path().folder())
            };
            !tocs.iter().any(above)
        };
        let roots: Vec<&Toc> = tocs.iter().filter(outermost).copied().collect();
        for toc in &roots {
            self.hung.insert(toc.source.path().clone());
        }
        let mut trees: Vec<(&Toc, Vec<NavigationNode>)> = Vec::new();
        for toc in &roots {
            let nodes = toc.entries.iter().map(|entry| self.node(toc, entry, 1)).collect();
            trees.push((toc, nodes));
        }
        for toc in tocs {
            if self.hung.insert(toc.source.path().clone()) {
                let nodes = toc.entries.iter().map(|entry| self.node(toc, entry, 1)).collect();
                trees.push((toc, nodes));
            }
        }
        if let [(_, nodes)] = &mut trees[..] {
            return std::mem::take(nodes);
        }
        trees.into_iter().map(|(toc, children)| self.group(toc, children)).collect()
    }

    /// A whole navigation file as one topic, where a locale has several.
    fn group(&self, toc: &Toc, children: Vec<NavigationNode>) -> NavigationNode {
        let folder = toc.source.path().folder();
        let index_page =
            (0..).zip(self.pages).find(|(_, (face, _))| face.is_index && face.path.folder() == folder);
        let target = index_page.map(|(number, _)| page_target(PageId(number)));
        let title = index_page.map_or_else(|| folder_title(folder), |(_, (face, _))| face.name.to_owned());
        NavigationNode { title, target, children }
    }

    /// An entry with what lies below it. Recursion is no deeper than `DEEPEST_TOC`, over all files.
    fn node(&mut self, toc: &Toc, entry: &TocEntry, depth: usize) -> NavigationNode {
        let nested = entry.href.as_deref().and_then(|href| self.nested(toc, href));
        let mut children = Vec::new();
        if depth < DEEPEST_TOC {
            let inside =
                nested.into_iter().flat_map(|nested| nested.entries.iter().map(move |e| (nested, e)));
            children.extend(inside.map(|(nested, entry)| self.node(nested, entry, depth + 1)));
            children.extend(entry.children.iter().map(|child| self.node(toc, child, depth + 1)));
        } else if nested.is_some() || !entry.children.is_empty() {
            let message = format!("this is below {DEEPEST_TOC} other entries, so nothing is listed below it");
            let finding = Diagnostic::at(&toc.source, entry.span, Code::LimitReached, message);
            self.findings.push(finding.help("list it further up"));
        }
        if nested.is_some() {
            return NavigationNode { title: entry.title.clone(), target: None, children };
        }
        let target = entry.href.as_deref().and_then(|href| {
            let link = Written {
                source: &toc.source,
                page: None,
                kind: LinkKind::Link,
                destination: href,
                span: entry.span,
            };
            let target = self.ways.follow(&link, self.findings);
            if let Target::Page { page, .. } = target {
                self.asked.extend(href.contains('#').then_some(page));
            }
            Some(target).filter(|target| *target != Target::Broken)
        });
        let title = match (&target, entry.title.is_empty()) {
            (Some(Target::Page { page, .. }), true) => self.pages[page.0 as usize].0.name.to_owned(),
            _ => entry.title.clone(),
        };
        NavigationNode { title, target, children }
    }

    /// The navigation file that an entry links to, the first time it is linked to.
    fn nested(&mut self, toc: &Toc, href: &str) -> Option<&'a Toc> {
        let path = SourcePath::resolve(toc.source.path().folder(), href)?;
        if !is_toc(&path) {
            return None;
        }
        let nested = self.tocs.iter().copied().find(|other| *other.source.path() == path)?;
        self.hung.insert(path).then_some(nested)
    }
}

fn page_target(page: PageId) -> Target {
    Target::Page { page, fragment: None, query: String::new() }
}

fn folder_title(folder: &str) -> String {
    let name = folder.rsplit('/').next().unwrap_or(folder).replace(['-', '_'], " ");
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().collect::<String>() + letters.as_str(),
        None => name,
    }
}

/// A folder while the tree is made.
#[derive(Default)]
struct Folder {
    index: Option<PageId>,
    pages: Vec<PageId>,
    folders: BTreeMap<String, Folder>,
}

/// The tree of the folders; the folder of the pages' own version is none of it.
fn by_folders(pages: &Routed<'_>, listed: &[PageId], version: &str) -> Vec<NavigationNode> {
    let mut top = Folder::default();
    for &page in listed {
        let face = &pages[page.0 as usize].0;
        let key = face.key.as_str();
        let folder = if face.is_index { key } else { key.rsplit_once('/').map_or("", |(folder, _)| folder) };
        let folder = below_version(folder, version);
        let mut place = &mut top;
        for segment in folder.split('/').filter(|segment| !segment.is_empty()) {
            place = place.folders.entry(segment.to_owned()).or_default();
        }
        if face.is_index { place.index = Some(page) } else { place.pages.push(page) }
    }
    folder_nodes(pages, top)
}

/// A folder without that of the version it lies in.
fn below_version<'k>(folder: &'k str, version: &str) -> &'k str {
    match folder.strip_prefix(version) {
        Some(rest) if !version.is_empty() && (rest.is_empty() || rest.starts_with('/')) => rest,
        _ => folder,
    }
}

fn first_page(nodes: &[NavigationNode]) -> Option<PageId> {
    nodes.iter().find_map(|node| match &node.target {
        Some(Target::Page { page, .. }) => Some(*page),
        _ => first_page(&node.children),
    })
}

fn folder_nodes(pages: &Routed<'_>, folder: Folder) -> Vec<NavigationNode> {
    // What has a weight goes by it; the rest follows by name. Recursion is as deep as folders may be.
    let mut nodes: Vec<((i64, String), NavigationNode)> = Vec::new();
    let face = |page: PageId| -> &Face<'_> { &pages[page.0 as usize].0 };
    let weight = |page: PageId| face(page).weight.unwrap_or(i64::MAX);
    for page in &folder.pages {
        let Face { name, key, .. } = face(*page);
        let target = Some(page_target(*page));
        let node = NavigationNode { title: (*name).to_owned(), target, children: Vec::new() };
        nodes.push(((weight(*page), key.as_str().to_owned()), node));
    }
    for (name, inner) in folder.folders {
        let index = inner.index;
        let title = index.map_or_else(|| folder_title(&name), |page| face(page).name.to_owned());
        let key = index.map_or(name, |page| face(page).key.as_str().to_owned());
        let rank = (index.map_or(i64::MAX, weight), key);
        let node =
            NavigationNode { title, target: index.map(page_target), children: folder_nodes(pages, inner) };
        nodes.push((rank, node));
    }
    nodes.sort_by(|a, b| a.0.cmp(&b.0));
    nodes.into_iter().map(|(_, node)| node).collect()
}

/// Walks the tree once: the first time a page comes up is its place. `above` is what all of it lies below.
fn place_pages(
    tree: &[NavigationNode],
    pages: &Routed<'_>,
    own: &[PageId],
    above: Option<Crumb>,
    places: &mut BTreeMap<PageId, Place>,
) {
    let own: BTreeSet<PageId> = own.iter().copied().collect();
    let mut order = Vec::new();
    let mut trail: Vec<Crumb> = above.into_iter().collect();
    let mut stack: Vec<(std::slice::Iter<'_, NavigationNode>, bool)> = vec![(tree.iter(), false)];
    while let Some((nodes, _)) = stack.last_mut() {
        let Some(node) = nodes.next() else {
            if stack.pop().is_some_and(|(_, named)| named) {
                trail.pop();
            }
            continue;
        };
        let page = match &node.target {
            Some(Target::Page { page, .. }) if own.contains(page) => Some(*page),
            _ => None,
        };
        if let Some(page) = page.filter(|page| !places.contains_key(page)) {
            places.insert(page, Place { breadcrumbs: trail.clone(), previous: None, next: None });
            order.push(page);
        }
        if !node.children.is_empty() {
            trail.push(Crumb { title: node.title.clone(), page });
            stack.push((node.children.iter(), true));
        }
    }
    for pair in order.windows(2) {
        if let Some(place) = places.get_mut(&pair[0]) {
            place.next = Some(pair[1]);
        }
        if let Some(place) = places.get_mut(&pair[1]) {
            place.previous = Some(pair[0]);
        }
    }
    let by_key: BTreeMap<&str, PageId> =
        own.iter().map(|page| (pages[page.0 as usize].0.key.as_str(), *page)).collect();
    for page in own {
        let key = pages[page.0 as usize].0.key.as_str();
        places
            .entry(page)
            .or_insert_with(|| Place { breadcrumbs: folders_above(key, &by_key, pages), ..Place::default() });
    }
}

/// The breadcrumbs of a page that no navigation lists: the pages of the folders above it.
fn folders_above(key: &str, by_key: &BTreeMap<&str, PageId>, pages: &Routed<'_>) -> Vec<Crumb> {
    key.match_indices('/')
        .filter_map(|(at, _)| by_key.get(&key[..at]))
        .map(|page| Crumb { title: pages[page.0 as usize].0.name.to_owned(), page: Some(*page) })
        .collect()
}
