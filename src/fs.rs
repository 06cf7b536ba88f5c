//! The one door to the file system: walking, reading, and writing all or nothing.
//!
//! A folder is written by staging: every file goes into a new folder beside the target, which then
//! changes places with it in one step. A failure, or a kill at any moment, leaves the old folder
//! whole; the stage of a process that died is removed by the next one.

mod listed;
mod new;

pub use listed::list;
pub use new::write_new;

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, bail};
use walkdir::WalkDir;

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::source::{Area, Source, SourcePath};

/// Texts above this are refused: no help page is so long, and what a page needs grows with its length.
const LONGEST_SOURCE: u64 = 8 * 1024 * 1024;

/// Files of a folder above this are left out.
const MOST_FILES: usize = 500_000;

/// The files below `root`, sorted by path; none where `root` does not exist. Hidden files and the
/// folders `without` are passed over; symbolic links are followed while they stay inside.
///
/// # Errors
/// When `root` is there but cannot be read at all.
pub fn walk(area: Area, root: &Path, without: &[&Path]) -> anyhow::Result<Checked<Vec<SourcePath>>> {
    let mut found = Checked { value: Vec::new(), diagnostics: Vec::new() };
    if !root.exists() {
        return Ok(found);
    }
    fs::read_dir(root).with_context(|| format!("could not read `{}`", root.display()))?;
    let real_root = fs::canonicalize(root).with_context(|| format!("could not read `{}`", root.display()))?;
    let without: Vec<PathBuf> = without.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let kept = |entry: &walkdir::DirEntry| {
        let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        let left_out = entry.depth() > 0
            && entry.file_type().is_dir()
            && !without.is_empty()
            && fs::canonicalize(entry.path()).is_ok_and(|real| without.contains(&real));
        !hidden && !left_out
    };
    let mut walked = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(kept);
    while let Some(entry) = walked.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.diagnostics.push(walk_problem(area, root, &error));
                continue;
            }
        };
        let path = relative(root, entry.path());
        if entry.path_is_symlink() {
            let inside = fs::canonicalize(entry.path()).is_ok_and(|real| real.starts_with(&real_root));
            if !inside {
                let message = "the symbolic link leads out of the content folder; it was not followed";
                found.diagnostics.push(
                    Diagnostic::in_file(area, &path, Code::SourceSymlinkOutside, message)
                        .help("copy what it leads to into the folder"),
                );
                if entry.file_type().is_dir() {
                    walked.skip_current_dir();
                }
                continue;
            }
        }
        if entry.file_type().is_file() {
            if found.value.len() == MOST_FILES {
                let message = format!(
                    "there are more than {MOST_FILES} files; this one and those behind it are left out"
                );
                found.diagnostics.push(
                    Diagnostic::in_file(area, &path, Code::LimitReached, message)
                        .help("make two sites of it"),
                );
                break;
            }
            found.value.push(path);
        }
    }
    found.value.sort();
    Ok(found)
}

fn walk_problem(area: Area, root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = relative(root, error.path().unwrap_or(root));
    if let Some(ancestor) = error.loop_ancestor() {
        let above = relative(root, ancestor);
        let above = if above.as_str().is_empty() {
            "the content folder itself".to_owned()
        } else {
            format!("`{above}`")
        };
        let message = format!("the symbolic link leads back to {above}; it was not followed");
        return Diagnostic::in_file(area, &path, Code::SourceSymlinkLoop, message).help("remove the link");
    }
    let dangling = error.path().is_some_and(|path| path.is_symlink() && !path.exists());
    if dangling {
        let message = "the symbolic link leads nowhere";
        return Diagnostic::in_file(area, &path, Code::SourceSymlinkLoop, message).help("remove the link");
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), plain_reason);
    Diagnostic::in_file(area, &path, Code::SourceUnreadable, format!("could not be read: {reason}"))
        .help("give the user that runs `ajuda` the right to read it, or remove it")
}

fn relative(root: &Path, path: &Path) -> SourcePath {
    let below = path.strip_prefix(root).unwrap_or(path);
    let segments: Vec<String> =
        below.components().map(|segment| segment.as_os_str().to_string_lossy().into_owned()).collect();
    SourcePath::new(&segments.join("/"))
}

/// An operating system's reason in lower case, without its number.
fn plain_reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

/// What tells a file from what it was: its length and when it was written last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// A file's stamp; none where there is no file that can be asked.
pub fn stamp(file: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(file).ok()?;
    Some(Stamp { length: metadata.len(), modified: metadata.modified().ok() })
}

/// A path without symbolic links; as it is where it does not exist.
pub fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// The size of a picture in pixels, from the beginning of its file; `None` where that is no picture that
/// can be read.
pub fn picture_size(file: &Path) -> Option<(u32, u32)> {
    let mut reader = io::BufReader::new(File::open(file).ok()?);
    let size = imagesize::reader_size(&mut reader).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

/// The text of a file, if there is one.
///
/// # Errors
/// When it is there and cannot be read as UTF-8 text.
pub fn read_optional(file: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a file as text.
///
/// # Errors
/// A diagnostic where the file cannot be read, is not UTF-8 or is too long: the author can mend
/// these, and the rest of the site still builds.
pub fn read_source(area: Area, root: &Path, path: &SourcePath) -> Result<Source, Diagnostic> {
    let file = root.join(path.as_str());
    let unreadable = |error: &io::Error| {
        Diagnostic::in_file(
            area,
            path,
            Code::SourceUnreadable,
            format!("could not be read: {}", plain_reason(error)),
        )
        .help("give the user that runs `ajuda` the right to read it, or remove it")
    };
    let length = fs::metadata(&file).map_err(|error| unreadable(&error))?.len();
    if length > LONGEST_SOURCE {
        let message = format!("is {length} bytes long, more than the {LONGEST_SOURCE} that are read");
        return Err(Diagnostic::in_file(area, path, Code::LimitReached, message).help("split the page"));
    }
    let bytes = fs::read(&file).map_err(|error| unreadable(&error))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(area, path.clone(), text)),
        Err(error) => Err(not_utf8(area, path, &error)),
    }
}

fn not_utf8(area: Area, path: &SourcePath, error: &std::string::FromUtf8Error) -> Diagnostic {
    let at = error.utf8_error().valid_up_to();
    let byte = error.as_bytes()[at];
    let readable = String::from_utf8_lossy(error.as_bytes()).into_owned();
    // Before the first bad byte the lossy text is the file, so the offset holds in both.
    let source = Source::new(area, path.clone(), readable);
    let bom = if error.as_bytes().starts_with("\u{feff}".as_bytes()) { '\u{feff}'.len_utf8() } else { 0 };
    let start = at.saturating_sub(bom);
    let message = format!("byte 0x{byte:02X} is not UTF-8, so the page was left out");
    let mut finding =
        Diagnostic::at(&source, (start..start + '\u{fffd}'.len_utf8()).into(), Code::SourceNotUtf8, message);
    finding.help = Some("save the file as UTF-8; it may be Windows-1252 or UTF-16 now".to_owned());
    finding
}

/// Writes a file so that it is the old one or the new one, whole, whatever happens meanwhile.
///
/// # Errors
/// The operating system's.
pub fn write_whole(file: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = file.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent)?;
    }
    let mut beside = file.as_os_str().to_owned();
    beside.push(format!(".{}", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Makes a folder and those above it, for what writes its own files there.
///
/// # Errors
/// The operating system's, with the folder.
pub fn create_folder(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("could not make the folder `{}`", folder.display()))
}

/// Holds that no folder that is replaced holds, or is, another one of the site.
///
/// # Errors
/// Which two folders there are.
pub fn apart(replaced: &[&Path], kept: &[&Path]) -> anyhow::Result<()> {
    // A folder need not exist yet; then the nearest above it that does says where it is.
    let real = |path: &Path| -> anyhow::Result<PathBuf> {
        let path = std::path::absolute(path)?;
        let known = path.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
        Ok(match known {
            Some((above, real)) => path.strip_prefix(above).map_or(real.clone(), |rest| real.join(rest)),
            None => path,
        })
    };
    for (number, folder) in replaced.iter().enumerate() {
        let place = real(folder)?;
        let later = replaced[number + 1..].iter().map(|other| (other, true));
        for (other, both) in later.chain(kept.iter().map(|other| (other, false))) {
            let other_place = real(other)?;
            if other_place.starts_with(&place) || both && place.starts_with(&other_place) {
                bail!(
                    "`{}` would be replaced together with `{}`: name folders that do not lie in one another",
                    folder.display(),
                    other.display()
                );
            }
        }
    }
    Ok(())
}

/// A folder being written beside the one it will replace.
pub struct Stage {
    target: PathBuf,
    staging: PathBuf,
    lock_path: PathBuf,
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
        let stage = Stage { target: target.clone(), staging, lock_path, _lock: lock, marker };
        fs::create_dir(&stage.staging).with_context(writing)?;
        Ok(stage)
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

    /// Writes one file; folders above it are made.
    ///
    /// # Errors
    /// The operating system's, with the path that was meant.
    pub fn write(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let file = self.place(path)?;
        with_parent(&file, || fs::write(&file, bytes))
            .with_context(|| format!("could not write `{}`", self.target.join(path).display()))
    }

    /// Copies one file; folders above it are made.
    ///
    /// # Errors
    /// The operating system's, with the path that was meant.
    pub fn copy(&self, from: &Path, path: &str) -> anyhow::Result<()> {
        let file = self.place(path)?;
        with_parent(&file, || fs::copy(from, &file).map(|_| ())).with_context(|| {
            format!("could not copy `{}` to `{}`", from.display(), self.target.join(path).display())
        })
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
