//! Every file below a folder, hidden ones too; and the folders in one.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use walkdir::WalkDir;

/// The paths below `folder`, with `/` between segments, sorted, and how many bytes each has.
///
/// # Errors
/// The operating system's, and where a name is no text.
pub fn list(folder: &Path) -> anyhow::Result<Vec<(String, u64)>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("could not read `{}`", folder.display()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(folder)?;
        let segments: Option<Vec<&str>> = below.iter().map(|segment| segment.to_str()).collect();
        let path =
            segments.with_context(|| format!("the name `{}` is not UTF-8", below.display()))?.join("/");
        files.push((path, entry.metadata()?.len()));
    }
    files.sort();
    Ok(files)
}

/// The folders in a folder, sorted.
///
/// # Errors
/// The operating system's, with the folder.
pub fn folders(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let reading = || format!("could not read `{}`", folder.display());
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).with_context(reading)? {
        let path = entry.with_context(reading)?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}
