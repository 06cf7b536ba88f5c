//! The interface's words, from `strings/<locale>.ftl`.
//!
//! A locale's words are its own file's, over those of another file in its language, over English;
//! a site's file adds to the default's of the same name, message by message.

use std::collections::BTreeMap;

use fluent_bundle::{FluentBundle, FluentResource};

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::model::Locale;
use crate::source::Source;

/// Every file's messages.
pub(super) struct Strings {
    files: BTreeMap<Locale, BTreeMap<String, String>>,
}

impl Strings {
    /// Reads the files, later ones over earlier ones of the same locale.
    pub(super) fn new(sources: &[Source]) -> Checked<Strings> {
        let mut files = BTreeMap::<Locale, BTreeMap<String, String>>::new();
        let mut diagnostics = Vec::new();
        for source in sources {
            let Some(locale) = Locale::parse(source.path().stem()) else {
                let message = format!("`{}` is not a BCP 47 language tag", source.path().stem());
                diagnostics.push(
                    Diagnostic::in_file(source.area(), source.path(), Code::StringsInvalid, message)
                        .help("name the file by its locale, such as `pt-BR.ftl`"),
                );
                continue;
            };
            files.entry(locale).or_default().extend(messages(source, &mut diagnostics));
        }
        Checked { value: Strings { files }, diagnostics }
    }

    /// The words for a locale, by key.
    pub(super) fn of(&self, locale: &Locale) -> BTreeMap<String, String> {
        let mut words = self.files.get(&Locale::english()).cloned().unwrap_or_default();
        // The language's name must be its own: English's name is no name for Icelandic.
        words.insert("language-name".to_owned(), locale.to_string());
        if let Some(best) = locale.best_of(self.files.keys()) {
            words.extend(self.files.get(best).cloned().unwrap_or_default());
            // `ja` names `ja-JP` too; `pt-BR` does not name `pt-PT`.
            let names_it = locale == best || locale.as_str().starts_with(&format!("{best}-"));
            if !names_it {
                words.insert("language-name".to_owned(), locale.to_string());
            }
        }
        words
    }
}

fn messages(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let resource = FluentResource::try_new(source.text().to_owned()).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let message = format!("the message does not parse: {}", error.kind).to_lowercase();
            diagnostics.push(
                Diagnostic::at(source, error.pos.into(), Code::StringsInvalid, message)
                    .help("write `key = text`; the other messages of the file are used"),
            );
        }
        resource
    });
    let keys: Vec<String> = resource
        .entries()
        .filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        })
        .collect();
    let mut bundle: FluentBundle<FluentResource> = FluentBundle::new(Vec::new());
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    let text = |key: &str| {
        let pattern = bundle.get_message(key)?.value()?;
        Some(bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
    };
    keys.into_iter().filter_map(|key| text(&key).map(|text| (key, text))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Area, SourcePath};

    fn source(name: &str, text: &str) -> Source {
        Source::new(Area::Templates, SourcePath::new(name), text.to_owned())
    }

    #[test]
    fn own_then_language_then_english() {
        let files = [
            source("strings/en.ftl", "language-name = English\nnext = Next\nmenu = Menu\n"),
            source("strings/pt-BR.ftl", "language-name = Português (Brasil)\nnext = Próxima\n"),
            source("strings/pt-BR.ftl", "next = Avançar\n"),
        ];
        let strings = Strings::new(&files).value;
        let word = |tag: &str, key: &str| strings.of(&Locale::parse(tag).unwrap())[key].clone();
        assert_eq!(word("pt-BR", "next"), "Avançar");
        assert_eq!(word("pt-PT", "next"), "Avançar");
        assert_eq!(word("pt-PT", "language-name"), "pt-PT");
        assert_eq!(word("pt-BR", "menu"), "Menu");
        assert_eq!(word("is", "next"), "Next");
        assert_eq!(word("is", "language-name"), "is");
        assert_eq!(word("en-GB", "language-name"), "English");
    }

    #[test]
    fn a_broken_message_is_placed_and_the_others_are_used() {
        let found = Strings::new(&[source("strings/en.ftl", "next = Next\nmenu Menu\nback = Back\n")]);
        assert_eq!(found.diagnostics.len(), 1);
        assert_eq!(found.diagnostics[0].location.as_ref().unwrap().line, 2);
        assert_eq!(found.value.of(&Locale::english())["back"], "Back");
    }
}
