//! What a command says to the person at the terminal.
//!
//! Results go to standard output; findings, progress and everything else to standard error, except
//! findings as JSON, which are a result (as cargo has it).

use std::io::{IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::settings;
use crate::config::Config;
use crate::diagnostic::{Count, Diagnostic, Format};
use crate::pipeline::Step;
use crate::terminal::visible;

/// Work that ends sooner shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// The way to the person.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    /// Only findings and failures are said.
    pub quiet: bool,
    /// The shape of findings.
    pub format: Format,
}

impl Console {
    /// Says a line, unless it is to be quiet.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            let _ = writeln!(anstream::stderr(), "{}", visible(line));
        }
    }

    /// Shows findings.
    ///
    /// # Errors
    /// When standard output is closed.
    pub fn show(&self, diagnostics: &[Diagnostic], config: &Config) -> anyhow::Result<()> {
        let text = settings::reporter(config, self.format).draw(diagnostics);
        if self.format == Format::Json {
            anstream::stdout().write_all(text.as_bytes())?;
        } else {
            anstream::stderr().write_all(text.as_bytes())?;
        }
        Ok(())
    }

    /// The same on standard error in every format, for commands with another result.
    ///
    /// # Errors
    /// When standard error is closed.
    pub fn show_beside(&self, diagnostics: &[Diagnostic], config: &Config) -> anyhow::Result<()> {
        let text = settings::reporter(config, self.format).draw(diagnostics);
        Ok(anstream::stderr().write_all(text.as_bytes())?)
    }

    /// A progress line for a terminal.
    pub fn progress(&self) -> Progress {
        let shown = !self.quiet && std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Progress { bar, shown, started: Instant::now(), state: Mutex::new(false) }
    }
}

/// A line that says what is being done, once it takes longer than a moment.
pub struct Progress {
    bar: ProgressBar,
    shown: bool,
    started: Instant,
    /// Whether the line is on the screen.
    state: Mutex<bool>,
}

impl Progress {
    /// Takes note of a step.
    pub fn step(&self, step: Step) {
        if !self.shown {
            return;
        }
        match step {
            Step::Parse(sources) => self.bar.set_message(format!("reading {sources} sources")),
            Step::Resolve(pages) => self.bar.set_message(format!("following the links of {pages} pages")),
            Step::Write(pages) => {
                self.bar.set_length(pages as u64);
                self.bar.set_message("writing pages and the search index");
            }
            Step::Merge(files) => {
                self.bar.set_length(files as u64);
                self.bar.set_message("taking over the files of the shards");
            }
            Step::Page => self.bar.inc(1),
            Step::Finish => self.bar.set_message("putting the site in place"),
        }
        if self.started.elapsed() > PATIENCE {
            self.appear();
        }
    }

    fn appear(&self) {
        let Ok(mut on_screen) = self.state.lock() else { return };
        if !*on_screen {
            *on_screen = true;
            let style = ProgressStyle::with_template("{spinner} {msg} {bar:24} {pos}/{len}");
            self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(Duration::from_millis(120));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// `2 errors and 1 warning`; `no findings` where there are none.
pub fn counted(diagnostics: &[Diagnostic]) -> String {
    findings(Count::of(diagnostics))
}

/// The same of so many.
pub fn findings(count: Count) -> String {
    match (count.errors, count.warnings) {
        (0, 0) => "no findings".to_owned(),
        (errors, 0) => number(errors, "error"),
        (0, warnings) => number(warnings, "warning"),
        (errors, warnings) => format!("{} and {}", number(errors, "error"), number(warnings, "warning")),
    }
}

/// What to add about pages that are left out; nothing where there are none.
pub fn without(left_out: usize) -> String {
    match left_out {
        0 => String::new(),
        1 => " (1 page that is not published yet is left out)".to_owned(),
        more => format!(" ({more} pages that are not published yet are left out)"),
    }
}

/// `1 page`, `2 pages`.
pub fn number(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
