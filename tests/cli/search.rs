//! `ajuda search`.

use expect_test::expect;

use crate::project::Project;

#[track_caller]
fn indexed() -> Project {
    let project = Project::small();
    project.run(["build", "--quiet"]).code(0);
    project
}

#[test]
fn a_hit_has_title_url_and_snippet() {
    indexed()
        .run(["search", "--locale", "pt-BR", "entrar"])
        .code(0)
        .stdout(expect![[r#"
            Quem pode entrar?
              Perguntas
              /pt-br/faq/#quem-pode-entrar
              Qualquer um.
        "#]])
        .stderr(expect![""]);
}

#[test]
fn a_program_reads_a_json_object_a_line() {
    let output = indexed().run(["search", "--locale", "en", "--json", "enter"]).code(0);
    let first: serde_json::Value = serde_json::from_str(output.stdout.lines().next().unwrap()).unwrap();
    let keys: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["rank", "score", "kind", "locale", "path", "url", "title", "snippet"]);
    assert_eq!((&first["rank"], &first["locale"]), (&1.into(), &"en".into()));
}

#[test]
fn the_environment_names_the_language() {
    let project = indexed();
    let mut command = project.command(["search", "--json", "faq"]);
    let output = command.env("LANG", "pt_BR.UTF-8").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("\"locale\":\"pt-BR\"") && !text.contains("\"locale\":\"en\""), "{text}");
}

#[test]
fn no_hit_is_exit_1() {
    indexed().run(["search", "--locale", "en", "zzzzqqqq"]).code(1).stdout(expect![""]).stderr(expect![[
        r#"
        nothing found for `zzzzqqqq` in `en`
    "#
    ]]);
}

#[test]
fn no_index_says_what_to_run() {
    Project::small().run(["search", "faq"]).code(2).stdout(expect![""]).stderr(expect![[r#"
        error: there is no search index in `.ajuda/index`: run `ajuda build`
    "#]]);
}

#[test]
fn one_kind_can_be_asked_for() {
    let output = indexed().run(["search", "--locale", "en", "--kind", "question", "--json", "enter"]).code(0);
    assert!(output.stdout.contains(r##""kind":"question""##), "{}", output.stdout);
    indexed()
        .run(["search", "--locale", "en", "--kind", "error", "enter"])
        .code(1)
        .stdout(expect![""])
        .stderr(expect![[r#"
            nothing of kind `error` found for `enter` in `en`
            help: there are other kinds of entries; leave out `--kind`
        "#]]);
}

#[test]
fn a_locale_that_is_not_there_lists_those_that_are() {
    indexed().run(["search", "--locale", "ja", "enter"]).code(2).stdout(expect![""]).stderr(expect![[r#"
        error: the search index has no locale `ja`: it has `en`, `pt-BR`
    "#]]);
}

#[test]
fn another_locale_that_has_something_is_named() {
    indexed().run(["search", "--locale", "en", "perguntas"]).code(1).stdout(expect![""]).stderr(expect![[
        r#"
            nothing found for `perguntas` in `en`
            help: try `--locale pt-BR`, which has something
        "#
    ]]);
}

#[test]
fn colour_marks_the_words_that_match() {
    let search = ["search", "--locale", "en", "--color", "always", "anybody"];
    let coloured = indexed().run(search).code(0).stdout;
    assert!(coloured.contains("\u{1b}[33mAnybody\u{1b}[0m"), "{coloured:?}");
    let plain = indexed().run([&search[..3], &search[5..]].concat()).code(0).stdout;
    assert!(plain.contains("Anybody") && !plain.contains('\u{1b}'), "{plain:?}");
}

#[test]
fn an_index_of_another_version_says_what_to_run() {
    let project = indexed();
    let manifest = project.read(".ajuda/index/index.json");
    let mut manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    manifest["format"] = 0.into();
    project.write(".ajuda/index/index.json", manifest.to_string());
    project.run(["search", "enter"]).code(2).stdout(expect![""]).stderr(expect![[r#"
        error: the search index in `.ajuda/index` was written by another version of ajuda: run `ajuda build`
    "#]]);
}
