//! Questions, in the shapes F1 to F8 (a YAML file of questions has its questions as headings).
//!
//! Every shape but the accordion counts only where questions are listed: the page's title, its file's
//! name or a heading above says so. Nothing under a heading that resolves something is a question.

use std::collections::{BTreeMap, HashSet};

use super::errors::FoundError;
use super::label::{self, Label};
use super::page::{Line, Listing, Page, asks, is_step};
use super::tables::Column;
use super::{Place, Rule};
use crate::parse::block::{Block, BlockKind};
use crate::parse::markdown::tidy;
use crate::parse::words::Words;
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
    let mut starts = headings(page, errors);
    starts.extend(in_text(page));
    starts.sort_by_key(|start| start.at);
    // What was found twice, as an item and as the paragraph in it, is one question.
    starts.dedup_by(|later, first| later.at < first.answer_at || later.at == first.at);
    let mut found: Vec<FoundQuestion> = Vec::with_capacity(starts.len());
    for (number, start) in starts.iter().enumerate() {
        let next = starts.get(number + 1).map_or(start.limit, |next| next.at.min(start.limit));
        let answer = page.outline.slice(start.answer_at..next.max(start.answer_at));
        let answer = without_label(answer, page.words);
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

/// F1 and F8, and F2 as headings.
fn headings(page: &Page<'_>, errors: &[FoundError]) -> Vec<Start> {
    let mut starts = Vec::new();
    let sisters = Sisters::count(page);
    let errors: HashSet<Span> = errors.iter().map(|error| error.span).collect();
    let labelled = |number: usize| page.behind(number, Label::Question).filter(|rest| !rest.is_empty());
    let many_labelled = (0..page.headings.len()).filter(|&number| labelled(number).is_some()).count() >= 2;
    for number in 0..page.headings.len() {
        let heading = &page.headings[number];
        if page.is_title(number)
            || page.label(number) == Some(Label::Contact)
            || resolves(page, number)
            || errors.contains(&heading.span)
        {
            continue;
        }
        let listed = page.heading_lists_questions(number);
        let question = labelled(number).filter(|_| many_labelled || listed > Listing::No);
        let rule = match question {
            Some(_) => Some(Rule::LabelledQuestion),
            None => rule_of(page, number, &sisters),
        };
        let Some(rule) = rule else { continue };
        let block = &page.outline.blocks[page.blocks_of[number]];
        starts.push(Start {
            question: tidy(question.unwrap_or(&heading.text)),
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

/// Why a heading without a label is a question.
fn rule_of(page: &Page<'_>, number: usize, sisters: &Sisters) -> Option<Rule> {
    let heading = &page.headings[number];
    let listed = page.heading_lists_questions(number);
    let among = sisters.mostly_ask(page, number);
    if page.context.headings_ask && heading.level == 3 {
        return Some(Rule::YamlQuestion);
    }
    if page.heading_asks(number) && listed > Listing::No {
        return Some(Rule::AskingHeading);
    }
    if page.heading_asks(number) {
        return (among && !is_step(&heading.text)).then_some(Rule::AskingSisters);
    }
    if listed != Listing::Named || !is_leaf(page, number) {
        return None;
    }
    if page.reads_as_question(&heading.text) {
        return Some(Rule::UnmarkedHeading);
    }
    sisters.half_ask(page, number).then_some(Rule::SisterHeading)
}

/// The headings of each level below each heading.
struct Sisters(BTreeMap<(Option<usize>, u8), Count>);

/// How many there are, how many of them ask, and how many of these have a mark that says so.
#[derive(Default)]
struct Count {
    all: usize,
    asking: usize,
    marked: usize,
}

impl Sisters {
    fn count(page: &Page<'_>) -> Sisters {
        let mut counts = BTreeMap::<_, Count>::new();
        for number in (0..page.headings.len()).filter(|&number| !page.is_title(number)) {
            let heading = &page.headings[number];
            let count = counts.entry((page.parent(number), heading.level)).or_default();
            count.asking += usize::from(page.heading_asks(number) || page.is_question(number));
            count.marked += usize::from(asks(&heading.text));
            count.all += 1;
        }
        Sisters(counts)
    }

    /// Whether at least three headings beside this one, and half of them, ask.
    fn half_ask(&self, page: &Page<'_>, number: usize) -> bool {
        let key = (page.parent(number), page.headings[number].level);
        self.0.get(&key).is_some_and(|count| count.asking >= 3 && count.asking * 2 >= count.all)
    }

    /// Whether at least three headings beside this one, itself among them, ask, and two of three do.
    fn mostly_ask(&self, page: &Page<'_>, number: usize) -> bool {
        let key = (page.parent(number), page.headings[number].level);
        self.0
            .get(&key)
            .is_some_and(|count| count.marked > 0 && count.asking >= 3 && count.asking * 3 >= count.all * 2)
    }
}

/// A heading that does not ask is a question only where it reads as one of a list: no label, no
/// headings below it.
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
    let mut details = None;
    for (at, block) in page.outline.blocks.iter().enumerate() {
        match (block.kind, details) {
            (BlockKind::Details | BlockKind::FoldedAlert, _) => details = Some(block),
            (BlockKind::Summary, Some(details)) => starts.extend(accordion(page, at, block, details)),
            _ => {}
        }
        let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Term);
        if !is_text || page.lists_questions(at) == Listing::No {
            continue;
        }
        let heading = page.heading_of(at);
        if heading
            .is_some_and(|heading| resolves(page, heading) || page.label(heading) == Some(Label::Contact))
        {
            continue;
        }
        let limit = heading.map_or(page.lead_text().end, |heading| page.own_text(heading).end);
        let lines = page.lines_of(at);
        starts.extend(lines.iter().filter_map(|line| asking_line(page, at, line, limit)));
    }
    starts
}

/// An accordion by its summary: this block, in the one that is all of it.
fn accordion(page: &Page<'_>, at: usize, block: &Block, details: &Block) -> Option<Start> {
    let question = tidy(page.outline.text_of(block));
    // A tip that folds is none, wherever it stands.
    let is_listed = page.lists_questions(at) == Listing::Named && details.kind == BlockKind::Details;
    if !asks(&question) && !is_listed {
        return None;
    }
    // An accordion that is all of its section is reached by the section's own anchor.
    let alone = page.heading_of(at).filter(|&heading| {
        let section = page.blocks_in(page.own_text(heading));
        section.filter(|(_, other)| other.kind == BlockKind::Summary).take(2).count() == 1
    });
    Some(Start {
        question,
        at: block.text.start,
        answer_at: block.text.end,
        limit: details.text.end.max(block.text.end),
        place: alone.map_or(Place::At(block.html_at), |heading| {
            Place::Written(page.headings[heading].anchor.clone())
        }),
        span: block.span.clone().into(),
        rule: Rule::Accordion,
    })
}

/// A line of a paragraph, a list item or a term that asks: labelled, bold, or plain.
fn asking_line(page: &Page<'_>, at: usize, line: &Line, limit: usize) -> Option<Start> {
    let block = &page.outline.blocks[at];
    let words = page.words;
    let named = page.lists_questions(at) == Listing::Named;
    let start = |question: &str, answer_at: usize, rule: Rule| Start {
        question: tidy(question),
        at: line.text.start,
        answer_at,
        limit,
        place: Place::At(block.html_at),
        span: block.span.clone().into(),
        rule,
    };
    let text = page.outline.text.get(line.text.clone())?;
    if let Some(question) = label::read_as(text, words, Label::Question)
        && !question.is_empty()
        && question.len() <= LONGEST
    {
        // The answer may stand on the same line: `**Q: Why?** Because.`
        let bold = line.bold.clone().and_then(|bold| Some((bold.end, page.outline.text.get(bold)?)));
        let asked = bold.and_then(|(end, bold)| {
            let asked = label::read_as(bold, words, Label::Question)?;
            (!asked.is_empty() && !page.outline.slice(end..line.text.end).is_empty()).then_some((end, asked))
        });
        let (answer_at, question) = asked.unwrap_or((line.text.end, question));
        return Some(start(question, answer_at, Rule::LabelledQuestion));
    }
    if let Some(bold) = line.bold.clone() {
        let lead = page.outline.text.get(bold.clone())?;
        let lead =
            label::read_as(lead, words, Label::Question).filter(|rest| !rest.is_empty()).unwrap_or(lead);
        let rest = page.outline.slice(bold.end..line.text.end);
        // A whole line in bold may lack the mark.
        let unmarked = named && rest.is_empty() && line.is_first && reads_as_line(page, lead);
        if asks(lead) || unmarked {
            let rule = if rest.is_empty() { Rule::BoldQuestion } else { Rule::BoldLead };
            return Some(start(lead, bold.end, rule));
        }
        return None;
    }
    // What a question's own answer asks is no question of its own.
    let answers = page.heading_of(at).is_some_and(|heading| page.is_question(heading));
    let is_plain = asks(text)
        && !answers
        && line.is_first
        && text.len() <= LONGEST
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 6;
    // An item's own text is all that it holds; what follows the list answers it.
    is_plain.then(|| start(text, line.text.end, Rule::PlainQuestion))
}

/// Whether a line in bold without a question mark is one: put as a question, no label, no sentence.
fn reads_as_line(page: &Page<'_>, text: &str) -> bool {
    page.reads_as_question(text)
        && label::read(text, page.words).is_none()
        && text.len() <= LONGEST
        && !text.trim_end().ends_with(['.', '。', ':', '：', '!'])
}

/// A table with a column of questions and one of answers.
fn tables(page: &Page<'_>) -> Vec<FoundQuestion> {
    let mut found = Vec::new();
    for table in page.tables() {
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

/// A page that is one question: its title asks, and a heading below it is called answer, or it lies in
/// a folder of questions.
fn one_question_page(page: &Page<'_>, nothing_else: bool) -> Option<FoundQuestion> {
    let title = page.title();
    if !nothing_else || !asks(title) {
        return None;
    }
    let answer = page.children(None).find(|&child| page.label(child) == Some(Label::Answer));
    let answer = match answer {
        Some(answer) => page.outline.slice(page.section(answer)),
        None if page.page_lists_questions() == Listing::ByFolder => {
            page.outline.slice(page.lead_text().start..page.outline.text.len())
        }
        None => return None,
    };
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
fn without_label<'a>(answer: &'a str, words: &Words) -> &'a str {
    let line = answer.lines().next().unwrap_or("");
    match label::read_as(line, words, Label::Answer) {
        Some(rest) => answer[line.trim_end().len() - rest.len()..].trim(),
        None => answer,
    }
}
