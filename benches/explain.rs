//! `cargo bench --bench explain`: whether messages lead to their errors, in the documentation of real
//! products. Each error with a message of five words or more is asked for
//!
//! 1. with what varies in its message changed: numbers, quoted names, paths, addresses, placeholders;
//! 2. the same in the line of a log;
//! 3. with its message cut after twelve words;
//! 4. from another language: the English message, for a reader of Portuguese, who must get the same page.
//!
//! It is right where the error is first and sure enough to be shown. Where several errors have the same
//! text, any of them is right. What else cannot be told apart, because only values differ or because the
//! messages differ behind the twelfth word, is counted as wrong and said beside it.
//!
//! The lines of `tests/explain/ordinary.log` are asked for too, and must find nothing, and so must the
//! messages of the other products, but for those that they share.
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
        if self.asked == 0 {
            return "-".to_owned();
        }
        let percent = 100.0 * self.right as f64 / self.asked as f64;
        format!("{percent:>6.2} % of {:<4} ({} alike)", self.asked, self.alike)
    }
}

fn main() {
    let Some(corpora) = measure::corpora() else { return };
    println!(
        "{:<15} {:<30} {:<30} {:<30} {:<30} ordinary",
        "", "values changed", "the same in a log", "cut to 12 words", "en for pt-BR"
    );
    let mut all = Vec::new();
    for name in CORPORA {
        let content = corpora.join(name);
        if content.is_dir() {
            all.push((name, run(name, &content)));
        } else {
            println!("{name:<15} not run: it is not there");
        }
    }
    let total = |column: usize| {
        let mut total = Score::default();
        for score in all.iter().filter_map(|(_, measured)| measured.scores.get(column)) {
            total.asked += score.asked;
            total.right += score.right;
            total.alike += score.alike;
        }
        total
    };
    println!("{:<15} {}", "all", row(&(0..4).map(total).collect::<Vec<Score>>()));
    println!("\nno answer to the messages of other products:");
    for (name, Measured { messages, .. }) in &all {
        let others = all.iter().filter(|(other, _)| other != name);
        let others: Vec<&String> = others.flat_map(|(_, measured)| &measured.texts).collect();
        let silent = others.iter().filter(|text| is_silent(messages, text));
        println!("{name:<15} {} of {}", silent.count(), others.len());
    }
}

/// Whether nothing answers.
fn is_silent(messages: &Messages, text: &str) -> bool {
    let found = ask(messages, text, &Locale::english());
    if let Some(found) = &found
        && verbose()
    {
        println!("    answered: {text}\n        {} {:?}", found.score, found.matched);
    }
    found.is_none()
}

/// What was measured of one product's documentation.
struct Measured {
    messages: Messages,
    /// Its messages in English, or else in its first language.
    texts: Vec<String>,
    /// A score for each column.
    scores: Vec<Score>,
}

/// Measures one.
fn run(name: &str, content: &Path) -> Measured {
    let config = Config::without_file(Some(content));
    let site = pipeline::load(&config, &|_| {}).expect("the documentation is read").value;
    let folder = measure::folder();
    index::write_with_web(&site, folder.path(), &|_: &str, _: &[u8]| Ok(())).expect("the index is written");
    let messages = Library::open(folder.path()).and_then(|library| library.messages()).expect("an index");
    let all = errors(&site);
    let long: Vec<&Asked> =
        all.iter().filter(|asked| asked.message.split_whitespace().count() >= 5).collect();
    type Change = fn(&str) -> String;
    let changes: [(&str, Change); 3] =
        [("changed", with_other_values), ("logged", in_a_log), ("cut", first_words)];
    let mut scores: Vec<Score> = changes
        .into_iter()
        .map(|(what, change)| {
            let mut score = Score::default();
            for asked in &long {
                let found = ask(&messages, &change(asked.message), asked.locale);
                judge(&mut score, asked, found.as_ref(), &all, change, what);
            }
            score
        })
        .collect();
    scores.push(translated(&messages, &long, &all));
    let silent = ORDINARY.lines().filter(|line| is_silent(&messages, line)).count();
    println!("{name:<15} {}{silent} of {}", row(&scores), ORDINARY.lines().count());
    let locale = site.locales.iter().map(|site| &site.locale);
    let locale = locale.clone().find(|locale| locale.as_str() == "en").or(locale.min());
    let own = long.iter().filter(|asked| Some(asked.locale) == locale);
    let texts = own.map(|asked| asked.message.to_owned()).collect();
    Measured { messages, texts, scores }
}

fn row(scores: &[Score]) -> String {
    scores.iter().map(|score| format!("{:<30} ", score.text())).collect()
}

/// The English messages of pages that have errors in Portuguese, asked for by a reader of Portuguese.
fn translated(messages: &Messages, long: &[&Asked<'_>], all: &[Asked<'_>]) -> Score {
    let reader = Locale::parse("pt-BR").expect("a locale");
    let page = |asked: &Asked<'_>| asked.path.replacen("en/", "pt-BR/", 1);
    let mut score = Score::default();
    for asked in long.iter().filter(|asked| asked.locale.as_str() == "en") {
        if !all.iter().any(|other| other.path == page(asked)) {
            continue;
        }
        let found = ask(messages, asked.message, &reader);
        let right = found.as_ref().is_some_and(|found| {
            let mut same =
                all.iter().filter(|other| other.locale == asked.locale && other.message == asked.message);
            found.locale == reader && same.any(|other| page(other) == found.path)
        });
        score.asked += 1;
        score.right += usize::from(right);
        if !right {
            complain("translated", asked, asked.message, found.as_ref());
        }
    }
    score
}

fn errors(site: &Site) -> Vec<Asked<'_>> {
    let pages = site.pages.iter();
    pages
        .flat_map(|page| {
            let document = &page.document;
            document.errors.iter().zip(page.error_keys.iter()).map(|(error, key)| Asked {
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

fn in_a_log(text: &str) -> String {
    let text = with_other_values(text);
    format!("2025-03-12 06:25:14,113 ERROR [worker-7] com.example.Job - {text} (request 4711)")
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
    let whole = chunk.trim_matches(|c: char| ".,:;!?()'".contains(c));
    let other = if code::is_code(inner) || code::is_code(whole) {
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
