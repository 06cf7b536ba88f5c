//! The same content gives the same bytes, of the site and of the index, whoever builds it, where, when
//! and on how many threads.
//!
//! A project is laid and built once for each row of the matrix, and held to the first. The golden site,
//! with everything switched on that a site can have and its history in git, is built for each row; the
//! program's own help centre for all of them at once.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::project::{AJUDA, Output, Project};

/// Every file below a folder, by its path.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// What a project consists of.
type Files = Vec<(String, Vec<u8>)>;

const BUILD: [&str; 3] = ["build", "--quiet", "--drafts"];

const EVERYTHING: &str = r#"
title = "Everything"
base-url = "https://example.com/docs/"
default-locale = "en"
llms = true
api = true
structured-data = true
git-history = true
edit-link = "https://example.com/edit/{path}"
translations-page = true
versions = ["v2", "v1"]

[social-cards]
fonts = ["content/box.ttf"]
"#;

/// A row: what it is called, in which order files are made, and how the program is run.
struct Row {
    name: &'static str,
    laid: fn(&mut Files),
    run: fn(&Project) -> Output,
}

const ROWS: &[Row] = &[
    Row { name: "again", laid: |_| {}, run: plain },
    Row { name: "over its own site", laid: |_| {}, run: twice },
    Row { name: "from what was kept", laid: |_| {}, run: from_kept },
    Row { name: "files made in the reverse order", laid: |files| files.reverse(), run: plain },
    Row { name: "files made in no order", laid: shuffle, run: plain },
    Row { name: "one thread", laid: |_| {}, run: |project| with(project, &[("RAYON_NUM_THREADS", "1")]) },
    Row { name: "two threads", laid: |_| {}, run: |project| with(project, &[("RAYON_NUM_THREADS", "2")]) },
    Row { name: "eight threads", laid: |_| {}, run: |project| with(project, &[("RAYON_NUM_THREADS", "8")]) },
    Row {
        name: "east of everybody",
        laid: |_| {},
        run: |project| with(project, &[("TZ", "Pacific/Kiritimati")]),
    },
    Row { name: "west of everybody", laid: |_| {}, run: |project| with(project, &[("TZ", "Etc/GMT+12")]) },
    Row { name: "in Turkish", laid: |_| {}, run: |project| with(project, &[("LC_ALL", "tr_TR.UTF-8")]) },
    Row {
        name: "in Portuguese",
        laid: |_| {},
        run: |project| with(project, &[("LANG", "pt_BR.ISO-8859-1"), ("LANGUAGE", "pt_BR:de")]),
    },
    Row { name: "in no language", laid: |_| {}, run: |project| with(project, &[("LC_ALL", "C")]) },
    Row { name: "without an environment", laid: |_| {}, run: bare },
    Row { name: "for oneself alone", laid: |_| {}, run: |project| masked(project, "077") },
    Row { name: "for everybody", laid: |_| {}, run: |project| masked(project, "000") },
    Row { name: "as somebody else", laid: |_| {}, run: |project| project.run_as_other(BUILD) },
    Row { name: "from another folder", laid: |_| {}, run: from_elsewhere },
    Row {
        name: "files of long ago",
        laid: |_| {},
        run: |project| aged(project, Duration::from_secs(86_400)),
    },
    Row {
        name: "files of the future",
        laid: |_| {},
        run: |project| aged(project, Duration::from_secs(4_000_000_000)),
    },
];

fn plain(project: &Project) -> Output {
    project.run(BUILD)
}

fn twice(project: &Project) -> Output {
    project.write("content/en/once.md", "# Once\n\nIt goes away again.\n");
    project.run(BUILD);
    fs::remove_file(project.path("content/en/once.md")).unwrap();
    project.run(BUILD);
    project.run(BUILD)
}

fn from_kept(project: &Project) -> Output {
    project.run(BUILD);
    for folder in ["site", ".ajuda/index"] {
        fs::remove_dir_all(project.path(folder)).unwrap();
    }
    project.run(BUILD)
}

fn with(project: &Project, variables: &[(&str, &str)]) -> Output {
    let mut command = project.command(BUILD);
    command.envs(variables.iter().copied());
    project.finish(command)
}

/// Only where programs are.
fn bare(project: &Project) -> Output {
    let mut command = project.command(BUILD);
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap());
    project.finish(command)
}

fn masked(project: &Project, mask: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", "umask \"$1\"; shift; exec \"$@\"", "sh", mask, AJUDA]).args(BUILD);
    command.current_dir(project.path("."));
    project.finish(command)
}

fn from_elsewhere(project: &Project) -> Output {
    let mut command = project.command(BUILD);
    command.current_dir("/").arg("--config").arg(project.path("ajuda.toml"));
    for (option, folder) in [("--content", "content"), ("--out", "site"), ("--index", ".ajuda/index")] {
        command.arg(option).arg(project.path(folder));
    }
    project.finish(command)
}

/// Every file was written this long after 1970.
fn aged(project: &Project, age: Duration) -> Output {
    for file in walkdir::WalkDir::new(project.path("content")).into_iter().map(Result::unwrap) {
        if file.file_type().is_file() {
            let file = File::options().append(true).open(file.path()).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + age).unwrap();
        }
    }
    plain(project)
}

/// Another order, the same each time.
fn shuffle(files: &mut Files) {
    files.sort_by_key(|(path, _)| {
        path.bytes().fold(7_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619))
    });
}

/// The files below a folder of this repository, as those of a project's `content`.
fn content(folder: &str) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let below = entry.path().strip_prefix(&root).unwrap();
            (format!("content/{}", below.to_str().unwrap()), fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn lay(files: &Files) -> Project {
    let project = Project::new();
    for (path, bytes) in files {
        project.write(path, bytes);
    }
    project
}

/// Two commits, the same each time: all files but one, and that one.
fn commit(project: &Project) {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.com",
            "-c",
            "init.defaultBranch=main",
        ]);
        command.args(arguments).current_dir(project.path("."));
        command.env("GIT_AUTHOR_DATE", "2026-03-31T23:30:00-03:00");
        command.env("GIT_COMMITTER_DATE", "2026-03-31T23:30:00-03:00");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "content"]);
    git(&["reset", "--quiet", "content/en/faq.md"]);
    git(&["commit", "--quiet", "--message", "All but one"]);
    git(&["add", "content"]);
    git(&["commit", "--quiet", "--message", "And that one"]);
}

/// What was built of a project.
fn outcome(project: &Project, output: &Output) -> (Option<i32>, Tree) {
    let mut all = Tree::new();
    for folder in ["site", ".ajuda/index"] {
        for (path, bytes) in project.tree(folder) {
            all.insert(path.strip_prefix(project.path(".")).unwrap().to_path_buf(), bytes);
        }
    }
    assert!(all.keys().any(|path| path.ends_with("index.html")), "{output:?}");
    assert!(all.keys().any(|path| path.ends_with("_messages/meta.json")), "{output:?}");
    (output.code, all)
}

#[track_caller]
fn same(name: &str, (code, first): &(Option<i32>, Tree), (other_code, other): &(Option<i32>, Tree)) {
    assert_eq!(code, other_code, "{name}");
    let paths = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(first), paths(other), "{name}");
    for (path, bytes) in first {
        if *bytes != other[path] {
            let (left, right) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other[path]));
            let differ = left.lines().zip(right.lines()).find(|(left, right)| left != right);
            panic!("{name}: {} differs: {differ:?}", path.display());
        }
    }
}

#[test]
fn nothing_around_a_build_reaches_its_bytes() {
    let mut files = content("tests/golden/content");
    files.push(("ajuda.toml".to_owned(), EVERYTHING.into()));
    files.push(("content/box.ttf".to_owned(), include_bytes!("../hostile/box.ttf").to_vec()));
    files.push(("content/en/v1/faq.md".to_owned(), "# Questions\n\n## Who was it?\n\nNobody.\n".into()));
    files.push(("content/en/draft.md".to_owned(), "---\ndraft: true\n---\n\n# Draft\n\nText.\n".into()));
    let first = lay(&files);
    commit(&first);
    let first = outcome(&first, &plain(&first));
    let dated = first.1.values().any(|bytes| String::from_utf8_lossy(bytes).contains("2026-03-31"));
    assert!(dated, "the history reached no page");
    for made in ["site/social/en/faq.png", "site/en/v1/faq/index.html", "site/en/translations/index.html"] {
        assert!(first.1.contains_key(Path::new(made)), "{made} is missing");
    }
    for row in ROWS {
        let mut laid = files.clone();
        (row.laid)(&mut laid);
        let project = lay(&laid);
        commit(&project);
        same(row.name, &first, &outcome(&project, &(row.run)(&project)));
    }
}

#[test]
fn nor_the_bytes_of_its_own_help_centre() {
    let mut files = content("content");
    let first = lay(&files);
    let first = outcome(&first, &plain(&first));
    shuffle(&mut files);
    let project = lay(&files);
    aged(&project, Duration::from_secs(86_400));
    let mut command = Command::new("sh");
    command.args(["-c", "umask 027; exec \"$@\"", "sh", AJUDA]).args(BUILD);
    command.current_dir(project.path(".")).env_clear().env("TZ", "Asia/Kathmandu");
    command.env("LC_ALL", "tr_TR.UTF-8").env("RAYON_NUM_THREADS", "7");
    command.env("PATH", std::env::var_os("PATH").unwrap());
    same("all at once", &first, &outcome(&project, &project.finish(command)));
}
