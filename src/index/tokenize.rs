//! Cutting text into words, code-like tokens whole and in parts, and bigrams.
//!
//! Three levels, each a rule of its own, the same for what is indexed and for what is asked:
//!
//! 1. **Runs.** Text falls into runs of word characters (letters, digits, marks, invisible
//!    characters). The joiners `- _ . / \ : @ # + [` hold a run together where one of them, `::` or
//!    `\\`, stands between two word characters. Characters of scripts written without spaces form
//!    runs of their own.
//! 2. **Words.** A run is cut into segments at every joiner but `.` and `_`, a segment at these two.
//!    What is left are the words: they carry the order of the text. Digits between dots are one
//!    word (`2.4.5`).
//! 3. **Extras** stand beside the words and say what else a reader may type: the whole run without
//!    its hyphens (`sqlstate[hy000]`, `app/etc/env.php`, `acsd50621`, `email`), each segment with a
//!    dot or an underscore (`env.php`, `err_conn_reset`), the humps of `LastCRMError`, and the name
//!    before a number in `elasticsearch7`.
//!
//! Scripts without spaces, and Hangul, give the bigrams of each run; a lone character stands by
//! itself. Thai is cut so too: to tell its words takes a model or a dictionary (ICU4X's weigh some 75 KB and
//! well over 100 KB, the whole client 6), and the browser would need the very same, because a word that is
//! cut otherwise than the index cut it is not found. Bigrams find every word. Apostrophes part (`d'accès`),
//! so an elided article is a stop word like any other.

use std::ops::Range;

use super::fold::{compose, is_invisible, lower, units};

/// Runs longer than this many UTF-16 units are not kept whole: nobody types them, and each is one more
/// term of the dictionary.
const LONGEST_WHOLE: usize = 48;

/// Words longer than this many UTF-16 units are passed over: keys, hashes and encoded data.
const LONGEST_WORD: usize = 64;

/// What a token is to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A word of the text, in its order.
    Word,
    /// Two neighbours of a script without spaces, or one that stands alone.
    Bigram,
    /// Another form of a run that has been given as words.
    Extra,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Composed, in lower case, with its accents.
    pub(super) lower: &'a str,
    /// Where it stands in the text; the whole run where composing changed its length.
    pub(super) range: Range<usize>,
    /// What it is to the text around it.
    pub(super) role: Role,
}

/// What a character does to the runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Dense,
    Joiner,
    Break,
}

/// Scripts written without spaces, and Hangul, whose words carry their particles.
pub(super) fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3105}'..='\u{318e}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{323af}')
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Word,
        '-' | '_' | '.' | '/' | '\\' | ':' | '@' | '#' | '+' | '[' => Class::Joiner,
        '\0'..='\x7f' => Class::Break,
        // The letters of Latin-1 and of Latin Extended-A.
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{17f}' => Class::Word,
        // The hyphen that never breaks, and the full-width shapes of the joiners.
        '\u{2010}' | '\u{2011}' | '\u{ff0d}' | '\u{ff3f}' | '\u{ff0e}' | '\u{ff0f}' => Class::Joiner,
        c if is_dense(c) => Class::Dense,
        c if c.is_alphanumeric() || is_invisible(c) => Class::Word,
        c if unicode_normalization::char::is_combining_mark(c) => Class::Word,
        _ => Class::Break,
    }
}

/// A run: a stretch of text that is cut by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    /// Whether it is of a script without spaces.
    pub(super) is_dense: bool,
}

impl Run {
    /// Whether its tokens follow from its own characters, whatever stands around it.
    pub(super) fn stands_alone(&self, text: &str) -> bool {
        let (before, after) = (&text[..self.range.start], &text[self.range.end..]);
        !after.starts_with([']', '#', '+']) && !before.ends_with(['-', '\u{2212}'])
    }

    /// Gives its tokens in order, its extras behind its words. `text` is the whole text.
    pub(super) fn tokens(&self, text: &str, emit: &mut impl FnMut(Token<'_>)) {
        if self.is_dense {
            dense_run(text, self.range.clone(), emit);
        } else {
            word_run(text, self.range.clone(), emit);
        }
    }
}

/// Gives every token of the text to `emit`, in order; the extras of a run follow its words.
pub(super) fn tokenize(text: &str, mut emit: impl FnMut(Token<'_>)) {
    runs(text, |run| run.tokens(text, &mut emit));
}

/// Gives every run of the text, in order.
pub(super) fn runs(text: &str, mut give: impl FnMut(Run)) {
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let is_dense = match class(first) {
            Class::Word => false,
            Class::Dense => true,
            Class::Joiner | Class::Break => {
                at += first.len_utf8();
                continue;
            }
        };
        let end = if is_dense {
            let dense = |c: char| class(c) == Class::Dense || is_invisible(c);
            text[at..].find(|c| !dense(c)).map_or(text.len(), |length| at + length)
        } else {
            plain_run_end(text, at).unwrap_or_else(|| word_run_end(text, at))
        };
        give(Run { range: at..end, is_dense });
        at = end;
    }
}

/// The end of a run of ASCII letters and digits alone, as most are.
fn plain_run_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text.as_bytes()[start..];
    let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric());
    let Some(length) = length.filter(|length| *length > 0) else {
        return length.is_none().then_some(text.len());
    };
    let next = char::from(rest[length]);
    (next.is_ascii() && class(next) == Class::Break).then_some(start + length)
}

/// The end of the run of word characters and joiners that starts at `start`.
fn word_run_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut rest = text[start..].char_indices().peekable();
    while let Some((offset, c)) = rest.next() {
        match class(c) {
            Class::Word => end = start + offset + c.len_utf8(),
            Class::Joiner => {
                if let Some(&(_, twin)) = rest.peek()
                    && twin == c
                    && matches!(c, ':' | '\\')
                {
                    rest.next();
                }
                if rest.peek().is_none_or(|&(_, next)| class(next) != Class::Word) {
                    break;
                }
            }
            Class::Dense | Class::Break => break,
        }
    }
    end
}

/// A run of a script without spaces.
fn dense_run(text: &str, run: Range<usize>, emit: &mut impl FnMut(Token<'_>)) {
    let original = &text[run.clone()];
    let composed = compose(original);
    let exact = composed.len() == original.len();
    let place = |from: usize, to: usize| {
        if exact { run.start + from..run.start + to } else { run.clone() }
    };
    let mut ends = composed.char_indices().map(|(at, c)| at + c.len_utf8());
    let (mut from, mut middle) = (0, ends.next().unwrap_or(0));
    let mut give = |from: usize, to: usize| {
        emit(Token { lower: &composed[from..to], range: place(from, to), role: Role::Bigram });
    };
    if middle == composed.len() {
        return give(0, middle);
    }
    for to in ends {
        give(from, to);
        (from, middle) = (middle, to);
    }
}

fn is_segment_joiner(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '/' | '\\' | ':' | '@' | '#' | '+' | '[')
}

/// A run of word characters: its words, then its extras.
fn word_run(text: &str, run: Range<usize>, emit: &mut impl FnMut(Token<'_>)) {
    let original = &text[run.clone()];
    let composed = compose(original);
    let exact = composed.len() == original.len();
    let low = lower(&composed);
    let place =
        |part: Range<usize>| if exact { run.start + part.start..run.start + part.end } else { run.clone() };
    let mut give = |lower: &str, range: Range<usize>, role: Role| {
        if !lower.is_empty() && (lower.len() <= LONGEST_WORD || units(lower) <= LONGEST_WORD) {
            emit(Token { lower, range, role });
        }
    };
    if composed.contains(is_joiner) {
        for segment in parts(&composed, is_segment_joiner) {
            let name = &composed[segment.clone()];
            if is_numeric(name) {
                give(name, place(segment), Role::Word);
                continue;
            }
            for word in parts(name, |c| c == '.' || c == '_') {
                let word = segment.start + word.start..segment.start + word.end;
                give(&lower(&composed[word.clone()]), place(word), Role::Word);
            }
        }
        wholes(&low, text[run.end..].starts_with(']'), |whole| give(whole, run.clone(), Role::Extra));
    } else {
        give(&low, place(0..composed.len()), Role::Word);
    }
    if let Some(sharp) = sharp_suffix(&low, &text[run.end..]) {
        give(&format!("{low}{sharp}"), run.start..run.end + sharp.len(), Role::Extra);
    }
    for word in parts(&composed, is_joiner) {
        humps(&composed[word.clone()], |hump| {
            let hump = word.start + hump.start..word.start + hump.end;
            give(&composed[hump.clone()].to_ascii_lowercase(), place(hump), Role::Extra);
        });
    }
}

fn is_joiner(c: char) -> bool {
    is_segment_joiner(c) || c == '.' || c == '_'
}

/// The ranges between the characters that `cut` takes.
fn parts(text: &str, cut: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let ends = text.char_indices().filter(move |&(_, c)| cut(c)).map(|(at, c)| (at, at + c.len_utf8()));
    let mut parts = Vec::new();
    for (end, next) in ends {
        parts.push(start..end);
        start = next;
    }
    parts.push(start..text.len());
    parts.into_iter().filter(|part| !part.is_empty())
}

/// `10.5`, `2.4.5`: digits, and dots between them.
fn is_numeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// The run as a whole, and its segments that are more than one word.
fn wholes(run: &str, bracket_follows: bool, mut give: impl FnMut(&str)) {
    let segments: Vec<&str> = run.split(is_segment_joiner).filter(|segment| !segment.is_empty()).collect();
    let is_hyphen = |c: char| c == '-' || c == '\u{2010}';
    let only_hyphens = !run.contains(|c| !is_hyphen(c) && is_segment_joiner(c));
    // Of words with hyphens only pairs are also written in one (`e-mail`), and codes (`ACSD-50621`).
    let joined = segments.len() == 2 || run.contains(|c: char| c.is_ascii_digit());
    if segments.len() > 1 && (!only_hyphens || joined) && units(run) <= LONGEST_WHOLE {
        let mut whole = run.replace(is_hyphen, "");
        if whole.contains('[') && bracket_follows {
            whole.push(']');
        }
        give(&whole);
    }
    for segment in segments {
        if segment.contains(['.', '_']) && !is_numeric(segment) && units(segment) <= LONGEST_WHOLE {
            give(segment);
        }
    }
}

/// `#` or `++` behind a name of one letter: `C#`, `C++`.
fn sharp_suffix(run: &str, after: &str) -> Option<&'static str> {
    let one_letter = run.len() == 1 && run.as_bytes()[0].is_ascii_alphabetic();
    ["#", "++"].into_iter().find(|suffix| one_letter && after.starts_with(suffix))
}

/// The words inside a word: at a capital behind a small letter, before the last capital of several
/// that a small letter follows, and between four letters and a number.
fn humps(word: &str, mut give: impl FnMut(Range<usize>)) {
    let bytes = word.as_bytes();
    if !word.is_ascii() || bytes.len() > LONGEST_WHOLE {
        return;
    }
    let mut start = 0;
    for at in 1..bytes.len() {
        let (before, here) = (bytes[at - 1], bytes[at]);
        let next_is_small = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        let capital = here.is_ascii_uppercase()
            && (before.is_ascii_lowercase() || (before.is_ascii_uppercase() && next_is_small));
        let number =
            here.is_ascii_digit() && at >= 4 && bytes[at - 4..at].iter().all(u8::is_ascii_alphabetic);
        if capital || number {
            if at - start > 1 {
                give(start..at);
            }
            start = at;
        }
    }
    if start > 0 && bytes.len() - start > 1 {
        give(start..bytes.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> (Vec<String>, Vec<String>) {
        let (mut words, mut extras) = (Vec::new(), Vec::new());
        tokenize(text, |token| {
            let list = if token.role == Role::Extra { &mut extras } else { &mut words };
            list.push(token.lower.to_owned());
        });
        (words, extras)
    }

    #[track_caller]
    fn check(text: &str, words: &[&str], extras: &[&str]) {
        let (w, e) = tokens(text);
        assert_eq!((w.as_slice(), e.as_slice()), (&to_owned(words)[..], &to_owned(extras)[..]), "{text}");
    }

    fn to_owned(list: &[&str]) -> Vec<String> {
        list.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn words_are_cut_at_everything_that_is_no_letter() {
        check("Não foi, d'accès (à) “l’erreur”.", &["não", "foi", "d", "accès", "à", "l", "erreur"], &[]);
        check("pass\u{200b}word", &["password"], &[]);
    }

    #[test]
    fn codes_stay_whole_and_fall_into_parts() {
        check("ERR_CONN_RESET", &["err", "conn", "reset"], &["err_conn_reset"]);
        check("C# e C++", &["c", "e", "c"], &["c#", "c++"]);
        check("app/etc/env.php", &["app", "etc", "env", "php"], &["app/etc/env.php", "env.php"]);
        check("LastCRMError", &["lastcrmerror"], &["last", "crm", "error"]);
        check(
            "SecLib::RetrievePrivilegeForUser:",
            &["seclib", "retrieveprivilegeforuser"],
            &["seclib::retrieveprivilegeforuser", "sec", "lib", "retrieve", "privilege", "for", "user"],
        );
        check("SQLSTATE[HY000]:", &["sqlstate", "hy000"], &["sqlstate[hy000]"]);
        check("2.4.5-p3, 10.4.", &["2.4.5", "p3", "10.4"], &["2.4.5p3"]);
        check("ACSD-50621", &["acsd", "50621"], &["acsd50621"]);
        check("e-mail do guarda-roupa", &["e", "mail", "do", "guarda", "roupa"], &["email", "guardaroupa"]);
        check("elasticsearch7", &["elasticsearch7"], &["elasticsearch"]);
        check("e\u{2011}mail", &["e", "mail"], &["email"]);
        check("https://www.a.br/", &["https", "www", "a", "br"], &["www.a.br"]);
    }

    #[test]
    fn scripts_without_spaces_give_bigrams() {
        check("GraphQLが無効", &["graphql", "が無", "無効"], &["graph", "ql"]);
        check("ｶﾞｲﾄﾞ 税", &["ガイ", "イド", "税"], &[]);
    }

    #[test]
    fn ranges_lie_in_the_text() {
        for text in ["Ｍａｒｉａ １０．４ ｶﾞｲﾄﾞ İİ-b ação_x", "a::b[c]\u{2011}d ﬁn\u{301}", "e\u{301}t-É"]
        {
            tokenize(text, |token| assert!(text.get(token.range.clone()).is_some(), "{token:?}"));
        }
    }
}
