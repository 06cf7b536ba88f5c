//! Navigation files: `TOC.md` in its two dialects, and `toc.yml`.
//!
//! In markdown an entry is a heading (docs.microsoft.com: its level is its depth) or a list item
//! (Experience League: its nesting is). In YAML it is a map of `name`, `href` and `items`.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use serde::Deserialize;

use super::markdown::{self, Placed};
use super::{front_matter, inline};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::source::{Source, Span};

/// How deep entries may lie in one another.
pub const DEEPEST: usize = 100;

/// A navigation file: what it lists, for the pages at and below its folder.
#[derive(Clone, Debug)]
pub struct Toc {
    /// The file.
    pub source: Source,
    /// What it calls the help centre: a heading without a link above the whole list.
    pub title: Option<String>,
    /// In reading order.
    pub entries: Vec<TocEntry>,
}

/// An entry of a navigation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TocEntry {
    /// Plain text.
    pub title: String,
    /// The destination as written, if it has one.
    pub href: Option<String>,
    /// Where the destination stands.
    pub span: Span,
    /// What lies below it.
    pub children: Vec<TocEntry>,
}

/// An entry with its depth, before the tree is made.
struct Flat {
    depth: usize,
    entry: TocEntry,
}

/// Whether a file is navigation and not a page.
pub fn is_toc(path: &crate::source::SourcePath) -> bool {
    let extension = path.extension();
    path.stem().eq_ignore_ascii_case("toc")
        && matches!(extension.as_str(), "md" | "markdown" | "yml" | "yaml")
}

/// Reads a navigation file. A file of breadcrumbs (`tocHref`) lists nothing to read.
pub fn parse(source: Source) -> Checked<Toc> {
    let mut findings = Vec::new();
    let (title, entries) = if matches!(source.path().extension().as_str(), "yml" | "yaml") {
        (None, yaml_entries(&source, &mut findings))
    } else {
        let (_, body, mut found) = front_matter::parse(&source);
        findings.append(&mut found);
        markdown_entries(&source, body)
    };
    Checked { value: Toc { source, title, entries }, diagnostics: findings }
}

/// The title, and the entries below it.
fn markdown_entries(source: &Source, body: u32) -> (Option<String>, Vec<TocEntry>) {
    let events = inline::without_markers(markdown::events(source.text(), body));
    let mut flat = Vec::new();
    let mut lists = 0usize;
    let mut number = 0;
    while number < events.len() {
        match &events[number].0 {
            Event::Start(Tag::List(_)) => lists += 1,
            Event::End(TagEnd::List(_)) => lists -= 1,
            Event::Start(Tag::Heading { level, .. }) => {
                let end = markdown::end_of(&events, number);
                flat.push(Flat {
                    depth: heading_depth(*level),
                    entry: entry(source, &events[number + 1..end]),
                });
                number = end;
            }
            Event::Start(Tag::Item) => {
                let end = own_text_end(&events, number + 1);
                // Below a heading, lists go on one level deeper.
                let depth = lists.min(DEEPEST + 1) + 6;
                flat.push(Flat { depth, entry: entry(source, &events[number + 1..end]) });
                number = end - 1;
            }
            _ => {}
        }
        number += 1;
    }
    // A single heading above everything is the name of the help centre, not a topic.
    let only_title = flat.first().is_some_and(|first| first.depth == 1 && first.entry.href.is_none())
        && flat.iter().skip(1).all(|other| other.depth > 6);
    let title = if only_title { Some(flat.remove(0).entry.title) } else { None };
    (title.filter(|title| !title.is_empty()), tree(flat))
}

fn heading_depth(level: HeadingLevel) -> usize {
    level as usize
}

/// The end of an item's own text: where a list inside it begins, or the item ends.
fn own_text_end(events: &[Placed<'_>], start: usize) -> usize {
    let ends = |event: &Event<'_>| matches!(event, Event::Start(Tag::List(_)) | Event::End(TagEnd::Item));
    events.iter().skip(start).position(|(event, _)| ends(event)).map_or(events.len(), |at| start + at)
}

fn entry(source: &Source, inner: &[Placed<'_>]) -> TocEntry {
    let link = inner.iter().find_map(|(event, range)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some((dest_url.to_string(), range.clone())),
        _ => None,
    });
    let text = markdown::plain_text(inner);
    let title = without_anchor(&text);
    let span = match &link {
        Some((href, range)) => {
            let written = &source.text()[range.clone()];
            match written.rfind(href.as_str()).filter(|_| !href.is_empty()) {
                Some(at) => (range.start + at..range.start + at + href.len()).into(),
                None => range.clone().into(),
            }
        }
        None => inner.first().map_or(Span::default(), |(_, range)| range.clone().into()),
    };
    let href = link.map(|(href, _)| href).filter(|href| !href.is_empty());
    TocEntry { title, href, span, children: Vec::new() }
}

/// A title without its `{#anchor}`, which translation may have moved to the front.
fn without_anchor(text: &str) -> String {
    let anchor = text.find("{#").and_then(|start| Some((start, start + text[start..].find('}')?)));
    match anchor {
        Some((start, end)) => markdown::tidy(&format!("{} {}", &text[..start], &text[end + 1..])),
        None => text.to_owned(),
    }
}

/// Hangs each entry below the last one that is less deep.
fn tree(flat: Vec<Flat>) -> Vec<TocEntry> {
    let mut open: Vec<Flat> = Vec::new();
    let mut roots = Vec::new();
    for next in flat {
        close_down_to(&mut open, &mut roots, next.depth);
        open.push(next);
    }
    close_down_to(&mut open, &mut roots, 0);
    roots
}

fn close_down_to(open: &mut Vec<Flat>, roots: &mut Vec<TocEntry>, depth: usize) {
    while open.last().is_some_and(|last| last.depth >= depth) {
        let Some(closed) = open.pop() else { return };
        match open.last_mut() {
            Some(parent) => parent.entry.children.push(closed.entry),
            None => roots.push(closed.entry),
        }
    }
}

/// `toc.yml`: a list of entries, or a map with `items`.
#[derive(Deserialize)]
#[serde(untagged)]
enum YamlToc {
    List(Vec<YamlEntry>),
    Map { items: Vec<YamlEntry> },
}

#[derive(Deserialize)]
struct YamlEntry {
    #[serde(default)]
    name: Option<String>,
    #[serde(default, alias = "topicHref")]
    href: Option<String>,
    #[serde(default, rename = "tocHref")]
    toc_href: Option<String>,
    #[serde(default)]
    items: Vec<YamlEntry>,
}

fn yaml_entries(source: &Source, findings: &mut Vec<Diagnostic>) -> Vec<TocEntry> {
    let items = match serde_saphyr::from_str::<YamlToc>(source.text()) {
        Ok(YamlToc::List(items) | YamlToc::Map { items }) => items,
        Err(error) => {
            let line = error.location().map_or(1, |place| place.line());
            let line = u32::try_from(line).unwrap_or(1).max(1);
            let before: usize =
                source.text().split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
            let length = source.line(line).len();
            let message = format!("the navigation does not parse: {}", front_matter::yaml_problem(&error));
            findings.push(
                Diagnostic::at(source, (before..before + length).into(), Code::NavigationInvalid, message)
                    .help("write a list of entries with `name`, and `href` or `items`"),
            );
            return Vec::new();
        }
    };
    let breadcrumbs = items.iter().any(|item| item.toc_href.is_some());
    if breadcrumbs {
        return Vec::new();
    }
    let mut from = 0;
    items.into_iter().map(|item| yaml_entry(source, item, &mut from)).collect()
}

fn yaml_entry(source: &Source, item: YamlEntry, from: &mut usize) -> TocEntry {
    let href = item.href.filter(|href| !href.is_empty());
    // Entries come in the order of the text, so each destination is looked for behind the last.
    let wanted = href.as_deref().or(item.name.as_deref()).unwrap_or("");
    let found = source.text().get(*from..).and_then(|rest| rest.find(wanted)).map(|at| *from + at);
    let span = found.map_or(Span::default(), |at| (at..at + wanted.len()).into());
    *from = found.unwrap_or(*from);
    let title = item.name.map(|name| inline::strip_markers(&name)).unwrap_or_default();
    let children = item.items.into_iter().map(|child| yaml_entry(source, child, from)).collect();
    TocEntry { title, href, span, children }
}
