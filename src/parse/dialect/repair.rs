//! What machine translation broke, mended where only one thing can have been meant.
//!
//! - `[text] (page.md)`: a space between a link's text and its destination;
//! - `[ text ](page.md)`: spaces inside a link's text;
//! - `** bold**`, `**bold **`, `**「bold」**x`: marks that a space inside, or a letter outside, keeps from
//!   being marks.
//!
//! What is mended is a finding, one a page for each sort of damage, so that the source is mended too; marks
//! whose partner cannot be told are another, and stay as they are written.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::markdown::{Placed, end_of, is_inline, plain_text};
use crate::parse::signs;
use crate::source::Source;

/// Bold text is no longer than this many bytes; what is longer has lost a mark.
const LONGEST: usize = 300;

/// So many stray marks of one block are findings; the rest is said once those are mended.
const MOST_STRAY: usize = 20;

pub(super) fn mended<'a>(
    source: &Source,
    events: Vec<Placed<'a>>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a>> {
    let mut marks = Vec::new();
    let mut edits = Vec::new();
    let mut repairs = Repairs::default();
    // The inline containers that are open, by the number of their first event.
    let mut open: Vec<usize> = Vec::new();
    let mut in_code = false;
    for (number, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(tag) if is_inline(tag.to_end()) => {
                if matches!(tag, Tag::Link { .. }) {
                    spaced_link(&events, number, &mut edits, &mut repairs);
                }
                open.push(number);
            }
            Event::End(end) if is_inline(*end) => {
                open.pop();
            }
            Event::Start(_) | Event::End(_) => {
                let report = Report { source, events: &events, findings, repairs: &mut repairs };
                settle(report, &mut marks, &mut edits);
                open.clear();
            }
            Event::Text(text) if !in_code => {
                // What is escaped is meant as it stands.
                let as_written = || {
                    let written = source.slice(range.clone());
                    !written.contains('\\') && (!text.contains("**") || written.contains("**"))
                };
                if signs::holds(text, [b'[', b'*', b']']) && as_written() {
                    let in_link =
                        open.iter().any(|&at| matches!(events[at].0, Event::Start(Tag::Link { .. })));
                    let edges = Edges::of(&events, number);
                    marks.extend(read(text, number, open.last().copied(), in_link, edges));
                }
            }
            _ => {}
        }
    }
    let report = Report { source, events: &events, findings, repairs: &mut repairs };
    settle(report, &mut marks, &mut edits);
    repairs.report(source, findings);
    if edits.is_empty() { events } else { applied(events, edits) }
}

/// A mark in a text that markdown took for text.
struct Mark {
    sort: Sort,
    event: usize,
    bytes: Range<usize>,
    /// The inline container that it lies in.
    container: Option<usize>,
}

impl Mark {
    /// Where it stands among the others.
    fn place(&self) -> (usize, usize) {
        (self.event, self.bytes.start)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Sort {
    Bracket,
    /// `]`.
    CloseBracket,
    /// `] (…)`, with the place of the destination.
    LinkEnd(Range<usize>),
    /// `**`; whether white space, or the edge of a line, is before it and behind it.
    Stars {
        before: bool,
        behind: bool,
    },
}

/// Whether a line or a container begins before a text, and ends behind it.
#[derive(Clone, Copy)]
struct Edges {
    before: bool,
    behind: bool,
}

impl Edges {
    fn of(events: &[Placed<'_>], number: usize) -> Edges {
        let apart = |event: Option<&Placed<'_>>, same_line: fn(&Event<'_>) -> bool| {
            event.is_none_or(|(event, _)| {
                !same_line(event) && !matches!(event, Event::Code(_) | Event::InlineHtml(_))
            })
        };
        let ends = |event: &Event<'_>| matches!(event, Event::End(end) if is_inline(*end));
        let starts = |event: &Event<'_>| matches!(event, Event::Start(tag) if is_inline(tag.to_end()));
        let before = number.checked_sub(1).and_then(|number| events.get(number));
        Edges { before: apart(before, ends), behind: apart(events.get(number + 1), starts) }
    }
}

/// Some bytes of an event that give way to another.
struct Edit {
    event: usize,
    bytes: Range<usize>,
    put: Vec<Event<'static>>,
}

/// The marks of a text, in order.
fn read(text: &str, event: usize, container: Option<usize>, in_link: bool, edges: Edges) -> Vec<Mark> {
    let mark = |sort: Sort, bytes: Range<usize>| Mark { sort, event, bytes, container };
    let mut marks: Vec<Mark> = Vec::new();
    let white = |c: Option<char>, edge: bool| c.map_or(edge, char::is_whitespace);
    let mut at = 0;
    while let Some(next) = text[at..].find(['[', ']', '*']).map(|next| at + next) {
        let rest = &text[next..];
        at = next + 1;
        if rest.starts_with('[') {
            marks.push(mark(Sort::Bracket, next..next + 1));
        } else if let Some(behind) = rest.strip_prefix("] (").filter(|_| !in_link) {
            let destination = next + 3..next + 3 + behind.find(')').unwrap_or(0);
            if is_address(&text[destination.clone()]) {
                at = destination.end + 1;
                marks.push(mark(Sort::LinkEnd(destination), next..at));
            } else {
                marks.push(mark(Sort::CloseBracket, next..next + 1));
            }
        } else if rest.starts_with(']') {
            marks.push(mark(Sort::CloseBracket, next..next + 1));
        } else if rest.starts_with('*') {
            let run = rest.len() - rest.trim_start_matches('*').len();
            at = next + run;
            let (before, behind) = (text[..next].chars().next_back(), text[at..].chars().next());
            // Globs are no damage: `**/*.md`, `lib/**`.
            if run == 2 && before != Some('/') && behind != Some('/') {
                let sort =
                    Sort::Stars { before: white(before, edges.before), behind: white(behind, edges.behind) };
                marks.push(mark(sort, next..at));
            }
        }
    }
    marks
}

/// Prose in brackets may be followed by prose in parentheses; an address has no space and is one.
fn is_address(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && (text.contains("://") || text.contains(".md") || text.starts_with(['#', '/', '.']))
}

/// Decides about the marks of a block.
fn settle(mut report: Report<'_, '_>, marks: &mut Vec<Mark>, edits: &mut Vec<Edit>) {
    if marks.is_empty() {
        return;
    }
    let marks = std::mem::take(marks);
    let events = report.events;
    let mut room = MOST_STRAY;
    let mut stray = |report: &mut Report<'_, '_>, mark: &Mark, message: &str, help: &str| {
        if room > 0 {
            room -= 1;
            report.stray(mark, message, help);
        }
    };
    let mut open: Vec<&Mark> = Vec::new();
    let mut links: Vec<(&Mark, &Mark)> = Vec::new();
    for mark in &marks {
        match &mark.sort {
            Sort::Bracket => open.push(mark),
            Sort::CloseBracket => drop(open.pop()),
            Sort::LinkEnd(destination) => {
                let to = text_of(events, mark.event)[destination.clone()].to_owned();
                // No link holds another.
                let free = |open: &&Mark| links.last().is_none_or(|(_, last)| last.place() < open.place());
                let opening = open.pop().filter(free).filter(|open| holds_text(events, open, mark));
                if let Some(open) = opening {
                    links.push((open, mark));
                    link(&mut report, (open, mark), to, edits);
                } else {
                    let message = "this reads as text, and looks like the end of a link";
                    let help = format!("write `[text]({to})`, without a space between `]` and `(`");
                    stray(&mut report, mark, message, &help);
                }
            }
            Sort::Stars { .. } => {}
        }
    }
    let stars: Vec<&Mark> = marks.iter().filter(|mark| matches!(mark.sort, Sort::Stars { .. })).collect();
    let mut at = 0;
    while let Some(&first) = stars.get(at) {
        let partner =
            stars.get(at + 1).filter(|close| is_bold(events, first, close) && !crosses(&links, first, close));
        if let Some(close) = partner {
            bold(&mut report, (first, close), edits);
            at += 2;
            continue;
        }
        // Between spaces, or between letters, it may be a sign; at one end of a word it has lost its
        // partner.
        if matches!(first.sort, Sort::Stars { before, behind } if before != behind) {
            let help = "write `**` right before the first letter and right behind the last";
            stray(&mut report, first, "`**` is read as text: its partner cannot be told", help);
        }
        at += 1;
    }
}

/// Whether one of two marks lies inside a link and the other outside.
fn crosses(links: &[(&Mark, &Mark)], open: &Mark, close: &Mark) -> bool {
    let link_of = |mark: &Mark| {
        let after = links.partition_point(|(start, _)| start.place() < mark.place());
        after.checked_sub(1).filter(|&at| mark.place() < links[at].1.place())
    };
    link_of(open) != link_of(close)
}

fn text_of<'e>(events: &'e [Placed<'_>], number: usize) -> &'e str {
    match &events[number].0 {
        Event::Text(text) => text,
        _ => "",
    }
}

/// The plain text between two marks.
fn between(events: &[Placed<'_>], open: &Mark, close: &Mark) -> String {
    if open.event == close.event {
        return text_of(events, open.event)[open.bytes.end..close.bytes.start].to_owned();
    }
    let mut text = text_of(events, open.event)[open.bytes.end..].to_owned();
    for (event, _) in &events[open.event + 1..close.event] {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text + &text_of(events, close.event)[..close.bytes.start]
}

/// Whether a link can run from one mark to another: it has text, and no link in it.
fn holds_text(events: &[Placed<'_>], open: &Mark, close: &Mark) -> bool {
    let is_link = |(event, _): &Placed<'_>| matches!(event, Event::Start(Tag::Link { .. }));
    !events[open.event..close.event].iter().any(is_link) && !between(events, open, close).trim().is_empty()
}

/// Whether two marks can only have been meant for bold text between them: there is white space at one
/// of its ends, or a sign that keeps CommonMark from seeing the marks.
fn is_bold(events: &[Placed<'_>], open: &Mark, close: &Mark) -> bool {
    let (Sort::Stars { behind: leading, .. }, Sort::Stars { before: trailing, .. }) =
        (&open.sort, &close.sort)
    else {
        return false;
    };
    // `a ** b ** c` is arithmetic.
    if open.container != close.container || (*leading && *trailing) {
        return false;
    }
    let inside = between(events, open, close);
    let words = inside.trim();
    // CommonMark sees no marks between a letter and a bracket: `の**「太字」**の`.
    let opens = |c: char| "([{<「『（［【《〈“‘«\"'`¿¡".contains(c);
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let (Some(first), Some(last)) = (words.chars().next(), words.chars().next_back()) else { return false };
    let begins = !is_sign(first) || opens(first);
    let hidden = *leading || *trailing || ((is_sign(first) || is_sign(last)) && begins && !opens(last));
    hidden && words.len() <= LONGEST && words.chars().any(char::is_alphabetic)
}

fn bold(report: &mut Report<'_, '_>, marks: (&Mark, &Mark), edits: &mut Vec<Edit>) {
    let events = report.events;
    let inside = between(events, marks.0, marks.1);
    let words = inside.trim();
    let (message, help) = if words.len() < inside.len() {
        ("a space keeps the text from being bold; it was read as bold", format!("write `**{words}**`"))
    } else {
        let message =
            "the signs and letters around the marks keep the text from being bold; it was read as bold";
        (message, format!("write `<b>{words}</b>`, or spaces around `**{words}**`"))
    };
    report.repaired(marks, message, help);
    edits.extend(wrapped(events, marks, Event::Start(Tag::Strong), Event::End(TagEnd::Strong)));
}

fn link(report: &mut Report<'_, '_>, marks: (&Mark, &Mark), to: String, edits: &mut Vec<Edit>) {
    let events = report.events;
    let message = "a space parts the link's text from its destination; it was read as a link";
    let help = format!("write `[{}]({to})`", between(events, marks.0, marks.1).trim());
    report.repaired(marks, message, help);
    let dest_url = CowStr::from(to);
    let tag = Tag::Link { link_type: LinkType::Inline, dest_url, title: "".into(), id: "".into() };
    edits.extend(wrapped(events, marks, Event::Start(tag), Event::End(TagEnd::Link)));
}

/// The edits that put an inline container between two marks. White space at its ends goes outside, so
/// that words stay apart.
fn wrapped(
    events: &[Placed<'_>],
    (open, close): (&Mark, &Mark),
    start: Event<'static>,
    end: Event<'static>,
) -> [Edit; 2] {
    let (first, last) = (text_of(events, open.event), text_of(events, close.event));
    let same = open.event == close.event;
    let inside = &first[open.bytes.end..if same { close.bytes.start } else { first.len() }];
    let begin = open.bytes.end + inside.len() - inside.trim_start().len();
    let from = if same { begin } else { 0 };
    let finish = from + last[from..close.bytes.start].trim_end().len();
    let space = |moved: bool, apart: bool| (moved && !apart).then(|| Event::Text(" ".into()));
    let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let apart_before = apart(first[..open.bytes.start].chars().next_back());
    let apart_behind = apart(last[close.bytes.end..].chars().next());
    let before = space(begin > open.bytes.end, apart_before);
    let behind = space(finish < close.bytes.start, apart_behind);
    [
        Edit {
            event: open.event,
            bytes: open.bytes.start..begin,
            put: before.into_iter().chain([start]).collect(),
        },
        Edit {
            event: close.event,
            bytes: finish..close.bytes.end,
            put: std::iter::once(end).chain(behind).collect(),
        },
    ]
}

/// `[ text ](page.md)`: CommonMark reads a link, with its text underlined too far.
fn spaced_link(events: &[Placed<'_>], number: usize, edits: &mut Vec<Edit>, repairs: &mut Repairs) {
    let end = end_of(events, number);
    let (first, last) = (number + 1, end.saturating_sub(1));
    if first > last {
        return;
    }
    let leading = match &events[first].0 {
        Event::Text(text) => text.len() - text.trim_start().len(),
        _ => 0,
    };
    let trailing = match &events[last].0 {
        Event::Text(text) if text.trim().is_empty() && first == last => 0,
        Event::Text(text) => text.len() - text.trim_end().len(),
        _ => 0,
    };
    if leading + trailing == 0 {
        return;
    }
    let inside = plain_text(&events[first..=last]);
    if inside.is_empty() {
        return;
    }
    if leading > 0 {
        edits.push(Edit { event: first, bytes: 0..leading, put: Vec::new() });
    }
    if trailing > 0 {
        let length = text_of(events, last).len();
        edits.push(Edit { event: last, bytes: length - trailing..length, put: Vec::new() });
    }
    let message = "the link's text has white space at its ends; it was read without";
    repairs.add(message, || events[number].1.clone(), || format!("write `[{inside}](…)`"));
}

/// The events with their edits made. Edits do not overlap.
fn applied<'a>(events: Vec<Placed<'a>>, mut edits: Vec<Edit>) -> Vec<Placed<'a>> {
    edits.sort_by_key(|edit| (edit.event, edit.bytes.start));
    let mut edits = edits.into_iter().peekable();
    let mut kept = Vec::with_capacity(events.len());
    for (number, (event, range)) in events.into_iter().enumerate() {
        if edits.peek().is_none_or(|edit| edit.event != number) {
            kept.push((event, range));
            continue;
        }
        let Event::Text(text) = &event else { continue };
        let mut done = 0;
        let part = |bytes: Range<usize>| {
            let part = text.get(bytes).filter(|part| !part.is_empty())?;
            Some(Event::Text(part.to_owned().into()))
        };
        while let Some(edit) = edits.next_if(|edit| edit.event == number) {
            kept.extend(
                part(done..edit.bytes.start).into_iter().chain(edit.put).map(|event| (event, range.clone())),
            );
            done = edit.bytes.end;
        }
        kept.extend(part(done..text.len()).map(|event| (event, range.clone())));
    }
    kept
}

/// What was mended on a page: of each sort of damage its first place, what to type there, and how often it
/// was mended. A page that a machine broke is broken everywhere, and one finding says so.
#[derive(Default)]
struct Repairs {
    sorts: BTreeMap<&'static str, (Range<usize>, String, usize)>,
}

impl Repairs {
    /// Place and help are asked for the first time only.
    fn add(
        &mut self,
        message: &'static str,
        place: impl FnOnce() -> Range<usize>,
        help: impl FnOnce() -> String,
    ) {
        self.sorts.entry(message).or_insert_with(|| (place(), help(), 0)).2 += 1;
    }

    fn report(self, source: &Source, findings: &mut Vec<Diagnostic>) {
        for (message, (place, help, times)) in self.sorts {
            let message = match times {
                1 => message.to_owned(),
                times => format!("{message} ({times} times on this page)"),
            };
            findings.push(Diagnostic::at(source, place.into(), Code::MarkdownRepaired, message).help(help));
        }
    }
}

/// Where findings of a block go.
struct Report<'r, 'a> {
    source: &'r Source,
    events: &'r [Placed<'a>],
    findings: &'r mut Vec<Diagnostic>,
    repairs: &'r mut Repairs,
}

impl Report<'_, '_> {
    fn repaired(&mut self, (open, close): (&Mark, &Mark), message: &'static str, help: String) {
        let (source, events) = (self.source, self.events);
        let place = || {
            let start = place(source, events, open).start;
            start..place(source, events, close).end.max(start)
        };
        self.repairs.add(message, place, || help);
    }

    fn stray(&mut self, mark: &Mark, message: &str, help: &str) {
        let place = place(self.source, self.events, mark).into();
        self.findings.push(Diagnostic::at(self.source, place, Code::MarkdownStrayMark, message).help(help));
    }
}

/// Where a mark stands in the source; its whole text where that is written otherwise.
fn place(source: &Source, events: &[Placed<'_>], mark: &Mark) -> Range<usize> {
    let range = &events[mark.event].1;
    let text = text_of(events, mark.event);
    match source.slice(range.clone()).starts_with(text) {
        true => range.start + mark.bytes.start..range.start + mark.bytes.end,
        false => range.clone(),
    }
}
