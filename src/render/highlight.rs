//! Code blocks in colour: classes from syntect, the colours of two themes as one style sheet.
//!
//! Each distinct block is highlighted once for the whole site, in parallel. A language that no
//! grammar knows, and a block too long to be worth it, is plain.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::LazyLock;

use rayon::prelude::*;
use syntect::html::{ClassStyle, ClassedHTMLGenerator, css_for_theme_with_class_style};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;
use two_face::theme::EmbeddedThemeName;

use crate::model::{CodeBlock, Site};
use crate::parse::html::escape;

/// The grammars of `bat`: syntect's own, and those that help centres miss there.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

const CLASSES: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "z-" };

/// Blocks above this many bytes are plain: colours do not help in a page of log.
const LONGEST: usize = 64 * 1024;

/// Names that documentation uses for a language, and the grammar that reads it.
const ALIASES: &[(&str, &str)] = &[
    ("azurecli", "bash"),
    ("azurecli-interactive", "bash"),
    ("azurepowershell", "powershell"),
    ("azurepowershell-interactive", "powershell"),
    ("bash-interactive", "bash"),
    ("c#", "cs"),
    ("clike", "c"),
    ("cmd", "bat"),
    ("console", "bash"),
    ("csharp", "cs"),
    ("csharp-interactive", "cs"),
    ("curl", "bash"),
    ("dotnetcli", "bash"),
    ("git", "bash"),
    ("http", "yaml"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("nginx.conf", "nginx"),
    ("nuget", "powershell"),
    ("ps", "powershell"),
    ("ps1", "powershell"),
    ("shell-session", "bash"),
    ("terminal", "bash"),
    ("xaml", "xml"),
    ("zsh", "bash"),
];

/// The HTML of every distinct block of a site.
pub(super) struct Highlighted<'a> {
    blocks: HashMap<&'a CodeBlock, String>,
}

impl<'a> Highlighted<'a> {
    /// Highlights the blocks of all pages.
    pub(super) fn of(site: &'a Site) -> Highlighted<'a> {
        let distinct: BTreeSet<&CodeBlock> =
            site.pages.iter().flat_map(|page| &page.document.body.code).collect();
        let distinct: Vec<&CodeBlock> = distinct.into_iter().collect();
        let blocks = distinct.into_par_iter().map(|block| (block, html(block))).collect();
        Highlighted { blocks }
    }

    /// The HTML of a block.
    pub(super) fn get(&self, block: &CodeBlock) -> &str {
        self.blocks.get(block).map_or("", String::as_str)
    }
}

fn html(block: &CodeBlock) -> String {
    let mut html = String::with_capacity(block.text.len() * 2);
    html.push_str("<div class=\"code-block\"");
    if !block.language.is_empty() {
        html.push_str(" data-language=\"");
        escape(&block.language, &mut html);
        html.push('"');
    }
    html.push_str("><pre tabindex=\"0\"><code>");
    let text = block.text.strip_suffix('\n').unwrap_or(&block.text);
    match grammar(&block.language).filter(|_| text.len() <= LONGEST).and_then(|syntax| spans(syntax, text)) {
        Some(spans) => html.push_str(&spans),
        None => escape(text, &mut html),
    }
    html.push_str("</code></pre></div>");
    html
}

fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    if language.is_empty() {
        return None;
    }
    let name = ALIASES.iter().find(|(alias, _)| *alias == language).map_or(language, |(_, name)| name);
    SYNTAXES.find_syntax_by_token(name)
}

/// The coloured code; `None` where the grammar fails on it.
fn spans(syntax: &SyntaxReference, text: &str) -> Option<String> {
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, CLASSES);
    for line in LinesWithEndings::from(text) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize().trim_end_matches('\n').to_owned())
}

/// The style sheet for the classes: a light theme, and a dark one where the reader prefers it.
pub(super) fn style_sheet() -> String {
    let themes = two_face::theme::extra();
    let rules = |name: EmbeddedThemeName| {
        css_for_theme_with_class_style(themes.get(name), CLASSES).unwrap_or_default()
    };
    let mut css = String::from("/* The colours of code, from the grammars' own themes. */\n");
    css.push_str(&colours_only(&rules(EmbeddedThemeName::ColdarkCold)));
    let dark = colours_only(&rules(EmbeddedThemeName::ColdarkDark));
    let _ = write!(css, "@media (prefers-color-scheme: dark) {{\n{dark}}}\n");
    css
}

/// The rules without comments and without the themes' own page colours: those are ours.
fn colours_only(css: &str) -> String {
    let mut kept = String::new();
    let mut rest = css;
    while let Some(at) = rest.find("/*") {
        kept.push_str(&rest[..at]);
        rest = rest[at..].find("*/").map_or("", |end| &rest[at + end + 2..]);
    }
    kept.push_str(rest);
    let own_colours = |line: &&str| !line.trim_start().starts_with("background-color");
    let mut css = kept.lines().filter(own_colours).map(str::trim).collect::<Vec<_>>().join("");
    css = css.replace('}', "}\n").replace(": ", ":").replace(", ", ",").replace(" {", "{");
    css.lines().filter(|rule| !rule.starts_with(".z-code{") && !rule.ends_with("{}")).fold(
        String::new(),
        |mut css, rule| {
            css.push_str(rule);
            css.push('\n');
            css
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(language: &str, text: &str) -> String {
        html(&CodeBlock { language: language.to_owned(), text: text.to_owned() })
    }

    #[test]
    fn known_languages_have_classes_and_unknown_ones_are_plain() {
        assert!(block("rust", "fn main() {}\n").contains("class=\"z-"));
        assert!(block("C#", "x\n").contains("data-language=\"C#\""));
        assert_eq!(
            block("klingon", "a < b\n"),
            "<div class=\"code-block\" data-language=\"klingon\"><pre tabindex=\"0\"><code>a &lt; b</code></pre></div>"
        );
    }

    #[test]
    fn every_alias_leads_to_a_grammar() {
        for (alias, name) in ALIASES {
            assert!(SYNTAXES.find_syntax_by_token(name).is_some(), "{alias}: {name}");
        }
    }

    #[test]
    fn the_style_sheet_has_both_schemes_and_no_backgrounds() {
        let css = style_sheet();
        assert!(css.contains(".z-comment") && css.contains("prefers-color-scheme"));
        assert!(!css.contains("background"), "{css}");
    }
}
