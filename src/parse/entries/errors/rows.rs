//! E4: tables of errors, a row each.

use super::super::label::Label;
use super::super::page::Page;
use super::super::tables::{Column, Table};
use super::super::{Place, Rule};
use super::FoundError;

/// A table with a column of errors, and behind it one that says what to do.
pub(super) fn of_tables(page: &Page<'_>) -> Vec<FoundError> {
    page.tables().iter().filter(|table| lists_errors(page, table)).flat_map(of_table).collect()
}

/// Whether a table lists errors: the first column that does not count its rows names them.
fn lists_errors(page: &Page<'_>, table: &Table) -> bool {
    let first = table.columns.iter().position(|column| *column != Column::Count);
    let Some((first, fix)) = first.zip(table.column(Column::Fix)) else { return false };
    let heading = page.heading_of(table.block);
    if fix <= first || heading.is_some_and(|heading| page.label(heading) == Some(Label::Contact)) {
        return false;
    }
    match table.columns[first] {
        Column::Message => true,
        // Codes and numbers are of many things; here of errors where something says so.
        Column::Code => {
            let errors = table.column(Column::Message).is_some() || table.column(Column::Cause).is_some();
            errors
                || page.is_about_errors()
                || heading.is_some_and(|heading| page.is_among_errors(heading))
                || heading.is_some_and(|heading| page.says_wrong(&page.headings[heading].text))
                || page.says_wrong(&table.header[first])
        }
        _ => false,
    }
}

fn of_table(table: &Table) -> Vec<FoundError> {
    let message = table.column(Column::Message);
    let code = table.column(Column::Code);
    let fix = table.column(Column::Fix);
    let other = table.column(Column::Other);
    let cause = table.column(Column::Cause).or(other.filter(|_| message.is_some()));
    let named_by = message.or(other);
    let is_other_message =
        |at: &usize| table.columns[*at] == Column::Message && Some(*at) != message && Some(*at) != fix;
    let others: Vec<usize> = (0..table.columns.len()).filter(is_other_message).collect();
    let mut found = Vec::new();
    for row in &table.rows {
        let cell =
            |at: Option<usize>| at.and_then(|at| row.cells.get(at)).filter(|cell| !cell.text.is_empty());
        let Some(named) = cell(named_by).or_else(|| cell(code)) else { continue };
        let Some(resolution) = cell(fix) else { continue };
        found.push(FoundError {
            message: named.text.clone(),
            also: others.iter().filter_map(|&at| cell(Some(at))).map(|cell| cell.text.clone()).collect(),
            codes: cell(code).map(|cell| cell.text.clone()).into_iter().collect(),
            cause: cell(cause).map(|cell| cell.text.clone()),
            resolution: resolution.text.clone(),
            place: Place::At(named.html_at),
            span: row.span,
            rule: Rule::ErrorTable,
        });
    }
    found
}
