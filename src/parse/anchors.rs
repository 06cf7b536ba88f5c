//! The anchors that authors and translation tools wrote, in four dialects: `<a name="…">` and
//! `id="…"`, `{#…}`, `{: #…}` and `{/*…*/}`.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::html::{self, Piece};
use super::markdown::{Placed, end_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Anchor, AnchorSet};
use crate::source::{Source, Span};

/// Claims every written anchor of a page, so that no heading's slug takes its place. Those that stand more
/// than once are one finding, at the first repeat: a page that repeats its parts repeats all their anchors.
pub(super) fn claim(source: &Source, events: &[Placed<'_>], findings: &mut Vec<Diagnostic>) -> AnchorSet {
    let mut set = AnchorSet::default();
    let mut repeats: Vec<(Anchor, Span)> = Vec::new();
    for (event, range) in events {
        for anchor in written(event) {
            if !set.claim(&anchor) {
                let span = place(source, range, &anchor);
                repeats.push((anchor, span));
            }
        }
    }
    if let Some((first, span)) = repeats.first() {
        let names: BTreeSet<&Anchor> = repeats.iter().map(|(anchor, _)| anchor).collect();
        let message = match (names.len(), repeats.len()) {
            (1, 1) => format!("the anchor `{first}` stands twice on this page"),
            (1, times) => format!("the anchor `{first}` stands {} times on this page", times + 1),
            (names, times) => {
                let others = if names == 2 { "another anchor stand" } else { "other anchors stand" };
                format!("`{first}` and {others} more than once on this page, {times} times too often")
            }
        };
        findings.push(
            Diagnostic::at(source, *span, Code::PageDuplicateAnchor, message)
                .help("links to it lead to the first; give the others names of their own"),
        );
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

fn place(source: &Source, range: &Range<usize>, anchor: &Anchor) -> Span {
    let text = source.slice(range.clone());
    match text.find(anchor.as_str()) {
        Some(at) => (range.start + at..range.start + at + anchor.as_str().len()).into(),
        None => range.clone().into(),
    }
}
