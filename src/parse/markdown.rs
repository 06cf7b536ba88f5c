//! Markdown as a flat list of events with their places, and moves between them.
//!
//! The list is flat so that no nesting, however deep, costs stack: a block is a range of events, and
//! its end is found by counting.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TextMergeWithOffset};

use super::reread::{Edge, Lines, line_at, line_start};
use super::{mkdocs, signs};

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

/// How many bytes of text an event has, about; and for how many events there is room from the beginning: a page
/// may be one block of code.
const BYTES_OF_EVENT: usize = 16;
const MOST_AT_FIRST: usize = 4096;

/// What reference links lead to, by their labels in lower case: destination and title.
pub(super) type Definitions = BTreeMap<String, (String, String)>;

/// Reads `text[start..]`; places are offsets into the whole of `text`.
pub(super) fn events(text: &str, start: u32) -> Vec<Placed<'_>> {
    let start = start as usize;
    let body = &text[start..];
    let parser = Parser::new_ext(body, OPTIONS);
    let mut definitions = Definitions::new();
    if mkdocs::may_hold(body) || may_hold_directives(body) {
        for (label, to) in parser.reference_definitions().iter() {
            let title = to.title.as_ref().map_or_else(String::new, CowStr::to_string);
            definitions.insert(label.to_lowercase(), (to.dest.to_string(), title));
        }
    }
    let mut events = Vec::with_capacity((body.len() / BYTES_OF_EVENT).min(MOST_AT_FIRST));
    events.extend(TextMergeWithOffset::new(parser.into_offset_iter()));
    let events = without_false_readings(body, events, &definitions, 0);
    let mut events = mkdocs::expanded(body, events, &definitions, 0);
    for (_, range) in &mut events {
        *range = range.start + start..range.end + start;
    }
    events
}

/// Reads a part of a text that lies in `depth` indented bodies; reference links may lead to what the
/// whole text defines.
pub(super) fn part<'a>(text: &'a str, definitions: &Definitions, depth: usize) -> Vec<Placed<'a>> {
    let events = with_definitions(text, definitions, OPTIONS);
    let events = without_false_readings(text, events, definitions, 0);
    mkdocs::expanded(text, events, definitions, depth)
}

fn with_definitions<'a>(text: &'a str, definitions: &Definitions, options: Options) -> Vec<Placed<'a>> {
    let defined = |link: BrokenLink<'_>| {
        let (destination, title) = definitions.get(&tidy(&link.reference).to_lowercase())?;
        Some((CowStr::from(destination.clone()), CowStr::from(title.clone())))
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(defined));
    TextMergeWithOffset::new(parser.into_offset_iter()).collect()
}

/// Whether a text may hold directives on lines of their own: `:::note`, `+++Title`.
fn may_hold_directives(text: &str) -> bool {
    signs::holds_thrice(text, [b':', b'+'])
}

/// How often lists and quotes in one another are read again: a directive below the innermost costs a
/// reading of each around it.
const MOST_READINGS: usize = 8;

/// Reads again what CommonMark takes directives for: `:::note` below a paragraph begins like the definition
/// of a term, and below a list or a quote it is more text of its last line.
fn without_false_readings<'a>(
    text: &'a str,
    events: Vec<Placed<'a>>,
    definitions: &Definitions,
    depth: usize,
) -> Vec<Placed<'a>> {
    if depth == MOST_READINGS || !may_hold_directives(text) {
        return events;
    }
    let mut kept = Vec::with_capacity(events.len());
    let mut number = 0;
    while number < events.len() {
        let (event, range) = &events[number];
        let (parts, options) = match event {
            Event::Start(Tag::DefinitionList) => {
                let range = range_of_definitions(&events, number);
                let is_false = text[range.clone()].lines().any(|line| begins_directive(line).is_some());
                let parts = if is_false { vec![range] } else { Vec::new() };
                (parts, OPTIONS.difference(Options::ENABLE_DEFINITION_LIST))
            }
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => {
                (without_lazy_directives(text, event, range), OPTIONS)
            }
            _ => (Vec::new(), OPTIONS),
        };
        if parts.is_empty() {
            kept.push(events[number].clone());
            number += 1;
            continue;
        }
        let columns = Edge::until(text, line_start(text, range.start), range.start).columns;
        for part in parts {
            let lines = Lines::new(text, part, columns);
            let events = with_definitions(lines.text(), definitions, options);
            kept.extend(lines.placed(without_false_readings(lines.text(), events, definitions, depth + 1)));
        }
        number = end_of(&events, number) + 1;
    }
    kept
}

/// What stands in front of a directive, where a line begins with one.
fn begins_directive(line: &str) -> Option<Edge> {
    let edge = Edge::of(line);
    let rest = &line[edge.bytes..];
    (rest.starts_with(":::") || rest.starts_with("+++")).then_some(edge)
}

/// A list of definitions: its own place may reach into what follows it; those of its parts do not.
fn range_of_definitions(events: &[Placed<'_>], number: usize) -> Range<usize> {
    let start = events[number].1.start;
    let parts = events[number..end_of(events, number)].iter();
    let parts = parts.filter(|(event, _)| !matches!(event, Event::Start(Tag::DefinitionList)));
    start..parts.map(|(_, range)| range.end).max().unwrap_or(start)
}

/// The parts of a list or quote between the directives that are no part of it; none where it has no such.
fn without_lazy_directives(text: &str, event: &Event<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let own = Edge::until(text, line_start(text, range.start), range.start);
    let is_lazy = |edge: Edge| match event {
        // A list's items are indented by two columns at least.
        Event::Start(Tag::List(_)) => edge.columns <= own.columns + 1,
        _ => edge.quotes <= own.quotes,
    };
    let mut parts = Vec::new();
    let mut start = range.start;
    let mut at = line_at(text, range.start).end;
    while at < range.end {
        let line = line_at(text, at);
        if begins_directive(&text[line.clone()]).is_some_and(is_lazy) {
            parts.push(start..line.start);
            start = line.start;
        }
        at = line.end;
    }
    if !parts.is_empty() {
        parts.push(start..range.end);
    }
    parts
}

/// Reads a text that is no more than a line: its inline events.
pub(super) fn line(text: &str) -> Vec<Placed<'_>> {
    let is_block = |event: &Event<'_>| match event {
        Event::Start(tag) => !is_inline(tag.to_end()),
        Event::End(end) => !is_inline(*end),
        _ => false,
    };
    let events = TextMergeWithOffset::new(Parser::new_ext(text, OPTIONS).into_offset_iter());
    events.filter(|(event, _)| !is_block(event)).collect()
}

/// The plain text of a line; the line as it is written where it is read as HTML alone, so that no title
/// is lost.
pub(super) fn line_text(text: &str) -> String {
    let plain = plain_text(&line(text));
    if plain.is_empty() { text.trim().to_owned() } else { plain }
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
    if is_tidy(text) {
        return text.to_owned();
    }
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let before = tidy.len();
        if before > 0 {
            tidy.push(' ');
        }
        let start = tidy.len();
        word.split(is_invisible).for_each(|visible| tidy.push_str(visible));
        if tidy.len() == start {
            tidy.truncate(before);
        }
    }
    tidy
}

/// Whether a text is tidy already, as most are.
pub(super) fn is_tidy(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let is_tidy = match c {
            ' ' => before != ' ',
            '!'..='~' => true,
            c => !c.is_whitespace() && !is_invisible(c),
        };
        if !is_tidy {
            return false;
        }
        before = c;
    }
    before != ' ' || text.is_empty()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// An event taken out of a list that is read once, from its beginning to its end.
pub(super) fn taken<'a>(events: &mut [Placed<'a>], number: usize) -> Placed<'a> {
    std::mem::replace(&mut events[number], (Event::SoftBreak, 0..0))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tidy_is_left_as_it_is() {
        const PIECES: [&str; 13] =
            ["", " ", "a", "~", "\t", "\n", "\u{b}", "\u{7f}", "\u{85}", "é", "中", "\u{3000}", "\u{200b}"];
        let pairs =
            PIECES.iter().flat_map(|first| PIECES.iter().map(move |second| format!("{first}{second}")));
        let texts = pairs.flat_map(|pair| PIECES.iter().map(move |third| format!("{pair}b{third}")));
        for text in texts.chain([String::new(), " ".to_owned()]) {
            let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
            let expected = visible.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(tidy(&text), expected, "{text:?}");
            assert_eq!(is_tidy(&text), text == expected, "{text:?}");
        }
    }
}
