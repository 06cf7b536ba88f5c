//! `[!INCLUDE [title](file.md)]`: the other file's text where the marker stands.
//!
//! A marker alone in its paragraph stands for the file's blocks, one inside a line for the file's
//! first paragraph. Places in an included file stay places in that file: its text is hung behind the
//! including one's, and its events are shifted there. A file that includes itself, however far
//! around, is refused, and so is a chain of more than ten.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::front_matter;
use crate::parse::inputs::Asked;
use crate::parse::markdown::{self, Placed, end_of};
use crate::source::{Source, SourcePath};

/// The files that one page can include. It remembers which it was asked for: a page is made anew when
/// one of these is another.
#[derive(Debug, Default)]
pub struct Includes<'f> {
    files: Option<&'f BTreeMap<SourcePath, Source>>,
    asked: RefCell<BTreeSet<Asked>>,
}

impl<'f> Includes<'f> {
    /// Takes the files that are there, by path.
    pub fn of(files: &'f BTreeMap<SourcePath, Source>) -> Includes<'f> {
        Includes { files: Some(files), asked: RefCell::default() }
    }

    /// What was asked for up to now, each once, sorted.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.borrow().iter().cloned().collect()
    }

    /// Whether all of this would be found, and nothing else in its place.
    pub fn are(&self, asked: &[Asked]) -> bool {
        asked.iter().all(|asked| self.look_up(&asked.path).map(Source::digest) == asked.found)
    }

    /// A file by its path, whatever its case.
    pub fn find(&self, path: &SourcePath) -> Option<&'f Source> {
        let found = self.look_up(path);
        self.asked.borrow_mut().insert(Asked { path: path.clone(), found: found.map(Source::digest) });
        found
    }

    fn look_up(&self, path: &SourcePath) -> Option<&'f Source> {
        let files = self.files?;
        files.get(path).or_else(|| {
            let wanted = path.as_str().to_lowercase();
            files.iter().find(|(path, _)| path.as_str().to_lowercase() == wanted).map(|(_, source)| source)
        })
    }
}

/// A chain of includes may be this long.
const DEEPEST: usize = 10;

/// A page may grow by this many included events: a page that includes a page that includes… many
/// times over stays bounded.
const MOST_EVENTS: usize = 200_000;

/// A page may have this many includes, its included files' among them.
const MOST_INCLUDES: usize = 1_000;

/// Reads a source with everything it includes. The returned source has the included files behind it.
pub(in crate::parse) fn included<'a>(
    source: &'a Source,
    body: u32,
    files: &Includes<'a>,
    findings: &mut Vec<Diagnostic>,
) -> (Source, Vec<Placed<'a>>) {
    let events = markdown::events(source.text(), body);
    if !events.iter().any(|(event, _)| is_opening(event)) {
        return (source.clone(), events);
    }
    let mut reading = Reading {
        files,
        joined: source.clone(),
        chain: vec![source.path().clone()],
        events: 0,
        includes: 0,
        findings,
    };
    let events = reading.expanded(source, events);
    (reading.joined, events)
}

struct Reading<'a, 'f> {
    files: &'f Includes<'a>,
    joined: Source,
    chain: Vec<SourcePath>,
    events: usize,
    includes: usize,
    findings: &'f mut Vec<Diagnostic>,
}

impl<'a> Reading<'a, '_> {
    /// The events of a file, placed in the joined source, with its includes in place.
    fn expanded(&mut self, file: &Source, mut events: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
        let mut kept: Vec<Placed<'a>> = Vec::with_capacity(events.len());
        let mut number = 0;
        while number < events.len() {
            let (event, range) = &events[number];
            if matches!(event, Event::Start(Tag::Paragraph)) {
                let end = end_of(&events, number);
                let alone = marker(&events, number + 1).filter(|marker| marker.alone(&events, end));
                if let Some(marker) = alone {
                    if let Some(mut blocks) = self.read(file, &marker) {
                        kept.append(&mut blocks);
                    }
                    number = end + 1;
                    continue;
                }
            }
            let Some(marker) = marker(&events, number) else {
                kept.push((event.clone(), range.clone()));
                number += 1;
                continue;
            };
            if !marker.before.is_empty() {
                kept.push((Event::Text(marker.before.clone().into()), range.clone()));
            }
            match self.read(file, &marker) {
                Some(blocks) => kept.append(&mut first_line(blocks)),
                None => kept.push((Event::Text(marker.title.clone().into()), range.clone())),
            }
            // What stands behind it in the same text may open the next.
            number = marker.last + usize::from(marker.behind.is_empty());
            if !marker.behind.is_empty() {
                events[number].0 = Event::Text(marker.behind.into());
            }
        }
        kept
    }

    fn read(&mut self, file: &Source, marker: &Marker) -> Option<Vec<Placed<'a>>> {
        let place = || crate::source::Span::from(marker.place.clone());
        self.includes += 1;
        if self.includes > MOST_INCLUDES {
            if self.includes == MOST_INCLUDES + 1 {
                let message =
                    format!("more than {MOST_INCLUDES} files are included; this one and those below are not");
                self.findings.push(
                    Diagnostic::at(&self.joined, place(), Code::LimitReached, message).help("split the page"),
                );
            }
            return None;
        }
        let found = SourcePath::resolve(file.path().folder(), marker.path.trim_start_matches("~/"))
            .and_then(|path| self.files.find(&path));
        let Some(included) = found else {
            let message = format!("`{}` is included and is not there", marker.path);
            self.findings.push(
                Diagnostic::at(&self.joined, place(), Code::IncludeMissing, message)
                    .help("correct the path, which is relative to this file"),
            );
            return None;
        };
        let refused = if self.chain.contains(included.path()) {
            let message = format!("`{}` includes itself, through `{}`", included.path(), file.path());
            Some((Code::IncludeCycle, message))
        } else if self.chain.len() > DEEPEST {
            let message = format!("`{}` is included through more than {DEEPEST} others", included.path());
            Some((Code::IncludeCycle, message))
        } else if self.events > MOST_EVENTS {
            let message = format!("`{}` is left out: with it the page would grow too long", included.path());
            Some((Code::LimitReached, message))
        } else {
            None
        };
        if let Some((code, message)) = refused {
            self.findings.push(
                Diagnostic::at(&self.joined, place(), code, message).help("remove one of the includes"),
            );
            return None;
        }
        let (_, body, mut found) = front_matter::parse(included);
        self.findings.append(&mut found);
        let base = self.joined.join(included);
        let mut events = markdown::events(included.text(), body);
        for (_, range) in &mut events {
            *range = range.start + base..range.end + base;
        }
        self.events += events.len();
        self.chain.push(included.path().clone());
        let events = self.expanded(included, events);
        self.chain.pop();
        Some(events)
    }
}

/// A marker among events: text that opens it, a link, text that closes it.
struct Marker {
    /// Text in front of it, in the same event.
    before: String,
    title: String,
    path: String,
    place: std::ops::Range<usize>,
    /// Text behind it, in the same event.
    behind: String,
    first: usize,
    last: usize,
}

impl Marker {
    /// Whether nothing else stands in its paragraph.
    fn alone(&self, events: &[Placed<'_>], end: usize) -> bool {
        let starts =
            matches!(events.get(self.first.wrapping_sub(1)), Some((Event::Start(Tag::Paragraph), _)));
        starts && self.before.trim().is_empty() && self.behind.trim().is_empty() && self.last + 1 == end
    }
}

/// Whether a text may open a marker.
fn is_opening(event: &Event<'_>) -> bool {
    matches!(event, Event::Text(text) if opening(text).is_some())
}

/// Where `[!INCLUDE` begins at the end of a text; translation makes it `[! INCLUIR`.
fn opening(text: &str) -> Option<usize> {
    // Most texts have no bracket at all, which is quicker to see.
    let at = text.contains('[').then(|| text.rfind("[!")).flatten()?;
    let word = text[at + 2..].trim();
    let known =
        word.len() >= 5 && word.chars().all(char::is_alphabetic) && word.to_uppercase().starts_with("INCLU");
    known.then_some(at)
}

fn marker(events: &[Placed<'_>], number: usize) -> Option<Marker> {
    let (Event::Text(text), _) = events.get(number)? else { return None };
    let at = opening(text)?;
    let (Event::Start(Tag::Link { dest_url, .. }), place) = events.get(number + 1)? else { return None };
    let link_end = end_of(events, number + 1);
    let (Event::Text(closing), _) = events.get(link_end + 1)? else { return None };
    let behind = closing.trim_start().strip_prefix(']')?;
    Some(Marker {
        before: text[..at].to_owned(),
        title: markdown::plain_text(&events[number + 2..link_end]),
        path: dest_url.to_string(),
        place: place.clone(),
        behind: behind.to_owned(),
        first: number,
        last: link_end + 1,
    })
}

/// What of a file fits into a line: the text of its first paragraph.
fn first_line(blocks: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    let start = blocks.iter().position(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)));
    let Some(start) = start else { return Vec::new() };
    let inside = blocks.into_iter().skip(start + 1);
    inside.take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Paragraph))).collect()
}
