//! How far the translations of a site have come.

use serde::Serialize;

/// How far the translations have come, measured against the default language.
#[derive(Clone, Debug, Serialize)]
pub struct ProgressContext<'a> {
    /// The name of the default language in itself.
    pub source: &'a str,
    /// Each other language.
    pub languages: Vec<LanguageContext<'a>>,
    /// The pages of this page's language that there is something to do for.
    pub pages: Vec<StandingContext<'a>>,
}

/// How far a language has come.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageContext<'a> {
    /// The BCP 47 tag.
    pub tag: &'a str,
    /// Its name in itself.
    pub name: &'a str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The page like this one in that language.
    pub url: String,
    /// How many pages the default language has.
    pub pages: usize,
    /// How many of them are as new as their source.
    pub current: usize,
    /// How many are older.
    pub stale: usize,
    /// How many are as new, and translated by a machine.
    pub machine: usize,
    /// How many are not translated.
    pub missing: usize,
    /// How many questions and errors only one of two pages has.
    pub out_of_step: usize,
}

/// A page that there is something to do for.
#[derive(Clone, Debug, Serialize)]
pub struct StandingContext<'a> {
    /// `current`, `stale`, `machine` or `missing`.
    pub state: &'static str,
    /// The source's name.
    pub title: &'a str,
    /// The translation, else the source.
    pub url: String,
    /// The source.
    pub source_url: String,
    /// When the source changed, as `YYYY-MM-DD`; absent where it is not known, or did not.
    pub since: Option<String>,
    /// The same as readers write it.
    pub since_text: Option<String>,
    /// Whether a machine translated it.
    pub machine: bool,
    /// How many questions and errors one of the two has alone.
    pub out_of_step: usize,
}
