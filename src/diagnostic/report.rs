//! Draws diagnostics: `human` with the source line underlined, `short` a line each, `json` an
//! object a line.
//!
//! Content is not trusted with the terminal: control characters of a source line are shown as
//! their pictures, never sent.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Location, Severity};
use crate::source::Area;
use crate::terminal::{self, visible};

/// How diagnostics are written, as cargo's `--message-format` has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// With the source line and what to type instead.
    #[default]
    Human,
    /// `file:line:column: severity[code]: message`, a line each.
    Short,
    /// A JSON object a line.
    Json,
}

/// Turns diagnostics into text. `roots` are shown before the paths of each area.
pub struct Reporter {
    /// The shape of the text.
    pub format: Format,
    /// The content folder as the user named it.
    pub content: PathBuf,
    /// The folder of the site's own templates.
    pub templates: PathBuf,
    /// The folder of the site's own static files.
    pub static_files: PathBuf,
    /// The folder of `ajuda.toml`.
    pub config: PathBuf,
}

impl Reporter {
    /// All of the diagnostics, sorted by place. Styled text; strip it where colour is not wanted.
    pub fn draw(&self, diagnostics: &[Diagnostic]) -> String {
        let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
        sorted.sort();
        sorted.dedup();
        let mut text = String::new();
        for diagnostic in sorted {
            match self.format {
                Format::Human => self.human(diagnostic, &mut text),
                Format::Short => self.short(diagnostic, &mut text),
                Format::Json => self.json(diagnostic, &mut text),
            }
            text.push('\n');
        }
        text
    }

    /// The path of a place as the user can open it from where the command ran.
    pub fn file(&self, location: &Location) -> String {
        let root = match location.area {
            Area::Content => &self.content,
            Area::Templates => &self.templates,
            Area::Static => &self.static_files,
            Area::Config => &self.config,
        };
        display(&root.join(location.path.as_str()))
    }

    fn human(&self, diagnostic: &Diagnostic, text: &mut String) {
        let level = match diagnostic.code.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let message = visible(&diagnostic.message);
        let title = level.primary_title(message).id(diagnostic.code.as_str());
        let mut group = match &diagnostic.location {
            Some(place) if place.line > 0 => {
                let line = visible(&place.line_text);
                let before = place.text_column.saturating_sub(1);
                let start = byte_of_column(&line, place.column.saturating_sub(before));
                let end = byte_of_column(&line, place.end_column.saturating_sub(before)).max(start);
                let snippet = Snippet::source(line)
                    .line_start(place.line as usize)
                    .path(visible(&self.file(place)).into_owned())
                    .annotation(AnnotationKind::Primary.span(start..end));
                title.element(snippet)
            }
            Some(place) => {
                title.element(annotate_snippets::Origin::path(visible(&self.file(place)).into_owned()))
            }
            None => annotate_snippets::Group::with_title(title),
        };
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(visible(help)));
        }
        let renderer = Renderer::styled().decor_style(DecorStyle::Unicode);
        text.push_str(&renderer.render(&[group]));
        text.push('\n');
    }

    fn short(&self, diagnostic: &Diagnostic, text: &mut String) {
        if let Some(place) = &diagnostic.location {
            let _ = write!(text, "{}:{}:{}: ", visible(&self.file(place)), place.line, place.column);
        }
        let severity = diagnostic.code.severity().as_str();
        let _ = write!(text, "{severity}[{}]: {}", diagnostic.code, visible(&diagnostic.message));
        if let Some(help) = &diagnostic.help {
            let _ = write!(text, " ({})", visible(help));
        }
    }

    fn json(&self, diagnostic: &Diagnostic, text: &mut String) {
        let place = diagnostic.location.as_ref();
        let row = Row {
            code: diagnostic.code.as_str(),
            severity: diagnostic.code.severity().as_str(),
            message: &diagnostic.message,
            file: place.map(|place| self.file(place)),
            path: place.map(|place| place.path.as_str()),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            end_column: place.map(|place| place.end_column),
            help: diagnostic.help.as_deref(),
        };
        text.push_str(&terminal::json(&row).unwrap_or_default());
    }
}

/// The shape of `--message-format json`.
#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    file: Option<String>,
    path: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    end_column: Option<u32>,
    help: Option<&'a str>,
}

/// A path without a leading `./`, with `/` between segments on every platform.
fn display(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}

fn byte_of_column(line: &str, column: u32) -> usize {
    line.char_indices().nth(column.saturating_sub(1) as usize).map_or(line.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::{Source, SourcePath, Span};
    use expect_test::expect;

    fn drawn(format: Format) -> String {
        let text = "veja\nveja [o CRM](partner/crm.md) \u{1b}[31m\n".to_owned();
        let source = Source::new(Area::Content, SourcePath::new("pt-BR/faq.md"), text);
        let span = Span { start: 18, end: 32 };
        let finding = Diagnostic::at(
            &source,
            span,
            Code::LinkMissingPage,
            "`partner/crm.md` is not a page of this site",
        )
        .help("did you mean `../partner/crm.md`?");
        let reporter = Reporter {
            format,
            content: "./content".into(),
            templates: "templates".into(),
            static_files: "static".into(),
            config: ".".into(),
        };
        anstream::adapter::strip_str(&reporter.draw(&[finding])).to_string()
    }

    #[test]
    fn human_underlines_the_place_and_keeps_escapes_off_the_terminal() {
        expect![[r#"
            error[link/missing-page]: `partner/crm.md` is not a page of this site
              ╭▸ content/pt-BR/faq.md:2:14
              │
            2 │ veja [o CRM](partner/crm.md) ␛[31m
              │              ━━━━━━━━━━━━━━
              │
              ╰ help: did you mean `../partner/crm.md`?

        "#]]
        .assert_eq(&drawn(Format::Human));
    }

    #[test]
    fn short_and_json_say_the_same() {
        expect![[r"
            content/pt-BR/faq.md:2:14: error[link/missing-page]: `partner/crm.md` is not a page of this site (did you mean `../partner/crm.md`?)
        "]]
        .assert_eq(&drawn(Format::Short));
        expect![[r#"
            {"code":"link/missing-page","severity":"error","message":"`partner/crm.md` is not a page of this site","file":"content/pt-BR/faq.md","path":"pt-BR/faq.md","line":2,"column":14,"end_column":28,"help":"did you mean `../partner/crm.md`?"}
        "#]]
        .assert_eq(&drawn(Format::Json));
    }
}
