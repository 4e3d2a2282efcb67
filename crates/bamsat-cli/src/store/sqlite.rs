//! The tables in one SQLite file, with an index on every column that names another row.

use std::io::{self, Read};
use std::path::Path;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ToSql, params_from_iter};

use super::{Audited, Kind, SCHEMA, Sink, TABLES, Table, Value};

/// Writes the tables into a new file, which takes the place of `path` when it is whole.
pub(crate) fn write(audited: &Audited<'_>, path: &Path) -> io::Result<()> {
    // Only a store may be replaced: a slip in the arguments must not cost a file.
    let mut head = Vec::new();
    if let Ok(old) = std::fs::File::open(path) {
        old.take(16).read_to_end(&mut head)?;
    }
    if !head.is_empty() && head != *b"SQLite format 3\0" {
        return Err(io::Error::other("is there and no SQLite file"));
    }
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // It opens the empty file again by its name.
    let (beside, _) = crate::output::Beside::of(path)?;
    let mut store = Store { connection: Connection::open(beside.path()).map_err(io::Error::other)?, insert: String::new() };
    store.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")?;
    audited.write(&mut store)?;
    for (table, column) in TABLES.iter().flat_map(|t| t.columns.iter().map(move |c| (t, c))) {
        if let (name, Kind::Of(_)) = column {
            store.run(&format!("CREATE INDEX {0}_{name} ON {0} ({name})", table.name))?;
        }
    }
    store.run("CREATE INDEX documents_number ON documents (number); CREATE INDEX findings_code ON findings (code)")?;
    store.run(&format!("COMMIT; PRAGMA user_version = {SCHEMA}"))?;
    store.connection.close().map_err(|(_, error)| io::Error::other(error))?;
    beside.take_place(path)
}

struct Store {
    connection: Connection,
    insert: String,
}

impl Store {
    fn run(&self, sql: &str) -> io::Result<()> {
        self.connection.execute_batch(sql).map_err(io::Error::other)
    }
}

impl Sink for Store {
    fn table(&mut self, table: &'static Table) -> io::Result<()> {
        self.run(&create(table))?;
        let places = vec!["?"; table.columns.len()].join(", ");
        let names: Vec<String> = table.columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        self.insert = format!("INSERT INTO {} ({}) VALUES ({places})", table.name, names.join(", "));
        Ok(())
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        let mut statement = self.connection.prepare_cached(&self.insert).map_err(io::Error::other)?;
        statement.execute(params_from_iter(values)).map_err(io::Error::other)?;
        Ok(())
    }
}

/// The statement that makes a table.
pub(crate) fn create(table: &Table) -> String {
    let id = table.numbered.then(|| "id INTEGER PRIMARY KEY".to_owned());
    let columns = table.columns.iter().map(|(name, kind)| match kind {
        Kind::Integer => format!("\"{name}\" INTEGER"),
        Kind::Real => format!("\"{name}\" REAL"),
        Kind::Text => format!("\"{name}\" TEXT"),
        Kind::Of(other) => format!("\"{name}\" INTEGER REFERENCES {other} (id)"),
    });
    format!("CREATE TABLE {} ({})", table.name, id.into_iter().chain(columns).collect::<Vec<_>>().join(", "))
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::from(rusqlite::types::Null),
            Self::Integer(number) => ToSqlOutput::from(*number),
            Self::Real(number) => ToSqlOutput::from(*number),
            Self::Text(text) => ToSqlOutput::from(*text),
        })
    }
}
