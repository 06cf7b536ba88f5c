//! schema.org data of a page, as JSON-LD: what its text says, and nothing else.
//!
//! A page of questions is a `FAQPage`, an article whose only numbered list says what to do a `HowTo`, any
//! other a `TechArticle`. The JSON stands in a `<script>` of a
//! type that no browser runs; `<` is escaped in it, so no text of a page can end the element.

use serde_json::{Value, json};

use crate::model::{Document, PageKind, Section};

/// The JSON-LD of a page.
///
/// # Errors
/// The operating system's, where its text was laid aside.
pub(super) fn json_ld(document: &Document, url: Option<&str>) -> anyhow::Result<String> {
    let mut data = if document.kind == PageKind::Faq && !document.questions.is_empty() {
        faq(document)
    } else if document.kind == PageKind::Article && !document.steps.is_empty() {
        how_to(document, &document.sections.get()?)
    } else {
        article(document)
    };
    if let (Some(url), Some(object)) = (url, data.as_object_mut()) {
        object.insert("url".to_owned(), url.into());
    }
    Ok(data.to_string().replace('<', "\\u003c"))
}

fn faq(document: &Document) -> Value {
    let questions = document.questions.iter().map(|entry| {
        json!({
            "@type": "Question",
            "name": entry.question,
            "acceptedAnswer": { "@type": "Answer", "text": entry.answer },
        })
    });
    json!({
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": document.locale.as_str(),
        "name": document.title,
        "mainEntity": questions.collect::<Vec<Value>>(),
    })
}

fn article(document: &Document) -> Value {
    let data = json!({
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "inLanguage": document.locale.as_str(),
        "headline": document.heading.as_deref().unwrap_or(&document.title),
        "description": document.description,
    });
    dated(data, document)
}

fn how_to(document: &Document, sections: &[Section]) -> Value {
    let steps = document.steps.iter().enumerate().filter_map(|(number, step)| {
        let section = sections.get(step.section as usize)?;
        let text = section.text.get(step.text.range())?.trim();
        Some(json!({ "@type": "HowToStep", "position": number + 1, "text": text }))
    });
    let data = json!({
        "@context": "https://schema.org",
        "@type": "HowTo",
        "inLanguage": document.locale.as_str(),
        "name": document.heading.as_deref().unwrap_or(&document.title),
        "description": document.description,
        "step": steps.collect::<Vec<Value>>(),
    });
    dated(data, document)
}

fn dated(mut data: Value, document: &Document) -> Value {
    if let (Some(date), Some(object)) = (document.front_matter.date, data.as_object_mut()) {
        object.insert("dateModified".to_owned(), date.to_string().into());
    }
    data
}
