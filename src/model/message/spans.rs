//! How far something reaches that starts where a text does: a URL, a path, a quoted name…
//!
//! Each function gives a length in bytes, or `None` where the text starts with something else.

/// Quoted names and placeholders are no longer than this many bytes.
const LONGEST_NAME: usize = 96;
/// And of no more words than this: longer quotations are text.
const MOST_WORDS: usize = 4;
/// Codes and numbers are told by no more than this many bytes.
const LONGEST_RUN: usize = 128;

/// URLs and paths are followed for no more than this many bytes.
const LONGEST_CHUNK: usize = 512;

/// Opening quotation marks and what closes each.
const QUOTES: [(char, &[char]); 9] = [
    ('\'', &['\'']),
    ('"', &['"']),
    ('`', &['`', '\'']),
    ('“', &['”']),
    ('‘', &['’']),
    ('«', &['»']),
    ('„', &['“', '”']),
    ('「', &['」']),
    ('『', &['』']),
];

/// The beginning of a text, cut at a character boundary.
fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Where the inside of a quoted name begins, and where the whole ends, both in `text`.
pub(super) fn quoted(text: &str, at: usize) -> Option<(usize, usize)> {
    let open = text[at..].chars().next()?;
    let closers = QUOTES.iter().find(|(mark, _)| *mark == open)?.1;
    let start = at + open.len_utf8();
    let inside = head(&text[start..], LONGEST_NAME);
    if inside.starts_with(char::is_whitespace) {
        return None;
    }
    for (offset, c) in inside.char_indices() {
        if c == '\n' {
            return None;
        }
        // A mark between letters is an apostrophe.
        let end = start + offset + c.len_utf8();
        let ends_word = !text[end..].starts_with(super::is_word) || !matches!(c, '\'' | '’');
        if closers.contains(&c) && ends_word {
            let name = &inside[..offset];
            let short = name.split_whitespace().count() <= MOST_WORDS
                && (name.is_ascii() || name.chars().count() <= LONGEST_NAME / 3);
            return short.then_some((start, end));
        }
    }
    None
}

/// `<name>`, `<>`, `{0}`, `{name}`, `{{name}}`, `${name}`, `[name]` in capitals is text.
pub(super) fn placeholder(text: &str) -> Option<usize> {
    let (open, close) = match text.as_bytes() {
        [b'<', ..] => ("<", ">"),
        [b'$', b'{', ..] => ("${", "}"),
        [b'{', b'{', ..] => ("{{", "}}"),
        [b'{', ..] => ("{", "}"),
        _ => return None,
    };
    let inside = head(&text[open.len()..], LONGEST_NAME);
    let length = inside.find(close)?;
    let name = &inside[..length];
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '$' | ':' | '\'' | '/');
    let named = name.chars().all(plain) && name.split_whitespace().count() <= MOST_WORDS;
    // Braces without a name are code, angle brackets are where a value was left out.
    (named && (open == "<" || !name.is_empty())).then_some(open.len() + length + close.len())
}

/// `%s`, `%d`, `%1`, `%1$s`, `%ld`, `%@`, `%{name}`.
pub(super) fn format(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('%')?;
    let bytes = rest.as_bytes();
    if bytes.first() == Some(&b'{') {
        return placeholder(rest).map(|length| length + 1);
    }
    let count = |from: usize, of: fn(&u8) -> bool| bytes[from..].iter().take_while(|byte| of(byte)).count();
    let digits = count(0, |byte| byte.is_ascii_digit() || *byte == b'.');
    let dollar = usize::from(digits > 0 && bytes.get(digits) == Some(&b'$'));
    let at = digits + dollar;
    let long = count(at, |byte| matches!(byte, b'l' | b'h' | b'z')).min(2);
    let letter = bytes.get(at + long).is_some_and(|byte| b"sdiufgxXcpq@".contains(byte));
    let length = match (letter, dollar, digits) {
        (true, ..) => at + long + 1,
        (false, 0, 1) => digits,
        _ => return None,
    };
    (!rest[length..].starts_with(super::is_word)).then_some(1 + length)
}

/// Where a URL or a path ends: at white space, quotation marks and brackets.
fn chunk(text: &str) -> &str {
    let text = head(text, LONGEST_CHUNK);
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '\'' | '"' | '`' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '「' | '」' | '『' | '』'
            )
            || matches!(c, '<' | '>' | '|' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';')
    };
    &text[..text.find(ends).unwrap_or(text.len())]
}

/// Without the punctuation that ends the sentence around it.
fn without_end(text: &str) -> &str {
    text.trim_end_matches(['.', ':', '!', '?', '…', '。', '、'])
}

/// A scheme, `://`, and what follows.
pub(super) fn url(text: &str) -> Option<usize> {
    let scheme =
        text.bytes().take(16).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'+').count();
    let follows = scheme > 1 && text.as_bytes()[0].is_ascii_alphabetic() && text[scheme..].starts_with("://");
    let length = if follows { without_end(chunk(text)).len() } else { 0 };
    (length > scheme + 3).then_some(length)
}

/// `somebody@example.com`.
pub(super) fn email(text: &str) -> Option<usize> {
    let local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let name = text.bytes().take(64).take_while(local).count();
    let domain = text[name..].strip_prefix('@').filter(|_| name > 0)?;
    let host = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    let length = domain.bytes().take(253).take_while(host).count();
    let domain = domain[..length].trim_end_matches(['.', '-']);
    domain.contains('.').then_some(name + 1 + domain.len())
}

/// A path that starts at a root or a drive, or of several folders, or of a folder and a file.
pub(super) fn path(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let separator = |at: usize| matches!(bytes.get(at), Some(b'/' | b'\\'));
    let letter = bytes.first().is_some_and(u8::is_ascii_alphabetic);
    let drive = letter && bytes.get(1) == Some(&b':') && separator(2);
    let start = match bytes {
        [b'/' | b'\\' | b'~', ..] => true,
        [b'.', next, ..] => matches!(next, b'.' | b'/' | b'\\'),
        [first, ..] => first.is_ascii_alphanumeric() || matches!(first, b'_' | b'@'),
        [] => false,
    };
    if !start {
        return None;
    }
    let after = if drive { 2 } else { 0 };
    let span = chunk(&text[after..]);
    let span = &text[..after + span.find(':').unwrap_or(span.len())];
    let span = without_end(span);
    let names = || span.split(['/', '\\']);
    let separators = names().count() - 1;
    let last = names().next_back().unwrap_or_default();
    let has_name = names().any(|name| name.chars().any(char::is_alphanumeric));
    let file = last.rsplit_once('.').is_some_and(|(name, extension)| {
        !name.is_empty()
            && (1..=6).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !extension.bytes().all(|byte| byte.is_ascii_digit())
    });
    let rooted = drive || (matches!(bytes[0], b'/' | b'\\' | b'~' | b'.') && separators >= 1);
    // `24/7` and `2024/01/02` are no paths, nor is `and/or`.
    let numeric = span.bytes().all(|byte| byte.is_ascii_digit() || b"/.-".contains(&byte));
    let relative = (separators >= 2 || (separators == 1 && file)) && !numeric;
    (has_name && (rooted || relative)).then_some(span.len())
}

/// Letters and digits with single joiners between them, and a sign in front.
pub(super) fn run(text: &str) -> &str {
    let text = head(text, LONGEST_RUN);
    let bytes = text.as_bytes();
    let word =
        |at: usize| bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_' || *b >= 0x80);
    let signed = matches!(bytes.first(), Some(b'-' | b'+')) && bytes.get(1).is_some_and(u8::is_ascii_digit);
    let mut end = usize::from(signed);
    while word(end) || (end > 0 && bytes.get(end).is_some_and(|b| b".,:-/+".contains(b)) && word(end + 1)) {
        end += 1;
    }
    head(text, end)
}
