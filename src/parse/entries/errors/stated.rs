//! E5: sections without labels that are an error each, because their heading states it or says that something
//! goes wrong and their text, or the sections beside them, leave no doubt.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::super::label::Label;
use super::super::page::{self, Page};
use super::super::{Place, Rule, codes};
use super::FoundError;
use super::labelled::is_part;
use crate::parse::block::BlockKind;
use crate::parse::markdown::tidy;
use crate::parse::words::is_dense;
use crate::source::Span;

/// How many letters a resolution has at least: less explains nothing.
const SHORTEST: usize = 24;

/// The message that a part states apart from its prose: `<pre>`, or a code block right above the rest.
pub(super) fn stated_message(page: &Page<'_>, text: Range<usize>) -> Option<String> {
    let is_code = |kind: BlockKind| matches!(kind, BlockKind::Pre | BlockKind::Code);
    let stated = page.blocks_in(text).find(|(_, block)| is_code(block.kind))?;
    Some(tidy(page.outline.text_of(stated.1))).filter(|message| is_message(message))
}

/// Whether code reads as a message and not as a program: words, not too long.
pub(super) fn is_message(text: &str) -> bool {
    page::word_count(text) >= 3 && text.len() <= 1200
}

/// Other texts that an entry's problem is seen as.
pub(super) fn other_messages(page: &Page<'_>, text: Range<usize>) -> Vec<String> {
    let mut messages = Vec::new();
    for (_, block) in page.blocks_in(text.clone()) {
        if matches!(block.kind, BlockKind::Pre | BlockKind::Code) {
            let lines = page.outline.text_of(block).lines().map(tidy);
            messages.extend(lines.filter(|line| is_message(line)).take(8));
        }
    }
    messages.extend(inline_code(page, text).filter(|code| is_message(code)));
    messages.dedup();
    messages
}

/// The inline code of a part of the page.
fn inline_code(page: &Page<'_>, text: Range<usize>) -> impl Iterator<Item = String> {
    let code = &page.outline.code;
    let first = code.partition_point(|code| code.start < text.start);
    let inside = code[first..].iter().take_while(move |code| code.start < text.end);
    inside.map(|code| tidy(page.outline.slice(code.clone())))
}

/// Sections among errors that are one each, by what their headings and texts say; `known` are the errors
/// found by other rules.
pub(super) fn sections(page: &Page<'_>, known: &[FoundError]) -> Vec<FoundError> {
    let candidates: Vec<usize> =
        (0..page.headings.len()).filter(|&number| may_be_error(page, number)).collect();
    let mut found: Vec<FoundError> = Vec::new();
    if candidates.is_empty() {
        return found;
    }
    // What stands beside errors is told by those that are beyond doubt, so these are found first.
    for _ in 0..2 {
        let known = Known::of(page, known.iter().chain(&found));
        let beside = Beside::count(page, &known);
        let sections = candidates.iter().filter_map(|&number| section(page, number, &known, &beside));
        found.extend(sections.collect::<Vec<FoundError>>());
    }
    found
}

/// Whether a section may be an error, whatever others are known.
fn may_be_error(page: &Page<'_>, number: usize) -> bool {
    let text = &page.headings[number].text;
    page.is_among_errors(number)
        && !page.is_title(number)
        && !is_part(page, number)
        && !page.heading_asks(number)
        && !page.chain(number).skip(1).any(|above| page.label(above).is_some())
        && !page::is_step(text)
        && !page.reads_as_question(text)
}

fn section(page: &Page<'_>, number: usize, known: &Known, beside: &Beside) -> Option<FoundError> {
    let heading = &page.headings[number];
    let text = page.own_text(number);
    if known.spans.contains(&heading.span) || known.stand_in(&text) || !is_error(page, number, &text, beside)
    {
        return None;
    }
    let mut also = other_messages(page, text.clone());
    also.extend(quotes(page, text.clone()));
    let resolution = match shown_message(page, text.clone()) {
        // What stands behind the message resolves it; what leads up to it only says when it appears.
        Some(shown) if is_enough(page.outline.slice(shown..text.end)) => page.outline.slice(shown..text.end),
        _ => page.outline.slice(text),
    };
    if !is_enough(resolution) {
        return None;
    }
    also.extend(page.behind(number, Label::Problem).map(str::to_owned));
    also.extend(quoted(&heading.text).filter(|quoted| is_message(quoted)).map(str::to_owned));
    also.retain(|other| !other.is_empty() && *other != heading.text);
    Some(FoundError {
        message: tidy(&heading.text),
        also,
        codes: codes::in_text(&heading.text),
        cause: None,
        resolution: resolution.to_owned(),
        place: Place::Written(heading.anchor.clone()),
        span: heading.span,
        rule: Rule::StatedMessage,
    })
}

/// Whether a section among errors is one. Its heading states a message; or it says that something goes
/// wrong, and the text shows a message or says what to do, or errors stand beside it; or, where its heading
/// names a symptom in words of its own, the text shows a message and errors are listed.
fn is_error(page: &Page<'_>, number: usize, text: &Range<usize>, beside: &Beside) -> bool {
    if states_message(page, number) {
        return true;
    }
    // A heading with others below it may be a chapter of errors, unless it states one.
    if page.children(Some(number)).next().is_some() {
        return false;
    }
    let shows = || {
        shown_message(page, text.clone()).is_some()
            || inline_code(page, text.clone()).any(|code| is_message(&code) && page.says_wrong(&code))
    };
    let errors_beside = beside.mostly_errors(page, number);
    let in_list = page.is_in_list_of_errors(number);
    if page.heading_says_wrong(number) {
        errors_beside
            || shows()
            || page.says_remedy(page.outline.slice(text.clone()))
            || in_list && beside.mostly_wrong(page, number)
    } else {
        (errors_beside || in_list) && shown_message(page, text.clone()).is_some()
            || errors_beside && in_list && page.says_remedy(page.outline.slice(text.clone()))
    }
}

/// Where errors are that were found by other rules.
struct Known {
    /// In the source.
    spans: HashSet<Span>,
    /// Where they begin in the page's text, in order.
    starts: Vec<usize>,
}

impl Known {
    fn of<'e>(page: &Page<'_>, errors: impl Iterator<Item = &'e FoundError>) -> Known {
        let spans: HashSet<Span> = errors.map(|error| error.span).collect();
        let blocks = spans.iter().filter_map(|&span| page.block_at(span));
        let mut starts: Vec<usize> = blocks.map(|block| page.outline.blocks[block].text.start).collect();
        starts.sort_unstable();
        Known { spans, starts }
    }

    /// Whether one of them begins in a part of the page.
    fn stand_in(&self, text: &Range<usize>) -> bool {
        let next = self.starts.partition_point(|&start| start < text.start);
        self.starts.get(next).is_some_and(|start| text.contains(start))
    }
}

/// The headings of each level below each heading: how many are errors, how many say that something goes
/// wrong, and how many there are.
struct Beside(BTreeMap<(Option<usize>, u8), [usize; 3]>);

impl Beside {
    fn count(page: &Page<'_>, known: &Known) -> Beside {
        let mut counts = BTreeMap::<_, [usize; 3]>::new();
        for (number, heading) in page.headings.iter().enumerate() {
            if page.is_title(number) || page.label(number).is_some() {
                continue;
            }
            let [errors, wrong, all] = counts.entry((page.parent(number), heading.level)).or_default();
            *errors += usize::from(known.spans.contains(&heading.span));
            *wrong += usize::from(page.heading_says_wrong(number));
            *all += 1;
        }
        Beside(counts)
    }

    /// Whether a heading stands beside two errors or more that make up half of the headings there.
    fn mostly_errors(&self, page: &Page<'_>, number: usize) -> bool {
        self.half(page, number, |[errors, _, all]| (errors, all))
    }

    /// Whether a heading is one of two or more, and of half of those there, that say that something goes
    /// wrong.
    fn mostly_wrong(&self, page: &Page<'_>, number: usize) -> bool {
        self.half(page, number, |[_, wrong, all]| (wrong, all))
    }

    fn half(&self, page: &Page<'_>, number: usize, of: impl Fn([usize; 3]) -> (usize, usize)) -> bool {
        let key = (page.parent(number), page.headings[number].level);
        self.0.get(&key).is_some_and(|&counts| {
            let (some, all) = of(counts);
            some >= 2 && some * 2 >= all
        })
    }
}

/// The messages that block quotes show.
fn quotes(page: &Page<'_>, text: Range<usize>) -> impl Iterator<Item = String> {
    let quotes = page.blocks_in(text).filter(|(_, block)| block.kind == BlockKind::Quote);
    quotes
        .map(|(_, block)| tidy(page.outline.text_of(block)))
        .filter(|quote| is_message(quote) && quote.len() <= 400)
}

pub(super) fn is_enough(text: &str) -> bool {
    // A character of a script without spaces, or of Hangul, says as much as two letters.
    let weight = |c: char| if is_dense(c) { 2 } else { 1 };
    text.chars().filter(|c| c.is_alphanumeric()).map(weight).sum::<usize>() >= SHORTEST
}

/// Whether a heading states a message: in code, in quotes, behind the word for error, or by its code.
fn states_message(page: &Page<'_>, number: usize) -> bool {
    let heading = &page.headings[number];
    let block = &page.outline.blocks[page.blocks_of[number]];
    let has_words = |text: &str| page::word_count(text) >= 2;
    let labelled = page.behind(number, Label::Problem);
    inline_code(page, block.text.clone()).any(|code| is_message(&code))
        || quoted(&heading.text).any(is_message)
        || labelled.is_some_and(has_words)
        || (page.heading_says_wrong(number)
            && (names_error(&heading.text) || heading.written && names_error(heading.anchor.as_str())))
        || (page.is_in_list_of_errors(number)
            && !codes::in_text(&heading.text).is_empty()
            && heading.text.split_whitespace().count() <= 3)
}

/// Whether a text holds a code, or a number long enough to be one.
fn names_error(text: &str) -> bool {
    let is_number = |word: &str| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    !codes::in_text(text).is_empty() || text.split(|c: char| !c.is_alphanumeric()).any(is_number)
}

/// What stands in quotes in a text.
pub(super) fn quoted(text: &str) -> impl Iterator<Item = &str> {
    const PAIRS: [(char, char); 6] =
        [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“'), ('「', '」'), ('\'', '\'')];
    PAIRS.into_iter().filter_map(|(open, close)| {
        let (_, behind) = text.split_once(open)?;
        let (inside, _) = behind.rsplit_once(close).or_else(|| behind.split_once(close))?;
        Some(inside)
    })
}

/// Where the first code block or quote of a section ends that shows a message of something that went
/// wrong.
pub(super) fn shown_message(page: &Page<'_>, text: Range<usize>) -> Option<usize> {
    let shows = |kind: BlockKind| matches!(kind, BlockKind::Pre | BlockKind::Code | BlockKind::Quote);
    let (_, block) = page.blocks_in(text).find(|(_, block)| shows(block.kind))?;
    let shown = page.outline.text_of(block);
    (is_message(&tidy(shown)) && page.says_wrong(shown)).then_some(block.text.end)
}
