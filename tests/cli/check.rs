//! `ajuda check`.

use expect_test::expect;

use crate::project::Project;

fn faulty() -> Project {
    Project::small()
        .file("content/pt-BR/crm.md", "---\ntitle: CRM\ndate: 2024-02-30\n---\n\nveja [o FAQ](fqa.md)\n")
}

#[test]
fn nothing_to_mend_says_so() {
    Project::small().run(["check"]).code(0).stdout(expect![""]).stderr(expect![[r#"
        checked 2 pages in 2 locales: no findings
    "#]]);
}

#[test]
fn findings_are_drawn_with_their_place_and_what_to_type() {
    let project = faulty();
    project.run(["check"]).code(1).stdout(expect![""]).stderr(expect![[r#"
        warning[front-matter/invalid-date]: `2024-02-30` is a date that the calendar does not have
          ╭▸ content/pt-BR/crm.md:3:7
          │
        3 │ date: 2024-02-30
          │       ━━━━━━━━━━
          │
          ╰ help: write `YYYY-MM-DD`, such as `2026-01-31`

        error[link/missing-page]: `fqa.md` is not a page of this site
          ╭▸ content/pt-BR/crm.md:6:14
          │
        6 │ veja [o FAQ](fqa.md)
          │              ━━━━━━
          │
          ╰ help: did you mean `faq.md`?

        checked 3 pages in 2 locales: 1 error and 1 warning
    "#]]);
    assert!(!project.path("site").exists() && !project.path(".ajuda").exists(), "check writes nothing");
}

#[test]
fn findings_come_a_line_each_where_asked_for() {
    faulty()
        .run(["check", "--quiet", "--message-format", "short"])
        .code(1)
        .stdout(expect![[""]])
        .stderr(expect![[r#"
            content/pt-BR/crm.md:3:7: warning[front-matter/invalid-date]: `2024-02-30` is a date that the calendar does not have (write `YYYY-MM-DD`, such as `2026-01-31`)
            content/pt-BR/crm.md:6:14: error[link/missing-page]: `fqa.md` is not a page of this site (did you mean `faq.md`?)
        "#]]);
}

#[test]
fn findings_come_as_json_where_asked_for() {
    faulty()
        .run(["check", "--quiet", "--message-format", "json"])
        .code(1)
        .stdout(expect![[r#"
            {"code":"front-matter/invalid-date","severity":"warning","message":"`2024-02-30` is a date that the calendar does not have","file":"content/pt-BR/crm.md","path":"pt-BR/crm.md","line":3,"column":7,"end_column":17,"help":"write `YYYY-MM-DD`, such as `2026-01-31`"}
            {"code":"link/missing-page","severity":"error","message":"`fqa.md` is not a page of this site","file":"content/pt-BR/crm.md","path":"pt-BR/crm.md","line":6,"column":14,"end_column":20,"help":"did you mean `faq.md`?"}
        "#]])
        .stderr(expect![[""]]);
}

#[test]
fn colour_is_for_those_who_ask() {
    let plain = faulty().run(["check"]);
    assert!(!(plain.stdout + &plain.stderr).contains('\u{1b}'));
    let coloured = faulty().run(["check", "--color", "always"]);
    assert!((coloured.stdout + &coloured.stderr).contains("\u{1b}["));
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let project = faulty();
    let script = "{ \"$1\" check --message-format json 2>&1; echo $? >code; } | true";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", script, "sh", crate::project::AJUDA]).current_dir(project.path("."));
    assert!(command.status().unwrap().success());
    let code = project.read("code");
    assert!(["0\n", "1\n"].contains(&code.as_str()), "{code}");
}

#[test]
fn a_writer_is_told_why_something_is_an_entry_and_why_not() {
    let page = "# Questions\n\n## Is it free?\n\nYes.\n\n## Questions?\n\nAsk us.\n\n## Errors\n\n**It broke.**\n\nNothing.\n";
    let faq = "---\ntitle: FAQ\n---\n\n## Is it free?\n\nYes.\n\n## Questions?\n\nAsk us.\n";
    let project = Project::new().file("content/en/a.md", page).file("content/en/faq.md", faq);
    project.run(["check", "--explain-entries", "content/en/faq.md"]).code(0).stdout(expect![[r#"
        content/en/faq.md:5:1: entry: a heading that asks, where questions are listed
            ## Is it free?
        content/en/faq.md:9:1: none: the heading leads to contact or further reading
            ## Questions?
        1 question and 0 errors on a page of kind `article`
    "#]]);
    project.run(["check", "--explain-entries", "content/en/a.md"]).code(0).stdout(expect![[r#"
        content/en/a.md:3:1: none: the heading asks, and no title or heading above says that questions are listed here
            ## Is it free?
        content/en/a.md:7:1: none: the heading leads to contact or further reading
            ## Questions?
        0 questions and 0 errors on a page of kind `article`
    "#]]);
    project.run(["check", "--explain-entries", "content/en/none.md"]).code(2).stderr(expect![[r#"
        error: `content/en/none.md` is not a page of `content`
    "#]]);
}

#[test]
fn a_cell_without_its_row_gets_one() {
    let table = "<table>\n<tr><td>a</td></tr>\n<td>b</td>\n</tr>\n</table>\n";
    let project = Project::new().file("content/en/a.md", format!("# A\n\n{table}"));
    project.run(["build", "--strict"]).code(0);
    let page = project.read("site/en/a/index.html");
    assert!(page.contains("</tr>\n<tr><td>b</td>\n</tr>"), "{page}");
}
