//! The same entries for a search engine of one's own: OpenSearch and what speaks its API, or Quickwit.
//!
//! An index a locale, because how words are cut and brought together is a matter of the language.
//! `definitions` says what an engine is to be told before, `for_each_document` is the body of a `_bulk` request,
//! which both engines take. Words are cut and folded about as ours are: accents and case do not count,
//! codes are found whole and in parts, scripts without spaces as bigrams; stems are the engine's.
//!
//! Shapes: <https://docs.opensearch.org/latest/analyzers/> and
//! <https://quickwit.io/docs/configuration/index-config>.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::entries::{Entry, for_each_entry};
use crate::model::{Locale, Site};

/// The engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// OpenSearch, Elasticsearch.
    OpenSearch,
    /// Quickwit.
    Quickwit,
}

/// What every index is called before its locale: `help-pt-br`.
const PREFIX: &str = "help";

/// The name of a locale's index.
fn name(locale: &Locale) -> String {
    format!("{PREFIX}-{}", locale.path())
}

/// How each index is to be made, by its name.
pub fn definitions(site: &Site, engine: Engine) -> Value {
    let definition = |locale: &Locale| match engine {
        Engine::OpenSearch => open_search(locale.language()),
        Engine::Quickwit => quickwit(&name(locale), locale.language()),
    };
    let locales = site.locales.iter().map(|locale| (name(&locale.locale), definition(&locale.locale)));
    Value::Object(locales.collect::<Map<String, Value>>())
}

/// A line of a `_bulk` request, and the document behind it.
#[derive(Debug, Serialize)]
pub struct Document {
    kind: &'static str,
    locale: String,
    /// From the site's root, with its fragment.
    url: String,
    /// The same without it.
    page: String,
    title: String,
    breadcrumb: Vec<String>,
    /// Everything it is called: title and heading, a question, a message and its codes.
    names: Vec<String>,
    /// The words of its path.
    slug: String,
    body: String,
}

/// Gives what is to be done with each document, and the document, of all locales.
///
/// # Errors
/// That of `each`, and the operating system's where texts were laid aside.
pub fn for_each_document(
    site: &Site,
    engine: Engine,
    mut each: impl FnMut(Value, Document) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    site.locales.iter().try_for_each(|locale| {
        let index = name(&locale.locale);
        for_each_entry(site, &locale.locale, |entry| {
            let document = document(&locale.locale, entry);
            // Made of the address, so that what is sent again takes the place of what was there. Some
            // addresses are longer than an engine's names can be.
            let id = &blake3::hash(document.url.as_bytes()).to_hex()[..32];
            let action = match engine {
                Engine::OpenSearch => "index",
                // The one that it knows.
                Engine::Quickwit => "create",
            };
            each(json!({ action: { "_index": index, "_id": id } }), document)
        })
    })
}

fn document(locale: &Locale, entry: Entry<'_>) -> Document {
    let anchor = entry.record.sections.first().map_or("", |section| section.anchor.as_str());
    let page = entry.record.url;
    Document {
        kind: entry.kind.as_str(),
        locale: locale.to_string(),
        url: if anchor.is_empty() { page.clone() } else { format!("{page}#{anchor}") },
        page,
        title: entry.record.title,
        breadcrumb: entry.record.breadcrumb,
        names: entry.titles.into_iter().map(str::to_owned).collect(),
        slug: entry.slug,
        body: entry
            .body
            .iter()
            .filter(|text| !text.is_empty())
            .map(AsRef::as_ref)
            .collect::<Vec<&str>>()
            .join("\n"),
    }
}

/// The fields that are words, and how they are cut in OpenSearch.
fn open_search(language: &str) -> Value {
    let dense = matches!(language, "ja" | "ko" | "th" | "zh");
    let mut filters = json!({
        "codes": {
            "type": "word_delimiter_graph",
            "preserve_original": true,
            "split_on_case_change": true,
            "split_on_numerics": false,
            "stem_english_possessive": false,
        },
    });
    let stemmer = stemmer(language);
    if let Some(stemmer) = stemmer {
        filters["stems"] = json!({ "type": "stemmer", "language": stemmer });
    }
    let folded = ["cjk_width", "codes", "lowercase", "asciifolding", "flatten_graph"];
    let (tokenizer, words): (&str, Vec<&str>) = match dense {
        true => ("standard", vec!["cjk_width", "lowercase", "asciifolding", "cjk_bigram"]),
        false => ("whitespace", folded.to_vec()),
    };
    let mut analyzers = json!({ "words": { "type": "custom", "tokenizer": tokenizer, "filter": words } });
    let mut text = json!({ "type": "text", "analyzer": "words" });
    if stemmer.is_some() {
        // A stemmer needs the accents that folding drops.
        let filter = ["cjk_width", "lowercase", "stems", "asciifolding"];
        analyzers["stems"] = json!({ "type": "custom", "tokenizer": "standard", "filter": filter });
        text["fields"] = json!({ "stem": { "type": "text", "analyzer": "stems" } });
    }
    json!({
        "settings": { "analysis": { "filter": filters, "analyzer": analyzers } },
        "mappings": {
            "dynamic": false,
            "properties": {
                "kind": { "type": "keyword" },
                "locale": { "type": "keyword" },
                "url": { "type": "keyword", "index": false, "doc_values": false },
                "page": { "type": "keyword" },
                "title": { "type": "keyword", "index": false, "doc_values": false },
                "breadcrumb": { "type": "keyword", "index": false, "doc_values": false },
                "names": text,
                "slug": { "type": "text", "analyzer": "words" },
                "body": text,
            },
        },
    })
}

/// The engine's stemmer for a language: the lighter one where there are several, as ours is.
fn stemmer(language: &str) -> Option<&'static str> {
    Some(match language {
        "ar" => "arabic",
        "da" => "danish",
        "de" => "light_german",
        "el" => "greek",
        "en" => "english",
        "es" => "light_spanish",
        "fi" => "light_finnish",
        "fr" => "light_french",
        "hu" => "light_hungarian",
        "it" => "light_italian",
        "nb" | "no" => "light_norwegian",
        "nn" => "light_nynorsk",
        "nl" => "dutch",
        "pt" => "light_portuguese",
        "ro" => "romanian",
        "ru" => "light_russian",
        "sv" => "light_swedish",
        "tr" => "turkish",
        _ => return None,
    })
}

/// The same for Quickwit, which has no stems but English ones.
fn quickwit(name: &str, language: &str) -> Value {
    let text = |name: &str, kind: &str| {
        let tokenizer = match language {
            "ja" | "ko" | "th" | "zh" => "chinese_compatible",
            _ => "words",
        };
        json!({ "name": name, "type": kind, "tokenizer": tokenizer, "record": "position", "fieldnorms": true })
    };
    let raw = |name: &str| json!({ "name": name, "type": "text", "tokenizer": "raw" });
    let shown = |name: &str, kind: &str| json!({ "name": name, "type": kind, "indexed": false });
    json!({
        "version": "0.8",
        "index_id": name,
        "doc_mapping": {
            "mode": "strict",
            "tokenizers": [
                { "name": "words", "type": "simple", "filters": ["remove_long", "lower_caser", "ascii_folding"] },
            ],
            "field_mappings": [
                raw("kind"),
                raw("locale"),
                shown("url", "text"),
                raw("page"),
                shown("title", "text"),
                shown("breadcrumb", "array<text>"),
                text("names", "array<text>"),
                text("slug", "text"),
                text("body", "text"),
            ],
        },
        "search_settings": { "default_search_fields": ["names", "slug", "body"] },
    })
}
