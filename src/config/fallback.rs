//! What readers of a locale are shown where a page is not translated.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::Locale;

/// The locales that stand in for others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fallbacks {
    /// Whether none does.
    off: bool,
    /// For the locales that say so, those that stand in for them, the first that has the page.
    chains: BTreeMap<Locale, Vec<Locale>>,
}

/// As it is written: `false`, or a table of lists.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Written {
    /// `false`: where a page is not translated, the locale has none.
    Switch(bool),
    /// For each locale, the locales that stand in for it.
    Chains(BTreeMap<String, Vec<String>>),
}

impl Fallbacks {
    /// Reads what is written; the error is a tag that is none.
    pub(super) fn read(written: &Written) -> Result<Fallbacks, String> {
        let locale = |tag: &String| Locale::parse(tag).ok_or_else(|| tag.clone());
        match written {
            Written::Switch(on) => Ok(Fallbacks { off: !on, chains: BTreeMap::new() }),
            Written::Chains(written) => {
                let mut chains = BTreeMap::new();
                for (tag, chain) in written {
                    chains.insert(locale(tag)?, chain.iter().map(locale).collect::<Result<_, _>>()?);
                }
                Ok(Fallbacks { off: false, chains })
            }
        }
    }

    /// The locales to look for a page in, in order: what is written, else the others of the same
    /// language, then the default.
    pub fn chain<'a>(&'a self, locale: &Locale, all: &[&'a Locale], default: &'a Locale) -> Vec<&'a Locale> {
        if self.off {
            return Vec::new();
        }
        if let Some(chain) = self.chains.get(locale) {
            return chain.iter().collect();
        }
        let same_language = all.iter().copied().filter(|other| other.language() == locale.language());
        same_language.filter(|other| *other != locale).chain([default]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_falls_back_to_its_language_then_to_the_default() {
        let locale = |tag: &str| Locale::parse(tag).unwrap();
        let (pt, pt_pt, en, ja) = (locale("pt-BR"), locale("pt-PT"), locale("en"), locale("ja"));
        let all = [&en, &ja, &pt, &pt_pt];
        let usual = Fallbacks::default();
        assert_eq!(usual.chain(&pt_pt, &all, &en), [&pt, &en]);
        assert_eq!(usual.chain(&en, &all, &en), [&en]);
        let none = Fallbacks::read(&Written::Switch(false)).unwrap();
        assert!(none.chain(&pt_pt, &all, &en).is_empty());
        let written = BTreeMap::from([("pt-pt".to_owned(), vec!["ja".to_owned()])]);
        let written = Fallbacks::read(&Written::Chains(written)).unwrap();
        assert_eq!(written.chain(&pt_pt, &all, &en), [&ja]);
        let wrong = BTreeMap::from([("no tag".to_owned(), Vec::new())]);
        assert_eq!(Fallbacks::read(&Written::Chains(wrong)).unwrap_err(), "no tag");
    }
}
