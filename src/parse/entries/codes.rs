//! Error codes: the words of a message that name it whatever the language.
//!
//! A code is a word of letters and digits, or of parts joined by `_`, that no sentence would hold:
//! `NU1101`, `0x80070005`, `AADSTS50034`, `ERR_CONN_RESET`, `SQLSTATE[HY000]`, `ORA-00942`. Plain
//! numbers are codes only in a column of codes.

use super::errors::FoundError;

/// The codes of an error, each once, in the order found.
pub(super) fn of(error: &FoundError) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    let texts = std::iter::once(&error.message).chain(&error.also);
    let found =
        error.codes.iter().flat_map(|codes| column(codes)).chain(texts.flat_map(|text| in_text(text)));
    for code in found {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// The codes that a column of codes lists: all of its words that hold a digit or are written in
/// capitals.
fn column(text: &str) -> Vec<String> {
    let words =
        text.split([' ', ',', ';', '/', '|']).map(|word| word.trim_matches(['(', ')', '.', '"', '\'', '`']));
    let is_code = |word: &&str| {
        word.len() >= 2
            && word.len() <= 40
            && (word.chars().any(|c| c.is_ascii_digit())
                || word.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
    };
    words.filter(is_code).map(str::to_owned).collect()
}

/// The codes in running text.
pub(super) fn in_text(text: &str) -> Vec<String> {
    let words = text.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '"' | '“' | '”' | '«' | '»' | '、' | '。')
    });
    words.map(trimmed).filter(|word| is_code(word)).map(str::to_owned).collect()
}

fn trimmed(word: &str) -> &str {
    let word = word.trim_matches(['(', ')', '.', ':', '：', '\'', '`', '!', '?', '*', '‘', '’', '{', '}']);
    // Brackets belong to `SQLSTATE[HY000]` and not to `[1040]`.
    if word.starts_with('[') { word.trim_matches(['[', ']']) } else { word.trim_end_matches(':') }
}

fn is_code(word: &str) -> bool {
    if word.len() < 4 || word.len() > 48 || !word.is_ascii() {
        return false;
    }
    if let Some(hex) = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")) {
        return hex.len() >= 4 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    }
    if let Some(state) = word.strip_prefix("SQLSTATE[") {
        return state.ends_with(']');
    }
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = &word[letters..];
    let digits = rest.trim_start_matches(['-', '_']);
    // `NU1101`, `AADSTS50034`, `ORA-00942`: capitals, then at least three digits.
    let numbered =
        (2..=12).contains(&letters) && digits.len() >= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    // `ERR_CONN_RESET`, `E_ACCESSDENIED`: capitals joined by `_`.
    let joined = word.contains('_')
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    numbered || joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_words() {
        let text = "Error NU1101: 0x80070005 (AADSTS50034), `ERR_CONN_RESET`; SQLSTATE[HY000] [1040] ORA-00942. E_FAIL";
        let codes = [
            "NU1101",
            "0x80070005",
            "AADSTS50034",
            "ERR_CONN_RESET",
            "SQLSTATE[HY000]",
            "ORA-00942",
            "E_FAIL",
        ];
        assert_eq!(in_text(text), codes);
        for text in
            ["HTTP 404", "MySQL 5.7 and PHP7", "SSL/TLS 1.2", "COVID", "Windows 2008R2", "KB2554336x", "a_b"]
        {
            assert_eq!(in_text(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_column_of_codes_has_plain_numbers_too() {
        assert_eq!(column("401, 403"), ["401", "403"]);
        assert_eq!(column("HTTP (5xx)"), ["HTTP", "5xx"]);
    }
}
