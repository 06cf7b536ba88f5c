//! What a heading or a bold word is called: `2. Cause:`, `Problema 1 – …`, `**✅ 解決策**`, `Q：…`.

use crate::parse::words::{self, List, Words, folded};

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

/// The longest name of a label, in bytes.
const LONGEST: usize = 90;

/// Where one word is both, such as `问题`, the first of these is meant.
const ORDER: [Label; 7] = [
    Label::Cause,
    Label::Resolution,
    Label::Problem,
    Label::Question,
    Label::Answer,
    Label::Example,
    Label::Contact,
];

/// Reads a label at the beginning of a text. Without a colon the text must be the label alone, but
/// for numbering and signs such as `✅`.
pub(super) fn read<'a>(text: &'a str, language: &str) -> Option<Labelled<'a>> {
    let (head, rest) = split(text);
    let names = names(head);
    let label = ORDER.into_iter().find(|label| is_named(&names, language, *label))?;
    Some(Labelled { label, rest })
}

/// What stands behind a label of this sort; `None` where the text does not begin with one.
pub(super) fn read_as<'a>(text: &'a str, language: &str, label: Label) -> Option<&'a str> {
    let (head, rest) = split(text);
    is_named(&names(head), language, label).then_some(rest)
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
    if let Some(at) = text.find(['.', ')', '．', '、']) {
        let head = &text[..at];
        let letters = head.trim_end_matches(|c: char| c.is_ascii_digit());
        if at <= 8 && letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic) {
            let rest = text[at..].trim_start_matches(['.', ')', '．', '、']);
            return (head, rest.trim_start());
        }
    }
    if let Some(at) = text.find(COLONS) {
        return (&text[..at], text[at..].trim_start_matches(COLONS).trim_start());
    }
    for dash in [" – ", " — ", " - "] {
        if let Some(parts) = text.split_once(dash) {
            return parts;
        }
    }
    (text, "")
}

/// What a name may be looked up as: itself, and where it has brackets behind it, `해결 방법 (Solution)`,
/// what stands before them and, with nothing before them, in them.
fn names(name: &str) -> Vec<String> {
    if name.len() > LONGEST {
        return Vec::new();
    }
    let mut names = vec![bare(name)];
    if let Some(at) = name.find(['(', '（']) {
        let (before, inside) = name.split_at(at);
        names.push(bare(if before.trim().is_empty() { inside } else { before }));
    }
    names.retain(|name| !name.is_empty());
    names
}

fn is_named(names: &[String], language: &str, label: Label) -> bool {
    names.iter().any(|name| words::of(language).any(|words| list(words, label).has(name)))
}

/// A name without its number and what encloses it, folded.
fn bare(name: &str) -> String {
    let name = folded(name);
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
    counted.trim_matches(is_around).to_owned()
}

/// Whether the digits at the end of a name, if any, count its parts: `Cause 2`. Three or more are a name
/// themselves: `Error 507`.
fn counts(name: &str) -> bool {
    name.bytes().rev().take_while(u8::is_ascii_digit).count() <= 2
}

fn list(words: &Words, label: Label) -> &List {
    match label {
        Label::Problem => &words.problem,
        Label::Cause => &words.cause,
        Label::Resolution => &words.resolution,
        Label::Question => &words.question,
        Label::Answer => &words.answer,
        Label::Example => &words.example,
        Label::Contact => &words.contact,
    }
}

/// The label that an English anchor says, whatever the language of the page. Numbers behind it tell
/// repeated ones apart, but `error-507` and `error-12` are names of errors.
pub(super) fn of_slug(slug: &str) -> Option<Label> {
    let number =
        slug.strip_prefix("error-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    if number || !counts(slug) {
        return None;
    }
    let slug = slug.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').replace(['-', '_'], " ");
    // One letter or a common noun as a slug says nothing.
    let telling = [Label::Cause, Label::Resolution, Label::Problem, Label::Contact];
    let names = names(&slug);
    telling.into_iter().find(|label| is_named(&names, "en", *label))
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
            assert_eq!(read(text, language), Some(Labelled { label, rest }), "{text}");
        }
        for text in
            ["Error 507", "Causality", "How to solve the cause", "404", "Azure: problem", "", "(", "✅"]
        {
            assert_eq!(read(text, "en"), None, "{text}");
        }
    }

    #[test]
    fn a_word_of_two_meanings_is_read_as_what_is_asked_for() {
        assert_eq!(read("问题：为什么？", "zh").map(|labelled| labelled.label), Some(Label::Problem));
        assert_eq!(read_as("问题：为什么？", "zh", Label::Question), Some("为什么？"));
        assert_eq!(read_as("问题：为什么？", "zh", Label::Answer), None);
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
