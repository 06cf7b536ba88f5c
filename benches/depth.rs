//! `cargo bench --bench depth`: how long pages take that nest ten thousand levels deep, or repeat as
//! often, and what four times as many take: four times as long where the work is linear.
//! A name behind `--` runs the shapes whose names hold it.

#[path = "../tests/depth/shapes.rs"]
mod shapes;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use ajuda::parse::{Includes, Placing, RawHtml, parse};
use ajuda::source::{Area, Source, SourcePath};

const DEPTH: usize = 10_000;
const RUNS: usize = 3;

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    println!("{:<28}{:>12}{:>12}{:>9}", "shape", DEPTH, DEPTH * 4, "ratio");
    let shapes = shapes::SHAPES.iter();
    for (name, page) in shapes.filter(|(name, _)| wanted.as_ref().is_none_or(|wanted| name.contains(wanted)))
    {
        let (small, large) = (fastest(&page(DEPTH)), fastest(&page(DEPTH * 4)));
        let ratio = large.as_secs_f64() / small.as_secs_f64();
        println!("{name:<28}{:>9} ms{:>9} ms{ratio:>9.1}", small.as_millis(), large.as_millis());
    }
}

fn fastest(text: &str) -> Duration {
    let source = |path: &str, text: &str| Source::new(Area::Content, SourcePath::new(path), text.to_owned());
    let included = source("en/x.md", "word\n");
    let files = BTreeMap::from([(included.path().clone(), included)]);
    let placing = Placing::new(None, None, &[]);
    let run = |_| {
        let page = source("en/faq.md", text);
        let started = Instant::now();
        std::hint::black_box(parse(&page, &placing, &Includes::of(&files), RawHtml::Sanitised));
        started.elapsed()
    };
    (0..RUNS).map(run).min().unwrap_or_default()
}
