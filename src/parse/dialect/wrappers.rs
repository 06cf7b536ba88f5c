//! docs.microsoft.com's wrappers: `> [!div class="…"]` is its content, `> [!VIDEO url]` a link.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::parse::markdown::{Placed, begins_quote, end_of};

pub(super) fn plain(events: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    let is_wrapper = |(event, _): &Placed<'_>| match event {
        Event::Text(text) => directive(text, "div").or_else(|| directive(text, "video")).is_some(),
        _ => false,
    };
    if !events.iter().any(is_wrapper) {
        return events;
    }
    let mut kept = Vec::with_capacity(events.len());
    // Where a quote that is a wrapper ends, its end is left out too.
    let mut left_out: Vec<usize> = Vec::new();
    let mut number = 0;
    while number < events.len() {
        let (event, range) = &events[number];
        if left_out.last() == Some(&number) {
            left_out.pop();
            number += 1;
            continue;
        }
        if begins_quote(event)
            && matches!(events.get(number + 1), Some((Event::Start(Tag::Paragraph), _)))
            && let Some((Event::Text(text), place)) = events.get(number + 2)
        {
            if directive(text, "div").is_some() {
                left_out.push(end_of(&events, number));
                number = after_marker(&events, number + 1, &mut kept);
                continue;
            }
            if let Some(url) = directive(text, "video") {
                kept.extend(link(url, place.clone()));
                number = end_of(&events, number) + 1;
                continue;
            }
        }
        if let Event::Start(Tag::Paragraph) = event
            && let Some((Event::Text(text), place)) = events.get(number + 1)
            && let Some(url) = directive(text, "video")
        {
            kept.extend(link(url, place.clone()));
            number = end_of(&events, number) + 1;
            continue;
        }
        kept.push((event.clone(), range.clone()));
        number += 1;
    }
    kept
}

/// What a directive says: `class="…"` of `[!div class="…"]`.
fn directive<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let inner = text.strip_prefix("[!")?.trim_start();
    let (head, _) = inner.split_once(']').unwrap_or((inner, ""));
    let word = head.get(..name.len())?;
    let rest = &head[name.len()..];
    (word.eq_ignore_ascii_case(name) && (rest.is_empty() || rest.starts_with(' '))).then(|| rest.trim())
}

/// Leaves out the marker at the start of a paragraph; what follows it on later lines stays. Returns
/// the number to go on with.
fn after_marker<'a>(events: &[Placed<'a>], paragraph: usize, kept: &mut Vec<Placed<'a>>) -> usize {
    let end = end_of(events, paragraph);
    match events.get(paragraph + 2) {
        Some((Event::SoftBreak | Event::HardBreak, _)) => {
            kept.push(events[paragraph].clone());
            paragraph + 3
        }
        _ => end + 1,
    }
}

fn link<'a>(url: &str, place: std::ops::Range<usize>) -> Vec<Placed<'a>> {
    let url = CowStr::from(url.to_owned());
    let tag =
        Tag::Link { link_type: LinkType::Autolink, dest_url: url.clone(), title: "".into(), id: "".into() };
    [
        Event::Start(Tag::Paragraph),
        Event::Start(tag),
        Event::Text(url),
        Event::End(TagEnd::Link),
        Event::End(TagEnd::Paragraph),
    ]
    .into_iter()
    .map(|event| (event, place.clone()))
    .collect()
}
