//! Passages laid out for a terminal.
//!
//! Lines are wrapped at word boundaries; a line of a script without spaces may also end between two wide
//! characters. Code keeps its lines, so that it can be copied. Colours are only said here: what a pipe
//! must not have of them is taken out on the way to it.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar as _;

use crate::model::{Passage, PassageBlock, PassageSort, Piece};
use crate::terminal::printable;

/// Code, in a line and in a block.
const CODE: Style = AnsiColor::Cyan.on_default();
/// Where a link leads.
const URL: Style = AnsiColor::Green.on_default();
const HEADING: Style = Style::new().bold();

/// Text is given at least so many columns, however narrow the terminal and deep the list.
const NARROWEST: usize = 20;

/// Lays out a passage; each row begins with `indent` spaces, and URLs from the site's root with `base`.
pub(super) fn lay_out(passage: &Passage<String>, base: &str, width: usize, indent: usize) -> String {
    let mut text = String::new();
    let margin = " ".repeat(indent);
    let mut before = "";
    for block in &passage.blocks {
        if block.apart {
            // A quote's bar goes on through it.
            let line = if block.first == before && before.contains('│') { before } else { "" };
            text.push_str(format!("{margin}{line}").trim_end());
            text.push('\n');
        }
        let (first, rest) = (format!("{margin}{}", block.first), format!("{margin}{}", block.rest));
        before = &block.rest;
        let mut front = &first;
        for row in rows(block, base, width.saturating_sub(columns(&rest))) {
            text.push_str(front);
            text.push_str(&row);
            text.push('\n');
            front = &rest;
        }
    }
    text
}

/// Lays out plain text as one paragraph.
pub(super) fn lay_out_text(text: &str, style: Style, width: usize, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let rows = wrap(
        &[(printable(&text.split_whitespace().collect::<Vec<_>>().join(" ")), style)],
        width.saturating_sub(indent),
    );
    rows.iter().map(|row| format!("{margin}{row}\n")).collect()
}

/// The rows of a block, without what stands in front of them.
fn rows(block: &PassageBlock<String>, base: &str, room: usize) -> Vec<String> {
    if block.sort == PassageSort::Code {
        let code = block.pieces.iter().map(|piece| match piece {
            Piece::Text(text) | Piece::Code(text) | Piece::Link(text, _) => text.as_str(),
        });
        let code: String = code.collect();
        let shown = |line: &str| format!("    {CODE}{}{CODE:#}", printable(&line.replace('\t', "    ")));
        return code.lines().map(shown).collect();
    }
    let plain = if block.sort == PassageSort::Heading { HEADING } else { Style::new() };
    let mut runs: Vec<(String, Style)> = Vec::new();
    for piece in &block.pieces {
        match piece {
            Piece::Text(text) => runs.push((printable(text), plain)),
            Piece::Code(code) => runs.push((format!("`{}`", printable(code)), CODE)),
            Piece::Link(text, to) => {
                let url = printable(&url(base, to));
                let text = printable(text);
                if text.trim().is_empty() || text.trim() == url {
                    runs.push((url, URL));
                } else {
                    runs.extend([
                        (text, plain),
                        (" (".to_owned(), plain),
                        (url, URL),
                        (")".to_owned(), plain),
                    ]);
                }
            }
        }
    }
    wrap(&runs, room)
}

/// A URL as it is shown: those from the site's root behind its base.
pub(super) fn url(base: &str, url: &str) -> String {
    match url.strip_prefix('/') {
        Some(path) if !path.starts_with('/') => format!("{base}{path}"),
        _ => url.to_owned(),
    }
}

/// What a row is not broken in.
struct Word {
    parts: Vec<(String, Style)>,
    columns: usize,
    /// Whether white space parts it from the word before.
    apart: bool,
}

fn wrap(runs: &[(String, Style)], room: usize) -> Vec<String> {
    let room = room.max(NARROWEST);
    let mut rows: Vec<Vec<(String, Style)>> = vec![Vec::new()];
    let mut used = 0;
    for word in words(runs) {
        let space = usize::from(word.apart && used > 0);
        if used > 0 && used + space + word.columns > room {
            rows.push(Vec::new());
            used = 0;
        }
        let Some(row) = rows.last_mut() else { continue };
        if space == 1 && used > 0 {
            put(row, " ", word.parts[0].1);
            used += 1;
        }
        used += word.columns;
        word.parts.iter().for_each(|(text, style)| put(row, text, *style));
    }
    let styled = |(text, style): &(String, Style)| format!("{style}{text}{style:#}");
    rows.iter().map(|row| row.iter().map(styled).collect()).collect()
}

/// Adds to a row; a space between two styles has none.
fn put(row: &mut Vec<(String, Style)>, text: &str, style: Style) {
    match row.last_mut() {
        Some((last, same)) if *same == style => last.push_str(text),
        _ if text == " " => row.push((" ".to_owned(), Style::new())),
        _ => row.push((text.to_owned(), style)),
    }
}

fn words(runs: &[(String, Style)]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut apart = true;
    let mut before = None;
    for (text, style) in runs {
        for c in text.chars() {
            if c.is_whitespace() {
                apart = true;
                continue;
            }
            if apart || before.is_some_and(|before| may_break(before, c)) {
                words.push(Word { parts: Vec::new(), columns: 0, apart });
                apart = false;
            }
            before = Some(c);
            let Some(word) = words.last_mut() else { continue };
            word.columns += c.width().unwrap_or(0);
            match word.parts.last_mut() {
                Some((part, same)) if same == style => part.push(c),
                _ => word.parts.push((c.to_string(), *style)),
            }
        }
    }
    words
}

/// Whether a row may end between two characters without a space: beside a wide one, but closing marks stay
/// with what they close.
fn may_break(before: char, c: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    let closes =
        matches!(c, '、' | '。' | '，' | '）' | '」' | '』' | '】' | '！' | '？' | '：' | ')' | '.' | ',');
    let opens = matches!(before, '（' | '「' | '『' | '【' | '(');
    (wide(c) || wide(before)) && !closes && !opens
}

fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(first: &str, rest: &str, apart: bool, pieces: Vec<Piece<String>>) -> PassageBlock<String> {
        PassageBlock { first: first.into(), rest: rest.into(), apart, sort: PassageSort::Text, pieces }
    }

    fn text(text: &str) -> Piece<String> {
        Piece::Text(text.to_owned())
    }

    /// As a pipe has it.
    fn plain(passage: &Passage<String>, width: usize) -> String {
        anstream::adapter::strip_str(&lay_out(passage, "https://h.example/b/", width, 2)).to_string()
    }

    #[test]
    fn rows_are_wrapped_behind_the_marks_of_their_lists() {
        let passage = Passage {
            blocks: vec![
                block("", "", false, vec![text("Open the settings, and then the page:")]),
                block("1. ", "   ", true, vec![text("Open the page of the account.")]),
                block("   • ", "     ", false, vec![text("Inner.")]),
                block("│ ", "│ ", true, vec![text("Quoted text goes on and on.")]),
                block("│ ", "│ ", true, vec![text("Again.")]),
            ],
        };
        let expected = "  Open the settings, and\n  then the page:\n\n  1. Open the page of the\n     account.\n     • Inner.\n\n  │ Quoted text goes on\n  │ and on.\n  │\n  │ Again.\n";
        assert_eq!(plain(&passage, 26), expected);
    }

    #[test]
    fn links_say_where_they_lead_and_code_keeps_its_lines() {
        let link = |text: &str, to: &str| Piece::Link(text.to_owned(), to.to_owned());
        let code = PassageBlock {
            sort: PassageSort::Code,
            ..block("", "", true, vec![Piece::Code("a long line of code that is not wrapped\n  b".into())])
        };
        let pieces = vec![
            text("See "),
            link("the page", "/en/a/#b"),
            text(", "),
            link("https://x.example", "https://x.example"),
            text(" or "),
            Piece::Code("ajuda build".into()),
            text("."),
        ];
        let passage = Passage { blocks: vec![block("", "", false, pieces), code] };
        assert_eq!(
            plain(&passage, 200),
            "  See the page (https://h.example/b/en/a/#b), https://x.example or `ajuda build`.\n\n      a long line of code that is not wrapped\n        b\n"
        );
    }

    #[test]
    fn wide_characters_take_two_columns_and_may_be_parted() {
        let rows = wrap(&[("キャッシュを消去します。もう一度お試しください。".to_owned(), Style::new())], 24);
        assert!(rows.iter().all(|row| columns(row) <= 24), "{rows:?}");
        assert_eq!(rows.concat(), "キャッシュを消去します。もう一度お試しください。");
    }

    #[test]
    fn a_word_longer_than_a_row_stands_by_itself() {
        let word = "x".repeat(50);
        assert_eq!(wrap(&[(format!("a {word} b"), Style::new())], 20), ["a", &word, "b"]);
    }

    #[test]
    fn escape_sequences_never_reach_the_terminal() {
        let passage = Passage { blocks: vec![block("", "", false, vec![text("a\u{1b}[31mb")])] };
        assert_eq!(lay_out(&passage, "/", 40, 0), "a[31mb\n");
    }
}
