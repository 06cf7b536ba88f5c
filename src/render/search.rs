//! Where a locale is searched without the dialog: its search page, which without JavaScript lists
//! everything there is to find from A to Z; its OpenSearch description; and the words of the dialog.
//!
//! A small site's A to Z stands on the search page itself. A large one's stands on a page a letter,
//! so that no page grows with the site; a letter that is too long for one has several.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::context::{EntryContext, LetterContext};
use super::linker::Linker;
use super::page::{Bare, name, render_bare};
use super::{Shared, SharedLocale};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{LocaleSite, Page, Site, SitePath};

/// The most entries that stand on one page: some 60 KB of HTML, 10 KB on the way.
const MOST: usize = 400;

/// Where a locale is searched.
pub(super) struct SearchPlace {
    /// `pt-br/search/`.
    pub(super) url: SitePath,
    /// Whether a source stands there, or an older address of one: the author's wins.
    is_own: bool,
    /// `pt-br/opensearch.xml`, unless the author has a file of that name.
    description: Option<SitePath>,
}

impl SearchPlace {
    pub(super) fn of(locale: &LocaleSite, site: &Site) -> SearchPlace {
        let url = locale.url.below("search/");
        let is_own = site.pages.iter().map(|page| &page.url).any(|other| *other == url)
            || site.redirects.iter().any(|redirect| redirect.from == url);
        let description = locale.url.below("opensearch.xml");
        let taken = is_own || site.files.iter().any(|file| file.url == description);
        SearchPlace { url, is_own, description: (!taken).then_some(description) }
    }

    /// The OpenSearch description, which needs full addresses.
    pub(super) fn description(&self, config: &Config) -> Option<SitePath> {
        self.description.clone().filter(|_| config.base_url.is_some())
    }
}

/// A stretch of the A to Z: a letter, or a page's worth of one.
struct Stretch<'a> {
    name: String,
    /// Its folder below the search page, where it has a page of its own.
    folder: String,
    entries: Vec<Entry<'a>>,
}

/// Something that can be found.
struct Entry<'a> {
    kind: &'static str,
    title: &'a str,
    page: &'a Page,
    /// Encoded, without `#`; empty for a page.
    fragment: String,
}

/// The search pages and OpenSearch descriptions of all locales, by their path.
pub(super) fn pages(shared: &Shared<'_>) -> Vec<(String, Result<String, Diagnostic>)> {
    let mut pages = Vec::new();
    for locale in &shared.locales {
        if let Some(path) = locale.search.description(shared.config) {
            let linker = Linker::at(shared.site, path.clone());
            let (template, kind) = ("opensearch.xml", "search");
            let description = bare(template, kind, path.clone(), linker, locale, Vec::new());
            pages.push((path.file(), render_bare(shared, locale, description)));
        }
        if !locale.search.is_own {
            pages.extend(search_pages(shared, locale));
        }
    }
    pages
}

/// The words of the interface that the dialog and the search page say from JavaScript.
pub(super) fn words(locale: &SharedLocale<'_>) -> (String, String) {
    let words: BTreeMap<&str, &str> = locale
        .words
        .iter()
        .filter(|(key, _)| key.starts_with("search"))
        .map(|(key, text)| (key.as_str(), text.as_str()))
        .collect();
    let path = format!("theme/words/{}.json", locale.locale_site.url.as_str().trim_end_matches('/'));
    (path, serde_json::to_string(&words).unwrap_or_default())
}

fn search_pages(shared: &Shared<'_>, locale: &SharedLocale<'_>) -> Vec<(String, Result<String, Diagnostic>)> {
    let entries = entries(shared.site.pages_in(&locale.locale_site.locale));
    let on_one_page = entries.len() <= MOST;
    let stretches = stretches(entries, if on_one_page { usize::MAX } else { MOST });
    let render = |url: &SitePath, kind: &str, shown: &dyn Fn(usize) -> bool| {
        let linker = Linker::at(shared.site, url.clone());
        let own_pages = (!on_one_page).then_some(&locale.search.url);
        let letters = stretches.iter().enumerate();
        let letters = letters
            .map(|(number, stretch)| letter(stretch, number, own_pages, shown(number), &linker))
            .collect();
        let page = bare("search.html", kind, url.clone(), linker, locale, letters);
        (url.file(), render_bare(shared, locale, page))
    };
    let mut pages = vec![render(&locale.search.url, "search", &|_| on_one_page)];
    if !on_one_page {
        let own = stretches.iter().enumerate();
        pages.extend(own.map(|(number, stretch)| {
            let url = locale.search.url.below(&stretch.folder);
            render(&url, "a-z", &|other| other == number)
        }));
    }
    pages
}

fn bare<'a>(
    template: &'a str,
    kind: &'a str,
    url: SitePath,
    linker: Linker<'a>,
    locale: &SharedLocale<'_>,
    letters: Vec<LetterContext<'a>>,
) -> Bare<'a> {
    let navigation = locale.tree.opened(None, &linker);
    Bare { template, kind, url, place: "search/", linker, navigation, letters }
}

/// A stretch for a template; `search` is the search page where stretches have pages of their own.
fn letter<'a>(
    stretch: &'a Stretch<'_>,
    number: usize,
    search: Option<&SitePath>,
    shown: bool,
    linker: &Linker<'_>,
) -> LetterContext<'a> {
    let entry = |entry: &'a Entry<'_>| EntryContext {
        kind: entry.kind,
        title: entry.title,
        url: match entry.fragment.as_str() {
            "" => linker.path(&entry.page.url),
            fragment => format!("{}#{fragment}", linker.path(&entry.page.url)),
        },
        page: (entry.kind != "page").then(|| name(&entry.page.document)),
    };
    LetterContext {
        name: &stretch.name,
        url: match search {
            Some(search) => linker.path(&search.below(&stretch.folder)),
            None => format!("#ajuda_letter-{}", number + 1),
        },
        current: shown && search.is_some(),
        entries: if shown { stretch.entries.iter().map(entry).collect() } else { Vec::new() },
    }
}

/// Everything to be found on these pages.
fn entries<'a>(pages: impl Iterator<Item = &'a Page>) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for page in pages {
        let document = &page.document;
        let title = name(document);
        entries.push(Entry { kind: "page", title, page, fragment: String::new() });
        let questions = document.questions.iter().filter(|question| question.question != title);
        entries.extend(questions.map(|question| Entry {
            kind: "question",
            title: &question.question,
            page,
            fragment: question.anchor.encoded(),
        }));
        let errors = document.errors.iter().filter(|error| error.message != title);
        entries.extend(errors.map(|error| Entry {
            kind: "error",
            title: &error.message,
            page,
            fragment: error.anchor.encoded(),
        }));
    }
    entries
}

/// The entries by letter, sorted, no stretch longer than `most`.
fn stretches(entries: Vec<Entry<'_>>, most: usize) -> Vec<Stretch<'_>> {
    let mut letters = BTreeMap::<Letter, Vec<(String, Entry<'_>)>>::new();
    for entry in entries {
        let key = sort_key(entry.title);
        letters.entry(Letter::of(&key)).or_default().push((key, entry));
    }
    let mut stretches = Vec::new();
    for (letter, mut entries) in letters {
        entries.sort_by(|(a, first), (b, second)| {
            (a, first.title, &first.page.url, &first.fragment).cmp(&(
                b,
                second.title,
                &second.page.url,
                &second.fragment,
            ))
        });
        let mut entries = entries.into_iter().map(|(_, entry)| entry).peekable();
        for number in 1.. {
            if entries.peek().is_none() {
                break;
            }
            let (name, folder) = letter.name_and_folder();
            let (name, folder) = match number {
                1 => (name, format!("{folder}/")),
                _ => (format!("{name} {number}"), format!("{folder}-{number}/")),
            };
            stretches.push(Stretch { name, folder, entries: entries.by_ref().take(most).collect() });
        }
    }
    stretches
}

/// What a title is sorted by: without case and accents, from its first letter or digit on.
fn sort_key(title: &str) -> String {
    let folded: String =
        title.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    folded.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// A heading of the A to Z, in their order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Letter {
    /// No letter and no digit.
    Other,
    Digit,
    Of(char),
    /// Chinese characters: thousands, so they share one heading.
    Han,
}

impl Letter {
    fn of(sort_key: &str) -> Letter {
        match sort_key.chars().next() {
            None => Letter::Other,
            Some(c) if c.is_numeric() => Letter::Digit,
            Some('\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}') => {
                Letter::Han
            }
            Some(c) => Letter::Of(hangul_initial(kana_row(c))),
        }
    }

    fn name_and_folder(self) -> (String, String) {
        match self {
            Letter::Other => ("#".to_owned(), "other".to_owned()),
            Letter::Digit => ("0–9".to_owned(), "0-9".to_owned()),
            Letter::Of(letter) => (letter.to_uppercase().to_string(), letter.to_string()),
            Letter::Han => ("漢".to_owned(), "漢".to_owned()),
        }
    }
}

/// The first kana of the row that a kana stands in, as Japanese indexes have it.
fn kana_row(c: char) -> char {
    let hiragana = match c {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    };
    match hiragana {
        'ぁ'..='お' | 'ゔ' => 'あ',
        'か'..='ご' | 'ゕ' | 'ゖ' => 'か',
        'さ'..='ぞ' => 'さ',
        'た'..='ど' => 'た',
        'な'..='の' => 'な',
        'は'..='ぽ' => 'は',
        'ま'..='も' => 'ま',
        'ゃ'..='よ' => 'や',
        'ら'..='ろ' => 'ら',
        'ゎ'..='ん' => 'わ',
        other => other,
    }
}

/// The letter for an initial consonant of Hangul, as Korean indexes have it: doubled ones stand with
/// the plain. Compatibility decomposition has taken the syllable apart (Unicode, section 3.12).
fn hangul_initial(c: char) -> char {
    const INITIALS: [char; 19] = [
        'ㄱ', 'ㄱ', 'ㄴ', 'ㄷ', 'ㄷ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅂ', 'ㅅ', 'ㅅ', 'ㅇ', 'ㅈ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ',
        'ㅍ', 'ㅎ',
    ];
    let number = u32::from(c).checked_sub(0x1100).map(|number| number as usize);
    number.and_then(|number| INITIALS.get(number).copied()).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_under_the_letter_that_readers_look_under() {
        let letter = |title: &str| Letter::of(&sort_key(title)).name_and_folder().0;
        let letters = [
            "Éclair",
            "“quoted”",
            "`code`",
            "404 not found",
            "…",
            "ガイド",
            "はじめに",
            "개요",
            "設定",
            "Ёлка",
        ];
        let found: Vec<String> = letters.iter().map(|title| letter(title)).collect();
        assert_eq!(found, ["E", "Q", "C", "0–9", "#", "か", "は", "ㄱ", "漢", "Е"]);
    }
}
