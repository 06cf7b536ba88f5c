//! The typed model as JSON, for other programs: a row a page, question and error.
//!
//! The types are the contract: the published JSON Schema is derived from them.

use schemars::{JsonSchema, schema_for};
use serde::Serialize;

use crate::model::{Anchor, EntryKey, ErrorEntry, Page, Question};

/// A row. Text is plain; `path` is below the content folder; `url` is below the site's root, with a
/// `/` in front; `key` is the same in every language.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[schemars(rename_all = "lowercase")]
pub enum Row<'a> {
    /// A page of the site.
    Page {
        /// The BCP 47 tag.
        locale: &'a str,
        /// The source.
        path: &'a str,
        /// Where it lies.
        url: String,
        /// Its name.
        title: &'a str,
        /// One or two sentences.
        description: &'a str,
        /// `article`, `faq` or `troubleshooting`.
        page_kind: &'a str,
    },
    /// A question that a page answers.
    Question {
        /// The BCP 47 tag.
        locale: &'a str,
        /// The source.
        path: &'a str,
        /// Where it lies, with its anchor.
        url: String,
        /// The anchor.
        anchor: &'a str,
        /// What it is called in every language.
        key: &'a str,
        /// The question.
        question: &'a str,
        /// The answer.
        answer: &'a str,
    },
    /// An error that a page resolves.
    Error {
        /// The BCP 47 tag.
        locale: &'a str,
        /// The source.
        path: &'a str,
        /// Where it lies, with its anchor.
        url: String,
        /// The anchor.
        anchor: &'a str,
        /// What it is called in every language.
        key: &'a str,
        /// The message as people see it.
        message: &'a str,
        /// Codes it is known by.
        codes: &'a [String],
        /// Why it happens.
        cause: Option<&'a str>,
        /// What to do.
        resolution: &'a str,
    },
}

/// The JSON Schema of an array of rows.
pub fn schema() -> serde_json::Value {
    let mut schema = schema_for!(Vec<Row<'static>>);
    schema.insert("title".to_owned(), "ajuda export".into());
    schema.to_value()
}

/// A page's rows: the page, then its questions and errors in reading order.
pub fn rows(page: &Page) -> impl Iterator<Item = Row<'_>> {
    let document = &page.document;
    let row = Row::Page {
        locale: document.locale.as_str(),
        path: document.source.path().as_str(),
        url: page.url.absolute(""),
        title: &document.title,
        description: &document.description,
        page_kind: document.kind.as_str(),
    };
    let questions = document.questions.iter().zip(page.question_keys.iter());
    let errors = document.errors.iter().zip(page.error_keys.iter());
    std::iter::once(row)
        .chain(questions.map(|(entry, key)| question(page, entry, key)))
        .chain(errors.map(|(entry, key)| error(page, entry, key)))
}

/// A question's row.
pub fn question<'a>(page: &'a Page, entry: &'a Question, key: &'a EntryKey) -> Row<'a> {
    Row::Question {
        locale: page.document.locale.as_str(),
        path: page.document.source.path().as_str(),
        url: url(page, &entry.anchor),
        anchor: entry.anchor.as_str(),
        key: key.as_str(),
        question: &entry.question,
        answer: &entry.answer,
    }
}

/// An error's row.
pub fn error<'a>(page: &'a Page, entry: &'a ErrorEntry, key: &'a EntryKey) -> Row<'a> {
    Row::Error {
        locale: page.document.locale.as_str(),
        path: page.document.source.path().as_str(),
        url: url(page, &entry.anchor),
        anchor: entry.anchor.as_str(),
        key: key.as_str(),
        message: &entry.message,
        codes: &entry.codes,
        cause: entry.cause.as_deref(),
        resolution: &entry.resolution,
    }
}

fn url(page: &Page, anchor: &Anchor) -> String {
    format!("{}#{}", page.url.absolute(""), anchor.encoded())
}
