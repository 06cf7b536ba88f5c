//! What `widget.js` shows inside another application: for each locale a JSON file with the pages that
//! name a screen, their questions, and the questions that matter most; and the script's own settings.

use std::collections::BTreeMap;

use serde::Serialize;

use super::page::name;
use super::{Shared, SharedLocale, Theme};
use crate::model::Page;

/// The script, in the theme and in the site.
const SCRIPT: &str = "widget.js";
/// What stands in the script where the settings belong.
const SETTINGS: &str = "AJUDA_SETTINGS";
/// The words that the script says, and what the interface's files call them.
const WORDS: [(&str, &str); 6] = [
    ("search", "search"),
    ("placeholder", "search-placeholder"),
    ("nothing", "search-nothing"),
    ("here", "widget-here"),
    ("popular", "widget-popular"),
    ("open", "widget-open"),
];
/// How many questions of a page, and how many characters of an answer, are shown in so small a place.
const QUESTIONS: usize = 6;
const ANSWER: usize = 600;

#[derive(Serialize)]
struct Answers<'a> {
    words: BTreeMap<&'a str, &'a str>,
    screens: Vec<Screen<'a>>,
    questions: Vec<Question<'a>>,
}

#[derive(Serialize)]
struct Screen<'a> {
    /// Of each screen what stands between its stars, which are any text; it begins and ends with the end of
    /// a line.
    screens: Vec<Vec<String>>,
    title: &'a str,
    about: &'a str,
    url: String,
    questions: Vec<Question<'a>>,
}

#[derive(Serialize)]
struct Question<'a> {
    question: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    answer: String,
    url: String,
}

#[derive(Serialize)]
struct Settings<'a> {
    labels: BTreeMap<&'a str, String>,
    default: &'a str,
    /// The theme's folder, from the site's root.
    theme: &'a str,
}

/// The script and the answers, by their path.
pub(super) fn files(shared: &Shared<'_>) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = shared.locales.iter().map(answers_of(shared)).collect();
    files.extend(script(shared).map(|text| (SCRIPT.to_owned(), text)));
    files
}

fn script(shared: &Shared<'_>) -> Option<String> {
    let (_, bytes) = Theme::static_files().find(|(path, _)| *path == SCRIPT)?;
    let label = |words: &'_ BTreeMap<String, String>| words.get("widget-help").cloned().unwrap_or_default();
    let locales = shared.locales.iter();
    let labels = locales.map(|locale| (locale.locale_site.locale.as_str(), label(&locale.words))).collect();
    let default = shared.locale(&shared.site.default_locale).locale_site.locale.as_str();
    let settings =
        serde_json::to_string(&Settings { labels, default, theme: shared.assets.folder().as_str() })
            .unwrap_or_default();
    let text = String::from_utf8_lossy(bytes);
    // The name stands in its comments too.
    let (before, behind) = text.rsplit_once(SETTINGS)?;
    Some(format!("{before}{settings}{behind}"))
}

fn answers_of<'s>(shared: &'s Shared<'_>) -> impl Fn(&SharedLocale<'_>) -> (String, String) + 's {
    |locale| {
        let pages = shared.site.listed_in(&locale.locale_site.locale);
        let with_screens = pages.filter(|page| !page.document.front_matter.screens.is_empty());
        let word = |key: &str| locale.words.get(key).map_or("", String::as_str);
        let answers = Answers {
            words: WORDS.iter().map(|(name, key)| (*name, word(key))).collect(),
            screens: with_screens.map(screen).collect(),
            questions: locale
                .home
                .questions()
                .map(|(page, title, fragment)| Question {
                    question: title,
                    answer: String::new(),
                    url: format!("{}#{fragment}", address(page)),
                })
                .collect(),
        };
        let folder = locale.locale_site.url.as_str().trim_end_matches('/');
        (format!("widget/{folder}.json"), serde_json::to_string(&answers).unwrap_or_default())
    }
}

fn screen(page: &Page) -> Screen<'_> {
    let document = &page.document;
    let questions = document.questions.iter().take(QUESTIONS).map(|entry| Question {
        question: &entry.question,
        answer: beginning(&entry.answer),
        url: format!("{}#{}", address(page), entry.anchor.encoded()),
    });
    let parts = |screen: &String| format!("\n{screen}\n").split('*').map(str::to_owned).collect();
    Screen {
        screens: document.front_matter.screens.iter().map(parts).collect(),
        title: name(document),
        about: &document.description,
        url: address(page),
        questions: questions.collect(),
    }
}

/// The page from the site's root, encoded.
fn address(page: &Page) -> String {
    page.url.absolute("/")
}

/// The beginning of an answer, cut between words.
fn beginning(answer: &str) -> String {
    let Some((end, _)) = answer.char_indices().nth(ANSWER) else { return answer.to_owned() };
    let end = answer[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", answer[..end].trim_end())
}
