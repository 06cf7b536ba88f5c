//! `ajuda translations`: how far each language has come, and what its sources have left behind.

mod difference;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use super::Exit;
use super::console::{Console, number};
use super::settings::Overrides;
use crate::model::{Locale, PageId, Site, Standing, State, standings};
use crate::terminal::visible;
use crate::{pipeline, terminal};

/// Show which pages are translated, and which translations their source has left behind
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda translations                           a table of all languages, and what there is to do
  ajuda translations --locale pt-BR --state missing
                                               what is to be translated into one of them
  ajuda translations --diff guide/start        what changed in a page since it was translated
  ajuda translations --max-stale 0             fail where a translation is older than its source
  ajuda translations --json                    an object a line, for tools

Each page of the default language is looked for in every other. Dates and commits in front matter say what is
stale; `--git-history`, or `git-history = true` in ajuda.toml, lets the log of git say it too.
Exit codes: 0 fine; 1 more than `--max-stale` or `--max-missing` allow; 2 could not tell.")]
pub struct Args {
    /// Only these pages, by their path without language and ending, such as `guide/start`
    #[arg(value_name = "PAGE")]
    pub pages: Vec<String>,
    /// The folder of markdown
    #[arg(long, value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// Only this language; can be given several times
    #[arg(long = "locale", value_name = "TAG", value_parser = locale)]
    pub locales: Vec<Locale>,
    /// Only pages in this state; can be given several times [default: all but current]
    #[arg(long = "state", value_name = "STATE", value_parser = state_names())]
    pub states: Vec<State>,
    /// Print an object a line
    #[arg(long, conflicts_with = "diff")]
    pub json: bool,
    /// Show how the source changed since it was translated
    #[arg(long)]
    pub diff: bool,
    /// Let the log of git say when pages changed, where their front matter does not
    #[arg(long)]
    pub git_history: bool,
    /// Exit with 1 where more translations than these are stale
    #[arg(long, value_name = "N")]
    pub max_stale: Option<usize>,
    /// Exit with 1 where more translations than these are missing
    #[arg(long, value_name = "N")]
    pub max_missing: Option<usize>,
}

/// A page in a language.
#[derive(Clone, Debug, Serialize)]
struct Row<'a> {
    locale: &'a str,
    /// The path that translations share.
    page: &'a str,
    state: State,
    /// The page of the default language, below the content folder.
    source: &'a str,
    /// Its translation; absent where it is missing.
    path: Option<&'a str>,
    /// When the source changed.
    since: Option<String>,
    machine: bool,
    /// How many questions and errors one of the two has alone.
    entries_out_of_step: usize,
    #[serde(skip)]
    translation: Option<PageId>,
}

/// The states by their names, with what each means.
fn state_names() -> impl TypedValueParser<Value = State> {
    let names = State::ALL.map(|state| {
        let help = match state {
            State::Current => "As new as its source",
            State::Stale => "Its source has changed since",
            State::Machine => "As new as its source, translated by a machine",
            State::Missing => "Not translated",
        };
        PossibleValue::new(state.as_str()).help(help)
    });
    PossibleValuesParser::new(names)
        .try_map(|name| State::ALL.into_iter().find(|state| state.as_str() == name).ok_or("no such state"))
}

fn locale(tag: &str) -> Result<Locale, String> {
    Locale::parse(tag).ok_or_else(|| "write a BCP 47 language tag such as `pt-BR`".to_owned())
}

/// Shows the state of the translations.
///
/// # Errors
/// When the content or the log of git cannot be read.
pub fn run(args: &Args, config: Option<PathBuf>, console: &Console) -> anyhow::Result<Exit> {
    let overrides = Overrides { config, content: args.content.clone(), ..Overrides::default() };
    let mut config = match overrides.read()? {
        Ok(config) => config,
        Err(finding) => return super::check::refuse(*finding, &overrides, console),
    };
    if args.git_history {
        config.history = Some(overrides.history(&config)?);
    }
    let progress = console.progress();
    let site = pipeline::load(&config, &|step| progress.step(step))?.value;
    drop(progress);
    let all = rows(&site);
    known(args, &site, &all)?;
    let asked = |row: &&Row<'_>| {
        (args.locales.is_empty() || args.locales.iter().any(|locale| locale.as_str() == row.locale))
            && (args.pages.is_empty() || args.pages.iter().any(|page| is_page(page, row)))
    };
    let of_asked: Vec<&Row<'_>> = all.iter().filter(asked).collect();
    let by_default = |state: State| state != State::Current;
    let shown = |row: &&&Row<'_>| match args.states.as_slice() {
        [] => by_default(row.state) || row.entries_out_of_step > 0,
        states => states.contains(&row.state),
    };
    let shown: Vec<&Row<'_>> = of_asked.iter().filter(shown).copied().collect();
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    if args.json {
        let listed = if args.states.is_empty() { &of_asked } else { &shown };
        for row in listed {
            writeln!(out, "{}", terminal::json(row)?)?;
        }
    } else if args.diff {
        out.flush()?;
        let history = match &config.history {
            Some(history) => history.clone(),
            None => overrides.history(&config)?,
        };
        difference::show(&site, &shown, &history, &config.content, console)?;
    } else {
        write!(out, "{}", summary(&of_asked))?;
        write!(out, "{}", listing(&shown))?;
    }
    out.flush()?;
    let count = |state: State| of_asked.iter().filter(|row| row.state == state).count();
    let mut exit = Exit::Fine;
    for (state, most) in [(State::Stale, args.max_stale), (State::Missing, args.max_missing)] {
        let found = count(state);
        if let Some(most) = most.filter(|most| found > *most) {
            console.say(&format!(
                "{} {}, more than {most}",
                number(found, "translation"),
                state_of(state, found)
            ));
            exit = Exit::Findings;
        }
    }
    Ok(exit)
}

fn state_of(state: State, count: usize) -> String {
    format!("{} {}", if count == 1 { "is" } else { "are" }, state.as_str())
}

/// Refuses languages and pages that the site does not have.
fn known(args: &Args, site: &Site, all: &[Row<'_>]) -> anyhow::Result<()> {
    for locale in &args.locales {
        let has = site.locales.iter().any(|other| other.locale == *locale);
        let listed: Vec<String> = site.locales.iter().map(|locale| format!("`{}`", locale.locale)).collect();
        anyhow::ensure!(has, "the site has no pages in `{locale}`, but in {}", listed.join(", "));
        anyhow::ensure!(
            *locale != site.default_locale,
            "`{locale}` is the language that the others are translated from"
        );
    }
    for page in &args.pages {
        let has = all.iter().any(|row| is_page(page, row));
        anyhow::ensure!(has, "there is no page `{page}` in the default language, `{}`", site.default_locale);
    }
    Ok(())
}

/// Whether a row is of a page as a person names it: by its key, or the path of either file.
fn is_page(asked: &str, row: &Row<'_>) -> bool {
    let asked = asked.trim_matches('/');
    asked == row.page || asked.ends_with(row.source) || row.path.is_some_and(|path| asked.ends_with(path))
}

/// Every page of the default language in every other language, by language and page.
fn rows(site: &Site) -> Vec<Row<'_>> {
    standings(site).iter().map(|standing| row(site, standing)).collect()
}

fn row<'a>(site: &'a Site, standing: &Standing<'a>) -> Row<'a> {
    let source = &site.page(standing.source).document;
    Row {
        locale: standing.locale.as_str(),
        page: source.key.as_str(),
        state: standing.state,
        source: source.source.path().as_str(),
        path: standing.translation.map(|id| site.page(id).document.source.path().as_str()),
        since: standing.since.map(|date| date.to_string()),
        machine: standing.machine,
        entries_out_of_step: standing.out_of_step,
        translation: standing.translation,
    }
}

/// A line a language.
fn summary(rows: &[&Row<'_>]) -> String {
    let mut by_locale = BTreeMap::<&str, Vec<&Row<'_>>>::new();
    for row in rows {
        by_locale.entry(row.locale).or_default().push(row);
    }
    let header =
        ["language", "pages"].into_iter().chain(State::ALL.map(State::as_str)).chain(["entries out of step"]);
    let mut lines = vec![header.map(str::to_owned).collect::<Vec<String>>()];
    for (locale, rows) in by_locale {
        let count = |state: State| rows.iter().filter(|row| row.state == state).count().to_string();
        let out_of_step: usize = rows.iter().map(|row| row.entries_out_of_step).sum();
        let counts = State::ALL.map(count);
        lines.push(
            [locale.to_owned(), rows.len().to_string()]
                .into_iter()
                .chain(counts)
                .chain([out_of_step.to_string()])
                .collect(),
        );
    }
    table(&lines, 1)
}

/// A line a page.
fn listing(rows: &[&Row<'_>]) -> String {
    let line = |row: &&Row<'_>| {
        let mut about = Vec::new();
        about.extend(row.since.as_ref().map(|date| format!("the source changed on {date}")));
        if row.machine && row.state == State::Stale {
            about.push("translated by a machine".to_owned());
        }
        match row.entries_out_of_step {
            0 => {}
            1 => about.push("1 entry out of step".to_owned()),
            more => about.push(format!("{more} entries out of step")),
        }
        let path = visible(row.path.unwrap_or(row.source));
        [row.locale, row.state.as_str(), &path, &about.join(", ")].map(str::to_owned).to_vec()
    };
    let lines: Vec<Vec<String>> = rows.iter().map(line).collect();
    if lines.is_empty() { String::new() } else { format!("\n{}", table(&lines, 4)) }
}

/// Columns; those from `numbers` on stand to the right.
fn table(lines: &[Vec<String>], numbers: usize) -> String {
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let cells = line.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| {
            if column < numbers { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        text += cells.collect::<Vec<_>>().join("  ").trim_end();
        text.push('\n');
    }
    text
}
