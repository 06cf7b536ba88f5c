//! Tables, with what each column holds by its header.

use std::ops::Range;

use super::label::{self, Label};
use super::page::{Page, word_count};
use crate::parse::block::BlockKind;
use crate::parse::markdown::tidy;
use crate::parse::words::{List, Words, folded, is_whole};
use crate::source::Span;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Message,
    Code,
    Cause,
    Fix,
    Question,
    Answer,
    /// Nothing but the number of the row.
    Count,
    Other,
}

/// A table.
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    /// What its header says, a cell a column.
    pub(super) header: Vec<String>,
    /// Its block.
    pub(super) block: usize,
}

/// A row below the header.
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    pub(super) span: Span,
}

/// A cell.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) html_at: u32,
}

impl Table {
    /// The first column of a sort.
    pub(super) fn column(&self, wanted: Column) -> Option<usize> {
        self.columns.iter().position(|column| *column == wanted)
    }
}

/// The message that a table of one error's details has, a line a detail: `Message text | Cannot open…`.
pub(super) fn stated_message(page: &Page<'_>) -> Option<String> {
    let names = |cell: &str| {
        let name = folded(cell);
        page.words.message_row.has(name.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    let details = page.tables().iter().filter(|table| table.header.len() == 2);
    let mut lines = details.flat_map(|table| &table.rows).filter_map(|row| match row.cells.as_slice() {
        [name, message] => Some((&name.text, &message.text)),
        _ => None,
    });
    let message = lines.find(|(name, message)| names(name) && word_count(message) >= 2);
    message.map(|(_, message)| message.clone())
}

/// The code that a title names as such: `Error code: SqlFailedToConnect`.
pub(super) fn named_code(title: &str, words: &Words) -> Option<String> {
    let (name, code) = title.split_once([':', '：'])?;
    let name = folded(name);
    let code = code.trim();
    let is_code = code.len() >= 2 && !code.contains(char::is_whitespace);
    (is_code && words.table_code.has(name.trim())).then(|| code.to_owned())
}

/// The tables of a page.
pub(super) fn read(page: &Page<'_>) -> Vec<Table> {
    let tables = page.outline.blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Table);
    tables.filter_map(|(number, _)| table(page, number)).collect()
}

fn table(page: &Page<'_>, number: usize) -> Option<Table> {
    let mut rows = page.outline.inside(number, BlockKind::Row).map(|(row, block)| Row {
        cells: page
            .outline
            .inside(row, BlockKind::Cell)
            .map(|(_, cell)| Cell { text: tidy(page.outline.text_of(cell)), html_at: cell.html_at })
            .collect(),
        span: block.span.clone().into(),
    });
    let header: Vec<String> = rows.next()?.cells.into_iter().map(|cell| cell.text).collect();
    let columns = header.iter().map(|cell| column(cell, page.words)).collect();
    Some(Table { columns, header, rows: rows.collect(), block: number })
}

/// What a column with this header holds.
fn column(header: &str, words: &Words) -> Column {
    let name = folded(header);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '(' | ')'));
    if name.is_empty() || is_count(name) {
        return Column::Count;
    }
    let is = |list: &List| list.has(name);
    let has = |list: &List| {
        let long = |word: &str| word.chars().count() > 3 || !word.is_ascii() && word.chars().count() > 1;
        let whole = |(place, word): (Range<usize>, &str)| long(word) && is_whole(name, &place, word);
        list.places(name).any(whole)
    };
    if is(&words.table_code) {
        return Column::Code;
    }
    if is(&words.table_error) {
        return Column::Message;
    }
    if is(&words.table_fix) {
        return Column::Fix;
    }
    match label::read(header, words).map(|labelled| labelled.label) {
        Some(Label::Question) => return Column::Question,
        Some(Label::Answer) => return Column::Answer,
        Some(Label::Cause) => return Column::Cause,
        Some(Label::Resolution) => return Column::Fix,
        Some(Label::Problem) => return Column::Message,
        _ => {}
    }
    // Longer headers say it in passing: `Recommended action to take`, `Mensagem de erro exibida`.
    if has(&words.resolution) || has(&words.table_fix) {
        Column::Fix
    } else if has(&words.cause) {
        Column::Cause
    } else if has(&words.table_code) {
        Column::Code
    } else if has(&words.table_error) {
        Column::Message
    } else {
        Column::Other
    }
}

/// Whether a header says that its column counts the rows.
fn is_count(name: &str) -> bool {
    matches!(name, "#" | "no" | "nr" | "nº" | "n°" | "№" | "номер" | "番号" | "项番" | "序号" | "번호")
}
