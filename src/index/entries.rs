//! Entries: what of a site can be found.
//!
//! A page is one entry, with all of its sections: a query's words are often spread over several of
//! them, and a page scored by its best section alone loses those. A question and an error are
//! entries of their own beside their page. Which of a page's sections a result leads to is settled
//! when it is found (`snippet`).

use std::borrow::Cow;

use super::record::{Kind, Record, RecordSection};
use crate::model::{Document, Heading, Locale, Page, Section, Site};

/// Something that can be found.
pub(super) struct Entry<'a> {
    pub(super) kind: Kind,
    /// The page's number in its locale.
    pub(super) page: u64,
    /// The title, question or message; codes.
    pub(super) titles: Vec<&'a str>,
    /// The words of its path and anchor.
    pub(super) slug: String,
    /// Everything else it says.
    pub(super) body: Vec<Cow<'a, str>>,
    pub(super) record: Record,
}

/// How many characters of a section's text are kept to be shown. What stands behind them is searched
/// all the same.
const SHOWN: usize = 1000;

/// Gives each entry of a locale in the site's order; a page is followed by its questions and errors.
///
/// # Errors
/// That of `each`, and the operating system's where texts were laid aside.
pub(super) fn for_each_entry(
    site: &Site,
    locale: &Locale,
    mut each: impl FnMut(Entry<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    site.listed_in(locale).enumerate().try_for_each(|(number, page)| {
        let sections = page.document.sections.get()?;
        entries_of(page, &sections, number as u64).into_iter().try_for_each(&mut each)
    })
}

fn entries_of<'a>(page: &'a Page, sections: &'a [Section], number: u64) -> Vec<Entry<'a>> {
    let document = &page.document;
    let breadcrumb: Vec<String> = page.breadcrumbs.iter().map(|crumb| crumb.title.clone()).collect();
    // A page that is one error has said with that what it is called.
    let above = |title: &str| (title != document.title).then_some(&document.title);
    let below = |title: &str| breadcrumb.iter().chain(above(title)).cloned().collect();
    let record = |title: &str, breadcrumb: Vec<String>, sections: Vec<RecordSection>| Record {
        path: document.source.path().as_str().to_owned(),
        url: page.url.absolute("/"),
        title: title.to_owned(),
        breadcrumb,
        sections,
    };
    let sections = section_texts(document, sections);
    let shown_sections = sections.iter().map(SectionText::shown).collect();
    let mut entries = vec![Entry {
        kind: Kind::Page,
        page: number,
        titles: titles(document),
        slug: slug_words(document.key.name()),
        body: body(document, sections),
        record: record(&document.title, breadcrumb.clone(), shown_sections),
    }];
    for question in &document.questions {
        let section = RecordSection {
            anchor: question.anchor.encoded(),
            heading: String::new(),
            text: shown(&question.answer),
        };
        entries.push(Entry {
            kind: Kind::Question,
            page: number,
            titles: vec![&question.question],
            slug: slug_words(question.anchor.as_str()),
            body: vec![Cow::Borrowed(&question.answer), Cow::Borrowed(&document.title)],
            record: record(&question.question, below(&question.question), vec![section]),
        });
    }
    for error in &document.errors {
        let text: Vec<&str> = error.cause.as_deref().into_iter().chain([error.resolution.as_str()]).collect();
        let text = text.join("\n");
        let section =
            RecordSection { anchor: error.anchor.encoded(), heading: String::new(), text: shown(&text) };
        entries.push(Entry {
            kind: Kind::Error,
            page: number,
            titles: std::iter::once(&error.message).chain(&error.codes).map(String::as_str).collect(),
            slug: slug_words(error.anchor.as_str()),
            body: vec![Cow::Owned(text), Cow::Borrowed(&document.title)],
            record: record(&error.message, below(&error.message), vec![section]),
        });
    }
    entries
}

fn titles(document: &Document) -> Vec<&str> {
    let other_heading = document.heading.as_ref().filter(|heading| **heading != document.title);
    std::iter::once(&document.title).chain(other_heading).map(String::as_str).collect()
}

fn body<'a>(document: &'a Document, sections: Vec<SectionText<'a>>) -> Vec<Cow<'a, str>> {
    let description = document.front_matter.description.as_deref();
    let mut body: Vec<Cow<'a, str>> = description.map(Cow::Borrowed).into_iter().collect();
    for section in sections {
        body.push(Cow::Borrowed(section.heading.map_or("", |heading| &heading.text)));
        body.push(section.text);
    }
    body
}

/// A section of a page.
struct SectionText<'a> {
    heading: Option<&'a Heading>,
    text: Cow<'a, str>,
}

impl SectionText<'_> {
    fn shown(&self) -> RecordSection {
        RecordSection {
            anchor: self.heading.map(|heading| heading.anchor.encoded()).unwrap_or_default(),
            heading: self.heading.map(|heading| heading.text.clone()).unwrap_or_default(),
            text: shown(&self.text),
        }
    }
}

/// A page's sections. The first has no anchor: it is the page's beginning, with what the author says
/// about it where the text starts with a heading.
fn section_texts<'a>(document: &'a Document, all: &'a [Section]) -> Vec<SectionText<'a>> {
    let mut sections = vec![SectionText { heading: None, text: Cow::Borrowed("") }];
    for section in all {
        let heading = section.heading.and_then(|number| document.headings.get(number as usize));
        // The heading that opens the page is its title, not a section's.
        let is_title = |text: &String| sections.len() == 1 && document.heading.as_ref() == Some(text);
        match heading.filter(|heading| heading.level > 1 || !is_title(&heading.text)) {
            Some(heading) => {
                sections.push(SectionText { heading: Some(heading), text: Cow::Borrowed(&section.text) });
            }
            // Where nothing stands there yet, adding only borrows.
            None => sections[0].text += section.text.as_str(),
        }
    }
    if sections[0].text.trim().is_empty() {
        sections[0].text = Cow::Borrowed(document.front_matter.description.as_deref().unwrap_or(""));
    }
    sections
}

/// The beginning of a text, up to the last word that has room, white space as one space or one line's
/// end.
fn shown(text: &str) -> String {
    // No text has more characters than bytes.
    let is_short = text.len() < SHOWN;
    let mut shown = String::with_capacity(text.len().min(SHOWN * 4));
    let mut length = 0;
    for line in text.lines() {
        for (number, word) in line.split_whitespace().enumerate() {
            let characters = if is_short { 0 } else { word.chars().count() + 1 };
            if length > 0 && length + characters > SHOWN {
                return shown;
            }
            if !shown.is_empty() {
                shown.push(if number == 0 { '\n' } else { ' ' });
            }
            // One word of a script without spaces may be the whole text.
            if word.len() <= SHOWN {
                shown.push_str(word);
            } else {
                shown.extend(word.chars().take(SHOWN));
            }
            length += characters;
        }
    }
    shown
}

/// A slug's words, so that they are read as words and not as one code.
fn slug_words(slug: &str) -> String {
    slug.replace(['-', '_'], " ")
}
