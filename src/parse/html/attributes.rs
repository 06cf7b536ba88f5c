//! Attributes of elements: what passes, in the HTML of today.

use super::{RawHtml, escape};

/// Attributes that pass where they have a place.
const ATTRIBUTES: &[&str] = &[
    "aria-label",
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
    "value",
    "width",
];

/// Attributes whose value a browser follows.
pub(super) fn is_address(attribute: &str) -> bool {
    matches!(
        attribute,
        "href" | "src" | "action" | "formaction" | "srcset" | "poster" | "background" | "xlink:href"
    )
}

pub(super) fn kept(element: &str, attributes: &[(String, String)], raw_html: RawHtml) -> String {
    let mut text = String::new();
    let passes = |name: &str| match raw_html {
        RawHtml::Sanitised => ATTRIBUTES.contains(&name) && has_place(element, name),
        // These have been read already; a name with such a character would end the attribute.
        RawHtml::AsWritten => {
            !matches!(name, "id" | "href" | "alt")
                && !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '/' | '='))
        }
    };
    let mut aligned = match raw_html {
        RawHtml::Sanitised => alignment(element, attributes),
        RawHtml::AsWritten => None,
    };
    for (name, value) in attributes.iter().filter(|(name, _)| passes(name)) {
        text.push(' ');
        text.push_str(name);
        text.push_str("=\"");
        escape(value, &mut text);
        if name == "class"
            && let Some(class) = aligned.take()
        {
            text.push(' ');
            text.push_str(class);
        }
        text.push('"');
    }
    if let Some(class) = aligned {
        text.push_str(&format!(" class=\"{class}\""));
    }
    text
}

/// Whether an attribute means something on an element, in the HTML of today.
fn has_place(element: &str, attribute: &str) -> bool {
    match attribute {
        "width" | "height" => element == "img",
        "colspan" | "rowspan" | "headers" => matches!(element, "td" | "th"),
        "scope" => element == "th",
        "start" | "type" => element == "ol",
        "value" => element == "li",
        "datetime" => matches!(element, "time" | "ins" | "del"),
        "open" => element == "details",
        _ => true,
    }
}

/// The theme's class for an alignment, which once was an attribute or an element.
fn alignment(element: &str, attributes: &[(String, String)]) -> Option<&'static str> {
    let asked = attributes.iter().find(|(name, _)| name == "align").map(|(_, value)| value.to_lowercase());
    match asked.as_deref() {
        _ if element == "img" => None,
        Some("center" | "middle") => Some("align-center"),
        Some("right") => Some("align-right"),
        None if element == "center" => Some("align-center"),
        _ => None,
    }
}
