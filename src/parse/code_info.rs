//! What stands behind the fence of a code block: `js title="app.js" {1,3-5}`.
//!
//! | written | means |
//! |---|---|
//! | `js`, `{.js}` | the language |
//! | `title="app.js"` | a title above the code |
//! | `{1,3-5}`, `hl_lines="1 3-5"` | lines to mark, counted from 1 |
//! | `diff lang="js"`, `diff-js` | lines that begin with `+` or `-` came or went; the rest is `js` |

use crate::model::CodeBlock;

/// Lines beyond this are not counted: no page shows so many, and a range to the end of time is a slip.
const MOST_LINES: u32 = 100_000;

/// Makes a block of an info string and its code.
pub(super) fn block(info: &str, text: String) -> CodeBlock {
    let info = info.trim();
    let first = info.split([' ', ',', '{', '\t']).next().unwrap_or("");
    let dotted = info.strip_prefix("{.").and_then(|rest| rest.split([' ', '}', '.', ',']).next());
    let word = dotted.unwrap_or(first).to_lowercase();
    let (language, is_diff) = match word.strip_prefix("diff-").or(word.strip_prefix("diff_")) {
        Some(language) if !language.is_empty() => (language.to_owned(), true),
        _ => match attribute(info, "lang").filter(|_| word == "diff") {
            Some(language) => (language.to_lowercase(), true),
            None => (word, false),
        },
    };
    let mut marked = attribute(info, "hl_lines").map(line_ranges).unwrap_or_default();
    marked.extend(in_braces(info).map(line_ranges).unwrap_or_default());
    marked.sort_unstable();
    let title = attribute(info, "title").unwrap_or("").trim().to_owned();
    CodeBlock { language, title, marked, is_diff, text }
}

/// The value of `name="…"`, in either kind of quotes.
fn attribute<'t>(info: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = info.match_indices(name).find_map(|(at, _)| {
        let before = info[..at].chars().next_back();
        let rest = info[at + name.len()..].strip_prefix('=')?;
        before.is_some_and(|c| c.is_whitespace() || c == '{' || c == ',').then_some((at, rest))
    })?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split_once(quote).map(|(value, _)| value)
}

/// What stands in braces, where that is numbers.
fn in_braces(info: &str) -> Option<&str> {
    let (inner, _) = info.split_once('{')?.1.split_once('}')?;
    let numbers = |c: char| c.is_ascii_digit() || matches!(c, ',' | '-' | ' ');
    (!inner.is_empty() && inner.chars().all(numbers)).then_some(inner)
}

/// `1,3-5` as ranges of lines, both ends included.
fn line_ranges(text: &str) -> Vec<(u32, u32)> {
    let parts = text.split([',', ' ']).filter(|part| !part.is_empty());
    parts
        .filter_map(|part| {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let (from, to) = (from.parse::<u32>().ok()?, to.parse::<u32>().ok()?);
            (from >= 1 && from <= to && to <= MOST_LINES).then_some((from, to))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(info: &str) -> (String, String, Vec<(u32, u32)>, bool) {
        let CodeBlock { language, title, marked, is_diff, .. } = block(info, String::new());
        (language, title, marked, is_diff)
    }

    fn plain(language: &str) -> (String, String, Vec<(u32, u32)>, bool) {
        (language.to_owned(), String::new(), Vec::new(), false)
    }

    #[test]
    fn the_language_comes_first() {
        for (info, language) in [
            ("rust", "rust"),
            ("C#", "c#"),
            ("rust,ignore", "rust"),
            ("{.python .numberLines}", "python"),
            ("", ""),
            ("diff", "diff"),
            ("yaml {not lines}", "yaml"),
        ] {
            assert_eq!(read(info), plain(language), "{info}");
        }
    }

    #[test]
    fn title_lines_and_differences() {
        let (language, title, marked, is_diff) = read("js title=\"src/app.js\" {1,3-5}");
        assert_eq!((language.as_str(), title.as_str(), is_diff), ("js", "src/app.js", false));
        assert_eq!(marked, [(1, 1), (3, 5)]);
        assert_eq!(read("python hl_lines='2 4-4'").2, [(2, 2), (4, 4)]);
        assert_eq!(read("js{7}").2, [(7, 7)]);
        assert_eq!(read("js {5-3,0,x}").2, []);
        assert_eq!(read("diff lang=\"ts\""), ("ts".to_owned(), String::new(), Vec::new(), true));
        assert_eq!(read("diff-ts"), ("ts".to_owned(), String::new(), Vec::new(), true));
    }

    #[test]
    fn a_word_that_holds_a_key_is_no_key() {
        assert_eq!(read("js subtitle=\"x\"").1, "");
        assert_eq!(read("js title=x").1, "");
    }
}
