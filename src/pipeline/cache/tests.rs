//! A cache never shows: what it gives is what parsing would, whatever became of it meanwhile. A test of
//! loading holds to it what is rendered, too.

use std::fs as disk;
use std::path::Path;

use super::*;
use crate::diagnostic::Diagnostic;
use crate::model::Locale;
use crate::pipeline::load::load;
use crate::pipeline::load::tests::{Dice, Project, whole};
use crate::pipeline::{Changes, Memo};

/// A site with something of everything that a document can hold, and its cache.
fn project() -> Project {
    let mut project = Project::new();
    project.config.cache = Some(project.path("cache"));
    project.write(
        "en/everything.md",
        "---\ntitle: All\nslug: all\naliases: [/old]\ndate: 2024-02-29\nsource-date: 2023-01-02\nweight: -3\n\
         screens: [/orders/*]\nkind: faq\nother: {a: [1, 2.5, null]}\n---\n\n# All\n\n> [!WARNING]\n> Hot.\n\n\
         - [x] done\n- [ ] open\n\nNote[^1].\n\n[^1]: Back.\n\n| a | b |\n|---|---|\n| 1 | ![x](p.png) |\n\n\
         1. First\n2. Second\n\n## How?\n\nSo: <b onclick=x>bold</b>.\n\n## Why?\n\nBecause.\n\n\
         ```diff {1,3-4} title=\"t\"\n-a\n+b\n```\n",
    );
    project.write(
        "en/listed.md",
        "---\ntitle: Listed\nentries:\n  questions:\n    - question: Q?\n      answer: A.\n  errors:\n    \
         - message: M\n      codes: [E1]\n      resolution: R\n---\n\nText.\n",
    );
    project.write(
        "en/faq.yml",
        "### YamlMime:FAQ\nmetadata:\n  title: Asked\nsections:\n  - name: One\n    questions:\n      \
         - question: Who?\n        answer: Me.\n",
    );
    project.write("en/off.md", "---\ntitle: Off\nentries: off\ndraft: true\n---\n\nText.\n");
    project.write("en/broken.md", "---\ntitle: [\n---\n\n[!INCLUDE [x](gone.md)]\n\n<script>x</script>\n");
    project
        .write("en/errors.md", "# Errors\n\n## Known errors\n\n**No `a` at 12:30**\n\n> Try [this](x.md).\n");
    project
}

/// What a load comes to: every document with its findings, and how many of the documents were kept.
fn loaded(config: &Config) -> (Vec<String>, Vec<Diagnostic>, usize) {
    let mut memo = Memo::to_keep(config);
    let mut site = load(config, &mut memo, Changes::Unknown, &|_| {}).unwrap();
    let kept = memo.cache.as_ref().map_or(0, |cache| cache.kept.len());
    memo.keep().unwrap();
    site.diagnostics.sort();
    let documents = site.value.pages.iter().map(|page| {
        let joined: Vec<&str> = page.document.source.joined().map(Source::text).collect();
        format!("{:?} {joined:?}", whole(&page.document))
    });
    (documents.collect(), site.diagnostics, kept)
}

/// The same without a cache.
fn clean(config: &Config) -> (Vec<String>, Vec<Diagnostic>) {
    let (documents, diagnostics, _) = loaded(&Config { cache: None, ..config.clone() });
    (documents, diagnostics)
}

/// Holds a load to what it would be without a cache; how many documents were kept.
#[track_caller]
fn held(config: &Config) -> usize {
    let (documents, diagnostics, kept) = loaded(config);
    assert!((documents, diagnostics) == clean(config));
    kept
}

/// The files of documents.
fn files(folder: &Path) -> Vec<PathBuf> {
    let files = disk::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.file_name().unwrap().to_str().unwrap().starts_with(NAMES)).collect();
    files.sort();
    files
}

fn written(project: &Project) -> Vec<Vec<u8>> {
    files(&project.path("cache")).iter().map(|file| disk::read(file).unwrap()).collect()
}

fn size(folder: &Path) -> usize {
    files(folder).iter().map(|file| disk::read(file).unwrap().len()).sum()
}

#[test]
fn everything_that_was_parsed_is_there_again() {
    let project = project();
    let pages = clean(&project.config).0.len();
    assert_eq!(held(&project.config), 0);
    let before = written(&project);
    // The draft is no page of the site, and is parsed all the same.
    assert_eq!(held(&project.config), pages + 1);
    assert!(before == written(&project), "nothing changed, and nothing was written");
}

#[test]
fn one_page_that_changed_is_one_that_is_parsed_and_one_file_that_is_written() {
    let project = project();
    held(&project.config);
    let all = held(&project.config);
    let before = written(&project);
    project.write("en/a/0.md", "# Other\n\nText.\n");
    assert_eq!(held(&project.config), all - 1);
    let other = written(&project).into_iter().zip(before).filter(|(after, before)| after != before);
    assert_eq!(other.count(), 1);
    assert_eq!(held(&project.config), all);
}

/// Texts that mean something else in another place, or beside other files.
const TEXTS: [&str; 8] = [
    "# Home\n\nText, [there](a/0.md).\n",
    "---\nlocale: ja\n---\n\n# Placed\n\n[!INCLUDE [x](_part.md)]\n",
    "# Includes\n\n[!INCLUDE [x](../_part.md)]\n\n[!INCLUDE [x](_PART.md)]\n\n[!INCLUDE [x](index.md)]\n",
    "# Shows\n\n:::code language=\"python\" source=\"~/en/code.py\" range=\"1\":::\n",
    "<details open onclick=x><summary>Raw</summary><script>x</script></details>\n",
    "### YamlMime:FAQ\ntitle: Asked\nsections:\n  - name: One\n    questions:\n      - question: Who?\n        answer: Me.\n",
    "An **included** part, [with a link](gone.md).\n",
    "",
];

const PATHS: [&str; 12] = [
    "en/index.md",
    "en/README.md",
    "en/b/readme.md",
    "en/b/index.md",
    "en/b/page.md",
    "en/a/0.md",
    "ja/a/0.md",
    "page.pt-BR.md",
    "en/faq.yml",
    "en/_part.md",
    "en/_Part.md",
    "en/code.py",
];

#[test]
fn after_any_edits_what_is_kept_is_what_would_be_parsed() {
    let mut project = project();
    let mut dice = Dice(11);
    let mut kept = Vec::new();
    for _ in 0..150 {
        let file = project.config.content.join(PATHS[dice.below(PATHS.len())]);
        match dice.below(12) {
            0 => project.config.unsafe_html = !project.config.unsafe_html,
            1 => project.config.default_locale = Locale::parse(["en", "pt-BR", "ja"][dice.below(3)]),
            2 => {
                project.config.locales =
                    [None, Locale::parse("ja").map(|ja| vec![ja])][dice.below(2)].clone();
            }
            3 | 4 => drop(disk::remove_file(&file)),
            5 => drop(disk::rename(&file, project.config.content.join(PATHS[dice.below(PATHS.len())]))),
            _ => {
                disk::create_dir_all(file.parent().unwrap()).unwrap();
                disk::write(&file, TEXTS[dice.below(TEXTS.len())]).unwrap();
            }
        }
        kept.push(held(&project.config));
    }
    kept.sort_unstable();
    assert!(kept[kept.len() / 2] > 15, "most of them are there most of the time: {kept:?}");
}

#[test]
fn a_branch_that_is_left_and_taken_again_is_kept() {
    let project = project();
    held(&project.config);
    let all = held(&project.config);
    for text in ["# One\n\nText.\n", "# Other\n\nText.\n"] {
        project.write("en/a/0.md", text);
        project.write("en/_part.md", text);
        assert!(held(&project.config) < all, "{text}");
    }
    project.write("en/a/0.md", "# One\n\nText.\n");
    project.write("en/_part.md", "# One\n\nText.\n");
    let before = written(&project);
    assert_eq!(held(&project.config), all);
    // Of two documents with one source the one with the right included file is chosen.
    assert!(before == written(&project), "nothing was parsed, so nothing was written");
}

#[test]
fn another_checkout_shares_it() {
    let (mut one, other) = (project(), project());
    held(&other.config);
    one.config.cache.clone_from(&other.config.cache);
    assert_eq!(held(&one.config), held(&other.config));
}

#[test]
fn what_is_not_as_it_was_written_is_parsed_again() {
    let project = project();
    held(&project.config);
    let all = held(&project.config);
    let file = files(&project.path("cache")).into_iter().max_by_key(|file| disk::read(file).unwrap().len());
    let file = file.unwrap();
    let whole = disk::read(&file).unwrap();
    let damaged = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        bytes
    };
    let cuts = (0..whole.len()).step_by(97).map(|length| whole[..length].to_vec());
    let changes = (0..whole.len()).step_by(89).chain(0..60).map(damaged);
    let longer = [[&whole[..], &[0]].concat(), b"a foreign file, of no sort that is known".to_vec()];
    for bytes in cuts.chain(changes).chain(longer) {
        disk::write(&file, &bytes).unwrap();
        assert!(Pack::read(&file).entries().is_empty());
    }
    assert!(held(&project.config) < all);
    assert_eq!(held(&project.config), all, "what was damaged is written anew");
    disk::remove_file(&file).unwrap();
    disk::create_dir(&file).unwrap();
    let mut memo = Memo::to_keep(&project.config);
    load(&project.config, &mut memo, Changes::Unknown, &|_| {}).unwrap();
    assert!(memo.keep().is_err(), "a folder lies where a file is to be written");
    disk::remove_dir(&file).unwrap();
    held(&project.config);
    assert_eq!(held(&project.config), all);
}

#[test]
fn entries_that_make_no_sense_are_none() {
    let project = project();
    held(&project.config);
    let all = held(&project.config);
    for file in files(&project.path("cache")) {
        let pack = Pack::read(&file);
        let mut halves = Draft::new();
        for entry in pack.entries() {
            halves.copy(&Entry { bytes: &entry.bytes[..entry.bytes.len() / 2], ..entry });
        }
        halves.write(&file).unwrap();
    }
    assert_eq!(held(&project.config), 0);
    assert_eq!(held(&project.config), all);
}

#[test]
fn it_may_be_deleted_at_any_time_and_need_not_be_writable() {
    let project = project();
    held(&project.config);
    let folder = project.path("cache");
    let mut memo = Memo::to_keep(&project.config);
    load(&project.config, &mut memo, Changes::Unknown, &|_| {}).unwrap();
    disk::remove_dir_all(&folder).unwrap();
    memo.keep().unwrap();
    held(&project.config);
    assert!(held(&project.config) > 0);
    disk::remove_dir_all(&folder).unwrap();
    disk::write(&folder, "in its place").unwrap();
    let mut memo = Memo::to_keep(&project.config);
    load(&project.config, &mut memo, Changes::Unknown, &|_| {}).unwrap();
    assert!(memo.keep().is_err());
}

#[test]
fn it_does_not_grow_without_end() {
    let project = project();
    let words = |step: usize| format!("# Page\n\n{}\n", format!("word{step} ").repeat(9_000));
    for step in 0..24 {
        project.write("en/a/0.md", &words(step));
        project.write("en/a/1.md", &words(step));
        held(&project.config);
    }
    let folder = project.path("cache");
    let used = {
        let other = Config { cache: Some(project.path("other")), ..project.config.clone() };
        loaded(&other);
        size(&project.path("other"))
    };
    let kept = size(&folder);
    assert!(kept > used, "{kept} {used}");
    assert!(kept <= 2 * used + PACKS * ROOM, "{kept} {used}");
    // Pages that are gone do not take room for ever.
    for number in 0..2 {
        disk::remove_file(project.config.content.join(format!("en/a/{number}.md"))).unwrap();
    }
    held(&project.config);
    assert!(size(&folder) <= used / 2, "{} {used}", size(&folder));
}

#[test]
fn what_a_process_left_that_was_killed_goes_away() {
    let project = project();
    held(&project.config);
    let running = std::process::id();
    let [dead, ours] = [i32::MAX.to_string(), running.to_string()]
        .map(|process| project.path("cache").join(format!("documents-07.{process}")));
    let foreign = project.path("cache").join(format!("of-somebody-else.{}", i32::MAX));
    disk::write(&foreign, "whole").unwrap();
    disk::write(&dead, "half").unwrap();
    disk::write(&ours, "half").unwrap();
    held(&project.config);
    assert!(!dead.exists() && foreign.exists());
    assert!(ours.exists(), "another build may be writing it");
}

#[test]
fn it_is_not_put_into_what_is_replaced() {
    let project = project();
    let of = |cache: &Path| Cache::of(&Config { cache: Some(cache.into()), ..project.config.clone() });
    assert!(of(&project.path("cache")).is_some());
    for folder in [&project.config.out, &project.config.index, &project.config.out.join("cache")] {
        assert!(of(folder).is_none(), "{}", folder.display());
    }
}
