//! What one run keeps for the next: it is of use, and nobody can tell otherwise.

use std::fs;

use expect_test::expect;

use crate::project::Project;

/// Everything that a build leaves.
fn built(project: &Project) -> Vec<Vec<(std::path::PathBuf, Vec<u8>)>> {
    ["site", ".ajuda/index"].map(|folder| project.tree(folder)).into()
}

#[test]
fn a_build_from_what_was_kept_is_the_same() {
    let project = Project::small().file("content/en/broken.md", "# Broken\n\nSee [that](gone.md).\n");
    let first = project.run(["build"]).code(1);
    let without = built(&project);
    let is_known =
        |name: &String| ["built", "read"].contains(&name.as_str()) || name.starts_with("documents-");
    let kept = project.list(".ajuda/cache");
    assert!(kept.len() >= 3 && kept.iter().all(is_known), "{kept:?}");
    for folder in ["site", ".ajuda/index"] {
        fs::remove_dir_all(project.path(folder)).unwrap();
    }
    let second = project.run(["build"]).code(1);
    assert_eq!(first.stderr, second.stderr);
    assert!(built(&project) == without);
}

#[test]
fn nothing_is_kept_where_it_is_not_wanted() {
    let project = Project::small();
    project.run(["build", "--no-cache"]).code(0);
    assert_eq!(project.list(".ajuda"), ["index"]);
    project.run(["check"]).code(0);
    project.run(["export"]).code(0);
    assert_eq!(project.list(".ajuda"), ["index"]);
}

#[test]
fn what_was_kept_lies_beside_the_index() {
    let project = Project::small();
    project.run(["build", "--index", "made/index"]).code(0);
    assert_eq!(project.list("made"), [".ajuda-cache", "index"]);
    assert!(!project.path(".ajuda").exists());
    // There it would be replaced with the index.
    let project = Project::small();
    project.run(["build", "--index", "made/.ajuda-cache"]).code(0);
    project.run(["build", "--index", "made/.ajuda-cache"]).code(0);
    assert_eq!(project.list("made"), [".ajuda-cache"]);
    assert!(!project.list("made/.ajuda-cache").iter().any(|name| name.starts_with("documents-")));
}

#[test]
fn where_it_cannot_be_kept_the_site_is_built() {
    let project = Project::small().file(".ajuda/cache", "a file in its place");
    project.run(["build", "--quiet"]).code(0).stderr(expect![""]);
    let output = project.run(["build"]).code(0);
    assert!(
        output
            .stderr
            .starts_with("the next build will parse every page again: could not write `.ajuda/cache/"),
        "{}",
        output.stderr
    );
    assert!(project.path("site/en/faq/index.html").exists());
}

#[test]
fn what_was_kept_and_cannot_be_read_is_made_anew() {
    let project = Project::small();
    project.run(["build"]).code(0);
    let without = built(&project);
    for name in project.list(".ajuda/cache") {
        project.mode(&format!(".ajuda/cache/{name}"), 0o000);
    }
    project.run_as_other(["build"]).code(0);
    assert!(built(&project) == without);
    project.run_as_other(["build"]).code(0);
}
