//! Lists of everything from A to Z, which need no script to be read.
//!
//! A small list stands on one page. A large one's letters have pages of their own, so that no page
//! grows with the site; a letter that is too long for one has several.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::context::{EntryContext, LetterContext};
use super::linker::Linker;
use super::page::{Bare, name, render_bare};
use super::promised::Promised;
use super::{Shared, SharedLocale};
use crate::model::{Page, SitePath};

/// The most entries that stand on one page: some 60 KB of HTML, 10 KB on the way.
const MOST: usize = 400;

/// A list and where it stands.
pub(super) struct List<'a> {
    pub(super) template: &'static str,
    /// What its first page is, for templates.
    pub(super) kind: &'a str,
    /// What the pages of its letters are.
    pub(super) letter_kind: &'a str,
    /// Below the home page of the locale: `search/`.
    pub(super) place: &'a str,
    pub(super) entries: Vec<Entry<'a>>,
}

/// Something that can be found.
pub(super) struct Entry<'a> {
    pub(super) kind: &'static str,
    pub(super) title: &'a str,
    /// An error's code: its first, or the one it is listed under.
    pub(super) code: Option<&'a str>,
    pub(super) page: &'a Page,
    /// Encoded, without `#`; empty for a page.
    pub(super) fragment: String,
}

impl Entry<'_> {
    /// The entry for a template.
    pub(super) fn context<'c>(&'c self, linker: &Linker<'_>) -> EntryContext<'c> {
        EntryContext {
            kind: self.kind,
            title: self.title,
            url: match self.fragment.as_str() {
                "" => linker.path(&self.page.url),
                fragment => format!("{}#{fragment}", linker.path(&self.page.url)),
            },
            code: self.code,
            page: (self.kind != "page").then(|| name(&self.page.document)),
        }
    }

    /// What it is sorted by and stands under.
    fn sorted_by(&self) -> &str {
        match (self.kind, self.code) {
            ("code", Some(code)) => code,
            _ => self.title,
        }
    }
}

/// The pages of a list.
pub(super) fn pages<'a>(
    shared: &'a Shared<'_>,
    locale: &'a SharedLocale<'_>,
    list: List<'a>,
) -> Vec<Promised<'a>> {
    let List { template, kind, letter_kind, place, entries } = list;
    let url = locale.locale_site.url.below(place);
    let on_one_page = entries.len() <= MOST;
    let stretches: Arc<[Stretch<'_>]> =
        stretches(entries, if on_one_page { usize::MAX } else { MOST }).into();
    let page = |at: &SitePath, kind: &'a str, letter: Option<usize>| {
        let (at, url, stretches) = (at.clone(), url.clone(), stretches.clone());
        Promised::at(&at.clone(), locale, template, move || {
            let linker = Linker::at(shared.site, at.clone());
            let own_pages = (!on_one_page).then_some(&url);
            let letters = stretches.iter().enumerate().map(|(number, stretch)| {
                let shown = on_one_page || letter == Some(number);
                self::letter(stretch, number, own_pages, shown, &linker)
            });
            let letters = letters.collect();
            let (navigation, url) = (locale.tree.closed(&linker), at.clone());
            let bare = Bare { template, kind, url, place, linker, navigation, letters, progress: None };
            render_bare(shared, locale, bare)
        })
    };
    let mut pages = vec![page(&url, kind, None)];
    if !on_one_page {
        let letters = stretches.iter().enumerate();
        pages.extend(
            letters.map(|(number, stretch)| page(&url.below(&stretch.folder), letter_kind, Some(number))),
        );
    }
    pages
}

/// A stretch of the list: a letter, or a page's worth of one.
struct Stretch<'a> {
    name: String,
    /// Its folder below the list's, where it has a page of its own.
    folder: String,
    entries: Vec<Entry<'a>>,
}

/// A stretch for a template; `list` is the list's own page where stretches have pages of their own.
fn letter<'a>(
    stretch: &'a Stretch<'_>,
    number: usize,
    list: Option<&SitePath>,
    shown: bool,
    linker: &Linker<'_>,
) -> LetterContext<'a> {
    LetterContext {
        name: &stretch.name,
        url: match list {
            Some(list) => linker.path(&list.below(&stretch.folder)),
            None => format!("#ajuda_letter-{}", number + 1),
        },
        current: shown && list.is_some(),
        entries: match shown {
            true => stretch.entries.iter().map(|entry| entry.context(linker)).collect(),
            false => Vec::new(),
        },
    }
}

/// The entries by letter, sorted, no stretch longer than `most`.
fn stretches(entries: Vec<Entry<'_>>, most: usize) -> Vec<Stretch<'_>> {
    let mut letters = BTreeMap::<Letter, Vec<(String, Entry<'_>)>>::new();
    for entry in entries {
        let key = sort_key(entry.sorted_by());
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
