//! How a source changed since it was translated, as git shows it.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context as _;

use super::{Row, State};
use crate::command::console::Console;
use crate::model::{History, PageId, Site};

/// Shows the difference of every stale page among these.
pub(super) fn show(
    site: &Site,
    rows: &[&Row<'_>],
    history: &History,
    content: &Path,
    console: &Console,
) -> anyhow::Result<()> {
    let mut told = false;
    for row in rows.iter().filter(|row| row.state == State::Stale) {
        let Some(translation) = row.translation else { continue };
        told = true;
        writeln!(anstream::stdout(), "{}: {} since it was translated", row.locale, row.source)?;
        match translated_at(site, translation, history) {
            Some(commit) => difference(&commit, row.source, content)?,
            None => console.say("  the commit it was translated from is not known"),
        }
    }
    if !told {
        console.say("no translation is stale");
    }
    Ok(())
}

/// The commit of the source that was translated: named in front matter, else the last one that changed
/// the translation.
fn translated_at(site: &Site, translation: PageId, history: &History) -> Option<String> {
    let document = &site.page(translation).document;
    let named = document.front_matter.source_commit.as_deref().and_then(|commit| history.place(commit));
    let last = history.changes.get(document.source.path()).map(|change| change.commit);
    history.commits.get(named.or(last)? as usize).cloned()
}

fn difference(commit: &str, source: &str, content: &Path) -> anyhow::Result<()> {
    let color = if std::io::stdout().is_terminal() { "--color=always" } else { "--color=never" };
    let output = Command::new("git")
        .args(["--no-pager", "diff", "--no-ext-diff", color, commit, "--", source])
        .current_dir(content)
        .stdin(Stdio::null())
        .output()
        .context("could not run `git`")?;
    anyhow::ensure!(output.status.success(), "git says: {}", String::from_utf8_lossy(&output.stderr).trim());
    anstream::stdout().write_all(&output.stdout)?;
    Ok(())
}
