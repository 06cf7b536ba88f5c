//! Raw HTML on its way into the page: links resolved like markdown's, elements kept in balance.

use std::ops::Range;

use pulldown_cmark::Event;

use super::Writer;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Anchor, LinkKind};
use crate::parse::block::BlockKind;
use crate::parse::html::{self, Piece};
use crate::parse::limits::DEEPEST_HTML;
use crate::parse::markdown::{Placed, end_of};
use crate::source::Span;

impl Writer<'_> {
    /// An HTML block: its lines are one fragment, since a tag may run over several.
    pub(super) fn html_block(&mut self, events: &[Placed<'_>], number: usize) -> usize {
        let end = end_of(events, number);
        let range = events[number].1.clone();
        let mut fragment = String::new();
        let mut map = Vec::new();
        for (event, place) in &events[number + 1..end] {
            if let Event::Html(line) | Event::Text(line) = event {
                map.push((fragment.len(), place.start));
                fragment.push_str(line);
            }
        }
        self.part_text();
        let start = self.outline.text.len();
        self.raw_html(&fragment, &map, &range);
        if !self.body.html.ends_with('\n') {
            self.html("\n");
        }
        let block = self.block(BlockKind::Html, start, range, None);
        self.outline.blocks.push(block);
        self.part_text();
        end + 1
    }

    /// A fragment; `map` leads from its bytes to the source's.
    pub(super) fn raw_html(&mut self, fragment: &str, map: &[(usize, usize)], range: &Range<usize>) {
        let place = |at: usize| {
            let piece = map.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            map.get(piece).map_or(range.start, |(start, source)| source + (at - start))
        };
        for piece in html::pieces(fragment, self.raw_html) {
            match piece {
                Piece::Text(text) => self.text(&text),
                Piece::Anchor { id, .. } => {
                    if let Some(anchor) = Anchor::explicit(&id) {
                        self.set_anchor(&anchor);
                        self.last_anchor = Some(anchor);
                    }
                    continue;
                }
                Piece::Open { name, .. } if name == "a" => self.open_links.push(None),
                Piece::Open { .. } if self.open_elements.len() >= DEEPEST_HTML => self.too_deep(range),
                Piece::Open { name, attributes, void } => {
                    self.open_element(name, &attributes, void, range);
                }
                Piece::Close { name } => self.close_element(&name, range),
                Piece::LinkOpen { destination, attributes, at } => {
                    let span = self.span_in(&destination, place(at), range);
                    self.open_link(LinkKind::Link, destination, attributes, span);
                }
                Piece::LinkClose => self.close_link(),
                Piece::Image { destination, alt, attributes, at } => {
                    let span = self.span_in(&destination, place(at), range);
                    self.put_image(destination, alt, attributes, span);
                }
                Piece::Raw(html) => self.html(&html),
                Piece::Unfinished { text, at } => {
                    let start = place(at).min(range.end);
                    let message = "this tag has no `>`, so it is shown as text".to_owned();
                    self.unbalanced(message, "end it with `>`, or write `&lt;` for `<`", &(start..range.end));
                    self.text(&text);
                }
                Piece::Unsafe { what, at } => {
                    let message = format!("`{what}` is not let into the page");
                    let start = place(at).min(range.end);
                    self.findings.push(
                        Diagnostic::at(self.source, (start..range.end).into(), Code::HtmlUnsafe, message)
                            .help("remove it; text and links around it were kept"),
                    );
                }
            }
            self.last_anchor = None;
        }
    }

    /// An element that is left out, but not its text, for it stands in too many others.
    fn too_deep(&mut self, range: &Range<usize>) {
        if !self.too_deep {
            self.too_deep = true;
            let message =
                format!("more than {DEEPEST_HTML} elements stand in one another, so this one is left out");
            self.findings.push(
                Diagnostic::at(self.source, range.clone().into(), Code::LimitReached, message)
                    .help("close elements where they end"),
            );
        }
    }

    fn span_in(&self, destination: &str, start: usize, range: &Range<usize>) -> Span {
        let start = start.min(range.end);
        let text = self.source.slice(start..range.end);
        match text.find(destination).filter(|_| !destination.is_empty()) {
            Some(at) => (start + at..start + at + destination.len()).into(),
            None => (start..range.end).into(),
        }
    }

    fn open_element(&mut self, name: String, attributes: &str, void: bool, range: &Range<usize>) {
        let around = self.open_elements.last().map_or("", String::as_str);
        if matches!(&*name, "td" | "th") && matches!(around, "table" | "thead" | "tbody" | "tfoot") {
            // A browser opens the row that was forgotten; so it is there for every reader of the page.
            self.open_element("tr".to_owned(), "", false, range);
        }
        if is_block(&name) {
            self.part_text();
        }
        match name.strip_prefix("ajuda-") {
            Some(part) => self.html(&format!("<div class=\"entry entry-{part}\">")),
            None => self.html(&format!("<{name}{attributes}>")),
        }
        if void {
            self.line_break();
            return;
        }
        if let Some(kind) = BlockKind::of_element(&name) {
            let start = self.outline.text.len();
            let mut block = self.block(kind, start, range.clone(), None);
            block.depth += u16::try_from(self.element_blocks.len()).unwrap_or(0);
            let number = self.outline.blocks.len();
            if let BlockKind::Written(_) = kind {
                let code = attributes.split(" title=\"").nth(1).and_then(|rest| rest.split('"').next());
                self.outline.codes.extend(code.map(|code| (number, code.to_owned())));
                self.outline.anchors.extend(self.last_anchor.take().map(|anchor| (number, anchor)));
            }
            self.element_blocks.push((number, self.open_elements.len()));
            self.outline.blocks.push(block);
        }
        self.open_elements.push(name);
    }

    fn close_element(&mut self, name: &str, range: &Range<usize>) {
        let base = self.bases.last().copied().unwrap_or(0);
        let opened = self.open_elements[base..].iter().rposition(|open| open == name);
        let Some(opened) = opened else {
            // The opening tag may be one that was left out.
            if !html::closes_itself(name) && !self.too_deep {
                self.unbalanced(
                    format!("`</{name}>` closes nothing that was opened here"),
                    "remove it",
                    range,
                );
            }
            return;
        };
        while self.open_elements.len() > base + opened {
            self.close_innermost();
        }
        if is_block(name) {
            self.part_text();
        } else if name == "td" || name == "th" {
            self.outline.text.push(' ');
        }
    }

    fn close_innermost(&mut self) {
        let Some(name) = self.open_elements.pop() else { return };
        self.html(&if name.starts_with("ajuda-") { "</div>".to_owned() } else { format!("</{name}>") });
        let place = self.open_elements.len();
        if let Some((block, _)) = self.element_blocks.pop_if(|(_, element)| *element == place) {
            let kept = self.outline.text.trim_end().len().max(self.outline.blocks[block].text.start);
            self.outline.blocks[block].text.end = kept;
        }
    }

    /// Closes what the block that ends now has opened and not closed.
    pub(super) fn close_elements(&mut self, range: &Range<usize>) {
        let base = self.bases.last().copied().unwrap_or(0);
        self.close_down_to(base, range);
    }

    /// Closes everything, at the end of the page.
    pub(super) fn close_all(&mut self, range: &Range<usize>) {
        while !self.open_links.is_empty() {
            self.close_link();
        }
        self.close_down_to(0, range);
    }

    fn close_down_to(&mut self, base: usize, range: &Range<usize>) {
        while self.open_elements.len() > base {
            let name = self.open_elements.last().cloned().unwrap_or_default();
            if !html::closes_itself(&name) {
                let help = format!("write `</{name}>` where it ends");
                self.unbalanced(format!("`<{name}>` is not closed where it was opened"), &help, range);
            }
            self.close_innermost();
        }
    }

    /// The same element left open many times over is one finding.
    fn unbalanced(&mut self, message: String, help: &str, range: &Range<usize>) {
        let place = Span::from(range.clone());
        if self.last_unbalanced.as_ref() == Some(&(place, message.clone())) {
            return;
        }
        self.last_unbalanced = Some((place, message.clone()));
        self.findings.push(Diagnostic::at(self.source, place, Code::HtmlUnbalanced, message).help(help));
    }
}

/// Whether an element's text stands apart from what is around it.
fn is_block(name: &str) -> bool {
    !html::is_phrasing(name) && !matches!(name, "td" | "th")
}
