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
    Anchor, AnchorSet, ErrorEntry, Heading, ListedError, ListedQuestion, PageKind, Passage, Question, Shown,
    Trace,
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

/// Which shape an entry has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// Written out with a directive.
    Written,
    /// A question of a YAML file of questions.
    YamlQuestion,
    /// A heading that asks, where questions are listed.
    AskingHeading,
    /// A heading that asks, among sisters that do.
    AskingSisters,
    /// A heading put as a question, without its mark.
    UnmarkedHeading,
    /// A heading that does not ask, among sisters that do.
    SisterHeading,
    /// A page that is one question.
    QuestionPage,
    /// Headings, paragraphs or lines labelled question and answer.
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
    /// A section among errors that states a message.
    StatedMessage,
    /// A page without labels that is one error: about one code, or with its message in code.
    WholePage,
}

impl Rule {
    /// What `check --explain-entries` says of it.
    fn says(self) -> &'static str {
        match self {
            Rule::Written => "written out with a directive",
            Rule::YamlQuestion => "a question of a YAML file of questions",
            Rule::AskingHeading => "a heading that asks, where questions are listed",
            Rule::AskingSisters => "a heading that asks, as do most of the headings beside it",
            Rule::UnmarkedHeading => {
                "a heading put as a question, without its mark, where questions are listed"
            }
            Rule::SisterHeading => "a heading among sisters that ask",
            Rule::QuestionPage => {
                "the page is one question: its title asks, and a heading is called answer or the folder is \
                 one of questions"
            }
            Rule::LabelledQuestion => "a heading or line labelled as a question",
            Rule::BoldQuestion => "a bold paragraph that asks, where questions are listed",
            Rule::BoldLead => "bold text that asks, with its answer behind it, where questions are listed",
            Rule::PlainQuestion => "a line that asks, where questions are listed",
            Rule::QuestionTable => "a row of a table of questions and answers",
            Rule::Accordion => "an accordion that asks",
            Rule::BoldMessage => "a bold message with a block quote below it, under a heading about errors",
            Rule::ErrorPage => "the page is one error: headings are called problem, cause and solution",
            Rule::LabelledHeadings => "a heading with headings called problem, cause or solution below it",
            Rule::LabelledParagraphs => "a heading with lines labelled cause or solution below it",
            Rule::ErrorTable => "a row of a table of errors with a column of what to do",
            Rule::StatedMessage => {
                "a section among errors: its heading states one, or says that something goes wrong and the \
                 text or the sections beside it leave no doubt"
            }
            Rule::WholePage => {
                "the page is one error: its code names the file, or its message stands in the title or in \
                 code above everything"
            }
        }
    }

    /// The shape of documentation that the rule is for, by which entries are counted.
    fn shape(self) -> &'static str {
        match self {
            Rule::Written => "written",
            Rule::AskingHeading | Rule::QuestionPage => "F1",
            Rule::AskingSisters => "F1b",
            Rule::LabelledQuestion | Rule::QuestionTable => "F2",
            Rule::BoldQuestion => "F3",
            Rule::BoldLead => "F4",
            Rule::PlainQuestion => "F5",
            Rule::YamlQuestion => "F6",
            Rule::Accordion => "F7",
            Rule::UnmarkedHeading | Rule::SisterHeading => "F8",
            Rule::BoldMessage => "E0",
            Rule::ErrorPage => "E1",
            Rule::LabelledHeadings => "E2",
            Rule::LabelledParagraphs => "E3",
            Rule::ErrorTable => "E4",
            Rule::StatedMessage => "E5",
            Rule::WholePage => "E6",
        }
    }
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
    let found = |span: Span, rule: Rule| Trace { span, shape: Some(rule.shape()), reason: rule.says() };
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
