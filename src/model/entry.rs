//! What people look for: a question with its answer, an error with its message and resolution.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Anchor, PageKey, Passage};
use crate::source::Span;

/// A question a page answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question, plain text.
    pub question: String,
    /// The answer, plain text; paragraphs are parted by a line end.
    pub answer: String,
    /// The fragment that leads to it.
    pub anchor: Anchor,
    /// Whether the anchor is written in the source, so that translations share it.
    pub written: bool,
    /// Where the question stands in its source.
    pub span: Span,
}

/// An error a page resolves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorEntry {
    /// The message as people see it, plain text.
    pub message: String,
    /// Other texts it is seen as: code and output that its problem quotes.
    pub also: Vec<String>,
    /// Codes it is known by (`NU1101`, `0x80070005`), as written.
    pub codes: Vec<String>,
    /// Why it happens, plain text.
    pub cause: Option<String>,
    /// What to do, plain text; paragraphs are parted by a line end.
    pub resolution: String,
    /// Cause and resolution as a terminal shows them.
    pub shown: Shown<u32>,
    /// The fragment that leads to it.
    pub anchor: Anchor,
    /// Whether the anchor is written in the source, so that translations share it.
    pub written: bool,
    /// Where the message stands in its source.
    pub span: Span,
}

/// An error's cause and resolution with their lists, code and links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown<L> {
    /// Why it happens; empty where that is not said.
    pub cause: Passage<L>,
    /// What to do.
    pub resolution: Passage<L>,
}

impl<L> Shown<L> {
    /// The same with every link told where it leads.
    pub fn linked<T>(&self, target: impl Fn(&L) -> Option<T>) -> Shown<T> {
        Shown { cause: self.cause.linked(&target), resolution: self.resolution.linked(&target) }
    }
}

/// What an entry is called in every language of the site, whatever its title: the page's key, then
/// its written anchor, or its sort and place on the page (`leads/faq#q3`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryKey(Arc<str>);

impl EntryKey {
    /// Takes the page's key and the entry's own part.
    pub fn new(page: &PageKey, own: &str) -> Self {
        EntryKey(format!("{}#{own}", page.as_str()).into())
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key as a path: `leads/faq/q3`. An anchor is one name in it, whatever it holds.
    pub fn path(&self) -> String {
        let (page, own) = self.0.rsplit_once('#').unwrap_or(("", &self.0));
        let own = super::name::safe(own);
        if page.is_empty() { own.into_owned() } else { format!("{page}/{own}") }
    }

    /// The path of its permanent address below its locale: `id/leads/faq/q3/`.
    pub fn address(&self) -> String {
        format!("id/{}/", self.path())
    }
}

impl fmt::Debug for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
