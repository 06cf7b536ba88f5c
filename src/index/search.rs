//! A query in, results out: `query` understands it, `rank` orders the entries, `snippet` shows them.
//!
//! A page stands in the results once, with the best of its entries: a reader who has seen that a page
//! does not help wants another page, not the next question of the same one. Asked for one kind of
//! entry, every entry of that kind is a result, because then a page's other questions are what was
//! asked for.
//!
//! Of a page's entries the best is shown; but where a question or an error earns nine tenths of what
//! its whole page earns, it is shown in the page's stead, at the page's rank and with its score: it
//! answers nearly as much and leads closer.

use std::collections::BTreeMap;

use super::query::analyse;
use super::rank::{Ranked, rank};
use super::read::LocaleIndex;
use super::record::{Kind, RecordSection};
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
    for ranked in chosen(index, rank(index, &terms, kind)?, kind.is_some(), limit) {
        let mut record = index.record(ranked.document)?;
        let number = matcher.best_section(&record)?;
        let said = |section: &&RecordSection| !section.text.trim().is_empty();
        let text = record.sections.iter().skip(number).find(said).map(|section| section.text.clone());
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
            snippet: matcher.snippet(&text.unwrap_or_default())?,
        });
    }
    Ok(hits)
}

/// The entries to show: all of them where `every` is asked for, else one a page.
fn chosen(index: &LocaleIndex, ranked: Vec<Ranked>, every: bool, limit: usize) -> Vec<Ranked> {
    let mut chosen: Vec<Ranked> = Vec::new();
    let mut place_of_page = BTreeMap::new();
    for entry in ranked {
        if every {
            chosen.push(entry);
            continue;
        }
        let page = index.page(entry.document);
        let Some(&place) = place_of_page.get(&page) else {
            place_of_page.insert(page, chosen.len());
            chosen.push(entry);
            continue;
        };
        let shown: &mut Ranked = &mut chosen[place];
        let is_page = |document| index.kind(document) == Kind::Page;
        if is_page(shown.document) && !is_page(entry.document) && entry.score * 10 >= shown.score * 9 {
            shown.document = entry.document;
        }
    }
    chosen.truncate(limit);
    chosen
}
