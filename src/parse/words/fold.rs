//! Texts as the lists have their words: lower case, half width, plain apostrophes, no `ё`.

use std::borrow::Cow;

/// A text without what tells spellings of one word apart.
pub(in crate::parse) fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        // All that is folded of ASCII is its capitals.
        return match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(text.to_ascii_lowercase()),
            false => Cow::Borrowed(text),
        };
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c if is_as_it_is(c) => folded.push(c),
            c => folded.extend(plain(c).to_lowercase().map(plain)),
        }
    }
    Cow::Owned(folded)
}

/// Whether a character is of the scripts of East Asia, which know no case.
fn is_as_it_is(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{a63f}' | '\u{ac00}'..='\u{d7a3}')
}

fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        'ё' => 'е',
        '\u{a0}' | '\u{202f}' | '\u{3000}' => ' ',
        // Full-width letters, digits and signs stand in one row, in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_folded_alike_wherever_it_stands() {
        for c in '\0'..=char::MAX {
            let expected: String = plain(c).to_lowercase().map(plain).collect();
            assert_eq!(folded(&c.to_string()), expected, "{c:?}");
            assert_eq!(folded(&format!("Ｅ{c}")), format!("e{expected}"), "{c:?}");
        }
        assert_eq!(folded("Qu’est-ce ＱUE\u{a0}Ёлка"), "qu'est-ce que елка");
    }
}
