//! `ajuda merge`: a site and its index of the shards that `ajuda build --shard` wrote.

use std::path::PathBuf;
use std::time::Instant;

use super::Exit;
use super::console::{Console, findings, number, without};
use super::settings::Overrides;
use crate::pipeline;

/// Put the shards of a site together
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda build --shard 1/2 --out one            build the first half of the site
  ajuda build --shard 2/2 --out two            build the other half, perhaps on another machine
  ajuda merge one two                          the site and its index, as one build writes them
  ajuda merge shards                           the same of all the shards in a folder

Findings were said by the shards, each by one, so they do not count here.
Exit codes: 0 merged; 2 not merged, the old site is untouched.")]
pub struct Args {
    /// The folders of all shards, or folders that hold them
    #[arg(required = true, value_name = "SHARD")]
    pub shards: Vec<PathBuf>,
    /// The folder to write the site to
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The folder to write the search index to
    #[arg(long, value_name = "DIR")]
    pub index: Option<PathBuf>,
}

/// Merges.
///
/// # Errors
/// When the shards are not those of one site, or the environment fails; the old site is whole then.
pub fn run(args: &Args, config: Option<PathBuf>, console: &Console) -> anyhow::Result<Exit> {
    let overrides =
        Overrides { config, out: args.out.clone(), index: args.index.clone(), ..Overrides::default() };
    let config = match overrides.read_file()? {
        Ok(config) => config,
        Err(finding) => return super::check::refuse(*finding, &overrides, console),
    };
    let started = Instant::now();
    let progress = console.progress();
    let merged = pipeline::merge(&args.shards, &config, &|step| progress.step(step))?;
    drop(progress);
    console.say(&format!(
        "merged {} with {} in {} into `{}` in {:.1} s: {} said by the shards{}",
        number(merged.shards, "shard"),
        number(merged.pages, "page"),
        number(merged.locales, "locale"),
        config.out.display(),
        started.elapsed().as_secs_f64(),
        findings(merged.said),
        without(merged.left_out)
    ));
    Ok(Exit::Fine)
}
