//! `ajuda export`: the typed model, for other programs.

use std::io::Write;
use std::path::PathBuf;

use super::Exit;
use super::console::Console;
use super::settings::Overrides;
use crate::index::engine::{self, Engine};
use crate::model::Site;
use crate::terminal;
use crate::{config, export, parse, pipeline};

/// How the model is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A JSON object a line.
    #[default]
    Ndjson,
    /// One JSON array of the same objects.
    Json,
    /// The JSON Schema of that array.
    Schema,
    /// The JSON Schema of `ajuda.toml`, for editors.
    SettingsSchema,
    /// The JSON Schema of front matter, for editors.
    FrontMatterSchema,
    /// What can be found, as bodies of `_bulk` requests to OpenSearch.
    #[value(name = "opensearch")]
    OpenSearch,
    /// The settings and mappings of its indexes, by their names.
    #[value(name = "opensearch-index")]
    OpenSearchIndex,
    /// What can be found, as bodies of `_bulk` requests to Quickwit.
    Quickwit,
    /// The configurations of its indexes, by their names.
    QuickwitIndex,
}

/// Print every page, question and error
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda export                                 an object a line, on standard output
  ajuda export --format json > model.json      one array
  ajuda export --format schema                 the JSON Schema of that array
  ajuda export --format settings-schema > .ajuda/schema/ajuda.json
                                               what editors complete `ajuda.toml` with
  ajuda export --format opensearch | split -l 2000 --filter='curl --data-binary @- …'
                                               fill a search engine
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

/// Exports.
///
/// # Errors
/// When the content cannot be read, or standard output not written.
pub fn run(args: &Args, config: Option<PathBuf>, console: &Console) -> anyhow::Result<Exit> {
    let overrides = Overrides { config, content: args.content.clone(), ..Overrides::default() };
    if let Some(schema) = schema(args.format) {
        writeln!(std::io::stdout(), "{schema:#}")?;
        return Ok(Exit::Fine);
    }
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

/// The formats that no content is read for.
fn schema(format: Format) -> Option<serde_json::Value> {
    match format {
        Format::Schema => Some(export::schema()),
        Format::SettingsSchema => Some(config::schema()),
        Format::FrontMatterSchema => Some(parse::front_matter_schema()),
        _ => None,
    }
}

fn write(site: &Site, format: Format, out: &mut impl Write) -> anyhow::Result<()> {
    let rows = site.pages.iter().flat_map(export::rows);
    match format {
        Format::Ndjson => {
            for row in rows {
                writeln!(out, "{}", terminal::json(&row)?)?;
            }
        }
        Format::Json => {
            out.write_all(b"[")?;
            for (number, row) in rows.enumerate() {
                out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
                out.write_all(terminal::json(&row)?.as_bytes())?;
            }
            out.write_all(b"\n]\n")?;
        }
        Format::OpenSearch => write_documents(site, Engine::OpenSearch, out)?,
        Format::Quickwit => write_documents(site, Engine::Quickwit, out)?,
        Format::OpenSearchIndex => write_definitions(site, Engine::OpenSearch, out)?,
        Format::QuickwitIndex => write_definitions(site, Engine::Quickwit, out)?,
        Format::Schema | Format::SettingsSchema | Format::FrontMatterSchema => {}
    }
    Ok(())
}

/// Two lines a document: what is to be done with it, and the document.
fn write_documents(site: &Site, engine: Engine, out: &mut impl Write) -> anyhow::Result<()> {
    engine::for_each_document(site, engine, |action, document| {
        Ok(writeln!(out, "{action}\n{}", terminal::json(&document)?)?)
    })
}

fn write_definitions(site: &Site, engine: Engine, out: &mut impl Write) -> anyhow::Result<()> {
    Ok(writeln!(out, "{:#}", engine::definitions(site, engine))?)
}
