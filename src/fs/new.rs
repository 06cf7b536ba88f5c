//! A folder made anew: every file of it, or none.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// Writes the files of a new folder, which may exist but must hold nothing but `.git`. Where one
/// cannot be written, those written before it are removed again.
///
/// # Errors
/// When the folder holds anything, or the operating system's.
pub fn write_new(folder: &Path, files: &[(String, String)]) -> anyhow::Result<()> {
    if fs::symlink_metadata(folder).is_ok() {
        let entries =
            fs::read_dir(folder).with_context(|| format!("could not read `{}`", folder.display()))?;
        let own = entries.flatten().map(|entry| entry.file_name()).find(|name| name != ".git");
        if let Some(name) = own {
            bail!(
                "`{}` is not empty, it holds `{}`: name a new folder; nothing was written",
                folder.display(),
                name.to_string_lossy()
            );
        }
    }
    let mut made = Made::default();
    for (path, text) in files {
        let file = folder.join(path);
        made.file(&file, text).with_context(|| format!("could not write `{}`", file.display()))?;
    }
    made.kept = true;
    Ok(())
}

/// What was made so far; it goes away again unless it is kept.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    kept: bool,
}

impl Made {
    fn file(&mut self, file: &Path, text: &str) -> io::Result<()> {
        let missing: Vec<&Path> = file
            .ancestors()
            .skip(1)
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
            .collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_path_buf());
        }
        let mut opened = OpenOptions::new().write(true).create_new(true).open(file)?;
        self.files.push(file.to_path_buf());
        opened.write_all(text.as_bytes())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
