//! `ajuda build`: the site and its index, on disk.

use std::path::PathBuf;
use std::time::Instant;

use super::Exit;
use super::console::{Console, counted, number};
use super::settings::Overrides;
use crate::pipeline;

/// Build the site and its search index
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda build                                  build the folder `content` into `site`
  ajuda build --content docs --out public      build another folder, to another folder
  ajuda build --base-url https://me.github.io/repo/
                                               say where it will be served
  ajuda build --strict                         let warnings fail the build too

Exit codes: 0 built; 1 built, with errors in the content; 2 not built, the old site is untouched.")]
pub struct Args {
    /// The folder of markdown
    #[arg(long, value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// The folder to write the site to
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The folder to write the search index to
    #[arg(long, value_name = "DIR")]
    pub index: Option<PathBuf>,
    /// Where the site will be served, with scheme and host
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Parse every page anew, and keep nothing of it for the next build
    #[arg(long)]
    pub no_cache: bool,
    /// Build drafts and pages whose day has not come too, and mark them
    #[arg(long)]
    pub drafts: bool,
    /// Let warnings count as errors
    #[arg(long)]
    pub strict: bool,
}

/// Builds.
///
/// # Errors
/// When the environment fails; the old site is whole then.
pub fn run(args: &Args, config: Option<PathBuf>, console: &Console) -> anyhow::Result<Exit> {
    let overrides = Overrides {
        config,
        content: args.content.clone(),
        out: args.out.clone(),
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
    let built = pipeline::build(&config, &|step| progress.step(step))?;
    drop(progress);
    console.show(&built.diagnostics, &config)?;
    if let Err(error) = &built.kept {
        console.say(&format!("the next build will parse every page again: {error:#}"));
    }
    let found = counted(&built.diagnostics);
    if !built.written {
        console.say(&format!("not built: {found}; `{}` is as it was", config.out.display()));
        return Ok(Exit::Failed);
    }
    let pages = number(built.pages, "page");
    let locales = number(built.locales, "locale");
    let seconds = started.elapsed().as_secs_f64();
    let left_out = match built.left_out {
        0 => String::new(),
        1 => " (1 page that is not published yet is left out)".to_owned(),
        more => format!(" ({more} pages that are not published yet are left out)"),
    };
    console.say(&format!(
        "built {pages} in {locales} into `{}` in {seconds:.1} s: {found}{left_out}",
        config.out.display()
    ));
    Ok(Exit::of(&built.diagnostics, args.strict))
}
