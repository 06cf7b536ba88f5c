//! Folding: what a word and its look-alikes have in common.
//!
//! Case, accents, width, ligatures and invisible characters say nothing about what a reader looks
//! for, and most readers leave them out. Every word of the index and of a query is folded, so
//! `configuracao` finds `configuração` by construction.
//!
//! The rule, in order, small enough to exist a second time in the browser:
//!
//! 1. drop invisible characters (`is_invisible`);
//! 2. NFKC, which makes `ＳＳＬ` `SSL` and `ｶﾞ` `ガ` (`compose`; `String.prototype.normalize` there);
//! 3. lower case, each character by itself, so without the rule of the final sigma;
//! 4. NFD, drop the accents (`is_accent`), NFC: only the marks of Latin, Greek, Cyrillic, Arabic
//!    and Hebrew letters go, because in kana, Thai or Hindi a mark makes another letter;
//! 5. replace the letters that have no decomposition (`plain_letter`).

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfkc_quick};

/// Characters that are never seen: soft hyphen, zero-width space and joiners, word joiner, byte
/// order mark, and the marks of writing direction.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// Characters of everyday text that are their own NFKC, whatever stands beside them: ASCII, most of
/// Latin, the common ideographs.
fn is_composed(c: char) -> bool {
    matches!(c, '\0'..='\x7f' | '\u{c0}'..='\u{131}' | '\u{4e00}'..='\u{9fff}')
}

/// Combining marks that readers leave out.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}')
}

/// Letters that Unicode does not decompose, as people type them on a plain keyboard.
fn plain_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// The text without invisible characters, in NFKC. Case and accents stay: words are cut, and
/// stemmed, before these go.
pub(super) fn compose(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_composed) {
        return Cow::Borrowed(text);
    }
    if !text.contains(is_invisible) && is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|&c| !is_invisible(c)).nfkc().collect())
}

/// Composed text in lower case, accents kept.
pub(super) fn lower(composed: &str) -> String {
    if composed.is_ascii() {
        return composed.to_ascii_lowercase();
    }
    composed.chars().flat_map(char::to_lowercase).collect()
}

/// Lower-case text without accents.
pub(super) fn plain(lower: &str) -> Cow<'_, str> {
    if lower.is_ascii() {
        return Cow::Borrowed(lower);
    }
    let mut folded = String::with_capacity(lower.len());
    for c in lower.nfd().filter(|&c| !is_accent(c)).nfc() {
        match plain_letter(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

/// How long a text is in UTF-16 units, which is what a browser counts in.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// All of it: the form under which a word stands in the index.
pub fn fold(text: &str) -> String {
    plain(&lower(&compose(text))).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_fold_to_one_form() {
        for (text, folded) in [
            ("Configuração", "configuracao"),
            ("CONFIGURAC\u{327}A\u{303}O", "configuracao"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("Ｍａｒｉａ　１０．４", "maria 10.4"),
            ("ｶｽﾀﾑ", "カスタム"),
            ("ｶﾞｲﾄﾞ", "ガイド"),
            ("がっこう", "がっこう"),
            ("İstanbul IŞIK ışık", "istanbul isik isik"),
            ("smørrebrød", "smorrebrod"),
            ("Œuvre ﬁn", "oeuvre fin"),
            ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
            ("pass\u{200b}word\u{ad}s", "passwords"),
            ("한국어", "한국어"),
            ("สวัสดี", "สวัสดี"),
            ("ёлка Йод", "елка иод"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in (0..0x2_ffff).filter_map(char::from_u32) {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "U+{:04X}", c as u32);
        }
    }
}
