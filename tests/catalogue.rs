//! Every diagnostic has a page in the product's own error catalogue, in each of its languages, and
//! every page there is about a diagnostic.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ajuda::diagnostic::Code;
use walkdir::WalkDir;

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// The languages of our own help centre, by their folders.
fn languages() -> Vec<String> {
    let folders = WalkDir::new(content()).min_depth(1).max_depth(1).sort_by_file_name();
    let folders = folders.into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_dir());
    folders.map(|entry| entry.file_name().to_str().unwrap().to_owned()).collect()
}

/// `area/problem` for each page of the catalogue; the pages of the areas themselves left out.
fn pages(language: &str) -> BTreeSet<String> {
    let root = content().join(language).join("errors");
    let files =
        WalkDir::new(&root).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            entry.path().strip_prefix(&root).unwrap().with_extension("").to_str().unwrap().to_owned()
        })
        .filter(|page| !matches!(page.rsplit('/').next(), Some("index" | "README" | "TOC" | "toc")))
        .collect()
}

#[test]
fn codes_and_pages_are_the_same_set() {
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    assert_eq!(codes.len(), Code::ALL.len(), "two codes share a name");
    let languages = languages();
    assert!(languages.contains(&"en".to_owned()) && languages.contains(&"pt-BR".to_owned()), "{languages:?}");
    for language in languages {
        let pages = pages(&language);
        let missing: Vec<_> = codes.difference(&pages).collect();
        let extra: Vec<_> = pages.difference(&codes).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "content/{language}/errors: no page for {missing:?}; no code for {extra:?}"
        );
    }
}
