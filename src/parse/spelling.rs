//! Markdown that reads as something else than was meant, found by its shape.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::{Placed, end_of, is_inline, plain_text};
use super::signs;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// So many links of one block are findings; the rest is said once those are mended.
const MOST_LINKS: usize = 20;

/// Reports headings without their space, links without a destination or text, and shortcodes.
pub(super) fn check(source: &Source, events: &[Placed<'_>], findings: &mut Vec<Diagnostic>) {
    let mut room = MOST_LINKS;
    shortcodes(source, events, findings);
    for (number, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Paragraph) => {
                heading_without_space(source, range, findings);
                room = MOST_LINKS;
            }
            Event::Start(Tag::Link { dest_url, .. }) if room > 0 => {
                let shown = || &events[number + 1..end_of(events, number)];
                let no_text = || {
                    let seen = |(event, _): &Placed<'_>| is_image(event) || is_seen(event);
                    !shown().iter().any(seen) && plain_text(shown()).is_empty()
                };
                let problem = if dest_url.is_empty() {
                    Some(("the link has no destination", "write the destination between `(` and `)`"))
                } else if no_text() {
                    Some(("the link has no text, so nobody sees it", "write the text between `[` and `]`"))
                } else {
                    None
                };
                if let Some((message, help)) = problem {
                    room -= 1;
                    let place = range.clone().into();
                    findings.push(Diagnostic::at(source, place, Code::LinkEmpty, message).help(help));
                }
            }
            Event::Start(tag) if !is_inline(tag.to_end()) => room = MOST_LINKS,
            _ => {}
        }
    }
}

/// Shortcodes that nobody but their own tool can read: one finding a page, at the first.
fn shortcodes(source: &Source, events: &[Placed<'_>], findings: &mut Vec<Diagnostic>) {
    let mut in_code = false;
    let mut found = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code && signs::holds(text, [b'{']) => {
                let written = source.slice(range.start..range.end + SHORTCODE.len());
                let opened = ["{{<", "{{%", "{% "].into_iter().flat_map(|open| text.match_indices(open));
                let mut places: Vec<usize> = opened.map(|(at, _)| range.start + at).collect();
                // A name without spaces around it was read as a tag.
                if written.ends_with(SHORTCODE) && text.ends_with("{{") {
                    places.push(range.end - 2);
                }
                places.sort_unstable();
                found.extend(places);
            }
            _ => {}
        }
    }
    let Some(&first) = found.first() else { return };
    let (file, at) = source.locate(u32::try_from(first).unwrap_or(u32::MAX));
    // What is written with entities stands elsewhere than in the text.
    let line = file.text().get(at as usize..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let close = ["}}", "%}"].into_iter().filter_map(|close| line.find(close)).min();
    let shown = &line[..close.map_or(line.floor_char_boundary(2), |at| at + 2)];
    let message = match found.len() {
        1 => format!("`{shown}` is a shortcode of another tool, and stays as text"),
        times => {
            format!("`{shown}` is a shortcode of another tool, and stays as text, as do {} more", times - 1)
        }
    };
    findings.push(
        Diagnostic::at(source, (first..first + shown.len()).into(), Code::MarkdownShortcode, message)
            .help("write what it stands for, or put it in code where it is meant to be read"),
    );
}

/// How a shortcode begins whose name was read as a tag.
const SHORTCODE: &str = "<";

fn is_image(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Image { .. }))
}

/// Whether an event is sure to be seen: text with a letter or sign of ASCII.
fn is_seen(event: &Event<'_>) -> bool {
    matches!(event, Event::Text(text) | Event::Code(text) if text.bytes().any(|byte| byte.is_ascii_graphic()))
}

/// `##Heading` and `##<a name=…>`: one `#` alone may be a tag or a number, so it takes an anchor
/// behind it to be meant as a heading.
fn heading_without_space(source: &Source, range: &Range<usize>, findings: &mut Vec<Diagnostic>) {
    let start = range.start;
    let written = source.slice(range.clone());
    if !written.starts_with('#') {
        return;
    }
    let line = written.lines().next().unwrap_or("");
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
