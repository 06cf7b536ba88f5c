//! What machine translation broke, mended where only one thing can have been meant.
//!
//! - `[text] (page.md)`: a space between a link's text and its destination.
//! - `** bold**`: a space inside the marks.
//!
//! Each is a finding, so that the source is mended too.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::markdown::Placed;
use crate::source::Source;

pub(super) fn mended<'a>(
    source: &Source,
    events: Vec<Placed<'a>>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a>> {
    let damaged = |event: &Event<'_>| matches!(event, Event::Text(text) if text.contains("] (") || text.contains("** "));
    if !events.iter().any(|(event, _)| damaged(event)) {
        return events;
    }
    let mut kept = Vec::with_capacity(events.len());
    let mut in_code = false;
    for (event, range) in events {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
        let Event::Text(text) = &event else {
            kept.push((event, range));
            continue;
        };
        match damage(text).filter(|_| !in_code) {
            Some(damage) => mend(source, text, &damage, &range, &mut kept, findings),
            None => kept.push((event, range)),
        }
    }
    kept
}

/// What is broken, by its place in a text.
struct Damage {
    whole: Range<usize>,
    inner: Range<usize>,
    /// A link's destination; bold where there is none.
    destination: Option<Range<usize>>,
}

fn damage(text: &str) -> Option<Damage> {
    link_with_space(text).or_else(|| bold_with_space(text))
}

fn link_with_space(text: &str) -> Option<Damage> {
    let middle = text.find("] (")?;
    let open = text[..middle].rfind('[')?;
    let start = middle + "] (".len();
    let close = start + text[start..].find(')')?;
    let destination = &text[start..close];
    // Prose in brackets may be followed by prose in parentheses; an address has no space and is one.
    let is_address = !destination.contains(char::is_whitespace)
        && (destination.contains("://")
            || destination.contains(".md")
            || destination.starts_with(['#', '/', '.']));
    (is_address && open + 1 < middle).then_some(Damage {
        whole: open..close + 1,
        inner: open + 1..middle,
        destination: Some(start..close),
    })
}

fn bold_with_space(text: &str) -> Option<Damage> {
    let open = text.find("** ")?;
    let start = open + 2;
    let close = start + text[start..].find("**")?;
    let inner = &text[start..close];
    let before = text[..open].chars().next_back();
    let words = inner.trim();
    // `a ** b ** c` is arithmetic: there is a space in front of the closing marks too.
    let meant = !words.is_empty()
        && !inner.ends_with(' ')
        && words.len() <= 120
        && before.is_none_or(|c| !c.is_alphanumeric())
        && words.chars().any(char::is_alphabetic);
    meant.then_some(Damage { whole: open..close + 2, inner: start..close, destination: None })
}

fn mend<'a>(
    source: &Source,
    text: &str,
    damage: &Damage,
    range: &Range<usize>,
    kept: &mut Vec<Placed<'a>>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut put = |event: Event<'a>| kept.push((event, range.clone()));
    let owned = |part: Range<usize>| CowStr::from(text[part].to_owned());
    if damage.whole.start > 0 {
        put(Event::Text(owned(0..damage.whole.start)));
    }
    let inner = CowStr::from(text[damage.inner.clone()].trim().to_owned());
    let (message, help) = match &damage.destination {
        Some(destination) => {
            let dest_url = owned(destination.clone());
            let help = format!("write `[{inner}]({dest_url})`");
            let tag = Tag::Link { link_type: LinkType::Inline, dest_url, title: "".into(), id: "".into() };
            put(Event::Start(tag));
            put(Event::Text(inner));
            put(Event::End(TagEnd::Link));
            ("a space parts the link's text from its destination; it was read as a link", help)
        }
        None => {
            let help = format!("write `**{inner}**`");
            put(Event::Start(Tag::Strong));
            put(Event::Text(inner));
            put(Event::End(TagEnd::Strong));
            ("a space keeps the text from being bold; it was read as bold", help)
        }
    };
    let written = source.slice(range.clone());
    let place = written.find(&text[damage.whole.clone()]);
    let place = place.map_or(range.clone(), |at| range.start + at..range.start + at + damage.whole.len());
    findings.push(Diagnostic::at(source, place.into(), Code::MarkdownRepaired, message).help(help));
    if damage.whole.end < text.len() {
        put(Event::Text(owned(damage.whole.end..text.len())));
    }
}
