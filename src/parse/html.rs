//! Raw HTML inside markdown: kept where a help page needs it, and never able to run code.
//!
//! The WHATWG tokenizer reads each fragment. Known elements and attributes pass, others are dropped
//! and reported; what only looks like an element (`<domain>`, `<your key>`) is a placeholder that
//! the author meant to be read, and is shown as text. `href` and `src` become links of the page, so
//! that they are resolved and checked as markdown's are.

use html5gum::{DefaultEmitter, Token, Tokenizer};

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
    /// Something dropped because it could run code: its name, and where it stands.
    Unsafe { what: String, at: usize },
}

/// What our own directives are written as between events; an author may write them too.
pub(super) const DIRECTIVES: &[&str] = &["ajuda-question", "ajuda-error", "ajuda-cause", "ajuda-resolution"];

/// Elements that pass, from what 10,000 pages of real documentation use.
const ELEMENTS: &[&str] = &[
    "abbr",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "nobr",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements without a closing tag.
const VOID: &[&str] = &["br", "col", "hr", "wbr"];

/// Elements that HTML knows and a help page does not need: they, not their text, are dropped.
const DROPPED: &[&str] = &[
    "applet", "area", "audio", "base", "body", "button", "canvas", "datalist", "dialog", "embed", "fieldset",
    "form", "frame", "frameset", "head", "html", "iframe", "input", "label", "legend", "link", "map", "math",
    "meta", "meter", "noscript", "object", "optgroup", "option", "output", "param", "progress", "select",
    "slot", "source", "svg", "template", "textarea", "title", "track", "video",
];

/// Elements that are dropped with all they hold.
const DROPPED_WHOLE: &[&str] = &["script", "style", "noembed", "noframes", "xmp", "plaintext"];

/// Attributes that pass on any element.
const ATTRIBUTES: &[&str] = &[
    "align",
    "aria-label",
    "cite",
    "class",
    "colspan",
    "datetime",
    "dir",
    "headers",
    "height",
    "lang",
    "open",
    "rowspan",
    "scope",
    "start",
    "title",
    "type",
    "valign",
    "value",
    "width",
];

/// Reads a fragment.
pub(super) fn pieces(fragment: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut inside: Option<String> = None;
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for token in Tokenizer::new_with_emitter(fragment, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = text_of(&tag.name);
                if inside.is_some() {
                    continue;
                }
                if DROPPED_WHOLE.contains(&name.as_str()) {
                    pieces.push(Piece::Unsafe { what: format!("<{name}>"), at: tag.span.start });
                    inside = Some(name);
                    continue;
                }
                let attributes: Vec<(String, String)> = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (text_of(name), text_of(&value.value)))
                    .collect();
                let source = fragment.get(tag.span.start..tag.span.end).unwrap_or("");
                open(&name, &attributes, tag.span.start, source, &mut pieces);
            }
            Token::EndTag(tag) => {
                let name = text_of(&tag.name);
                if inside.as_ref().is_some_and(|open| *open == name) {
                    inside = None;
                } else if inside.is_none() {
                    let source = fragment.get(tag.span.start..tag.span.end).unwrap_or("");
                    close(name, source, &mut pieces);
                }
            }
            Token::String(text) if inside.is_none() => pieces.push(Piece::Text(text_of(&text.value))),
            _ => {}
        }
    }
    pieces
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn open(name: &str, attributes: &[(String, String)], at: usize, source: &str, pieces: &mut Vec<Piece>) {
    let value =
        |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    for (attribute, value) in attributes {
        let picture = name == "img" && attribute == "src";
        if attribute.starts_with("on") || (is_address(attribute) && !picture && is_unsafe(value)) {
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
            pieces.push(Piece::Image { destination, alt, attributes: kept(attributes), at });
        }
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
            name: name.to_owned(),
            attributes: kept(attributes),
            void: VOID.contains(&name),
        }),
        _ if DROPPED.contains(&name) => pieces.push(Piece::Unsafe { what: format!("<{name}>"), at }),
        _ => pieces.push(Piece::Text(source.to_owned())),
    }
}

fn close(name: String, source: &str, pieces: &mut Vec<Piece>) {
    if name == "a" {
        pieces.push(Piece::LinkClose);
    } else if ELEMENTS.contains(&name.as_str()) || DIRECTIVES.contains(&name.as_str()) {
        if !VOID.contains(&name.as_str()) {
            pieces.push(Piece::Close { name });
        }
    } else if !DROPPED.contains(&name.as_str()) && !DROPPED_WHOLE.contains(&name.as_str()) && name != "img" {
        pieces.push(Piece::Text(source.to_owned()));
    }
}

/// Attributes whose value a browser follows.
fn is_address(attribute: &str) -> bool {
    matches!(
        attribute,
        "href" | "src" | "action" | "formaction" | "srcset" | "poster" | "background" | "xlink:href"
    )
}

/// Whether a URL has a scheme that could run code. Browsers drop white space and control
/// characters inside the scheme, so they are dropped here first.
pub(crate) fn is_unsafe(url: &str) -> bool {
    let compact: String = url.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let compact = compact.to_ascii_lowercase();
    match compact.split_once(':') {
        Some((scheme, _)) => matches!(scheme, "javascript" | "vbscript" | "data" | "blob" | "filesystem"),
        None => false,
    }
}

fn kept(attributes: &[(String, String)]) -> String {
    let mut text = String::new();
    for (name, value) in attributes.iter().filter(|(name, _)| ATTRIBUTES.contains(&name.as_str())) {
        text.push(' ');
        text.push_str(name);
        text.push_str("=\"");
        escape(value, &mut text);
        text.push('"');
    }
    text
}

/// Appends text with the five characters escaped that HTML gives a meaning to.
pub(crate) fn escape(text: &str, html: &mut String) {
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(html, text);
}

/// Elements whose closing tag HTML does not ask for.
pub(super) fn closes_itself(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "td"
            | "th"
            | "tr"
            | "thead"
            | "tbody"
            | "tfoot"
            | "dt"
            | "dd"
            | "colgroup"
            | "caption"
            | "rt"
            | "rp"
    )
}

/// A piece of inline HTML as plain text: what a placeholder says, and nothing of a real tag.
pub(super) fn tag_text(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len());
    let name = name[..end].to_ascii_lowercase();
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
        assert_eq!(pieces("<domain>"), [Piece::Text("<domain>".into())]);
        assert_eq!(pieces("<Your Key>"), [Piece::Text("<Your Key>".into())]);
        assert_eq!(tag_text("<your-shop>"), "<your-shop>");
        assert_eq!(tag_text("<BR />"), "");
        let open = Piece::Open { name: "u".into(), attributes: String::new(), void: false };
        assert_eq!(pieces("<U>"), [open]);
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
            let pieces = pieces(fragment);
            assert!(
                pieces.iter().any(|piece| matches!(piece, Piece::Unsafe { .. })),
                "{fragment}: {pieces:?}"
            );
            let shown = format!("{pieces:?}");
            assert!(!shown.contains("alert(1)") && !shown.contains("@import"), "{fragment}: {shown}");
        }
        for url in ["javascript:x", " JaVa\tScRiPt:x", "data:text/html,x", "vbscript:x", "java\u{0}script:x"]
        {
            assert!(is_unsafe(url), "{url}");
        }
        for url in ["https://x/javascript:y", "a/b.md", "mailto:a@b", "#data:"] {
            assert!(!is_unsafe(url), "{url}");
        }
    }

    #[test]
    fn links_and_anchors_are_taken_out_of_tags() {
        let found = pieces("<a name=\"x\" href='b.md' title=\"a &amp; &quot;b&quot;\">");
        assert_eq!(found[0], Piece::Anchor { id: "x".into(), at: 0 });
        let attributes = " title=\"a &amp; &quot;b&quot;\"".to_owned();
        assert_eq!(found[1], Piece::LinkOpen { destination: "b.md".into(), attributes, at: 0 });
    }
}
