//! The template contract: the values a template can rely on, as types.
//!
//! Every `url` is relative to the page being rendered and already percent-encoded, so a template
//! writes it as it is and the site works under any base path. Text is plain and escaped by the
//! template engine; only `Context::sidebar` and `PageContext::content` are HTML.
//! `content/<locale>/guide/templates.md` documents each field; a test holds the two equal.

mod card;
mod elsewhere;
mod entries;
mod page;
mod progress;
mod ways;

pub use card::CardContext;
pub use elsewhere::{NoticeContext, TranslationContext, VersionContext};
pub use entries::{EntryContext, ErrorContext, LetterContext, PartContext, QuestionContext};
pub use page::{CrumbContext, HelpfulContext, HomeContext, PageContext, RecentContext, TocContext};
pub use progress::{LanguageContext, ProgressContext, StandingContext};
pub use ways::{LinkContext, ListsContext, NavigationContext, SearchContext};

use serde::Serialize;
use tera::Value;

/// What every template is given.
#[derive(Clone, Debug, Serialize)]
pub struct Context<'a> {
    /// The site as a whole.
    pub site: SiteContext<'a>,
    /// The language of the page.
    pub locale: LocaleContext<'a>,
    /// The interface's words in that language, by their key in `strings/<locale>.ftl`.
    pub ui: &'a Value,
    /// The way to the site's root: `../../`, or empty at the root.
    pub root: &'a str,
    /// The way to the theme's style sheets and scripts: `../../theme/1a2b3c4d5e6f/`. The folder is named by
    /// what is in it.
    pub theme: &'a str,
    /// The page; `root.html` and `404.html` have one too, without source.
    pub page: PageContext<'a>,
    /// The locale's pages as a tree of `NavigationContext`, opened along the way to this page; made once
    /// for many pages, as the interface's words are, so it comes as the template engine's own value.
    pub navigation: &'a Value,
    /// The same as HTML, an element of a list for each entry, which the component `navigation_entry` makes: of a
    /// closed entry once for pages that see it behind the same link.
    pub sidebar: &'a str,
    /// Where the locale is searched.
    pub search: SearchContext<'a>,
    /// Where all questions and errors of the locale are listed.
    pub lists: ListsContext,
    /// What a locale's home page leads to beside its topics; absent on every other page.
    pub home: Option<HomeContext<'a>>,
    /// How far the translations have come; only on pages of the kind `translations`.
    pub progress: Option<ProgressContext<'a>>,
}

/// The site as a whole.
#[derive(Clone, Debug, Serialize)]
pub struct SiteContext<'a> {
    /// Its name.
    pub title: &'a str,
    /// Where it is served, with a `/` at the end; absent where that is not configured.
    pub base_url: Option<&'a str>,
    /// `ajuda` and its version.
    pub generator: &'a str,
    /// What a page may load and run, as `Content-Security-Policy` has it.
    pub security_policy: &'a str,
}

/// A language.
#[derive(Clone, Debug, Serialize)]
pub struct LocaleContext<'a> {
    /// The BCP 47 tag: `pt-BR`.
    pub tag: &'a str,
    /// Its name in itself: `Português (Brasil)`.
    pub name: &'a str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The locale's home page.
    pub url: &'a str,
    /// Its Atom feed of changes; absent where the site's URL is not configured, or no page has a date.
    pub feed: Option<String>,
}
