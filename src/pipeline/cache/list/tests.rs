//! A list never shows: what is not read again is what would be read.

use std::fs as disk;
use std::time::SystemTime;

use super::*;
use crate::config::Config;
use crate::pipeline::load::load;
use crate::pipeline::load::tests::{Project, whole};
use crate::pipeline::{Changes, Memo};

/// A site, old enough to be on a list, and its cache. One page has a finding that only the whole site shows.
fn project() -> Project {
    let mut project = Project::new();
    project.config.cache = Some(project.path("cache"));
    for path in ["en", "pt-BR", "ja"].iter().flat_map(|l| (0..6).map(move |n| format!("{l}/a/{n}.md"))) {
        project.write(&path, "# Page\n\nText, and [home](../index.md).\n");
    }
    project.write("en/a/wrong.md", "# Wrong\n\nSee [it](gone.md) and [the code](../code.py).\n");
    project.write("en/a/shows.md", "# Shows\n\n:::code language=\"python\" source=\"../code.py\":::\n");
    project.write(
        "en/faq.yml",
        "### YamlMime:FAQ\nsections:\n  - questions:\n      - question: Q?\n        answer: A.\n",
    );
    project.write("en/other.yml", "a: b\n");
    project.write("en/picture.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='2' height='3'/>");
    fs::later(&project.path("cache"));
    project
}

/// Loads with a memo, and holds what comes of it to what comes of nothing; which sources were read.
#[track_caller]
fn held(config: &Config, memo: &mut Memo) -> Vec<String> {
    let seen = |memo: &mut Memo| {
        let mut site = load(config, memo, Changes::Unknown, &|_| {}).unwrap();
        site.diagnostics.sort();
        site.value.pages.iter_mut().for_each(|page| page.document = Arc::new(whole(&page.document)));
        (format!("{:?} {:?}", site.value.pages, site.value.picture_sizes), site.diagnostics)
    };
    assert!(seen(memo) == seen(&mut Memo::default()));
    let read = memo.sources.iter().filter(|(_, read)| read.source.is_at_hand());
    let mut read: Vec<String> = read.map(|(path, _)| path.to_string()).collect();
    read.sort();
    read
}

/// Loads as another process would, and keeps it; which sources were read.
#[track_caller]
fn built(config: &Config) -> Vec<String> {
    let mut memo = Memo::to_keep(config);
    let read = held(config, &mut memo);
    memo.keep().unwrap();
    read
}

/// What is read of a site that did not change: what is not kept, and the place of the finding.
const ALWAYS: [&str; 2] = ["en/TOC.md", "en/a/wrong.md"];

/// `ALWAYS` and these.
fn and(paths: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = ALWAYS.iter().chain(paths).map(|&path| path.to_owned()).collect();
    all.sort();
    all
}

fn list(project: &Project) -> PathBuf {
    project.path("cache").join(FILE)
}

#[test]
fn what_was_read_is_not_read_again() {
    let project = project();
    assert!(built(&project.config).len() > 20);
    let written = disk::read(list(&project)).unwrap();
    assert_eq!(built(&project.config), ALWAYS);
    assert!(written == disk::read(list(&project)).unwrap());
    project.write("en/a/0.md", "# Other\n\nText.\n");
    project.write("en/code.py", "print(2)\n");
    // A page that shows a file is parsed again where that is another.
    let read = ["en/a/0.md", "en/a/shows.md", "en/code.py"];
    assert_eq!(built(&project.config), and(&read));
    fs::later(&project.path("cache"));
    built(&project.config);
    assert_eq!(built(&project.config), ALWAYS);
    // A branch that is taken again: the files are others, and the documents are kept.
    let file = project.write("en/a/0.md", "# Other\n\nText.\n");
    assert_eq!(built(&project.config), and(&["en/a/0.md"]));
    // A page that links to what is gone has a finding now, and the finding a place.
    disk::remove_file(file).unwrap();
    assert_eq!(built(&project.config), and(&["en/index.md"]));
}

#[test]
fn a_length_and_a_time_that_are_set_do_not_hide_what_was_written() {
    let project = project();
    built(&project.config);
    let file = project.config.content.join("en/a/0.md");
    let before = disk::metadata(&file).unwrap();
    let text = disk::read_to_string(&file).unwrap();
    disk::write(&file, text.to_uppercase()).unwrap();
    let opened = disk::File::options().append(true).open(&file).unwrap();
    opened.set_modified(before.modified().unwrap()).unwrap();
    let after = disk::metadata(&file).unwrap();
    assert_eq!((after.len(), after.modified().unwrap()), (before.len(), before.modified().unwrap()));
    assert_eq!(built(&project.config), and(&["en/a/0.md"]));
}

#[test]
fn what_is_as_new_as_the_load_is_read_again() {
    let project = project();
    let mut memo = Memo::to_keep(&project.config);
    project.write("en/a/0.md", "# New\n\nText.\n");
    project.write("en/picture.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>");
    // So is what its owner gave a time to come.
    let time = SystemTime::now() + std::time::Duration::from_secs(1_000);
    let opened = disk::File::options().append(true).open(project.config.content.join("en/a/1.md")).unwrap();
    opened.set_modified(time).unwrap();
    held(&project.config, &mut memo);
    memo.keep().unwrap();
    let (sources, pictures) = List::of(&project.path("cache")).read(&project.config.content);
    assert!(sources.len() > 20 && pictures.is_empty());
    assert_eq!(built(&project.config), and(&["en/a/0.md", "en/a/1.md"]));
    fs::later(&project.path("cache"));
    built(&project.config);
    assert_eq!(built(&project.config), and(&["en/a/1.md"]));
    assert_eq!(List::of(&project.path("cache")).read(&project.config.content).1.len(), 1);
}

#[test]
fn a_list_that_is_not_as_it_was_written_is_none() {
    let project = project();
    let all = built(&project.config);
    let whole = disk::read(list(&project)).unwrap();
    let damaged = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        bytes
    };
    let cuts = (0..whole.len()).step_by(97).map(|length| whole[..length].to_vec());
    let changes = (0..whole.len()).step_by(89).chain(0..40).map(damaged);
    let sealed =
        |by: &str, bytes: &[u8]| [Parts::of(by).bytes(bytes).all().as_bytes().as_slice(), bytes].concat();
    let entries = &whole[Digest::LENGTH..];
    // As another program would seal it; and what is sealed, and is no list.
    let foreign =
        [sealed("list of another", entries), sealed("list of files", &entries[..entries.len() / 2])];
    assert!(sealed("list of files", entries) == whole);
    for bytes in cuts.chain(changes).chain(foreign) {
        disk::write(list(&project), &bytes).unwrap();
        assert!(read(&list(&project)).is_none());
    }
    assert_eq!(built(&project.config), all);
    assert_eq!(built(&project.config), ALWAYS, "it is written anew");
    disk::remove_file(list(&project)).unwrap();
    disk::create_dir(list(&project)).unwrap();
    let mut memo = Memo::to_keep(&project.config);
    assert_eq!(held(&project.config, &mut memo), all);
    assert!(memo.keep().is_err(), "a folder lies where a file is to be written");
}

#[test]
fn a_file_that_is_another_when_its_text_is_asked_for_makes_the_load_begin_anew() {
    let project = project();
    let all = built(&project.config);
    for (number, path) in ["en/TOC.md", "en/a/wrong.md", "en/code.py", "ja/_part.md"].into_iter().enumerate()
    {
        let file = project.config.content.join(path);
        let mut memo = Memo::to_keep(&project.config);
        // Pages that were written show the file, and so does the finding.
        let shows = ":::code language=\"python\" source=\"../code.py\":::";
        project.write("en/a/shows.md", &format!("# Shows {number}\n\n{shows}\n"));
        project.write("ja/a/0.md", &format!("# Includes {number}\n\n[!INCLUDE [x](../_part.md)]\n"));
        // As if it had been written after it was looked at.
        let text = disk::read_to_string(&file).unwrap();
        disk::write(&file, format!("[First](first.md)\n\n{text}")).unwrap();
        memo.sources.get_mut(&SourcePath::new(path)).unwrap().stat = fs::stat(&file).unwrap();
        let read = held(&project.config, &mut memo);
        assert!(read.iter().any(|read| read == path) && read.len() < all.len(), "{path}: {read:?}");
        memo.keep().unwrap();
    }
}

#[test]
fn who_only_looks_writes_no_list_and_asks_no_time() {
    let project = project();
    built(&project.config);
    let written = disk::read(list(&project)).unwrap();
    project.write("en/a/0.md", "# Other\n\nText.\n");
    let mut memo = Memo::kept(&project.config);
    assert_eq!(held(&project.config, &mut memo), and(&["en/a/0.md"]));
    memo.keep().unwrap();
    assert!(written == disk::read(list(&project)).unwrap());
    assert!(Memo::kept(&Config { cache: None, ..project.config.clone() }).sources.is_empty());
}
