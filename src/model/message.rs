//! A message as a pattern: words that stay, and holes for what varies from one occurrence to the next.
//!
//! The text is read from left to right into pieces. A piece is a word, a code, or a hole: a time, a
//! GUID, a number, a path, a quoted name, a `<placeholder>`… What stands in a hole is kept as well, for
//! it can tell apart messages that are alike otherwise. A quoted name is a hole whose words follow as
//! pieces of their own, marked as quoted: programs quote names, but also whole messages.
//!
//! Whatever decides about a piece looks ahead a bounded way only, so reading takes linear time.

mod dates;
mod spans;

use std::ops::Range;

use super::code::is_code;
use spans::{email, format, path, placeholder, quoted, run, url};

/// What varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hole {
    /// A time, a date, or both.
    Time,
    /// `a4f595bd-f567-49a7-b963-20fa4e370329`.
    Guid,
    /// A number with its sign, separators and unit; a version; an IP address.
    Number,
    /// Hexadecimal digits, or another opaque identifier.
    Hex,
    /// A path of a file or of a URL.
    Path,
    /// A whole URL.
    Url,
    /// An e-mail address.
    Email,
    /// A name in quotation marks.
    Quoted,
    /// What stands for a value: `<name>`, `{0}`, `${name}`, `%s`, `%1`.
    Placeholder,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word, which stays.
    Word,
    /// An error code, which stays whatever the language.
    Code,
    /// What varies.
    Hole(Hole),
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// Whether it stands inside of a quoted name.
    pub in_quotes: bool,
}

/// Reads a message. Pieces are in the order of the text; those in quotes follow their hole.
pub fn read(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut quotes_end = 0;
    let mut at = 0;
    let mut before = ' ';
    while let Some(c) = text[at..].chars().next() {
        let in_quotes = at < quotes_end;
        let starts = !is_word(before);
        let mut push = |kind, end: usize| pieces.push(Piece { kind, range: at..end, in_quotes });
        let end = if let Some((kind, end)) = whole(text, at, starts) {
            push(kind, end);
            end
        } else if let Some((open, close)) = quoted(text, at).filter(|_| starts && !in_quotes) {
            push(Kind::Hole(Hole::Quoted), close);
            quotes_end = close;
            open
        } else if is_word(c) {
            let length = text[at..].find(|c| !is_word(c)).unwrap_or(text.len() - at);
            push(Kind::Word, at + length);
            at + length
        } else {
            at + c.len_utf8()
        };
        before = text[..end].chars().next_back().unwrap_or(' ');
        at = end;
    }
    pieces
}

/// What varies in a message: ranges of its text that do not overlap, in order.
pub fn varying(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for piece in read(text) {
        let is_new = ranges.last().is_none_or(|last| piece.range.start >= last.end);
        if matches!(piece.kind, Kind::Hole(_)) && is_new {
            ranges.push(piece.range);
        }
    }
    ranges
}

/// Letters, digits, marks and `_`.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || unicode_normalization::char::is_combining_mark(c)
}

/// A code or a hole other than a quoted name that starts here.
fn whole(text: &str, at: usize, starts: bool) -> Option<(Kind, usize)> {
    let rest = &text[at..];
    if let Some(length) = placeholder(rest).or_else(|| format(rest)) {
        return Some((Kind::Hole(Hole::Placeholder), at + length));
    }
    if !starts {
        return None;
    }
    type Reader = fn(&str) -> Option<usize>;
    let spans: [(Hole, Reader); 4] =
        [(Hole::Url, url), (Hole::Email, email), (Hole::Path, path), (Hole::Time, dates::date)];
    for (hole, span) in spans {
        if let Some(length) = span(rest) {
            return Some((Kind::Hole(hole), at + length));
        }
    }
    let run = run(rest);
    if run.is_empty() {
        return None;
    }
    // Brackets are no part of a run, but of this code.
    if run == "SQLSTATE"
        && let Some(close) = rest.bytes().take(20).position(|byte| byte == b']')
        && is_code(&rest[..=close])
    {
        return Some((Kind::Code, at + close + 1));
    }
    values(run).map(|(kind, length)| (kind, at + length))
}

/// What a run of letters, digits and joiners begins with, where that is no word.
fn values(run: &str) -> Option<(Kind, usize)> {
    let hole = |hole, length| Some((Kind::Hole(hole), length));
    if is_guid(run) {
        return hole(Hole::Guid, 36);
    }
    if is_result_code(run) || (is_code(run) && !run.starts_with('0')) {
        return Some((Kind::Code, run.len()));
    }
    if is_time(run) {
        return hole(Hole::Time, run.len());
    }
    let first = run.split(['.', ',', ':', '-', '/', '+']).next().unwrap_or(run);
    if is_opaque(first) {
        return hole(Hole::Hex, first.len());
    }
    number(run).and_then(|length| hole(Hole::Number, length))
}

fn is_guid(run: &str) -> bool {
    let Some(guid) = run.get(..36) else { return false };
    guid.bytes().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

/// `0x80070005`, `0xC0000005`, `-2147024891`, `2147942405`: numbers of 32 bits whose highest one is set.
fn is_result_code(run: &str) -> bool {
    let hex = run.strip_prefix("0x").or_else(|| run.strip_prefix("0X"));
    if let Some(hex) = hex {
        return hex.len() == 8
            && hex.starts_with(['8', 'c', 'C'])
            && hex.bytes().all(|b| b.is_ascii_hexdigit());
    }
    let (negative, digits) = match run.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, run),
    };
    digits.len() == 10
        && digits.bytes().all(|b| b.is_ascii_digit())
        && super::code::result_code(digits, negative).is_some()
}

/// Digits with `:` between them, or three numbers that can be a date; with what belongs to a timestamp.
fn is_time(run: &str) -> bool {
    if !run.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let plain = |byte: u8| byte.is_ascii_digit() || b":.,-/+TZ".contains(&byte);
    if !run.bytes().all(plain) {
        return false;
    }
    let clock = run.split(['T', '.', ',', '-', '+', 'Z']).any(|part| {
        let mut numbers = part.split(':');
        let short = |number: &str| matches!(number.len(), 1 | 2);
        part.contains(':') && numbers.all(short)
    });
    let day = run.split('T').next().unwrap_or(run);
    let date = ['-', '/'].into_iter().any(|joiner| {
        let numbers: Vec<&str> = day.splitn(4, joiner).collect();
        let sized = |number: &&str| matches!(number.len(), 1 | 2 | 4);
        let digits = |number: &&str| number.bytes().all(|b| b.is_ascii_digit());
        numbers.len() == 3 && numbers.iter().all(|number| sized(number) && digits(number))
    });
    clock || date
}

/// `0x7ffe1c`, `a4f595bd`, `Zm9vYmFy12345678`: no word, and no number.
fn is_opaque(word: &str) -> bool {
    let hex = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit());
    if word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")).is_some_and(hex) {
        return true;
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let mixed = digits >= 2 && letters >= 1 && digits + letters == word.len();
    mixed && ((word.len() >= 7 && hex(word)) || (word.len() >= 16 && digits >= 4))
}

/// The length of a number at the start of a run: digits with separators, then a unit, then what follows
/// a version (`2.4.5-p3`, `4.0.0-rc-2129`).
fn number(run: &str) -> Option<usize> {
    let bytes = run.as_bytes();
    let signed = usize::from(matches!(bytes.first(), Some(b'-' | b'+' | b'v' | b'V')));
    if !bytes.get(signed).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = signed;
    let mut dotted = false;
    while is_digit(at) || (bytes.get(at).is_some_and(|b| b".,:/".contains(b)) && is_digit(at + 1)) {
        dotted |= bytes[at] == b'.';
        at += 1;
    }
    let unit = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if unit > 3 || run[at + unit..].starts_with(is_word) {
        // `3DSecure` is a name.
        return None;
    }
    at += unit;
    if dotted {
        let suffix = |at: usize| bytes.get(at) == Some(&b'-') && at + 1 < bytes.len();
        while suffix(at) {
            at += 1;
            at += bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'.').count();
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests;
