//! Drafts and pages whose day has not come, and old addresses that lead on.

use expect_test::expect;

use crate::crawl::crawl;
use crate::project::Project;

fn with_drafts() -> Project {
    Project::small()
        .file("content/en/draft.md", "---\ntitle: Draft\ndraft: true\n---\n\nNot yet.\n")
        .file("content/en/later.md", "---\ntitle: Later\ndate: 2999-01-31\n---\n\nIn time.\n")
        .file("content/en/now.md", "---\ntitle: Now\ndate: 2020-01-31\n---\n\nThere.\n")
}

#[test]
fn what_is_not_published_yet_is_left_out_of_a_build() {
    let project = with_drafts();
    project.run(["build"]).code(0).stderr(expect![[r#"
        built 3 pages in 2 locales into `site` in [time]: no findings (2 pages that are not published yet are left out)
    "#]]);
    assert!(!project.path("site/en/draft").exists() && !project.path("site/en/later").exists());
    assert!(project.path("site/en/now/index.html").exists());
    assert!(!project.read("site/sitemap.xml").contains("later"));
}

#[test]
fn it_is_built_and_marked_where_it_is_asked_for() {
    let project = with_drafts();
    project.run(["build", "--drafts", "--quiet"]).code(0);
    assert!(project.read("site/en/draft/index.html").contains("Draft: this page is not published."));
    let later = project.read("site/en/later/index.html");
    assert!(later.contains("Not published before <time datetime=\"2999-01-31\">"), "{later}");
    assert!(!project.read("site/en/now/index.html").contains("class=\"notice"));
}

#[test]
fn old_addresses_of_other_tools_lead_on() {
    let project = Project::small()
        .file("static/_redirects", "/old /en/faq/\n/gone/page.html https://example.com/x\n/news/* /en/faq/\n")
        .file(
            ".openpublishing.redirection.json",
            r#"{ "redirections": [
                { "source_path": "content/pt-BR/leads/old.md", "redirect_url": "/pt-BR/faq#quem" },
                { "source_path_from_root": "/content/en/lost.md", "redirect_url": "/en/nowhere" }
            ] }"#,
        )
        .file("content/pt-BR/faq.md", "# Perguntas\n\n## Quem? {#quem}\n\nNós.\n");
    project.run(["build", "--base-url", "https://example.com/help/"]).code(1).stderr(expect![[r#"
        warning[redirect/invalid]: the redirect was left out: a page cannot stand for many addresses
          ╭▸ static/_redirects:3:1
          │
        3 │ /news/* /en/faq/
          │ ━━━━━━━━━━━━━━━━
          │
          ╰ help: write one old path, one new place and no more, or leave it to the host

        error[link/missing-page]: `/en/nowhere` is not a page of this site
          ╭▸ .openpublishing.redirection.json:3:84
          │
        3 │                 { "source_path_from_root": "/content/en/lost.md", "redirect_url": "/en/nowhere" }
          ╰╴                                                                                   ━━━━━━━━━━━

        built 2 pages in 2 locales into `site` in [time]: 1 error and 1 warning
    "#]]);
    let leads = |path: &str| {
        let page = project.read(&format!("site/{path}"));
        page.split("0; url=").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    assert_eq!(leads("old/index.html"), "../en/faq/");
    assert_eq!(leads("gone/page.html"), "https://example.com/x");
    assert_eq!(leads("pt-br/leads/old/index.html"), "../../faq/#quem");
    assert!(!project.path("site/en/lost").exists());
    assert_eq!(crawl(&project.path("site"), Some("https://example.com/help/")).dead, []);
}

#[test]
fn every_language_has_a_page_for_addresses_that_do_not_exist() {
    let project = Project::small();
    project.run(["build", "--quiet", "--base-url", "https://example.com/help/"]).code(0);
    let page = project.read("site/pt-br/404.html");
    assert!(page.contains("<html lang=\"pt-BR\"") && page.contains("Página não encontrada"), "{page}");
    // It may be served at any depth.
    assert!(page.contains("src=\"/help/theme/") && page.contains("/not-found.js\""), "{page}");
    assert!(project.read("site/404.html").contains("<html lang=\"en\""));
}
