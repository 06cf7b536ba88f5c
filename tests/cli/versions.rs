//! Several versions of a product in one help centre.

use crate::project::Project;

/// Two versions: `start` in both, `gone` in the old one alone, `new` in the latest alone.
fn project() -> Project {
    Project::new()
        .file("ajuda.toml", "base-url = \"https://example.com/\"\nversions = [\"v3\", \"v2\"]\n")
        .file("content/en/index.md", "# Contoso\n")
        .file(
            "content/en/start.md",
            "---\ndate: 2026-11-01\n---\n\n# Start\n\nZebra three. See [new](new.md).\n",
        )
        .file("content/en/new.md", "# New\n\nGiraffe.\n")
        .file("content/en/v2/index.md", "# Contoso 2\n")
        .file(
            "content/en/v2/start.md",
            "---\ndate: 2026-10-01\n---\n\n# Start\n\nZebra two. See [gone](gone.md).\n",
        )
        .file("content/en/v2/gone.md", "# Gone\n\nOkapi.\n")
        .file("content/pt-BR/start.md", "# Início\n")
        .file("content/pt-BR/v2/start.md", "# Início\n")
}

fn built() -> Project {
    let project = project();
    project.run(["build"]).code(0);
    project
}

#[test]
fn the_switcher_keeps_the_page_where_the_version_has_it() {
    let project = built();
    let start = project.read("site/en/start/index.html");
    assert!(start.contains("<a href=\"./\" aria-current=\"true\">v3 <small>latest</small></a>"), "{start}");
    assert!(start.contains("<a href=\"../v2/start/\">v2</a>"), "{start}");
    let gone = project.read("site/en/v2/gone/index.html");
    assert!(gone.contains("<a href=\"../../\">v3 <small>latest</small></a>"), "{gone}");
    let new = project.read("site/en/new/index.html");
    assert!(new.contains("<a href=\"../v2/\">v2 <small>not in this version</small></a>"), "{new}");
    // A language changes within the version; pages of nothing choose where versions begin.
    let old = project.read("site/en/v2/start/index.html");
    assert!(old.contains("href=\"../../../pt-br/v2/start/\" hreflang=\"pt-BR\""), "{old}");
    assert!(project.read("site/en/search/index.html").contains("<a href=\"../v2/\">v2</a>"));
}

#[test]
fn an_old_page_says_so_and_is_canonical_to_the_latest() {
    let project = built();
    let old = project.read("site/en/v2/start/index.html");
    assert!(old.contains("<link rel=\"canonical\" href=\"https://example.com/en/start/\">"), "{old}");
    assert!(
        old.contains("This page is about version v2")
            && old.contains("<a href=\"../../start/\">Read it for v3")
    );
    assert!(!old.contains("rel=\"alternate\" hreflang"), "{old}");
    let gone = project.read("site/en/v2/gone/index.html");
    assert!(gone.contains("<link rel=\"canonical\" href=\"https://example.com/en/v2/gone/\">"), "{gone}");
    assert!(gone.contains("notice-old"), "{gone}");
    assert!(!project.read("site/en/start/index.html").contains("notice-old"));
}

#[test]
fn each_version_has_a_tree_of_its_own() {
    let project = built();
    let start = project.read("site/en/start/index.html");
    let tree = |page: &str| {
        page.split("class=\"sidebar\"").nth(1).unwrap().split("</nav>").next().unwrap().to_owned()
    };
    assert!(tree(&start).contains("New") && !tree(&start).contains("v2/"), "{}", tree(&start));
    let old = project.read("site/en/v2/start/index.html");
    assert!(tree(&old).contains("Gone") && !tree(&old).contains("New"), "{}", tree(&old));
    let crumbs = old.split("class=\"breadcrumbs\"").nth(1).unwrap().split("</nav>").next().unwrap();
    assert!(crumbs.contains("<a href=\"../\">v2</a>"), "{crumbs}");
    // The last page of one version does not lead on to the first of another.
    assert!(!start.contains("rel=\"next\" href=\"../v2/"), "{start}");
}

#[test]
fn search_sitemap_and_feed_have_the_latest_and_what_only_an_older_one_has() {
    let project = built();
    let found = |words: &str| project.run(["search", "--locale", "en", "--json", words]).stdout;
    assert!(found("zebra").contains("\"/en/start/") && !found("zebra").contains("v2"), "{}", found("zebra"));
    assert!(found("okapi").contains("\"/en/v2/gone/"), "{}", found("okapi"));
    let sitemap = project.read("site/sitemap.xml");
    assert!(sitemap.contains("/en/v2/gone/") && !sitemap.contains("/en/v2/start/"), "{sitemap}");
    let feed = project.read("site/en/feed.xml");
    assert!(feed.contains("/en/start/") && !feed.contains("/v2/"), "{feed}");
}

#[test]
fn an_error_is_found_in_the_latest_version_that_has_it() {
    let error = |code: &str| {
        format!(
            "# Errors\n\n## Error: \"the {code} machine has stopped\"\n\n**Cause:** dust.\n\n**Solution:** clean it ({code}).\n\n"
        )
    };
    let both = format!("{}{}", error("old"), error("blue").replace("# Errors\n\n", ""));
    let project = Project::new()
        .file("ajuda.toml", "versions = [\"v2\", \"v1\"]\n")
        .file("content/en/errors.md", error("blue"))
        .file("content/en/v1/errors.md", both);
    project.run(["build"]).code(0);
    let found = |message: &str| project.run(["explain", "--locale", "en", "--json", message]).stdout;
    let blue = found("the blue machine has stopped");
    assert!(blue.contains("\"/en/errors/") && !blue.contains("/v1/"), "{blue}");
    let old = found("the old machine has stopped");
    assert!(old.contains("\"/en/v1/errors/"), "{old}");
}

#[test]
fn a_version_is_the_name_of_a_folder() {
    for (versions, problem) in
        [("[\"v2\", \"v2\"]", "named twice"), ("[\"a/b\"]", "no name of a folder"), ("[\"\"]", "no name")]
    {
        let project = Project::small().file("ajuda.toml", format!("versions = {versions}\n"));
        let run = project.run(["build"]);
        assert!(run.stderr.contains(problem), "{}", run.stderr);
        run.code(2);
    }
}
