//! Shortcodes of Hugo and Jekyll.

use expect_test::expect;

use super::check;

#[test]
fn shortcodes_whose_meaning_is_certain_are_read() {
    check(
        "{{< note >}}\nMind **this**.\n{{< /note >}}\n\nAfter.",
        &expect![[r#"
        <span id="page"></span><div class="alert alert-note" role="note">
        <p class="alert-title">(alert-note)</p>
        <p>Mind <strong>this</strong>.</p>
        </div>
        <p>After.</p>
    "#]],
    );
    check(
        "{{% alert title=\"Mind\" color=\"warning\" %}}\n\n- one\n- two\n\n{{% /alert %}}",
        &expect![[r#"
            <span id="page"></span><div class="alert alert-warning" role="note">
            <p class="alert-title">Mind</p>
            <ul>
            <li>one</li>
            <li>two</li>
            </ul>
            </div>
        "#]],
    );
    check(
        "{% tip %}\nSave first.\n{% endtip %}",
        &expect![[r#"
        <span id="page"></span><div class="alert alert-tip" role="note">
        <p class="alert-title">(alert-tip)</p>
        <p>Save first.</p>
        </div>
    "#]],
    );
    check(
        "{% include important.html content=\"Save *first*.\" %}",
        &expect![[r#"
        <span id="page"></span><div class="alert alert-important" role="note">
        <p class="alert-title">(alert-important)</p>
        <p>Save <em>first</em>.</p>
        </div>
    "#]],
    );
    check(
        "{{< tabs >}}\n{{< tab \"Linux\" >}}\nmake\n{{< /tab >}}\n{{< tab \"Windows\" >}}\nbuild\n{{< /tab >}}\n{{< /tabs >}}",
        &expect![[r#"
            <span id="page"></span><div class="tabs"><section aria-label="Linux" class="tab"><p class="tab-title">Linux</p><p>make</p>
            </section><section aria-label="Windows" class="tab"><p class="tab-title">Windows</p><p>build</p>
            </section></div>"#]],
    );
    check(
        "{{< details \"More\" >}}\n\nThe rest.\n\n{{< /details >}}",
        &expect![[r#"
        <span id="page"></span><details><summary>More</summary><p>The rest.</p>
        </details>"#]],
    );
    check(
        "{{< figure src=\"a.png\" caption=\"The A\" >}}",
        &expect![[r#"
        <span id="page"></span><figure><img a.png The A><figcaption>The A</figcaption></figure>
    "#]],
    );
}

#[test]
fn any_other_shortcode_stays_and_is_one_finding() {
    check(
        "Changed {{< lastmod >}}, `{{< code >}}`.\n\n{% ifversion ghec %}\n\nText {{<x>}}\n\n{% endif %}",
        &expect![[r#"
            <span id="page"></span><p>Changed {{&lt; lastmod &gt;}}, <code>{{&lt; code &gt;}}</code>.</p>
            <p>{% ifversion ghec %}</p>
            <p>Text {{&lt;x&gt;}}</p>
            <p>{% endif %}</p>
            en/a.md:3:9: markdown/shortcode: `{{< lastmod >}}` is a shortcode of another tool, and stays as text, as do 3 more
        "#]],
    );
    check(
        "{<i t>> {<x>",
        &expect![[r#"
        <span id="page"></span><p>{<i>&gt; {&lt;x&gt;</i></p>
        en/a.md:3:1: html/unbalanced: `<i>` is not closed where it was opened
    "#]],
    );
    check(
        "&lbrace;&lbrace;< &lbrace;{<€€",
        &expect![[r#"
        <span id="page"></span><p>{{&lt; {{&lt;€€</p>
        en/a.md:3:1: markdown/shortcode: `&l` is a shortcode of another tool, and stays as text, as do 1 more
    "#]],
    );
    check(
        "```\n{{< note >}}\n```\n\nA {{ variable }} of a template.",
        &expect![[r#"
        <span id="page"></span><code >{{< note >}}
        </code>
        <p>A {{ variable }} of a template.</p>
    "#]],
    );
}
