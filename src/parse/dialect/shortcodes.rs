//! Shortcodes of Hugo, `{{< note >}}` and `{{% note %}}`, and tags of Jekyll, `{% note %}`: what a line that
//! holds one and nothing else means, where that is certain. What any other would show only its own tool
//! knows, so it stays in the text and `spelling` reports it.

use super::line::attribute;

/// What a shortcode means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shortcode<'t> {
    /// A note of a kind, perhaps with a title.
    OpenNote {
        kind: String,
        title: &'t str,
    },
    CloseNote,
    /// A note that holds its text itself.
    Note {
        kind: String,
        text: &'t str,
    },
    /// A block that opens, under a title.
    OpenDetails(&'t str),
    CloseDetails,
    OpenTab(&'t str),
    CloseTab,
    /// A picture: its source, what it shows, and its caption.
    Figure {
        source: &'t str,
        alt: &'t str,
        title: &'t str,
    },
    /// A mark that nobody sees, such as what stands around tabs.
    Nothing,
}

/// Names that are a kind of note themselves.
const KINDS: [&str; 9] =
    ["note", "tip", "info", "important", "warning", "caution", "danger", "hint", "attention"];
/// Names of notes whose kind stands beside the name.
const NOTES: [&str; 6] = ["alert", "admonition", "callout", "notice", "hint", "pageinfo"];
const DETAILS: [&str; 4] = ["details", "expand", "collapse", "accordion"];
const FIGURES: [&str; 3] = ["figure", "image", "img"];

/// Reads a line.
pub(super) fn read(line: &str) -> Option<Shortcode<'_>> {
    let inside = inside(line)?;
    if let Some(name) = inside.strip_prefix('/').map(str::trim) {
        return closing(name);
    }
    let (name, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let rest = rest.trim().trim_end_matches('/').trim_end();
    let is_liquid = line.starts_with("{% ");
    match name.strip_prefix("end").filter(|_| is_liquid) {
        Some(name) => closing(name),
        None if is_liquid && name == "include" => include(rest),
        None => opening(name, rest),
    }
}

/// What stands between the braces of a line that is one shortcode.
fn inside(line: &str) -> Option<&str> {
    const BRACES: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];
    let (open, close) = BRACES.into_iter().find(|(open, _)| line.starts_with(open))?;
    let inside = line.strip_prefix(open)?.strip_suffix(close)?;
    (!inside.contains(open)).then(|| inside.trim_matches('-').trim())
}

fn opening<'t>(name: &str, rest: &'t str) -> Option<Shortcode<'t>> {
    if name == "tab" {
        return Some(Shortcode::OpenTab(named(rest, &["name", "title", "header", "label"])));
    }
    if DETAILS.contains(&name) {
        return Some(Shortcode::OpenDetails(named(rest, &["title", "summary"])));
    }
    if FIGURES.contains(&name) {
        let part = |name: &str| attribute(rest, name).unwrap_or("");
        let (title, alt) = (part("caption"), part("alt"));
        let title = if title.is_empty() { part("title") } else { title };
        return attribute(rest, "src").map(|source| Shortcode::Figure { source, alt, title });
    }
    if KINDS.contains(&name) && (name != "hint" || rest.is_empty()) {
        return Some(Shortcode::OpenNote { kind: kind(name), title: named(rest, &["title"]) });
    }
    if NOTES.contains(&name) {
        let (first, second) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let is_kind = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_alphabetic());
        let written = ["type", "style", "level", "color"].into_iter().find_map(|name| attribute(rest, name));
        let (written, title) = match written {
            None if is_kind => (first, named(second, &["title"])),
            written => (written.unwrap_or("note"), attribute(rest, "title").unwrap_or("")),
        };
        return Some(Shortcode::OpenNote { kind: kind(written), title });
    }
    matches!(name, "tabs" | "tabpane" | "raw").then_some(Shortcode::Nothing)
}

fn closing<'t>(name: &str) -> Option<Shortcode<'t>> {
    match name {
        "tab" => Some(Shortcode::CloseTab),
        "tabs" | "tabpane" | "raw" => Some(Shortcode::Nothing),
        name if DETAILS.contains(&name) => Some(Shortcode::CloseDetails),
        name if KINDS.contains(&name) || NOTES.contains(&name) => Some(Shortcode::CloseNote),
        _ => None,
    }
}

/// `{% include note.html content="…" %}`.
fn include(rest: &str) -> Option<Shortcode<'_>> {
    let (file, attributes) = rest.split_once(char::is_whitespace)?;
    let name = file.strip_suffix(".html")?;
    let text = attribute(attributes, "content")?;
    let written = attribute(attributes, "type").filter(|_| NOTES.contains(&name)).unwrap_or(name);
    (KINDS.contains(&name) || NOTES.contains(&name)).then(|| Shortcode::Note { kind: kind(written), text })
}

/// The kind that ajuda knows for one of these tools.
fn kind(name: &str) -> String {
    match name {
        "primary" | "default" | "secondary" => "NOTE".to_owned(),
        "success" => "TIP".to_owned(),
        "error" => "CAUTION".to_owned(),
        name => name.to_uppercase(),
    }
}

/// The value of one of these attributes, else the first value without a name.
fn named<'t>(rest: &'t str, names: &[&str]) -> &'t str {
    let value = names.iter().find_map(|name| attribute(rest, name));
    let quoted = || rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
    value.or_else(quoted).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_of_each_tool_are_read() {
        let note = |kind: &str, title| Some(Shortcode::OpenNote { kind: kind.to_owned(), title });
        for (line, meaning) in [
            ("{{< note >}}", note("NOTE", "")),
            ("{{% alert title=\"Mind\" color=\"warning\" %}}", note("WARNING", "Mind")),
            ("{{% notice tip \"A tip\" %}}", note("TIP", "A tip")),
            ("{{< hint danger >}}", note("DANGER", "")),
            ("{% important %}", note("IMPORTANT", "")),
            ("{{< /note >}}", Some(Shortcode::CloseNote)),
            ("{% endnote %}", Some(Shortcode::CloseNote)),
            ("{{% tab name=\"Linux\" %}}", Some(Shortcode::OpenTab("Linux"))),
            ("{{< tab \"Linux\" >}}", Some(Shortcode::OpenTab("Linux"))),
            ("{{< /tab >}}", Some(Shortcode::CloseTab)),
            ("{{< tabs name=\"x\" >}}", Some(Shortcode::Nothing)),
            ("{{< details \"More\" >}}", Some(Shortcode::OpenDetails("More"))),
            (
                "{{< figure src=\"a.png\" alt=\"A\" caption=\"The A\" >}}",
                Some(Shortcode::Figure { source: "a.png", alt: "A", title: "The A" }),
            ),
            (
                "{% include warning.html content=\"Save first.\" %}",
                Some(Shortcode::Note { kind: "WARNING".to_owned(), text: "Save first." }),
            ),
        ] {
            assert_eq!(read(line), meaning, "{line}");
        }
        for line in
            ["{{< lastmod >}}", "{% ifversion ghec %}", "{{ page.title }}", "{{< a >}} {{< b >}}", "{"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
