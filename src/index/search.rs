//! A query in, results out: `query` understands it, `rank` orders the entries, `snippet` shows them.
//!
//! A page stands in the results once, with the best of its entries: a reader who has seen that a page
//! does not help wants another page, not the next question of the same one. Asked for one kind of
//! entry, every entry of that kind is a result, because then a page's other questions are what was
//! asked for.

use std::collections::BTreeSet;

use super::query::analyse;
use super::rank::rank;
use super::read::LocaleIndex;
use super::record::Kind;
use super::snippet::{Matcher, Snippet};

/// A result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// How well it answers; comparable between the results of one query.
    pub score: u64,
    /// What it is.
    pub kind: Kind,
    /// The source below the content folder.
    pub path: String,
    /// From the site's root, encoded, with the fragment of its section: `/pt-br/leads/faq/#anchor`.
    pub url: String,
    /// The page's title, the question, or the error's message.
    pub title: String,
    /// The topics above it, outermost first.
    pub breadcrumb: Vec<String>,
    /// The heading of its section; empty where it is the page's beginning.
    pub heading: String,
    /// The piece of its text that shows why it was found.
    pub snippet: Snippet,
}

/// The best results for a query, at most `limit`, best first.
///
/// # Errors
/// When the index cannot be read.
pub fn search(
    index: &LocaleIndex,
    query: &str,
    kind: Option<Kind>,
    limit: usize,
) -> anyhow::Result<Vec<Hit>> {
    let terms = analyse(index, query)?;
    let mut matcher = Matcher::new(index, &terms);
    let mut hits = Vec::new();
    let mut pages = BTreeSet::new();
    for ranked in rank(index, &terms, kind)? {
        if hits.len() == limit {
            break;
        }
        if kind.is_none() && !pages.insert(index.page(ranked.document)) {
            continue;
        }
        let mut record = index.record(ranked.document)?;
        let number = matcher.best_section(&record)?;
        let section = record.sections.drain(..).nth(number).unwrap_or_default();
        let fragment = if section.anchor.is_empty() { String::new() } else { format!("#{}", section.anchor) };
        hits.push(Hit {
            score: ranked.score,
            kind: index.kind(ranked.document),
            path: record.path,
            url: record.url + &fragment,
            title: record.title,
            breadcrumb: record.breadcrumb,
            heading: section.heading,
            snippet: matcher.snippet(&section.text)?,
        });
    }
    Ok(hits)
}
