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
