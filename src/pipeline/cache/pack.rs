//! A file of kept documents: the digest of what follows, then entries.
//!
//! An entry is two digests, the length of a document in four bytes, the least first, and the document. As
//! this program is part of every digest, a pack of another version is one that is not as it was written.

use std::path::Path;

use anyhow::Context as _;

use crate::digest::{Digest, Parts};
use crate::fs::{self, Laid, Opened};

/// A kept document.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    /// Of what it is but for the files that it asked for.
    pub(super) of: Digest,
    /// Its own.
    pub(super) document: Digest,
    pub(super) bytes: &'a [u8],
    /// Where these bytes begin in the file.
    pub(super) at: usize,
}

/// What stands in a file; nothing where it is not to be believed.
#[derive(Default)]
pub(super) struct Pack {
    bytes: Vec<u8>,
    /// Stays what it is: a pack that takes its place is another file.
    file: Option<Opened>,
}

impl Entry<'_> {
    /// How much of a pack it takes, in bytes.
    pub(super) fn size(&self) -> usize {
        2 * Digest::LENGTH + size_of::<u32>() + self.bytes.len()
    }
}

impl Pack {
    /// Reads a file.
    pub(super) fn read(file: &Path) -> Pack {
        let Ok((file, bytes)) = Opened::read(file) else { return Pack::default() };
        match bytes.split_first_chunk() {
            Some((written, entries)) if seal(entries) == Digest::new(*written) => {
                Pack { bytes, file: Some(file) }
            }
            _ => Pack::default(),
        }
    }

    /// So many of its bytes, with this digest, on the disk.
    pub(super) fn laid(&self, at: usize, (length, digest): (usize, Digest)) -> Option<Laid> {
        Some(self.file.as_ref()?.part(at, length, digest))
    }

    /// What it holds, in the order in which it was asked for last.
    pub(super) fn entries(&self) -> Vec<Entry<'_>> {
        let mut rest = self.bytes.get(Digest::LENGTH..).unwrap_or_default();
        let mut entries = Vec::new();
        while let Some(((of, document, bytes), behind)) = entry(rest) {
            let at = self.bytes.len() - behind.len() - bytes.len();
            entries.push(Entry { of: Digest::new(*of), document: Digest::new(*document), bytes, at });
            rest = behind;
        }
        entries
    }
}

type Bytes<'a> = (&'a [u8; Digest::LENGTH], &'a [u8; Digest::LENGTH], &'a [u8]);

/// The first entry, in bytes, and what is behind it.
fn entry(bytes: &[u8]) -> Option<(Bytes<'_>, &[u8])> {
    let (of, rest) = bytes.split_first_chunk()?;
    let (document, rest) = rest.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (bytes, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some(((of, document, bytes), rest))
}

/// A file before it is written: a document becomes bytes where these stay.
pub(super) struct Draft(Vec<u8>);

impl Draft {
    /// One without entries.
    pub(super) fn new() -> Draft {
        Draft(vec![0; Digest::LENGTH])
    }

    /// How much its entries take, in bytes.
    pub(super) fn size(&self) -> usize {
        self.0.len() - Digest::LENGTH
    }

    /// Adds an entry, whose document `write` appends to what it is given; whether it could.
    pub(super) fn push(
        &mut self,
        of: Digest,
        document: Digest,
        write: impl FnOnce(&mut Vec<u8>) -> Option<()>,
    ) -> bool {
        let start = self.0.len();
        self.0.extend(of.as_bytes());
        self.0.extend(document.as_bytes());
        self.0.extend([0; size_of::<u32>()]);
        let begin = self.0.len();
        let length = write(&mut self.0).and_then(|()| u32::try_from(self.0.len() - begin).ok());
        match length {
            Some(length) => self.0[begin - size_of::<u32>()..begin].copy_from_slice(&length.to_le_bytes()),
            None => self.0.truncate(start),
        }
        length.is_some()
    }

    /// Adds an entry of another file.
    pub(super) fn copy(&mut self, entry: &Entry<'_>) {
        self.push(entry.of, entry.document, |bytes| {
            bytes.extend_from_slice(entry.bytes);
            Some(())
        });
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// The operating system's, with the file.
    pub(super) fn write(mut self, file: &Path) -> anyhow::Result<()> {
        let seal = seal(&self.0[Digest::LENGTH..]);
        self.0[..Digest::LENGTH].copy_from_slice(seal.as_bytes());
        fs::write_whole(file, &self.0).with_context(|| format!("could not write `{}`", file.display()))
    }
}

fn seal(entries: &[u8]) -> Digest {
    Parts::of("pack of documents").bytes(entries).all()
}
