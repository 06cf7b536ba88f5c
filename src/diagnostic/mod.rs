//! What an author should mend: a code, a message, a place, and what to type instead.
//!
//! Diagnostics are plain data that every stage returns beside its value; `report` draws them.
//! Failures of the environment are not diagnostics: they are `anyhow::Error`s and stop the command.

mod code;
mod report;

pub use code::{Code, Severity};
pub use report::{Format, Reporter};

use std::iter::Sum;

use serde::{Deserialize, Serialize};

use crate::source::{Area, Source, SourcePath, Span};

/// One finding, complete in itself: it can be shown when its source is no longer in memory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where, if it has a place.
    pub location: Option<Location>,
    /// Which finding; its severity and its page in the error catalogue follow from it.
    pub code: Code,
    /// Lower-case phrase, no full stop, literals in backticks.
    pub message: String,
    /// What to type, or to do.
    pub help: Option<String>,
}

/// A place in a file: the line and what to underline in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Location {
    /// The folder `path` is below.
    pub area: Area,
    /// The file.
    pub path: SourcePath,
    /// Line from 1; 0 when the whole file is meant.
    pub line: u32,
    /// Column of the first character from 1; 0 when the whole file is meant.
    pub column: u32,
    /// Column after the last character, on the same line.
    pub end_column: u32,
    /// The text of that line; of a very long one, what is around the place.
    pub line_text: String,
    /// The column that `line_text` begins at: 1, but for a very long line.
    pub text_column: u32,
}

/// A longer line, in bytes, is not kept whole: a line may have as many findings as it has characters.
const LONGEST_LINE: usize = 2000;

/// What is kept of such a line before and behind the beginning of its place, in bytes.
const AROUND: usize = 200;

impl Diagnostic {
    /// A finding at a span of a source; a span over several lines underlines its first line.
    pub fn at(source: &Source, span: Span, code: Code, message: impl Into<String>) -> Self {
        let (source, start) = source.locate(span.start);
        let end = start + span.end.saturating_sub(span.start);
        let (line, column) = source.position(start);
        let (last_line, last_column) = source.position(end);
        let whole = source.line(line);
        let line_end = count(whole).saturating_add(1);
        let (text_column, line_text) = match whole.len() > LONGEST_LINE {
            true => around(whole, column, source.byte_of_line(start)),
            false => (1, whole),
        };
        let end_column = if last_line == line { last_column } else { line_end };
        let location = Location {
            area: source.area(),
            path: source.path().clone(),
            line,
            column,
            end_column: end_column.max(column),
            line_text: line_text.to_owned(),
            text_column,
        };
        Diagnostic { location: Some(location), code, message: message.into(), help: None }
    }

    /// A finding about a whole file.
    pub fn in_file(area: Area, path: &SourcePath, code: Code, message: impl Into<String>) -> Self {
        let location = Location {
            area,
            path: path.clone(),
            line: 0,
            column: 0,
            end_column: 0,
            line_text: String::new(),
            text_column: 1,
        };
        Diagnostic { location: Some(location), code, message: message.into(), help: None }
    }

    /// The same finding with what to type instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same finding, with help where there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Whether it makes the command exit with 1.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Those that make the command exit with 1.
    pub errors: usize,
    /// The others.
    pub warnings: usize,
}

impl Count {
    /// Of these, each once.
    pub fn of(diagnostics: &[Diagnostic]) -> Count {
        let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
        sorted.sort();
        sorted.dedup();
        let errors = sorted.iter().filter(|finding| finding.is_error()).count();
        Count { errors, warnings: sorted.len() - errors }
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Count>>(counts: I) -> Count {
        counts.fold(Count::default(), |sum, count| Count {
            errors: sum.errors + count.errors,
            warnings: sum.warnings + count.warnings,
        })
    }
}

/// A part of a line around a place, which is a column and a byte, and the column it begins at.
fn around(line: &str, column: u32, at: usize) -> (u32, &str) {
    let at = at.min(line.len());
    let start = line.floor_char_boundary(at.saturating_sub(AROUND));
    let end = line.floor_char_boundary((at + AROUND).min(line.len()));
    (column.saturating_sub(count(&line[start..at])), &line[start..end])
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// A value and what was found while making it; stages chain these.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// The value, made as far as possible.
    pub value: T,
    /// What to mend, in no particular order until reported.
    pub diagnostics: Vec<Diagnostic>,
}

/// How alike two names must be (Jaro–Winkler, 0 to 1) for one to be offered for the other.
const LIKENESS: f64 = 0.82;

/// The candidate nearest to `wanted`, if one is near enough to be what was meant.
/// Ties go to the first in order, so the answer does not depend on the iteration.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = wanted.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= LIKENESS)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| y.cmp(x)))
        .map(|(_, candidate)| candidate)
}

/// Help with a name that is not known: the nearest of those that are, else all of them.
pub fn instead_of(wanted: &str, known: &[&str]) -> String {
    match nearest(wanted, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it can be `{}`", known.join("`, `")),
    }
}
