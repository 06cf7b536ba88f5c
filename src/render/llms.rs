//! What programs that read for people are given, where the site asks for it: each page as plain
//! markdown beside it, and `llms.txt` (llmstxt.org), which lists a locale's pages with their titles
//! and descriptions.

use htmd::HtmlToMarkdown;

use super::linker::Linker;
use super::page::{canonical, name};
use super::{Shared, SharedLocale, body};
use crate::model::{NavigationNode, Page, SitePath, Target};

/// What a page's markdown is called, in the page's folder.
pub(super) const FILE: &str = "index.md";

/// A page as markdown: what its source became, so includes are in it, dialects are plain, and links
/// lead where the page's lead.
pub(super) fn page(shared: &Shared<'_>, page: &Page) -> String {
    let document = &page.document;
    let locale = shared.locale(&document.locale);
    let linker = Linker::at(shared.site, page.url.clone()).for_reader(&document.locale);
    let html = body::html(page, shared.site, &linker, &shared.highlighted, &locale.words);
    let converter = HtmlToMarkdown::builder().skip_tags(vec!["svg", "button", "style", "script"]).build();
    let text = converter.convert(&without_heading_links(&with_languages(&html))).unwrap_or_default();
    let mut markdown = format!("# {}\n\n", one_line(name(document)));
    if !document.description.is_empty() {
        markdown += &format!("> {}\n\n", one_line(&document.description));
    }
    markdown + text.trim() + "\n"
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

/// The lists of all locales, by their path; the default locale's is the site's too.
pub(super) fn lists(shared: &Shared<'_>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for locale in &shared.locales {
        let own = locale.locale_site.url.below("llms.txt");
        files.push((own.file(), list(shared, locale, &own, false)));
        if locale.locale_site.locale == shared.site.default_locale {
            let root = SitePath::new("llms.txt");
            files.push((root.file(), list(shared, locale, &root, true)));
        }
    }
    files
}

fn list(shared: &Shared<'_>, locale: &SharedLocale<'_>, at: &SitePath, is_root: bool) -> String {
    let mut text = format!("# {}\n", one_line(&locale.title));
    let home = locale.locale_site.home.map(|home| shared.site.page(home));
    if let Some(description) = home.map(|home| &home.document.description).filter(|text| !text.is_empty()) {
        text += &format!("\n> {}\n", one_line(description));
    }
    let nodes = &locale.locale_site.navigation;
    // Pages without a topic above them stand first, then each topic as a section of its own.
    let (topics, lone): (Vec<_>, Vec<_>) = nodes.iter().partition(|node| !node.children.is_empty());
    let section = |title: &str, nodes: &[&NavigationNode]| {
        let mut lines = String::new();
        nodes.iter().for_each(|node| entries(shared, node, at, &mut lines));
        if lines.is_empty() { lines } else { format!("\n## {}\n\n{lines}", one_line(title)) }
    };
    text += &section(locale.words.get("topics").map_or("", String::as_str), &lone);
    for topic in topics {
        text += &section(&topic.title, &[topic]);
    }
    let others: Vec<&SharedLocale<'_>> =
        shared.locales.iter().filter(|other| other.locale_site.locale != locale.locale_site.locale).collect();
    if is_root && !others.is_empty() {
        let heading = locale.words.get("language").map_or("", String::as_str);
        text += &format!("\n## {heading}\n\n");
        for other in others {
            let url = other.locale_site.url.below("llms.txt");
            text += &format!("- [{}]({})\n", other.language_name(), address(shared, at, &url));
        }
    }
    text
}

/// A line for each page at and below a node. Recursion is as deep as the navigation.
fn entries(shared: &Shared<'_>, node: &NavigationNode, at: &SitePath, lines: &mut String) {
    if let Some(Target::Page { page, fragment: None, .. }) = &node.target {
        let page = shared.site.page(*page);
        let url = address(shared, at, &page.url.below(FILE));
        let about = one_line(&page.document.description);
        let about = if about.is_empty() { about } else { format!(": {about}") };
        let title = one_line(&node.title).replace('[', "\\[").replace(']', "\\]");
        *lines += &format!("- [{title}]({url}){about}\n");
    }
    node.children.iter().for_each(|child| entries(shared, child, at, lines));
}

/// A whole address where the site's is known.
fn address(shared: &Shared<'_>, at: &SitePath, url: &SitePath) -> String {
    canonical(shared, url).unwrap_or_else(|| at.link_to(url))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
