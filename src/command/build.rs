//! `ajuda build`: the site and its index, on disk.

use std::path::PathBuf;
use std::time::Instant;

use super::Exit;
use super::console::{Console, counted, number, without};
use super::settings::Overrides;
use crate::pipeline::{self, Shard};

/// Build the site and its search index
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda build                                  build the folder `content` into `site`
  ajuda build --content docs --out public      build another folder, to another folder
  ajuda build --base-url https://me.github.io/repo/
                                               say where it will be served
  ajuda build --strict                         let warnings fail the build too
  ajuda build --shard 2/4                      build the second of four parts, for `ajuda merge`

A shard says the findings of its own pages, and the first shard those that are no page's.
Exit codes: 0 built; 1 built, with errors in the content; 2 not built, the old site is untouched.")]
pub struct Args {
    /// The folder of markdown
    #[arg(long, value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// The folder to write the site to, or the shard [default of a shard: `shard-I-of-N` beside the index]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The folder to write the search index to
    #[arg(long, value_name = "DIR")]
    pub index: Option<PathBuf>,
    /// Where the site will be served, with scheme and host
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Make everything anew, and keep nothing of it for the next build
    #[arg(long)]
    pub no_cache: bool,
    /// Build drafts and pages whose day has not come too, and mark them
    #[arg(long)]
    pub drafts: bool,
    /// Let warnings count as errors
    #[arg(long)]
    pub strict: bool,
    /// Build one part of so many, to be put together by `ajuda merge`; the site stays as it is
    #[arg(long, value_name = "I/N", conflicts_with = "index")]
    pub shard: Option<Shard>,
}

/// Builds.
///
/// # Errors
/// When the environment fails; the old site is whole then.
pub fn run(args: &Args, config: Option<PathBuf>, console: &Console) -> anyhow::Result<Exit> {
    let overrides = Overrides {
        config,
        content: args.content.clone(),
        // A shard's folder is not the site's.
        out: args.out.clone().filter(|_| args.shard.is_none()),
        index: args.index.clone(),
        base_url: args.base_url.clone(),
        no_cache: args.no_cache,
        drafts: args.drafts,
        ..Overrides::default()
    };
    let config = match overrides.read()? {
        Ok(config) => config,
        Err(finding) => return super::check::refuse(*finding, &overrides, console),
    };
    let started = Instant::now();
    let progress = console.progress();
    let step = |step| progress.step(step);
    let (built, out) = match args.shard {
        None => (pipeline::build(&config, &step)?, config.out.clone()),
        Some(shard) => {
            let name = format!("shard-{}-of-{}", shard.number(), shard.of());
            let out = args.out.clone().unwrap_or_else(|| config.index.with_file_name(name));
            (pipeline::build_shard(&config, shard, &out, &step)?, out)
        }
    };
    drop(progress);
    console.show(&built.diagnostics, &config)?;
    if let Err(error) = &built.kept {
        console.say(&format!("the next build will parse every page again: {error:#}"));
    }
    let found = counted(&built.diagnostics);
    if !built.written {
        console.say(&format!("not built: {found}; `{}` is as it was", out.display()));
        return Ok(Exit::Failed);
    }
    let shard = args.shard.map(|shard| format!("shard {shard} with ")).unwrap_or_default();
    let pages = number(built.pages, "page");
    let locales = number(built.locales, "locale");
    let seconds = started.elapsed().as_secs_f64();
    let left_out = without(built.left_out);
    console.say(&format!(
        "built {shard}{pages} in {locales} into `{}` in {seconds:.1} s: {found}{left_out}",
        out.display()
    ));
    Ok(Exit::of(&built.diagnostics, args.strict))
}
