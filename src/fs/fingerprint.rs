//! What a file consists of, told from its bytes alone.

use std::fs::File;
use std::io;
use std::path::Path;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

/// The length and the hash of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// In bytes.
    length: u64,
    /// The first half of its BLAKE3 hash, as hexadecimal digits.
    hash: String,
}

impl Fingerprint {
    /// Of a file, read piece by piece.
    ///
    /// # Errors
    /// The operating system's, with the file.
    pub fn of(file: &Path) -> anyhow::Result<Fingerprint> {
        let read = || -> io::Result<Fingerprint> {
            let mut hasher = blake3::Hasher::new();
            hasher.update_reader(File::open(file)?)?;
            Ok(Fingerprint { length: hasher.count(), hash: hasher.finalize().to_hex()[..32].to_owned() })
        };
        read().with_context(|| format!("could not read `{}`", file.display()))
    }
}
