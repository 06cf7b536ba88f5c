//! The anchors that authors and translation tools wrote, in four dialects: `<a name="…">` and
//! `id="…"`, `{#…}`, `{: #…}` and `{/*…*/}`.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::html::{self, Piece};
use super::markdown::{Placed, end_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Anchor, AnchorSet};
use crate::source::Source;

/// Claims every written anchor of a page, so that no heading's slug takes its place.
pub(super) fn claim(source: &Source, events: &[Placed<'_>], findings: &mut Vec<Diagnostic>) -> AnchorSet {
    let mut set = AnchorSet::default();
    for (event, range) in events {
        for anchor in written(event) {
            if !set.claim(&anchor) {
                let message = format!("the anchor `{anchor}` stands twice on this page");
                findings.push(
                    Diagnostic::at(source, place(source, range, &anchor), Code::PageDuplicateAnchor, message)
                        .help("links to it lead to the first; give this one another name"),
                );
            }
        }
    }
    set
}

/// The anchors an event carries.
pub(super) fn written(event: &Event<'_>) -> Vec<Anchor> {
    match event {
        Event::Start(Tag::Heading { id, attrs, .. }) => {
            let comment = attrs.iter().find_map(|(name, _)| name.strip_prefix("/*")?.strip_suffix("*/"));
            id.as_deref().or(comment).and_then(Anchor::explicit).into_iter().collect()
        }
        Event::InlineHtml(html) | Event::Html(html) if html.contains("id") || html.contains("name") => {
            html::pieces(html, html::RawHtml::Sanitised)
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Anchor { id, .. } => Anchor::explicit(&id),
                    _ => None,
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The anchors of a paragraph that holds nothing else and stands right above a heading: they are
/// meant for it.
pub(super) fn above_heading(events: &[Placed<'_>], paragraph: usize) -> Option<Vec<Anchor>> {
    let end = end_of(events, paragraph);
    if !matches!(events.get(end + 1), Some((Event::Start(Tag::Heading { .. }), _))) {
        return None;
    }
    let mut anchors = Vec::new();
    for (event, _) in &events[paragraph + 1..end] {
        match event {
            Event::InlineHtml(_) => anchors.extend(written(event)),
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(text) if text.trim().is_empty() => {}
            _ => return None,
        }
    }
    (!anchors.is_empty()).then_some(anchors)
}

fn place(source: &Source, range: &Range<usize>, anchor: &Anchor) -> crate::source::Span {
    let text = source.slice(range.clone());
    match text.find(anchor.as_str()) {
        Some(at) => (range.start + at..range.start + at + anchor.as_str().len()).into(),
        None => range.clone().into(),
    }
}
