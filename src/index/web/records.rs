//! Records: what results show, a file a page with its questions and errors.
//!
//! A result shows the section and the passage that answer, which takes the whole record. Ten pages of
//! the whole site are what a search shows, so a file of more than one page would be bytes for nothing.

use anyhow::Context as _;
use serde::Serialize;

use super::super::read::LocaleIndex;
use super::super::record::{Record, RecordSection};
use super::pack::{Content, Files};
use super::shared::shared;

/// The records as the manifest has them.
pub(super) struct Records {
    /// The hashes of the names, eight digits each.
    pub(super) hashes: String,
    /// A letter for each entry, the first of its kind's name.
    pub(super) entries: String,
}

/// A section: anchor, heading, text.
type Section<'a> = (&'a str, &'a str, &'a str);

/// A page in its file.
#[derive(Serialize)]
struct PageRecord<'a> {
    url: &'a str,
    title: &'a str,
    breadcrumb: &'a [String],
    sections: Vec<Section<'a>>,
    /// Its questions and errors in the order of the documents: title and section.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<(&'a str, Section<'a>)>,
}

/// The bodies of the files.
pub(super) struct Bodies {
    pages: Vec<Vec<u8>>,
    entries: String,
}

impl Bodies {
    /// Reads them out of an index.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn read(index: &LocaleIndex) -> anyhow::Result<Bodies> {
        let mut pages = Vec::new();
        let documents: Vec<u32> = (0..index.documents()).collect();
        for of_page in documents.chunk_by(|&a, &b| index.page(a) == index.page(b)) {
            let records =
                of_page.iter().map(|&document| index.record(document)).collect::<anyhow::Result<Vec<_>>>()?;
            pages.push(body(&records)?);
        }
        let entries = documents.iter().map(|&document| &index.kind(document).as_str()[..1]).collect();
        Ok(Bodies { pages, entries })
    }

    /// What the pages have in common.
    pub(super) fn shared(&self) -> String {
        shared(&self.pages)
    }

    /// Writes them.
    ///
    /// # Errors
    /// The sink's.
    pub(super) fn write(self, files: &Files<'_>) -> anyhow::Result<Records> {
        let hashes = files.write(Content::Records, &self.pages)?;
        Ok(Records { hashes, entries: self.entries })
    }
}

fn body(records: &[Record]) -> anyhow::Result<Vec<u8>> {
    let (page, entries) = records.split_first().context("a page has no record")?;
    let record = PageRecord {
        url: &page.url,
        title: &page.title,
        breadcrumb: &page.breadcrumb,
        sections: page.sections.iter().map(section).collect(),
        entries: entries
            .iter()
            .map(|entry| (entry.title.as_str(), entry.sections.first().map(section).unwrap_or_default()))
            .collect(),
    };
    Ok(serde_json::to_vec(&record)?)
}

fn section(section: &RecordSection) -> Section<'_> {
    (&section.anchor, &section.heading, &section.text)
}
