//! Elements by their names: what passes, what does not, and what HTML says of them.

/// What our own directives are written as between events; an author may write them too.
pub(in crate::parse) const DIRECTIVES: &[&str] =
    &["ajuda-question", "ajuda-error", "ajuda-cause", "ajuda-resolution"];

/// Elements that pass, from what 10,000 pages of real documentation use.
pub(super) const ELEMENTS: &[&str] = &[
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
pub(super) const VOID: &[&str] = &["br", "col", "hr", "wbr"];

/// Elements that run inside a line, as HTML's phrasing content.
pub(super) const PHRASING: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
    "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "br", "wbr", "ruby", "rt", "rp", "picture", "img",
];

/// Elements that HTML knows and a help page does not need: they, not their text, are dropped.
pub(super) const DROPPED: &[&str] = &[
    "applet", "area", "audio", "base", "body", "button", "canvas", "datalist", "dialog", "embed", "fieldset",
    "form", "frame", "frameset", "head", "html", "iframe", "input", "label", "legend", "link", "main", "map",
    "math", "meta", "meter", "noscript", "object", "optgroup", "option", "output", "param", "progress",
    "select", "slot", "source", "svg", "template", "textarea", "title", "track", "video",
];

/// Those of them that never pass: the page has its own.
pub(super) const PAGE: &[&str] = &["base", "body", "frame", "frameset", "head", "html", "main", "title"];

/// Those of them without a closing tag.
pub(super) const DROPPED_VOID: &[&str] =
    &["area", "embed", "input", "link", "meta", "param", "source", "track"];

/// Elements that are dropped with all they hold.
pub(super) const DROPPED_WHOLE: &[&str] = &["script", "style", "noembed", "noframes", "xmp", "plaintext"];

/// What stands today for an element that HTML has given up.
pub(super) fn of_today(element: &str) -> &str {
    match element {
        "center" => "div",
        "font" | "nobr" => "span",
        "strike" => "s",
        "tt" => "code",
        other => other,
    }
}

/// Whether an element runs inside a line.
pub(in crate::parse) fn is_phrasing(name: &str) -> bool {
    PHRASING.contains(&name)
}

/// Elements whose closing tag HTML does not ask for.
pub(in crate::parse) fn closes_itself(name: &str) -> bool {
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
