//! `cargo bench --bench corpora`: builds each folder of real documentation, and prints a line each:
//! pages, seconds, peak memory, and the findings by code.

mod measure;

use std::collections::BTreeMap;

use serde_json::Value;

/// Each is the help of a real product, and nobody prepared it for ajuda.
const CORPORA: [&str; 5] = ["seed", "ata", "nuget", "partner-center", "commerce-kb"];

fn main() {
    let Some(corpora) = measure::corpora() else { return };
    println!("{:<16} {:>8} {:>7} {:>8} {:>8} {:>5}", "", "sources", "pages", "seconds", "peak MB", "exit");
    for name in CORPORA {
        let content = corpora.join(name);
        if !content.is_dir() {
            println!("{name:<16} not run: it is not there");
            continue;
        }
        let folder = measure::folder();
        let (cost, output) = measure::run(&mut measure::build(&content, folder.path()));
        let seconds = cost.time.as_secs_f64();
        let code = output.status.code().map_or("none".to_owned(), |code| code.to_string());
        println!(
            "{name:<16} {:>8} {:>7} {seconds:>8.2} {:>8} {code:>5}",
            measure::sources(&content).len(),
            measure::pages(&folder.path().join("site")),
            cost.memory / 1_000_000,
        );
        for (finding, (count, unplaced)) in findings(&output.stdout) {
            let unplaced =
                if unplaced == 0 { String::new() } else { format!(", {unplaced} without a place") };
            println!("    {count:>6} {finding}{unplaced}");
        }
    }
}

/// How many findings there are of each code, and how many of these name no file.
fn findings(report: &[u8]) -> BTreeMap<String, (usize, usize)> {
    let mut findings: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in String::from_utf8_lossy(report).lines() {
        let Ok(row) = serde_json::from_str::<Value>(line) else {
            println!("    {line}");
            continue;
        };
        let count = findings.entry(row["code"].as_str().unwrap_or("?").to_owned()).or_default();
        count.0 += 1;
        count.1 += usize::from(row["file"].is_null());
    }
    findings
}
