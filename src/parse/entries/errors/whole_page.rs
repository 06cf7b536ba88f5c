//! Pages without labels that are one error: about one code, or with the message in their title or in code above
//! everything.

use super::super::label::{self, Label};
use super::super::page::{self, Page, asks};
use super::super::{Place, Rule};
use super::FoundError;
use super::stated::{is_enough, is_message, other_messages, quoted, shown_message, stated_message};
use crate::parse::block::BlockKind;
use crate::parse::markdown::tidy;
use crate::source::Span;

/// The error that a page is about as a whole, where no other rule found one (`known`).
pub(super) fn of(page: &Page<'_>, known: &[FoundError]) -> Option<FoundError> {
    if !known.is_empty() {
        return None;
    }
    code_page(page).or_else(|| titled_page(page)).or_else(|| message_page(page))
}

/// A page about one code, in its title and in its file's name. The message is what stands behind the code in
/// the title, else what stands in code, in a quote or in a paragraph above everything.
fn code_page(page: &Page<'_>) -> Option<FoundError> {
    let title = page.title();
    let stem = page.context.file_stem.to_lowercase();
    let mut words = title.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
    let Some(code) = words.find(|word| is_numbered(word) && stem.ends_with(&word.to_lowercase())) else {
        // Where only the file is called by the code, the title says what it means.
        let code = stem.to_uppercase();
        return (is_numbered(&code) && page.is_about_errors() && !asks(title))
            .then(|| entry(page, tidy(title), Vec::new(), vec![code], page.lead_text().start))
            .flatten();
    };
    let is_error =
        page.title_says_wrong() || page.is_about_errors() || page.says_wrong(&stem.replace(['-', '_'], " "));
    if !is_error {
        return None;
    }
    let lead = page.lead_text();
    let behind = title.split_once(code).map_or("", |(_, behind)| behind);
    let in_title = behind.starts_with([':', '：', ' ']) && behind.split_whitespace().count() >= 3
        || behind.starts_with([':', '：']) && behind.chars().count() > 6;
    let may_state = |kind: BlockKind| {
        matches!(kind, BlockKind::Pre | BlockKind::Code | BlockKind::Quote | BlockKind::Paragraph)
    };
    let (message, below) = if in_title {
        (tidy(title), lead.start)
    } else {
        let (_, stated) = page.blocks_in(lead).find(|(_, block)| may_state(block.kind))?;
        (tidy(page.outline.text_of(stated)), stated.text.end)
    };
    if message.is_empty() || message.len() > 600 {
        return None;
    }
    entry(page, message, vec![tidy(title)], vec![code.to_owned()], below)
}

/// A page whose title states the message: behind the word for error, or in quotes, which names of buttons stand
/// in as well. What a page with labels of its own is, they say.
fn titled_page(page: &Page<'_>) -> Option<FoundError> {
    let title = page.title();
    let labelled = label::read_as(title, page.words, Label::Problem);
    let labelled = labelled.filter(|message| page::word_count(message) >= 2);
    let quoted = || quoted(title).find(|message| is_message(message) && page.says_wrong(message));
    let is_part =
        |child| matches!(page.label(child), Some(Label::Problem | Label::Cause | Label::Resolution));
    if page.children(None).any(is_part) {
        return None;
    }
    let message = labelled.or_else(quoted).filter(|_| !asks(title))?;
    entry(page, tidy(title), vec![message.to_owned()], Vec::new(), page.lead_text().start)
}

/// A page among errors whose title says that something goes wrong, and whose text shows the message in code
/// before its first heading.
fn message_page(page: &Page<'_>) -> Option<FoundError> {
    let title = page.title();
    let chapters = page.children(None).filter(|&child| page.label(child).is_none()).count();
    if !page.is_about_errors() || !page.title_says_wrong() || chapters > 1 {
        return None;
    }
    let lead = page.lead_text();
    stated_message(page, lead.clone())?;
    let below = shown_message(page, lead.clone())?;
    entry(page, tidy(title), other_messages(page, lead), Vec::new(), below)
}

/// The entry of the page, resolved by what stands below a place, but for further reading at its end.
fn entry(
    page: &Page<'_>,
    message: String,
    mut also: Vec<String>,
    codes: Vec<String>,
    below: usize,
) -> Option<FoundError> {
    let contact = page.children(None).find(|&child| page.label(child) == Some(Label::Contact));
    let end = contact
        .map_or(page.outline.text.len(), |child| page.outline.blocks[page.blocks_of[child]].text.start);
    let resolution = page.outline.slice(below..end.max(below)).to_owned();
    also.retain(|other| *other != message);
    let heading = page.context.title_heading.map(|title| &page.headings[title as usize]);
    is_enough(&resolution).then(|| FoundError {
        message,
        also,
        codes,
        cause: None,
        resolution,
        place: heading.map_or(Place::At(0), |heading| Place::Written(heading.anchor.clone())),
        span: heading.map_or(Span::default(), |heading| heading.span),
        rule: Rule::WholePage,
    })
}

/// Whether a word is a code: capitals, perhaps a sign, and three digits or more.
fn is_numbered(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = word.len() - digits.len();
    let digits = digits.trim_start_matches(['-', '_']);
    (1..=12).contains(&letters) && digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
