//! How much of anything a page may have, so that no page makes a build endless or uses up the memory.
//!
//! The limits are far above what help pages need. At one of them the page ends, and the rest of the
//! site is as it was. The size of the file (`fs`) bounds everything else that a page consists of:
//! each takes at least a byte, and the time for it grows with their number.

use pulldown_cmark::{Event, Tag};

use super::markdown::Placed;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// Headings of a page.
const MOST_HEADINGS: usize = 5_000;
/// Cells of all the tables of a page.
const MOST_CELLS: usize = 100_000;
/// Lists in lists, quotes in quotes. Browsers give up at 512.
const DEEPEST: usize = 100;
/// Raw HTML elements in one another.
pub(super) const DEEPEST_HTML: usize = 100;

/// The events up to the first that is too much, with what is open there closed.
pub(super) fn held<'a>(
    source: &Source,
    mut events: Vec<Placed<'a>>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a>> {
    let (mut headings, mut cells) = (0, 0);
    let mut open = Vec::new();
    let mut reached = None;
    for (number, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                headings += usize::from(matches!(tag, Tag::Heading { .. }));
                cells += usize::from(matches!(tag, Tag::TableCell));
                let limit = if headings > MOST_HEADINGS {
                    Some(format!("more than {MOST_HEADINGS} headings"))
                } else if cells > MOST_CELLS {
                    Some(format!("more than {MOST_CELLS} cells of tables"))
                } else if open.len() == DEEPEST {
                    Some(format!("more than {DEEPEST} lists, quotes or the like in one another"))
                } else {
                    None
                };
                if let Some(limit) = limit {
                    reached = Some((number, range.clone(), limit));
                    break;
                }
                open.push(tag.to_end());
            }
            Event::End(_) => {
                open.pop();
            }
            _ => {}
        }
    }
    if let Some((number, range, limit)) = reached {
        let message = format!("the page has {limit}, so it ends here");
        findings.push(
            Diagnostic::at(source, range.clone().into(), Code::LimitReached, message).help("split the page"),
        );
        events.truncate(number);
        events.extend(open.into_iter().rev().map(|end| (Event::End(end), range.clone())));
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown;
    use crate::source::{Area, SourcePath};

    /// How many events are kept of a text, and what is said.
    fn kept(text: String) -> (usize, usize, Vec<String>) {
        let source = Source::new(Area::Content, SourcePath::new("a.md"), text);
        let mut findings = Vec::new();
        let events = markdown::events(source.text(), 0);
        let all = events.len();
        let held = held(&source, events, &mut findings);
        let starts = held.iter().filter(|(event, _)| matches!(event, Event::Start(_))).count();
        let ends = held.iter().filter(|(event, _)| matches!(event, Event::End(_))).count();
        assert_eq!(starts, ends);
        (all, held.len(), findings.into_iter().map(|finding| finding.message).collect())
    }

    #[test]
    fn a_page_at_a_limit_is_whole_and_one_beyond_ends_there() {
        let headings = |count| "## x\n\n".repeat(count);
        let cells = |rows| format!("| a |\n|---|\n{}", "| x |\n".repeat(rows));
        let quotes = |depth| format!("{} x\n", ">".repeat(depth));
        for (at, beyond, said) in [
            (headings(MOST_HEADINGS), headings(MOST_HEADINGS + 1), "5000 headings"),
            (cells(MOST_CELLS - 1), cells(MOST_CELLS), "100000 cells"),
            (quotes(DEEPEST - 1), quotes(DEEPEST + 1), "100 lists, quotes"),
        ] {
            let (all, held, findings) = kept(at);
            assert_eq!((all, findings), (held, Vec::<String>::new()));
            let (_, _, findings) = kept(beyond);
            assert!(findings.len() == 1 && findings[0].contains(said), "{findings:?}");
        }
    }
}
