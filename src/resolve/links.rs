//! Where links lead: from what an author wrote to a page, a file, or a finding.
//!
//! A destination is tried as a path from the page's folder, or, with a leading `/`, from the content
//! folder and then from each folder above the page; documentation sets mount their root under a name
//! (`/help/…`), so each is tried without its first segment too. A path stands for the file itself,
//! for the file with `.md` behind it, for the folder's index, and for a page's URL. What only case
//! keeps from its target is followed and reported.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Routed;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Document, Link, LinkKind, PageId, PageKey, SitePath, StaticFile, Target, address};
use crate::parse::Placing;
use crate::source::{Source, SourcePath, Span};

/// Everything a link can lead to.
pub(super) struct Index<'a> {
    pages: &'a Routed,
    placing: &'a Placing,
    root_links: Option<&'a str>,
    link_schemes: &'a [String],
    /// Sources and files by path, and pages by URL without its last `/`.
    paths: BTreeMap<&'a str, Place<'a>>,
    /// The same in lower case.
    folded: FxHashMap<String, Place<'a>>,
    /// What a destination must be to lead to one of them ([`stems`]), in lower case.
    stems: FxHashSet<String>,
    /// The default locale's pages, which stand in for those that were not translated.
    fallback: BTreeMap<&'a PageKey, PageId>,
    /// Paths by file name, to say where a missing file might have gone.
    names: BTreeMap<String, Vec<&'a str>>,
}

#[derive(Clone, Copy)]
enum Place<'a> {
    Page(PageId),
    File(&'a SitePath),
}

/// A link on its way: what it says and where it stands.
pub(super) struct Written<'a> {
    pub(super) source: &'a Source,
    /// The document whose anchors `#…` alone means; navigation files have none.
    pub(super) document: Option<&'a Document>,
    pub(super) kind: LinkKind,
    pub(super) destination: &'a str,
    pub(super) span: Span,
}

enum Lookup<'a> {
    Exact(Place<'a>),
    WrongCase(Place<'a>),
    Missing,
    Outside,
}

impl<'a> Index<'a> {
    pub(super) fn new(
        pages: &'a Routed,
        files: &'a [StaticFile],
        placing: &'a Placing,
        config: &'a Config,
    ) -> Index<'a> {
        let mut index = Index {
            pages,
            placing,
            root_links: config.root_links.as_deref(),
            link_schemes: &config.link_schemes,
            paths: BTreeMap::new(),
            folded: FxHashMap::default(),
            stems: FxHashSet::default(),
            fallback: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for file in files {
            index.add(file.source.as_str(), Place::File(&file.url));
        }
        for (number, (document, url)) in (0..).zip(pages) {
            let page = PageId(number);
            index.add(document.source.path().as_str(), Place::Page(page));
            let address = url.as_str().trim_end_matches('/');
            index.paths.entry(address).or_insert(Place::Page(page));
            index.stems.insert(address.to_lowercase());
            if document.locale == placing.default_locale {
                index.fallback.entry(&document.key).or_insert(page);
            }
        }
        index
    }

    fn add(&mut self, path: &'a str, place: Place<'a>) {
        self.paths.insert(path, place);
        let folded = path.to_lowercase();
        self.stems.extend(stems(&folded).map(str::to_owned));
        self.folded.entry(folded).or_insert(place);
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        self.names.entry(name).or_default().push(path);
    }

    /// Where each link of a document leads, and what to mend.
    pub(super) fn links_of(&self, document: &Document) -> (Vec<Target>, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let targets = document
            .links
            .iter()
            .map(|Link { kind, destination, span, .. }| {
                // A link of an included file is relative to that file.
                let (source, start) = document.source.locate(span.start);
                let span = &Span { start, end: start + (span.end - span.start) };
                let link =
                    Written { source, document: Some(document), kind: *kind, destination, span: *span };
                self.follow(&link, &mut findings)
            })
            .collect();
        (targets, findings)
    }

    /// Where one link leads.
    pub(super) fn follow(&self, link: &Written<'_>, findings: &mut Vec<Diagnostic>) -> Target {
        let destination = link.destination.trim();
        if let Some(target) = elsewhere(link, destination, self.link_schemes, findings) {
            return target;
        }
        let (rest, fragment) = split_at(destination, '#');
        let (path, query) = split_at(rest, '?');
        let fragment = percent_decode_str(fragment.trim_start_matches('#')).decode_utf8_lossy().into_owned();
        if path.is_empty() {
            return self.in_page(link, &fragment, query, findings);
        }
        let path = percent_decode_str(path).decode_utf8_lossy().replace('\\', "/");
        let place = match self.look_up(link.source.path(), &path) {
            Lookup::Exact(place) => place,
            Lookup::WrongCase(place) => {
                let right = self.written_from(link.source.path(), place);
                let message = format!("`{path}` is written `{right}`");
                let help = format!("write `{right}`; many hosts tell case apart");
                findings
                    .push(Diagnostic::at(link.source, link.span, Code::LinkWrongCase, message).help(help));
                place
            }
            Lookup::Missing => return self.missing(link, &path, findings),
            Lookup::Outside => {
                let message = format!("`{path}` leads out of the content folder");
                let help = "move the file into the content folder, or write the whole URL";
                findings.push(Diagnostic::at(link.source, link.span, Code::LinkOutside, message).help(help));
                return Target::Broken;
            }
        };
        match place {
            Place::File(url) => Target::File(url.clone()),
            Place::Page(page) => {
                let fragment = self.fragment(link, page, &fragment, findings);
                Target::Page { page, fragment, query: query.to_owned() }
            }
        }
    }

    /// `#…` and `?…` alone mean the page they stand on.
    fn in_page(
        &self,
        link: &Written<'_>,
        fragment: &str,
        query: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Target {
        let Some(document) = link.document else { return Target::Broken };
        let same = |(other, _): &(Arc<Document>, SitePath)| other.source.path() == document.source.path();
        let own = self.pages.binary_search_by(|(other, _)| {
            (&other.locale, other.source.path()).cmp(&(&document.locale, document.source.path()))
        });
        match own.ok().filter(|&at| same(&self.pages[at])).and_then(|at| u32::try_from(at).ok()) {
            Some(at) => {
                let page = PageId(at);
                let fragment = self.fragment(link, page, fragment, findings);
                Target::Page { page, fragment, query: query.to_owned() }
            }
            None => Target::Broken,
        }
    }

    fn fragment(
        &self,
        link: &Written<'_>,
        page: PageId,
        fragment: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        // `#` alone and `#top` are the page; `#tab/…` opens a tab of it.
        if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || fragment.starts_with("tab/") {
            return None;
        }
        let (document, _) = &self.pages[page.0 as usize];
        let anchors = || document.anchors.iter().map(crate::model::Anchor::as_str);
        let found = anchors()
            .find(|anchor| *anchor == fragment)
            .or_else(|| anchors().find(|anchor| anchor.to_lowercase() == fragment.to_lowercase()));
        if let Some(anchor) = found {
            return Some(anchor.to_owned());
        }
        let message = format!("`{}` has no anchor `{fragment}`", document.source.path());
        let help = nearest(fragment, anchors()).map(|anchor| format!("did you mean `#{anchor}`?"));
        let help = help.or_else(|| Some("the link was kept without the anchor".to_owned()));
        findings
            .push(Diagnostic::at(link.source, link.span, Code::LinkMissingAnchor, message).maybe_help(help));
        None
    }

    fn look_up(&self, from: &SourcePath, path: &str) -> Lookup<'a> {
        let candidates = candidates(from.folder(), path);
        if candidates.is_empty() {
            return Lookup::Outside;
        }
        let may_be_there = |candidate: &&SourcePath| {
            let folded = candidate.as_str().to_lowercase();
            let without_html = folded.strip_suffix(".html").or_else(|| folded.strip_suffix(".htm"));
            self.stems.contains(&folded) || without_html.is_some_and(|stem| self.stems.contains(stem))
        };
        let near: Vec<&SourcePath> = candidates.iter().filter(may_be_there).collect();
        let exact = |form: &str| self.paths.get(form).copied();
        if let Some(place) = near.iter().find_map(|candidate| forms(candidate, path, exact)) {
            return Lookup::Exact(place);
        }
        let folded = |form: &str| self.folded.get(&form.to_lowercase()).copied();
        if let Some(place) = near.iter().find_map(|candidate| forms(candidate, path, folded)) {
            return Lookup::WrongCase(place);
        }
        candidates
            .iter()
            .find_map(|candidate| self.untranslated(candidate, path))
            .map_or(Lookup::Missing, Lookup::Exact)
    }

    /// The default locale's page for one that was not translated.
    fn untranslated(&self, candidate: &SourcePath, path: &str) -> Option<Place<'a>> {
        let by_key = |form: &str| {
            let key = self.placing.key_of(&SourcePath::new(form));
            self.fallback.get(&key).map(|page| Place::Page(*page))
        };
        self.placing.folder_locale(candidate)?;
        forms(candidate, path, |form| if is_page_name(form) { by_key(form) } else { None })
    }

    fn missing(&self, link: &Written<'_>, path: &str, findings: &mut Vec<Diagnostic>) -> Target {
        if let Some(root) = self.root_links.filter(|_| path.starts_with('/')) {
            return Target::External(format!("{root}{}", link.destination.trim()));
        }
        let page = link.kind == LinkKind::Link && is_page_name(path);
        let (code, message) = if page {
            (Code::LinkMissingPage, format!("`{path}` is not a page of this site"))
        } else {
            (Code::LinkMissingFile, format!("`{path}` is not a file of this site"))
        };
        let help = self.suggestion(link.source.path(), path).map(|near| format!("did you mean `{near}`?"));
        findings.push(Diagnostic::at(link.source, link.span, code, message).maybe_help(help));
        Target::Broken
    }

    /// The path that was probably meant: the same name elsewhere, else a similar one in that folder.
    fn suggestion(&self, from: &SourcePath, path: &str) -> Option<String> {
        let wanted = path.rsplit('/').find(|segment| !segment.is_empty())?.to_lowercase();
        let locale = self.placing.folder_locale(from);
        let reachable = |path: &&str| self.placing.folder_locale(&SourcePath::new(path)) == locale;
        let mut names = vec![wanted.clone()];
        if !wanted.contains('.') {
            names.push(format!("{wanted}.md"));
        }
        let elsewhere = names
            .iter()
            .filter_map(|name| self.names.get(name))
            .flatten()
            .copied()
            .find(|path| reachable(path));
        let found = elsewhere.or_else(|| {
            let meant = candidates(from.folder(), path).into_iter().next()?;
            let prefix =
                if meant.folder().is_empty() { String::new() } else { format!("{}/", meant.folder()) };
            let from_prefix =
                self.paths.range::<str, _>((Bound::Included(prefix.as_str()), Bound::Unbounded));
            let in_folder: Vec<&'a str> = from_prefix
                .map(|(path, _)| *path)
                .take_while(|path| path.starts_with(&prefix))
                .filter(|path| path[prefix.len()..].contains('.') && !path[prefix.len()..].contains('/'))
                .collect();
            nearest(meant.as_str(), in_folder)
        })?;
        Some(relative(from.folder(), found))
    }

    fn written_from(&self, from: &SourcePath, place: Place<'_>) -> String {
        match place {
            Place::Page(page) => {
                relative(from.folder(), self.pages[page.0 as usize].0.source.path().as_str())
            }
            Place::File(url) => {
                let source =
                    self.paths.iter().find(|(_, place)| matches!(place, Place::File(other) if *other == url));
                relative(from.folder(), source.map_or("", |(path, _)| path))
            }
        }
    }
}

/// Links that lead out of the site, and those that may not; `more` are schemes that the site lets in.
fn elsewhere(
    link: &Written<'_>,
    destination: &str,
    more: &[String],
    findings: &mut Vec<Diagnostic>,
) -> Option<Target> {
    if destination.is_empty() {
        return Some(Target::Broken);
    }
    if link.kind == LinkKind::Image && address::is_picture(destination) {
        return Some(Target::External(destination.to_owned()));
    }
    let refused = |message: String, help: String, findings: &mut Vec<Diagnostic>| {
        findings.push(Diagnostic::at(link.source, link.span, Code::LinkUnsafe, message).help(help));
        Some(Target::Broken)
    };
    if address::runs_code(destination) {
        let message = "a link with this scheme could run code, so it is shown as text".to_owned();
        return refused(message, "link to a page, a file or an `https:` address".to_owned(), findings);
    }
    if let Some(scheme) = address::scheme(destination) {
        if address::SCHEMES.contains(&scheme.as_str()) || more.contains(&scheme) {
            return Some(Target::External(destination.to_owned()));
        }
        let message = format!("`{scheme}:` is no scheme that links may have, so it is shown as text");
        let help = format!("where readers need it, write `link-schemes = [\"{scheme}\"]` in `ajuda.toml`");
        return refused(message, help, findings);
    }
    destination.starts_with("//").then(|| Target::External(destination.to_owned()))
}

/// The text before a mark, and the text from it on.
fn split_at(text: &str, mark: char) -> (&str, &str) {
    text.find(mark).map_or((text, ""), |at| text.split_at(at))
}

/// The paths a destination may mean, likeliest first; none where it leads out of the content.
fn candidates(folder: &str, path: &str) -> Vec<SourcePath> {
    let Some(rooted) = path.strip_prefix('/') else {
        return SourcePath::resolve(folder, path).into_iter().collect();
    };
    let above = folder.match_indices('/').map(|(at, _)| &folder[..at]).chain([folder]);
    let roots: Vec<&str> = std::iter::once("").chain(above.filter(|root| !root.is_empty())).collect();
    let unmounted = rooted.split_once('/').map(|(_, rest)| rest).filter(|rest| !rest.is_empty());
    let forms = std::iter::once(rooted).chain(unmounted);
    forms.flat_map(|form| roots.iter().filter_map(move |root| SourcePath::resolve(root, form))).collect()
}

/// The paths that stand for a file: its own, and those that [`forms`] leads from to it.
fn stems(file: &str) -> impl Iterator<Item = &str> {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let is_index = matches!(name, "index.md" | "_index.md" | "readme.md");
    let without = file.strip_suffix(".md").or_else(|| file.strip_suffix(".markdown"));
    [Some(file), without, is_index.then_some(folder)].into_iter().flatten()
}

/// Tries the files that a path may stand for.
fn forms<'a>(
    candidate: &SourcePath,
    written: &str,
    find: impl Fn(&str) -> Option<Place<'a>>,
) -> Option<Place<'a>> {
    let path = candidate.as_str();
    let index = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
    let as_file = || if written.ends_with('/') { None } else { find(path) };
    let without_html = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"));
    as_file()
        .or_else(|| find(&format!("{path}.md")))
        .or_else(|| find(&format!("{path}.markdown")))
        .or_else(|| find(&index("index.md")))
        .or_else(|| find(&index("_index.md")))
        .or_else(|| find(&index("README.md")))
        .or_else(|| without_html.and_then(|stem| find(&format!("{stem}.md"))))
        .or_else(|| find(path))
}

/// Whether a path reads as a page's: no extension, or one of a page.
fn is_page_name(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => {
            let extension = extension.to_ascii_lowercase();
            // `v1.2` and `app.config-file` have no extension that a file of another kind would have.
            matches!(extension.as_str(), "md" | "markdown" | "html" | "htm" | "yml" | "yaml")
                || extension.len() > 5
                || extension.starts_with(|c: char| c.is_ascii_digit())
        }
        _ => true,
    }
}

/// The way from a folder to a path, both below the content folder.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut way = "../".repeat(from.len() - shared);
    way.push_str(&to[shared..].join("/"));
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rooted_path_is_tried_from_every_folder_above_and_without_its_mount() {
        let paths: Vec<String> =
            candidates("pt-BR/how-to", "/help/faq.md").iter().map(ToString::to_string).collect();
        assert_eq!(
            paths,
            [
                "help/faq.md",
                "pt-BR/help/faq.md",
                "pt-BR/how-to/help/faq.md",
                "faq.md",
                "pt-BR/faq.md",
                "pt-BR/how-to/faq.md"
            ]
        );
        assert!(candidates("en", "../../x.md").is_empty());
    }

    #[test]
    fn the_way_between_two_places() {
        assert_eq!(relative("pt-BR/leads", "pt-BR/partner/crm.md"), "../partner/crm.md");
        assert_eq!(relative("", "a.md"), "a.md");
        assert_eq!(relative("a/b", "a/b/c.md"), "c.md");
    }

    #[test]
    fn pages_and_files_are_told_apart_by_their_names() {
        for page in ["a/b", "a/b.md", "b.HTML", "whats-new-v1.2", "a/"] {
            assert!(is_page_name(page), "{page}");
        }
        for file in ["media/a.png", "b.pdf", "c.json"] {
            assert!(!is_page_name(file), "{file}");
        }
    }
}
