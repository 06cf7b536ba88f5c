//! Footnotes are read where they are written and shown at the end of the page.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag};

use super::markdown::{Placed, end_of};

/// Moves every definition to the end, in the order of their first mention; one that is never
/// mentioned comes last.
pub(super) fn at_the_end(events: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    let is_definition = |event: &Event<'_>| matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
    if !events.iter().any(|(event, _)| is_definition(event)) {
        return events;
    }
    let mut ranks: HashMap<&str, usize> = HashMap::new();
    for (event, _) in &events {
        if let Event::FootnoteReference(name) = event {
            let next = ranks.len();
            ranks.entry(name).or_insert(next);
        }
    }
    let mut text = Vec::with_capacity(events.len());
    let mut definitions: Vec<(usize, Vec<Placed<'_>>)> = Vec::new();
    let mut number = 0;
    while number < events.len() {
        if let Event::Start(Tag::FootnoteDefinition(name)) = &events[number].0 {
            let end = end_of(&events, number);
            let rank = ranks.get(&**name).copied().unwrap_or(usize::MAX);
            definitions.push((rank, events[number..=end].to_vec()));
            number = end + 1;
        } else {
            text.push(events[number].clone());
            number += 1;
        }
    }
    definitions.sort_by_key(|(rank, _)| *rank);
    text.extend(definitions.into_iter().flat_map(|(_, definition)| definition));
    text
}
