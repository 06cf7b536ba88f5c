//! Questions and errors recognised in prose.
//!
//! A question is a heading that ends in a question mark where questions are listed: on a page or
//! below a heading that says so, or among sisters that ask too. Its answer is what stands below it.
//! An error is a bold message on a line of its own with a block quote right below it, under a
//! heading about errors; the quote resolves it.

use super::block::{Block, BlockKind, Outline};
use super::markdown::tidy;
use super::words::{self, Words};
use crate::model::{Anchor, AnchorSet, ErrorEntry, Heading, PageKind, Question};

/// What recognition may know of the page beside its blocks.
pub(super) struct Context<'a> {
    /// The page's language, for its words.
    pub(super) language: &'a str,
    /// The page's title.
    pub(super) title: &'a str,
    /// The file's name without extension: often English in every locale.
    pub(super) file_stem: &'a str,
    /// What the author says the page is.
    pub(super) kind: Option<PageKind>,
    /// The heading that is the title.
    pub(super) title_heading: Option<u32>,
}

/// What was found.
pub(super) struct Found {
    pub(super) questions: Vec<Question>,
    pub(super) errors: Vec<ErrorEntry>,
    /// What the page is, by what it holds.
    pub(super) kind: PageKind,
    /// Anchors to set for entries that have none, each before a byte of the page's HTML.
    pub(super) anchors: Vec<(u32, Anchor)>,
}

/// Finds the entries of a page; new anchors are claimed from `taken`.
pub(super) fn find(
    outline: &Outline,
    headings: &[Heading],
    taken: &mut AnchorSet,
    context: &Context<'_>,
) -> Found {
    let page = Recognition { outline, headings, context };
    let questions = page.questions();
    let (errors, anchors) = page.errors(taken);
    let below_title = headings.len() - usize::from(context.title_heading.is_some());
    let kind = kind_of(questions.len(), errors.len(), below_title);
    Found { questions, errors, kind, anchors }
}

/// What a page is where its author does not say: mostly questions, mostly errors, or text.
fn kind_of(questions: usize, errors: usize, headings: usize) -> PageKind {
    // A page is about its entries when they are at least every other heading.
    let most = |entries: usize| entries >= 2 && entries * 2 >= headings;
    if most(questions) && questions >= errors {
        PageKind::Faq
    } else if most(errors) {
        PageKind::Troubleshooting
    } else {
        PageKind::Article
    }
}

struct Recognition<'a> {
    outline: &'a Outline,
    headings: &'a [Heading],
    context: &'a Context<'a>,
}

impl Recognition<'_> {
    fn questions(&self) -> Vec<Question> {
        let mut questions = Vec::new();
        for (at, block) in self.outline.blocks.iter().enumerate() {
            let BlockKind::Heading(number) = block.kind else { continue };
            let heading = &self.headings[number as usize];
            let is_title = self.context.title_heading == Some(number);
            if is_title || !asks(&heading.text) || self.is_contact(heading) || !self.lists_questions(number) {
                continue;
            }
            let answer = self.text_below(at, heading.level);
            if answer.is_empty() {
                continue;
            }
            questions.push(Question {
                question: heading.text.clone(),
                answer,
                anchor: heading.anchor.clone(),
                span: heading.span,
            });
        }
        questions
    }

    /// Whether questions are listed where this heading stands.
    fn lists_questions(&self, number: u32) -> bool {
        let says_so = |text: &str, anchor: &str| self.says(text, anchor, |words| &words.faq);
        if self.context.kind == Some(PageKind::Faq)
            || says_so(self.context.title, self.context.file_stem)
            || self.ancestors(number).any(|heading| says_so(&heading.text, heading.anchor.as_str()))
        {
            return true;
        }
        let (asking, all) = self.sisters(number);
        asking >= 2 && asking * 2 > all
    }

    /// The headings above this one, innermost first.
    fn ancestors(&self, number: u32) -> impl Iterator<Item = &Heading> {
        let mut level = self.headings[number as usize].level;
        self.headings[..number as usize].iter().rev().filter(move |heading| {
            let above = heading.level < level;
            if above {
                level = heading.level;
            }
            above
        })
    }

    /// How many headings of the same level under the same parent ask, and how many there are.
    fn sisters(&self, number: u32) -> (usize, usize) {
        let level = self.headings[number as usize].level;
        let until_parent = |heading: &&Heading| heading.level >= level;
        let (before, from) = self.headings.split_at(number as usize);
        let around = before.iter().rev().take_while(until_parent).chain(from.iter().take_while(until_parent));
        let sisters = around.filter(|heading| heading.level == level);
        sisters.fold((0, 0), |(asking, all), heading| (asking + usize::from(asks(&heading.text)), all + 1))
    }

    fn is_contact(&self, heading: &Heading) -> bool {
        let name = heading.text.trim_end_matches(['?', '？', ' ']);
        let slug = heading.anchor.as_str().replace('-', " ");
        words::of(self.context.language)
            .any(|words| words.contact.iter().any(|word| *word == name.to_lowercase() || *word == slug))
    }

    fn errors(&self, taken: &mut AnchorSet) -> (Vec<ErrorEntry>, Vec<(u32, Anchor)>) {
        let mut errors = Vec::new();
        let mut anchors = Vec::new();
        let mut about_errors = false;
        for (at, block) in self.outline.blocks.iter().enumerate() {
            if let BlockKind::Heading(number) = block.kind {
                about_errors = self.is_about_errors(number);
                continue;
            }
            let Some(quote) = self.outline.blocks.get(at + 1) else { continue };
            let resolves = quote.kind == BlockKind::Quote && quote.depth == block.depth;
            if !about_errors || !resolves || !self.is_all_bold(block) {
                continue;
            }
            let message = tidy(self.outline.text_of(block)).trim_end_matches([':', '：']).to_owned();
            let resolution = self.without_label(self.outline.text_of(quote));
            if message.is_empty() || resolution.is_empty() {
                continue;
            }
            let anchor = taken.unique(Anchor::slug(&first_words(&message)));
            anchors.push((block.html_at, anchor.clone()));
            let span = block.span.clone().into();
            errors.push(ErrorEntry { message, codes: Vec::new(), cause: None, resolution, anchor, span });
        }
        (errors, anchors)
    }

    /// Whether a heading below the title, or one above it, is about errors.
    fn is_about_errors(&self, number: u32) -> bool {
        let own = std::iter::once(&self.headings[number as usize]);
        own.chain(self.ancestors(number)).any(|heading| {
            let is_title =
                self.context.title_heading.is_some_and(|title| self.headings[title as usize] == *heading);
            !is_title && self.says(&heading.text, heading.anchor.as_str(), |words| &words.troubleshooting)
        })
    }

    fn is_all_bold(&self, block: &Block) -> bool {
        let whole = self.outline.text_of(block);
        let bold = block.bold_lead.clone().and_then(|lead| self.outline.text.get(lead));
        block.kind == BlockKind::Paragraph && bold.is_some_and(|bold| bold.trim() == whole)
    }

    /// Whether a heading's text, or the words of its anchor, hold one of the words.
    fn says(&self, text: &str, anchor: &str, list: impl Fn(&Words) -> &Vec<String>) -> bool {
        let text = text.to_lowercase();
        let slug = anchor.to_lowercase().replace(['-', '_'], " ");
        let own =
            words::of(self.context.language).any(|words| list(words).iter().any(|word| holds(&text, word)));
        own || words::of("en").any(|words| list(words).iter().any(|word| holds(&slug, word)))
    }

    /// The text of the blocks below a heading, up to the next one of its level or above.
    fn text_below(&self, at: usize, level: u8) -> String {
        let ends = |block: &&Block| match block.kind {
            BlockKind::Heading(number) => self.headings[number as usize].level > level,
            _ => true,
        };
        let below = self.outline.blocks[at + 1..].iter().take_while(ends);
        let start = self.outline.blocks[at].text.end;
        let end = below.map(|block| block.text.end).max().unwrap_or(start);
        self.outline.text.get(start..end).unwrap_or("").trim().to_owned()
    }

    /// A resolution without the label `Resolution:` in front of it.
    fn without_label(&self, text: &str) -> String {
        let labelled = text.split_once([':', '：']).filter(|(label, _)| {
            let label = label.trim().to_lowercase();
            words::of(self.context.language).any(|words| words.resolution.contains(&label))
        });
        labelled.map_or(text, |(_, rest)| rest).trim().to_owned()
    }
}

/// Whether a text ends in a question mark of any script.
fn asks(text: &str) -> bool {
    text.trim_end().ends_with(['?', '？', '؟'])
}

/// Whether a text holds a word, not as a part of a longer one where the script parts words.
fn holds(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}');
        !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + word.len()..].chars().next())
    })
}

/// The beginning of a message, long enough to tell it from others, for its anchor.
fn first_words(message: &str) -> String {
    let mut slug = String::new();
    for word in message.split_whitespace().take(12) {
        if slug.len() + word.len() > 80 {
            break;
        }
        slug.push_str(word);
        slug.push(' ');
    }
    if slug.is_empty() { message.chars().take(40).collect() } else { slug }
}
