//! Plain text of a page, laid out for a terminal.
//!
//! Lines are wrapped at word boundaries; characters of scripts without spaces are two columns wide, and
//! a line may end between them. Paragraphs that take several rows have a blank line around them; short
//! lines that follow one another, such as those of a list or of code, stay together.

use super::search::printable;

/// Wraps a text whose paragraphs are parted by line ends; each row begins with `indent` spaces.
pub(super) fn lay_out(text: &str, width: usize, indent: usize) -> String {
    let room = width.saturating_sub(indent).max(20);
    let margin = " ".repeat(indent);
    let mut laid_out = String::new();
    let mut wrapped_before = None;
    for paragraph in text.lines().map(printable) {
        let rows = wrap(paragraph.trim_end(), room);
        if rows.iter().all(String::is_empty) {
            continue;
        }
        let wraps = rows.len() > 1;
        if wrapped_before.is_some_and(|before| before || wraps) {
            laid_out.push('\n');
        }
        wrapped_before = Some(wraps);
        for row in rows {
            laid_out.push_str(&margin);
            laid_out.push_str(&row);
            laid_out.push('\n');
        }
    }
    laid_out
}

/// A paragraph as rows; white space at its beginning stays, for code is indented by it.
fn wrap(paragraph: &str, room: usize) -> Vec<String> {
    let start = paragraph.len() - paragraph.trim_start().len();
    let mut rows = Vec::new();
    let mut row = paragraph[..start].to_owned();
    let mut used = row.chars().count();
    let mut is_first = true;
    for word in paragraph.split_whitespace() {
        for (number, part) in unbroken(word).enumerate() {
            let space = usize::from(number == 0 && !is_first);
            let wide: usize = part.chars().map(columns).sum();
            if !is_first && used + space + wide > room {
                rows.push(std::mem::take(&mut row));
                used = 0;
            } else if space == 1 {
                row.push(' ');
                used += 1;
            }
            row.push_str(part);
            used += wide;
            is_first = false;
        }
    }
    rows.push(row);
    rows
}

/// The parts of a word between which a row may end.
fn unbroken(word: &str) -> impl Iterator<Item = &str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before_is_wide = false;
    for (at, c) in word.char_indices() {
        let wide = columns(c) == 2;
        // Closing marks stay with what they close.
        if at > start
            && (wide || before_is_wide)
            && !matches!(c, '、' | '。' | '，' | '）' | '」' | '！' | '？' | '：')
        {
            parts.push(&word[start..at]);
            start = at;
        }
        before_is_wide = wide;
    }
    parts.push(&word[start..]);
    parts.into_iter()
}

/// How many columns a character takes: two for East Asian wide and full-width ones, none for marks.
fn columns(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_wrapped_and_short_lines_stay_together() {
        let text = "Open the settings, and then the page of the account.\nfirst\n  second\n\nThe last paragraph goes on for more than a row.";
        let expected = "  Open the settings, and\n  then the page of the\n  account.\n\n  first\n    second\n\n  The last paragraph goes\n  on for more than a row.\n";
        assert_eq!(lay_out(text, 26, 2), expected);
    }

    #[test]
    fn wide_characters_take_two_columns_and_may_be_parted() {
        let rows = wrap("キャッシュを消去します。もう一度お試しください。", 24);
        assert!(rows.iter().all(|row| row.chars().map(columns).sum::<usize>() <= 26), "{rows:?}");
        assert_eq!(rows.concat(), "キャッシュを消去します。もう一度お試しください。");
    }

    #[test]
    fn a_word_longer_than_a_row_stands_by_itself() {
        let word = "x".repeat(50);
        assert_eq!(wrap(&format!("a {word} b"), 20), ["a", &word, "b"]);
    }

    #[test]
    fn escape_sequences_never_reach_the_terminal() {
        assert_eq!(lay_out("a\u{1b}[31mb", 40, 0), "a[31mb\n");
    }
}
