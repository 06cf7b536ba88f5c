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
            error[template/render]: field `titel` is not defined. Available fields: breadcrumbs, canonical, content, date, date_text, description, edit_url, errors, extra, heading, helpful, kind, markdown, next, notice, path, previous, questions, related, report_url, source, structured_data, title, toc, translations, unpublished
              ╭▸ templates/page.html:2:16
              │
            2 │ <title>{{ page.titel.length }}</title>
              ╰╴               ━━━━━

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
            error[config/invalid]: unknown field `base-ulr`, expected one of `title`, `base-url`, `default-locale`, `locales`, `root-links`, `link-schemes`, `unsafe-html`, `llms`, `api`, `structured-data`, `fallback`, `git-history`, `publish`, `edit-link`, `feedback`, `content`, `out`, `index`, `templates`, `static`
              ╭▸ ajuda.toml:1:1
              │
            1 │ base-ulr = "https://example.com/"
              ╰╴━━━━━━━━

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
