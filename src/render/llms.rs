//! What programs that read for people are given, where the site asks for it: each page as plain
//! markdown beside it, and `llms.txt` (llmstxt.org), which lists a locale's pages with their titles
//! and descriptions.

use super::linker::Linker;
use super::markdown::plain;
use super::page::{canonical, name};
use super::{Shared, SharedLocale, body, markdown};
use crate::model::{NavigationNode, Page, SitePath, Target};

/// What a page's markdown is called, in the page's folder.
pub(super) const FILE: &str = "index.md";

/// A page as markdown: what its source became, so includes are in it, dialects are plain, and links
/// lead where the page's lead.
///
/// # Errors
/// The operating system's, where the body was laid aside.
pub(super) fn page(shared: &Shared<'_>, page: &Page) -> anyhow::Result<String> {
    let document = &page.document;
    let locale = shared.locale(&document.locale);
    let linker = Linker::at(shared.site, page.url.clone()).for_reader(&document.locale);
    let html = body::html(page, shared.site, &linker, &shared.highlighted, &locale.words)?;
    let mut text = format!("# {}\n\n", plain(name(document)));
    if !document.description.is_empty() {
        text += &format!("> {}\n\n", plain(&document.description));
    }
    Ok(text + &markdown::of(&html) + "\n")
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
    let mut text = format!("# {}\n", plain(&locale.title));
    let home = locale.locale_site.home.map(|home| shared.site.page(home));
    if let Some(description) = home.map(|home| &home.document.description).filter(|text| !text.is_empty()) {
        text += &format!("\n> {}\n", plain(description));
    }
    let nodes = &locale.locale_site.navigation;
    // Pages without a topic above them stand first, then each topic as a section of its own.
    let (topics, lone): (Vec<_>, Vec<_>) = nodes.iter().partition(|node| !node.children.is_empty());
    let section = |title: &str, nodes: &[&NavigationNode]| {
        let mut lines = String::new();
        nodes.iter().for_each(|node| entries(shared, node, at, &mut lines));
        if lines.is_empty() { lines } else { format!("\n## {}\n\n{lines}", plain(title)) }
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
        let about = plain(&page.document.description);
        let about = if about.is_empty() { about } else { format!(": {about}") };
        *lines += &format!("- [{}]({url}){about}\n", plain(&node.title));
    }
    node.children.iter().for_each(|child| entries(shared, child, at, lines));
}

/// A whole address where the site's is known.
fn address(shared: &Shared<'_>, at: &SitePath, url: &SitePath) -> String {
    canonical(shared, url).unwrap_or_else(|| at.link_to(url))
}
