//! `ajuda serve`: the site on this machine, rebuilt and shown again after every change.
//!
//! 1. One thread waits for changes (`watch`), builds what a browser needs to be told, and publishes a
//!    `Snapshot`: sources that did not change are not read or parsed again, and pages are rendered when
//!    they are looked at. The folder of the site and the index follow when nothing has changed for a
//!    while (`disk`).
//! 2. The server (`http`) answers from the snapshot, and what does not follow from one page from the
//!    folder that the last build wrote.
//! 3. Pages carry a script while they are served, never on disk, that reloads them and shows what
//!    the build found.
//!
//! A build that could not be written leaves the last good site in its place, and on the screen.

mod connections;
mod disk;
mod http;
mod on_disk;
mod state;
mod watch;

use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use anyhow::{Context as _, bail};
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch as channel};

use super::Exit;
use super::console::Console;
use super::settings::Overrides;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Reporter};
use crate::pipeline::Preview;

use connections::Patience;
use http::Hosts;
use state::{News, Snapshot};
use watch::{Message, Roots, Watch};

/// The port that is tried first when none is named.
const FIRST_PORT: u16 = 4000;
/// How many ports are tried from there.
const PORTS: u16 = 100;

/// Show the site on this machine, and again after every change
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda serve                         serve the folder `content` at http://127.0.0.1:4000/
  ajuda serve --content docs          serve another folder
  ajuda serve --port 8080             serve at this port, or say that it is taken
  ajuda serve --host 0.0.0.0          let other machines of the network look, too")]
pub struct Args {
    /// The folder of markdown
    #[arg(long, value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// The port to serve at; without it the first free one from 4000
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// The address to listen at; any but the loopback lets other machines in
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub host: IpAddr,
    /// A name that this machine is asked for by, besides `localhost`; may be given again
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
}

/// What one build came to.
#[derive(Debug)]
pub struct Outcome {
    /// How many pages the site has.
    pub pages: usize,
    /// What to mend.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the new site stands in the place of the old one.
    pub written: bool,
    /// The new site to look at.
    pub preview: Option<Preview>,
}

/// What the server needs of the commands around it: the settings, builds, and a terminal.
pub trait Workshop: Send + 'static {
    /// The file that the settings are read from, whether or not it exists.
    fn settings_file(&self) -> PathBuf;

    /// Reads the settings.
    ///
    /// # Errors
    /// When the file cannot be read; what to mend in it is the inner error.
    fn settings(&self) -> anyhow::Result<Result<Config, Box<Diagnostic>>>;

    /// Builds the site; `changed` are the files that are known to have changed since the last build,
    /// none where that is not known.
    ///
    /// # Errors
    /// When the environment fails; the old site is whole then.
    fn build(&mut self, config: &Config, changed: &BTreeSet<PathBuf>) -> anyhow::Result<Outcome>;

    /// How this command names files.
    fn reporter(&self, config: &Config) -> Reporter;

    /// Shows findings on the terminal.
    fn show(&self, diagnostics: &[Diagnostic], reporter: &Reporter);

    /// Says a line of progress on the terminal, unless it is to be quiet.
    fn say(&self, line: &str);

    /// Says where the site is served.
    fn announce(&self, url: &str);
}

/// Builds the site, serves it, and rebuilds it after every change, until Ctrl-C.
///
/// # Errors
/// When no port is free, the settings or the first build fail, or nothing can be watched.
pub fn run(args: &Args, config: Option<PathBuf>, console: Console) -> anyhow::Result<Exit> {
    // What is not published yet is what an author is at work on.
    let overrides = Overrides { config, content: args.content.clone(), drafts: true, ..Overrides::default() };
    let hosts = Hosts { address: args.host, names: args.allow_host.clone() };
    run_with(on_disk::OnDisk::new(overrides, console)?, args.port, hosts)
}

/// The same with another workshop.
fn run_with(workshop: impl Workshop, port: Option<u16>, hosts: Hosts) -> anyhow::Result<Exit> {
    connections::allow_files();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("could not start the server")?;
    let listener = runtime.block_on(listen(hosts.address, port))?;
    let address = listener.local_addr().context("could not start the server")?;

    let config = match workshop.settings()? {
        Ok(config) => config,
        Err(finding) => {
            workshop.show(&[*finding], &workshop.reporter(&Config::without_file(None)));
            return Ok(Exit::Failed);
        }
    };
    // Watching starts before the first build, so that a change during it is not missed.
    let (watch, stop) = Watch::start(Roots::new(&config, &workshop.settings_file()))?;
    let mut builder = Builder::new(workshop, config);
    let first = builder.first()?;
    builder.workshop.announce(&format!("http://{address}{}", first.base_path));

    let (publish, snapshots) = channel::channel(first);
    let (over, builds_ended) = oneshot::channel();
    thread::Builder::new()
        .name("build".to_owned())
        .spawn(move || {
            builder.follow(watch, &publish);
            // Event streams end with their sender, and the server with them.
            drop(publish);
            // What is not on the disk yet is written now.
            drop(builder);
            let _ = over.send(());
        })
        .context("could not start the thread that builds")?;
    runtime.block_on(serve(listener, snapshots, hosts, &stop, builds_ended))?;
    Ok(Exit::Fine)
}

/// Serves until Ctrl-C, then lets the build under way finish; a second Ctrl-C does not wait for it.
async fn serve(
    listener: TcpListener,
    snapshots: channel::Receiver<Snapshot>,
    hosts: Hosts,
    stop: &mpsc::Sender<Message>,
    builds_ended: oneshot::Receiver<()>,
) -> anyhow::Result<()> {
    let (hang_up, hung_up) = oneshot::channel::<()>();
    let router = http::router(snapshots, hosts);
    let server = tokio::spawn(connections::answer(listener, router, Patience::ORDINARY, hung_up));
    tokio::pin!(builds_ended);
    tokio::select! {
        () = interrupted() => {}
        _ = &mut builds_ended => bail!("the thread that builds ended; this is a fault of ajuda"),
    }
    let _ = stop.send(Message::Stop);
    let _ = hang_up.send(());
    tokio::select! {
        _ = async { (builds_ended.await, server.await) } => {}
        () = interrupted() => {}
    }
    Ok(())
}

/// Resolves when the user, or what manages processes here, asks the command to end.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Takes the port that is named, else the first free one.
async fn listen(host: IpAddr, port: Option<u16>) -> anyhow::Result<TcpListener> {
    let bind = async |port| TcpListener::bind((host, port)).await;
    if let Some(port) = port {
        return match bind(port).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                bail!("port {port} is taken: name another with `--port`, or leave it out")
            }
            bound => bound.with_context(|| format!("could not listen on port {port}")),
        };
    }
    for port in FIRST_PORT..FIRST_PORT + PORTS {
        match bind(port).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            bound => return bound.with_context(|| format!("could not listen on port {port}")),
        }
    }
    let last = FIRST_PORT + PORTS - 1;
    bail!("the ports from {FIRST_PORT} to {last} are all taken: name another with `--port`")
}

/// The thread that builds.
struct Builder<W> {
    workshop: W,
    config: Config,
    /// How many sites were written.
    sites: u32,
    /// How often nothing but style sheets changed.
    styles: u32,
    /// The last good site to look at.
    preview: Option<Preview>,
    /// What was found by the last build, and shown; sorted.
    shown: Vec<Diagnostic>,
    /// Whether more may have changed since the last build than the next burst says: a burst was not built, or
    /// nobody watched.
    has_missed: bool,
}

impl<W: Workshop> Builder<W> {
    fn new(workshop: W, config: Config) -> Builder<W> {
        Builder { workshop, config, sites: 0, styles: 0, preview: None, shown: Vec::new(), has_missed: false }
    }

    /// The first build: where the environment fails there is nothing to serve.
    fn first(&mut self) -> anyhow::Result<Snapshot> {
        let started = Instant::now();
        let outcome = self.workshop.build(&self.config, &BTreeSet::new())?;
        Ok(self.settle(outcome, &BTreeSet::new(), started))
    }

    /// Builds after every burst of changes until the server ends.
    fn follow(&mut self, mut watch: Watch, publish: &channel::Sender<Snapshot>) {
        while let Some(burst) = watch.next() {
            for problem in &burst.problems {
                self.workshop.say(&format!("warning: {problem}"));
            }
            let snapshot = self.rebuild(&burst.paths);
            let settings = self.workshop.settings_file();
            match watch.follow(Roots::new(&self.config, &settings)) {
                Ok(is_another) => self.has_missed |= is_another,
                Err(error) => self.workshop.say(&format!("warning: {error:#}")),
            }
            publish.send_replace(snapshot);
        }
    }

    /// Reads the settings and builds; whatever fails, the state after it.
    fn rebuild(&mut self, changed: &BTreeSet<PathBuf>) -> Snapshot {
        let started = Instant::now();
        let has_missed = std::mem::replace(&mut self.has_missed, true);
        match self.workshop.settings() {
            Ok(Ok(config)) => self.config = config,
            Ok(Err(finding)) => {
                let outcome =
                    Outcome { pages: 0, diagnostics: vec![*finding], written: false, preview: None };
                return self.settle(outcome, changed, started);
            }
            Err(error) => return self.failed(&error),
        }
        let unknown = BTreeSet::new();
        match self.workshop.build(&self.config, if has_missed { &unknown } else { changed }) {
            Ok(outcome) => {
                self.has_missed = false;
                self.settle(outcome, changed, started)
            }
            Err(error) => self.failed(&error),
        }
    }

    /// Tells the terminal, and makes the news for the browser.
    fn settle(&mut self, outcome: Outcome, changed: &BTreeSet<PathBuf>, started: Instant) -> Snapshot {
        let only_styles = !changed.is_empty() && changed.iter().all(|path| is_style_sheet(path));
        let reporter = self.workshop.reporter(&self.config);
        let mut found = outcome.diagnostics;
        // Findings come page by page: the stable sort makes use of it.
        found.sort();
        found.dedup();
        // What was shown stands above on the terminal; drawing thousands again would hide what is new.
        let new = missing_from(&self.shown, &found);
        self.workshop.show(&new, &reporter);
        self.shown = found;
        self.preview = outcome.preview.or(self.preview.take());
        let is_first = self.sites == 0;
        if outcome.written {
            if only_styles {
                self.styles += 1;
            } else {
                self.sites += 1;
            }
            let pages = if outcome.pages == 1 { "page" } else { "pages" };
            let time = started.elapsed().as_millis();
            let what = if is_first { "built".to_owned() } else { format!("{}: rebuilt", named(changed)) };
            self.workshop.say(&format!("{what} {} {pages} in {time} ms", outcome.pages));
        } else {
            self.workshop.say("not built: the last good site stays");
        }
        let stale = !outcome.written;
        let news = News { site: self.site(), styles: self.styles, stale, ..News::of(&self.shown, &reporter) };
        Snapshot::new(&self.config, self.preview.clone(), news)
    }

    fn failed(&self, error: &anyhow::Error) -> Snapshot {
        let failure = format!("{error:#}");
        self.workshop.say(&format!("error: {failure}"));
        let news = News {
            site: self.site(),
            styles: self.styles,
            stale: true,
            failure: Some(failure),
            ..News::default()
        };
        Snapshot::new(&self.config, self.preview.clone(), news)
    }

    /// The process is part of it: a page that an earlier server showed reloads too.
    fn site(&self) -> String {
        format!("{}-{}", std::process::id(), self.sites)
    }
}

/// Those of sorted findings that others, sorted too, do not have.
fn missing_from(others: &[Diagnostic], findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut others = others.iter().peekable();
    let is_missing = |finding: &&Diagnostic| {
        while others.next_if(|other| *other < *finding).is_some() {}
        others.peek() != Some(finding)
    };
    findings.iter().filter(is_missing).cloned().collect()
}

/// Whether a browser can take the file anew without the page.
fn is_style_sheet(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "css")
}

/// What changed, in few words.
fn named(changed: &BTreeSet<PathBuf>) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    let Some(first) = changed.first() else { return "something changed".to_owned() };
    let name = first.strip_prefix(&here).unwrap_or(first).display();
    match changed.len() {
        1 => format!("`{name}` changed"),
        more => format!("`{name}` and {} more changed", more - 1),
    }
}

#[cfg(test)]
mod tests;
