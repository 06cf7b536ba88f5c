//! Files that say where old addresses lead: Netlify's `_redirects`, and docs.microsoft.com's
//! `.openpublishing.redirection.json`.

use serde::Deserialize;

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::source::{Source, Span};

/// What a file says.
#[derive(Clone, Debug)]
pub struct Moves {
    /// The file.
    pub source: Source,
    /// In its order.
    pub moves: Vec<Move>,
}

/// An old place and where it leads now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The old place.
    pub from: Old,
    /// As written: a path from the site's root, or a whole address.
    pub to: String,
    /// Where the new place stands in the file.
    pub span: Span,
}

/// How an old place is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Old {
    /// By its path in the site.
    Url(String),
    /// By the source that stood for it, from the root of the repository.
    Source(String),
}

/// Reads a file by its name; `None` where it is no such file.
pub fn parse_moves(source: Source) -> Checked<Moves> {
    let is_json = source.path().extension() == "json";
    let Checked { value: moves, diagnostics } =
        if is_json { open_publishing(&source) } else { lines(&source) };
    Checked { value: Moves { source, moves }, diagnostics }
}

/// `/old /new 301`, a line each. What only a server can do is a finding.
fn lines(source: &Source) -> Checked<Vec<Move>> {
    let mut moves = Vec::new();
    let mut diagnostics = Vec::new();
    let mut at = 0;
    for line in source.text().split_inclusive('\n') {
        let start = at;
        at += line.len();
        let rule = line.split(" #").next().unwrap_or(line).trim();
        if rule.is_empty() || rule.starts_with('#') {
            continue;
        }
        let words: Vec<&str> = rule.split_whitespace().collect();
        match static_move(&words) {
            Ok((from, to)) => {
                let to_at = start + line.find(words[0]).unwrap_or(0) + words[0].len();
                let to_at = to_at + source.text()[to_at..].find(to).unwrap_or(0);
                let span = (to_at..to_at + to.len()).into();
                moves.push(Move { from: Old::Url(from.to_owned()), to: to.to_owned(), span });
            }
            Err(why) => {
                let rule_at = start + line.find(rule).unwrap_or(0);
                let message = format!("the redirect was left out: {why}");
                let span = (rule_at..rule_at + rule.len()).into();
                let finding = Diagnostic::at(source, span, Code::RedirectInvalid, message);
                diagnostics.push(
                    finding.help("write one old path, one new place and no more, or leave it to the host"),
                );
            }
        }
    }
    Checked { value: moves, diagnostics }
}

/// The old path and the new place of a rule that a static page can follow.
fn static_move<'a>(words: &[&'a str]) -> Result<(&'a str, &'a str), &'static str> {
    let [from, to, rest @ ..] = words else { return Err("it has no new place") };
    if !from.starts_with('/') {
        return Err("its old place is no path of this site");
    }
    if from.contains('*') || from.contains("/:") || to.contains(":splat") || to.contains("/:") {
        return Err("a page cannot stand for many addresses");
    }
    if !to.starts_with('/') && !to.contains("://") {
        return Err("a page cannot look at the query");
    }
    let status = rest.first().map_or("301", |status| status.trim_end_matches('!'));
    if !matches!(status, "301" | "302" | "303" | "307" | "308") {
        return Err("a page can only lead on");
    }
    if rest.len() > 1 {
        return Err("a page cannot look at who reads it");
    }
    Ok((from, to))
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    redirections: Vec<Redirection>,
}

#[derive(Deserialize)]
struct Redirection {
    source_path: Option<String>,
    source_path_from_root: Option<String>,
    redirect_url: String,
}

fn open_publishing(source: &Source) -> Checked<Vec<Move>> {
    let file: File = match serde_json::from_str(source.text()) {
        Ok(file) => file,
        Err(error) => {
            let line_at = source.text().split_inclusive('\n').take(error.line().saturating_sub(1));
            let at = line_at.map(str::len).sum::<usize>();
            let end = source.text()[at..].find('\n').map_or(source.text().len(), |end| at + end);
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or(&message);
            let message = format!("the redirects do not parse: {message}");
            let finding = Diagnostic::at(source, (at..end).into(), Code::RedirectInvalid, message);
            let finding = finding.help("write `redirections`, a list of `source_path` and `redirect_url`");
            return Checked { value: Vec::new(), diagnostics: vec![finding] };
        }
    };
    let mut at = 0;
    let moves = file.redirections.into_iter().filter_map(|redirection| {
        let old = redirection.source_path.or(redirection.source_path_from_root)?;
        let to = redirection.redirect_url;
        let found = source.text()[at..].find(&format!("\"{to}\"")).map(|found| at + found + 1);
        let start = found.unwrap_or(at);
        at = found.map_or(at, |found| found + to.len());
        let end = if found.is_some() { start + to.len() } else { start };
        Some(Move {
            from: Old::Source(old.trim_start_matches('/').to_owned()),
            to,
            span: (start..end).into(),
        })
    });
    Checked { value: moves.collect(), diagnostics: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Area, SourcePath};

    fn read(name: &str, text: &str) -> Checked<Moves> {
        parse_moves(Source::new(Area::Content, SourcePath::new(name), text.to_owned()))
    }

    #[test]
    fn lines_that_a_page_can_follow_are_read_and_others_reported() {
        let text = "# comment\n/old /new\n/a/b https://example.com/x 302! # why\n/news/* /blog/:splat\n/x /y 200\n/x /y 301 Country=br\n/x id=:id /y\n/lone\n";
        let found = read("_redirects", text);
        let moves: Vec<(&str, &str)> = found
            .value
            .moves
            .iter()
            .map(|found| match &found.from {
                Old::Url(from) => (from.as_str(), &text[found.span.range()]),
                Old::Source(_) => panic!("{found:?}"),
            })
            .collect();
        assert_eq!(moves, [("/old", "/new"), ("/a/b", "https://example.com/x")]);
        let lines: Vec<u32> =
            found.diagnostics.iter().map(|finding| finding.location.as_ref().unwrap().line).collect();
        assert_eq!(lines, [4, 5, 6, 7, 8]);
    }

    #[test]
    fn sources_lead_on_too() {
        let text = "{\"redirections\": [{\"source_path\": \"docs/en/old.md\", \"redirect_url\": \"/docs/new\", \"redirect_document_id\": false}]}";
        let found = read(".openpublishing.redirection.json", text).value;
        assert_eq!(found.moves[0].from, Old::Source("docs/en/old.md".to_owned()));
        assert_eq!(&text[found.moves[0].span.range()], "/docs/new");
        let broken = read(".openpublishing.redirection.json", "{\n\"redirections\": [}\n");
        assert_eq!(broken.diagnostics[0].location.as_ref().unwrap().line, 2);
    }
}
