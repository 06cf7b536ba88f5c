//! The theme: templates, static files and interface strings, the site's own before the default's.
//!
//! The default theme is embedded in the binary. A file of the site's `templates/` or `static/`
//! stands in for the one of the same name, and may extend or include any other.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{ErrorKind, Tera};

use super::assets;
use super::social_card::Fonts;
use super::strings::Strings;
use crate::diagnostic::{Checked, Code, Diagnostic, instead_of};
use crate::digest::{Digest, Parts};
use crate::source::{Area, Source, SourcePath};

mod made_of;

use made_of::Digests;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded_theme.rs"));
}

/// What a template becomes: UTF-8, as it is written to a file.
pub(super) type Text = Vec<u8>;

/// Few pages are longer, in bytes.
const USUAL_SIZE: usize = 32 * 1024;

/// Everything a site is rendered with.
pub struct Theme {
    tera: Tera,
    /// The text of each template, to show where it fails.
    sources: BTreeMap<String, Source>,
    made_of: Digests,
    /// The interface's words.
    pub(super) strings: Strings,
    own_files: OwnFiles,
    /// The fonts that social cards are drawn with.
    pub(super) fonts: Fonts,
    /// Of all above.
    digest: Digest,
}

/// The static files of the site's own, by their paths among them.
#[derive(Clone, Debug, Default)]
pub struct OwnFiles {
    /// Those that are part of the theme (`Theme::is_of_theme`), with what is in them.
    pub of_theme: BTreeMap<String, Vec<u8>>,
    /// All others, which get into the site as they are.
    pub others: Vec<SourcePath>,
}

impl Theme {
    /// Makes the theme; `own` are the sources of the site's `templates/`, `own_files` its static files;
    /// `fonts` are for social cards.
    ///
    /// # Errors
    /// What to mend, where a template or a file of strings does not parse.
    pub fn new(
        own: Vec<Source>,
        own_files: OwnFiles,
        fonts: Fonts,
    ) -> Result<Checked<Theme>, Vec<Diagnostic>> {
        let mut sources: BTreeMap<String, Source> = BTreeMap::new();
        let embedded = embedded::TEMPLATES.iter().map(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            Source::new(Area::Templates, SourcePath::new(path), text)
        });
        let mut words: Vec<Source> = Vec::new();
        let of_theme = own_files.of_theme.iter();
        let mut parts =
            of_theme.fold(Parts::of("theme"), |parts, (path, bytes)| parts.text(path).bytes(bytes));
        for source in embedded.chain(own) {
            parts = parts.text(source.path().as_str()).text(source.text());
            match source.path().extension().as_str() {
                "ftl" => words.push(source),
                "html" | "xml" | "txt" | "svg" => {
                    sources.insert(source.path().to_string(), source);
                }
                _ => {}
            }
        }
        let Checked { value: strings, diagnostics } = Strings::new(&words);
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".xml", ".svg"]);
        let templates = sources.iter().map(|(name, source)| (name.as_str(), source.text()));
        if let Err(error) = tera.add_raw_templates(templates.collect::<Vec<_>>()) {
            let mut findings = diagnostics;
            findings.push(finding(&error, Code::TemplateSyntax, "", &sources));
            return Err(findings);
        }
        let digest = parts.digest(fonts.digest).all();
        let made_of = Digests::of(&sources, &tera);
        let theme = Theme { tera, sources, made_of, strings, own_files, fonts, digest };
        Ok(Checked { value: theme, diagnostics })
    }

    /// Of a template and all that it may extend, include or call, if there is one of this name.
    pub(super) fn made_of(&self, template: &str) -> Option<Digest> {
        self.made_of.template(template)
    }

    /// The same of a component.
    pub(super) fn component_made_of(&self, component: &str) -> Option<Digest> {
        self.made_of.component(component)
    }

    /// Renders a template.
    ///
    /// # Errors
    /// Where the template failed.
    pub(super) fn render(&self, template: &str, context: &impl Serialize) -> Result<Text, Diagnostic> {
        let mut text = Text::with_capacity(USUAL_SIZE);
        tera::Context::from_serialize(context)
            .and_then(|context| self.tera.render_to(template, &context, &mut text))
            .map(|()| text)
            .map_err(|error| finding(&error, Code::TemplateRender, template, &self.sources))
    }

    /// What a component makes of its arguments; `file` is where the default theme has it.
    ///
    /// # Errors
    /// Where the component failed, or that there is none.
    pub(super) fn component(
        &self,
        name: &str,
        file: &str,
        arguments: &tera::Context,
    ) -> Result<String, Diagnostic> {
        self.tera
            .render_component(name, arguments, None, true)
            .map_err(|error| finding(&error, Code::TemplateRender, file, &self.sources))
    }

    /// Of all its templates, words, fonts and files, but for those of the site's own that are no part of it.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The static files of the default theme, by their path among static files.
    pub fn static_files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
        embedded::STATIC.iter().copied()
    }

    /// The static files of the site's own that get into the site as they are.
    pub fn own_files(&self) -> &[SourcePath] {
        &self.own_files.others
    }

    /// Whether a static file of the site's own is part of the theme: it may have another place in the site
    /// then.
    pub fn is_of_theme(path: &str) -> bool {
        path.starts_with(assets::PLACE)
    }

    /// The theme's static files, the site's own behind the default's.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let own = self.own_files.of_theme.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
        embedded::STATIC.iter().map(|(path, bytes)| (*path, *bytes)).chain(own)
    }
}

/// A template engine's error as a finding; `template` is the one that was asked for.
fn finding(
    error: &tera::Error,
    code: Code,
    template: &str,
    sources: &BTreeMap<String, Source>,
) -> Diagnostic {
    let whole = |name: &str, message: String| {
        let path = SourcePath::new(name);
        Diagnostic::in_file(Area::Templates, &path, code, message)
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (message, help) = unknown_field(report.message());
            match sources.get(report.filename()) {
                Some(source) => Diagnostic::at(source, report.span().range.clone().into(), code, message),
                None => whole(report.filename(), message),
            }
            .maybe_help(help)
        }
        ErrorKind::MissingParent { current, parent } => {
            whole(current, format!("extends `{parent}`, which is not a template"))
        }
        ErrorKind::CircularExtend { tpl, .. } => whole(tpl, "extends itself".to_owned()),
        ErrorKind::CircularInclude { tpl, .. } => whole(tpl, "includes itself".to_owned()),
        _ => whole(template, lower_first(&error.to_string())),
    }
}

/// What the engine says of a template. It lists all fields there are behind the one it does not know;
/// that becomes help.
fn unknown_field(message: &str) -> (String, Option<String>) {
    let parts = message.split_once(". Available fields: ");
    let Some((unknown, known)) = parts else { return (lower_first(message.trim_end_matches('.')), None) };
    let wanted = unknown.split('`').nth(1).unwrap_or_default();
    let known: Vec<&str> = known.trim_end_matches('.').split(", ").collect();
    (lower_first(unknown), Some(instead_of(wanted, &known)))
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + letters.as_str())
}
