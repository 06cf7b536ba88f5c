//! The words of one locale: read once, counted, and brought together into stems.
//!
//! Texts become lists of numbers on the way in, so nothing is cut or folded twice: most of a text are
//! runs that were met before, and these are looked up as they are written. Once all texts are read, each
//! folded form gets the stem of the spelling it is most often met in, because a stemmer needs the
//! accents that folding drops.

use rustc_hash::FxHashMap;

use super::compound::{Compounds, splits_compounds};
use super::fold::plain;
use super::stem::Stems;
use super::stop_words::StopWords;
use super::tokenize::{Role, Run, runs};
use crate::model::code;

/// A form's number.
pub(super) type FormId = u32;

/// A stem's number.
pub(super) type StemId = u32;

/// A form met in a text, and whether it belongs to the order of the text; or where a text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Met(u32);

impl Met {
    /// Between two texts.
    pub(super) const END: Met = Met(u32::MAX);

    fn new(form: FormId, in_order: bool) -> Met {
        Met(form << 1 | u32::from(in_order))
    }

    /// The form; none at the end of a text.
    pub(super) fn form(self) -> Option<FormId> {
        (self != Met::END).then_some(self.0 >> 1)
    }

    /// Whether it belongs to the order of the text; extras do not.
    pub(super) fn is_in_order(self) -> bool {
        self.0 & 1 == 1
    }
}

/// A spelling's number.
type SpellingId = u32;

/// What a run was cut into.
#[derive(Clone, Copy)]
struct Cut {
    from: u32,
    to: u32,
    /// How often the run was met.
    count: u32,
}

/// The words of a locale while its texts are read.
#[derive(Default)]
pub(super) struct Reading {
    /// The runs that were met, as they are written.
    runs: FxHashMap<Box<str>, Cut>,
    /// Their tokens, end to end.
    cuts: Vec<(SpellingId, Met)>,
    spellings: FxHashMap<Box<str>, SpellingId>,
    /// Of each spelling its form, and how often it was met outside `runs`.
    met: Vec<(FormId, u32)>,
    forms: FxHashMap<Box<str>, FormId>,
    /// The one form of a result code, by each of its forms.
    codes: FxHashMap<FormId, Box<str>>,
}

impl Reading {
    /// Cuts a text into forms.
    pub(super) fn read(&mut self, text: &str, into: &mut Vec<Met>) {
        runs(text, |run| {
            if run.is_dense || !run.stands_alone(text) {
                self.cut(text, &run, |reading, spelling, met| {
                    reading.met[spelling as usize].1 += 1;
                    into.push(met);
                });
                return;
            }
            let written = &text[run.range.clone()];
            if let Some(cut) = self.runs.get_mut(written) {
                cut.count += 1;
                into.extend(self.cuts[cut.from as usize..cut.to as usize].iter().map(|(_, met)| *met));
                return;
            }
            let from = self.cuts.len() as u32;
            self.cut(text, &run, |reading, spelling, met| {
                reading.cuts.push((spelling, met));
                into.push(met);
            });
            let to = self.cuts.len() as u32;
            self.runs.insert(written.into(), Cut { from, to, count: 1 });
        });
    }

    fn cut(&mut self, text: &str, run: &Run, mut give: impl FnMut(&mut Reading, SpellingId, Met)) {
        run.tokens(text, &mut |token| {
            let spelling = self.spelling(token.lower);
            let met = Met::new(self.met[spelling as usize].0, token.role != Role::Extra);
            give(self, spelling, met);
            if token.role == Role::Word && token.lower.len() >= 8 {
                let negative = token.range.start == run.range.start
                    && text[..token.range.start].ends_with(['-', '\u{2212}']);
                for twin in self.twins(token.lower, negative) {
                    give(self, twin, Met::new(self.met[twin as usize].0, false));
                }
            }
        });
    }

    /// The other ways to write a result code: it is found by each of them.
    fn twins(&mut self, lower: &str, negative: bool) -> Vec<SpellingId> {
        let Some(spellings) = code::spellings(lower, negative) else { return Vec::new() };
        let mut twins = Vec::new();
        for written in &spellings {
            let spelling = self.spelling(written);
            self.codes.insert(self.met[spelling as usize].0, spellings[0].as_str().into());
            if written != lower {
                twins.push(spelling);
            }
        }
        twins
    }

    fn spelling(&mut self, lower: &str) -> SpellingId {
        match self.spellings.get(lower) {
            Some(&spelling) => spelling,
            None => self.new_spelling(lower),
        }
    }

    fn new_spelling(&mut self, lower: &str) -> SpellingId {
        let folded = plain(lower);
        let next = self.forms.len() as FormId;
        let form = match self.forms.get(&*folded) {
            Some(&form) => form,
            None => {
                self.forms.insert(folded.as_ref().into(), next);
                next
            }
        };
        let spelling = self.met.len() as SpellingId;
        self.spellings.insert(lower.into(), spelling);
        self.met.push((form, 0));
        spelling
    }

    /// How often each spelling was met.
    fn counts(&self) -> Vec<u32> {
        let mut counts: Vec<u32> = self.met.iter().map(|&(_, count)| count).collect();
        for cut in self.runs.values() {
            for (spelling, _) in &self.cuts[cut.from as usize..cut.to as usize] {
                counts[*spelling as usize] += cut.count;
            }
        }
        counts
    }

    /// Decides the stems, now that every word is known.
    pub(super) fn settle(self, language: &str) -> Vocabulary {
        let of_spelling = self.counts();
        let mut forms = vec![Box::<str>::default(); self.forms.len()];
        for (form, number) in self.forms {
            forms[number as usize] = form;
        }
        // The most frequent spelling of each form; of equals the first in order, so that two builds agree.
        let mut best: Vec<(u32, &str)> = vec![(0, ""); forms.len()];
        let mut counts = vec![0_u32; forms.len()];
        for (spelling, &number) in &self.spellings {
            let (form, count) = (self.met[number as usize].0, of_spelling[number as usize]);
            let known = &mut best[form as usize];
            if count > known.0 || (count == known.0 && **spelling < *known.1) {
                *known = (count, spelling);
            }
            counts[form as usize] += count;
        }
        let stems = Stems::of(language);
        let mut stem_of: Vec<Box<str>> =
            best.iter().map(|(_, spelling)| stems.stem(spelling).into()).collect();
        for (form, code) in self.codes {
            stem_of[form as usize] = code;
        }
        let parts = if splits_compounds(language) {
            let known = forms.iter().zip(&counts).map(|(form, &count)| (&**form, count));
            let compounds = Compounds::new(known, &StopWords::of(language));
            let index: FxHashMap<&str, FormId> = forms.iter().map(|form| &**form).zip(0..).collect();
            let number = |part: &str| index.get(part).copied();
            forms.iter().map(|form| compounds.split(form).into_iter().filter_map(number).collect()).collect()
        } else {
            vec![Vec::new(); forms.len()]
        };
        Vocabulary::new(forms, stem_of, parts)
    }
}

/// The settled words of a locale.
pub(super) struct Vocabulary {
    pub(super) forms: Vec<Box<str>>,
    pub(super) stems: Vec<Box<str>>,
    stem_of: Vec<StemId>,
    /// How many forms a stem stands for, a part of a compound counted once more: a part is met in the
    /// compound too.
    members: Vec<u32>,
    /// The forms a compound consists of.
    parts: Vec<Vec<FormId>>,
    /// The stems of each form that have postings, end to end, and where those of each end.
    posted: Vec<StemId>,
    posted_ends: Vec<u32>,
}

impl Vocabulary {
    fn new(forms: Vec<Box<str>>, of_forms: Vec<Box<str>>, parts: Vec<Vec<FormId>>) -> Vocabulary {
        let mut numbers: FxHashMap<Box<str>, StemId> = FxHashMap::default();
        let mut stems = Vec::new();
        let mut stem_of = Vec::with_capacity(forms.len());
        for stem in of_forms {
            let number = *numbers.entry(stem).or_insert_with_key(|stem| {
                stems.push(stem.clone());
                stems.len() as StemId - 1
            });
            stem_of.push(number);
        }
        let mut members = vec![0; stems.len()];
        for form in (0..forms.len() as FormId).chain(parts.iter().flatten().copied()) {
            members[stem_of[form as usize] as usize] += 1;
        }
        let (posted, posted_ends) = (Vec::with_capacity(forms.len()), Vec::with_capacity(forms.len()));
        let mut vocabulary = Vocabulary { forms, stems, stem_of, members, parts, posted, posted_ends };
        for form in 0..vocabulary.forms.len() as FormId {
            let parts = vocabulary.parts[form as usize].iter().copied();
            let posted = std::iter::once(form).chain(parts).filter_map(|form| vocabulary.stem(form));
            let posted: Vec<StemId> = posted.collect();
            vocabulary.posted.extend(posted);
            vocabulary.posted_ends.push(vocabulary.posted.len() as u32);
        }
        vocabulary
    }

    /// The folded form.
    pub(super) fn form(&self, form: FormId) -> &str {
        &self.forms[form as usize]
    }

    /// The form's stem, where it has postings of its own: it stands for two forms or more.
    fn stem(&self, form: FormId) -> Option<StemId> {
        let stem = self.stem_of[form as usize];
        (self.members[stem as usize] > 1).then_some(stem)
    }

    /// Its name among pairs: the stem, of a form that shares none the form itself.
    pub(super) fn name(&self, form: FormId) -> &str {
        self.stem(form).map_or_else(|| self.form(form), |stem| &self.stems[stem as usize])
    }

    /// The stems of a form that have postings: its own, and those of a compound's parts.
    pub(super) fn posted_stems(&self, form: FormId) -> &[StemId] {
        let end = |form: usize| self.posted_ends[form] as usize;
        let start = (form as usize).checked_sub(1).map_or(0, end);
        &self.posted[start..end(form as usize)]
    }

    /// What the lexicon says about each form it has something to say about: its stem, empty where
    /// no other form shares it, and its parts.
    pub(super) fn lexicon(&self) -> Vec<Vec<&str>> {
        let mut lexicon = Vec::new();
        for (form, number) in self.forms.iter().zip(0..) {
            let (stem, parts) = (self.stem(number), &self.parts[number as usize]);
            if stem.is_some() || !parts.is_empty() {
                let stem = stem.map_or("", |stem| &self.stems[stem as usize]);
                let parts = parts.iter().map(|&part| self.form(part));
                lexicon.push([&**form, stem].into_iter().chain(parts).collect());
            }
        }
        lexicon
    }
}
