//! `ajuda search`: the index asked from the command line, for people and, with `--json`, for programs.

use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use anyhow::{Context as _, bail};
use serde::Serialize;

use super::Exit;
use super::console::Console;
use super::settings::Overrides;
use crate::index::{Hit, Kind, Library, search, suggestion};
use crate::model::Locale;
use crate::terminal::{self, printable};

/// The line above everything else of a result.
const TITLE: Style = Style::new().bold();
/// Where it stands.
const PLACE: Style = Style::new().dimmed();
/// Where it leads.
const URL: Style = AnsiColor::Green.on_default();
/// What matches.
const MARK: Style = AnsiColor::Yellow.on_default().bold();

/// Search the site from the command line
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda search forgot password
  ajuda search --locale pt-BR 'não consigo entrar'
  ajuda search --kind error 0x80070005           errors alone
  ajuda search --json invoice | head -1          an object a line, best first

The index is the one of the last `ajuda build`.

Exit codes: 0 something was found; 1 nothing was; 2 could not search.")]
pub struct Args {
    /// The folder of the search index [default: .ajuda/index]
    #[arg(long, value_name = "DIR")]
    pub index: Option<PathBuf>,
    /// The language to search [default: the environment's, else the site's]
    #[arg(long, value_name = "LOCALE")]
    pub locale: Option<String>,
    /// Only entries of this kind
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,
    /// How many results at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// A JSON object a line, best first
    #[arg(long)]
    pub json: bool,
    /// What to look for: words, a question, or an error message as it was shown
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
}

/// Searches.
///
/// # Errors
/// When there is no index, or none of this version, or none of that locale.
pub fn run(args: &Args, config: Option<PathBuf>, console: &Console) -> anyhow::Result<Exit> {
    let overrides = Overrides { config, index: args.index.clone(), ..Overrides::default() };
    let config = match overrides.read()? {
        Ok(config) => config,
        Err(finding) => return super::check::refuse(*finding, &overrides, console),
    };
    let library = Library::open(&config.index)?;
    let environment = environment_locale(|name| std::env::var(name).ok());
    let locale = choose_locale(&library, args.locale.as_deref(), environment.as_ref())?;
    let query = args.query.join(" ");
    let hits = search(&library.locale(&locale)?, &query, args.kind, args.limit)
        .with_context(|| library.damaged())?;
    if hits.is_empty() {
        console.say(&nothing_found(&library, &locale, &query, args.kind));
        return Ok(Exit::Findings);
    }
    let mut out = BufWriter::new(anstream::stdout().lock());
    if args.json { write_json(&hits, &locale, &mut out) } else { write_human(&hits, &mut out) }?;
    out.flush()?;
    let meant = suggestion(&library.locale(&locale)?, &query, &hits);
    if let Some(meant) = meant.with_context(|| library.damaged())? {
        console.say(&format!("help: searched for `{}`", printable(&meant)));
    }
    Ok(Exit::Fine)
}

/// The reader's locale as the environment has it: the first of `LC_ALL`, `LC_MESSAGES` and `LANG`
/// that is set, without its encoding; `C` and `POSIX` are none.
pub(super) fn environment_locale(variable: impl Fn(&str) -> Option<String>) -> Option<Locale> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable);
    let value = set.into_iter().find(|value| !value.is_empty())?;
    let tag = value.split(['.', '@']).next().unwrap_or_default();
    if matches!(tag, "C" | "POSIX") { None } else { Locale::parse(tag) }
}

pub(super) fn choose_locale(
    library: &Library,
    wanted: Option<&str>,
    environment: Option<&Locale>,
) -> anyhow::Result<Locale> {
    let Some(wanted) = wanted else {
        let own = environment.and_then(|locale| locale.best_of(&library.locales));
        return Ok(own.unwrap_or(&library.default_locale).clone());
    };
    let found = Locale::parse(wanted).and_then(|locale| locale.best_of(&library.locales).cloned());
    let Some(found) = found else {
        let have: Vec<String> = library.locales.iter().map(|locale| format!("`{locale}`")).collect();
        bail!("the search index has no locale `{wanted}`: it has {}", have.join(", "));
    };
    Ok(found)
}

/// Says so, and where else there is something: in another kind, or in another locale of the site.
fn nothing_found(library: &Library, locale: &Locale, query: &str, kind: Option<Kind>) -> String {
    let of_kind = kind.map(|kind| format!(" of kind `{}`", kind.as_str())).unwrap_or_default();
    let said = format!("nothing{of_kind} found for `{}` in `{locale}`", printable(query));
    let has = |locale: &Locale, kind| {
        let hits = library.locale(locale).and_then(|index| search(&index, query, kind, 1));
        hits.is_ok_and(|hits| !hits.is_empty())
    };
    if kind.is_some() && has(locale, None) {
        return format!("{said}\nhelp: there are other kinds of entries; leave out `--kind`");
    }
    match library.locales.iter().find(|other| *other != locale && has(other, kind)) {
        Some(other) => format!("{said}\nhelp: try `--locale {other}`, which has something"),
        None => said,
    }
}

/// The contract of `--json`.
#[derive(Serialize)]
struct Row<'a> {
    rank: usize,
    score: u64,
    kind: &'static str,
    locale: &'a str,
    path: &'a str,
    url: &'a str,
    title: &'a str,
    snippet: &'a str,
}

fn write_json(hits: &[Hit], locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
    for (hit, rank) in hits.iter().zip(1..) {
        let row = Row {
            rank,
            score: hit.score,
            kind: hit.kind.as_str(),
            locale: locale.as_str(),
            path: &hit.path,
            url: &hit.url,
            title: &hit.title,
            snippet: &hit.snippet.text,
        };
        writeln!(out, "{}", terminal::json(&row)?)?;
    }
    Ok(())
}

fn write_human(hits: &[Hit], out: &mut dyn Write) -> io::Result<()> {
    for (number, hit) in hits.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{TITLE}{}{TITLE:#}", printable(&hit.title))?;
        let heading = Some(hit.heading.as_str()).filter(|heading| !heading.is_empty());
        let place: Vec<&str> = hit.breadcrumb.iter().map(String::as_str).chain(heading).collect();
        if !place.is_empty() {
            writeln!(out, "  {PLACE}{}{PLACE:#}", printable(&place.join(" › ")))?;
        }
        writeln!(out, "  {URL}{}{URL:#}", printable(&hit.url))?;
        if !hit.snippet.text.is_empty() {
            writeln!(out, "  {}", marked(&hit.snippet.text, &hit.snippet.marks))?;
        }
    }
    Ok(())
}

fn marked(text: &str, marks: &[Range<usize>]) -> String {
    let mut line = String::new();
    let mut done = 0;
    for mark in marks {
        line.push_str(&printable(&text[done..mark.start]));
        line.push_str(&format!("{MARK}{}{MARK:#}", printable(&text[mark.clone()])));
        done = mark.end;
    }
    line + &printable(&text[done..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale_of(variables: &[(&str, &str)]) -> Option<String> {
        let find =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned());
        environment_locale(find).map(|locale| locale.to_string())
    }

    #[test]
    fn the_environment_names_the_readers_locale() {
        assert_eq!(locale_of(&[("LANG", "pt_BR.UTF-8")]).as_deref(), Some("pt-BR"));
        assert_eq!(locale_of(&[("LANG", "pt_BR"), ("LC_ALL", "de_DE@euro")]).as_deref(), Some("de-DE"));
        assert_eq!(locale_of(&[("LC_ALL", ""), ("LANG", "fr")]).as_deref(), Some("fr"));
        for none in ["C", "C.UTF-8", "POSIX", "not a tag"] {
            assert_eq!(locale_of(&[("LANG", none)]), None, "{none}");
        }
    }

    #[test]
    fn escape_sequences_never_reach_the_terminal() {
        assert_eq!(marked("x\u{7}é", &[Range { start: 2, end: 4 }]), format!("x{MARK}é{MARK:#}"));
    }
}
