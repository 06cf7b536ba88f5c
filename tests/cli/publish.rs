//! `ajuda publish`, to a bare repository on this machine.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};

use expect_test::expect;

use crate::crawl::crawl;
use crate::project::{Output, Project};

/// Where the settings below say that the remote is.
const GITHUB: &str = "https://github.com/Contoso/help.git";

/// A site in a repository whose remote is `bare.git` beside it.
fn repository() -> Project {
    let project = Project::new()
        .file("work/content/en/index.md", "# Help\n\nSee [the questions](faq.md).\n")
        .file("work/content/en/faq.md", "---\ntitle: Questions\n---\n\n## Who may enter?\n\nAnybody.\n")
        .file("work/notes.txt", "not committed yet");
    git(&project, ".", ["init", "--quiet", "--bare", "bare.git"]);
    git(&project, "work", ["init", "--quiet", "--initial-branch", "main"]);
    git(&project, "work", ["remote", "add", "origin", GITHUB]);
    let bare = project.path("bare.git");
    git(&project, "work", ["config", &format!("url.{}.insteadOf", bare.display()), GITHUB]);
    git(&project, "work", ["add", "content"]);
    git(&project, "work", ["commit", "--quiet", "--message", "First"]);
    project
}

/// Git and ajuda see nothing of what the person who runs the tests has set up.
fn alone(command: &mut Command) {
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{name}_NAME"), "Ada").env(format!("GIT_{name}_EMAIL"), "ada@example.com");
    }
}

#[track_caller]
pub(crate) fn git<'a>(
    project: &Project,
    folder: &str,
    arguments: impl IntoIterator<Item = &'a str>,
) -> String {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(project.path(folder));
    alone(&mut command);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

fn command<'a>(project: &Project, arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = project.command(["publish"].into_iter().chain(arguments));
    command.current_dir(project.path("work"));
    alone(&mut command);
    command
}

#[track_caller]
fn publish<'a>(project: &Project, arguments: impl IntoIterator<Item = &'a str>) -> Output {
    let mut output = project.finish(command(project, arguments));
    output.stdout = sizes_named(&output.stdout);
    output.stderr = commits_named(&output.stderr);
    output
}

/// Sizes, and what pages and files stand around those that were written, change with the theme.
fn sizes_named(text: &str) -> String {
    let sums = |line: &str| line.split_whitespace().next().map(|name| format!("{name}  [sums]\n"));
    let line = |line: &str| match line.strip_prefix("    ") {
        Some(page) if page.contains("/faq/") || page.contains("/new/") => Some(format!("{line}\n")),
        Some(_) => None,
        None => sums(line),
    };
    text.lines().filter_map(line).collect()
}

fn commits_named(text: &str) -> String {
    let word = |word: &str| match word.len() == 9 && word.bytes().all(|b| b.is_ascii_hexdigit()) {
        true => "[commit]".to_owned(),
        false => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn tip(project: &Project) -> String {
    git(project, "bare.git", ["rev-parse", "refs/heads/gh-pages"])
}

/// Everything in the person's folder, their repository among it.
fn work(project: &Project) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    project.tree("work")
}

#[test]
fn the_first_time_then_again_then_with_a_change() {
    let project = repository();
    let before = work(&project);
    publish(&project, ["--yes"])
        .code(0)
        .stdout(expect![[r#"
            pages  [sums]
            files  [sums]
            bytes  [sums]
                + en/faq/
        "#]])
        .stderr(expect![[r#"
        built 2 pages for https://contoso.github.io/help/: no findings
        published [commit] to `origin`, branch `gh-pages`
          https://contoso.github.io/help/
        if this is the first time: in the repository's settings, under Pages, choose the branch `gh-pages`
    "#]]);
    let first = tip(&project);
    assert_eq!(git(&project, "bare.git", ["rev-list", "--count", &first]), "1");
    assert_eq!(work(&project), before, "the working tree or its repository was touched");

    publish(&project, ["--yes"]).code(0).stdout(expect![[""]]).stderr(expect![[r#"
        built 2 pages for https://contoso.github.io/help/: no findings
        nothing to publish: `gh-pages` on `origin` is this site already
    "#]]);
    assert_eq!(tip(&project), first);

    project.write("work/content/en/faq.md", "---\ntitle: Questions\n---\n\n## Who may leave?\n\nNobody.\n");
    project.write("work/content/en/new.md", "# New\n");
    publish(&project, ["--yes", "--message", "Say who may leave"])
        .code(0)
        .stdout(expect![[r#"
            pages  [sums]
            files  [sums]
            bytes  [sums]
                ~ en/faq/
                + en/new/
        "#]])
        .stderr(expect![[r#"
            built 3 pages for https://contoso.github.io/help/: no findings
            published [commit] to `origin`, branch `gh-pages`
              https://contoso.github.io/help/
        "#]]);
    assert_eq!(git(&project, "bare.git", ["rev-parse", "refs/heads/gh-pages^"]), first);
    assert_eq!(git(&project, "bare.git", ["log", "-1", "--format=%s", "gh-pages"]), "Say who may leave");
}

#[test]
fn the_published_site_works_below_the_repository_s_name() {
    let project = repository();
    publish(&project, ["--yes", "--quiet"]).code(0).stdout(expect![""]).stderr(expect![""]);
    git(&project, ".", ["clone", "--quiet", "--branch", "gh-pages", "bare.git", "served"]);
    let base_url = "https://contoso.github.io/help/";
    assert!(project.read("served/en/faq/index.html").contains(&format!("\"{base_url}en/faq/\"")));
    let crawl = crawl(&project.path("served"), Some(base_url));
    assert!(crawl.pages > 4 && crawl.dead.is_empty(), "{crawl:#?}");
    assert!(project.path("served/.nojekyll").exists());
}

#[test]
fn the_theme_of_pages_that_readers_have_open_stays() {
    let project = repository();
    let themes = || {
        let listed = git(&project, "bare.git", ["ls-tree", "--name-only", "gh-pages", "theme/"]);
        listed.lines().map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let mut seen = Vec::new();
    for number in 0..4 {
        project.write("work/static/theme/brand.css", format!("p {{ order: {number} }}\n"));
        publish(&project, ["--yes", "--quiet"]).code(0);
        seen.push(themes());
    }
    assert_eq!(seen.iter().map(BTreeSet::len).collect::<Vec<_>>(), [1, 2, 2, 2]);
    // The present one and the last one.
    assert!(seen.windows(3).all(|runs| runs[1].intersection(&runs[2]).count() == 1), "{seen:?}");
    assert!(seen[1].intersection(&seen[3]).count() == 0, "{seen:?}");
    let nothing = publish(&project, ["--yes"]).code(0);
    assert!(nothing.stderr.contains("nothing to publish"), "{}", nothing.stderr);
    // What only the content changed leaves both alone.
    project.write("work/content/en/new.md", "# New\n");
    publish(&project, ["--yes", "--quiet"]).code(0);
    assert_eq!(themes(), seen[3]);
}

#[test]
fn a_dry_run_pushes_nothing_and_lists_every_page() {
    let project = repository();
    for number in 0..30 {
        project.write(&format!("work/content/en/page-{number}.md"), format!("# Page {number}\n"));
    }
    let output = project.finish(command(&project, ["--dry-run"])).code(0);
    assert_eq!(output.stdout.lines().filter(|line| line.starts_with("    + en/page-")).count(), 30);
    assert_eq!(git(&project, "bare.git", ["for-each-ref"]), "");
}

#[test]
fn nobody_there_to_ask_means_no() {
    let project = repository();
    publish(&project, []).code(2);
    assert_eq!(git(&project, "bare.git", ["for-each-ref"]), "");
}

#[test]
fn findings_keep_a_site_from_being_published() {
    let project = repository();
    project.write("work/content/en/faq.md", "# Questions\n\n[x](nowhere.md)\n");
    publish(&project, ["--yes"]).code(1).stdout(expect![[""]]).stderr(expect![[r#"
        error[link/missing-page]: `nowhere.md` is not a page of this site
          ╭▸ content/en/faq.md:3:5
          │
        3 │ [x](nowhere.md)
          │     ━━━━━━━━━━
          │
          ╰ help: did you mean `index.md`?

        not published: 1 error
    "#]]);
    assert_eq!(git(&project, "bare.git", ["for-each-ref"]), "");
    publish(&project, ["--yes", "--quiet", "--allow-errors"]).code(0);
    tip(&project);
}

/// A `git` that does something before it pushes.
fn before_a_push(project: &Project, script: &str) -> String {
    let real = Command::new("sh").args(["-c", "command -v git"]).output().unwrap();
    let real = String::from_utf8(real.stdout).unwrap();
    let real = real.trim();
    project.write(
        "bin/git",
        format!(
            "#!/bin/sh\nREAL={real}\ncase \" $* \" in *' push '*)\n{script}\n;; esac\nexec \"$REAL\" \"$@\"\n"
        ),
    );
    project.mode("bin/git", 0o755);
    format!("{}:{}", project.path("bin").display(), std::env::var("PATH").unwrap())
}

#[test]
fn a_remote_that_moved_in_the_meantime_is_left_alone() {
    let project = repository();
    publish(&project, ["--yes", "--quiet"]).code(0);
    let first = tip(&project);
    let tree = git(&project, "bare.git", ["rev-parse", "gh-pages^{tree}"]);
    let other = git(&project, "bare.git", ["commit-tree", &tree, "-p", &first, "-m", "Somebody else's"]);
    let bare = project.path("bare.git");
    let path = before_a_push(
        &project,
        &format!("\"$REAL\" --git-dir '{}' update-ref refs/heads/gh-pages {other}", bare.display()),
    );
    project.write("work/content/en/new.md", "# New\n");
    let before = work(&project);
    let mut publishing = command(&project, ["--yes"]);
    publishing.env("PATH", path);
    let refused = project.finish(publishing).code(2);
    assert!(
        refused.stderr.ends_with(
            "error: not published: somebody else published to `gh-pages` on `origin` in the meantime; look at it and publish again\n"
        ),
        "{}",
        refused.stderr
    );
    assert_eq!(tip(&project), other);
    assert_eq!(work(&project), before);
    // Again, upon what is there now.
    publish(&project, ["--yes", "--quiet"]).code(0);
    assert_eq!(git(&project, "bare.git", ["rev-parse", "gh-pages^"]), other);
}

#[test]
fn a_remote_that_refuses_is_left_alone() {
    let project = repository();
    project.write("bare.git/hooks/pre-receive", "#!/bin/sh\necho 'the branch is protected' >&2\nexit 1\n");
    project.mode("bare.git/hooks/pre-receive", 0o755);
    let before = work(&project);
    let refused = publish(&project, ["--yes"]).code(2);
    assert!(refused.stderr.contains("`origin` refused the push"), "{}", refused.stderr);
    assert!(refused.stderr.contains("the branch is protected"), "{}", refused.stderr);
    assert_eq!(git(&project, "bare.git", ["for-each-ref"]), "");
    assert_eq!(work(&project), before);
}

#[test]
fn killed_midway_nothing_is_changed_and_the_next_one_tidies_up() {
    let project = repository();
    publish(&project, ["--yes", "--quiet"]).code(0);
    let first = tip(&project);
    project.write("work/content/en/new.md", "# New\n");
    let before = work(&project);
    // The remote tells that it has the push in its hands, and waits for a word that never comes.
    let (told, never) = (project.path("told"), project.path("never"));
    let made = Command::new("mkfifo").args([&told, &never]).status().unwrap();
    assert!(made.success());
    let hook = format!("#!/bin/sh\necho here > '{}'\ncat '{}'\n", told.display(), never.display());
    project.write("bare.git/hooks/pre-receive", hook);
    project.mode("bare.git/hooks/pre-receive", 0o755);
    let mut publishing = command(&project, ["--yes"]);
    publishing.process_group(0).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = publishing.spawn().unwrap();
    let mut word = String::new();
    fs::File::open(&told).unwrap().read_to_string(&mut word).unwrap();
    assert_eq!(word, "here\n");
    let group = format!("-{}", child.id());
    assert!(Command::new("kill").args(["-KILL", "--", &group]).status().unwrap().success());
    child.wait().unwrap();

    assert_eq!(tip(&project), first);
    let is_ours = |(path, _): &(std::path::PathBuf, Vec<u8>)| {
        !path.to_str().unwrap().contains("/.git/.ajuda-publish.ajuda-")
    };
    let left: Vec<_> = work(&project).into_iter().filter(is_ours).collect();
    assert_eq!(left, before);
    fs::remove_file(project.path("bare.git/hooks/pre-receive")).unwrap();
    publish(&project, ["--yes", "--quiet"]).code(0);
    assert_ne!(tip(&project), first);
    assert_eq!(work(&project), before, "what was left over is still there");
}

#[test]
fn a_branch_that_holds_something_else_is_not_replaced() {
    let project = repository();
    git(&project, "work", ["push", "--quiet", "origin", "main"]);
    publish(&project, ["--yes", "--branch", "main"]).code(2).stdout(expect![[""]]).stderr(expect![[r#"
        error: the branch `main` on `origin` holds files that ajuda did not write: name another branch, or replace them with `--replace`
    "#]]);
    publish(&project, ["--yes", "--branch", "main", "--replace", "--quiet"]).code(0);
    assert_eq!(git(&project, "bare.git", ["rev-list", "--count", "main"]), "2");
}

#[test]
fn a_domain_of_its_own_decides_the_address_and_stays() {
    let project = repository();
    project.write("work/static/CNAME", "help.example.com\n");
    publish(&project, ["--yes", "--quiet"]).code(0);
    let page = |project: &Project| git(project, "bare.git", ["show", "gh-pages:en/faq/index.html"]);
    assert!(page(&project).contains("\"https://help.example.com/en/faq/\""));
    // Set in the host's settings, the domain is in the branch alone.
    fs::remove_file(project.path("work/static/CNAME")).unwrap();
    publish(&project, ["--yes"]).code(0).stderr(expect![[r#"
        built 2 pages for https://help.example.com/: no findings
        nothing to publish: `gh-pages` on `origin` is this site already
    "#]]);
    assert!(page(&project).contains("\"https://help.example.com/en/faq/\""));
    assert_eq!(git(&project, "bare.git", ["show", "gh-pages:CNAME"]), "help.example.com");
}

#[test]
fn any_remote_and_branch_from_the_settings() {
    let project = repository();
    git(&project, ".", ["init", "--quiet", "--bare", "other.git"]);
    let settings = "base-url = \"https://example.com/help/\"\n\n[publish]\nremote = \"../other.git\"\nbranch = \"site\"\n";
    project.write("work/ajuda.toml", settings);
    publish(&project, ["--yes"]).code(0).stderr(expect![[r#"
        built 2 pages for https://example.com/help/: no findings
        published [commit] to `../other.git`, branch `site`
          https://example.com/help/
    "#]]);
    assert!(
        git(&project, "other.git", ["show", "site:sitemap.xml"]).contains("https://example.com/help/en/faq/")
    );
}

#[test]
fn what_is_missing_is_said() {
    let project = repository();
    publish(&project, ["--yes", "--remote", "upstream"]).code(2).stderr(expect![[r#"
        error: the repository has no remote `upstream`: name one, or an address, with `--remote`
    "#]]);
    publish(&project, ["--yes", "--branch", "a..b"]).code(2).stderr(expect![[r#"
        error: `a..b` cannot be the name of a branch
    "#]]);
    publish(&project, ["--yes", "--remote", "../none.git"]).code(2).stderr(expect![[r#"
        error: could not read the remote `../none.git`: git says: '../none.git' does not appear to be a git repository; Could not read from remote repository.; Please make sure you have the correct access rights; and the repository exists.
    "#]]);
    let alone = Project::small();
    let output = alone.run(["publish", "--yes"]).code(2);
    assert!(
        output.stderr.contains("lies in no git repository: name the address to push to with `--remote`"),
        "{}",
        output.stderr
    );
}
