//! What of a text reaches a terminal. Content is not trusted with it: a title or a file's name could
//! hold escape sequences that move the cursor, rename the window or turn the direction of writing.

use std::borrow::Cow;

use serde::Serialize;

/// Control characters (the C1 ones too, which terminals obey in UTF-8), and the marks that turn the
/// direction of writing.
fn is_harmful(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text without what a terminal would obey.
pub fn printable(text: &str) -> String {
    text.chars().filter(|&c| !is_harmful(c)).collect()
}

/// The text with control characters as their pictures (U+2400…), tabs as a space; line ends stay, and
/// so does the number of characters.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c != '\n' && is_harmful(c)) {
        return Cow::Borrowed(text);
    }
    let picture = |c: char| match c {
        '\t' => ' ',
        '\n' => '\n',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        c if is_harmful(c) => '\u{fffd}',
        c => c,
    };
    Cow::Owned(text.chars().map(picture).collect())
}

/// A value as JSON on one line, what a terminal would obey written as `\u…`; and so are the separators
/// of Unicode (U+0085, U+2028, U+2029), which some readers take for the end of a line.
///
/// # Errors
/// When the value is no JSON, such as a map with keys that are no text.
pub fn json(value: &impl Serialize) -> serde_json::Result<String> {
    let json = serde_json::to_string(value)?;
    let escapes = |c: char| is_harmful(c) || matches!(c, '\u{2028}' | '\u{2029}');
    if !json.contains(escapes) {
        return Ok(json);
    }
    // Such characters stand inside of strings only: the rest of JSON is ASCII.
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if escapes(c) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    Ok(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "a\u{1b}[31mb\u{9b}2Jc\u{202e}d\u{7}\te\u{7f}";

    #[test]
    fn what_a_terminal_obeys_is_dropped_shown_or_escaped() {
        assert_eq!(printable(HOSTILE), "a[31mb2Jcde");
        assert_eq!(visible(HOSTILE), "a␛[31mb\u{fffd}2Jc\u{fffd}d␇ e\u{fffd}");
        assert_eq!(json(&HOSTILE).unwrap(), r#""a\u001b[31mb\u009b2Jc\u202ed\u0007\te\u007f""#);
    }

    #[test]
    fn escaped_json_reads_as_the_same_text() {
        assert_eq!(serde_json::from_str::<String>(&json(&HOSTILE).unwrap()).unwrap(), HOSTILE);
    }
}
