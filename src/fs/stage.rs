//! Writing a folder all or nothing: beside its target, with which it changes places in one step.
//!
//! A file that has the bytes it had is not written again: the new folder takes the old one's file over,
//! as a second name of it, so that its time stays and what follows the folder has nothing to do.
//!
//! One process at a time writes a target: the lock ends with the process, however that ends, so the
//! next one knows what a dead process left, and removes it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use super::{Shelf, Stamp};

/// A folder being written beside the one it will replace.
pub struct Stage {
    target: PathBuf,
    staging: PathBuf,
    lock_path: PathBuf,
    /// Whether there is an old folder.
    replaces: bool,
    /// Held while the stage is written: how another process knows that this one lives.
    _lock: File,
    marker: &'static str,
}

impl Stage {
    /// Starts a new content for `target`. A file named `marker` in it says that it is ours.
    ///
    /// # Errors
    /// When `target` holds something that is not ours, or the folder beside it cannot be written.
    pub fn begin(target: &Path, marker: &'static str) -> anyhow::Result<Stage> {
        let target = std::path::absolute(target)?;
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            bail!("`{}` cannot be written: name a folder below it", target.display());
        };
        refuse_foreign(&target, marker)?;
        fs::create_dir_all(parent)
            .with_context(|| format!("could not make the folder `{}`", parent.display()))?;
        let prefix = format!(".{}.ajuda-", name.to_string_lossy());
        let lock_path = parent.join(format!("{prefix}lock"));
        let writing = || format!("could not write beside `{}`", target.display());
        let Some(lock) = take_lock(&lock_path).with_context(writing)? else {
            bail!(
                "another `ajuda` is writing `{}`: wait until it has ended, then run this again",
                target.display()
            );
        };
        // Whoever else began a stage here is dead: it would have the lock.
        remove_dead_stages(parent, &prefix, &lock_path);
        let staging = parent.join(format!("{prefix}{}", std::process::id()));
        let replaces = target.exists();
        let stage = Stage { target: target.clone(), staging, lock_path, replaces, _lock: lock, marker };
        fs::create_dir(&stage.staging).with_context(writing)?;
        Ok(stage)
    }

    /// A shelf on the folder's disk, for what is too much to hold while it is written.
    ///
    /// # Errors
    /// The operating system's, with the folder.
    pub fn shelf(&self) -> anyhow::Result<Shelf> {
        // Beside it: on some systems it has a name until it is closed.
        Shelf::on_disk_of(self.staging.parent().unwrap_or(&self.staging))
    }

    /// Whether there is an old folder.
    pub fn replaces(&self) -> bool {
        self.replaces
    }

    /// The folder being written, for what writes its own files.
    pub fn folder(&self) -> &Path {
        &self.staging
    }

    /// Where a path lies in the stage. The model makes safe paths; were it ever not to, the build ends
    /// here, before anything is written outside.
    fn place(&self, path: &str) -> anyhow::Result<PathBuf> {
        let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
        if path.is_empty() || !Path::new(path).components().all(plain) {
            bail!("`{path}` is no path below `{}`; this is a fault of ajuda", self.target.display());
        }
        Ok(self.staging.join(path))
    }

    /// Writes one file, unless it is what it was; folders above it are made.
    ///
    /// # Errors
    /// The operating system's, with the path that was meant.
    pub fn write(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let write = |file: &Path| File::create_new(file)?.write_all(bytes);
        self.make(path, |old| holds(old, bytes), write)
            .with_context(|| format!("could not write `{}`", self.target.join(path).display()))
    }

    /// Copies one file, unless it is what it was; folders above it are made.
    ///
    /// # Errors
    /// The operating system's, with the path that was meant.
    pub fn copy(&self, from: &Path, path: &str) -> anyhow::Result<()> {
        // The system copies best to where nothing is, so no file is made for it beforehand.
        let copy = |file: &Path| match fs::symlink_metadata(file) {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::copy(from, file).map(drop),
        };
        self.make(path, |old| is_copy(old, from), copy).with_context(|| {
            format!("could not copy `{}` to `{}`", from.display(), self.target.join(path).display())
        })
    }

    /// Takes a file of the old folder over, as it is, if it has this stamp, and the stamp tells it from another;
    /// whether it was taken.
    ///
    /// # Errors
    /// When `path` is none below the folder.
    pub fn keep(&self, path: &str, stamp: Stamp) -> anyhow::Result<bool> {
        let (file, old) = (self.place(path)?, self.target.join(path));
        // A link is no file to take over.
        let has_stamp = |metadata: fs::Metadata| metadata.is_file() && Stamp::of(&metadata) == stamp;
        let is_same = self.replaces && stamp.is_telling() && fs::symlink_metadata(&old).is_ok_and(has_stamp);
        Ok(is_same && with_parent(&file, || fs::hard_link(&old, &file)).is_ok())
    }

    /// Takes away a file that was put here, if one was.
    ///
    /// # Errors
    /// The operating system's, with the path.
    pub fn discard(&self, path: &str) -> anyhow::Result<()> {
        match fs::remove_file(self.place(path)?) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("could not remove `{path}`"))
            }
            _ => Ok(()),
        }
    }

    /// The stamp of a file that was put here.
    pub fn stamp(&self, path: &str) -> Option<Stamp> {
        super::stamp(&self.staging.join(path))
    }

    /// Takes the old file over where it is the same, and else makes a new one with `write`, which refuses a
    /// place that is taken.
    fn make(
        &self,
        path: &str,
        is_same: impl Fn(&Path) -> bool,
        write: impl Fn(&Path) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        let (file, old) = (self.place(path)?, self.target.join(path));
        let is_same = self.replaces && is_same(&old);
        // Where the file system has no second names, or no more of them, the file is written.
        let link = || is_same && with_parent(&file, || fs::hard_link(&old, &file)).is_ok();
        if link() {
            return Ok(());
        }
        match with_parent(&file, || write(&file)) {
            // What was put here before may be the old folder's own file, which stays as it is.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => fs::remove_file(&file)?,
            result => return Ok(result?),
        }
        if !link() {
            write(&file)?;
        }
        Ok(())
    }

    /// Puts the new folder in the place of the old one, in one step, and removes the old one.
    ///
    /// # Errors
    /// The operating system's; the old folder is in its place then.
    pub fn commit(self) -> anyhow::Result<()> {
        self.write(self.marker, format!("ajuda {}\n", env!("CARGO_PKG_VERSION")).as_bytes())?;
        // The user may have made something of their own here while the stage was written.
        refuse_foreign(&self.target, self.marker)?;
        exchange(&self.staging, &self.target)
            .with_context(|| format!("could not put the new `{}` in place", self.target.display()))
    }
}

impl Drop for Stage {
    /// Removes the unfinished stage, or after `commit` what was there before.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.staging);
        let _ = fs::remove_file(&self.lock_path);
    }
}

/// A folder that holds files but not our marker is somebody's: it is never replaced.
fn refuse_foreign(target: &Path, marker: &str) -> anyhow::Result<()> {
    let Ok(metadata) = fs::symlink_metadata(target) else { return Ok(()) };
    if !metadata.is_dir() {
        bail!("`{}` is not a folder: name another, or remove it", target.display());
    }
    let mut entries =
        fs::read_dir(target).with_context(|| format!("could not read `{}`", target.display()))?;
    if entries.next().is_some() && !target.join(marker).exists() {
        bail!(
            "`{}` holds files that ajuda did not write, so it is not replaced: name another folder, or empty it",
            target.display()
        );
    }
    Ok(())
}

/// Takes a lock that ends with this process, however it ends; none where another has it.
fn take_lock(path: &Path) -> io::Result<Option<File>> {
    loop {
        let lock = OpenOptions::new().create(true).write(true).truncate(false).open(path)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(None),
            Err(fs::TryLockError::Error(error)) => return Err(error),
        }
        // Another may have ended, and removed the file, between the two steps above.
        if is_at(&lock, path) {
            return Ok(Some(lock));
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let own = file.metadata().map(identity);
    own.is_ok_and(|own| fs::metadata(path).map(identity).is_ok_and(|other| own == other))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    // Here a file that is open is not removed.
    path.exists()
}

/// Whether there is a file, and no link to one, with these bytes.
fn holds(file: &Path, bytes: &[u8]) -> bool {
    let is_file = |metadata: fs::Metadata| metadata.is_file() && metadata.len() == bytes.len() as u64;
    fs::symlink_metadata(file).is_ok_and(is_file) && fs::read(file).is_ok_and(|old| old == bytes)
}

/// Whether a file, and no link to one, is what a copy of another would be.
fn is_copy(file: &Path, of: &Path) -> bool {
    let (Ok(is), Ok(would_be)) = (fs::symlink_metadata(file), fs::metadata(of)) else { return false };
    let is_alike = is.is_file() && is.len() == would_be.len() && is.permissions() == would_be.permissions();
    is_alike && fs::read(of).is_ok_and(|bytes| holds(file, &bytes))
}

fn remove_dead_stages(parent: &Path, prefix: &str, lock: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if !entry.file_name().to_string_lossy().starts_with(prefix) || path == lock {
            continue;
        }
        let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    }
}

fn with_parent(file: &Path, write: impl Fn() -> io::Result<()>) -> io::Result<()> {
    match (write(), file.parent()) {
        (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(parent)?;
            write()
        }
        (result, _) => result,
    }
}

#[cfg(target_os = "linux")]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    if !old.exists() {
        return fs::rename(new, old);
    }
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        // A few file systems (some network and overlay ones) do not know the exchange.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
            two_renames(new, old)
        }
        result => result.map_err(io::Error::from),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    if old.exists() { two_renames(new, old) } else { fs::rename(new, old) }
}

/// Two renames: between them the target is missing, for the time of one system call.
fn two_renames(new: &Path, old: &Path) -> io::Result<()> {
    let aside = new.with_extension("old");
    fs::rename(old, &aside)?;
    match fs::rename(new, old) {
        Ok(()) => fs::remove_dir_all(&aside),
        Err(error) => {
            fs::rename(&aside, old)?;
            Err(error)
        }
    }
}

#[cfg(test)]
mod tests;
