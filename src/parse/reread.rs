//! Lines of a text that are read again, as markdown of their own.
//!
//! CommonMark takes some of what documentation tools write for something else: the body below `!!! note`
//! for code, `:::` for a list of definitions. Such lines are taken out of what stands around them, without
//! their indentation, and each byte keeps its place in the file.

use std::ops::Range;

use super::markdown::Placed;

/// What stands in front of a line's text: indentation, and the marks of block quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) bytes: usize,
    pub(super) columns: usize,
    pub(super) quotes: usize,
}

impl Edge {
    pub(super) fn of(line: &str) -> Edge {
        let end = line.find(|c| !matches!(c, ' ' | '\t' | '>')).unwrap_or(line.len());
        Edge::measure(&line[..end])
    }

    /// The edge of a paragraph's first line: a list's mark may stand in it.
    pub(super) fn until(text: &str, line: usize, start: usize) -> Edge {
        Edge::measure(&text[line..start])
    }

    fn measure(text: &str) -> Edge {
        let mut edge = Edge { bytes: text.len(), ..Edge::default() };
        for c in text.chars() {
            edge.columns = after(edge.columns, c);
            edge.quotes += usize::from(c == '>');
        }
        edge
    }
}

/// The column behind a character.
fn after(column: usize, c: char) -> usize {
    if c == '\t' { (column / 4 + 1) * 4 } else { column + 1 }
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// The line that begins at a place, with its end.
pub(super) fn line_at(text: &str, at: usize) -> Range<usize> {
    at..text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// Lines without their indentation, and where each came from.
pub(super) struct Lines {
    text: String,
    /// Where a line begins here, and there.
    lines: Vec<(usize, usize)>,
    end: usize,
}

impl Lines {
    /// Takes at most `columns` of white space and quotation marks from each line.
    pub(super) fn new(text: &str, range: Range<usize>, columns: usize) -> Lines {
        let mut read = Lines { text: String::with_capacity(range.len()), lines: Vec::new(), end: range.end };
        let mut at = range.start;
        while at < range.end {
            let line = line_at(text, at).start..line_at(text, at).end.min(range.end);
            let mut start = line.start;
            let mut column = 0;
            for c in text[line.clone()].chars() {
                column = after(column, c);
                if !matches!(c, ' ' | '\t' | '>') || column > columns {
                    break;
                }
                start += c.len_utf8();
            }
            read.lines.push((read.text.len(), start));
            read.text.push_str(&text[start..line.end]);
            at = line.end;
        }
        read
    }

    /// The lines, as markdown of their own.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Events of these lines, at their places in the whole text.
    pub(super) fn placed<'a>(&self, events: Vec<Placed<'_>>) -> Vec<Placed<'a>> {
        events.into_iter().map(|(event, range)| (event.into_static(), self.place(&range))).collect()
    }

    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let source = |at: usize| {
            let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            self.lines.get(line).map_or(self.end, |(start, source)| (source + (at - start)).min(self.end))
        };
        // An end is placed behind its last byte, so that it stays on that byte's line.
        let start = source(range.start);
        let end = range.end.checked_sub(1).map_or(start, |last| source(last) + 1);
        start..end.clamp(start, self.end.max(start))
    }
}
