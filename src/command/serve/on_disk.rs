//! The server's workshop as the command line sets it up: real settings, real builds, a real terminal.

use std::io::Write as _;
use std::path::PathBuf;

use super::{Outcome, Workshop};
use crate::command::console::Console;
use crate::command::settings::{self, Overrides};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Reporter};
use crate::pipeline;

/// Builds what is on the disk and talks to the terminal.
pub(super) struct OnDisk {
    pub(super) overrides: Overrides,
    pub(super) console: Console,
}

impl Workshop for OnDisk {
    fn settings_file(&self) -> PathBuf {
        self.overrides.file()
    }

    fn settings(&self) -> anyhow::Result<Result<Config, Box<Diagnostic>>> {
        self.overrides.read()
    }

    fn build(&self, config: &Config) -> anyhow::Result<Outcome> {
        let progress = self.console.progress();
        let built = pipeline::build(config, &|step| progress.step(step))?;
        Ok(Outcome { pages: built.pages, diagnostics: built.diagnostics, written: built.written })
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
