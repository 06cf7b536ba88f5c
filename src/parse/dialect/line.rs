//! What a line is that stands in a paragraph: the markers of `lines`, one by one.

use pulldown_cmark::Event;

use super::shortcodes::{self, Shortcode};
use crate::parse::{inline, markdown};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Closed by `:::`.
    Colons(Closing),
    /// Closed by `:::zone-end`.
    Zone,
    /// Closed by `+++`.
    Pluses,
    /// Closed by the shortcode that ends it.
    Shortcode(Closing),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    Quote,
    Element(&'static str),
    Nothing,
}

/// What a line is.
pub(super) enum Line<'a> {
    Text,
    /// Nothing to show.
    Left,
    Inline(Vec<Event<'a>>),
    OpenQuote {
        kind: String,
        title: String,
        mark: Mark,
    },
    /// An alert with its text.
    Quote {
        kind: String,
        text: String,
    },
    OpenElement {
        name: &'static str,
        attribute: String,
        title: String,
        mark: Mark,
    },
    OpenNothing,
    CloseColons,
    CloseShortcode(Closing),
    OpenZone(String),
    CloseZone,
    /// A file to show, by what stands behind the directive's name.
    Code(String),
    /// An accordion's title begins behind three bytes.
    OpenAccordion,
    ClosePluses,
}

/// What a line that is a shortcode becomes.
pub(super) fn shortcode<'a>(line: &str) -> Option<Line<'a>> {
    let details = Closing::Element("details");
    Some(match shortcodes::read(line)? {
        Shortcode::OpenNote { kind, title } => {
            Line::OpenQuote { kind, title: title.to_owned(), mark: Mark::Shortcode(Closing::Quote) }
        }
        Shortcode::CloseNote => Line::CloseShortcode(Closing::Quote),
        Shortcode::Note { kind, text } => Line::Quote { kind, text: text.to_owned() },
        Shortcode::OpenDetails("") => Line::Left,
        Shortcode::OpenDetails(title) => Line::OpenElement {
            name: "details",
            attribute: String::new(),
            title: title.to_owned(),
            mark: Mark::Shortcode(details),
        },
        Shortcode::CloseDetails => Line::CloseShortcode(details),
        Shortcode::OpenTab(title) => Line::OpenZone(title.to_owned()),
        Shortcode::CloseTab => Line::CloseZone,
        Shortcode::Figure { source, alt, title } => Line::Inline(inline::picture(source, alt, title)),
        Shortcode::Nothing => Line::Left,
    })
}

/// What any other line is.
pub(super) fn read<'a>(raw: &str) -> Line<'a> {
    if let Some(rest) = raw.strip_prefix(":::") {
        return colons(rest.trim_start_matches(':').trim());
    }
    if let Some(rest) = raw.strip_prefix("+++") {
        return if rest.trim().is_empty() { Line::ClosePluses } else { Line::OpenAccordion };
    }
    if let Some(attributes) = raw.strip_prefix("{:").and_then(|rest| rest.strip_suffix('}')) {
        let anchor = attributes.split_whitespace().find_map(|word| word.strip_prefix('#'));
        return anchor.map_or(Line::Left, |anchor| {
            Line::Inline(vec![Event::InlineHtml(format!("<a id=\"{}\"></a>", escaped(anchor)).into())])
        });
    }
    Line::Text
}

fn colons<'a>(text: &str) -> Line<'a> {
    let body = text.trim_end_matches(':').trim_end();
    if body.is_empty() {
        return Line::CloseColons;
    }
    let name_end = body.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(body.len());
    let (name, rest) = body.split_at(name_end);
    let rest = rest.trim();
    match name.to_ascii_lowercase().as_str() {
        "image" if attribute(rest, "source").is_some() => Line::Inline(inline::image(rest)),
        "code" => Line::Code(rest.to_owned()),
        "zone" => match attribute(rest, "pivot") {
            Some(pivot) => Line::OpenZone(variant(pivot)),
            None => Line::Left,
        },
        "zone-end" => Line::CloseZone,
        // Their ends carry names of their own, so they open nothing that `:::` would close.
        "image" | "image-end" | "moniker" | "moniker-end" | "row" | "row-end" | "column" | "column-end"
        | "code-end" => Line::Left,
        // It runs inside a line.
        "no-loc" => Line::Text,
        "question" => element("ajuda-question", rest),
        "error" => element("ajuda-error", rest),
        "cause" => element("ajuda-cause", rest),
        "resolution" => element("ajuda-resolution", rest),
        "note" | "tip" | "info" | "important" | "warning" | "caution" | "danger" | "hint" => {
            let title = markdown::line_text(in_brackets(rest));
            Line::OpenQuote { kind: name.to_uppercase(), title, mark: Mark::Colons(Closing::Quote) }
        }
        "details" => element("details", rest),
        _ if body.starts_with(|c: char| c.is_alphabetic() || c == '{') => Line::OpenNothing,
        _ => Line::Text,
    }
}

/// An element with the title behind its name, and a code in braces: `error{code="NU1101"} Message`.
fn element<'a>(name: &'static str, rest: &str) -> Line<'a> {
    let (braces, title) = match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        Some((braces, title)) => (braces, title.trim()),
        None => ("", rest),
    };
    let code =
        attribute(braces, "code").map(|code| format!(" title=\"{}\"", escaped(code))).unwrap_or_default();
    let anchor = braces.split_whitespace().find_map(|word| word.strip_prefix('#'));
    let anchor = anchor.map(|anchor| format!(" id=\"{}\"", escaped(anchor))).unwrap_or_default();
    let mark = Mark::Colons(Closing::Element(name));
    Line::OpenElement { name, attribute: code + &anchor, title: in_brackets(title).to_owned(), mark }
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    crate::parse::html::escape(text, &mut html);
    html
}

/// A title without the brackets, and what stands behind them, or the quotation marks around it.
fn in_brackets(title: &str) -> &str {
    match title.strip_prefix('[').and_then(|rest| Some((rest, rest.rfind(']')?))) {
        Some((rest, end)) => &rest[..end],
        None => {
            // Braces at the end are attributes; anywhere else they are text.
            let attributes = title.trim_end().ends_with('}').then(|| title.rfind('{')).flatten();
            let own = attributes.map_or(title, |at| &title[..at]);
            let own = if own.trim().is_empty() { title } else { own };
            own.trim_matches(['"', ' '])
        }
    }
}

/// What a zone is for, by the name of its variant: `platform-linux` is `Platform linux`.
fn variant(pivot: &str) -> String {
    let words = pivot.replace(['-', '_'], " ").replace(',', ", ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The value of `name="…"`.
pub(in crate::parse) fn attribute<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let at = text.match_indices(name).find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace()) && text[at + name.len()..].trim_start().starts_with('=')
    });
    let (at, _) = at?;
    let value = text[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split_whitespace().next(),
    }
}
