//! A page's HTML with its holes filled: links, images, code, anchors and labels.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::highlight::Highlighted;
use super::linker::Linker;
use crate::model::{Link, Page, Site, Slot, Target};
use crate::parse::html::escape;

/// Fills the holes of a page.
///
/// # Errors
/// The operating system's, where the body was laid aside.
pub(super) fn html(
    page: &Page,
    site: &Site,
    linker: &Linker<'_>,
    highlighted: &Highlighted<'_>,
    words: &BTreeMap<String, String>,
) -> anyhow::Result<String> {
    let document = &page.document;
    let body = document.body.get()?;
    let word = |key: &str| words.get(key).map_or("", String::as_str);
    Ok(body.filled(&document.links, |html, slot, link| match (slot, link) {
        (Slot::LinkStart(number), Some(link)) => {
            start(html, link, target_of(page, number), linker, word("broken-link"));
        }
        (Slot::LinkEnd(number), _) => {
            let broken = matches!(target_of(page, number), Target::Broken);
            html.push_str(if broken { "</span>" } else { "</a>" });
        }
        (Slot::Image(number), Some(link)) => {
            image(html, link, target_of(page, number), linker, word("broken-link"), site);
        }
        (Slot::Code(number), _) => {
            if let Some(block) = document.code.get(number as usize) {
                html.push_str(&highlighted.get(block));
            }
        }
        (Slot::Anchor(number), _) => {
            if let Some(anchor) = body.anchors.get(number as usize) {
                html.push_str("<span id=\"");
                escape(anchor.as_str(), html);
                html.push_str("\"></span>");
            }
        }
        (Slot::Label(label), _) => escape(word(label.as_str()), html),
        (Slot::Html(own), _) => html.push_str(own.html.as_str()),
        (Slot::LinkStart(_) | Slot::Image(_), None) => {}
    }))
}

fn target_of(page: &Page, link: u32) -> &Target {
    page.links.get(link as usize).unwrap_or(&Target::Broken)
}

fn start(html: &mut String, link: &Link, target: &Target, linker: &Linker<'_>, broken: &str) {
    match linker.target(target) {
        Some(url) => {
            html.push_str("<a href=\"");
            escape(&url, html);
            html.push('"');
            html.push_str(&link.attributes);
            html.push('>');
        }
        None => broken_start(html, broken),
    }
}

fn broken_start(html: &mut String, title: &str) {
    html.push_str("<span class=\"broken-link\" title=\"");
    escape(title, html);
    html.push_str("\">");
}

fn image(html: &mut String, link: &Link, target: &Target, linker: &Linker<'_>, broken: &str, site: &Site) {
    let url = linker.target(target).filter(|_| !matches!(target, Target::Page { .. }));
    let Some(url) = url else {
        // What the picture shows is still said; without a description, its name is.
        broken_start(html, broken);
        let name = link.destination.rsplit('/').next().unwrap_or(&link.destination);
        escape(if link.alt.is_empty() { name } else { &link.alt }, html);
        html.push_str("</span>");
        return;
    };
    html.push_str("<img src=\"");
    escape(&url, html);
    html.push_str("\" alt=\"");
    escape(&link.alt, html);
    html.push('"');
    html.push_str(&link.attributes);
    // Its author's own size wins. Without one, the room it needs is kept free while it loads.
    let has_size = link.attributes.contains(" width=") || link.attributes.contains(" height=");
    if let Target::File(file) = target
        && let Some((width, height)) = site.picture_size(file).filter(|_| !has_size)
    {
        let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
    }
    html.push_str(" loading=\"lazy\" decoding=\"async\">");
}
