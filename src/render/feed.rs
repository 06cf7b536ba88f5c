//! A locale's feed of what changed, as Atom (RFC 4287) has it. It needs full addresses and dates, so
//! a site without a base URL, and a locale whose pages have no dates, has none.

use super::page::{canonical, name};
use super::{Shared, SharedLocale, sitemap, xml};
use crate::config::Config;
use crate::model::{LocaleSite, Page, Site, SitePath};
use crate::parse::html::escape;

/// How many changes a feed has.
const MOST: usize = 50;

/// Where a locale's feed lies, if it has one.
pub(super) fn place(locale: &LocaleSite, site: &Site, config: &Config) -> Option<SitePath> {
    let url = locale.url.below("feed.xml");
    let logged = |page: &Page| {
        config
            .history
            .as_deref()
            .is_some_and(|history| history.changes.contains_key(page.document.source.path()))
    };
    let mut pages = site.listed_in(&locale.locale);
    let has_dates = pages.any(|page| page.document.front_matter.date.is_some() || logged(page));
    (config.base_url.is_some() && has_dates).then_some(url)
}

/// The feeds of all locales, by their path.
pub(super) fn files(shared: &Shared<'_>) -> Vec<(String, String)> {
    let locales = shared.locales.iter();
    locales.filter_map(|locale| Some((locale.feed.as_ref()?.file(), feed(shared, locale)?))).collect()
}

fn feed(shared: &Shared<'_>, locale: &SharedLocale<'_>) -> Option<String> {
    let own = locale.feed.as_ref()?;
    let pages = shared.site.listed_in(&locale.locale_site.locale);
    let mut dated: Vec<(jiff::civil::Date, &Page)> =
        pages.filter_map(|page| Some((sitemap::changed(shared, page)?, page))).collect();
    dated.sort_by(|(a, first), (b, second)| b.cmp(a).then_with(|| first.url.cmp(&second.url)));
    dated.truncate(MOST);
    let mut xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\""
            .to_owned();
    escape(locale.locale_site.locale.as_str(), &mut xml);
    xml.push_str("\">\n");
    element(&mut xml, "title", &locale.title);
    let home = canonical(shared, &locale.locale_site.url)?;
    element(&mut xml, "id", &home);
    link(&mut xml, "self", &canonical(shared, own)?);
    link(&mut xml, "alternate", &home);
    // A day has no time in it; the first moment of it is the same everywhere.
    element(&mut xml, "updated", &format!("{}T00:00:00Z", dated.first()?.0));
    xml.push_str("<author>");
    element(&mut xml, "name", &locale.title);
    xml.push_str("</author>\n");
    for (date, page) in dated {
        let address = canonical(shared, &page.url)?;
        xml.push_str("<entry>\n");
        element(&mut xml, "title", name(&page.document));
        element(&mut xml, "id", &address);
        link(&mut xml, "alternate", &address);
        element(&mut xml, "updated", &format!("{date}T00:00:00Z"));
        if !page.document.description.is_empty() {
            element(&mut xml, "summary", &page.document.description);
        }
        xml.push_str("</entry>\n");
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

fn element(feed: &mut String, name: &str, text: &str) {
    feed.push_str(&format!("<{name}>"));
    escape(&xml::text(text), feed);
    feed.push_str(&format!("</{name}>\n"));
}

fn link(xml: &mut String, relation: &str, address: &str) {
    xml.push_str(&format!("<link rel=\"{relation}\" href=\""));
    escape(address, xml);
    xml.push_str("\"/>\n");
}
