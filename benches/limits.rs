//! `cargo bench --bench limits`: what a build costs at a half of each documented limit, and at the whole of
//! it, above what an empty site costs: twice as much where time and memory grow with the input.
//! A name behind `--` runs the limits whose names hold it.

#[expect(dead_code, reason = "only what runs programs is needed here")]
mod measure;

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use measure::Cost;

/// Files of a content folder: their paths and texts.
type Files = Vec<(String, String)>;

/// As long as a file may be, with a heading above it.
const LONGEST: usize = (8 << 20) - 64;

/// How often each is built; the least counts.
const RUNS: usize = 3;

/// What is limited, to how many, and a site with as many.
type Limit = (&'static str, usize, fn(usize) -> Files);

const LIMITS: &[Limit] = &[
    ("bytes of a page, prose", LONGEST, |n| page("Text of a page that is long.\n\n".repeat(n / 30))),
    ("bytes of a page, one line", LONGEST, |n| page("Text of a line that is long. ".repeat(n / 29))),
    ("bytes of a page, one word", LONGEST, |n| page("x".repeat(n))),
    ("bytes of a page, links", LONGEST, |n| page("[a](a.md) ".repeat(n / 10))),
    ("bytes of a page, code", LONGEST, |n| page(format!("```rust\n{}```\n", "let a = 1;\n".repeat(n / 11)))),
    ("headings of a page", 5_000, |n| page("## Why?\n\nx\n\n".repeat(n))),
    ("table cells of a page", 100_000, |n| page(format!("|a|b|\n|-|-|\n{}", "|x|y|\n".repeat(n / 2)))),
    ("lists in one another", 100, |n| page(format!("{}x\n\n", "- ".repeat(n)).repeat(100))),
    ("HTML elements in one another", 100, |n| {
        page(format!("{}x{}\n\n", "<div>".repeat(n), "</div>".repeat(n)).repeat(100))
    }),
    ("included files of a page", 1_000, |n| {
        let mut files = page("[!INCLUDE [x](includes/x.md)]\n\n".repeat(n));
        files.push(("en/includes/x.md".to_owned(), "A word.\n".repeat(100)));
        files
    }),
    ("aliases of a page", 1_000, |n| {
        let list: String = (0..n).fold(String::new(), |mut list, number| {
            let _ = writeln!(list, "  - /old/{number}");
            list
        });
        vec![("en/a.md".to_owned(), format!("---\naliases:\n{list}---\n\n# A\n\nText.\n"))]
    }),
    ("nodes of a YAML file", 120_000, |n| {
        let list = "  - x\n".repeat(n);
        vec![("en/a.md".to_owned(), format!("---\ntags:\n{list}---\n\n# A\n\nText.\n"))]
    }),
    ("questions of a YAML file", 20_000, |n| {
        let entry = "      - question: Why is that so?\n        answer: Because.\n";
        vec![(
            "en/faq.yml".to_owned(),
            format!("### YamlMime:FAQ\nsections:\n  - name: A\n    questions:\n{}", entry.repeat(n)),
        )]
    }),
    ("pages of a folder", 8_000, |n| {
        (0..n)
            .map(|number| (format!("en/{number}.md"), format!("# Page {number}\n\nText of {number}.\n")))
            .collect()
    }),
    ("pages, a folder each", 4_000, |n| {
        (0..n)
            .map(|number| (format!("en/f{number}/page.md"), format!("# Page {number}\n\nText.\n")))
            .collect()
    }),
    ("other files", 40_000, |n| {
        let mut files = page("Text.\n".to_owned());
        files.extend((0..n).map(|number| (format!("en/media/{number}.bin"), "x".to_owned())));
        files
    }),
];

fn page(text: impl std::fmt::Display) -> Files {
    vec![("en/a.md".to_owned(), format!("# A\n\n{text}"))]
}

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let empty = least(&page("Text.\n".to_owned()));
    println!("an empty site: {} ms, {} MB", empty.time.as_millis(), empty.memory >> 20);
    println!(
        "{:<30}{:>10}{:>12}{:>12}{:>7}{:>10}{:>10}{:>7}",
        "limit", "", "half", "whole", "ratio", "half", "whole", "ratio"
    );
    let limits =
        LIMITS.iter().filter(|(name, ..)| wanted.as_ref().is_none_or(|wanted| name.contains(wanted)));
    for (name, limit, site) in limits {
        let (half, whole) = (least(&site(limit / 2)), least(&site(*limit)));
        let above = |cost: &Cost| {
            (
                cost.time.saturating_sub(empty.time).as_secs_f64(),
                cost.memory.saturating_sub(empty.memory) as f64,
            )
        };
        let ((half_time, half_memory), (whole_time, whole_memory)) = (above(&half), above(&whole));
        println!(
            "{name:<30}{limit:>10}{:>9} ms{:>9} ms{:>7.1}{:>7} MB{:>7} MB{:>7.1}",
            half.time.as_millis(),
            whole.time.as_millis(),
            whole_time / half_time.max(0.001),
            half.memory >> 20,
            whole.memory >> 20,
            whole_memory / half_memory.max(1024.0 * 1024.0),
        );
    }
}

/// The least that a build of these files costs.
fn least(files: &Files) -> Cost {
    let mut least = Cost { time: Duration::MAX, memory: u64::MAX };
    for _ in 0..RUNS {
        let folder = measure::folder();
        let content = folder.path().join("content");
        for (path, text) in files {
            let file = content.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        let (cost, output) = measure::run(&mut measure::build(&content, folder.path()));
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", output.status);
        least.time = least.time.min(cost.time);
        least.memory = least.memory.min(cost.memory);
    }
    least
}
