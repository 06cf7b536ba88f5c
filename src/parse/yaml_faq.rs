//! docs.microsoft.com's YAML files of questions (`### YamlMime:FAQ`), as events of a page.
//!
//! Each scalar is markdown of its own. Its events are placed on the lines that the scalar takes up in
//! the file, so findings point there.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use serde::Deserialize;
use serde_json::{Map, Value};
use serde_saphyr::Spanned;

use super::front_matter;
use super::markdown::{self, Placed};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// The line that says what a YAML file is.
const MIME: &str = "### YamlMime:FAQ";

/// Whether a source is a YAML file of questions.
pub fn is_yaml_faq(source: &Source) -> bool {
    source.text().lines().next().is_some_and(|line| line.trim().eq_ignore_ascii_case(MIME))
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    metadata: Map<String, Value>,
    title: Option<Spanned<String>>,
    summary: Option<Spanned<String>>,
    #[serde(default)]
    sections: Vec<Section>,
    #[serde(default, rename = "additionalContent")]
    additional_content: Option<Spanned<String>>,
}

#[derive(Deserialize)]
struct Section {
    name: Option<Spanned<String>>,
    #[serde(default)]
    questions: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    question: Spanned<String>,
    answer: Spanned<String>,
}

/// Reads a file: its metadata as front matter, and its events.
pub(super) fn read(
    source: &Source,
    findings: &mut Vec<Diagnostic>,
) -> (Map<String, Value>, Vec<Placed<'static>>) {
    let file: File = match serde_saphyr::from_str(source.text()) {
        Ok(file) => file,
        Err(error) => {
            let line = error.location().map_or(1, |place| place.line());
            let start = line_start(source, line);
            let end = start + source.text()[start..].find(['\n', '\r']).unwrap_or(0);
            let message =
                format!("the file of questions does not parse: {}", front_matter::yaml_problem(&error));
            findings.push(
                Diagnostic::at(source, (start..end).into(), Code::FrontMatterInvalidYaml, message)
                    .help("write `sections` with `questions`, each with a `question` and an `answer`"),
            );
            return (Map::new(), Vec::new());
        }
    };
    let mut writing = Writing { source, starts: starts(source, &file), events: Vec::new() };
    if let Some(title) = &file.title {
        writing.heading(HeadingLevel::H1, title);
    }
    if let Some(summary) = &file.summary {
        writing.text(summary);
    }
    for section in &file.sections {
        if let Some(name) = section.name.as_ref().filter(|name| !name.value.trim().is_empty()) {
            writing.heading(HeadingLevel::H2, name);
        }
        for entry in &section.questions {
            writing.heading(HeadingLevel::H3, &entry.question);
            writing.text(&entry.answer);
        }
    }
    if let Some(content) = &file.additional_content {
        writing.text(content);
    }
    (file.metadata, writing.events)
}

/// Where each scalar begins, sorted: one ends where the next begins.
fn starts(source: &Source, file: &File) -> Vec<usize> {
    let own = [&file.title, &file.summary, &file.additional_content];
    let sections = file.sections.iter().flat_map(|section| {
        let entries = section.questions.iter().flat_map(|entry| [&entry.question, &entry.answer]);
        section.name.iter().chain(entries)
    });
    let scalars = own.into_iter().flatten().chain(sections);
    let mut starts: Vec<usize> = scalars.map(|scalar| scalar_start(source, scalar)).collect();
    starts.push(source.text().len());
    starts.sort_unstable();
    starts
}

fn scalar_start(source: &Source, scalar: &Spanned<String>) -> usize {
    line_start(source, scalar.referenced.line())
}

fn line_start(source: &Source, line: u64) -> usize {
    source.line_start(u32::try_from(line).unwrap_or(u32::MAX)) as usize
}

struct Writing<'a> {
    source: &'a Source,
    starts: Vec<usize>,
    events: Vec<Placed<'static>>,
}

impl Writing<'_> {
    fn place(&self, scalar: &Spanned<String>) -> Range<usize> {
        let start = scalar_start(self.source, scalar);
        let next = self.starts.partition_point(|other| *other <= start);
        let end = self.starts.get(next).copied().unwrap_or(self.source.text().len());
        let length = self.source.text()[start..end].trim_end().len();
        start..start + length
    }

    fn text(&mut self, scalar: &Spanned<String>) {
        let place = self.place(scalar);
        let events = markdown::events(&scalar.value, 0);
        self.events.extend(events.into_iter().map(|(event, _)| (event.into_static(), place.clone())));
    }

    fn heading(&mut self, level: HeadingLevel, scalar: &Spanned<String>) {
        // A heading is a line, and is underlined as one.
        let whole = self.place(scalar);
        let first_line = self.source.text()[whole.clone()].find(['\n', '\r']).unwrap_or(whole.len());
        let place = whole.start..whole.start + first_line;
        let tag = Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() };
        self.events.push((Event::Start(tag), place.clone()));
        let inline = markdown::line(scalar.value.trim());
        self.events.extend(inline.into_iter().map(|(event, _)| (event.into_static(), place.clone())));
        self.events.push((Event::End(TagEnd::Heading(level)), place));
    }
}
