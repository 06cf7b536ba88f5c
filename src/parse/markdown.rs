//! Markdown as a flat list of events with their places, and moves between them.
//!
//! The list is flat so that no nesting, however deep, costs stack: a block is a range of events, and
//! its end is found by counting.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TextMergeWithOffset};

/// An event and the bytes of the source it came from.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

/// The CommonMark extensions that documentation uses. Superscript is off: `^` is text to most
/// authors. Alerts are read by `alerts`, which knows more spellings than GitHub.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Reads `text[start..]`; places are offsets into the whole of `text`.
pub(super) fn events(text: &str, start: u32) -> Vec<Placed<'_>> {
    let start = start as usize;
    let parser = Parser::new_ext(&text[start..], OPTIONS).into_offset_iter();
    TextMergeWithOffset::new(parser)
        .map(|(event, range)| (event, range.start + start..range.end + start))
        .collect()
}

/// The number of the event that ends what begins at `start`; `start` itself where nothing begins.
pub(super) fn end_of(events: &[Placed<'_>], start: usize) -> usize {
    let mut depth = 0usize;
    for (number, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return number;
        }
    }
    events.len().saturating_sub(1)
}

/// The plain text of a run of events: what a reader would read aloud. Breaks and block ends part
/// words; raw HTML is left out unless `tag_text` reads it.
pub(super) fn plain_text(events: &[Placed<'_>]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::InlineHtml(html) => text.push_str(super::html::tag_text(html)),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(end) if !is_inline(*end) => text.push(' '),
            _ => {}
        }
    }
    tidy(&text)
}

/// White space runs as one space, none at the ends, and no zero-width characters.
pub(super) fn tidy(text: &str) -> String {
    let visible = |c: &char| !matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    let kept: String = text.chars().filter(visible).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a tag runs inside a line of text.
pub(super) fn is_inline(end: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd as End;
    matches!(
        end,
        End::Emphasis
            | End::Strong
            | End::Strikethrough
            | End::Superscript
            | End::Subscript
            | End::Link
            | End::Image
    )
}

/// Whether an event begins a block quote.
pub(super) fn begins_quote(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::BlockQuote(_)))
}
