//! Every finding ajuda can make: its stable name and its severity.
//!
//! Each code has a page in the product's own error catalogue (`content/<locale>/errors/`); a test
//! holds the two sets equal.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something a reader would miss or be misled by; the command exits with 1.
    Error,
    /// Something to look at; the page is as meant.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $variant:ident = $severity:ident $name:literal; )+) => {
        /// A kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $( $(#[doc = $doc])+ $variant, )+ }

        impl Code {
            /// All of them, in the order of their names' areas.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The stable name, `area/problem`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name),+ }
            }

            /// How much it weighs.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),+ }
            }
        }
    };
}

codes! {
    /// `ajuda.toml` does not parse, or has an unknown key or a wrong value.
    ConfigInvalid = Error "config/invalid";
    /// Raw HTML is let into the pages as it is.
    ConfigUnsafeHtml = Warning "config/unsafe-html";
    /// A file is not UTF-8.
    SourceNotUtf8 = Error "source/not-utf8";
    /// A file or folder could not be read.
    SourceUnreadable = Error "source/unreadable";
    /// A symbolic link leads back to a folder above it, or nowhere.
    SourceSymlinkLoop = Error "source/symlink-loop";
    /// A symbolic link leads out of the content folder.
    SourceSymlinkOutside = Error "source/symlink-outside";
    /// The YAML between `---` does not parse.
    FrontMatterInvalidYaml = Error "front-matter/invalid-yaml";
    /// The TOML between `+++` does not parse.
    FrontMatterInvalidToml = Error "front-matter/invalid-toml";
    /// The opening line has no closing one.
    FrontMatterUnclosed = Error "front-matter/unclosed";
    /// A known field has a value of the wrong type.
    FrontMatterInvalidValue = Warning "front-matter/invalid-value";
    /// A date that the calendar does not have, or that is not a date.
    FrontMatterInvalidDate = Warning "front-matter/invalid-date";
    /// A locale that is not a BCP 47 tag.
    FrontMatterInvalidLocale = Error "front-matter/invalid-locale";
    /// A page has neither a title nor a level-one heading.
    PageMissingTitle = Warning "page/missing-title";
    /// Two sources would be written to one URL.
    PageDuplicateUrl = Error "page/duplicate-url";
    /// A name that some file systems or hosts refuse.
    PathUnsafeName = Warning "path/unsafe-name";
    /// Two paths that only case, or how accents are written, tells apart.
    PathCaseTwin = Warning "path/case-twin";
    /// A file that would stand where a page, or the site's own files, do.
    PathTaken = Error "path/taken";
    /// More of something than ajuda takes from one file or site.
    LimitReached = Error "limit/reached";
    /// One anchor stands twice on a page.
    PageDuplicateAnchor = Warning "page/duplicate-anchor";
    /// `##Heading`: no space, so markdown does not see a heading.
    HeadingMissingSpace = Warning "heading/missing-space";
    /// An included file that is not there.
    IncludeMissing = Error "include/missing";
    /// A file that includes itself, or a chain of includes that is too long.
    IncludeCycle = Error "include/cycle";
    /// Markdown that machine translation broke, read as it was meant.
    MarkdownRepaired = Warning "markdown/repaired";
    /// Marks of markdown that are read as text, and were hardly meant as it.
    MarkdownStrayMark = Warning "markdown/stray-mark";
    /// A shortcode of another tool, left as text.
    MarkdownShortcode = Warning "markdown/shortcode";
    /// An alert of a kind nobody knows: `> [!FOO]`.
    AlertUnknownKind = Warning "alert/unknown-kind";
    /// A link to a page that the site does not have.
    LinkMissingPage = Error "link/missing-page";
    /// A link to an anchor that its page does not have.
    LinkMissingAnchor = Error "link/missing-anchor";
    /// A link to a file, or an image, that the content folder does not have.
    LinkMissingFile = Error "link/missing-file";
    /// A link that only case keeps from its target; it was followed all the same.
    LinkWrongCase = Warning "link/wrong-case";
    /// A link that leads out of the content folder.
    LinkOutside = Error "link/outside";
    /// A link with no destination, or with no text.
    LinkEmpty = Warning "link/empty";
    /// A link with a scheme that could run code, such as `javascript:`.
    LinkUnsafe = Error "link/unsafe";
    /// A link of the web that leads nowhere.
    LinkExternalBroken = Error "link/external-broken";
    /// A link of the web that could not be told to lead somewhere.
    LinkExternalUncertain = Warning "link/external-uncertain";
    /// Raw HTML that a help page does not need and that could run code.
    HtmlUnsafe = Warning "html/unsafe";
    /// A raw HTML element that is not closed, or closed without having been opened.
    HtmlUnbalanced = Warning "html/unbalanced";
    /// An entry of a page that its translation lacks.
    TranslationMissingEntry = Warning "translation/missing-entry";
    /// An entry of a translation that its original lacks.
    TranslationExtraEntry = Warning "translation/extra-entry";
    /// `TOC.md` or `toc.yml` does not parse.
    NavigationInvalid = Error "navigation/invalid";
    /// A redirect that a page cannot be, or a file of redirects that does not parse.
    RedirectInvalid = Warning "redirect/invalid";
    /// A template does not parse.
    TemplateSyntax = Error "template/syntax";
    /// A template failed while a page was rendered.
    TemplateRender = Error "template/render";
    /// A file of interface strings does not parse.
    StringsInvalid = Error "strings/invalid";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
