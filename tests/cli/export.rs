//! `ajuda export`.

use expect_test::expect;

use crate::project::Project;

fn project() -> Project {
    Project::new()
        .file(
            "content/en/faq.md",
            "---\ntitle: Questions\nkind: faq\n---\n\n## Who may enter?\n\nAnybody, *always*.\n",
        )
        .file("content/en/errors.md", "# Doors\n\n## Errors\n\n**The door is closed.**\n\n> Ring the bell.\n")
}

#[test]
fn ndjson_is_an_object_a_line() {
    project().run(["export", "--format", "ndjson"]).code(0).stdout(expect![[r#"
        {"kind":"page","locale":"en","path":"en/errors.md","url":"/en/errors/","title":"Doors","description":"The door is closed.","page_kind":"troubleshooting"}
        {"kind":"error","locale":"en","path":"en/errors.md","url":"/en/errors/#the-door-is-closed","anchor":"the-door-is-closed","key":"errors#e1","message":"The door is closed.","codes":[],"cause":null,"resolution":"Ring the bell."}
        {"kind":"page","locale":"en","path":"en/faq.md","url":"/en/faq/","title":"Questions","description":"Anybody, always.","page_kind":"faq"}
        {"kind":"question","locale":"en","path":"en/faq.md","url":"/en/faq/#who-may-enter","anchor":"who-may-enter","key":"faq#q1","question":"Who may enter?","answer":"Anybody, always."}
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

#[test]
fn entries_are_files_of_the_site_where_it_asks_for_them() {
    let project = project().file("ajuda.toml", "api = true\nstructured-data = true\n");
    project.run(["build", "--quiet"]).code(0);
    let list: serde_json::Value = serde_json::from_str(&project.read("site/api/v1/en.json")).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 2, "{list:#}");
    for entry in list.as_array().unwrap() {
        let file = format!("site{}", entry["url"].as_str().unwrap());
        let row: serde_json::Value = serde_json::from_str(&project.read(&file)).unwrap();
        assert_eq!(row["key"], entry["key"]);
    }
    assert!(project.read("site/en/faq/index.html").contains("\"@type\":\"FAQPage\""));
}

#[test]
fn an_article_whose_only_numbered_list_says_what_to_do_is_a_how_to() {
    let project = Project::new()
        .file("ajuda.toml", "structured-data = true\n")
        .file("content/en/pay.md", "# Pay a bill\n\nBefore you begin, log in.\n\n1. Open **Bills**.\n2. Choose one.\n\n   - Or two.\n\n3. Pay.\n")
        .file("content/en/two.md", "# Two lists\n\n1. One\n2. Two\n\nText.\n\n1. Three\n2. Four\n")
        .file("content/en/note.md", "# In a note\n\n> 1. One\n> 2. Two\n");
    project.run(["build", "--quiet"]).code(0);
    let page = project.read("site/en/pay/index.html");
    let data = page.split("application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let data: serde_json::Value = serde_json::from_str(data.unwrap()).unwrap();
    assert_eq!((&data["@type"], &data["name"]), (&"HowTo".into(), &"Pay a bill".into()));
    let steps: Vec<&str> =
        data["step"].as_array().unwrap().iter().map(|step| step["text"].as_str().unwrap()).collect();
    assert_eq!(steps, ["Open Bills.", "Choose one.\nOr two.", "Pay."]);
    for page in ["two", "note"] {
        assert!(project.read(&format!("site/en/{page}/index.html")).contains("\"@type\":\"TechArticle\""));
    }
}
