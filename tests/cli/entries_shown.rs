//! How questions, errors, code and pictures stand in the built page.

use crate::project::Project;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x28\0\0\0\x1e\x08\x06\0\0\0";

#[test]
fn questions_fold_and_what_stands_between_them_does_not() {
    let project = Project::new().file(
        "content/en/faq.md",
        "# FAQ\n\n## Who may enter?\n\nAnybody.\n\n### A detail\n\nMore.\n\n## When?\n\nAlways.[^1]\n\n## Contact\n\nWrite.\n\n[^1]: A note.\n",
    );
    project.run(["build"]).code(0);
    let page = project.read("site/en/faq/index.html");
    let folded: Vec<&str> = page.split("<details class=\"question\">").skip(1).collect();
    assert_eq!(folded.len(), 2, "{page}");
    assert!(folded[0].starts_with("<summary><h2 id=\"who-may-enter\">"), "{page}");
    let summary = folded[0].split("</summary>").next().unwrap();
    assert!(!summary.contains("<a "), "a control in a control: {summary}");
    let answer = folded[0].split("</details>").next().unwrap();
    assert!(answer.contains("Anybody.") && answer.contains("A detail"), "{page}");
    let (inside, behind) = folded[1].split_once("</details>").unwrap();
    assert!(inside.contains("Always."), "{page}");
    assert!(behind.contains("<h2 id=\"contact\">") && behind.contains("A note."), "{page}");
}

#[test]
fn bold_questions_fold_and_their_summary_is_no_paragraph() {
    let project = Project::new().file(
        "content/en/faq.md",
        "# FAQ\n\n**Who may enter?**\n\nAnybody.\n\n**When?**\n\n- Always.\n- Never.\n",
    );
    project.run(["build"]).code(0);
    let page = project.read("site/en/faq/index.html");
    assert_eq!(page.matches("<details class=\"question\"><summary><span id=").count(), 2, "{page}");
    assert!(page.contains("<strong>When?</strong></summary>"), "{page}");
}

#[test]
fn a_question_with_a_block_of_html_in_its_line_does_not_fold() {
    let project = Project::new().file(
        "content/en/faq.md",
        "# FAQ\n\n**Who may enter?**\n\nAnybody.\n\n**When?<hr>**\n\nAlways.\n\n**Where is it?**<hr>\n\nHere.\n\n**Why?**\n\nSo.\n",
    );
    project.run(["build"]).code(0);
    let page = project.read("site/en/faq/index.html");
    assert_eq!(page.matches("<details class=\"question\">").count(), 2, "{page}");
    assert_eq!(page.matches("</summary>").count(), page.matches("<summary").count(), "{page}");
    assert!(!page.contains("</<") && !page.contains("<summary>v"), "{page}");
}

#[test]
fn a_question_inside_other_html_stays_as_it_is() {
    let project = Project::new().file(
        "content/en/faq.md",
        "# FAQ\n\n<div>\n\n## Who?\n\nMe.\n\n</div>\n\n## When?\n\nNow.\n\n## Where?\n\nHere.\n",
    );
    project.run(["build"]).code(0);
    let page = project.read("site/en/faq/index.html");
    assert_eq!(page.matches("<details class=\"question\">").count(), 2, "{page}");
    assert!(!page.contains("<div>\n<details"), "{page}");
}

#[test]
fn an_error_message_shows_what_varies() {
    let project = Project::new().file(
        "content/en/errors.md",
        "# Errors\n\n## Troubleshooting time\n\n**Timed out after 00:02:00 & more**\n\n> Wait.\n",
    );
    project.run(["build"]).code(0);
    let page = project.read("site/en/errors/index.html");
    assert!(page.contains("<section class=\"error\">"), "{page}");
    assert!(
        page.contains(
            "Timed out after <span class=\"varies\">00:02:00</span> &amp; more</strong></p>\n</div>"
        ),
        "{page}"
    );
}

#[test]
fn a_picture_alone_has_a_caption_and_its_size() {
    let project = Project::new().file("content/en/index.md", "# Home\n\n![A door](door.png \"The door\")\n");
    std::fs::write(project.path("content/en/door.png"), PNG).unwrap();
    project.run(["build"]).code(0);
    let page = project.read("site/en/index.html");
    assert!(
        page.contains("<figure><img src=\"door.png\" alt=\"A door\" width=\"40\" height=\"30\""),
        "{page}"
    );
    assert!(page.contains("<figcaption>The door</figcaption></figure>"), "{page}");
}

#[test]
fn a_block_that_begins_inside_a_line_leaves_the_page_valid() {
    let project = Project::new().file(
        "content/en/a.md",
        "# A\n\nRun this: <pre>x</pre> and see.\n\nA <b>plain</b> one.\n\n<table width=\"90%\"><tr><td align=\"center\">y</td></tr></table>\n",
    );
    project.run(["build", "--quiet"]).code(0);
    let page = project.read("site/en/a/index.html");
    assert!(page.contains("<div>Run this: <pre>x</pre> and see.</div>"), "{page}");
    assert!(page.contains("<p>A <b>plain</b> one.</p>"), "{page}");
    assert!(page.contains("<table><tr><td class=\"align-center\">y</td></tr></table>"), "{page}");
}
