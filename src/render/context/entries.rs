//! Questions and errors, on their page and in the lists of a whole locale.

use serde::Serialize;

/// A question of a page.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionContext<'a> {
    /// Plain text.
    pub question: &'a str,
    /// With its `#`, encoded.
    pub url: String,
}

/// An error of a page.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorContext<'a> {
    /// Plain text.
    pub message: &'a str,
    /// As written.
    pub codes: &'a [String],
    /// With its `#`, encoded.
    pub url: String,
    /// The message in parts: what stays, and what varies from one occurrence to the next.
    pub parts: Vec<PartContext<'a>>,
}

/// A part of an error's message.
#[derive(Clone, Debug, Serialize)]
pub struct PartContext<'a> {
    /// Plain text.
    pub text: &'a str,
    /// Whether it varies.
    pub varies: bool,
}

/// A letter of the A to Z.
#[derive(Clone, Debug, Serialize)]
pub struct LetterContext<'a> {
    /// `H`; a letter of several pages has `H`, `H 2`, `H 3`.
    pub name: &'a str,
    /// With its `#` where all letters stand on one page, else the letter's own page.
    pub url: String,
    /// Whether it is the page being rendered.
    pub current: bool,
    /// Sorted; empty where they stand on another page.
    pub entries: Vec<EntryContext<'a>>,
}

/// Something that can be found.
#[derive(Clone, Debug, Serialize)]
pub struct EntryContext<'a> {
    /// `page`, `question`, `error`, or `code` in a list of codes.
    pub kind: &'static str,
    /// The page's name, the question, or the error's message.
    pub title: &'a str,
    /// Relative to the page being rendered.
    pub url: String,
    /// An error's code: its first, or in a list of codes the one it is listed under.
    pub code: Option<&'a str>,
    /// The name of the page that a question or an error stands on; absent for a page.
    pub page: Option<&'a str>,
}
