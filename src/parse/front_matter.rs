//! The block above a page's text: YAML between `---`, or TOML between `+++`.
//!
//! 1. `split` parts the block from the text by lines, whatever the line ends.
//! 2. The block becomes a map: `plain` reads lines that are no more than `key: value`, a reader of YAML or
//!    TOML all others; where it does not parse, the plain `key: value` lines of it still do,
//!    so that a page with one bad line keeps its title.
//! 3. Known keys become typed fields. Other generators' names for the same thing are aliases; a wrong
//!    value is a finding and the field stays empty. `schema` describes them for editors.

mod plain;
mod schema;

pub use schema::front_matter_schema;

use serde_json::{Map, Value};

use super::date;
use super::markdown::is_tidy;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Extra, FrontMatter, ListedEntries, ListedError, ListedQuestion, Locale, PageKind};
use crate::source::{Source, Span};

/// How the block is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Syntax {
    Yaml,
    Toml,
}

/// The block and where the text begins.
struct Split {
    syntax: Syntax,
    /// Between the two fences.
    block: Span,
    /// The first byte below the closing fence.
    body: u32,
}

/// Other generators' names for a field: docs.microsoft.com's and Docusaurus'.
const ALIASES: &[(&str, &str)] = &[
    ("ms.date", "date"),
    ("updated", "date"),
    ("ms.contentlocale", "locale"),
    ("lang", "locale"),
    ("sidebar_position", "weight"),
    ("redirect_from", "aliases"),
    ("source-git-commit", "source-commit"),
];

/// Reads the block at the start of a source.
///
/// Returns the fields, the byte at which the page's text begins, and what to mend.
pub(super) fn parse(source: &Source) -> (FrontMatter, u32, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let Some(split) = split(source, &mut findings) else {
        return (FrontMatter::default(), 0, findings);
    };
    let map = read_block(source, &split, &mut findings);
    let fields = Fields { source, split: &split, findings };
    let (front_matter, findings) = fields.typed(map);
    (front_matter, split.body, findings)
}

/// The same of a map that was read already, such as a YAML page's metadata.
pub(super) fn of_map(
    source: &Source,
    map: Map<String, Value>,
    findings: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let whole = (0..source.text().len()).into();
    let split = Split { syntax: Syntax::Yaml, block: whole, body: 0 };
    let (front_matter, mut found) = Fields { source, split: &split, findings: Vec::new() }.typed(map);
    findings.append(&mut found);
    front_matter
}

fn split(source: &Source, findings: &mut Vec<Diagnostic>) -> Option<Split> {
    let text = source.text();
    let mut lines = Lines { text, at: 0 };
    let (opening, _, start) = lines.next()?;
    let (syntax, closings): (_, &[&str]) = match opening.trim_end() {
        "---" => (Syntax::Yaml, &["---", "..."]),
        "+++" => (Syntax::Toml, &["+++"]),
        _ => return None,
    };
    for (line, at, next) in lines {
        if closings.contains(&line.trim_end()) {
            return Some(Split { syntax, block: (start..at).into(), body: Span::from(next..next).start });
        }
    }
    // A lone `---` is a thematic break; with a key below it, front matter was meant.
    let second = text[start..].lines().next().unwrap_or("");
    let is_key = second.split_once([':', '=']).is_some_and(|(key, _)| {
        !key.is_empty() && key.trim().bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    });
    if is_key {
        let fence = opening.trim_end();
        let message = format!("the front matter opens with `{fence}` and is not closed");
        findings.push(
            Diagnostic::at(source, (0..fence.len()).into(), Code::FrontMatterUnclosed, message)
                .help(format!("write `{fence}` on a line of its own below the last field")),
        );
    }
    None
}

/// Lines with the byte they start at and the byte the next one starts at.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (&'a str, usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
        self.at = start + length;
        Some((rest[..length].trim_end_matches(['\n', '\r']), start, self.at))
    }
}

fn read_block(source: &Source, split: &Split, findings: &mut Vec<Diagnostic>) -> Map<String, Value> {
    let block = &source.text()[split.block.range()];
    if block.trim().is_empty() {
        return Map::new();
    }
    if split.syntax == Syntax::Yaml
        && let Some(map) = plain::read(block)
    {
        return map;
    }
    let (problem, code, at) = match split.syntax {
        Syntax::Yaml => match serde_saphyr::from_str::<Value>(block) {
            Ok(Value::Object(map)) => return map,
            Ok(Value::Null) => return Map::new(),
            Ok(_) => ("is not a map of fields".to_owned(), Code::FrontMatterInvalidYaml, None),
            Err(error) => {
                let place = error.location().map(|place| (place.line(), place.column()));
                (yaml_problem(&error), Code::FrontMatterInvalidYaml, place.map(|place| byte_at(block, place)))
            }
        },
        Syntax::Toml => match toml::from_str::<toml::Table>(block) {
            Ok(table) => return table.into_iter().map(|(key, value)| (key, toml_to_json(value))).collect(),
            Err(error) => (
                error.message().trim().to_owned(),
                Code::FrontMatterInvalidToml,
                error.span().map(|s| s.start),
            ),
        },
    };
    let start = split.block.start as usize + at.unwrap_or(0).min(block.len());
    let rest = &source.text()[start..split.block.end as usize];
    let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
    findings.push(
        Diagnostic::at(
            source,
            (start..start + length).into(),
            code,
            format!("the front matter does not parse: {problem}"),
        )
        .help(
            "put text that holds `:`, `#` or quotes between quotes; the fields that could be read are used",
        ),
    );
    plain_lines(block, split.syntax)
}

/// The parser's reason, without the place that the diagnostic shows anyway.
pub(super) fn yaml_problem(error: &serde_saphyr::Error) -> String {
    let text = error.without_snippet().to_string();
    let text = text.lines().next().unwrap_or_default();
    let text = text.split(" at line ").next().unwrap_or(text);
    text.trim().trim_end_matches('.').to_owned()
}

fn byte_at(block: &str, (line, column): (u64, u64)) -> usize {
    let wanted = usize::try_from(line.saturating_sub(1)).unwrap_or(0);
    let Some((text, start, _)) = (Lines { text: block, at: 0 }).nth(wanted) else { return 0 };
    let column = usize::try_from(column.saturating_sub(1)).unwrap_or(0);
    start + text.char_indices().nth(column).map_or(text.len(), |(at, _)| at)
}

fn toml_to_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => is.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(toml_to_json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, toml_to_json(value))).collect())
        }
    }
}

/// What a block that does not parse still says: its unindented `key: value` lines, as text.
fn plain_lines(block: &str, syntax: Syntax) -> Map<String, Value> {
    let separator = if syntax == Syntax::Yaml { ':' } else { '=' };
    let mut map = Map::new();
    for line in block.lines() {
        let Some((key, value)) = line.split_once(separator) else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        let plain = !key.is_empty()
            && key.trim_end().bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        if plain && !value.is_empty() && !value.starts_with(['[', '{', '|', '>', '&', '*']) {
            map.entry(key.trim_end()).or_insert_with(|| value.into());
        }
    }
    map
}

/// Takes typed fields out of the map, with a finding for each value that does not fit.
struct Fields<'a> {
    source: &'a Source,
    split: &'a Split,
    findings: Vec<Diagnostic>,
}

impl Fields<'_> {
    fn typed(mut self, mut map: Map<String, Value>) -> (FrontMatter, Vec<Diagnostic>) {
        let mut taken = FrontMatter {
            title: self.take(&mut map, "title", text),
            description: self.take(&mut map, "description", text),
            slug: self.take(&mut map, "slug", text),
            draft: self.take(&mut map, "draft", |value| value.as_bool()).unwrap_or(false),
            weight: self.take(&mut map, "weight", |value| value.as_i64()),
            aliases: self.take(&mut map, "aliases", texts).unwrap_or_default(),
            screens: self.take(&mut map, "screens", texts).unwrap_or_default(),
            kind: self.kind(&mut map),
            locale: self.locale(&mut map),
            date: self.date(&mut map, "date"),
            machine_translated: self.machine_translated(&mut map),
            source_commit: self.take(&mut map, "source-commit", text),
            source_date: self.date(&mut map, "source-date"),
            entries: self.entries(&mut map),
            extra: Extra::default(),
        };
        if taken.kind.is_none() {
            taken.kind = map.get("ms.topic").and_then(Value::as_str).and_then(topic_kind);
        }
        taken.extra = Extra::new(&map);
        (taken, self.findings)
    }

    /// Removes a field under its own name or an alias; its own name wins.
    fn field(map: &mut Map<String, Value>, name: &str) -> Option<(String, Value)> {
        let aliases = ALIASES.iter().filter(|(_, field)| *field == name).map(|(alias, _)| *alias);
        let mut found = None;
        for key in std::iter::once(name).chain(aliases) {
            if map.get(key).is_some_and(|value| !value.is_null()) {
                // `ms.date` stays readable for templates; only the field's own name is taken away.
                let value = if key == name { map.shift_remove(key) } else { map.get(key).cloned() };
                found = found.or_else(|| value.map(|value| (key.to_owned(), value)));
            }
        }
        found
    }

    fn take<T>(
        &mut self,
        map: &mut Map<String, Value>,
        name: &str,
        typed: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        let (key, value) = Self::field(map, name)?;
        let result = typed(&value);
        if result.is_none() {
            let wanted = match name {
                "draft" => "`true` or `false`",
                "weight" => "a whole number",
                "aliases" => "a path or a list of paths",
                "screens" => "a screen or a list of screens",
                _ => "text",
            };
            let message = format!("`{key}` is {}, not {wanted}", kind_of(&value));
            self.report(&key, Code::FrontMatterInvalidValue, message, format!("write {wanted}"));
        }
        result
    }

    /// `entries: off`, or a list of maps with `question` and `answer`, or `error` and `resolution`.
    fn entries(&mut self, map: &mut Map<String, Value>) -> ListedEntries {
        let Some(value) = map.get("entries").cloned() else { return ListedEntries::Recognised };
        let off = matches!(&value, Value::Bool(false)) || value.as_str() == Some("off");
        let listed = value.as_array().and_then(|items| listed(items));
        let result = if off { Some(ListedEntries::Off) } else { listed };
        match result {
            Some(entries) => {
                map.shift_remove("entries");
                entries
            }
            None => {
                let message = format!("`entries` is {}, not `off` or a list of entries", kind_of(&value));
                let help =
                    "write `off`, or entries with `question` and `answer`, or `error` and `resolution`";
                self.report("entries", Code::FrontMatterInvalidValue, message, help.to_owned());
                ListedEntries::Recognised
            }
        }
    }

    fn kind(&mut self, map: &mut Map<String, Value>) -> Option<PageKind> {
        let (key, value) = Self::field(map, "kind")?;
        let kind = match value.as_str() {
            Some("article") => Some(PageKind::Article),
            Some("faq") => Some(PageKind::Faq),
            Some("troubleshooting") => Some(PageKind::Troubleshooting),
            _ => None,
        };
        if kind.is_none() {
            let message = format!("{value} is not a kind of page").replace('"', "`");
            let help = "write `article`, `faq` or `troubleshooting`";
            self.report(&key, Code::FrontMatterInvalidValue, message, help.to_owned());
        }
        kind
    }

    fn locale(&mut self, map: &mut Map<String, Value>) -> Option<Locale> {
        let (key, value) = Self::field(map, "locale")?;
        let locale = value.as_str().and_then(Locale::parse);
        if locale.is_none() {
            let message = format!("{value} is not a BCP 47 language tag").replace('"', "`");
            let help = "write a tag such as `pt-BR`, `en` or `zh-Hans`";
            self.report(&key, Code::FrontMatterInvalidLocale, message, help.to_owned());
        }
        locale
    }

    /// `translation: machine`, or docs.microsoft.com's `ms.translationtype: MT`.
    fn machine_translated(&mut self, map: &mut Map<String, Value>) -> bool {
        let Some((key, value)) = Self::field(map, "translation") else {
            let kind = map.get("ms.translationtype").and_then(Value::as_str);
            return kind.is_some_and(|kind| kind.eq_ignore_ascii_case("MT"));
        };
        let machine = match value.as_str() {
            Some("machine") => Some(true),
            Some("reviewed") => Some(false),
            _ => None,
        };
        if machine.is_none() {
            let message = format!("{value} is not a kind of translation").replace('"', "`");
            self.report(
                &key,
                Code::FrontMatterInvalidValue,
                message,
                "write `machine` or `reviewed`".to_owned(),
            );
        }
        machine.unwrap_or(false)
    }

    fn date(&mut self, map: &mut Map<String, Value>, name: &str) -> Option<jiff::civil::Date> {
        let (key, value) = Self::field(map, name)?;
        let written = text(&value).unwrap_or_default();
        match date::parse(&written) {
            Ok(date) => Some(date),
            Err(problem) => {
                let message = format!("`{written}` {problem}");
                let help = "write `YYYY-MM-DD`, such as `2026-01-31`";
                self.report(&key, Code::FrontMatterInvalidDate, message, help.to_owned());
                None
            }
        }
    }

    /// Reports a field at its value's place.
    fn report(&mut self, key: &str, code: Code, message: String, help: String) {
        let block = &self.source.text()[self.split.block.range()];
        let separator = if self.split.syntax == Syntax::Yaml { ':' } else { '=' };
        let mut span = self.split.block.start as usize..self.split.block.start as usize;
        for (line, at, _) in (Lines { text: block, at: 0 }) {
            let Some((name, value)) = line.split_once(separator) else { continue };
            if name.trim_matches([' ', '"', '\'']) == key {
                let lead = value.len() - value.trim_start().len();
                let start = self.split.block.start as usize + at + name.len() + 1 + lead;
                span = start..start + value.trim().len();
                break;
            }
        }
        self.findings.push(Diagnostic::at(self.source, span.into(), code, message).help(help));
    }
}

/// Text, or a number written where text was meant.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if is_tidy(text) => Some(text.clone()),
        Value::String(text) => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        _ => None,
    }
}

fn texts(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(items) => items.iter().map(text).collect(),
        value => text(value).map(|one| vec![one]),
    }
}

/// Entries listed by hand; `None` where one lacks a part, or has an empty one.
fn listed(items: &[Value]) -> Option<ListedEntries> {
    let mut questions = Vec::new();
    let mut errors = Vec::new();
    for item in items {
        let stated = |text: &String| !text.trim().is_empty();
        let field = |name: &str| item.get(name).and_then(text).filter(stated);
        // A block of YAML keeps its lines, which are paragraphs or steps.
        let lines = |name: &str| match item.get(name)? {
            Value::String(text) if stated(text) => {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                Some(lines.collect::<Vec<_>>().join("\n"))
            }
            Value::String(_) => None,
            value => text(value),
        };
        let anchor = field("anchor");
        if let Some(question) = field("question") {
            questions.push(ListedQuestion { question, answer: lines("answer")?, anchor });
        } else {
            errors.push(ListedError {
                message: field("error").or_else(|| field("message"))?,
                codes: item.get("codes").or_else(|| item.get("code")).and_then(texts).unwrap_or_default(),
                cause: lines("cause"),
                resolution: lines("resolution")?,
                anchor,
            });
        }
    }
    Some(ListedEntries::Listed { questions, errors })
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a map",
    }
}

/// docs.microsoft.com's `ms.topic`, where it says the same as a kind.
fn topic_kind(topic: &str) -> Option<PageKind> {
    match topic.to_ascii_lowercase().as_str() {
        "faq" => Some(PageKind::Faq),
        "troubleshooting" | "troubleshooting-general" | "error-reference" => Some(PageKind::Troubleshooting),
        _ => None,
    }
}
