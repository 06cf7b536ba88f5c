//! The same page in other languages and in other versions of the product.

use serde::Serialize;

/// The page in a language.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationContext<'a> {
    /// The BCP 47 tag.
    pub tag: &'a str,
    /// The language's name in itself.
    pub name: &'a str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The page in that language, or that language's home page where `available` is false.
    pub url: String,
    /// Its full URL, where the site's is configured and the page exists.
    pub canonical: Option<String>,
    /// Whether it is the language of the page being rendered.
    pub current: bool,
    /// Whether the page exists in that language.
    pub available: bool,
}

/// The page in a version of the product.
#[derive(Clone, Debug, Serialize)]
pub struct VersionContext<'a> {
    /// What the version is called.
    pub name: &'a str,
    /// The page in that version, or where that version begins where `available` is false.
    pub url: String,
    /// Whether it is the version of the page being rendered.
    pub current: bool,
    /// Whether it is the latest.
    pub latest: bool,
    /// Whether that version has the page.
    pub available: bool,
}

/// What a reader should know of a page's translation, and the page it was, or would be, made from.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeContext<'a> {
    /// `missing`: the page stands in for a translation, and its text is in the language named here.
    /// `stale`: its source has changed since. `machine`: nobody read the translation over.
    pub kind: &'static str,
    /// The BCP 47 tag of the other page.
    pub tag: &'a str,
    /// Its language's name in itself.
    pub name: &'a str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The other page.
    pub url: String,
    /// When that page changed, as `YYYY-MM-DD`; absent where it is not known, or did not.
    pub since: Option<String>,
    /// The same as readers write it.
    pub since_text: Option<String>,
}
