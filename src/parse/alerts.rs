//! Alerts: block quotes that say what they are.
//!
//! GitHub's five kinds in every spelling that documentation has: `> [!NOTE]`, `>[!Note]`, with a
//! space inside, translated (`> [! IMPORTANTE]`), as another tool's kind (`[!INFO]`, `[!ERROR]`),
//! and as a bold word (`> **Observação:** …`).

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::markdown::{Placed, begins_quote, end_of, plain_text};
use super::words::{self, Alerts};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// GitHub's kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AlertKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

impl AlertKind {
    /// The word in CSS classes.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        }
    }

    /// Its name's key among the interface strings.
    pub(super) fn label(self) -> &'static str {
        match self {
            AlertKind::Note => "alert-note",
            AlertKind::Tip => "alert-tip",
            AlertKind::Important => "alert-important",
            AlertKind::Warning => "alert-warning",
            AlertKind::Caution => "alert-caution",
        }
    }

    fn named(name: &str, language: &str) -> Option<AlertKind> {
        let name = name.trim().trim_end_matches([':', '：', ' ', '\u{a0}']).to_lowercase();
        let own = words::of(language);
        own.chain(words::all()).find_map(|words| kind_in(&words.alerts, &name))
    }
}

fn kind_in(alerts: &Alerts, name: &str) -> Option<AlertKind> {
    let has = |list: &[String]| list.iter().any(|word| word == name);
    [
        (AlertKind::Note, &alerts.note),
        (AlertKind::Tip, &alerts.tip),
        (AlertKind::Important, &alerts.important),
        (AlertKind::Warning, &alerts.warning),
        (AlertKind::Caution, &alerts.caution),
    ]
    .into_iter()
    .find(|(_, list)| has(list))
    .map(|(kind, _)| kind)
}

/// An alert found at a block quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alert {
    pub(super) kind: AlertKind,
    /// What the author calls it, where that is a word of the page: `Observação`.
    pub(super) title: Option<String>,
}

/// Takes the marker out of each block quote that is an alert.
///
/// Returns the events without markers, and for each block quote's event number the alert it is.
pub(super) fn read<'a>(
    source: &Source,
    events: &[Placed<'a>],
    language: &str,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Placed<'a>>, Vec<(usize, Alert)>) {
    let mut kept = Vec::with_capacity(events.len());
    let mut alerts = Vec::new();
    let mut left_out: Range<usize> = 0..0;
    let mut rest: Option<(usize, CowStr<'a>)> = None;
    for (number, (event, range)) in events.iter().enumerate() {
        if left_out.contains(&number) {
            continue;
        }
        if let Some((_, text)) = rest.take_if(|(at, _)| *at == number) {
            kept.push((Event::Text(text), range.clone()));
            continue;
        }
        if begins_quote(event) && matches!(events.get(number + 1), Some((Event::Start(Tag::Paragraph), _))) {
            match marker(events, number + 2, language) {
                Marker::Alert(marked) => {
                    alerts.push((kept.len(), marked.alert));
                    left_out = marked.left_out;
                    rest = marked.rest;
                }
                Marker::Unknown(name) => {
                    let message = format!("`[!{name}]` is no kind of alert");
                    let help = "write `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`";
                    let place = events[number + 2].1.clone();
                    findings.push(
                        Diagnostic::at(source, place.into(), Code::AlertUnknownKind, message).help(help),
                    );
                }
                Marker::None => {}
            }
        }
        kept.push((event.clone(), range.clone()));
    }
    (kept, alerts)
}

enum Marker<'a> {
    /// `[!NOTE]` or `**Nota:**`.
    Alert(Marked<'a>),
    /// `[!FOO]`.
    Unknown(String),
    None,
}

/// A marker that was understood, and what to do with its events.
struct Marked<'a> {
    alert: Alert,
    /// The marker's own events, and a line break behind it.
    left_out: Range<usize>,
    /// The event that the marker shares with text, and that text.
    rest: Option<(usize, CowStr<'a>)>,
}

fn marker<'a>(events: &[Placed<'a>], first: usize, language: &str) -> Marker<'a> {
    match events.get(first) {
        Some((Event::Text(text), _)) => bracketed(events, first, text, language),
        Some((Event::Start(Tag::Strong), _)) => bold(events, first, language),
        _ => Marker::None,
    }
}

/// Dialects that write other things in the same brackets; they are not alerts and not mistakes.
const OTHER_DIRECTIVES: &[&str] = &["div", "video", "include", "dnl", "uicontrol", "badge", "code"];

fn bracketed<'a>(events: &[Placed<'a>], first: usize, text: &str, language: &str) -> Marker<'a> {
    let Some((name, behind)) = text.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else {
        return Marker::None;
    };
    let name = name.trim();
    if let Some(kind) = AlertKind::named(name, language) {
        return Marker::Alert(marked(events, first..first + 1, behind, Alert { kind, title: None }));
    }
    let first_word = name.split([' ', '[']).next().unwrap_or(name).to_lowercase();
    let is_word = !name.is_empty() && name.chars().all(char::is_alphabetic);
    if is_word && !OTHER_DIRECTIVES.contains(&first_word.as_str()) {
        return Marker::Unknown(name.to_owned());
    }
    Marker::None
}

fn bold<'a>(events: &[Placed<'a>], first: usize, language: &str) -> Marker<'a> {
    const COLON: [char; 2] = [':', '：'];
    const SPACE: [char; 2] = [' ', '\u{a0}'];
    let end = end_of(events, first);
    let title = plain_text(&events[first..end]);
    let (colon, behind) = match events.get(end + 1) {
        Some((Event::Text(text), _)) => {
            let text = text.trim_start_matches(SPACE);
            (text.starts_with(COLON), text.trim_start_matches(COLON).to_owned())
        }
        Some((Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph), _)) => {
            (true, String::new())
        }
        _ => (false, String::new()),
    };
    let name = title.trim_end_matches(COLON).trim_end_matches(SPACE);
    if !colon && name == title {
        return Marker::None;
    }
    let Some(kind) = AlertKind::named(name, language) else { return Marker::None };
    let shares_text = matches!(events.get(end + 1), Some((Event::Text(_), _)));
    let marker = first..end + 1 + usize::from(shares_text);
    Marker::Alert(marked(events, marker, &behind, Alert { kind, title: Some(name.to_owned()) }))
}

/// `marker` are the marker's events; `behind` is the text that the last of them goes on with.
fn marked<'a>(events: &[Placed<'a>], marker: Range<usize>, behind: &str, alert: Alert) -> Marked<'a> {
    let behind = behind.trim_start();
    if !behind.is_empty() {
        let shared = marker.end - 1;
        return Marked {
            alert,
            left_out: marker.start..shared,
            rest: Some((shared, behind.to_owned().into())),
        };
    }
    let breaks = matches!(events.get(marker.end), Some((Event::SoftBreak | Event::HardBreak, _)));
    Marked { alert, left_out: marker.start..marker.end + usize::from(breaks), rest: None }
}
