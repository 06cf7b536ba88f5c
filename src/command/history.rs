//! The log of git for the content folder, read once before anything else: when files last changed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::model::{Change, History};
use crate::source::SourcePath;

/// What opens a commit's line in the log; no path begins with it.
const COMMIT: char = '\u{1}';

/// Reads the log.
///
/// # Errors
/// Why there is none: no git, no repository, no commit.
pub(super) fn read(content: &Path) -> anyhow::Result<History> {
    let mut command = Command::new("git");
    // Every commit is listed, so that one named in front matter is found; of files only those below here.
    command
        .args(["-c", "core.quotePath=false", "log", "--no-renames", "--name-only", "--relative"])
        .arg(format!("--format={COMMIT}%H %cs"))
        .current_dir(content)
        .stdin(Stdio::null());
    let output = command.output().map_err(|error| anyhow::anyhow!("could not run `git`: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let line = said.lines().next().unwrap_or("it failed").trim_start_matches("fatal: ");
        anyhow::bail!("could not read the log of git for `{}`: {line}", content.display());
    }
    Ok(parse(&String::from_utf8_lossy(&output.stdout)))
}

fn parse(log: &str) -> History {
    let mut history = History { changes: BTreeMap::new(), commits: Vec::new() };
    let mut now = None;
    for line in log.lines().filter(|line| !line.is_empty()) {
        if let Some(commit) = line.strip_prefix(COMMIT) {
            let (hash, date) = commit.split_once(' ').unwrap_or((commit, ""));
            now = date.parse().ok().zip(u32::try_from(history.commits.len()).ok());
            history.commits.push(hash.to_owned());
        } else if let Some((date, commit)) = now {
            // The newest comes first.
            history.changes.entry(SourcePath::new(line)).or_insert(Change { commit, date });
        }
    }
    history
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_change_of_each_file_counts() {
        let log = "\u{1}bbbbbbbbb 2026-02-01\n\nen/a.md\n\u{1}ccc 2026-01-15\n\u{1}aaaaaaaaa 2026-01-01\n\nen/a.md\nen/ação.md\n";
        let history = parse(log);
        let change = |path: &str| history.changes[&SourcePath::new(path)];
        assert_eq!(change("en/a.md"), Change { commit: 0, date: "2026-02-01".parse().unwrap() });
        assert_eq!(change("en/ação.md").commit, 2);
        assert_eq!(history.place("AAAAAAA"), Some(2));
        assert_eq!(history.place("aaa"), None);
    }
}
