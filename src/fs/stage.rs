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

    /// A shelf beside the folder, for what is too much to hold while it is written.
    ///
    /// # Errors
    /// The operating system's, with the path.
    pub fn shelf(&self) -> anyhow::Result<Shelf> {
        // Named as a stage is, so that the next one removes what a death between two system calls may leave.
        Shelf::begin(&self.staging.with_added_extension("shelf"))
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
        let made = with_parent(&file, || {
            // Where the file system has no second names, or no more of them, the file is written.
            if is_same && fs::hard_link(&old, &file).is_ok() {
                return Ok(());
            }
            match write(&file) {
                // What was put here before may be the old folder's own file, which stays as it is.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => fs::remove_file(&file)?,
                result => return result,
            }
            if is_same && fs::hard_link(&old, &file).is_ok() { Ok(()) } else { write(&file) }
        });
        Ok(made?)
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
mod tests {
    use super::*;

    #[test]
    fn a_dropped_stage_leaves_the_old_folder_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        let first = Stage::begin(&target, ".marker").unwrap();
        first.write("a/b/index.html", b"old").unwrap();
        first.commit().unwrap();
        let second = Stage::begin(&target, ".marker").unwrap();
        second.write("a/b/index.html", b"new").unwrap();
        drop(second);
        assert_eq!(fs::read(target.join("a/b/index.html")).unwrap(), b"old");
        let third = Stage::begin(&target, ".marker").unwrap();
        third.write("c.html", b"new").unwrap();
        third.commit().unwrap();
        assert!(!target.join("a").exists());
        let beside: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|e| e.file_name()).collect();
        assert_eq!(beside, ["site"]);
    }

    #[test]
    fn what_has_the_bytes_it_had_keeps_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        let write = |pages: &[(&str, &str)]| {
            let stage = Stage::begin(&target, ".marker").unwrap();
            pages.iter().for_each(|(path, text)| stage.write(path, text.as_bytes()).unwrap());
            stage.commit().unwrap();
        };
        let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        let age = |path: &str| File::options().append(true).open(target.join(path))?.set_modified(long_ago);
        let is_old = |path: &str| fs::metadata(target.join(path)).unwrap().modified().unwrap() == long_ago;
        write(&[("a/same", "one"), ("longer", "one"), ("other", "one"), ("gone", "one")]);
        ["a/same", "longer", "other"].into_iter().for_each(|path| age(path).unwrap());
        write(&[("a/same", "one"), ("longer", "one two"), ("other", "two"), ("new", "one")]);
        assert!(is_old("a/same"));
        assert!(!is_old("longer") && !is_old("other") && !target.join("gone").exists());
        assert_eq!(fs::read_to_string(target.join("other")).unwrap(), "two");
        // Also where it was another in between.
        let stage = Stage::begin(&target, ".marker").unwrap();
        stage.write("a/same", b"two").unwrap();
        stage.write("a/same", b"one").unwrap();
        assert_eq!(stage.stamp("a/same"), super::super::stamp(&target.join("a/same")));
        drop(stage);
        // What is written twice never reaches the folder that is still in its place.
        let stage = Stage::begin(&target, ".marker").unwrap();
        stage.write("a/same", b"one").unwrap();
        stage.write("a/same", b"two").unwrap();
        drop(stage);
        assert_eq!(fs::read_to_string(target.join("a/same")).unwrap(), "one");
        let picture = folder.path().join("picture");
        fs::write(&picture, "two").unwrap();
        let stage = Stage::begin(&target, ".marker").unwrap();
        let is = |text: &str| fs::read_to_string(stage.staging.join("a/same")).unwrap() == text;
        stage.write("a/same", b"one").unwrap();
        stage.copy(&picture, "a/same").unwrap();
        assert!(is("two"));
        stage.write("a/same", b"one").unwrap();
        assert!(is("one"));
        stage.copy(&picture, "a/same").unwrap();
        stage.copy(&picture, "a/same").unwrap();
        assert!(is("two"));
        drop(stage);
        assert_eq!(fs::read_to_string(target.join("a/same")).unwrap(), "one");
        // What was changed in the folder itself is put right.
        fs::write(target.join("a/same"), "two").unwrap();
        write(&[("a/same", "one")]);
        assert_eq!(fs::read_to_string(target.join("a/same")).unwrap(), "one");
    }

    #[test]
    fn a_file_is_kept_while_it_has_its_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        let stage = Stage::begin(&target, ".marker").unwrap();
        ["a/b", "c"].into_iter().for_each(|path| stage.write(path, b"one").unwrap());
        let (nested, other) = (stage.stamp("a/b").unwrap(), stage.stamp("c").unwrap());
        assert!(stage.stamp("d").is_none());
        stage.commit().unwrap();
        fs::write(target.join("c"), "more").unwrap();
        let stage = Stage::begin(&target, ".marker").unwrap();
        assert!(stage.keep("a/b", nested).unwrap());
        stage.discard("a/b").unwrap();
        stage.discard("a/b").unwrap();
        assert!(stage.stamp("a/b").is_none() && target.join("a/b").exists());
        assert!(stage.keep("a/b", nested).unwrap());
        assert!(!stage.keep("c", other).unwrap() && !stage.keep("d", other).unwrap());
        assert!(stage.keep("../c", other).is_err());
        stage.commit().unwrap();
        assert_eq!(fs::read_to_string(target.join("a/b")).unwrap(), "one");
        assert!(!target.join("c").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_old_folder_is_no_file_to_take_over() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        Stage::begin(&target, ".marker").unwrap().commit().unwrap();
        fs::write(folder.path().join("elsewhere"), "one").unwrap();
        std::os::unix::fs::symlink("../elsewhere", target.join("a")).unwrap();
        let stamp = super::super::stamp(&target.join("a")).unwrap();
        let stage = Stage::begin(&target, ".marker").unwrap();
        assert!(!stage.keep("a", stamp).unwrap());
        stage.write("a", b"one").unwrap();
        stage.commit().unwrap();
        assert!(fs::symlink_metadata(target.join("a")).unwrap().is_file());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_another_folder_is_copied_and_so_is_what_a_link_leads_to() {
        use std::os::unix::fs::MetadataExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "one").unwrap();
        std::os::unix::fs::symlink("file", &link).unwrap();
        let target = folder.path().join("site");
        let number = |path: &Path| fs::symlink_metadata(path).unwrap().ino();
        let copy = || {
            let stage = Stage::begin(&target, ".marker").unwrap();
            stage.copy(&file, "a/file").unwrap();
            stage.copy(&link, "a/link").unwrap();
            stage.commit().unwrap();
            assert!(fs::symlink_metadata(target.join("a/link")).unwrap().is_file());
            number(&target.join("a/file"))
        };
        let first = copy();
        assert_ne!(first, number(&file));
        // The second time it is the old folder's file that has a second name.
        assert_eq!(copy(), first);
    }

    #[test]
    fn a_folder_of_somebody_else_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        fs::create_dir(&target).unwrap();
        drop(Stage::begin(&target, ".marker").unwrap());
        fs::write(target.join("thesis.txt"), "years of work").unwrap();
        assert!(Stage::begin(&target, ".marker").is_err());
    }

    #[test]
    fn nothing_is_written_outside_the_stage() {
        let folder = tempfile::tempdir().unwrap();
        let stage = Stage::begin(&folder.path().join("site"), ".marker").unwrap();
        for path in ["../x", "a/../../x", "/x", "", "."] {
            assert!(stage.write(path, b"x").is_err(), "{path}");
        }
    }

    #[test]
    fn the_stage_of_a_dead_process_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let dead = folder.path().join(".site.ajuda-1");
        fs::create_dir(&dead).unwrap();
        fs::write(folder.path().join(".site.ajuda-1.lock"), "").unwrap();
        drop(Stage::begin(&folder.path().join("site"), ".marker").unwrap());
        assert!(!dead.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn two_stages_of_one_folder_are_never_open_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        let first = Stage::begin(&target, ".marker").unwrap();
        let message = Stage::begin(&target, ".marker").err().unwrap().to_string();
        assert!(message.starts_with("another `ajuda` is writing"), "{message}");
        drop(first);
        drop(Stage::begin(&target, ".marker").unwrap());
        // Many at once: one at a time has it, and each has it in the end.
        std::thread::scope(|scope| {
            for number in 0..8 {
                let target = &target;
                scope.spawn(move || {
                    loop {
                        let Ok(stage) = Stage::begin(target, ".marker") else {
                            std::thread::yield_now();
                            continue;
                        };
                        stage.write("who", number.to_string().as_bytes()).unwrap();
                        assert_eq!(
                            fs::read_to_string(stage.folder().join("who")).unwrap(),
                            number.to_string()
                        );
                        stage.commit().unwrap();
                        break;
                    }
                });
            }
        });
        assert!(target.join("who").exists());
    }
}
