//! The search pages: everything from A to Z for those without JavaScript, and what browsers are told.

use std::fmt::Write as _;

use crate::project::Project;

#[test]
fn a_small_site_lists_everything_on_one_page() {
    let project = Project::new()
        .file("content/en/faq.md", "# Questions\n\n## Who may enter?\n\nAnyone.\n")
        .file("content/en/élan.md", "# Élan\n\nText.\n")
        .file("content/en/404.md", "# 404 & more\n\nText.\n");
    project.run(["build", "--quiet"]).code(0);
    let page = project.read("site/en/search/index.html");
    let order = [
        "<h3 id=\"ajuda_letter-1\">0–9</h3>",
        "<a href=\"../404/\">404 &amp; more</a>",
        ">E</h3>",
        "<a href=\"../%C3%A9lan/\">Élan</a>",
        ">Q</h3>",
        "<a href=\"../faq/#who-may-enter\">Who may enter?</a> <small>Question · Questions</small>",
    ];
    let list = &page[page.find("ajuda_a-z").unwrap()..];
    let places: Vec<Option<usize>> = order.iter().map(|text| list.find(text)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{page}");
    assert!(!page.contains("opensearch"), "without a base URL there is no OpenSearch description");
    assert!(!project.path("site/en/opensearch.xml").exists());
    let home = project.read("site/en/index.html");
    assert!(home.contains("<form class=\"search-form\" action=\"search/\""), "{home}");
}

#[test]
fn a_large_site_has_a_page_for_each_letter_and_none_grows_past_a_measure() {
    let mut questions = "# Zebra\n\n".to_owned();
    for number in 0..450 {
        let _ = write!(questions, "## How does part {number} work?\n\nWell.\n\n");
    }
    let project = Project::new().file("content/en/zebra.md", &questions);
    project.run(["build", "--quiet"]).code(0);
    let search = project.read("site/en/search/index.html");
    for (url, name) in [("h/", "H"), ("h-2/", "H 2"), ("z/", "Z")] {
        assert!(search.contains(&format!("<a href=\"{url}\">{name}</a>")), "{search}");
    }
    assert!(!search.contains("How does part"), "{search}");
    let first = project.read("site/en/search/h/index.html");
    assert_eq!(first.matches("How does part").count(), 400);
    assert!(first.contains("<a href=\"../../zebra/#how-does-part-0-work\">"), "{first}");
    assert!(first.contains("<a href=\"./\" aria-current=\"page\">H</a>"), "{first}");
    assert_eq!(project.read("site/en/search/h-2/index.html").matches("How does part").count(), 50);
}

#[test]
fn the_authors_own_page_wins() {
    let project = Project::new().file("content/en/search.md", "# My own\n\nText.\n");
    project
        .run(["build", "--quiet", "--base-url", "https://example.com/"])
        .code(0)
        .stderr(expect_test::expect![""]);
    let page = project.read("site/en/search/index.html");
    assert!(page.contains("My own") && !page.contains("ajuda_a-z"), "{page}");
    assert!(!project.path("site/en/opensearch.xml").exists());
}

#[test]
fn browsers_are_told_where_to_search() {
    let project = Project::new().file("content/pt-BR/um.md", "# Um\n\nTexto.\n");
    project.run(["build", "--quiet", "--base-url", "https://example.com/a/"]).code(0);
    let page = project.read("site/pt-br/um/index.html");
    assert!(page.contains("href=\"../opensearch.xml\""), "{page}");
    let description = project.read("site/pt-br/opensearch.xml");
    let template = "template=\"https://example.com/a/pt-br/search/?q={searchTerms}\"";
    assert!(description.contains(template), "{description}");
}
