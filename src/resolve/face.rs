//! What settling a site reads of a document, and nothing else of it.
//!
//! Routes, names, navigation, versions, translations and redirects are functions of faces. While every
//! document shows the face that it showed, whatever else its author changed, they are what they were.

use jiff::civil::Date;

use crate::model::{Anchor, Document, ErrorEntry, Locale, PageKey, Question};
use crate::source::SourcePath;

/// A document as far as a site is settled by it. Two are equal where both settle the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Face<'a> {
    /// The document's place among all that were parsed.
    pub(super) number: usize,
    pub(super) path: &'a SourcePath,
    pub(super) locale: &'a Locale,
    pub(super) key: &'a PageKey,
    pub(super) is_index: bool,
    /// What it is called where room is short: its own heading rather than a title written for search
    /// engines.
    pub(super) name: &'a str,
    pub(super) slug: Option<&'a str>,
    pub(super) aliases: &'a [String],
    pub(super) weight: Option<i64>,
    /// Whether it is a draft, or its day has not come.
    pub(super) is_unpublished: bool,
    pub(super) date: Option<Date>,
    pub(super) machine_translated: bool,
    pub(super) source_commit: Option<&'a str>,
    pub(super) source_date: Option<Date>,
    pub(super) questions: Vec<Named<'a>>,
    pub(super) errors: Vec<Named<'a>>,
}

/// An entry as far as its name goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named<'a> {
    pub(super) anchor: &'a Anchor,
    /// Whether the anchor is written in the source and not made from the text.
    pub(super) written: bool,
}

impl<'a> Face<'a> {
    /// The face of the document with this number, on a day.
    pub(super) fn of(number: usize, document: &'a Document, today: Option<Date>) -> Face<'a> {
        let fields = &document.front_matter;
        Face {
            number,
            path: document.source.path(),
            locale: &document.locale,
            key: &document.key,
            is_index: document.is_index,
            name: document.heading.as_deref().unwrap_or(&document.title),
            slug: fields.slug.as_deref(),
            aliases: &fields.aliases,
            weight: fields.weight,
            is_unpublished: fields.is_unpublished(today),
            date: fields.date,
            machine_translated: fields.machine_translated,
            source_commit: fields.source_commit.as_deref(),
            source_date: fields.source_date,
            questions: document.questions.iter().map(Named::from).collect(),
            errors: document.errors.iter().map(Named::from).collect(),
        }
    }
}

impl<'a> From<&'a Question> for Named<'a> {
    fn from(entry: &'a Question) -> Named<'a> {
        Named { anchor: &entry.anchor, written: entry.written }
    }
}

impl<'a> From<&'a ErrorEntry> for Named<'a> {
    fn from(entry: &'a ErrorEntry) -> Named<'a> {
        Named { anchor: &entry.anchor, written: entry.written }
    }
}
