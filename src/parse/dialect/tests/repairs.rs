//! What machine translation broke.

use expect_test::expect;

use super::check;

#[test]
fn what_translation_broke_is_mended_or_reported() {
    check(
        "Read [ the page ](b.md), [the `other`] (c.md) and [that ] (d.md).",
        &expect![[r#"
            <span id="page"></span><p>Read <a b.md>the page</a>, <a c.md>the <code>other</code></a> and <a d.md>that</a>.</p>
            en/a.md:3:26: markdown/repaired: a space parts the link's text from its destination; it was read as a link (2 times on this page)
            en/a.md:3:6: markdown/repaired: the link's text has white space at its ends; it was read without
        "#]],
    );
    check(
        "A **bold **word, a ** bold** one, **「太字」**の.",
        &expect![[r#"
        <span id="page"></span><p>A **bold <strong>word, a ** bold</strong> one, <strong>「太字」</strong>の.</p>
        en/a.md:3:3: markdown/stray-mark: `**` is read as text: its partner cannot be told
        en/a.md:3:35: markdown/repaired: the signs and letters around the marks keep the text from being bold; it was read as bold
    "#]],
    );
    check(
        "See ** [the page](b.md)** and [a **b **c] (d.md).",
        &expect![[r#"
            <span id="page"></span><p>See <strong><a b.md>the page</a></strong> and <a d.md>a <strong>b</strong> c</a>.</p>
            en/a.md:3:5: markdown/repaired: a space keeps the text from being bold; it was read as bold (2 times on this page)
            en/a.md:3:31: markdown/repaired: a space parts the link's text from its destination; it was read as a link
        "#]],
    );
    check(
        "Open **[Save **and [x] (see below), or ] (x.md).",
        &expect![[r#"
            <span id="page"></span><p>Open **<a x.md>Save **and [x] (see below), or</a>.</p>
            en/a.md:3:6: markdown/stray-mark: `**` is read as text: its partner cannot be told
            en/a.md:3:14: markdown/stray-mark: `**` is read as text: its partner cannot be told
            en/a.md:3:8: markdown/repaired: a space parts the link's text from its destination; it was read as a link
        "#]],
    );
    check(
        "2 ** 3, a ** b ** c, `** x**`, \\*\\* y\\*\\*, **/*.md, **alone",
        &expect![[r#"
        <span id="page"></span><p>2 ** 3, a ** b ** c, <code>** x**</code>, ** y**, **/*.md, **alone</p>
    "#]],
    );
    check(
        "**bold **text, ** bold**",
        &expect![[r#"
        <span id="page"></span><p>**bold <strong>text, ** bold</strong></p>
        en/a.md:3:1: markdown/stray-mark: `**` is read as text: its partner cannot be told
    "#]],
    );
    check(
        "[[a] (b.md)] (c.md)",
        &expect![[r#"
            <span id="page"></span><p>[<a b.md>a</a>] (c.md)</p>
            en/a.md:3:12: markdown/stray-mark: this reads as text, and looks like the end of a link
            en/a.md:3:2: markdown/repaired: a space parts the link's text from its destination; it was read as a link
        "#]],
    );
}
