//! Anchors: the fragment identifiers of a page.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A fragment identifier as `id` has it: not empty, no white space, not encoded.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(Arc<str>);

impl Anchor {
    /// An anchor as an author wrote it; `None` where HTML would not accept it as an `id`.
    pub fn explicit(id: &str) -> Option<Anchor> {
        let id = id.trim();
        let plain = !id.is_empty() && !id.contains(char::is_whitespace) && !id.contains(char::is_control);
        plain.then(|| Anchor(id.into()))
    }

    /// The slug of a heading, as GitHub makes it: lower case, letters and digits of any script,
    /// `-` and `_` kept, spaces as `-`, everything else dropped. `section` where nothing is left.
    pub fn slug(text: &str) -> Anchor {
        let mut slug = String::with_capacity(text.len());
        for c in text.trim().chars().flat_map(char::to_lowercase) {
            match c {
                ' ' | '-' => slug.push('-'),
                '_' => slug.push('_'),
                c if c.is_alphanumeric() || is_mark(c) => slug.push(c),
                _ => {}
            }
        }
        let slug = slug.trim_matches('-');
        Anchor(if slug.is_empty() { "section" } else { slug }.into())
    }

    /// The identifier, not encoded, without `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier as it stands behind the `#` of a link.
    pub fn encoded(&self) -> String {
        super::url::encode_fragment(&self.0)
    }
}

/// Combining marks (Mn, Mc) are not alphanumeric to Rust, and Thai or Hindi words need them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

impl fmt::Debug for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Anchor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// As it was written down: nothing else makes one of any text.
impl<'de> serde::Deserialize<'de> for Anchor {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Anchor(text.into()))
    }
}

/// The anchors of one page while it is parsed: each given out once.
#[derive(Clone, Debug, Default)]
pub struct AnchorSet {
    /// Each anchor, and the last number that was hung on it.
    taken: BTreeMap<Anchor, u32>,
}

impl AnchorSet {
    /// Takes an anchor as it is; `false` where the page has it already.
    pub fn claim(&mut self, anchor: &Anchor) -> bool {
        self.taken.insert(anchor.clone(), 0).is_none()
    }

    /// Takes an anchor, with `-1`, `-2`… behind it where the page has it already.
    pub fn unique(&mut self, anchor: Anchor) -> Anchor {
        if !self.taken.contains_key(&anchor) {
            self.taken.insert(anchor.clone(), 0);
            return anchor;
        }
        loop {
            let number = self.taken.entry(anchor.clone()).or_default();
            *number += 1;
            let numbered = Anchor(format!("{anchor}-{number}").into());
            if !self.taken.contains_key(&numbered) {
                self.taken.insert(numbered.clone(), 0);
                return numbered;
            }
        }
    }

    /// Whether the page has it.
    pub fn contains(&self, anchor: &str) -> bool {
        self.taken.contains_key(&Anchor(anchor.into()))
    }

    /// All of them, in order.
    pub fn into_sorted(self) -> Vec<Anchor> {
        self.taken.into_keys().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_every_script() {
        for (heading, slug) in [
            ("Como posso obter ajuda?", "como-posso-obter-ajuda"),
            ("C# & .NET -- 3.1", "c--net----31"),
            ("パスワードを変更する", "パスワードを変更する"),
            ("สวัสดี", "สวัสดี"),
            ("???", "section"),
        ] {
            assert_eq!(Anchor::slug(heading).as_str(), slug);
        }
    }

    #[test]
    fn repeated_slugs_are_numbered_around_what_is_taken() {
        let mut set = AnchorSet::default();
        assert!(set.claim(&Anchor::explicit("cause-1").unwrap()));
        let names: Vec<String> = (0..3).map(|_| set.unique(Anchor::slug("Cause")).to_string()).collect();
        assert_eq!(names, ["cause", "cause-2", "cause-3"]);
    }
}
