//! The passage that a part of a page's text is: its lines with the marks of the lists and quotes that they
//! stand in, and the code and links in them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::block::{Block, BlockKind, Outline};
use crate::model::{Passage, PassageBlock, PassageSort, Piece};

/// The passage of a text that was taken from the page at or behind `from`: verbatim, or as several
/// verbatim lines. Text that is not found there is plain.
pub(super) fn of(outline: &Outline, from: usize, text: &str) -> Passage<u32> {
    match places(&outline.text, from, text) {
        Some(places) => {
            Reading { outline, seen: BTreeSet::new(), in_table: false, blocks: Vec::new() }.read(places)
        }
        None => Passage::plain(text),
    }
}

/// How often the first line of a text is looked for with the rest behind it.
const MOST_TRIES: usize = 8;

/// Where a text stands. Its first line is looked for, never all of it: text that was put together of
/// several parts stands nowhere, and each entry would read the page to its end to learn that.
fn places(page: &str, from: usize, text: &str) -> Option<Vec<Range<usize>>> {
    let find =
        |part: &str, from: usize| page.get(from..)?.find(part).map(|at| from + at..from + at + part.len());
    let first = text.lines().next().unwrap_or("");
    let mut at = from;
    for _ in 0..MOST_TRIES {
        let place = find(first, at)?;
        if page[place.start..].starts_with(text) {
            let whole = place.start..place.start + text.len();
            return Some(Vec::from([whole]));
        }
        at = place.end;
    }
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut at = from;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let place = find(line, at)?;
        at = place.end;
        places.push(place);
    }
    (!places.is_empty()).then_some(places)
}

/// Whatever lies deeper in lists and quotes than this is drawn as if it lay here.
const MOST_AROUND: usize = 24;

/// Whether a block around a line shows in how the line is drawn.
fn is_drawn(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Quote
            | BlockKind::Alert
            | BlockKind::Item
            | BlockKind::Code
            | BlockKind::Pre
            | BlockKind::Heading(_)
            | BlockKind::Row
    )
}

struct Reading<'a> {
    outline: &'a Outline,
    /// The items whose mark was written.
    seen: BTreeSet<usize>,
    /// Whether the last line was a table's row.
    in_table: bool,
    blocks: Vec<PassageBlock<u32>>,
}

impl Reading<'_> {
    fn read(mut self, places: Vec<Range<usize>>) -> Passage<u32> {
        for place in places {
            // The blocks around a line, outermost first.
            let first = self.outline.blocks.partition_point(|block| block.text.start <= place.start);
            let mut around: Vec<usize> = Vec::new();
            let mut inner = first.checked_sub(1);
            while let Some(number) = inner {
                let block = &self.outline.blocks[number];
                if block.text.end > place.start && is_drawn(block.kind) {
                    around.push(number);
                }
                inner = block.parent;
            }
            around.reverse();
            around.truncate(MOST_AROUND);
            let mut next = first;
            let mut at = place.start;
            while at < place.end {
                while self.outline.blocks.get(next).is_some_and(|block| block.text.start <= at) {
                    while around.last().is_some_and(|&last| self.outline.blocks[last].text.end <= at) {
                        around.pop();
                    }
                    if around.len() < MOST_AROUND && is_drawn(self.outline.blocks[next].kind) {
                        around.push(next);
                    }
                    next += 1;
                }
                while around.last().is_some_and(|&last| self.outline.blocks[last].text.end <= at) {
                    around.pop();
                }
                let innermost = around.last().map(|&block| &self.outline.blocks[block]);
                let code = innermost.filter(|block| matches!(block.kind, BlockKind::Code | BlockKind::Pre));
                let line = self.outline.text[at..place.end].find('\n').map_or(place.end, |end| at + end + 1);
                let end = code.map_or(line, |code| code.text.end.clamp(line, place.end.max(line)));
                self.line(at..end, &around, code.is_some());
                at = end;
            }
        }
        Passage { blocks: self.blocks }
    }

    fn line(&mut self, text: Range<usize>, around: &[usize], is_code: bool) {
        if self.outline.slice(text.clone()).is_empty() {
            return;
        }
        let blocks = &self.outline.blocks;
        let (mut first, mut rest) = (String::new(), String::new());
        let mut begins_item = false;
        for &number in around {
            let mark = match blocks[number].kind {
                BlockKind::Quote | BlockKind::Alert => {
                    first.push_str("│ ");
                    rest.push_str("│ ");
                    continue;
                }
                BlockKind::Item => self.mark(number),
                _ => continue,
            };
            begins_item = self.seen.insert(number);
            let blank = " ".repeat(mark.chars().count());
            first.push_str(if begins_item { &mark } else { &blank });
            rest.push_str(&blank);
        }
        let kind = around.last().map(|&number| blocks[number].kind);
        let is_row = |block: &Block| block.kind == BlockKind::Row;
        let in_table = around.iter().any(|&number| is_row(&blocks[number]));
        let sort = match kind {
            _ if is_code => PassageSort::Code,
            Some(BlockKind::Heading(_)) => PassageSort::Heading,
            _ => PassageSort::Text,
        };
        // Items follow each other without an empty row, and so do the rows of a table.
        let is_line = |last: &PassageBlock<u32>| !last.rest.is_empty() && last.sort == PassageSort::Text;
        let listed = begins_item && self.blocks.last().is_some_and(is_line);
        let follows = listed || (in_table && self.in_table);
        let apart = !self.blocks.is_empty() && !follows;
        self.in_table = in_table;
        let pieces = if is_code {
            let code = self.outline.text[text].trim_end().trim_start_matches('\n');
            vec![Piece::Code(code.to_owned())]
        } else {
            self.pieces(text)
        };
        self.blocks.push(PassageBlock { first, rest, apart, sort, pieces });
    }

    fn mark(&self, item: usize) -> String {
        match self.outline.numbers.binary_search_by_key(&item, |(block, _)| *block) {
            Ok(at) => format!("{}. ", self.outline.numbers[at].1),
            Err(_) => "• ".to_owned(),
        }
    }

    /// The runs of a line.
    fn pieces(&self, line: Range<usize>) -> Vec<Piece<u32>> {
        let written = self.outline.text[line.clone()].trim_end().len();
        let line = line.start..line.start + written;
        let mut marks: Vec<(Range<usize>, Option<u32>)> = Vec::new();
        let links = &self.outline.links;
        let from = links.partition_point(|(range, _)| range.end <= line.start);
        let inside = links[from..].iter().take_while(|(range, _)| range.start < line.end);
        marks.extend(inside.map(|(range, link)| (range.clone(), Some(*link))));
        let code = &self.outline.code;
        let from = code.partition_point(|range| range.end <= line.start);
        let inside = code[from..].iter().take_while(|range| range.start < line.end);
        marks.extend(inside.map(|range| (range.clone(), None)));
        marks.sort_by_key(|(range, link)| (range.start, link.is_none()));
        let mut pieces = Vec::new();
        let mut at = line.start;
        let part = |range: Range<usize>| self.outline.text.get(range).unwrap_or("").to_owned();
        for (range, link) in marks {
            let range = range.start.max(at)..range.end.min(line.end);
            if range.start >= range.end {
                continue;
            }
            if at < range.start {
                pieces.push(Piece::Text(part(at..range.start)));
            }
            at = range.end;
            pieces.push(match link {
                Some(link) => Piece::Link(part(range), link),
                None => Piece::Code(part(range)),
            });
        }
        if at < line.end {
            pieces.push(Piece::Text(part(at..line.end)));
        }
        pieces
    }
}
