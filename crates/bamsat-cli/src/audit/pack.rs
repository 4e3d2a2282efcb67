//! Parsed documents in one file: what is known of them, and their models until they are compared.
//!
//! A shard is such a file by itself. It belongs to the version of the program that wrote it.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use bamsat_core::cascade::Facts;
use bamsat_core::document::{Document, restore};
use bamsat_core::finding::Located;
use bamsat_core::message::Lang;
use bamsat_core::report::audit_json::Left;
use bamsat_core::report::visible::line;
use serde::{Deserialize, Serialize};

use crate::arguments::Shard;

/// Hash of a text.
pub(crate) type Hash = [u8; 32];

/// The last bytes of a whole shard, with the version that can read it.
const MARK: &[u8] = concat!("bamsat shard ", env!("CARGO_PKG_VERSION"), " 1\n").as_bytes();

/// A document of the folder.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The path that is shown.
    pub(crate) path: String,
    /// What linking and counting need.
    pub(crate) facts: Facts,
    /// Findings of the document by itself.
    pub(crate) drafts: Vec<Located>,
    /// Where its model is.
    pub(crate) place: Place,
}

/// Where the model of a document is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Hash of its text.
    pub(crate) hash: Hash,
    /// The file that it can be parsed from again.
    pub(crate) file: PathBuf,
    /// Number of the shard, first byte and length of the stored model; none when only the file
    /// has it.
    pub(crate) stored: Option<(usize, u64, u64)>,
}

/// Files with stored models.
#[derive(Debug, Default)]
pub(crate) struct Models {
    files: Vec<Mutex<File>>,
}

/// Gathered documents.
#[derive(Debug, Default)]
pub(crate) struct Pack {
    /// In the order of their paths.
    pub(crate) entries: Vec<Entry>,
    /// Their models.
    pub(crate) models: Models,
    /// Files that gave no document.
    pub(crate) left: Left,
    /// Texts that no cache knew.
    pub(crate) read_anew: usize,
}

impl Pack {
    /// An empty pack with a file for models that goes away with it.
    pub(crate) fn temporary() -> std::io::Result<Self> {
        Ok(Self { models: Models { files: vec![Mutex::new(tempfile::tempfile()?)] }, ..Self::default() })
    }

    /// Adds stored models; gives the place of each.
    pub(crate) fn append(&mut self, models: &[Vec<u8>]) -> std::io::Result<Vec<(usize, u64, u64)>> {
        let mut file = self.models.files[0].lock().map_err(|_| std::io::Error::other("poisoned"))?;
        let mut at = file.seek(SeekFrom::End(0))?;
        let mut places = Vec::with_capacity(models.len());
        for model in models {
            file.write_all(model)?;
            places.push((0, at, model.len() as u64));
            at += model.len() as u64;
        }
        Ok(places)
    }

    /// Writes the pack as a shard.
    pub(crate) fn write(self, path: &Path, shard: Shard) -> std::io::Result<()> {
        let index = postcard::to_stdvec(&((shard.number, shard.of), &self.entries, &self.left.unread, self.left.skipped))
            .map_err(std::io::Error::other)?;
        crate::output::replaced(path, |out| {
            let mut file = self.models.files[0].lock().map_err(|_| std::io::Error::other("poisoned"))?;
            file.seek(SeekFrom::Start(0))?;
            let length = std::io::copy(&mut *file, out)?;
            out.write_all(&index)?;
            out.write_all(&length.to_le_bytes())?;
            out.write_all(blake3::hash(&index).as_bytes())?;
            out.write_all(MARK)
        })
    }

    /// Reads the shards of one folder.
    pub(crate) fn merge(paths: &[PathBuf], lang: Lang) -> Result<Self, String> {
        let mut pack = Self::default();
        let mut shares: Vec<(usize, usize)> = Vec::new();
        for path in paths {
            let (mut file, share, entries, left) = open(path).map_err(|error| {
                let shown = crate::input::shown(path);
                match (error, lang) {
                    (Some(error), _) => format!("{shown}: {error}"),
                    (None, Lang::Vi) => format!("{shown}: không phải kết quả --shard của phiên bản này, hoặc tệp không trọn vẹn"),
                    (None, Lang::En) => format!("{shown}: is no result of --shard by this version, or not whole"),
                }
            })?;
            shares.push(share);
            let number = pack.models.files.len();
            let _ = file.rewind();
            pack.models.files.push(Mutex::new(file));
            pack.entries.extend(entries.into_iter().map(|mut entry| {
                entry.place.stored = entry.place.stored.map(|(_, at, length)| (number, at, length));
                entry
            }));
            pack.left.unread.extend(left.unread);
            pack.left.skipped += left.skipped;
        }
        pack.entries.sort_by(|a, b| a.path.cmp(&b.path));
        pack.left.unread.sort();
        if let Some(twice) = pack.entries.windows(2).find(|pair| pair[0].path == pair[1].path) {
            let path = &twice[0].path;
            return Err(match lang {
                Lang::Vi => format!("{path}: có trong nhiều phần, hoặc một phần được nêu hai lần"),
                Lang::En => format!("{path}: is in two shards"),
            });
        }
        shares.sort_unstable();
        let of = shares.first().map_or(0, |(_, of)| *of);
        if !shares.iter().copied().eq((1..=of).map(|number| (number, of))) {
            let given: Vec<String> = shares.iter().map(|(number, of)| format!("{number}/{of}")).collect();
            return Err(match lang {
                Lang::Vi => format!("các phần không đủ hoặc không cùng một bộ: {}", given.join(", ")),
                Lang::En => format!("the shards are not all, or not of one folder: {}", given.join(", ")),
            });
        }
        Ok(pack)
    }
}

/// What stands behind the models of a shard: its share, its documents, what was not read, how many were skipped.
type Index = ((usize, usize), Vec<Entry>, Vec<(String, String)>, usize);

/// What a shard holds: the file with its models, its share, its documents, what was left.
type Opened = (File, (usize, usize), Vec<Entry>, Left);

/// The file and index of a shard; no error text where its form is wrong.
fn open(path: &Path) -> Result<Opened, Option<std::io::Error>> {
    let mut file = File::open(path).map_err(Some)?;
    let length = file.metadata().map_err(Some)?.len();
    let tail = 8 + 32 + MARK.len() as u64;
    let start = length.checked_sub(tail).ok_or(None)?;
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(start)).map_err(Some)?;
    file.read_to_end(&mut bytes).map_err(Some)?;
    let (from, rest) = bytes.split_first_chunk::<8>().ok_or(None)?;
    let (hash, mark) = rest.split_first_chunk::<32>().ok_or(None)?;
    let from = u64::from_le_bytes(*from);
    if mark != MARK || from > start {
        return Err(None);
    }
    let mut index = Vec::new();
    file.seek(SeekFrom::Start(from)).map_err(Some)?;
    (&mut file).take(start - from).read_to_end(&mut index).map_err(Some)?;
    if blake3::hash(&index).as_bytes() != hash {
        return Err(None);
    }
    let (share, mut entries, mut unread, skipped): Index = postcard::from_bytes(&index).map_err(|_| None)?;
    // A shard holds all its models: no file that it names is opened, and none lies beyond its end.
    let is_within = |at: u64, length: u64| at.checked_add(length).is_some_and(|end| end <= from);
    if !entries.iter().all(|entry| entry.place.stored.is_some_and(|(_, at, length)| is_within(at, length))) {
        return Err(None);
    }
    entries.iter_mut().for_each(|entry| entry.path = line(&entry.path));
    unread.iter_mut().for_each(|(path, reason)| (*path, *reason) = (line(path), line(reason)));
    Ok((file, share, entries, Left { unread, skipped }))
}

impl Models {
    /// The document at a place; parsed again from its file where no model was stored.
    pub(crate) fn get(&self, place: &Place) -> Option<Document> {
        if let Some((file, at, length)) = place.stored {
            let mut bytes = vec![0; usize::try_from(length).ok()?];
            {
                let mut file = self.files.get(file)?.lock().ok()?;
                file.seek(SeekFrom::Start(at)).ok()?;
                file.read_exact(&mut bytes).ok()?;
            }
            return restore(super::cache::opened(&place.hash, &bytes)?);
        }
        let (bytes, document, _) = crate::input::read(&place.file).ok()?;
        (crate::input::hash(&bytes) == place.hash).then_some(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What merging says of a shard of one document, whose model is said to be there.
    fn merged(stored: Option<(usize, u64, u64)>) -> Result<Pack, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let facts = Facts::of(&bamsat_core::read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Kiểm tra cơ sở in."));
        let place = Place { hash: [0; 32], file: "/etc/passwd".into(), stored };
        let mut pack = Pack::temporary().expect("a pack");
        pack.append(&[vec![0; 10]]).expect("a model");
        pack.entries.push(Entry { path: "a\u{1b}[2J\u{202e}.txt".to_owned(), facts, drafts: Vec::new(), place });
        pack.left.unread.push(("b\u{7}.txt".to_owned(), "\u{9b}31m".to_owned()));
        let path = folder.path().join("1.shard");
        pack.write(&path, Shard { number: 1, of: 1 }).expect("a shard");
        Pack::merge(&[path], Lang::En)
    }

    #[test]
    fn a_shard_names_no_other_file_and_nothing_beyond_its_end() {
        let pack = merged(Some((0, 2, 8))).expect("a whole shard");
        assert_eq!((pack.entries[0].path.as_str(), &pack.left.unread[0]), ("a[2J.txt", &("b.txt".to_owned(), "31m".to_owned())));
        for stored in [None, Some((0, 3, 8)), Some((0, 0, u64::MAX)), Some((0, u64::MAX, 1)), Some((0, 11, 0))] {
            assert!(merged(stored).is_err_and(|line| line.contains("is no result of --shard")), "{stored:?}");
        }
    }
}
