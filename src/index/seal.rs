//! How an index that was damaged, or of which a file is of another, is told from a whole one.
//!
//! Beside the files of each tantivy index lies their seal: how long each file is, and a hash of every
//! piece of it. The manifest has the hash of each seal, and one of itself. tantivy trusts its files, so one
//! wrong byte in them would be a panic or a wrong result: what it reads is held to the seal first, piece by
//! piece. So asking an index of any size checks what it reads, and no more.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, FileHandle, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};

/// The name of the seal in the folder of a tantivy index.
const SEAL: &str = "seal.json";
/// How many bytes are checked at once.
const PIECE: usize = 32 * 1024;

/// What the files of a folder consist of, by their names.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Seal(BTreeMap<String, Sealed>);

/// What a file consists of.
#[derive(Debug, Serialize, Deserialize)]
struct Sealed {
    length: usize,
    /// The hash of each [`PIECE`], of which the last may be shorter.
    pieces: Vec<u64>,
}

impl Sealed {
    fn of(bytes: &[u8]) -> Sealed {
        Sealed { length: bytes.len(), pieces: bytes.chunks(PIECE).map(piece_hash).collect() }
    }
}

fn piece_hash(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    hash.as_bytes().first_chunk().map_or(0, |short| u64::from_le_bytes(*short))
}

/// The hash of a seal, bound to the name of the folder that it lies in.
fn seal_hash(folder: &Path, seal: &[u8]) -> String {
    let name = folder.file_name().unwrap_or_default();
    let mut hasher = blake3::Hasher::new();
    hasher.update(name.as_encoded_bytes()).update(&[0]).update(seal);
    hasher.finalize().to_hex()[..32].to_owned()
}

/// Seals the finished tantivy index in `folder`; what its seal is known by.
///
/// # Errors
/// The operating system's, with the folder.
pub(super) fn seal(folder: &Path) -> anyhow::Result<String> {
    let sealing = || format!("could not seal the index in `{}`", folder.display());
    let files = MmapDirectory::open(folder).with_context(sealing)?;
    let mut seal = Seal::default();
    for (name, _) in crate::fs::list(folder)? {
        let handle = files.get_file_handle(Path::new(&name)).with_context(sealing)?;
        let bytes = handle.read_bytes(0..handle.len()).with_context(sealing)?;
        seal.0.insert(name, Sealed::of(&bytes));
    }
    let json = serde_json::to_vec(&seal)?;
    crate::fs::write_whole(&folder.join(SEAL), &json).with_context(sealing)?;
    Ok(seal_hash(folder, &json))
}

/// The files of a tantivy index to be read, each piece held to its seal.
#[derive(Clone, Debug)]
pub(super) struct SealedDirectory {
    files: MmapDirectory,
    seal: Arc<Seal>,
}

impl SealedDirectory {
    /// Opens a folder whose seal is known by `hash`.
    ///
    /// # Errors
    /// When there is none, or it is another's.
    pub(super) fn open(folder: &Path, hash: &str) -> anyhow::Result<SealedDirectory> {
        let files = MmapDirectory::open(folder)?;
        let json = files.atomic_read(Path::new(SEAL))?;
        if seal_hash(folder, &json) != hash {
            bail!("its files are not those that were written with it");
        }
        Ok(SealedDirectory { files, seal: Arc::new(serde_json::from_slice(&json)?) })
    }

    fn file(&self, path: &Path) -> Result<SealedFile, OpenReadError> {
        let name = path.to_str().unwrap_or_default();
        let Some(sealed) = self.seal.0.get(name) else {
            return Err(OpenReadError::FileDoesNotExist(path.to_owned()));
        };
        let failed = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        let handle = self.files.get_file_handle(path)?;
        let bytes = handle.read_bytes(0..handle.len()).map_err(failed)?;
        if bytes.len() != sealed.length {
            return Err(failed(damaged()));
        }
        let whole = sealed.pieces.iter().map(|_| AtomicBool::new(false)).collect();
        Ok(SealedFile { bytes, seal: Arc::clone(&self.seal), name: name.to_owned(), whole })
    }
}

/// Whether everything in a folder whose seal is known by `hash` is as it was written.
pub fn is_whole(folder: &Path, hash: &str) -> bool {
    SealedDirectory::open(folder, hash)
        .is_ok_and(|files| files.seal.0.keys().all(|name| files.atomic_read(Path::new(name)).is_ok()))
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is not as it was written")
}

fn read_only() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "an index is only read here")
}

impl Directory for SealedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.file(path)?))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let file = self.file(path)?;
        let bytes = file.read_bytes(0..file.len());
        Ok(bytes.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?.to_vec())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(path.to_str().is_some_and(|name| self.seal.0.contains_key(name)))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only()), filepath: path.to_owned() })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_owned()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

/// A file, and which of its pieces were found to be whole.
#[derive(Debug)]
struct SealedFile {
    bytes: OwnedBytes,
    seal: Arc<Seal>,
    name: String,
    whole: Vec<AtomicBool>,
}

impl HasLen for SealedFile {
    fn len(&self) -> usize {
        self.bytes.len()
    }
}

impl FileHandle for SealedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.end > self.bytes.len() || range.start > range.end {
            return Err(damaged());
        }
        let pieces = range.start / PIECE..range.end.div_ceil(PIECE);
        for number in pieces {
            // Two threads may check the same piece, and come to the same.
            if self.whole[number].load(Ordering::Relaxed) {
                continue;
            }
            let start = number * PIECE;
            let piece = &self.bytes[start..self.bytes.len().min(start + PIECE)];
            if self.seal.0[&self.name].pieces[number] != piece_hash(piece) {
                return Err(damaged());
            }
            self.whole[number].store(true, Ordering::Relaxed);
        }
        Ok(self.bytes.slice(range))
    }
}
