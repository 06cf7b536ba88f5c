//! Questions and errors recognised in prose, in any of the shapes that documentation gives them.
//!
//! 1. `page` lays the headings out as a tree and answers what recognition asks: which heading a block
//!    stands under, whether questions or errors are listed there.
//! 2. `questions` finds questions (F1 to F8) and `errors` errors (E0 to E6), each with the rule that
//!    found it; `label` says what a heading or a bold word is called; `codes` finds error codes.
//! 3. An entry without a written anchor gets one from its text.
//!
//! Precision comes first: a wrong entry misleads a reader, a missed one is still a section that search
//! finds. So a shape counts only where the page itself says that questions or errors are listed.

mod codes;
mod errors;
mod label;
mod page;
mod questions;
mod tables;

use super::block::Outline;
use crate::model::{Anchor, AnchorSet, ErrorEntry, Heading, PageKind, Question};
use page::Page;

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
    /// The names of the folders it lies in.
    pub(super) folder: &'a str,
    /// What the author says the page is.
    pub(super) kind: Option<PageKind>,
    /// The heading that is the title.
    pub(super) title_heading: Option<u32>,
}

/// What was found.
pub(super) struct Found {
    pub(super) questions: Vec<Question>,
    pub(super) errors: Vec<ErrorEntry>,
    /// What the page is, by what it holds.
    pub(super) kind: PageKind,
    /// Anchors to set for entries that have none, each before a byte of the page's HTML.
    pub(super) anchors: Vec<(u32, Anchor)>,
}

/// Which shape an entry has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// A heading that asks.
    AskingHeading,
    /// A heading that does not ask, among sisters that do.
    SisterHeading,
    /// A page that is one question.
    QuestionPage,
    /// Paragraphs labelled question and answer.
    LabelledQuestion,
    /// A bold paragraph that asks.
    BoldQuestion,
    /// A bold lead that asks, with the answer behind it.
    BoldLead,
    /// A plain paragraph or list item that asks.
    PlainQuestion,
    /// A table of questions and answers.
    QuestionTable,
    /// An accordion.
    Accordion,
    /// A bold message with a block quote below it.
    BoldMessage,
    /// A page that is one error.
    ErrorPage,
    /// A heading with labelled headings below it.
    LabelledHeadings,
    /// A heading with labelled paragraphs below it.
    LabelledParagraphs,
    /// A table of errors.
    ErrorTable,
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
    taken: &mut AnchorSet,
    context: &Context<'_>,
) -> Found {
    let page = Page::new(outline, headings, context);
    let errors = errors::find(&page);
    let questions = questions::find(&page, &errors);
    let mut anchors = Vec::new();
    let mut anchor = |place: Place, text: &str| match place {
        Place::Written(anchor) => anchor,
        Place::At(at) => {
            let anchor = taken.unique(Anchor::slug(&first_words(text)));
            anchors.push((at, anchor.clone()));
            anchor
        }
    };
    let questions: Vec<Question> = questions
        .into_iter()
        .map(|found| Question {
            anchor: anchor(found.place, &found.question),
            question: found.question,
            answer: found.answer,
            span: found.span,
        })
        .collect();
    let errors: Vec<ErrorEntry> = errors
        .into_iter()
        .map(|found| ErrorEntry {
            codes: codes::of(&found),
            anchor: anchor(found.place, &found.message),
            message: found.message,
            also: found.also,
            cause: found.cause,
            resolution: found.resolution,
            span: found.span,
        })
        .collect();
    let below_title = headings.len() - usize::from(context.title_heading.is_some());
    let kind = kind_of(questions.len(), errors.len(), below_title);
    Found { questions, errors, kind, anchors }
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
