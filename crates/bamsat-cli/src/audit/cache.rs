//! What earlier runs understood, by hash of the text.
//!
//! A cache is a help, never a need: where it cannot be opened, is broken or was written by another
//! version, the run goes on without it, or makes it anew, and says so.

use std::path::{Path, PathBuf};

use bamsat_core::audit::Judgement;
use bamsat_core::cascade::Facts;
use bamsat_core::finding::Located;
use bamsat_core::message::Lang;
use redb::{Database, DatabaseError, Durability, ReadableDatabase, TableDefinition};

use crate::output;

use super::Entry;
use super::pack::Hash;

const FILE: &str = "audit.redb";
const META: TableDefinition<'_, &str, &str> = TableDefinition::new("meta");
const DOCUMENTS: TableDefinition<'_, &[u8; 32], &[u8]> = TableDefinition::new("documents");
const JUDGEMENTS: TableDefinition<'_, &[u8; 64], &[u8]> = TableDefinition::new("judgements");

/// The cache, or none.
#[derive(Default)]
pub(crate) struct Cache {
    database: Option<Database>,
}

/// Why a cache file cannot be used.
enum Refused {
    /// Another run uses it.
    Busy,
    /// It is broken, or of another version.
    Foreign,
    /// The folder cannot be written.
    Folder(String),
}

impl Cache {
    /// No cache.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The cache in a folder, made when it is not there.
    pub(crate) fn open(folder: &Path, lang: Lang, quiet: bool) -> Self {
        let say = |line: String| {
            if !quiet {
                output::error(&line);
            }
        };
        let shown = crate::input::shown(folder);
        let opened = attempt(folder).or_else(|refused| match refused {
            Refused::Foreign => {
                say(match lang {
                    Lang::Vi => format!("lưu ý: bộ nhớ đệm tại {shown} bị hỏng hoặc của phiên bản khác; sẽ tạo lại"),
                    Lang::En => format!("note: the cache in {shown} is broken or of another version; it is made anew"),
                });
                std::fs::remove_file(folder.join(FILE)).map_err(|error| Refused::Folder(error.to_string()))?;
                attempt(folder)
            }
            other => Err(other),
        });
        match opened {
            Ok(database) => Self { database: Some(database) },
            Err(refused) => {
                say(match (refused, lang) {
                    (Refused::Busy, Lang::Vi) => {
                        format!("lưu ý: bộ nhớ đệm tại {shown} đang được một lần chạy khác sử dụng; lần này không dùng")
                    }
                    (Refused::Busy, Lang::En) => format!("note: the cache in {shown} is in use by another run; this one goes without"),
                    (Refused::Foreign, Lang::Vi) => format!("lưu ý: không tạo lại được bộ nhớ đệm tại {shown}; lần này không dùng"),
                    (Refused::Foreign, Lang::En) => format!("note: the cache in {shown} cannot be made anew; this run goes without"),
                    (Refused::Folder(error), Lang::Vi) => format!("lưu ý: không dùng được bộ nhớ đệm tại {shown} ({error})"),
                    (Refused::Folder(error), Lang::En) => format!("note: no cache in {shown} ({error})"),
                });
                Self::none()
            }
        }
    }

    /// The folder for the caches of this user.
    pub(crate) fn usual_folder() -> Option<PathBuf> {
        use etcetera::BaseStrategy;
        etcetera::choose_base_strategy().ok().map(|strategy| strategy.cache_dir().join("bamsat"))
    }

    /// What is known of a text.
    pub(crate) fn document(&self, hash: &Hash) -> Option<(Facts, Vec<Located>)> {
        let table = self.database.as_ref()?.begin_read().ok()?.open_table(DOCUMENTS).ok()?;
        let value = table.get(hash).ok()??;
        postcard::from_bytes(value.value()).ok()
    }

    /// What is known of a pair.
    pub(crate) fn judgement(&self, parent: &Hash, child: &Hash) -> Option<Judgement> {
        let table = self.database.as_ref()?.begin_read().ok()?.open_table(JUDGEMENTS).ok()?;
        let value = table.get(&pair(parent, child)).ok()??;
        postcard::from_bytes(value.value()).ok()
    }

    /// Keeps what was read; a failure costs only the next run's time.
    pub(crate) fn put_documents<'a>(&self, entries: impl Iterator<Item = &'a Entry>) {
        let values = entries.filter_map(|entry| Some((entry.place.hash, postcard::to_stdvec(&(&entry.facts, &entry.drafts)).ok()?)));
        let _ = self.put(DOCUMENTS, values);
    }

    /// Keeps what was judged.
    pub(crate) fn put_judgements<'a>(&self, judged: impl Iterator<Item = (&'a Hash, &'a Hash, &'a Judgement)>) {
        let values = judged.filter_map(|(parent, child, judgement)| Some((pair(parent, child), postcard::to_stdvec(judgement).ok()?)));
        let _ = self.put(JUDGEMENTS, values);
    }

    fn put<const N: usize>(
        &self,
        table: TableDefinition<'_, &'static [u8; N], &'static [u8]>,
        values: impl Iterator<Item = ([u8; N], Vec<u8>)>,
    ) -> Option<()> {
        let values: Vec<_> = values.collect();
        let database = self.database.as_ref().filter(|_| !values.is_empty())?;
        let mut write = database.begin_write().ok()?;
        // What a crash takes is read again.
        write.set_durability(Durability::None).ok()?;
        {
            let mut table = write.open_table(table).ok()?;
            for (key, value) in &values {
                table.insert(key, value.as_slice()).ok()?;
            }
        }
        write.commit().ok()
    }
}

impl Drop for Cache {
    /// One durable commit at the end carries all before it.
    fn drop(&mut self) {
        if let Some(database) = &self.database
            && let Ok(write) = database.begin_write()
        {
            let _ = write.commit();
        }
    }
}

fn pair(parent: &Hash, child: &Hash) -> [u8; 64] {
    let mut key = [0; 64];
    key[..32].copy_from_slice(parent);
    key[32..].copy_from_slice(child);
    key
}

fn attempt(folder: &Path) -> Result<Database, Refused> {
    std::fs::create_dir_all(folder).map_err(|error| Refused::Folder(error.to_string()))?;
    let path = folder.join(FILE);
    let new = !path.exists();
    let database = Database::create(&path).map_err(|error| match error {
        DatabaseError::DatabaseAlreadyOpen => Refused::Busy,
        DatabaseError::Storage(redb::StorageError::Io(error)) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            Refused::Folder(error.to_string())
        }
        _ => Refused::Foreign,
    })?;
    let version = version();
    if !new && written_by(&database).is_none_or(|by| by != version) {
        return Err(Refused::Foreign);
    }
    let made = || -> Option<()> {
        let write = database.begin_write().ok()?;
        write.open_table(META).ok()?.insert("version", version.as_str()).ok()?;
        write.open_table(DOCUMENTS).ok()?;
        write.open_table(JUDGEMENTS).ok()?;
        write.commit().ok()
    };
    if new {
        made().ok_or(Refused::Foreign)?;
    }
    Ok(database)
}

fn written_by(database: &Database) -> Option<String> {
    let table = database.begin_read().ok()?.open_table(META).ok()?;
    Some(table.get("version").ok()??.value().to_owned())
}

/// The version of the program: its number, and size and time of the file that runs, for whoever
/// builds it anew.
fn version() -> String {
    let built = std::env::current_exe().and_then(std::fs::metadata).ok().and_then(|meta| {
        let time = meta.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some((meta.len(), time.as_secs()))
    });
    format!("{} {built:?}", env!("CARGO_PKG_VERSION"))
}
