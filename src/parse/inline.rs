//! Markers inside a line.
//!
//! - Experience League: `[!DNL Name]` (do not localize) and `[!UICONTROL Name]` stand in titles,
//!   headings and bold text, and mean their text. A marker may hold code or emphasis, so its bracket may
//!   close in a later event.
//! - docs.microsoft.com: `:::no-loc text="Name":::` means its text, `:::image source="…":::` an image.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::dialect::attribute;
use super::markdown::Placed;
use super::signs;

const MARKERS: [&str; 2] = ["[!DNL", "[!UICONTROL"];

/// Puts what the directives of docs.microsoft.com mean in their places.
pub(super) fn without_directives(events: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    let holds = |event: &Event<'_>| matches!(event, Event::Text(text) if signs::holds_thrice(text, [b':']));
    if !events.iter().any(|(event, _)| holds(event)) {
        return events;
    }
    let mut kept = Vec::with_capacity(events.len());
    let mut in_code = false;
    for (event, range) in events {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
        let Event::Text(text) = &event else {
            kept.push((event, range));
            continue;
        };
        let mut rest = text.as_ref();
        while let Some((before, meant, behind)) = directive(rest).filter(|_| !in_code) {
            let before = (!before.is_empty()).then(|| Event::Text(before.to_owned().into()));
            kept.extend(before.into_iter().chain(meant).map(|event| (event, range.clone())));
            rest = behind;
        }
        match rest.len() == text.len() {
            true => kept.push((event, range)),
            false if rest.is_empty() => {}
            false => kept.push((Event::Text(rest.to_owned().into()), range)),
        }
    }
    kept
}

/// The first directive of a text: what stands before it, what it means, what stands behind it.
fn directive(text: &str) -> Option<(&str, Vec<Event<'static>>, &str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find(":::").map(|at| from + at) {
        let inside = &text[at + 3..];
        let length = inside.find(":::")?;
        let written = inside[..length].trim();
        let (name, attributes) = written.split_once(' ').unwrap_or((written, ""));
        let meant = match name {
            "no-loc" => attribute(attributes, "text").map(|text| vec![Event::Text(text.to_owned().into())]),
            "image" => attribute(attributes, "source").map(|_| image(attributes)),
            _ => None,
        };
        if let Some(meant) = meant {
            return Some((&text[..at], meant, &inside[length + 3..]));
        }
        from = at + 3;
    }
    None
}

/// The image of `:::image`, by what stands behind its name.
pub(super) fn image<'a>(attributes: &str) -> Vec<Event<'a>> {
    let value = |name: &str| attribute(attributes, name).unwrap_or("");
    picture(value("source"), value("alt-text"), "")
}

/// An image. What it shows is what its title says where nothing else does.
pub(super) fn picture<'a>(source: &str, alt: &str, title: &str) -> Vec<Event<'a>> {
    let (dest_url, title) = (CowStr::from(source.to_owned()), CowStr::from(title.to_owned()));
    let alt = if alt.is_empty() { title.clone() } else { CowStr::from(alt.to_owned()) };
    let tag = Tag::Image { link_type: LinkType::Inline, dest_url, title, id: "".into() };
    vec![Event::Start(tag), Event::Text(alt), Event::End(TagEnd::Image)]
}

/// Takes the markers out of a page's text, leaving what they hold.
pub(super) fn without_markers(mut events: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    if !events.iter().any(|(event, _)| matches!(event, Event::Text(text) if has_marker(text))) {
        return events;
    }
    let mut open = 0;
    for (event, _) in &mut events {
        match event {
            Event::Text(text) if open > 0 || has_marker(text) => *text = strip(text, &mut open).into(),
            // A marker does not reach over a block's end.
            Event::End(end) if !super::markdown::is_inline(*end) => open = 0,
            _ => {}
        }
    }
    events
}

/// Takes the markers out of one text, such as a title of front matter.
pub(super) fn strip_markers(text: &str) -> String {
    if has_marker(text) { strip(text, &mut 0) } else { text.to_owned() }
}

fn has_marker(text: &str) -> bool {
    // Most texts have no bracket at all, which is quicker to see.
    signs::holds(text, [b'[']) && MARKERS.iter().any(|marker| text.contains(marker))
}

fn strip(text: &str, open: &mut usize) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    let mut nested = 0usize;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'[' | b']')) {
        let (before, bracket) = rest.split_at(at);
        kept.push_str(before);
        let marker = MARKERS.iter().find(|marker| bracket.starts_with(**marker));
        if let Some(marker) = marker {
            *open += 1;
            rest = bracket[marker.len()..].trim_start();
            continue;
        }
        rest = &bracket[1..];
        if bracket.starts_with('[') {
            nested += 1;
        } else if nested > 0 {
            nested -= 1;
        } else if *open > 0 {
            *open -= 1;
            continue;
        }
        kept.push_str(&bracket[..1]);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_leave_their_text() {
        assert_eq!(strip_markers("Use [!DNL Adobe Commerce] [1]"), "Use Adobe Commerce [1]");
        assert_eq!(strip_markers("[!UICONTROL Stores] > [!UICONTROL All [x]]"), "Stores > All [x]");
        assert_eq!(strip_markers("[!NOTE] stays"), "[!NOTE] stays");
    }
}
