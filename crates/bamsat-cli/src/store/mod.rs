//! An audit as tables: into SQLite, or as files for Excel, DuckDB and Spark.
//!
//! The tables are told once, here and in [`rows`]; each form is a [`Sink`].

mod csv;
mod jsonl;
mod rows;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;

use std::io;
use std::path::Path;

pub(crate) use rows::Audited;

/// Version of the tables; it rises when one is renamed or dropped.
pub(crate) const SCHEMA: i64 = 1;

/// A value of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'a str),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Integer,
    Real,
    Text,
    /// The `id` of a row of the named table.
    Of(&'static str),
}

/// A table: its name, whether its rows are numbered from 1 in a first column `id`, and its
/// columns.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) numbered: bool,
    pub(crate) columns: &'static [(&'static str, Kind)],
}

/// Where rows go; they come table by table.
pub(crate) trait Sink {
    /// The rows that follow are of this table.
    fn table(&mut self, table: &'static Table) -> io::Result<()>;
    /// One row, with as many values as the table has columns, `id` left out.
    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()>;
}

use Kind::{Integer, Of, Real, Text};

/// All tables, in the order they are written.
pub(crate) static TABLES: [Table; 15] = [
    Table { name: "meta", numbered: false, columns: &[("key", Text), ("value", Text)] },
    Table {
        name: "documents",
        numbered: true,
        columns: &[
            ("name", Text),
            ("path", Text),
            ("present", Integer),
            ("type", Text),
            ("number", Text),
            ("date", Text),
            ("issuer", Text),
            ("title", Text),
            ("level", Text),
            ("province", Text),
            ("tier", Integer),
            ("signatory", Text),
            ("draft", Integer),
            ("coverage", Real),
            ("errors", Integer),
            ("warnings", Integer),
            ("infos", Integer),
        ],
    },
    Table {
        name: "citations",
        numbered: true,
        columns: &[
            ("document_id", Of("documents")),
            ("type", Text),
            ("number", Text),
            ("name", Text),
            ("date", Text),
            ("issuer", Text),
            ("title", Text),
            ("relation", Text),
            ("stated", Text),
            ("evidence", Text),
            ("line", Integer),
            ("column", Integer),
        ],
    },
    Table {
        name: "units",
        numbered: true,
        columns: &[
            ("name", Text),
            ("lead", Integer),
            ("coordinate", Integer),
            ("other", Integer),
            ("lost", Integer),
            ("reassigned", Integer),
        ],
    },
    Table {
        name: "assignments",
        numbered: true,
        columns: &[
            ("document_id", Of("documents")),
            ("unit_id", Of("units")),
            ("path", Text),
            ("written", Text),
            ("role", Text),
            ("line", Integer),
        ],
    },
    Table {
        name: "mandates",
        numbered: true,
        columns: &[("document_id", Of("documents")), ("label", Text), ("line", Integer), ("end_line", Integer), ("text", Text)],
    },
    Table {
        name: "addressees",
        numbered: false,
        columns: &[("mandate_id", Of("mandates")), ("unit_id", Of("units")), ("written", Text), ("role", Text)],
    },
    Table {
        name: "links",
        numbered: true,
        columns: &[
            ("parent_id", Of("documents")),
            ("child_id", Of("documents")),
            ("citation_id", Of("citations")),
            ("relation", Text),
            ("confidence", Real),
            ("compared", Integer),
            ("mandates", Integer),
            ("applicable", Integer),
            ("missing", Integer),
            ("partial", Integer),
            ("coverage", Real),
        ],
    },
    Table {
        name: "verdicts",
        numbered: true,
        columns: &[
            ("link_id", Of("links")),
            ("mandate_id", Of("mandates")),
            ("verdict", Text),
            ("coverage", Real),
            ("confidence", Real),
            ("lost", Text),
            ("changes", Text),
        ],
    },
    Table {
        name: "evidence",
        numbered: false,
        columns: &[
            ("verdict_id", Of("verdicts")),
            ("kind", Text),
            ("path", Text),
            ("line", Integer),
            ("end_line", Integer),
            ("text", Text),
        ],
    },
    Table { name: "losses", numbered: true, columns: &[("mandate_id", Of("mandates")), ("lost_at_id", Of("documents"))] },
    Table { name: "unseen", numbered: false, columns: &[("loss_id", Of("losses")), ("document_id", Of("documents"))] },
    Table { name: "ambiguous", numbered: false, columns: &[("citation_id", Of("citations")), ("document_id", Of("documents"))] },
    Table {
        name: "findings",
        numbered: true,
        columns: &[
            ("document_id", Of("documents")),
            ("parent_id", Of("documents")),
            ("code", Text),
            ("severity", Text),
            ("message", Text),
            ("hint", Text),
            ("file", Text),
            ("line", Integer),
            ("column", Integer),
            ("fingerprint", Text),
        ],
    },
    Table { name: "unread", numbered: false, columns: &[("path", Text), ("reason", Text)] },
];

/// Writes the tables as `FOLDER/documents.csv` and so on.
pub(crate) fn csv(audited: &Audited<'_>, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut sink = csv::Files::new(folder);
    audited.write(&mut sink)?;
    sink.finish()
}

/// Writes the tables as `FOLDER/documents.jsonl` and so on.
pub(crate) fn jsonl(audited: &Audited<'_>, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut sink = jsonl::Files::new(folder);
    audited.write(&mut sink)?;
    sink.finish()
}
