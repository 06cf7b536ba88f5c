//! `:::code source="…" language="…" range="…" highlight="…":::`: a file of the content folder, shown.
//!
//! `id="…"` shows what stands between `<id>` and `</id>`, as comments of the file have it, or between
//! `#region id` and its `#endregion`. The path is relative to the file that the directive stands in; `~`
//! is the content folder. Nothing outside of that folder is read.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::include::Includes;
use super::line::attribute;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, SourcePath};

/// The files that the directives of a source may show.
pub fn shown_files(source: &Source) -> Vec<SourcePath> {
    if !source.text().contains(":::") {
        return Vec::new();
    }
    let lines =
        source.text().lines().filter_map(|line| line.split_once(":::")).map(|(_, rest)| rest.trim_start());
    let code = lines.filter_map(|line| line.strip_prefix("code"));
    code.filter_map(|rest| path(source, attribute(rest, "source")?)).collect()
}

/// Where a path of a directive leads; `None` where that is outside of the content folder.
fn path(source: &Source, written: &str) -> Option<SourcePath> {
    match written.strip_prefix('~') {
        Some(rest) => SourcePath::resolve("", rest),
        None => SourcePath::resolve(source.path().folder(), written),
    }
}

/// The events of a directive, by what stands behind its name; what cannot be shown is a finding, and
/// its path is shown instead.
pub(super) fn block<'a>(
    source: &Source,
    files: &Includes<'_>,
    text: &str,
    place: &Range<usize>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Event<'a>> {
    let written = attribute(text, "source").unwrap_or("");
    let (file, _) = source.locate(u32::try_from(place.start).unwrap_or(u32::MAX));
    let shown = read(file, files, written).and_then(|code| part(code.text(), text).map(|part| (code, part)));
    let (code, part) = match shown {
        Ok(shown) => shown,
        Err((message, help)) => {
            let span = place.clone().into();
            findings.push(Diagnostic::at(source, span, Code::IncludeMissing, message).help(help));
            return vec![
                Event::Start(Tag::Paragraph),
                Event::Code(written.to_owned().into()),
                Event::End(TagEnd::Paragraph),
            ];
        }
    };
    let language = attribute(text, "language").map_or_else(|| code.path().extension(), str::to_owned);
    let info = match attribute(text, "highlight") {
        Some(lines) => format!("{language} {{{lines}}}"),
        None => language,
    };
    vec![
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info.into()))),
        Event::Text(part.into()),
        Event::End(TagEnd::CodeBlock),
    ]
}

/// What is wrong, and what to write.
type Problem = (String, &'static str);

fn read<'f>(file: &Source, files: &Includes<'f>, written: &str) -> Result<&'f Source, Problem> {
    if written.is_empty() {
        return Err(("`:::code` names no file to show".to_owned(), "write `source=\"…\"` behind it"));
    }
    let Some(path) = path(file, written) else {
        let message = format!("`{written}` lies outside of the content folder and is not shown");
        return Err((message, "copy the file into the content folder, or link to it"));
    };
    files.find(&path).ok_or_else(|| {
        let message = format!("`{written}` is to be shown and is not there");
        (message, "correct the path, which is relative to this file; `~/` is the content folder")
    })
}

/// The lines of a file that a directive asks for, without the indentation that all of them have.
fn part(code: &str, directive: &str) -> Result<String, Problem> {
    let lines: Vec<&str> = code.lines().collect();
    let chosen: Vec<&str> = if let Some(id) = attribute(directive, "id") {
        snippet(&lines, id).ok_or_else(|| {
            let message = format!("the file has no part called `{id}`");
            (message, "mark it in the file with `<name>` and `</name>`, or `#region name` and `#endregion`")
        })?
    } else if let Some(written) = attribute(directive, "range") {
        let mut chosen = Vec::new();
        for range in ranges(written) {
            let Some(part) =
                lines.get(range.start..range.end.min(lines.len())).filter(|part| !part.is_empty())
            else {
                let message =
                    format!("the lines `{written}` are not all there; the file has {}", lines.len());
                return Err((message, "correct `range`"));
            };
            chosen.extend(part);
        }
        chosen
    } else {
        lines
    };
    Ok(without_indentation(&chosen))
}

/// `2-24,26,30-`: lines counted from 1 as ranges from 0. What is no number is left out.
fn ranges(written: &str) -> impl Iterator<Item = Range<usize>> {
    written.split(',').filter_map(|part| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let first: usize = first.trim().parse().ok()?;
        let last = if last.trim().is_empty() { usize::MAX } else { last.trim().parse().ok()? };
        Some(first.saturating_sub(1)..last)
    })
}

fn snippet<'t>(lines: &[&'t str], id: &str) -> Option<Vec<&'t str>> {
    let id = id.to_lowercase();
    let tag = |line: &str, tag: String| line.to_lowercase().contains(&tag);
    if let Some(start) = lines.iter().position(|line| tag(line, format!("<{id}>"))) {
        let length = lines[start + 1..].iter().position(|line| tag(line, format!("</{id}>")))?;
        // Marks of parts inside this one are no code.
        let is_mark = |line: &&&str| {
            let inside = line.trim().trim_start_matches(|c: char| !c.is_alphanumeric() && c != '<');
            inside.starts_with('<') && inside.ends_with('>') && inside.len() < line.trim().len()
        };
        return Some(
            lines[start + 1..start + 1 + length].iter().filter(|line| !is_mark(line)).copied().collect(),
        );
    }
    let names = |line: &&str| {
        let lower = line.to_lowercase();
        lower.split_once("region").is_some_and(|(_, name)| name.trim() == id)
    };
    let start = lines.iter().position(names)?;
    let mut depth = 0usize;
    let length = lines[start + 1..].iter().position(|line| {
        let lower = line.to_lowercase().replace("end region", "endregion");
        match (lower.contains("endregion"), lower.contains("region")) {
            (true, _) if depth == 0 => return true,
            (true, _) => depth -= 1,
            (false, true) if lower.contains("#region") => depth += 1,
            _ => {}
        }
        false
    })?;
    Some(lines[start + 1..start + 1 + length].to_vec())
}

fn without_indentation(lines: &[&str]) -> String {
    let indentation = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let written = lines.iter().filter(|line| !line.trim().is_empty());
    let least = written.map(indentation).min().unwrap_or(0);
    lines
        .iter()
        .map(|line| line.get(least..).unwrap_or(""))
        .fold(String::new(), |text, line| text + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "using System;\n// <main>\n    first();\n      second();\n// </main>\n#region Two\n  third();\n#endregion\n";

    #[test]
    fn a_part_is_chosen_by_lines_or_by_name() {
        let part = |directive: &str| part(FILE, directive);
        assert_eq!(part("").unwrap().lines().count(), 8);
        assert_eq!(part("range=\"1,3-4\"").unwrap(), "using System;\n    first();\n      second();\n");
        assert_eq!(part("range=\"7-\"").unwrap(), "  third();\n#endregion\n");
        assert_eq!(part("id=\"main\"").unwrap(), "first();\n  second();\n");
        assert_eq!(part("id=\"two\"").unwrap(), "third();\n");
        for directive in ["range=\"9-12\"", "id=\"three\""] {
            assert!(part(directive).is_err(), "{directive}");
        }
    }

    #[test]
    fn indentation_is_cut_between_characters() {
        assert_eq!(without_indentation(&["   a", "  \u{a0}b", ""]), " a\n\u{a0}b\n\n");
    }
}
