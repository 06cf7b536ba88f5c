//! Errors, in the shapes E0 to E4 and E6.
//!
//! An error needs a resolution: a label that says so, a fix column, or the block quote of E0. A page
//! that states a problem and resolves nothing (a list of patches, a table of codes) is an article.

use std::ops::Range;

use super::label::{self, Label};
use super::page::{Page, asks};
use super::tables::{self, Column};
use super::{Place, Rule};
use crate::parse::block::{Block, BlockKind};
use crate::parse::markdown::tidy;
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

/// A part of an entry: its label, and its text.
struct Part {
    label: Label,
    /// What stands behind the label on its line.
    rest: String,
    /// The label's whole line.
    line: String,
    text: Range<usize>,
    /// The heading or the block that is the label.
    place: Place,
    span: Span,
}

/// Finds the errors of a page.
pub(super) fn find(page: &Page<'_>) -> Vec<FoundError> {
    let mut found = bold_messages(page);
    found.extend(labelled_headings(page));
    found.extend(labelled_paragraphs(page));
    found.extend(error_tables(page));
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
        let resolution = without_label(page.outline.text_of(quote), page.context.language);
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
fn without_label<'a>(text: &'a str, language: &str) -> &'a str {
    match label::read(text, language) {
        Some(labelled) if labelled.label == Label::Resolution && !labelled.rest.is_empty() => labelled.rest,
        _ => text,
    }
}

/// E1, E2 and E6: headings called problem, cause and solution, below a heading or the title.
fn labelled_headings(page: &Page<'_>) -> Vec<FoundError> {
    let parents = std::iter::once(None).chain((0..page.headings.len()).map(Some));
    let parents = parents.filter(|parent| !parent.is_some_and(|parent| page.is_title(parent)));
    parents.flat_map(|parent| below(page, parent)).collect()
}

fn below(page: &Page<'_>, parent: Option<usize>) -> Vec<FoundError> {
    let parts: Vec<Part> = page
        .children(parent)
        .filter_map(|child| {
            let labelled = page.labelled(child)?;
            let heading = &page.headings[child];
            Some(Part {
                label: labelled.label,
                rest: labelled.rest.to_owned(),
                line: heading.text.clone(),
                text: page.section(child),
                place: Place::Written(heading.anchor.clone()),
                span: heading.span,
            })
        })
        .collect();
    let above = match parent {
        Some(parent) => {
            // A question is answered, not resolved; and what resolves one error holds no other.
            let heading = &page.headings[parent];
            let is_part = page.label(parent).is_some();
            if (asks(&heading.text) && page.heading_lists_questions(parent)) || is_part {
                return Vec::new();
            }
            Above {
                title: heading.text.clone(),
                text: page.own_text(parent),
                place: Place::Written(heading.anchor.clone()),
                span: heading.span,
                rule: Rule::LabelledHeadings,
                is_problem: false,
            }
        }
        None => {
            let title = page.context.title_heading.map(|title| &page.headings[title as usize]);
            Above {
                title: title.map_or_else(|| page.context.title.to_owned(), |heading| heading.text.clone()),
                text: page.lead_text(),
                place: title.map_or(Place::At(0), |heading| Place::Written(heading.anchor.clone())),
                span: title.map_or(Span::default(), |heading| heading.span),
                rule: Rule::ErrorPage,
                is_problem: false,
            }
        }
    };
    entries_of(page, &above, &parts)
}

/// What stands above the parts of an entry.
struct Above {
    title: String,
    text: Range<usize>,
    place: Place,
    span: Span,
    rule: Rule,
    /// Whether its own words say that something goes wrong, on a page about such things.
    is_problem: bool,
}

/// The entries that labelled parts make: one, or one for each problem where there are several.
fn entries_of(page: &Page<'_>, above: &Above, parts: &[Part]) -> Vec<FoundError> {
    let count = |label: Label| parts.iter().filter(|part| part.label == label).count();
    if count(Label::Resolution) == 0 {
        return Vec::new();
    }
    // An example beside a solution is an example of what goes wrong.
    let opening = if count(Label::Problem) == 0 && count(Label::Example) >= 2 {
        Label::Example
    } else {
        Label::Problem
    };
    // A resolution alone needs a heading that says what it resolves.
    if count(opening) + count(Label::Cause) == 0 && !above.is_problem {
        return Vec::new();
    }
    if count(opening) <= 1 {
        return one_entry(page, above, parts, opening).into_iter().collect();
    }
    let mut found = Vec::new();
    let openings: Vec<usize> = (0..parts.len()).filter(|&at| parts[at].label == opening).collect();
    for (number, &at) in openings.iter().enumerate() {
        let end = openings.get(number + 1).copied().unwrap_or(parts.len());
        found.extend(entry_of(page, above, &parts[at..end]));
    }
    found
}

/// One entry, named by what stands above it.
fn one_entry(page: &Page<'_>, above: &Above, parts: &[Part], opening: Label) -> Option<FoundError> {
    let problem = parts.iter().find(|part| part.label == opening);
    // Labels inside a section leave the section's heading to name the entry; headings of their own
    // leave room above them for the message.
    let stated = stated_message(page, above.text.clone()).filter(|_| above.rule != Rule::LabelledParagraphs);
    let message = match &stated {
        Some(stated) => stated.clone(),
        None => tidy(&above.title),
    };
    let mut also = problem.map_or_else(Vec::new, |part| other_messages(page, part.text.clone()));
    if stated.is_some() {
        also.insert(0, tidy(&above.title));
    }
    finish(page, parts, above, message, also, above.place.clone(), above.span)
}

/// One of several entries, named by its own problem.
fn entry_of(page: &Page<'_>, above: &Above, parts: &[Part]) -> Option<FoundError> {
    let problem = parts.first()?;
    let message = if problem.rest.is_empty() {
        let stated = stated_message(page, problem.text.clone());
        stated.or_else(|| first_paragraph(page, problem.text.clone()))?
    } else {
        tidy(&problem.line)
    };
    let also = other_messages(page, problem.text.clone());
    finish(page, parts, above, message, also, problem.place.clone(), problem.span)
}

fn finish(
    page: &Page<'_>,
    parts: &[Part],
    above: &Above,
    message: String,
    mut also: Vec<String>,
    place: Place,
    span: Span,
) -> Option<FoundError> {
    let text_of = |label: Label| {
        let texts: Vec<String> = parts
            .iter()
            .filter(|part| part.label == label)
            .map(|part| {
                let text = page.outline.slice(part.text.clone());
                if part.rest.is_empty() { text.to_owned() } else { format!("{}\n{text}", part.rest) }
            })
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect();
        (!texts.is_empty()).then(|| texts.join("\n"))
    };
    let resolution = text_of(Label::Resolution)?;
    also.retain(|other| *other != message);
    let in_title = super::codes::in_text(&above.title);
    let codes = in_title.into_iter().chain(super::codes::in_text(page.context.title));
    let of_page = above.rule == Rule::ErrorPage;
    Some(FoundError {
        codes: if of_page { codes.collect() } else { super::codes::in_text(&above.title) },
        message,
        also,
        cause: text_of(Label::Cause),
        resolution,
        place,
        span,
        rule: above.rule,
    })
}

/// The message that a part states apart from its prose: `<pre>`, or a code block right above the rest.
fn stated_message(page: &Page<'_>, text: Range<usize>) -> Option<String> {
    let mut stated = None;
    for (_, block) in page.blocks_in(text) {
        match block.kind {
            BlockKind::Pre | BlockKind::Code => {
                stated = Some(tidy(page.outline.text_of(block)));
                break;
            }
            _ => {}
        }
    }
    stated.filter(|message| is_message(message))
}

/// Whether code reads as a message and not as a program: words, not too long.
fn is_message(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    words >= 3 && text.len() <= 1200
}

/// Other texts that an entry's problem is seen as.
fn other_messages(page: &Page<'_>, text: Range<usize>) -> Vec<String> {
    let mut messages = Vec::new();
    for (_, block) in page.blocks_in(text.clone()) {
        if matches!(block.kind, BlockKind::Pre | BlockKind::Code) {
            let lines = page.outline.text_of(block).lines().map(tidy);
            messages.extend(lines.filter(|line| is_message(line)).take(8));
        }
    }
    let inside = page.outline.code.iter().filter(|code| text.contains(&code.start));
    messages
        .extend(inside.map(|code| tidy(page.outline.slice(code.clone()))).filter(|code| is_message(code)));
    messages.dedup();
    messages
}

fn first_paragraph(page: &Page<'_>, text: Range<usize>) -> Option<String> {
    let mut paragraphs = page.blocks_in(text).filter(|(_, block)| block.kind == BlockKind::Paragraph);
    let text = paragraphs.next().map(|(_, block)| tidy(page.outline.text_of(block)))?;
    (!text.is_empty()).then_some(text)
}

/// E3: paragraphs below a heading that begin with a label.
fn labelled_paragraphs(page: &Page<'_>) -> Vec<FoundError> {
    let mut found = Vec::new();
    for number in 0..page.headings.len() {
        let heading = &page.headings[number];
        let is_question = asks(&heading.text) && page.heading_lists_questions(number);
        if is_question
            || matches!(page.label(number), Some(Label::Contact | Label::Resolution | Label::Cause))
        {
            continue;
        }
        let text = page.own_text(number);
        let parts = labelled_blocks(page, text.clone());
        let above = Above {
            title: heading.text.clone(),
            text: text.start..parts.first().map_or(text.start, |part| part.text.start),
            place: Place::Written(heading.anchor.clone()),
            span: heading.span,
            rule: Rule::LabelledParagraphs,
            is_problem: page.is_problem(number),
        };
        // The page's own title with labels below it is a page that is one error.
        found.extend(entries_of(page, &above, &parts));
    }
    found
}

/// The labelled paragraphs of a part of the page; each reaches to the next.
fn labelled_blocks(page: &Page<'_>, text: Range<usize>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (_, block) in page.blocks_in(text.clone()) {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        let whole = page.outline.text_of(block);
        let bold = block.bold_lead.clone().map(|lead| page.outline.slice(lead));
        let Some(labelled) = label::read(whole, page.context.language) else { continue };
        let in_bold = bold.is_some_and(|bold| label::read(bold, page.context.language).is_some());
        // Plain words are a label only on a line of their own, with their colon.
        let alone = labelled.rest.is_empty() && whole.ends_with([':', '：']);
        if !in_bold && !alone {
            continue;
        }
        if let Some(last) = parts.last_mut() {
            last.text.end = block.text.start;
        }
        parts.push(Part {
            label: labelled.label,
            rest: String::new(),
            line: whole.to_owned(),
            text: block.text.end - labelled.rest.len().min(block.text.len())..text.end,
            place: Place::At(block.html_at),
            span: block.span.clone().into(),
        });
    }
    for part in &mut parts {
        // Slices must lie on character boundaries whatever was trimmed.
        while !page.outline.text.is_char_boundary(part.text.start) {
            part.text.start += 1;
        }
    }
    parts
}

/// E4: a table with a column of errors and one that says what to do.
fn error_tables(page: &Page<'_>) -> Vec<FoundError> {
    let mut found = Vec::new();
    for table in tables::read(page) {
        let message = table.column(Column::Message);
        let code = table.column(Column::Code);
        let Some(fix) = table.column(Column::Fix) else { continue };
        let first = table.columns.first().copied();
        if !matches!(first, Some(Column::Message | Column::Code)) || fix == 0 {
            continue;
        }
        let heading = page.heading_of(table.block);
        if heading.is_some_and(|heading| page.label(heading) == Some(Label::Contact)) {
            continue;
        }
        let other = table.columns.iter().position(|column| matches!(column, Column::Other));
        let cause = table.column(Column::Cause).or(other.filter(|_| message.is_some()));
        let message = message.or(other);
        for row in &table.rows {
            let cell =
                |at: Option<usize>| at.and_then(|at| row.cells.get(at)).filter(|cell| !cell.text.is_empty());
            let Some(named) = cell(message).or_else(|| cell(code)) else { continue };
            let Some(resolution) = cell(Some(fix)) else { continue };
            found.push(FoundError {
                message: named.text.clone(),
                also: Vec::new(),
                codes: cell(code).map(|cell| cell.text.clone()).into_iter().collect(),
                cause: cell(cause).map(|cell| cell.text.clone()),
                resolution: resolution.text.clone(),
                place: Place::At(named.html_at),
                span: row.span,
                rule: Rule::ErrorTable,
            });
        }
    }
    found
}
