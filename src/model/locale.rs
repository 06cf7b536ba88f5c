//! A language as BCP 47 names it, in canonical case and with aliases replaced (`pt-br` → `pt-BR`).

use std::fmt;
use std::sync::Arc;

use icu_locale::{Locale as Tag, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander, TransformResult};

/// A canonical BCP 47 tag, such as `pt-BR`, `zh-Hans` or `ja-JP`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locale(Arc<str>);

/// The direction a locale's text runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

impl Locale {
    /// `en`, where nothing says otherwise.
    pub fn english() -> Locale {
        Locale("en".into())
    }

    /// Any well-formed tag; `_` is taken for `-`, as POSIX writes it.
    pub fn parse(tag: &str) -> Option<Locale> {
        let mut parsed: Tag = tag.trim().replace('_', "-").parse().ok()?;
        LocaleCanonicalizer::new_extended().canonicalize(&mut parsed);
        if parsed.id.language.is_unknown() {
            return None;
        }
        Some(Locale(parsed.to_string().into()))
    }

    /// A folder's name or a file's suffix that can only be meant as a locale: a two-letter language
    /// (with subtags or without), or a longer tag whose language CLDR knows. `faq` and `how-to` are
    /// well-formed tags too, and are not locales.
    pub fn from_name(name: &str) -> Option<Locale> {
        let language = name.split(['-', '_']).next()?;
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let sized = language.len() == 2 || (language.len() == 3 && name.len() > 3);
        if !plain || !sized {
            return None;
        }
        let locale = Locale::parse(name)?;
        let mut tag: Tag = locale.0.parse().ok()?;
        tag.id.script = None;
        tag.id.region = None;
        // Of the longer codes only those in common use: the full list has `how`, `doc` and `new`.
        let expander =
            if language.len() == 2 { LocaleExpander::new_extended() } else { LocaleExpander::new_common() };
        let known = expander.maximize(&mut tag.id) == TransformResult::Modified;
        known.then_some(locale)
    }

    /// The canonical tag, as `lang` and `hreflang` have it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag in lower case, as URLs have it.
    pub fn path(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The primary language subtag: `pt` of `pt-BR`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The direction of its script, from CLDR.
    pub fn direction(&self) -> Direction {
        let rtl = self
            .0
            .parse::<Tag>()
            .is_ok_and(|tag| LocaleDirectionality::new_extended().is_right_to_left(&tag.id));
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }

    /// The locale of `available` that suits a reader of this one: the same, else one of the same
    /// language, the first in order.
    pub fn best_of<'a>(&self, available: impl IntoIterator<Item = &'a Locale>) -> Option<&'a Locale> {
        let mut same_language = None;
        for locale in available {
            if locale == self {
                return Some(locale);
            }
            if same_language.is_none() && locale.language() == self.language() {
                same_language = Some(locale);
            }
        }
        same_language
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Locale {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// As it was written down: nothing else makes one of any text.
impl<'de> serde::Deserialize<'de> for Locale {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Locale(text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_canonical() {
        for (given, canonical) in
            [("pt-br", "pt-BR"), ("pt_BR", "pt-BR"), ("zh-hans", "zh-Hans"), ("iw", "he"), ("JA-jp", "ja-JP")]
        {
            assert_eq!(Locale::parse(given).unwrap().as_str(), canonical);
        }
        assert_eq!(Locale::parse("not a tag"), None);
    }

    #[test]
    fn folders_that_only_look_like_tags_are_not_locales() {
        for name in ["faq", "how-to", "api", "docs", "leads", "qa", "v2", "ui", "new", "src", "a"] {
            assert_eq!(Locale::from_name(name), None, "{name}");
        }
        for name in ["pt-br", "en", "ja-JP", "zh-Hans", "fil-PH", "sr-Latn-RS"] {
            assert!(Locale::from_name(name).is_some(), "{name}");
        }
    }

    #[test]
    fn direction_follows_the_script() {
        assert_eq!(Locale::parse("ar").unwrap().direction(), Direction::Rtl);
        assert_eq!(Locale::parse("pt-BR").unwrap().direction(), Direction::Ltr);
    }

    #[test]
    fn a_reader_gets_their_language() {
        let available = [Locale::parse("en").unwrap(), Locale::parse("pt-BR").unwrap()];
        let best = |tag: &str| Locale::parse(tag).unwrap().best_of(&available).map(Locale::as_str);
        assert_eq!(best("pt-PT"), Some("pt-BR"));
        assert_eq!(best("en"), Some("en"));
        assert_eq!(best("ja"), None);
    }
}
