//! The index of messages: every text that an error is seen as, in every language of the site.
//!
//! `pattern` turns a text into the terms that are compared, with their weights; `write` puts the
//! patterns and the errors they belong to into a tantivy index of their own; `read` answers which
//! patterns share words with a line; `align` says how well a line holds a pattern. `super::explain` is
//! the whole.
//!
//! There is one such index for the site, not one a locale: a message in any language leads to its
//! error, and the error's key leads to its translation into the reader's.
//!
//! | field | terms | on |
//! |---|---|---|
//! | `word` | the folded words of a pattern, and its codes | patterns |
//! | `need` | what a whole match is worth | patterns |
//! | `code` | the error's codes in their one form | errors |
//! | `key` | the error's key | errors |
//! | `stored` | `Pattern` or `ErrorRecord` as JSON | both |
//!
//! Patterns come first, so an error's document is its number behind them.

mod align;
mod pattern;
mod read;
mod write;

use serde::{Deserialize, Serialize};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

pub(super) use align::{Alignment, align};
pub(super) use pattern::{Sort, Term};
pub(super) use read::Candidate;
pub use read::Messages;
pub(super) use write::write;

use crate::model::Shown;

/// The folder of the index of messages, below the index folder; no locale's URL begins with `_`.
pub(super) const FOLDER: &str = "_messages";

/// The fields, in the order of the schema.
#[derive(Clone, Copy, Debug)]
struct Fields {
    word: Field,
    need: Field,
    code: Field,
    key: Field,
    stored: Field,
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default().set_tokenizer("whitespace").set_fieldnorms(false);
    let words =
        TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::Basic));
    let fields = Fields {
        word: builder.add_text_field("word", words.clone()),
        need: builder.add_u64_field("need", NumericOptions::from(FAST)),
        code: builder.add_text_field("code", words),
        key: builder.add_text_field("key", STRING),
        stored: builder.add_text_field("stored", STORED),
    };
    (builder.build(), fields)
}

/// A text that errors are seen as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pattern {
    /// As it is written.
    pub(super) text: String,
    /// What is compared.
    pub(super) terms: Vec<Term>,
    /// The errors it belongs to, by number.
    pub(super) owners: Vec<Owner>,
}

/// An error that a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Owner {
    /// The error's number.
    pub(super) error: u32,
    /// Whether the text is its message, and not only quoted where its problem is described.
    pub(super) is_message: bool,
}

/// An error as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ErrorRecord {
    pub(super) key: String,
    pub(super) locale: String,
    /// The source below the content folder.
    pub(super) path: String,
    /// From the site's root, encoded, with its fragment.
    pub(super) url: String,
    /// The page's title.
    pub(super) title: String,
    pub(super) message: String,
    pub(super) codes: Vec<String>,
    pub(super) cause: Option<String>,
    pub(super) resolution: String,
    /// Both as a terminal shows them; a URL that begins with `/` is from the site's root.
    #[serde(default)]
    pub(super) shown: Shown<String>,
}
