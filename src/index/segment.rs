//! Writes a tantivy segment from lists that are inverted already.
//!
//! tantivy's own writer takes text, cuts it, and looks every token up in a table of bytes. Here words
//! are numbers long before, so a counting sort inverts them (`Postings`), and tantivy's serializers
//! write the result: the same files, in a fraction of the time and memory. Nor is anything in them left to
//! chance, as the names of tantivy's own are: the same lists give the same bytes.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rustc_hash::FxHashMap;
use tantivy::columnar::{ColumnType, ColumnarWriter, NumericalValue};
use tantivy::directory::{Directory as _, MmapDirectory, TerminatingWrite as _, WritePtr};
use tantivy::fieldnorm::{FieldNormReader, FieldNormsSerializer};
use tantivy::index::{SegmentComponent, SegmentId};
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::{Field, Schema};
use tantivy::store::StoreWriter;
use tantivy::{DocId, Index, IndexMeta, IndexSettings, Segment, TantivyDocument};

/// Where tantivy looks for what an index consists of.
const META: &str = "meta.json";
/// Where tantivy notes, in no order, what it may remove once it is used no more: here, nothing.
const MANAGED: &str = ".managed.json";
/// The name of the segment, which needs none of its own where it is alone.
const SEGMENT: &str = "00000000000000000000000000000001";

/// In which documents each term stands, and how often.
pub(super) struct Postings {
    /// Where the list of each term begins, and where the last one ends.
    starts: Vec<u32>,
    lists: Vec<(DocId, u32)>,
    /// How many terms each document has.
    lengths: Vec<u32>,
}

impl Postings {
    /// Inverts documents, each given as the numbers of its terms, which are below `terms`.
    pub(super) fn invert<D: Iterator<Item = u32>>(
        terms: usize,
        documents: impl Iterator<Item = D>,
    ) -> Postings {
        let mut frequencies = vec![0_u32; terms];
        let mut starts = vec![0_u32; terms + 1];
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut ends = Vec::new();
        let mut lengths = Vec::new();
        for document in documents {
            let from = found.len();
            let mut length = 0;
            document.for_each(|term| {
                length += 1;
                let frequency = &mut frequencies[term as usize];
                if *frequency == 0 {
                    found.push((term, 0));
                }
                *frequency += 1;
            });
            for (term, frequency) in &mut found[from..] {
                *frequency = std::mem::take(&mut frequencies[*term as usize]);
                starts[*term as usize + 1] += 1;
            }
            ends.push(found.len());
            lengths.push(length);
        }
        for term in 0..terms {
            starts[term + 1] += starts[term];
        }
        let mut next = starts.clone();
        let mut lists = vec![(0, 0); found.len()];
        let mut from = 0;
        for (document, end) in (0..).zip(ends) {
            for &(term, frequency) in &found[from..end] {
                let place = &mut next[term as usize];
                lists[*place as usize] = (document, frequency);
                *place += 1;
            }
            from = end;
        }
        Postings { starts, lists, lengths }
    }

    fn list(&self, term: u32) -> &[(DocId, u32)] {
        let range = self.starts[term as usize] as usize..self.starts[term as usize + 1] as usize;
        &self.lists[range]
    }
}

/// Words in the order of their bytes, each with its number.
pub(super) fn in_order(words: &[Box<str>]) -> Vec<(&str, u32)> {
    // Most words differ in their first bytes, which lie beside each other here.
    let beginning = |word: &str| {
        let mut bytes = [0; 8];
        bytes.iter_mut().zip(word.bytes()).for_each(|(place, byte)| *place = byte);
        u64::from_be_bytes(bytes)
    };
    let mut sorted: Vec<(u64, u32)> = words.iter().map(|word| beginning(word)).zip(0..).collect();
    sorted.sort_unstable_by(|&(a, first), &(b, second)| {
        a.cmp(&b).then_with(|| words[first as usize].cmp(&words[second as usize]))
    });
    sorted.into_iter().map(|(_, number)| (&*words[number as usize], number)).collect()
}

/// The terms of documents while they are met.
#[derive(Default)]
pub(super) struct Terms {
    numbers: FxHashMap<Box<str>, u32>,
    documents: Vec<Vec<u32>>,
}

impl Terms {
    /// Adds the next document.
    pub(super) fn document(&mut self, terms: impl IntoIterator<Item = String>) {
        let numbers = &mut self.numbers;
        let number = |term: String| {
            let next = numbers.len() as u32;
            *numbers.entry(term.into()).or_insert(next)
        };
        self.documents.push(terms.into_iter().map(number).collect());
    }

    /// Writes the field that has them.
    ///
    /// # Errors
    /// The operating system's.
    pub(super) fn write(self, writer: &mut SegmentWriter, field: Field) -> anyhow::Result<()> {
        let mut terms = vec![Box::<str>::default(); self.numbers.len()];
        for (term, number) in self.numbers {
            terms[number as usize] = term;
        }
        let postings = Postings::invert(terms.len(), self.documents.into_iter().map(Vec::into_iter));
        writer.field(field, &postings, in_order(&terms).into_iter())
    }
}

/// A segment being written, and the index that consists of it alone.
pub(super) struct SegmentWriter {
    folder: PathBuf,
    index: Index,
    segment: Segment,
    terms: InvertedIndexSerializer,
    lengths: FieldNormsSerializer,
    store: StoreWriter,
    columns: ColumnarWriter,
    documents: u32,
}

impl SegmentWriter {
    /// Begins the index of an empty folder. `numbers` are the numeric fields.
    ///
    /// # Errors
    /// The operating system's.
    pub(super) fn create(folder: &Path, schema: Schema, numbers: &[Field]) -> anyhow::Result<SegmentWriter> {
        // A thread of the store's own would be one too many beside those that index.
        let settings =
            IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
        let index = Index::create(MmapDirectory::open(folder)?, schema, settings)?;
        let name = SegmentId::from_uuid_string(SEGMENT).context("no name of a segment")?;
        let segment = index.segment(index.new_segment_meta(name, 0));
        let settings = index.settings();
        let store = StoreWriter::new(
            segment.open_write(SegmentComponent::Store)?,
            settings.docstore_compression,
            settings.docstore_blocksize,
            false,
        )?;
        let mut columns = ColumnarWriter::default();
        for number in numbers {
            columns.record_column_type(index.schema().get_field_name(*number), ColumnType::U64, false);
        }
        Ok(SegmentWriter {
            terms: InvertedIndexSerializer::open(&segment)?,
            lengths: FieldNormsSerializer::from_write(segment.open_write(SegmentComponent::FieldNorms)?)?,
            store,
            columns,
            documents: 0,
            folder: folder.to_path_buf(),
            segment,
            index,
        })
    }

    /// Adds what is stored of the next document.
    ///
    /// # Errors
    /// The operating system's.
    pub(super) fn document(
        &mut self,
        stored: &TantivyDocument,
        numbers: &[(Field, u64)],
    ) -> anyhow::Result<()> {
        let schema = self.index.schema();
        self.store.store(stored, &schema)?;
        for &(field, number) in numbers {
            let name = schema.get_field_name(field);
            self.columns.record_numerical(self.documents, name, NumericalValue::from(number));
        }
        self.documents += 1;
        Ok(())
    }

    /// Adds the terms of a field; they are given in the order of their bytes, each with its number in
    /// `postings`. Terms that stand in no document are left out.
    ///
    /// # Errors
    /// The operating system's.
    pub(super) fn field<'t>(
        &mut self,
        field: Field,
        postings: &Postings,
        terms: impl Iterator<Item = (&'t str, u32)>,
    ) -> anyhow::Result<()> {
        let tokens = postings.lengths.iter().map(|&length| u64::from(length)).sum();
        let schema = self.index.schema();
        let options = schema.get_field_entry(field);
        let with_frequencies =
            options.field_type().index_record_option().is_some_and(|option| option.has_freq());
        let mut serializer = self.terms.new_field(field, tokens, None)?;
        for (term, number) in terms {
            let list = postings.list(number);
            if list.is_empty() {
                continue;
            }
            serializer.new_term(term.as_bytes(), list.len() as u32, with_frequencies)?;
            for &(document, frequency) in list {
                serializer.write_doc(document, frequency, &[]);
            }
            serializer.close_term()?;
        }
        serializer.close()?;
        if options.has_fieldnorms() {
            let lengths: Vec<u8> =
                postings.lengths.iter().map(|&length| FieldNormReader::fieldnorm_to_id(length)).collect();
            self.lengths.serialize_field(field, &lengths)?;
        }
        Ok(())
    }

    /// Writes what is left; the index is whole then.
    ///
    /// # Errors
    /// The operating system's.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.terms.close()?;
        self.lengths.close()?;
        self.store.close()?;
        let mut columns: WritePtr = self.segment.open_write(SegmentComponent::FastFields)?;
        self.columns.serialize(self.documents, None, &mut columns)?;
        columns.terminate()?;
        let segment = self.segment.with_max_doc(self.documents);
        segment.meta().untrack_temp_docstore();
        let meta = IndexMeta {
            index_settings: self.index.settings().clone(),
            persisted_custom_extensions: Vec::new(),
            segments: vec![segment.meta().clone()],
            schema: self.index.schema(),
            opstamp: 0,
            payload: None,
        };
        let mut json = serde_json::to_vec_pretty(&meta)?;
        json.push(b'\n');
        crate::fs::write_whole(&self.folder.join(META), &json)?;
        MmapDirectory::open(&self.folder)?.delete(Path::new(MANAGED))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_the_order_of_their_bytes() {
        let words = ["senha", "", "configurar", "configuração", "a\0", "a", "ação", "配", "configur"];
        let words: Vec<Box<str>> = words.into_iter().map(Into::into).collect();
        let mut sorted = words.clone();
        sorted.sort();
        let (found, numbers): (Vec<&str>, Vec<u32>) = in_order(&words).into_iter().unzip();
        assert_eq!(found, sorted.iter().map(|word| &**word).collect::<Vec<_>>());
        assert!(found.iter().zip(numbers).all(|(word, number)| *word == &*words[number as usize]));
    }

    #[test]
    fn documents_are_inverted_in_their_order() {
        let documents: [&[u32]; 3] = [&[2, 0, 2], &[], &[0]];
        let postings = Postings::invert(3, documents.iter().map(|document| document.iter().copied()));
        assert_eq!(postings.list(0), [(0, 1), (2, 1)]);
        assert_eq!(postings.list(1), []);
        assert_eq!(postings.list(2), [(0, 2)]);
        assert_eq!(postings.lengths, [3, 0, 1]);
    }
}
