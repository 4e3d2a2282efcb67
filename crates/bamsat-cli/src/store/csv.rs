//! One CSV file for each table, as Excel reads Vietnamese: UTF-8 with a byte order mark.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::formula::inert;

use super::{Sink, Table, Value};

/// Files below a folder, each written beside its place; all are moved there when the last is whole.
pub(super) struct Files {
    folder: PathBuf,
    open: Option<(PathBuf, crate::output::Beside, csv::Writer<std::fs::File>)>,
    whole: Vec<(PathBuf, crate::output::Beside)>,
    numbered: bool,
    number: i64,
}

impl Files {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), open: None, whole: Vec::new(), numbered: false, number: 0 }
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
        let path = self.folder.join(format!("{}.csv", table.name));
        let (beside, mut file) = crate::output::Beside::of(&path)?;
        file.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::Writer::from_writer(file);
        let id = table.numbered.then_some("id");
        writer.write_record(id.into_iter().chain(table.columns.iter().map(|(name, _)| *name)))?;
        (self.open, self.numbered, self.number) = (Some((path, beside, writer)), table.numbered, 0);
        Ok(())
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        let Some((_, _, writer)) = &mut self.open else { return Ok(()) };
        self.number += 1;
        if self.numbered {
            writer.write_field(self.number.to_string())?;
        }
        for value in values {
            match value {
                Value::Null => writer.write_field("")?,
                Value::Integer(number) => writer.write_field(number.to_string())?,
                Value::Real(number) => writer.write_field(number.to_string())?,
                Value::Text(text) => writer.write_field(inert(text).as_ref())?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
        Ok(())
    }
}
