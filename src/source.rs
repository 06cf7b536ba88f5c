//! What came from the content folder: a relative path and its text, and places inside it.
//!
//! Invariant: `Source::text` is valid UTF-8 without a byte order mark; line ends are kept as
//! written, so every `Span` points into the file as its author sees it.

mod text;

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::digest::{Digest, Parts};
use text::Text;

/// A path below the content folder: `/` between segments, no leading `/`, no `.` or `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a path whose segments are already plain names.
    pub fn new(path: &str) -> Self {
        SourcePath(path.trim_matches('/').into())
    }

    /// The whole path, as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds this file; empty at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last segment.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.name();
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        }
    }

    /// The last extension in lower case, without the dot; empty where there is none.
    pub fn extension(&self) -> String {
        match self.name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
            _ => String::new(),
        }
    }

    /// Follows a relative path from a folder; `None` where `..` leads out of the content folder.
    pub fn resolve(folder: &str, relative: &str) -> Option<SourcePath> {
        let mut path = String::with_capacity(folder.len() + 1 + relative.len());
        for segment in folder.split('/').chain(relative.split(['/', '\\'])) {
            match segment {
                "" | "." => {}
                ".." if path.is_empty() => return None,
                ".." => path.truncate(path.rfind('/').unwrap_or(0)),
                name if path.is_empty() => path.push_str(name),
                name => path.extend(["/", name]),
            }
        }
        Some(SourcePath(path.into()))
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for SourcePath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for SourcePath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|path| SourcePath::new(&path))
    }
}

/// Which of the site's folders a file belongs to; a report puts that folder's path before its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Area {
    /// The markdown, and the files beside it.
    Content,
    /// The site's own templates, or a template of the default theme.
    Templates,
    /// The site's own static files.
    Static,
    /// `ajuda.toml`.
    Config,
}

/// Bytes `start..end` of a source's text, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes as a range to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Span {
    /// Sources are refused above 4 GiB, so offsets fit.
    fn from(range: Range<usize>) -> Self {
        let clip = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clip(range.start), end: clip(range.end) }
    }
}

/// A file as read: immutable, cheap to clone.
#[derive(Clone)]
pub struct Source {
    inner: Arc<Inner>,
}

struct Inner {
    area: Area,
    path: SourcePath,
    text: Arc<Text>,
    digest: OnceLock<Digest>,
    /// Files included by this one, each with the offset at which its text is taken to begin: behind
    /// this text and those before it. So one offset names a place in any of them.
    joined: Vec<(u32, Source)>,
}

impl Source {
    /// A source from text; a byte order mark at its start is dropped.
    pub fn new(area: Area, path: SourcePath, mut text: String) -> Self {
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Source::of(area, path, Text::new(text.into()), OnceLock::new())
    }

    /// A file that was read before and need not be read again for what is known of it: its digest, and how many
    /// bytes its text has. `read` is what reads it, should its text be asked for.
    pub fn unread(
        area: Area,
        path: SourcePath,
        digest: Digest,
        length: usize,
        read: impl Fn() -> Option<Source> + Send + Sync + 'static,
    ) -> Self {
        Source::of(area, path, Text::known(digest, length, Box::new(read)), digest.into())
    }

    fn of(area: Area, path: SourcePath, text: Text, digest: OnceLock<Digest>) -> Self {
        Source { inner: Arc::new(Inner { area, path, text: Arc::new(text), digest, joined: Vec::new() }) }
    }

    /// The folder this file came from.
    pub fn area(&self) -> Area {
        self.inner.area
    }

    /// Where the file lies below its folder.
    pub fn path(&self) -> &SourcePath {
        &self.inner.path
    }

    /// Whether both are one file as it was read once.
    pub fn is_same_reading(&self, other: &Source) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// The same without its text and the files it includes: enough to name it.
    #[must_use]
    pub fn named_only(&self) -> Source {
        Source::new(self.inner.area, self.inner.path.clone(), String::new())
    }

    /// The whole text; empty where it was read now and is not what it was known to be.
    pub fn text(&self) -> &str {
        self.inner.text.as_str()
    }

    /// How many bytes the text has.
    pub fn length(&self) -> usize {
        self.inner.text.length()
    }

    /// Whether this text and those of the files behind it were what they are known to be, as far as they were
    /// asked for: nothing is to be believed that was made of others.
    pub fn is_as_known(&self) -> bool {
        self.inner.text.is_as_known() && self.joined().all(Source::is_as_known)
    }

    /// Whether the text is there without being read.
    #[cfg(test)]
    pub(crate) fn is_at_hand(&self) -> bool {
        self.inner.text.is_at_hand()
    }

    /// What tells this file, by its place and text, from every other.
    pub fn digest(&self) -> Digest {
        let Inner { area, path, text, .. } = &*self.inner;
        let parts = || Parts::of("source").bytes(&[*area as u8]).text(path.as_str()).text(text.as_str());
        *self.inner.digest.get_or_init(|| parts().all())
    }

    /// The files that hang behind this one, in order.
    pub fn joined(&self) -> impl Iterator<Item = &Source> {
        self.inner.joined.iter().map(|(_, source)| source)
    }

    /// Hangs an included file behind this one; returns the offset at which its text is taken to begin.
    pub fn join(&mut self, included: &Source) -> usize {
        let last = self.inner.joined.last();
        let end = last.map_or(self.length(), |(base, source)| *base as usize + source.length());
        // One byte apart, so that the end of a file is not the beginning of the next.
        let base = end + 1;
        if let Some(inner) = Arc::get_mut(&mut self.inner) {
            inner.joined.push((clip(base), included.clone()));
            return base;
        }
        let mut joined = self.inner.joined.clone();
        joined.push((clip(base), included.clone()));
        let Inner { area, path, text, digest, .. } = &*self.inner;
        let (path, text, digest) = (path.clone(), text.clone(), digest.clone());
        self.inner = Arc::new(Inner { area: *area, path, text, digest, joined });
        base
    }

    /// The file that an offset lies in, and the offset in that file's own text.
    pub fn locate(&self, offset: u32) -> (&Source, u32) {
        let after = self.inner.joined.partition_point(|(base, _)| *base <= offset);
        match after.checked_sub(1).map(|at| &self.inner.joined[at]) {
            Some((base, source)) => (source, offset - base),
            None => (self, offset),
        }
    }

    /// The text of a range, in whichever file it lies; empty where it lies in none.
    pub fn slice(&self, range: Range<usize>) -> &str {
        let (source, start) = self.locate(clip(range.start));
        let start = start as usize;
        source.text().get(start..start + range.len()).unwrap_or("")
    }

    /// Line and column (in characters) of a byte, both from 1.
    pub fn position(&self, offset: u32) -> (u32, u32) {
        let starts = self.inner.text.line_starts();
        let line = starts.partition_point(|&start| start <= offset).max(1);
        let start = starts[line - 1] as usize;
        let before = self.text().get(start..offset as usize).unwrap_or("");
        (clip(line), clip(before.chars().count() + 1))
    }

    /// How many bytes stand before an offset on its line.
    pub fn byte_of_line(&self, offset: u32) -> usize {
        let starts = self.inner.text.line_starts();
        let line = starts.partition_point(|&start| start <= offset).max(1);
        (offset - starts[line - 1]) as usize
    }

    /// The byte that a line (from 1) begins at; the end of the text where there are not so many.
    pub fn line_start(&self, line: u32) -> u32 {
        let start = self.inner.text.line_starts().get(line.saturating_sub(1) as usize);
        start.copied().unwrap_or(clip(self.text().len()))
    }

    /// The text of a line (from 1), without its line end.
    pub fn line(&self, line: u32) -> &str {
        let starts = self.inner.text.line_starts();
        let start = starts.get(line as usize - 1).map_or(self.text().len(), |&s| s as usize);
        let end = starts.get(line as usize).map_or(self.text().len(), |&s| s as usize);
        self.text()[start..end].trim_end_matches(['\n', '\r'])
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("path", self.path()).finish_non_exhaustive()
    }
}

fn clip(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one_over_both_line_ends() {
        let source = Source::new(Area::Content, SourcePath::new("a.md"), "\u{feff}ção\r\nàb\nc".into());
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position(5), (1, 4));
        let b = u32::try_from(source.text().find('b').unwrap()).unwrap();
        assert_eq!(source.position(b), (2, 2));
        assert_eq!(source.line(1), "ção");
        assert_eq!(source.line(3), "c");
    }

    #[test]
    fn a_text_that_is_known_is_read_when_it_is_asked_for_and_held_to_what_is_known() {
        let new = |path: &str, text: &str| Source::new(Area::Content, SourcePath::new(path), text.into());
        let (file, other) = (new("a.md", "One\nTwo, three\n"), new("a.md", "Another\n"));
        let known = |found: Option<&Source>| {
            let found = found.cloned();
            let read = move || found.clone();
            Source::unread(file.area(), file.path().clone(), file.digest(), file.length(), read)
        };
        let is = known(Some(&file));
        let mut with_part = is.clone();
        assert_eq!(with_part.join(&new("part.md", "Part")), file.clone().join(&new("part.md", "Part")));
        assert_eq!((is.digest(), is.length(), is.is_at_hand()), (file.digest(), file.length(), false));
        assert_eq!(with_part.digest(), file.digest());
        assert_eq!((with_part.text(), with_part.position(6)), (file.text(), file.position(6)));
        // It is read once for all that have it.
        assert!(is.is_at_hand() && is.is_as_known() && with_part.is_as_known());
        for found in [Some(&other), None] {
            let was = known(found);
            let mut with_it = new("page.md", "Page");
            with_it.join(&was);
            assert!(was.is_as_known() && with_it.is_as_known(), "nobody asked");
            assert_eq!((was.text(), was.line(2), was.slice(4..7), was.position(9)), ("", "", "", (1, 1)));
            assert_eq!((was.byte_of_line(9), was.line_start(2)), (9, 0));
            assert_eq!((was.digest(), was.length()), (file.digest(), file.length()));
            assert!(!was.is_as_known() && !with_it.is_as_known());
        }
    }

    #[test]
    fn a_path_cannot_leave_the_content_folder() {
        let follow = |folder, relative| SourcePath::resolve(folder, relative).map(|p| p.to_string());
        assert_eq!(follow("pt-BR/leads", "../faq.md").as_deref(), Some("pt-BR/faq.md"));
        assert_eq!(follow("pt-BR", "./a//b.md").as_deref(), Some("pt-BR/a/b.md"));
        assert_eq!(follow("a/b", "../../c/").as_deref(), Some("c"));
        assert_eq!(follow("a", "b\\..\\c.md").as_deref(), Some("a/c.md"));
        assert_eq!(follow("a", "..").as_deref(), Some(""));
        for leads_out in ["../../faq.md", "../..", "../../pt-BR/faq.md"] {
            assert_eq!(follow("pt-BR", leads_out), None, "{leads_out}");
        }
        assert_eq!(follow("", ".."), None);
    }
}
