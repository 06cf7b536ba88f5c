//! The pictures beside links, drawn with the fonts that a site names and no others.

use expect_test::expect;

use crate::project::Project;

/// A font whose letters are boxes: that is enough to see where letters go.
const BOXES: &[u8] = include_bytes!("../fonts/boxes.ttf");
const SETTINGS: &str = "base-url = \"https://example.com/help/\"\n[social-cards]\nfonts = [\"boxes.ttf\"]\n";

fn with_cards() -> Project {
    Project::small().file("ajuda.toml", SETTINGS).file("boxes.ttf", BOXES)
}

/// The width and height that a PNG says it has.
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn every_page_has_one_and_says_where_it_is() {
    let project = with_cards();
    project.run(["build", "--strict", "--quiet"]).code(0).stderr(expect![""]);
    let page = project.read("site/en/faq/index.html");
    for tag in [
        "<meta property=\"og:image\" content=\"https://example.com/help/social/en/faq.png\">",
        "<meta property=\"og:image:width\" content=\"1200\">",
        "<meta property=\"og:image:alt\" content=\"Questions\">",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
    ] {
        assert!(page.contains(tag), "{tag} in {page}");
    }
    for place in ["en/faq", "pt-br/faq", "en", "pt-br"] {
        let picture = std::fs::read(project.path(&format!("site/social/{place}.png"))).unwrap();
        assert_eq!(size(&picture), (1200, 630), "{place}");
    }
    assert_ne!(project.tree("site/social/en")[0].1, project.tree("site/social/pt-br")[0].1);
}

#[test]
fn the_same_content_gives_the_same_pictures() {
    let (one, other) = (with_cards(), with_cards());
    one.run(["build", "--quiet"]).code(0);
    other.run(["build", "--quiet"]).code(0);
    let pictures = |project: &Project| {
        let tree = project.tree("site/social").into_iter();
        let root = project.path("site/social");
        tree.map(|(path, bytes)| (path.strip_prefix(&root).unwrap().to_owned(), bytes)).collect::<Vec<_>>()
    };
    assert_eq!(pictures(&one), pictures(&other));
}

#[test]
fn without_fonts_or_an_address_there_are_none() {
    let project = with_cards();
    project.write("ajuda.toml", "base-url = \"https://example.com/help/\"\n");
    project.run(["build", "--quiet"]).code(0);
    assert!(!project.path("site/social").exists());
    assert!(!project.read("site/en/faq/index.html").contains("og:image"));
    project.write("ajuda.toml", "[social-cards]\nfonts = [\"boxes.ttf\"]\n");
    project.run(["build", "--quiet"]).code(0);
    assert!(!project.path("site/social").exists());
}

#[test]
fn a_site_draws_its_own() {
    let project = with_cards().file(
        "templates/social-card.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 12 6.3\"><text>{{ lines }}</text></svg>",
    );
    project.run(["build", "--quiet"]).code(0);
    let own = std::fs::read(project.path("site/social/en/faq.png")).unwrap();
    assert_eq!(size(&own), (1200, 630));
    project.write("templates/social-card.svg", "<svg");
    let failed = project.run(["build", "--quiet"]).code(2);
    assert!(failed.stderr.contains("is no SVG that can be drawn"), "{}", failed.stderr);
}

#[test]
fn what_is_no_font_is_said() {
    let project = with_cards().file("boxes.ttf", "not a font");
    project.run(["build", "--quiet"]).code(2).stderr(expect![[r#"
        error: `boxes.ttf` is no font that can be read
    "#]]);
}
