//! Text in XML, which has no way to write some characters: not even escaped, and a reader refuses the whole.

/// A text without what XML 1.0 cannot hold (its production `Char`), and without the other control characters.
pub(super) fn text(text: &str) -> String {
    text.chars().filter(|&c| is_held(c)).collect()
}

fn is_held(c: char) -> bool {
    matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(text("a\u{0}\u{8}b\u{1b}\u{7f}\u{9b}c\u{fffe}\u{ffff}\td\ne 😀"), "abc\td\ne 😀");
        let every: String = ('\u{0}'..=char::MAX).collect();
        let xml = format!("<a>{}</a>", text(&every).replace(['<', '&', '>'], ""));
        assert!(roxmltree::Document::parse(&xml).is_ok());
    }
}
