//! `cargo bench --bench build`: how long `ajuda build` takes, and how much memory, for 8,561 real
//! pages in 7 languages, beside what no such program can do without.
//!
//! Three programs take turns, so that whatever else the machine does falls on all of them:
//! 1. `ajuda build`, the whole of it, with its search index;
//! 2. the floor: every file read, turned into HTML by pulldown-cmark, and written, on all cores;
//! 3. the index floor: the text of every file indexed by tantivy as it comes, on one core.
//!
//! What is printed are medians, and the ratio of the first to the sum of the other two.

mod measure;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use measure::Cost;
use rayon::prelude::*;

/// How often each program runs, unless the environment says otherwise.
const RUNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "floor", content, out] => floor(Path::new(content), Path::new(out)),
        [_, "index-floor", content, out] => index_floor(Path::new(content), Path::new(out)),
        _ => compare(),
    }
}

/// Runs the three in turns and prints what they cost.
fn compare() {
    let Some(corpora) = measure::corpora() else { return };
    let content = corpora.join("commerce-kb");
    let runs = std::env::var("RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(RUNS);
    let mut costs: [Vec<Cost>; 3] = Default::default();
    let mut written = 0;
    for _ in 0..runs {
        let folder = measure::folder();
        let (cost, output) = measure::run(&mut measure::build(&content, folder.path()));
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", output.status);
        costs[0].push(cost);
        written = measure::pages(&folder.path().join("site"));
        for (at, name) in ["floor", "index-floor"].into_iter().enumerate() {
            let folder = measure::folder();
            let mut command = Command::new(std::env::current_exe().expect("this program's own path"));
            let (cost, output) = measure::run(command.arg(name).arg(&content).arg(folder.path()));
            assert!(output.status.success(), "{}", output.status);
            costs[at + 1].push(cost);
        }
    }
    let sources = measure::sources(&content).len();
    println!(
        "{sources} sources, {written} pages written, {} cores, medians of {runs} runs",
        rayon::current_num_threads()
    );
    println!("{:<14} {:>8} {:>9} {:>10}", "", "seconds", "pages/s", "peak MB");
    let medians = costs.map(|costs| median(&costs));
    for (name, cost) in ["ajuda build", "floor", "index floor"].into_iter().zip(&medians) {
        let seconds = cost.time.as_secs_f64();
        let rate = f64::from(u32::try_from(sources).unwrap_or(u32::MAX)) / seconds;
        println!("{name:<14} {seconds:>8.2} {rate:>9.0} {:>10}", cost.memory / 1_000_000);
    }
    let [ajuda, floor, index] = medians.map(|cost| cost.time.as_secs_f64());
    println!(
        "ajuda / floor = {:.2}; ajuda / (floor + index floor) = {:.2}",
        ajuda / floor,
        ajuda / (floor + index)
    );
}

/// The middle of the times and, apart, of the memory.
fn median(costs: &[Cost]) -> Cost {
    let mut times: Vec<Duration> = costs.iter().map(|cost| cost.time).collect();
    let mut memory: Vec<u64> = costs.iter().map(|cost| cost.memory).collect();
    times.sort();
    memory.sort_unstable();
    Cost { time: times[times.len() / 2], memory: memory[memory.len() / 2] }
}

/// Read, parse, write.
fn floor(content: &Path, out: &Path) {
    measure::sources(content).par_iter().for_each(|path| {
        let text = fs::read_to_string(path).expect("a page that can be read");
        let parser = pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::all());
        let mut html = String::with_capacity(text.len() * 3 / 2);
        pulldown_cmark::html::push_html(&mut html, parser);
        let folder = out.join(path.strip_prefix(content).expect("a path below")).with_extension("");
        fs::create_dir_all(&folder).expect("a folder that can be made");
        fs::write(folder.join("index.html"), html).expect("a file that can be written");
    });
}

/// The same text in a bare tantivy index, one segment on one core.
fn index_floor(content: &Path, out: &Path) {
    let mut schema = tantivy::schema::Schema::builder();
    let body = schema.add_text_field("body", tantivy::schema::TEXT | tantivy::schema::STORED);
    let mut writer: tantivy::SingleSegmentIndexWriter = tantivy::Index::builder()
        .schema(schema.build())
        .single_segment_index_writer(
            tantivy::directory::MmapDirectory::open(out).expect("a folder"),
            50_000_000,
        )
        .expect("an index");
    for path in measure::sources(content) {
        let text = fs::read_to_string(path).expect("a page that can be read");
        writer.add_document(tantivy::doc!(body => text)).expect("a document");
    }
    writer.finalize().expect("an index on the disk");
}
