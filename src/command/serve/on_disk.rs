//! The server's workshop as the command line sets it up: real settings, real builds, a real terminal.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, Job};
use super::{Outcome, Workshop};
use crate::command::console::Console;
use crate::command::settings::{self, Overrides};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Reporter};
use crate::model::{LocaleSite, Site};
use crate::pipeline::{self, Changes, Memo, Preview, ThemeMemo};
use crate::render::Theme;

/// Builds what is on the disk and talks to the terminal.
pub(super) struct OnDisk {
    overrides: Overrides,
    console: Console,
    /// What the last build left; nothing before the first.
    memo: Option<Memo>,
    theme: ThemeMemo,
    disk: Disk,
    /// Whether the folders were written once: from then on they follow.
    is_written: bool,
    /// What each kind of page rendered with the last time.
    tried: Option<Tried>,
    /// Sources that changed since all that changed rendered.
    untried: BTreeSet<String>,
}

/// What the pages of one kind share, as far as it may make them fail.
struct Tried {
    theme: Arc<Theme>,
    /// These are others whenever more than texts of pages changed.
    locales: Arc<[LocaleSite]>,
}

impl Tried {
    fn is_of(&self, site: &Site, theme: &Arc<Theme>) -> bool {
        Arc::ptr_eq(&self.theme, theme) && Arc::ptr_eq(&self.locales, &site.locales)
    }
}

impl OnDisk {
    pub(super) fn new(overrides: Overrides, console: Console) -> anyhow::Result<OnDisk> {
        let disk = Disk::start(Box::new(move |written| match written {
            Ok(findings) if findings.is_empty() => {}
            Ok(findings) => {
                let found: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
                console
                    .say(&format!("warning: the folder of the site was not written: {}", found.join("; ")));
            }
            Err(error) => console.say(&format!("warning: {error:#}")),
        }))?;
        let theme = ThemeMemo::default();
        Ok(OnDisk {
            overrides,
            console,
            memo: None,
            theme,
            disk,
            is_written: false,
            tried: None,
            untried: BTreeSet::new(),
        })
    }
}

impl Workshop for OnDisk {
    fn settings_file(&self) -> PathBuf {
        self.overrides.file()
    }

    fn settings(&self) -> anyhow::Result<Result<Config, Box<Diagnostic>>> {
        self.overrides.read()
    }

    fn build(&mut self, config: &Config, changed: &BTreeSet<PathBuf>) -> anyhow::Result<Outcome> {
        let progress = self.console.progress();
        let memo = self.memo.get_or_insert_with(|| Memo::to_keep(config));
        let changes = if changed.is_empty() { Changes::Unknown } else { Changes::Only(changed) };
        let loaded = pipeline::reload(config, memo, changes, &|step| progress.step(step))?;
        if let Err(error) = memo.keep() {
            self.console.say(&format!("the next start will parse every page again: {error:#}"));
        }
        let Checked { value: site, mut diagnostics } = loaded;
        let pages = site.pages.len();
        let theme = match pipeline::reload_theme(config, &mut self.theme, changes, &mut diagnostics)? {
            Ok(theme) => theme,
            Err(mut findings) => {
                diagnostics.append(&mut findings);
                return Ok(Outcome { pages, diagnostics, written: false, preview: None });
            }
        };
        let site = Arc::new(site);
        let job = Job { config: config.clone(), site: site.clone(), theme: theme.clone() };
        let preview = Preview::start(config.clone(), site.clone(), theme.clone())?;
        let mut failed = if self.is_written {
            self.untried.extend(below(changed, &config.content));
            let each_kind = !self.tried.as_ref().is_some_and(|tried| tried.is_of(&site, &theme));
            preview.try_out(self.untried.clone(), each_kind)
        } else {
            job.write()?
        };
        let written = failed.is_empty();
        if written {
            if self.is_written {
                self.disk.write(job);
            }
            self.is_written = true;
            self.tried = Some(Tried { theme, locales: site.locales.clone() });
            self.untried.clear();
        }
        diagnostics.append(&mut failed);
        Ok(Outcome { pages, diagnostics, written, preview: written.then_some(preview) })
    }

    fn reporter(&self, config: &Config) -> Reporter {
        settings::reporter(config, self.console.format)
    }

    fn show(&self, diagnostics: &[Diagnostic], reporter: &Reporter) {
        // Nobody is left to tell where the terminal is gone.
        let _ = anstream::stderr().write_all(reporter.draw(diagnostics).as_bytes());
    }

    fn say(&self, line: &str) {
        self.console.say(line);
    }

    fn announce(&self, url: &str) {
        // Also where it is to be quiet, and on standard output: the address is what was asked for.
        let _ = writeln!(anstream::stdout(), "serving {url} (Ctrl-C ends it)");
    }
}

/// The paths of those files that lie below a folder, as sources have them.
fn below(files: &BTreeSet<PathBuf>, folder: &Path) -> Vec<String> {
    let folder = crate::fs::real(folder);
    let paths = files.iter().filter_map(|file| file.strip_prefix(&folder).ok()?.to_str());
    paths.map(|path| path.replace(std::path::MAIN_SEPARATOR, "/")).collect()
}
