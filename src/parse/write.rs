//! Events become a page: HTML with holes, plain text, headings, links and blocks, in one pass.
//!
//! Invariants: the HTML is well formed whatever the raw HTML in it, because an element that is not
//! closed where it was opened is closed there, and a closing tag that opens nothing is dropped; the
//! first level-one heading is the page's title and is left to the theme.

mod block_html;
mod inline_html;
mod raw_html;
mod steps;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::alerts::Alert;
use super::anchors;
use super::block::{Block, BlockKind, Outline};
use super::html::RawHtml;
use super::markdown::{self, Placed, end_of};
use crate::diagnostic::Diagnostic;
use crate::model::{Anchor, AnchorSet, Body, CodeBlock, Heading, Label, Link, Section, Slot, Step};
use crate::source::{Source, Span};

/// What one pass over the events makes.
pub(super) struct Written {
    pub(super) body: Body,
    pub(super) code: Vec<CodeBlock>,
    pub(super) links: Vec<Link>,
    pub(super) headings: Vec<Heading>,
    pub(super) anchors: AnchorSet,
    /// The number of the heading that is the page's title.
    pub(super) title_heading: Option<u32>,
    pub(super) sections: Vec<Section>,
    pub(super) steps: Vec<Step>,
    pub(super) outline: Outline,
}

/// Writes the events of a page. `alerts` are the block quotes, by event number, that are alerts.
pub(super) fn write(
    source: &Source,
    events: &[Placed<'_>],
    alerts: &[(usize, Alert)],
    raw_html: RawHtml,
    findings: &mut Vec<Diagnostic>,
) -> Written {
    let anchors = anchors::claim(source, events, findings);
    let mut writer = Writer::new(source, anchors, raw_html, findings);
    let mut number = 0;
    while number < events.len() {
        number = writer.event(events, number, alerts);
    }
    writer.finish()
}

/// Where a section begins in the page's text: at its heading, and below it.
struct SectionMark {
    heading: Option<u32>,
    heading_at: usize,
    text_at: usize,
}

struct Writer<'a> {
    source: &'a Source,
    raw_html: RawHtml,
    findings: &'a mut Vec<Diagnostic>,
    body: Body,
    code: Vec<CodeBlock>,
    links: Vec<Link>,
    headings: Vec<Heading>,
    anchors: AnchorSet,
    /// Anchors whose element is in the HTML already.
    set: BTreeSet<Anchor>,
    /// Anchors found right above a heading, waiting for it.
    above: Vec<Anchor>,
    title_heading: Option<u32>,
    outline: Outline,
    section_marks: Vec<SectionMark>,
    /// Blocks begun and not yet ended, by number in the outline.
    open_blocks: Vec<usize>,
    /// Raw HTML elements open now.
    open_elements: Vec<String>,
    /// Whether there were more of them than a page may have.
    too_deep: bool,
    /// Those of them that are blocks, by number in the outline, with the element's place among them.
    element_blocks: Vec<(usize, usize)>,
    /// The last element that was found out of balance.
    last_unbalanced: Option<(Span, String)>,
    /// The anchor that an element carries, until the element itself is written.
    last_anchor: Option<Anchor>,
    /// How many of them each open markdown block found; only what it opened itself may it close.
    bases: Vec<usize>,
    /// The open `<a>`s: the link's number and where its text begins, or `None` for one that is no link.
    open_links: Vec<Option<(u32, usize)>>,
    /// Whether the open paragraph holds what HTML lets no paragraph hold, and is a plain box.
    in_box: bool,
    /// The open lists: the number of the next item of a numbered one.
    open_lists: Vec<Option<u64>>,
    table: block_html::Table,
    footnotes: block_html::Footnotes,
}

impl<'a> Writer<'a> {
    fn new(
        source: &'a Source,
        anchors: AnchorSet,
        raw_html: RawHtml,
        findings: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Writer {
            source,
            raw_html,
            findings,
            // HTML is about as long as its source: it grows once at most, and keeps little to spare. So is
            // the plain text.
            body: Body { html: String::with_capacity(source.text().len()), ..Body::default() },
            code: Vec::new(),
            links: Vec::new(),
            headings: Vec::new(),
            anchors,
            set: BTreeSet::new(),
            above: Vec::new(),
            title_heading: None,
            outline: Outline { text: String::with_capacity(source.text().len()), ..Outline::default() },
            section_marks: vec![SectionMark { heading: None, heading_at: 0, text_at: 0 }],
            open_blocks: Vec::new(),
            open_elements: Vec::new(),
            too_deep: false,
            element_blocks: Vec::new(),
            last_unbalanced: None,
            last_anchor: None,
            bases: Vec::new(),
            open_links: Vec::new(),
            in_box: false,
            open_lists: Vec::new(),
            table: block_html::Table::default(),
            footnotes: block_html::Footnotes::default(),
        }
    }

    /// Writes the event with this number and those it holds; returns the number to go on with.
    fn event(&mut self, events: &[Placed<'_>], number: usize, alerts: &[(usize, Alert)]) -> usize {
        let (event, range) = &events[number];
        match event {
            Event::Start(Tag::Heading { .. }) => return self.heading(events, number),
            Event::Start(Tag::Paragraph) => {
                if let Some(anchors) = anchors::above_heading(events, number) {
                    self.above.extend(anchors);
                    return end_of(events, number) + 1;
                }
                if let Some(next) = self.figure(events, number) {
                    return next;
                }
                self.begin_paragraph(events, number);
            }
            Event::Start(Tag::BlockQuote(_)) => {
                let found = alerts.binary_search_by_key(&number, |(at, _)| *at);
                let alert = found.ok().map(|at| &alerts[at].1);
                self.begin_quote(alert, events, number);
            }
            Event::Start(Tag::CodeBlock(_)) => return self.code_block(events, number),
            Event::Start(Tag::HtmlBlock) => return self.html_block(events, number),
            Event::Start(Tag::Image { .. }) => return self.image(events, number),
            Event::Start(Tag::MetadataBlock(_)) => return end_of(events, number) + 1,
            Event::Start(tag) => self.start(tag, range, events, number),
            Event::End(end) => self.end(*end, range),
            other => self.inline(other, range),
        }
        number + 1
    }

    fn heading(&mut self, events: &[Placed<'_>], number: usize) -> usize {
        let (Event::Start(Tag::Heading { level, .. }), range) = &events[number] else { return number + 1 };
        let level = *level as u8;
        let end = end_of(events, number);
        let inner = &events[number + 1..end];
        let text = markdown::plain_text(inner);
        let mut written = anchors::written(&events[number].0);
        written.extend(inner.iter().flat_map(|(event, _)| anchors::written(event)));
        written.append(&mut self.above);
        let own = written.iter().find(|anchor| !self.set.contains(anchor)).cloned();
        let is_written = own.is_some();
        let anchor = own.unwrap_or_else(|| self.anchors.unique(Anchor::slug(&text)));
        let heading = u32::try_from(self.headings.len()).unwrap_or(u32::MAX);
        let is_title = level == 1 && self.headings.is_empty();
        self.headings.push(Heading {
            level,
            text,
            anchor: anchor.clone(),
            written: is_written,
            span: range.clone().into(),
        });
        self.part_text();
        let heading_at = self.outline.text.len();
        self.begin_block(BlockKind::Heading(heading), "", events, number);
        if is_title {
            self.title_heading = Some(heading);
            self.set_anchor(&anchor);
            self.outline.text.push_str(&self.headings[heading as usize].text);
            written.iter().for_each(|anchor| self.set_anchor(anchor));
        } else {
            self.html(&format!("<h{level} id=\""));
            self.escaped(anchor.as_str());
            self.html("\">");
            self.set.insert(anchor.clone());
            written.iter().for_each(|anchor| self.set_anchor(anchor));
            let mut at = number + 1;
            while at < end {
                at = self.event(events, at, &[]);
            }
            self.close_elements(range);
            self.html(&format!(" <a class=\"heading-anchor\" href=\"#{}\" aria-label=\"", anchor.encoded()));
            self.body.hole(Slot::Label(Label::HeadingAnchor));
            self.html(&format!("\">#</a></h{level}>\n"));
        }
        self.end_block();
        let text_at = self.outline.text.len();
        self.section_marks.push(SectionMark { heading: Some(heading), heading_at, text_at });
        end + 1
    }

    /// Sets an anchor where the page is now, once.
    fn set_anchor(&mut self, anchor: &Anchor) {
        if self.set.insert(anchor.clone()) {
            self.html("<span id=\"");
            self.escaped(anchor.as_str());
            self.html("\"></span>");
        }
    }

    /// Begins a block with its opening tag.
    fn begin_block(&mut self, kind: BlockKind, opening: &str, events: &[Placed<'_>], number: usize) {
        self.part_text();
        let on_top =
            self.open_blocks.is_empty() && self.open_elements.is_empty() && self.open_links.is_empty();
        let html_start = self.html_len();
        self.html(opening);
        let start = self.outline.text.len();
        let bold_lead = match events.get(number + 1) {
            Some((Event::Start(Tag::Strong), _)) => {
                let bold = markdown::plain_text(&events[number + 1..end_of(events, number + 1)]);
                Some(start..start + bold.len())
            }
            _ => None,
        };
        let mut block = self.block(kind, start, events[number].1.clone(), bold_lead);
        block.outer = on_top.then_some(html_start..html_start);
        self.open_blocks.push(self.outline.blocks.len());
        self.bases.push(self.open_elements.len());
        self.outline.blocks.push(block);
    }

    fn block(
        &self,
        kind: BlockKind,
        text_at: usize,
        span: Range<usize>,
        bold_lead: Option<Range<usize>>,
    ) -> Block {
        let element = self.element_blocks.last().map(|&(block, _)| block);
        Block {
            kind,
            parent: self.open_blocks.last().copied().max(element),
            depth: u16::try_from(self.open_blocks.len()).unwrap_or(u16::MAX),
            text: text_at..self.outline.text.len(),
            span,
            html_at: self.html_len(),
            outer: None,
            bold_lead,
        }
    }

    fn end_block(&mut self) {
        self.bases.pop();
        self.part_text();
        if let Some(block) = self.open_blocks.pop() {
            let html_end = self.html_len();
            let block = &mut self.outline.blocks[block];
            block.text.end = self.outline.text.len();
            if let Some(outer) = &mut block.outer {
                outer.end = html_end;
            }
        }
    }

    fn html_len(&self) -> u32 {
        u32::try_from(self.body.html.len()).unwrap_or(u32::MAX)
    }

    /// A line end between blocks of text.
    fn part_text(&mut self) {
        let text = &mut self.outline.text;
        let kept = text.trim_end_matches(' ').len();
        text.truncate(kept);
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    }

    fn html(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    fn escaped(&mut self, text: &str) {
        super::html::escape(text, &mut self.body.html);
    }

    fn finish(mut self) -> Written {
        let end = self.source.text().len();
        if !self.footnotes.are_open() {
            self.outline.html_end = self.html_len();
        }
        self.close_footnotes();
        self.close_all(&(end..end));
        let text = &self.outline.text;
        let ends = self.section_marks.iter().skip(1).map(|mark| mark.heading_at).chain([text.len()]);
        let whole = self.section_marks.iter().zip(ends).map(|(mark, end)| {
            let part = text[mark.text_at..end].trim_end();
            let start = mark.text_at + part.len() - part.trim_start().len();
            (start, Section { heading: mark.heading, text: part.trim_start().to_owned() })
        });
        let kept = whole.filter(|(_, section)| section.heading.is_some() || !section.text.is_empty());
        let (starts, sections): (Vec<usize>, Vec<Section>) = kept.unzip();
        let steps = steps::of(&self.outline, &starts, &sections);
        self.links.shrink_to_fit();
        self.headings.shrink_to_fit();
        Written {
            body: self.body,
            code: self.code,
            links: self.links,
            headings: self.headings,
            anchors: self.anchors,
            title_heading: self.title_heading,
            sections,
            steps,
            outline: self.outline,
        }
    }
}
