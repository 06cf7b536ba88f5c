//! Alerts: block quotes that say what they are.
//!
//! GitHub's five kinds in every spelling that documentation has: `> [!NOTE]`, `>[!Note]`, with a
//! space inside, translated (`> [! IMPORTANTE]`), as another tool's kind (`[!INFO]`, `[!ERROR]`),
//! as a bold word (`> **Observação:** …`), and with a sign that readers can fold it away
//! (`> [!NOTE]- Title`, as Obsidian has it).
//!
//! Dialects that write alerts without a block quote make one with [`opening`].

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Tag, TagEnd};

use super::markdown::{Placed, begins_quote, end_of, plain_text, taken};
use super::words::{self, Alerts};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Label;
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
    pub(super) fn label(self) -> Label {
        match self {
            AlertKind::Note => Label::AlertNote,
            AlertKind::Tip => Label::AlertTip,
            AlertKind::Important => Label::AlertImportant,
            AlertKind::Warning => Label::AlertWarning,
            AlertKind::Caution => Label::AlertCaution,
        }
    }

    /// The kind that another tool's name comes nearest to.
    fn like(name: &str) -> Option<AlertKind> {
        let kind = match name {
            "abstract" | "summary" | "tldr" | "todo" | "question" | "help" | "faq" | "example" | "quote"
            | "cite" | "seealso" | "secondary" => AlertKind::Note,
            "success" | "check" | "done" => AlertKind::Tip,
            "failure" | "fail" | "missing" => AlertKind::Warning,
            "bug" => AlertKind::Caution,
            _ => return None,
        };
        Some(kind)
    }

    fn named(name: &str, language: &str) -> Option<AlertKind> {
        let name = name.trim().trim_end_matches([':', '：', ' ', '\u{a0}']).to_lowercase();
        words::alerts(language).find_map(|alerts| kind_in(alerts, &name))
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
    pub(super) title: Title,
    /// Where readers can fold it away, how they find it.
    pub(super) fold: Option<Fold>,
}

/// What stands above an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// The name of its kind, in the reader's language.
    OfKind,
    /// The author's word for the kind: `Observação`.
    Named(String),
    /// What the author says it is about.
    Written(String),
    Nothing,
}

/// How an alert that folds is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    Open,
    Closed,
}

impl Fold {
    fn of_sign(sign: char) -> Option<Fold> {
        match sign {
            '+' => Some(Fold::Open),
            '-' => Some(Fold::Closed),
            _ => None,
        }
    }
}

/// The events that begin an alert which is written in another way than a block quote. A title that is
/// there and empty leaves the alert without one. `End(BlockQuote(…))` ends it.
pub(super) fn opening<'a>(kind: &str, title: Option<&str>, fold: Option<Fold>) -> Vec<Event<'a>> {
    let sign = match fold {
        None => "",
        Some(Fold::Open) => "+",
        Some(Fold::Closed) => "-",
    };
    let mut events = vec![
        // Markdown is read without alerts of its own, so only this function gives a quote a kind.
        Event::Start(Tag::BlockQuote(Some(BlockQuoteKind::Note))),
        Event::Start(Tag::Paragraph),
        Event::Text(format!("[!{kind}]{sign}").into()),
    ];
    events.extend(title.map(|title| Event::Text(title.to_owned().into())));
    events.push(Event::End(TagEnd::Paragraph));
    events
}

/// Takes the marker out of each block quote that is an alert.
///
/// Returns the events without markers, and for each block quote's event number the alert it is.
pub(super) fn read<'a>(
    source: &Source,
    mut events: Vec<Placed<'a>>,
    language: &str,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Placed<'a>>, Vec<(usize, Alert)>) {
    if !events.iter().any(|(event, _)| begins_quote(event)) {
        return (events, Vec::new());
    }
    let mut kept = Vec::with_capacity(events.len());
    let mut alerts = Vec::new();
    let mut left_out: Range<usize> = 0..0;
    let mut rest: Option<(usize, CowStr<'a>)> = None;
    for number in 0..events.len() {
        if left_out.contains(&number) {
            continue;
        }
        if let Some((_, text)) = rest.take_if(|(at, _)| *at == number) {
            kept.push((Event::Text(text), events[number].1.clone()));
            continue;
        }
        let event = &events[number].0;
        if matches!(event, Event::Start(Tag::BlockQuote(Some(_)))) {
            let end = end_of(&events, number + 1);
            alerts.push((kept.len(), made(&events[number + 2..end], language)));
            left_out = number + 1..end + 1;
        } else if begins_quote(event)
            && matches!(events.get(number + 1), Some((Event::Start(Tag::Paragraph), _)))
        {
            match marker(&events, number + 2, language) {
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
        kept.push(taken(&mut events, number));
    }
    (kept, alerts)
}

/// The alert that [`opening`] began, by the events of its first paragraph. Tools that write such
/// alerts let their authors invent kinds, so a name nobody knows is the title of a note.
fn made(marker: &[Placed<'_>], language: &str) -> Alert {
    let text = |at: usize| match marker.get(at) {
        Some((Event::Text(text), _)) => Some(text.as_ref()),
        _ => None,
    };
    let (name, sign) = text(0).and_then(|text| text.strip_prefix("[!")?.split_once(']')).unwrap_or_default();
    let known = AlertKind::named(name, language);
    let title = match text(1) {
        Some("") => Title::Nothing,
        Some(title) => Title::Written(title.to_owned()),
        None if known.is_some() => Title::OfKind,
        None => Title::Written(capitalised(name)),
    };
    let kind = known.or_else(|| AlertKind::like(&name.to_lowercase())).unwrap_or(AlertKind::Note);
    Alert { kind, title, fold: sign.chars().next().and_then(Fold::of_sign) }
}

/// `pied-piper` as a title: `Pied piper`.
fn capitalised(name: &str) -> String {
    let words = name.to_lowercase().replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
    if let Some(fold) = behind.chars().next().and_then(Fold::of_sign) {
        let line_end = |(event, _): &Placed<'_>| {
            matches!(event, Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph))
        };
        let end = first + events[first..].iter().position(line_end).unwrap_or(1);
        let title = format!("{}{}", &behind[1..], plain_text(&events[first + 1..end]));
        let title = Some(title.trim()).filter(|title| !title.is_empty());
        if let Some(kind) = AlertKind::named(name, language).or_else(|| AlertKind::like(&name.to_lowercase()))
        {
            let title = match title {
                Some(title) => Title::Written(title.to_owned()),
                None => Title::OfKind,
            };
            return Marker::Alert(marked(events, first..end, "", Alert { kind, title, fold: Some(fold) }));
        }
    }
    if let Some(kind) = AlertKind::named(name, language) {
        let alert = Alert { kind, title: Title::OfKind, fold: None };
        return Marker::Alert(marked(events, first..first + 1, behind, alert));
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
    let alert = Alert { kind, title: Title::Named(name.to_owned()), fold: None };
    Marker::Alert(marked(events, marker, &behind, alert))
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
    if matches!(events.get(marker.end), Some((Event::End(TagEnd::Paragraph), _))) {
        // Nothing is left of the marker's paragraph.
        return Marked { alert, left_out: marker.start - 1..marker.end + 1, rest: None };
    }
    let breaks = matches!(events.get(marker.end), Some((Event::SoftBreak | Event::HardBreak, _)));
    Marked { alert, left_out: marker.start..marker.end + usize::from(breaks), rest: None }
}
