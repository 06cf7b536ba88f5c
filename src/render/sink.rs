//! Where the files of a site go, and which of them are made.

use crate::diagnostic::Diagnostic;

/// Takes the files of a site as they are made, in no particular order.
pub trait Sink: Sync {
    /// Whether the file at this path is to be made at all: asked before the work of making it.
    fn wants(&self, path: &str) -> bool;

    /// Takes a file that it wants: its path below the site, and its bytes.
    ///
    /// # Errors
    /// Whatever keeps it from being taken; rendering ends then.
    fn take(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()>;
}

/// A function takes every file.
impl<F: Fn(&str, &[u8]) -> anyhow::Result<()> + Sync> Sink for F {
    fn wants(&self, _: &str) -> bool {
        true
    }

    fn take(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self(path, bytes)
    }
}

/// Makes a file where the sink wants it; a finding is a template that fails, and the file is missing then.
/// Every file goes this way, so that none is taken which is not wanted.
///
/// # Errors
/// The sink's.
pub(super) fn make<T: AsRef<[u8]>>(
    sink: &dyn Sink,
    path: &str,
    file: impl FnOnce() -> Result<T, Diagnostic>,
) -> anyhow::Result<Option<Diagnostic>> {
    if !sink.wants(path) {
        return Ok(None);
    }
    match file() {
        Ok(bytes) => sink.take(path, bytes.as_ref()).map(|()| None),
        Err(finding) => Ok(Some(finding)),
    }
}

/// The same for a file that is made without a template.
///
/// # Errors
/// The sink's.
pub(super) fn make_plain<T: AsRef<[u8]>>(
    sink: &dyn Sink,
    path: &str,
    file: impl FnOnce() -> T,
) -> anyhow::Result<()> {
    make(sink, path, || Ok(file())).map(drop)
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

        fn take(&self, path: &str, _: &[u8]) -> anyhow::Result<()> {
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
