//! What every fuzz target holds a parsed page to, and a site whose index is asked.

pub mod site;

use std::collections::BTreeMap;

use ajuda::model::Document;
use ajuda::parse::{Includes, Placing, RawHtml, parse};
use ajuda::source::{Area, Source, SourcePath, Span};

/// Parses a page twice and holds the result to what must be true of any page.
///
/// # Panics
/// When something is not true: that is what a fuzzer looks for.
pub fn check(path: &str, text: &str, included: &str) {
    let path = SourcePath::new(path);
    let fragment = SourcePath::new("en/includes/part.md");
    let placing = Placing::new(None, None, &[path.clone()]);
    let part = Source::new(Area::Content, fragment.clone(), included.to_owned());
    let files = BTreeMap::from([(fragment, part)]);
    let source = Source::new(Area::Content, path, text.to_owned());
    let first = parse(&source, &placing, &Includes::of(&files), RawHtml::default());
    let again = parse(&source, &placing, &Includes::of(&files), RawHtml::default());
    assert_eq!(first.diagnostics.len(), again.diagnostics.len(), "the same findings each time");
    let document = &first.value;
    let html = |document: &Document| document.body.get().expect("it is held").into_owned().html;
    assert_eq!(html(document), html(&again.value), "the same page each time");
    assert_eq!(document.questions, again.value.questions, "the same questions each time");
    assert_eq!(document.errors, again.value.errors, "the same errors each time");
    spans(document);
    for question in &document.questions {
        assert!(!question.question.is_empty() && !question.answer.is_empty(), "{question:?}");
    }
    for error in &document.errors {
        assert!(!error.message.is_empty() && !error.resolution.is_empty(), "{error:?}");
    }
}

/// Everything that has a place has it inside its source, on character boundaries.
fn spans(document: &Document) {
    let within = |span: Span| {
        let (source, start) = document.source.locate(span.start);
        assert!(source.text().is_char_boundary(start as usize), "{span:?}");
        source.position(start);
    };
    document.headings.iter().for_each(|heading| within(heading.span));
    document.links.iter().for_each(|link| within(link.span));
    document.questions.iter().for_each(|question| within(question.span));
    document.errors.iter().for_each(|error| within(error.span));
    document.trail.iter().for_each(|trace| within(trace.span));
}
