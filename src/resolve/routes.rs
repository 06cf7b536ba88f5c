//! Where each source goes: `<locale in lower case>/<key>/`, or its front matter's slug instead of the
//! last segment.

use super::Routed;
use super::claims::{Claims, Clash};
use super::face::Face;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::model::{PageId, Redirect, SitePath, StaticFile};
use crate::parse::Placing;
use crate::source::{Area, SourcePath};

/// A page has no more older paths than this: each is a file of the site.
const MOST_ALIASES: usize = 1_000;

/// Gives every document its URL, sorted by locale and source path; of two documents for one URL the first
/// in that order stays.
pub(super) fn route<'a>(mut faces: Vec<Face<'a>>, claims: &mut Claims) -> Checked<Routed<'a>> {
    faces.sort_by(|a, b| (a.locale, a.path).cmp(&(b.locale, b.path)));
    let mut routed = Vec::with_capacity(faces.len());
    let mut diagnostics = Vec::new();
    for face in faces {
        let written = written_url(&face);
        let url = SitePath::new(&written);
        let path = face.path;
        if url.as_str() != written {
            diagnostics.push(unsafe_name(path, &url));
        }
        match claims.claim(&url, &format!("`{path}`")) {
            Ok(()) => routed.push((face, url)),
            // Two names may become one when they are made safe; neither page is lost for that.
            Err(_) if url.as_str() != written => {
                let numbered = claims.claim_numbered(&url, &format!("`{path}`"));
                routed.push((face, numbered));
            }
            Err(Clash::Taken(owner)) => {
                let message = format!("{owner} is at `/{url}` already, so this page was left out");
                diagnostics.push(
                    Diagnostic::in_file(Area::Content, path, Code::PageDuplicateUrl, message)
                        .help("rename one of the files, or give one a `slug` in its front matter"),
                );
            }
            Err(Clash::Case(owner)) => {
                let numbered = claims.claim_numbered(&url, &format!("`{path}`"));
                diagnostics.push(case_twin(path, &owner, &numbered));
                routed.push((face, numbered));
            }
        }
    }
    Checked { value: routed, diagnostics }
}

/// The URL as the author meant it, not yet safe.
fn written_url(face: &Face<'_>) -> String {
    let locale = face.locale.path();
    let key = face.key.as_str();
    let slug = face.slug.map(plain_segments).filter(|slug| !slug.is_empty());
    let path = match slug {
        Some(slug) => match key.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{slug}"),
            None => slug,
        },
        None => key.to_owned(),
    };
    if path.is_empty() { format!("{locale}/") } else { format!("{locale}/{path}/") }
}

/// A slug without what would lead out of its folder.
fn plain_segments(slug: &str) -> String {
    let plain = |segment: &&str| !matches!(*segment, "" | "." | "..");
    slug.split(['/', '\\']).filter(plain).collect::<Vec<_>>().join("/")
}

fn unsafe_name(path: &SourcePath, url: &SitePath) -> Diagnostic {
    let message = format!("this name is refused by some systems, so it is at `/{url}`");
    Diagnostic::in_file(Area::Content, path, Code::PathUnsafeName, message)
        .help("use letters, digits, `-` and `_`, and no name of a Windows device")
}

fn case_twin(path: &SourcePath, owner: &str, url: &SitePath) -> Diagnostic {
    let message = format!("only case or accents tell it from {owner}, so it is at `/{url}`");
    Diagnostic::in_file(Area::Content, path, Code::PathCaseTwin, message)
        .help("give it another name: many file systems see one file")
}

/// The older paths that front matter names, each once and none in a page's place.
pub(super) fn redirects(
    routed: &Routed<'_>,
    claims: &mut Claims,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (number, (face, _)) in (0..).zip(routed) {
        let (path, aliases) = (face.path, face.aliases);
        if aliases.len() > MOST_ALIASES {
            let message = format!("has {} aliases; the first {MOST_ALIASES} are used", aliases.len());
            diagnostics.push(
                Diagnostic::in_file(Area::Content, path, Code::LimitReached, message)
                    .help("let the host redirect whole folders"),
            );
        }
        for alias in aliases.iter().take(MOST_ALIASES) {
            let plain = plain_segments(alias);
            let is_file = plain.ends_with(".html") || plain.ends_with(".htm");
            let written = if is_file || plain.is_empty() { plain } else { plain + "/" };
            let from = SitePath::new(&written);
            if from.as_str().is_empty() {
                continue;
            }
            if from.as_str() != written {
                let message = format!("the alias `{alias}` is refused by some systems, so it is `/{from}`");
                diagnostics.push(
                    Diagnostic::in_file(Area::Content, path, Code::PathUnsafeName, message)
                        .help("write the path as it was in the address"),
                );
            }
            match claims.claim(&from, &format!("`{path}`")) {
                Ok(()) => redirects.push(Redirect { from, page: PageId(number), fragment: None }),
                Err(Clash::Taken(owner) | Clash::Case(owner)) => diagnostics.push(
                    Diagnostic::in_file(
                        Area::Content,
                        path,
                        Code::PageDuplicateUrl,
                        format!("the alias `{alias}` is {owner} already"),
                    )
                    .help("remove it from the `aliases`"),
                ),
            }
        }
    }
    redirects.sort();
    redirects
}

/// Adds redirects that give way to everything that authors wrote.
pub(super) fn add_redirects(redirects: &mut Vec<Redirect>, more: Vec<Redirect>, claims: &mut Claims) {
    redirects.extend(more.into_iter().filter(|redirect| claims.claim(&redirect.from, "an entry").is_ok()));
    redirects.sort();
}

/// Where the files beside the pages go: as they lie, a locale's folder in lower case.
pub(super) fn files(
    paths: &[SourcePath],
    placing: &Placing,
    claims: &mut Claims,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<StaticFile> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let written = match (placing.folder_locale(path), path.as_str().split_once('/')) {
            (Some(locale), Some((_, rest))) => format!("{}/{rest}", locale.path()),
            _ => path.as_str().to_owned(),
        };
        let url = SitePath::new(&written);
        if url.as_str() != written {
            diagnostics.push(unsafe_name(path, &url));
        }
        match claims.claim(&url, &format!("`{path}`")) {
            Ok(()) => files.push(StaticFile { source: path.clone(), url }),
            Err(_) if url.as_str() != written => {
                let numbered = claims.claim_numbered(&url, &format!("`{path}`"));
                files.push(StaticFile { source: path.clone(), url: numbered });
            }
            Err(Clash::Taken(owner)) => {
                let message = format!("{owner} is at `/{url}` already, so this file was left out");
                diagnostics.push(
                    Diagnostic::in_file(Area::Content, path, Code::PathTaken, message)
                        .help("give the file another name; what belongs to the theme goes into `static`"),
                );
            }
            Err(Clash::Case(owner)) => {
                let numbered = claims.claim_numbered(&url, &format!("`{path}`"));
                diagnostics.push(case_twin(path, &owner, &numbered));
                files.push(StaticFile { source: path.clone(), url: numbered });
            }
        }
    }
    files.sort();
    files
}
