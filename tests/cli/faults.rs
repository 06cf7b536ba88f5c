//! What goes wrong, and what is left then: the message, the exit code, and a whole site.
//!
//! A fault of a page is reported and the rest of the site is built (exit 1). A fault of a template
//! or of the machine stops the build, and the old site stays byte for byte (exit 2).

use std::path::PathBuf;
use std::process::Command;

use expect_test::{Expect, expect};

use crate::project::{AJUDA, Output, Project, is_root};

type Tree = Vec<(PathBuf, Vec<u8>)>;

/// A project whose site was built while all was well, and the bytes of that site.
#[track_caller]
fn built() -> (Project, Tree) {
    let project = Project::small();
    project.run(["build", "--quiet"]).code(0);
    let site = project.tree("site");
    assert!(site.iter().any(|(path, _)| path.ends_with("pt-br/faq/index.html")));
    (project, site)
}

/// The build stopped: this message, exit 2, the old site, and nothing left beside it.
#[track_caller]
fn stopped(project: &Project, old: &Tree, output: Output, message: Expect) {
    output.code(2).stdout(expect![""]).stderr(message);
    assert!(project.tree("site") == *old, "the old site was touched");
    let beside = project.list(".");
    assert!(!beside.iter().any(|name| name.starts_with(".site.")), "{beside:?}");
}

/// The build went on: this message, exit 1, and pages that the fault does not concern.
#[track_caller]
fn went_on(project: &Project, output: Output, message: Expect) {
    output.code(1).stdout(expect![""]).stderr(message);
    for page in ["en/faq", "pt-br/faq"] {
        assert!(project.read(&format!("site/{page}/index.html")).contains("</html>"), "{page}");
    }
    let beside = project.list(".");
    assert!(!beside.iter().any(|name| name.starts_with(".site.")), "{beside:?}");
}

#[test]
fn a_template_that_does_not_parse() {
    let (project, old) = built();
    project.write("templates/page.html", "<!doctype html>\n<title>{{ page.title }</title>\n");
    let output = project.run(["build", "--quiet"]);
    stopped(
        &project,
        &old,
        output,
        expect![[r#"
        error[template/syntax]: found `}` but expected }}
          ╭▸ templates/page.html:2:22
          │
        2 │ <title>{{ page.title }</title>
          ╰╴                     ━

    "#]],
    );
}

#[test]
fn a_template_that_does_not_render() {
    let (project, old) = built();
    project.write("templates/page.html", "<!doctype html>\n<title>{{ page.titel.length }}</title>\n");
    let output = project.run(["build", "--quiet"]);
    stopped(
        &project,
        &old,
        output,
        expect![[r#"
            error[template/render]: field `titel` is not defined
              ╭▸ templates/page.html:2:16
              │
            2 │ <title>{{ page.titel.length }}</title>
              │                ━━━━━
              │
              ╰ help: did you mean `title`?

        "#]],
    );
}

#[test]
fn a_sidebar_without_its_component() {
    let (project, old) = built();
    project
        .write("templates/partials/navigation.html", "{% component mine(entry) %}{% endcomponent mine %}\n");
    let output = project.run(["build", "--quiet"]);
    stopped(
        &project,
        &old,
        output,
        expect![[r#"
        error[template/render]: component 'navigation_entry' not found
         ─▸ templates/partials/navigation.html

    "#]],
    );
}

#[test]
fn yaml_that_does_not_parse() {
    let (project, _) = built();
    project.write("content/en/broken.md", "---\ntitle: a: b\n---\n\nThe text.\n");
    let output = project.run(["build", "--quiet"]);
    went_on(
        &project,
        output,
        expect![[r#"
        error[front-matter/invalid-yaml]: the front matter does not parse: mapping values are not allowed in this context
          ╭▸ content/en/broken.md:2:9
          │
        2 │ title: a: b
          │         ━━━
          │
          ╰ help: put text that holds `:`, `#` or quotes between quotes; the fields that could be read are used

    "#]],
    );
}

#[test]
fn a_file_that_is_not_utf_8() {
    let (project, _) = built();
    project.write("content/pt-BR/antigo.md", b"# T\xedtulo\n");
    let output = project.run(["build", "--quiet"]);
    went_on(
        &project,
        output,
        expect![[r#"
        error[source/not-utf8]: byte 0xED is not UTF-8, so the page was left out
          ╭▸ content/pt-BR/antigo.md:1:4
          │
        1 │ # T�tulo
          │    ━
          │
          ╰ help: save the file as UTF-8; it may be Windows-1252 or UTF-16 now

    "#]],
    );
    assert!(!project.path("site/pt-br/antigo").exists());
}

#[test]
fn two_sources_for_one_url() {
    let (project, _) = built();
    project.write("content/en/plans.md", "# Plans\n\nOne.\n");
    project.write("content/en/plans/index.md", "# Plans\n\nOther.\n");
    let output = project.run(["build", "--quiet"]);
    went_on(
        &project,
        output,
        expect![[r#"
        error[page/duplicate-url]: `en/plans.md` is at `/en/plans/` already, so this page was left out
         ╭▸ content/en/plans/index.md
         ╰ help: rename one of the files, or give one a `slug` in its front matter

    "#]],
    );
    assert!(project.read("site/en/plans/index.html").contains("</html>"));
}

#[test]
fn a_symbolic_link_back_to_a_folder_above_it() {
    let (project, _) = built();
    let project = project.link("content/en/again", "..");
    let output = project.run(["build", "--quiet"]);
    went_on(
        &project,
        output,
        expect![[r#"
        error[source/symlink-loop]: the symbolic link leads back to the content folder itself; it was not followed
         ╭▸ content/en/again
         ╰ help: remove the link

    "#]],
    );
}

#[test]
fn a_folder_that_may_not_be_read() {
    let (project, _) = built();
    project.write("content/en/private/plan.md", "# Plan\n\nSecret.\n");
    project.mode("content/en/private", 0o000);
    let output = project.run_as_other(["build", "--quiet"]);
    project.mode("content/en/private", 0o755);
    went_on(
        &project,
        output,
        expect![[r#"
        error[source/unreadable]: could not be read: permission denied
         ╭▸ content/en/private
         ╰ help: give the user that runs `ajuda` the right to read it, or remove it

    "#]],
    );
}

#[test]
fn a_folder_that_may_not_be_written_beside() {
    let (project, old) = built();
    project.write("content/en/new.md", "# New\n\nText.\n");
    project.mode(".", 0o555);
    let output = project.run_as_other(["build", "--quiet"]);
    project.mode(".", 0o755);
    stopped(
        &project,
        &old,
        output,
        expect![[r#"
        error: could not write beside `[project]/site`: Permission denied (os error 13)
    "#]],
    );
}

#[test]
fn a_target_that_holds_files_of_somebody_else() {
    let project = Project::small().file("site/thesis.txt", "years of work");
    let old = project.tree("site");
    let output = project.run(["build", "--quiet"]);
    stopped(
        &project,
        &old,
        output,
        expect![[r#"
        error: `[project]/site` holds files that ajuda did not write, so it is not replaced: name another folder, or empty it
    "#]],
    );
}

#[test]
fn no_content_folder() {
    let project = Project::new();
    project.run(["build", "--quiet"]).code(2).stdout(expect![""]).stderr(expect![[r#"
        error: `content` is not a folder; name the folder of markdown with `--content DIR`
    "#]]);
    assert!(!project.path("site").exists());
}

#[test]
fn settings_with_an_unknown_key() {
    let (project, old) = built();
    project.write("ajuda.toml", "base-ulr = \"https://example.com/\"\n");
    let output = project.run(["build", "--quiet"]);
    stopped(
        &project,
        &old,
        output,
        expect![[r#"
            error[config/invalid]: unknown field `base-ulr`
              ╭▸ ajuda.toml:1:1
              │
            1 │ base-ulr = "https://example.com/"
              │ ━━━━━━━━
              │
              ╰ help: did you mean `base-url`?

        "#]],
    );
}

/// Builds into a disk of 8 MB twice, the second time with an attachment that does not fit. The disk
/// exists in this script's mount namespace only, and is gone with it.
const FULL_DISK: &str = r#"
set -u
mkdir disk && mount -t tmpfs -o size=8m tmpfs disk || exit 77
"$1" build --quiet --out disk/site --index disk/index || exit 1
cp -a disk/site before
head -c 16000000 /dev/zero >content/en/film.mp4
"$1" build --quiet --out disk/site --index disk/index 2>message
echo "exit $?"
cat message
diff -r before disk/site && echo "the old site is whole"
ls -A disk
"#;

#[test]
fn a_disk_that_is_full() {
    let project = Project::small();
    let mut command = Command::new("unshare");
    command.arg(if is_root() { "-m" } else { "-rm" }).args(["sh", "-c", FULL_DISK, "sh", AJUDA]);
    let output = match command.current_dir(project.path(".")).output() {
        Ok(output) if output.status.code() == Some(0) => output,
        other => {
            println!("NOT RUN: a small disk needs root or user namespaces here, and `unshare`: {other:?}");
            return;
        }
    };
    expect![[r#"
        exit 2
        error: could not copy `content/en/film.mp4` to `[project]/disk/site/en/film.mp4`: No space left on device (os error 28)
        the old site is whole
        .ajuda-cache
        index
        site
    "#]].assert_eq(&project.plain(&output.stdout));
}

#[test]
fn a_kill_in_the_middle_of_a_build() {
    let (project, old) = built();
    for page in 0..400 {
        project.write(&format!("content/en/more/{page}.md"), format!("# Page {page}\n\nText.\n"));
    }
    let (sender, events) = std::sync::mpsc::channel();
    let mut watcher = notify::recommended_watcher(sender).unwrap();
    notify::Watcher::watch(&mut watcher, &project.path("."), notify::RecursiveMode::NonRecursive).unwrap();
    let mut child = project.command(["build", "--quiet"]).spawn().unwrap();
    // The stage appears beside the site, and is then written file by file.
    let is_stage = |path: &PathBuf| path.file_name().unwrap().as_encoded_bytes().starts_with(b".site.ajuda-");
    while !events.recv().unwrap().unwrap().paths.iter().any(is_stage) {}
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(project.tree("site") == old, "the old site was touched");
    // The next build clears the dead stage away.
    project.run(["build", "--quiet"]).code(0);
    assert!(!project.list(".").iter().any(|name| name.starts_with(".site.")), "{:?}", project.list("."));
    assert!(project.path("site/en/more/399/index.html").exists());
}

#[test]
fn two_builds_at_once() {
    let (project, old) = built();
    let stage = ajuda::fs::Stage::begin(&project.path("site"), ".ajuda-site").unwrap();
    let output = project.run(["build", "--quiet"]);
    output.code(2).stdout(expect![""]).stderr(expect![[r#"
        error: another `ajuda` is writing `[project]/site`: wait until it has ended, then run this again
    "#]]);
    drop(stage);
    assert!(project.tree("site") == old, "the old site was touched");
    project.run(["build", "--quiet"]).code(0);
}

/// How often a build is killed; `AJUDA_KILLS=200` for a long run.
fn kills() -> u32 {
    std::env::var("AJUDA_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(12)
}

#[test]
fn a_kill_at_any_moment_leaves_one_whole_site_and_one_whole_index() {
    let project = Project::small();
    let write = |text: &str| {
        for page in 0..60 {
            let source =
                format!("---\ntitle: Page {page}\n---\n\n## What is {text}?\n\nThe {text} of {page}.\n");
            project.write(&format!("content/en/more/{page}.md"), source);
        }
    };
    // What the site is with either text, and how long a build takes here and now.
    let mut sites = Vec::new();
    let mut longest = std::time::Duration::ZERO;
    for text in ["apple", "pear"] {
        write(text);
        let started = std::time::Instant::now();
        project.run(["build", "--quiet"]).code(0);
        longest = longest.max(started.elapsed());
        sites.push(project.tree("site"));
    }
    let mut outcomes = [0, 0];
    for kill in 0..kills() {
        let at =
            sites.iter().position(|site| *site == project.tree("site")).expect("neither of the two sites");
        write(["pear", "apple"][at]);
        let mut command = project.command(["build", "--quiet"]);
        let mut child = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
        let mut said = child.stderr.take().unwrap();
        let (sender, ended) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let _ = std::io::Read::read_to_end(&mut said, &mut Vec::new());
            let _ = sender.send(());
        });
        // The moments are spread over the build, and a little beyond its end.
        let moment = longest * (kill * 7 % kills()) / kills() * 11 / 10;
        let _ = ended.recv_timeout(moment);
        let _ = child.kill();
        child.wait().unwrap();
        let site = project.tree("site");
        let found = sites.iter().position(|other| *other == site);
        let found =
            found.unwrap_or_else(|| panic!("killed after {moment:?}: neither the old site nor the new one"));
        outcomes[usize::from(found != at)] += 1;
        let search = project.run(["search", "--json", "page"]);
        assert_eq!(search.code, Some(0), "killed after {moment:?}: {}", search.stderr);
    }
    println!("{} kills: {} old, {} new", kills(), outcomes[0], outcomes[1]);
    project.run(["build", "--quiet"]).code(0);
    let left = project.list(".");
    assert!(left.iter().all(|name| !name.starts_with(".site.")), "{left:?}");
}

/// Builds over an old site on a file system with room for ever more files, so that the making of each
/// of them fails once (every fifth, to be quick), until one build has room for all.
const EVERY_FILE: &str = r#"
set -u
mkdir disk && mount -t tmpfs -o size=64m,nr_inodes=4000 tmpfs disk || exit 77
"$1" build --quiet --out disk/site --index disk/index || exit 1
cp -a disk/site before
printf '\nMore.\n' >>content/en/faq.md
"$1" build --quiet --out after --index after-index || exit 1
used=$(find disk | wc -l)
failed=0
for more in $(seq 1 5 2000); do
    mount -o remount,nr_inodes=$((used + more)) disk || exit 77
    "$1" build --quiet --out disk/site --index disk/index 2>message
    code=$?
    if [ $code = 0 ]; then diff -r after disk/site && echo "then the new one, whole"; break; fi
    failed=$((failed + 1))
    diff -r before disk/site || { echo "broken with room for $more files"; exit 1; }
    [ $code = 2 ] && grep -q '^error: could not' message || { echo "exit $code"; cat message; exit 1; }
    "$1" search --index disk/index --quiet enter >/dev/null || { echo "no index with room for $more files"; exit 1; }
done
[ $failed -ge 10 ] && echo "many failed, and left the old site whole"
ls -A disk
"#;

#[test]
fn a_file_system_that_fails_at_every_file() {
    let project = Project::small();
    let mut command = Command::new("unshare");
    command.arg(if is_root() { "-m" } else { "-rm" }).args(["sh", "-c", EVERY_FILE, "sh", AJUDA]);
    let output = command.current_dir(project.path(".")).output();
    let output = match output {
        Ok(output) if output.status.code() != Some(77) => output,
        other => {
            println!("NOT RUN: a small disk needs root or user namespaces here, and `unshare`: {other:?}");
            return;
        }
    };
    assert_eq!(
        project.plain(&output.stdout),
        "then the new one, whole\nmany failed, and left the old site whole\n.ajuda-cache\nindex\nsite\n",
        "{}",
        project.plain(&output.stderr)
    );
}

#[test]
fn an_index_that_is_damaged_or_of_somebody_else() {
    let (project, _) = built();
    let files: Vec<PathBuf> = project.tree(".ajuda/index").into_iter().map(|(path, _)| path).collect();
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        let flipped: Vec<u8> = bytes.iter().map(|byte| byte ^ 0x55).collect();
        for damaged in [&bytes[..bytes.len() / 2], b"", b"{}", &flipped] {
            std::fs::write(&file, damaged).unwrap();
            for arguments in [["search", "enter"], ["explain", "something is broken"]] {
                let output = project.run(arguments);
                let place = file.display();
                assert!(matches!(output.code, Some(0..=2)), "{place}: {output:?}");
                assert!(!output.stderr.contains("panicked"), "{place}: {output:?}");
                if output.code == Some(2) {
                    assert!(output.stderr.contains("run `ajuda build`"), "{place}: {output:?}");
                }
            }
        }
        std::fs::write(&file, &bytes).unwrap();
    }
    // Whatever was there, a build writes a whole one.
    project.write(".ajuda/index/index.json", "{}");
    project.run(["build", "--quiet"]).code(0);
    project.run(["search", "enter"]).code(0);
}

#[test]
fn no_file_can_be_opened_any_more() {
    let (project, old) = built();
    for most in [4, 8, 12, 16, 24] {
        let script = format!("ulimit -n {most}; exec \"$0\" build --quiet");
        let output =
            Command::new("sh").args(["-c", &script, AJUDA]).current_dir(project.path(".")).output().unwrap();
        let said = project.plain(&output.stderr);
        assert!(!said.contains("panicked at"), "{most}: {said}");
        assert!(matches!(output.status.code(), Some(0 | 2)), "{most}: {said}");
        assert!(project.tree("site") == old, "{most}: the site was touched");
    }
}

#[test]
fn the_memory_is_used_up() {
    let (project, old) = built();
    project.write("content/en/more.md", "# More\n\n```rust\nlet a = 1;\n```\n");
    let run = |most: u32, arguments: &str| {
        let script = format!("ulimit -v {}; exec \"$0\" {arguments}", most * 1024);
        let mut command = Command::new("sh");
        command.args(["-c", &script, AJUDA]).env("RAYON_NUM_THREADS", "2").env_remove("RUST_BACKTRACE");
        command.current_dir(project.path(".")).output().unwrap()
    };
    let mut failed = 0;
    for most in (20..400).step_by(10) {
        // Too little for the system to load the program.
        if !run(most, "--version").status.success() {
            continue;
        }
        let output = run(most, "build --quiet");
        let said = project.plain(&output.stderr);
        if output.status.code() == Some(0) {
            assert!(project.path("site/en/more/index.html").exists(), "{most} MB");
            break;
        }
        failed += 1;
        assert!(project.tree("site") == old, "{most} MB: the site was touched: {said}");
        assert!(!said.trim().is_empty() && !said.contains("panicked at"), "{most} MB: {said}");
    }
    assert!(failed > 0, "nothing needed more than the least memory");
}

#[test]
fn files_that_come_and_go_while_they_are_read() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let (project, _) = built();
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0_usize.. {
                if ended.load(Ordering::Relaxed) {
                    break;
                }
                let file = format!("content/en/here-{}.md", round % 40);
                match round % 3 {
                    0 => project.write(&file, format!("# Page\n\n{}\n", "Text. ".repeat(round % 2000))),
                    1 => drop(std::fs::remove_file(project.path(&file))),
                    _ => drop(std::fs::rename(project.path(&file), project.path("content/en/moved.md"))),
                }
            }
        });
        for _ in 0..20 {
            let output = project.run(["build", "--quiet"]);
            assert!(matches!(output.code, Some(0..=2)), "{output:?}");
            assert!(!output.stderr.contains("ajuda broke"), "{output:?}");
            // Whatever was read, what is published is whole: every page of the tree is one that links to it.
            let crawled = crate::crawl::crawl(&project.path("site"), None);
            assert!(crawled.dead.is_empty(), "{:?}", crawled.dead);
            assert_eq!(project.run(["search", "--json", "enter"]).code, Some(0));
        }
        ended.store(true, Ordering::Relaxed);
    });
}
