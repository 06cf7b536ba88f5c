//! Pages that are not translated, and translations that their source has left behind.

use expect_test::expect;

use crate::crawl::crawl;
use crate::project::Project;

const BASE: &str = "https://example.com/help/";

/// English with three pages; Portuguese lacks `only`, and its `old` is older than the English.
fn two_locales() -> Project {
    Project::new()
        .file("ajuda.toml", format!("default-locale = \"en\"\nbase-url = \"{BASE}\"\n"))
        .file("content/en/index.md", "# Help\n\n[Only](only.md), [old](old.md).\n")
        .file("content/en/only.md", "---\ndate: 2026-05-01\n---\n\n# Only English\n\nSee [old](old.md#part) and [home](index.md).\n\n## Who?\n\nWe.\n")
        .file("content/en/old.md", "---\ndate: 2026-06-01\n---\n\n# Old\n\n## Part\n\nText.\n")
        .file("content/pt-BR/index.md", "# Ajuda\n\n[Só em inglês](only.md).\n")
        .file("content/pt-BR/old.md", "---\ndate: 2026-05-01\n---\n\n# Velha\n\n## Parte\n\nTexto.\n")
}

#[test]
fn a_missing_page_is_shown_in_the_reader_s_place() {
    let project = two_locales();
    project.run(["build", "--strict", "--quiet"]).code(0).stderr(expect![""]);
    let page = project.read("site/pt-br/only/index.html");
    assert!(page.contains("<html lang=\"pt-BR\""), "{page}");
    assert!(page.contains("<div class=\"prose\" lang=\"en\" dir=\"ltr\">"), "{page}");
    assert!(page.contains("Esta página ainda não foi traduzida. Você a está lendo em English."), "{page}");
    assert!(
        page.contains("<a href=\"../../en/only/\" hreflang=\"en\">Leia o original em English</a>"),
        "{page}"
    );
    // The reader stays in Portuguese; an anchor that the translation lacks is left out.
    assert!(page.contains("See <a href=\"../old/\">old</a> and <a href=\"../\">home</a>"), "{page}");
    let home = project.read("site/pt-br/index.html");
    assert!(home.contains("<a href=\"only/\">Só em inglês</a>"), "{home}");
    // So do the ways around it: they say what the pages are called there.
    assert!(page.contains("<small>Anterior</small> <span>Velha</span>"), "{page}");
    // The picker keeps the page.
    assert!(
        project.read("site/en/only/index.html").contains("<a href=\"../../pt-br/only/\" hreflang=\"pt-BR\">")
    );
    let crawl = crawl(&project.path("site"), Some(BASE));
    assert!(crawl.dead.is_empty(), "{:#?}", crawl.dead);
}

#[test]
fn a_missing_page_shows_where_its_translation_would_stand() {
    let project = Project::new()
        .file("ajuda.toml", "default-locale = \"en\"\n")
        .file("content/en/guide/index.md", "# Guide\n")
        .file("content/en/guide/first.md", "# First\n")
        .file("content/en/guide/second.md", "# Second\n")
        .file("content/en/deep/index.md", "# Deep\n")
        .file("content/en/deep/only.md", "# Only\n")
        .file("content/en/alone/only.md", "# Alone\n")
        .file("content/pt-BR/guide/index.md", "# Guia\n")
        .file("content/pt-BR/guide/first.md", "# Primeira\n")
        .file("content/pt-BR/deep/index.md", "# Fundo\n")
        .file("content/pt-BR/deep/other.md", "# Outra\n");
    project.run(["build", "--strict", "--quiet"]).code(0).stderr(expect![""]);
    let tree = |page: &str| {
        let page = project.read(&format!("site/pt-br/{page}/index.html"));
        page.split("class=\"sidebar\"").nth(1).unwrap().split("</nav>").next().unwrap().to_owned()
    };
    // Beside those it stands with in its source, or below what it stands below; nothing says it is there.
    let second = tree("guide/second");
    assert!(
        second.contains("class=\"branch open\">Guia</a>") && second.contains(">Primeira</a>"),
        "{second}"
    );
    let below = tree("deep/only");
    assert!(below.contains("class=\"branch open\">Fundo</a>") && below.contains(">Outra</a>"), "{below}");
    assert!(![&second, &below].iter().any(|tree| tree.contains("aria-current")), "{second} {below}");
    let alone = tree("alone/only");
    assert!(alone.contains("class=\"branch\">Guia</a>") && !alone.contains("open"), "{alone}");
    // Each name has its language.
    let page = project.read("site/pt-br/guide/second/index.html");
    assert!(page.contains("<li><a href=\"../\">Guia</a></li>"), "{page}");
    let alone = project.read("site/pt-br/alone/only/index.html");
    assert!(alone.contains("<li lang=\"en\" dir=\"auto\">Alone</li>"), "{alone}");
}

/// What machines are told of a page: its canonical address, and its alternates by language.
fn told(html: &str) -> (String, Vec<(String, String)>) {
    let value = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        rest.split('"').next().map(str::to_owned)
    };
    let links = html.split("<link ").skip(1).map(|rest| rest.split('>').next().unwrap());
    let mut canonical = String::new();
    let mut alternates = Vec::new();
    for link in links {
        match value(link, "rel").as_deref() {
            Some("canonical") => canonical = value(link, "href").unwrap(),
            Some("alternate") => alternates.extend(value(link, "hreflang").zip(value(link, "href"))),
            _ => {}
        }
    }
    (canonical, alternates)
}

#[test]
fn machines_are_told_of_the_pages_that_there_are() {
    let project = two_locales();
    project.run(["build", "--quiet"]).code(0);
    let page = |path: &str| told(&project.read(&format!("site/{path}/index.html")));
    let at = |path: &str| format!("{BASE}{path}/");
    let both = |path: &str| {
        vec![("en".to_owned(), at(&format!("en/{path}"))), ("pt-BR".to_owned(), at(&format!("pt-br/{path}")))]
    };

    assert_eq!(page("en/old"), (at("en/old"), both("old")));
    assert_eq!(page("pt-br/old"), (at("pt-br/old"), both("old")));
    // Missing in Portuguese: canonical to its source, and nobody's alternate.
    assert_eq!(page("en/only"), (at("en/only"), vec![("en".to_owned(), at("en/only"))]));
    assert_eq!(page("pt-br/only"), (at("en/only"), Vec::new()));

    let sitemap = project.read("site/sitemap.xml");
    let listed: Vec<&str> =
        sitemap.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    let wanted = ["en", "en/old", "en/only", "pt-br", "pt-br/old"].map(at);
    for address in &wanted {
        assert_eq!(listed.iter().filter(|other| *other == address).count(), 1, "{address} in {listed:#?}");
    }
    let entry = |path: &str| {
        let rest = sitemap.split(&format!("<loc>{}</loc>", at(path))).nth(1).unwrap();
        rest.split("</url>").next().unwrap().to_owned()
    };
    let alternate = |language: &str, path: &str| {
        format!("<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{}\"/>", at(path))
    };
    let old =
        alternate("en", "en/old") + &alternate("pt-BR", "pt-br/old") + &alternate("x-default", "en/old");
    assert_eq!(entry("en/old"), format!("<lastmod>2026-06-01</lastmod>{old}"));
    assert_eq!(entry("pt-br/old"), format!("<lastmod>2026-05-01</lastmod>{old}"));
    assert_eq!(entry("en/only"), "<lastmod>2026-05-01</lastmod>");
    let homes = alternate("en", "en") + &alternate("pt-BR", "pt-br");
    assert_eq!(
        entry("en"),
        format!("{homes}<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"{BASE}\"/>")
    );
    assert!(!sitemap.contains(&at("pt-br/only")), "{sitemap}");

    let feed = project.read("site/pt-br/feed.xml");
    assert!(feed.contains(&at("pt-br/old")) && !feed.contains("only"), "{feed}");

    project.run(["search", "--locale", "pt-BR", "--quiet", "only", "english"]).code(1);
    let found = project.run(["search", "--locale", "en", "only", "english"]).code(0).stdout;
    assert!(found.contains("/en/only/"), "{found}");
}

#[test]
fn the_site_chooses_what_stands_in() {
    let project = two_locales();
    project.write("ajuda.toml", "default-locale = \"en\"\nfallback = false\n");
    project.run(["build", "--quiet"]).code(0);
    assert!(!project.path("site/pt-br/only").exists());
    project.write("content/ja/only.md", "# 日本語のみ\n");
    project.write("ajuda.toml", "default-locale = \"en\"\n\n[fallback]\npt-BR = [\"ja\", \"en\"]\n");
    project.run(["build", "--quiet"]).code(0);
    assert!(project.read("site/pt-br/only/index.html").contains("lang=\"ja\""));
    project.write("ajuda.toml", "[fallback]\npt-BR = [\"portuguese\"]\n");
    project.run(["build", "--quiet"]).code(2).stderr(expect![[r#"
        error[config/invalid]: `portuguese` is not a BCP 47 language tag
          ╭▸ ajuda.toml:1:1
          │
        1 │ [fallback]
          ╰╴━━━━━━━━━━

    "#]]);
}

#[test]
fn an_older_translation_says_so() {
    let project = two_locales();
    project.run(["build", "--quiet"]).code(0);
    let page = project.read("site/pt-br/old/index.html");
    assert!(page.contains("O original mudou depois que esta página foi traduzida:"), "{page}");
    assert!(page.contains("<time datetime=\"2026-06-01\">"), "{page}");
    assert!(page.contains("<a href=\"../../en/old/\" hreflang=\"en\">"), "{page}");
    assert!(!project.read("site/en/old/index.html").contains("class=\"notice"));
    // The date of the source when it was translated decides over the translation's own.
    project.write("content/pt-BR/old.md", "---\ndate: 2026-05-01\nsource-date: 2026-06-01\n---\n\n# Velha\n");
    project.run(["build", "--quiet"]).code(0);
    assert!(!project.read("site/pt-br/old/index.html").contains("class=\"notice"));
    project.write("content/pt-BR/old.md", "---\ntranslation: machine\n---\n\n# Velha\n");
    project.run(["build", "--quiet"]).code(0);
    assert!(project.read("site/pt-br/old/index.html").contains("Esta página foi traduzida por uma máquina."));
    project.write("content/pt-BR/old.md", "---\ntranslation: mashine\n---\n\n# Velha\n");
    project.run(["check", "--quiet"]).code(0).stderr(expect![[r#"
        warning[front-matter/invalid-value]: `mashine` is not a kind of translation
          ╭▸ content/pt-BR/old.md:2:14
          │
        2 │ translation: mashine
          │              ━━━━━━━
          │
          ╰ help: write `machine` or `reviewed`

    "#]]);
}

#[test]
fn a_table_says_how_far_each_language_has_come() {
    let project = two_locales().file("content/ja/index.md", "# ヘルプ\n");
    project
        .run(["translations"])
        .code(0)
        .stdout(expect![[r#"
        language  pages  current  stale  machine  missing  entries out of step
        ja            3        1      0        0        2                    0
        pt-BR         3        1      1        0        1                    0

        ja     missing  en/old.md
        ja     missing  en/only.md
        pt-BR  stale    pt-BR/old.md  the source changed on 2026-06-01
        pt-BR  missing  en/only.md
    "#]])
        .stderr(expect![[""]]);
    project.run(["translations", "--locale", "pt-BR", "--json", "only", "old"]).code(0).stdout(expect![[r#"
        {"locale":"pt-BR","page":"old","state":"stale","source":"en/old.md","path":"pt-BR/old.md","since":"2026-06-01","machine":false,"entries_out_of_step":0}
        {"locale":"pt-BR","page":"only","state":"missing","source":"en/only.md","path":null,"since":null,"machine":false,"entries_out_of_step":0}
    "#]]);
    project.run(["translations", "--max-stale", "0", "--quiet", "--state", "stale"]).code(1).stdout(expect![
        [r#"
            language  pages  current  stale  machine  missing  entries out of step
            ja            3        1      0        0        2                    0
            pt-BR         3        1      1        0        1                    0

            pt-BR  stale  pt-BR/old.md  the source changed on 2026-06-01
        "#]
    ]);
    project.run(["translations", "--max-stale", "1", "--max-missing", "2"]).code(1).stderr(expect![[r#"
        3 translations are missing, more than 2
    "#]]);
    project.run(["translations", "--locale", "fr"]).code(2).stderr(expect![[r#"
        error: the site has no pages in `fr`, but in `en`, `ja`, `pt-BR`
    "#]]);
    project.run(["translations", "--locale", "en"]).code(2).stderr(expect![[r#"
        error: `en` is the language that the others are translated from
    "#]]);
    project.run(["translations", "guide"]).code(2).stderr(expect![[r#"
        error: there is no page `guide` in the default language, `en`
    "#]]);
}

#[test]
fn entries_out_of_step_are_counted() {
    let project = two_locales()
        .file("content/en/faq.md", "# FAQ\n\n## Who?\n\nWe.\n\n## When?\n\nNow.\n")
        .file("content/pt-BR/faq.md", "# FAQ\n\n## Quem?\n\nNós.\n");
    let rows = project.run(["translations", "--json", "--locale", "pt-BR", "faq"]).code(0).stdout;
    assert!(rows.contains("\"entries_out_of_step\":1"), "{rows}");
}

/// Commits everything there is.
fn commit(project: &Project, date: &str) {
    for arguments in [&["add", "--all"][..], &["commit", "--quiet", "--message", date]] {
        let mut git = std::process::Command::new("git");
        git.args(arguments).current_dir(project.path("."));
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for name in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{name}_NAME"), "Ada").env(format!("GIT_{name}_EMAIL"), "ada@example.com");
            git.env(format!("GIT_{name}_DATE"), format!("{date}T12:00:00Z"));
        }
        assert!(git.status().unwrap().success());
    }
}

#[test]
fn the_log_of_git_says_what_front_matter_does_not() {
    let project =
        Project::new().file("content/en/a.md", "# A\n\nOne.\n").file("content/pt-BR/a.md", "# A\n\nUm.\n");
    project.run(["translations", "--git-history"]).code(2);
    assert!(
        std::process::Command::new("git")
            .args(["init", "--quiet"])
            .current_dir(project.path("."))
            .status()
            .unwrap()
            .success()
    );
    commit(&project, "2026-01-01");
    project.run(["translations", "--git-history", "--max-stale", "0", "--quiet"]).code(0);
    project.write("content/en/a.md", "# A\n\nTwo.\n");
    commit(&project, "2026-02-01");
    project.run(["translations", "--max-stale", "0", "--quiet"]).code(0);
    project.run(["translations", "--git-history", "--max-stale", "0"]).code(1).stdout(expect![[r#"
        language  pages  current  stale  machine  missing  entries out of step
        pt-BR         1        0      1        0        0                    0

        pt-BR  stale  pt-BR/a.md  the source changed on 2026-02-01
    "#]]);
    let diff = project.run(["translations", "--git-history", "--diff"]).code(0).stdout;
    assert!(diff.contains("\n-One.\n+Two.\n"), "{diff}");
    project.write("ajuda.toml", "git-history = true\n");
    project.run(["build", "--quiet"]).code(0);
    let page = project.read("site/pt-br/a/index.html");
    assert!(
        page.contains(
            "O original mudou depois que esta página foi traduzida: <time datetime=\"2026-02-01\">"
        ),
        "{page}"
    );
}

#[test]
fn a_page_says_the_same_where_it_is_asked_for() {
    let project = two_locales();
    project.run(["build", "--quiet"]).code(0);
    assert!(!project.path("site/pt-br/translations").exists());
    let settings = project.read("ajuda.toml");
    project.write("ajuda.toml", format!("{settings}translations-page = true\n"));
    project.run(["build", "--strict", "--quiet"]).code(0);
    let page = project.read("site/pt-br/translations/index.html");
    // Pages, current, stale, by machine, missing, entries out of step: what the command says.
    assert!(page.contains("<td>3</td><td>1</td><td>1</td><td>0</td><td>1</td><td>0</td>"), "{page}");
    assert!(page.contains(
        "<a href=\"../../en/only/\">Only English</a> <small><span class=\"state state-missing\">Faltando</span>"
    ));
    assert!(
        page.contains(
            "state-stale\">Desatualizada</span> · o original mudou em <time datetime=\"2026-06-01\">"
        )
    );
    let own = project.read("site/en/translations/index.html");
    assert!(own.contains("<td>3</td><td>1</td>") && !own.contains("ajuda_to-do"), "{own}");
    assert!(own.contains("href=\"../../pt-br/translations/\" hreflang=\"pt-BR\""), "{own}");
    // It is linked from every page, and is no page to be found.
    assert!(project.read("site/pt-br/old/index.html").contains("<a href=\"../translations/\">Traduções</a>"));
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!project.read("site/sitemap.xml").contains("translations"));
    project.write("content/en/translations.md", "# Mine\n");
    let taken = project.run(["check", "--message-format", "short"]);
    assert!(taken.stderr.contains("page/duplicate-url"), "{}", taken.stderr);
}
