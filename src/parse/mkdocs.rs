//! Material for MkDocs' blocks, whose bodies are indented below their markers.
//!
//! | written | becomes |
//! |---|---|
//! | `!!! note "Title"` | an alert |
//! | `??? note "Title"`, `???+ …` | an alert that folds, closed or open at first |
//! | `=== "Title"` | a tab; those that follow one another are a group |
//!
//! CommonMark sees the marker as text, and the body as more of it or as indented code. So a body is
//! read again, as markdown of its own without its indentation; each of its lines keeps the place it has
//! in the file. What is not below a marker is left as it was read.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::alerts::{self, Fold};
use super::markdown::{self, Definitions, Placed, end_of};
use super::reread::{Edge, Lines, line_at, line_start};
use super::{signs, tabs};

/// How deep bodies may lie in each other; below, markers are text. Each level is read once more.
const DEEPEST: usize = 16;

/// How much deeper than its marker a body is indented, in columns.
const INDENT: usize = 4;

/// Whether a text may hold one of these markers.
pub(super) fn may_hold(text: &str) -> bool {
    signs::holds_thrice(text, [b'!', b'?', b'='])
}

/// Expands the markers among the events of `text`; `depth` counts the bodies that this one lies in.
pub(super) fn expanded<'a>(
    text: &'a str,
    events: Vec<Placed<'a>>,
    definitions: &Definitions,
    depth: usize,
) -> Vec<Placed<'a>> {
    if depth >= DEEPEST || !may_hold(text) {
        return events;
    }
    let mut pass = Pass { text, definitions, depth, kept: Vec::with_capacity(events.len()), group_end: None };
    let mut number = 0;
    while number < events.len() {
        let (event, range) = &events[number];
        if matches!(event, Event::Start(Tag::Paragraph)) && may_hold(&text[range.clone()]) {
            let end = end_of(&events, number);
            if let Some(next) = pass.paragraph(&events, number, end) {
                number = next;
                continue;
            }
        }
        pass.kept.push(events[number].clone());
        number += 1;
    }
    pass.kept
}

struct Pass<'a, 'd> {
    text: &'a str,
    definitions: &'d Definitions,
    depth: usize,
    kept: Vec<Placed<'a>>,
    /// How many events there were when a group of tabs ended.
    group_end: Option<usize>,
}

impl<'a> Pass<'a, '_> {
    /// Writes a paragraph that holds markers, with the bodies that reach beyond it; returns the number
    /// of the event to go on with, or `None` where it holds none.
    fn paragraph(&mut self, events: &[Placed<'a>], number: usize, end: usize) -> Option<usize> {
        let whole = events[number].1.clone();
        let mut at = line_start(self.text, whole.start);
        let mut plain = at..at;
        let mut next = end + 1;
        let mut found = false;
        let columns = Edge::until(self.text, at, whole.start).columns;
        while at < whole.end {
            let line = line_at(self.text, at);
            let edge = if at <= whole.start {
                Edge::until(self.text, at, whole.start)
            } else {
                Edge::of(&self.text[line.clone()])
            };
            let start = if at <= whole.start { whole.start } else { line.start + edge.bytes };
            let Some(marker) = Marker::read(self.text[start..line.end].trim_end()) else {
                plain.end = line.end;
                at = line.end;
                continue;
            };
            found = true;
            self.plain(plain, &whole, columns);
            let mut body = body(self.text, line.end, &edge);
            // Blocks that begin in the body belong to it, though their last lines be less indented.
            while let Some((_, range)) = events
                .get(next)
                .filter(|(event, range)| matches!(event, Event::Start(_)) && range.start < body.end)
            {
                body.end = body.end.max(range.end);
                next = end_of(events, next) + 1;
            }
            self.block(&marker, start..line.end, &body, edge.columns + INDENT);
            at = body.end.max(line.end);
            plain = at..at;
        }
        if !found {
            return None;
        }
        self.plain(plain, &whole, columns);
        Some(next)
    }

    /// Lines of a paragraph that are no marker and no body.
    fn plain(&mut self, range: Range<usize>, whole: &Range<usize>, columns: usize) {
        let range = range.start.max(whole.start)..range.end.min(whole.end).max(range.start);
        if self.text.get(range.clone()).is_none_or(|text| text.trim().is_empty()) {
            return;
        }
        let events = self.read(range, columns);
        self.kept.extend(events);
    }

    fn block(&mut self, marker: &Marker<'a>, place: Range<usize>, body: &Range<usize>, columns: usize) {
        let body = self.read(body.clone(), columns);
        match &marker.sort {
            Sort::Alert { kind, fold } => {
                let title = marker.title.map(markdown::line_text);
                self.put(alerts::opening(kind, title.as_deref(), *fold), &place);
                self.kept.extend(body);
                self.put([Event::End(TagEnd::BlockQuote(None))], &place);
            }
            Sort::Tab { begins } => {
                let title = markdown::line(marker.title.unwrap_or_default());
                let goes_on = self.group_end == Some(self.kept.len()) && !begins;
                if goes_on {
                    self.kept.pop();
                } else {
                    self.put([tabs::open_group()], &place);
                }
                self.put([tabs::open_tab(&title, None)], &place);
                self.put(title.into_iter().map(|(event, _)| event), &place);
                self.put([tabs::title_end()], &place);
                self.kept.extend(body);
                self.put([tabs::close_tab(), tabs::close_group()], &place);
                self.group_end = Some(self.kept.len());
            }
        }
    }

    fn put(&mut self, events: impl IntoIterator<Item = Event<'a>>, place: &Range<usize>) {
        self.kept.extend(events.into_iter().map(|event| (event, place.clone())));
    }

    /// Reads lines as markdown of their own, without the columns they are indented by.
    fn read(&self, range: Range<usize>, columns: usize) -> Vec<Placed<'a>> {
        let lines = Lines::new(self.text, range, columns);
        let events = markdown::part(lines.text(), self.definitions, self.depth + 1);
        lines.placed(events)
    }
}

/// A marker's line.
struct Marker<'t> {
    sort: Sort<'t>,
    /// Without its quotation marks.
    title: Option<&'t str>,
}

enum Sort<'t> {
    Alert {
        kind: &'t str,
        fold: Option<Fold>,
    },
    /// `===!` begins a group where another ends.
    Tab {
        begins: bool,
    },
}

impl<'t> Marker<'t> {
    fn read(line: &'t str) -> Option<Marker<'t>> {
        if let Some(rest) = line.strip_prefix("===") {
            let (begins, rest) = match rest.strip_prefix(['!', '+']) {
                Some(behind) => (rest.starts_with('!'), behind),
                None => (false, rest),
            };
            let title = quoted(rest.trim())?;
            return Some(Marker { sort: Sort::Tab { begins }, title: Some(title) });
        }
        let (fold, rest) = match line.strip_prefix("!!!") {
            Some(rest) => (None, rest),
            None => match line.strip_prefix("???")? {
                rest if rest.starts_with('+') => (Some(Fold::Open), &rest[1..]),
                rest => (Some(Fold::Closed), rest),
            },
        };
        let rest = rest.trim();
        let (names, title) = match rest.find('"') {
            Some(at) => (&rest[..at], Some(quoted(&rest[at..])?)),
            None => (rest, None),
        };
        let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        // Names behind the first, such as `inline end`, are about looks.
        let kind = names.split_whitespace().next()?;
        names.split_whitespace().all(is_name).then_some(Marker { sort: Sort::Alert { kind, fold }, title })
    }
}

/// What stands between two quotation marks that are a whole text.
fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

/// The lines from `at` on that are indented below a marker; blank ones between them are among them.
fn body(text: &str, at: usize, marker: &Edge) -> Range<usize> {
    let mut end = at;
    let mut next = at;
    while next < text.len() {
        let line = line_at(text, next);
        next = line.end;
        let edge = Edge::of(&text[line.clone()]);
        let blank = text[line.start + edge.bytes..line.end].trim().is_empty();
        if edge.quotes < marker.quotes || (!blank && edge.columns < marker.columns + INDENT) {
            break;
        }
        if !blank {
            end = line.end;
        }
    }
    at..end
}
