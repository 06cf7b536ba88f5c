//! What is asked for beyond words: `"phrases"`, `-without` and `kind:error`.
//!
//! A query is read by its white space. A piece that starts with a quotation mark opens a phrase, one
//! that ends with one closes it; `-word` leaves out entries that have the word; `kind:` wants one kind.
//! Pasted messages have quotation marks and hyphens of their own, so only short queries are read so,
//! and where that finds nothing, the query is words.

use super::record::Kind;

/// Longer queries, in bytes, are pasted messages.
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
        if query.len() > LONGEST {
            return Asked::plain(query);
        }
        let pieces: Vec<&str> = query.split_whitespace().collect();
        let mut words: Vec<&str> = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let piece = pieces[at];
            if let Some(last) = end_of_phrase(&pieces[at..]) {
                let phrase = pieces[at..=at + last].join(" ");
                let phrase = phrase.trim_start_matches(OPENING).trim_end_matches(CLOSING).trim();
                asked.phrases.push(phrase.to_owned());
                words.extend(pieces[at..=at + last].iter().map(|piece| piece.trim_matches(QUOTES)));
                at += last;
            } else if let Some(kind) = kind(piece) {
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

    /// Whether there is more than words.
    pub(super) fn is_more(&self) -> bool {
        !self.phrases.is_empty() || !self.without.is_empty() || self.kind.is_some()
    }
}

const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// The number of the piece that ends the phrase which the first one starts.
fn end_of_phrase(pieces: &[&str]) -> Option<usize> {
    if !pieces[0].starts_with(OPENING) {
        return None;
    }
    let ends = |&(number, piece): &(usize, &&str)| {
        piece.ends_with(CLOSING) && (number > 0 || piece.chars().count() > 2)
    };
    pieces.iter().enumerate().find(ends).map(|(number, _)| number)
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
