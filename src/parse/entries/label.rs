//! What a heading or a bold word is called: `2. Cause:`, `Problema 1 – …`, `**解決策**`.

use crate::parse::words::{self, Words};

/// What a part of an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Problem,
    Cause,
    Resolution,
    Question,
    Answer,
    /// An example: beside a solution, an example of what goes wrong.
    Example,
    /// A part that only looks like one of an entry: contact, next steps.
    Contact,
}

/// A label, and what stands behind it on the same line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    pub(super) label: Label,
    pub(super) rest: &'a str,
}

const COLONS: [char; 2] = [':', '：'];

/// Reads a label at the beginning of a text. Without a colon the text must be the label alone, but
/// for numbering.
pub(super) fn read<'a>(text: &'a str, language: &str) -> Option<Labelled<'a>> {
    let text = without_numbering(text.trim());
    let (head, rest) = match text.find(COLONS) {
        Some(at) => {
            let rest = &text[at..];
            (&text[..at], rest.trim_start_matches(COLONS).trim_start())
        }
        None => match text.split_once(" – ").or_else(|| text.split_once(" - ")) {
            Some((head, rest)) => (head, rest),
            None => (text, ""),
        },
    };
    named(head, language).map(|label| Labelled { label, rest })
}

/// The label that a name is, numbering aside.
fn named(name: &str, language: &str) -> Option<Label> {
    let name = name.trim().trim_end_matches(|c: char| c.is_ascii_digit() || c == '#' || c == '.').trim_end();
    let name = name.trim_matches(['*', '_', '[', ']', '(', ')', '"', '{', '}', '?', '？', '¿', '؟']).trim();
    if name.is_empty() || name.len() > 60 {
        return None;
    }
    let name = name.to_lowercase();
    words::of(language).find_map(|words| in_words(words, &name))
}

fn in_words(words: &Words, name: &str) -> Option<Label> {
    let has = |list: &[String]| list.iter().any(|word| word == name);
    let lists = [
        (Label::Cause, &words.cause),
        (Label::Resolution, &words.resolution),
        (Label::Problem, &words.problem),
        (Label::Question, &words.question),
        (Label::Answer, &words.answer),
        (Label::Example, &words.example),
        (Label::Contact, &words.contact),
    ];
    lists.into_iter().find(|(_, list)| has(list)).map(|(label, _)| label)
}

/// The label that an English anchor says, whatever the language of the page. Numbers behind it tell
/// repeated ones apart.
pub(super) fn of_slug(slug: &str) -> Option<Label> {
    let slug = slug.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').replace('-', " ");
    words::of("en").find_map(|words| in_words(words, &slug)).filter(|label| {
        // One letter or a common noun as a slug says nothing.
        !matches!(label, Label::Question | Label::Answer | Label::Example)
    })
}

/// `1.`, `2)`, `1:`, `(3)`, `IV.`, `Step 1 -` in front of a name.
fn without_numbering(text: &str) -> &str {
    let after = text.trim_start_matches(['(', '[']);
    let digits = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let counted = digits.len() < after.len();
    let rest = digits.trim_start_matches([')', ']', ':', '：', '.', '-', '–', ' ', '\u{a0}']);
    if counted && rest.len() < digits.len() && !rest.is_empty() { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_around_numbering_and_colons() {
        for (text, language, label, rest) in [
            ("Causa:", "pt", Label::Cause, ""),
            ("1. Problema", "pt", Label::Problem, ""),
            ("Problema 1: o campo não é exibido", "pt", Label::Problem, "o campo não é exibido"),
            ("原因：", "ja", Label::Cause, ""),
            ("Solution", "ja", Label::Resolution, ""),
            ("Cause : le mode", "fr", Label::Cause, "le mode"),
            ("1: Problem", "en", Label::Problem, ""),
            ("P: Quanto custa?", "pt", Label::Question, "Quanto custa?"),
            ("Resolution – restart", "en", Label::Resolution, "restart"),
        ] {
            assert_eq!(read(text, language), Some(Labelled { label, rest }), "{text}");
        }
        for text in ["Causality", "How to solve the cause", "404", "Azure: problem", ""] {
            assert_eq!(read(text, "en"), None, "{text}");
        }
    }

    #[test]
    fn english_slugs_say_it_in_any_language() {
        assert_eq!(of_slug("solution-2"), Some(Label::Resolution));
        assert_eq!(of_slug("issue"), Some(Label::Problem));
        assert_eq!(of_slug("next-steps"), Some(Label::Contact));
        assert_eq!(of_slug("the-cause-of-it"), None);
    }
}
