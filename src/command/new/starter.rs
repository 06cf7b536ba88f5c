//! The pages a new site begins with, in each language of the interface.

use crate::model::Locale;

/// The pages of one language.
struct Starter {
    locale: &'static str,
    index: &'static str,
    faq: &'static str,
    errors: &'static str,
}

macro_rules! starter {
    ($locale:literal) => {
        Starter {
            locale: $locale,
            index: include_str!(concat!("starter/", $locale, "/index.md")),
            faq: include_str!(concat!("starter/", $locale, "/faq.md")),
            errors: include_str!(concat!("starter/", $locale, "/errors.md")),
        }
    };
}

/// Sorted by tag; English stands in for every other language.
const STARTERS: [Starter; 10] = [
    starter!("ar"),
    starter!("de"),
    starter!("en"),
    starter!("es"),
    starter!("fr"),
    starter!("it"),
    starter!("ja"),
    starter!("ko"),
    starter!("pt-BR"),
    starter!("zh-Hans"),
];

/// The pages for a locale, by their path, and the locale they are written in.
pub(super) fn pages(locale: &Locale) -> (Vec<(String, String)>, Locale) {
    let known: Vec<Locale> = STARTERS
        .iter()
        .map(|starter| Locale::parse(starter.locale).unwrap_or_else(Locale::english))
        .collect();
    let written = locale.best_of(&known).cloned().unwrap_or_else(Locale::english);
    let pages = STARTERS.iter().filter(|starter| starter.locale == written.as_str()).flat_map(|starter| {
        [("index", starter.index), ("faq", starter.faq), ("errors", starter.errors)].map(|(name, text)| {
            (format!("content/{locale}/{name}.md"), text.replace("{{ locale }}", locale.as_str()))
        })
    });
    (pages.collect(), written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locale_gets_pages_in_the_nearest_language() {
        for (asked, written) in [("pt-BR", "pt-BR"), ("pt-PT", "pt-BR"), ("ja-JP", "ja"), ("is", "en")] {
            let (pages, language) = pages(&Locale::parse(asked).unwrap());
            assert_eq!(language.as_str(), written);
            assert_eq!(pages.len(), 3);
            assert_eq!(pages[0].0, format!("content/{asked}/index.md"));
            assert!(pages[0].1.contains(&format!("`content/{asked}/index.md`")), "{}", pages[0].1);
        }
    }
}
