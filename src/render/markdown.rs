//! A page's HTML as plain markdown.
//!
//! What is text in the HTML is text in the markdown: nothing in it is a link, HTML or code that was none
//! before, whoever makes pages of it again.

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::{Element, HtmlToMarkdown};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What would end an address in markdown.
const ENDS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'<').add(b'>').add(b'(').add(b')').add(b'"').add(b'\\').add(b'`');

/// The markdown of a page's body.
pub(super) fn of(html: &str) -> String {
    let converter = HtmlToMarkdown::builder()
        .skip_tags(vec!["svg", "button", "style", "script"])
        .add_handler(vec!["a", "img"], with_plain_attributes)
        .add_handler(vec!["pre"], preformatted)
        .build();
    let text = converter.convert(&without_heading_links(&with_languages(html))).unwrap_or_default();
    text.trim().to_owned()
}

/// A text on one line, which says no more as markdown than it does as it stands: nothing in it is a link, HTML,
/// code, another letter, or the beginning of another block.
pub(super) fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = String::with_capacity(line.len());
    // What makes the line a heading or a list is its first character, or the one behind its first number; what
    // closes a heading stands apart at its end.
    let behind_number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = line.len() - behind_number.len();
    let marks = if number == 0 { ['#', '-', '+', '>'].as_slice() } else { &['.', ')'] };
    let opens = behind_number.starts_with(marks).then_some(number);
    let closes = line.trim_end_matches('#');
    let closes = (closes.len() < line.len() && closes.ends_with(' ')).then_some(closes.len());
    for (at, c) in line.char_indices() {
        let is_mark = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~');
        let is_block = opens == Some(at) || closes == Some(at);
        if is_mark || is_block || c == '&' && is_entity(&line[at + 1..]) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Whether a text goes on as `amp;` does behind its `&`.
fn is_entity(rest: &str) -> bool {
    let name = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
    name > 0 && rest[name..].starts_with(';')
}

/// A link or a picture whose description, title and address say no more than they do.
fn with_plain_attributes(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let mut attributes = element.attrs.to_vec();
    for attribute in &mut attributes {
        let value = match &*attribute.name.local {
            "alt" | "title" => plain(&attribute.value),
            "href" | "src" => utf8_percent_encode(&attribute.value, ENDS).to_string(),
            _ => continue,
        };
        attribute.value = value.into();
    }
    let mut element = element;
    element.attrs = &attributes;
    handlers.fallback(element)
}

/// Preformatted text as a block of code, also where no `code` is in it, or not around all of it.
#[expect(clippy::needless_pass_by_value, reason = "handlers have this shape")]
fn preformatted(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let content = handlers.walk_children(element.node).content;
    let content = content.trim_matches('\n');
    let block = if is_block(content) {
        content.to_owned()
    } else {
        let longest = content.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(3.max(longest + 1));
        format!("{fence}\n{content}\n{fence}")
    };
    Some(format!("\n\n{block}\n\n").into())
}

/// Whether a text is one block of code, from its first line to its last.
fn is_block(text: &str) -> bool {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let closes = |line: &str| line.trim().len() >= ticks && line.trim().bytes().all(|byte| byte == b'`');
    let mut lines = text.lines();
    ticks >= 3
        && lines.next().is_some_and(|first| !first[ticks..].contains('`'))
        && lines.by_ref().any(closes)
        && lines.next().is_none()
}

/// Code blocks as other markdown writers have them: the language on the code, nothing around it.
fn with_languages(html: &str) -> String {
    const OPENING: &str = "<pre tabindex=\"0\"><code>";
    let mut pieces = html.split(OPENING);
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    let mut before = plain.as_str().to_owned();
    for piece in pieces {
        let attribute = before.rsplit_once("data-language=\"").map(|(_, rest)| rest);
        // Only the block right around the code names its language.
        let language =
            attribute.and_then(|rest| rest.split_once('"')).filter(|(_, rest)| !rest.contains("</pre>"));
        match language {
            Some((language, _)) => plain += &format!("<pre><code class=\"language-{language}\">"),
            None => plain += "<pre><code>",
        }
        plain += piece;
        piece.clone_into(&mut before);
    }
    plain
}

/// HTML without the link that each heading has to itself.
fn without_heading_links(html: &str) -> String {
    let mut pieces = html.split(" <a class=\"heading-anchor\"");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |plain, piece| plain + piece.split_once("</a>").map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_no_more_than_it_does() {
        assert_eq!(plain("Use `a[0]` *now*\n&  _b & c;"), "Use \\`a\\[0\\]\\` \\*now\\* & \\_b & c;");
        assert_eq!(plain("<b>](javascript:x)\\"), "\\<b>\\](javascript:x)\\\\");
        assert_eq!(plain("&lt; &#60; Q&A"), "\\&lt; \\&#60; Q&A");
        assert_eq!(plain("~~~ x"), "\\~\\~\\~ x");
        assert_eq!(plain("1. Begin"), "1\\. Begin");
        assert_eq!(plain("- C# and F #"), "\\- C# and F \\#");
        assert_eq!(plain("2026-11-22"), "2026-11-22");
    }

    #[test]
    fn headings_are_text_alone() {
        let html = "<h2>One <a class=\"heading-anchor\" href=\"#one\">#</a></h2><h2>Two <a class=\"heading-anchor\" href=\"#two\">#</a></h2>";
        assert_eq!(without_heading_links(html), "<h2>One</h2><h2>Two</h2>");
    }

    #[test]
    fn code_keeps_its_language() {
        let html = "<div class=\"code-block\" data-language=\"rust\"><pre tabindex=\"0\"><code>fn</code></pre></div><div class=\"code-block\"><pre tabindex=\"0\"><code>x</code></pre></div>";
        let plain = with_languages(html);
        assert!(
            plain.contains("<pre><code class=\"language-rust\">fn") && plain.contains("<pre><code>x"),
            "{plain}"
        );
    }

    #[test]
    fn text_stays_text() {
        for (html, expected) in [
            ("<pre>&lt;b&gt; <i>x</i></pre>", "```\n<b> *x*\n```"),
            ("<pre><code>a</code></pre>", "```\na\n```"),
            (
                "<pre><code>a</code>\n&lt;script&gt;\n<code>b</code></pre>",
                "````\n```\na\n```\n<script>\n```\nb\n```\n````",
            ),
            ("<img src=\"a.png\" alt=\"&lt;b&gt;](x)\">", "![\\<b>\\](x)](a.png)"),
            ("<img src=\"a b<c>.png\" title='\"<b>\\'>", "![](a%20b%3Cc%3E.png \"\\\"\\<b>\\\\\")"),
            ("<a href=\"a(b)\">x</a>", "[x](a%28b%29)"),
        ] {
            assert_eq!(of(html), expected);
        }
    }
}
