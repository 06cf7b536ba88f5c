//! Every internal link of a built site leads somewhere: on our own help centre, on the golden site,
//! and on real documentation that nobody prepared for ajuda, where that lies beside the project.

mod crawl;

use std::path::{Path, PathBuf};
use std::process::Command;

use crawl::{Crawl, crawl};

/// Real documentation, a folder each, and whether it is looked at without being asked for.
const CORPORA: [(&str, bool); 5] =
    [("seed", true), ("nuget", true), ("ata", true), ("partner-center", false), ("commerce-kb", false)];

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Builds a content folder and follows the links of what came of it.
#[track_caller]
fn followed(content: &Path, base_url: Option<&str>) -> Crawl {
    let folder = tempfile::tempdir().unwrap();
    let mut build = Command::new(env!("CARGO_BIN_EXE_ajuda"));
    build.args([
        "build",
        "--quiet",
        "--message-format",
        "short",
        "--out",
        "site",
        "--index",
        "index",
        "--content",
    ]);
    build.arg(content).current_dir(folder.path());
    if let Some(url) = base_url {
        build.args(["--base-url", url]);
    }
    let output = build.output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{message}");
    let crawl = crawl(&folder.path().join("site"), base_url);
    println!(
        "{}: {} pages, {} links, {} dead",
        content.display(),
        crawl.pages,
        crawl.links,
        crawl.dead.len()
    );
    crawl
}

#[track_caller]
fn none_is_dead(crawl: &Crawl) {
    assert!(crawl.pages > 0 && crawl.links > crawl.pages, "{crawl:?}");
    let first: Vec<_> = crawl.dead.iter().take(20).collect();
    assert!(crawl.dead.is_empty(), "{} links lead nowhere, such as {first:#?}", crawl.dead.len());
}

#[test]
fn our_own_help_centre() {
    none_is_dead(&followed(&project().join("content"), None));
}

#[test]
fn our_own_help_centre_under_a_base_path() {
    none_is_dead(&followed(&project().join("content"), Some("https://example.com/help/")));
}

#[test]
fn the_golden_site() {
    none_is_dead(&crawl(&project().join("tests/golden/site"), Some("https://example.com/docs/")));
}

#[test]
fn real_documentation() {
    let all = std::env::var_os("AJUDA_CORPORA").is_some_and(|which| which == "all");
    let corpora: PathBuf = project().join("../shared/corpora");
    if !corpora.is_dir() {
        println!("NOT RUN: there is no real documentation at `{}`", corpora.display());
        return;
    }
    for (name, by_default) in CORPORA {
        if !by_default && !all {
            println!("{name}: left out; AJUDA_CORPORA=all looks at it too");
            continue;
        }
        let corpus = corpora.join(name);
        if corpus.is_dir() {
            none_is_dead(&followed(&corpus, None));
        } else {
            println!("NOT RUN: there is no `{}`", corpus.display());
        }
    }
}

#[test]
fn a_dead_link_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    write(
        "index.html",
        "<a href=en/>x</a> <a href='en/a%20b/#%C3%A9'>x</a> <a href=https://elsewhere/x>x</a>",
    );
    write(
        "en/index.html",
        "<a href=../>x</a><img src=none.png><a href='a b/#none'>x</a><a href=../../>x</a>",
    );
    write("old.html", "<meta http-equiv=refresh content='0; url=gone/'>");
    write("sitemap.xml", "<urlset><url><loc>https://host/docs/en/lost/</loc></url></urlset>");
    write("en/a b/index.html", "<h1 id=é><a href=#top href=/none/>x</a></h1><a href=/docs/en/>x</a>");
    let dead = |base| crawl(folder.path(), base).dead.into_iter().map(|dead| dead.link).collect::<Vec<_>>();
    assert_eq!(dead(None), ["/docs/en/", "../../", "a b/#none", "none.png", "gone/"]);
    assert_eq!(
        dead(Some("https://host/docs/")),
        ["../../", "a b/#none", "none.png", "gone/", "https://host/docs/en/lost/"]
    );
}
