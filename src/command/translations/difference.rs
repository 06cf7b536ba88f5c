//! How a source changed since it was translated, as git shows it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anstyle::{AnsiColor, Style};
use anyhow::Context as _;

use super::{Row, State};
use crate::command::console::Console;
use crate::model::{History, PageId, Site};
use crate::terminal::visible;

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
        let source = visible(row.source);
        writeln!(anstream::stdout(), "{}: {source} since it was translated", row.locale)?;
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
    let output = Command::new("git")
        // A name is itself, also one with stars or brackets.
        .args(["--literal-pathspecs", "--no-pager", "diff", "--no-ext-diff", "--color=never"])
        .args([commit, "--", source])
        .current_dir(content)
        .stdin(Stdio::null())
        .output()
        .context("could not run `git`")?;
    anyhow::ensure!(output.status.success(), "git says: {}", String::from_utf8_lossy(&output.stderr).trim());
    let mut out = anstream::stdout().lock();
    let mut is_header = true;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        is_header &= !line.starts_with("@@");
        // The colours are ours: those of git could not be told from escape sequences of the content.
        let style = match line.chars().next() {
            _ if is_header => Style::new().bold(),
            Some('@') => AnsiColor::Cyan.on_default(),
            Some('+') => AnsiColor::Green.on_default(),
            Some('-') => AnsiColor::Red.on_default(),
            _ => Style::new(),
        };
        writeln!(out, "{style}{}{style:#}", visible(line))?;
    }
    Ok(())
}
