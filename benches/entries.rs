//! `cargo bench --profile dev --bench entries`: how many questions and errors of each shape are found in
//! the documentation of real products, and on how many pages.
//!
//! `SAMPLE=50` also prints, for each shape, that many entries to be read by eye: the place, the text, the
//! beginning of what answers or resolves it. The same entries come each time: they are those whose place
//! and text have the smallest hash, so that a change of the rules keeps most of a sample.
//! `SHAPE=E5` prints the sample of one shape alone, `CORPUS=ata` looks at one folder.

#[expect(dead_code, reason = "this one counts, and measures nothing")]
mod measure;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ajuda::config::Config;
use ajuda::model::{Document, Site};
use ajuda::pipeline;
use ajuda::source::Span;

const CORPORA: [&str; 5] = ["seed", "ata", "nuget", "partner-center", "commerce-kb"];

/// An entry, as a person reads it.
struct Entry {
    shape: &'static str,
    place: String,
    text: String,
    below: String,
}

fn main() {
    let Some(corpora) = measure::corpora() else { return };
    let only = |name: &str| std::env::var("CORPUS").map_or(true, |wanted| wanted == name);
    let mut counts: BTreeMap<&str, BTreeMap<&str, (usize, usize)>> = BTreeMap::new();
    let mut entries = Vec::new();
    for name in CORPORA.into_iter().filter(|name| only(name)) {
        let Some(site) = site(&corpora.join(name)) else {
            println!("{name}: not run, it is not there");
            continue;
        };
        for page in &site.pages {
            let found = entries_of(name, &page.document);
            let shapes: BTreeSet<&str> = found.iter().map(|entry| entry.shape).collect();
            for entry in &found {
                counts.entry(entry.shape).or_default().entry(name).or_default().0 += 1;
            }
            for shape in shapes {
                counts.entry(shape).or_default().entry(name).or_default().1 += 1;
            }
            entries.extend(found);
        }
    }
    show_counts(&counts);
    if let Some(size) = std::env::var("SAMPLE").ok().and_then(|size| size.parse().ok()) {
        show_samples(entries, size);
    }
}

fn site(content: &Path) -> Option<Site> {
    let config = Config::without_file(Some(content));
    content.is_dir().then(|| pipeline::load(&config, &|_| ()).expect("the folder can be read").value)
}

/// The entries of a page, each with the shape of the rule that found it.
fn entries_of(corpus: &str, document: &Document) -> Vec<Entry> {
    let questions = document.questions.iter().map(|entry| (entry.span, &entry.question, &entry.answer, true));
    let errors = document.errors.iter().map(|entry| (entry.span, &entry.message, &entry.resolution, false));
    let mut entries = Vec::new();
    for (span, text, below, asks) in questions.chain(errors) {
        let (_, start) = document.source.locate(span.start);
        let (line, _) = document.source.position(start);
        entries.push(Entry {
            shape: shape(document, span, asks),
            place: format!("{corpus}/{}:{line}", document.source.path().as_str()),
            text: text.clone(),
            below: below.clone(),
        });
    }
    entries
}

/// The shape of the rule that found an entry of a sort at a place.
fn shape(document: &Document, span: Span, asks: bool) -> &'static str {
    let here = document.trail.iter().filter(|trace| trace.span == span).filter_map(|trace| trace.why.shape());
    let mut of_sort = here.filter(|shape| *shape == "written" || shape.starts_with('F') == asks);
    of_sort.next().unwrap_or("listed")
}

fn show_counts(counts: &BTreeMap<&str, BTreeMap<&str, (usize, usize)>>) {
    let header: String = CORPORA.iter().map(|name| format!("{name:>16}")).collect();
    println!("{:<8}{:>10}{:>8}{header}", "shape", "entries", "pages");
    for (shape, by_corpus) in counts {
        let sum = |of: fn(&(usize, usize)) -> usize| by_corpus.values().map(of).sum::<usize>();
        let cells: String = CORPORA
            .iter()
            .map(|name| by_corpus.get(name).map_or("-".to_owned(), |(entries, _)| entries.to_string()))
            .map(|cell| format!("{cell:>16}"))
            .collect();
        println!("{shape:<8}{:>10}{:>8}{cells}", sum(|count| count.0), sum(|count| count.1));
    }
}

/// The sample of each shape, in the order of its places. Of translations with the same text one is kept.
fn show_samples(entries: Vec<Entry>, size: usize) {
    let wanted = std::env::var("SHAPE").ok();
    let mut by_shape: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        by_shape.entry(entry.shape).or_default().push(entry);
    }
    for (shape, mut entries) in by_shape {
        if wanted.as_ref().is_some_and(|wanted| wanted != shape) {
            continue;
        }
        entries.sort_by_key(|entry| {
            *blake3::hash(format!("{}{}", entry.place, entry.text).as_bytes()).as_bytes()
        });
        let mut texts = BTreeSet::new();
        entries.retain(|entry| texts.insert(entry.text.clone()));
        entries.truncate(size);
        entries.sort_by(|a, b| a.place.cmp(&b.place));
        println!("\n## {shape}");
        for entry in entries {
            println!(
                "{}\n    {}\n      -> {}",
                entry.place,
                short(&entry.text, 160),
                short(&entry.below, 160)
            );
        }
    }
}

fn short(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(longest).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}
