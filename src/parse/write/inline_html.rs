//! What runs inside a line: text, code, emphasis, links, images.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Writer;
use crate::model::{Link, LinkKind, Slot};
use crate::parse::block::{BlockKind, Line};
use crate::parse::markdown::{self, Placed, end_of};
use crate::parse::signs;
use crate::source::Span;

impl Writer<'_> {
    pub(super) fn inline(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Text(text) => self.text(text),
            Event::Code(code) => {
                self.html("<code>");
                let start = self.outline.text.len();
                self.text(code);
                self.outline.code.push(start..self.outline.text.len());
                self.html("</code>");
            }
            Event::InlineHtml(html) | Event::Html(html) => self.raw_html(html, &[(0, range.start)], range),
            Event::SoftBreak => {
                self.html("\n");
                self.line_break();
            }
            Event::HardBreak => {
                self.html("<br>\n");
                self.line_break();
            }
            Event::Rule => self.html("<hr>\n"),
            Event::FootnoteReference(name) => self.footnote_reference(name),
            Event::TaskListMarker(done) => self.task_marker(*done),
            _ => {}
        }
    }

    /// A line ends inside a block: a space to a reader, and a mark to recognition.
    pub(super) fn line_break(&mut self) {
        self.outline.text.push(' ');
        let at = self.outline.text.len();
        if let Some(&block) = self.open_blocks.last() {
            self.outline.lines.push(Line { block, at, bold_lead: None });
        }
    }

    /// Bold text; where a line begins with it, recognition is told.
    pub(super) fn begin_strong(&mut self, events: &[Placed<'_>], number: usize) {
        self.html("<strong>");
        let at = self.outline.text.len();
        if let Some(line) = self.outline.lines.last_mut().filter(|line| line.at == at) {
            let bold = markdown::plain_text(&events[number + 1..end_of(events, number)]);
            line.bold_lead = Some(at..at + bold.len());
        }
    }

    /// Text for readers: into the HTML, escaped, and into the page's text.
    pub(super) fn text(&mut self, text: &str) {
        self.escaped(text);
        // These begin with one of three bytes; most texts have none.
        if !signs::holds(text, [0xc2, 0xe2, 0xef]) {
            self.outline.text.push_str(text);
            return;
        }
        let invisible = |c: char| matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
        for visible in text.split(invisible) {
            self.outline.text.push_str(visible);
        }
    }

    pub(super) fn begin_link(&mut self, destination: &str, title: &str, range: &Range<usize>) {
        let mut attributes = String::new();
        if !title.is_empty() {
            attributes.push_str(" title=\"");
            crate::parse::html::escape(title, &mut attributes);
            attributes.push('"');
        }
        let span = self.destination_span(destination, range);
        self.open_link(LinkKind::Link, destination.to_owned(), attributes, span);
    }

    pub(super) fn open_link(&mut self, kind: LinkKind, destination: String, attributes: String, span: Span) {
        let number = self.link(Link { kind, destination, alt: String::new(), attributes, span });
        self.body.hole(Slot::LinkStart(number));
        self.open_links.push(Some((number, self.outline.text.len())));
    }

    /// Closes the innermost `<a>`.
    pub(super) fn close_link(&mut self) {
        if let Some(Some((number, start))) = self.open_links.pop() {
            self.body.hole(Slot::LinkEnd(number));
            self.outline.links.push((start..self.outline.text.len().max(start), number));
        }
    }

    pub(super) fn link(&mut self, link: Link) -> u32 {
        let number = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
        self.links.push(link);
        number
    }

    pub(super) fn image(&mut self, events: &[Placed<'_>], number: usize) -> usize {
        let (Event::Start(Tag::Image { dest_url, title, .. }), range) = &events[number] else {
            return number + 1;
        };
        let end = end_of(events, number);
        let alt = markdown::plain_text(&events[number + 1..end]);
        let mut attributes = String::new();
        if !title.is_empty() {
            attributes.push_str(" title=\"");
            crate::parse::html::escape(title, &mut attributes);
            attributes.push('"');
        }
        let span = self.destination_span(dest_url, range);
        self.put_image(dest_url.to_string(), alt, attributes, span);
        end + 1
    }

    /// A paragraph that is one image with a title: the title is its caption. Returns the number to go
    /// on with; `None` where the paragraph is another.
    pub(super) fn figure(&mut self, events: &[Placed<'_>], number: usize) -> Option<usize> {
        let end = end_of(events, number);
        let (Event::Start(Tag::Image { dest_url, title, .. }), range) = events.get(number + 1)? else {
            return None;
        };
        if title.trim().is_empty() || end_of(events, number + 1) + 1 != end {
            return None;
        }
        self.begin_block(BlockKind::Paragraph, "<figure>", events, number);
        let alt = markdown::plain_text(&events[number + 2..end - 1]);
        let span = self.destination_span(dest_url, range);
        self.put_image(dest_url.to_string(), alt, String::new(), span);
        self.line_break();
        self.html("<figcaption>");
        self.text(title);
        self.html("</figcaption></figure>\n");
        self.end_block();
        Some(end + 1)
    }

    pub(super) fn put_image(&mut self, destination: String, alt: String, attributes: String, span: Span) {
        let start = self.outline.text.len();
        self.outline.text.push_str(&alt);
        let number = self.link(Link { kind: LinkKind::Image, destination, alt, attributes, span });
        self.body.hole(Slot::Image(number));
        // A picture in a link is the link's.
        if self.open_links.is_empty() {
            self.outline.links.push((start..self.outline.text.len(), number));
        }
    }

    /// Where the destination stands inside the link; the whole link where it is written otherwise,
    /// such as a reference.
    fn destination_span(&self, destination: &str, range: &Range<usize>) -> Span {
        let text = self.source.slice(range.clone());
        // `[text](destination)`: the last place where it stands is before the last sign.
        let usual = text.strip_suffix(')').filter(|_| !destination.ends_with(')'));
        let usual = usual.and_then(|text| text.strip_suffix(destination)).map(str::len);
        match usual.or_else(|| text.rfind(destination)).filter(|_| !destination.is_empty()) {
            Some(at) => (range.start + at..range.start + at + destination.len()).into(),
            None => range.clone().into(),
        }
    }
}
