//! Questions and errors recognised in prose, in any of the shapes that documentation gives them.
//!
//! 1. `page` lays the headings out as a tree and answers what recognition asks: which heading a block
//!    stands under, whether questions or errors are listed there.
//! 2. `questions` finds questions (F1 to F8) and `errors` errors (E0 to E6), each with the rule that
//!    found it; `label` says what a heading or a bold word is called; `codes` finds error codes.
//! 3. `written` takes the entries that directives spell out; what lies in them is not recognised again.
//! 4. `near` says why what looks like an entry is none.
//! 5. An entry without a written anchor gets one from its text.
//! 6. `shown` folds questions and sets off errors.
//!
//! Precision comes first: a wrong entry misleads a reader, a missed one is still a section that search
//! finds. So a shape counts only where the page itself says that questions or errors are listed.

mod codes;
mod errors;
mod label;
mod near;
mod page;
mod questions;
mod shown;
mod tables;
mod written;

use super::block::Outline;
use super::passage;
use crate::model::{
    Anchor, AnchorSet, ErrorEntry, Heading, ListedError, ListedQuestion, PageKind, Passage, Question, Rule,
    Shown, Trace, Why,
};
use crate::source::Span;
use errors::FoundError;
use page::Page;
use questions::FoundQuestion;

/// What recognition may know of the page beside its blocks.
pub(super) struct Context<'a> {
    /// The page's language, for its words.
    pub(super) language: &'a str,
    /// The page's title.
    pub(super) title: &'a str,
    /// The level-one heading that opens it.
    pub(super) heading: Option<&'a str>,
    /// The file's name without extension: often English in every locale.
    pub(super) file_stem: &'a str,
    /// The folders that hold the file, joined by `/`.
    pub(super) folder: &'a str,
    /// What the author says the page is.
    pub(super) kind: Option<PageKind>,
    /// The heading that is the title.
    pub(super) title_heading: Option<u32>,
    /// Whether every heading of level three is a question, as in a YAML file of questions.
    pub(super) headings_ask: bool,
}

/// What was found.
pub(super) struct Found {
    pub(super) questions: Vec<Question>,
    pub(super) errors: Vec<ErrorEntry>,
    /// What the page is, by what it holds.
    pub(super) kind: PageKind,
    /// Anchors to set for entries that have none, each before a byte of the page's HTML.
    pub(super) anchors: Vec<(u32, Anchor)>,
    /// What shows them, set around the page's HTML.
    pub(super) pieces: shown::Pieces,
    /// How they were found, and what was nearly one.
    pub(super) trail: Vec<Trace>,
}

/// Where an entry's anchor is: one that is written, or a place for one to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Written(Anchor),
    At(u32),
}

/// Finds the entries of a page; new anchors are claimed from `taken`.
pub(super) fn find(
    outline: &Outline,
    headings: &[Heading],
    html: &str,
    taken: &mut AnchorSet,
    context: &Context<'_>,
) -> Found {
    let page = Page::new(outline, headings, context);
    let written = written::ranges(&page);
    let outside = |span: Span| {
        page.block_at(span).is_none_or(|block| {
            let start = outline.blocks[block].text.start;
            let next = written.partition_point(|range| range.end <= start);
            written.get(next).is_none_or(|range| !range.contains(&start))
        })
    };
    let mut found_errors = errors::find(&page);
    found_errors.retain(|error| outside(error.span));
    found_errors.extend(written::errors(&page));
    let mut found_questions = questions::find(&page, &found_errors);
    found_questions.retain(|question| outside(question.span));
    found_questions.extend(written::questions(&page));
    found_errors.sort_by_key(|error| error.span.start);
    found_questions.sort_by_key(|question| question.span.start);

    let mut trail = near::misses(&page, &found_questions, &found_errors);
    let found = |span: Span, rule: Rule| Trace { span, why: Why::Found(rule) };
    trail.extend(found_questions.iter().map(|question| found(question.span, question.rule)));
    trail.extend(found_errors.iter().map(|error| found(error.span, error.rule)));
    trail.sort();

    let below_title = headings.len() - usize::from(context.title_heading.is_some());
    let kind = kind_of(found_questions.len(), found_errors.len(), below_title);
    let folds = context.kind.unwrap_or(kind) == PageKind::Faq;
    let mut pieces = if folds { shown::folds(&page, &found_questions, html) } else { Vec::new() };
    // An error in a question's answer is the answer's.
    if pieces.is_empty() {
        pieces = shown::messages(&page, &found_errors, html);
    }

    let mut anchors = Vec::new();
    let mut anchor = |place: Place, text: &str| match place {
        Place::Written(anchor) => {
            let of_heading = headings.iter().find(|heading| heading.anchor == anchor);
            (anchor, of_heading.is_none_or(|heading| heading.written))
        }
        Place::At(at) => {
            let anchor = taken.unique(Anchor::slug(&first_words(text)));
            anchors.push((at, anchor.clone()));
            (anchor, false)
        }
    };
    let mut questions = Vec::with_capacity(found_questions.len());
    for found in found_questions {
        let (anchor, written) = anchor(found.place, &found.question);
        let FoundQuestion { question, answer, span, .. } = found;
        questions.push(Question { question, answer, anchor, written, span });
    }
    let mut errors = Vec::with_capacity(found_errors.len());
    for found in found_errors {
        let codes = codes::of(&found);
        let (anchor, written) = anchor(found.place, &found.message);
        let FoundError { message, also, cause, resolution, span, .. } = found;
        let shown = shown_on(&page, span, cause.as_deref(), &resolution);
        errors.push(ErrorEntry { message, also, codes, cause, resolution, shown, anchor, written, span });
    }
    Found { questions, errors, kind, anchors, pieces, trail }
}

/// A page whose author says that it has no entries.
pub(super) fn none() -> Found {
    Found {
        questions: Vec::new(),
        errors: Vec::new(),
        kind: PageKind::Article,
        anchors: Vec::new(),
        pieces: Vec::new(),
        trail: Vec::new(),
    }
}

/// The cause and resolution of an error, as they stand on the page at or behind its message.
fn shown_on(page: &Page<'_>, span: Span, cause: Option<&str>, resolution: &str) -> Shown<u32> {
    let from = page.block_at(span).map_or(0, |block| page.outline.blocks[block].text.start);
    Shown {
        cause: passage::of(page.outline, from, cause.unwrap_or("")),
        resolution: passage::of(page.outline, from, resolution),
    }
}

/// The entries that front matter lists. Those without an anchor lead to the page's beginning.
pub(super) fn listed(questions: &[ListedQuestion], errors: &[ListedError], taken: &mut AnchorSet) -> Found {
    let mut anchors = Vec::new();
    let mut place = |anchor: &Option<String>, text: &str| {
        let written = anchor.as_deref().and_then(|anchor| Anchor::explicit(anchor.trim_start_matches('#')));
        written.map(|anchor| (anchor, true)).unwrap_or_else(|| {
            let anchor = taken.unique(Anchor::slug(&first_words(text)));
            anchors.push((0, anchor.clone()));
            (anchor, false)
        })
    };
    let mut found = none();
    for entry in questions {
        let (anchor, written) = place(&entry.anchor, &entry.question);
        let (question, answer) = (entry.question.clone(), entry.answer.clone());
        found.questions.push(Question { question, answer, anchor, written, span: Span::default() });
    }
    for entry in errors {
        let (anchor, written) = place(&entry.anchor, &entry.message);
        found.errors.push(ErrorEntry {
            message: entry.message.clone(),
            also: Vec::new(),
            codes: entry.codes.clone(),
            cause: entry.cause.clone(),
            resolution: entry.resolution.clone(),
            shown: Shown {
                cause: Passage::plain(entry.cause.as_deref().unwrap_or("")),
                resolution: Passage::plain(&entry.resolution),
            },
            anchor,
            written,
            span: Span::default(),
        });
    }
    found.kind = kind_of(found.questions.len(), found.errors.len(), 0);
    found.anchors = anchors;
    found
}

/// What a page is where its author does not say: mostly questions, mostly errors, or text.
fn kind_of(questions: usize, errors: usize, headings: usize) -> PageKind {
    // A page is about its entries when they are at least every other heading; a page that is one
    // error has a heading a part of it.
    let most = |entries: usize, least: usize| entries >= least && entries * 2 >= headings;
    if most(questions, 2) && questions >= errors {
        PageKind::Faq
    } else if most(errors, 2) || (errors == 1 && questions == 0 && headings <= 6) {
        PageKind::Troubleshooting
    } else {
        PageKind::Article
    }
}

/// The beginning of a text, long enough to tell it from others, for its anchor.
fn first_words(text: &str) -> String {
    let mut slug = String::new();
    for word in text.split_whitespace().take(12) {
        if slug.len() + word.len() > 80 {
            break;
        }
        slug.push_str(word);
        slug.push(' ');
    }
    if slug.is_empty() { text.chars().take(40).collect() } else { slug }
}
