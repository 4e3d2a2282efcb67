//! The cells of a table.

use super::xml::Element;

/// A cell that is to be read.
pub(super) struct Unread<'a> {
    pub(super) element: &'a Element,
    /// Columns of the table that it spans.
    pub(super) columns: usize,
    /// It continues the cell above it.
    pub(super) continues: bool,
}

/// The cells of a table, row by row.
pub(super) fn rows(table: &Element) -> Vec<Vec<Unread<'_>>> {
    let mut out = Vec::new();
    collect(table, "tr", &mut |row| {
        let mut cells = Vec::new();
        collect(row, "tc", &mut |cell| {
            let property = |name| cell.child("tcPr").and_then(|properties| properties.child(name));
            let continues = property("vMerge").is_some_and(|merge| merge.value() != Some("restart"));
            let columns = property("gridSpan").and_then(Element::number).unwrap_or(1).clamp(1, 100);
            cells.push(Unread { element: cell, columns, continues });
        });
        out.push(cells);
    });
    out
}

/// Elements of a name inside, be it within a wrapper, but not within each other.
fn collect<'a>(parent: &'a Element, name: &str, take: &mut dyn FnMut(&'a Element)) {
    for element in parent.elements() {
        match element.name.as_str() {
            found if found == name => take(element),
            "tblPr" | "tblGrid" | "trPr" | "tcPr" | "del" | "moveFrom" => {}
            _ => collect(element, name, take),
        }
    }
}

/// Whether a table has lines between its cells.
pub(super) fn is_ruled(table: &Element) -> bool {
    let properties = table.child("tblPr");
    let drawn = |border: &Element| !matches!(border.value(), None | Some("none" | "nil"));
    match properties.and_then(|p| p.child("tblBorders")) {
        Some(borders) => borders.elements().any(drawn),
        // The style draws them, or each cell does.
        None => {
            let mut found = properties.and_then(|p| p.child("tblStyle")).is_some();
            collect(table, "tc", &mut |cell| {
                let borders = cell.child("tcPr").and_then(|properties| properties.child("tcBorders"));
                found |= borders.is_some_and(|borders| borders.elements().any(drawn));
            });
            found
        }
    }
}
