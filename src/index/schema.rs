//! What a locale's tantivy index consists of.
//!
//! | field | terms | on |
//! |---|---|---|
//! | `word` | folded forms, with frequencies and lengths | everything the entry says |
//! | `word_title` | the same | its title, headings and slug |
//! | `stem`, `stem_title` | stems, with frequencies | the same two, for stems of two forms or more |
//! | `pair` | `stem NUL stem`: neighbours | its titles |
//! | `lexicon` | `form NUL stem`, and `NUL part` for each part of a compound | the first document alone |
//!
//! The lexicon says which stem a form belongs to. A form that it does not have, or has with an empty
//! stem, is the only one of its stem, and its postings are the stem's. A compound has postings under
//! the stems of its parts too. Terms are handed to tantivy joined by spaces: cutting text is ours, not its tokenizers'.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
};

/// Raised whenever an index of an older version could be misread.
pub(super) const FORMAT: u32 = 3;

/// Parts the two words of a pair, and a form from its stem: no word contains it.
pub(super) const NUL: char = '\0';

/// tantivy's tokenizer for terms joined by spaces.
const SPACES: &str = "whitespace";

/// The fields, in the order of the schema.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    pub(super) word: Field,
    pub(super) word_title: Field,
    pub(super) stem: Field,
    pub(super) stem_title: Field,
    pub(super) pair: Field,
    pub(super) lexicon: Field,
    /// `Kind` as a number.
    pub(super) kind: Field,
    /// The page's number in its locale, shared by its entries.
    pub(super) page: Field,
    /// `Record` as JSON.
    pub(super) record: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |record, lengths| {
        let indexing = TextFieldIndexing::default().set_tokenizer(SPACES);
        let indexing = indexing.set_index_option(record).set_fieldnorms(lengths);
        TextOptions::default().set_indexing_options(indexing)
    };
    let frequencies = IndexRecordOption::WithFreqs;
    let fields = Fields {
        word: builder.add_text_field("word", text(frequencies, true)),
        word_title: builder.add_text_field("word_title", text(frequencies, true)),
        stem: builder.add_text_field("stem", text(frequencies, false)),
        stem_title: builder.add_text_field("stem_title", text(frequencies, false)),
        pair: builder.add_text_field("pair", text(IndexRecordOption::Basic, false)),
        lexicon: builder.add_text_field("lexicon", text(IndexRecordOption::Basic, false)),
        kind: builder.add_u64_field("kind", NumericOptions::from(FAST)),
        page: builder.add_u64_field("page", NumericOptions::from(FAST)),
        record: builder.add_text_field("record", STORED),
    };
    (builder.build(), fields)
}
