//! What stands on lines of its own: quotes and alerts, lists, tables, code, footnotes.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::Writer;
use crate::model::{Label, Slot};
use crate::parse::alerts::{Alert, Fold, Title};
use crate::parse::block::BlockKind;
use crate::parse::code_info;
use crate::parse::html;
use crate::parse::markdown::{Placed, end_of};

/// The table being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    in_head: bool,
    column: usize,
}

/// The footnotes met so far: the number of each name, in the order of their first mention.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: HashMap<String, usize>,
    /// Whether the list of them was begun.
    open: bool,
    /// The number of the one being written.
    current: usize,
}

impl Footnotes {
    pub(super) fn are_open(&self) -> bool {
        self.open
    }

    /// The number of one, and whether it was not met before.
    fn number(&mut self, name: &str) -> (usize, bool) {
        if let Some(&number) = self.numbers.get(name) {
            return (number, false);
        }
        let number = self.numbers.len() + 1;
        self.numbers.insert(name.to_owned(), number);
        (number, true)
    }
}

impl Writer<'_> {
    pub(super) fn start(
        &mut self,
        tag: &Tag<'_>,
        range: &Range<usize>,
        events: &[Placed<'_>],
        number: usize,
    ) {
        match tag {
            Tag::List(start) => {
                let opening = match start {
                    None => "<ul>\n".to_owned(),
                    Some(1) => "<ol>\n".to_owned(),
                    Some(start) => format!("<ol start=\"{start}\">\n"),
                };
                self.open_lists.push(*start);
                self.begin_block(BlockKind::List, &opening, events, number);
            }
            Tag::Item => {
                let is_task = |at: usize| matches!(events.get(at), Some((Event::TaskListMarker(_), _)));
                let task = is_task(number + 1) || is_task(number + 2);
                let opening = if task { "<li class=\"task\">" } else { "<li>" };
                if let Some(Some(next)) = self.open_lists.last_mut() {
                    self.outline.numbers.push((self.outline.blocks.len(), *next));
                    *next = next.saturating_add(1);
                }
                self.begin_block(BlockKind::Item, opening, events, number);
            }
            Tag::Table(alignments) => {
                self.begin_block(BlockKind::Table, "", events, number);
                self.table = Table { alignments: alignments.clone(), in_head: false, column: 0 };
                self.html("<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
                self.body.hole(Slot::Label(Label::Table));
                self.html("\"><table>\n");
            }
            Tag::TableHead => {
                self.table.in_head = true;
                self.begin_row("<thead><tr>", events, number);
            }
            Tag::TableRow => self.begin_row("<tr>", events, number),
            Tag::TableCell => self.begin_cell(events, number),
            Tag::DefinitionList => self.html("<dl>\n"),
            Tag::DefinitionListTitle => self.begin_block(BlockKind::Term, "<dt>", events, number),
            Tag::DefinitionListDefinition => self.begin_block(BlockKind::Definition, "<dd>", events, number),
            Tag::FootnoteDefinition(name) => self.begin_footnote(name),
            Tag::Emphasis => self.html("<em>"),
            Tag::Strong => self.begin_strong(events, number),
            Tag::Strikethrough => self.html("<del>"),
            Tag::Superscript => self.html("<sup>"),
            Tag::Subscript => self.html("<sub>"),
            Tag::Link { dest_url, title, .. } => self.begin_link(dest_url, title, range),
            _ => {}
        }
    }

    pub(super) fn begin_paragraph(&mut self, events: &[Placed<'_>], number: usize) {
        let inside = &events[number + 1..end_of(events, number)];
        let opens_block = |(event, _): &Placed<'_>| match event {
            Event::InlineHtml(tag) => html::opens_block(tag),
            _ => false,
        };
        self.in_box = inside.iter().any(opens_block);
        self.begin_block(BlockKind::Paragraph, if self.in_box { "<div>" } else { "<p>" }, events, number);
    }

    pub(super) fn end(&mut self, end: TagEnd, range: &Range<usize>) {
        match end {
            TagEnd::Paragraph => self.end_with(if self.in_box { "</div>\n" } else { "</p>\n" }, range),
            TagEnd::BlockQuote(_) => {
                let closing = match self.open_blocks.last().map(|&block| self.outline.blocks[block].kind) {
                    Some(BlockKind::Alert) => "</div>\n",
                    Some(BlockKind::FoldedAlert) => "</details>\n",
                    _ => "</blockquote>\n",
                };
                self.end_with(closing, range);
            }
            TagEnd::List(ordered) => {
                self.open_lists.pop();
                self.end_with(if ordered { "</ol>\n" } else { "</ul>\n" }, range);
            }
            TagEnd::Item => self.end_with("</li>\n", range),
            TagEnd::Table => self.end_with("</tbody></table></div>\n", range),
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.html("</tr></thead><tbody>\n");
                self.end_block();
            }
            TagEnd::TableRow => {
                self.html("</tr>\n");
                self.end_block();
            }
            TagEnd::TableCell => {
                self.close_elements(range);
                self.html(if self.table.in_head { "</th>" } else { "</td>" });
                self.end_cell();
            }
            TagEnd::DefinitionList => self.html("</dl>\n"),
            TagEnd::DefinitionListTitle => self.end_with("</dt>\n", range),
            TagEnd::DefinitionListDefinition => self.end_with("</dd>\n", range),
            TagEnd::FootnoteDefinition => self.end_footnote(range),
            TagEnd::Emphasis => self.html("</em>"),
            TagEnd::Strong => self.html("</strong>"),
            TagEnd::Strikethrough => self.html("</del>"),
            TagEnd::Superscript => self.html("</sup>"),
            TagEnd::Subscript => self.html("</sub>"),
            TagEnd::Link => self.close_link(),
            _ => {}
        }
    }

    fn end_with(&mut self, closing: &str, range: &Range<usize>) {
        self.close_elements(range);
        self.html(closing);
        self.end_block();
    }

    pub(super) fn begin_quote(&mut self, alert: Option<&Alert>, events: &[Placed<'_>], number: usize) {
        let Some(alert) = alert else {
            self.begin_block(BlockKind::Quote, "<blockquote>\n", events, number);
            return;
        };
        let kind = alert.kind.as_str();
        let Some(fold) = alert.fold else {
            let opening = format!("<div class=\"alert alert-{kind}\" role=\"note\">\n");
            self.begin_block(BlockKind::Alert, &opening, events, number);
            if alert.title != Title::Nothing {
                self.html("<p class=\"alert-title\">");
                self.alert_title(alert);
                self.html("</p>\n");
            }
            return;
        };
        let open = if fold == Fold::Open { " open" } else { "" };
        let opening = format!("<details class=\"alert alert-{kind}\"{open}>\n");
        self.begin_block(BlockKind::FoldedAlert, &opening, events, number);
        self.begin_block(BlockKind::Summary, "<summary class=\"alert-title\">", events, number);
        self.alert_title(alert);
        self.html("</summary>\n");
        self.end_block();
    }

    fn alert_title(&mut self, alert: &Alert) {
        match &alert.title {
            Title::Named(title) => self.escaped(title),
            Title::Written(title) => {
                self.text(title);
                self.part_text();
            }
            Title::OfKind | Title::Nothing => self.body.hole(Slot::Label(alert.kind.label())),
        }
    }

    pub(super) fn code_block(&mut self, events: &[Placed<'_>], number: usize) -> usize {
        let Event::Start(Tag::CodeBlock(kind)) = &events[number].0 else { return number + 1 };
        let end = end_of(events, number);
        let mut text = String::new();
        for (event, _) in &events[number + 1..end] {
            if let Event::Text(part) = event {
                text.push_str(part);
            }
        }
        if text.contains('\r') {
            text = text.replace("\r\n", "\n");
        }
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.as_ref(),
            CodeBlockKind::Indented => "",
        };
        self.begin_block(BlockKind::Code, "", events, number);
        self.outline.text.push_str(&text);
        let block = u32::try_from(self.code.len()).unwrap_or(u32::MAX);
        self.code.push(code_info::block(info, text));
        self.body.hole(Slot::Code(block));
        self.html("\n");
        self.end_block();
        end + 1
    }

    pub(super) fn task_marker(&mut self, done: bool) {
        let checked = if done { " checked" } else { "" };
        self.html(&format!("<input type=\"checkbox\" disabled{checked} aria-label=\""));
        self.body.hole(Slot::Label(if done { Label::TaskDone } else { Label::TaskOpen }));
        self.html("\"> ");
    }

    fn begin_row(&mut self, html: &str, events: &[Placed<'_>], number: usize) {
        self.table.column = 0;
        self.begin_block(BlockKind::Row, html, events, number);
    }

    /// Begins a cell; cells of a row share a line of the page's text.
    fn begin_cell(&mut self, events: &[Placed<'_>], number: usize) {
        if self.table.column > 0 {
            self.outline.text.push_str(" | ");
        }
        let alignment = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        self.table.column += 1;
        self.bases.push(self.open_elements.len());
        let tag = if self.table.in_head { "th scope=\"col\"" } else { "td" };
        self.html(&format!("<{tag}{alignment}>"));
        let block = self.block(BlockKind::Cell, self.outline.text.len(), events[number].1.clone(), None);
        self.open_blocks.push(self.outline.blocks.len());
        self.outline.blocks.push(block);
    }

    fn end_cell(&mut self) {
        self.bases.pop();
        if let Some(block) = self.open_blocks.pop() {
            // Trailing spaces go when the row's line ends.
            let kept = self.outline.text.trim_end_matches(' ').len();
            let block = &mut self.outline.blocks[block];
            block.text.end = kept.max(block.text.start);
        }
    }

    fn begin_part(&mut self, html: &str) {
        self.part_text();
        self.bases.push(self.open_elements.len());
        self.html(html);
    }

    fn end_part(&mut self) {
        self.bases.pop();
        self.part_text();
    }

    pub(super) fn footnote_reference(&mut self, name: &str) {
        let (number, first) = self.footnotes.number(name);
        let id = if first { format!(" id=\"footnote-reference-{number}\"") } else { String::new() };
        self.html(&format!(
            "<sup class=\"footnote-reference\"><a href=\"#footnote-{number}\"{id}>{number}</a></sup>"
        ));
    }

    fn begin_footnote(&mut self, name: &str) {
        if !self.footnotes.open {
            self.footnotes.open = true;
            self.outline.html_end = self.html_len();
            self.html("<section class=\"footnotes\">\n<hr>\n<ol>\n");
        }
        let (number, _) = self.footnotes.number(name);
        self.footnotes.current = number;
        self.begin_part(&format!("<li id=\"footnote-{number}\" value=\"{number}\">\n"));
    }

    fn end_footnote(&mut self, range: &Range<usize>) {
        self.close_elements(range);
        let number = self.footnotes.current;
        self.html(&format!(
            "<p class=\"footnote-back\"><a href=\"#footnote-reference-{number}\" aria-label=\""
        ));
        self.body.hole(Slot::Label(Label::FootnoteBack));
        self.html("\">↩</a></p>\n</li>\n");
        self.end_part();
    }

    pub(super) fn close_footnotes(&mut self) {
        if self.footnotes.open {
            self.html("</ol>\n</section>\n");
        }
    }
}
