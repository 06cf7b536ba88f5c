//! A hostile site on the disk, built by the program as a person would.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use walkdir::WalkDir;

pub(crate) const AJUDA: &str = env!("CARGO_BIN_EXE_ajuda");

/// A project in a folder of its own, so that what leaves the project is seen.
pub(crate) struct Site {
    outer: TempDir,
}

/// A finding, as `--message-format json` has it.
#[derive(Clone, Debug, serde::Deserialize)]
pub(crate) struct Finding {
    pub(crate) code: String,
    pub(crate) severity: String,
    pub(crate) path: Option<String>,
}

impl Site {
    pub(crate) fn new(settings: &str) -> Site {
        // Thousands of small files are written soonest where no disk is.
        let memory = Path::new("/dev/shm");
        let outer = match memory.is_dir() {
            true => TempDir::with_prefix_in("ajuda-hostile-", memory),
            false => TempDir::with_prefix("ajuda-hostile-"),
        };
        let site = Site { outer: outer.unwrap() };
        fs::create_dir(site.folder()).unwrap();
        fs::write(site.folder().join("ajuda.toml"), settings).unwrap();
        site
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.outer.path().join("project")
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.folder().join("content").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(AJUDA);
        command.args(arguments).current_dir(self.folder()).stdin(Stdio::null()).env_remove("RUST_BACKTRACE");
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code().is_some(), "{arguments:?} was killed by a signal: {said}");
        assert!(!said.contains("panicked"), "{arguments:?}: {said}");
        output
    }

    /// Builds; what was found. Only `site` and the index are written, and nothing outside the project.
    #[track_caller]
    pub(crate) fn build(&self) -> Vec<Finding> {
        let output = self.run(&["build", "--quiet", "--message-format", "json"]);
        let code = output.status.code();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(code, Some(0 | 1)), "exit {code:?}: {said}");
        assert_eq!(names(self.outer.path()), ["project"]);
        assert_eq!(names(&self.folder()), [".ajuda", "ajuda.toml", "content", "site"]);
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The rows of the export.
    pub(crate) fn export(&self) -> Vec<serde_json::Value> {
        let output = self.run(&["export", "--quiet"]);
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Where each page was written, by its source: `en/a/b.md` to `en/a/b/index.html`.
    pub(crate) fn pages(&self) -> BTreeMap<String, String> {
        let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap().to_owned();
        let rows = self.export();
        let pages = rows.iter().filter(|row| row["kind"] == "page");
        pages
            .map(|row| {
                let url = text(row, "url");
                let path =
                    percent_encoding::percent_decode_str(url.trim_start_matches('/')).decode_utf8().unwrap();
                (text(row, "path"), format!("{path}index.html"))
            })
            .collect()
    }

    pub(crate) fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.folder().join("site").join(path)).ok()
    }

    /// Every file of the site with one of these extensions.
    pub(crate) fn files(&self, extensions: &[&str]) -> Vec<(String, String)> {
        let root = self.folder().join("site");
        let wanted =
            |path: &Path| path.extension().is_some_and(|e| extensions.iter().any(|wanted| e == *wanted));
        WalkDir::new(&root)
            .sort_by_file_name()
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file() && wanted(entry.path()))
            .map(|entry| {
                let name = entry.path().strip_prefix(&root).unwrap().display().to_string();
                (name, fs::read_to_string(entry.path()).unwrap())
            })
            .collect()
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
