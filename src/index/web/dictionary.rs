//! The dictionary of a locale: its forms, each in a group of those that share its stem.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::super::impact::{Impacts, List};
use super::super::read::LocaleIndex;
use super::pack::browser_order;

/// Forms with one stem, or one form alone.
pub(super) struct Group {
    /// Numbers of its forms, rising.
    pub(super) forms: Vec<u32>,
    /// The documents of the stem.
    pub(super) list: List,
    /// The best of them.
    pub(super) brief: List,
    /// The documents of each form; none where the form is alone, and its list the stem's.
    pub(super) form_lists: Vec<List>,
    /// Groups whose words follow this one's in a title, with the documents.
    pub(super) pairs: BTreeMap<u32, Vec<u32>>,
}

/// All of them.
pub(super) struct Dictionary {
    /// In the browser's order.
    pub(super) forms: Vec<String>,
    /// The group of each form.
    pub(super) group_of: Vec<u32>,
    /// In the order of their first forms.
    pub(super) groups: Vec<Group>,
    /// The forms that each compound consists of.
    pub(super) parts: FxHashMap<u32, Vec<u32>>,
}

impl Dictionary {
    /// Reads it out of an index.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn read(index: &LocaleIndex) -> anyhow::Result<Dictionary> {
        let mut forms = index.forms()?;
        forms.sort_unstable_by(|a, b| browser_order(a, b));
        let lexicon = index.whole_lexicon()?;
        let mut names: FxHashMap<&str, u32> = FxHashMap::default();
        let mut members: Vec<(Option<&str>, Vec<u32>)> = Vec::new();
        let mut group_of = Vec::with_capacity(forms.len());
        for (form, number) in forms.iter().zip(0..) {
            let stem = lexicon.get(form.as_str()).and_then(|entry| entry.stem.as_deref());
            // A stem may read like a form that is not of it, so the two never share a name.
            let group = match stem {
                Some(stem) => *names.entry(stem).or_insert(members.len() as u32),
                None => members.len() as u32,
            };
            if group as usize == members.len() {
                members.push((stem, Vec::new()));
            }
            members[group as usize].1.push(number);
            group_of.push(group);
        }
        let number_of = |part: &String| {
            let found = forms.binary_search_by(|form| browser_order(form, part));
            found.ok().map(|number| number as u32)
        };
        let mut parts = FxHashMap::default();
        for (form, number) in forms.iter().zip(0..) {
            if let Some(entry) = lexicon.get(form.as_str()).filter(|entry| !entry.parts.is_empty()) {
                parts.insert(number, entry.parts.iter().filter_map(number_of).collect());
            }
        }
        let impacts = Impacts::of(index)?;
        let mut groups = members
            .iter()
            .map(|(stem, of_stem)| group(&impacts, *stem, of_stem, &forms))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let lone: FxHashMap<&str, u32> = members
            .iter()
            .zip(0..)
            .filter(|((stem, _), _)| stem.is_none())
            .map(|((_, of_group), group)| (forms[of_group[0] as usize].as_str(), group))
            .collect();
        let named = |name: &str| names.get(name).or_else(|| lone.get(name)).copied();
        index.pairs(|first, second, documents| {
            if let Some((first, second)) = named(first).zip(named(second)) {
                groups[first as usize].pairs.insert(second, documents);
            }
        })?;
        Ok(Dictionary { forms, group_of, groups, parts })
    }
}

fn group(
    impacts: &Impacts<'_>,
    stem: Option<&str>,
    of_stem: &[u32],
    forms: &[String],
) -> anyhow::Result<Group> {
    let form = |number: &u32| forms[*number as usize].as_str();
    let (list, form_lists) = match stem {
        Some(stem) => {
            let list = impacts.of_stem(stem)?;
            let of_forms = of_stem.iter().map(|number| impacts.of_form(form(number), &list));
            let of_forms = of_forms.collect::<anyhow::Result<Vec<_>>>()?;
            (list, of_forms)
        }
        None => (impacts.of_lone_form(form(&of_stem[0]))?, Vec::new()),
    };
    let brief = list.clone().brief();
    Ok(Group { forms: of_stem.to_vec(), list, brief, form_lists, pairs: BTreeMap::new() })
}
