//! A page and what stands in it and around it.

use serde::Serialize;

use super::{
    EntryContext, ErrorContext, LinkContext, NoticeContext, QuestionContext, TranslationContext,
    VersionContext,
};

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
    pub breadcrumbs: &'a [CrumbContext<'a>],
    /// The page before it in reading order.
    pub previous: Option<LinkContext<'a>>,
    /// The page after it in reading order.
    pub next: Option<LinkContext<'a>>,
    /// The same page in each language that has it, its own among them.
    pub translations: &'a [TranslationContext<'a>],
    /// The page in each version of the product, the latest first; empty where the site tells none apart.
    pub versions: &'a [VersionContext<'a>],
    /// Its questions, in reading order.
    pub questions: &'a [QuestionContext<'a>],
    /// Its errors, in reading order.
    pub errors: &'a [ErrorContext<'a>],
    /// Errors of other pages that resemble the one error that this page is about.
    pub related: &'a [LinkContext<'a>],
    /// The front matter fields that ajuda does not know, as they were written.
    pub extra: serde_json::Map<String, serde_json::Value>,
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
pub struct CrumbContext<'a> {
    /// Plain text.
    pub title: &'a str,
    /// The BCP 47 tag of the title, where it is not in the reader's language.
    pub tag: Option<&'a str>,
    /// Absent where the topic has no page.
    pub url: Option<String>,
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
