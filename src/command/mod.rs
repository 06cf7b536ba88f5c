//! The commands: each reads its arguments, calls the pipeline, and says what came of it.

pub mod build;
pub mod check;
pub mod completions;
pub mod console;
pub mod explain;
pub mod export;
pub mod external;
mod history;
pub mod merge;
pub mod new;
mod passages;
pub mod publish;
pub mod search;
pub mod serve;
pub mod settings;
pub mod translations;

/// How a command ended, as its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything is fine.
    Fine = 0,
    /// There are errors in the content, or nothing was found.
    Findings = 1,
    /// The command could not run.
    Failed = 2,
}

impl Exit {
    /// The exit code of findings: errors count, and warnings where `strict`.
    fn of(diagnostics: &[crate::diagnostic::Diagnostic], strict: bool) -> Exit {
        let counts = |diagnostic: &crate::diagnostic::Diagnostic| strict || diagnostic.is_error();
        if diagnostics.iter().any(counts) { Exit::Findings } else { Exit::Fine }
    }
}
