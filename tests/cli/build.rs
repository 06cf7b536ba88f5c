//! `ajuda build`.

use expect_test::expect;

use crate::project::Project;

#[test]
fn a_folder_that_nobody_prepared_becomes_a_site() {
    let project =
        Project::new().file("content/guide/start.md", "# Start\n\nHere.\n").file("content/logo.png", "png");
    project.run(["build"]).code(0).stdout(expect![[""]]).stderr(expect![[r#"
        built 1 page in 1 locale into `site` in [time]: no findings
    "#]]);
    assert!(project.read("site/en/guide/start/index.html").contains("<h1"));
}

#[test]
fn every_page_has_a_place_of_its_own() {
    let project = Project::small().file("content/pt-BR/media/a.png", "png");
    project.run(["build", "--quiet"]).code(0).stdout(expect![""]).stderr(expect![""]);
    let site: Vec<String> = project
        .tree("site")
        .into_iter()
        .map(|(path, _)| path.strip_prefix(project.path("site")).unwrap().display().to_string())
        .filter(|path| !path.starts_with("theme/") && !path.starts_with("search/"))
        .collect();
    expect![[r#"
        .ajuda-site
        .nojekyll
        404.html
        en/404.html
        en/all/questions/index.html
        en/faq/index.html
        en/id/faq/q1/index.html
        en/index.html
        en/search/index.html
        favicon.svg
        index.html
        pt-br/404.html
        pt-br/all/questions/index.html
        pt-br/faq/index.html
        pt-br/id/faq/q1/index.html
        pt-br/index.html
        pt-br/media/a.png
        pt-br/search/index.html
        robots.txt
        sitemap.xml
        widget/en.json
        widget/pt-br.json
        widget.js
    "#]]
    .assert_eq(&(site.join("\n") + "\n"));
}

#[test]
fn a_page_shows_a_run_of_a_long_level_and_the_way_to_the_next() {
    let mut project = Project::new();
    for number in 0..900 {
        for locale in ["en", "pt-BR"] {
            let path = format!("content/{locale}/p{number:03}.md");
            project = project.file(&path, format!("# Page {number:03}\n"));
        }
    }
    project = project.file("content/en/p700-more.md", "# More\n");
    project.run(["build", "--quiet"]).code(0);
    let tree = |page: &str| {
        let page = project.read(&format!("site/{page}/index.html"));
        page.split("class=\"sidebar\"").nth(1).unwrap().split("</nav>").next().unwrap().to_owned()
    };
    let first = tree("pt-br/p299");
    assert_eq!(first.matches("<li>").count(), 301, "a run, and what stands for the rest");
    assert!(first.contains("<a href=\"../p300/\">… Page 300</a>") && !first.contains("p301"), "{first}");
    let second = tree("pt-br/p300");
    assert_eq!(second.matches("<li>").count(), 302);
    assert!(second.contains("<a href=\"../p299/\">… Page 299</a>"), "{second}");
    assert!(second.contains("<a href=\"./\" aria-current=\"page\" class=\" open\">Page 300</a>"), "{second}");
    assert!(second.contains("<a href=\"../p600/\">… Page 600</a>"), "{second}");
    assert_eq!(tree("pt-br/p899").matches("<li>").count(), 301);
    let stands_in = tree("pt-br/p700-more");
    assert!(stands_in.contains("Page 700") && !stands_in.contains("Page 000"), "{stands_in}");
}

#[test]
fn the_command_line_wins_over_the_settings() {
    let settings = "content = \"content\"\nout = \"public\"\nbase-url = \"https://example.com/a/\"\n";
    let project = Project::small().file("ajuda.toml", settings);
    project.run(["build", "--quiet", "--out", "other", "--base-url", "https://example.com/b"]).code(0);
    assert!(!project.path("public").exists());
    assert!(project.read("other/sitemap.xml").contains("https://example.com/b/en/faq/"));
}

#[test]
fn warnings_count_where_they_are_asked_to() {
    let project = Project::small().file("content/en/untitled.md", "No heading.\n");
    project.run(["build", "--quiet"]).code(0).stdout(expect![""]).stderr(expect![[r#"
        warning[page/missing-title]: the page has no title; `untitled` is used
         ╭▸ content/en/untitled.md
         ╰ help: write `title: …` in the front matter, or begin the text with `# …`

    "#]]);
    project.run(["build", "--quiet", "--strict"]).code(1);
}

#[test]
fn help_has_examples_and_a_wrong_flag_is_refused() {
    let project = Project::new();
    for command in
        ["build", "check", "search", "explain", "export", "serve", "new", "publish", "translations"]
    {
        let output = project.run([command, "--help"]).code(0);
        assert!(output.stdout.contains("Examples:"), "{command}: {}", output.stdout);
    }
    project.run(["build", "--contnet", "x"]).code(2).stdout(expect![""]).stderr(expect![[r#"
        error: unexpected argument '--contnet' found

          tip: a similar argument exists: '--content'

        Usage: ajuda build --content <DIR>

        For more information, try '--help'.
    "#]]);
}

#[test]
fn pages_are_markdown_too_where_that_is_asked_for() {
    let project = Project::small()
        .file("ajuda.toml", "llms = true\nbase-url = \"https://example.com/help/\"\n")
        .file(
            "content/en/guide/start.md",
            "---\ntitle: Start\ndescription: How to begin.\n---\n\nSee [the questions](../faq.md#who-may-enter).\n\n```rust\nfn main() {}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> [!NOTE]\n> Mind.\n",
        );
    project.run(["build", "--strict", "--quiet"]).code(0).stderr(expect![""]);
    expect![[r#"
        # Start

        > How to begin.

        See [the questions](../../faq/#who-may-enter).

        ```rust
        fn main() {}
        ```

        | a | b |
        | - | - |
        | 1 | 2 |

        Note

        Mind.
    "#]]
    .assert_eq(&project.read("site/en/guide/start/index.md"));
    expect![[r#"
        # Help centre

        ## Topics

        - [Questions](https://example.com/help/en/faq/index.md): Anybody.

        ## Guide

        - [Start](https://example.com/help/en/guide/start/index.md): How to begin.

        ## Language

        - [Português (Brasil)](https://example.com/help/pt-br/llms.txt)
    "#]]
    .assert_eq(&project.read("site/llms.txt"));
    assert!(project.read("site/pt-br/llms.txt").contains("https://example.com/help/pt-br/faq/index.md"));
    let page = project.read("site/en/guide/start/index.html");
    assert!(page.contains("<link rel=\"alternate\" type=\"text/markdown\" href=\"index.md\">"), "{page}");
}
