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

/// The documents of a `_bulk` request, each with what is to be done with it.
fn bulk(project: &Project, engine: &str) -> Vec<(serde_json::Value, serde_json::Value)> {
    let lines = project.run(["export", "--format", engine]).code(0).stdout;
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

#[test]
fn a_search_engine_is_filled_with_what_can_be_found() {
    let project =
        project().file("content/pt-BR/faq.md", "# Perguntas\n\n## Quem pode entrar?\n\nQualquer um.\n");
    let documents = bulk(&project, "opensearch");
    let urls: Vec<&str> = documents.iter().map(|(_, document)| document["url"].as_str().unwrap()).collect();
    assert_eq!(
        urls,
        [
            "/en/errors/",
            "/en/errors/#the-door-is-closed",
            "/en/faq/",
            "/en/faq/#who-may-enter",
            "/pt-br/faq/",
            "/pt-br/faq/#quem-pode-entrar"
        ]
    );
    let (action, error) = &documents[1];
    assert_eq!(action["index"]["_index"], "help-en");
    assert_eq!(documents[5].0["index"]["_index"], "help-pt-br");
    assert_eq!(error["kind"], "error");
    assert_eq!(error["names"], serde_json::json!(["The door is closed."]));
    assert!(error["body"].as_str().unwrap().contains("Ring the bell."), "{error}");
    let mut ids: Vec<&str> =
        documents.iter().map(|(action, _)| action["index"]["_id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), documents.len());
    // Quickwit knows one action alone, and takes the same documents.
    let others = bulk(&project, "quickwit");
    assert!(others.iter().all(|(action, _)| action["create"]["_id"].is_string()));
    assert!(others.iter().zip(&documents).all(|(one, other)| one.1 == other.1));
}

#[test]
fn a_search_engine_is_told_every_field_and_no_other() {
    let project = project().file("content/ja/faq.md", "# 質問\n\n本文。\n");
    let document = bulk(&project, "opensearch").remove(0).1;
    let mut fields: Vec<&str> = document.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    let told = |engine: &str| -> serde_json::Value {
        serde_json::from_str(&project.run(["export", "--format", engine]).code(0).stdout).unwrap()
    };
    let indexes = told("opensearch-index");
    let names: Vec<&String> = indexes.as_object().unwrap().keys().collect();
    assert_eq!(names, ["help-en", "help-ja"]);
    for index in indexes.as_object().unwrap().values() {
        let properties = index["mappings"]["properties"].as_object().unwrap();
        let mut known: Vec<&str> = properties.keys().map(String::as_str).collect();
        known.sort_unstable();
        assert_eq!(known, fields);
        let analyzers = &index["settings"]["analysis"]["analyzer"];
        for field in properties.values() {
            let stem = field.pointer("/fields/stem/analyzer");
            let named = [field.get("analyzer"), stem].into_iter().flatten();
            named.for_each(|name| assert!(analyzers[name.as_str().unwrap()].is_object(), "{name}"));
        }
    }
    assert!(indexes["help-en"]["mappings"]["properties"]["body"]["fields"]["stem"].is_object());
    assert!(indexes["help-ja"]["mappings"]["properties"]["body"].get("fields").is_none());
    for (name, index) in told("quickwit-index").as_object().unwrap() {
        assert_eq!(index["index_id"], **name);
        let mappings = index["doc_mapping"]["field_mappings"].as_array().unwrap();
        let mut known: Vec<&str> = mappings.iter().map(|field| field["name"].as_str().unwrap()).collect();
        known.sort_unstable();
        assert_eq!(known, fields);
    }
}
