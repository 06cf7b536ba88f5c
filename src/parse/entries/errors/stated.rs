//! E5 and E6: sections and pages without labels whose error is beyond doubt, because its message stands in
//! code or quotes, because it stands in a list of errors, or because its code is in the page's title and in
//! its file's name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::label::{self, Label};
use super::super::page::Page;
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
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    words >= 3 && text.len() <= 1200
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

/// E5: sections among errors, with no headings below them, whose heading states a message, or says that
/// something goes wrong where the text shows a message or most of the sections beside it are such errors
/// too; `known` are the errors found by other rules.
pub(super) fn sections(page: &Page<'_>, known: &[FoundError]) -> Vec<FoundError> {
    let mut found = Vec::new();
    let listed = Listed::count(page, known);
    for number in 0..page.headings.len() {
        let heading = &page.headings[number];
        let text = page.own_text(number);
        let is_known = || known.iter().any(|error| error.span == heading.span || stands_in(page, error, &text));
        if page.is_title(number)
            || is_part(page, number)
            || page.children(Some(number)).next().is_some()
            || page.is_question(number)
            || page.chain(number).skip(1).any(|above| page.label(above).is_some())
            || !page.is_among_errors(number)
            || is_known()
        {
            continue;
        }
        let shown = shown_message(page, text.clone());
        let wrong = page.says_wrong(&heading.text);
        let listed = || listed.mostly_errors(page, number);
        if !states_message(page, number) && !(wrong && (shown.is_some() || listed())) {
            continue;
        }
        let mut also = other_messages(page, text.clone());
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

/// How many headings of one level below one heading there are, and how many of them are errors or say that
/// something goes wrong.
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
            count.0 += usize::from(is_error || page.says_wrong(&heading.text));
            count.1 += 1;
        }
        Listed(counts)
    }

    /// Whether a heading is one of three or more errors side by side, two of three headings being such.
    fn mostly_errors(&self, page: &Page<'_>, number: usize) -> bool {
        let key = (page.parent(number), page.headings[number].level);
        self.0.get(&key).is_some_and(|&(errors, all)| errors >= 3 && errors * 3 >= all * 2)
    }
}

/// Whether an error was found in a part of the page.
fn stands_in(page: &Page<'_>, error: &FoundError, text: &Range<usize>) -> bool {
    page.blocks_in(text.clone()).any(|(_, block)| Span::from(block.span.clone()) == error.span)
}

fn is_enough(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST
}

/// Whether a heading states a message: in code, in quotes, behind the word for error, or by its code.
fn states_message(page: &Page<'_>, number: usize) -> bool {
    let heading = &page.headings[number];
    let block = &page.outline.blocks[page.blocks_of[number]];
    let has_words = |text: &str| text.split_whitespace().count() >= 2;
    let labelled = label::read_as(&heading.text, page.context.language, Label::Problem);
    inline_code(page, block.text.clone()).any(|code| is_message(&code))
        || quoted(&heading.text).any(is_message)
        || labelled.is_some_and(has_words)
        || (page.says_wrong(&heading.text) && !codes::in_text(&heading.text).is_empty())
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

/// Where the first code block of a section ends that shows a message of something that went wrong.
fn shown_message(page: &Page<'_>, text: Range<usize>) -> Option<usize> {
    let is_code = |kind: BlockKind| matches!(kind, BlockKind::Pre | BlockKind::Code);
    let (_, block) = page.blocks_in(text).find(|(_, block)| is_code(block.kind))?;
    let code = page.outline.text_of(block);
    (is_message(&tidy(code)) && page.says_wrong(code)).then_some(block.text.end)
}

/// E6: a page that is about one code, in its title and in its file's name, where nothing else was found.
/// The message is what stands in code or a quote above everything, else the first paragraph.
pub(super) fn code_page(page: &Page<'_>, known: &[FoundError]) -> Option<FoundError> {
    let title = page.context.heading.unwrap_or(page.context.title);
    let stem = page.context.file_stem.to_lowercase();
    let code = title.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).find(|word| {
        is_numbered(word) && stem.ends_with(&word.to_lowercase())
    })?;
    let is_error = page.says_wrong(title) || page.is_about_errors() || page.says_wrong(&stem.replace(['-', '_'], " "));
    if !known.is_empty() || !is_error {
        return None;
    }
    let lead = page.lead_text();
    let may_state = |kind: BlockKind| {
        matches!(kind, BlockKind::Pre | BlockKind::Code | BlockKind::Quote | BlockKind::Paragraph)
    };
    let (_, stated) = page.blocks_in(lead.clone()).find(|(_, block)| may_state(block.kind))?;
    let contact = page.children(None).find(|&child| page.label(child) == Some(Label::Contact));
    let end = contact.map_or(page.outline.text.len(), |child| {
        page.outline.blocks[page.blocks_of[child]].text.start
    });
    let message = tidy(page.outline.text_of(stated));
    let resolution = page.outline.slice(stated.text.end..end).to_owned();
    if !is_enough(&resolution) || message.is_empty() || message.len() > 600 {
        return None;
    }
    let heading = page.context.title_heading.map(|title| &page.headings[title as usize]);
    Some(FoundError {
        message,
        also: vec![tidy(title)],
        codes: vec![code.to_owned()],
        cause: None,
        resolution,
        place: heading.map_or(Place::At(0), |heading| Place::Written(heading.anchor.clone())),
        span: heading.map_or(Span::default(), |heading| heading.span),
        rule: Rule::CodePage,
    })
}

/// Whether a word is a code: capitals, perhaps a sign, and three digits or more.
fn is_numbered(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = word.len() - digits.len();
    let digits = digits.trim_start_matches(['-', '_']);
    (1..=12).contains(&letters) && digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
