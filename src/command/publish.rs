//! `ajuda publish`: the site, built and pushed to a branch that a host serves.
//!
//! 1. `destination` settles the remote, the branch and the address the site will have there.
//! 2. The site is built into a folder of its own; nothing in the working tree is touched.
//! 3. `store` keeps it as a commit upon what is published, in a repository that lives as long as the
//!    command; the person's own repository learns nothing.
//! 4. `changes` says what will change, the person agrees, and one push moves the branch. The remote
//!    refuses it where the branch moved in the meantime, so that nobody's work is lost.

mod changes;
mod destination;
mod git;
mod host;
mod store;

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;

use anyhow::bail;

use super::Exit;
use super::console::{Console, counted, number};
use super::settings::Overrides;
use crate::config::Config;
use crate::fs::Stage;
use crate::pipeline;

use changes::Changes;
use destination::Destination;
use store::Store;

/// How many pages are listed before a person is asked.
const LISTED: usize = 20;

/// Build the site and push it to the branch that a host serves
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda publish --dry-run                      what would change, page by page
  ajuda publish                                show what will change, ask, and push to `gh-pages`
  ajuda publish --yes                          the same without asking, for scripts
  ajuda publish --remote ../host.git --branch pages --base-url https://help.example.com/
                                               any git remote and branch

On GitHub, GitLab and Codeberg the address of the site follows from the remote, or from a file `CNAME`.
The working tree is not touched, and a push that is refused leaves everything as it was.
Exit codes: 0 published, or nothing to publish; 1 errors in the content, not published; 2 could not publish.")]
pub struct Args {
    /// The folder of markdown
    #[arg(long, value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// Where the site will be served; without it the remote, or a file `CNAME`, tells
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// A remote's name, URL or path [default: origin]
    #[arg(long, value_name = "REMOTE")]
    pub remote: Option<String>,
    /// The branch to push to [default: gh-pages]
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    /// What the commit says [default: `Publish` and the commit the site is built from]
    #[arg(long, short, value_name = "TEXT")]
    pub message: Option<String>,
    /// Say what would change, page by page, and push nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// Do not ask
    #[arg(long, short)]
    pub yes: bool,
    /// Let warnings keep the site from being published too
    #[arg(long)]
    pub strict: bool,
    /// Publish although there are errors in the content
    #[arg(long, conflicts_with = "strict")]
    pub allow_errors: bool,
    /// Replace what is on the branch although ajuda did not write it
    #[arg(long)]
    pub replace: bool,
}

/// Publishes.
///
/// # Errors
/// When the site cannot be built or pushed; then the branch is as it was.
pub fn run(args: &Args, config: Option<PathBuf>, console: &Console) -> anyhow::Result<Exit> {
    let overrides = Overrides {
        config,
        content: args.content.clone(),
        base_url: args.base_url.clone(),
        ..Overrides::default()
    };
    let config = match overrides.read()? {
        Ok(config) => config,
        Err(finding) => return super::check::refuse(*finding, &overrides, console),
    };
    let destination = Destination::find(args, &config)?;
    let stage = destination.stage()?;
    let store = Store::open(&destination, stage.folder())?;
    if !store.published().is_empty() && !store.is_ours() && !args.replace {
        bail!(
            "the branch `{}` on `{}` holds files that ajuda did not write: name another branch, or replace them with `--replace`",
            destination.branch,
            destination.name
        );
    }
    let config = staged(config, &destination, &store, &stage)?;
    let progress = console.progress();
    let built = pipeline::build(&config, &|step| progress.step(step))?;
    drop(progress);
    console.show_beside(&built.diagnostics, &config)?;
    let found = counted(&built.diagnostics);
    let refused = !args.allow_errors && Exit::of(&built.diagnostics, args.strict) == Exit::Findings;
    if !built.written || refused {
        console.say(&format!("not published: {found}"));
        return Ok(if built.written { Exit::Findings } else { Exit::Failed });
    }
    let pages = number(built.pages, "page");
    let address = config.base_url.as_deref();
    console.say(&format!(
        "built {pages}{}: {found}",
        address.map(|at| format!(" for {at}")).unwrap_or_default()
    ));
    if address.is_none() {
        console
            .say("the address of the site is not known, so it has no canonical links; say `--base-url URL`");
    }
    let new = store.add(&config.out)?;
    let changes = Changes::between(store.published(), &new);
    if changes.is_empty() {
        console.say(&format!(
            "nothing to publish: `{}` on `{}` is this site already",
            destination.branch, destination.name
        ));
        return Ok(Exit::Fine);
    }
    let shown = changes.shown(if args.dry_run { usize::MAX } else { LISTED });
    if !console.quiet || args.dry_run {
        write!(anstream::stdout(), "{shown}")?;
    }
    if args.dry_run {
        return Ok(Exit::Fine);
    }
    if !args.yes && !agreed(&destination)? {
        console.say("not published");
        return Ok(Exit::Failed);
    }
    let commit = store.commit(&new, &destination.message(args.message.as_deref())?, &destination)?;
    store.push(&destination, &commit, !console.quiet)?;
    let short = &commit[..commit.len().min(9)];
    console.say(&format!("published {short} to `{}`, branch `{}`", destination.name, destination.branch));
    if let Some(address) = address {
        console.say(&format!("  {address}"));
    }
    if store.is_first() && destination.chosen_in_settings {
        console.say(&format!(
            "if this is the first time: in the repository's settings, under Pages, choose the branch `{}`",
            destination.branch
        ));
    }
    Ok(Exit::Fine)
}

/// The settings of a site that is built beside everything else, for the address it will have.
fn staged(config: Config, destination: &Destination, store: &Store, stage: &Stage) -> anyhow::Result<Config> {
    let base_url = match &config.base_url {
        Some(_) => None,
        None => destination.base_url(&config, store)?,
    };
    let mut config = config.with_base_url(base_url);
    config.out = stage.folder().join("site");
    config.index = stage.folder().join("index");
    // Nothing is written beside the person's own work.
    config.cache = None;
    Ok(config)
}

/// Asks the person.
fn agreed(destination: &Destination) -> anyhow::Result<bool> {
    if !std::io::stdin().is_terminal() {
        bail!("not published: say `--yes` where nobody can be asked");
    }
    let mut error = anstream::stderr();
    write!(error, "publish this to `{}`, branch `{}`? [y/N] ", destination.name, destination.branch)?;
    error.flush()?;
    let answer = std::io::stdin().lock().lines().next().transpose()?.unwrap_or_default();
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
