//! One source, parsed: everything about it that needs no other page.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Anchor, Aside, Body, CodeBlock, ErrorEntry, FrontMatter, Locale, PageKind, Question, Trace};
use crate::digest::Digest;
use crate::source::{Source, Span};

/// What the translations of a page share: its path without locale and extension, such as
/// `leads/faq`; a folder's own page is the folder (`leads`, and `""` for a locale's home page).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageKey(Arc<str>);

impl PageKey {
    /// Takes a path without locale and extension.
    pub fn new(path: &str) -> Self {
        PageKey(path.trim_matches('/').into())
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }
}

impl Serialize for PageKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// As it was written down.
impl<'de> Deserialize<'de> for PageKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|path| PageKey(path.into()))
    }
}

impl fmt::Debug for PageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A parsed source.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file it came from.
    pub source: Source,
    /// Of all that it is made of: documents with one digest are one.
    pub digest: Digest,
    /// The language it is written in.
    pub locale: Locale,
    /// The key its translations share.
    pub key: PageKey,
    /// Whether it is its folder's own page (`index.md`, or `README.md` where there is none).
    pub is_index: bool,
    /// What the author says about it.
    pub front_matter: FrontMatter,
    /// Plain text, never empty: front matter, else the first level-one heading, else the file's name.
    pub title: String,
    /// The level-one heading that opens the page, where there is one; it may differ from the title.
    pub heading: Option<String>,
    /// Plain text from front matter, else the beginning of the first paragraph.
    pub description: String,
    /// What sort of page it is.
    pub kind: PageKind,
    /// In reading order.
    pub headings: Vec<Heading>,
    /// Every fragment that leads into the page, sorted.
    pub anchors: Vec<Anchor>,
    /// Every link and image, in reading order; `Body` refers to them by number.
    pub links: Vec<Link>,
    /// The code blocks that `Slot::Code` numbers.
    pub code: Vec<CodeBlock>,
    /// The page's HTML without the theme around it, and without the heading that is its title.
    pub body: Aside<Body>,
    /// The page's text for the index, cut at its headings; the first has the text above them.
    pub sections: Aside<Vec<Section>>,
    /// What its only numbered list says to do, in order; empty where it has none or several.
    pub steps: Vec<Step>,
    /// In reading order.
    pub questions: Vec<Question>,
    /// In reading order.
    pub errors: Vec<ErrorEntry>,
    /// How its entries were found, and what was nearly one.
    pub trail: Vec<Trace>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Plain text.
    pub text: String,
    /// The fragment that leads to it.
    pub anchor: Anchor,
    /// Whether the anchor is written in the source and not made from the text.
    pub written: bool,
    /// Where it stands in the source.
    pub span: Span,
}

/// The text under one heading, up to the next heading of any level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading's number in `Document::headings`; `None` for the text above the first.
    pub heading: Option<u32>,
    /// Plain text; blocks are parted by a line end.
    pub text: String,
}

/// A step of what a page tells its reader to do: a part of a section's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The section's number in `Document::sections`.
    pub section: u32,
    /// Its bytes of that text.
    pub text: Span,
}

/// What a link is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    /// Text to follow.
    Link,
    /// A picture to show.
    Image,
}

/// A link or image as written; where it leads is settled by `resolve`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Link or image.
    pub kind: LinkKind,
    /// The destination as written, entities and escapes resolved.
    pub destination: String,
    /// An image's alternative text, plain; empty for a link.
    pub alt: String,
    /// Further attributes for its tag, escaped and each with a space before it, such as ` title="…"`.
    pub attributes: String,
    /// The destination, or the whole link where that cannot be told, in the source.
    pub span: Span,
}
