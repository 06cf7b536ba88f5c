//! The command line: what each word and flag means.

use std::path::PathBuf;

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::command::console::Console;
use crate::command::{
    Exit, build, check, completions, explain, export, merge, new, publish, search, serve, translations,
};
use crate::diagnostic::Format;

/// Turns a folder of markdown, in many languages, into a help centre that people search by question or
/// by error message.
#[derive(Debug, Parser)]
#[command(name = "ajuda", version, propagate_version = true, disable_help_subcommand = true)]
#[command(after_help = "Examples:
  ajuda new help                   a site to begin with
  ajuda build --content docs       a folder of markdown becomes a site
  ajuda serve                      look at it, and again after every change
  ajuda check                      find broken links and other mistakes
  ajuda search forgot password     search it from here
  some-tool 2>&1 | ajuda explain   what its error messages mean
  ajuda publish                    build it and push it to the branch that a host serves
  ajuda translations               what is translated, and what its source has left behind
  ajuda export                     its pages, questions and errors as JSON

`ajuda COMMAND --help` says more.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// The settings file [default: ajuda.toml, where there is one]
    #[arg(long, global = true, value_name = "FILE", help_heading = "Common options")]
    config: Option<PathBuf>,
    /// Say nothing but findings and failures
    #[arg(long, short, global = true, help_heading = "Common options")]
    quiet: bool,
    /// Whether to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        help_heading = "Common options"
    )]
    color: Color,
    /// How findings are written
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        help_heading = "Common options"
    )]
    message_format: Format,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Serve(serve::Args),
    Check(check::Args),
    Search(search::Args),
    Explain(explain::Args),
    Export(export::Args),
    Merge(merge::Args),
    New(new::Args),
    Publish(publish::Args),
    Translations(translations::Args),
    Completions(completions::Args),
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Color {
    /// On a terminal that shows it.
    #[default]
    Auto,
    /// Also in a pipe.
    Always,
    /// Not at all.
    Never,
}

/// Runs what the command line says.
///
/// # Errors
/// When the command could not run.
pub fn run(cli: Cli) -> anyhow::Result<Exit> {
    match cli.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
    let console = Console { quiet: cli.quiet, format: cli.message_format };
    match cli.command {
        Command::Build(args) => build::run(&args, cli.config, &console),
        Command::Serve(args) => serve::run(&args, cli.config, console),
        Command::Check(args) => check::run(&args, cli.config, &console),
        Command::Search(args) => search::run(&args, cli.config, &console),
        Command::Explain(args) => explain::run(&args, cli.config, &console),
        Command::Export(args) => export::run(&args, cli.config, &console),
        Command::Merge(args) => merge::run(&args, cli.config, &console),
        Command::New(args) => new::run(&args, &console),
        Command::Publish(args) => publish::run(&args, cli.config, &console),
        Command::Translations(args) => translations::run(&args, cli.config, &console),
        Command::Completions(args) => completions::run(&args, &mut Cli::command()),
    }
}
