//! E1, E2, E3 and E6: parts called problem, cause and solution, as headings or as paragraphs.

use std::ops::Range;

use super::super::label::{self, Label};
use super::super::page::{Line, Page};
use super::super::{Place, Rule, codes, tables};
use super::FoundError;
use super::stated::{other_messages, stated_message};
use crate::parse::block::{Block, BlockKind};
use crate::parse::markdown::tidy;
use crate::source::Span;

/// A part of an entry: its label, and its text.
#[derive(Clone)]
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

/// E1, E2 and E6: headings called problem, cause and solution, below a heading or the title.
pub(super) fn below_headings(page: &Page<'_>) -> Vec<FoundError> {
    let parents = std::iter::once(None).chain((0..page.headings.len()).map(Some));
    let parents = parents.filter(|parent| !parent.is_some_and(|parent| page.is_title(parent)));
    parents.flat_map(|parent| below(page, parent)).collect()
}

fn below(page: &Page<'_>, parent: Option<usize>) -> Vec<FoundError> {
    let part = |child: usize| {
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
    };
    let parts: Vec<Part> = page.children(parent).filter_map(part).collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let above = match parent {
        Some(parent) => {
            // A question is answered, not resolved; and what is a part of one error holds no other.
            // An example with a problem and a solution of its own is one error of several.
            let is_example = page.label(parent) == Some(Label::Example);
            if page.is_question(parent) || is_part(page, parent) && !is_example {
                return Vec::new();
            }
            if frames_whole_page(page, parent) {
                Above::title(page, &parts)
            } else {
                Above::heading(page, parent, Rule::LabelledHeadings)
            }
        }
        None => Above::title(page, &parts),
    };
    entries_of(page, &above, &parts)
}

/// Whether the page's title names what goes wrong better than a heading that stands between it and the
/// page's only parts, such as `Affected versions`.
fn frames_whole_page(page: &Page<'_>, heading: usize) -> bool {
    let has_parts = |&child: &usize| page.children(Some(child)).any(|part| page.label(part).is_some());
    page.children(None).next() == Some(heading)
        && !page.heading_says_wrong(heading)
        && page.labelled(heading).is_none()
        && (page.title_says_wrong() || page.is_about_errors())
        && page.children(None).filter(has_parts).count() == 1
}

/// Whether a heading is but the label of a part: `Cause`, and not `Issue 2: the page stays white`.
pub(super) fn is_part(page: &Page<'_>, heading: usize) -> bool {
    page.labelled(heading)
        .is_some_and(|labelled| labelled.label != Label::Problem || labelled.rest.is_empty())
}

/// What stands above the parts of an entry.
struct Above {
    title: String,
    text: Range<usize>,
    place: Place,
    span: Span,
    rule: Rule,
    /// Whether it is sure to be something that goes wrong, so that a solution alone is enough.
    is_problem: bool,
}

impl Above {
    fn heading(page: &Page<'_>, number: usize, rule: Rule) -> Above {
        let heading = &page.headings[number];
        Above {
            title: heading.text.clone(),
            text: page.own_text(number),
            place: Place::Written(heading.anchor.clone()),
            span: heading.span,
            rule,
            is_problem: page.is_among_errors(number) || page.heading_says_wrong(number),
        }
    }

    fn title(page: &Page<'_>, parts: &[Part]) -> Above {
        let heading = page.context.title_heading.map(|title| &page.headings[title as usize]);
        let title = page.title().to_owned();
        let resolution = parts.iter().find(|part| part.label == Label::Resolution);
        let says_wrong =
            page.title_says_wrong() || resolution.is_some_and(|part| page.says_wrong(&part.line));
        // A page that has more to tell than its solution is no page of one error.
        let others = page.children(None).filter(|&child| page.label(child).is_none()).count();
        let lists_errors = |part: &Part| {
            let mut blocks = page.blocks_in(part.text.clone());
            blocks.any(|(_, block)| block.kind == BlockKind::Table)
        };
        Above {
            title,
            text: page.lead_text(),
            place: heading.map_or(Place::At(0), |heading| Place::Written(heading.anchor.clone())),
            span: heading.map_or(Span::default(), |heading| heading.span),
            rule: Rule::ErrorPage,
            is_problem: (page.is_about_errors() || says_wrong)
                && others <= 1
                && !resolution.is_some_and(lists_errors),
        }
    }
}

/// The entries that labelled parts make: one, or one for each problem where there are several.
fn entries_of(page: &Page<'_>, above: &Above, parts: &[Part]) -> Vec<FoundError> {
    let count = |label: Label| parts.iter().filter(|part| part.label == label).count();
    if count(Label::Resolution) == 0 {
        return explained_message(page, above, parts).into_iter().collect();
    }
    // An example beside a solution is an example of what goes wrong.
    let opening = if count(Label::Problem) == 0 && count(Label::Example) >= 2 {
        Label::Example
    } else {
        Label::Problem
    };
    // A resolution alone needs something above it that says what it resolves.
    if count(opening) + count(Label::Cause) == 0 && !above.is_problem {
        return Vec::new();
    }
    let openings = openings(parts, opening);
    if openings.len() <= 1 {
        return one_entry(page, above, parts, opening).into_iter().collect();
    }
    let ends = openings.iter().skip(1).copied().chain([parts.len()]);
    let ranges = openings.iter().copied().zip(ends);
    ranges.filter_map(|(start, end)| entry_of(page, above, &parts[start..end])).collect()
}

/// Where entries begin among the parts: at each problem that comes behind a solution, so that a symptom
/// and an error message above one solution are one entry.
fn openings(parts: &[Part], opening: Label) -> Vec<usize> {
    let mut openings = Vec::new();
    let mut resolved = true;
    for (at, part) in parts.iter().enumerate() {
        if part.label == opening && resolved {
            openings.push(at);
            resolved = false;
        }
        resolved |= part.label == Label::Resolution && !openings.is_empty();
    }
    openings
}

/// A page that states a message in code and explains it, with no part called solution: what explains the
/// message is all that helps.
fn explained_message(page: &Page<'_>, above: &Above, parts: &[Part]) -> Option<FoundError> {
    if above.rule != Rule::ErrorPage {
        return None;
    }
    let problem = parts.iter().find(|part| part.label == Label::Problem)?;
    stated_message(page, problem.text.clone())?;
    let explained: Vec<Part> = parts
        .iter()
        .filter(|part| matches!(part.label, Label::Cause | Label::Example))
        .map(|part| Part { label: Label::Resolution, ..part.clone() })
        .collect();
    let also = other_messages(page, problem.text.clone());
    parts.iter().any(|part| part.label == Label::Cause).then_some(())?;
    finish(page, &explained, above, tidy(&above.title), also, above.place.clone(), above.span)
}

/// One entry, named by what stands above it.
fn one_entry(page: &Page<'_>, above: &Above, parts: &[Part], opening: Label) -> Option<FoundError> {
    let problem = parts.iter().find(|part| part.label == opening);
    // Labels inside a section leave the section's heading to name the entry; headings of their own
    // leave room above them for the message.
    let stated = match above.rule {
        Rule::LabelledParagraphs => None,
        Rule::ErrorPage => stated_message(page, above.text.clone()).or_else(|| tables::stated_message(page)),
        _ => stated_message(page, above.text.clone()),
    };
    let message = match &stated {
        Some(stated) => stated.clone(),
        None => tidy(&above.title),
    };
    let mut also = other_messages(page, above.text.clone());
    also.extend(problem.map_or_else(Vec::new, |part| other_messages(page, part.text.clone())));
    // `Issue 2: the page stays white` is seen without its label.
    also.extend(
        label::read_as(&message, page.words, Label::Problem)
            .filter(|rest| !rest.is_empty())
            .map(str::to_owned),
    );
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
        stated.or_else(|| first_line(page, problem.text.clone()))?
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
    let mut codes = codes::in_text(&above.title);
    codes.extend(tables::named_code(&above.title, page.words));
    if above.rule == Rule::ErrorPage {
        codes.extend(codes::in_text(page.context.title));
    }
    Some(FoundError {
        codes,
        message,
        also,
        cause: text_of(Label::Cause),
        resolution,
        place,
        span,
        rule: above.rule,
    })
}

/// E3: paragraphs, list items and lines below a heading that begin with a label.
pub(super) fn in_paragraphs(page: &Page<'_>) -> Vec<FoundError> {
    let mut found = Vec::new();
    for number in 0..page.headings.len() {
        if page.is_question(number)
            || matches!(page.label(number), Some(Label::Contact | Label::Resolution | Label::Cause))
        {
            continue;
        }
        let text = page.own_text(number);
        let parts = labelled_lines(page, text.clone());
        if parts.is_empty() {
            continue;
        }
        let first = parts.first().map_or(text.start, |part| part.span_start);
        let parts: Vec<Part> = parts.into_iter().map(|line| line.part).collect();
        let above =
            Above { text: text.start..first, ..Above::heading(page, number, Rule::LabelledParagraphs) };
        // The page's own title with labels below it is a page that is one error.
        found.extend(entries_of(page, &above, &parts));
    }
    found
}

fn first_line(page: &Page<'_>, text: Range<usize>) -> Option<String> {
    page.outline.slice(text).lines().map(tidy).find(|line| !line.is_empty())
}

/// A line with a label.
struct LabelledLine {
    part: Part,
    /// Where the line begins in the page's text.
    span_start: usize,
    /// Whether only its colon tells it from a sentence: neither bold nor alone on its line.
    is_weak: bool,
}

/// The labelled lines of a part of the page; each reaches to the next.
fn labelled_lines(page: &Page<'_>, text: Range<usize>) -> Vec<LabelledLine> {
    let mut lines: Vec<LabelledLine> = Vec::new();
    for (at, block) in page.blocks_in(text.clone()) {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Term) {
            continue;
        }
        for line in page.lines_of(at) {
            // A loose list item and the paragraph in it begin with the same line.
            if lines.last().is_some_and(|last| last.span_start == line.text.start) {
                continue;
            }
            lines.extend(labelled_line(page, block, &line));
        }
    }
    // Plain words with a colon are labels only where they part a problem and its solution.
    let weak = |label: Label| lines.iter().any(|line| line.is_weak && line.part.label == label);
    let weak_count = weak(Label::Resolution) && (weak(Label::Problem) || weak(Label::Cause));
    lines.retain(|line| weak_count || !line.is_weak);
    let starts: Vec<usize> = lines.iter().skip(1).map(|line| line.span_start).chain([text.end]).collect();
    for (line, end) in lines.iter_mut().zip(starts) {
        line.part.text.end = end.max(line.part.text.start);
    }
    lines
}

fn labelled_line(page: &Page<'_>, block: &Block, line: &Line) -> Option<LabelledLine> {
    let words = page.words;
    let text = page.outline.text.get(line.text.clone())?;
    let bold = line.bold.clone().and_then(|lead| Some((lead.end, page.outline.text.get(lead)?)));
    let in_bold = bold.and_then(|(end, bold)| Some((end, label::read(bold, words)?)));
    let (label, start, is_weak) = match in_bold {
        // `**Cause** The server…`, `**Cause**: the server…`
        Some((end, labelled)) if labelled.rest.is_empty() => {
            let rest = page.outline.text.get(end..line.text.end)?;
            let kept = rest.trim_start_matches([':', '：', ' ', '-', '–', '—']);
            (labelled.label, line.text.end - kept.len(), false)
        }
        _ => {
            let has_colon = || block.kind == BlockKind::Term || label::has_colon(text);
            if in_bold.is_none() && !has_colon() {
                return None;
            }
            let labelled = label::read(text, words)?;
            let alone = labelled.rest.is_empty();
            let start = line.text.start + text.trim_end().len() - labelled.rest.len();
            // Translation may leave a part of a label in bold: `**해결** 방법:`.
            (labelled.label, start, line.bold.is_none() && !alone)
        }
    };
    Some(LabelledLine {
        part: Part {
            label,
            rest: String::new(),
            line: text.to_owned(),
            text: start..start,
            place: Place::At(block.html_at),
            span: block.span.clone().into(),
        },
        span_start: line.text.start,
        is_weak,
    })
}
