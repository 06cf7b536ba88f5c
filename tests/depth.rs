//! Pages of ten thousand levels: no nesting costs stack, and what is made grows as the page does.
//! `cargo bench --bench depth` says how long each takes.

#[path = "depth/shapes.rs"]
mod shapes;

use std::collections::BTreeMap;

use ajuda::diagnostic::Checked;
use ajuda::model::Document;
use ajuda::parse::{Includes, Placing, RawHtml, parse};
use ajuda::source::{Area, Source, SourcePath};

const DEPTH: usize = 10_000;

/// The stack that a page is parsed on: a frame a level would need far more.
const STACK: usize = 1 << 20;

fn source(path: &str, text: String) -> Source {
    Source::new(Area::Content, SourcePath::new(path), text)
}

fn parsed(text: String) -> Checked<Document> {
    let included = source("en/x.md", "word\n".to_owned());
    let files = BTreeMap::from([(included.path().clone(), included)]);
    let page = source("en/faq.md", text);
    parse(&page, &Placing::new(None, None, &[]), &Includes::of(&files), RawHtml::Sanitised)
}

/// How much was made of a page.
fn size(checked: &Checked<Document>) -> usize {
    let document = &checked.value;
    let text = |text: &String| text.len();
    let findings = checked.diagnostics.iter();
    let body = document.body.get().unwrap();
    body.html.len()
        + body.holes.len()
        + document.sections.get().unwrap().iter().map(|section| text(&section.text)).sum::<usize>()
        + document.questions.iter().map(|entry| text(&entry.question) + text(&entry.answer)).sum::<usize>()
        + document.errors.iter().map(|entry| text(&entry.message) + text(&entry.resolution)).sum::<usize>()
        + findings
            .map(|finding| {
                finding.message.len() + finding.location.as_ref().map_or(0, |place| place.line_text.len())
            })
            .sum::<usize>()
}

/// `!!!` in each other: the page itself grows by the square of its depth, for each level is indented.
fn indented(depth: usize) -> String {
    (0..depth).map(|level| format!("{}!!! note\n", "    ".repeat(level))).collect()
}

/// Runs with little stack.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run).unwrap();
    thread.join().unwrap();
}

#[test]
fn ten_thousand_levels_cost_no_stack_and_make_what_they_hold() {
    on_a_small_stack(|| {
        for (name, page) in shapes::SHAPES {
            let (small, large) = (parsed(page(DEPTH / 4)), parsed(page(DEPTH)));
            let (small, large) = (size(&small), size(&large));
            assert!(
                large <= small * 9 / 2 + 4096,
                "{name}: {small} bytes of a quarter, {large} of the whole"
            );
        }
    });
}

#[test]
fn bodies_in_bodies_are_read_to_a_depth_and_lose_nothing() {
    on_a_small_stack(|| {
        for depth in [10, 400] {
            let document = parsed(indented(depth)).value;
            let body = document.body.get().unwrap();
            let alerts = body.html.matches("class=\"alert ").count();
            assert_eq!(alerts, depth.min(16), "{}", body.html);
            let text: String =
                document.sections.get().unwrap().iter().map(|section| section.text.as_str()).collect();
            let code: usize = document.code.iter().map(|block| block.text.matches("!!!").count()).sum();
            assert!(text.matches("!!!").count().max(code) >= depth.saturating_sub(alerts), "{text}");
        }
    });
}
