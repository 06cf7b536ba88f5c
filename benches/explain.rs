//! `cargo bench --bench explain`: whether messages lead to their errors, in the documentation of real
//! products. Each error with a message of five words or more is asked for
//!
//! 1. with what varies in its message changed: numbers, quoted names, paths, addresses, placeholders;
//! 2. with its message cut after twelve words;
//! 3. from another language: the English message, for a reader of Portuguese, who must get the same page.
//!
//! It is right where the error is first and sure enough to be shown. Where several errors have the same
//! text, any of them is right. What else cannot be told apart, because only values differ or because the
//! messages differ behind the twelfth word, is counted as wrong and said beside it.
//!
//! The lines of `tests/explain/ordinary.log` are asked for too, and must find nothing.
//! `VERBOSE=1` lists what went wrong.

#[expect(dead_code, reason = "this one measures answers, not time")]
mod measure;

use std::path::Path;

use ajuda::config::Config;
use ajuda::index::{self, CONFIDENT, Explanation, Library, Messages};
use ajuda::model::{Locale, Site, code};
use ajuda::pipeline;

const CORPORA: [&str; 5] = ["seed", "ata", "nuget", "partner-center", "commerce-kb"];
const ORDINARY: &str = include_str!("../tests/explain/ordinary.log");

/// An error that is asked for.
struct Asked<'a> {
    key: &'a str,
    locale: &'a Locale,
    path: &'a str,
    message: &'a str,
}

/// How often the answers were right.
#[derive(Default)]
struct Score {
    asked: usize,
    right: usize,
    /// Wrong, and not to be told apart from what was found.
    alike: usize,
}

impl Score {
    fn text(&self) -> String {
        let percent = 100.0 * self.right as f64 / self.asked.max(1) as f64;
        format!("{percent:>6.2} % of {:<5} ({} alike)", self.asked, self.alike)
    }
}

fn main() {
    let Some(corpora) = measure::corpora() else { return };
    println!(
        "{:<15} {:<31} {:<31} {:<31} no answer",
        "", "values changed", "cut to 12 words", "en for pt-BR"
    );
    for name in CORPORA {
        let content = corpora.join(name);
        if !content.is_dir() {
            println!("{name:<15} not run: it is not there");
            continue;
        }
        run(name, &content);
    }
}

fn run(name: &str, content: &Path) {
    let config = Config::without_file(Some(content));
    let site = pipeline::load(&config, &|_| {}).expect("the documentation is read").value;
    let folder = measure::folder();
    index::write(&site, folder.path()).expect("the index is written");
    let messages = Library::open(folder.path()).and_then(|library| library.messages()).expect("an index");
    let all = errors(&site);
    let long: Vec<&Asked> =
        all.iter().filter(|asked| asked.message.split_whitespace().count() >= 5).collect();
    let first = |text: &str, locale: &Locale| ask(&messages, text, locale);
    let [mut changed, mut cut, mut translated] = [(); 3].map(|()| Score::default());
    for asked in &long {
        let vary = |text: &str| with_other_values(text);
        let found = first(&vary(asked.message), asked.locale);
        judge(&mut changed, asked, found.as_ref(), &all, vary, "changed");
        let short = |text: &str| first_words(text);
        let found = first(&short(asked.message), asked.locale);
        judge(&mut cut, asked, found.as_ref(), &all, short, "cut");
        if asked.locale.as_str() == "en" {
            let reader = Locale::parse("pt-BR").expect("a locale");
            let page = asked.path.replacen("en/", "pt-BR/", 1);
            if all.iter().any(|other| other.path == page) {
                let found = first(asked.message, &reader);
                let right = found.as_ref().is_some_and(|found| {
                    let same =
                        |other: &&Asked| other.locale.as_str() == "en" && other.message == asked.message;
                    let pages = all.iter().filter(same).map(|other| other.path.replacen("en/", "pt-BR/", 1));
                    found.locale == reader && pages.into_iter().any(|page| page == found.path)
                });
                translated.asked += 1;
                translated.right += usize::from(right);
                if !right {
                    complain("translated", asked, asked.message, found.as_ref());
                }
            }
        }
    }
    let english = Locale::english();
    let ordinary: Vec<&str> = ORDINARY.lines().collect();
    let silent = ordinary.iter().filter(|line| {
        let found = first(line, &english);
        if let Some(found) = &found
            && verbose()
        {
            println!("    ordinary: {line}\n        {} {:?}", found.score, found.matched);
        }
        found.is_none()
    });
    println!(
        "{name:<15} {:<31} {:<31} {:<31} {} of {}",
        changed.text(),
        cut.text(),
        if translated.asked == 0 { "-".to_owned() } else { translated.text() },
        silent.count(),
        ordinary.len(),
    );
}

fn errors(site: &Site) -> Vec<Asked<'_>> {
    let pages = site.pages.iter();
    pages
        .flat_map(|page| {
            let document = &page.document;
            document.errors.iter().zip(&page.error_keys).map(|(error, key)| Asked {
                key: key.as_str(),
                locale: &document.locale,
                path: document.source.path().as_str(),
                message: &error.message,
            })
        })
        .collect()
}

/// The best answer, where there is one that is sure enough.
fn ask(messages: &Messages, text: &str, locale: &Locale) -> Option<Explanation> {
    let found = index::explain(messages, text, locale, 1).expect("the index is read");
    found.into_iter().next().filter(|found| found.score >= CONFIDENT || std::env::var_os("ANY").is_some())
}

fn judge(
    score: &mut Score,
    asked: &Asked<'_>,
    found: Option<&Explanation>,
    all: &[Asked<'_>],
    change: impl Fn(&str) -> String,
    what: &str,
) {
    score.asked += 1;
    let is = |other: &&Asked<'_>| found.is_some_and(|found| found.key == other.key);
    let mut same = all.iter().filter(|other| other.key == asked.key || other.message == asked.message);
    if same.any(|other| is(&other)) {
        score.right += 1;
        return;
    }
    let question = change(asked.message);
    let mut like = all.iter().filter(|other| change(other.message) == question);
    if like.any(|other| is(&other)) {
        score.alike += 1;
    } else {
        complain(what, asked, &question, found);
    }
}

fn verbose() -> bool {
    std::env::var_os("VERBOSE").is_some()
}

fn complain(what: &str, asked: &Asked<'_>, question: &str, found: Option<&Explanation>) {
    if verbose() {
        println!("    {what}: {} {}\n        {question}", asked.locale, asked.message);
        match found {
            Some(found) => println!("        {} {} {:?}", found.score, found.key, found.matched.text),
            None => println!("        nothing"),
        }
    }
}

fn first_words(text: &str) -> String {
    text.split_whitespace().take(12).collect::<Vec<_>>().join(" ")
}

/// The text with other values: other names in quotes, other digits, other paths and addresses.
fn with_other_values(text: &str) -> String {
    let mut changed = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let close = match c {
            '\'' | '"' | '`' => Some(c),
            '“' => Some('”'),
            '«' => Some('»'),
            '<' => Some('>'),
            _ => None,
        };
        let starts = changed.is_empty() || changed.ends_with(|c: char| !c.is_alphanumeric());
        let inside = close.filter(|_| starts).and_then(|close| {
            let (inside, after) = rest[c.len_utf8()..].split_once(close)?;
            let ends = !after.starts_with(char::is_alphanumeric);
            let name = inside.split_whitespace().count() <= 3 && inside.len() <= 60 && !inside.contains('<');
            (ends && name).then_some((inside, close, after))
        });
        if let Some((inside, close, after)) = inside {
            changed.push(c);
            changed.push_str(if inside.contains(' ') { "Other Thing" } else { "contoso" });
            changed.push(close);
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || "\"“«<`".contains(c)).unwrap_or(rest.len());
        if end == 0 {
            changed.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        changed.push_str(&other_chunk(&rest[..end]));
        rest = &rest[end..];
    }
    changed
}

fn other_chunk(chunk: &str) -> String {
    let inner = chunk.trim_matches(|c: char| ".,:;!?()[]{}'".contains(c));
    if inner.is_empty() {
        return chunk.to_owned();
    }
    let start = chunk.find(inner).unwrap_or_default();
    let (before, after) = (&chunk[..start], &chunk[start + inner.len()..]);
    let slashes = inner.matches(['/', '\\']).count();
    let other = if code::is_code(inner) {
        inner.to_owned()
    } else if inner.contains("://") {
        "https://example.org/other/page".to_owned()
    } else if inner.contains('@') && inner.contains('.') {
        "joe@example.org".to_owned()
    } else if slashes >= 2 || (slashes == 1 && inner.contains('.')) {
        "/opt/other/place.cfg".to_owned()
    } else {
        let next = |c: char| c.to_digit(10).and_then(|d| char::from_digit((d + 3) % 9 + 1, 10)).unwrap_or(c);
        inner.chars().map(next).collect()
    };
    format!("{before}{other}{after}")
}
