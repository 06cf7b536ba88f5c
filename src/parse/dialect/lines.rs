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

use super::shortcodes::{self, Shortcode};
use super::{Includes, code};
use crate::diagnostic::Diagnostic;
use crate::parse::markdown::{self, Placed, end_of};
use crate::parse::{alerts, inline, tabs};
use crate::source::Source;

/// Something that was opened and waits for its end.
struct Open {
    /// How deep in containers it was opened.
    depth: usize,
    mark: Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Closed by `:::`.
    Colons(Closing),
    /// Closed by `:::zone-end`.
    Zone,
    /// Closed by `+++`.
    Pluses,
    /// Closed by the shortcode that ends it.
    Shortcode(Closing),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    Quote,
    Element(&'static str),
    Nothing,
}

/// What a line is.
enum Line<'a> {
    Text,
    /// Nothing to show.
    Left,
    Inline(Vec<Event<'a>>),
    OpenQuote {
        kind: String,
        title: String,
        mark: Mark,
    },
    /// An alert with its text.
    Quote {
        kind: String,
        text: String,
    },
    OpenElement {
        name: &'static str,
        attribute: String,
        title: String,
        mark: Mark,
    },
    OpenNothing,
    CloseColons,
    CloseShortcode(Closing),
    OpenZone(String),
    CloseZone,
    /// A file to show, by what stands behind the directive's name.
    Code(String),
    /// An accordion's title begins behind three bytes.
    OpenAccordion,
    ClosePluses,
}

pub(super) fn plain<'a>(
    source: &Source,
    events: &[Placed<'a>],
    files: &Includes<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a>> {
    let kept = Vec::with_capacity(events.len());
    let mut pass = Pass { source, files, findings, kept, open: Vec::new(), depth: 0, zones_end: None };
    let mut number = 0;
    while number < events.len() {
        let (event, range) = &events[number];
        if matches!(event, Event::Start(Tag::Paragraph)) {
            let end = end_of(events, number);
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
        let starts = |event: &Event<'_>| matches!(event, Event::Text(text) if text.trim_start().starts_with([':', '+', '{']));
        if !inner.iter().any(|(event, _)| starts(event)) {
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
                true => shortcode(self.source.slice(range.clone()).trim()),
                false => None,
            };
            let read = read.unwrap_or_else(|| self::read(raw.trim()));
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

/// What a line that is a shortcode becomes.
fn shortcode<'a>(line: &str) -> Option<Line<'a>> {
    let details = Closing::Element("details");
    Some(match shortcodes::read(line)? {
        Shortcode::OpenNote { kind, title } => {
            Line::OpenQuote { kind, title: title.to_owned(), mark: Mark::Shortcode(Closing::Quote) }
        }
        Shortcode::CloseNote => Line::CloseShortcode(Closing::Quote),
        Shortcode::Note { kind, text } => Line::Quote { kind, text: text.to_owned() },
        Shortcode::OpenDetails("") => Line::Left,
        Shortcode::OpenDetails(title) => Line::OpenElement {
            name: "details",
            attribute: String::new(),
            title: title.to_owned(),
            mark: Mark::Shortcode(details),
        },
        Shortcode::CloseDetails => Line::CloseShortcode(details),
        Shortcode::OpenTab(title) => Line::OpenZone(title.to_owned()),
        Shortcode::CloseTab => Line::CloseZone,
        Shortcode::Figure { source, alt, title } => Line::Inline(inline::picture(source, alt, title)),
        Shortcode::Nothing => Line::Left,
    })
}

fn read<'a>(raw: &str) -> Line<'a> {
    if let Some(rest) = raw.strip_prefix(":::") {
        return colons(rest.trim_start_matches(':').trim());
    }
    if let Some(rest) = raw.strip_prefix("+++") {
        return if rest.trim().is_empty() { Line::ClosePluses } else { Line::OpenAccordion };
    }
    if let Some(attributes) = raw.strip_prefix("{:").and_then(|rest| rest.strip_suffix('}')) {
        let anchor = attributes.split_whitespace().find_map(|word| word.strip_prefix('#'));
        return anchor.map_or(Line::Left, |anchor| {
            Line::Inline(vec![Event::InlineHtml(format!("<a id=\"{}\"></a>", escaped(anchor)).into())])
        });
    }
    Line::Text
}

fn colons<'a>(text: &str) -> Line<'a> {
    let body = text.trim_end_matches(':').trim_end();
    if body.is_empty() {
        return Line::CloseColons;
    }
    let name_end = body.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(body.len());
    let (name, rest) = body.split_at(name_end);
    let rest = rest.trim();
    match name.to_ascii_lowercase().as_str() {
        "image" if attribute(rest, "source").is_some() => Line::Inline(inline::image(rest)),
        "code" => Line::Code(rest.to_owned()),
        "zone" => match attribute(rest, "pivot") {
            Some(pivot) => Line::OpenZone(variant(pivot)),
            None => Line::Left,
        },
        "zone-end" => Line::CloseZone,
        // Their ends carry names of their own, so they open nothing that `:::` would close.
        "image" | "image-end" | "moniker" | "moniker-end" | "row" | "row-end" | "column" | "column-end"
        | "code-end" => Line::Left,
        // It runs inside a line.
        "no-loc" => Line::Text,
        "question" => element("ajuda-question", rest),
        "error" => element("ajuda-error", rest),
        "cause" => element("ajuda-cause", rest),
        "resolution" => element("ajuda-resolution", rest),
        "note" | "tip" | "info" | "important" | "warning" | "caution" | "danger" | "hint" => {
            let title = markdown::line_text(in_brackets(rest));
            Line::OpenQuote { kind: name.to_uppercase(), title, mark: Mark::Colons(Closing::Quote) }
        }
        "details" => element("details", rest),
        _ if body.starts_with(|c: char| c.is_alphabetic() || c == '{') => Line::OpenNothing,
        _ => Line::Text,
    }
}

/// An element with the title behind its name, and a code in braces: `error{code="NU1101"} Message`.
fn element<'a>(name: &'static str, rest: &str) -> Line<'a> {
    let (braces, title) = match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        Some((braces, title)) => (braces, title.trim()),
        None => ("", rest),
    };
    let code =
        attribute(braces, "code").map(|code| format!(" title=\"{}\"", escaped(code))).unwrap_or_default();
    let anchor = braces.split_whitespace().find_map(|word| word.strip_prefix('#'));
    let anchor = anchor.map(|anchor| format!(" id=\"{}\"", escaped(anchor))).unwrap_or_default();
    let mark = Mark::Colons(Closing::Element(name));
    Line::OpenElement { name, attribute: code + &anchor, title: in_brackets(title).to_owned(), mark }
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    crate::parse::html::escape(text, &mut html);
    html
}

/// A title without the brackets, and what stands behind them, or the quotation marks around it.
fn in_brackets(title: &str) -> &str {
    match title.strip_prefix('[').and_then(|rest| Some((rest, rest.rfind(']')?))) {
        Some((rest, end)) => &rest[..end],
        None => {
            // Braces at the end are attributes; anywhere else they are text.
            let attributes = title.trim_end().ends_with('}').then(|| title.rfind('{')).flatten();
            let own = attributes.map_or(title, |at| &title[..at]);
            let own = if own.trim().is_empty() { title } else { own };
            own.trim_matches(['"', ' '])
        }
    }
}

/// What a zone is for, by the name of its variant: `platform-linux` is `Platform linux`.
fn variant(pivot: &str) -> String {
    let words = pivot.replace(['-', '_'], " ").replace(',', ", ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The value of `name="…"`.
pub(in crate::parse) fn attribute<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let at = text.match_indices(name).find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace()) && text[at + name.len()..].trim_start().starts_with('=')
    });
    let (at, _) = at?;
    let value = text[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split_whitespace().next(),
    }
}
