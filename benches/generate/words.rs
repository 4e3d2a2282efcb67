//! The word lists under `data`.

use std::collections::HashMap;

/// All lists.
pub(crate) struct Words {
    /// Classes of words that may take each other's place.
    pub(crate) classes: Vec<Class>,
    /// Where a word stands: class and place in it.
    places: HashMap<&'static str, (usize, usize)>,
    names: HashMap<&'static str, Vec<&'static str>>,
    /// Departments of a province.
    pub(crate) departments: Vec<Department>,
    /// Words and what stands for them in a reworded demand.
    pub(crate) rewordings: Vec<(&'static str, &'static str)>,
}

/// Words that may take each other's place.
pub(crate) struct Class {
    /// `facility`.
    pub(crate) name: &'static str,
    /// Its words, lower case.
    pub(crate) words: Vec<&'static str>,
}

/// A department and the ministry above it.
pub(crate) struct Department {
    pub(crate) name: &'static str,
    pub(crate) symbol: &'static str,
    pub(crate) ministry: &'static str,
    pub(crate) ministry_symbol: &'static str,
    pub(crate) rooms: Vec<&'static str>,
}

impl Words {
    /// Reads the lists that are built into the program.
    pub(crate) fn load() -> Self {
        let classes: Vec<Class> = rows(include_str!("data/words.tsv")).map(|row| Class { name: row[0], words: list(row[1]) }).collect();
        let places = classes.iter().enumerate().flat_map(|(c, class)| class.words.iter().enumerate().map(move |(w, word)| (*word, (c, w))));
        let department = |row: Vec<&'static str>| Department {
            name: row[0],
            symbol: row[1],
            ministry: row[2],
            ministry_symbol: row[3],
            rooms: list(row[4]),
        };
        Self {
            places: places.collect(),
            names: rows(include_str!("data/names.tsv")).map(|row| (row[0], list(row[1]))).collect(),
            departments: rows(include_str!("data/departments.tsv")).map(department).collect(),
            rewordings: rows(include_str!("data/rewordings.tsv")).map(|row| (row[0], row[1])).collect(),
            classes,
        }
    }

    /// The names of a kind, such as `province`.
    pub(crate) fn names(&self, kind: &str) -> &[&'static str] {
        &self.names[kind]
    }

    /// The index of a class.
    pub(crate) fn class(&self, name: &str) -> usize {
        self.classes.iter().position(|class| class.name == name).expect("a class of words.tsv")
    }

    /// Class and place in it of a listed word.
    pub(crate) fn find(&self, word: &str) -> Option<(usize, usize)> {
        self.places.get(word).or_else(|| self.places.get(lower_first(word).as_str())).copied()
    }
}

/// Rows behind the heading, comments left out.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

fn list(cell: &'static str) -> Vec<&'static str> {
    cell.split("; ").collect()
}

/// The first letter small.
pub(crate) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + chars.as_str())
}

/// The first letter large.
pub(crate) fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}
