//! Follows every link of a built site: each `href`, `src` and fragment must lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use html5gum::{Token, Tokenizer};
use percent_encoding::percent_decode_str;
use walkdir::WalkDir;

/// A link that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dead {
    /// The file it stands in, below the site's root.
    pub(crate) file: String,
    /// As it is written.
    pub(crate) link: String,
    /// What is missing.
    pub(crate) why: &'static str,
}

/// What was looked at.
#[derive(Debug, Default)]
pub(crate) struct Crawl {
    /// How many HTML files there are, and the sitemap.
    pub(crate) pages: usize,
    /// How many internal links were followed.
    pub(crate) links: usize,
    /// Those that lead nowhere, in order.
    pub(crate) dead: Vec<Dead>,
}

/// What one page offers and asks for.
#[derive(Default)]
struct Page {
    anchors: BTreeSet<String>,
    links: Vec<String>,
}

/// Reads all files of the site, then follows every link. `base_url` is where the site says it is
/// served, if it does: links to there are internal too.
pub(crate) fn crawl(site: &Path, base_url: Option<&str>) -> Crawl {
    let mut pages = BTreeMap::new();
    let mut files = BTreeSet::new();
    for entry in WalkDir::new(site).sort_by_file_name() {
        let entry = entry.unwrap();
        if !entry.file_type().is_file() {
            continue;
        }
        let name = entry.path().strip_prefix(site).unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".html") {
            pages.insert(name.clone(), read(&fs::read(entry.path()).unwrap()));
        } else if name == "sitemap.xml" {
            pages.insert(name.clone(), listed(&fs::read_to_string(entry.path()).unwrap()));
        }
        files.insert(name);
    }
    let mut crawl = Crawl { pages: pages.len(), ..Crawl::default() };
    for (file, page) in &pages {
        for link in &page.links {
            let Some((target, fragment)) = resolve(file, link, base_url) else { continue };
            crawl.links += 1;
            let mut dead = |why| crawl.dead.push(Dead { file: file.clone(), link: link.clone(), why });
            match target {
                Err(why) => dead(why),
                Ok(target) if !files.contains(&target) => dead("there is no such file"),
                Ok(target) => {
                    let known = |fragment: &str| {
                        pages.get(&target).is_none_or(|page| page.anchors.contains(fragment))
                    };
                    // An empty fragment and `top` are the start of every page (HTML, 7.4.6.3).
                    if !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top") && !known(&fragment) {
                        dead("the page has no such anchor");
                    }
                }
            }
        }
    }
    crawl.dead.sort();
    crawl.dead.dedup();
    crawl
}

/// The attributes that hold a URL.
const URLS: [&[u8]; 6] = [b"href", b"src", b"poster", b"data", b"action", b"cite"];

fn read(html: &[u8]) -> Page {
    let mut page = Page::default();
    for token in Tokenizer::new(html) {
        let Token::StartTag(tag) = token.unwrap() else { continue };
        let text = |value: &[u8]| String::from_utf8(value.to_vec()).unwrap();
        for (name, value) in &tag.attributes {
            let value = text(value);
            match name.as_slice() {
                b"id" => _ = page.anchors.insert(value),
                b"name" if tag.name.as_slice() == b"a" => _ = page.anchors.insert(value),
                b"srcset" => page.links.extend(
                    value.split(',').filter_map(|part| part.split_whitespace().next().map(str::to_owned)),
                ),
                // `<meta http-equiv="refresh" content="0; url=…">`
                b"content" => page.links.extend(value.split_once("url=").map(|(_, url)| url.to_owned())),
                name if URLS.contains(&name) => page.links.push(value.trim().to_owned()),
                _ => {}
            }
        }
    }
    page
}

/// The addresses of a sitemap.
fn listed(sitemap: &str) -> Page {
    let entries = sitemap.split("<loc>").skip(1);
    let links = entries.map(|entry| entry.split("</loc>").next().unwrap().replace("&amp;", "&"));
    Page { links: links.collect(), ..Page::default() }
}

/// The file and the fragment that a link on a page leads to; `None` where it leaves the site.
fn resolve(file: &str, link: &str, base_url: Option<&str>) -> Option<(Result<String, &'static str>, String)> {
    let base_path = base_url.map_or("/", |url| {
        let host = url.find("://").map_or(0, |at| at + 3);
        url[host..].find('/').map_or("/", |at| &url[host + at..])
    });
    let mut link = link;
    let absolute;
    if let Some(below) = base_url.and_then(|base| link.strip_prefix(base)) {
        absolute = format!("{base_path}{below}");
        link = &absolute;
    }
    let (before, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = before.split('?').next().unwrap_or("");
    let scheme = path.split(['/', '?']).next().is_some_and(|first| first.contains(':'));
    if scheme || path.starts_with("//") {
        return None;
    }
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let target = match path.strip_prefix('/') {
        Some(_) => match path.strip_prefix(base_path) {
            Some(below) => join("", &decode(below)),
            None => Err("it leaves the base path"),
        },
        None if path.is_empty() => Ok(file.to_owned()),
        None => join(file.rsplit_once('/').map_or("", |(folder, _)| folder), &decode(path)),
    };
    Some((target, decode(fragment)))
}

/// Follows a path from a folder; one that ends in a folder leads to the `index.html` in it.
fn join(folder: &str, path: &str) -> Result<String, &'static str> {
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    let mut is_folder = true;
    for segment in path.split('/') {
        is_folder = matches!(segment, "" | "." | "..");
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop().ok_or("it leaves the site")?;
            }
            name => segments.push(name),
        }
    }
    if is_folder {
        segments.push("index.html");
    }
    Ok(segments.join("/"))
}
