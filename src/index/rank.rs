//! Ranking.
use std::collections::BTreeMap;
use tantivy::DocId;

use super::query::QueryTerm;
use super::read::{LocaleIndex, Posting};
use super::record::Kind;

/// The weight of a word that stands for itself.
pub(super) const FULL: u64 = 10;
/// The weight of a word that stands for another.
pub(super) const CORRECTED: u64 = 7;

fn env(name: &str, default: f64) -> f64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// ln(1 + (N - n + .5)/(n + .5)) in 64ths.
pub(super) fn inverse_frequency(frequency: u32, documents: u32) -> u64 {
    let (n, all) = (f64::from(frequency), f64::from(documents.max(frequency)));
    ((1.0 + (all - n + 0.5) / (n + 0.5)).ln() * 64.0).round() as u64
}

pub(super) struct Ranked {
    pub(super) document: DocId,
    pub(super) score: u64,
}

struct Lengths {
    norms: tantivy::fieldnorm::FieldNormReader,
    mean: f64,
    title_norms: tantivy::fieldnorm::FieldNormReader,
    title_mean: f64,
    k1: f64,
    b: f64,
    tw: f64,
    tb: f64,
}

impl Lengths {
    fn saturation(&self, all: Posting, title: u32) -> u64 {
        let len = f64::from(self.norms.fieldnorm(all.document));
        let tlen = f64::from(self.title_norms.fieldnorm(all.document));
        let f = f64::from(all.frequency) / (1.0 - self.b + self.b * len / self.mean)
            + self.tw * f64::from(title) / (1.0 - self.tb + self.tb * tlen / self.title_mean);
        (255.0 * f / (self.k1 + f)).round().max(1.0) as u64
    }
}

fn impacts(
    index: &LocaleIndex,
    lengths: &Lengths,
    all: tantivy::schema::Field,
    title: tantivy::schema::Field,
    term: &str,
    mut give: impl FnMut(DocId, u64),
) -> anyhow::Result<()> {
    let list = index.postings(all, term)?;
    let idf = inverse_frequency(list.len() as u32, index.documents());
    let titles = index.postings(title, term)?;
    let mut t = titles.iter().peekable();
    for p in list {
        while t.next_if(|x| x.document < p.document).is_some() {}
        let in_title = t.peek().filter(|x| x.document == p.document).map_or(0, |x| x.frequency);
        give(p.document, idf * lengths.saturation(p, in_title));
    }
    Ok(())
}

pub(super) fn rank(
    index: &LocaleIndex,
    terms: &[QueryTerm],
    kind: Option<Kind>,
) -> anyhow::Result<Vec<Ranked>> {
    let documents = index.documents() as usize;
    let f = index.fields;
    let (norms, mean) = index.lengths(f.word)?;
    let (title_norms, title_mean) = index.lengths(f.word_title)?;
    let lengths = Lengths {
        norms,
        mean,
        title_norms,
        title_mean,
        k1: env("K1", 1.2),
        b: env("B", 0.75),
        tw: env("TW", 3.0),
        tb: env("TB", 0.5),
    };
    let (ws, wg) = (env("WS", 10.0) as u64, env("WG", 10.0) as u64);
    let mut score = vec![0_u64; documents];
    let mut covered = vec![0_u64; documents];
    let mut total = 0;
    for term in terms {
        total += term.idf;
        let mut best: BTreeMap<DocId, (u64, u64)> = BTreeMap::new();
        for c in &term.candidates {
            let mut own: BTreeMap<DocId, u64> = BTreeMap::new();
            impacts(index, &lengths, f.word, f.word_title, &c.form, |d, i| {
                *own.entry(d).or_default() += i * ws
            })?;
            match &c.stem {
                Some(stem) => impacts(index, &lengths, f.stem, f.stem_title, stem, |d, i| {
                    *own.entry(d).or_default() += i * wg
                })?,
                None => impacts(index, &lengths, f.word, f.word_title, &c.form, |d, i| {
                    *own.entry(d).or_default() += i * wg
                })?,
            }
            for (d, i) in own {
                let slot = best.entry(d).or_default();
                *slot = (*slot).max((i * c.weight / FULL, term.idf * c.weight / FULL));
            }
        }
        for (d, (i, cov)) in best {
            score[d as usize] += i;
            covered[d as usize] += cov;
        }
    }
    // pairs
    let wp = env("WP", 20.0) as u64;
    let mut ordered: Vec<&QueryTerm> = terms.iter().filter(|t| t.place.is_some()).collect();
    ordered.sort_by_key(|t| t.place);
    for w in ordered.windows(2) {
        if w[0].place.unwrap() + 1 != w[1].place.unwrap() {
            continue;
        }
        let mut docs: std::collections::BTreeSet<DocId> = Default::default();
        for a in &w[0].candidates {
            for b in &w[1].candidates {
                let s = |c: &super::query::Candidate| c.stem.clone().unwrap_or_else(|| c.form.clone());
                let pair = format!("{}\0{}", s(a), s(b));
                docs.extend(index.postings(f.pair, &pair)?.into_iter().map(|p| p.document));
            }
        }
        let wp = if super::tokenize::is_dense(w[0].candidates[0].form.chars().next().unwrap()) {
            env("WPD", 20.0) as u64
        } else {
            wp
        };
        for d in docs {
            score[d as usize] += (w[0].idf + w[1].idf) * 255 * wp / 10;
        }
    }
    let gamma = env("GAMMA", 1.0);
    let mut ranked: Vec<Ranked> = (0..index.documents())
        .filter(|&d| score[d as usize] > 0 && kind.is_none_or(|k| index.kind(d) == k))
        .map(|d| Ranked {
            document: d,
            score: (score[d as usize] as f64
                * (env("A", 0.0) + (covered[d as usize] as f64 / total.max(1) as f64).powf(gamma)))
                as u64,
        })
        .collect();
    ranked.sort_by(|a, b| b.score.cmp(&a.score).then(a.document.cmp(&b.document)));
    Ok(ranked)
}
