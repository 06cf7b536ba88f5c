//! The text of a file: at hand, or known without being at hand, and read when it is first asked for.
//!
//! What is known is the text's digest and length, of a time when it was read. What is read in the end is held
//! to that digest, so a text is the one that is known or none at all, and whoever made something of it can ask
//! afterwards whether it was there.

use std::sync::{Arc, OnceLock};

use super::{Source, clip};
use crate::digest::Digest;

pub(super) struct Text {
    /// The text, once there is one; nothing in it where it was not what it is known to be.
    read: OnceLock<Option<Arc<str>>>,
    known: Option<Known>,
    line_starts: OnceLock<Vec<u32>>,
}

/// A text that is not at hand.
struct Known {
    /// Of the source that has it.
    digest: Digest,
    /// In bytes.
    length: usize,
    read: Box<Read>,
}

/// Reads the source anew; nothing where it cannot be.
pub(super) type Read = dyn Fn() -> Option<Source> + Send + Sync;

impl Text {
    /// One that is at hand.
    pub(super) fn new(text: Arc<str>) -> Text {
        Text { read: OnceLock::from(Some(text)), known: None, line_starts: OnceLock::new() }
    }

    /// One that is read when it is asked for.
    pub(super) fn known(digest: Digest, length: usize, read: Box<Read>) -> Text {
        let known = Some(Known { digest, length, read });
        Text { read: OnceLock::new(), known, line_starts: OnceLock::new() }
    }

    /// The text; empty where it is not what it is known to be.
    pub(super) fn as_str(&self) -> &str {
        self.whole().map_or("", |text| text)
    }

    fn whole(&self) -> Option<&Arc<str>> {
        let read = || {
            let known = self.known.as_ref()?;
            let source = (known.read)().filter(|source| source.digest() == known.digest)?;
            source.inner.text.whole().cloned()
        };
        self.read.get_or_init(read).as_ref()
    }

    /// How many bytes it has, or is known to have.
    pub(super) fn length(&self) -> usize {
        self.known.as_ref().map_or_else(|| self.as_str().len(), |known| known.length)
    }

    /// Whether it was not another when it was asked for.
    pub(super) fn is_as_known(&self) -> bool {
        !matches!(self.read.get(), Some(None))
    }

    /// Whether it has been read.
    #[cfg(test)]
    pub(super) fn is_at_hand(&self) -> bool {
        self.read.get().is_some()
    }

    /// The byte that each line begins at; there is one line at least.
    pub(super) fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = self.as_str().match_indices('\n');
            std::iter::once(0).chain(ends.map(|(at, _)| clip(at + 1))).collect()
        })
    }
}
