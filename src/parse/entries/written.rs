//! Entries that their author wrote out: `:::question`, `:::error` with `:::cause` and `:::resolution`.

use std::ops::Range;

use super::errors::FoundError;
use super::page::Page;
use super::questions::FoundQuestion;
use super::{Place, Rule};
use crate::parse::block::{Block, BlockKind, WrittenPart};
use crate::parse::markdown::tidy;

/// The parts of the page that written entries take up: nothing in them is recognised again.
pub(super) fn ranges(page: &Page<'_>) -> Vec<Range<usize>> {
    let is_entry =
        |block: &&Block| matches!(block.kind, BlockKind::Written(WrittenPart::Question | WrittenPart::Error));
    page.outline.blocks.iter().filter(is_entry).map(|block| block.text.clone()).collect()
}

/// The written questions: the first paragraph asks, the rest answers.
pub(super) fn questions(page: &Page<'_>) -> Vec<FoundQuestion> {
    let written = of(page, WrittenPart::Question);
    written
        .filter_map(|(number, block)| {
            let (asked, rest) = first_paragraph(page, number, block)?;
            let answer = page.outline.slice(rest..block.text.end).to_owned();
            (!answer.is_empty()).then(|| FoundQuestion {
                question: asked,
                answer,
                place: place(page, number, block),
                span: block.span.clone().into(),
                rule: Rule::Written,
            })
        })
        .collect()
}

/// The written errors: the first paragraph is the message; without a `:::resolution`, the rest is.
pub(super) fn errors(page: &Page<'_>) -> Vec<FoundError> {
    let written = of(page, WrittenPart::Error);
    written
        .filter_map(|(number, block)| {
            let (message, rest) = first_paragraph(page, number, block)?;
            let part = |wanted: WrittenPart| {
                let mut parts = page.outline.inside(number, BlockKind::Written(wanted));
                parts.next().map(|(_, part)| page.outline.text_of(part).to_owned())
            };
            let resolution = part(WrittenPart::Resolution)
                .unwrap_or_else(|| page.outline.slice(rest..block.text.end).to_owned());
            let codes = page.outline.codes.iter().filter(|(other, _)| *other == number);
            (!resolution.is_empty()).then(|| FoundError {
                message,
                also: Vec::new(),
                codes: codes.map(|(_, code)| code.clone()).collect(),
                cause: part(WrittenPart::Cause),
                resolution,
                place: place(page, number, block),
                span: block.span.clone().into(),
                rule: Rule::Written,
            })
        })
        .collect()
}

fn of<'a>(page: &Page<'a>, part: WrittenPart) -> impl Iterator<Item = (usize, &'a Block)> {
    let blocks = page.outline.blocks.iter().enumerate();
    blocks.filter(move |(_, block)| block.kind == BlockKind::Written(part))
}

/// The text of the first paragraph in a block, and where the rest begins.
fn first_paragraph(page: &Page<'_>, number: usize, block: &Block) -> Option<(String, usize)> {
    let (_, paragraph) = page.outline.inside(number, BlockKind::Paragraph).next()?;
    let text = tidy(page.outline.text_of(paragraph));
    (!text.is_empty() && paragraph.text.start >= block.text.start).then_some((text, paragraph.text.end))
}

fn place(page: &Page<'_>, number: usize, block: &Block) -> Place {
    let written = page.outline.anchors.iter().find(|(other, _)| *other == number);
    written.map_or(Place::At(block.html_at), |(_, anchor)| Place::Written(anchor.clone()))
}
