//! A memo never shows: after any edits, a site that was loaded again is the site loaded from nothing.

use std::collections::BTreeMap;
use std::fs as disk;
use std::sync::Mutex;

use tempfile::TempDir;

use super::*;
use crate::render::{self, Fonts, OnDemand, OwnFiles, Piece, Theme};

/// Numbers that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

pub(in crate::pipeline) struct Project {
    folder: TempDir,
    pub(in crate::pipeline) config: Config,
}

impl Project {
    pub(in crate::pipeline) fn new() -> Project {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::without_file(Some(&folder.path().join("content")));
        let project = Project { folder, config };
        for locale in ["en", "pt-BR", "ja"] {
            for number in 0..6 {
                project.write(&format!("{locale}/a/{number}.md"), &page(number));
            }
            project.write(&format!("{locale}/_part.md"), "A **part**.\n");
            project.write(&format!("{locale}/index.md"), "# Home\n\nSee [first](a/0.md).\n");
        }
        project.write("en/TOC.md", "# Help\n\n* [First](a/0.md)\n  * [Second](a/1.md)\n");
        project.write("en/code.py", "print(1)\n");
        project
    }

    /// Something beside the content.
    pub(in crate::pipeline) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(in crate::pipeline) fn write(&self, path: &str, text: &str) -> PathBuf {
        let file = self.config.content.join(path);
        disk::create_dir_all(file.parent().unwrap()).unwrap();
        disk::write(&file, text).unwrap();
        fs::real(&file)
    }

    /// Changes something; the files that it touched.
    fn edit(&self, dice: &mut Dice, step: usize) -> BTreeSet<PathBuf> {
        let locale = ["en", "pt-BR", "ja"][dice.below(3)];
        let number = dice.below(8);
        let path = format!("{locale}/a/{number}.md");
        let file = self.config.content.join(&path);
        let touched = match dice.below(9) {
            0 | 1 => self.write(&path, &page(step)),
            2 => self.write(&path, &page(number)),
            3 => {
                let _ = disk::remove_file(&file);
                file
            }
            4 => {
                let other = self.config.content.join(format!("{locale}/b/{number}-moved.md"));
                disk::create_dir_all(other.parent().unwrap()).unwrap();
                let _ = disk::rename(&file, &other);
                return BTreeSet::from([file, other]);
            }
            5 => self.write(&format!("{locale}/_part.md"), &format!("A **part** {step}.\n")),
            6 => {
                let part = self.config.content.join(format!("{locale}/_part.md"));
                let _ = disk::remove_file(&part);
                part
            }
            7 => self.write("en/TOC.md", &format!("# Help {step}\n\n* [N](a/{number}.md)\n")),
            _ => self.write("en/code.py", &format!("print({step})\n")),
        };
        BTreeSet::from([touched])
    }
}

fn page(number: usize) -> String {
    match number % 5 {
        0 => format!(
            "---\ntitle: Page {number}\n---\n\nText {number}. See [next](../a/{}.md#part).\n",
            (number + 1) % 8
        ),
        1 => format!("# Page {number}\n\n[!INCLUDE [x](../_part.md)]\n\n## Part {number}\n\nText.\n"),
        2 => format!(
            "# Why {number}?\n\n## How do I do {number}?\n\nLike this.\n\n```rust\nfn a{number}() {{}}\n```\n"
        ),
        3 => format!(
            "# Errors\n\n## Error: NU{number}101 is missing\n\n### Cause\n\nIt is.\n\n### Solution\n\nAdd it.\n"
        ),
        _ => format!(
            "# Code {number}\n\n:::code language=\"python\" source=\"../../en/code.py\":::\n\n[gone](gone-{number}.md)\n"
        ),
    }
}

/// Every file that rendering makes, by its path.
fn rendered(site: &Site, config: &Config, theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    let files = Mutex::new(BTreeMap::new());
    let failed = render::render(site, config, theme, &|path: &str, bytes: &[u8]| {
        files.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
        Ok(())
    });
    assert_eq!(failed.unwrap(), []);
    files.into_inner().unwrap()
}

#[test]
fn after_any_edits_a_site_loaded_again_is_the_site_loaded_from_nothing() {
    let mut project = Project::new();
    project.config.cache = Some(project.path("cache"));
    let theme = Theme::new(Vec::new(), OwnFiles::default(), Fonts::default()).unwrap().value;
    let mut dice = Dice(7);
    let mut memo = Memo::default();
    for step in 0..60 {
        if step == 30 {
            // Another default locale places every page anew.
            project.config.default_locale = crate::model::Locale::parse("pt-BR");
        }
        let touched = project.edit(&mut dice, step + 10);
        // Events name real paths.
        let touched = touched.iter().map(|file| match (file.parent(), file.file_name()) {
            (Some(folder), Some(name)) => fs::real(folder).join(name),
            _ => file.clone(),
        });
        memo.forget(&project.config.content, &touched.collect());
        let mut again = load(&project.config, &mut memo, &|_| {}).unwrap();
        let mut clean = load(&project.config, &mut Memo::default(), &|_| {}).unwrap();
        // Another process, which knows what those before it parsed.
        let mut kept = Memo::kept(&project.config);
        let mut from_kept = load(&project.config, &mut kept, &|_| {}).unwrap();
        kept.keep().unwrap();
        again.diagnostics.sort();
        clean.diagnostics.sort();
        assert_eq!(again.diagnostics, clean.diagnostics, "step {step}");
        from_kept.diagnostics.sort();
        assert_eq!(from_kept.diagnostics, clean.diagnostics, "step {step}");
        let ours = rendered(&again.value, &project.config, &theme);
        assert!(ours == rendered(&clean.value, &project.config, &theme), "step {step}");
        assert!(ours == rendered(&from_kept.value, &project.config, &theme), "step {step}");

        let single = OnDemand::new(&again.value, &project.config, &theme);
        for (path, bytes) in ours.iter().filter(|(path, _)| path.ends_with(".html")) {
            match single.at(path) {
                Some(Piece::Page(page)) => assert!(page.unwrap().as_bytes() == bytes, "step {step}: {path}"),
                // Redirects are left to what was built.
                Some(Piece::Other) => assert!(path.contains("/id/"), "step {step}: {path}"),
                other => panic!("step {step}: {path}: {other:?}"),
            }
        }
    }
    drop(project.folder);
}

#[test]
fn what_did_not_change_is_neither_read_nor_parsed_again() {
    let project = Project::new();
    let mut memo = Memo::default();
    let before = load(&project.config, &mut memo, &|_| {}).unwrap().value;
    let changed = project.write("en/a/0.md", "# Other\n\nText.\n");
    memo.forget(&project.config.content, &BTreeSet::from([changed]));
    let after = load(&project.config, &mut memo, &|_| {}).unwrap().value;
    let is_new = |(before, after): &(&crate::model::Page, &crate::model::Page)| {
        !Arc::ptr_eq(&before.document, &after.document)
    };
    let new: Vec<&str> = before
        .pages
        .iter()
        .zip(&after.pages)
        .filter(is_new)
        .map(|(_, after)| after.document.source.path().as_str())
        .collect();
    assert_eq!(new, ["en/a/0.md"]);
}
