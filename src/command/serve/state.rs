//! What the server knows at a moment: which site it serves, and what the last build found.
//!
//! The build thread publishes a new `Snapshot` after every build; requests and event streams read
//! the latest. The site's number moves only when a build was written, so a browser reloads for a
//! new site and only shows its panel for findings about a site that was not replaced.

use std::path::PathBuf;

use serde::Serialize;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Location, Reporter};
use crate::pipeline::Preview;
use crate::source::Area;

/// Findings beyond these are left to the terminal: a panel is no place for thousands.
const SHOWN: usize = 50;

/// The state after a build.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    /// The site to look at; without one only what was built is served.
    pub(super) preview: Option<Preview>,
    /// The folder that was built.
    pub(super) out: PathBuf,
    /// The path the site is served below, with a `/` at both ends.
    pub(super) base_path: String,
    /// What browsers are told.
    pub(super) news: News,
}

impl Snapshot {
    /// The state for these settings and this news.
    pub(super) fn new(config: &Config, preview: Option<Preview>, news: News) -> Snapshot {
        Snapshot { preview, out: config.out.clone(), base_path: config.base_path(), news }
    }
}

/// What a browser is told after a build, as JSON.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct News {
    /// Identifies the written site; another value than the page's own means: reload.
    pub(super) site: String,
    /// Another value than before, for the same site, means: the style sheets anew.
    pub(super) styles: u32,
    /// How many errors there are.
    pub(super) errors: usize,
    /// How many warnings there are.
    pub(super) warnings: usize,
    /// The first of them: templates and settings, then errors, then warnings, each by place.
    pub(super) findings: Vec<Finding>,
    /// Why no build could be made, where the environment failed.
    pub(super) failure: Option<String>,
    /// Whether the pages shown are older than the sources.
    pub(super) stale: bool,
}

impl News {
    /// The news of a build that made these findings.
    pub(super) fn of(diagnostics: &[Diagnostic], reporter: &Reporter) -> News {
        let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
        sorted.sort();
        sorted.dedup();
        // What keeps a site from being built at all comes first, then errors, then warnings.
        let is_content = |place: &Location| place.area == Area::Content;
        sorted.sort_by_key(|found| (found.location.as_ref().is_some_and(is_content), found.code.severity()));
        let errors = sorted.iter().filter(|diagnostic| diagnostic.is_error()).count();
        News {
            errors,
            warnings: sorted.len() - errors,
            findings: sorted.iter().take(SHOWN).map(|found| Finding::of(found, reporter)).collect(),
            ..News::default()
        }
    }
}

/// A finding as the panel shows it: plain text throughout.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Finding {
    severity: &'static str,
    code: &'static str,
    message: String,
    /// `content/en/a.md:3:5`.
    place: Option<String>,
    /// The source line, in three parts: before what is meant, what is meant, after it.
    line: Option<[String; 3]>,
    help: Option<String>,
}

impl Finding {
    fn of(diagnostic: &Diagnostic, reporter: &Reporter) -> Finding {
        let place = diagnostic.location.as_ref();
        Finding {
            severity: diagnostic.code.severity().as_str(),
            code: diagnostic.code.as_str(),
            message: diagnostic.message.clone(),
            place: place.map(|place| match place.line {
                0 => reporter.file(place),
                line => format!("{}:{line}:{}", reporter.file(place), place.column),
            }),
            line: place.filter(|place| place.line > 0).map(|place| {
                let split = |column: u32| column.saturating_sub(place.text_column) as usize;
                let (start, end) = (split(place.column), split(place.end_column));
                let part = |from: usize, to: usize| {
                    place.line_text.chars().skip(from).take(to.saturating_sub(from)).collect()
                };
                [part(0, start), part(start, end), part(end, usize::MAX)]
            }),
            help: diagnostic.help.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Format};
    use crate::source::{Source, SourcePath, Span};

    #[test]
    fn a_finding_keeps_its_place_and_splits_its_line_by_characters() {
        let source = Source::new(Area::Content, SourcePath::new("pt-BR/a.md"), "ção [x](y)\n".into());
        let span = Span { start: 6, end: 12 };
        let found = Diagnostic::at(&source, span, Code::LinkMissingPage, "`y` is no page").help("remove it");
        let reporter = Reporter {
            format: Format::Human,
            content: "content".into(),
            templates: "templates".into(),
            static_files: "static".into(),
            config: ".".into(),
        };
        let news = News::of(&[found.clone(), found], &reporter);
        assert_eq!((news.errors, news.warnings, news.findings.len()), (1, 0, 1));
        let finding = &news.findings[0];
        assert_eq!(finding.place.as_deref(), Some("content/pt-BR/a.md:1:5"));
        assert_eq!(finding.line.as_ref().unwrap(), &["ção ", "[x](y)", ""].map(str::to_owned));
    }
}
