//! What people look for: a question with its answer, an error with its message and resolution.

use super::Anchor;
use crate::source::Span;

/// A question a page answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question, plain text.
    pub question: String,
    /// The answer, plain text; paragraphs are parted by a line end.
    pub answer: String,
    /// The fragment that leads to it.
    pub anchor: Anchor,
    /// Where the question stands in its source.
    pub span: Span,
}

/// An error a page resolves.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The fragment that leads to it.
    pub anchor: Anchor,
    /// Where the message stands in its source.
    pub span: Span,
}
