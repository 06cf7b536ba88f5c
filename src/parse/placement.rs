//! Which locale a source belongs to, and the key its translations share.
//!
//! In order: front matter, the top folder's name, the file's suffix (`faq.pt-BR.md`), the default.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Locale, PageKey};
use crate::source::SourcePath;

/// What placing a source needs to know of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The top folders that are locales, where the site says which.
    pub locales: Option<Vec<Locale>>,
    /// The locale of sources that do not say.
    pub default_locale: Locale,
    /// Folders without an index page, whose `README.md` stands for it.
    readme_folders: BTreeSet<String>,
    /// What the top folders are, which every path asks again.
    top_folders: BTreeMap<String, Option<Locale>>,
}

/// A source's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placement {
    pub(super) locale: Locale,
    pub(super) key: PageKey,
    pub(super) is_index: bool,
    /// Whether the path itself names the locale, so that what lies beside it does too.
    pub(super) folder_locale: Option<Locale>,
}

impl Placing {
    /// Settles the default: the configured one, else English where a folder has it or none has any,
    /// else the locale with the most files; ties go to the first tag in order.
    pub fn new(
        locales: Option<Vec<Locale>>,
        default_locale: Option<Locale>,
        paths: &[SourcePath],
    ) -> Placing {
        let readme_folders = readme_folders(paths);
        let mut placing = Placing {
            locales,
            default_locale: Locale::english(),
            readme_folders,
            top_folders: BTreeMap::new(),
        };
        let tops: BTreeSet<&str> =
            paths.iter().filter_map(|path| Some(path.as_str().split_once('/')?.0)).collect();
        placing.top_folders = tops.into_iter().map(|top| (top.to_owned(), placing.named(top))).collect();
        if let Some(default_locale) = default_locale {
            placing.default_locale = default_locale;
            return placing;
        }
        let mut counts = std::collections::BTreeMap::<Locale, usize>::new();
        for path in paths {
            if let Some(locale) = placing.folder_locale(path).or_else(|| placing.suffix_locale(path)) {
                *counts.entry(locale).or_default() += 1;
            }
        }
        let english = counts.keys().find(|locale| locale.language() == "en").cloned();
        let largest = || {
            let most = counts.values().max()?;
            counts.iter().find(|(_, count)| *count == most).map(|(locale, _)| locale.clone())
        };
        if let Some(locale) = english.or_else(largest) {
            placing.default_locale = locale;
        }
        placing
    }

    /// The locale that the top folder names.
    pub fn folder_locale(&self, path: &SourcePath) -> Option<Locale> {
        let (top, _) = path.as_str().split_once('/')?;
        self.top_folders.get(top).cloned().unwrap_or_else(|| self.named(top))
    }

    fn suffix_locale(&self, path: &SourcePath) -> Option<Locale> {
        let (_, suffix) = path.stem().rsplit_once('.')?;
        self.named(suffix)
    }

    fn named(&self, name: &str) -> Option<Locale> {
        self.accept(Locale::from_name(name), name)
    }

    /// With a configured list only what it names is a locale, and all that it names.
    fn accept(&self, guessed: Option<Locale>, name: &str) -> Option<Locale> {
        match &self.locales {
            Some(locales) => Locale::parse(name).filter(|locale| locales.contains(locale)),
            None => guessed,
        }
    }

    /// The key a source at this path would have.
    pub fn key_of(&self, path: &SourcePath) -> PageKey {
        self.place(path, None).key
    }

    /// Places a source; `declared` is what its front matter says.
    pub(super) fn place(&self, path: &SourcePath, declared: Option<&Locale>) -> Placement {
        let folder_locale = self.folder_locale(path);
        let suffix_locale = self.suffix_locale(path);
        let below = match &folder_locale {
            Some(_) => path.as_str().split_once('/').map_or(path.as_str(), |(_, rest)| rest),
            None => path.as_str(),
        };
        let (folder, _) = below.rsplit_once('/').unwrap_or(("", below));
        let stem = match &suffix_locale {
            Some(_) => path.stem().rsplit_once('.').map_or(path.stem(), |(stem, _)| stem),
            None => path.stem(),
        };
        let is_index =
            is_index_name(stem) || (is_readme(stem) && self.readme_folders.contains(path.folder()));
        let key = if is_index { PageKey::new(folder) } else { PageKey::new(&format!("{folder}/{stem}")) };
        let locale = declared
            .or(folder_locale.as_ref())
            .or(suffix_locale.as_ref())
            .unwrap_or(&self.default_locale)
            .clone();
        Placement { locale, key, is_index, folder_locale }
    }
}

/// Whether a page with this name may stand for its folder.
pub fn may_be_index(stem: &str) -> bool {
    is_index_name(stem) || is_readme(stem)
}

fn is_readme(stem: &str) -> bool {
    stem.eq_ignore_ascii_case("readme")
}

fn is_index_name(stem: &str) -> bool {
    stem.eq_ignore_ascii_case("index") || stem.eq_ignore_ascii_case("_index")
}

fn readme_folders(paths: &[SourcePath]) -> BTreeSet<String> {
    let folders_with = |wanted: fn(&str) -> bool| -> BTreeSet<String> {
        let markdown = |path: &&SourcePath| path.extension() == "md" || path.extension() == "markdown";
        let named = |path: &&SourcePath| path.stem().split('.').next().is_some_and(wanted);
        paths.iter().filter(markdown).filter(named).map(|path| path.folder().to_owned()).collect()
    };
    let mut folders = folders_with(is_readme);
    for folder in folders_with(is_index_name) {
        folders.remove(&folder);
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(path: &str, declared: Option<&str>) -> (String, String, bool) {
        let placing = Placing::new(None, Locale::parse("en"), &[]);
        let declared = declared.and_then(Locale::parse);
        let placement = placing.place(&SourcePath::new(path), declared.as_ref());
        (placement.locale.to_string(), placement.key.as_str().to_owned(), placement.is_index)
    }

    #[test]
    fn front_matter_then_folder_then_suffix_then_the_default() {
        assert_eq!(placed("pt-br/leads/faq.md", Some("es")), ("es".into(), "leads/faq".into(), false));
        assert_eq!(placed("pt-br/leads/faq.md", None), ("pt-BR".into(), "leads/faq".into(), false));
        assert_eq!(placed("leads/faq.pt-BR.md", None), ("pt-BR".into(), "leads/faq".into(), false));
        assert_eq!(placed("leads/faq.md", None), ("en".into(), "leads/faq".into(), false));
        assert_eq!(placed("how-to/v1.2.md", None), ("en".into(), "how-to/v1.2".into(), false));
    }

    #[test]
    fn an_index_is_its_folder() {
        assert_eq!(placed("pt-BR/index.md", None), ("pt-BR".into(), String::new(), true));
        assert_eq!(placed("leads/index.pt.md", None), ("pt".into(), "leads".into(), true));
    }

    #[test]
    fn the_default_is_english_or_the_largest() {
        let default = |paths: &[&str]| {
            let paths: Vec<_> = paths.iter().map(|path| SourcePath::new(path)).collect();
            Placing::new(None, None, &paths).default_locale.to_string()
        };
        assert_eq!(default(&["pt-BR/a.md", "pt-BR/b.md", "ja/a.md"]), "pt-BR");
        assert_eq!(default(&["pt-BR/a.md", "pt-BR/b.md", "en/a.md"]), "en");
        assert_eq!(default(&["guide/a.md"]), "en");
    }

    #[test]
    fn a_configured_list_is_the_whole_list() {
        let locales = ["pt-BR", "ja"].map(|tag| Locale::parse(tag).unwrap()).to_vec();
        let placing = Placing::new(Some(locales), Locale::parse("en"), &[]);
        let locale = |path: &str| placing.place(&SourcePath::new(path), None).locale.to_string();
        assert_eq!(locale("hr/a.md"), "en");
        assert_eq!(locale("ja/a.md"), "ja");
    }
}
