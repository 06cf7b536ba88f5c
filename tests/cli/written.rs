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

:::error{#jam code=\"0x80070005, E_JAM\"} The lock 'a' jammed
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
    expect![[r#"
        troubleshooting
        {"anchor":"open","key":"page#open","question":"How do I open it, really?","answer":"Turn the key.\nIs this a question?\nNo, an answer."}
        {"anchor":"jam","key":"page#jam","message":"The lock 'a' jammed","codes":["0x80070005","E_JAM"],"cause":"Rust.","resolution":"Oil it.\nTurn."}
        {"anchor":"the-hinge-broke","key":"page#e2","message":"The hinge broke.","codes":[],"cause":null,"resolution":"Call us."}
    "#]].assert_eq(&entries(&project));
    project.run(["check", "--explain-entries", "content/en/page.md"]).code(0).stdout(expect![[r#"
        content/en/page.md:3:1: entry: written out with a directive
            :::question{#open} How do I open `it`, *really*?
        content/en/page.md:6:1: none: the heading asks, and no title or heading above says that questions are listed here
            ## Is this a question?
        content/en/page.md:11:1: entry: written out with a directive
            :::error{#jam code="0x80070005, E_JAM"} The lock 'a' jammed
        content/en/page.md:21:1: entry: written out with a directive
            :::error
        1 question and 2 errors on a page of kind `troubleshooting`
    "#]]);
    project.run(["build", "--quiet"]).code(0);
    let html = project.read("site/en/page/index.html");
    assert!(html.contains("How do I open <code>it</code>, <em>really</em>?"), "{html}");
    for id in ["open", "jam"] {
        assert!(
            project.read(&format!("site/en/id/page/{id}/index.html")).contains(&format!("page/#{id}")),
            "{id}"
        );
    }
    for code in ["0x80070005", "-2147024891", "2147942405"] {
        let explained = project.run(["explain", "--json", &format!("it says {code}")]).code(0).stdout;
        assert!(explained.contains("The lock 'a' jammed"), "{code}: {explained}");
    }
}

#[test]
fn a_directive_without_its_answer_is_no_entry_and_says_so() {
    let project = page("# Doors\n\n:::question Why?\n:::\n\n:::error It broke\n:::cause\nRust.\n:::\n:::\n");
    expect![[r#"
        article
    "#]]
    .assert_eq(&entries(&project));
    project.run(["check", "--explain-entries", "content/en/page.md"]).code(0).stdout(expect![[r#"
        content/en/page.md:3:1: none: a question is written out, and nothing in it answers
            :::question Why?
        content/en/page.md:3:1: none: bold text asks, and no title or heading above says that questions are listed here
            :::question Why?
        content/en/page.md:6:1: none: an error is written out, and nothing in it says what to do
            :::error It broke
        0 questions and 0 errors on a page of kind `article`
    "#]]);
}

#[test]
fn front_matter_says_what_the_page_has() {
    let faq = "## Is it free?\n\nYes.\n\n## Is it good?\n\nYes.\n\n:::question And this?\nToo.\n:::\n";
    let with = |front_matter: &str| entries(&page(&format!("---\ntitle: FAQ\n{front_matter}\n---\n\n{faq}")));
    expect![[r#"
        faq
        {"anchor":"is-it-free","key":"page#q1","question":"Is it free?","answer":"Yes."}
        {"anchor":"is-it-good","key":"page#q2","question":"Is it good?","answer":"Yes."}
        {"anchor":"and-this","key":"page#q3","question":"And this?","answer":"Too."}
    "#]]
    .assert_eq(&with("date: 2026-01-01"));
    expect![[r#"
        article
    "#]]
    .assert_eq(&with("entries: off"));
    expect![[r#"
        article
        {"anchor":"is-it-free","key":"page#q1","question":"Is it free?","answer":"Yes."}
        {"anchor":"is-it-good","key":"page#q2","question":"Is it good?","answer":"Yes."}
        {"anchor":"and-this","key":"page#q3","question":"And this?","answer":"Too."}
    "#]]
    .assert_eq(&with("kind: article"));
    expect![[r#"
        article
        {"anchor":"is-it-good","key":"page#is-it-good","question":"Only this?","answer":"Yes."}
        {"anchor":"it-broke","key":"page#e1","message":"It broke","codes":["A1"],"cause":null,"resolution":"Wait.\nGo on."}
    "#]].assert_eq(&with(
        "entries:\n  - question: Only this?\n    answer: Yes.\n    anchor: is-it-good\n  - error: It broke\n    code: A1\n    resolution: |\n      Wait.\n      Go on.",
    ));
}

#[test]
fn a_listed_entry_without_its_resolution_or_answer_is_reported() {
    for entry in ["error: It broke\n    resolution: |\n", "question: Why?\n    answer: \"\"\n"] {
        let text = format!("---\ntitle: Page\nentries:\n  - {entry}---\n\nText.\n");
        let project = Project::new().file("content/en/page.md", &text);
        let output = project.run(["check", "--message-format", "short"]);
        let said = format!("{}{}", output.stdout, output.stderr);
        assert!(said.contains("front-matter/invalid-value"), "{entry}: {said}");
        let rows = project.run(["export"]).stdout;
        assert!(!rows.contains("\"kind\":\"error\"") && !rows.contains("\"kind\":\"question\""), "{rows}");
    }
}

#[test]
fn a_problem_without_a_solution_is_an_article_but_for_a_stated_message() {
    let page_of = |shown: &str, solution: &str| {
        page(&format!(
            "# The page stays empty\n\n## Issue\n\nNothing is shown.\n{shown}\n## Cause\n\nA bug.\n\n## Affected versions\n\n1.2\n{solution}"
        ))
    };
    let plain = page_of("", "");
    expect![[r#"
        article
    "#]]
    .assert_eq(&entries(&plain));
    plain.run(["check", "--explain-entries", "content/en/page.md"]).code(0).stdout(expect![[r#"
        content/en/page.md:1:1: none: a problem is stated in words alone, and no heading below it is called solution
            # The page stays empty
        0 questions and 0 errors on a page of kind `article`
    "#]]);
    let message = "\n```\nERR_1234: nothing to show here at all\n```\n";
    expect![[r#"
        troubleshooting
        {"anchor":"the-page-stays-empty","key":"page#e1","message":"The page stays empty","codes":["ERR_1234"],"cause":null,"resolution":"A bug."}
    "#]].assert_eq(&entries(&page_of(message, "")));
    expect![[r#"
        troubleshooting
        {"anchor":"the-page-stays-empty","key":"page#e1","message":"The page stays empty","codes":["ERR_1234"],"cause":"A bug.","resolution":"Install the patch."}
    "#]].assert_eq(&entries(&page_of(message, "\n## Solution\n\nInstall the patch.\n")));
}
