//! Inline markers of Experience League: `[!DNL Name]` (do not localize) and `[!UICONTROL Name]`.
//!
//! They stand in titles, headings and bold text, and mean their text. A marker may hold code or
//! emphasis, so its bracket may close in a later event.

use pulldown_cmark::{CowStr, Event};

use super::markdown::Placed;

const MARKERS: [&str; 2] = ["[!DNL", "[!UICONTROL"];

/// Takes the markers out of a page's text, leaving what they hold.
pub(super) fn without_markers<'a>(events: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    let mut open = 0;
    events
        .into_iter()
        .map(|(event, range)| match event {
            Event::Text(text) if open > 0 || MARKERS.iter().any(|marker| text.contains(marker)) => {
                (Event::Text(CowStr::from(strip(&text, &mut open))), range)
            }
            // A marker does not reach over a block's end.
            Event::End(end) if !super::markdown::is_inline(end) => {
                open = 0;
                (Event::End(end), range)
            }
            event => (event, range),
        })
        .collect()
}

/// Takes the markers out of one text, such as a title of front matter.
pub(super) fn strip_markers(text: &str) -> String {
    strip(text, &mut 0)
}

fn strip(text: &str, open: &mut usize) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    let mut nested = 0usize;
    while let Some(c) = rest.chars().next() {
        let marker = MARKERS.iter().find(|marker| rest.starts_with(**marker));
        if let Some(marker) = marker {
            *open += 1;
            rest = rest[marker.len()..].trim_start();
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => nested += 1,
            ']' if nested > 0 => nested -= 1,
            ']' if *open > 0 => {
                *open -= 1;
                continue;
            }
            _ => {}
        }
        kept.push(c);
    }
    kept
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
