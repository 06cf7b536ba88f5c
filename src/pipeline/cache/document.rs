//! A document as bytes: what it asked for, what was found while parsing it, and what it became.
//!
//! Its source is not among them, nor are the files that it includes: these are at hand, or read when they are
//! asked for. Its body and its sections stand at the end, each with a digest, and stay in the pack.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pack::{Entry, Pack};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::fs::Laid;
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

/// What stands before what is laid aside: the files that are included, what was found, the document, and how
/// long its body and its sections are, each with its digest.
type Head = (Vec<SourcePath>, Vec<Diagnostic>, Kept, [(usize, Digest); 2]);

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
    let parts = [&body, &sections].map(|part| (part.len(), Laid::digest(part)));
    postcard::to_io(&(&made.asked, (included, &made.diagnostics, kept, parts)), &mut *bytes).ok()?;
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
    let (head, rest): (Head, &[u8]) = postcard::take_from_bytes(rest).ok()?;
    let (included, diagnostics, kept, [body, sections]) = head;
    let at = entry.at + entry.bytes.len() - rest.len();
    let behind = at.checked_add(body.0).filter(|_| body.0.checked_add(sections.0) == Some(rest.len()))?;
    let body = Aside::Laid(pack.laid(at, body)?);
    let sections = Aside::Laid(pack.laid(behind, sections)?);
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
