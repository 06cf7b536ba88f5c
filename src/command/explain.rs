//! `ajuda explain`: from an error message, or a whole log, to the error that explains it.

use std::io::{self, BufWriter, IsTerminal as _, Read as _, Write};
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use anyhow::{Context as _, bail};
use serde::Serialize;

use super::Exit;
use super::console::Console;
use super::passages::{self, lay_out, lay_out_text};
use super::search::{choose_locale, environment_locale};
use super::settings::Overrides;
use crate::index::{CONFIDENT, Explanation, Library, explain};
use crate::terminal::{self, printable};

/// The message of an error.
const MESSAGE: Style = Style::new().bold();
/// Where it stands, and why it was found.
const PLACE: Style = Style::new().dimmed();
/// What a part is called.
const LABEL: Style = AnsiColor::Cyan.on_default().bold();
/// Where it leads.
const URL: Style = AnsiColor::Green.on_default();

/// How many errors are shown at most.
const MOST: usize = 10;
/// Text is not laid out wider than this, which is hard to read.
const WIDEST: usize = 100;
/// The width of a terminal that does not say.
const WIDTH: usize = 80;
/// Text is not laid out narrower than this, however narrow the terminal.
const NARROWEST: usize = 40;

/// Find out what an error message means, and what to do
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda explain 'The request channel timed out after 00:05:00'
  ajuda explain 0x80070005
  some-tool 2>&1 | ajuda explain                 find the errors in what a program says
  ajuda explain --locale pt-BR < app.log         explained in Portuguese
  ajuda explain --json 'NU1101: Unable to find package' | head -1

Times, numbers, paths and names in a message may differ from those on the page,
and the message may be in any language of the site.

The index is the one of the last `ajuda build`.

Exit codes: 0 explained; 1 no error of the site is sure enough; 2 could not look.")]
pub struct Args {
    /// The folder of the search index [default: .ajuda/index]
    #[arg(long, value_name = "DIR")]
    pub index: Option<PathBuf>,
    /// The language to explain in [default: the environment's, else the site's]
    #[arg(long, value_name = "LOCALE")]
    pub locale: Option<String>,
    /// A JSON object a line, best first
    #[arg(long)]
    pub json: bool,
    /// The message as it was shown [default: standard input is read]
    #[arg(value_name = "MESSAGE", allow_negative_numbers = true)]
    pub message: Vec<String>,
}

/// Explains.
///
/// # Errors
/// When there is no message, or no index, or none of this version, or none of that locale.
pub fn run(args: &Args, config: Option<PathBuf>, console: &Console) -> anyhow::Result<Exit> {
    let overrides = Overrides { config, index: args.index.clone(), ..Overrides::default() };
    let config = match overrides.read()? {
        Ok(config) => config,
        Err(finding) => return super::check::refuse(*finding, &overrides, console),
    };
    let library = Library::open(&config.index)?;
    let variable = |name: &str| std::env::var(name).ok();
    let environment = environment_locale(variable);
    let locale = choose_locale(&library, args.locale.as_deref(), environment.as_ref())?;
    let text = if args.message.is_empty() { read_input()? } else { args.message.join(" ") };
    let mut found = explain(&library.messages()?, &text, &locale, MOST).with_context(|| library.damaged())?;
    let sure = found.iter().take_while(|explanation| explanation.score >= CONFIDENT).count();
    if sure == 0 {
        console.say(&nothing_found(&text, found.first()));
        return Ok(Exit::Findings);
    }
    found.truncate(sure);
    let mut out = BufWriter::new(anstream::stdout().lock());
    if args.json {
        write_json(&found, &mut out)?;
    } else {
        let base = config.base_url.as_deref().unwrap_or("/");
        let page = Page {
            width: width(variable, terminal_width()),
            base,
            of_many_lines: text.trim().contains('\n'),
        };
        page.write(&found, &mut out)?;
    }
    out.flush()?;
    Ok(Exit::Fine)
}

/// Whatever was piped in. Logs need not be UTF-8 to be read.
fn read_input() -> anyhow::Result<String> {
    let mut input = io::stdin().lock();
    if input.is_terminal() {
        bail!(
            "there is no message to explain: write it behind `ajuda explain`, or pipe what a program says into it"
        );
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).context("could not read the standard input")?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The width to lay out text for: what the environment says, else the terminal's own.
fn width(variable: impl Fn(&str) -> Option<String>, terminal: Option<usize>) -> usize {
    let said = variable("COLUMNS").and_then(|columns| columns.parse().ok());
    said.or(terminal).unwrap_or(WIDTH).clamp(NARROWEST, WIDEST)
}

/// The terminal's width, where one of the standard streams is a terminal.
fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// Says so, with the nearest error where there is one.
fn nothing_found(text: &str, nearest: Option<&Explanation>) -> String {
    if text.trim().is_empty() {
        return "there is nothing to explain: the message is empty".to_owned();
    }
    let said = "no error of this site explains it";
    match nearest {
        Some(nearest) => {
            let (message, url) = (shortened(&nearest.message, 120), printable(&nearest.url));
            format!("{said}\nhelp: the nearest is `{message}`, {url}; `ajuda search` finds pages by words")
        }
        None => format!("{said}\nhelp: `ajuda search` finds pages by words"),
    }
}

/// The contract of `--json`: that of `ajuda search`, and the parts of the error.
#[derive(Serialize)]
struct Row<'a> {
    rank: usize,
    score: u32,
    kind: &'static str,
    locale: &'a str,
    path: &'a str,
    url: &'a str,
    title: &'a str,
    snippet: String,
    message: &'a str,
    cause: Option<&'a str>,
    resolution: &'a str,
}

fn write_json(found: &[Explanation], out: &mut dyn Write) -> io::Result<()> {
    for (explanation, rank) in found.iter().zip(1..) {
        let row = Row {
            rank,
            score: explanation.score,
            kind: crate::index::Kind::Error.as_str(),
            locale: explanation.locale.as_str(),
            path: &explanation.path,
            url: &explanation.url,
            title: &explanation.title,
            snippet: shortened(&explanation.resolution, 200),
            message: &explanation.message,
            cause: explanation.cause.as_deref(),
            resolution: &explanation.resolution,
        };
        writeln!(out, "{}", terminal::json(&row)?)?;
    }
    Ok(())
}

/// How explanations are shown to people.
struct Page<'a> {
    width: usize,
    /// What stands in front of a URL: the site's base URL, or `/`.
    base: &'a str,
    /// Whether it has to be said in which line of the text an error was found.
    of_many_lines: bool,
}

impl Page<'_> {
    /// The best explanation in full; the others with what matched.
    fn write(&self, found: &[Explanation], out: &mut dyn Write) -> io::Result<()> {
        let Some((best, others)) = found.split_first() else { return Ok(()) };
        write!(out, "{}", lay_out_text(&best.message, MESSAGE, self.width, 0))?;
        if self.of_many_lines || !others.is_empty() {
            writeln!(out, "{PLACE}{}{PLACE:#}", self.why(best))?;
        }
        for (label, passage) in [("Cause", &best.shown.cause), ("Resolution", &best.shown.resolution)] {
            if !passage.blocks.is_empty() {
                writeln!(out, "\n{LABEL}{label}{LABEL:#}")?;
                write!(out, "{}", lay_out(passage, self.base, self.width, 2))?;
            }
        }
        writeln!(out, "\n{URL}{}{URL:#}", self.url(best))?;
        if !others.is_empty() {
            writeln!(out, "\n{LABEL}Also possible{LABEL:#}")?;
        }
        for other in others {
            let message = shortened(&other.message, 300);
            write!(out, "{}", lay_out_text(&message, Style::new(), self.width, 2))?;
            writeln!(out, "    {PLACE}{}{PLACE:#}", self.why(other))?;
            writeln!(out, "    {URL}{}{URL:#}", self.url(other))?;
        }
        Ok(())
    }

    fn url(&self, explanation: &Explanation) -> String {
        printable(&passages::url(self.base, &explanation.url))
    }

    /// `line 12 says: …; code NU1101`.
    fn why(&self, explanation: &Explanation) -> String {
        let matched = &explanation.matched;
        let said = shortened(&matched.said, self.width.saturating_sub(24));
        let line = if self.of_many_lines {
            format!("line {} says: {said}", matched.line)
        } else {
            match &matched.text {
                Some(text) => format!("matched: {}", shortened(text, self.width.saturating_sub(24))),
                None => "matched".to_owned(),
            }
        };
        match &matched.code {
            Some(code) if matched.text.is_none() && !self.of_many_lines => format!("matched: code {code}"),
            Some(code) => format!("{line}; code {code}"),
            None => line,
        }
    }
}

/// The beginning of a text on one line, cut at a word.
fn shortened(text: &str, most: usize) -> String {
    let mut short = String::new();
    for word in text.split_whitespace() {
        let used = short.chars().count();
        if used + word.chars().count() + 1 > most {
            let room = most.saturating_sub(used + 1);
            if used == 0 {
                short.extend(word.chars().take(room));
            }
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    printable(&short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_cut_at_a_word() {
        assert_eq!(shortened("one two\nthree", 20), "one two three");
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("税務税務税務", 4), "税務税…");
        assert_eq!(shortened("a\u{1b}[31m b", 20), "a[31m b");
    }

    #[test]
    fn the_terminal_may_say_how_wide_it_is() {
        let of = |columns: &str| width(|name| (name == "COLUMNS").then(|| columns.to_owned()), Some(72));
        assert_eq!((of("60"), of("500"), of("3"), of("x")), (60, WIDEST, NARROWEST, 72));
        assert_eq!(width(|_| None, None), WIDTH);
    }
}
