//! Raw HTML inside markdown: kept where a help page needs it, and never able to run code.
//!
//! The WHATWG tokenizer reads each fragment. Known elements and attributes pass, others are dropped
//! and reported; what only looks like an element (`<domain>`, `<your key>`) is a placeholder that
//! the author meant to be read, and is shown as text. `href` and `src` become links of the page, so
//! that they are resolved and checked as markdown's are.

mod attributes;
mod elements;

pub(super) use elements::{DIRECTIVES, closes_itself, is_phrasing};

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::model::address;
use attributes::{is_address, kept};
use elements::{DROPPED, DROPPED_VOID, DROPPED_WHOLE, ELEMENTS, PAGE, VOID, of_today};

/// What becomes of raw HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// What a help page needs passes; nothing that could run code does.
    #[default]
    Sanitised,
    /// Everything passes but what would end the page: the site answers for its content.
    AsWritten,
}

/// What a fragment consists of, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text to escape.
    Text(String),
    /// An opening tag that passes, attributes escaped, without `<`, `>`.
    Open { name: String, attributes: String, void: bool },
    /// A closing tag that passes.
    Close { name: String },
    /// An anchor to set: `<a name="…">`, or the `id` of any element.
    Anchor { id: String, at: usize },
    /// `<a href>`.
    LinkOpen { destination: String, attributes: String, at: usize },
    /// `</a>`.
    LinkClose,
    /// `<img>`.
    Image { destination: String, alt: String, attributes: String, at: usize },
    /// A whole element as it is written, with what it holds: a script or a style sheet.
    Raw(String),
    /// The beginning of a tag that never ends, shown as text.
    Unfinished { text: String, at: usize },
    /// Something dropped because it could run code: its name, and where it stands.
    Unsafe { what: String, at: usize },
}

/// Reads a fragment.
pub(super) fn pieces(fragment: &str, raw_html: RawHtml) -> Vec<Piece> {
    let mut pieces = Vec::new();
    // Where the last whole token ends, and where an element ends whose inside is no markup.
    let (mut done, mut passed) = (0, 0);
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for token in Tokenizer::new_with_emitter(fragment, emitter) {
        let Ok(token) = token;
        let span = match &token {
            Token::StartTag(tag) => tag.span,
            Token::EndTag(tag) => tag.span,
            Token::String(text) => text.span,
            Token::Comment(comment) => comment.span,
            Token::Doctype(doctype) => doctype.span,
            Token::Error(_) => continue,
        };
        if span.start < passed {
            continue;
        }
        done = done.max(span.end);
        let source = fragment.get(span.start..span.end).unwrap_or("");
        match token {
            Token::StartTag(tag) => {
                let name = text_of(&tag.name);
                if DROPPED_WHOLE.contains(&name.as_str()) {
                    let rest = fragment.get(span.start..).unwrap_or("");
                    // One that never ends holds nothing: what follows it is still read.
                    let whole = end_of_element(rest, &name).map_or(source, |end| &rest[..end]);
                    passed = span.start + whole.len();
                    pieces.push(match raw_html {
                        RawHtml::AsWritten if matches!(name.as_str(), "script" | "style") => {
                            Piece::Raw(whole.to_owned())
                        }
                        _ => Piece::Unsafe { what: format!("<{name}>"), at: span.start },
                    });
                    continue;
                }
                let attributes: Vec<(String, String)> = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (text_of(name), text_of(&value.value)))
                    .collect();
                open(&name, &attributes, span.start, source, raw_html, &mut pieces);
            }
            Token::EndTag(tag) => close(text_of(&tag.name), source, raw_html, &mut pieces),
            Token::String(text) => pieces.push(Piece::Text(text_of(&text.value))),
            _ => {}
        }
    }
    let rest = fragment.get(done.max(passed)..).unwrap_or("");
    if !rest.trim().is_empty() {
        pieces.push(Piece::Unfinished { text: rest.to_owned(), at: fragment.len() - rest.len() });
    }
    pieces
}

/// Where an element that begins a text ends, its inside taken as text (WHATWG HTML, 13.2.5.2).
fn end_of_element(text: &str, name: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let closing = format!("</{name}");
    let ends = |at: &usize| {
        lower[at + closing.len()..].starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
    };
    let at = lower.match_indices(&closing).map(|(at, _)| at).find(ends)?;
    Some(lower[at..].find('>').map_or(text.len(), |end| at + end + 1))
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn open(
    name: &str,
    attributes: &[(String, String)],
    at: usize,
    source: &str,
    raw_html: RawHtml,
    pieces: &mut Vec<Piece>,
) {
    let as_written = raw_html == RawHtml::AsWritten;
    let kept = |attributes: &[(String, String)]| kept(name, attributes, raw_html);
    let value =
        |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    for (attribute, value) in attributes {
        let picture = name == "img" && attribute == "src";
        if as_written {
            continue;
        }
        if attribute.starts_with("on") || (is_address(attribute) && !picture && address::runs_code(value)) {
            pieces.push(Piece::Unsafe { what: format!("{attribute}=\"…\""), at });
        }
    }
    let known = ELEMENTS.contains(&name) || DIRECTIVES.contains(&name);
    if let Some(id) = value("id").filter(|_| known || matches!(name, "a" | "img")) {
        pieces.push(Piece::Anchor { id, at });
    }
    match name {
        "a" => {
            if let Some(id) = value("name").filter(|name| value("id").as_ref() != Some(name)) {
                pieces.push(Piece::Anchor { id, at });
            }
            match value("href") {
                Some(destination) => {
                    pieces.push(Piece::LinkOpen { destination, attributes: kept(attributes), at });
                }
                None => {
                    pieces.push(Piece::Open { name: "a".to_owned(), attributes: String::new(), void: false });
                }
            }
        }
        "img" => {
            let destination = value("src").unwrap_or_default();
            let alt = value("alt").unwrap_or_default();
            let others: Vec<_> = attributes.iter().filter(|(name, _)| name != "src").cloned().collect();
            pieces.push(Piece::Image { destination, alt, attributes: kept(&others), at });
        }
        _ if as_written && DROPPED.contains(&name) && !PAGE.contains(&name) => pieces.push(Piece::Open {
            name: name.to_owned(),
            attributes: kept(attributes),
            void: DROPPED_VOID.contains(&name),
        }),
        "iframe" | "video" | "audio" | "embed" | "source" => {
            // What would be played is still reached by a link.
            if let Some(destination) = value("src") {
                pieces.push(Piece::LinkOpen {
                    destination: destination.clone(),
                    attributes: String::new(),
                    at,
                });
                pieces.push(Piece::Text(destination));
                pieces.push(Piece::LinkClose);
            }
        }
        _ if known => pieces.push(Piece::Open {
            name: if as_written { name } else { of_today(name) }.to_owned(),
            attributes: kept(attributes),
            void: VOID.contains(&name),
        }),
        _ if DROPPED.contains(&name) => pieces.push(Piece::Unsafe { what: format!("<{name}>"), at }),
        _ => pieces.push(Piece::Text(source.to_owned())),
    }
}

fn close(name: String, source: &str, raw_html: RawHtml, pieces: &mut Vec<Piece>) {
    let passes = raw_html == RawHtml::AsWritten
        && DROPPED.contains(&name.as_str())
        && !PAGE.contains(&name.as_str())
        && !DROPPED_VOID.contains(&name.as_str());
    if passes {
        pieces.push(Piece::Close { name });
    } else if name == "a" {
        pieces.push(Piece::LinkClose);
    } else if ELEMENTS.contains(&name.as_str()) || DIRECTIVES.contains(&name.as_str()) {
        if !VOID.contains(&name.as_str()) {
            let name = if raw_html == RawHtml::AsWritten { name } else { of_today(&name).to_owned() };
            pieces.push(Piece::Close { name });
        }
    } else if !DROPPED.contains(&name.as_str()) && !DROPPED_WHOLE.contains(&name.as_str()) && name != "img" {
        pieces.push(Piece::Text(source.to_owned()));
    }
}

/// Whether a piece of inline HTML opens an element that no paragraph can hold.
pub(super) fn opens_block(tag: &str) -> bool {
    let name = name_of(tag);
    !tag.starts_with("</")
        && (ELEMENTS.contains(&name.as_str()) || DIRECTIVES.contains(&name.as_str()))
        && !is_phrasing(of_today(&name))
}

/// Appends text with the five characters escaped that HTML gives a meaning to.
pub(crate) fn escape(text: &str, html: &mut String) {
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(html, text);
}

/// The name in a tag, in lower case.
fn name_of(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len());
    name[..end].to_ascii_lowercase()
}

/// A piece of inline HTML as plain text: what a placeholder says, and nothing of a real tag.
pub(super) fn tag_text(tag: &str) -> &str {
    let name = name_of(tag);
    let name = name.as_str();
    let known = [ELEMENTS, DIRECTIVES, DROPPED, DROPPED_WHOLE].iter().any(|list| list.contains(&name));
    if known || matches!(name, "a" | "img") || tag.starts_with("<!") || tag.starts_with("<?") {
        ""
    } else {
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_text_and_elements_are_elements() {
        assert_eq!(pieces("<domain>", RawHtml::Sanitised), [Piece::Text("<domain>".into())]);
        assert_eq!(pieces("<Your Key>", RawHtml::Sanitised), [Piece::Text("<Your Key>".into())]);
        assert_eq!(tag_text("<your-shop>"), "<your-shop>");
        assert_eq!(tag_text("<BR />"), "");
        let open = Piece::Open { name: "u".into(), attributes: String::new(), void: false };
        assert_eq!(pieces("<U>", RawHtml::Sanitised), [open]);
    }

    #[test]
    fn nothing_that_runs_code_passes() {
        for fragment in [
            "<script>alert(1)</script>",
            "<style>@import 'x'</style>",
            "<b onclick=alert(1)>",
            "<p style=\"x\" onmouseover='y'>",
            "<object data=x>",
            "<svg onload=alert(1)>",
        ] {
            let pieces = pieces(fragment, RawHtml::Sanitised);
            assert!(
                pieces.iter().any(|piece| matches!(piece, Piece::Unsafe { .. })),
                "{fragment}: {pieces:?}"
            );
            let shown = format!("{pieces:?}");
            assert!(!shown.contains("alert(1)") && !shown.contains("@import"), "{fragment}: {shown}");
        }
    }

    #[test]
    fn links_and_anchors_are_taken_out_of_tags() {
        let found = pieces("<a name=\"x\" href='b.md' title=\"a &amp; &quot;b&quot;\">", RawHtml::Sanitised);
        assert_eq!(found[0], Piece::Anchor { id: "x".into(), at: 0 });
        let attributes = " title=\"a &amp; &quot;b&quot;\"".to_owned();
        assert_eq!(found[1], Piece::LinkOpen { destination: "b.md".into(), attributes, at: 0 });
    }

    #[test]
    fn what_html_has_given_up_is_written_as_it_is_today() {
        let shown = |fragment: &str| match pieces(fragment, RawHtml::Sanitised).remove(0) {
            Piece::Open { name, attributes, .. } => format!("<{name}{attributes}>"),
            other => format!("{other:?}"),
        };
        assert_eq!(shown("<table width=100% border=1 class=x>"), "<table class=\"x\">");
        assert_eq!(
            shown("<td align=Center valign=top colspan=2>"),
            "<td colspan=\"2\" class=\"align-center\">"
        );
        assert_eq!(shown("<p class=a align=right>"), "<p class=\"a align-right\">");
        assert_eq!(shown("<center>"), "<div class=\"align-center\">");
        assert_eq!(shown("<font color=red>"), "<span>");
        assert_eq!(pieces("</tt>", RawHtml::Sanitised), [Piece::Close { name: "code".into() }]);
        assert!(opens_block("<PRE class=x>") && opens_block("<hr/>") && opens_block("<center>"));
        assert!(!opens_block("</pre>") && !opens_block("<b>") && !opens_block("<your-key>"));
    }

    #[test]
    fn a_tag_that_never_ends_is_text() {
        let found = pieces("a <b class=\"x\n\ny", RawHtml::Sanitised);
        let unfinished = Piece::Unfinished { text: "<b class=\"x\n\ny".into(), at: 2 };
        assert_eq!(found, [Piece::Text("a ".into()), unfinished]);
    }

    #[test]
    fn a_site_that_answers_for_its_content_has_it_as_written() {
        let found = pieces("<script>if (a < b) c()</SCRIPT><p style='x' onclick=y>", RawHtml::AsWritten);
        let attributes = " onclick=\"y\" style=\"x\"".to_owned();
        let expected = [
            Piece::Raw("<script>if (a < b) c()</SCRIPT>".into()),
            Piece::Open { name: "p".into(), attributes, void: false },
        ];
        assert_eq!(found, expected);
    }
}
