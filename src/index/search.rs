//! Searching.
use super::query::analyse;
use super::rank::rank;
use super::read::LocaleIndex;
use super::record::Kind;

/// A result.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Score.
    pub score: u64,
    /// Kind.
    pub kind: Kind,
    /// Path.
    pub path: String,
    /// Title.
    pub title: String,
}

/// Search.
///
/// # Errors
/// damaged.
pub fn search(
    index: &LocaleIndex,
    query: &str,
    kind: Option<Kind>,
    limit: usize,
) -> anyhow::Result<Vec<Hit>> {
    let terms = analyse(index, query)?;
    if std::env::var_os("SHOW").is_some() {
        for t in &terms {
            eprintln!("{t:?}");
        }
    }
    let mut hits = Vec::new();
    let mut pages = std::collections::BTreeSet::new();
    for ranked in rank(index, &terms, kind)? {
        if kind.is_none() && !pages.insert(index.page(ranked.document)) {
            continue;
        }
        if hits.len() == limit {
            break;
        }
        let record = index.record(ranked.document)?;
        hits.push(Hit {
            score: ranked.score,
            kind: index.kind(ranked.document),
            path: record.path,
            title: record.title,
        });
    }
    Ok(hits)
}
