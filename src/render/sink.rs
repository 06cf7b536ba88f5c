//! Where the files of a site go, and which of them are made.

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;

/// Takes the files of a site as they are made, in no particular order.
pub trait Sink: Sync {
    /// Whether the file at this path is to be made at all: asked before the work of making it.
    fn wants(&self, path: &str) -> bool;

    /// Whether it may have files already; where it may not, it is not asked for any.
    fn remembers(&self) -> bool {
        false
    }

    /// Whether it has a file that it wants: one that was made of the same. Then it is not made.
    ///
    /// # Errors
    /// Whatever keeps it from being told; rendering ends then.
    fn has(&self, _path: &str, _made_of: Digest) -> anyhow::Result<bool> {
        Ok(false)
    }

    /// Takes a file that it wants and has not: its path below the site, what it is made of where that is
    /// known, and its bytes.
    ///
    /// # Errors
    /// Whatever keeps it from being taken; rendering ends then.
    fn take(&self, path: &str, made_of: Option<Digest>, bytes: &[u8]) -> anyhow::Result<()>;
}

/// A function takes every file.
impl<F: Fn(&str, &[u8]) -> anyhow::Result<()> + Sync> Sink for F {
    fn wants(&self, _: &str) -> bool {
        true
    }

    fn take(&self, path: &str, _: Option<Digest>, bytes: &[u8]) -> anyhow::Result<()> {
        self(path, bytes)
    }
}

/// Why a file could not be made.
#[derive(Debug)]
pub(super) enum Failed {
    /// A template does; what to mend there.
    Template(Diagnostic),
    /// The machine does: nothing can be rendered on.
    Machine(anyhow::Error),
}

impl From<Diagnostic> for Failed {
    fn from(finding: Diagnostic) -> Failed {
        Failed::Template(finding)
    }
}

impl From<anyhow::Error> for Failed {
    fn from(error: anyhow::Error) -> Failed {
        Failed::Machine(error)
    }
}

impl Failed {
    /// The finding that a page is instead, where it is one.
    pub(super) fn or_finding<T>(made: Result<T, Failed>) -> anyhow::Result<Result<T, Diagnostic>> {
        match made {
            Ok(made) => Ok(Ok(made)),
            Err(Failed::Template(finding)) => Ok(Err(finding)),
            Err(Failed::Machine(error)) => Err(error),
        }
    }
}

/// Makes a file where the sink wants it and has it not; a finding is a template that fails, and the file is
/// missing then. Every file goes this way, so that none is taken which is not wanted.
///
/// # Errors
/// The sink's, and the operating system's.
pub(super) fn make<T: AsRef<[u8]>, F: Into<Failed>>(
    sink: &dyn Sink,
    path: &str,
    made_of: impl FnOnce() -> Option<Digest>,
    file: impl FnOnce() -> Result<T, F>,
) -> anyhow::Result<Option<Diagnostic>> {
    if !sink.wants(path) {
        return Ok(None);
    }
    let made_of = if sink.remembers() { made_of() } else { None };
    if let Some(made_of) = made_of
        && sink.has(path, made_of)?
    {
        return Ok(None);
    }
    match Failed::or_finding(file().map_err(F::into))? {
        Ok(bytes) => sink.take(path, made_of, bytes.as_ref()).map(|()| None),
        Err(finding) => Ok(Some(finding)),
    }
}

/// The same for a file that is made without a template, and quickly, of what is not asked.
///
/// # Errors
/// The sink's.
pub(super) fn make_plain<T: AsRef<[u8]>>(
    sink: &dyn Sink,
    path: &str,
    file: impl FnOnce() -> T,
) -> anyhow::Result<()> {
    make(sink, path, || None, || Ok::<_, Failed>(file())).map(drop)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Wants what begins with `a`.
    #[derive(Default)]
    struct Choosy(Mutex<Vec<String>>);

    impl Sink for Choosy {
        fn wants(&self, path: &str) -> bool {
            path.starts_with('a')
        }

        fn take(&self, path: &str, _: Option<Digest>, _: &[u8]) -> anyhow::Result<()> {
            self.0.lock().unwrap().push(path.to_owned());
            Ok(())
        }
    }

    #[test]
    fn what_is_not_wanted_is_not_made() {
        let sink = Choosy::default();
        make_plain(&sink, "a.txt", || "text").unwrap();
        make_plain(&sink, "b.txt", || -> &str { panic!("it was made") }).unwrap();
        assert_eq!(*sink.0.lock().unwrap(), ["a.txt"]);
    }
}
