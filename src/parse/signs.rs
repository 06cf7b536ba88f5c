//! Quick looks at a text, before a pass over it that most texts do not need.
//!
//! Each looks at every byte, without a way out at the first that counts: such loops are done on many bytes
//! at once, and end long before a search that steps from one to the next.

/// Whether a text holds one of these signs.
pub(super) fn holds<const N: usize>(text: &str, signs: [u8; N]) -> bool {
    text.bytes().fold(false, |found, byte| found | is_one_of(byte, signs))
}

/// Whether a text holds one of these signs three times in a row, as the markers of dialects are.
pub(super) fn holds_thrice<const N: usize>(text: &str, signs: [u8; N]) -> bool {
    let bytes = text.as_bytes();
    let (second, third) = (bytes.get(1..).unwrap_or(&[]), bytes.get(2..).unwrap_or(&[]));
    let rows = third.iter().zip(second).zip(bytes);
    rows.fold(false, |found, ((&a, &b), &c)| found | ((a == b) & (b == c) & is_one_of(a, signs)))
}

fn is_one_of<const N: usize>(byte: u8, signs: [u8; N]) -> bool {
    signs.iter().fold(false, |found, sign| found | (byte == *sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_as_a_search_finds_them() {
        let signs = ["", ":", "::", ":::", "a:::b", ":: :", "::+", "+++", "x+++", "é::::", ":+:+:+"];
        for text in signs.into_iter().flat_map(|text| [text.to_owned(), format!("{}{text}", "-".repeat(70))])
        {
            assert_eq!(holds(&text, [b':']), text.contains(':'), "{text}");
            assert_eq!(holds(&text, [b':', b'+']), text.contains([':', '+']), "{text}");
            assert_eq!(holds_thrice(&text, [b':']), text.contains(":::"), "{text}");
            let either = text.contains(":::") || text.contains("+++");
            assert_eq!(holds_thrice(&text, [b':', b'+']), either, "{text}");
        }
    }
}
