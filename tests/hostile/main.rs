//! Hostile content: whatever is written into a site, nothing of it runs, leaves its place, or is lost.
//!
//! A case is a payload in a channel, both data (`cases/`, `channels.json`). Of each page that comes of
//! one: nothing in it runs, loads or sends; it has the theme's own elements and no others of that
//! kind; and the words around the payload, or the payload itself where it is text, are still read.
//! `tests/browser/hostile.test.js` opens the same sites in Chromium and counts what ran.
#![cfg(unix)]

mod cases;
mod content;
mod everything;
mod page;
mod site;

use cases::{Case, channels, harmless, payloads};
use expect_test::expect;
use page::{Page, markdown_harms, seen};
use site::Site;

const SETTINGS: &str = "base-url = \"https://site.example/help/\"\n";

/// Every case of a sort in one site, each channel's first page harmless.
fn built(sort: &str) -> (Site, Vec<Vec<Case>>) {
    // Texts also go where machines read them.
    let more = if sort == "texts" { "api = true\nstructured-data = true\n" } else { "" };
    let site = Site::new(&format!("{SETTINGS}llms = true\n{more}"));
    let payloads = payloads(sort);
    let mut all = Vec::new();
    for channel in channels(sort) {
        let every = std::iter::once(harmless()).chain(payloads.iter().cloned());
        let cases: Vec<Case> =
            every.enumerate().map(|(number, payload)| channel.case(number, &payload)).collect();
        for (path, text) in cases.iter().flat_map(|case| &case.files) {
            site.write(path, text);
        }
        all.push(cases);
    }
    (site, all)
}

/// What is wrong with the pages of a site, a line each.
struct Problems(Vec<String>);

impl Problems {
    fn add(&mut self, case: &str, problem: impl std::fmt::Display) {
        self.0.push(format!("{case}: {problem}"));
    }

    #[track_caller]
    fn none(self, cases: usize) {
        let shown: Vec<&str> = self.0.iter().map(String::as_str).take(60).collect();
        assert!(self.0.is_empty(), "{} problems in {cases} cases:\n{}", self.0.len(), shown.join("\n"));
        println!("{cases} cases");
    }
}

/// What the sanitiser of others would take away from the content of a page that ours let through:
/// ammonia, with the elements and attributes of this page as its allow list, all but what runs code.
fn second_opinion(text: &str) -> Option<String> {
    let main = text.split_once("<main").and_then(|(_, rest)| rest.split_once('>'))?.1;
    let main = main.rsplit_once("</main>")?.0;
    let fragment = scraper::Html::parse_fragment(main);
    let elements = |html: &scraper::Html| -> Vec<String> {
        let elements = html.tree.nodes().filter_map(scraper::ElementRef::wrap);
        let mut elements: Vec<String> = elements
            .map(|element| format!("{} {:?}", element.value().name(), element.attr("href")))
            .collect();
        // What stands wrongly in a table is read in front of it, so each reading may order anew.
        elements.sort();
        elements
    };
    let before = elements(&fragment);
    // What only ever runs or loads is in no list of ammonia's, so it would be taken away.
    let never = [
        "script", "style", "iframe", "object", "embed", "svg", "math", "form", "base", "meta", "link",
        "template",
    ];
    let names: std::collections::HashSet<&str> =
        fragment.tree.nodes().filter_map(scraper::ElementRef::wrap).map(|e| e.value().name()).collect();
    let mut builder = ammonia::Builder::empty();
    builder.tags(names.iter().copied().filter(|name| !never.contains(name)).collect());
    builder.generic_attributes(
        ["href", "src", "id", "class", "title", "alt", "open", "start", "colspan"].into(),
    );
    builder.url_schemes(["http", "https", "mailto", "tel"].into());
    builder.link_rel(None);
    let cleaned = scraper::Html::parse_fragment(&builder.clean(main).to_string());
    let after = elements(&cleaned);
    (before != after).then(|| format!("ammonia leaves {} of {} elements", after.len(), before.len()))
}

/// Holds the page of every case harmless, and `readable` of each.
fn hold(site: &Site, all: &[Vec<Case>], readable: impl Fn(&Case, &Page) -> Option<String>) -> Problems {
    let mut problems = Problems(Vec::new());
    let places = site.pages();
    let text = |case: &Case| places.get(&case.source).and_then(|path| site.read(path));
    let page = |case: &Case| text(case).map(|text| Page::new(&text));
    for cases in all {
        let Some(model) = page(&cases[0]) else {
            problems.add(&cases[0].name, "has no page");
            continue;
        };
        let expected = model.watched();
        for case in cases {
            let Some(page) = page(case) else {
                problems.add(&case.name, "has no page");
                continue;
            };
            for harm in page.harms() {
                problems.add(&case.name, harm);
            }
            let watched = page.watched();
            if watched != expected {
                problems.add(&case.name, format!("has {watched:?}, not {expected:?}"));
            }
            if let Some(opinion) = text(case).as_deref().and_then(second_opinion) {
                problems.add(&case.name, opinion);
            }
            if let Some(lost) = readable(case, &page) {
                problems.add(&case.name, lost);
            }
        }
    }
    for (name, text) in site.files(&["html"]) {
        for harm in Page::new(&text).harms() {
            problems.add(&name, harm);
        }
    }
    for (name, text) in site.files(&["md", "txt"]) {
        for harm in markdown_harms(&text) {
            problems.add(&name, harm);
        }
    }
    for (name, text) in site.files(&["xml"]) {
        if let Err(error) = roxmltree::Document::parse(&text) {
            problems.add(&name, format!("is no XML: {error}"));
        }
    }
    for (name, text) in site.files(&["json"]) {
        if let Err(error) = serde_json::from_str::<serde_json::Value>(&text) {
            problems.add(&name, format!("is no JSON: {error}"));
        }
    }
    problems
}

#[test]
fn markup_never_runs_and_the_words_around_it_stay() {
    let (site, all) = built("markup");
    site.build();
    let problems = hold(&site, &all, |case, page| {
        let main = page.text("main");
        (!main.contains("word") && !case.payload.swallows).then(|| format!("`word` is lost: {main}"))
    });
    problems.none(all.iter().map(Vec::len).sum());
}

#[test]
fn addresses_lead_somewhere_or_nowhere_and_run_nothing() {
    let (site, all) = built("addresses");
    let findings = site.build();
    let reported: std::collections::BTreeSet<&str> =
        findings.iter().filter_map(|finding| finding.path.as_deref()).collect();
    let problems = hold(&site, &all, |case, page| {
        let main = page.text("main");
        let runs = case.payload.payload.starts_with("javascript:");
        if !main.contains("word") && !main.contains("What?") {
            return Some(format!("`word` is lost: {main}"));
        }
        let says = !runs || case.payload.harmless || reported.contains(case.source.as_str());
        let is_link = case.name.contains("link") && !case.name.contains("without quotes");
        (is_link && !says).then(|| "was changed and not reported".to_owned())
    });
    problems.none(all.iter().map(Vec::len).sum());
}

#[test]
fn texts_are_read_as_they_are_wherever_they_stand() {
    let (site, all) = built("texts");
    site.build();
    let rows = site.export();
    let problems = hold(&site, &all, |case, page| {
        let wanted = seen(&case.payload.payload);
        let of_row = |field: &str| {
            let own = rows.iter().filter(|row| row["path"] == case.source.as_str());
            own.filter_map(|row| row[field].as_str()).map(seen).collect::<Vec<_>>().join("\n")
        };
        let lost = case.places.iter().find(|place| match place.as_str() {
            "question" => !of_row("question").contains(&wanted) || !of_row("answer").contains(&wanted),
            "error" => {
                !["message", "cause", "resolution"].iter().all(|field| of_row(field).contains(&wanted))
            }
            place => !page.text(place).contains(&wanted),
        });
        lost.map(|place| format!("`{}` is lost in {place}", case.payload.payload.escape_debug()))
    });
    problems.none(all.iter().map(Vec::len).sum());
}

#[test]
fn no_case_is_lost_and_each_has_a_name_of_its_own() {
    let mut names = std::collections::BTreeSet::new();
    let (mut counts, mut sum) = (String::new(), 0);
    for sort in ["markup", "addresses", "texts"] {
        let (channels, payloads) = (channels(sort), payloads(sort));
        let cases = channels.iter().flat_map(|channel| payloads.iter().map(|p| channel.case(1, p)));
        names.extend(cases.map(|case| case.name));
        let count = channels.len() * payloads.len();
        counts +=
            &format!("{sort}: {} channels, {} payloads, {count} cases\n", channels.len(), payloads.len());
        sum += count;
    }
    assert_eq!(names.len(), sum);
    counts += &format!("everything: {} cases\n", everything::count());
    expect![[r#"
        markup: 39 channels, 169 payloads, 6591 cases
        addresses: 27 channels, 78 payloads, 2106 cases
        texts: 13 channels, 62 payloads, 806 cases
        everything: 378 cases
    "#]]
    .assert_eq(&counts);
}
