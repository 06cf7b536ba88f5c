//! Where each source goes: `<locale in lower case>/<key>/`, or its front matter's slug instead of the
//! last segment.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Routed;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::model::{Document, PageId, Redirect, SitePath, StaticFile};
use crate::parse::Placing;
use crate::source::{Area, SourcePath};

/// Gives every document its URL, sorted by locale and source path. Drafts are left out; of two
/// documents for one URL the first in that order stays.
pub(super) fn route(mut documents: Vec<Arc<Document>>) -> Checked<Routed> {
    documents.retain(|document| !document.front_matter.draft);
    documents.sort_by(|a, b| (&a.locale, a.source.path()).cmp(&(&b.locale, b.source.path())));
    let mut taken = BTreeMap::<SitePath, SourcePath>::new();
    let mut routed = Vec::with_capacity(documents.len());
    let mut diagnostics = Vec::new();
    for document in documents {
        let url = url(&document);
        match taken.get(&url) {
            Some(first) => diagnostics.push(duplicate(&document, first, &url)),
            None => {
                taken.insert(url.clone(), document.source.path().clone());
                routed.push((document, url));
            }
        }
    }
    Checked { value: routed, diagnostics }
}

fn url(document: &Document) -> SitePath {
    let locale = document.locale.path();
    let key = document.key.as_str();
    let slug = document.front_matter.slug.as_deref().map(plain_segments).filter(|slug| !slug.is_empty());
    let path = match slug {
        Some(slug) => match key.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{slug}"),
            None => slug,
        },
        None => key.to_owned(),
    };
    if path.is_empty() {
        SitePath::new(&format!("{locale}/"))
    } else {
        SitePath::new(&format!("{locale}/{path}/"))
    }
}

/// A slug without what would lead out of its folder.
fn plain_segments(slug: &str) -> String {
    let plain = |segment: &&str| !matches!(*segment, "" | "." | "..");
    slug.split(['/', '\\']).filter(plain).collect::<Vec<_>>().join("/")
}

fn duplicate(document: &Document, first: &SourcePath, url: &SitePath) -> Diagnostic {
    let path = document.source.path();
    let message = format!("`{first}` is at `/{url}` already, so this page was left out");
    Diagnostic::in_file(Area::Content, path, Code::PageDuplicateUrl, message)
        .help("rename one of the files, or give one a `slug` in its front matter")
}

/// The older paths that front matter names, each once and none in a page's place.
pub(super) fn redirects(routed: &Routed, diagnostics: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let pages: BTreeMap<String, &Document> =
        routed.iter().map(|(document, url)| (url.file(), &**document)).collect();
    let mut redirects = BTreeMap::<SitePath, PageId>::new();
    for (number, (document, _)) in (0..).zip(routed) {
        for alias in &document.front_matter.aliases {
            let plain = plain_segments(alias);
            let is_file = plain.ends_with(".html") || plain.ends_with(".htm");
            let from = SitePath::new(&if is_file || plain.is_empty() { plain } else { plain + "/" });
            let other = pages.get(&from.file()).copied();
            let other = other.or_else(|| redirects.get(&from).map(|page| &*routed[page.0 as usize].0));
            if let Some(other) = other {
                let message = format!("the alias `{alias}` is `{}` already", other.source.path());
                diagnostics.push(
                    Diagnostic::in_file(
                        Area::Content,
                        document.source.path(),
                        Code::PageDuplicateUrl,
                        message,
                    )
                    .help("remove it from the `aliases`"),
                );
            } else if !from.as_str().is_empty() {
                redirects.insert(from, PageId(number));
            }
        }
    }
    redirects.into_iter().map(|(from, page)| Redirect { from, page, fragment: None }).collect()
}

/// Adds redirects that give way to pages and to those that authors wrote.
pub(super) fn add_redirects(redirects: &mut Vec<Redirect>, more: Vec<Redirect>, routed: &Routed) {
    let pages: BTreeSet<&SitePath> = routed.iter().map(|(_, url)| url).collect();
    let mut taken: BTreeSet<SitePath> = redirects.iter().map(|redirect| redirect.from.clone()).collect();
    let mut free =
        |redirect: &Redirect| !pages.contains(&redirect.from) && taken.insert(redirect.from.clone());
    redirects.extend(more.into_iter().filter(|redirect| free(redirect)));
    redirects.sort();
}

/// Where the files beside the pages go: as they lie, a locale's folder in lower case.
pub(super) fn files(paths: &[SourcePath], placing: &Placing) -> Vec<StaticFile> {
    let mut files: Vec<StaticFile> = paths
        .iter()
        .map(|path| match (placing.folder_locale(path), path.as_str().split_once('/')) {
            (Some(locale), Some((_, rest))) => StaticFile::new(path, &format!("{}/{rest}", locale.path())),
            _ => StaticFile::new(path, path.as_str()),
        })
        .collect();
    files.sort();
    files
}
