//! A site built in shards and merged is the site that one build writes, byte for byte; shards that are not
//! those of one site are told apart, and then the old site stays.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};
use serde_json::Value;

use crate::project::{AJUDA, Output, Project};

/// The files below a folder, by their paths in it.
type Tree = Vec<(PathBuf, Vec<u8>)>;

const EVERYTHING: &str = r#"
title = "Everything"
base-url = "https://example.com/docs/"
default-locale = "en"
llms = true
api = true
structured-data = true
edit-link = "https://example.com/edit/{path}"
translations-page = true
versions = ["v2", "v1"]

[social-cards]
fonts = ["box.ttf"]
"#;

fn tree(project: &Project, folder: &str) -> Tree {
    let root = project.path(folder);
    let relative = |(path, bytes): (PathBuf, Vec<u8>)| (path.strip_prefix(&root).unwrap().to_owned(), bytes);
    project.tree(folder).into_iter().map(relative).collect()
}

#[track_caller]
fn same(name: &str, one: &Tree, other: &Tree) {
    let paths = |tree: &Tree| tree.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(one), paths(other), "{name}");
    for ((path, bytes), (_, other)) in one.iter().zip(other) {
        assert!(bytes == other, "{name}: {} differs", path.display());
    }
}

/// A site with everything switched on that a site can have, in four locales.
fn everything() -> Project {
    let mut project = Project::new()
        .file("ajuda.toml", EVERYTHING)
        .file("box.ttf", include_bytes!("../hostile/box.ttf"))
        .file("static/manual.pdf", "%PDF of the site")
        .file("static/theme/own.css", "body { color: red }")
        .file("templates/strings/de.ftl", "search = Finden\n")
        .file("content/en/files/data.csv", "a,b\n1,2\n")
        .file("content/_redirects", "/old /en/topic-2/page-2/\n/older https://example.org/\n")
        .file("content/en/v1/faq.md", "# Questions\n\n## Who was it?\n\nNobody.\n")
        .file("content/en/v2/faq.md", "# Questions\n\n## Who was it?\n\nSomebody.\n");
    for (locale, word) in [("en", "page"), ("pt-BR", "página"), ("de", "Seite"), ("ja", "ページ")] {
        for number in 0..if locale == "en" { 90 } else { 20 } {
            let (topic, next) = (number % 7, (number + 1) % 20);
            let text = format!(
                "---\ntitle: {word} {number}\ndate: 2026-01-{:02}\n---\n\nSee [the next](../topic-{}/page-{next}.md).\n\n\
                 ## How do I {number}?\n\nLike this.\n\n```rust\nfn f{topic}() {{}}\n```\n\n\
                 ## Error: E{number}01 is missing\n\n### Cause\n\nIt is.\n\n### Solution\n\nAdd it.\n",
                number % 28 + 1,
                next % 7
            );
            project = project.file(&format!("content/{locale}/topic-{topic}/page-{number}.md"), text);
        }
    }
    project
}

/// Builds all shards of a project into `shards/…`; what each printed.
fn shards(project: &Project, of: usize, options: &[&str]) -> Vec<Output> {
    let build = |number: usize| {
        let (shard, out) = (format!("{number}/{of}"), format!("shards/{number}"));
        project.run(["build", "--shard", &shard, "--out", &out].into_iter().chain(options.iter().copied()))
    };
    (1..=of).map(build).collect()
}

/// A small project whose site was built, and whose two shards are of another text.
fn halves() -> (Project, [Tree; 2]) {
    let project = Project::small();
    project.run(["build", "--quiet"]).code(0);
    let old = [tree(&project, "site"), tree(&project, ".ajuda/index")];
    project.write("content/en/new.md", "# New\n\nText.\n");
    for output in shards(&project, 2, &["--quiet"]) {
        output.code(0);
    }
    (project, old)
}

/// The merge stopped: this message, exit 2, the old site and index, and nothing left beside them.
#[track_caller]
fn stopped(project: &Project, old: &[Tree; 2], arguments: &[&str], message: Expect) {
    let output = project.run(["merge"].into_iter().chain(arguments.iter().copied()));
    output.code(2).stdout(expect![""]).stderr(message);
    same("the old site", &old[0], &tree(project, "site"));
    same("the old index", &old[1], &tree(project, ".ajuda/index"));
    for folder in [".", ".ajuda"] {
        let beside = project.list(folder);
        assert!(!beside.iter().any(|name| name.contains(".ajuda-")), "{beside:?}");
    }
}

#[test]
fn merged_shards_are_what_one_build_writes() {
    let project = everything();
    project.run(["build", "--quiet", "--out", "one", "--index", "one-index"]).code(0);
    let whole = [tree(&project, "one"), tree(&project, "one-index")];
    for made in [
        "social/en/topic-1/page-1.png",
        "en/topic-1/page-1/index.md",
        "old/index.html",
        "search/ja/index.json",
    ] {
        assert!(whole[0].iter().any(|(path, _)| path == Path::new(made)), "{made} is missing");
    }
    for of in [1, 2, 3, 7] {
        let _ = fs::remove_dir_all(project.path("shards"));
        for output in shards(&project, of, &["--quiet"]) {
            output.code(0);
        }
        project.run(["merge", "shards", "--quiet"]).code(0);
        same(&format!("the site of {of}"), &whole[0], &tree(&project, "site"));
        same(&format!("the index of {of}"), &whole[1], &tree(&project, ".ajuda/index"));
        let files = |shard: usize| tree(&project, &format!("shards/{shard}/site")).len();
        assert!((1..=of).all(|shard| files(shard) > 0), "a shard of {of} has nothing to do");
        // But for the marker, which says what the whole folder is.
        assert_eq!((1..=of).map(files).sum::<usize>(), whole[0].len() - 1, "of {of}, a file was made twice");
    }
    // What a build remembers of folders that a merge has replaced since makes no difference.
    project.run(["build", "--quiet"]).code(0);
    same("the site built again", &whole[0], &tree(&project, "site"));
    same("the index built again", &whole[1], &tree(&project, ".ajuda/index"));
}

#[test]
fn shards_lie_beside_the_index_and_come_from_other_machines() {
    let project = Project::small();
    project.run(["build", "--quiet", "--no-cache", "--out", "one", "--index", "one-index"]).code(0);
    project.run(["build", "--shard", "1/2"]).code(0).stderr(expect![[r#"
        built shard 1/2 with 1 page in 2 locales into `.ajuda/shard-1-of-2` in [time]: no findings
    "#]]);
    project.run(["build", "--shard", "2/2", "--quiet"]).code(0);
    assert_eq!(project.list("."), [".ajuda", "content", "one", "one-index"]);
    assert_eq!(project.list(".ajuda"), ["cache", "shard-1-of-2", "shard-2-of-2"]);
    // As an artifact: copies, without the marker, for readers alone.
    for (path, bytes) in tree(&project, ".ajuda") {
        if !path.ends_with(".ajuda-shard") {
            project.write(&format!("downloaded/{}", path.display()), bytes);
        }
    }
    fs::remove_dir_all(project.path(".ajuda")).unwrap();
    fs::remove_dir_all(project.path("content")).unwrap();
    let merged = project.run(["merge", "downloaded"]).code(0);
    merged.stdout(expect![""]).stderr(expect![[r#"
        merged 2 shards with 2 pages in 2 locales into `site` in [time]: no findings said by the shards
    "#]]);
    same("the site", &tree(&project, "one"), &tree(&project, "site"));
    same("the index", &tree(&project, "one-index"), &tree(&project, ".ajuda/index"));
    fs::remove_dir_all(project.path("downloaded")).unwrap();
    project.run(["search", "Anybody"]).code(0);
}

#[test]
fn a_merge_takes_the_place_of_an_older_site() {
    let (project, _) = halves();
    project.run(["merge", "shards/2", "shards/1", "--quiet"]).code(0);
    assert!(project.read("site/en/new/index.html").contains("</html>"));
    // A shard is whole in itself: it can be merged again.
    project.run(["merge", "shards/1", "shards/2", "--quiet"]).code(0);
}

#[test]
fn who_writes_into_a_merged_site_does_not_write_into_its_shards() {
    let (project, _) = halves();
    let before = tree(&project, "shards");
    for _ in 0..2 {
        project.run(["merge", "shards", "--quiet"]).code(0);
        for folder in ["site", ".ajuda/index"] {
            for (path, _) in tree(&project, folder) {
                let mut file =
                    fs::OpenOptions::new().append(true).open(project.path(folder).join(path)).unwrap();
                file.write_all(b"<!-- added -->").unwrap();
            }
        }
        same("the shards", &before, &tree(&project, "shards"));
    }
}

#[test]
fn what_a_dead_build_left_beside_a_shard_is_passed_over() {
    let (project, _) = halves();
    for (path, bytes) in tree(&project, "shards/2") {
        project.write(&format!("shards/.2.ajuda-77/{}", path.display()), bytes);
    }
    project.run(["merge", "shards", "--quiet"]).code(0);
    // Named, it is asked for.
    project.run(["merge", "shards/1", "shards/.2.ajuda-77", "--quiet"]).code(0);
}

#[test]
fn what_is_not_all_shards_of_one_site_is_refused() {
    let (project, old) = halves();
    stopped(
        &project,
        &old,
        &["shards/1"],
        expect![[r#"
        error: the shard `2/2` is missing: build it, and name its folder too
    "#]],
    );
    stopped(
        &project,
        &old,
        &["shards/2", "shards/1", "shards/2"],
        expect![[r#"
        error: `shards/2` and `shards/2` are both shard 2/2: name one of them
    "#]],
    );
    stopped(
        &project,
        &old,
        &["shards/1", "content"],
        expect![[r#"
        error: `content` is no shard: name the folders that `ajuda build --shard I/N` wrote
    "#]],
    );
    stopped(
        &project,
        &old,
        &["shards/1", "nowhere"],
        expect![[r#"
        error: `nowhere` is no shard: name the folders that `ajuda build --shard I/N` wrote
    "#]],
    );
    project.run(["build", "--quiet", "--shard", "2/3", "--out", "third"]).code(0);
    stopped(
        &project,
        &old,
        &["shards/1", "third"],
        expect![[r#"
        error: `shards/1` is shard 1/2 and `third` shard 2/3: build all shards of a site with the same number of them
    "#]],
    );
    let other = |options: &[&str]| {
        let arguments = ["build", "--quiet", "--shard", "2/2", "--out", "other"];
        project.run(arguments.into_iter().chain(options.iter().copied())).code(0);
    };
    other(&["--base-url", "https://example.com/"]);
    stopped(
        &project,
        &old,
        &["shards/1", "other"],
        expect![[r#"
        error: `shards/1` and `other` were built from different settings: build all shards of the same files with the same options
    "#]],
    );
    project.write("templates/strings/en.ftl", "search = Look for\n");
    other(&[]);
    stopped(
        &project,
        &old,
        &["shards/1", "other"],
        expect![[r#"
        error: `shards/1` and `other` were built from different templates or static files: build all shards of the same files with the same options
    "#]],
    );
    fs::remove_dir_all(project.path("templates")).unwrap();
    project.write("content/en/faq.md", "---\ntitle: Questions\n---\n\n## Who may enter?\n\nNobody.\n");
    other(&[]);
    stopped(
        &project,
        &old,
        &["shards/1", "other"],
        expect![[r#"
        error: `shards/1` and `other` were built from different content: build all shards of the same files with the same options
    "#]],
    );
    stopped(
        &project,
        &old,
        &["shards", "--out", "shards"],
        expect![[r#"
        error: `shards` would be replaced together with `shards/1`: name folders that do not lie in one another
    "#]],
    );
    stopped(
        &project,
        &old,
        &["shards", "--out", "."],
        expect![[r#"
        error: `.` would be replaced together with `.ajuda/index`: name folders that do not lie in one another
    "#]],
    );
}

#[test]
fn only_what_reaches_the_site_makes_shards_differ() {
    let (project, _) = halves();
    for place in ["elsewhere/content", "elsewhere/static"] {
        fs::create_dir_all(project.path(place)).unwrap();
    }
    for (path, bytes) in tree(&project, "content") {
        project.write(&format!("elsewhere/content/{}", path.display()), bytes);
    }
    project
        .run(["build", "--quiet", "--content", "elsewhere/content", "--shard", "2/2", "--out", "two"])
        .code(0);
    project.run(["merge", "shards/1", "two", "--quiet"]).code(0);
}

#[test]
fn a_file_that_is_not_as_it_was_written_is_refused() {
    let (project, old) = halves();
    let page = ["shards/1", "shards/2"].map(|shard| format!("{shard}/site/en/new/index.html"));
    let page = page.into_iter().find(|page| project.path(page).exists()).unwrap();
    let whole = fs::read(project.path(&page)).unwrap();
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 1;
    for (damaged, message) in [
        (
            &whole[..whole.len() / 2],
            expect![[r#"
            error: `shards/2/site/en/new/index.html` is not as it was written: copy the shard again, or build it again
        "#]],
        ),
        (
            &changed[..],
            expect![[r#"
            error: `shards/2/site/en/new/index.html` is not as it was written: copy the shard again, or build it again
        "#]],
        ),
    ] {
        fs::write(project.path(&page), damaged).unwrap();
        stopped(&project, &old, &["shards"], message);
    }
    fs::remove_file(project.path(&page)).unwrap();
    stopped(
        &project,
        &old,
        &["shards"],
        expect![[r#"
        error: `shards/2/site/en/new/index.html` is missing: copy the shard again, with its hidden files, or build it again
    "#]],
    );
    fs::write(project.path(&page), whole).unwrap();
    let manifest = project.read("shards/1/shard.json");
    for (damaged, message) in [
        (
            manifest.replace("\"pages\": 3", "\"pages\": 4"),
            expect![[r#"
            error: `shards/1/shard.json` is damaged: copy the shard again, or build it again
        "#]],
        ),
        (
            manifest.replace("\"version\": \"", "\"version\": \"9"),
            expect![[r#"
            error: `shards/1` was built by another program, ajuda 90.1.0, than this ajuda 0.1.0: build and merge with the same, on the same system
        "#]],
        ),
        (
            "{".to_owned(),
            expect![[r#"
            error: `shards/1/shard.json` is damaged: copy the shard again, or build it again: EOF while parsing an object at line 1 column 1
        "#]],
        ),
    ] {
        project.write("shards/1/shard.json", damaged);
        stopped(&project, &old, &["shards"], message);
    }
    project.write("shards/1/shard.json", manifest);
    project.run(["merge", "shards", "--quiet"]).code(0);
}

/// A manifest whose list of files was edited, and whose hash is right all the same.
fn forged(manifest: &str, edit: impl FnOnce(&mut serde_json::Map<String, Value>)) -> String {
    let mut manifest: Value = serde_json::from_str(manifest).unwrap();
    edit(manifest["files"].as_object_mut().unwrap());
    manifest["hash"] = "".into();
    let hash = blake3::hash(&serde_json::to_vec(&manifest).unwrap());
    manifest["hash"] = hash.to_hex()[..32].into();
    serde_json::to_string_pretty(&manifest).unwrap() + "\n"
}

#[test]
fn a_list_of_files_that_no_build_makes_is_refused() {
    let (project, old) = halves();
    let manifests = ["shards/1/shard.json", "shards/2/shard.json"].map(|manifest| project.read(manifest));
    assert_eq!(forged(&manifests[0], |_| ()), manifests[0]);
    let other: Value = serde_json::from_str(&manifests[1]).unwrap();
    let page = "site/en/new/index.html";
    let fingerprint = &other["files"][page];
    let refused = |path: &str, message: Expect| {
        let add = |files: &mut serde_json::Map<String, Value>| {
            files.insert(path.to_owned(), fingerprint.clone());
            files.sort_keys();
        };
        project.write("shards/1/shard.json", forged(&manifests[0], add));
        stopped(&project, &old, &["shards"], message);
    };
    refused(
        page,
        expect![[r#"
            error: `site/en/new/index.html` is in both `shards/1` and `shards/2`: build these shards again
        "#]],
    );
    for path in ["elsewhere/page.html", "shard.json", "site", "site/", "site/../page.html", "site//page.html"]
    {
        refused(
            path,
            expect![[r#"
            error: `shards/1/shard.json` is damaged: copy the shard again, or build it again
        "#]],
        );
    }
}

#[test]
fn a_manifest_that_is_too_long_is_not_read() {
    let (project, old) = halves();
    let manifest = fs::OpenOptions::new().write(true).open(project.path("shards/1/shard.json")).unwrap();
    manifest.set_len((1 << 30) + 1).unwrap();
    stopped(
        &project,
        &old,
        &["shards"],
        expect![[r#"
            error: could not read `shards/1/shard.json`: it is 1073741825 bytes long, more than the 1073741824 that are read
        "#]],
    );
}

#[test]
fn a_merge_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let (project, old) = halves();
    project.run(["merge", "shards", "--quiet", "--out", "new", "--index", "new-index"]).code(0);
    let new = [tree(&project, "new"), tree(&project, "new-index")];
    if !crate::injected::can_trace() {
        return;
    }
    let mut killed = 0;
    for call in ["linkat", "copy_file_range", "renameat2", "unlinkat"] {
        for number in [1, 2, 5] {
            let mut command = std::process::Command::new("strace");
            command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
            command.args([
                "-e",
                &format!("inject={call}:signal=KILL:when={number}"),
                AJUDA,
                "merge",
                "shards",
            ]);
            command.current_dir(project.path(".")).env("RAYON_NUM_THREADS", "1");
            killed += usize::from(!command.output().unwrap().status.success());
            for (folder, part) in [("site", 0), (".ajuda/index", 1)] {
                let found = tree(&project, folder);
                assert!(found == old[part] || found == new[part], "{call} {number}: {folder}");
            }
        }
    }
    assert!(killed > 3, "{killed} were killed");
    project.run(["merge", "shards", "--quiet"]).code(0);
    same("the site", &new[0], &tree(&project, "site"));
}

#[test]
fn each_finding_is_said_by_one_shard() {
    let mut project = Project::new()
        .file("content/en/TOC.md", "- [Gone](gone.md)\n")
        .file("content/_redirects", "/old /nowhere/\n")
        .file("templates/strings/no tag.ftl", "search = x\n");
    for number in 0..40 {
        let page = format!("# Page {number}\n\n[gone](gone-{number}.md)\n");
        project = project.file(&format!("content/en/topic-{}/page-{number}.md", number % 5), page);
    }
    let said = |output: &Output| -> Vec<String> { output.stdout.lines().map(str::to_owned).collect() };
    let mut whole = said(&project.run(["build", "--message-format", "json"]).code(1));
    let outputs = shards(&project, 3, &["--message-format", "json"]);
    assert!(outputs.iter().all(|output| output.code == Some(1) && !output.stdout.is_empty()));
    let mut together: Vec<String> = outputs.iter().flat_map(said).collect();
    assert!(whole.len() > 40);
    whole.sort();
    together.sort();
    assert_eq!(whole, together);
    project.run(["merge", "shards"]).code(0).stderr(expect![[r#"
        merged 3 shards with 40 pages in 1 locale into `site` in [time]: 43 errors said by the shards
    "#]]);
}

#[test]
fn warnings_of_other_shards_do_not_fail_a_strict_one() {
    let project = Project::small().file("content/en/odd.md", "#No space\n\nText.\n");
    let codes: BTreeSet<Option<i32>> =
        shards(&project, 2, &["--strict", "--quiet"]).into_iter().map(|output| output.code).collect();
    assert_eq!(codes, BTreeSet::from([Some(0), Some(1)]));
    project.run(["merge", "shards", "--quiet"]).code(0);
}

#[test]
fn a_template_that_fails_writes_no_shard() {
    let project = Project::small().file("templates/page.html", "{{ page.titel.length }}\n");
    let outputs = shards(&project, 2, &["--quiet"]);
    let failed = |output: &&Output| output.code == Some(2);
    assert!(outputs.iter().filter(failed).count() > 0, "{outputs:?}");
    for (number, output) in (1..).zip(&outputs) {
        assert_eq!(failed(&output), !project.path(&format!("shards/{number}")).exists());
        assert_eq!(failed(&output), output.stderr.contains("template/render"), "{}", output.stderr);
    }
}

#[test]
fn a_shard_is_written_where_nothing_else_is() {
    let project = Project::small();
    let build =
        |arguments: &[&str]| project.run(["build", "--shard"].into_iter().chain(arguments.iter().copied()));
    build(&["1/2", "--out", "content"]).code(2).stderr(expect![[r#"
        error: `content` would be replaced together with `content`: name folders that do not lie in one another
    "#]]);
    build(&["1/2", "--out", "content/shard"]).code(2).stderr(expect![[r#"
        error: `content/shard` would be content, as it lies in `content`: name another folder, or one whose name begins with `.`
    "#]]);
    build(&["1/2", "--out", "content/.shard", "--quiet"]).code(0).stderr(expect![[r#""#]]);
    build(&["1/2", "--index", "index"]).code(2).stderr(expect![[r#"
        error: the argument '--shard <I/N>' cannot be used with '--index <DIR>'

        Usage: ajuda build --shard <I/N>

        For more information, try '--help'.
    "#]]);
    for (out, other) in [
        (".ajuda", ".ajuda/index"),
        (".ajuda/index/shard", ".ajuda/index"),
        (".ajuda/cache", ".ajuda/cache"),
        ("site", "site"),
        ("site/shard", "site"),
    ] {
        let message = format!(
            "`{out}` would be replaced together with `{other}`: name folders that do not lie in one another"
        );
        assert_eq!(build(&["1/2", "--out", out]).code(2).stderr, format!("error: {message}\n"));
    }
    project.run(["build", "--quiet"]).code(0);
    build(&["1/2", "--out", "."]).code(2).stderr(expect![[r#"
        error: `.` would be replaced together with `site`: name folders that do not lie in one another
    "#]]);
    project.write("mine/thesis.txt", "years of work");
    build(&["1/2", "--out", "mine"]).code(2).stderr(expect![[r#"
        error: `[project]/mine` holds files that ajuda did not write, so it is not replaced: name another folder, or empty it
    "#]]);
    for (value, message) in [
        (
            "0/2",
            expect![[r#"
            error: invalid value '0/2' for '--shard <I/N>': of 2 shards the first is `1/2` and the last `2/2`

            For more information, try '--help'.
        "#]],
        ),
        (
            "3/2",
            expect![[r#"
            error: invalid value '3/2' for '--shard <I/N>': of 2 shards the first is `1/2` and the last `2/2`

            For more information, try '--help'.
        "#]],
        ),
        (
            "1/257",
            expect![[r#"
            error: invalid value '1/257' for '--shard <I/N>': there can be 1 to 256 shards

            For more information, try '--help'.
        "#]],
        ),
        (
            "2",
            expect![[r#"
            error: invalid value '2' for '--shard <I/N>': write which shard of how many, such as `2/4` for the second of four

            For more information, try '--help'.
        "#]],
        ),
        (
            "+1/2",
            expect![[r#"
            error: invalid value '+1/2' for '--shard <I/N>': write which shard of how many, such as `2/4` for the second of four

            For more information, try '--help'.
        "#]],
        ),
        (
            "1/99999999999",
            expect![[r#"
            error: invalid value '1/99999999999' for '--shard <I/N>': there can be 1 to 256 shards

            For more information, try '--help'.
        "#]],
        ),
    ] {
        build(&[value]).code(2).stderr(message);
    }
}
