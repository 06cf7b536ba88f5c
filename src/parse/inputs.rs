//! What a document is made of, by which it is known: its source with its place, and every file that it
//! asked for, as it was found.

use serde::{Deserialize, Serialize};

use super::{Placing, RawHtml};
use crate::digest::{Digest, Parts};
use crate::source::{Source, SourcePath};

/// A file that a document asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Asked {
    /// As it was asked for.
    pub path: SourcePath,
    /// Of what was found; nothing where there was no such file.
    pub found: Option<Digest>,
}

/// Of what a document is made of but for the files that it asks for, which is not known before it is read.
pub fn of_source(source: &Source, placing: &Placing, raw_html: RawHtml) -> Digest {
    let placement = placing.place(source.path(), None);
    Parts::of("document")
        .digest(Some(source.digest()))
        .text(placement.locale.as_str())
        .text(placement.key.as_str())
        .flag(placement.is_index)
        .flag(raw_html == RawHtml::AsWritten)
        .all()
}

/// Of all that a document is made of.
pub(super) fn of_document(of_source: Digest, asked: &[Asked]) -> Digest {
    let parts = Parts::of("document with files").digest(Some(of_source));
    asked.iter().fold(parts, |parts, asked| parts.text(asked.path.as_str()).digest(asked.found)).all()
}
