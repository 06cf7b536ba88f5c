//! What the index keeps of an entry for its readers: enough for a result, with no page at hand.

use serde::{Deserialize, Serialize};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Kind {
    /// A page, shown at its best section.
    Page,
    /// A question with its answer.
    Question,
    /// An error with its resolution.
    Error,
}

impl Kind {
    /// The word used on the command line and in results.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Page => "page",
            Kind::Question => "question",
            Kind::Error => "error",
        }
    }

    pub(super) fn number(self) -> u64 {
        self as u64
    }

    pub(super) fn from_number(number: u64) -> Kind {
        match number {
            1 => Kind::Question,
            2 => Kind::Error,
            _ => Kind::Page,
        }
    }
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The source below the content folder.
    pub(super) path: String,
    /// The page's path on its host, encoded, with a `/` at both ends.
    pub(super) url: String,
    /// The page's title, the question, or the error's message.
    pub(super) title: String,
    /// The topics above it, outermost first; for a question or an error the page too, unless it is called
    /// the same.
    pub(super) breadcrumb: Vec<String>,
    /// A page's sections in reading order; a question or an error has one.
    pub(super) sections: Vec<RecordSection>,
}

/// A piece of an entry's text with a place of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RecordSection {
    /// The fragment that leads to it, encoded, without `#`; empty for a page's beginning.
    pub(super) anchor: String,
    /// Its heading; empty for a page's beginning.
    pub(super) heading: String,
    /// Plain text.
    pub(super) text: String,
}
