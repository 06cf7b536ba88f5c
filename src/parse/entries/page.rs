//! The page as recognition sees it: headings as a tree, and what is listed below each.

use std::collections::HashMap;
use std::ops::Range;

use super::Context;
use super::label::{self, Label, Labelled};
use crate::model::{Heading, PageKind};
use crate::parse::block::{Block, BlockKind, Outline};
use crate::parse::words::{self, List, Words};
use crate::source::Span;

/// A page.
pub(super) struct Page<'a> {
    pub(super) outline: &'a Outline,
    pub(super) headings: &'a [Heading],
    pub(super) context: &'a Context<'a>,
    /// The block of each heading.
    pub(super) blocks_of: Vec<usize>,
    /// The outermost block of each place in the source.
    by_span: HashMap<Span, usize>,
    /// The heading above each heading in the tree; the title is above everything and not among them.
    parents: Vec<Option<usize>>,
    /// The headings right below each heading, and last those right below the title.
    below: Vec<Vec<usize>>,
    /// The label of each heading.
    labels: Vec<Option<Label>>,
    /// Whether questions are listed below each heading, and on the page as a whole.
    faq: Vec<Listing>,
    page_faq: Listing,
    /// Whether the page as a whole is about errors, and whether it is called a list of them.
    page_errors: bool,
    page_names_errors: bool,
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
        let title = context.title_heading.map(|number| number as usize);
        let mut blocks_of = vec![0; headings.len()];
        let mut by_span = HashMap::with_capacity(outline.blocks.len());
        for (at, block) in outline.blocks.iter().enumerate() {
            by_span.entry(block.span.clone().into()).or_insert(at);
            if let BlockKind::Heading(number) = block.kind {
                blocks_of[number as usize] = at;
            }
        }
        let (parents, below) = tree(headings, title);
        let labels = headings
            .iter()
            .map(|heading| {
                let by_slug = label::of_slug(heading.anchor.as_str());
                by_slug
                    .or_else(|| label::read(&heading.text, context.language).map(|labelled| labelled.label))
            })
            .collect();
        let mut page = Page {
            outline,
            headings,
            context,
            blocks_of,
            by_span,
            parents,
            below,
            labels,
            faq: Vec::with_capacity(headings.len()),
            page_faq: Listing::No,
            page_errors: false,
            page_names_errors: false,
        };
        let titles = format!("{} \n{}", context.title, context.heading.unwrap_or(""));
        page.page_faq = if context.kind == Some(PageKind::Faq)
            || page.says(&titles, context.file_stem, |words| &words.faq)
        {
            Listing::Named
        } else if page.folder_says(|words| &words.faq) {
            Listing::ByFolder
        } else {
            Listing::No
        };
        page.page_names_errors = page.is_list_of_errors(context.title, context.file_stem)
            || context.heading.is_some_and(|heading| page.is_list_of_errors(heading, ""));
        page.page_errors = context.kind == Some(PageKind::Troubleshooting)
            || page.page_names_errors
            || page.says(&titles, context.file_stem, |words| &words.troubleshooting)
            || page.folder_says(|words| &words.troubleshooting)
            || page.folder_says(|words| &words.errors);
        for (number, heading) in headings.iter().enumerate() {
            let above = page.parents[number].map_or(page.page_faq, |parent| page.faq[parent]);
            let own = Some(number) != title
                && page.says(&heading.text, heading.anchor.as_str(), |words| &words.faq);
            page.faq.push(if own { Listing::Named } else { above });
        }
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
        let heading = &self.headings[heading];
        asks(&heading.text)
            || heading.written && self.context.language != "en" && slug_asks(heading.anchor.as_str())
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
        let text = words::folded(text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '¿'));
        let begins = |word: &str| {
            // `Could not open` and `can't open` say what failed.
            text.strip_prefix(word)
                .filter(|rest| !rest.starts_with(" not ") && !rest.starts_with("'t"))
                .is_some_and(|rest| {
                    let next = rest.chars().next();
                    next.is_some_and(|next| !next.is_alphanumeric() || is_dense(next) || word.ends_with('¿'))
                })
        };
        marked
            || words::of(self.context.language)
                .any(|words| words.asks_first.iter().any(begins) || holds(&text, &words.asks_within))
    }

    /// Whether errors are listed where a block stands: a heading below the title says so.
    pub(super) fn lists_errors(&self, block: usize) -> bool {
        self.heading_of(block)
            .is_some_and(|heading| self.chain(heading).any(|number| self.is_about_errors_below(number)))
    }

    /// Whether a heading says that errors are what stands below it.
    fn is_about_errors_below(&self, number: usize) -> bool {
        let heading = &self.headings[number];
        let says = |list: fn(&Words) -> &List| self.says(&heading.text, heading.anchor.as_str(), list);
        says(|words| &words.troubleshooting) || says(|words| &words.errors)
    }

    /// Whether errors are what a heading stands among: the page is about them, or a heading above is.
    pub(super) fn is_among_errors(&self, heading: usize) -> bool {
        self.page_errors || self.chain(heading).skip(1).any(|above| self.is_about_errors_below(above))
    }

    /// Whether a heading stands in what is called a list of errors: the page, or what is below a heading.
    pub(super) fn is_in_list_of_errors(&self, heading: usize) -> bool {
        self.page_names_errors
            || self.chain(heading).skip(1).any(|above| {
                let above = &self.headings[above];
                self.is_list_of_errors(&above.text, above.anchor.as_str())
            })
    }

    /// Whether a text, or an English slug, is called a list of errors: it holds such a name of several words,
    /// or begins with one. `Error severities` and `Tratamento de erros` are about something else.
    fn is_list_of_errors(&self, text: &str, slug: &str) -> bool {
        let is_named = |text: &str, words: &Words| {
            let several = |word: &str| word.contains([' ', '-', '\'']) || word.chars().any(is_dense);
            words.errors.places(text).any(|(place, word)| {
                is_whole(text, &place, word)
                    && (several(word)
                        || place.start == 0 && !text[place.end..].starts_with(char::is_alphanumeric))
            })
        };
        let (text, slug) = (words::folded(text), words::folded(slug).replace(['-', '_'], " "));
        words::of(self.context.language).any(|words| is_named(text.trim(), words))
            || words::of("en").any(|words| is_named(slug.trim(), words))
    }

    /// Whether the page as a whole is about errors.
    pub(super) fn is_about_errors(&self) -> bool {
        self.page_errors
    }

    /// Whether a heading, or the English anchor that its translation has kept, says that something goes
    /// wrong.
    pub(super) fn heading_says_wrong(&self, heading: usize) -> bool {
        let heading = &self.headings[heading];
        let slug = if heading.written { heading.anchor.as_str() } else { "" };
        self.says(&heading.text, slug, |words| &words.wrong)
    }

    /// Whether a text says that something goes wrong.
    pub(super) fn says_wrong(&self, text: &str) -> bool {
        self.says(text, "", |words| &words.wrong)
    }

    /// Whether running text says what to do about something that goes wrong.
    pub(super) fn says_remedy(&self, text: &str) -> bool {
        self.says(text, "", |words| &words.remedy)
    }

    fn folder_says(&self, list: impl Fn(&Words) -> &List + Copy) -> bool {
        let mut folders = self.context.folder.split('/').filter(|folder| !folder.is_empty());
        folders.any(|folder| self.says(&folder.replace(['-', '_'], " "), folder, list))
    }

    /// Whether a text, or the words of an English slug, hold one of the words.
    pub(super) fn says(&self, text: &str, slug: &str, list: impl Fn(&Words) -> &List) -> bool {
        let text = words::folded(text);
        let slug = words::folded(slug).replace(['-', '_'], " ");
        let own = words::of(self.context.language).any(|words| holds(&text, list(words)));
        own || !slug.is_empty() && words::of("en").any(|words| holds(&slug, list(words)))
    }

    /// The lines of a block, in order.
    pub(super) fn lines_of(&self, number: usize) -> Vec<Line> {
        let block = &self.outline.blocks[number];
        let lines = &self.outline.lines;
        let first = lines.partition_point(|line| line.at <= block.text.start);
        let later = lines[first..].iter().take_while(|line| line.at < block.text.end);
        let own = later.filter(|line| line.block == number);
        let mut starts = vec![(block.text.start, block.bold_lead.clone(), true)];
        starts.extend(own.map(|line| (line.at, line.bold_lead.clone(), false)));
        let ends: Vec<usize> = starts.iter().skip(1).map(|(at, ..)| *at).chain([block.text.end]).collect();
        let lines = starts.into_iter().zip(ends).map(|((start, bold, is_first), end)| {
            let end = end.max(start);
            // What lies inside a block, such as a list in an item, stands on lines of its own.
            let text = self.outline.text.get(start..end).unwrap_or("");
            let end = start + text.find('\n').unwrap_or(text.len());
            Line { text: start..end, bold: bold.filter(|bold| bold.end <= end), is_first }
        });
        lines.collect()
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
        self.by_span.get(&span).copied()
    }

    /// The blocks whose text begins in a part of the page, with their numbers.
    pub(super) fn blocks_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &'a Block)> {
        let outline = self.outline;
        let first = outline.blocks.partition_point(|block| block.text.start < range.start);
        let blocks = outline.blocks.iter().enumerate().skip(first);
        blocks.take_while(move |(_, block)| block.text.start < range.end)
    }
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
    let begins = words::of("en").any(|words| words.asks_first.has(first));
    // `did-not-find-a-package` says what failed.
    let asks = begins && !matches!((first, second), ("how", "to") | ("what", "s" | "new") | (_, "not"));
    words.next().is_some() && (asks || FOLLOWS.iter().any(|part| slug.contains(part)))
}

/// Whether a folded text holds one of these words, not as a part of a longer one where the script parts
/// words.
pub(super) fn holds(text: &str, list: &List) -> bool {
    list.places(text).any(|(place, word)| is_whole(text, &place, word))
}

/// Whether a word at a place of a text is no part of a longer one.
pub(super) fn is_whole(text: &str, place: &Range<usize>, word: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_dense(c));
    let begins = word.starts_with(|c: char| !c.is_alphanumeric() || is_dense(c));
    (begins || !is_letter(text[..place.start].chars().next_back()))
        && !is_letter(text[place.end..].chars().next())
}

/// How many words a text has; two characters of a script without spaces count as one.
pub(super) fn word_count(text: &str) -> usize {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    words + text.chars().filter(|c| is_dense(*c) && c.is_alphabetic()).count() / 2
}

/// Whether a character is of a script that writes words without spaces, or hangs endings on them.
pub(super) fn is_dense(c: char) -> bool {
    c >= '\u{2e80}'
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

    #[test]
    fn words_are_whole_where_the_script_parts_them() {
        let list = List::from(["faq", "エラー", "-je"].map(str::to_owned).to_vec());
        for text in ["faq for all", "接続エラーが出る", "puis-je payer", "faqir faq"] {
            assert!(holds(text, &list), "{text}");
        }
        assert!(!holds("faqir", &list));
    }
}
