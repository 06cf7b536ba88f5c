//! Questions, in the shapes F1 to F5, F7 and F8.
//!
//! Every shape but the accordion counts only where questions are listed: the page's title, its file's
//! name or a heading above says so. Nothing under a heading that resolves something is a question.

use super::errors::FoundError;
use super::label::{self, Label};
use super::page::{Page, asks};
use super::tables::{self, Column};
use super::{Place, Rule};
use crate::parse::block::{Block, BlockKind};
use crate::parse::markdown::tidy;
use crate::source::Span;

/// A question as found.
pub(super) struct FoundQuestion {
    pub(super) question: String,
    pub(super) answer: String,
    pub(super) place: Place,
    pub(super) span: Span,
    pub(super) rule: Rule,
}

/// A question before its answer's end is known.
struct Start {
    question: String,
    /// Where the question begins and where its answer does, in the page's text.
    at: usize,
    answer_at: usize,
    /// Where its answer ends at the latest.
    limit: usize,
    place: Place,
    span: Span,
    rule: Rule,
}

/// A question in the running text is a sentence or two, not a story.
const LONGEST: usize = 400;

/// Finds the questions of a page that has these errors.
pub(super) fn find(page: &Page<'_>, errors: &[FoundError]) -> Vec<FoundQuestion> {
    let mut starts = headings(page);
    starts.extend(in_text(page));
    starts.sort_by_key(|start| start.at);
    // What was found twice, as an item and as the paragraph in it, is one question.
    starts.dedup_by(|later, first| later.at < first.answer_at || later.at == first.at);
    let mut found: Vec<FoundQuestion> = Vec::with_capacity(starts.len());
    for (number, start) in starts.iter().enumerate() {
        let next = starts.get(number + 1).map_or(start.limit, |next| next.at.min(start.limit));
        let answer = page.outline.slice(start.answer_at..next.max(start.answer_at));
        let answer = without_label(answer, page.context.language);
        if answer.is_empty() || start.question.is_empty() {
            continue;
        }
        found.push(FoundQuestion {
            question: start.question.clone(),
            answer: answer.to_owned(),
            place: start.place.clone(),
            span: start.span,
            rule: start.rule,
        });
    }
    found.extend(tables(page));
    found.extend(one_question_page(page, found.is_empty() && errors.is_empty()));
    found.sort_by_key(|question| question.span.start);
    found
}

/// F1 and F8.
fn headings(page: &Page<'_>) -> Vec<Start> {
    let mut starts = Vec::new();
    for number in 0..page.headings.len() {
        let heading = &page.headings[number];
        if page.is_title(number) || page.label(number) == Some(Label::Contact) || resolves(page, number) {
            continue;
        }
        let listed = page.heading_lists_questions(number);
        let (asking, all) = sisters(page, number);
        let by_file = page.context.headings_ask && heading.level == 3;
        let rule = if by_file || (asks(&heading.text) && (listed || (asking >= 3 && asking * 3 >= all * 2))) {
            Rule::AskingHeading
        } else if listed
            && !asks(&heading.text)
            && asking >= 3
            && asking * 3 >= all * 2
            && is_leaf(page, number)
        {
            Rule::SisterHeading
        } else {
            continue;
        };
        let block = &page.outline.blocks[page.blocks_of[number]];
        starts.push(Start {
            question: heading.text.clone(),
            at: block.text.start,
            answer_at: block.text.end,
            limit: page.section(number).end,
            place: Place::Written(heading.anchor.clone()),
            span: heading.span,
            rule,
        });
    }
    starts
}

/// How many headings beside this one, itself among them, ask; and how many there are.
fn sisters(page: &Page<'_>, number: usize) -> (usize, usize) {
    let level = page.headings[number].level;
    let sisters = page.children(page.parent(number)).filter(|&sister| page.headings[sister].level == level);
    sisters.fold((0, 0), |(asking, all), sister| {
        (asking + usize::from(asks(&page.headings[sister].text)), all + 1)
    })
}

/// A sister is a question only where it reads as one of a list: no label, no headings below it.
fn is_leaf(page: &Page<'_>, number: usize) -> bool {
    page.label(number).is_none() && page.children(Some(number)).next().is_none()
}

/// Whether a heading, or one above it, is where something is resolved.
fn resolves(page: &Page<'_>, number: usize) -> bool {
    page.chain(number).any(|above| page.label(above) == Some(Label::Resolution))
}

/// F2 to F5 and F7.
fn in_text(page: &Page<'_>) -> Vec<Start> {
    let mut starts = Vec::new();
    for (at, block) in page.outline.blocks.iter().enumerate() {
        if block.kind == BlockKind::Summary {
            starts.extend(accordion(page, at, block));
            continue;
        }
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) || !page.lists_questions(at) {
            continue;
        }
        let heading = page.heading_of(at);
        if heading
            .is_some_and(|heading| resolves(page, heading) || page.label(heading) == Some(Label::Contact))
        {
            continue;
        }
        let limit = heading.map_or(page.lead_text().end, |heading| page.own_text(heading).end);
        if let Some(start) = asking_block(page, block, limit) {
            starts.push(start);
        }
    }
    starts
}

fn accordion(page: &Page<'_>, at: usize, block: &Block) -> Option<Start> {
    let question = tidy(page.outline.text_of(block));
    if !asks(&question) && !page.lists_questions(at) {
        return None;
    }
    let around = |other: &&Block| other.kind == BlockKind::Details && other.text.start <= block.text.start;
    let details = page.outline.blocks[..at].iter().rev().find(around)?;
    let heading = page.heading_of(at).map(|heading| &page.headings[heading]);
    // An accordion that is all of its section is reached by the section's own anchor.
    let alone = heading.filter(|heading| {
        let section = page.blocks_in(page.own_text(page.heading_of(at).unwrap_or(0)));
        !heading.anchor.as_str().is_empty()
            && section.filter(|(_, other)| other.kind == BlockKind::Summary).count() == 1
    });
    Some(Start {
        question,
        at: block.text.start,
        answer_at: block.text.end,
        limit: details.text.end.max(block.text.end),
        place: alone.map_or(Place::At(block.html_at), |heading| Place::Written(heading.anchor.clone())),
        span: block.span.clone().into(),
        rule: Rule::Accordion,
    })
}

/// A paragraph or list item that asks: labelled, bold, or plain.
fn asking_block(page: &Page<'_>, block: &Block, limit: usize) -> Option<Start> {
    let text = &page.outline.text;
    let whole = block.text.clone();
    let first_line = whole.start..block.first_break.unwrap_or(whole.end).min(whole.end);
    let start = |question: &str, answer_at: usize, rule: Rule| Start {
        question: tidy(question),
        at: whole.start,
        answer_at,
        limit,
        place: Place::At(block.html_at),
        span: block.span.clone().into(),
        rule,
    };
    let line = text.get(first_line.clone())?;
    if let Some(labelled) =
        label::read(line, page.context.language).filter(|labelled| labelled.label == Label::Question)
        && !labelled.rest.is_empty()
        && labelled.rest.len() <= LONGEST
    {
        return Some(start(labelled.rest, first_line.end, Rule::LabelledQuestion));
    }
    if let Some(bold) = block.bold_lead.clone().filter(|bold| bold.end <= whole.end) {
        let lead = text.get(bold.clone())?;
        let lead = label::read(lead, page.context.language).map_or(lead, |labelled| labelled.rest);
        if asks(lead) {
            let rest = page.outline.slice(bold.end..whole.end);
            let rule = if rest.is_empty() { Rule::BoldQuestion } else { Rule::BoldLead };
            return Some(start(lead, bold.end, rule));
        }
        return None;
    }
    if asks(line) && line.len() <= LONGEST && line.chars().filter(|c| c.is_alphabetic()).count() >= 6 {
        // An item's own text is all that it holds; what follows the list answers it.
        return Some(start(line, first_line.end, Rule::PlainQuestion));
    }
    None
}

/// A table with a column of questions and one of answers.
fn tables(page: &Page<'_>) -> Vec<FoundQuestion> {
    let mut found = Vec::new();
    for table in tables::read(page) {
        let (Some(question), Some(answer)) = (table.column(Column::Question), table.column(Column::Answer))
        else {
            continue;
        };
        for row in &table.rows {
            let (Some(asked), Some(answered)) = (row.cells.get(question), row.cells.get(answer)) else {
                continue;
            };
            if asked.text.is_empty() || answered.text.is_empty() {
                continue;
            }
            found.push(FoundQuestion {
                question: asked.text.clone(),
                answer: answered.text.clone(),
                place: Place::At(asked.html_at),
                span: row.span,
                rule: Rule::QuestionTable,
            });
        }
    }
    found
}

/// A page that is one question: its title asks, and headings below it are called question and answer.
fn one_question_page(page: &Page<'_>, nothing_else: bool) -> Option<FoundQuestion> {
    let title = page.context.heading.unwrap_or(page.context.title);
    if !nothing_else || !asks(title) {
        return None;
    }
    let answer = page.children(None).find(|&child| page.label(child) == Some(Label::Answer))?;
    let answer = page.outline.slice(page.section(answer));
    let place = match page.context.title_heading {
        Some(title) => Place::Written(page.headings[title as usize].anchor.clone()),
        None => Place::At(0),
    };
    let span = page.context.title_heading.map_or(Span::default(), |title| page.headings[title as usize].span);
    (!answer.is_empty()).then(|| FoundQuestion {
        question: tidy(title),
        answer: answer.to_owned(),
        place,
        span,
        rule: Rule::QuestionPage,
    })
}

/// An answer without the label `A:` in front of it.
fn without_label<'a>(answer: &'a str, language: &str) -> &'a str {
    let line = answer.lines().next().unwrap_or("");
    match label::read(line, language) {
        Some(labelled) if labelled.label == Label::Answer && line.len() < answer.len() + 1 => {
            let at = line.len() - labelled.rest.len();
            answer[at..].trim()
        }
        _ => answer,
    }
}
