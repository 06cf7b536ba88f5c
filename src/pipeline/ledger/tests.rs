//! What is taken over never shows: after any edits, a build is the build from nothing, byte by byte. And it is
//! of use: what an edit does not reach is taken over.

use std::collections::BTreeMap;
use std::fs as disk;
use std::path::Path;
use std::time::SystemTime;

use tempfile::TempDir;

use super::*;
use crate::model::{Locale, Versions};
use crate::pipeline::{Built, build};

mod reach;

/// Numbers that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }
}

struct Project {
    folder: TempDir,
    config: Config,
}

/// A picture of a page that takes no time.
const CARD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"12\" height=\"6\"></svg>\n";

/// Another entry of the sidebar.
const ENTRY: &str = "{% component navigation_entry(entry, below) %}<li>{{ entry.title }}{{ below | safe }}</li>{% endcomponent navigation_entry %}\n";

const LOCALES: [&str; 3] = ["en", "pt-BR", "ja"];

impl Project {
    fn new() -> Project {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let config = Config {
            out: at("site"),
            index: at("index"),
            cache: Some(at("cache")),
            base_url: Some("https://example.com/help/".to_owned()),
            structured_data: true,
            drafts: true,
            today: Some(jiff::civil::date(2025, 7, 1)),
            llms: true,
            api: true,
            translations_page: true,
            versions: Versions::new(vec!["v2".to_owned(), "v1".to_owned()]),
            ..Config::without_file(Some(&at("content")))
        };
        let project = Project { folder, config };
        let mut dice = Dice(3);
        for locale in LOCALES {
            for number in 0..5 {
                project.write_page(&format!("{locale}/a/{number}.md"), &mut dice, number);
            }
            project.write_page(&format!("{locale}/v1/a/0.md"), &mut dice, 0);
            project.write(&format!("content/{locale}/index.md"), "# Home\n\nSee [first](a/0.md).\n");
            project.write(&format!("content/{locale}/_part.md"), "A **part**.\n");
        }
        project.write("content/en/picture.svg", &picture(10));
        project
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.folder.path().join(path);
        disk::create_dir_all(file.parent().unwrap()).unwrap();
        disk::write(&file, text).unwrap();
    }

    fn remove(&self, path: &str) {
        let _ = disk::remove_file(self.folder.path().join(path));
    }

    /// Writes a page of which every part may be another than before.
    fn write_page(&self, path: &str, dice: &mut Dice, step: usize) {
        let mut text = String::from("---\n");
        let settings = [
            ("title", dice.one_of(&["", "", "A title", "Another title", "Third"])),
            ("description", dice.one_of(&["", "", "What it is", "What else it is"])),
            ("weight", dice.one_of(&["", "", "1", "7", "-3"])),
            ("date", dice.one_of(&["", "2024-01-01", "2025-05-05", "2026-01-01"])),
            ("draft", dice.one_of(&["", "", "", "", "true"])),
            ("aliases", dice.one_of(&["", "", "[/en/old/]", "[/en/older/, /en/old/]"])),
            ("translation", dice.one_of(&["", "", "machine"])),
            ("kind", dice.one_of(&["", "", "faq", "troubleshooting"])),
            ("extra", dice.one_of(&["", "", "one", "two"])),
        ];
        for (name, value) in settings.iter().filter(|(_, value)| !value.is_empty()) {
            text += &format!("{name}: {value}\n");
        }
        text += "---\n\n";
        for _ in 0..dice.below(5) {
            let number = dice.below(8);
            text += &match dice.below(9) {
                0 => format!("# Heading {number}\n\n"),
                1 => format!("## Part {{#part-{number}}}\n\nText {step}.\n\n"),
                2 => format!("See [it](../a/{number}.md#part-{}).\n\n", dice.below(8)),
                3 => "![Picture](/en/picture.svg)\n\n[!INCLUDE [x](../_part.md)]\n\n".to_owned(),
                4 => format!("## How do I do {number}?\n\nLike this: {step}.\n\n"),
                5 => format!(
                    ":::error{{#e{number} code=\"NU{number}101\"}} The package {step} is missing\nAdd it, see [that]({}.md).\n:::\n\n",
                    dice.below(8)
                ),
                6 => format!("```rust\nfn a{number}() {{}}\n```\n\n"),
                7 => format!("1. Open {number}.\n2. Close {step}.\n\n"),
                _ => format!("Words of {step}.\n\n"),
            };
        }
        self.write(&format!("content/{path}"), &text);
    }

    /// Changes something.
    fn edit(&mut self, dice: &mut Dice, step: usize) {
        let locale = dice.one_of(&LOCALES);
        let folder = dice.one_of(&["a", "a", "a", "a/c", "b", "v1/a", "v1/b"]);
        let path = format!("{locale}/{folder}/{}.md", dice.below(6));
        match dice.below(22) {
            0..8 => self.write_page(&path, dice, step),
            8 | 9 => self.remove(&format!("content/{path}")),
            10 => {
                let to = self.folder.path().join(format!("content/{locale}/b/{step}.md"));
                disk::create_dir_all(to.parent().unwrap()).unwrap();
                let _ = disk::rename(self.folder.path().join("content").join(path), to);
            }
            11 => self.write(&format!("content/{locale}/_part.md"), &format!("A **part** {step}.\n")),
            12 => match dice.below(3) {
                0 => self.remove(&format!("content/{locale}/TOC.md")),
                _ => self.write(
                    &format!("content/{locale}/TOC.md"),
                    &format!("# Help {step}\n\n* [N {step}](a/{}.md)\n  * [M](a/1.md)\n* [O](../en/a/0.md#part-1)\n", dice.below(5)),
                ),
            },
            13 => self.write("content/en/picture.svg", &picture(10 + dice.below(3))),
            14 => {
                let (path, text) = match dice.below(5) {
                    0 => ("strings/ja.ftl", format!("next = つぎ {step}\n")),
                    1 => ("404.html", format!("<p>Not here {step}</p>\n")),
                    2 => ("social-card.svg", CARD.replace("12", &format!("1{}", dice.below(9)))),
                    3 => ("partials/navigation.html", ENTRY.replace("li", dice.one_of(&["li", "div"]))),
                    _ => ("partials/contents.html", format!("<p>Footer {step}</p>\n")),
                };
                match dice.below(3) {
                    0 => self.remove(&format!("templates/{path}")),
                    _ => self.write(&format!("templates/{path}"), &text),
                }
            }
            15 => match dice.below(4) {
                0 => self.remove("static/theme/own.css"),
                1 => self.write("static/theme/own.css", &format!("p {{ margin: {step}px }}\n")),
                2 => self.write("static/search/ja/own.txt", &format!("{step}")),
                _ => self.remove("static/search/ja/own.txt"),
            },
            16 => match dice.below(2) {
                // In the place of a page.
                0 => self.write("static/en/a/0/index.html", &format!("<p>{step}</p>")),
                _ => self.remove("static/en/a/0/index.html"),
            },
            17 => self.config.title = [None, Some(format!("Help {step}"))][dice.below(2)].clone(),
            18 => match dice.below(6) {
                0 => self.config.llms = !self.config.llms,
                1 => self.config.structured_data = !self.config.structured_data,
                2 => self.config.edit_link = Some(format!("https://example.com/{step}/{{path}}")),
                3 => self.config.base_url = Some(format!("https://example.com/{step}/")),
                4 => self.config.drafts = !self.config.drafts,
                _ => self.config.today = Some(jiff::civil::date(2023 + dice.below(4) as i16, 7, 1)),
            },
            19 => {
                let text = dice.one_of(&["", "fallback = false\n", "[fallback]\nja = [\"pt-BR\"]\n"]);
                let written = Config::parse(text.to_owned(), "ajuda.toml", self.folder.path());
                self.config.fallback = written.unwrap().fallback;
            }
            20 => self.config.default_locale = Locale::parse(dice.one_of(&LOCALES)),
            _ => self.disturb(dice),
        }
    }

    /// Changes what the last build left.
    fn disturb(&self, dice: &mut Dice) {
        // Without its marker a folder is somebody else's, and not written.
        let mut some = |folder: &Path| {
            let files: Vec<String> = tree(folder).into_keys().filter(|path| !path.starts_with('.')).collect();
            (!files.is_empty()).then(|| files[dice.below(files.len())].clone())
        };
        let (of_site, of_index) = (some(&self.config.out), some(&self.config.index));
        match dice.below(5) {
            0 => self.remove("cache/built"),
            1 => self.write("cache/built", "something else"),
            2 => of_site.into_iter().for_each(|path| self.remove(&format!("site/{path}"))),
            3 => of_site.into_iter().for_each(|path| self.write(&format!("site/{path}"), "changed by hand")),
            _ => of_index.into_iter().for_each(|path| self.remove(&format!("index/{path}"))),
        }
    }

    fn build(&self) -> Built {
        build(&self.config, &|_| {}).unwrap()
    }

    /// The same from nothing, and what it leaves.
    fn clean(&self) -> (Built, [BTreeMap<String, Vec<u8>>; 2]) {
        let folder = tempfile::tempdir().unwrap();
        let (out, index) = (folder.path().join("site"), folder.path().join("index"));
        let config = Config { out: out.clone(), index: index.clone(), cache: None, ..self.config.clone() };
        (build(&config, &|_| {}).unwrap(), [tree(&out), tree(&index)])
    }

    /// Builds, and holds what that leaves and finds to a build from nothing.
    fn is_as_from_nothing(&self, when: &str) {
        let (built, (clean, [site, index])) = (self.build(), self.clean());
        assert_eq!(built.diagnostics, clean.diagnostics, "{when}");
        let [own_site, own_index] = self.left();
        for (own, from_nothing) in [(&own_site, &site), (&own_index, &index)] {
            assert!(own.keys().eq(from_nothing.keys()), "{when}");
            let other = own.iter().find(|(path, bytes)| from_nothing.get(*path) != Some(*bytes));
            assert_eq!(other.map(|(path, _)| path), None, "{when}");
        }
    }

    fn left(&self) -> [BTreeMap<String, Vec<u8>>; 2] {
        [tree(&self.config.out), tree(&self.config.index)]
    }

    fn ledger(&self) -> Ledger {
        read(&self.config.cache.as_ref().unwrap().join(FILE)).unwrap()
    }

    /// The files of the site that a build wrote since.
    fn written_since(&self, then: &BTreeMap<String, SystemTime>) -> Vec<String> {
        let now = times(&self.config.out).into_iter();
        now.filter(|(path, time)| then.get(path) != Some(time)).map(|(path, _)| path).collect()
    }
}

fn picture(width: usize) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"20\"></svg>\n")
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::list(folder).unwrap_or_default().into_iter();
    files.map(|(path, _)| (path.clone(), disk::read(folder.join(path)).unwrap())).collect()
}

fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let time = |path: &str| disk::metadata(folder.join(path)).unwrap().modified().unwrap();
    fs::list(folder).unwrap().into_iter().map(|(path, _)| (path.clone(), time(&path))).collect()
}

#[test]
fn after_any_edits_a_build_is_the_build_from_nothing() {
    for (seed, steps, has_cards) in [(1, 40, false), (7, 40, false), (5, 6, true)] {
        let mut project = Project::new();
        if has_cards {
            project.config.card_fonts =
                vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts/boxes.ttf")];
        }
        let mut dice = Dice(seed);
        for step in 0..steps {
            for _ in 0..=dice.below(2) {
                project.edit(&mut dice, step);
            }
            project.is_as_from_nothing(&format!("seed {seed}, step {step}"));
        }
    }
}

#[test]
fn after_no_edit_nothing_is_written() {
    let project = Project::new();
    project.build();
    let (ledger, times_before) = (project.ledger(), times(&project.config.out));
    project.build();
    assert_eq!(project.written_since(&times_before), [] as [&str; 0]);
    assert_eq!(project.ledger(), ledger);
}

/// Gives a file the time that it had.
fn put_back(file: &Path, time: SystemTime) {
    disk::File::options().append(true).open(file).unwrap().set_modified(time).unwrap();
}

#[cfg(unix)]
#[test]
fn what_is_copied_is_not_read_again_unless_it_may_be_another() {
    let project = Project::new();
    project.build();
    let entered = || read(&project.config.cache.as_ref().unwrap().join(FILE)).unwrap().files;
    let before = entered();
    assert!(before.contains_key("en/picture.svg"));
    project.build();
    assert_eq!(entered(), before);
    let file = project.config.content.join("en/picture.svg");
    let time = disk::metadata(&file).unwrap().modified().unwrap();
    assert_eq!(picture(10).len(), picture(11).len());
    disk::write(&file, picture(11)).unwrap();
    put_back(&file, time);
    project.is_as_from_nothing("a picture of the same length and time");
}

#[test]
fn a_part_of_the_index_that_was_damaged_is_made_anew_whatever_its_time_says() {
    let project = Project::new();
    project.build();
    for (path, mut bytes) in tree(&project.config.index) {
        let file = project.config.index.join(&path);
        let time = disk::metadata(&file).unwrap().modified().unwrap();
        let Some(last) = bytes.last_mut() else { continue };
        *last ^= 1;
        disk::write(&file, &bytes).unwrap();
        put_back(&file, time);
    }
    project.is_as_from_nothing("damaged");
}

#[test]
fn a_time_in_whole_seconds_says_nothing() {
    let project = Project::new();
    project.build();
    let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    times(&project.config.out).keys().for_each(|path| put_back(&project.config.out.join(path), long_ago));
    project.build();
    let page = project.config.out.join("en/a/0/index.html");
    let text = disk::read_to_string(&page).unwrap();
    disk::write(&page, text.replace("<p>", "<b>")).unwrap();
    put_back(&page, long_ago);
    project.is_as_from_nothing("whole seconds");
}

#[test]
fn a_part_that_is_taken_over_in_part_leaves_the_old_folder_as_it_is() {
    let project = Project::new();
    project.build();
    let web = tree(&project.config.out).into_keys().find(|path| path.starts_with("search/en/r/")).unwrap();
    project.remove(&format!("site/{web}"));
    let before = project.left();
    // So that the new folders do not take the place of the old ones.
    project.write("templates/page.html", "{{ nothing.of.the.sort }}");
    assert!(!project.build().written);
    assert!(project.left() == before);
    project.remove("templates/page.html");
    project.is_as_from_nothing("in part");
}

#[test]
fn a_first_build_elsewhere_leaves_the_ledger_of_a_site_that_stands() {
    let project = Project::new();
    project.build();
    let file = project.config.cache.as_ref().unwrap().join(FILE);
    let before = disk::read(&file).unwrap();
    let elsewhere = Config { out: project.folder.path().join("other"), ..project.config.clone() };
    build(&elsewhere, &|_| {}).unwrap();
    assert!(disk::read(&file).unwrap() == before);
    build(&elsewhere, &|_| {}).unwrap();
    assert!(disk::read(&file).unwrap() != before);
}
