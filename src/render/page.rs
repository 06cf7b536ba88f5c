//! One page: the values of the template contract, and its template.

use serde_json::Map;

use super::context::{
    Context, CrumbContext, ErrorContext, LetterContext, LinkContext, LocaleContext, PageContext, PartContext,
    ProgressContext, QuestionContext, SearchContext, SiteContext, TocContext, TranslationContext,
};
use super::linker::Linker;
use super::navigation::{Levels, Navigation, Near};
use super::reader_links::Holes;
use super::sink::Failed;
use super::theme::Text;
use super::{Shared, SharedLocale, body, llms, notice, social_card, structured_data, versions};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Document, ErrorEntry, Fallback, Heading, Locale, Page, PageId, PageKind, Site, SitePath, message,
};

/// The template of pages.
pub(super) const PAGE: &str = "page.html";

/// That of home pages.
pub(super) const HOME: &str = "home.html";

/// What `<meta name="generator">` says.
const GENERATOR: &str = concat!("ajuda ", env!("CARGO_PKG_VERSION"));

/// Renders a page; `levels` are those of its folder.
pub(super) fn render(shared: &Shared<'_>, id: PageId, levels: &mut Levels<'_>) -> Result<Text, Failed> {
    let page = shared.site.page(id);
    let document = &page.document;
    let locale = shared.locale(&document.locale);
    let linker = Linker::at(shared.site, page.url.clone()).for_reader(&document.locale);
    let is_home = locale.locale_site.home == Some(id);
    let navigation = if is_home { locale.tree.two_levels(&linker) } else { levels.opened(id, &linker) }?;
    render_for(shared, locale, id, &linker, is_home, &navigation)
}

/// Renders a page in the place that its translation into another locale would have; `levels` are those of
/// the folder of that place.
pub(super) fn render_fallback(
    shared: &Shared<'_>,
    id: PageId,
    fallback: &Fallback,
    levels: &mut Levels<'_>,
) -> Result<Text, Failed> {
    let locale = shared.locale(&fallback.locale);
    let linker = Linker::at(shared.site, fallback.url.clone()).for_reader(&fallback.locale).translating();
    let near = nearest(shared.site, shared.site.page(id), &fallback.locale);
    let navigation = levels.opened_near(near, &linker)?;
    render_for(shared, locale, id, &linker, false, &navigation)
}

/// Where a page that a locale lacks would stand in the tree of that locale.
pub(super) fn nearest(site: &Site, page: &Page, reader: &Locale) -> Option<Near> {
    let translated = |id: &PageId| {
        let mut translations = site.page(*id).translations.iter();
        translations.find_map(|(locale, other)| (locale == reader).then_some(*other))
    };
    let beside = |id: &PageId| site.page(*id).url.folder_above() == page.url.folder_above();
    let beside = [page.previous, page.next].into_iter().flatten().filter(beside);
    let above = page.breadcrumbs.iter().rev().filter_map(|crumb| crumb.page);
    let beside = beside.filter_map(|id| translated(&id).map(Near::Beside)).next();
    beside.or_else(|| above.filter_map(|id| translated(&id).map(Near::Below)).next())
}

/// Renders a page for the readers of a locale.
fn render_for(
    shared: &Shared<'_>,
    locale: &SharedLocale<'_>,
    id: PageId,
    linker: &Linker<'_>,
    is_home: bool,
    navigation: &Navigation,
) -> Result<Text, Failed> {
    let page = shared.site.page(id);
    let document = &page.document;
    let reader = &locale.locale_site.locale;
    let content = body::html(page, shared.site, linker, &shared.highlighted, &locale.words)?;
    let translations = translations(shared, reader, Some(page), "", linker);
    let breadcrumbs = breadcrumbs(page, reader, linker);
    let own_address = canonical(shared, &page.url);
    let canonical = canonical(shared, &shared.site.page(page.newest().unwrap_or(id)).url);
    let link = |other: Option<PageId>| {
        other.map(|other| {
            let shown = &linker.shown_for(other).document;
            LinkContext { title: name(shown), tag: foreign(&shown.locale, reader), url: linker.page(other) }
        })
    };
    let path = encoded(&page.url);
    let holes = Holes { document, url: own_address.as_deref().unwrap_or(&path) };
    let json_ld = || structured_data::json_ld(document, canonical.as_deref());
    let structured_data = shared.config.structured_data.then(json_ld);
    let context = PageContext {
        title: &document.title,
        heading: name(document),
        description: &document.description,
        kind: if is_home { "home" } else { document.kind.as_str() },
        path: &path,
        canonical: canonical.as_deref(),
        source: Some(document.source.path().as_str()),
        date: document.front_matter.date.map(|date| date.to_string()),
        date_text: document.front_matter.date.map(|date| locale.dates.text(date)),
        edit_url: holes.edit(shared.config),
        report_url: holes.report(shared.config),
        helpful: holes.helpful(shared.config),
        content: &content,
        unpublished: notice::unpublished(shared, document),
        markdown: shared.config.llms.then(|| linker.path(&page.url.below(llms::FILE))),
        card: card(shared, &page.url),
        notice: notice::of(shared, locale, id, linker),
        structured_data: structured_data.transpose()?,
        toc: &toc(&document.headings),
        breadcrumbs: &breadcrumbs,
        previous: link(page.previous),
        next: link(page.next),
        translations: &translations,
        versions: &versions::of(shared, locale, Some(id), linker),
        questions: &questions(document),
        errors: &errors(document),
        related: &related(locale, page, linker),
        extra: document.front_matter.extra.fields(),
    };
    let template = if is_home { HOME } else { PAGE };
    Ok(frame(shared, locale, linker, template, context, navigation, Beside::default())?)
}

/// A page that no source stands for.
pub(super) struct Bare<'a> {
    pub(super) template: &'a str,
    pub(super) kind: &'a str,
    pub(super) url: SitePath,
    /// Where its translations lie below the home page of their locale.
    pub(super) place: &'a str,
    pub(super) linker: Linker<'a>,
    /// Where its template failed, the page fails.
    pub(super) navigation: Result<Navigation, Diagnostic>,
    pub(super) letters: Vec<LetterContext<'a>>,
    pub(super) progress: Option<ProgressContext<'a>>,
}

/// Renders a page that no source stands for.
pub(super) fn render_bare(
    shared: &Shared<'_>,
    locale: &SharedLocale<'_>,
    bare: Bare<'_>,
) -> Result<Text, Diagnostic> {
    let canonical = canonical(shared, &bare.url);
    let mut translations = translations(shared, &locale.locale_site.locale, None, bare.place, &bare.linker);
    if !matches!(bare.kind, "home" | "search" | "questions" | "errors" | "codes" | "translations") {
        // The root, `404.html` and a letter of the A to Z are no translations of where they lead.
        translations.iter_mut().for_each(|translation| translation.canonical = None);
    }
    let versions = match bare.kind {
        "root" => Vec::new(),
        _ => versions::of(shared, locale, None, &bare.linker),
    };
    let context = PageContext {
        title: &locale.title,
        heading: &locale.title,
        description: "",
        kind: bare.kind,
        path: &encoded(&bare.url),
        canonical: canonical.as_deref(),
        source: None,
        date: None,
        date_text: None,
        edit_url: None,
        report_url: None,
        helpful: None,
        content: "",
        unpublished: None,
        markdown: None,
        card: card(shared, &locale.locale_site.url),
        notice: None,
        structured_data: None,
        toc: &[],
        breadcrumbs: &[],
        previous: None,
        next: None,
        translations: &translations,
        versions: &versions,
        questions: &[],
        errors: &[],
        related: &[],
        extra: Map::new(),
    };
    let beside = Beside { letters: bare.letters, progress: bare.progress };
    frame(shared, locale, &bare.linker, bare.template, context, &bare.navigation?, beside)
}

/// What pages have that no source stands for.
#[derive(Default)]
struct Beside<'a> {
    letters: Vec<LetterContext<'a>>,
    progress: Option<ProgressContext<'a>>,
}

fn frame(
    shared: &Shared<'_>,
    locale: &SharedLocale<'_>,
    linker: &Linker<'_>,
    template: &str,
    page: PageContext<'_>,
    navigation: &Navigation,
    beside: Beside<'_>,
) -> Result<Text, Diagnostic> {
    let tag = &locale.locale_site.locale;
    let home = (page.kind == "home").then(|| locale.home.context(locale, linker));
    let context = Context {
        site: SiteContext {
            title: &locale.title,
            base_url: shared.config.base_url.as_deref(),
            generator: GENERATOR,
            security_policy: &shared.policy,
        },
        locale: LocaleContext {
            tag: tag.as_str(),
            name: locale.language_name(),
            direction: locale.direction,
            url: &linker.path(&locale.locale_site.url),
            feed: locale.feed.as_ref().map(|path| linker.path(path)),
        },
        ui: &locale.ui,
        root: &linker.root(),
        theme: &linker.path(shared.assets.folder()),
        page,
        navigation: &navigation.tree,
        sidebar: &navigation.sidebar,
        search: SearchContext {
            url: linker.path(&locale.search.url),
            canonical: canonical(shared, &locale.search.url),
            description: locale.search.description(shared.config).map(|path| linker.path(&path)),
            letters: beside.letters,
        },
        lists: locale.lists.context(linker),
        home,
        progress: beside.progress,
    };
    shared.theme.render(template, &context)
}

/// A page's name where it stands among others: its own heading, else its title.
pub(super) fn name(document: &Document) -> &str {
    document.heading.as_deref().unwrap_or(&document.title)
}

fn encoded(url: &SitePath) -> String {
    url.absolute("").trim_start_matches('/').to_owned()
}

/// The full URL of a place, where the site's is configured.
pub(super) fn canonical(shared: &Shared<'_>, url: &SitePath) -> Option<String> {
    shared.config.base_url.as_deref().map(|base| url.absolute(base))
}

/// The full URL of a page's picture.
fn card(shared: &Shared<'_>, url: &SitePath) -> Option<String> {
    shared.cards.as_ref().and_then(|_| canonical(shared, &social_card::place(url)))
}

fn toc(headings: &[Heading]) -> Vec<TocContext<'_>> {
    let shown =
        headings.iter().filter(|heading| (2..=3).contains(&heading.level) && !heading.text.is_empty());
    shown
        .map(|heading| TocContext {
            level: heading.level,
            title: &heading.text,
            url: format!("#{}", heading.anchor.encoded()),
        })
        .collect()
}

fn breadcrumbs<'a>(page: &'a Page, reader: &Locale, linker: &Linker<'a>) -> Vec<CrumbContext<'a>> {
    let crumb = |title: &'a str, page: Option<PageId>, locale: &'a Locale| CrumbContext {
        title,
        tag: foreign(locale, reader),
        url: page.map(|id| linker.page(id)),
    };
    let own = &page.document.locale;
    let crumbs = page.breadcrumbs.iter();
    crumbs
        .map(|above| match above.page.map(|id| &linker.shown_for(id).document) {
            Some(shown) if shown.locale != *own => crumb(name(shown), above.page, &shown.locale),
            _ => crumb(&above.title, above.page, own),
        })
        .collect()
}

/// The tag of a language that is not the reader's.
fn foreign<'a>(locale: &'a Locale, reader: &Locale) -> Option<&'a str> {
    (locale != reader).then(|| locale.as_str())
}

fn questions(document: &Document) -> Vec<QuestionContext<'_>> {
    let questions = document.questions.iter();
    questions
        .map(|entry| QuestionContext {
            question: &entry.question,
            url: format!("#{}", entry.anchor.encoded()),
        })
        .collect()
}

fn errors(document: &Document) -> Vec<ErrorContext<'_>> {
    let errors = document.errors.iter();
    errors
        .map(|entry| ErrorContext {
            message: &entry.message,
            codes: &entry.codes,
            url: format!("#{}", entry.anchor.encoded()),
            parts: parts(&entry.message),
        })
        .collect()
}

/// A message in parts: what stays, and what varies.
fn parts(message: &str) -> Vec<PartContext<'_>> {
    let mut parts = Vec::new();
    let mut done = 0;
    for range in message::varying(message) {
        parts.push(PartContext { text: &message[done..range.start], varies: false });
        parts.push(PartContext { text: &message[range.clone()], varies: true });
        done = range.end;
    }
    parts.push(PartContext { text: &message[done..], varies: false });
    parts.retain(|part| !part.text.is_empty());
    parts
}

/// The error that a page is about, if it is about one.
pub(super) fn single_error(document: &Document) -> Option<&ErrorEntry> {
    match document.errors.as_slice() {
        [error] if document.kind == PageKind::Troubleshooting => Some(error),
        _ => None,
    }
}

/// The errors that resemble the one that a page is about.
fn related<'a>(locale: &'a SharedLocale<'_>, page: &'a Page, linker: &Linker<'_>) -> Vec<LinkContext<'a>> {
    let Some(error) = single_error(&page.document) else { return Vec::new() };
    let found = locale.related.to(page, error).into_iter();
    found
        .map(|(other, error)| LinkContext {
            title: &error.message,
            tag: None,
            url: format!("{}#{}", linker.path(&other.url), error.anchor.encoded()),
        })
        .collect()
}

/// The page in every language of the site; a language without it leads to its home page. A page that
/// no source stands for lies at the same `place` in each.
fn translations<'a>(
    shared: &'a Shared<'_>,
    own: &Locale,
    page: Option<&Page>,
    place: &str,
    linker: &Linker<'_>,
) -> Vec<TranslationContext<'a>> {
    let of =
        |locale: &Locale| page.and_then(|page| page.translations.iter().find(|(other, _)| other == locale));
    // A page that stands in for a translation is none, nor is one that a later version has too.
    let stands_in = page.is_some_and(|page| page.document.locale != *own || page.newest().is_some());
    let locales = shared.locales.iter();
    locales
        .map(|shared_locale| {
            let locale_site = shared_locale.locale_site;
            let locale = &locale_site.locale;
            let translated = of(locale).map(|(_, id)| &shared.site.page(*id).url);
            let has_place = page.is_none() && shared.locale(locale).lists.has(place);
            let available = has_place || translated.is_some();
            let fallback = || {
                let mut pages = page?.translations.iter();
                pages.find_map(|(_, id)| shared.site.translations.fallback(*id, locale))
            };
            let url = translated.or_else(fallback).cloned().unwrap_or_else(|| match has_place {
                true => locale_site.url.below(place),
                false => locale_site.url.clone(),
            });
            TranslationContext {
                tag: locale.as_str(),
                name: shared_locale.language_name(),
                direction: shared_locale.direction,
                url: linker.path(&url),
                canonical: canonical(shared, &url).filter(|_| available && !stands_in),
                current: locale == own,
                available,
            }
        })
        .collect()
}
