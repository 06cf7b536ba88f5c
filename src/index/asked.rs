//! What is asked for beyond words: `"phrases"`, `-without` and `kind:error`.
//!
//! A query is read by its white space. A piece that starts with a quotation mark opens a phrase, one
//! that ends with one closes it; `-word` leaves out entries that have the word; `kind:` wants one kind.
//! Pasted messages have quotation marks and hyphens of their own, so only short queries are read so,
//! and where that finds nothing, the query is words.

use std::ops::Range;

use super::fold::units;
use super::record::Kind;

/// Longer queries, in UTF-16 units, are pasted messages.
const LONGEST: usize = 120;

const OPENING: [char; 5] = ['"', '“', '„', '«', '”'];
const CLOSING: [char; 4] = ['"', '”', '“', '»'];

/// A query taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Its words, those of phrases among them.
    pub(super) words: String,
    /// What must stand together.
    pub(super) phrases: Vec<String>,
    /// What must not be there.
    pub(super) without: Vec<String>,
    /// The only kind.
    pub(super) kind: Option<Kind>,
}

impl Asked {
    /// Nothing but words.
    pub(super) fn plain(query: &str) -> Asked {
        Asked { words: query.to_owned(), ..Asked::default() }
    }

    /// Reads what a query asks for.
    pub(super) fn read(query: &str) -> Asked {
        let mut asked = Asked::default();
        if units(query) > LONGEST {
            return Asked::plain(query);
        }
        let pieces = pieces(query);
        let mut words: Vec<&str> = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let piece = &query[pieces[at].clone()];
            if let Some((phrase, length)) = phrase(query, &pieces[at..]) {
                asked.phrases.push(phrase.to_owned());
                words.push(phrase);
                at += length;
                continue;
            }
            if let Some(kind) = kind(piece) {
                asked.kind = Some(kind);
            } else if let Some(word) = without(piece) {
                asked.without.push(word.to_owned());
            } else {
                words.push(piece);
            }
            at += 1;
        }
        if asked == Asked::default() || words.is_empty() {
            return Asked::plain(query);
        }
        asked.words = words.join(" ");
        asked
    }

    /// Whether it reads as a question: by its mark, or by the particle that ends one in Japanese.
    pub(super) fn is_question(&self) -> bool {
        self.words.trim_end_matches(is_space).ends_with(['?', '？', '؟', 'か'])
    }

    /// Whether there is more than words.
    pub(super) fn is_more(&self) -> bool {
        !self.phrases.is_empty() || !self.without.is_empty() || self.kind.is_some()
    }
}

/// White space as browsers' regular expressions have it.
fn is_space(c: char) -> bool {
    (c.is_whitespace() && c != '\u{85}') || c == '\u{feff}'
}

/// Where what stands between white space stands.
fn pieces(query: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let ends = query.char_indices().filter(|&(_, c)| is_space(c)).map(|(at, c)| (at, at + c.len_utf8()));
    for (end, next) in ends.chain([(query.len(), query.len())]) {
        if end > start {
            pieces.push(start..end);
        }
        start = next;
    }
    pieces
}

/// The phrase that the first of these pieces opens, without its quotation marks, and how many pieces it
/// takes.
fn phrase<'a>(query: &'a str, pieces: &[Range<usize>]) -> Option<(&'a str, usize)> {
    let first = pieces[0].start;
    let opening = query[first..].chars().next().filter(|c| OPENING.contains(c))?;
    for (number, piece) in pieces.iter().enumerate() {
        let inside = first + opening.len_utf8()..piece.end;
        let phrase = query.get(inside).and_then(|phrase| phrase.strip_suffix(CLOSING));
        if let Some(phrase) = phrase.filter(|phrase| !phrase.is_empty()) {
            return Some((phrase, number + 1));
        }
    }
    None
}

fn kind(piece: &str) -> Option<Kind> {
    match piece.to_ascii_lowercase().strip_prefix("kind:")? {
        "page" => Some(Kind::Page),
        "question" => Some(Kind::Question),
        "error" => Some(Kind::Error),
        _ => None,
    }
}

/// `-word`: a single hyphen before two letters, so neither a number nor a flag of one letter.
fn without(piece: &str) -> Option<&str> {
    let word = piece.strip_prefix('-')?;
    let mut letters = word.chars();
    let both = [letters.next(), letters.next()];
    both.into_iter().all(|letter| letter.is_some_and(char::is_alphabetic)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> (String, Vec<String>, Vec<String>, Option<Kind>) {
        let asked = Asked::read(query);
        (asked.words, asked.phrases, asked.without, asked.kind)
    }

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn operators_are_taken_out_of_the_words() {
        assert_eq!(
            read("reset \"admin password\" -cloud KIND:error"),
            ("reset admin password".into(), list(&["admin password"]), list(&["cloud"]), Some(Kind::Error))
        );
        assert_eq!(read("«cartão»"), ("cartão".into(), list(&["cartão"]), list(&[]), None));
    }

    #[test]
    fn questions_are_known_by_how_they_end() {
        for query in ["why? ", "kind:page onde fica a fatura?", "使えますか", "何ですか？\u{3000}", "كيف؟"]
        {
            assert!(Asked::read(query).is_question(), "{query}");
        }
        for query in ["", "what? no", "設定", "SELECT ?;"] {
            assert!(!Asked::read(query).is_question(), "{query}");
        }
    }

    #[test]
    fn what_is_no_operator_stays_as_it_is() {
        for query in
            ["-2147024891", "php -h", "a - b", "-only", "kind:other", "say \"x", "\"", "", "--strict"]
        {
            assert_eq!(read(query), (query.into(), list(&[]), list(&[]), None), "{query}");
        }
        let pasted = format!("\"{}\"", "x ".repeat(100));
        assert_eq!(read(&pasted).0, pasted);
    }
}
