//! The template contract is documented: every field that templates are given stands on the page
//! about templates, in each language of our own help centre, and no struct is left out.

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The structs of the contract with their fields, in the order of the source.
fn structs(source: &str) -> Vec<(String, Vec<String>)> {
    let mut structs: Vec<(String, Vec<String>)> = Vec::new();
    let name = |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned();
    for line in source.lines() {
        if let Some(rest) = line.strip_prefix("pub struct ") {
            structs.push((name(rest), Vec::new()));
        } else if let Some(rest) = line.strip_prefix("    pub ") {
            structs.last_mut().expect("a field inside a struct").1.push(name(rest));
        }
    }
    structs
}

/// How the page names a field: `page.title` of `PageContext`, and `site` of `Context` itself.
fn name_of(owner: &str, field: &str) -> String {
    match owner.strip_suffix("Context").unwrap_or(owner).to_lowercase().as_str() {
        "" => field.to_owned(),
        owner => format!("{owner}.{field}"),
    }
}

/// What all files of the contract have.
fn contract() -> Vec<(String, Vec<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/context");
    let modules = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let files = modules.chain([folder.with_extension("rs")]);
    files.flat_map(|file| structs(&fs::read_to_string(file).unwrap())).collect()
}

#[test]
fn every_field_of_the_contract_is_documented() {
    let structs = contract();
    assert!(structs.iter().any(|(name, fields)| name == "PageContext" && fields.len() > 10), "{structs:?}");
    for language in ["en", "pt-BR"] {
        let path = format!("content/{language}/guide/templates.md");
        let page = read(&path);
        let names =
            structs.iter().flat_map(|(owner, fields)| fields.iter().map(|field| name_of(owner, field)));
        let missing: Vec<String> = names.filter(|name| !page.contains(&format!("| `{name}`"))).collect();
        assert!(missing.is_empty(), "{path} has no row for {missing:?}");
    }
}
