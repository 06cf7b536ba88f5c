//! `ajuda check`: what a build would find, without writing anything.

use std::path::PathBuf;

use super::Exit;
use super::console::{Console, counted, number};
use super::settings::Overrides;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::pipeline;

/// Find what is wrong in the content, without writing anything
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda check                                  check the folder `content`
  ajuda check --content docs --strict          another folder; warnings fail too
  ajuda check --message-format short           a line a finding, for editors
  ajuda check --message-format json            an object a line, for tools

Exit codes: 0 nothing to mend; 1 errors in the content; 2 could not check.")]
pub struct Args {
    /// The folder of markdown
    #[arg(long, value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// Let warnings count as errors
    #[arg(long)]
    pub strict: bool,
}

/// Checks.
///
/// # Errors
/// When the content cannot be read.
pub fn run(args: &Args, config: Option<PathBuf>, console: &Console) -> anyhow::Result<Exit> {
    let overrides = Overrides { config, content: args.content.clone(), ..Overrides::default() };
    let config = match overrides.read()? {
        Ok(config) => config,
        Err(finding) => return refuse(*finding, &overrides, console),
    };
    let progress = console.progress();
    let checked = pipeline::check(&config, &|step| progress.step(step))?;
    drop(progress);
    console.show(&checked.diagnostics, &config)?;
    let pages = number(checked.pages, "page");
    let locales = number(checked.locales, "locale");
    console.say(&format!("checked {pages} in {locales}: {}", counted(&checked.diagnostics)));
    Ok(Exit::of(&checked.diagnostics, args.strict))
}

/// Shows what is wrong with the settings; nothing runs with settings that say something else than
/// was meant.
pub(super) fn refuse(finding: Diagnostic, overrides: &Overrides, console: &Console) -> anyhow::Result<Exit> {
    let mut shown = Config::without_file(None);
    shown.root = overrides.file().parent().map(PathBuf::from).unwrap_or_default();
    console.show(&[finding], &shown)?;
    Ok(Exit::Failed)
}
