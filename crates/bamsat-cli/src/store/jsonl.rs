//! One file for each table, with one JSON object a line.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{Sink, Table, Value};

/// Files below a folder, each written beside its place; all are moved there when the last is whole.
pub(super) struct Files {
    folder: PathBuf,
    open: Option<(PathBuf, crate::output::Beside, BufWriter<std::fs::File>)>,
    whole: Vec<(PathBuf, crate::output::Beside)>,
    table: Option<&'static Table>,
    number: i64,
}

impl Files {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), open: None, whole: Vec::new(), table: None, number: 0 }
    }

    /// Ends the open file.
    fn end(&mut self) -> io::Result<()> {
        if let Some((path, beside, mut writer)) = self.open.take() {
            writer.flush()?;
            self.whole.push((path, beside));
        }
        Ok(())
    }

    /// Moves all files to their places: the tables of two runs never lie beside each other.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.end()?;
        self.whole.into_iter().try_for_each(|(path, beside)| beside.take_place(&path))
    }
}

impl Sink for Files {
    fn table(&mut self, table: &'static Table) -> io::Result<()> {
        self.end()?;
        let path = self.folder.join(format!("{}.jsonl", table.name));
        let (beside, file) = crate::output::Beside::of(&path)?;
        (self.open, self.table, self.number) = (Some((path, beside, BufWriter::new(file))), Some(table), 0);
        Ok(())
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        let (Some((_, _, out)), Some(table)) = (&mut self.open, self.table) else { return Ok(()) };
        self.number += 1;
        out.write_all(b"{")?;
        if table.numbered {
            write!(out, "\"id\":{},", self.number)?;
        }
        for (index, ((name, _), value)) in table.columns.iter().zip(values).enumerate() {
            write!(out, "{}\"{name}\":", if index > 0 { "," } else { "" })?;
            match value {
                Value::Null => out.write_all(b"null")?,
                Value::Integer(number) => write!(out, "{number}")?,
                Value::Real(number) => write!(out, "{number}")?,
                Value::Text(text) => serde_json::to_writer(crate::output::Json(&mut *out), text)?,
            }
        }
        out.write_all(b"}\n")
    }
}
