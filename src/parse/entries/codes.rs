//! Error codes: the words of a message that name it whatever the language.
//!
//! A code is a word of letters and digits, or of parts joined by `_`, that no sentence would hold:
//! `NU1101`, `0x80070005`, `AADSTS50034`, `ERR_CONN_RESET`, `SQLSTATE[HY000]`, `ORA-00942`. Plain
//! numbers are codes only in a column of codes.

use super::errors::FoundError;
use crate::model::code::is_code;

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
