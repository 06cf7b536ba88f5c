//! The page's blocks in reading order, as the recognition of entries sees them: what each is, its
//! plain text, and how deep it lies.

use std::ops::Range;

/// A block of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    /// How many containers (lists, items, quotes, table parts) it lies in.
    pub(super) depth: u16,
    /// Its plain text, in the page's text.
    pub(super) text: Range<usize>,
    /// Its bytes in the source.
    pub(super) span: Range<usize>,
    /// Where its content begins in the page's HTML, behind its opening tag.
    pub(super) html_at: u32,
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
    Code,
    Table,
    Html,
}

/// A page's text and its blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
}

impl Outline {
    /// The plain text of a block.
    pub(super) fn text_of(&self, block: &Block) -> &str {
        self.text[block.text.clone()].trim()
    }
}
