//! The page as recognition sees it: headings as a tree, and what is listed below each.

use std::ops::Range;

use super::Context;
use super::label::{self, Label, Labelled};
use crate::model::{Heading, PageKind};
use crate::parse::block::{Block, BlockKind, Outline};
use crate::parse::words::{self, Words};

/// A page.
pub(super) struct Page<'a> {
    pub(super) outline: &'a Outline,
    pub(super) headings: &'a [Heading],
    pub(super) context: &'a Context<'a>,
    /// The block of each heading.
    pub(super) blocks_of: Vec<usize>,
    /// The heading above each heading in the tree; the title is above everything and not among them.
    parents: Vec<Option<usize>>,
    /// The label of each heading.
    labels: Vec<Option<Label>>,
    /// Whether questions are listed below each heading, and on the page as a whole.
    faq: Vec<bool>,
    page_faq: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(outline: &'a Outline, headings: &'a [Heading], context: &'a Context<'a>) -> Page<'a> {
        let title = context.title_heading.map(|number| number as usize);
        let mut blocks_of = vec![0; headings.len()];
        for (at, block) in outline.blocks.iter().enumerate() {
            if let BlockKind::Heading(number) = block.kind {
                blocks_of[number as usize] = at;
            }
        }
        let mut parents = Vec::with_capacity(headings.len());
        let mut open: Vec<usize> = Vec::new();
        for (number, heading) in headings.iter().enumerate() {
            while open.last().is_some_and(|&last| headings[last].level >= heading.level) {
                open.pop();
            }
            parents.push(open.last().copied());
            if Some(number) != title {
                open.push(number);
            }
        }
        let labels = headings
            .iter()
            .map(|heading| {
                let by_slug = label::of_slug(heading.anchor.as_str());
                by_slug
                    .or_else(|| label::read(&heading.text, context.language).map(|labelled| labelled.label))
            })
            .collect();
        let mut page =
            Page { outline, headings, context, blocks_of, parents, labels, faq: Vec::new(), page_faq: false };
        let heading = context.heading.unwrap_or("");
        page.page_faq = context.kind == Some(PageKind::Faq)
            || page.says(&format!("{} \n{heading}", context.title), context.file_stem, |words| &words.faq);
        page.faq = (0..headings.len())
            .map(|number| {
                let own = |number: usize| {
                    let heading = &headings[number];
                    page.says(&heading.text, heading.anchor.as_str(), |words| &words.faq)
                };
                page.page_faq || page.chain(number).any(own)
            })
            .collect();
        page
    }

    /// Whether this is the heading that is the page's title.
    pub(super) fn is_title(&self, heading: usize) -> bool {
        self.context.title_heading.is_some_and(|title| title as usize == heading)
    }

    /// What a heading is called.
    pub(super) fn label(&self, heading: usize) -> Option<Label> {
        self.labels[heading]
    }

    /// A heading's label with what stands behind it.
    pub(super) fn labelled(&self, heading: usize) -> Option<Labelled<'a>> {
        let label = self.labels[heading]?;
        let text = &self.headings[heading].text;
        let rest = label::read(text, self.context.language).map_or("", |labelled| labelled.rest);
        Some(Labelled { label, rest })
    }

    /// A heading and those above it, innermost first, without the title.
    pub(super) fn chain(&self, heading: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(heading), |&number| self.parents[number])
            .filter(|&number| !self.is_title(number))
    }

    /// The headings right below one, or below the title for `None`.
    pub(super) fn children(&self, parent: Option<usize>) -> impl Iterator<Item = usize> {
        (0..self.headings.len())
            .filter(move |&number| !self.is_title(number) && self.parents[number] == parent)
    }

    /// The heading right above one.
    pub(super) fn parent(&self, heading: usize) -> Option<usize> {
        self.parents[heading]
    }

    /// The heading a block stands under, the title's aside.
    pub(super) fn heading_of(&self, block: usize) -> Option<usize> {
        let number = self.blocks_of.partition_point(|&heading| heading <= block).checked_sub(1)?;
        Some(number).filter(|&number| !self.is_title(number))
    }

    /// Whether questions are listed where a block stands.
    pub(super) fn lists_questions(&self, block: usize) -> bool {
        self.heading_of(block).map_or(self.page_faq, |heading| self.faq[heading])
    }

    /// Whether a heading stands where questions are listed.
    pub(super) fn heading_lists_questions(&self, heading: usize) -> bool {
        self.faq[heading]
    }

    /// Whether errors are listed where a block stands: a heading below the title says so.
    pub(super) fn lists_errors(&self, block: usize) -> bool {
        self.heading_of(block).is_some_and(|heading| {
            self.chain(heading).any(|number| {
                let heading = &self.headings[number];
                self.says(&heading.text, heading.anchor.as_str(), |words| &words.troubleshooting)
            })
        })
    }

    /// Whether a heading below the title says that something goes wrong, on a page about such things.
    pub(super) fn is_problem(&self, heading: usize) -> bool {
        let troubleshooting = |text: &str, slug: &str| self.says(text, slug, |words| &words.troubleshooting);
        let about_errors = troubleshooting(self.context.title, self.context.file_stem)
            || self.context.heading.is_some_and(|heading| troubleshooting(heading, ""))
            || self.chain(heading).skip(1).any(|above| {
                troubleshooting(&self.headings[above].text, self.headings[above].anchor.as_str())
            });
        let own = &self.headings[heading];
        about_errors
            && !self.is_title(heading)
            && self.says(&own.text, own.anchor.as_str(), |words| &words.wrong)
    }

    /// Whether a text, or the words of an English slug, hold one of the words.
    pub(super) fn says(&self, text: &str, slug: &str, list: impl Fn(&Words) -> &Vec<String>) -> bool {
        let text = text.to_lowercase();
        let slug = slug.to_lowercase().replace(['-', '_'], " ");
        let own =
            words::of(self.context.language).any(|words| list(words).iter().any(|word| holds(&text, word)));
        own || words::of("en").any(|words| list(words).iter().any(|word| holds(&slug, word)))
    }

    /// The text between a heading and the next one of its level or above.
    pub(super) fn section(&self, heading: usize) -> Range<usize> {
        let start = self.outline.blocks[self.blocks_of[heading]].text.end;
        let level = self.headings[heading].level;
        let next = (heading + 1..self.headings.len()).find(|&next| self.headings[next].level <= level);
        start..self.start_of(next)
    }

    /// The text between a heading and the next one of any level.
    pub(super) fn own_text(&self, heading: usize) -> Range<usize> {
        let start = self.outline.blocks[self.blocks_of[heading]].text.end;
        let next = Some(heading + 1).filter(|&next| next < self.headings.len());
        start..self.start_of(next)
    }

    /// The text above the first heading below the title.
    pub(super) fn lead_text(&self) -> Range<usize> {
        let first = (0..self.headings.len()).find(|&number| !self.is_title(number));
        let title = self
            .context
            .title_heading
            .map(|title| self.outline.blocks[self.blocks_of[title as usize]].text.end);
        title.unwrap_or(0)..self.start_of(first)
    }

    fn start_of(&self, heading: Option<usize>) -> usize {
        heading.map_or(self.outline.text.len(), |heading| {
            self.outline.blocks[self.blocks_of[heading]].text.start
        })
    }

    /// The blocks whose text begins in a part of the page, with their numbers.
    pub(super) fn blocks_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &'a Block)> {
        let outline = self.outline;
        let first = outline.blocks.partition_point(|block| block.text.start < range.start);
        let blocks = outline.blocks.iter().enumerate().skip(first);
        blocks.take_while(move |(_, block)| block.text.start < range.end)
    }
}

/// Whether a text ends in a question mark of any script, quotes and brackets aside.
pub(super) fn asks(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', '»', ')', '*', '_', '.', ' ', '\u{a0}', '」']);
    text.ends_with(['?', '？', '؟'])
}

/// Whether a text holds a word, not as a part of a longer one where the script parts words.
pub(super) fn holds(text: &str, word: &str) -> bool {
    // Whether it is there at all is much quicker to see than where.
    text.contains(word)
        && text.match_indices(word).any(|(at, _)| {
            let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}');
            !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + word.len()..].chars().next())
        })
}
