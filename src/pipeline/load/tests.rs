//! A memo never shows: after any edits, a site that was loaded again is the site loaded from nothing.

use std::collections::BTreeMap;
use std::fs as disk;
use std::path::Path;
use std::sync::Mutex;

use tempfile::TempDir;

use super::*;
use crate::fs::Stage;
use crate::index;
use crate::model::Page;
use crate::render::{self, Fonts, OnDemand, OwnFiles, Piece, Theme};

/// Numbers that look random, the same in every run.
pub(in crate::pipeline) struct Dice(pub(in crate::pipeline) u64);

impl Dice {
    pub(in crate::pipeline) fn below(&mut self, sides: usize) -> usize {
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

    /// The path of a file as events name it.
    fn real(&self, path: &str) -> PathBuf {
        let file = self.config.content.join(path);
        fs::real(file.parent().unwrap()).join(file.file_name().unwrap())
    }

    /// Changes something; the files that it touched.
    fn edit(&self, dice: &mut Dice, step: usize) -> BTreeSet<PathBuf> {
        let locale = ["en", "pt-BR", "ja"][dice.below(3)];
        let number = dice.below(8);
        let path = format!("{locale}/a/{number}.md");
        let file = self.config.content.join(&path);
        let touched = match dice.below(14) {
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
            8 => self.write("en/code.py", &format!("print({step})\n")),
            9 => self.write("_redirects", &format!("/old/{step} /{locale}/a/{number}/#part-{number}\n")),
            // The rest is what an author does most: a line more, above or below what stands there.
            10 | 11 => match disk::read_to_string(&file) {
                Ok(text) => self.write(&path, &format!("{text}\nLine {step}, [there]({number}.md#part).\n")),
                Err(_) => file,
            },
            12 => match disk::read_to_string(&file) {
                Ok(text) => self.write(&path, &text.replacen("\n\n", &format!("\n\nLine {step}.\n\n"), 1)),
                Err(_) => file,
            },
            // An editor writes beside the file and renames.
            _ => {
                let beside = self.write(&format!("{path}~{step}"), &page(step));
                disk::rename(&beside, &file).unwrap();
                return BTreeSet::from([file, beside]);
            }
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

fn theme() -> Theme {
    Theme::new(Vec::new(), OwnFiles::default(), Fonts::default()).unwrap().value
}

/// Loads again after changes and holds what comes of it to what comes of nothing: findings, files, and
/// each page alone.
fn assert_is_new(config: &Config, memo: &mut Memo, changed: &BTreeSet<PathBuf>, theme: &Theme, what: &str) {
    let mut again = load(config, memo, Changes::Only(changed), &|_| {}).unwrap();
    let mut clean = load(config, &mut Memo::default(), Changes::Unknown, &|_| {}).unwrap();
    again.diagnostics.sort();
    clean.diagnostics.sort();
    assert_eq!(again.diagnostics, clean.diagnostics, "{what}");
    assert_eq!(again.value.files, clean.value.files, "{what}");
    let ours = rendered(&again.value, config, theme);
    let theirs = rendered(&clean.value, config, theme);
    if config.cache.is_some() {
        // Another process, which knows what those before it parsed.
        let mut kept = Memo::to_keep(config);
        let mut from_kept = load(config, &mut kept, Changes::Unknown, &|_| {}).unwrap();
        kept.keep().unwrap();
        from_kept.diagnostics.sort();
        assert_eq!(from_kept.diagnostics, clean.diagnostics, "{what}");
        assert!(ours == rendered(&from_kept.value, config, theme), "{what}");
    }
    let differs = |path: &&String| ours.get(*path) != theirs.get(*path);
    let differing: Vec<&String> = ours.keys().chain(theirs.keys()).filter(differs).collect();
    assert!(differing.is_empty(), "{what}: {differing:?}");

    let single = OnDemand::new(&again.value, config, theme);
    for (path, bytes) in ours.iter().filter(|(path, _)| path.ends_with(".html")) {
        match single.at(path) {
            Some(Piece::Page(page)) => assert!(page.unwrap() == *bytes, "{what}: {path}"),
            // Redirects are left to what was built.
            Some(Piece::Other) => {
                let is_redirect = String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"");
                assert!(is_redirect, "{what}: {path}");
            }
            other => panic!("{what}: {path}: {other:?}"),
        }
    }
}

/// Every file of the index of a site, and of its web index, by its path.
fn indexed(site: &Site, folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let web = Mutex::new(BTreeMap::new());
    disk::create_dir(folder).unwrap();
    index::write_with_web(site, folder, &|path: &str, bytes: &[u8]| {
        web.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
        Ok(())
    })
    .unwrap();
    let mut files = web.into_inner().unwrap();
    for (path, _) in fs::list(folder).unwrap() {
        let bytes = disk::read(folder.join(&path)).unwrap();
        files.insert(path, bytes);
    }
    files
}

/// A document with what it laid aside.
pub(in crate::pipeline) fn whole(document: &Document) -> Document {
    let (body, sections) = (document.body.get().unwrap(), document.sections.get().unwrap());
    let (body, sections) = (Aside::Held(body.into_owned()), Aside::Held(sections.into_owned()));
    Document { body, sections, ..document.clone() }
}

/// How many documents are held whole.
fn held(site: &Site) -> usize {
    let is_held = |page: &&Page| {
        let Document { body, sections, .. } = &*page.document;
        matches!((body, sections), (Aside::Held(_), Aside::Held(_)))
    };
    site.pages.iter().filter(is_held).count()
}

#[test]
fn what_was_laid_aside_becomes_what_it_would_have_become() {
    let project = neighbours();
    let theme = theme();
    let config = Config { structured_data: true, llms: true, ..project.config.clone() };
    let site = load(&config, &mut Memo::default(), Changes::Unknown, &|_| {}).unwrap().value;
    let all = site.pages.len();
    let (pages, index) = (rendered(&site, &config, &theme), indexed(&site, &project.path("index")));
    for (room, expected) in [(0, 0..1), (700, 1..all), (usize::MAX, all..all + 1)] {
        let stage = Stage::begin(&project.path("out"), ".marker").unwrap();
        let mut memo = Memo::default().with_shelf(room, stage.shelf().unwrap());
        let again = load(&config, &mut memo, Changes::Unknown, &|_| {}).unwrap().value;
        assert!(expected.contains(&held(&again)), "{room}: {}", held(&again));
        assert!(rendered(&again, &config, &theme) == pages, "{room}");
        assert!(indexed(&again, &project.path(&format!("index-{room}"))) == index, "{room}");
    }
}

#[test]
fn after_any_edits_a_site_loaded_again_is_the_site_loaded_from_nothing() {
    let mut project = Project::new();
    project.config.cache = Some(project.path("cache"));
    let theme = theme();
    let mut dice = Dice(7);
    let mut memo = Memo::default();
    for step in 0..90 {
        if step == 30 {
            // Another default locale places every page anew.
            project.config.default_locale = crate::model::Locale::parse("pt-BR");
        }
        let touched = project.edit(&mut dice, step + 10).iter().map(|file| fs::real(file)).collect();
        assert_is_new(&project.config, &mut memo, &touched, &theme, &format!("step {step}"));
    }
}

/// A site whose pages see much of each other, at a version of the product and on a day.
fn neighbours() -> Project {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::without_file(Some(&folder.path().join("content")));
    config.versions = crate::model::Versions::new(vec!["v2".into(), "v1".into()]);
    config.today = Some("2026-06-01".parse().unwrap());
    config.translations_page = true;
    let project = Project { folder, config };
    let body = "See [part](b.md#part), [how](b.md#how) and [old](v1/c.md).\n";
    let commit = "---\nsource-commit: abcdef1\n---\n\n";
    project.write("en/a.md", &format!("{commit}# A\n\n{body}"));
    project.write("ja/a.md", &format!("{commit}# A ja\n\n{body}"));
    project.write("en/b.md", B);
    project.write("ja/b.md", &B.replace("old/b", "old/ja-b"));
    project.write("en/v1/c.md", "# C\n\nText.\n");
    project.write("en/c.md", "---\nweight: 0\n---\n\n# C\n\nText and [y](y.txt).\n");
    project.write("en/q.md", &format!("{Q}\n## Why is it so?\n\nSo.\n"));
    project.write("ja/q.md", Q);
    project.write("en/e.md", E);
    project.write("ja/e.md", E);
    project.write("en/guide/index.md", "# Guide\n\nText.\n");
    project.write("en/guide/d.md", "# D\n\nText.\n");
    project.write("ja/toc.yml", "- name: B\n  href: b.md#part\n- name: A\n  href: a.md\n");
    project.write("_redirects", "/gone /en/b/#part\n/away https://example.com/\n");
    project.write("en/x.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='2' height='3'/>");
    project
}

/// A page with all that others see of a page but for entries.
const B: &str = "---\ntitle: For search\ndate: 2026-01-05\naliases: [/old/b]\nweight: 5\n---\n\n# B\n\n![x](x.svg)\n\n\
    ## Part\n\nText.\n\n## How do I do it? {#how}\n\nLike this.\n";

/// A page of questions.
const Q: &str = "# FAQ\n\n## How do I do it? {#how}\n\nLike this.\n";

/// A page of errors.
const E: &str = "# Errors\n\n## Error: NU1101 is missing {#gone}\n\n### Cause\n\nIt is.\n\n### Solution\n\nAdd it.\n\n\
    ## Error: NU1102 is there\n\n### Cause\n\nIt is.\n\n### Solution\n\nText.\n";

#[test]
fn a_change_of_anything_that_other_pages_see_is_seen() {
    let edits = [
        ("en/b.md", "Text.", "Another text.\n\nAnd more."),
        ("en/b.md", "# B", "# Bee"),
        ("en/guide/index.md", "# Guide", "# Handbook"),
        ("en/b.md", "title: For search", "title: Another"),
        ("en/b.md", "weight: 5", "weight: -5"),
        ("en/b.md", "---\n\n#", "slug: bee\n---\n\n#"),
        ("en/b.md", "/old/b", "/old/bee"),
        ("en/b.md", "/old/b", "/en/a"),
        ("en/b.md", "---\n\n#", "draft: true\n---\n\n#"),
        ("en/b.md", "2026-01-05", "2026-07-01"),
        ("en/b.md", "2026-01-05", "2026-01-06"),
        ("ja/b.md", "2026-01-05", "2026-01-04"),
        ("ja/b.md", "---\n\n#", "source-date: 2026-01-03\n---\n\n#"),
        ("ja/a.md", "abcdef1", "abcdef2"),
        ("ja/b.md", "---\n\n#", "translation: machine\n---\n\n#"),
        ("ja/b.md", "---\n\n#", "locale: de\n---\n\n#"),
        ("en/b.md", "## Part", "## Piece"),
        ("ja/b.md", "## Part", "## Piece"),
        ("en/b.md", "{#how}", "{#way}"),
        ("en/b.md", "{#how}", ""),
        ("ja/b.md", "{#how}", ""),
        ("en/b.md", "# B\n", "# B\n\nA line more.\n"),
        ("en/q.md", "{#how}", "{#way}"),
        ("ja/q.md", "{#how}", ""),
        ("en/q.md", "Why is it so?", "Why is it not?"),
        ("en/q.md", "# FAQ\n", "# FAQ\n\nA line more.\n"),
        ("ja/q.md", "# FAQ\n", "# FAQ\n\nA line more.\n"),
        ("en/q.md", "## Why is it so?\n\nSo.\n", ""),
        ("en/e.md", "{#gone}", "{#lost}"),
        ("ja/e.md", "{#gone}", ""),
        ("ja/e.md", "## Error: NU1102", "## NU1102"),
        ("en/e.md", "NU1101", "NU1103"),
        ("ja/toc.yml", "a.md", "b.md#how"),
        ("_redirects", "#part", "#how"),
        ("_redirects", "/away", "/far"),
        ("en/x.svg", "width='2'", "width='4'"),
        ("en/c.md", "# C", "# See"),
        ("en/v1/c.md", "# C", "# See"),
    ];
    let project = neighbours();
    let theme = theme();
    let mut memo = Memo::default();
    load(&project.config, &mut memo, Changes::Unknown, &|_| {}).unwrap();
    for (path, from, to) in edits {
        let before = disk::read_to_string(project.config.content.join(path)).unwrap();
        let after = before.replace(from, to);
        assert_ne!(before, after, "{path}: {from}");
        let changed = BTreeSet::from([project.write(path, &after)]);
        let what = format!("{path}: `{from}` to `{to}`");
        assert_is_new(&project.config, &mut memo, &changed, &theme, &what);
        // With its text changed besides, when what it shows stays.
        let changed = BTreeSet::from([project.write(path, &after.replace("Text.", "Words.\n\nMore."))]);
        assert_is_new(&project.config, &mut memo, &changed, &theme, &format!("{what}, and more text"));
        let changed = BTreeSet::from([project.write(path, &before)]);
        assert_is_new(&project.config, &mut memo, &changed, &theme, &format!("{what}, undone"));
    }
}

#[test]
fn a_change_of_the_settings_is_seen() {
    let project = neighbours();
    let theme = theme();
    let mut memo = Memo::default();
    let config = |change: &dyn Fn(&mut Config)| {
        let mut config = project.config.clone();
        change(&mut config);
        config
    };
    let configs = [
        config(&|config| config.versions = crate::model::Versions::default()),
        config(&|config| config.today = Some("2026-01-01".parse().unwrap())),
        config(&|config| config.drafts = true),
        config(&|config| config.root_links = Some("https://learn.example.com".into())),
        config(&|config| config.link_schemes = vec!["vscode".into()]),
        config(&|config| config.default_locale = crate::model::Locale::parse("ja")),
        config(&|config| config.locales = Some(vec![crate::model::Locale::english()])),
        config(&|config| config.llms = true),
        config(&|config| config.content = config.content.join("en")),
        config(&|config| config.out = config.content.join("en/guide")),
    ];
    let links = "# A\n\n[b](/b/none), [c](vscode:x), [d](/guide/d.md)\n";
    let changed = BTreeSet::from([project.write("en/a.md", links)]);
    for (number, config) in configs.iter().enumerate() {
        assert_is_new(&project.config, &mut memo, &changed, &theme, &format!("before {number}"));
        assert_is_new(config, &mut memo, &changed, &theme, &format!("settings {number}"));
    }
}

#[test]
fn files_that_come_and_go_are_seen() {
    let project = neighbours();
    let theme = theme();
    let mut memo = Memo::default();
    let mut step = |paths: &[&str], what: &str| {
        let changed = paths.iter().map(|path| project.real(path)).collect();
        assert_is_new(&project.config, &mut memo, &changed, &theme, what);
    };
    let content = &project.config.content;
    step(&[], "the first");
    project.write("en/new.md", "# New\n");
    step(&["en/new.md"], "a page came");
    disk::remove_file(content.join("en/new.md")).unwrap();
    step(&["en/new.md"], "it went");
    project.write("en/y.txt", "Y");
    step(&["en/y.txt"], "a file came that a page links to");
    disk::rename(content.join("en/guide"), content.join("en/manual")).unwrap();
    step(&["en/guide", "en/manual"], "a folder was renamed");
    disk::remove_dir_all(content.join("en/manual")).unwrap();
    step(&["en/manual"], "it went, and only the folder is told of");
    disk::remove_file(content.join("en/c.md")).unwrap();
    disk::create_dir(content.join("en/c.md")).unwrap();
    step(&["en/c.md"], "a page became a folder");
    project.write("ja/.hidden.md", "# Hidden\n");
    step(&["ja/.hidden.md"], "what is hidden");
    #[cfg(unix)]
    {
        disk::remove_file(content.join("ja/a.md")).unwrap();
        std::os::unix::fs::symlink(content.join("en"), content.join("ja/a.md")).unwrap();
        step(&["ja/a.md"], "a page became a link to a folder");
    }
}

#[test]
fn what_did_not_change_is_neither_read_nor_parsed_again() {
    let project = Project::new();
    let mut memo = Memo::default();
    let before = load(&project.config, &mut memo, Changes::Unknown, &|_| {}).unwrap().value;
    let changed = BTreeSet::from([project.write("en/a/0.md", "---\ntitle: Page 0\n---\n\nOther text.\n")]);
    let after = load(&project.config, &mut memo, Changes::Only(&changed), &|_| {}).unwrap().value;
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
    // And what follows from more than its text is what it was.
    assert!(Arc::ptr_eq(&before.locales, &after.locales));
}
