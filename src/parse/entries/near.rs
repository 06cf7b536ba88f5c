//! Why what looks like an entry is none, so that a writer is not puzzled.

use std::collections::HashSet;

use super::errors::FoundError;
use super::label::Label;
use super::page::{Listing, Page, asks};
use super::questions::FoundQuestion;
use super::tables::Column;
use super::written;
use crate::model::{Miss, Trace, Why};
use crate::parse::block::{BlockKind, WrittenPart};
use crate::source::Span;

/// What looks like an entry and was not found to be one.
pub(super) fn misses(page: &Page<'_>, questions: &[FoundQuestion], errors: &[FoundError]) -> Vec<Trace> {
    let questions = questions.iter().map(|question| question.span);
    let known: HashSet<Span> = questions.chain(errors.iter().map(|error| error.span)).collect();
    let mut misses = Vec::new();
    let mut miss = |span: Span, miss: Miss| {
        if !known.contains(&span) {
            misses.push(Trace { span, why: Why::Missed(miss) });
        }
    };
    for number in 0..page.headings.len() {
        let heading = &page.headings[number];
        if asks(&heading.text) {
            miss(heading.span, asking_heading(page, number));
        }
        let below: Vec<Label> = page.children(Some(number)).filter_map(|child| page.label(child)).collect();
        if below.contains(&Label::Problem) && !below.contains(&Label::Resolution) {
            miss(heading.span, Miss::ProblemWithoutSolution);
        }
    }
    let parts: Vec<Label> = page.children(None).filter_map(|child| page.label(child)).collect();
    if parts.contains(&Label::Problem) && !parts.contains(&Label::Resolution) {
        let title = page.context.title_heading.map(|title| &page.headings[title as usize]);
        let span = title.map_or(Span::default(), |title| title.span);
        miss(span, Miss::PageWithoutSolution);
    }
    for (at, block) in page.outline.blocks.iter().enumerate() {
        let span = Span::from(block.span.clone());
        let bold = block.bold_lead.clone().map(|lead| page.outline.slice(lead));
        match (block.kind, bold) {
            (BlockKind::Paragraph | BlockKind::Item, Some(bold))
                if asks(bold) && page.lists_questions(at) == Listing::No =>
            {
                miss(span, Miss::BoldAsks);
            }
            (BlockKind::Paragraph, Some(bold)) if bold == page.outline.text_of(block) => {
                let quote = page.outline.blocks.get(at + 1).is_some_and(|next| next.kind == BlockKind::Quote);
                if quote && !page.lists_errors(at) {
                    miss(span, Miss::BoldAndQuote);
                }
            }
            _ => {}
        }
    }
    for (_, block) in written::outermost(page) {
        let what = match block.kind {
            BlockKind::Written(WrittenPart::Question) => Miss::WrittenQuestion,
            _ => Miss::WrittenError,
        };
        miss(block.span.clone().into(), what);
    }
    for table in page.tables() {
        let errors = matches!(table.columns.first(), Some(Column::Message | Column::Code));
        if errors && table.column(Column::Fix).is_none() {
            let span = page.outline.blocks[table.block].span.clone().into();
            miss(span, Miss::TableOfErrors);
        }
    }
    misses
}

fn asking_heading(page: &Page<'_>, number: usize) -> Miss {
    if page.is_title(number) {
        Miss::AskingTitle
    } else if page.label(number) == Some(Label::Contact) {
        Miss::ContactHeading
    } else if page.chain(number).any(|above| page.label(above) == Some(Label::Resolution)) {
        Miss::HeadingInSolution
    } else if page.heading_lists_questions(number) > Listing::No {
        Miss::HeadingWithoutAnswer
    } else {
        Miss::AskingHeading
    }
}
