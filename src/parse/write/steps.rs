//! The steps that a page tells its reader to take: the items of its only numbered list.
//!
//! A page with several such lists does several things, or counts something else; so does one whose list
//! stands in a note or in another list.

use crate::model::{Section, Step};
use crate::parse::block::{BlockKind, Outline};

/// Fewer items than this are no list of steps.
const FEWEST: usize = 2;

/// The steps, by the sections they stand in; `starts` says where each section begins in the page's text.
pub(super) fn of(outline: &Outline, starts: &[usize], sections: &[Section]) -> Vec<Step> {
    let list_of =
        |item: usize| outline.blocks[item].parent.filter(|&list| outline.blocks[list].outer.is_some());
    let items: Vec<(usize, usize)> =
        outline.numbers.iter().filter_map(|&(item, _)| Some((list_of(item)?, item))).collect();
    let is_one = items.first().is_some_and(|(first, _)| items.iter().all(|(list, _)| list == first));
    if !is_one || items.len() < FEWEST {
        return Vec::new();
    }
    let steps: Option<Vec<Step>> = items
        .iter()
        .map(|&(list, item)| {
            debug_assert_eq!(outline.blocks[list].kind, BlockKind::List);
            let text = &outline.blocks[item].text;
            let section = starts.partition_point(|&start| start <= text.start).checked_sub(1)?;
            let start = text.start - starts[section];
            let end = text.end.checked_sub(starts[section])?.min(sections[section].text.len());
            let is_text = sections[section].text.get(start..end)?.chars().any(char::is_alphanumeric);
            is_text.then(|| Step {
                section: u32::try_from(section).unwrap_or(u32::MAX),
                text: (start..end).into(),
            })
        })
        .collect();
    // A list with headings in it reaches over sections.
    steps.unwrap_or_default()
}
