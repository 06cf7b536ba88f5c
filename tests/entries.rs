//! Which questions and errors are recognised: literate cases, a file a language in `tests/entries/`.
//!
//! A case is a heading of level two, the page's path as inline code, the page between fences of four
//! backticks, and in a fence called `entries` a line for each entry: its shape, its anchor, its text. An
//! empty fence says that the page has none. `UPDATE_EXPECT=1` rewrites what is expected.

use std::fs;
use std::path::{Path, PathBuf};

use ajuda::model::{Anchor, Document};
use ajuda::parse::{Includes, Placing, parse};
use ajuda::source::{Area, Source, SourcePath, Span};

const EXPECTED: &str = "```entries\n";

/// A case, and where in its file what is expected stands.
struct Case<'a> {
    name: &'a str,
    path: &'a str,
    page: &'a str,
    expected: std::ops::Range<usize>,
}

#[test]
fn entries_are_recognised_in_every_language() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in files() {
        let text = fs::read_to_string(&file).unwrap();
        let mut updated = text.clone();
        for case in cases(&text).iter().rev() {
            count += 1;
            let found = entries(case.path, case.page);
            if found != text[case.expected.clone()] {
                let expected = &text[case.expected.clone()];
                wrong.push(format!("{}: {}\nexpected\n{expected}found\n{found}", file.display(), case.name));
                updated.replace_range(case.expected.clone(), &found);
            }
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, updated).unwrap();
        }
    }
    assert!(count >= 100, "only {count} cases were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/entries");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The cases of a file, in order: each begins with a heading of level two outside a page.
fn cases(text: &str) -> Vec<Case<'_>> {
    let mut starts = Vec::new();
    let mut in_page = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("````") {
            in_page = !in_page;
        } else if line.starts_with("## ") && !in_page {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| case(text, start, end)).collect()
}

fn case(text: &str, start: usize, end: usize) -> Case<'_> {
    let part = &text[start..end];
    let name = part.lines().next().unwrap().trim_start_matches("## ");
    let between = |open: &str, close: &str| {
        let from = part.find(open).unwrap_or_else(|| panic!("{name}: no `{open}`")) + open.len();
        let to = part[from..].find(close).unwrap_or_else(|| panic!("{name}: no `{close}`"));
        from..from + to
    };
    let expected = between(EXPECTED, "```\n");
    Case {
        name,
        path: &part[between("\n`", "`\n")],
        page: &part[between("````md\n", "````\n")],
        expected: start + expected.start..start + expected.end,
    }
}

/// The entries of a page, a line each: shape, anchor, text.
fn entries(path: &str, page: &str) -> String {
    let path = SourcePath::new(path);
    let source = Source::new(Area::Content, path.clone(), page.to_owned());
    let placing = Placing::new(None, None, &[path]);
    let document = parse(&source, &placing, &Includes::default(), Default::default()).value;
    let questions = document.questions.iter().map(|entry| (entry.span, &entry.anchor, &entry.question, true));
    let errors = document.errors.iter().map(|entry| (entry.span, &entry.anchor, &entry.message, false));
    let line = |(span, anchor, text, asks): (Span, &Anchor, &String, bool)| {
        format!("{} #{anchor} {text}\n", shape(&document, span, asks))
    };
    questions.chain(errors).map(line).collect()
}

/// The shape of the rule that found an entry of a sort at a place.
fn shape(document: &Document, span: Span, asks: bool) -> &'static str {
    let here = document.trail.iter().filter(|trace| trace.span == span).filter_map(|trace| trace.why.shape());
    let mut of_sort = here.filter(|shape| *shape == "written" || shape.starts_with('F') == asks);
    of_sort.next().unwrap_or("none")
}
