//! How entries are shown: HTML set around what the page's source became, of which no word is taken.
//!
//! On a page of questions each one folds: the question is the line that is always seen, its answer opens.
//! A bold message with its resolution is set off as one error, with what varies in the message marked.
//! Only blocks with nothing around them take part, so that what is set around them is well formed.

use std::ops::Range;

use super::Rule;
use super::errors::FoundError;
use super::page::Page;
use super::questions::FoundQuestion;
use crate::model::{Own, OwnHtml, message};
use crate::parse::block::BlockKind;
use crate::parse::html::escape;

/// HTML before a byte of the page's.
pub(in crate::parse) type Pieces = Vec<(u32, Own)>;

/// Fewer questions than this are read without folding.
const FEWEST: usize = 2;

const PARAGRAPH: &str = "<p>";
const PARAGRAPH_END: &str = "</p>\n";

/// A question that folds: where it begins and where its own line ends in the page's HTML.
struct Fold {
    block: usize,
    start: u32,
    middle: u32,
    /// Of its heading, 1 to 6; what is no heading ends at any.
    level: u8,
    is_paragraph: bool,
}

/// Folds the questions of a page.
pub(super) fn folds(page: &Page<'_>, questions: &[FoundQuestion], html: &str) -> Pieces {
    let folds: Vec<Fold> = questions.iter().filter_map(|question| fold(page, question, html)).collect();
    if folds.len() < FEWEST {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    for (number, fold) in folds.iter().enumerate() {
        let limit = folds.get(number + 1).map_or(page.outline.html_end, |next| next.start);
        let end = end_of_section(page, fold, limit);
        if end <= fold.middle {
            continue;
        }
        let (opening, closing) =
            if fold.is_paragraph { (PARAGRAPH.len(), PARAGRAPH_END.len()) } else { (0, 0) };
        let (opening, closing) = (size(opening), size(closing));
        pieces.push(instead_of(fold.start, opening, OwnHtml::QuestionStart));
        pieces.extend(without_link(fold, html));
        pieces.push(instead_of(fold.middle - closing, closing, OwnHtml::AnswerStart));
        pieces.push(instead_of(end, 0, OwnHtml::AnswerEnd));
    }
    pieces
}

/// Takes the link out of a heading that opens something itself: one control cannot hold another.
fn without_link(fold: &Fold, html: &str) -> Option<(u32, Own)> {
    let heading = &html[fold.start as usize..fold.middle as usize];
    let link = heading.rfind(" <a class=\"heading-anchor\"")?;
    let end = heading[link..].rfind("</h")?;
    Some(instead_of(fold.start + size(link), size(end), OwnHtml::Nothing))
}

fn fold(page: &Page<'_>, question: &FoundQuestion, html: &str) -> Option<Fold> {
    let number = page.block_at(question.span)?;
    let block = &page.outline.blocks[number];
    let outer = block.outer.clone()?;
    let (level, is_paragraph) = match (block.kind, question.rule) {
        (BlockKind::Heading(number), _) => (page.headings[number as usize].level, false),
        // The answer may stand in the question's own paragraph, which then cannot be parted; nor can a block
        // of raw HTML stand in a line.
        (BlockKind::Paragraph, Rule::BoldQuestion | Rule::LabelledQuestion)
            if page.lines_of(number).len() == 1 && html[outer.start as usize..].starts_with(PARAGRAPH) =>
        {
            (6, true)
        }
        _ => return None,
    };
    Some(Fold { block: number, start: outer.start, middle: outer.end, level, is_paragraph })
}

/// Where the first heading behind a question stands that is no part of its answer; `limit` where none does
/// before it.
fn end_of_section(page: &Page<'_>, fold: &Fold, limit: u32) -> u32 {
    let starts = page.outline.blocks[fold.block + 1..].iter().filter_map(|block| {
        let start = block.outer.as_ref()?.start;
        let level = match block.kind {
            BlockKind::Heading(number) => page.headings[number as usize].level,
            _ => u8::MAX,
        };
        Some((start, level))
    });
    let mut behind = starts.take_while(|(start, _)| *start < limit);
    behind.find(|(_, level)| *level <= fold.level).map_or(limit, |(start, _)| start)
}

/// Sets off the errors that are a bold message and the quote below it.
pub(super) fn messages(page: &Page<'_>, errors: &[FoundError], html: &str) -> Pieces {
    let mut pieces = Vec::new();
    for error in errors.iter().filter(|error| error.rule == Rule::BoldMessage) {
        let Some(number) = page.block_at(error.span) else { continue };
        let blocks = &page.outline.blocks;
        let quote = blocks.get(number + 1).and_then(|block| block.outer.clone());
        let (Some(message), Some(quote)) = (blocks[number].outer.clone(), quote) else { continue };
        pieces.push(instead_of(message.start, 0, OwnHtml::ErrorStart));
        pieces.extend(varying(page.outline.text_of(&blocks[number]), &message, html));
        pieces.push(instead_of(message.end, 0, OwnHtml::ResolutionStart));
        pieces.push(instead_of(quote.end, 0, OwnHtml::ErrorEnd));
    }
    pieces
}

/// Marks what varies in a message, where its HTML is its text and nothing else.
fn varying(text: &str, outer: &Range<u32>, html: &str) -> Pieces {
    const OPENING: &str = "<p><strong>";
    let written = &html[outer.start as usize..outer.end as usize];
    if written.trim_end() != format!("{OPENING}{}</strong></p>", escaped(text)) {
        return Vec::new();
    }
    let place = |at: usize| outer.start + size(OPENING.len() + escaped(&text[..at]).len());
    let marked = message::varying(text).into_iter().flat_map(|hole| {
        let opening = instead_of(place(hole.start), 0, OwnHtml::VaryingStart);
        [opening, instead_of(place(hole.end), 0, OwnHtml::VaryingEnd)]
    });
    marked.collect()
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape(text, &mut html);
    html
}

fn instead_of(at: u32, bytes: u32, html: OwnHtml) -> (u32, Own) {
    (at, Own { html, instead_of: bytes })
}

fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
