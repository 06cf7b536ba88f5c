//! What a site can switch on, with payloads for the names of its pages: versions of the product, pictures
//! beside links, the page of translations, markdown for programs that read for people, answers for the
//! screens of an application, and what a search engine is filled with.
//!
//! `everything.json` is the site, so that the browser's test builds the same. `box.ttf` is a font that
//! has a box for every character.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::cases::{Case, Payload, fill, harmless, payloads};
use crate::hold;
use crate::page::{Page, markdown_text, seen};
use crate::site::Site;

/// The site, its files by their paths below the content folder.
#[derive(Deserialize)]
struct Everything {
    settings: String,
    once: BTreeMap<String, String>,
    /// A page for each payload, which stands in its number's place.
    each: BTreeMap<String, String>,
}

/// What is switched on.
const FEATURES: usize = 6;

const BASE: &str = "https://site.example/help/";

/// The payloads by their numbers, the first harmless.
fn numbered() -> Vec<(String, Payload)> {
    let all = std::iter::once(harmless()).chain(payloads("texts"));
    all.enumerate().map(|(number, payload)| (format!("{number:03}"), payload)).collect()
}

/// How many cases there are.
pub(crate) fn count() -> usize {
    numbered().len() * FEATURES
}

/// The site, and the pages of its payloads, those of a folder together.
fn built() -> (Site, Vec<Vec<Case>>) {
    let everything: Everything = serde_json::from_str(include_str!("everything.json")).unwrap();
    let site = Site::new(&everything.settings);
    site.write("box.ttf", include_bytes!("box.ttf"));
    for (path, text) in &everything.once {
        site.write(path, text);
    }
    let case = |path: &str, text: &str, number: &str, payload: Payload| {
        let source = path.replace("{number}", number);
        site.write(&source, fill(text, &payload.payload).replace("{number}", number));
        let name = format!("{path}: {}", payload.name);
        Case { name, payload, places: vec!["title".to_owned()], source, files: Vec::new() }
    };
    let cases = everything.each.iter().map(|(path, text)| {
        numbered().into_iter().map(|(number, payload)| case(path, text, &number, payload)).collect()
    });
    let cases = cases.collect();
    (site, cases)
}

#[test]
fn whatever_is_switched_on_lets_nothing_through() {
    let (site, pages) = built();
    site.build();
    let mut problems = hold(&site, &pages, |case, page| {
        let wanted = seen(&case.payload.payload);
        let lost = case.places.iter().find(|place| !page.text(place).contains(&wanted));
        lost.map(|place| format!("`{}` is lost in {place}", case.payload.payload.escape_debug()))
    });
    let (widget, engines) =
        (widget(&site), ["opensearch", "quickwit"].map(|engine| documents(&site, engine)));
    let lists = ["pt-br", "de"].map(|locale| {
        Page::new(&site.read(&format!("{locale}/translations/index.html")).unwrap()).text("main")
    });
    let programs = markdown_text(&site.read("en/llms.txt").unwrap());
    let blank = picture(&site, "de").unwrap();
    for (number, payload) in numbered() {
        let wanted = seen(&payload.payload);
        let mut hold = |feature: &str, holds: bool| {
            if !holds {
                problems.add(&format!("{feature}: {}", payload.name), payload.payload.escape_debug());
            }
        };
        let old = site.read(&format!("en/v1/{number}/index.html")).unwrap_or_default();
        let leads = format!("<a href=\"../../{number}/\">v2 ");
        hold("version", old.contains(&leads) && old.contains("notice-old"));
        let page = site.read(&format!("en/{number}/index.html")).unwrap_or_default();
        let card = format!("<meta property=\"og:image\" content=\"{BASE}social/en/{number}.png\">");
        let drawn = picture(&site, &format!("en/{number}"));
        hold("picture", page.contains(&card) && drawn.is_some_and(|drawn| drawn != blank));
        hold("page of translations", lists.iter().all(|list| list.contains(&wanted)));
        hold("list for programs", programs.contains(&wanted));
        hold("widget", widget.get(&number).is_some_and(|screen| is_answer(screen, &wanted)));
        hold("engine", engines.iter().all(|titles| titles.contains(&wanted)));
    }
    problems.none(count());
}

/// The picture of a page, if it is one, and has its size.
fn picture(site: &Site, page: &str) -> Option<Vec<u8>> {
    let bytes = fs::read(site.folder().join(format!("site/social/{page}.png"))).ok()?;
    let size = [1200_u32.to_be_bytes(), 630_u32.to_be_bytes()].concat();
    (bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(16..24)? == size).then_some(bytes)
}

/// What the widget says of each payload's page.
fn widget(site: &Site) -> BTreeMap<String, Value> {
    let answers: Value = serde_json::from_str(&site.read("widget/en.json").unwrap()).unwrap();
    let screens = answers["screens"].as_array().unwrap().iter().filter_map(|screen| {
        let number = screen["url"].as_str()?.strip_prefix("/en/")?.strip_suffix('/')?;
        Some((number.to_owned(), screen.clone()))
    });
    screens.collect()
}

/// Whether an answer says the payload wherever it says something, and leads to its page.
fn is_answer(screen: &Value, wanted: &str) -> bool {
    let text = |value: &Value| seen(value.as_str().unwrap());
    let parts: Vec<&str> =
        screen["screens"][0].as_array().unwrap().iter().map(|part| part.as_str().unwrap()).collect();
    let question = &screen["questions"][0];
    let leads =
        question["url"].as_str().unwrap().starts_with(&format!("{}#", screen["url"].as_str().unwrap()));
    // An answer is cut.
    let answer = text(&question["answer"]);
    let answer = answer.trim_end_matches('…');
    seen(&parts.join("*")) == wanted
        && [&screen["title"], &screen["about"], &question["question"]].iter().all(|said| text(said) == wanted)
        && (!answer.is_empty() && wanted.starts_with(answer) && leads)
}

/// What an engine is filled with: the titles of its documents.
#[track_caller]
fn documents(site: &Site, engine: &str) -> Vec<String> {
    let output = site.run(&["export", "--quiet", "--format", engine]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{engine}: {text:?}");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let documents = lines.chunks(2).map(|pair| {
        assert!(pair[0].as_object().unwrap().values().all(|action| action["_id"].is_string()), "{}", pair[0]);
        let url = Url::parse(BASE).unwrap().join(pair[1]["url"].as_str().unwrap()).unwrap();
        assert!(url.as_str().starts_with("https://site.example/"), "{engine}: {url}");
        seen(pair[1]["title"].as_str().unwrap())
    });
    documents.collect()
}
