//! The originals that some translations carry beside each sentence, in `<span class="sxs-lookup">`: help
//! for translators, shown on hover by the tool that made them. Left in, every text would stand there twice.

use pulldown_cmark::Event;

use crate::parse::markdown::Placed;

const OPENING: &str = "class=\"sxs-lookup\"";

/// The events without them. A span that is not closed in its line of text stays as it is.
pub(super) fn without_originals(events: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    if !events.iter().any(|(event, _)| opens(event)) {
        return events;
    }
    let mut kept = Vec::with_capacity(events.len());
    let mut number = 0;
    while number < events.len() {
        match end_of_span(&events, number).filter(|_| opens(&events[number].0)) {
            Some(end) => number = end + 1,
            None => {
                kept.push(events[number].clone());
                number += 1;
            }
        }
    }
    kept
}

fn opens(event: &Event<'_>) -> bool {
    matches!(event, Event::InlineHtml(html) if html.starts_with("<span") && html.contains(OPENING))
}

/// The event that closes the span which begins at `start`, where one does before the block ends.
fn end_of_span(events: &[Placed<'_>], start: usize) -> Option<usize> {
    let mut spans = 0usize;
    let mut depth = 0usize;
    for (number, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::InlineHtml(html) if html.starts_with("<span") => spans += 1,
            Event::InlineHtml(html) if html.starts_with("</span") => {
                spans = spans.saturating_sub(1);
                if spans == 0 {
                    return (depth == 0).then_some(number);
                }
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}
