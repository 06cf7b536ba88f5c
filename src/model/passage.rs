//! A part of a page as rows of text can show it: what a terminal shows of a cause or a resolution.
//!
//! Lists keep their marks, quotes their bar, code its lines, links where they lead. `L` says where: the
//! number of the document's link, until it is known what that leads to.

use serde::{Deserialize, Serialize};

/// Blocks of text, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage<L> {
    /// The blocks.
    pub blocks: Vec<PassageBlock<L>>,
}

/// A block of text: a paragraph, an item's line, a row of a table, a block of code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageBlock<L> {
    /// What stands in front of its first row: `1. `, and what is around the list.
    pub first: String,
    /// What stands in front of every other row; as wide.
    pub rest: String,
    /// Whether an empty row parts it from the block before.
    pub apart: bool,
    /// What it is.
    pub sort: PassageSort,
    /// What it says.
    pub pieces: Vec<Piece<L>>,
}

/// What a block of a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PassageSort {
    /// Text that may be wrapped.
    Text,
    /// A heading.
    Heading,
    /// Code: its lines stay as they are.
    Code,
}

/// A run of text inside a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece<L> {
    /// Plain text.
    Text(String),
    /// Code inside a line.
    Code(String),
    /// A link or a picture: its text, and where it leads.
    Link(String, L),
}

impl<L> Passage<L> {
    /// Plain text, a paragraph a line.
    pub fn plain(text: &str) -> Passage<L> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let block = |line: &str| PassageBlock {
            first: String::new(),
            rest: String::new(),
            apart: false,
            sort: PassageSort::Text,
            pieces: vec![Piece::Text(line.to_owned())],
        };
        Passage { blocks: lines.map(block).collect() }
    }

    /// The same with every link told where it leads; what leads nowhere is text.
    pub fn linked<T>(&self, target: impl Fn(&L) -> Option<T>) -> Passage<T> {
        let piece = |piece: &Piece<L>| match piece {
            Piece::Text(text) => Piece::Text(text.clone()),
            Piece::Code(code) => Piece::Code(code.clone()),
            Piece::Link(text, link) => match target(link) {
                Some(target) => Piece::Link(text.clone(), target),
                None => Piece::Text(text.clone()),
            },
        };
        let blocks = self.blocks.iter().map(|block| PassageBlock {
            first: block.first.clone(),
            rest: block.rest.clone(),
            apart: block.apart,
            sort: block.sort,
            pieces: block.pieces.iter().map(piece).collect(),
        });
        Passage { blocks: blocks.collect() }
    }
}
