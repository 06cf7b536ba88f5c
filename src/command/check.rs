//! `ajuda check`: what a build would find, without writing anything.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Exit;
use super::console::{Console, counted, number};
use super::external::{self, Wanted};
use super::settings::Overrides;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::pipeline;
use crate::source::SourcePath;
use crate::terminal::printable;

/// Find what is wrong in the content, without writing anything
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda check                                  check the folder `content`
  ajuda check --content docs --strict          another folder; warnings fail too
  ajuda check --message-format short           a line a finding, for editors
  ajuda check --message-format json            an object a line, for tools
  ajuda check --external --max-time 60         links of the web too, for a minute at most
  ajuda check --explain-entries content/en/faq.md
                                               which questions and errors a page has, and why

Exit codes: 0 nothing to mend; 1 errors in the content; 2 could not check.")]
pub struct Args {
    /// The folder of markdown
    #[arg(long, value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// Let warnings count as errors
    #[arg(long)]
    pub strict: bool,
    /// Ask for the links of the web too
    #[arg(long)]
    pub external: bool,
    /// With `--external`, only addresses that begin so; may be given again
    #[arg(long, value_name = "PREFIX", requires = "external")]
    pub only: Vec<String>,
    /// With `--external`, no addresses that begin so; may be given again
    #[arg(long, value_name = "PREFIX", requires = "external")]
    pub skip: Vec<String>,
    /// With `--external`, how many seconds all of it may take
    #[arg(long, value_name = "SECONDS", default_value_t = 300, requires = "external")]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub max_time: u64,
    /// Say of one page how its questions and errors were found, and why what looks like one is none
    #[arg(long, value_name = "FILE")]
    pub explain_entries: Option<PathBuf>,
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
    if let Some(file) = &args.explain_entries {
        return explain_entries(file, &config, console);
    }
    let progress = console.progress();
    let Checked { value: site, mut diagnostics } = pipeline::check(&config, &|step| progress.step(step))?;
    drop(progress);
    let mut links = String::new();
    if args.external {
        let wanted = Wanted {
            only: args.only.clone(),
            skip: args.skip.clone(),
            longest: Duration::from_secs(args.max_time),
        };
        console.say("asking for the links of the web…");
        let mut checked = external::check(&site, &config, &wanted)?;
        diagnostics.append(&mut checked.diagnostics);
        let addresses = number(checked.addresses, "link");
        links = format!(" and {addresses} of the web ({} known from before)", checked.known);
        if checked.left > 0 {
            links += &format!("; {} not asked for in {} s", checked.left, args.max_time);
        }
    }
    console.show(&diagnostics, &config)?;
    let pages = number(site.pages.len(), "page");
    let locales = number(site.locales.len(), "locale");
    console.say(&format!("checked {pages} in {locales}{links}: {}", counted(&diagnostics)));
    Ok(Exit::of(&diagnostics, args.strict))
}

/// Prints a line for each entry of a page and for each near miss.
fn explain_entries(file: &Path, config: &Config, console: &Console) -> anyhow::Result<Exit> {
    let progress = console.progress();
    let loaded = pipeline::load(config, &|step| progress.step(step))?;
    drop(progress);
    let below = file.strip_prefix(&config.content).unwrap_or(file);
    let path = SourcePath::new(&below.to_string_lossy().replace('\\', "/"));
    let Some(page) = loaded.value.pages.iter().find(|page| *page.document.source.path() == path) else {
        anyhow::bail!("`{}` is not a page of `{}`", file.display(), config.content.display());
    };
    let document = &page.document;
    let shown = printable(&file.display().to_string());
    let mut out = anstream::stdout().lock();
    for trace in &document.trail {
        let (source, start) = document.source.locate(trace.span.start);
        let (line, column) = source.position(start);
        let text = source.line(line);
        let text = text.trim();
        let short: String = printable(text).chars().take(100).collect();
        let (word, style) = match trace.why.shape().is_some() {
            true => ("entry", anstyle::AnsiColor::Green.on_default()),
            false => ("none", anstyle::AnsiColor::Yellow.on_default()),
        };
        writeln!(out, "{shown}:{line}:{column}: {style}{word}{style:#}: {}", trace.why.says())?;
        writeln!(out, "    {short}")?;
    }
    let (questions, errors) = (document.questions.len(), document.errors.len());
    let kind = document.kind.as_str();
    writeln!(
        out,
        "{} and {} on a page of kind `{kind}`",
        number(questions, "question"),
        number(errors, "error")
    )?;
    Ok(Exit::Fine)
}

/// Shows what is wrong with the settings; nothing runs with settings that say something else than
/// was meant.
pub(super) fn refuse(finding: Diagnostic, overrides: &Overrides, console: &Console) -> anyhow::Result<Exit> {
    let mut shown = Config::without_file(None);
    shown.root = overrides.file().parent().map(PathBuf::from).unwrap_or_default();
    console.show(&[finding], &shown)?;
    Ok(Exit::Failed)
}
