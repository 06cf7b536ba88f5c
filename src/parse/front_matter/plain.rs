//! Front matter of plain lines: `key: value`, each on its own. Nearly every page has no other, and to read it
//! takes a small part of the time that all of YAML does.
//!
//! What is read here is read as YAML has it; a test holds it to the YAML reader. Whatever is more than a
//! plain line, or might be, is left to that.

use serde_json::{Map, Value};

/// A block of more bytes, or a key, is left to the YAML reader and its limits.
const LONGEST: usize = 16_384;
const LONGEST_KEY: usize = 100;

/// A number of more digits may not fit.
const MOST_DIGITS: usize = 15;

/// Words that are no text, or that one version of YAML or another takes for none.
const NO_TEXT: [&str; 12] =
    ["true", "false", "yes", "no", "y", "n", "on", "off", "null", "nan", "inf", "infinity"];

/// The fields of a block; `None` where it has to be read as YAML.
pub(super) fn read(block: &str) -> Option<Map<String, Value>> {
    if block.len() > LONGEST {
        return None;
    }
    let mut map = Map::new();
    for line in block.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.is_empty() {
            continue;
        }
        let (key, behind) = line.split_once(':')?;
        let value = match behind.strip_prefix(' ') {
            Some(value) => value_of(value)?,
            None if behind.is_empty() => Value::Null,
            None => return None,
        };
        // A key that stands twice is a mistake.
        if !is_key(key) || map.insert(key.to_owned(), value).is_some() {
            return None;
        }
    }
    Some(map)
}

fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
        && key.len() <= LONGEST_KEY
        && !is_no_text(key)
}

fn value_of(written: &str) -> Option<Value> {
    if !written.chars().all(is_printable) {
        return None;
    }
    if let Some(behind) = written.strip_prefix('"') {
        let text = behind.strip_suffix('"').filter(|text| !text.contains(['"', '\\']))?;
        return Some(Value::String(text.to_owned()));
    }
    if let Some(behind) = written.strip_prefix('\'') {
        // Within these marks, two of them are one.
        let text = behind.strip_suffix('\'').filter(|text| !text.replace("''", "").contains('\''))?;
        return Some(Value::String(text.replace("''", "'")));
    }
    if written.bytes().all(|byte| byte.is_ascii_digit()) {
        let fits = !written.starts_with('0') && written.len() <= MOST_DIGITS;
        return written.parse::<u64>().ok().filter(|_| fits).map(Value::from);
    }
    is_text(written).then(|| Value::String(written.to_owned()))
}

/// Whether what stands without quotes is text, and goes to the end of its line.
fn is_text(written: &str) -> bool {
    let first = written.chars().next().unwrap_or(' ');
    let begins = match first {
        '0'..='9' => !may_be_number(written),
        // The signs that begin something else are all of ASCII.
        first => first.is_ascii_alphabetic() || !first.is_ascii(),
    };
    begins
        && written.trim() == written
        && !written.ends_with(':')
        && !written.contains(": ")
        && !written.contains(" #")
        && !is_no_text(written)
}

/// Whether what begins with a digit may be a number of any sort; dates, hashes and percentages are none.
fn may_be_number(written: &str) -> bool {
    let is_of_numbers =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_' | b':');
    let is_of_decimals = |byte: u8| !byte.is_ascii_alphabetic() || matches!(byte, b'e' | b'E');
    let parts = written.as_bytes().windows(2).any(|two| two[1] == b'-' && !matches!(two[0], b'e' | b'E'));
    let has_base = written.starts_with('0') && written[1..].starts_with(['x', 'X', 'o', 'O', 'b', 'B']);
    !parts && written.bytes().all(is_of_numbers) && (has_base || written.bytes().all(is_of_decimals))
}

fn is_no_text(written: &str) -> bool {
    NO_TEXT.iter().any(|word| written.eq_ignore_ascii_case(word))
}

/// Whether a character stands for itself in any text of YAML: no break of a line, no sign of control.
fn is_printable(c: char) -> bool {
    match c {
        ' '..='~' => true,
        '\u{2028}' | '\u{2029}' | '\u{feff}' => false,
        c => c >= '\u{a0}' && u32::from(c) & 0xfffe != 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in front matter, and what means something to YAML.
    const PIECES: &[&str] = &[
        "",
        " ",
        "a",
        "e",
        "E",
        "f",
        "x",
        "o",
        "b",
        "T",
        "Z",
        "1",
        "0",
        "9",
        "12",
        "_",
        ".",
        "-",
        "+",
        "/",
        ":",
        ": ",
        "#",
        " #",
        "'",
        "''",
        "\"",
        "\\",
        "%",
        ",",
        "?",
        "!",
        "&",
        "*",
        "@",
        "`",
        "~",
        "|",
        ">",
        "<<",
        "[",
        "]",
        "{",
        "}",
        "=",
        "true",
        "Null",
        "No",
        "y",
        "off",
        "inf",
        "nan",
        "é",
        "中",
        "「",
        "😀",
        "\u{a0}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{ffff}",
        "\u{7f}",
        "\t",
        "\r",
        "\n",
        "\n ",
        "\n- ",
        "---",
        "2026-01-31",
    ];

    /// How many blocks were read; each of them is what YAML says it is, in the same order.
    fn read_as_yaml<'a>(blocks: impl Iterator<Item = String> + 'a) -> usize {
        let mut count = 0;
        for block in blocks {
            let Some(map) = read(&block) else { continue };
            count += 1;
            let yaml = serde_saphyr::from_str::<Value>(&block);
            let yaml = yaml.unwrap_or_else(|error| panic!("{block:?}: {error}"));
            let yaml = if yaml.is_null() { Value::Object(Map::new()) } else { yaml };
            assert_eq!(yaml.to_string(), Value::Object(map).to_string(), "{block:?}");
        }
        count
    }

    fn pairs() -> impl Iterator<Item = String> {
        PIECES.iter().flat_map(|first| PIECES.iter().map(move |second| format!("{first}{second}")))
    }

    #[test]
    fn values_are_what_yaml_says_they_are() {
        let values = pairs().flat_map(|pair| PIECES.iter().map(move |third| format!("{pair}{third}")));
        let read = read_as_yaml(values.map(|value| format!("title: {value}\nother: x\n")));
        assert!(read > 20_000, "{read}");
    }

    #[test]
    fn keys_and_lines_are_what_yaml_says_they_are() {
        let keys = pairs().map(|key| format!("{key}: x\nother: z\n"));
        let lines = pairs().map(|line| format!("title: x\n{line}\nother: z\n"));
        let ends = pairs().map(|line| format!("title:\r\n\r\nother: z\r\n{line}"));
        let read = read_as_yaml(keys.chain(lines).chain(ends));
        assert!(read > 300, "{read}");
    }

    #[test]
    fn what_begins_with_a_digit_is_what_yaml_says_it_is() {
        let numbers = [
            "1e3",
            "1E-3",
            "1_000",
            "12:30",
            "1.5",
            "1.",
            "0x1f",
            "0o17",
            "017",
            "0b1",
            "0",
            "00",
            "007",
            "1e",
            "1e+",
            "9007199254740993",
            "123456789012345",
            "1234567890123456",
            "18446744073709551616",
            "1f",
            "1a",
            "2e5f",
            "605a45ed14faed7f3283a7146e4193bf2d26b251",
            "83210845e12",
            "7ec409fc-0660-425f-bfaa-aa55b712e162",
            "0%",
            "2026-01-31",
            "2026-01-31T10:00:00Z",
            "2001-12-14 21:59:43.10 -5",
            "01/31/2026",
            "2.4.x",
            "2.4.6",
            "1,000",
            "90deg",
            "01342d8d-2123",
            "0x1g",
            "0o8",
            "0a",
            "0f1",
            "09e1",
            "0X1F",
            "0B1",
            "0O7",
            "0b1f-2",
            "0xff-1",
            "1d",
            "1D",
            "0xg",
            "0e0",
            "0.e1",
            "1__2",
            "3 steps",
            "404: not found",
            "404:",
            "1/2",
            "1inf",
            "1nan",
        ];
        let read = read_as_yaml(numbers.iter().map(|number| format!("date: {number}\n")));
        assert!(read > 10, "{read}");
        assert!(super::read("date: 2026-01-31\n").is_some(), "as dates are best written");
    }

    #[test]
    fn front_matter_of_plain_lines_is_read() {
        let block = "title: \"Errors: all\"\ndate: 01/31/2026\nexl-id: 7ec409fc-0660\nweight: 3\nht-degree: 0%\n\
                     description: 「設定」と [!DNL Fastly]\nms.topic:\n";
        let map = read(block).unwrap();
        assert_eq!((map["title"].as_str(), map["weight"].as_u64()), (Some("Errors: all"), Some(3)));
        assert!(map["ms.topic"].is_null() && map.len() == 7);
        for block in ["a: [b]", "a: b\n  c", "a: >\n  b", "# a\nb: c", "a: yes", "a: b # c", "a: b\na: c"] {
            assert_eq!(read(block), None, "{block}");
        }
    }
}
