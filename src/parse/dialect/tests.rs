//! What each dialect becomes: small pages and their HTML.

mod repairs;
mod shortcodes;

use expect_test::{Expect, expect};

use super::Includes;
use crate::diagnostic::Checked;
use crate::model::{Document, Slot};
use crate::parse::{self, Placing};
use crate::source::{Area, Source, SourcePath};

fn source(path: &str, text: &str) -> Source {
    Source::new(Area::Content, SourcePath::new(path), text.to_owned())
}

/// A page at `en/a.md` beside other files.
fn page(text: &str, files: &[(&str, &str)]) -> Checked<Document> {
    let files = files.iter().map(|(path, text)| (SourcePath::new(path), source(path, text))).collect();
    let source = source("en/a.md", &format!("# Page\n\n{text}"));
    parse::parse(&source, &Placing::new(None, None, &[]), &Includes::of(&files), Default::default())
}

/// Its HTML: links and images by their destinations, code by its language, words by their keys.
fn html(document: &Document) -> String {
    let body = document.body.get().unwrap();
    body.filled(&document.links, |html, slot, link| {
        let to = link.map_or("", |link| link.destination.as_str());
        html.push_str(&match slot {
            Slot::LinkStart(_) => format!("<a {to}>"),
            Slot::LinkEnd(_) => "</a>".to_owned(),
            Slot::Image(_) => format!("<img {to} {}>", link.map_or("", |link| link.alt.as_str())),
            Slot::Code(number) => {
                let block = &document.code[number as usize];
                format!("<code {}>{}</code>", block.language, block.text)
            }
            Slot::Anchor(number) => format!("<anchor {}>", body.anchors[number as usize]),
            Slot::Label(label) => format!("({})", label.as_str()),
            Slot::Html(_) => String::new(),
        });
    })
}

fn findings(checked: &Checked<Document>) -> String {
    let finding = |finding: &crate::diagnostic::Diagnostic| {
        let place = finding
            .location
            .as_ref()
            .map_or_else(String::new, |place| format!("{}:{}:{}: ", place.path, place.line, place.column));
        format!("{place}{}: {}\n", finding.code, finding.message)
    };
    checked.diagnostics.iter().map(finding).collect()
}

/// The HTML of a page, and what was found on it.
#[track_caller]
fn check_beside(files: &[(&str, &str)], text: &str, expected: &Expect) {
    let checked = page(text, files);
    expected.assert_eq(&(html(&checked.value) + &findings(&checked)));
}

#[track_caller]
fn check(text: &str, expected: &Expect) {
    check_beside(&[], text, expected);
}

#[test]
fn admonitions_of_mkdocs_hold_their_indented_bodies() {
    check(
        "Before.\n\n!!! note \"Mind the *step*\"\n    First line\n    goes on.\n\n    - item\n\n        ```rust\n        code\n        ```\n\nAfter.\n",
        &expect![[r#"
            <span id="page"></span><p>Before.</p>
            <div class="alert alert-note" role="note">
            <p class="alert-title">Mind the step</p>
            <p>First line
            goes on.</p>
            <ul>
            <li><p>item</p>
            <code rust>code
            </code>
            </li>
            </ul>
            </div>
            <p>After.</p>
        "#]],
    );
    check(
        "!!! warning\n    Careful.\n!!! danger\n    More.\nPlain.\n",
        &expect![[r#"
        <span id="page"></span><div class="alert alert-warning" role="note">
        <p class="alert-title">(alert-warning)</p>
        <p>Careful.</p>
        </div>
        <div class="alert alert-warning" role="note">
        <p class="alert-title">(alert-warning)</p>
        <p>More.</p>
        </div>
        <p>Plain.</p>
    "#]],
    );
    check(
        "!!! pied-piper\n    Own kind.\n\n!!! tip \"\"\n    No title.\n",
        &expect![[r#"
        <span id="page"></span><div class="alert alert-note" role="note">
        <p class="alert-title">Pied piper</p>
        <p>Own kind.</p>
        </div>
        <div class="alert alert-tip" role="note">
        <p>No title.</p>
        </div>
    "#]],
    );
    check(
        "1. Step\n\n    !!! note\n        Inside.\n\n        ??? question \"Why?\"\n            Because.\n\n2. Next\n",
        &expect![[r#"
        <span id="page"></span><ol>
        <li><p>Step</p>
        <div class="alert alert-note" role="note">
        <p class="alert-title">(alert-note)</p>
        <p>Inside.</p>
        <details class="alert alert-note">
        <summary class="alert-title"><anchor why>Why?</summary>
        <p>Because.</p>
        </details>
        </div>
        </li>
        <li><p>Next</p>
        </li>
        </ol>
    "#]],
    );
    check(
        "> !!! note\n>     Quoted.\n>\n> After.\n",
        &expect![[r#"
        <span id="page"></span><blockquote>
        <div class="alert alert-note" role="note">
        <p class="alert-title">(alert-note)</p>
        <p>Quoted.</p>
        </div>
        <p>After.</p>
        </blockquote>
    "#]],
    );
    check(
        "!!! not a marker!\n\n!!!\n\n    code\n\n```\n!!! note\n    body\n```\n",
        &expect![[r#"
        <span id="page"></span><p>!!! not a marker!</p>
        <p>!!!</p>
        <code >code
        </code>
        <code >!!! note
            body
        </code>
    "#]],
    );
    check(
        "!!! note\n    See [the site] and [other][site].\n\n[the site]: https://a.example 'T'\n[site]: b.md\n",
        &expect![[r#"
        <span id="page"></span><div class="alert alert-note" role="note">
        <p class="alert-title">(alert-note)</p>
        <p>See <a https://a.example>the site</a> and <a b.md>other</a>.</p>
        </div>
    "#]],
    );
}

#[test]
fn collapsible_admonitions_are_details() {
    check(
        "??? note \"More\"\n    Hidden.\n\n???+ tip\n    Shown.\n",
        &expect![[r#"
        <span id="page"></span><details class="alert alert-note">
        <summary class="alert-title">More</summary>
        <p>Hidden.</p>
        </details>
        <details class="alert alert-tip" open>
        <summary class="alert-title">(alert-tip)</summary>
        <p>Shown.</p>
        </details>
    "#]],
    );
    check(
        "> [!faq]- Can it fold?\n> Yes.\n\n> [!NOTE]+\n> Open.\n",
        &expect![[r#"
        <span id="page"></span><details class="alert alert-note">
        <summary class="alert-title"><anchor can-it-fold>Can it fold?</summary>
        <p>Yes.</p>
        </details>
        <details class="alert alert-note" open>
        <summary class="alert-title">(alert-note)</summary>
        <p>Open.</p>
        </details>
    "#]],
    );
}

#[test]
fn content_tabs_stand_below_each_other_under_their_titles() {
    check(
        "=== \"Linux\"\n\n    ```sh\n    a\n    ```\n\n=== \"`mac`\"\n    b\n\n===! \"Other\"\n    c\n\nAfter.\n",
        &expect![[r#"
            <span id="page"></span><div class="tabs"><section aria-label="Linux" class="tab"><p class="tab-title">Linux</p><code sh>a
            </code>
            </section><section aria-label="mac" class="tab"><p class="tab-title"><code>mac</code></p><p>b</p>
            </section></div><div class="tabs"><section aria-label="Other" class="tab"><p class="tab-title">Other</p><p>c</p>
            </section></div><p>After.</p>
        "#]],
    );
    check(
        "# [Linux](#tab/linux)\n\na\n\n## Deeper\n\n# <a name=\"win\"></a>[Windows](#tab/win)\n\nb\n\n---\n\n### [Linux](#tab/linux)\nc\n\n## After\n",
        &expect![[r##"
            <span id="page"></span><div class="tabs"><span id="tab/linux"></span><section aria-label="Linux" class="tab"><p class="tab-title">Linux</p><p>a</p>
            <h2 id="deeper">Deeper <a class="heading-anchor" href="#deeper" aria-label="(heading-anchor)">#</a></h2>
            </section><span id="tab/win"></span><section aria-label="Windows" class="tab"><p class="tab-title"><span id="win"></span>Windows</p><p>b</p>
            </section></div><div class="tabs"><section aria-label="Linux" class="tab"><p class="tab-title">Linux</p><p>c</p>
            </section></div><h2 id="after">After <a class="heading-anchor" href="#after" aria-label="(heading-anchor)">#</a></h2>
        "##]],
    );
    check(
        ":::zone pivot=\"platform-linux\"\nL\n\n:::zone-end\n:::zone pivot=\"mac\"\n\nM\n:::zone-end\n\nAfter\n",
        &expect![[r#"
            <span id="page"></span><div class="tabs"><section aria-label="Platform linux" class="tab"><p class="tab-title">Platform linux</p><p>L</p>
            </section><section aria-label="Mac" class="tab"><p class="tab-title">Mac</p><p>M</p>
            </section></div><p>After</p>
        "#]],
    );
}

#[test]
fn admonitions_of_docusaurus_have_their_titles() {
    check(
        ":::note[Your **title**]{.wide}\n\nText\n\n- item\n\n:::\n\n:::tip Old title\nText\n:::\n\n:::danger\n\n::::info\nInner\n::::\n\n:::\n",
        &expect![[r#"
            <span id="page"></span><div class="alert alert-note" role="note">
            <p class="alert-title">Your title</p>
            <p>Text</p>
            <ul>
            <li>item</li>
            </ul>
            </div>
            <div class="alert alert-tip" role="note">
            <p class="alert-title">Old title</p>
            <p>Text</p>
            </div>
            <div class="alert alert-warning" role="note">
            <p class="alert-title">(alert-warning)</p>
            <div class="alert alert-note" role="note">
            <p class="alert-title">(alert-note)</p>
            <p>Inner</p>
            </div>
            </div>
        "#]],
    );
}

#[test]
fn a_directive_ends_the_list_or_quote_right_above_it() {
    check(
        ":::note\n1. a\n2. b\n:::\n\n> quote\n:::tip\n- x\n  - y\n:::\nAfter\n",
        &expect![[r#"
        <span id="page"></span><div class="alert alert-note" role="note">
        <p class="alert-title">(alert-note)</p>
        <ol>
        <li>a</li>
        <li>b</li>
        </ol>
        </div>
        <blockquote>
        <p>quote</p>
        </blockquote>
        <div class="alert alert-tip" role="note">
        <p class="alert-title">(alert-tip)</p>
        <ul>
        <li>x<ul>
        <li>y</li>
        </ul>
        </li>
        </ul>
        </div>
        <p>After</p>
    "#]],
    );
    check(
        "- a\n\n  :::note\n  - b\n  :::\n\n- c\n  ```\n  ::: d\n  ```\n",
        &expect![[r#"
        <span id="page"></span><ul>
        <li><p>a</p>
        <div class="alert alert-note" role="note">
        <p class="alert-title">(alert-note)</p>
        <ul>
        <li>b</li>
        </ul>
        </div>
        </li>
        <li><p>c</p>
        <code >::: d
        </code>
        </li>
        </ul>
    "#]],
    );
    check(
        "+++More\n- a\n+++\n\nAfter\n",
        &expect![[r#"
        <span id="page"></span><details><summary>More</summary><ul>
        <li>a</li>
        </ul>
        </details><p>After</p>
    "#]],
    );
}

#[test]
fn code_of_files_is_shown() {
    let file = "first();\n// <a>\n  second();\n// </a>\n";
    let files = [("en/x.cs", file), ("samples/y.py", "print(1)\n")];
    check_beside(
        &files,
        "Before\n:::code language=\"csharp\" source=\"x.cs\" id=\"a\" highlight=\"1\":::\nAfter\n\n::: code source=\"~/samples/y.py\" :::\n\n- item\n\n  :::code source=\"./x.cs\" range=\"1\":::\n",
        &expect![[r#"
            <span id="page"></span><p>Before</p>
            <code csharp>second();
            </code>
            <p>After</p>
            <code py>print(1)
            </code>
            <ul>
            <li><p>item</p>
            <code cs>first();
            </code>
            </li>
            </ul>
        "#]],
    );
    check_beside(
        &files,
        ":::code source=\"z.cs\":::\n\n:::code source=\"../../x.cs\":::\n\n:::code source=\"x.cs\" range=\"9\":::\n\n:::code language=\"x\":::\n",
        &expect![[r#"
            <span id="page"></span><p><code>z.cs</code></p>
            <p><code>../../x.cs</code></p>
            <p><code>x.cs</code></p>
            <p><code></code></p>
            en/a.md:3:1: include/missing: `z.cs` is to be shown and is not there
            en/a.md:5:1: include/missing: `../../x.cs` lies outside of the content folder and is not shown
            en/a.md:7:1: include/missing: the lines `9` are not all there; the file has 4
            en/a.md:9:1: include/missing: `:::code` names no file to show
        "#]],
    );
}

#[test]
fn small_markers_mean_what_they_hold() {
    check(
        "Click :::image type=\"icon\" source=\"media/a_b_c.png\" alt-text=\"Save\"::: and :::no-loc text=\"УНП\":::.\n\n:::no-loc text=\"Name\"::: first\n\n| a |\n|---|\n| :::no-loc text=\"x\"::: |\n\n`:::no-loc text=\"x\":::`\n",
        &expect![[r#"
            <span id="page"></span><p>Click <img media/a_b_c.png Save> and УНП.</p>
            <p>Name first</p>
            <div class="table-scroll" tabindex="0" role="group" aria-label="(table)"><table>
            <thead><tr><th scope="col">a</th></tr></thead><tbody>
            <tr><td>x</td></tr>
            </tbody></table></div>
            <p><code>:::no-loc text=&quot;x&quot;:::</code></p>
        "#]],
    );
    check(
        ":::image type=\"complex\" source=\"a.png\" alt-text=\"A\":::\nLong.\n:::image-end:::\n\n:::row:::\n:::column span=\"2\":::\nLeft\n:::column-end:::\n:::column:::\nRight\n:::column-end:::\n:::row-end:::\n",
        &expect![[r#"
            <span id="page"></span><p><img a.png A>
            Long.</p>
            <p>Left</p>
            <p>Right</p>
        "#]],
    );
    check(
        "> [!VIDEO https://v.example/1]\n\n> [!div class=\"nextstepaction\"]\n> [Next](b.md)\n\n[!VIDEO https://v.example/2]\n",
        &expect![[r#"
            <span id="page"></span><p><a https://v.example/1>https://v.example/1</a></p>
            <p><a b.md>Next</a></p>
            <p><a https://v.example/2>https://v.example/2</a></p>
        "#]],
    );
    check(
        "Text\n{: #here .wide}\n\n{: .note }\nMore\n",
        &expect![[r#"
        <span id="page"></span><p>Text
        <span id="here"></span></p>
        <p>More</p>
    "#]],
    );
    check(
        "## One {: #one}\n\n## Two {/*two*/}\n\n## Three {#three}\n\n## <a name=\"four\"></a>Four\n",
        &expect![[r##"
            <span id="page"></span><h2 id="one">One <a class="heading-anchor" href="#one" aria-label="(heading-anchor)">#</a></h2>
            <h2 id="two">Two <a class="heading-anchor" href="#two" aria-label="(heading-anchor)">#</a></h2>
            <h2 id="three">Three <a class="heading-anchor" href="#three" aria-label="(heading-anchor)">#</a></h2>
            <h2 id="four">Four <a class="heading-anchor" href="#four" aria-label="(heading-anchor)">#</a></h2>
        "##]],
    );
    check(
        "+++**More?**\n\nText\n\n+++\n\n+++ Second\nBody\n+++\n\nAfter\n",
        &expect![[r#"
        <span id="page"></span><details><summary><anchor more><strong>More?</strong></summary><p>Text</p>
        </details><details><summary>Second</summary><p>Body</p>
        </details><p>After</p>
    "#]],
    );
    check(
        "<details>\n<summary>More</summary>\n\nText **bold**\n\n</details>\n\nAfter\n",
        &expect![[r#"
        <span id="page"></span><details>
        <summary>More</summary>
        <p>Text <strong>bold</strong></p>
        </details>
        <p>After</p>
    "#]],
    );
    check(
        ":::details[More `x`]\nText\n:::\n",
        &expect![[r#"
            <span id="page"></span><details><summary>More <code>x</code></summary><p>Text</p>
            </details>"#]],
    );
}

#[test]
fn included_files_keep_their_places() {
    let files = [
        ("en/includes/x.md", "---\na: b\n---\nIncluded [dead]().\n\n[!INCLUDE [y](y.md)]\n"),
        ("en/includes/y.md", "[!INCLUDE [x](x.md)]\n\n[!INCLUDE [z](z.md)]\n"),
        ("en/includes/w.md", "word\n"),
        ("en/includes/m.md", "!!! note\n    In [mkdocs]().\n"),
    ];
    check_beside(
        &files,
        "[!INCLUDE [x](includes/x.md)]\n",
        &expect![[r#"
        <span id="page"></span><p>Included <a >dead</a>.</p>
        en/includes/y.md:1:11: include/cycle: `en/includes/x.md` includes itself, through `en/includes/y.md`
        en/includes/y.md:3:11: include/missing: `z.md` is included and is not there
        en/includes/x.md:4:10: link/empty: the link has no destination
    "#]],
    );
    check_beside(
        &files,
        "A [!INCLUDE [w](includes/w.md)] in a line, [! INCLUIR [w](includes/W.MD)].\n\n[!INCLUDE [m](includes/m.md)]\n",
        &expect![[r#"
            <span id="page"></span><p>A word in a line, word.</p>
            <div class="alert alert-note" role="note">
            <p class="alert-title">(alert-note)</p>
            <p>In <a >mkdocs</a>.</p>
            </div>
            en/includes/m.md:2:8: link/empty: the link has no destination
        "#]],
    );
}
