//! The page as recognition sees it: headings as a tree, and what is listed below each.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Context;
use super::label::{self, Label, Labelled, Reading};
use super::tables::{self, Table};
use crate::model::{Heading, PageKind};
use crate::parse::block::{Block, BlockKind, Outline};
use crate::parse::words::{self, Subject, Subjects, Words, folded};
use crate::source::Span;

/// A page.
pub(super) struct Page<'a> {
    pub(super) outline: &'a Outline,
    pub(super) headings: &'a [Heading],
    pub(super) context: &'a Context<'a>,
    /// What the page is read with.
    pub(super) words: &'static Words,
    /// The block of each heading.
    pub(super) blocks_of: Vec<usize>,
    /// The outermost block of each place in the source. Most pages have no entry that asks for it.
    by_span: OnceCell<FxHashMap<Span, usize>>,
    /// The heading above each heading in the tree; the title is above everything and not among them.
    parents: Vec<Option<usize>>,
    /// The headings right below each heading, and last those right below the title.
    below: Vec<Vec<usize>>,
    /// The label of each heading.
    labels: Vec<Option<Label>>,
    /// All that the text of each heading may be called.
    readings: Vec<Reading<'a>>,
    /// What each heading is about, and what the title is.
    about: Vec<About>,
    title_about: Subjects,
    /// Whether each heading asks.
    asking: Vec<bool>,
    /// Whether questions are listed below each heading, and on the page as a whole.
    faq: Vec<Listing>,
    page_faq: Listing,
    /// Whether the page as a whole is about errors, and whether it is called a list of them.
    page_errors: bool,
    page_names_errors: bool,
    /// Its tables, read when they are first asked for.
    tables: OnceCell<Vec<Table>>,
}

/// What a title is about, by its text and by the words of its English slug.
#[derive(Clone, Copy)]
struct About {
    text: Subjects,
    slug: Subjects,
}

impl About {
    fn of(text: &str, slug: &str, words: &Words) -> About {
        let text = folded(text);
        let slug = folded(slug).replace(['-', '_'], " ");
        // Every page is read with the English words as well.
        let is_same = text == slug;
        About {
            text: words.subjects_in(&text),
            slug: if is_same { Subjects::default() } else { words::of("en").subjects_in(&slug) },
        }
    }

    fn has(self, subject: Subject) -> bool {
        (self.text | self.slug).has(subject)
    }
}

/// How sure it is that questions are listed somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Listing {
    No,
    /// The folder says so: what asks there is a question.
    ByFolder,
    /// A title, a heading or the file's name says so: what reads as a question is one.
    Named,
}

/// A line of a block.
pub(super) struct Line {
    /// Its part of the page's text.
    pub(super) text: Range<usize>,
    /// The bold text that it begins with.
    pub(super) bold: Option<Range<usize>>,
    /// Whether it is the block's first.
    pub(super) is_first: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(outline: &'a Outline, headings: &'a [Heading], context: &'a Context<'a>) -> Page<'a> {
        let words = words::of(context.language);
        let title = context.title_heading.map(|number| number as usize);
        let mut blocks_of = vec![0; headings.len()];
        for (at, block) in outline.blocks.iter().enumerate() {
            if let BlockKind::Heading(number) = block.kind {
                blocks_of[number as usize] = at;
            }
        }
        let (parents, below) = tree(headings, title);
        let readings: Vec<Reading<'a>> =
            headings.iter().map(|heading| label::reading(&heading.text, words)).collect();
        let labels = headings.iter().zip(&readings).map(|(heading, reading)| {
            let by_slug = label::of_slug(heading.anchor.as_str());
            by_slug.or_else(|| reading.first().map(|labelled| labelled.label))
        });
        let labels = labels.collect();
        let about = headings.iter().map(|heading| About::of(&heading.text, heading.anchor.as_str(), words));
        let about: Vec<About> = about.collect();
        let asking = headings.iter().map(|heading| {
            asks(&heading.text)
                || heading.written && context.language != "en" && slug_asks(heading.anchor.as_str())
        });
        let asking = asking.collect();

        let by_title = About::of(context.title, context.file_stem, words);
        let by_heading = match context.heading {
            Some(heading) if heading != context.title => words.subjects_in(&folded(heading)),
            _ => by_title.text,
        };
        let all_titles = by_title.text | by_title.slug | by_heading;
        let folders = folders_about(context.folder, words);
        let page_faq = if context.kind == Some(PageKind::Faq) || all_titles.has(Subject::Faq) {
            Listing::Named
        } else if folders.has(Subject::Faq) {
            Listing::ByFolder
        } else {
            Listing::No
        };
        let page_names_errors = all_titles.has(Subject::ListOfErrors);
        let page_errors = context.kind == Some(PageKind::Troubleshooting)
            || page_names_errors
            || (all_titles | folders).has(Subject::Troubleshooting)
            || folders.has(Subject::Errors);
        let mut faq: Vec<Listing> = Vec::with_capacity(headings.len());
        for (number, about) in about.iter().enumerate() {
            let above = parents[number].map_or(page_faq, |parent: usize| faq[parent]);
            let own = Some(number) != title && about.has(Subject::Faq);
            faq.push(if own { Listing::Named } else { above });
        }
        Page {
            outline,
            headings,
            context,
            words,
            blocks_of,
            by_span: OnceCell::new(),
            parents,
            below,
            labels,
            readings,
            about,
            title_about: by_heading,
            asking,
            faq,
            page_faq,
            page_errors,
            page_names_errors,
            tables: OnceCell::new(),
        }
    }

    /// What the page is called: its heading, else its title.
    pub(super) fn title(&self) -> &'a str {
        self.context.heading.unwrap_or(self.context.title)
    }

    /// The page's tables.
    pub(super) fn tables(&self) -> &[Table] {
        self.tables.get_or_init(|| tables::read(self))
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
        let rest = self.readings[heading].first().map_or("", |labelled| labelled.rest);
        Some(Labelled { label, rest })
    }

    /// What stands behind a label of this sort in a heading's text.
    pub(super) fn behind(&self, heading: usize, label: Label) -> Option<&'a str> {
        self.readings[heading].behind(label)
    }

    /// A heading and those above it, innermost first, without the title.
    pub(super) fn chain(&self, heading: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(heading), |&number| self.parents[number])
            .filter(|&number| !self.is_title(number))
    }

    /// The headings right below one, or below the title for `None`.
    pub(super) fn children(&self, parent: Option<usize>) -> impl Iterator<Item = usize> {
        self.below[parent.unwrap_or(self.headings.len())].iter().copied()
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
    pub(super) fn lists_questions(&self, block: usize) -> Listing {
        self.heading_of(block).map_or(self.page_faq, |heading| self.faq[heading])
    }

    /// Whether a heading stands where questions are listed.
    pub(super) fn heading_lists_questions(&self, heading: usize) -> Listing {
        self.faq[heading]
    }

    /// Whether questions are listed on the page as a whole.
    pub(super) fn page_lists_questions(&self) -> Listing {
        self.page_faq
    }

    /// Whether a heading asks: by its mark, or by the English anchor that its translation has kept where
    /// the mark was lost.
    pub(super) fn heading_asks(&self, heading: usize) -> bool {
        self.asking[heading]
    }

    /// Whether a heading is a question where it stands: it asks where questions are listed.
    pub(super) fn is_question(&self, heading: usize) -> bool {
        let text = &self.headings[heading].text;
        match self.faq[heading] {
            Listing::No => false,
            Listing::ByFolder => self.heading_asks(heading),
            Listing::Named => self.heading_asks(heading) || self.reads_as_question(text),
        }
    }

    /// Whether a text is put as a question, perhaps without its mark: it begins as questions begin, or
    /// holds the mark in its midst.
    pub(super) fn reads_as_question(&self, text: &str) -> bool {
        let marked = text.match_indices(['?', '？']).any(|(at, mark)| {
            let before = text[..at].chars().next_back().is_some_and(char::is_alphabetic);
            before && !text[at + mark.len()..].starts_with(char::is_alphanumeric)
        });
        let text = folded(text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '¿'));
        let begins = |word: &str| {
            // `Could not open` and `can't open` say what failed.
            text.strip_prefix(word)
                .filter(|rest| !rest.starts_with(" not ") && !rest.starts_with("'t"))
                .is_some_and(|rest| {
                    let next = rest.chars().next();
                    next.is_some_and(|next| {
                        !next.is_alphanumeric() || words::is_dense(next) || word.ends_with('¿')
                    })
                })
        };
        marked || self.words.asks_first.iter().any(begins) || self.words.asks_within.is_in(&text)
    }

    /// Whether errors are listed where a block stands: a heading below the title says so.
    pub(super) fn lists_errors(&self, block: usize) -> bool {
        self.heading_of(block)
            .is_some_and(|heading| self.chain(heading).any(|number| self.is_about_errors_below(number)))
    }

    /// Whether a heading says that errors are what stands below it.
    fn is_about_errors_below(&self, number: usize) -> bool {
        let about = self.about[number];
        about.has(Subject::Troubleshooting) || about.has(Subject::Errors)
    }

    /// Whether errors are what a heading stands among: the page is about them, or a heading above is.
    pub(super) fn is_among_errors(&self, heading: usize) -> bool {
        self.page_errors || self.chain(heading).skip(1).any(|above| self.is_about_errors_below(above))
    }

    /// Whether a heading stands in what is called a list of errors: the page, or what is below a heading.
    pub(super) fn is_in_list_of_errors(&self, heading: usize) -> bool {
        self.page_names_errors
            || self.chain(heading).skip(1).any(|above| self.about[above].has(Subject::ListOfErrors))
    }

    /// Whether the page as a whole is about errors.
    pub(super) fn is_about_errors(&self) -> bool {
        self.page_errors
    }

    /// Whether a heading, or the English anchor that its translation has kept, says that something goes
    /// wrong.
    pub(super) fn heading_says_wrong(&self, heading: usize) -> bool {
        let about = self.about[heading];
        about.text.has(Subject::Wrong) || self.headings[heading].written && about.slug.has(Subject::Wrong)
    }

    /// Whether what the page is called says that something goes wrong.
    pub(super) fn title_says_wrong(&self) -> bool {
        self.title_about.has(Subject::Wrong)
    }

    /// Whether a text says that something goes wrong.
    pub(super) fn says_wrong(&self, text: &str) -> bool {
        self.words.subjects_in(&folded(text)).has(Subject::Wrong)
    }

    /// Whether running text says what to do about something that goes wrong.
    pub(super) fn says_remedy(&self, text: &str) -> bool {
        self.words.remedy.is_in(&folded(text))
    }

    /// The lines of a block, in order.
    pub(super) fn lines_of(&self, number: usize) -> Vec<Line> {
        let block = &self.outline.blocks[number];
        let lines = &self.outline.lines;
        let first = lines.partition_point(|line| line.at <= block.text.start);
        let later = lines[first..].iter().take_while(|line| line.at < block.text.end);
        // What lies inside a block, such as a list in an item, stands on lines of its own.
        let line = |start: usize, end: usize, bold: Option<Range<usize>>, is_first: bool| {
            let text = self.outline.text.get(start..end.max(start)).unwrap_or("");
            let end = start + text.find('\n').unwrap_or(text.len());
            Line { text: start..end, bold: bold.filter(|bold| bold.end <= end), is_first }
        };
        let mut read = Vec::with_capacity(1);
        let (mut start, mut bold) = (block.text.start, block.bold_lead.clone());
        for next in later.filter(|line| line.block == number) {
            read.push(line(start, next.at, bold, read.is_empty()));
            (start, bold) = (next.at, next.bold_lead.clone());
        }
        read.push(line(start, block.text.end, bold, read.is_empty()));
        read
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

    /// The outermost block at a place in the source, such as the one that an entry was found at.
    pub(super) fn block_at(&self, span: Span) -> Option<usize> {
        let made = || {
            let mut by_span = FxHashMap::with_capacity_and_hasher(self.outline.blocks.len(), FxBuildHasher);
            for (at, block) in self.outline.blocks.iter().enumerate() {
                by_span.entry(block.span.clone().into()).or_insert(at);
            }
            by_span
        };
        self.by_span.get_or_init(made).get(&span).copied()
    }

    /// The blocks whose text begins in a part of the page, with their numbers.
    pub(super) fn blocks_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &'a Block)> {
        let outline = self.outline;
        let first = outline.blocks.partition_point(|block| block.text.start < range.start);
        let blocks = outline.blocks.iter().enumerate().skip(first);
        blocks.take_while(move |(_, block)| block.text.start < range.end)
    }
}

/// What the folders that hold a page are about.
fn folders_about(folder: &str, words: &Words) -> Subjects {
    let folders = folder.split('/').filter(|folder| !folder.is_empty());
    folders.fold(Subjects::default(), |all, folder| {
        let about = About::of(&folder.replace(['-', '_'], " "), folder, words);
        all | about.text | about.slug
    })
}

/// The heading above each heading, and the headings below each; those below the title come last.
fn tree(headings: &[Heading], title: Option<usize>) -> (Vec<Option<usize>>, Vec<Vec<usize>>) {
    let mut parents = Vec::with_capacity(headings.len());
    let mut below = vec![Vec::new(); headings.len() + 1];
    let mut open: Vec<usize> = Vec::new();
    for (number, heading) in headings.iter().enumerate() {
        while open.last().is_some_and(|&last| headings[last].level >= heading.level) {
            open.pop();
        }
        parents.push(open.last().copied());
        if Some(number) != title {
            below[open.last().copied().unwrap_or(headings.len())].push(number);
            open.push(number);
        }
    }
    (parents, below)
}

/// Whether a text ends in a question mark of any script, whatever signs stand behind it, or as Japanese
/// questions end, which often have none.
pub(super) fn asks(text: &str) -> bool {
    const JAPANESE: [&str; 5] = ["ですか", "ますか", "ませんか", "ましたか", "でしょうか"];
    let words = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let behind = &text[words.len()..];
    behind.contains(['?', '？', '؟']) || JAPANESE.iter().any(|ending| words.ends_with(ending))
}

/// Whether a heading counts what to do: `Step 2: are you on Pro?` asks on the way.
pub(super) fn is_step(text: &str) -> bool {
    let word = text.trim_start_matches(char::is_alphabetic);
    let counted = word.trim_start_matches(' ');
    let behind = counted.trim_start_matches(|c: char| c.is_ascii_digit());
    word.len() < text.len()
        && behind.len() < counted.len()
        && behind.trim_start().starts_with([':', '：', '-', '–', '—', '.'])
}

/// Whether an English slug was made from a question: it begins as one, or a question follows in it.
fn slug_asks(slug: &str) -> bool {
    const FOLLOWS: [&str; 10] = [
        "-how-can-",
        "-how-do-",
        "-what-should-",
        "-what-is-",
        "-what-are-",
        "-can-i-",
        "-can-we-",
        "-do-i-",
        "-do-we-",
        "-why-",
    ];
    let slug = slug.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').to_lowercase();
    let mut words = slug.split('-').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("");
    let second = words.next().unwrap_or("");
    let begins = words::of("en").asks_first.has(first);
    // `did-not-find-a-package` says what failed.
    let asks = begins && !matches!((first, second), ("how", "to") | ("what", "s" | "new") | (_, "not"));
    words.next().is_some() && (asks || FOLLOWS.iter().any(|part| slug.contains(part)))
}

/// How many words a text has; two characters of a script without spaces count as one.
pub(super) fn word_count(text: &str) -> usize {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    words + text.chars().filter(|c| words::is_dense(*c) && c.is_alphabetic()).count() / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_mark_counts_behind_any_signs() {
        for text in
            ["Why?", "Why？", "¿Por qué?", "Why? ", "(really?)", "Quoi ?", "“Why?”", "Why?!", "Why? 🤔"]
        {
            assert!(asks(text), "{text}");
        }
        for text in ["Why", "", "?x", "Is it? Yes"] {
            assert!(!asks(text), "{text}");
        }
    }
}
