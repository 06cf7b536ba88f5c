//! Error codes: words that name an error whatever the language, and the forms one code is written in.
//!
//! A code is a word of letters and digits, or of parts joined by `_`, that no sentence would hold:
//! `NU1101`, `0x80070005`, `AADSTS50034`, `ERR_CONN_RESET`, `SQLSTATE[HY000]`, `ORA-00942`.

/// Names of standards and algorithms that have the shape of a code.
const STANDARDS: [&str; 8] = ["AES", "ISO", "MD", "RFC", "RSA", "SHA", "TLS", "UTF"];

/// Whether a word, without the punctuation around it, is a code.
pub fn is_code(word: &str) -> bool {
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
    let numbered = (2..=12).contains(&letters)
        && digits.len() >= 3
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !STANDARDS.contains(&&word[..letters]);
    // `ERR_CONN_RESET`, `E_ACCESSDENIED`: capitals joined by `_`.
    let joined = word.contains('_')
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    numbered || joined
}

/// The one form of a code that all of its spellings share: lower case, without hyphens, result codes
/// in hexadecimal (`-2147024891` and `2147942405` are `0x80070005`).
pub fn normal(code: &str) -> String {
    let lower = code.trim().to_ascii_lowercase();
    let (negative, digits) = match lower.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (true, digits),
        None => (false, lower.as_str()),
    };
    result_code(digits, negative).unwrap_or_else(|| lower.replace('-', ""))
}

/// The hexadecimal form of a result code written in decimal, signed or not, or without `0x`. The word
/// is in lower case and without its sign.
///
/// A result code (an `HRESULT` or `NTSTATUS` of Windows) is a 32-bit number whose highest bit says that
/// something failed; programs print it in hexadecimal, or as a decimal number with or without a sign.
pub fn result_code(word: &str, negative: bool) -> Option<String> {
    let high = 0x8000_0000_u32;
    if word.len() == 8
        && word.starts_with(['8', 'c'])
        && let Ok(code) = u32::from_str_radix(word, 16)
    {
        return Some(format!("{code:#010x}"));
    }
    if word.len() < 9 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u32 = word.parse().ok()?;
    match negative {
        true if number <= high => Some(format!("{:#010x}", number.wrapping_neg())),
        false if number >= high => Some(format!("{number:#010x}")),
        _ => None,
    }
}

/// How a result code is written, from one of the ways: in hexadecimal with `0x` and without, as a
/// number, and as a negative number without its sign. The word is in lower case and without its sign.
pub fn spellings(word: &str, negative: bool) -> Option<[String; 4]> {
    let hex = match word.strip_prefix("0x") {
        Some(digits) => result_code(digits, false)?,
        None => result_code(word, negative)?,
    };
    let digits = hex[2..].to_owned();
    let number = u32::from_str_radix(&digits, 16).ok()?;
    Some([hex, digits, number.to_string(), number.wrapping_neg().to_string()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_words() {
        for code in ["NU1101", "0x80070005", "AADSTS50034", "ERR_CONN_RESET", "SQLSTATE[HY000]", "ORA-00942"]
        {
            assert!(is_code(code), "{code}");
        }
        for word in ["404", "5.7", "PHP7", "COVID", "2008R2", "KB2554336x", "a_b", "SHA256", "UTF-1600"] {
            assert!(!is_code(word), "{word}");
        }
    }

    #[test]
    fn a_result_code_is_written_in_four_ways() {
        let all = ["0x80070005", "80070005", "2147942405", "2147024891"].map(str::to_owned);
        for (word, negative) in
            [("0x80070005", false), ("80070005", false), ("2147942405", false), ("2147024891", true)]
        {
            assert_eq!(spellings(word, negative).as_ref(), Some(&all), "{word}");
        }
        for word in ["1234567890", "0x1f", "0x12345678", "12345678", "passwords"] {
            assert_eq!(spellings(word, false), None, "{word}");
        }
    }

    #[test]
    fn the_spellings_of_a_code_share_one_form() {
        for spelling in ["0x80070005", "0X80070005", "-2147024891", "2147942405", "80070005"] {
            assert_eq!(normal(spelling), "0x80070005", "{spelling}");
        }
        assert_eq!(normal("ORA-00942"), normal("ora00942"));
        assert_eq!(normal("ERR_CONN_RESET"), "err_conn_reset");
        assert_eq!(normal("404"), "404");
    }
}
