//! Entries that their author wrote out: `:::question`, `:::error` with `:::cause` and `:::resolution`.
//!
//! An entry inside another is a part of its text.

use std::ops::Range;

use super::errors::FoundError;
use super::page::Page;
use super::questions::FoundQuestion;
use super::{Place, Rule};
use crate::parse::block::{Block, BlockKind, WrittenPart};
use crate::parse::markdown::tidy;

/// The parts of the page that written entries take up, in order: nothing in them is recognised again.
pub(super) fn ranges(page: &Page<'_>) -> Vec<Range<usize>> {
    outermost(page).map(|(_, block)| block.text.clone()).collect()
}

/// The written entries, outermost ones alone.
pub(super) fn outermost<'a>(page: &Page<'a>) -> impl Iterator<Item = (usize, &'a Block)> {
    let is_entry =
        |block: &Block| matches!(block.kind, BlockKind::Written(WrittenPart::Question | WrittenPart::Error));
    let mut end = 0;
    page.outline.blocks.iter().enumerate().filter(move |(_, block)| {
        let outside = is_entry(block) && block.text.start >= end;
        if outside {
            end = block.text.end;
        }
        outside
    })
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

/// The written errors: the first paragraph is the message; without a `:::resolution`, what stands behind
/// it and behind the `:::cause` is.
pub(super) fn errors(page: &Page<'_>) -> Vec<FoundError> {
    let written = of(page, WrittenPart::Error);
    written
        .filter_map(|(number, block)| {
            let (message, rest) = first_paragraph(page, number, block)?;
            let part = |wanted: WrittenPart| {
                let mut parts = page.outline.inside(number, BlockKind::Written(wanted));
                parts.next().map(|(_, part)| part)
            };
            let cause = part(WrittenPart::Cause);
            let text = match part(WrittenPart::Resolution) {
                Some(resolution) => resolution.text.clone(),
                None => cause.map_or(rest, |cause| cause.text.end.max(rest))..block.text.end,
            };
            let resolution = page.outline.slice(text).to_owned();
            let codes = &page.outline.codes;
            let first = codes.partition_point(|(other, _)| *other < number);
            let codes = codes[first..].iter().take_while(|(other, _)| *other == number);
            (!resolution.is_empty()).then(|| FoundError {
                message,
                also: Vec::new(),
                codes: codes
                    .flat_map(|(_, codes)| codes.split([',', ';', ' ']).map(str::to_owned))
                    .filter(|code| !code.is_empty())
                    .collect(),
                cause: cause
                    .map(|cause| page.outline.text_of(cause).to_owned())
                    .filter(|text| !text.is_empty()),
                resolution,
                place: place(page, number, block),
                span: block.span.clone().into(),
                rule: Rule::Written,
            })
        })
        .collect()
}

fn of<'a>(page: &Page<'a>, part: WrittenPart) -> impl Iterator<Item = (usize, &'a Block)> {
    outermost(page).filter(move |(_, block)| block.kind == BlockKind::Written(part))
}

/// The text of the first paragraph in a block, and where the rest begins.
fn first_paragraph(page: &Page<'_>, number: usize, block: &Block) -> Option<(String, usize)> {
    let (_, paragraph) = page.outline.inside(number, BlockKind::Paragraph).next()?;
    let text = tidy(page.outline.text_of(paragraph));
    (!text.is_empty() && paragraph.text.start >= block.text.start).then_some((text, paragraph.text.end))
}

fn place(page: &Page<'_>, number: usize, block: &Block) -> Place {
    let anchors = &page.outline.anchors;
    let written = anchors.binary_search_by_key(&number, |(other, _)| *other);
    written.map_or(Place::At(block.html_at), |at| Place::Written(anchors[at].1.clone()))
}
