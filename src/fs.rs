//! The one door to the file system: walking, reading, and writing all or nothing.
//!
//! A folder is written by staging: every file goes into a new folder beside the target, which then
//! changes places with it in one step. A failure, or a kill at any moment, leaves the old folder
//! whole; the stage of a process that died is removed by the next one.

mod fingerprint;
mod listed;
mod new;
mod picture;
mod shelf;
mod stage;
mod stat;

pub use fingerprint::Fingerprint;
pub use listed::{folders, list};
pub use new::write_new;
pub use picture::picture_size;
pub use shelf::{Laid, Opened, Shelf};
pub use stage::Stage;
#[cfg(all(test, unix))]
pub use stat::later;
pub use stat::{Moment, Stamp, Stat, moment, stamp, stat};

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use walkdir::WalkDir;

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::digest::Digest;
use crate::source::{Area, Source, SourcePath};

/// Texts above this are refused: no help page is so long, and what a page needs grows with its length.
const LONGEST_SOURCE: u64 = 8 * 1024 * 1024;

/// Files and folders below a folder; those behind are left out.
const MOST_ENTRIES: usize = 500_000;
/// Symbolic links to folders that are followed: a few, each of one folder to the next, are ways without number.
const MOST_LINKS: usize = 1_000;
/// Folders in one another.
const DEEPEST: usize = 100;

/// The files below `root`, sorted by path; none where `root` does not exist. Hidden files and the
/// folders `without` are passed over; symbolic links are followed while they stay inside.
///
/// # Errors
/// When `root` is there but cannot be read at all.
pub fn walk(area: Area, root: &Path, without: &[&Path]) -> anyhow::Result<Checked<Vec<SourcePath>>> {
    let mut found = Checked { value: Vec::new(), diagnostics: Vec::new() };
    let there = root.try_exists().with_context(|| format!("could not read `{}`", root.display()))?;
    if !there {
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
    let (mut entries, mut links) = (0, 0);
    while let Some(entry) = walked.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.diagnostics.push(walk_problem(area, root, error)?);
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
        let limit = |message: String, help: &str| {
            Diagnostic::in_file(area, &path, Code::LimitReached, message).help(help)
        };
        entries += usize::from(entry.depth() > 0);
        if entries > MOST_ENTRIES {
            let message = format!(
                "there are more than {MOST_ENTRIES} files and folders; this one and those behind it are left out"
            );
            found.diagnostics.push(limit(message, "make two sites of it"));
            break;
        }
        if entry.file_type().is_dir() {
            links += usize::from(entry.depth() > 0 && entry.path_is_symlink());
            let reached = if links > MOST_LINKS {
                let what = format!("it is one of more than {MOST_LINKS} symbolic links to folders");
                Some((what, "link to a folder once, or copy it"))
            } else if entry.depth() > DEEPEST {
                Some((format!("it is below {DEEPEST} others"), "move it up"))
            } else {
                None
            };
            if let Some((what, help)) = reached {
                found.diagnostics.push(limit(format!("the folder is left out: {what}"), help));
                walked.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_file() {
            found.value.push(path);
        }
    }
    found.value.sort();
    Ok(found)
}

/// What to mend in a folder that cannot be walked.
///
/// # Errors
/// Where it is nothing that is to be mended there.
fn walk_problem(area: Area, root: &Path, error: walkdir::Error) -> anyhow::Result<Diagnostic> {
    let path = relative(root, error.path().unwrap_or(root));
    if let Some(ancestor) = error.loop_ancestor() {
        let above = relative(root, ancestor);
        let above = if above.as_str().is_empty() {
            "the content folder itself".to_owned()
        } else {
            format!("`{above}`")
        };
        let message = format!("the symbolic link leads back to {above}; it was not followed");
        let found = Diagnostic::in_file(area, &path, Code::SourceSymlinkLoop, message);
        return Ok(found.help("remove the link"));
    }
    let dangling = error.path().is_some_and(|path| path.is_symlink() && !path.exists());
    if dangling {
        let message = "the symbolic link leads nowhere";
        let found = Diagnostic::in_file(area, &path, Code::SourceSymlinkLoop, message);
        return Ok(found.help("remove the link"));
    }
    let place = error.path().unwrap_or(root).to_path_buf();
    let shown = error.to_string();
    let error = error.into_io_error().unwrap_or_else(|| io::Error::other(shown));
    unreadable(area, &path, error).with_context(|| format!("could not read `{}`", place.display()))
}

/// What to mend about a file or folder that cannot be read.
///
/// # Errors
/// Where nothing about it is to be mended: the machine has no file or memory left, or its disk is broken. Were
/// the page left out, a site would be published that lacks it for no reason of the author's.
fn unreadable(area: Area, path: &SourcePath, error: io::Error) -> io::Result<Diagnostic> {
    use io::ErrorKind::{
        InvalidFilename, InvalidInput, IsADirectory, NotADirectory, NotFound, PermissionDenied,
    };
    let help = match error.kind() {
        PermissionDenied => "give the user that runs `ajuda` the right to read it, or remove it",
        NotFound => "it was removed while the content was read: run this again",
        InvalidFilename | InvalidInput | IsADirectory | NotADirectory => "make a file of it that can be read",
        _ => return Err(error),
    };
    let message = format!("could not be read: {}", plain_reason(&error));
    Ok(Diagnostic::in_file(area, path, Code::SourceUnreadable, message).help(help))
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

/// Whether nobody but the user who runs this can have put anything into a folder, as far as the system says:
/// it is theirs, or not there yet.
#[cfg(unix)]
pub fn is_own(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let user = rustix::process::geteuid();
    match fs::symlink_metadata(folder) {
        Ok(metadata) => !metadata.is_symlink() && (user.is_root() || metadata.uid() == user.as_raw()),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Whether it is the user's is not asked here.
#[cfg(not(unix))]
pub fn is_own(_: &Path) -> bool {
    true
}

/// What a path is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file.
    File,
    /// A folder, a symbolic link, or something rarer.
    Other,
}

/// What is at a path itself; none where there is nothing.
pub fn entry(path: &Path) -> Option<Entry> {
    let metadata = fs::symlink_metadata(path).ok()?;
    Some(if metadata.is_file() { Entry::File } else { Entry::Other })
}

/// The whole path without symbolic links, as the operating system names it in events; where its end does
/// not exist, the part that does is real.
pub fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    for above in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (above.canonicalize(), absolute.strip_prefix(above)) {
            return rest
                .components()
                .filter(|segment| *segment != Component::CurDir)
                .fold(real, |path, segment| path.join(segment));
        }
    }
    absolute
}

/// A whole file.
///
/// # Errors
/// The operating system's, with the file.
pub fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("could not read `{}`", file.display()))
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

/// The text of a file of at most so many bytes, if there is one.
///
/// # Errors
/// When it is there and is longer, or cannot be read as UTF-8 text.
pub fn read_at_most(most: u64, file: &Path) -> io::Result<Option<String>> {
    let opened = match fs::File::open(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let length = opened.metadata()?.len();
    if length > most {
        let message = format!("it is {length} bytes long, more than the {most} that are read");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    let mut text = String::new();
    // What is no file, or grows meanwhile, has no length to go by.
    opened.take(most).read_to_string(&mut text)?;
    Ok(Some(text))
}

/// Reads a file as text. Where the file is not there any more, may not be read, is not UTF-8 or is too long,
/// the inner error says what to mend, and the rest of the site still builds.
///
/// # Errors
/// The operating system's, where it is nothing about the file.
pub fn read_source(
    area: Area,
    root: &Path,
    path: &SourcePath,
) -> anyhow::Result<Result<(Source, Stat), Diagnostic>> {
    let file = root.join(path.as_str());
    let failed = |error| {
        let finding = unreadable(area, path, error);
        finding.map(Err).with_context(|| format!("could not read `{}`", file.display()))
    };
    // Asked of the very file that is read, before it is: a path may lead elsewhere a moment later.
    let (opened, metadata) = match File::open(&file).and_then(|file| file.metadata().map(|of| (file, of))) {
        Ok(opened) => opened,
        Err(error) => return failed(error),
    };
    let length = metadata.len();
    if length > LONGEST_SOURCE {
        let message = format!("is {length} bytes long, more than the {LONGEST_SOURCE} that are read");
        return Ok(Err(Diagnostic::in_file(area, path, Code::LimitReached, message).help("split the page")));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    if let Err(error) = (&opened).read_to_end(&mut bytes) {
        return failed(error);
    }
    Ok(String::from_utf8(bytes)
        .map(|text| (Source::new(area, path.clone(), text), Stat::of(&metadata)))
        .map_err(|error| not_utf8(area, path, &error)))
}

/// A source that was read before and is the same still, by its digest and the length of its text: it is read
/// when its text is asked for.
pub fn unread_source(
    area: Area,
    root: &Arc<Path>,
    path: &SourcePath,
    digest: Digest,
    length: usize,
) -> Source {
    let (root, of) = (root.clone(), path.clone());
    // Whoever finds that it is not what it was reads it again, and is told then what kept this from reading it.
    let read = move || read_source(area, &root, &of).ok()?.ok().map(|(source, _)| source);
    Source::unread(area, path.clone(), digest, length, read)
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
    // Its end says whose it is: see `remove_unfinished`.
    let mut beside = file.as_os_str().to_owned();
    beside.push(format!(".{}", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Removes what `write_whole` left of files whose names begin so, where its process was killed meanwhile. What
/// cannot be removed stays: it does no harm.
pub fn remove_unfinished(folder: &Path, names: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (file, name) = (entry.path(), entry.file_name());
        let ours = name.to_str().and_then(|name| name.strip_prefix(names));
        let process = ours.and_then(|rest| rest.split_once('.')?.1.parse::<u32>().ok()?.try_into().ok());
        if process.is_some_and(|process| !is_running(process)) {
            let _ = fs::remove_file(file);
        }
    }
}

#[cfg(unix)]
fn is_running(process: i32) -> bool {
    let process = rustix::process::Pid::from_raw(process);
    // Whose it is does not matter: one that may not be asked is there.
    process.is_some_and(|process| rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH))
}

/// A file that a process has open cannot be removed here.
#[cfg(not(unix))]
fn is_running(_: i32) -> bool {
    false
}

/// Makes a folder and those above it, for what writes its own files there.
///
/// # Errors
/// The operating system's, with the folder.
pub fn create_folder(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("could not make the folder `{}`", folder.display()))
}

/// Whether a folder, which need not exist, lies where walking `root` finds what is in it.
///
/// # Errors
/// When the current folder is not known.
pub fn is_walked(root: &Path, folder: &Path) -> anyhow::Result<bool> {
    let (root, folder) = (real_place(root)?, real_place(folder)?);
    let hidden = |segment: Component<'_>| segment.as_os_str().as_encoded_bytes().starts_with(b".");
    Ok(folder.strip_prefix(&root).is_ok_and(|below| !below.components().any(hidden)))
}

/// Where a path leads; of one that does not exist, the nearest above it that does says where it is.
fn real_place(path: &Path) -> anyhow::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let known = path.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
    Ok(match known {
        Some((above, real)) => path.strip_prefix(above).map_or(real.clone(), |rest| real.join(rest)),
        None => path,
    })
}

/// Holds that no folder that is replaced holds, or is, another one of the site.
///
/// # Errors
/// Which two folders there are.
pub fn apart(replaced: &[&Path], kept: &[&Path]) -> anyhow::Result<()> {
    for (number, folder) in replaced.iter().enumerate() {
        let place = real_place(folder)?;
        let later = replaced[number + 1..].iter().map(|other| (other, true));
        for (other, both) in later.chain(kept.iter().map(|other| (other, false))) {
            let other_place = real_place(other)?;
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
