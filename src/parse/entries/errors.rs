//! Errors, in the shapes E0 to E6.
//!
//! An error says what to do: a label that says so, a fix column, the block quote of E0. Where no label
//! says it, what stands below the error does, and then the error itself must be beyond doubt: a message
//! in code or quotes, or a code that the page is about. A page that states a problem and resolves
//! nothing (a list of patches, a table of codes) is an article.

mod labelled;
mod rows;
mod stated;
mod whole_page;

use super::label::{self, Label};
use super::page::{Page, asks};
use super::{Place, Rule};
use crate::parse::block::{Block, BlockKind};
use crate::parse::markdown::tidy;
use crate::parse::words::Words;
use crate::source::Span;

/// An error as found.
pub(super) struct FoundError {
    pub(super) message: String,
    /// Other texts that people see it as: what code and quoted text in its problem say.
    pub(super) also: Vec<String>,
    /// Codes that stand apart from the message: in a column, in the title of its page.
    pub(super) codes: Vec<String>,
    pub(super) cause: Option<String>,
    pub(super) resolution: String,
    pub(super) place: Place,
    pub(super) span: Span,
    pub(super) rule: Rule,
}

/// Finds the errors of a page.
pub(super) fn find(page: &Page<'_>) -> Vec<FoundError> {
    let mut found = bold_messages(page);
    found.extend(labelled::below_headings(page));
    found.extend(labelled::in_paragraphs(page));
    found.extend(rows::of_tables(page));
    found.extend(stated::sections(page, &found));
    found.extend(whole_page::of(page, &found));
    // A heading or a cell may be without text.
    found.retain(|error| !error.message.is_empty());
    found.sort_by_key(|error| (error.span.start, error.rule));
    // Two rules may see the same entry; the first in order of the shapes is the plainer one.
    let same = |a: &FoundError, b: &FoundError| a.message == b.message && a.span == b.span;
    found.dedup_by(|later, first| same(later, first));
    found
}

/// E0: a bold message on a line of its own, a block quote right below it.
fn bold_messages(page: &Page<'_>) -> Vec<FoundError> {
    let blocks = &page.outline.blocks;
    let mut found = Vec::new();
    for (at, pair) in blocks.windows(2).enumerate() {
        let [block, quote] = pair else { continue };
        let resolves = quote.kind == BlockKind::Quote && quote.depth == block.depth;
        if !resolves || !is_all_bold(page, block) || !page.lists_errors(at) {
            continue;
        }
        let message = tidy(page.outline.text_of(block)).trim_end_matches([':', '：']).to_owned();
        let resolution = without_label(page.outline.text_of(quote), page.words);
        if message.is_empty() || resolution.is_empty() || asks(&message) {
            continue;
        }
        found.push(FoundError {
            message,
            also: Vec::new(),
            codes: Vec::new(),
            cause: None,
            resolution: resolution.to_owned(),
            place: Place::At(block.html_at),
            span: block.span.clone().into(),
            rule: Rule::BoldMessage,
        });
    }
    found
}

fn is_all_bold(page: &Page<'_>, block: &Block) -> bool {
    let whole = page.outline.text_of(block);
    let bold = block.bold_lead.clone().map(|lead| page.outline.slice(lead));
    block.kind == BlockKind::Paragraph && bold.is_some_and(|bold| bold == whole)
}

/// A resolution without the label `Resolution:` in front of it.
fn without_label<'a>(text: &'a str, words: &Words) -> &'a str {
    match label::read(text, words) {
        Some(labelled) if labelled.label == Label::Resolution && !labelled.rest.is_empty() => labelled.rest,
        _ => text,
    }
}
