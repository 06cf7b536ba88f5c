//! `ajuda export`.

use expect_test::expect;

use crate::project::Project;

fn project() -> Project {
    Project::new()
        .file("content/en/faq.md", "---\ntitle: Questions\n---\n\n## Who may enter?\n\nAnybody, *always*.\n")
        .file("content/en/errors.md", "# Errors\n\n**The door is closed.**\n\n> Ring the bell.\n")
}

#[test]
fn ndjson_is_an_object_a_line() {
    project().run(["export", "--format", "ndjson"]).code(0).stdout(expect![[r#"
        {"kind":"page","locale":"en","path":"en/errors.md","url":"/en/errors/","title":"Errors","description":"The door is closed.","page_kind":"article"}
        {"kind":"page","locale":"en","path":"en/faq.md","url":"/en/faq/","title":"Questions","description":"Anybody, always.","page_kind":"article"}
        {"kind":"question","locale":"en","path":"en/faq.md","url":"/en/faq/#who-may-enter","anchor":"who-may-enter","question":"Who may enter?","answer":"Anybody, always."}
    "#]]).stderr(expect![[""]]);
}

#[test]
fn json_is_one_array_of_the_same() {
    let lines = project().run(["export", "--format", "ndjson"]).code(0).stdout;
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let array = project().run(["export", "--format", "json"]).code(0).stdout;
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&array).unwrap(), lines);
}
