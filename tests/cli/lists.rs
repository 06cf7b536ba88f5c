//! Lists of everything, the home page's choices, and what a site configures for its readers.

use crate::project::Project;

const ERROR: &str = "# NU1101\n\n```text\nerror NU1101: Unable to find package 'Contoso'.\n```\n\n## Issue\n\nIt fails.\n\n## Cause\n\nNo source has it.\n\n## Solution\n\nAdd a source.\n";

fn project() -> Project {
    Project::new()
        .file(
            "content/en/faq.md",
            "---\ndate: 2026-11-22\n---\n\n# FAQ\n\n## Who?\n\nMe.\n\n## When?\n\nNow.\n",
        )
        .file("content/en/errors/nu1101.md", ERROR)
        .file("content/pt-BR/faq.md", "# Perguntas frequentes\n\n## Quem?\n\nEu.\n\n## Quando?\n\nJá.\n")
}

#[test]
fn questions_and_errors_are_listed_where_there_are_any() {
    let project = project();
    project.run(["build"]).code(0);
    let questions = project.read("site/en/all/questions/index.html");
    assert!(questions.contains("<a href=\"../../faq/#who\">Who?</a>"), "{questions}");
    let errors = project.read("site/en/all/errors/index.html");
    assert!(errors.contains("Unable to find package"), "{errors}");
    let codes = project.read("site/en/all/codes/index.html");
    assert!(codes.contains("<code class=\"code-name\">NU1101</code>"), "{codes}");
    assert!(project.path("site/pt-br/all/questions/index.html").exists());
    assert!(!project.path("site/pt-br/all/errors").exists());
    // The language without errors is offered by its home page.
    assert!(errors.contains("href=\"../../../pt-br/\" hreflang=\"pt-BR\""), "{errors}");
}

#[test]
fn an_authors_page_keeps_its_place() {
    let project = project().file("content/en/all/questions.md", "# Mine\n");
    project.run(["build"]).code(0);
    assert!(project.read("site/en/all/questions/index.html").contains("<h1>Mine</h1>"));
}

#[test]
fn the_home_page_leads_to_questions_codes_and_changes() {
    let project = project();
    project.run(["build"]).code(0);
    let home = project.read("site/en/index.html");
    assert!(home.contains("<a href=\"faq/#who\">Who?</a>"), "{home}");
    assert!(home.contains("<code class=\"code-name\">NU1101</code>"), "{home}");
    assert!(home.contains("<time datetime=\"2026-11-22\">November 22, 2026</time>"), "{home}");
}

#[test]
fn the_message_of_an_error_page_shows_what_varies() {
    let project = project();
    project.run(["build"]).code(0);
    let page = project.read("site/en/errors/nu1101/index.html");
    assert!(page.contains("<code class=\"error-code\">NU1101</code>"), "{page}");
    assert!(page.contains("package <span class=\"varies\">&#39;Contoso&#39;</span>"), "{page}");
}

#[test]
fn readers_are_asked_only_where_the_site_says() {
    let project = project();
    project.run(["build"]).code(0);
    let page = project.read("site/en/faq/index.html");
    assert!(!page.contains("feedback\"") && !page.contains("page-edit"), "{page}");
    project.write(
        "ajuda.toml",
        "edit-link = \"https://example.com/edit/{path}\"\n[feedback]\nreport = \"https://example.com/new?title={title}\"\nlink = \"https://example.com/?{answer}={url}\"\n",
    );
    project.run(["build", "--base-url", "https://help.example.com/"]).code(0);
    let page = project.read("site/en/faq/index.html");
    assert!(page.contains("https://example.com/edit/en/faq.md"), "{page}");
    assert!(page.contains("https://example.com/new?title=FAQ"), "{page}");
    assert!(page.contains("https://example.com/?yes=https%3A%2F%2Fhelp.example.com%2Fen%2Ffaq%2F"), "{page}");
    project.write("ajuda.toml", "[feedback]\nendpoint = \"https://example.com/helpful\"\n");
    project.run(["build"]).code(0);
    let page = project.read("site/en/faq/index.html");
    assert!(page.contains("<form action=\"https://example.com/helpful\" method=\"post\""), "{page}");
}

#[test]
fn errors_that_share_a_code_are_related() {
    let other = ERROR.replace("# NU1101", "# Sources and NU1101").replace("Contoso", "Fabrikam");
    let project = project().file("content/en/errors/sources.md", other);
    project.run(["build"]).code(0);
    let page = project.read("site/en/errors/nu1101/index.html");
    assert!(page.contains("<section class=\"related\"") && page.contains("../sources/#"), "{page}");
}
