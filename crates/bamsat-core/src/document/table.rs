//! Task tables that were flattened to one cell a line: a number alone opens a row.

use crate::lexicon::lexicon;
use crate::source::{Source, Span, fold_name};

use super::model::{Item, ItemKind};

/// Cells of one row at most.
const WIDEST: usize = 14;

/// Rows that make a table at the least.
const FEWEST: usize = 2;

/// Turns the cells of every table into rows: the first cell of a row is the demand, the others
/// hang on it, numbers and column titles are furniture.
pub(super) fn read(source: &Source, items: &mut [Item]) {
    let numbers: Vec<(usize, u32)> = (0..items.len()).filter_map(|at| Some((at, row_number(source, &items[at])?))).collect();
    let mut at = 0;
    while at < numbers.len() {
        let mut end = at + 1;
        while end < numbers.len() && numbers[end].1 == numbers[end - 1].1 + 1 && numbers[end].0 - numbers[end - 1].0 <= WIDEST {
            end += 1;
        }
        if numbers[at].1 == 1 && end - at >= FEWEST {
            header(source, items, numbers[at].0);
            for index in at..end {
                let start = numbers[index].0;
                let stop =
                    if index + 1 < end { numbers[index + 1].0 } else { last_row_end(items, start, numbers[at].0, numbers[at + 1].0) };
                row(items, start, stop);
            }
        }
        at = end;
    }
}

/// `3` or `3.` alone.
fn row_number(source: &Source, item: &Item) -> Option<u32> {
    if item.kind != ItemKind::Plain && item.kind != ItemKind::Preamble {
        return None;
    }
    let text = source.slice(item.words).trim_end_matches(['.', ')']);
    (!text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The last row is as long as the first.
fn last_row_end(items: &[Item], start: usize, first: usize, second: usize) -> usize {
    let limit = items.len().min(start + (second - first));
    (start + 1..limit).find(|&i| items[i].kind != ItemKind::Plain || items[i].section != items[start].section).unwrap_or(limit)
}

fn row(items: &mut [Item], start: usize, stop: usize) {
    items[start].kind = ItemKind::Cell;
    let cells: Vec<Span> = items[start + 1..stop].iter().filter(|i| i.kind == ItemKind::Plain).map(|i| i.words).collect();
    let Some((_, rest)) = cells.split_first() else { return };
    for item in &mut items[start + 1..stop] {
        if item.kind == ItemKind::Plain {
            item.kind = ItemKind::Cell;
        }
    }
    if let Some(task) = items[start + 1..stop].iter_mut().find(|i| i.kind == ItemKind::Cell) {
        task.kind = ItemKind::Row;
        task.cells = rest.to_vec();
    }
}

/// The titles of the columns above the first row.
fn header(source: &Source, items: &mut [Item], first: usize) {
    for item in items[..first].iter_mut().rev().take(WIDEST) {
        let folded = fold_name(source.slice(item.words));
        if item.kind != ItemKind::Plain || lexicon().formulas.columns.at(&folded, 0).is_none() {
            break;
        }
        item.kind = ItemKind::Cell;
    }
}
