//! docs.microsoft.com's tabs: a heading that links to `#tab/…` begins one, a rule ends the last.
//!
//! A group without its rule ends with its container, or where a heading of its level is none of its own.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag};

use crate::parse::markdown::{Placed, end_of};
use crate::parse::tabs;

/// A group of tabs that is open.
struct Group {
    /// How deep in containers it lies.
    depth: usize,
    /// The level of its headings.
    level: u8,
}

pub(super) fn plain<'a>(events: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    if !events.iter().any(|(event, _)| tab_of(event).is_some()) {
        return events;
    }
    let mut kept = Vec::with_capacity(events.len() + 16);
    let mut open: Vec<Group> = Vec::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut depth = 0;
    let mut number = 0;
    while number < events.len() {
        let (event, range) = &events[number];
        let here = open.last().is_some_and(|group| group.depth == depth);
        let mut close = false;
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let level = *level as u8;
                let end = end_of(&events, number);
                if let Some((link, name)) = heading(&events, number, end) {
                    let place = |event: Event<'a>| (event, range.clone());
                    if here {
                        kept.push(place(tabs::close_tab()));
                    } else {
                        kept.push(place(tabs::open_group()));
                        open.push(Group { depth, level });
                    }
                    let link_end = end_of(&events, link);
                    let title = &events[link + 1..link_end];
                    // A group may stand on a page several times; its name leads to the first.
                    let anchor = Some(name).filter(|name| names.insert((*name).to_owned()));
                    kept.push(place(tabs::open_tab(title, anchor)));
                    kept.extend(events[number + 1..link].iter().chain(title).cloned());
                    kept.push(place(tabs::title_end()));
                    number = end + 1;
                    continue;
                }
                close = here && open.last().is_some_and(|group| level <= group.level);
                depth += 1;
            }
            Event::Rule if here => {
                close_group(&mut open, &mut kept, range);
                number += 1;
                continue;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                close = here;
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        if close {
            close_group(&mut open, &mut kept, range);
        }
        kept.push((event.clone(), range.clone()));
        number += 1;
    }
    let end = events.last().map_or(0..0, |(_, range)| range.end..range.end);
    while !open.is_empty() {
        close_group(&mut open, &mut kept, &end);
    }
    kept
}

fn close_group<'a>(open: &mut Vec<Group>, kept: &mut Vec<Placed<'a>>, range: &std::ops::Range<usize>) {
    open.pop();
    kept.push((tabs::close_tab(), range.clone()));
    kept.push((tabs::close_group(), range.clone()));
}

/// The link that is all of a heading but for anchors in front of it, and the tab that it names.
fn heading<'e>(events: &'e [Placed<'_>], number: usize, end: usize) -> Option<(usize, &'e str)> {
    let link = (number + 1..end).find(|&at| !matches!(events[at].0, Event::InlineHtml(_)))?;
    let name = tab_of(&events[link].0)?;
    (end_of(events, link) + 1 == end).then_some((link, name))
}

/// `tab/linux` of a link to `#tab/linux`.
fn tab_of<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Start(Tag::Link { dest_url, .. }) => {
            dest_url.strip_prefix('#').filter(|name| name.starts_with("tab/"))
        }
        _ => None,
    }
}
