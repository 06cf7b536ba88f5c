//! Tables, with what each column holds by its header.

use super::label::{self, Label};
use super::page::{Page, holds};
use crate::parse::block::BlockKind;
use crate::parse::markdown::tidy;
use crate::parse::words::{self, Words};
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
    Other,
}

/// A table.
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
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
    let header = rows.next()?;
    let columns = header.cells.iter().map(|cell| column(&cell.text, page.context.language)).collect();
    Some(Table { columns, rows: rows.collect(), block: number })
}

/// What a column with this header holds.
fn column(header: &str, language: &str) -> Column {
    let name = header.trim().trim_end_matches([':', '：', '*']).to_lowercase();
    let is = |list: fn(&Words) -> &Vec<String>| words::of(language).any(|words| list(words).contains(&name));
    let has = |list: fn(&Words) -> &Vec<String>| {
        words::of(language)
            .any(|words| list(words).iter().any(|word| word.chars().count() > 3 && holds(&name, word)))
    };
    if is(|words| &words.table_code) {
        return Column::Code;
    }
    if is(|words| &words.table_error) {
        return Column::Message;
    }
    match label::read(header, language).map(|labelled| labelled.label) {
        Some(Label::Question) => return Column::Question,
        Some(Label::Answer) => return Column::Answer,
        Some(Label::Cause) => return Column::Cause,
        Some(Label::Resolution) => return Column::Fix,
        Some(Label::Problem) => return Column::Message,
        _ => {}
    }
    // Longer headers say it in passing: `Recommended action to take`, `Mensagem de erro exibida`.
    if is(|words| &words.table_fix) || has(|words| &words.resolution) || has(|words| &words.table_fix) {
        Column::Fix
    } else if has(|words| &words.cause) {
        Column::Cause
    } else if has(|words| &words.table_code) {
        Column::Code
    } else if has(|words| &words.table_error) {
        Column::Message
    } else {
        Column::Other
    }
}
