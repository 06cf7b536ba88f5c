//! What a heading or a bold word is called: `2. Cause:`, `Problema 1 – …`, `**✅ 解決策**`, `Q：…`.

use crate::parse::signs;
use crate::parse::words::{self, Labels, Words, folded};

pub(super) use crate::parse::words::Label;

/// A label, and what stands behind it on the same line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    pub(super) label: Label,
    pub(super) rest: &'a str,
}

const COLONS: [char; 2] = [':', '：'];

/// The longest name of a label, in bytes.
const LONGEST: usize = 90;

/// All that the beginning of a text may be called, and what stands behind it on the same line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading<'a> {
    labels: Labels,
    rest: &'a str,
}

impl<'a> Reading<'a> {
    /// The label that is meant where nothing else is asked for.
    pub(super) fn first(self) -> Option<Labelled<'a>> {
        self.labels.first().map(|label| Labelled { label, rest: self.rest })
    }

    /// What stands behind a label of this sort; `None` where the text does not begin with one.
    pub(super) fn behind(self, label: Label) -> Option<&'a str> {
        self.labels.has(label).then_some(self.rest)
    }
}

/// Reads what the beginning of a text may be called. Without a colon the text must be the label alone, but
/// for numbering and signs such as `✅`.
pub(super) fn reading<'a>(text: &'a str, words: &Words) -> Reading<'a> {
    let (head, rest) = split(text);
    Reading { labels: labels(head, words), rest }
}

/// Reads a label at the beginning of a text.
pub(super) fn read<'a>(text: &'a str, words: &Words) -> Option<Labelled<'a>> {
    reading(text, words).first()
}

/// What stands behind a label of this sort; `None` where the text does not begin with one.
pub(super) fn read_as<'a>(text: &'a str, words: &Words, label: Label) -> Option<&'a str> {
    reading(text, words).behind(label)
}

/// A line as its label and the rest.
fn split(text: &str) -> (&str, &str) {
    let text = without_numbering(without_signs(text.trim()));
    if let Some(inside) = text.strip_prefix('【')
        && let Some((head, rest)) = inside.split_once('】')
    {
        return (head, rest.trim_start_matches(COLONS).trim_start());
    }
    // `Q. Why?`, `Q1) Why?`, `问、…`: one letter or character, perhaps a number.
    let ends = |c: &(usize, char)| matches!(c.1, '.' | ')' | '．' | '、');
    if let Some((at, _)) = text.char_indices().take_while(|(at, _)| *at <= 8).find(ends) {
        let head = &text[..at];
        let letters = head.trim_end_matches(|c: char| c.is_ascii_digit());
        if letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic) {
            let rest = text[at..].trim_start_matches(['.', ')', '．', '、']);
            return (head, rest.trim_start());
        }
    }
    if let Some(at) = first_colon(text) {
        return (&text[..at], text[at..].trim_start_matches(COLONS).trim_start());
    }
    for dash in ['–', '—', '-'] {
        let parts = text.match_indices(dash).find_map(|(at, dash)| {
            let (head, rest) = (text[..at].strip_suffix(' ')?, text[at + dash.len()..].strip_prefix(' ')?);
            Some((head, rest))
        });
        if let Some(parts) = parts {
            return parts;
        }
    }
    (text, "")
}

/// Where the first colon of either width stands: one after the other, since a single character is found
/// much faster than one of two.
fn first_colon(text: &str) -> Option<usize> {
    let narrow = text.find(COLONS[0]);
    text[..narrow.unwrap_or(text.len())].find(COLONS[1]).or(narrow)
}

/// Whether a text has a colon of either width, of which the wide one begins with `0xef`.
pub(super) fn has_colon(text: &str) -> bool {
    signs::holds(text, [b':', 0xef]) && first_colon(text).is_some()
}

/// All that a name may say: itself, and where it has brackets behind it, `해결 방법 (Solution)`, what stands
/// before them and, with nothing before them, in them.
fn labels(name: &str, words: &Words) -> Labels {
    if name.len() > LONGEST {
        return Labels::default();
    }
    let labels = labels_of(name, words);
    match name.find(['(', '（']) {
        Some(at) => {
            let (before, inside) = name.split_at(at);
            labels | labels_of(if before.trim().is_empty() { inside } else { before }, words)
        }
        None => labels,
    }
}

/// What a name says without its number and what encloses it.
fn labels_of(name: &str, words: &Words) -> Labels {
    words.labels_of(bare(&folded(name)))
}

/// A folded name without its number and what encloses it.
fn bare(name: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '#' | '.' | 'º' | '°' | '№' | ' ');
    let counted = match counts(name.trim()) {
        true => name.trim().trim_end_matches(is_number).trim_end(),
        false => name.trim(),
    };
    let counted = match counted.strip_suffix(" n").or_else(|| counted.strip_suffix(" no")) {
        Some(without) if counted.len() < name.trim().len() => without,
        _ => counted,
    };
    let is_around = |c: char| !c.is_alphanumeric();
    counted.trim_matches(is_around)
}

/// Whether the digits at the end of a name, if any, count its parts: `Cause 2`. Three or more are a name
/// themselves: `Error 507`.
fn counts(name: &str) -> bool {
    name.bytes().rev().take_while(u8::is_ascii_digit).count() <= 2
}

/// The label that an English anchor says, whatever the language of the page. Numbers behind it tell
/// repeated ones apart, but `error-507` and `error-12` are names of errors.
pub(super) fn of_slug(slug: &str) -> Option<Label> {
    let number =
        slug.strip_prefix("error-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    if number || !counts(slug) {
        return None;
    }
    let slug = slug.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    if slug.len() > LONGEST {
        return None;
    }
    // One letter or a common noun as a slug says nothing.
    let telling = Labels::of(&[Label::Cause, Label::Resolution, Label::Problem, Label::Contact]);
    labels(&slug.replace(['-', '_'], " "), words::of("en")).among(telling).first()
}

/// Signs and pictures in front of a name.
fn without_signs(text: &str) -> &str {
    let is_sign = |c: char| {
        !c.is_alphanumeric()
            && !matches!(
                c,
                '(' | '[' | '（' | '【' | '「' | '"' | '“' | '«' | '\'' | '‘' | '`' | '¿' | '<' | '{'
            )
    };
    // The marks that make a picture of a digit or a coloured sign come behind it.
    text.trim_start_matches(is_sign)
}

/// `1.`, `2)`, `1:`, `(3)`, `IV.`, `Step 1 -` in front of a name.
fn without_numbering(text: &str) -> &str {
    let after = text.trim_start_matches(['(', '[', '（']);
    let digits = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let counted = digits.len() < after.len();
    let rest = digits.trim_start_matches([
        ')', ']', '）', ':', '：', '.', '、', '-', '–', ' ', '\u{a0}', '\u{fe0f}', '\u{20e3}',
    ]);
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
            ("✅ Fix — restart", "en", Label::Resolution, "restart"),
            ("🔍 원인 분석", "ko", Label::Cause, ""),
            ("해결 방법 (Solution)", "ko", Label::Resolution, ""),
            ("【解決策】再起動する", "ja", Label::Resolution, "再起動する"),
            ("Ｑ１：料金は？", "ja", Label::Question, "料金は？"),
            ("Q2. Is it free?", "en", Label::Question, "Is it free?"),
            ("Question n° 3 : combien ?", "fr", Label::Question, "combien ?"),
            ("Message d’erreur :", "fr", Label::Problem, ""),
            ("Lösung 2", "de", Label::Resolution, ""),
            ("2️⃣ Solución", "es", Label::Resolution, ""),
            ("¿Qué hacer?", "es", Label::Resolution, ""),
            ("Чтобы устранить эту проблему", "ru", Label::Resolution, ""),
        ] {
            assert_eq!(read(text, words::of(language)), Some(Labelled { label, rest }), "{text}");
        }
        for text in
            ["Error 507", "Causality", "How to solve the cause", "404", "Azure: problem", "", "(", "✅"]
        {
            assert_eq!(read(text, words::of("en")), None, "{text}");
        }
    }

    #[test]
    fn a_word_of_two_meanings_is_read_as_what_is_asked_for() {
        let words = words::of("zh");
        assert_eq!(read("问题：为什么？", words).map(|labelled| labelled.label), Some(Label::Problem));
        assert_eq!(read_as("问题：为什么？", words, Label::Question), Some("为什么？"));
        assert_eq!(read_as("问题：为什么？", words, Label::Answer), None);
    }

    #[test]
    fn english_slugs_say_it_in_any_language() {
        assert_eq!(of_slug("solution-2"), Some(Label::Resolution));
        assert_eq!(of_slug("to-correct-this-error"), Some(Label::Resolution));
        assert_eq!(of_slug("issue"), Some(Label::Problem));
        assert_eq!(of_slug("next-steps"), Some(Label::Contact));
        for slug in ["the-cause-of-it", "error-507", "error-12", "issue-4711"] {
            assert_eq!(of_slug(slug), None, "{slug}");
        }
    }
}
