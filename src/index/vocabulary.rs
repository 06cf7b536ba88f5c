//! The words of one locale: read once, counted, and brought together into stems.
//!
//! Texts become lists of numbers on the way in, so nothing is cut or folded twice; once all are
//! read, each folded form gets the stem of the spelling it is most often met in, because a stemmer
//! needs the accents that folding drops.

use std::collections::HashMap;

use super::compound::{Compounds, splits_compounds};
use super::fold::plain;
use super::stem::Stems;
use super::stop_words::StopWords;
use super::tokenize::{Role, tokenize};

/// A form's number.
pub(super) type FormId = u32;

/// A text as forms. Words and bigrams in their order, extras after the words of their run.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// A form, and whether it belongs to the order of the text.
    pub(super) tokens: Vec<(FormId, bool)>,
}

/// The words of a locale while its texts are read.
#[derive(Default)]
pub(super) struct Reading {
    /// Each spelling: its form, and how often it was met.
    spellings: HashMap<Box<str>, (FormId, u32)>,
    forms: HashMap<Box<str>, FormId>,
}

impl Reading {
    /// Cuts a text into forms.
    pub(super) fn read(&mut self, text: &str, into: &mut Text) {
        tokenize(text, |token| {
            let form = match self.spellings.get_mut(token.lower) {
                Some((form, count)) => {
                    *count += 1;
                    *form
                }
                None => self.new_spelling(token.lower),
            };
            into.tokens.push((form, token.role != Role::Extra));
        });
    }

    fn new_spelling(&mut self, lower: &str) -> FormId {
        let folded = plain(lower);
        let next = FormId::try_from(self.forms.len()).unwrap_or(FormId::MAX);
        let form = match self.forms.get(&*folded) {
            Some(&form) => form,
            None => {
                self.forms.insert(folded.as_ref().into(), next);
                next
            }
        };
        self.spellings.insert(lower.into(), (form, 1));
        form
    }

    /// Decides the stems, now that every word is known.
    pub(super) fn settle(self, language: &str) -> Vocabulary {
        let mut forms = vec![Box::<str>::default(); self.forms.len()];
        for (form, number) in self.forms {
            forms[number as usize] = form;
        }
        // The most frequent spelling of each form; of equals the first in order, so that two builds agree.
        let mut best: Vec<(u32, &str)> = vec![(0, ""); forms.len()];
        let mut counts = vec![0_u32; forms.len()];
        for (spelling, &(form, count)) in &self.spellings {
            let known = &mut best[form as usize];
            if count > known.0 || (count == known.0 && **spelling < *known.1) {
                *known = (count, spelling);
            }
            counts[form as usize] += count;
        }
        let stems = Stems::of(language);
        let stem_of: Vec<Box<str>> = best.iter().map(|(_, spelling)| stems.stem(spelling).into()).collect();
        let parts = if splits_compounds(language) {
            let known = forms.iter().zip(&counts).map(|(form, &count)| (&**form, count));
            let compounds = Compounds::new(known, &StopWords::of(language));
            let index: HashMap<&str, FormId> = forms.iter().map(|form| &**form).zip(0..).collect();
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
    forms: Vec<Box<str>>,
    stems: Vec<Box<str>>,
    /// Whether the stem has postings of its own: it stands for two forms or more.
    shared: Vec<bool>,
    /// The forms a compound consists of.
    parts: Vec<Vec<FormId>>,
}

impl Vocabulary {
    fn new(forms: Vec<Box<str>>, stems: Vec<Box<str>>, parts: Vec<Vec<FormId>>) -> Vocabulary {
        let mut members: HashMap<&str, u32> = HashMap::new();
        for stem in &stems {
            *members.entry(stem).or_default() += 1;
        }
        // A part of a compound is met in the compound too, so its stem needs postings of its own.
        for &part in parts.iter().flatten() {
            *members.entry(&stems[part as usize]).or_default() += 1;
        }
        let shared = stems.iter().map(|stem| members[&**stem] > 1).collect();
        Vocabulary { forms, stems, shared, parts }
    }

    /// The folded form.
    pub(super) fn form(&self, form: FormId) -> &str {
        &self.forms[form as usize]
    }

    /// The form's stem.
    fn stem(&self, form: FormId) -> &str {
        &self.stems[form as usize]
    }

    /// Its name among pairs: the stem, of a form that shares none the form itself.
    pub(super) fn name(&self, form: FormId) -> &str {
        if self.shared[form as usize] { self.stem(form) } else { self.form(form) }
    }

    /// The stems of a form that have postings: its own, and those of a compound's parts.
    pub(super) fn posted_stems(&self, form: FormId) -> impl Iterator<Item = &str> {
        let parts = self.parts[form as usize].iter().copied();
        let all = std::iter::once(form).chain(parts);
        all.filter(|&form| self.shared[form as usize]).map(|form| self.stem(form))
    }

    /// What the lexicon says about each form it has something to say about: its stem, empty where
    /// no other form shares it, and its parts.
    pub(super) fn lexicon(&self) -> Vec<Vec<&str>> {
        let mut lexicon = Vec::new();
        for (form, number) in self.forms.iter().zip(0..) {
            let at = number as usize;
            if self.shared[at] || !self.parts[at].is_empty() {
                let stem = if self.shared[at] { self.stem(number) } else { "" };
                let parts = self.parts[at].iter().map(|&part| self.form(part));
                lexicon.push([&**form, stem].into_iter().chain(parts).collect());
            }
        }
        lexicon
    }
}
