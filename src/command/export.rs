//! `ajuda export`: the typed model, for other programs.

use std::io::Write;
use std::path::PathBuf;

use serde::Serialize;

use super::Exit;
use super::console::Console;
use super::settings::Overrides;
use crate::model::{Page, Site};
use crate::pipeline;

/// How the model is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A JSON object a line.
    #[default]
    Ndjson,
    /// One JSON array of the same objects.
    Json,
}

/// Print every page, question and error
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda export                                 an object a line, on standard output
  ajuda export --format json > model.json      one array
  ajuda export --content docs | grep '\"kind\":\"error\"'
                                               the errors alone

Exit codes: 0 fine; 1 errors in the content; 2 could not read it.")]
pub struct Args {
    /// The folder of markdown
    #[arg(long, value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// The shape of the output
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// A row of the export. Text is plain; `path` is below the content folder; `url` is below the site's
/// root, with a `/` in front.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Row<'a> {
    Page {
        locale: &'a str,
        path: &'a str,
        url: String,
        title: &'a str,
        description: &'a str,
        page_kind: &'a str,
    },
    Question {
        locale: &'a str,
        path: &'a str,
        url: String,
        anchor: &'a str,
        question: &'a str,
        answer: &'a str,
    },
    Error {
        locale: &'a str,
        path: &'a str,
        url: String,
        anchor: &'a str,
        message: &'a str,
        codes: &'a [String],
        cause: Option<&'a str>,
        resolution: &'a str,
    },
}

/// Exports.
///
/// # Errors
/// When the content cannot be read, or standard output not written.
pub fn run(args: &Args, config: Option<PathBuf>, console: &Console) -> anyhow::Result<Exit> {
    let overrides = Overrides { config, content: args.content.clone(), ..Overrides::default() };
    let config = match overrides.read()? {
        Ok(config) => config,
        Err(finding) => return super::check::refuse(*finding, &overrides, console),
    };
    let progress = console.progress();
    let loaded = pipeline::load(&config, &|step| progress.step(step))?;
    drop(progress);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    write(&loaded.value, args.format, &mut out)?;
    out.flush()?;
    if !console.quiet {
        console.show_beside(&loaded.diagnostics, &config)?;
    }
    Ok(Exit::of(&loaded.diagnostics, false))
}

fn write(site: &Site, format: Format, out: &mut impl Write) -> anyhow::Result<()> {
    let rows = site.pages.iter().flat_map(rows);
    match format {
        Format::Ndjson => {
            for row in rows {
                serde_json::to_writer(&mut *out, &row)?;
                out.write_all(b"\n")?;
            }
        }
        Format::Json => {
            out.write_all(b"[")?;
            for (number, row) in rows.enumerate() {
                out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, &row)?;
            }
            out.write_all(b"\n]\n")?;
        }
    }
    Ok(())
}

/// A page, then its questions and errors in reading order.
fn rows(page: &Page) -> impl Iterator<Item = Row<'_>> {
    let document = &page.document;
    let locale = document.locale.as_str();
    let path = document.source.path().as_str();
    let url = page.url.absolute("");
    let at = {
        let url = url.clone();
        move |anchor: &crate::model::Anchor| format!("{url}#{}", anchor.encoded())
    };
    let row = Row::Page {
        locale,
        path,
        url,
        title: &document.title,
        description: &document.description,
        page_kind: document.kind.as_str(),
    };
    let questions = {
        let at = at.clone();
        document.questions.iter().map(move |entry| Row::Question {
            locale,
            path,
            url: at(&entry.anchor),
            anchor: entry.anchor.as_str(),
            question: &entry.question,
            answer: &entry.answer,
        })
    };
    let errors = document.errors.iter().map(move |entry| Row::Error {
        locale,
        path,
        url: at(&entry.anchor),
        anchor: entry.anchor.as_str(),
        message: &entry.message,
        codes: &entry.codes,
        cause: entry.cause.as_deref(),
        resolution: &entry.resolution,
    });
    std::iter::once(row).chain(questions).chain(errors)
}
