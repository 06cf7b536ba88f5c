//! What a publication changes: two trees of files, one beside the other.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::command::console::number;
use crate::terminal::printable;

/// A file as git knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Blob {
    /// The hash of its bytes.
    pub(super) hash: String,
    /// How many bytes it has.
    pub(super) bytes: u64,
}

/// Files by their path.
pub(super) type Tree = BTreeMap<String, Blob>;

/// How a file differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Added,
    Changed,
    Removed,
}

/// The differences between two trees.
#[derive(Debug)]
pub(super) struct Changes {
    pages: Vec<(String, Change)>,
    files: Vec<(String, Change)>,
    /// The bytes of what was added or changed.
    new_bytes: u64,
    all_bytes: u64,
}

impl Changes {
    /// What leads from one tree to another.
    pub(super) fn between(old: &Tree, new: &Tree) -> Changes {
        let all_bytes = new.values().map(|blob| blob.bytes).sum();
        let mut changes = Changes { pages: Vec::new(), files: Vec::new(), new_bytes: 0, all_bytes };
        for (path, blob) in new {
            match old.get(path) {
                Some(before) if before.hash == blob.hash => {}
                before => {
                    changes.new_bytes += blob.bytes;
                    changes.add(path, if before.is_some() { Change::Changed } else { Change::Added });
                }
            }
        }
        for path in old.keys().filter(|path| !new.contains_key(*path)) {
            changes.add(path, Change::Removed);
        }
        changes.pages.sort_by(|a, b| a.0.cmp(&b.0));
        changes
    }

    fn add(&mut self, path: &str, change: Change) {
        match page_of(path) {
            Some(page) => self.pages.push((page, change)),
            None => self.files.push((path.to_owned(), change)),
        }
    }

    /// Whether both are the same.
    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.files.is_empty()
    }

    /// The sums, and the first `most` pages.
    pub(super) fn shown(&self, most: usize) -> String {
        let mut text = format!("  pages  {}\n  files  {}\n", sums(&self.pages), sums(&self.files));
        let _ = writeln!(text, "  bytes  {} new of {}", size(self.new_bytes), size(self.all_bytes));
        for (page, change) in self.pages.iter().take(most) {
            let sign = match change {
                Change::Added => '+',
                Change::Changed => '~',
                Change::Removed => '-',
            };
            let _ = writeln!(text, "    {sign} {}", printable(page));
        }
        if self.pages.len() > most {
            let _ = writeln!(text, "    and {} more", number(self.pages.len() - most, "page"));
        }
        text
    }
}

/// The address of a page below the site's root; `None` for other files. The permanent addresses of
/// entries, `<locale>/id/…`, are no pages.
fn page_of(path: &str) -> Option<String> {
    let page = path.strip_suffix(".html")?;
    if path.split('/').nth(1) == Some("id") {
        return None;
    }
    match page.strip_suffix("index") {
        Some("") => Some("./".to_owned()),
        Some(folder) if folder.ends_with('/') => Some(folder.to_owned()),
        _ => Some(path.to_owned()),
    }
}

fn sums(changes: &[(String, Change)]) -> String {
    let count = |wanted: Change| changes.iter().filter(|(_, change)| *change == wanted).count();
    format!(
        "{} added, {} changed, {} removed",
        count(Change::Added),
        count(Change::Changed),
        count(Change::Removed)
    )
}

/// `812 bytes`, `3.4 kB`, `12.0 MB`.
#[expect(clippy::cast_precision_loss, reason = "a size is shown with one digit behind the point")]
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => number(usize::try_from(bytes).unwrap_or(usize::MAX), "byte"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str, u64)]) -> Tree {
        let blob = |(path, hash, bytes): &(&str, &str, u64)| {
            ((*path).to_owned(), Blob { hash: (*hash).to_owned(), bytes: *bytes })
        };
        files.iter().map(blob).collect()
    }

    #[test]
    fn pages_and_other_files_are_counted_apart() {
        let old =
            tree(&[("en/a/index.html", "1", 10), ("en/b/index.html", "2", 10), ("theme/style.css", "3", 5)]);
        let new = tree(&[
            ("en/a/index.html", "1", 10),
            ("en/c/index.html", "4", 2_000),
            ("en/id/c/q1/index.html", "5", 100),
            ("index.html", "6", 300),
            ("theme/style.css", "7", 5),
        ]);
        let changes = Changes::between(&old, &new);
        assert_eq!(
            changes.shown(2),
            "  pages  2 added, 0 changed, 1 removed\n  files  1 added, 1 changed, 0 removed\n  bytes  2.4 kB new of 2.4 kB\n    + ./\n    - en/b/\n    and 1 page more\n"
        );
        assert!(Changes::between(&new, &new).is_empty());
    }
}
