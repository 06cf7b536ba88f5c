//! What pages load of the theme: in a folder that its content names.

use crate::project::Project;

/// The folder as a page names it.
fn folder(project: &Project) -> String {
    let page = project.read("site/en/faq/index.html");
    let (before, _) = page.split_once("style.css").unwrap();
    let (_, path) = before.rsplit_once("href=\"../../").unwrap();
    path.to_owned()
}

#[test]
fn the_folder_has_another_name_when_what_is_in_it_changes() {
    let project = Project::small();
    project.run(["build"]).code(0);
    let first = folder(&project);
    assert!(
        first.starts_with("theme/") && first.ends_with('/') && first.len() == "theme/".len() + 13,
        "{first}"
    );
    for name in [
        "style.css",
        "syntax.css",
        "search.css",
        "site.js",
        "reading.js",
        "search/dialog.js",
        "words/en.json",
    ] {
        assert!(project.path(&format!("site/{first}{name}")).exists(), "{name}");
    }
    // The search client lies at an address of its own too.
    assert_eq!(project.read("site/search/search.js"), project.read(&format!("site/{first}search/search.js")));
    project.write("content/en/faq.md", "# Other\n");
    project.run(["build"]).code(0);
    assert_eq!(folder(&project), first);
    project.write("static/theme/style.css", "body { color: red }\n");
    project.run(["build"]).code(0);
    let second = folder(&project);
    assert_ne!(second, first);
    assert_eq!(project.read(&format!("site/{second}style.css")), "body { color: red }\n");
    assert!(!project.path(&format!("site/{first}")).exists());
    project.write("templates/strings/en.ftl", "search = Seek\n");
    project.run(["build"]).code(0);
    assert_ne!(folder(&project), second);
}

#[test]
fn own_files_keep_their_names_and_those_of_the_theme_go_to_its_folder() {
    let project = Project::small()
        .file("static/logo.svg", "<svg/>")
        .file("static/theme/brand.css", "p {}\n")
        .file("templates/page.html", "{% extends \"base.html\" %}{% block head %}<link rel=\"stylesheet\" href=\"{{ theme }}brand.css\">{% endblock head %}");
    project.run(["build"]).code(0);
    let folder = folder(&project);
    assert!(project.path("site/logo.svg").exists());
    assert_eq!(project.read(&format!("site/{folder}brand.css")), "p {}\n");
    assert!(!project.path("site/theme/brand.css").exists());
    assert!(project.read("site/en/faq/index.html").contains(&format!("href=\"../../{folder}brand.css\"")));
}

#[test]
fn the_sidebar_consists_of_what_the_sites_own_component_makes() {
    // A lone page has no sidebar.
    let project = Project::small().file("content/en/more.md", "# More\n\nText.\n").file(
        "templates/partials/navigation.html",
        "{% component navigation_entry(entry, below) %}\n\
         <li>{{ entry.title }}{% if entry.current %}!{% endif %}<ul>{{ below | safe }}</ul></li>\n\
         {% endcomponent navigation_entry %}\n",
    );
    project.run(["build", "--quiet"]).code(0);
    let page = project.read("site/en/faq/index.html");
    assert!(page.contains("<li>Questions!<ul></ul></li>"), "{page}");
}
