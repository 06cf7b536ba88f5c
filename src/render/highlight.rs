//! Code blocks in colour: classes from syntect, the colours of two themes as one style sheet.
//!
//! Each distinct block is highlighted once for the whole site, by the first page that shows it; what is shown
//! in one place only is not kept. A language that no grammar knows, and a block too long to be worth it, is
//! plain.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::sync::{LazyLock, OnceLock};

use syntect::html::{ClassStyle, ClassedHTMLGenerator, css_for_theme_with_class_style};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;
use two_face::theme::EmbeddedThemeName;

use crate::model::{CodeBlock, PageId, Site};
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

/// The HTML of every block that a site shows several times, once it was met.
#[derive(Default)]
pub(super) struct Highlighted<'a> {
    blocks: HashMap<&'a CodeBlock, OnceLock<Box<str>>>,
}

impl<'a> Highlighted<'a> {
    /// Keeps the blocks of pages that are shown in several places themselves, and those of several pages.
    pub(super) fn of(site: &'a Site, again: impl Fn(PageId) -> bool) -> Highlighted<'a> {
        let mut met = HashSet::new();
        let pages = (0..).map(PageId).zip(&site.pages);
        let blocks = pages.flat_map(|(id, page)| page.document.code.iter().map(move |code| (id, code)));
        let repeated = blocks.filter(|&(id, block)| !met.insert(block) || again(id)).map(|(_, block)| block);
        Highlighted { blocks: repeated.map(|block| (block, OnceLock::new())).collect() }
    }

    /// The HTML of a block; one that is not kept is highlighted each time.
    pub(super) fn get(&self, block: &CodeBlock) -> Cow<'_, str> {
        match self.blocks.get(block) {
            Some(kept) => (&**kept.get_or_init(|| html(block).into())).into(),
            None => html(block).into(),
        }
    }
}

fn html(block: &CodeBlock) -> String {
    let mut html = String::with_capacity(block.text.len() * 2);
    let element = if block.title.is_empty() { "div" } else { "figure" };
    let _ = write!(html, "<{element} class=\"code-block\"");
    if !block.language.is_empty() {
        html.push_str(" data-language=\"");
        escape(&block.language, &mut html);
        html.push('"');
    }
    html.push('>');
    if !block.title.is_empty() {
        html.push_str("<figcaption>");
        escape(&block.title, &mut html);
        html.push_str("</figcaption>");
    }
    html.push_str("<pre tabindex=\"0\"><code>");
    let text = block.text.strip_suffix('\n').unwrap_or(&block.text);
    let (signs, text) = if block.is_diff { without_signs(text) } else { (Vec::new(), text.into()) };
    let coloured = grammar(&block.language).filter(|_| text.len() <= LONGEST);
    let coloured = coloured.and_then(|syntax| spans(syntax, &text)).unwrap_or_else(|| {
        let mut plain = String::with_capacity(text.len());
        escape(&text, &mut plain);
        plain
    });
    if block.is_diff || block.language == "diff" || !block.marked.is_empty() {
        line_elements(block, &signs, &text, &coloured, &mut html);
    } else {
        html.push_str(&coloured);
    }
    let _ = write!(html, "</code></pre></{element}>");
    html
}

/// The code of a difference without the sign in front of each line, and the signs.
fn without_signs(text: &str) -> (Vec<char>, Cow<'_, str>) {
    let sign = |line: &str| line.chars().next().filter(|c| matches!(c, '+' | '-' | ' '));
    let signs = text.split('\n').map(|line| sign(line).unwrap_or(' ')).collect();
    let code: Vec<&str> = text.split('\n').map(|line| &line[usize::from(sign(line).is_some())..]).collect();
    (signs, code.join("\n").into())
}

/// Writes code line by line, each an element that says what it is. Lines of `diff` keep their signs,
/// so that what is copied is still a patch; the signs of another language's are drawn by the theme.
fn line_elements(block: &CodeBlock, signs: &[char], text: &str, coloured: &str, html: &mut String) {
    let lines = whole_lines(coloured);
    for (number, (line, plain)) in lines.iter().zip(text.split('\n')).enumerate() {
        let in_range = |(from, to): &(u32, u32)| (*from as usize..=*to as usize).contains(&(number + 1));
        let element = match signs.get(number) {
            Some('+') => "ins",
            Some('-') => "del",
            _ => "span",
        };
        let is_header = plain.starts_with("+++") || plain.starts_with("---");
        let state = match plain.chars().next().filter(|_| block.language == "diff" && !is_header) {
            Some('+') => " added",
            Some('-') => " removed",
            _ if block.marked.iter().any(in_range) => " marked",
            _ => "",
        };
        let end = if number + 1 < lines.len() { "\n" } else { "" };
        let _ = write!(html, "<{element} class=\"line{state}\">{line}{end}</{element}>");
    }
}

/// The lines of coloured code, each whole in itself: what runs over a line's end is closed there and
/// opened again.
fn whole_lines(coloured: &str) -> Vec<String> {
    let mut open: Vec<&str> = Vec::new();
    let lines = coloured.split('\n');
    lines
        .map(|line| {
            let mut whole = open.concat();
            whole.push_str(line);
            let mut rest = line;
            // Code is escaped, so `<` begins a tag.
            while let Some((_, behind)) = rest.split_once('<') {
                let at = rest.len() - behind.len() - 1;
                let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
                if rest[at..].starts_with("</") {
                    open.pop();
                } else {
                    open.push(&rest[at..end]);
                }
                rest = &rest[end..];
            }
            whole.extend(std::iter::repeat_n("</span>", open.len()));
            whole
        })
        .collect()
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

/// The style sheet for the classes: a light theme, and a dark one that stands in for it where the page
/// is dark. The two themes are twins, with the same rules in the same order.
pub(super) fn style_sheet() -> &'static str {
    static SHEET: LazyLock<String> = LazyLock::new(make_style_sheet);
    &SHEET
}

fn make_style_sheet() -> String {
    let themes = two_face::theme::extra();
    let rules = |name: EmbeddedThemeName| {
        colours_only(&css_for_theme_with_class_style(themes.get(name), CLASSES).unwrap_or_default())
    };
    let (light, dark) = (rules(EmbeddedThemeName::ColdarkCold), rules(EmbeddedThemeName::ColdarkDark));
    let dark: HashMap<&str, &str> = dark.lines().filter_map(|rule| rule.split_once('{')).collect();
    let mut css = String::from("/* The colours of code, from the grammars' own themes. */\n");
    for (selector, declarations) in light.lines().filter_map(|rule| rule.split_once('{')) {
        let other = dark.get(selector).copied().unwrap_or(declarations);
        let (own, other) = (colour(declarations), colour(other));
        let declarations = match own.zip(other) {
            Some((own, other)) if own != other => {
                declarations.replace(own, &format!("light-dark({own},{other})"))
            }
            _ => declarations.to_owned(),
        };
        let _ = writeln!(css, "{selector}{{{declarations}");
    }
    css
}

/// The colour that declarations set.
fn colour(declarations: &str) -> Option<&str> {
    let (_, rest) = declarations.split_once("color:")?;
    rest.split([';', '}']).next()
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
        html(&CodeBlock {
            language: language.to_owned(),
            title: String::new(),
            marked: Vec::new(),
            is_diff: false,
            text: text.to_owned(),
        })
    }

    #[test]
    fn marked_lines_are_whole_elements() {
        let block = CodeBlock {
            language: "rust".to_owned(),
            title: "a < b".to_owned(),
            marked: vec![(2, 2)],
            is_diff: false,
            text: "/* one\ntwo */\n".to_owned(),
        };
        let html = html(&block);
        assert!(html.starts_with("<figure") && html.contains("<figcaption>a &lt; b</figcaption>"), "{html}");
        let lines: Vec<&str> = html.split("<span class=\"line").skip(1).collect();
        assert_eq!(lines.len(), 2, "{html}");
        assert!(lines[1].starts_with(" marked\">"), "{html}");
        for line in lines {
            assert_eq!(line.matches("<span").count() + 1, line.matches("</span>").count(), "{html}");
        }
    }

    #[test]
    fn a_difference_in_a_language_has_its_signs_in_elements() {
        let block = CodeBlock {
            language: "js".to_owned(),
            title: String::new(),
            marked: Vec::new(),
            is_diff: true,
            text: " a\n-b\n+c\n".to_owned(),
        };
        let html = html(&block);
        assert!(html.contains("<del class=\"line\">") && html.contains("<ins class=\"line\">"), "{html}");
        assert!(!html.contains(">-") && !html.contains(">+"), "{html}");
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
        assert!(css.contains(".z-comment{color:light-dark("));
        assert!(!css.contains("background"), "{css}");
    }
}
