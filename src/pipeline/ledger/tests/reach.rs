//! What an edit reaches: all that shows it, and nothing else.

use super::*;

impl Project {
    /// One in which every sort of page shows something of others.
    fn related() -> Project {
        let project = Project { folder: tempfile::tempdir().unwrap(), ..Project::new() };
        let at = |name: &str| project.folder.path().join(name);
        let config = Config {
            content: at("content"),
            templates: at("templates"),
            static_files: at("static"),
            out: at("site"),
            index: at("index"),
            cache: Some(at("cache")),
            root: at(""),
            ..project.config.clone()
        };
        let project = Project { config, ..project };
        let error = |text: &str| {
            format!(
                "---\nkind: troubleshooting\n---\n\n:::error{{#e code=\"NU1101\"}} {text}\nAdd it, see [that](../guide/b.md).\n:::\n"
            )
        };
        for (path, text) in [
            ("en/index.md", "# Home\n\nText.\n"),
            ("en/guide/index.md", "---\ntitle: Guide\ndescription: All of it\n---\n\nText.\n"),
            (
                "en/guide/a.md",
                "---\ndate: 2025-01-01\n---\n\n# A\n\n![P](../p.svg) [b](b.md#part)\n\n[!INCLUDE [x](../_part.md)]\n",
            ),
            ("en/guide/b.md", "# B\n\n## Part {#part}\n\nText.\n"),
            ("en/v1/guide/a.md", "# A\n\nOld.\n"),
            ("en/errors/x.md", &error("The first package is missing")),
            ("en/errors/y.md", &error("The second package is missing")),
            ("en/p.svg", &picture(10)),
            ("en/_part.md", "A **part**.\n"),
            ("pt-BR/guide/a.md", "---\ndate: 2025-01-02\n---\n\n# A\n\nTexto.\n"),
            ("pt-BR/guide/c.md", "# C\n\n[b](../../en/guide/b.md#part)\n"),
            ("pt-BR/TOC.md", "* Topic\n  * [C](guide/c.md)\n"),
            ("ja/guide/c.md", "# C\n\n[c](c.md)\n"),
        ] {
            project.write(&format!("content/{path}"), text);
        }
        project
    }

    /// Replaces a text in a file.
    fn change(&self, path: &str, from: &str, to: &str) {
        let file = self.folder.path().join(path);
        let text = disk::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{path}: {from}");
        disk::write(file, text.replace(from, to)).unwrap();
    }
}

/// Changes something that other files of the site show.
type Edit = fn(&mut Project);

#[test]
fn what_a_page_shows_of_others_reaches_it() {
    let edits: &[(&str, Edit)] = &[
        ("a neighbour's title", |p| p.change("content/en/guide/b.md", "# B", "# Another")),
        ("an anchor that is linked to", |p| p.change("content/en/guide/b.md", "{#part}", "{#other}")),
        ("a related error", |p| p.change("content/en/errors/y.md", "second", "third")),
        ("the code of a related error", |p| p.change("content/en/errors/y.md", "NU1101", "NU1202")),
        ("a source that is newer", |p| p.change("content/en/guide/a.md", "2025-01-01", "2025-03-03")),
        ("the day", |p| p.config.today = Some(jiff::civil::date(2024, 7, 1))),
        ("a picture's size", |p| p.write("content/en/p.svg", &picture(11))),
        ("a word of the interface", |p| p.write("templates/strings/pt-BR.ftl", "next = Seguinte\n")),
        ("a word of another language", |p| p.write("templates/strings/ja.ftl", "language-name = Nihongo\n")),
        ("no fallbacks", |p| {
            let written = Config::parse("fallback = false\n".to_owned(), "ajuda.toml", p.folder.path());
            p.config.fallback = written.unwrap().fallback;
        }),
        ("a topic above", |p| p.change("content/en/guide/index.md", "Guide", "Handbook")),
        ("what a home page says of a topic", |p| p.change("content/en/guide/index.md", "All of it", "More")),
        ("a navigation file", |p| {
            p.write("content/en/TOC.md", "* [First](guide/a.md)\n  * [Second](guide/b.md)\n");
        }),
        ("a translation that is new", |p| p.write("content/pt-BR/guide/b.md", "# B\n\nTexto.\n")),
        ("a translation that is gone", |p| p.remove("content/pt-BR/guide/a.md")),
        ("a page that is gone", |p| p.remove("content/en/guide/b.md")),
        ("a page that moves", |p| p.change("content/en/guide/b.md", "# B", "---\nslug: other\n---\n\n# B")),
        ("a translated page that moves", |p| {
            p.change("content/en/guide/a.md", "date:", "slug: other\ndate:");
        }),
        ("a translation that moves", |p| p.change("content/pt-BR/guide/a.md", "date:", "slug: outro\ndate:")),
        ("what a home page says of a page in another language", |p| {
            p.write("content/pt-BR/TOC.md", "* [Guide](../en/guide/index.md)\n");
            p.build();
            p.change("content/en/guide/index.md", "All of it", "More");
        }),
        ("where an older version begins", |p| {
            p.write("content/en/guide/d.md", "# D\n\nText.\n");
            p.write("content/pt-BR/guide/d.md", "# D\n\nTexto.\n");
            p.write("content/pt-BR/v1/guide/c.md", "# C\n\nTexto.\n");
            p.write("content/pt-BR/v1/TOC.md", "* [A](../../en/v1/guide/a.md)\n");
            p.build();
            p.write("content/pt-BR/v1/guide/a.md", "# A\n\nVelho.\n");
        }),
        ("a topic without a page", |p| p.change("content/pt-BR/TOC.md", "Topic", "Theme")),
        ("a first date", |p| p.change("content/ja/guide/c.md", "# C", "---\ndate: 2025-01-01\n---\n\n# C")),
        ("an older version that is gone", |p| p.remove("content/en/v1/guide/a.md")),
        ("the site's name", |p| p.config.title = Some("Help".to_owned())),
        ("a link to edit", |p| p.config.edit_link = Some("https://example.com/{path}".to_owned())),
        ("a link to report", |p| p.config.feedback.report = Some("https://example.com/{url}".to_owned())),
        ("the address", |p| p.config.base_url = Some("https://example.com/other/".to_owned())),
        ("no address", |p| p.config.base_url = None),
        ("no structured data", |p| p.config.structured_data = false),
        ("no markdown", |p| p.config.llms = false),
        ("a template", |p| p.write("templates/partials/contents.html", "<p>Contents</p>\n")),
        ("a style sheet", |p| p.write("static/theme/own.css", "p { margin: 0 }\n")),
        ("a first question", |p| {
            p.change("content/ja/guide/c.md", "[c]", "## どうすれば保存できますか？\n\nこう。\n\n[c]");
        }),
        ("a part that is included", |p| p.write("content/en/_part.md", "Another.\n")),
        ("another default", |p| p.config.default_locale = Locale::parse("ja")),
    ];
    for (what, edit) in edits {
        let mut project = Project::related();
        project.build();
        edit(&mut project);
        project.is_as_from_nothing(what);
    }
}

/// What was made anew, or is new, of the files and the parts of the index that a ledger has.
fn made(before: &Ledger, after: &Ledger) -> Vec<String> {
    let files = after.files.iter().filter(|(path, file)| before.files.get(*path) != Some(file));
    let parts = after.parts.iter().filter(|(name, part)| before.parts.get(*name) != Some(part));
    files.map(|(path, _)| path.clone()).chain(parts.map(|(name, _)| format!("part {name}"))).collect()
}

#[test]
fn an_edit_reaches_what_shows_it_and_nothing_else() {
    let edits: &[(&str, Edit)] = &[
        ("a page's text", |p| p.change("content/en/guide/a.md", "# A", "# A\n\nMore.")),
        ("a page's name", |p| p.change("content/en/guide/b.md", "# B", "# Another")),
        ("a page that is new", |p| p.write("content/en/guide/d.md", "# D\n\nText.\n")),
        ("a page that is gone", |p| p.remove("content/en/guide/b.md")),
        ("an error", |p| p.change("content/en/errors/y.md", "second", "third")),
        ("a template of pages", |p| p.write("templates/partials/contents.html", "<p>Contents</p>\n")),
        ("a template of others", |p| p.write("templates/404.html", "<p>Not here</p>\n")),
        ("the sidebar", |p| {
            p.write("templates/partials/navigation.html", ENTRY);
        }),
        ("a word of a language", |p| p.write("templates/strings/pt-BR.ftl", "next = Seguinte\n")),
        ("the name of a language", |p| p.write("templates/strings/ja.ftl", "language-name = Nihongo\n")),
        ("what machines read", |p| p.config.api = false),
    ];
    let mut reached = String::new();
    for (what, edit) in edits {
        let mut project = Project::related();
        project.build();
        let before = project.ledger();
        edit(&mut project);
        project.build();
        reached += &format!("{what}: {}\n", made(&before, &project.ledger()).join(", "));
    }
    expect_test::expect![[r#"
        a page's text: 404.html, en/404.html, en/all/codes/index.html, en/all/errors/index.html, en/guide/a/index.html, en/guide/a/index.md, en/index.html, en/opensearch.xml, en/search/index.html, index.html, ja/guide/a/index.html, part en
        a page's name: 404.html, en/404.html, en/all/codes/index.html, en/all/errors/index.html, en/guide/a/index.html, en/guide/b/index.html, en/guide/b/index.md, en/guide/index.html, en/index.html, en/opensearch.xml, en/search/index.html, index.html, ja/guide/a/index.html, ja/guide/b/index.html, pt-br/guide/b/index.html, part en
        a page that is new: 404.html, en/404.html, en/all/codes/index.html, en/all/errors/index.html, en/guide/a/index.html, en/guide/b/index.html, en/guide/d/index.html, en/guide/d/index.md, en/guide/index.html, en/index.html, en/opensearch.xml, en/search/index.html, index.html, ja/guide/b/index.html, ja/guide/d/index.html, pt-br/guide/b/index.html, pt-br/guide/d/index.html, part en
        a page that is gone: 404.html, en/404.html, en/all/codes/index.html, en/all/errors/index.html, en/errors/x/index.html, en/errors/x/index.md, en/errors/y/index.html, en/errors/y/index.md, en/guide/a/index.html, en/guide/a/index.md, en/guide/index.html, en/index.html, en/opensearch.xml, en/search/index.html, index.html, ja/errors/x/index.html, ja/errors/y/index.html, ja/guide/a/index.html, pt-br/404.html, pt-br/errors/x/index.html, pt-br/errors/y/index.html, pt-br/guide/c/index.html, pt-br/guide/c/index.md, pt-br/index.html, pt-br/opensearch.xml, pt-br/search/index.html, part _messages, part en
        an error: 404.html, en/404.html, en/all/codes/index.html, en/all/errors/index.html, en/errors/x/index.html, en/errors/y/index.html, en/errors/y/index.md, en/index.html, en/opensearch.xml, en/search/index.html, index.html, ja/errors/y/index.html, pt-br/errors/y/index.html, part _messages, part en
        a template of pages: en/errors/x/index.html, en/errors/y/index.html, en/guide/a/index.html, en/guide/b/index.html, en/guide/index.html, en/v1/guide/a/index.html, ja/errors/x/index.html, ja/errors/y/index.html, ja/guide/a/index.html, ja/guide/b/index.html, ja/guide/c/index.html, ja/guide/index.html, ja/v1/guide/a/index.html, pt-br/errors/x/index.html, pt-br/errors/y/index.html, pt-br/guide/a/index.html, pt-br/guide/b/index.html, pt-br/guide/c/index.html, pt-br/guide/index.html, pt-br/v1/guide/a/index.html
        a template of others: 404.html, en/404.html, ja/404.html, pt-br/404.html
        the sidebar: 404.html, en/404.html, en/all/codes/index.html, en/all/errors/index.html, en/errors/x/index.html, en/errors/y/index.html, en/guide/a/index.html, en/guide/b/index.html, en/guide/index.html, en/index.html, en/opensearch.xml, en/search/index.html, en/v1/guide/a/index.html, index.html, ja/404.html, ja/errors/x/index.html, ja/errors/y/index.html, ja/guide/a/index.html, ja/guide/b/index.html, ja/guide/c/index.html, ja/guide/index.html, ja/index.html, ja/opensearch.xml, ja/search/index.html, ja/v1/guide/a/index.html, pt-br/404.html, pt-br/errors/x/index.html, pt-br/errors/y/index.html, pt-br/guide/a/index.html, pt-br/guide/b/index.html, pt-br/guide/c/index.html, pt-br/guide/index.html, pt-br/index.html, pt-br/opensearch.xml, pt-br/search/index.html, pt-br/v1/guide/a/index.html
        a word of a language: pt-br/404.html, pt-br/errors/x/index.html, pt-br/errors/y/index.html, pt-br/guide/a/index.html, pt-br/guide/a/index.md, pt-br/guide/b/index.html, pt-br/guide/c/index.html, pt-br/guide/c/index.md, pt-br/guide/index.html, pt-br/index.html, pt-br/opensearch.xml, pt-br/search/index.html, pt-br/v1/guide/a/index.html
        the name of a language: 404.html, en/404.html, en/all/codes/index.html, en/all/errors/index.html, en/errors/x/index.html, en/errors/y/index.html, en/guide/a/index.html, en/guide/b/index.html, en/guide/index.html, en/index.html, en/opensearch.xml, en/search/index.html, en/v1/guide/a/index.html, index.html, ja/404.html, ja/errors/x/index.html, ja/errors/y/index.html, ja/guide/a/index.html, ja/guide/b/index.html, ja/guide/c/index.html, ja/guide/c/index.md, ja/guide/index.html, ja/index.html, ja/opensearch.xml, ja/search/index.html, ja/v1/guide/a/index.html, pt-br/404.html, pt-br/errors/x/index.html, pt-br/errors/y/index.html, pt-br/guide/a/index.html, pt-br/guide/b/index.html, pt-br/guide/c/index.html, pt-br/guide/index.html, pt-br/index.html, pt-br/opensearch.xml, pt-br/search/index.html, pt-br/v1/guide/a/index.html
        what machines read: 
    "#]].assert_eq(&reached);
}

#[test]
fn a_template_reaches_pictures_where_they_are_drawn_with_it() {
    let mut project = Project::related();
    project.config.card_fonts = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts/boxes.ttf")];
    project.build();
    let made_after = |path: &str, text: &str| {
        let before = project.ledger();
        project.write(path, text);
        project.build();
        made(&before, &project.ledger())
    };
    let pages = made_after("templates/partials/contents.html", "<p>Contents</p>\n");
    assert!(!pages.is_empty() && pages.iter().all(|path| path.ends_with(".html")), "{pages:?}");
    let pictures = made_after("templates/social-card.svg", CARD);
    assert!(!pictures.is_empty() && pictures.iter().all(|path| path.ends_with(".png")), "{pictures:?}");
    // What lies on the disk is no part of them.
    let logo = |colour: &str| {
        picture(10).replace("></svg>", &format!("><rect width=\"9\" height=\"9\" fill=\"{colour}\"/></svg>"))
    };
    project.write("logo.svg", &logo("red"));
    let link = format!(
        "<image href=\"{}\" width=\"12\" height=\"6\"/></svg>",
        project.folder.path().join("logo.svg").display()
    );
    made_after("templates/social-card.svg", &CARD.replace("</svg>", &link));
    project.write("logo.svg", &logo("blue"));
    project.is_as_from_nothing("a picture on the disk");
}
