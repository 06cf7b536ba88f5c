//! The template contract: the values a template can rely on, as types.
//!
//! Every `url` is relative to the page being rendered and already percent-encoded, so a template
//! writes it as it is and the site works under any base path. Text is plain and escaped by the
//! template engine; only `PageContext::content` is HTML.
//! `content/<locale>/guide/templates.md` documents each field; a test holds the two equal.

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

/// A page.
#[derive(Clone, Debug, Serialize)]
pub struct PageContext<'a> {
    /// Its name.
    pub title: &'a str,
    /// What its text calls it: the level-one heading, else its name again.
    pub heading: &'a str,
    /// One or two sentences; may be empty.
    pub description: &'a str,
    /// `article`, `faq`, `troubleshooting`; `home` for a locale's home page; for pages that no source
    /// stands for: `root`, `not-found`, `search`, `a-z`, `questions`, `errors`, `codes`, `translations`.
    pub kind: &'a str,
    /// Its path below the site's root, encoded: `pt-br/leads/faq/`.
    pub path: &'a str,
    /// Its full URL, where the site's is configured; that of its latest version, where it has a later one.
    pub canonical: Option<&'a str>,
    /// The source below the content folder; absent for pages no source stands for.
    pub source: Option<&'a str>,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The same day as people write it in the page's language.
    pub date_text: Option<String>,
    /// Where its source is edited, where the site says.
    pub edit_url: Option<String>,
    /// Where a problem of it is reported, where the site says.
    pub report_url: Option<String>,
    /// Where readers say whether it helped, where the site says.
    pub helpful: Option<HelpfulContext>,
    /// The HTML of its text.
    pub content: &'a str,
    /// `draft`, or `scheduled` where its day has not come; only where such pages are asked for.
    pub unpublished: Option<&'static str>,
    /// The same as markdown, where the site asks for it.
    pub markdown: Option<String>,
    /// The full URL of its picture, where the site has fonts for it and its own URL is configured.
    pub card: Option<String>,
    /// What its reader should know of its translation; absent where there is nothing to say.
    pub notice: Option<NoticeContext<'a>>,
    /// Its schema.org data as JSON-LD, where the site asks for it; safe inside `<script>`.
    pub structured_data: Option<String>,
    /// Its headings of level two and three.
    pub toc: &'a [TocContext<'a>],
    /// The topics above it, outermost first.
    pub breadcrumbs: &'a [CrumbContext],
    /// The page before it in reading order.
    pub previous: Option<LinkContext>,
    /// The page after it in reading order.
    pub next: Option<LinkContext>,
    /// The same page in each language that has it, its own among them.
    pub translations: &'a [TranslationContext<'a>],
    /// The page in each version of the product, the latest first; empty where the site tells none apart.
    pub versions: &'a [VersionContext<'a>],
    /// Its questions, in reading order.
    pub questions: &'a [QuestionContext<'a>],
    /// Its errors, in reading order.
    pub errors: &'a [ErrorContext<'a>],
    /// Errors of other pages that resemble the one error that this page is about.
    pub related: &'a [LinkContext],
    /// The front matter fields that ajuda does not know, as they were written.
    pub extra: &'a serde_json::Map<String, serde_json::Value>,
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

/// A heading in the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct TocContext<'a> {
    /// 2 or 3.
    pub level: u8,
    /// Plain text.
    pub title: &'a str,
    /// With its `#`, encoded.
    pub url: String,
}

/// A topic above a page.
#[derive(Clone, Debug, Serialize)]
pub struct CrumbContext {
    /// Plain text.
    pub title: String,
    /// Absent where the topic has no page.
    pub url: Option<String>,
}

/// A page to go to.
#[derive(Clone, Debug, Serialize)]
pub struct LinkContext {
    /// Plain text.
    pub title: String,
    /// Relative to the page being rendered.
    pub url: String,
}

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

/// A question of a page.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionContext<'a> {
    /// Plain text.
    pub question: &'a str,
    /// With its `#`, encoded.
    pub url: String,
}

/// An error of a page.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorContext<'a> {
    /// Plain text.
    pub message: &'a str,
    /// As written.
    pub codes: &'a [String],
    /// With its `#`, encoded.
    pub url: String,
    /// The message in parts: what stays, and what varies from one occurrence to the next.
    pub parts: Vec<PartContext<'a>>,
}

/// A part of an error's message.
#[derive(Clone, Debug, Serialize)]
pub struct PartContext<'a> {
    /// Plain text.
    pub text: &'a str,
    /// Whether it varies.
    pub varies: bool,
}

/// Where readers say whether a page helped.
#[derive(Clone, Debug, Serialize)]
pub struct HelpfulContext {
    /// What takes the answer as a form, by POST; where it is absent there are links.
    pub endpoint: Option<String>,
    /// The link for `yes`.
    pub yes: Option<String>,
    /// The link for `no`.
    pub no: Option<String>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavigationContext<'a> {
    /// Plain text.
    pub title: &'a str,
    /// Its page, else the first page below it; absent where there is none.
    pub url: Option<String>,
    /// Whether it is the page being rendered.
    pub current: bool,
    /// Whether the page being rendered is it, or lies below it.
    pub open: bool,
    /// What its page says of itself; only on a locale's home page and in the first level.
    pub about: Option<&'a str>,
    /// What lies below it; left empty where it is not open, except on a locale's home page,
    /// which has two levels.
    pub children: Value,
}

/// Where a locale is searched, and all there is to find for those who search without JavaScript.
#[derive(Clone, Debug, Serialize)]
pub struct SearchContext<'a> {
    /// The locale's search page, which takes the words as `q`.
    pub url: String,
    /// Its full URL, where the site's is configured.
    pub canonical: Option<String>,
    /// Its OpenSearch description; absent where the site's URL is not configured, and where the
    /// search page is the author's own.
    pub description: Option<String>,
    /// Everything from A to Z; empty but on the search page, the lists, and the pages of their letters.
    pub letters: Vec<LetterContext<'a>>,
}

/// Where all questions and errors of the locale are listed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListsContext {
    /// All questions; absent where there are none.
    pub questions: Option<String>,
    /// All errors by message; absent where there are none.
    pub errors: Option<String>,
    /// All errors by code; absent where none has one.
    pub codes: Option<String>,
    /// How far the translations have come; absent where the site does not ask for that page.
    pub translations: Option<String>,
}

/// What a locale's home page leads to beside its topics.
#[derive(Clone, Debug, Serialize)]
pub struct HomeContext<'a> {
    /// Questions: the page's own, then those that the site's links lead to most.
    pub questions: Vec<EntryContext<'a>>,
    /// Errors by code, sorted; an entry a code.
    pub codes: Vec<EntryContext<'a>>,
    /// The pages that changed last, the newest first; pages without a date are none of them.
    pub recent: Vec<RecentContext<'a>>,
}

/// What a social card shows; all that its template is given.
#[derive(Clone, Debug, Serialize)]
pub struct CardContext<'a> {
    /// The page's name, in lines.
    pub lines: Vec<String>,
    /// How large its letters are, in pixels of a picture of 1200 by 630.
    pub size: u32,
    /// The site's name, or below that the language's.
    pub below: &'a str,
    /// The BCP 47 tag.
    pub tag: &'a str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
}

/// A page that changed.
#[derive(Clone, Debug, Serialize)]
pub struct RecentContext<'a> {
    /// Plain text.
    pub title: &'a str,
    /// Relative to the page being rendered.
    pub url: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The same day as people write it in the page's language.
    pub date_text: String,
}

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

/// A letter of the A to Z.
#[derive(Clone, Debug, Serialize)]
pub struct LetterContext<'a> {
    /// `H`; a letter of several pages has `H`, `H 2`, `H 3`.
    pub name: &'a str,
    /// With its `#` where all letters stand on one page, else the letter's own page.
    pub url: String,
    /// Whether it is the page being rendered.
    pub current: bool,
    /// Sorted; empty where they stand on another page.
    pub entries: Vec<EntryContext<'a>>,
}

/// Something that can be found.
#[derive(Clone, Debug, Serialize)]
pub struct EntryContext<'a> {
    /// `page`, `question`, `error`, or `code` in a list of codes.
    pub kind: &'static str,
    /// The page's name, the question, or the error's message.
    pub title: &'a str,
    /// Relative to the page being rendered.
    pub url: String,
    /// An error's code: its first, or in a list of codes the one it is listed under.
    pub code: Option<&'a str>,
    /// The name of the page that a question or an error stands on; absent for a page.
    pub page: Option<&'a str>,
}
