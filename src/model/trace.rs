//! How entries are found in prose, and what is nearly one.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// How an entry was found, or why what looks like one is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Trace {
    /// Where it stands in its source.
    pub span: Span,
    /// The rule that found it, or what was missing.
    pub why: Why,
}

/// Why something is an entry, or is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Why {
    /// It looks like one, and this is missing.
    Missed(Miss),
    /// It is one by this rule.
    Found(Rule),
}

impl Why {
    /// Which shape of documentation the entry has, as benches count them (`F1`, `E4`); `None` where it is
    /// no entry.
    pub fn shape(self) -> Option<&'static str> {
        match self {
            Why::Missed(_) => None,
            Why::Found(rule) => Some(rule.shape()),
        }
    }

    /// What `check --explain-entries` says of it.
    pub fn says(self) -> &'static str {
        match self {
            Why::Missed(miss) => miss.says(),
            Why::Found(rule) => rule.says(),
        }
    }
}

/// Which shape an entry has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rule {
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
    pub fn says(self) -> &'static str {
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
    pub fn shape(self) -> &'static str {
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

/// What is missing where something looks like an entry, in the order in which it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Miss {
    /// A bold line with a quote, outside of errors.
    BoldAndQuote,
    /// A heading states a problem.
    ProblemWithoutSolution,
    /// A page states a problem.
    PageWithoutSolution,
    /// A question is written out, and has no answer.
    WrittenQuestion,
    /// A table of errors has no resolutions.
    TableOfErrors,
    /// An error is written out, and has no resolution.
    WrittenError,
    /// Bold text asks, outside of questions.
    BoldAsks,
    /// A heading asks, outside of questions.
    AskingHeading,
    /// A heading asks and has nothing below it.
    HeadingWithoutAnswer,
    /// A heading asks and leads elsewhere.
    ContactHeading,
    /// A heading asks within a solution.
    HeadingInSolution,
    /// A title asks.
    AskingTitle,
}

impl Miss {
    /// What `check --explain-entries` says of it.
    pub fn says(self) -> &'static str {
        match self {
            Miss::BoldAndQuote => {
                "a bold line and a block quote, and no heading above, below the title, is about errors"
            }
            Miss::ProblemWithoutSolution => "a problem is stated and no heading below it is called solution",
            Miss::PageWithoutSolution => {
                "a problem is stated in words alone, and no heading below it is called solution"
            }
            Miss::WrittenQuestion => "a question is written out, and nothing in it answers",
            Miss::TableOfErrors => "a table of errors, and no column says what to do",
            Miss::WrittenError => "an error is written out, and nothing in it says what to do",
            Miss::BoldAsks => {
                "bold text asks, and no title or heading above says that questions are listed here"
            }
            Miss::AskingHeading => {
                "the heading asks, and no title or heading above says that questions are listed here"
            }
            Miss::HeadingWithoutAnswer => "the heading asks, and nothing below it answers",
            Miss::ContactHeading => "the heading leads to contact or further reading",
            Miss::HeadingInSolution => "the heading stands under a solution",
            Miss::AskingTitle => {
                "the title asks, no heading below it is called answer, and no folder is one of questions"
            }
        }
    }
}
