//! The fields of front matter as a JSON Schema, for editors.
//!
//! The types here are only read by `schemars`; a test holds each field to the parser.

use schemars::{JsonSchema, schema_for};

/// What can be said about a page above its text. Every field is optional, and every other is kept for
/// templates.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only the schema of the type is used")]
struct Fields {
    /// The page's name; the first heading of level one stands in for it.
    title: Option<String>,
    /// One or two sentences, for search results and for search engines.
    description: Option<String>,
    /// The language the page is written in, as BCP 47 tag such as `pt-BR`.
    locale: Option<String>,
    /// When the page was written or last reviewed.
    #[schemars(extend("format" = "date"))]
    date: Option<String>,
    /// How the page was translated; `machine` tells its readers.
    #[schemars(extend("enum" = ["machine", "reviewed"]))]
    translation: Option<String>,
    /// The commit of the page it was translated from.
    source_commit: Option<String>,
    /// The date of the page it was translated from, as it was then.
    #[schemars(extend("format" = "date"))]
    source_date: Option<String>,
    /// The last part of the page's address, instead of the file's name.
    slug: Option<String>,
    /// Old paths that lead here, from the site's root.
    aliases: Option<Vec<String>>,
    /// Screens of another application that the page helps with, such as `/orders/*`.
    screens: Option<Vec<String>>,
    /// Whether the page is left out of the site.
    draft: Option<bool>,
    /// The page's place among its sisters; smaller comes first.
    weight: Option<i64>,
    /// What sort of page it is, where that is not what it mostly holds.
    #[schemars(extend("enum" = ["article", "faq", "troubleshooting"]))]
    kind: Option<String>,
    /// `off` where the page has no questions and errors, or a list of them instead of what is recognised.
    entries: Option<Entries>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only the schema of the type is used")]
enum Entries {
    Off(#[schemars(extend("const" = "off"))] String),
    Listed(Vec<Entry>),
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only the schema of the type is used")]
enum Entry {
    Question {
        question: String,
        answer: String,
        /// An anchor of the page that the entry leads to.
        anchor: Option<String>,
    },
    Error {
        /// The message as people see it.
        error: String,
        codes: Option<Vec<String>>,
        cause: Option<String>,
        resolution: String,
        /// An anchor of the page that the entry leads to.
        anchor: Option<String>,
    },
}

/// The JSON Schema of front matter.
pub fn front_matter_schema() -> serde_json::Value {
    let mut schema = schema_for!(Fields);
    schema.insert("title".to_owned(), "Front matter of ajuda".into());
    schema.to_value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Area, Source, SourcePath};

    #[test]
    fn the_parser_takes_every_field_of_the_schema() {
        let schema = front_matter_schema();
        let properties = schema["properties"].as_object().unwrap();
        assert!(properties.len() >= 10, "{schema:#}");
        for name in properties.keys() {
            let value = match name.as_str() {
                "locale" => "pt-BR",
                "date" | "source-date" => "2026-11-22",
                "draft" => "true",
                "weight" => "7",
                "kind" => "faq",
                "translation" => "machine",
                "entries" => "off",
                _ => "text",
            };
            let text = format!("---\n{name}: {value}\n---\n");
            let source = Source::new(Area::Content, SourcePath::new("a.md"), text);
            let (front_matter, _, findings) = super::super::parse(&source);
            assert!(findings.is_empty(), "{name}: {findings:?}");
            assert!(
                !front_matter.extra.fields().contains_key(name),
                "`{name}` is not a field the parser knows"
            );
        }
    }
}
