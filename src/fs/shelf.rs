//! What is too much to hold in memory, on the disk until it is asked for.
//!
//! A shelf is a file that the system takes away when the process ends; files that lie there anyway are read in
//! the same way, and held to the digest that their parts had, for others can write to those. Threads write and
//! read side by side: each place is written once, before anybody knows it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context as _, bail};

use crate::digest::{Digest, Parts};

/// A file that takes bytes and gives them back.
#[derive(Debug)]
pub struct Shelf {
    file: Arc<File>,
    /// Where the next bytes go.
    end: AtomicU64,
}

/// Bytes of a file that stays open.
#[derive(Clone, Debug)]
pub struct Laid {
    file: Arc<File>,
    at: u64,
    length: usize,
    /// What they are, where anybody else knows the file.
    digest: Option<Digest>,
}

impl Shelf {
    /// A shelf on the disk that a folder lies on.
    ///
    /// # Errors
    /// The operating system's, with the folder.
    pub(super) fn on_disk_of(folder: &Path) -> anyhow::Result<Shelf> {
        let file = tempfile::tempfile_in(folder)
            .with_context(|| format!("could not write into `{}`", folder.display()))?;
        Ok(Shelf { file: Arc::new(file), end: AtomicU64::new(0) })
    }

    /// Lays bytes on it.
    ///
    /// # Errors
    /// The operating system's.
    pub fn lay(&self, bytes: &[u8]) -> anyhow::Result<Laid> {
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        write_at(&self.file, bytes, at).context("could not lay aside what memory is not to hold")?;
        Ok(Laid { file: self.file.clone(), at, length: bytes.len(), digest: None })
    }
}

/// A file that was read whole, and stays what it is when another takes its place.
#[derive(Debug)]
pub struct Opened(Arc<File>);

impl Opened {
    /// A file that is replaced as a whole, and what is in it.
    ///
    /// # Errors
    /// The operating system's.
    pub fn read(path: &Path) -> io::Result<(Opened, Vec<u8>)> {
        let mut file = File::open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok((Opened(Arc::new(file)), bytes))
    }

    /// So many of its bytes, from this one on, which have this digest (`Laid::digest`).
    pub fn part(&self, at: usize, length: usize, digest: Digest) -> Laid {
        Laid { file: self.0.clone(), at: at as u64, length, digest: Some(digest) }
    }
}

impl Laid {
    /// What tells these bytes from all others.
    pub fn digest(bytes: &[u8]) -> Digest {
        Parts::of("laid aside").bytes(bytes).all()
    }

    /// The bytes.
    ///
    /// # Errors
    /// The operating system's, and where somebody wrote to the file.
    pub fn read(&self) -> anyhow::Result<Vec<u8>> {
        let mut bytes = vec![0; self.length];
        read_at(&self.file, &mut bytes, self.at).context("could not read what was laid aside")?;
        if self.digest.is_some_and(|digest| digest != Laid::digest(&bytes)) {
            bail!("what earlier builds kept was written to while it was in use: run this again");
        }
        Ok(bytes)
    }
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn write_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_write(file, bytes, at)? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            written => {
                bytes = &bytes[written..];
                at += written as u64;
            }
        }
    }
    Ok(())
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut std::mem::take(&mut bytes)[read..];
                at += read as u64;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_threads_lay_aside_is_what_they_get_back() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::on_disk_of(folder.path()).unwrap();
        let texts: Vec<String> =
            (0..500).map(|number| "text ".repeat(number) + &number.to_string()).collect();
        std::thread::scope(|scope| {
            for texts in texts.chunks(100) {
                let shelf = &shelf;
                scope.spawn(move || {
                    let laid: Vec<Laid> =
                        texts.iter().map(|text| shelf.lay(text.as_bytes()).unwrap()).collect();
                    for (laid, text) in laid.iter().zip(texts) {
                        assert_eq!(laid.read().unwrap(), text.as_bytes());
                    }
                });
            }
        });
    }

    #[test]
    fn a_part_of_a_file_that_somebody_wrote_to_is_no_part_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "before, part, behind").unwrap();
        let (opened, bytes) = Opened::read(&path).unwrap();
        let part = opened.part(8, 4, Laid::digest(&bytes[8..12]));
        assert_eq!(part.read().unwrap(), b"part");
        std::fs::rename(&path, folder.path().join("old")).unwrap();
        std::fs::write(&path, "another").unwrap();
        assert_eq!(part.read().unwrap(), b"part", "another file is another");
        std::fs::write(folder.path().join("old"), "before, tarp, behind").unwrap();
        assert!(part.read().is_err());
        std::fs::write(folder.path().join("old"), "before").unwrap();
        assert!(part.read().is_err());
    }
}
