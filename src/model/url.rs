//! Where something lies in the built site, and how one page links to another.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::name;

/// What a path segment may not carry as it is (RFC 3986, section 3.3); non-ASCII is encoded too.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a fragment may not carry as it is (RFC 3986, section 3.5).
const FRAGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path below the site's root, without a leading `/`; pages end in `/`. Not percent-encoded.
///
/// Invariant: each segment is a name that every host and file system takes (`name::safe`), so no
/// path leads out of the site, whatever it was made of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Makes a path; segments that could not be names everywhere become others.
    pub fn new(path: &str) -> Self {
        SitePath(name::safe_path(path.trim_start_matches('/')).into())
    }

    /// The path of something in this folder; itself where `place` is empty.
    pub fn below(&self, place: &str) -> SitePath {
        SitePath::new(&format!("{}{place}", self.0))
    }

    /// The folder that a page's own lies in: `pt-br/leads/` of `pt-br/leads/faq/`; empty at the top.
    pub fn folder_above(&self) -> SitePath {
        let own = self.0.trim_end_matches('/');
        SitePath(own.rfind('/').map_or("", |at| &own[..=at]).into())
    }

    /// The path, not encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that a host serves for it: `index.html` below a page's folder.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.to_string()
        }
    }

    /// How many folders deep it lies: 0 at the root.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// The way from here to the site's root: `""` at the root, `../../` two folders deep.
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// The link from this path to another, relative, encoded; never empty, so that a link to the
    /// page itself is `./` and works under any base path.
    pub fn link_to(&self, target: &SitePath) -> String {
        let folder = |path: &str| path.rfind('/').map_or(0, |at| at + 1);
        let (from, to) = (&self.0[..folder(&self.0)], &*target.0);
        let mut shared = 0;
        for (at, segment) in from.match_indices('/') {
            if to.get(..=at) != Some(&from[..=at]) {
                break;
            }
            shared = at + segment.len();
        }
        let up = from[shared..].matches('/').count();
        let down = encode_path(&to[shared..]);
        match (up, &*down) {
            (0, "") => "./".to_owned(),
            (0, _) => down.into_owned(),
            _ => "../".repeat(up) + &down,
        }
    }

    /// The absolute path on its host below a base path such as `/repo/`, encoded.
    pub fn absolute(&self, base: &str) -> String {
        format!("{}/{}", base.trim_end_matches('/'), encode_path(&self.0))
    }
}

/// A path, each segment percent-encoded.
fn encode_path(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, SEGMENT).into()
}

/// A fragment without its `#`, percent-encoded.
pub(crate) fn encode_fragment(fragment: &str) -> String {
    Cow::from(utf8_percent_encode(fragment, FRAGMENT)).into_owned()
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_from_any_depth() {
        let link = |from: &str, to: &str| SitePath::new(from).link_to(&SitePath::new(to));
        assert_eq!(link("pt-br/leads/faq/", "pt-br/leads/crm/"), "../crm/");
        assert_eq!(link("pt-br/leads/faq/", "pt-br/leads/faq/"), "./");
        assert_eq!(link("pt-br/leads/faq/", "pt-br/leads/"), "../");
        assert_eq!(link("pt-br/leads/faq/", ""), "../../../");
        assert_eq!(link("", "pt-br/"), "pt-br/");
        assert_eq!(link("pt-br/a/", "pt-br/ab/"), "../ab/");
        assert_eq!(link("404.html", "theme/style.css"), "theme/style.css");
        assert_eq!(link("en/a b/", "en/ação é/#1.png"), "../a%C3%A7%C3%A3o%20%C3%A9/%231.png");
    }

    #[test]
    fn no_path_leads_out_of_the_site_or_reads_as_a_scheme() {
        for (path, safe) in [
            ("en/../../../etc/passwd", "en/_/_/_/etc/passwd"),
            ("/en//./a/", "en/_/a/"),
            ("javascript:alert(1)/", "javascript-alert(1)/"),
            ("C:\\x", "C--x"),
        ] {
            assert_eq!(SitePath::new(path).as_str(), safe, "{path}");
        }
        assert_eq!(SitePath::new("en/").link_to(&SitePath::new("en/a:b/")), "a-b/");
    }
}
