//! `ajuda new`.

use expect_test::expect;

use crate::project::Project;
use crate::publish::git;

#[test]
fn a_new_site_builds_at_once_in_every_language_asked_for() {
    let project = Project::new();
    let made = project.run(["new", "help", "--locale", "pt-BR", "--locale", "en", "--locale", "pt-BR"]);
    made.code(0).stdout(expect![[""]]).stderr(expect![[r#"
        made a site in 2 languages in `help`

          cd help && ajuda serve    look at it while you write

        in `.github/workflows/pages.yml`, put the repository of ajuda in the place of `OWNER/ajuda@main`
    "#]]);
    let files: Vec<String> = project
        .tree("help")
        .into_iter()
        .map(|(path, _)| path.strip_prefix(project.path("help")).unwrap().display().to_string())
        .collect();
    expect![[r#"
        .ajuda/schema/ajuda.json
        .ajuda/schema/front-matter.json
        .github/workflows/pages.yml
        .gitignore
        .vscode/extensions.json
        ajuda.toml
        content/en/errors.md
        content/en/faq.md
        content/en/index.md
        content/pt-BR/errors.md
        content/pt-BR/faq.md
        content/pt-BR/index.md
        frontmatter.json
    "#]]
    .assert_eq(&(files.join("\n") + "\n"));
    let built = project.run_in("help", ["build", "--strict"]);
    built.code(0).stderr(expect![[r#"
        built 6 pages in 2 locales into `site` in [time]: no findings
    "#]]);
    assert!(project.read("help/site/pt-br/faq/index.html").contains("Como adiciono uma página?"));
}

#[test]
fn what_a_build_writes_is_not_for_git_and_what_editors_read_is() {
    let project = Project::new();
    project.run(["new", "help", "--quiet"]).code(0);
    git(&project, "help", ["init", "--quiet"]);
    let made = git(&project, "help", ["status", "--porcelain", "--untracked-files=all"]);
    assert!(made.contains(".ajuda/schema/ajuda.json") && made.contains(".gitignore"), "{made}");
    project.run_in("help", ["build", "--quiet"]).code(0);
    project.run_in("help", ["build", "--quiet", "--shard", "1/2"]).code(0);
    project.write("help/.ajuda/external-links.json", "{}");
    assert_eq!(git(&project, "help", ["status", "--porcelain", "--untracked-files=all"]), made);
}

#[test]
fn the_pages_of_every_language_have_questions_and_an_error() {
    let locales = ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "pt-BR", "zh-Hans"];
    let project = Project::new();
    let flags = locales.iter().flat_map(|locale| ["--locale", locale]);
    project.run(["new", "help", "--quiet"].into_iter().chain(flags)).code(0).stderr(expect![""]);
    project.run_in("help", ["check", "--strict", "--quiet"]).code(0).stderr(expect![""]);
    let rows = project.run_in("help", ["export"]).code(0).stdout;
    for locale in locales {
        let of = |kind: &str| {
            let row = format!("{{\"kind\":\"{kind}\",\"locale\":\"{locale}\",");
            rows.lines().filter(|line| line.starts_with(&row)).count()
        };
        assert_eq!((of("page"), of("question"), of("error")), (3, 2, 1), "{locale}:\n{rows}");
    }
}

#[test]
fn a_language_without_pages_of_its_own_gets_english_ones_and_is_told() {
    let project = Project::new();
    project.run(["new", "help", "--locale", "is", "--action", "contoso/ajuda@v1"]).code(0).stderr(expect![[
        r#"
        made a site in 1 language in `help`
        its pages in is are in English, for you to translate

          cd help && ajuda serve    look at it while you write
    "#
    ]]);
    assert!(project.read("help/.github/workflows/pages.yml").contains("uses: contoso/ajuda@v1\n"));
    project.run_in("help", ["check", "--strict", "--quiet"]).code(0);
}

#[test]
fn a_folder_that_holds_anything_is_left_as_it_is() {
    let project = Project::new().file("help/notes.txt", "mine").file("help/ajuda.toml", "mine too");
    let before = project.tree(".");
    project.run(["new", "help"]).code(2).stdout(expect![""]).stderr(expect![[r#"
        error: `help` is not empty, it holds `ajuda.toml`: name a new folder; nothing was written
    "#]]);
    project.run(["new", "help/notes.txt"]).code(2);
    assert_eq!(project.tree("."), before);
}

#[test]
fn an_empty_repository_is_taken() {
    let project = Project::new().file("help/.git/HEAD", "ref: refs/heads/main\n");
    project.run_in("help", ["new", ".", "--quiet"]).code(0);
    assert_eq!(project.read("help/.git/HEAD"), "ref: refs/heads/main\n");
    assert!(project.path("help/content/en/index.md").exists());
}

#[test]
fn nothing_is_left_where_a_file_cannot_be_written() {
    let project = Project::new().file("there/.git/HEAD", "");
    project.mode("there", 0o555);
    let failed = project.run_as_other(["new", "there"]).code(2);
    assert!(failed.stderr.contains("could not write `there/ajuda.toml`"), "{}", failed.stderr);
    assert_eq!(project.list("there"), [".git"]);
    project.mode("there", 0o755);
}

#[test]
fn a_locale_must_be_a_tag() {
    let wrong = Project::new().run(["new", "help", "--locale", "portugues"]).code(2);
    assert!(wrong.stderr.contains("write a BCP 47 language tag such as `pt-BR`"), "{}", wrong.stderr);
}

#[test]
fn editors_find_every_key_in_the_schemas() {
    let project = Project::new();
    project.run(["new", "help", "--quiet"]).code(0);
    assert!(project.read("help/ajuda.toml").starts_with("#:schema ./.ajuda/schema/ajuda.json\n"));
    let settings = project.read("help/.ajuda/schema/ajuda.json");
    let read: serde_json::Value = serde_json::from_str(&settings).unwrap();
    for key in ["base-url", "default-locale", "structured-data", "static"] {
        assert!(read["properties"][key]["description"].is_string(), "{key} in {settings}");
    }
    assert_eq!(read["additionalProperties"], false);
    assert_eq!(project.run(["export", "--format", "settings-schema"]).code(0).stdout, settings);
    let fields = project.read("help/.ajuda/schema/front-matter.json");
    assert_eq!(project.run(["export", "--format", "front-matter-schema"]).code(0).stdout, fields);
    let forms = project.read("help/frontmatter.json");
    assert!(forms.contains("\"choices\": [\n            \"article\","), "{forms}");
}
