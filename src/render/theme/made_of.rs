//! What a template is made of, as a digest: its own text and that of each it may extend, include or call.
//!
//! The engine does not say what a template uses, but a template names it, in letters: what it extends and
//! includes is written as a text, and a component is called by its name. So a template that does not have
//! the name does not use it. One that has it without using it is made again once too often, no more.

use std::collections::{BTreeMap, BTreeSet};

use tera::Tera;

use crate::digest::{Digest, Parts};
use crate::source::Source;

/// The digests of a theme's templates and components.
pub(super) struct Digests {
    templates: BTreeMap<String, Digest>,
    components: BTreeMap<String, Digest>,
}

impl Digests {
    /// Of all templates by their names, which `tera` has.
    pub(super) fn of(sources: &BTreeMap<String, Source>, tera: &Tera) -> Digests {
        // In a text `\/` is a `/`.
        let letters = |text: &str| text.replace('\\', "");
        let whole: Vec<&Source> = sources.values().collect();
        let texts: Vec<(&str, String)> =
            sources.iter().map(|(name, source)| (name.as_str(), letters(source.text()))).collect();
        let components: BTreeMap<&str, Vec<usize>> =
            tera.get_component_names().map(|name| (name, defining(name, &texts))).collect();
        let used: Vec<Vec<usize>> =
            texts.iter().map(|(_, text)| used_by(text, &texts, &components)).collect();
        let digest = |from: &[usize]| {
            let all = reached(from, &used);
            let parts = Parts::of("template").all_of(all.into_iter(), |parts, number| {
                parts.text(texts[number].0).text(whole[number].text())
            });
            parts.all()
        };
        let templates = texts.iter().enumerate();
        let templates = templates.map(|(number, (name, _))| ((*name).to_owned(), digest(&[number])));
        let of_component = |(name, defining): (&&str, &Vec<usize>)| ((*name).to_owned(), digest(defining));
        Digests { templates: templates.collect(), components: components.iter().map(of_component).collect() }
    }

    /// Of a template, if there is one of this name.
    pub(super) fn template(&self, name: &str) -> Option<Digest> {
        self.templates.get(name).copied()
    }

    /// Of a component, if there is one of this name.
    pub(super) fn component(&self, name: &str) -> Option<Digest> {
        self.components.get(name).copied()
    }
}

/// The templates that may be where a component comes from.
fn defining(component: &str, texts: &[(&str, String)]) -> Vec<usize> {
    let defines = |text: &str| text.contains("component") && names(text, component);
    (0..texts.len()).filter(|number| defines(&texts[*number].1)).collect()
}

/// Whether a text may name a component; around the dots of its name may be white space.
fn names(text: &str, component: &str) -> bool {
    component.split('.').all(|part| text.contains(part))
}

/// The templates that one with this text may use itself.
fn used_by(text: &str, texts: &[(&str, String)], components: &BTreeMap<&str, Vec<usize>>) -> Vec<usize> {
    // A control character is written as an escape, so a name that has one counts as used.
    let names = |name: &str| name.contains(char::is_control) || text.contains(&name.replace('\\', ""));
    let named = (0..texts.len()).filter(|number| names(texts[*number].0));
    let called = components.iter().filter(|(name, _)| self::names(text, name));
    named.chain(called.flat_map(|(_, defining)| defining.iter().copied())).collect()
}

/// These templates and all they use, in the order of their names.
fn reached(from: &[usize], used: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut to_do = from.to_vec();
    while let Some(number) = to_do.pop() {
        if found.insert(number) {
            to_do.extend(&used[number]);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Area, SourcePath};

    #[test]
    fn a_template_is_made_of_what_it_extends_includes_and_calls() {
        let templates = [
            ("base.html", "{% block main %}{% endblock main %}"),
            (
                "page.html",
                "{% extends \"base.html\" %}{% block main %}{% include \"partials\\/a.html\" %}{% endblock main %}",
            ),
            ("partials/a.html", "{{ <ui . card title=\"x\" /> }}"),
            (
                "partials/card.html",
                "{% component ui . card(title) %}{% include 'partials/b.html' %}{% endcomponent ui . card %}",
            ),
            ("partials/b.html", "b"),
            ("other.html", "{% include \"partials/b.html\" %}"),
            ("lone.html", "lone"),
        ];
        let digests = |changed: &str| {
            let sources: BTreeMap<String, Source> = templates
                .iter()
                .map(|(name, text)| {
                    let text =
                        if *name == changed { format!("{text}{{# more #}}") } else { (*text).to_owned() };
                    ((*name).to_owned(), Source::new(Area::Templates, SourcePath::new(name), text))
                })
                .collect();
            let mut tera = Tera::new();
            let texts = sources.iter().map(|(name, source)| (name.as_str(), source.text()));
            tera.add_raw_templates(texts.collect::<Vec<_>>()).unwrap();
            Digests::of(&sources, &tera)
        };
        let before = digests("");
        let changed_with = |changed: &str| -> Vec<&str> {
            let after = digests(changed);
            let names = templates.iter().map(|(name, _)| *name);
            let mut found: Vec<&str> =
                names.filter(|name| after.template(name) != before.template(name)).collect();
            found.extend(
                ["ui.card"].into_iter().filter(|name| after.component(name) != before.component(name)),
            );
            found
        };
        assert_eq!(changed_with(""), [] as [&str; 0]);
        assert_eq!(changed_with("base.html"), ["base.html", "page.html"]);
        assert_eq!(changed_with("page.html"), ["page.html"]);
        assert_eq!(changed_with("partials/a.html"), ["page.html", "partials/a.html"]);
        assert_eq!(
            changed_with("partials/card.html"),
            ["page.html", "partials/a.html", "partials/card.html", "ui.card"]
        );
        assert_eq!(
            changed_with("partials/b.html"),
            [
                "page.html",
                "partials/a.html",
                "partials/card.html",
                "partials/b.html",
                "other.html",
                "ui.card"
            ]
        );
        assert_eq!(changed_with("lone.html"), ["lone.html"]);
        assert!(before.template("none.html").is_none() && before.component("none").is_none());
    }
}
