//! Everything a link can lead to, by the paths that stand for it.
//!
//! A path stands for the file itself, for the file with `.md` behind it, for the folder's index, and for
//! a page's URL. A destination is tried as a path from the page's folder, or, with a leading `/`, from
//! the content folder and then from each folder above the page; documentation sets mount their root
//! under a name (`/help/…`), so each is tried without its first segment too.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Config;
use crate::diagnostic::nearest;
use crate::model::{Locale, PageId, PageKey, SitePath, StaticFile};
use crate::parse::{Placing, may_be_index};
use crate::resolve::Routed;
use crate::source::SourcePath;

/// The index. It holds while nothing comes, goes or gets another address.
pub(in crate::resolve) struct Index {
    given: Given,
    paths: Paths,
}

/// All that an index is made of.
#[derive(PartialEq, Eq)]
struct Given {
    pages: Vec<Placed>,
    files: Arc<[StaticFile]>,
    placing: Placing,
    root_links: Option<String>,
    link_schemes: Vec<String>,
}

/// A page as far as links find it.
#[derive(PartialEq, Eq)]
struct Placed {
    path: SourcePath,
    url: SitePath,
    locale: Locale,
    key: PageKey,
}

/// What a path stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The page.
    Page(PageId),
    /// The file with this number.
    File(usize),
}

/// What looking for a path comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lookup {
    /// It is there as written.
    Exact(Place),
    /// Only case keeps it from being there.
    WrongCase(Place),
    /// It is not there.
    Missing,
    /// It leads out of the content folder.
    Outside,
}

impl Index {
    /// The index of these pages and files; `before` where that is the same.
    pub(in crate::resolve) fn of(
        pages: &Routed<'_>,
        files: &Arc<[StaticFile]>,
        placing: &Placing,
        config: &Config,
        before: Option<&Arc<Index>>,
    ) -> Arc<Index> {
        let placed = pages.iter().map(|(face, url)| Placed {
            path: face.path.clone(),
            url: url.clone(),
            locale: face.locale.clone(),
            key: face.key.clone(),
        });
        let given = Given {
            pages: placed.collect(),
            files: files.clone(),
            placing: placing.clone(),
            root_links: config.root_links.clone(),
            link_schemes: config.link_schemes.clone(),
        };
        match before.filter(|before| before.given == given) {
            Some(before) => before.clone(),
            None => Arc::new(Index { paths: Paths::of(&given), given }),
        }
    }

    /// The place of a file, by its number.
    pub(super) fn file(&self, number: usize) -> &SitePath {
        &self.given.files[number].url
    }

    /// Where links that begin with `/` and are no page of this site lead.
    pub(super) fn root_links(&self) -> Option<&str> {
        self.given.root_links.as_deref()
    }

    /// Schemes that links may have besides the usual ones.
    pub(super) fn link_schemes(&self) -> &[String] {
        &self.given.link_schemes
    }

    /// What a path that a file links to leads to.
    pub(super) fn look_up(&self, from: &SourcePath, path: &str) -> Lookup {
        let candidates = candidates(from.folder(), path);
        if candidates.is_empty() {
            return Lookup::Outside;
        }
        let near = candidates.iter().filter(|candidate| self.paths.may_have(candidate.as_str()));
        let near: Vec<&SourcePath> = near.collect();
        let exact = |form: &str| self.paths.exact.get(form).copied();
        if let Some(place) = near.iter().find_map(|candidate| forms(candidate, path, exact)) {
            return Lookup::Exact(place);
        }
        let folded = |form: &str| self.paths.folded.get(&form.to_lowercase()).copied();
        if let Some(place) = near.iter().find_map(|candidate| forms(candidate, path, folded)) {
            return Lookup::WrongCase(place);
        }
        candidates
            .iter()
            .find_map(|candidate| self.untranslated(candidate, path))
            .map_or(Lookup::Missing, Lookup::Exact)
    }

    /// The default locale's page for one that was not translated.
    fn untranslated(&self, candidate: &SourcePath, path: &str) -> Option<Place> {
        if self.paths.may_stand_in(candidate.name()) { self.stand_in(candidate, path) } else { None }
    }

    /// The same without the quick look.
    fn stand_in(&self, candidate: &SourcePath, path: &str) -> Option<Place> {
        let placing = &self.given.placing;
        let by_key = |form: &str| {
            let key = placing.key_of(&SourcePath::new(form));
            self.paths.fallback.get(&key).map(|page| Place::Page(*page))
        };
        placing.folder_locale(candidate)?;
        forms(candidate, path, |form| if is_page_name(form) { by_key(form) } else { None })
    }

    /// The path that was probably meant: the same name elsewhere, else a similar one in that folder.
    pub(super) fn suggestion(&self, from: &SourcePath, path: &str) -> Option<String> {
        let wanted = path.rsplit('/').find(|segment| !segment.is_empty())?.to_lowercase();
        let placing = &self.given.placing;
        let locale = placing.folder_locale(from);
        let mut names = vec![wanted.clone()];
        if !wanted.contains('.') {
            names.push(format!("{wanted}.md"));
        }
        let elsewhere = names
            .iter()
            .filter_map(|name| self.paths.names.get(name))
            .flatten()
            .find(|path| placing.folder_locale(path) == locale)
            .map(SourcePath::as_str);
        let found = elsewhere.or_else(|| {
            let meant = candidates(from.folder(), path).into_iter().next()?;
            let prefix =
                if meant.folder().is_empty() { String::new() } else { format!("{}/", meant.folder()) };
            let from_prefix =
                self.paths.exact.range::<str, _>((Bound::Included(prefix.as_str()), Bound::Unbounded));
            let in_folder: Vec<&str> = from_prefix
                .map(|(path, _)| &**path)
                .take_while(|path| path.starts_with(&prefix))
                .filter(|path| path[prefix.len()..].contains('.') && !path[prefix.len()..].contains('/'))
                .collect();
            nearest(meant.as_str(), in_folder)
        })?;
        Some(relative(from.folder(), found))
    }

    /// How a place is written in a file that links to it.
    pub(super) fn written_from(&self, from: &SourcePath, place: Place) -> String {
        let path = match place {
            Place::Page(page) => &self.given.pages[page.0 as usize].path,
            Place::File(number) => &self.given.files[number].source,
        };
        relative(from.folder(), path.as_str())
    }
}

/// What each path stands for.
#[derive(Default)]
struct Paths {
    /// Sources and files by path, and pages by URL without its last `/`.
    exact: BTreeMap<Box<str>, Place>,
    /// Sources and files by path in lower case.
    folded: FxHashMap<String, Place>,
    /// What a destination must be to lead to one of them ([`stems`]), in lower case.
    stems: FxHashSet<String>,
    /// The default locale's pages, which stand in for those that were not translated.
    fallback: FxHashMap<PageKey, PageId>,
    /// The last segments of their keys; of a `README` its folder's too.
    fallback_names: FxHashSet<Box<str>>,
    /// Paths by file name, to say where a missing file might have gone.
    names: FxHashMap<String, Vec<SourcePath>>,
}

impl Paths {
    fn of(given: &Given) -> Paths {
        let mut paths = Paths::default();
        for (number, file) in given.files.iter().enumerate() {
            paths.add(&file.source, Place::File(number));
        }
        for (number, page) in (0..).zip(&given.pages) {
            let id = PageId(number);
            paths.add(&page.path, Place::Page(id));
            let address = page.url.as_str().trim_end_matches('/');
            paths.exact.entry(address.into()).or_insert(Place::Page(id));
            paths.stems.insert(address.to_lowercase());
            if page.locale == given.placing.default_locale {
                let of_folder = page.key.as_str().strip_suffix("/README").map(PageKey::new);
                let keys = [Some(&page.key), of_folder.as_ref()].into_iter().flatten();
                paths.fallback_names.extend(keys.map(|key| key.name().into()));
                paths.fallback.entry(page.key.clone()).or_insert(id);
            }
        }
        paths
    }

    fn add(&mut self, path: &SourcePath, place: Place) {
        self.exact.insert(path.as_str().into(), place);
        // Each by itself: a sigma is another small letter where a word ends.
        self.stems.extend(stems(path.as_str()).map(str::to_lowercase));
        self.folded.entry(path.as_str().to_lowercase()).or_insert(place);
        self.names.entry(path.name().to_lowercase()).or_default().push(path.clone());
    }

    /// Whether a path may stand for something, written in some case: a quick look, which spares most paths all
    /// others.
    fn may_have(&self, path: &str) -> bool {
        let without_html = without(path, ".html").or_else(|| without(path, ".htm"));
        let mut written = std::iter::once(path).chain(without_html);
        written.any(|path| self.stems.contains(&path.to_lowercase()))
    }

    /// Whether a page of the default locale may be meant by a path with this last segment: it has the name, or what
    /// stands before one of its dots; or its folder has, since the name is that of an index, or a locale's alone
    /// (`.pt-BR.md`). A quick look too.
    fn may_stand_in(&self, name: &str) -> bool {
        let mut stems = std::iter::once(name).chain(name.match_indices('.').map(|(at, _)| &name[..at]));
        stems.any(|stem| stem.is_empty() || may_be_index(stem) || self.fallback_names.contains(stem))
    }
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
    let is_index = without(name, ".md").is_some_and(may_be_index);
    let without = without(file, ".md").or_else(|| without(file, ".markdown"));
    [Some(file), without, is_index.then_some(folder)].into_iter().flatten()
}

/// A path without its ending, in whatever case that is written.
fn without<'p>(path: &'p str, ending: &str) -> Option<&'p str> {
    let (stem, last) = path.split_at_checked(path.len().checked_sub(ending.len())?)?;
    last.eq_ignore_ascii_case(ending).then_some(stem)
}

/// Tries the files that a path may stand for.
fn forms(candidate: &SourcePath, written: &str, find: impl Fn(&str) -> Option<Place>) -> Option<Place> {
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
pub(super) fn is_page_name(path: &str) -> bool {
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

    /// The index of these sources, in English where they do not say.
    fn index(sources: &[&str]) -> Index {
        let paths: Vec<SourcePath> = sources.iter().map(|path| SourcePath::new(path)).collect();
        let placing = Placing::new(None, Some(Locale::english()), &paths);
        let placed = |path: &SourcePath| {
            let (key, locale) = (placing.key_of(path), placing.folder_locale(path));
            let locale = locale.unwrap_or_else(Locale::english);
            let url = SitePath::new(&format!("{}/{}/", locale.path(), key.as_str()));
            Placed { path: path.clone(), url, locale, key }
        };
        let given = Given {
            pages: paths.iter().map(placed).collect(),
            files: Vec::new().into(),
            placing: placing.clone(),
            root_links: None,
            link_schemes: Vec::new(),
        };
        Index { paths: Paths::of(&given), given }
    }

    #[test]
    fn the_quick_look_passes_over_no_page_that_stands_in() {
        let sources = [
            "en/leads.md",
            "en/guide/index.md",
            "en/guide/set-up.md",
            "en/tools/README.md",
            "en/both/README.md",
            "en/both/_index.md",
            "en/whats-new-v1.2.md",
            "pt-BR/both/x.md",
        ];
        let index = index(&sources);
        let stems = [
            "leads",
            "guide",
            "set-up",
            "tools",
            "README",
            "both",
            "index",
            "_index",
            "whats-new-v1.2",
            "",
            "x",
        ];
        let endings = ["", ".md", ".markdown", ".html", ".htm", ".pt-BR.md", ".pt-BR", ".MD", ".png"];
        let mut found = 0;
        for folder in ["", "leads/", "guide/", "tools/", "both/", "both/README/"] {
            for stem in stems.iter().flat_map(|stem| [(*stem).to_owned(), stem.to_uppercase()]) {
                for ending in endings {
                    for behind in ["", "/"] {
                        let written = format!("{folder}{stem}{ending}{behind}");
                        let candidate = SourcePath::new(&format!("pt-BR/{written}"));
                        let stands_in = index.stand_in(&candidate, &written);
                        found += usize::from(stands_in.is_some());
                        assert_eq!(index.untranslated(&candidate, &written), stands_in, "{written}");
                    }
                }
            }
        }
        assert!(found > 100, "{found}");
    }

    #[test]
    fn a_word_that_ends_in_sigma_is_found_with_and_without_its_extension() {
        let index = index(&["ΟΔΟΣ.md"]);
        let from = SourcePath::new("x.md");
        for written in ["ΟΔΟΣ.md", "ΟΔΟΣ", "ΟΔΟΣ.html"] {
            assert_eq!(index.look_up(&from, written), Lookup::Exact(Place::Page(PageId(0))), "{written}");
        }
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
