//! Links of a page that its site configures: to edit it, to report a problem, to say whether it helped.
//!
//! Their holes are `{path}`, `{url}`, `{title}`, `{locale}` and `{answer}`; what goes in is encoded.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::context::HelpfulContext;
use crate::config::Config;
use crate::model::Document;

/// Everything but what RFC 3986 reserves for nothing.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same, with the parts of a path kept apart.
const PATH: &AsciiSet = &VALUE.remove(b'/');

/// What stands in the holes of a page's links.
pub(super) struct Holes<'a> {
    pub(super) document: &'a Document,
    pub(super) url: &'a str,
}

impl Holes<'_> {
    fn filled(&self, link: &str, answer: &str) -> String {
        let value = |text: &str| utf8_percent_encode(text, VALUE).to_string();
        let path = utf8_percent_encode(self.document.source.path().as_str(), PATH).to_string();
        // Braces of a value are encoded, so that none of them is taken for a hole.
        link.replace("{path}", &path)
            .replace("{url}", &value(self.url))
            .replace("{title}", &value(&self.document.title))
            .replace("{locale}", &value(self.document.locale.as_str()))
            .replace("{answer}", answer)
    }

    pub(super) fn edit(&self, config: &Config) -> Option<String> {
        config.edit_link.as_deref().map(|link| self.filled(link, ""))
    }

    pub(super) fn report(&self, config: &Config) -> Option<String> {
        config.feedback.report.as_deref().map(|link| self.filled(link, ""))
    }

    pub(super) fn helpful(&self, config: &Config) -> Option<HelpfulContext> {
        let feedback = &config.feedback;
        if feedback.endpoint.is_none() && feedback.link.is_none() {
            return None;
        }
        let link = |answer: &str| feedback.link.as_deref().map(|link| self.filled(link, answer));
        Some(HelpfulContext { endpoint: feedback.endpoint.clone(), yes: link("yes"), no: link("no") })
    }
}
