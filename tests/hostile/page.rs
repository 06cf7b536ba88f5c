//! A page as a browser reads it (html5ever's tree), and what must not be in it.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};
use url::Url;

/// Elements that run, load, send, or change what the page is. A page has as many as one without
/// anything hostile in it: those of the theme.
const WATCHED: &[&str] = &[
    "animate",
    "applet",
    "audio",
    "base",
    "bgsound",
    "body",
    "button",
    "dialog",
    "embed",
    "foreignobject",
    "form",
    "frame",
    "frameset",
    "head",
    "html",
    "iframe",
    "input",
    "isindex",
    "keygen",
    "link",
    "main",
    "math",
    "meta",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "param",
    "plaintext",
    "portal",
    "script",
    "select",
    "set",
    "slot",
    "source",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "track",
    "use",
    "video",
    "xmp",
];

/// Attributes that a browser follows or loads.
const ADDRESSES: &[&str] = &[
    "action",
    "background",
    "cite",
    "codebase",
    "data",
    "formaction",
    "href",
    "longdesc",
    "lowsrc",
    "manifest",
    "ping",
    "poster",
    "src",
    "xlink:href",
];

/// Attributes that nothing of a page has.
const NEVER: &[&str] = &[
    "autofocus",
    "contenteditable",
    "dynsrc",
    "formaction",
    "is",
    "nonce",
    "ping",
    "shadowrootmode",
    "srcdoc",
    "srcset",
    "style",
    "target",
];

const SCHEMES: &[&str] = &["http", "https", "mailto"];

pub(crate) struct Page {
    html: Html,
}

impl Page {
    pub(crate) fn new(text: &str) -> Page {
        Page { html: Html::parse_document(text) }
    }

    fn elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        self.html.tree.nodes().filter_map(ElementRef::wrap)
    }

    /// How many of the watched elements there are.
    pub(crate) fn watched(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for element in self.elements() {
            let name = element.value().name().to_ascii_lowercase();
            // Whether there is a description depends on the text.
            let described = name == "meta" && element.attr("http-equiv").is_none();
            if WATCHED.contains(&name.as_str()) && !described {
                *counts.entry(name).or_default() += 1;
            }
        }
        counts
    }

    /// What could run, load or send: nothing, in any page.
    pub(crate) fn harms(&self) -> Vec<String> {
        let place = Url::parse("https://site.example/help/en/channel/000/").unwrap();
        let mut harms = Vec::new();
        for element in self.elements() {
            let name = element.value().name();
            for (attribute, value) in element.value().attrs() {
                let lower = attribute.to_ascii_lowercase();
                if lower.starts_with("on") || NEVER.contains(&lower.as_str()) {
                    harms.push(format!("<{name} {attribute}={value:?}>"));
                }
                if ADDRESSES.contains(&lower.as_str())
                    && let Ok(url) = place.join(value)
                    && !SCHEMES.contains(&url.scheme())
                {
                    harms.push(format!("<{name} {attribute}={value:?}> is {}:", url.scheme()));
                }
            }
            if let Some(kind) = element.attr("http-equiv") {
                let content = element.attr("content").unwrap_or("");
                let leads_on = kind == "refresh"
                    && content.strip_prefix("0; url=").is_some_and(|url| {
                        !place.join(url).is_ok_and(|whole| !SCHEMES.contains(&whole.scheme()))
                    });
                let policy = kind == "Content-Security-Policy"
                    && content.starts_with("default-src 'none'; script-src 'self'");
                if !leads_on && !policy {
                    harms.push(format!("<meta http-equiv={kind:?} content={content:?}>"));
                }
            }
            if name == "script" {
                let is_data =
                    matches!(element.attr("type"), Some("application/ld+json" | "speculationrules"));
                let is_theme = element.attr("src").is_some_and(|src| {
                    // `404.html` is served anywhere, so it names the base path.
                    let own = src.strip_prefix("/help/").unwrap_or(src).trim_start_matches("../");
                    let in_folder = own.starts_with("theme/") || own.starts_with("search/");
                    in_folder
                        && !own.contains([':', '\\', '?'])
                        && !own.contains("..")
                        && own.ends_with(".js")
                });
                let text: String = element.text().collect();
                if is_data && serde_json::from_str::<serde_json::Value>(&text).is_err() {
                    harms.push(format!("data that is no JSON: {text}"));
                }
                if !is_data && (!is_theme || !text.is_empty()) {
                    harms.push(format!("<script src={:?}>{text}", element.attr("src")));
                }
            }
        }
        harms
    }

    /// What is read in a place, white space and what cannot be seen left out.
    pub(crate) fn text(&self, place: &str) -> String {
        let selector = |text: &str| Selector::parse(text).unwrap();
        let texts =
            |wanted: &str| self.html.select(&selector(wanted)).flat_map(|e| e.text()).collect::<String>();
        let attribute = |wanted: &str, name: &str| {
            let selector = selector(wanted);
            let found = self.html.select(&selector).filter_map(|e| e.attr(name));
            found.collect::<Vec<_>>().join(" ")
        };
        let text = match place {
            "title" => texts("title"),
            "og" => attribute("meta[property='og:title']", "content"),
            "description" => attribute("meta[name=description]", "content"),
            "h1" => texts("h1"),
            "abbr" => attribute("abbr", "title"),
            "data" => {
                let json = texts("script[type='application/ld+json']");
                let data: serde_json::Value = serde_json::from_str(&json).unwrap();
                data["headline"].as_str().unwrap_or_default().to_owned()
            }
            "main" => texts("main") + &attribute("main img", "alt"),
            other => panic!("no place is called `{other}`"),
        };
        seen(&text)
    }
}

/// What is in markdown for programs that must not be: HTML, and links with other schemes than pages have.
pub(crate) fn markdown_harms(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Parser, Tag};
    let place = Url::parse("https://site.example/help/en/channel/000/index.md").unwrap();
    let harm = |event: Event<'_>| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(format!("HTML: {html}")),
        Event::Start(Tag::Link { dest_url: url, .. } | Tag::Image { dest_url: url, .. }) => {
            let whole = place.join(&url).ok()?;
            (!SCHEMES.contains(&whole.scheme())).then(|| format!("a link to {url:?}"))
        }
        _ => None,
    };
    Parser::new(text).filter_map(harm).collect()
}

/// What markdown says.
pub(crate) fn markdown_text(text: &str) -> String {
    let events = pulldown_cmark::Parser::new(text);
    let texts = events.filter_map(|event| match event {
        pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => Some(text.into_string()),
        _ => None,
    });
    seen(&texts.collect::<String>())
}

/// The characters of a text that are seen.
pub(crate) fn seen(text: &str) -> String {
    let unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
    };
    text.chars().filter(|c| !unseen(*c)).collect()
}
