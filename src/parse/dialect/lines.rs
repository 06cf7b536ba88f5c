//! Markers that stand on a line of their own in a paragraph.
//!
//! | written | becomes |
//! |---|---|
//! | `:::image source="…" alt-text="…":::` | an image |
//! | `:::code source="…":::` | the file's code |
//! | `:::zone pivot="…"` … `:::zone-end` | a tab; zones that follow one another are a group |
//! | `:::row`, `:::column`, `:::moniker`, and their ends | nothing; what they hold stays |
//! | `:::note[Title]` … `:::` (Docusaurus) | an alert |
//! | `+++Title` … `+++` (Experience League) | an accordion |
//! | `{: #id}` (kramdown) | an anchor |
//! | `{{< note >}}` … `{{< /note >}}` (Hugo), `{% note %}` (Jekyll) | as `shortcodes` says |
//! | `:::question …`, `:::error …`, `:::cause`, `:::resolution` … `:::` | an entry, written out |
//!
//! A block that is opened in one paragraph is closed by the marker of another in the same container;
//! where that is missing, it ends with its container.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::line::{self, Closing, Line, Mark};
use super::{Includes, code};
use crate::diagnostic::Diagnostic;
use crate::parse::markdown::{self, Placed, end_of};
use crate::parse::{alerts, tabs};
use crate::source::Source;

/// Something that was opened and waits for its end.
struct Open {
    /// How deep in containers it was opened.
    depth: usize,
    mark: Mark,
}

pub(super) fn plain<'a>(
    source: &Source,
    events: Vec<Placed<'a>>,
    files: &Includes<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a>> {
    if !in_paragraphs(&events).any(may_mark) {
        return events;
    }
    let kept = Vec::with_capacity(events.len());
    let mut pass = Pass { source, files, findings, kept, open: Vec::new(), depth: 0, zones_end: None };
    let mut number = 0;
    while number < events.len() {
        let (event, range) = &events[number];
        if matches!(event, Event::Start(Tag::Paragraph)) {
            let end = end_of(&events, number);
            pass.paragraph(&events[number..=end]);
            number = end + 1;
            continue;
        }
        match event {
            Event::Start(_) => pass.depth += 1,
            Event::End(_) => {
                pass.close_down_to(pass.depth, range);
                pass.depth = pass.depth.saturating_sub(1);
            }
            _ => {}
        }
        pass.kept.push((event.clone(), range.clone()));
        number += 1;
    }
    let end = source.text().len();
    pass.close_down_to(0, &(end..end));
    pass.kept
}

/// The events that stand in paragraphs.
fn in_paragraphs<'e, 'a>(events: &'e [Placed<'a>]) -> impl Iterator<Item = &'e Event<'a>> {
    let mut inside = false;
    events.iter().map(|(event, _)| event).filter(move |event| {
        match event {
            Event::Start(Tag::Paragraph) => inside = true,
            Event::End(TagEnd::Paragraph) => inside = false,
            _ => {}
        }
        inside
    })
}

/// Whether an event may begin a line that is a marker.
fn may_mark(event: &Event<'_>) -> bool {
    matches!(event, Event::Text(text) if text.trim_start().starts_with([':', '+', '{']))
}

struct Pass<'a, 's> {
    source: &'s Source,
    files: &'s Includes<'s>,
    findings: &'s mut Vec<Diagnostic>,
    kept: Vec<Placed<'a>>,
    open: Vec<Open>,
    depth: usize,
    /// How many events there were when a group of zones ended.
    zones_end: Option<usize>,
}

impl<'a> Pass<'a, '_> {
    fn put(&mut self, event: Event<'a>, range: &Range<usize>) {
        self.kept.push((event, range.clone()));
    }

    /// A paragraph, from its start to its end.
    fn paragraph(&mut self, events: &[Placed<'a>]) {
        let inner = &events[1..events.len() - 1];
        if !inner.iter().any(|(event, _)| may_mark(event)) {
            self.kept.extend(events.iter().cloned());
            return;
        }
        let whole = events[0].1.clone();
        let mut written = false;
        for line in lines(inner) {
            let range = line.first().map_or(whole.start, |(_, range)| range.start)
                ..line.last().map_or(whole.end, |(_, range)| range.end);
            let raw = text_of(line);
            let read = match raw.trim_start().starts_with('{') {
                true => line::shortcode(self.source.slice(range.clone()).trim()),
                false => None,
            };
            let read = read.unwrap_or_else(|| line::read(raw.trim()));
            if !matches!(read, Line::Text | Line::Inline(_)) && written {
                self.put(Event::End(TagEnd::Paragraph), &whole);
                written = false;
            }
            match read {
                Line::Text | Line::Inline(_) if !written => {
                    self.put(Event::Start(Tag::Paragraph), &whole);
                    written = true;
                }
                Line::Text | Line::Inline(_) => self.put(Event::SoftBreak, &range),
                _ => {}
            }
            self.line(read, line, &range);
        }
        if written {
            self.put(Event::End(TagEnd::Paragraph), &whole);
        }
    }

    fn line(&mut self, read: Line<'a>, line: &[Placed<'a>], range: &Range<usize>) {
        match read {
            Line::Text => self.kept.extend(line.iter().cloned()),
            Line::Left => {}
            Line::Inline(events) => events.into_iter().for_each(|event| self.put(event, range)),
            Line::OpenQuote { kind, title, mark } => {
                let title = Some(title.as_str()).filter(|title| !title.is_empty());
                alerts::opening(&kind, title, None).into_iter().for_each(|event| self.put(event, range));
                self.begin(mark);
            }
            Line::Quote { kind, text } => {
                alerts::opening(&kind, None, None).into_iter().for_each(|event| self.put(event, range));
                self.put(Event::Start(Tag::Paragraph), range);
                let inner = markdown::line(&text).into_iter().map(|(event, _)| event.into_static());
                inner.collect::<Vec<_>>().into_iter().for_each(|event| self.put(event, range));
                self.put(Event::End(TagEnd::Paragraph), range);
                self.put(Event::End(TagEnd::BlockQuote(None)), range);
            }
            Line::CloseShortcode(closing) => self.close(|mark| mark == Mark::Shortcode(closing), range),
            Line::OpenElement { name, attribute, title, mark } => {
                self.put(Event::Html(format!("<{name}{attribute}>").into()), range);
                self.title(name, &title, line, range);
                self.begin(mark);
            }
            Line::OpenZone(title) => {
                let goes_on = self.zones_end == Some(self.kept.len());
                if goes_on {
                    self.kept.pop();
                } else {
                    self.put(tabs::open_group(), range);
                }
                let title = (Event::Text(title.into()), range.clone());
                self.put(tabs::open_tab(std::slice::from_ref(&title), None), range);
                self.kept.push(title);
                self.put(tabs::title_end(), range);
                self.begin(Mark::Zone);
            }
            Line::CloseZone => self.close(|mark| mark == Mark::Zone, range),
            Line::Code(text) => {
                let events = code::block(self.source, self.files, &text, range, self.findings);
                events.into_iter().for_each(|event| self.put(event, range));
            }
            Line::OpenNothing => self.begin(Mark::Colons(Closing::Nothing)),
            Line::CloseColons => self.close(|mark| matches!(mark, Mark::Colons(_)), range),
            Line::OpenAccordion => {
                self.close(|mark| mark == Mark::Pluses, range);
                self.put(Event::Html("<details><summary>".into()), range);
                let mut inner = line.to_vec();
                strip_start(&mut inner, 3);
                self.kept.append(&mut inner);
                self.put(Event::Html("</summary>".into()), range);
                self.begin(Mark::Pluses);
            }
            Line::ClosePluses => self.close(|mark| mark == Mark::Pluses, range),
        }
    }

    /// What stands behind a directive's name, as it is marked up in the line.
    fn title(&mut self, name: &str, title: &str, line: &[Placed<'a>], range: &Range<usize>) {
        if title.is_empty() {
            return;
        }
        let (open, close) = if name == "details" {
            (vec![Event::Html("<summary>".into())], vec![Event::Html("</summary>".into())])
        } else {
            (
                vec![Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)],
                vec![Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)],
            )
        };
        open.into_iter().for_each(|event| self.put(event, range));
        self.kept.append(&mut marked_up(line, title));
        close.into_iter().for_each(|event| self.put(event, range));
    }

    fn begin(&mut self, mark: Mark) {
        self.open.push(Open { depth: self.depth, mark });
    }

    /// Closes the innermost of a sort that was opened in this container, and what is open inside it.
    fn close(&mut self, sort: impl Fn(Mark) -> bool, range: &Range<usize>) {
        let depth = self.depth;
        let at = self.open.iter().rposition(|open| open.depth == depth && sort(open.mark));
        if let Some(at) = at {
            while self.open.len() > at {
                self.close_innermost(range);
            }
        }
    }

    fn close_down_to(&mut self, depth: usize, range: &Range<usize>) {
        while self.open.last().is_some_and(|open| open.depth >= depth) {
            self.close_innermost(range);
        }
    }

    fn close_innermost(&mut self, range: &Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        match open.mark {
            Mark::Pluses => self.put(Event::Html("</details>".into()), range),
            Mark::Zone => {
                self.put(tabs::close_tab(), range);
                self.put(tabs::close_group(), range);
                self.zones_end = Some(self.kept.len());
            }
            Mark::Colons(Closing::Quote) | Mark::Shortcode(Closing::Quote) => {
                self.put(Event::End(TagEnd::BlockQuote(None)), range);
            }
            Mark::Colons(Closing::Element(name)) | Mark::Shortcode(Closing::Element(name)) => {
                self.put(Event::Html(format!("</{name}>").into()), range);
            }
            Mark::Colons(Closing::Nothing) | Mark::Shortcode(Closing::Nothing) => {}
        }
    }
}

/// A line as it is written, as far as markers need it: its text and code.
fn text_of(line: &[Placed<'_>]) -> String {
    let mut text = String::new();
    for (event, _) in line {
        if let Event::Text(part) | Event::Code(part) = event {
            text.push_str(part);
        }
    }
    text
}

/// A paragraph's events, line by line, without the breaks between.
fn lines<'e, 'a>(inner: &'e [Placed<'a>]) -> impl Iterator<Item = &'e [Placed<'a>]> {
    inner.split(|(event, _)| matches!(event, Event::SoftBreak | Event::HardBreak))
}

/// The events of a part of a line, by its plain text; that text alone where they part it elsewhere.
fn marked_up<'a>(line: &[Placed<'a>], part: &str) -> Vec<Placed<'a>> {
    let whole = text_of(line);
    let plain =
        || vec![(Event::Text(part.to_owned().into()), line.first().map_or(0..0, |(_, range)| range.clone()))];
    let Some(start) = whole.rfind(part) else { return plain() };
    let end = start + part.len();
    let mut events = Vec::new();
    let mut at = 0;
    for (event, range) in line {
        let (Event::Text(text) | Event::Code(text)) = event else {
            events.push((event.clone(), range.clone()));
            continue;
        };
        let inside = start.max(at)..end.min(at + text.len());
        if inside.start < inside.end {
            let cut = text[inside.start - at..inside.end - at].to_owned().into();
            let is_code = matches!(event, Event::Code(_));
            events.push((if is_code { Event::Code(cut) } else { Event::Text(cut) }, range.clone()));
        }
        at += text.len();
    }
    // Marks that open or close outside of the part would leave it out of balance.
    let mut depth = 0usize;
    for (event, _) in &events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return plain(),
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    if depth == 0 { events } else { plain() }
}

/// Takes the first bytes of the first text away.
fn strip_start(events: &mut Vec<Placed<'_>>, bytes: usize) {
    if let Some((Event::Text(text), _)) = events.first_mut() {
        let rest = text.trim_start().get(bytes..).unwrap_or("").trim_start().to_owned();
        *text = rest.into();
    }
    if matches!(events.first(), Some((Event::Text(text), _)) if text.is_empty()) {
        events.remove(0);
    }
}
