//! The page's blocks in reading order, as the recognition of entries sees them: what each is, its
//! plain text, and how deep it lies.

use std::ops::Range;

use crate::model::Anchor;

/// A block of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    /// How many containers (lists, items, quotes, table parts) it lies in.
    pub(super) depth: u16,
    /// The block around it, by number.
    pub(super) parent: Option<usize>,
    /// Its plain text, in the page's text; it holds the text of the blocks inside it.
    pub(super) text: Range<usize>,
    /// Its bytes in the source.
    pub(super) span: Range<usize>,
    /// Where its content begins in the page's HTML, behind its opening tag.
    pub(super) html_at: u32,
    /// All of it in the page's HTML, where nothing stands around it.
    pub(super) outer: Option<Range<u32>>,
    /// The bold text that it begins with, in the page's text.
    pub(super) bold_lead: Option<Range<usize>>,
}

/// A line of a block behind its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The block's number.
    pub(super) block: usize,
    /// Where it begins in the page's text.
    pub(super) at: usize,
    /// The bold text that it begins with, in the page's text.
    pub(super) bold_lead: Option<Range<usize>>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A heading, by its number in the page's headings.
    Heading(u32),
    Paragraph,
    Quote,
    /// A block quote that says it is a note or a warning.
    Alert,
    List,
    Item,
    /// A fenced or indented code block.
    Code,
    /// `<pre>`.
    Pre,
    Table,
    Row,
    Cell,
    /// The term of a definition list.
    Term,
    /// What a definition list says of a term.
    Definition,
    /// An accordion.
    Details,
    /// An alert that folds.
    FoldedAlert,
    /// The line of an accordion that is always seen.
    Summary,
    /// An entry, or a part of one, that its author wrote out.
    Written(WrittenPart),
    Html,
}

/// What a directive says a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WrittenPart {
    Question,
    Error,
    Cause,
    Resolution,
}

impl BlockKind {
    /// What an element of raw HTML is, where recognition looks at it.
    pub(super) fn of_element(name: &str) -> Option<BlockKind> {
        match name {
            "pre" => Some(BlockKind::Pre),
            "table" => Some(BlockKind::Table),
            "tr" => Some(BlockKind::Row),
            "td" | "th" => Some(BlockKind::Cell),
            "details" => Some(BlockKind::Details),
            "summary" => Some(BlockKind::Summary),
            "p" => Some(BlockKind::Paragraph),
            "dt" => Some(BlockKind::Term),
            "dd" => Some(BlockKind::Definition),
            "li" => Some(BlockKind::Item),
            "ajuda-question" => Some(BlockKind::Written(WrittenPart::Question)),
            "ajuda-error" => Some(BlockKind::Written(WrittenPart::Error)),
            "ajuda-cause" => Some(BlockKind::Written(WrittenPart::Cause)),
            "ajuda-resolution" => Some(BlockKind::Written(WrittenPart::Resolution)),
            _ => None,
        }
    }
}

/// A page's text and its blocks, in reading order: a block comes before those inside it.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    /// Where the page's HTML ends, without the footnotes below it.
    pub(super) html_end: u32,
    /// The codes of written errors, by the number of their block.
    pub(super) codes: Vec<(usize, String)>,
    /// The written anchors of written entries, by the number of their block.
    pub(super) anchors: Vec<(usize, Anchor)>,
    /// Links and pictures, in the page's text, in order, by their numbers in the document.
    pub(super) links: Vec<(Range<usize>, u32)>,
    /// The numbers of the items of numbered lists, by the number of their block.
    pub(super) numbers: Vec<(usize, u64)>,
    /// The lines of blocks that have several, but for each first one, in order.
    pub(super) lines: Vec<Line>,
    /// Inline code, in the page's text, in order.
    pub(super) code: Vec<Range<usize>>,
}

impl Outline {
    /// The plain text of a block.
    pub(super) fn text_of(&self, block: &Block) -> &str {
        self.slice(block.text.clone())
    }

    /// A part of the page's text, without white space around it; empty where the ends cross.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("").trim()
    }

    /// The blocks inside a block, with their numbers, of one kind.
    pub(super) fn inside(&self, number: usize, kind: BlockKind) -> impl Iterator<Item = (usize, &Block)> {
        let range = self.blocks[number].text.clone();
        let later = self.blocks.iter().enumerate().skip(number + 1);
        later
            .take_while(move |(_, block)| block.text.start < range.end)
            .filter(move |(_, block)| block.kind == kind && block.text.end <= range.end)
    }
}
