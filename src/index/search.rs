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
//!
//! The texts of the first results are read for showing them. One that has all of the query word for word
//! gets half its score more, and the first results are put in order once again.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocId;

use super::asked::Asked;
use super::fold::plain;
use super::impact::Impacts;
use super::query::{analyse, corrections};
use super::rank::{Ranked, rank};
use super::read::LocaleIndex;
use super::record::{Kind, Record, RecordSection};
use super::snippet::{Matcher, Snippet};
use super::tokenize::{Role, tokenize};

/// How many results have their texts read, so how many there are to be put in order again.
const FIRST: usize = 10;

/// Queries of fewer words stand word for word in too many texts.
const VERBATIM: usize = 3;

/// How many times as many results as wanted are looked through for a phrase.
const CHECKED: usize = 3;

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

/// The best results for a query, at most `limit`, best first. A kind that the query itself asks for
/// counts where none is given.
///
/// # Errors
/// When the index cannot be read.
pub fn search(
    index: &LocaleIndex,
    query: &str,
    kind: Option<Kind>,
    limit: usize,
) -> anyhow::Result<Vec<Hit>> {
    let asked = Asked::read(query);
    let hits = found(index, &asked, kind.or(asked.kind), limit)?;
    if hits.is_empty() && asked.is_more() {
        return found(index, &Asked::plain(query), kind, limit);
    }
    Ok(hits)
}

fn found(index: &LocaleIndex, asked: &Asked, kind: Option<Kind>, limit: usize) -> anyhow::Result<Vec<Hit>> {
    let terms = analyse(index, &asked.words)?;
    let mut ranked = rank(index, &terms, kind, asked.is_question())?;
    if !asked.without.is_empty() {
        let left_out = documents_with(index, &asked.without)?;
        ranked.retain(|entry| !left_out.contains(&entry.document));
    }
    let most = limit.max(FIRST) * if asked.phrases.is_empty() { 1 } else { CHECKED };
    let phrases: Vec<Vec<String>> = asked.phrases.iter().map(|phrase| forms_in_order(phrase)).collect();
    let mut matcher = Matcher::new(index, &terms);
    let chosen = chosen(index, ranked, kind.is_some(), most).into_iter();
    let mut found = chosen
        .map(|ranked| Ok((ranked, index.record(ranked.document)?)))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let first = found.len().min(FIRST);
    prefer_verbatim(&mut found[..first], &forms_in_order(&asked.words));
    let mut hits = Vec::new();
    for (ranked, mut record) in found {
        if hits.len() == limit || !phrases.iter().all(|phrase| says(&record, phrase)) {
            continue;
        }
        let number = matcher.best_section(&record)?;
        let said = |section: &&RecordSection| !section.text.is_empty();
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

/// Raises what has all of a query word for word.
fn prefer_verbatim(found: &mut [(Ranked, Record)], query: &[String]) {
    if query.len() < VERBATIM {
        return;
    }
    for (ranked, _) in found.iter_mut().filter(|(_, record)| says(record, query)) {
        ranked.score = ranked.score * 3 / 2;
    }
    found.sort_by_key(|(ranked, _)| std::cmp::Reverse(ranked.score));
}

/// The entries that have one of the words, in any of its forms.
fn documents_with(index: &LocaleIndex, words: &[String]) -> anyhow::Result<BTreeSet<DocId>> {
    let impacts = Impacts::of(index)?;
    let mut documents = BTreeSet::new();
    for form in words.iter().flat_map(|word| forms_in_order(word)) {
        let list = match index.lexicon(&form)?.stem {
            Some(stem) => impacts.of_stem(&stem)?,
            None => impacts.of_lone_form(&form)?,
        };
        documents.extend(list.impacts.iter().map(|&(document, _)| document));
    }
    Ok(documents)
}

/// A text's words, folded.
fn forms_in_order(text: &str) -> Vec<String> {
    let mut forms = Vec::new();
    tokenize(text, |token| {
        if token.role != Role::Extra {
            forms.push(plain(token.lower).into_owned());
        }
    });
    forms
}

/// Whether an entry has the words next to one another.
fn says(record: &Record, phrase: &[String]) -> bool {
    let has = |text: &str| forms_in_order(text).windows(phrase.len()).any(|window| window == phrase);
    phrase.is_empty()
        || has(&record.title)
        || record.sections.iter().any(|section| has(&section.heading) || has(&section.text))
}

/// The query as it may have been meant, where a word of it is not known and another was taken for it:
/// that word as the results write it.
///
/// # Errors
/// When the index cannot be read.
pub fn suggestion(index: &LocaleIndex, query: &str, hits: &[Hit]) -> anyhow::Result<Option<String>> {
    let mut meant = query.to_owned();
    for (form, taken) in corrections(index, query)? {
        let mut place = None;
        tokenize(&meant, |token| {
            if token.role == Role::Word && plain(token.lower) == form {
                place.get_or_insert(token.range);
            }
        });
        if let Some(place) = place {
            meant.replace_range(place, &spelling(hits, &taken));
        }
    }
    Ok(Some(meant).filter(|meant| meant != query))
}

/// A form as the results write it.
fn spelling(hits: &[Hit], form: &str) -> String {
    let texts = hits.iter().flat_map(|hit| [&hit.title, &hit.snippet.text]);
    for text in texts {
        let mut found = None;
        tokenize(text, |token| {
            if token.role == Role::Word && plain(token.lower) == form {
                found.get_or_insert_with(|| token.lower.to_owned());
            }
        });
        if let Some(found) = found {
            return found;
        }
    }
    form.to_owned()
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
