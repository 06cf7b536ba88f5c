//! `ajuda.toml`: what a site says about itself. Every key is optional; an unknown key is refused.

mod fallback;

pub use fallback::Fallbacks;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use schemars::{JsonSchema, schema_for};
use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostic, instead_of};
use crate::model::{History, Locale, SitePath, Versions, address};
use crate::source::{Area, Source, SourcePath, Span};

/// The file looked for where the command runs.
pub const FILE_NAME: &str = "ajuda.toml";

/// A site's settings, with defaults filled in and paths relative to where the command runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The site's name, beside the page's in `<title>`.
    pub title: Option<String>,
    /// Where the site will be served, with scheme and host and a `/` at the end.
    pub base_url: Option<String>,
    /// The locale of pages that do not say, and of readers whose own the site does not have.
    pub default_locale: Option<Locale>,
    /// The top folders that are locales; where it is absent, every folder that can only be one.
    pub locales: Option<Vec<Locale>>,
    /// Where links that begin with `/` and are no page of this site lead, such as
    /// `https://learn.example.com`; where it is absent, they are broken links.
    pub root_links: Option<String>,
    /// Schemes that links may have besides the usual ones, such as `vscode`, in lower case.
    pub link_schemes: Vec<String>,
    /// Whether raw HTML reaches the pages as it is written.
    pub unsafe_html: bool,
    /// Whether each page lies beside its HTML as markdown, and `llms.txt` lists them.
    pub llms: bool,
    /// Whether the site has a JSON file for each entry below `api/v1/`.
    pub api: bool,
    /// Whether pages carry schema.org data (`FAQPage`, `HowTo`, `TechArticle`) for search engines.
    pub structured_data: bool,
    /// What readers are shown where a page is not translated.
    pub fallback: Fallbacks,
    /// The versions of the product that the pages are about.
    pub versions: Versions,
    /// Whether each locale has a page that says how far its translation has come.
    pub translations_page: bool,
    /// The files of the fonts that social cards are drawn with; without any there are no cards.
    pub card_fonts: Vec<PathBuf>,
    /// Whether the log of git says when pages changed, where their front matter does not.
    pub git_history: bool,
    /// That log, where whoever runs the command has read it.
    pub history: Option<Arc<History>>,
    /// The day on which the site is built, which tells pages whose day has not come; the command
    /// knows it.
    pub today: Option<jiff::civil::Date>,
    /// Whether drafts and pages whose day has not come are shown, and marked.
    pub drafts: bool,
    /// Where `ajuda publish` pushes to.
    pub publish: Publish,
    /// Where a page is edited, with `{path}` for its source.
    pub edit_link: Option<String>,
    /// Where readers say what they think of a page.
    pub feedback: Feedback,
    /// The folder of markdown.
    pub content: PathBuf,
    /// The folder the site is written to.
    pub out: PathBuf,
    /// The folder the search index is written to.
    pub index: PathBuf,
    /// The folder where what was parsed is kept for the next build; the command knows it.
    pub cache: Option<PathBuf>,
    /// The folder of the site's own templates; it need not exist.
    pub templates: PathBuf,
    /// The folder of the site's own static files; it need not exist.
    pub static_files: PathBuf,
    /// The folder of `ajuda.toml`.
    pub root: PathBuf,
}

/// Where the site is pushed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Publish {
    /// A git remote's name, URL or path; `origin` where it is absent.
    pub remote: Option<String>,
    /// The branch; `gh-pages` where it is absent, `pages` on Codeberg.
    pub branch: Option<String>,
}

/// Where readers say what they think of a page; nothing where nothing is configured. Links may hold
/// `{path}`, `{url}`, `{title}` and `{locale}` of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Feedback {
    /// Where a problem of a page is reported.
    pub report: Option<String>,
    /// Where to say whether a page helped, with `{answer}` for `yes` or `no`.
    pub link: Option<String>,
    /// What takes the answer as a form (`answer`, `url`, `title`, `locale`) by POST, instead of a link.
    pub endpoint: Option<String>,
}

/// The picture that other sites and applications show beside a link to a page; needs `base-url`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SocialCards {
    /// The files of the fonts that it is drawn with (TTF, OTF, TTC): the first is used where it has the
    /// letter, then the others.
    fonts: Vec<PathBuf>,
}

/// The JSON Schema of the file, for editors.
pub fn schema() -> serde_json::Value {
    let mut schema = schema_for!(File);
    schema.insert("title".to_owned(), FILE_NAME.into());
    schema.to_value()
}

/// What a site says about itself. Every key is optional.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    /// The site's name, beside the page's own in the browser's tab.
    title: Option<String>,
    /// Where the site will be served, with `https://`; needed for canonical links, `hreflang` and the sitemap.
    #[schemars(with = "Option<String>")]
    base_url: Option<toml::Spanned<String>>,
    /// The locale of pages that do not say theirs, and of readers whose language the site lacks.
    #[schemars(with = "Option<String>")]
    default_locale: Option<toml::Spanned<String>>,
    /// The folders that are locales; no others are then.
    #[schemars(with = "Option<Vec<String>>")]
    locales: Option<Vec<toml::Spanned<String>>>,
    /// Where links lead that begin with `/` and are no page of this site, such as `https://learn.example.com`.
    #[schemars(with = "Option<String>")]
    root_links: Option<toml::Spanned<String>>,
    /// Schemes that links may have besides the usual ones, such as `vscode`.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    link_schemes: Vec<toml::Spanned<String>>,
    /// Publish raw HTML as it is written, scripts too, with a warning at each build.
    #[serde(default)]
    unsafe_html: bool,
    /// Write each page as markdown beside its HTML, and `llms.txt`, which lists them.
    #[serde(default)]
    llms: bool,
    /// Write a JSON file for each question and error below `api/v1/<locale>/`.
    #[serde(default)]
    api: bool,
    /// Put schema.org data (`FAQPage`, `HowTo`, `TechArticle`) into pages, for search engines.
    #[serde(default)]
    structured_data: bool,
    /// What readers of a locale are shown where a page is not translated: `false` for nothing, or a
    /// table with a list of locales for each locale.
    #[schemars(with = "Option<fallback::Written>")]
    fallback: Option<toml::Spanned<fallback::Written>>,
    /// The versions of your product, the latest first: each is a folder right below a locale's, such as
    /// `en/v1/`. Pages in none of these folders are about the latest.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    versions: Vec<toml::Spanned<String>>,
    /// Add a page for each locale that says how far its translation has come.
    #[serde(default)]
    translations_page: bool,
    /// The picture that other sites and applications show beside a link to a page.
    #[serde(default)]
    social_cards: SocialCards,
    /// Let the log of git say when pages changed, where their front matter does not.
    #[serde(default)]
    git_history: bool,
    /// Where `ajuda publish` pushes the site to.
    #[serde(default)]
    publish: Publish,
    /// Where a page is edited, such as `https://github.com/contoso/help/edit/main/content/{path}`.
    edit_link: Option<String>,
    /// Where readers say what they think of a page.
    #[serde(default)]
    feedback: Feedback,
    /// The folder of markdown; `content` where it is absent.
    content: Option<PathBuf>,
    /// The folder the site is written to; `site` where it is absent.
    out: Option<PathBuf>,
    /// The folder the search index is written to; `.ajuda/index` where it is absent.
    index: Option<PathBuf>,
    /// The folder of the site's own templates; `templates` where it is absent.
    templates: Option<PathBuf>,
    /// The folder of the site's own static files; `static` where it is absent.
    #[serde(rename = "static")]
    static_files: Option<PathBuf>,
}

impl Config {
    /// The settings of a site without a file. `content` is the folder of markdown where it is
    /// named; templates and static files are looked for beside it.
    pub fn without_file(content: Option<&Path>) -> Config {
        let content = content.map_or_else(|| PathBuf::from("content"), Path::to_path_buf);
        let beside = match content.parent() {
            Some(parent) if content.file_name().is_some() => parent.to_path_buf(),
            _ => content.clone(),
        };
        Config {
            title: None,
            base_url: None,
            default_locale: None,
            locales: None,
            root_links: None,
            link_schemes: Vec::new(),
            unsafe_html: false,
            llms: false,
            api: false,
            structured_data: false,
            fallback: Fallbacks::default(),
            versions: Versions::default(),
            translations_page: false,
            card_fonts: Vec::new(),
            git_history: false,
            history: None,
            today: None,
            drafts: false,
            publish: Publish::default(),
            edit_link: None,
            feedback: Feedback::default(),
            out: "site".into(),
            index: ".ajuda/index".into(),
            cache: None,
            templates: beside.join("templates"),
            static_files: beside.join("static"),
            root: beside,
            content,
        }
    }

    /// Reads the settings from the text of a file that lies in `root`.
    ///
    /// # Errors
    /// What to mend in the file, where it does not parse or says what cannot be.
    pub fn parse(text: String, name: &str, root: &Path) -> Result<Config, Box<Diagnostic>> {
        let source = Source::new(Area::Config, SourcePath::new(name), text);
        let invalid = |span: Option<std::ops::Range<usize>>, message: String| {
            let span = Span::from(span.unwrap_or(0..0));
            Box::new(Diagnostic::at(&source, span, Code::ConfigInvalid, message))
        };
        let file: File = toml::from_str(source.text()).map_err(|error| {
            let (message, help) = unknown_name(error.message().trim());
            Box::new((*invalid(error.span(), message)).maybe_help(help))
        })?;
        let locale = |tag: &toml::Spanned<String>| {
            Locale::parse(tag.get_ref()).ok_or_else(|| {
                let message = format!("`{}` is not a BCP 47 language tag", tag.get_ref());
                let mut finding = invalid(Some(tag.span()), message);
                finding.help = Some("write a tag such as `pt-BR`, `en` or `zh-Hans`".to_owned());
                finding
            })
        };
        let default_locale = file.default_locale.as_ref().map(locale).transpose()?;
        let locales = file.locales.as_ref().map(|tags| tags.iter().map(locale).collect()).transpose()?;
        let fallback = file.fallback.as_ref().map(|written| {
            Fallbacks::read(written.get_ref())
                .map_err(|tag| invalid(Some(written.span()), format!("`{tag}` is not a BCP 47 language tag")))
        });
        let fallback = fallback.transpose()?.unwrap_or_default();
        let web = |url: &toml::Spanned<String>, example: &str| {
            if address::is_web(url.get_ref()) {
                return Ok(url.get_ref().clone());
            }
            let mut finding =
                invalid(Some(url.span()), format!("`{}` is not an address of the web", url.get_ref()));
            finding.help = Some(format!("write scheme and host, such as `{example}`"));
            Err(finding)
        };
        let base_url = file.base_url.as_ref().map(|url| web(url, "https://example.com/help/")).transpose()?;
        let root_links =
            file.root_links.as_ref().map(|url| web(url, "https://learn.example.com")).transpose()?;
        let scheme = |scheme: &toml::Spanned<String>| {
            let lower = scheme.get_ref().to_ascii_lowercase();
            if !address::runs_code(&format!("{lower}:")) && address::is_scheme(&lower) {
                return Ok(lower);
            }
            let message = format!("`{}` is no scheme that links may have", scheme.get_ref());
            Err(invalid(Some(scheme.span()), message))
        };
        let link_schemes = file.link_schemes.iter().map(scheme).collect::<Result<_, _>>()?;
        let mut versions: Vec<String> = Vec::new();
        for name in &file.versions {
            let is_folder = SitePath::new(name.get_ref()).as_str() == name.get_ref()
                && !name.get_ref().is_empty()
                && !name.get_ref().contains('/');
            if !is_folder || versions.contains(name.get_ref()) {
                let problem = if is_folder { "is named twice" } else { "is no name of a folder" };
                let mut finding = invalid(Some(name.span()), format!("`{}` {problem}", name.get_ref()));
                finding.help =
                    Some("name each version's folder once, such as `v2`, the latest first".to_owned());
                return Err(finding);
            }
            versions.push(name.get_ref().clone());
        }
        let below = |path: Option<PathBuf>, default: &str| root.join(path.unwrap_or_else(|| default.into()));
        Ok(Config {
            title: file.title,
            base_url: base_url.map(with_slash),
            default_locale,
            locales,
            root_links: root_links.map(|root| root.trim_end_matches('/').to_owned()),
            link_schemes,
            unsafe_html: file.unsafe_html,
            llms: file.llms,
            api: file.api,
            structured_data: file.structured_data,
            fallback,
            versions: Versions::new(versions),
            translations_page: file.translations_page,
            card_fonts: file.social_cards.fonts.iter().map(|font| root.join(font)).collect(),
            git_history: file.git_history,
            history: None,
            today: None,
            drafts: false,
            publish: file.publish,
            edit_link: file.edit_link,
            feedback: file.feedback,
            content: below(file.content, "content"),
            out: below(file.out, "site"),
            index: below(file.index, ".ajuda/index"),
            cache: None,
            templates: below(file.templates, "templates"),
            static_files: below(file.static_files, "static"),
            root: root.to_path_buf(),
        })
    }

    /// The same with the site served at another URL.
    #[must_use]
    pub fn with_base_url(mut self, base_url: Option<String>) -> Config {
        self.base_url = base_url.map(with_slash).or(self.base_url);
        self
    }

    /// The path on its host that the site is served below, with a `/` at both ends.
    pub fn base_path(&self) -> String {
        let after_scheme = self.base_url.as_deref().and_then(|url| url.split_once("://"));
        let path = after_scheme.and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
        path.unwrap_or("/").to_owned()
    }
}

/// What a reader of TOML says, with the names it lists only where none of them is near: it lists all
/// that there are behind the one it does not know.
fn unknown_name(message: &str) -> (String, Option<String>) {
    let Some((unknown, known)) = message.split_once(", expected ") else { return (message.to_owned(), None) };
    match (quoted(unknown).as_slice(), quoted(known)) {
        ([wanted], known) if !known.is_empty() => (unknown.to_owned(), Some(instead_of(wanted, &known))),
        _ => (message.to_owned(), None),
    }
}

/// The names between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn with_slash(url: String) -> String {
    if url.ends_with('/') { url } else { url + "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_placed() {
        let text = "title = \"x\"\nbase-ulr = \"y\"\n".to_owned();
        let finding = Config::parse(text, FILE_NAME, Path::new(".")).unwrap_err();
        assert_eq!(finding.location.as_ref().unwrap().line, 2);
        assert!(finding.message.contains("base-ulr"), "{}", finding.message);
    }

    #[test]
    fn a_locale_must_be_a_tag() {
        let text = "default-locale = \"brazil ian\"\n".to_owned();
        let finding = Config::parse(text, FILE_NAME, Path::new(".")).unwrap_err();
        assert_eq!(finding.message, "`brazil ian` is not a BCP 47 language tag");
    }

    #[test]
    fn the_base_path_is_the_url_without_its_host() {
        let base = |url: &str| Config::without_file(None).with_base_url(Some(url.into())).base_path();
        assert_eq!(base("https://host/repo"), "/repo/");
        assert_eq!(base("https://host"), "/");
        assert_eq!(Config::without_file(None).base_path(), "/");
    }
}
