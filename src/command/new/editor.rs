//! What editors need to complete and check the settings and the front matter of pages.

use serde_json::{Value, json};

use crate::config;
use crate::model::Locale;
use crate::parse;

/// Where the schema of `ajuda.toml` lies; its first line names it.
pub(super) const SETTINGS_SCHEMA: &str = ".ajuda/schema/ajuda.json";
const FRONT_MATTER_SCHEMA: &str = ".ajuda/schema/front-matter.json";

/// The files, by their path.
pub(super) fn files(locales: &[Locale]) -> Vec<(String, String)> {
    let front_matter = parse::front_matter_schema();
    let extensions = json!({
        "recommendations": ["tamasfe.even-better-toml", "eliostruyf.vscode-front-matter"],
    });
    [
        (SETTINGS_SCHEMA, config::schema()),
        (FRONT_MATTER_SCHEMA, front_matter.clone()),
        (".vscode/extensions.json", extensions),
        ("frontmatter.json", content_types(&front_matter, locales)),
    ]
    .map(|(path, value)| (path.to_owned(), format!("{value:#}\n")))
    .into()
}

/// The settings of Front Matter, the extension that gives VS Code forms and checks for front matter:
/// one content type with the fields of the schema.
fn content_types(schema: &Value, locales: &[Locale]) -> Value {
    let properties = schema["properties"].as_object().into_iter().flatten();
    let fields: Vec<Value> = properties.filter_map(|(name, property)| field(name, property)).collect();
    let folders: Vec<Value> = locales
        .iter()
        .map(|locale| {
            json!({
                "title": locale.as_str(),
                "path": format!("[[workspace]]/content/{locale}"),
                "contentTypes": ["default"],
            })
        })
        .collect();
    json!({
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.content.pageFolders": folders,
        "frontMatter.taxonomy.contentTypes": [{ "name": "default", "pageBundle": false, "fields": fields }],
    })
}

/// A field of a form; what has no widget is left to the text.
fn field(name: &str, property: &Value) -> Option<Value> {
    let is = |kind: &str| match &property["type"] {
        Value::String(one) => one == kind,
        Value::Array(several) => several.iter().any(|one| one == kind),
        _ => false,
    };
    let choices: Vec<&Value> =
        property["enum"].as_array().into_iter().flatten().filter(|one| !one.is_null()).collect();
    let mut field = json!({ "title": name, "name": name, "description": property["description"] });
    let widget = match () {
        () if !choices.is_empty() => "choice",
        () if property["format"] == "date" => "datetime",
        () if is("boolean") => "boolean",
        () if is("integer") => "number",
        () if is("array") => "list",
        () if is("string") => "string",
        () => return None,
    };
    field["type"] = widget.into();
    if widget == "choice" {
        field["choices"] = choices.into_iter().cloned().collect();
    }
    if name == "title" {
        field["required"] = true.into();
    }
    Some(field)
}
