//! The ways through a locale: its tree, its search, its lists.

use serde::Serialize;
use tera::Value;

use super::LetterContext;

/// An entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavigationContext<'a> {
    /// Plain text.
    pub title: &'a str,
    /// Its page, else the first page below it; absent where there is none.
    pub url: Option<String>,
    /// Whether it is the page being rendered.
    pub current: bool,
    /// Whether the page being rendered is it, or lies below it.
    pub open: bool,
    /// Whether there is anything below it, also where it is not open.
    pub branch: bool,
    /// Whether it stands for all that a long level leaves out on its side of the page.
    pub more: bool,
    /// What its page says of itself; only on a locale's home page and in the first level.
    pub about: Option<&'a str>,
    /// What lies below it; left empty where it is not open, except on a locale's home page,
    /// which has two levels.
    pub children: Value,
}

/// Where a locale is searched, and all there is to find for those who search without JavaScript.
#[derive(Clone, Debug, Serialize)]
pub struct SearchContext<'a> {
    /// The locale's search page, which takes the words as `q`.
    pub url: String,
    /// Its full URL, where the site's is configured.
    pub canonical: Option<String>,
    /// Its OpenSearch description; absent where the site's URL is not configured, and where the
    /// search page is the author's own.
    pub description: Option<String>,
    /// Everything from A to Z; empty but on the search page, the lists, and the pages of their letters.
    pub letters: Vec<LetterContext<'a>>,
}

/// Where all questions and errors of the locale are listed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListsContext {
    /// All questions; absent where there are none.
    pub questions: Option<String>,
    /// All errors by message; absent where there are none.
    pub errors: Option<String>,
    /// All errors by code; absent where none has one.
    pub codes: Option<String>,
    /// How far the translations have come; absent where the site does not ask for that page.
    pub translations: Option<String>,
}

/// A page to go to.
#[derive(Clone, Debug, Serialize)]
pub struct LinkContext<'a> {
    /// Plain text.
    pub title: &'a str,
    /// The BCP 47 tag of the title, where it is not in the reader's language.
    pub tag: Option<&'a str>,
    /// Relative to the page being rendered.
    pub url: String,
}
