//! Reads a lexicon table: tab-separated, a header line, `#` comments.

use std::fmt;

/// What is wrong with a table, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// File name under `lexicon/data`.
    pub file: &'static str,
    /// 1-based line.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lexicon/data/{}:{}: {}", self.file, self.line, self.reason)
    }
}

impl std::error::Error for TableError {}

/// One row: its cells by column, and its place for error messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    file: &'static str,
    line: usize,
    header: &'a str,
    text: &'a str,
}

impl<'a> Row<'a> {
    /// The cell of the column `name`.
    pub(super) fn get(self, name: &str) -> Result<&'a str, TableError> {
        let at = self.header.split('\t').position(|column| column == name).ok_or_else(|| self.error(format!("no column “{name}”")))?;
        Ok(self.text.split('\t').nth(at).unwrap_or(""))
    }

    /// The values of a cell that holds several, separated by `;`.
    pub(super) fn list(self, name: &str) -> Result<impl Iterator<Item = &'a str>, TableError> {
        Ok(self.get(name)?.split(';').map(str::trim).filter(|value| !value.is_empty()))
    }

    /// A cell that must not be empty.
    pub(super) fn need(self, name: &str) -> Result<&'a str, TableError> {
        let cell = self.get(name)?;
        if cell.is_empty() { Err(self.error(format!("“{name}” is empty"))) } else { Ok(cell) }
    }

    /// A cell with one of the words that `read` knows.
    pub(super) fn word<T>(self, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, TableError> {
        let cell = self.get(name)?;
        read(cell).ok_or_else(|| self.error(format!("“{cell}” is no {name}")))
    }

    /// An error at this row.
    pub(super) fn error(self, reason: String) -> TableError {
        TableError { file: self.file, line: self.line, reason }
    }
}

/// The rows of a table; every row must have as many cells as the header.
pub(super) fn rows<'a>(file: &'static str, text: &'a str) -> Result<Vec<Row<'a>>, TableError> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let (_, header) = lines.next().ok_or(TableError { file, line: 1, reason: "no header line".to_owned() })?;
    let columns = header.split('\t').count();
    lines
        .map(|(index, text)| {
            let row = Row { file, line: index + 1, header, text };
            let cells = text.split('\t').count();
            if cells == columns { Ok(row) } else { Err(row.error(format!("{cells} cells instead of {columns}"))) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_malformed_row_names_file_and_line() {
        let error = rows("units.tsv", "# note\nname\tlevel\nSở Y tế\n").expect_err("one cell is missing");
        assert_eq!(error.to_string(), "lexicon/data/units.tsv:3: 1 cells instead of 2");
    }

    #[test]
    fn a_closed_set_is_closed() {
        let rows = rows("units.tsv", "name\tlevel\nSở Y tế\tmoon\n").expect("well formed");
        let error = rows[0].word("level", |word| (word == "department").then_some(())).expect_err("no such level");
        assert_eq!(error.to_string(), "lexicon/data/units.tsv:2: “moon” is no level");
    }
}
