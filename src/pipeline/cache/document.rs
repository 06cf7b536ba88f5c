//! A document as bytes: what it asked for, what was found while parsing it, and what it became.
//!
//! Its source is not among them: that was read anyway, and so were the files that it includes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pack::{Entry, Pack};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Anchor, Aside, CodeBlock, Document, ErrorEntry, FrontMatter, Heading, Link, Locale, PageKey, PageKind,
    Question, Step, Trace,
};
use crate::parse::{Asked, Includes};
use crate::pipeline::load::Made;
use crate::source::{Source, SourcePath};

/// Everything of a document but its source and what is laid aside, in the order of its fields: what is said of
/// it, what stands on the page, and what was found in that.
type Kept = (
    (Locale, PageKey, bool, FrontMatter, String, Option<String>, String, PageKind),
    (Vec<Heading>, Vec<Anchor>, Vec<Link>, Vec<CodeBlock>, Vec<Step>),
    (Vec<Question>, Vec<ErrorEntry>, Vec<Trace>),
);

/// Appends a document with all that a build needs of it.
pub(super) fn encode(made: &Made<Document>, bytes: &mut Vec<u8>) -> Option<()> {
    let Document {
        source,
        digest: _,
        locale,
        key,
        is_index,
        front_matter,
        title,
        heading,
        description,
        kind,
        headings,
        anchors,
        links,
        code,
        body,
        sections,
        steps,
        questions,
        errors,
        trail,
    } = &*made.value;
    let included: Vec<&SourcePath> = source.joined().map(Source::path).collect();
    let kept = (
        (locale, key, is_index, front_matter, title, heading, description, kind),
        (headings, anchors, links, code, steps),
        (questions, errors, trail),
    );
    let (body, sections) = (body.bytes().ok()?, sections.bytes().ok()?);
    let lengths = (body.len(), sections.len());
    postcard::to_io(&(&made.asked, (included, &made.diagnostics, kept, lengths)), &mut *bytes).ok()?;
    bytes.extend(body);
    bytes.extend(sections);
    Some(())
}

/// The document of a source, where every file that it asked for is what it was then. What it laid aside stays
/// in the pack until it is asked for.
pub(super) fn decode(
    pack: &Pack,
    entry: &Entry<'_>,
    source: &Source,
    texts: &BTreeMap<SourcePath, Source>,
) -> Option<Made<Document>> {
    let (asked, rest): (Vec<Asked>, &[u8]) = postcard::take_from_bytes(entry.bytes).ok()?;
    if !Includes::of(texts).are(&asked) {
        return None;
    }
    let ((included, diagnostics, kept, (body, sections)), rest): (
        (Vec<SourcePath>, Vec<Diagnostic>, Kept, (usize, usize)),
        &[u8],
    ) = postcard::take_from_bytes(rest).ok()?;
    let at = entry.at + entry.bytes.len() - rest.len();
    let sections_at = at.checked_add(body).filter(|_| body.checked_add(sections) == Some(rest.len()))?;
    let body = Aside::Laid(pack.laid(at, body)?);
    let sections = Aside::Laid(pack.laid(sections_at, sections)?);
    let mut joined = source.clone();
    for path in &included {
        joined.join(texts.get(path)?);
    }
    let (locale, key, is_index, front_matter, title, heading, description, kind) = kept.0;
    let (headings, anchors, links, code, steps) = kept.1;
    let (questions, errors, trail) = kept.2;
    let document = Document {
        source: joined,
        digest: entry.document,
        locale,
        key,
        is_index,
        front_matter,
        title,
        heading,
        description,
        kind,
        headings,
        anchors,
        links,
        code,
        body,
        sections,
        steps,
        questions,
        errors,
        trail,
    };
    Some(Made { source: source.clone(), of: entry.of, asked, value: Arc::new(document), diagnostics })
}
