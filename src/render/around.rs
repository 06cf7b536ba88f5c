//! What stands around the pages: the root, home pages no source stands for, search pages, `404.html`,
//! and the files that machines read.

use std::fmt::Write as _;

use super::linker::Linker;
use super::navigation::Navigation;
use super::page::{Bare, HOME, canonical, render_bare};
use super::promised::Promised;
use super::{Shared, SharedLocale, feed, lists, search, sitemap, translations, widget};
use crate::diagnostic::Diagnostic;
use crate::model::{Redirect, SitePath, Target};
use crate::parse::html::escape;

/// What the site's first page is rendered with.
const ROOT: &str = "root.html";

/// What is shown where there is no page: the name of its file and of its template.
const NOT_FOUND: &str = "404.html";

/// The pages of a locale that no source stands for.
pub(super) fn of_locale<'a>(shared: &'a Shared<'_>, locale: &'a SharedLocale<'_>) -> Vec<Promised<'a>> {
    let url = &locale.locale_site.url;
    let mut pages = search::pages(shared, locale);
    pages.extend(lists::pages(shared, locale));
    pages.extend(translations::promised(shared, locale));
    if locale.locale_site.home.is_none() {
        pages.push(Promised::at(url, locale, HOME, move || {
            let linker = Linker::at(shared.site, url.clone());
            let navigation = locale.tree.two_levels(&linker);
            render_bare(shared, locale, bare(HOME, "home", url.clone(), linker, navigation))
        }));
    }
    pages.push(not_found(shared, locale, url.below(NOT_FOUND)));
    pages
}

/// Those of no locale.
pub(super) fn of_site<'a>(shared: &'a Shared<'_>) -> [Promised<'a>; 2] {
    let default = shared.locale(&shared.site.default_locale);
    let root = SitePath::new("");
    let first = Promised::at(&root.clone(), default, ROOT, move || {
        let linker = Linker::at(shared.site, root.clone());
        render_bare(shared, default, bare(ROOT, "root", root.clone(), linker, Ok(Navigation::none())))
    });
    [first, not_found(shared, default, SitePath::new(NOT_FOUND))]
}

/// Some hosts have one page for all addresses that do not exist, others one a folder.
fn not_found<'a>(shared: &'a Shared<'_>, locale: &'a SharedLocale<'_>, url: SitePath) -> Promised<'a> {
    Promised::at(&url.clone(), locale, NOT_FOUND, move || {
        let linker = Linker::anywhere(shared.site, url.clone(), shared.config.base_path());
        let navigation = locale.tree.two_levels(&linker);
        render_bare(shared, locale, bare(NOT_FOUND, "not-found", url.clone(), linker, navigation))
    })
}

fn bare<'a>(
    template: &'a str,
    kind: &'a str,
    url: SitePath,
    linker: Linker<'a>,
    navigation: Result<Navigation, Diagnostic>,
) -> Bare<'a> {
    Bare { template, kind, url, place: "", linker, navigation, letters: Vec::new(), progress: None }
}

/// The files that machines read, by their path; redirects to pages are made one by one.
pub(super) fn texts(shared: &Shared<'_>) -> Vec<(String, String)> {
    let away = shared.site.away.iter();
    let away = away.filter_map(|(from, target)| Some((from.file(), away_to(shared, from, target)?)));
    let mut texts: Vec<(String, String)> = away.collect();
    texts.extend(widget::files(shared));
    texts.extend(sitemap::files(shared));
    texts.extend(feed::files(shared));
    texts.push(("robots.txt".to_owned(), robots(shared)));
    // Without it GitHub Pages runs Jekyll over the site.
    texts.push((".nojekyll".to_owned(), String::new()));
    texts
}

/// A page that leads on to another, for hosts that know no redirects.
pub(super) fn redirect(shared: &Shared<'_>, way: &Redirect) -> String {
    let page = shared.site.page(way.page);
    let fragment = way.fragment.as_ref().map(|anchor| format!("#{}", anchor.encoded())).unwrap_or_default();
    let link = way.from.link_to(&page.url) + &fragment;
    let address = canonical(shared, &page.url).unwrap_or_else(|| link.clone());
    leading(page.document.locale.as_str(), &page.document.title, &address, &link)
}

/// The same for what is no page: a file of the site, or another site's address.
fn away_to(shared: &Shared<'_>, from: &SitePath, target: &Target) -> Option<String> {
    let link = Linker::at(shared.site, from.clone()).target(target)?;
    let address = match target {
        Target::File(url) => canonical(shared, url).unwrap_or_else(|| link.clone()),
        _ => link.clone(),
    };
    Some(leading(shared.site.default_locale.as_str(), &link, &address, &link))
}

/// A page that leads on at once, and by a link where a browser does not.
fn leading(language: &str, title: &str, address: &str, link: &str) -> String {
    let mut html = String::from("<!DOCTYPE html>\n<html lang=\"");
    escape(language, &mut html);
    html.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    escape(title, &mut html);
    html.push_str("</title>\n<link rel=\"canonical\" href=\"");
    escape(address, &mut html);
    html.push_str(
        "\">\n<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url=",
    );
    escape(link, &mut html);
    html.push_str("\">\n</head>\n<body>\n<p><a href=\"");
    escape(link, &mut html);
    html.push_str("\">");
    escape(title, &mut html);
    html.push_str("</a></p>\n</body>\n</html>\n");
    html
}

fn robots(shared: &Shared<'_>) -> String {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if let Some(sitemap) = canonical(shared, &SitePath::new("sitemap.xml")) {
        let _ = write!(text, "\nSitemap: {sitemap}\n");
    }
    text
}
