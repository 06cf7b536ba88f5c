//! What an author says about a page above its text.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Locale;

/// The fields ajuda knows, and all others as they were written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FrontMatter {
    /// The page's name; the first level-one heading stands in for it.
    pub title: Option<String>,
    /// One or two sentences for search results and `<meta name="description">`.
    pub description: Option<String>,
    /// The language the page is written in.
    pub locale: Option<Locale>,
    /// When it was written or last reviewed.
    pub date: Option<jiff::civil::Date>,
    /// The last segment of its URL, instead of the file's name.
    pub slug: Option<String>,
    /// Older paths that lead here, from the site's root.
    pub aliases: Vec<String>,
    /// Whether a machine translated it, and nobody read it over.
    pub machine_translated: bool,
    /// The commit of the page it was translated from.
    pub source_commit: Option<String>,
    /// The date of the page it was translated from, as it was then.
    pub source_date: Option<jiff::civil::Date>,
    /// Screens of another application that it helps with, such as `/orders/*`.
    pub screens: Vec<String>,
    /// Drafts are not built.
    pub draft: bool,
    /// Its place among its sisters: smaller comes first.
    pub weight: Option<i64>,
    /// What sort of page it is, where the author says so.
    pub kind: Option<PageKind>,
    /// Whether entries are recognised, or listed by hand.
    pub entries: ListedEntries,
    /// Every other field, for templates.
    pub extra: Extra,
}

/// Front matter fields in the order they were written. They are kept as one text, for a site has many
/// thousands of them, and nothing but its own page's template reads them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra(Box<str>);

impl Extra {
    /// Takes the fields.
    pub fn new(fields: &Map<String, Value>) -> Extra {
        if fields.is_empty() {
            return Extra::default();
        }
        Extra(serde_json::to_string(fields).unwrap_or_default().into())
    }

    /// The fields.
    pub fn fields(&self) -> Map<String, Value> {
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

impl FrontMatter {
    /// Whether the page is a draft, or its day has not come.
    pub fn is_unpublished(&self, today: Option<jiff::civil::Date>) -> bool {
        self.draft || self.is_scheduled(today)
    }

    /// Whether the page's day has not come.
    pub fn is_scheduled(&self, today: Option<jiff::civil::Date>) -> bool {
        self.date.zip(today).is_some_and(|(date, today)| date > today)
    }
}

/// What sort of page it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// Text to read.
    #[default]
    Article,
    /// Mostly questions and their answers.
    Faq,
    /// Mostly errors and their resolutions.
    Troubleshooting,
}

impl PageKind {
    /// The word used in front matter, templates and exports.
    pub fn as_str(self) -> &'static str {
        match self {
            PageKind::Article => "article",
            PageKind::Faq => "faq",
            PageKind::Troubleshooting => "troubleshooting",
        }
    }
}

/// What front matter says about a page's entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListedEntries {
    /// Nothing: they are recognised.
    #[default]
    Recognised,
    /// The page has none (`entries: off`).
    Off,
    /// These, and no others.
    Listed {
        /// Questions with their answers.
        questions: Vec<ListedQuestion>,
        /// Errors.
        errors: Vec<ListedError>,
    },
}

/// A question listed by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedQuestion {
    /// Plain text.
    pub question: String,
    /// Plain text.
    pub answer: String,
    /// An anchor of the page; without it the entry leads to the page's beginning.
    pub anchor: Option<String>,
}

/// An error listed by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedError {
    /// Plain text.
    pub message: String,
    /// As written.
    pub codes: Vec<String>,
    /// Plain text.
    pub cause: Option<String>,
    /// Plain text.
    pub resolution: String,
    /// An anchor of the page; without it the entry leads to the page's beginning.
    pub anchor: Option<String>,
}
