//! What is too much to hold in memory, on the disk until it is asked for.
//!
//! A shelf is a file without a name, which ends with the process; files that lie there anyway are read in
//! the same way. Threads write and read side by side: each place is written once, before anybody knows it.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context as _;

/// A file that takes bytes and gives them back.
#[derive(Debug)]
pub struct Shelf {
    file: Arc<File>,
    /// Where the next bytes go.
    end: AtomicU64,
}

/// Bytes of a file that stays open, which nobody writes anew.
#[derive(Clone, Debug)]
pub struct Laid {
    file: Arc<File>,
    at: u64,
    length: usize,
}

impl Shelf {
    /// Begins a shelf at a path where nothing lies; nothing will when this returns.
    ///
    /// # Errors
    /// The operating system's, with the path.
    pub(super) fn begin(path: &Path) -> anyhow::Result<Shelf> {
        let file = nameless(path).with_context(|| format!("could not write `{}`", path.display()))?;
        Ok(Shelf { file: Arc::new(file), end: AtomicU64::new(0) })
    }

    /// Lays bytes on it.
    ///
    /// # Errors
    /// The operating system's.
    pub fn lay(&self, bytes: &[u8]) -> anyhow::Result<Laid> {
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        write_at(&self.file, bytes, at).context("could not lay aside what memory is not to hold")?;
        Ok(Laid { file: self.file.clone(), at, length: bytes.len() })
    }
}

/// A file that was read whole, and stays what it is when another takes its place.
#[derive(Debug)]
pub struct Opened(Arc<File>);

impl Opened {
    /// A file that nobody writes to, and what is in it.
    ///
    /// # Errors
    /// The operating system's.
    pub fn read(path: &Path) -> io::Result<(Opened, Vec<u8>)> {
        let mut file = File::open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok((Opened(Arc::new(file)), bytes))
    }

    /// So many of its bytes, from this one on.
    pub fn part(&self, at: usize, length: usize) -> Laid {
        Laid { file: self.0.clone(), at: at as u64, length }
    }
}

impl Laid {
    /// The bytes.
    ///
    /// # Errors
    /// The operating system's.
    pub fn read(&self) -> anyhow::Result<Vec<u8>> {
        let mut bytes = vec![0; self.length];
        read_at(&self.file, &mut bytes, self.at).context("could not read what was laid aside")?;
        Ok(bytes)
    }
}

#[cfg(unix)]
fn nameless(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().read(true).write(true).create_new(true).open(path)?;
    std::fs::remove_file(path)?;
    Ok(file)
}

/// A name that others have open is taken away when the last of them closes it.
#[cfg(windows)]
fn nameless(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt as _;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    OpenOptions::new().read(true).write(true).create_new(true).custom_flags(DELETE_ON_CLOSE).open(path)
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
        let shelf = Shelf::begin(&folder.path().join("shelf")).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nobody else sees it");
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
    fn a_place_that_is_taken_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("taken");
        std::fs::write(&path, "text").unwrap();
        assert!(Shelf::begin(&path).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "text");
    }
}
