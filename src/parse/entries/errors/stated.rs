//! E5: sections without labels whose error is beyond doubt, because its message stands in code or quotes, or
//! because it stands in a list of errors.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::label::{self, Label};
use super::super::page::{self, Page};
use super::super::{Place, Rule, codes};
use super::FoundError;
use super::labelled::is_part;
use crate::parse::block::BlockKind;
use crate::parse::markdown::tidy;
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
fn is_message(text: &str) -> bool {
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

/// Sections among errors whose heading states a message, or says that something goes wrong where the text
/// shows a message, or half of the sections beside it are errors; `known` are the errors found by
/// other rules.
pub(super) fn sections(page: &Page<'_>, known: &[FoundError]) -> Vec<FoundError> {
    let mut found = Vec::new();
    let listed = Listed::count(page, known);
    for number in 0..page.headings.len() {
        let heading = &page.headings[number];
        let text = page.own_text(number);
        let is_known =
            || known.iter().any(|error| error.span == heading.span || stands_in(page, error, &text));
        if page.is_title(number)
            || is_part(page, number)
            || page.heading_asks(number)
            || page.reads_as_question(&heading.text)
            || page.chain(number).skip(1).any(|above| page.label(above).is_some())
            || !page.is_among_errors(number)
            || is_known()
        {
            continue;
        }
        let shown = shown_message(page, text.clone());
        // A heading with others below it may be a chapter of errors, unless it states one.
        let wrong = || page.heading_says_wrong(number) && page.children(Some(number)).next().is_none();
        let listed = || listed.mostly_errors(page, number);
        let mentioned =
            || inline_code(page, text.clone()).any(|code| is_message(&code) && page.says_wrong(&code));
        let is_error =
            states_message(page, number) || wrong() && (shown.is_some() || mentioned() || listed());
        if !is_error {
            continue;
        }
        let mut also = other_messages(page, text.clone());
        also.extend(quotes(page, text.clone()));
        let resolution = match &shown {
            // What stands behind the message resolves it; what leads up to it only says when it appears.
            Some(shown) if is_enough(page.outline.slice(*shown..text.end)) => {
                page.outline.slice(*shown..text.end)
            }
            _ => page.outline.slice(text.clone()),
        };
        if !is_enough(resolution) {
            continue;
        }
        also.extend(label::read_as(&heading.text, page.context.language, Label::Problem).map(str::to_owned));
        also.extend(quoted(&heading.text).filter(|quoted| is_message(quoted)).map(str::to_owned));
        also.retain(|other| !other.is_empty() && *other != heading.text);
        found.push(FoundError {
            message: tidy(&heading.text),
            also,
            codes: codes::in_text(&heading.text),
            cause: None,
            resolution: resolution.to_owned(),
            place: Place::Written(heading.anchor.clone()),
            span: heading.span,
            rule: Rule::StatedMessage,
        });
    }
    found
}

/// How many headings of one level below one heading there are, and how many of them are known to be errors.
struct Listed(BTreeMap<(Option<usize>, u8), (usize, usize)>);

impl Listed {
    fn count(page: &Page<'_>, known: &[FoundError]) -> Listed {
        let mut counts = BTreeMap::<_, (usize, usize)>::new();
        for (number, heading) in page.headings.iter().enumerate() {
            if page.is_title(number) || page.label(number).is_some() {
                continue;
            }
            let count = counts.entry((page.parent(number), heading.level)).or_default();
            let is_error = known.iter().any(|error| error.span == heading.span);
            count.0 += usize::from(is_error);
            count.1 += 1;
        }
        Listed(counts)
    }

    /// Whether a heading stands beside two errors or more that make up half of the headings there.
    fn mostly_errors(&self, page: &Page<'_>, number: usize) -> bool {
        let key = (page.parent(number), page.headings[number].level);
        self.0.get(&key).is_some_and(|&(errors, all)| errors >= 2 && errors * 2 >= all)
    }
}

/// The messages that block quotes show.
fn quotes(page: &Page<'_>, text: Range<usize>) -> impl Iterator<Item = String> {
    let quotes = page.blocks_in(text).filter(|(_, block)| block.kind == BlockKind::Quote);
    quotes
        .map(|(_, block)| tidy(page.outline.text_of(block)))
        .filter(|quote| is_message(quote) && quote.len() <= 400)
}

/// Whether an error was found in a part of the page.
fn stands_in(page: &Page<'_>, error: &FoundError, text: &Range<usize>) -> bool {
    page.blocks_in(text.clone()).any(|(_, block)| Span::from(block.span.clone()) == error.span)
}

pub(super) fn is_enough(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST
}

/// Whether a heading states a message: in code, in quotes, behind the word for error, or by its code.
fn states_message(page: &Page<'_>, number: usize) -> bool {
    let heading = &page.headings[number];
    let block = &page.outline.blocks[page.blocks_of[number]];
    let has_words = |text: &str| page::word_count(text) >= 2;
    let labelled = label::read_as(&heading.text, page.context.language, Label::Problem);
    inline_code(page, block.text.clone()).any(|code| is_message(&code))
        || quoted(&heading.text).any(is_message)
        || labelled.is_some_and(has_words)
        || (page.heading_says_wrong(number) && !codes::in_text(&heading.text).is_empty())
}

/// What stands in quotes in a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
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
