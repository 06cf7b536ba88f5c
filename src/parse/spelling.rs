//! Markdown that reads as something else than was meant, found by its shape.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::markdown::{Placed, end_of, plain_text};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// Reports headings without their space and links without a destination or text.
pub(super) fn check(source: &Source, events: &[Placed<'_>], findings: &mut Vec<Diagnostic>) {
    for (number, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Paragraph) => heading_without_space(source, range, findings),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let shown = || &events[number + 1..end_of(events, number)];
                let no_text =
                    || plain_text(shown()).is_empty() && !shown().iter().any(|(event, _)| is_image(event));
                let problem = if dest_url.is_empty() {
                    Some(("the link has no destination", "write the destination between `(` and `)`"))
                } else if no_text() {
                    Some(("the link has no text, so nobody sees it", "write the text between `[` and `]`"))
                } else {
                    None
                };
                if let Some((message, help)) = problem {
                    let place = range.clone().into();
                    findings.push(Diagnostic::at(source, place, Code::LinkEmpty, message).help(help));
                }
            }
            _ => {}
        }
    }
}

fn is_image(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Image { .. }))
}

/// `##Heading` and `##<a name=…>`: one `#` alone may be a tag or a number, so it takes an anchor
/// behind it to be meant as a heading.
fn heading_without_space(source: &Source, range: &Range<usize>, findings: &mut Vec<Diagnostic>) {
    let start = range.start;
    let line = source.slice(range.clone()).lines().next().unwrap_or("");
    let text = line.trim_start_matches('#');
    let marks = line.len() - text.len();
    let meant = match marks {
        1 => text.starts_with("<a "),
        2..=6 => text.starts_with(|c: char| c.is_alphanumeric() || c == '<' || c == '['),
        _ => false,
    };
    if meant {
        let message = format!("`{}` without a space is text, not a heading", &line[..marks]);
        findings.push(
            Diagnostic::at(source, (start..start + marks).into(), Code::HeadingMissingSpace, message)
                .help(format!("write `{} …`", &line[..marks])),
        );
    }
}
