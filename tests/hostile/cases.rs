//! The cases: each payload of `cases/` through each channel of `channels.json` that is for its sort.
//!
//! A channel is a way from content into the site: a text in which the payload stands. Both are data,
//! so that the browser's test builds the same sites.

use serde::Deserialize;

/// Something that must do no harm.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Payload {
    pub(crate) name: String,
    pub(crate) payload: String,
    /// An address that may stand in a link.
    #[serde(default)]
    pub(crate) harmless: bool,
    /// Markup that takes what follows it for a part of its tag, as it does in a browser.
    #[serde(default)]
    pub(crate) swallows: bool,
}

/// A way into the site.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Channel {
    pub(crate) name: String,
    /// Which payloads: `markup`, `addresses` or `texts`.
    pub(crate) cases: String,
    text: String,
    /// Front matter besides the title.
    #[serde(default)]
    matter: String,
    #[serde(default)]
    toml: String,
    /// Without front matter.
    #[serde(default)]
    bare: bool,
    /// The text of a file that is included as `{part}`.
    part: Option<String>,
    /// The extension, `md` where it is absent.
    file: Option<String>,
    /// Where the whole payload must be read, as `page::texts` names it.
    #[serde(default, rename = "where")]
    pub(crate) places: Vec<String>,
}

/// A payload in a channel, and the files it consists of.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) payload: Payload,
    pub(crate) places: Vec<String>,
    /// The page's source below the content folder.
    pub(crate) source: String,
    pub(crate) files: Vec<(String, String)>,
}

pub(crate) fn payloads(sort: &str) -> Vec<Payload> {
    let text = match sort {
        "markup" => include_str!("cases/markup.json"),
        "addresses" => include_str!("cases/addresses.json"),
        "texts" => include_str!("cases/texts.json"),
        other => panic!("there are no payloads of the sort `{other}`"),
    };
    serde_json::from_str(text).unwrap()
}

pub(crate) fn channels(sort: &str) -> Vec<Channel> {
    let all: Vec<Channel> = serde_json::from_str(include_str!("channels.json")).unwrap();
    all.into_iter().filter(|channel| channel.cases == sort).collect()
}

/// What a page says that has nothing hostile in it; the same channel's pages are held against it.
pub(crate) fn harmless() -> Payload {
    Payload { name: "harmless".to_owned(), payload: "harmless".to_owned(), harmless: true, swallows: false }
}

impl Channel {
    /// The channel with a payload in it, as the `number`th of its pages.
    pub(crate) fn case(&self, number: usize, payload: &Payload) -> Case {
        let slug: String = self
            .name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
            .collect();
        let extension = self.file.as_deref().unwrap_or("md");
        let source = format!("en/{slug}/{number:03}/page.{extension}");
        let part = "_part.md".to_owned();
        let filled = |text: &str| fill(text, &payload.payload).replace("{part}", &part);
        let text = filled(&self.text);
        let title = if self.matter.contains("title:") { "" } else { "title: Case\n" };
        let text = if extension != "md" || self.bare {
            text
        } else if !self.toml.is_empty() {
            format!("+++\n{}+++\n\n{text}", filled(&self.toml))
        } else {
            format!("---\n{title}{}---\n\n{text}", filled(&self.matter))
        };
        let mut files = vec![(source.clone(), text)];
        if let Some(included) = &self.part {
            files.push((format!("en/{slug}/{number:03}/{part}"), filled(included)));
        }
        let name = format!("{}: {}", self.name, payload.name);
        Case { name, payload: payload.clone(), places: self.places.clone(), source, files }
    }
}

/// A text with the payload in its places, written as each asks.
pub(crate) fn fill(text: &str, payload: &str) -> String {
    let line = payload.replace(['\n', '\r'], " ");
    let json = |text: &str| {
        let json = serde_json::to_string(text).unwrap();
        // YAML and TOML have no raw control characters in strings.
        json.chars()
            .map(|c| if c.is_control() { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() })
            .collect::<String>()
    };
    let attribute = payload.replace('&', "&amp;").replace('"', "&quot;");
    text.replace("{json}", &json(payload))
        .replace("{word}", &json(&format!("before {line} word")))
        .replace("{link}", &json(&format!("[word](<{line}>)")))
        .replace("{attribute}", &attribute)
        .replace("{cell}", &line.replace('|', "\\|"))
        .replace("{line}", &line)
        .replace("{payload}", payload)
}
