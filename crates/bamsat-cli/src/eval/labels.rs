//! Labelled pairs as files: `pairs.tsv` names them, one file each holds the labels.

use std::collections::HashMap;
use std::path::Path;

/// A parent and a child with the labels of the parent's clauses.
#[derive(Debug)]
pub(super) struct LabelledPair {
    pub(super) name: String,
    /// `vertical`, `sibling`, `applicability`, or `reference`: it guides and never decides.
    pub(super) kind: String,
    pub(super) parent: String,
    pub(super) child: String,
    pub(super) labels: Vec<Label>,
}

/// What readers say of one clause.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) id: String,
    /// Its first words.
    pub(super) words: String,
    /// Its lines in the parent, when given.
    pub(super) lines: Option<(u32, u32)>,
    /// `kept`, `reworded` ... or `skip`: no demand at all.
    pub(super) label: String,
    /// Lines of the child that carry it.
    pub(super) places: Vec<(u32, u32)>,
    /// Or the words there.
    pub(super) place_words: String,
}

/// Reads `pairs.tsv` of a folder and the files it names. An error names file and line.
pub(super) fn read(folder: &Path, texts: &Path) -> Result<Vec<LabelledPair>, String> {
    let mut out = Vec::new();
    for row in table(&folder.join("pairs.tsv"))? {
        let cell = |name: &str| row.get(name).cloned().ok_or_else(|| format!("{}: no column {name}", folder.join("pairs.tsv").display()));
        // Labels stand in the folder, or with the texts.
        let path = [folder, texts].map(|top| top.join(cell("labels").unwrap_or_default()));
        let labels = table(path.iter().find(|p| p.is_file()).unwrap_or(&path[0]))?.iter().map(label).collect();
        out.push(LabelledPair { name: cell("name")?, kind: cell("kind")?, parent: cell("parent")?, child: cell("child")?, labels });
    }
    Ok(out)
}

type Row = HashMap<String, String>;

fn table(path: &Path) -> Result<Vec<Row>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    let (_, head) = lines.next().ok_or_else(|| format!("{}: is empty", path.display()))?;
    let head: Vec<&str> = head.split('\t').collect();
    lines
        .map(|(number, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() != head.len() {
                return Err(format!("{}:{}: {} cells, {} columns", path.display(), number + 1, cells.len(), head.len()));
            }
            Ok(head.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), cell.to_owned())).collect())
        })
        .collect()
}

fn label(row: &Row) -> Label {
    let cell = |names: &[&str]| names.iter().find_map(|n| row.get(*n)).cloned().unwrap_or_default();
    let label = cell(&["label"]);
    Label {
        id: cell(&["id", "mandate_id"]),
        words: cell(&["words", "mandate_text"]),
        lines: ranges(&cell(&["parent_lines"])).first().copied(),
        label: if label == "verbatim" { "kept".to_owned() } else { label },
        places: ranges(&cell(&["child_lines"])),
        place_words: cell(&["child_span"]),
    }
}

/// `31,40-41`.
fn ranges(cell: &str) -> Vec<(u32, u32)> {
    let range = |part: &str| {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
    };
    cell.split([',', ';']).filter_map(range).collect()
}
