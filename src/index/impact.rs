//! Impacts: what a document can earn by a term, as one whole number from 1 to 63.
//!
//! ```text
//! f(t, d)      = all(t, d) / (1 - B + B · length(d) / mean) + TITLE · title(t, d) / (1 - TB + TB · title_length(d) / title_mean)
//! impact(t, d) = max(1, round(63 · f / (K + f)))
//! ```
//!
//! `all` counts a term in the whole entry, `title` in its titles and slug; lengths are those of the
//! forms, as tantivy rounds them. `K` and `B` are BM25's usual ones. Finer steps than 63 change no
//! rank of the query sets.
//!
//! Of the documents of a term only those take part where it counts most: an everyday word of the site
//! stands in most entries, says next to nothing about each, and would be most of what a search has to
//! read. How many is settled by the number of entries ([`most_postings`]); of equals the first. A
//! form's list holds only documents of its stem's list, so that the one can be written as a part of
//! the other.

use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;

use super::rank::whole;
use super::read::{LocaleIndex, Posting};

/// BM25's `k1`: how soon a further occurrence adds nothing.
const K: f64 = 1.2;

/// BM25's `b`: how much the length of an entry counts.
const B: f64 = 0.75;

/// How many occurrences one in a title is worth, beside its own.
const TITLE: f64 = 3.0;

/// How much the length of a title counts.
const TITLE_B: f64 = 0.5;

/// The steps of an impact.
const IMPACTS: f64 = 63.0;

/// How many documents of a term take part: a twelfth of all, and enough of a small site's.
pub(super) fn most_postings(documents: u32) -> usize {
    (documents / 12).clamp(256, 1024) as usize
}

/// How many documents of a word take part where it stands in for another: of what was taken for a
/// misspelt word, for the beginning of one, or for a part of one, only the best documents count.
pub(super) const BRIEF: usize = 16;

/// The documents of a term that take part, with its impact in each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    /// In how many documents the term stands.
    pub(super) frequency: u32,
    /// By document.
    pub(super) impacts: Vec<(DocId, u8)>,
}

impl List {
    /// The best of it.
    pub(super) fn brief(self) -> List {
        self.limit(BRIEF)
    }

    fn limit(mut self, most: usize) -> List {
        if self.impacts.len() > most {
            let best_first = |&(document, impact): &(DocId, u8)| (std::cmp::Reverse(impact), document);
            self.impacts.select_nth_unstable_by_key(most, best_first);
            self.impacts.truncate(most);
            self.impacts.sort_unstable();
        }
        self
    }

    /// Keeps what another list has too.
    fn within(mut self, other: &List) -> List {
        let mut others = other.impacts.iter().map(|&(document, _)| document).peekable();
        self.impacts.retain(|&(document, _)| {
            while others.next_if(|&other| other < document).is_some() {}
            others.peek() == Some(&document)
        });
        self
    }
}

/// Computes impacts.
pub(super) struct Impacts<'a> {
    pub(super) index: &'a LocaleIndex,
    most: usize,
    lengths: Lengths,
    title_lengths: Lengths,
}

/// What the lengths of a field's texts take from each occurrence.
struct Lengths {
    of: FieldNormReader,
    /// `1 - B + B · length / mean`, by what tantivy keeps of a length.
    divisors: [f64; 256],
}

impl Lengths {
    fn new((of, mean): (FieldNormReader, f64), b: f64) -> Lengths {
        let length = |id: usize| f64::from(FieldNormReader::id_to_fieldnorm(id as u8));
        Lengths { of, divisors: std::array::from_fn(|id| 1.0 - b + b * (length(id) / mean)) }
    }

    fn divisor(&self, document: DocId) -> f64 {
        self.divisors[usize::from(self.of.fieldnorm_id(document))]
    }
}

impl Impacts<'_> {
    /// Those of one index.
    ///
    /// # Errors
    /// The operating system's, while the index is read.
    pub(super) fn of(index: &LocaleIndex) -> anyhow::Result<Impacts<'_>> {
        let lengths = Lengths::new(index.lengths(index.fields.word)?, B);
        let title_lengths = Lengths::new(index.lengths(index.fields.word_title)?, TITLE_B);
        Ok(Impacts { index, most: most_postings(index.documents()), lengths, title_lengths })
    }

    /// Of a stem that forms share.
    ///
    /// # Errors
    /// The operating system's, while the index is read.
    pub(super) fn of_stem(&self, stem: &str) -> anyhow::Result<List> {
        let fields = self.index.fields;
        Ok(self.of_term(fields.stem, fields.stem_title, stem)?.limit(self.most))
    }

    /// Of a form that shares the stem with this list.
    ///
    /// # Errors
    /// The operating system's, while the index is read.
    pub(super) fn of_form(&self, form: &str, of_stem: &List) -> anyhow::Result<List> {
        let fields = self.index.fields;
        Ok(self.of_term(fields.word, fields.word_title, form)?.within(of_stem))
    }

    /// Of a form that shares no stem.
    ///
    /// # Errors
    /// The operating system's, while the index is read.
    pub(super) fn of_lone_form(&self, form: &str) -> anyhow::Result<List> {
        let fields = self.index.fields;
        Ok(self.of_term(fields.word, fields.word_title, form)?.limit(self.most))
    }

    fn of_term(&self, all: Field, title: Field, term: &str) -> anyhow::Result<List> {
        let postings = self.index.postings(all, term)?;
        let in_titles = self.index.postings(title, term)?;
        let mut in_titles = in_titles.iter().peekable();
        let mut list = List { frequency: postings.len() as u32, impacts: Vec::with_capacity(postings.len()) };
        for posting in postings {
            while in_titles.next_if(|title| title.document < posting.document).is_some() {}
            let title = in_titles.peek().filter(|title| title.document == posting.document);
            let impact = self.impact(posting, title.map_or(0, |title| title.frequency));
            list.impacts.push((posting.document, impact));
        }
        Ok(list)
    }

    fn impact(&self, all: Posting, title: u32) -> u8 {
        let mut frequency = f64::from(all.frequency) / self.lengths.divisor(all.document);
        if title > 0 {
            frequency += TITLE * f64::from(title) / self.title_lengths.divisor(all.document);
        }
        whole(IMPACTS * frequency / (K + frequency)).clamp(1, IMPACTS as u64) as u8
    }
}
