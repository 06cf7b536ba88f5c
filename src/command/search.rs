//! `ajuda search`: the index asked from the command line, for people and, with `--json`, for programs.

use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use anyhow::bail;
use clap::Args as ClapArgs;
use serde::Serialize;

use crate::index::{Hit, Kind, Library, search};
use crate::model::Locale;

/// The line above everything else of a result.
const TITLE: Style = Style::new().bold();
/// Where it stands.
const PLACE: Style = Style::new().dimmed();
/// Where it leads.
const URL: Style = AnsiColor::Green.on_default();
/// What matches.
const MARK: Style = AnsiColor::Yellow.on_default().bold();

/// Search the site from the command line.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The folder of the search index [default: the site's own, `.ajuda/index`].
    #[arg(long, value_name = "DIR")]
    pub index: Option<PathBuf>,
    /// The language to search [default: the environment's, else the site's].
    #[arg(long, value_name = "LOCALE")]
    pub locale: Option<String>,
    /// Only entries of this kind.
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,
    /// How many results at most.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// One JSON object a line, best first.
    #[arg(long)]
    pub json: bool,
    /// What to look for: words, a question, or an error message as it was shown.
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
}

/// What the command is given by those around it.
pub struct Surroundings<'a> {
    /// The index folder of the site at hand.
    pub index: &'a Path,
    /// The reader's locale as POSIX names it; see [`environment_locale`].
    pub environment_locale: Option<Locale>,
    /// Where results go; `anstream` takes the styles out where they are not wanted.
    pub out: &'a mut dyn Write,
    /// Where it is said that there are none.
    pub err: &'a mut dyn Write,
}

/// Runs the command. The number is its exit code: 0 with results, 1 without.
///
/// # Errors
/// When there is no index, or none of this version, or not of that locale: exit code 2.
pub fn run(args: &Args, surroundings: &mut Surroundings<'_>) -> anyhow::Result<u8> {
    let folder = args.index.as_deref().unwrap_or(surroundings.index);
    let library = Library::open(folder)?;
    let locale = choose_locale(&library, args.locale.as_deref(), surroundings.environment_locale.as_ref())?;
    let query = args.query.join(" ");
    let hits = search(&library.locale(&locale)?, &query, args.kind, args.limit)?;
    let written = if hits.is_empty() {
        nothing_found(&library, &locale, &query, args.kind, surroundings.err)
    } else if args.json {
        write_json(&hits, &locale, surroundings.out)
    } else {
        write_human(&hits, surroundings.out)
    };
    match written {
        // Whoever reads has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        result => result?,
    }
    Ok(u8::from(hits.is_empty()))
}

/// The reader's locale as the environment has it: the first of `LC_ALL`, `LC_MESSAGES` and `LANG`
/// that is set, without its encoding; `C` and `POSIX` are none.
pub fn environment_locale(variable: impl Fn(&str) -> Option<String>) -> Option<Locale> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable);
    let value = set.into_iter().find(|value| !value.is_empty())?;
    let tag = value.split(['.', '@']).next().unwrap_or_default();
    if matches!(tag, "C" | "POSIX") { None } else { Locale::parse(tag) }
}

fn choose_locale(
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

/// Says so, and where else there is something: in a locale of the same site, or in another kind.
fn nothing_found(
    library: &Library,
    locale: &Locale,
    query: &str,
    kind: Option<Kind>,
    err: &mut dyn Write,
) -> io::Result<()> {
    let query = printable(query);
    let of_kind = kind.map(|kind| format!(" of kind `{}`", kind.as_str())).unwrap_or_default();
    writeln!(err, "nothing{of_kind} found for `{query}` in `{locale}`")?;
    let has = |locale: &Locale, kind| {
        let hits = library.locale(locale).and_then(|index| search(&index, &query, kind, 1));
        hits.is_ok_and(|hits| !hits.is_empty())
    };
    if kind.is_some() && has(locale, None) {
        return writeln!(err, "help: leave out `--kind` to search everything");
    }
    let elsewhere = library.locales.iter().find(|other| *other != locale && has(other, kind));
    match elsewhere {
        Some(other) => writeln!(err, "help: there is something with `--locale {other}`"),
        None => Ok(()),
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
        writeln!(out, "{}", serde_json::to_string(&row)?)?;
    }
    out.flush()
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
    out.flush()
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

/// Content is not trusted with the terminal: control characters and marks that turn the direction of
/// writing are left out.
fn printable(text: &str) -> String {
    let harmful = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|&c| !harmful(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale_of(variables: &[(&str, &str)]) -> Option<String> {
        let find = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned());
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
        assert_eq!(printable("a\u{1b}[31mb\u{9b}2Jc\u{202e}d"), "a[31mb2Jcd");
        assert_eq!(marked("x\u{7}é", &[2..4]), format!("x{MARK}é{MARK:#}"));
    }
}
