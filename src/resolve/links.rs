//! Where links lead: from what an author wrote to a page, a file, or a finding.
//!
//! `index` says what a path stands for; what only case keeps from its target is followed and reported.

mod index;

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Anchor, Document, Link, LinkKind, PageId, Target, address};
use crate::source::{Source, Span};
pub(super) use index::Index;
use index::{Lookup, Place, is_page_name};

/// The ways to everything that a link can lead to.
#[derive(Clone, Copy)]
pub(super) struct Ways<'a> {
    pub(super) index: &'a Index,
    /// The pages by their numbers: what the index leaves out are their anchors.
    pub(super) pages: &'a [&'a Arc<Document>],
}

/// A link on its way: what it says and where it stands.
pub(super) struct Written<'a> {
    pub(super) source: &'a Source,
    /// The page that `#…` alone means; navigation files are none.
    pub(super) page: Option<PageId>,
    pub(super) kind: LinkKind,
    pub(super) destination: &'a str,
    pub(super) span: Span,
}

impl Ways<'_> {
    /// Where each link of a page leads, and what to mend.
    pub(super) fn links_of(&self, page: PageId) -> (Vec<Target>, Vec<Diagnostic>) {
        let document = self.pages[page.0 as usize];
        let mut findings = Vec::new();
        let targets = document
            .links
            .iter()
            .map(|Link { kind, destination, span, .. }| {
                // A link of an included file is relative to that file.
                let (source, start) = document.source.locate(span.start);
                let span = Span { start, end: start + (span.end - span.start) };
                let link = Written { source, page: Some(page), kind: *kind, destination, span };
                self.follow(&link, &mut findings)
            })
            .collect();
        (targets, findings)
    }

    /// Where one link leads.
    pub(super) fn follow(&self, link: &Written<'_>, findings: &mut Vec<Diagnostic>) -> Target {
        let destination = link.destination.trim();
        if let Some(target) = elsewhere(link, destination, self.index.link_schemes(), findings) {
            return target;
        }
        let (rest, fragment) = split_at(destination, '#');
        let (path, query) = split_at(rest, '?');
        let fragment = percent_decode_str(fragment.trim_start_matches('#')).decode_utf8_lossy().into_owned();
        if path.is_empty() {
            return self.in_page(link, &fragment, query, findings);
        }
        let path = percent_decode_str(path).decode_utf8_lossy().replace('\\', "/");
        let place = match self.index.look_up(link.source.path(), &path) {
            Lookup::Exact(place) => place,
            Lookup::WrongCase(place) => {
                let right = self.index.written_from(link.source.path(), place);
                let message = format!("`{path}` is written `{right}`");
                let help = format!("write `{right}`; many hosts tell case apart");
                findings
                    .push(Diagnostic::at(link.source, link.span, Code::LinkWrongCase, message).help(help));
                place
            }
            Lookup::Missing => return self.missing(link, &path, findings),
            Lookup::Outside => {
                let message = format!("`{path}` leads out of the content folder");
                let help = "move the file into the content folder, or write the whole URL";
                findings.push(Diagnostic::at(link.source, link.span, Code::LinkOutside, message).help(help));
                return Target::Broken;
            }
        };
        match place {
            Place::File(number) => Target::File(self.index.file(number).clone()),
            Place::Page(page) => {
                let fragment = self.fragment(link, page, &fragment, findings);
                Target::Page { page, fragment, query: query.to_owned() }
            }
        }
    }

    /// `#…` and `?…` alone mean the page they stand on.
    fn in_page(
        &self,
        link: &Written<'_>,
        fragment: &str,
        query: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Target {
        let Some(page) = link.page else { return Target::Broken };
        let fragment = self.fragment(link, page, fragment, findings);
        Target::Page { page, fragment, query: query.to_owned() }
    }

    fn fragment(
        &self,
        link: &Written<'_>,
        page: PageId,
        fragment: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        // `#` alone and `#top` are the page; `#tab/…` opens a tab of it.
        if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || fragment.starts_with("tab/") {
            return None;
        }
        let document = self.pages[page.0 as usize];
        if document.anchors.binary_search_by(|anchor| anchor.as_str().cmp(fragment)).is_ok() {
            return Some(fragment.to_owned());
        }
        let anchors = || document.anchors.iter().map(Anchor::as_str);
        let folded = fragment.to_lowercase();
        if let Some(anchor) = anchors().find(|anchor| anchor.to_lowercase() == folded) {
            return Some(anchor.to_owned());
        }
        let message = format!("`{}` has no anchor `{fragment}`", document.source.path());
        let help = nearest(fragment, anchors()).map(|anchor| format!("did you mean `#{anchor}`?"));
        let help = help.or_else(|| Some("the link was kept without the anchor".to_owned()));
        findings
            .push(Diagnostic::at(link.source, link.span, Code::LinkMissingAnchor, message).maybe_help(help));
        None
    }

    fn missing(&self, link: &Written<'_>, path: &str, findings: &mut Vec<Diagnostic>) -> Target {
        if let Some(root) = self.index.root_links().filter(|_| path.starts_with('/')) {
            return Target::External(format!("{root}{}", link.destination.trim()));
        }
        let page = link.kind == LinkKind::Link && is_page_name(path);
        let (code, message) = if page {
            (Code::LinkMissingPage, format!("`{path}` is not a page of this site"))
        } else {
            (Code::LinkMissingFile, format!("`{path}` is not a file of this site"))
        };
        let help =
            self.index.suggestion(link.source.path(), path).map(|near| format!("did you mean `{near}`?"));
        findings.push(Diagnostic::at(link.source, link.span, code, message).maybe_help(help));
        Target::Broken
    }
}

/// Links that lead out of the site, and those that may not; `more` are schemes that the site lets in.
fn elsewhere(
    link: &Written<'_>,
    destination: &str,
    more: &[String],
    findings: &mut Vec<Diagnostic>,
) -> Option<Target> {
    if destination.is_empty() {
        return Some(Target::Broken);
    }
    if link.kind == LinkKind::Image && address::is_picture(destination) {
        return Some(Target::External(destination.to_owned()));
    }
    let refused = |message: String, help: String, findings: &mut Vec<Diagnostic>| {
        findings.push(Diagnostic::at(link.source, link.span, Code::LinkUnsafe, message).help(help));
        Some(Target::Broken)
    };
    if address::runs_code(destination) {
        let message = "a link with this scheme could run code, so it is shown as text".to_owned();
        return refused(message, "link to a page, a file or an `https:` address".to_owned(), findings);
    }
    if let Some(scheme) = address::scheme(destination) {
        if address::SCHEMES.contains(&scheme.as_str()) || more.contains(&scheme) {
            return Some(Target::External(destination.to_owned()));
        }
        let message = format!("`{scheme}:` is no scheme that links may have, so it is shown as text");
        let help = format!("where readers need it, write `link-schemes = [\"{scheme}\"]` in `ajuda.toml`");
        return refused(message, help, findings);
    }
    destination.starts_with("//").then(|| Target::External(destination.to_owned()))
}

/// The text before a mark, and the text from it on.
fn split_at(text: &str, mark: char) -> (&str, &str) {
    text.find(mark).map_or((text, ""), |at| text.split_at(at))
}
