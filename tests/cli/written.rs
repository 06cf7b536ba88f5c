//! What an author says about questions and errors wins over what is recognised.

use expect_test::expect;

use crate::project::Project;

/// The entries of one page: what is exported of it but for its place.
#[track_caller]
fn entries(project: &Project) -> String {
    let rows = project.run(["export", "--quiet"]).stdout;
    let rows = rows.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut text = String::new();
    for mut row in rows {
        if row["kind"] == "page" {
            text += &format!("{}\n", row["page_kind"].as_str().unwrap());
            continue;
        }
        let fields = row.as_object_mut().unwrap();
        for field in ["kind", "locale", "path", "url"] {
            fields.shift_remove(field);
        }
        text += &format!("{row}\n");
    }
    text
}

fn page(text: &str) -> Project {
    Project::new().file("content/en/page.md", text)
}

const WRITTEN: &str = "\
# Doors

:::question{#open} How do I open `it`, *really*?
Turn the key.

## Is this a question?

No, an answer.
:::

:::error{#jam code=\"E_JAM, 0x80070005\"} The lock 'a' jammed
:::cause
Rust.
:::
:::resolution
1. Oil it.
2. Turn.
:::
:::

:::error

The hinge broke.

Call us.

:::
";

#[test]
fn directives_write_entries_out() {
    let project = page(WRITTEN);
    expect![[""]].assert_eq(&entries(&project));
    project.run(["check", "--explain-entries", "content/en/page.md"]).code(0).stdout(expect![[""]]);
    project.run(["build", "--quiet"]).code(0);
    let html = project.read("site/en/page/index.html");
    assert!(html.contains("How do I open <code>it</code>, <em>really</em>?"), "{html}");
    for id in ["open", "jam"] {
        assert!(
            project.read(&format!("site/en/id/page/{id}/index.html")).contains(&format!("page/#{id}")),
            "{id}"
        );
    }
    for code in ["E_JAM", "-2147024891", "2147942405", "80070005"] {
        let explained = project.run(["explain", "--json", &format!("it says {code}")]).code(0).stdout;
        assert!(explained.contains("The lock 'a' jammed"), "{code}: {explained}");
    }
}

#[test]
fn a_directive_without_its_answer_is_no_entry_and_says_so() {
    let project = page("# Doors\n\n:::question Why?\n:::\n\n:::error It broke\n:::cause\nRust.\n:::\n:::\n");
    expect![[""]].assert_eq(&entries(&project));
    project.run(["check", "--explain-entries", "content/en/page.md"]).code(0).stdout(expect![[""]]);
}

#[test]
fn front_matter_says_what_the_page_has() {
    let faq = "## Is it free?\n\nYes.\n\n## Is it good?\n\nYes.\n\n:::question And this?\nToo.\n:::\n";
    let with = |front_matter: &str| entries(&page(&format!("---\ntitle: FAQ\n{front_matter}\n---\n\n{faq}")));
    expect![[""]].assert_eq(&with("date: 2026-01-01"));
    expect![[""]].assert_eq(&with("entries: off"));
    expect![[""]].assert_eq(&with("kind: article"));
    expect![[""]].assert_eq(&with(
        "entries:\n  - question: Only this?\n    answer: Yes.\n    anchor: is-it-good\n  - error: It broke\n    code: A1\n    resolution: |\n      Wait.\n      Go on.",
    ));
}

#[test]
fn a_problem_without_a_solution_is_an_article() {
    let problem = "# The page stays empty\n\n## Issue\n\nIt says:\n\n```\nERR_1234: nothing to show here at all\n```\n\n## Cause\n\nA bug.\n\n## Affected versions\n\n1.2\n";
    let project = page(problem);
    expect![[""]].assert_eq(&entries(&project));
    let solved = page(&format!("{problem}\n## Solution\n\nInstall the patch.\n"));
    expect![[""]].assert_eq(&entries(&solved));
    project.run(["check", "--explain-entries", "content/en/page.md"]).code(0).stdout(expect![[""]]);
}
