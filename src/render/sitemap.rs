//! `sitemap.xml`, as sitemaps.org's protocol 0.9 has it, with the translations of each page.
//!
//! A list that is too long for one file is several, and `sitemap.xml` lists those. Without a base URL
//! addresses lack their host, which the protocol asks for; a host that fills it in can still use them.

use super::Shared;
use super::page::canonical;
use crate::model::{Locale, Page, SitePath};
use crate::parse::html::escape;

/// The most that one file may have: how many addresses, and how many bytes.
#[derive(Clone, Copy)]
struct Limits {
    addresses: usize,
    bytes: usize,
}

const LIMITS: Limits = Limits { addresses: 50_000, bytes: 50_000_000 };

const OPENING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
const CLOSING: &str = "</urlset>\n";

/// The files, by their path.
pub(super) fn files(shared: &Shared<'_>) -> Vec<(String, String)> {
    let site = shared.site;
    let homes = site.locales.iter().filter(|locale| locale.home.is_none());
    let all_homes: Vec<(&Locale, &SitePath)> =
        site.locales.iter().map(|locale| (&locale.locale, &locale.url)).collect();
    let homes = homes.map(|locale| entry(shared, &locale.url, None, &all_homes, Some(&SitePath::new(""))));
    // What an older version repeats is found at its latest.
    let listed = site.pages.iter().filter(|page| page.newest().is_none());
    let pages = listed.map(|page| {
        let translations: Vec<(&Locale, &SitePath)> =
            page.translations.iter().map(|(locale, id)| (locale, &site.page(*id).url)).collect();
        let is_home = page.document.key.as_str().is_empty();
        let root = SitePath::new("");
        let default = match is_home {
            true => Some(&root),
            false => {
                translations.iter().find(|(locale, _)| **locale == site.default_locale).map(|(_, url)| *url)
            }
        };
        let translations = if is_home { &all_homes } else { &translations };
        entry(shared, &page.url, changed(shared, page), translations, default)
    });
    let address = |name: &str| {
        let url = SitePath::new(name);
        canonical(shared, &url).unwrap_or_else(|| url.absolute(""))
    };
    split(homes.chain(pages), LIMITS, address)
}

/// When a page changed: what its front matter says, else the log of git.
pub(super) fn changed(shared: &Shared<'_>, page: &Page) -> Option<jiff::civil::Date> {
    let logged = || shared.config.history.as_deref()?.changes.get(page.document.source.path());
    page.document.front_matter.date.or_else(|| logged().map(|change| change.date))
}

/// An address with its date and its translations; `default` is for readers of any other language.
fn entry(
    shared: &Shared<'_>,
    url: &SitePath,
    date: Option<jiff::civil::Date>,
    translations: &[(&Locale, &SitePath)],
    default: Option<&SitePath>,
) -> String {
    let address = |url: &SitePath| canonical(shared, url).unwrap_or_else(|| url.absolute(""));
    let mut xml = "<url><loc>".to_owned();
    escape(&address(url), &mut xml);
    xml.push_str("</loc>");
    if let Some(date) = date {
        xml.push_str(&format!("<lastmod>{date}</lastmod>"));
    }
    let mut alternate = |language: &str, url: &SitePath| {
        xml.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
        escape(language, &mut xml);
        xml.push_str("\" href=\"");
        escape(&address(url), &mut xml);
        xml.push_str("\"/>");
    };
    if translations.len() > 1 {
        for (locale, url) in translations {
            alternate(locale.as_str(), url);
        }
        if let Some(default) = default {
            alternate("x-default", default);
        }
    }
    xml.push_str("</url>\n");
    xml
}

/// Entries in as many files as the limits ask for.
fn split(
    entries: impl Iterator<Item = String>,
    limits: Limits,
    address: impl Fn(&str) -> String,
) -> Vec<(String, String)> {
    let mut lists = vec![(0, OPENING.to_owned())];
    for entry in entries {
        let is_full = lists.last().is_none_or(|(count, xml)| {
            *count == limits.addresses || xml.len() + entry.len() + CLOSING.len() > limits.bytes
        });
        if is_full {
            lists.push((0, OPENING.to_owned()));
        }
        if let Some((count, xml)) = lists.last_mut() {
            *count += 1;
            xml.push_str(&entry);
        }
    }
    let mut files: Vec<(String, String)> =
        (1..).zip(lists).map(|(number, (_, xml))| (format!("sitemap/{number}.xml"), xml + CLOSING)).collect();
    if let [(name, _)] = &mut files[..] {
        "sitemap.xml".clone_into(name);
        return files;
    }
    let mut index = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
    for (name, _) in &files {
        index.push_str("<sitemap><loc>");
        escape(&address(name), &mut index);
        index.push_str("</loc></sitemap>\n");
    }
    files.push(("sitemap.xml".to_owned(), index + "</sitemapindex>\n"));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_several_files() {
        let entries = |count: usize| (0..count).map(|number| format!("<url>{number}</url>\n"));
        let address = |name: &str| format!("https://example.com/{name}");
        let names =
            |files: &[(String, String)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let by_count = Limits { addresses: 2, bytes: usize::MAX };
        assert_eq!(names(&split(entries(2), by_count, address)), ["sitemap.xml"]);
        let files = split(entries(5), by_count, address);
        assert_eq!(names(&files), ["sitemap/1.xml", "sitemap/2.xml", "sitemap/3.xml", "sitemap.xml"]);
        assert!(files[3].1.contains("<loc>https://example.com/sitemap/3.xml</loc>"), "{}", files[3].1);
        assert_eq!(
            files.iter().map(|(_, xml)| xml.matches("<url>").count()).collect::<Vec<_>>(),
            [2, 2, 1, 0]
        );
        let bytes = OPENING.len() + CLOSING.len() + 2 * "<url>0</url>\n".len();
        let by_bytes = split(entries(3), Limits { addresses: 100, bytes }, address);
        assert!(by_bytes[..2].iter().all(|(_, xml)| xml.len() <= bytes), "{by_bytes:?}");
        assert_eq!(by_bytes.len(), 3);
    }
}
