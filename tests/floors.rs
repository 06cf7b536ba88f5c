//! Imports only point down: the floors that `ARCHITECTURE.md` draws, held to the sources.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// The top modules from the ground up; those of one floor may use each other, but for `index` and
/// `render`, which meet in the pipeline only.
const FLOORS: [&[&str]; 7] = [
    &["digest", "source", "diagnostic", "fs", "terminal"],
    &["config", "export", "model"],
    &["parse"],
    &["resolve"],
    &["index", "render"],
    &["pipeline"],
    &["command", "cli", "main", "lib"],
];

/// Pairs on one floor that never meet.
const APART: [(&str, &str); 2] = [("index", "render"), ("render", "index")];

fn floor(module: &str) -> usize {
    let found = FLOORS.iter().position(|floor| floor.contains(&module));
    found.unwrap_or_else(|| {
        panic!("`{module}` stands on no floor: give it one in tests/floors.rs and ARCHITECTURE.md")
    })
}

/// The top module of a file, and its code: no comments, no tests.
struct Source {
    module: String,
    file: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
    files
        .filter(|entry| !matches!(entry.path().file_stem(), Some(stem) if stem == "tests"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap();
            let first = Path::new(path.components().next().unwrap().as_os_str());
            let text = fs::read_to_string(entry.path()).unwrap();
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
            let code = code.lines().map(|line| line.split("//").next().unwrap());
            Source {
                module: first.file_stem().unwrap().to_str().unwrap().to_owned(),
                file: path.display().to_string(),
                code: code.collect::<Vec<_>>().join("\n"),
            }
        })
        .collect()
}

/// The top modules named after `crate::`, also those of a list in braces.
fn imports(code: &str) -> Vec<String> {
    let names = |text: &str| -> Vec<String> {
        let name =
            |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned();
        match text.strip_prefix('{') {
            Some(list) => {
                let list = list.split("};").next().unwrap();
                list.split(',').map(|part| name(part.trim())).filter(|name| !name.is_empty()).collect()
            }
            None => vec![name(text)],
        }
    };
    let starts = code.match_indices("crate::").chain(code.match_indices("ajuda::"));
    starts
        .flat_map(|(at, path)| names(&code[at + path.len()..]))
        .filter(|name| name.starts_with(char::is_lowercase))
        .collect()
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for source in sources() {
        for import in imports(&source.code) {
            let up = floor(&import) > floor(&source.module);
            if up || APART.contains(&(source.module.as_str(), import.as_str())) {
                wrong.push(format!("src/{} uses `{import}`", source.file));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that do not point down:\n{}", wrong.join("\n"));
}

#[test]
fn one_module_touches_the_file_system() {
    let doors = ["std::fs", "walkdir", "tokio::fs"];
    let elsewhere =
        |source: &&Source| source.module != "fs" && doors.iter().any(|door| source.code.contains(door));
    let wrong: Vec<String> = sources().iter().filter(elsewhere).map(|source| source.file.clone()).collect();
    assert!(wrong.is_empty(), "only src/fs.rs opens files, but these do: {wrong:?}");
}

#[test]
fn files_stay_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in
        WalkDir::new(root).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
    {
        let lines = fs::read(entry.path()).unwrap().iter().filter(|&&byte| byte == b'\n').count();
        assert!(lines <= 500, "{} has {lines} lines: split it along a seam", entry.path().display());
    }
}

#[test]
fn an_import_that_points_up_is_seen() {
    assert_eq!(imports("use crate::model::{Site, Page};\nfn f() -> crate::fs::Stage {}"), ["model", "fs"]);
    assert_eq!(
        imports("use crate::{\n    config::Config,\n    render,\n};\nuse std::fmt;"),
        ["config", "render"]
    );
    assert!(floor("pipeline") > floor("index"));
}
