//! What earlier runs understood, by hash of the text.
//!
//! A cache is a help, never a need: where it cannot be opened, is broken or was written by another
//! version, the run goes on without it, or makes it anew, and says so.

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use bamsat_core::audit::Judgement;
use bamsat_core::cascade::Facts;
use bamsat_core::finding::Located;
use bamsat_core::message::Lang;
use redb::{Database, DatabaseError, Durability, ReadableDatabase, TableDefinition};
use serde::de::DeserializeOwned;

use crate::output;

use super::Entry;
use super::pack::Hash;

const META: TableDefinition<'_, &str, &str> = TableDefinition::new("meta");
const DOCUMENTS: Table<32> = TableDefinition::new("documents");
const JUDGEMENTS: Table<64> = TableDefinition::new("judgements");

/// What is known of a text: nothing more where it holds no plan.
pub(crate) type Known = Option<(Facts, Vec<Located>)>;

/// The cache, or none.
#[derive(Default)]
pub(crate) struct Cache {
    database: Option<Database>,
    /// The file turned out damaged: it is not used any more, and goes away at the end.
    damaged: AtomicBool,
    folder: PathBuf,
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
    /// Its name in the folder.
    pub(crate) const FILE: &str = "audit.redb";

    /// Whether the file turned out damaged in this run.
    pub(crate) fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

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
                std::fs::remove_file(folder.join(Cache::FILE)).map_err(|error| Refused::Folder(error.to_string()))?;
                attempt(folder)
            }
            other => Err(other),
        });
        match opened {
            Ok(database) => Self { database: Some(database), damaged: AtomicBool::new(false), folder: folder.to_owned() },
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
    pub(crate) fn document(&self, hash: &Hash) -> Option<Known> {
        self.get(DOCUMENTS, hash)
    }

    /// What is known of a pair.
    pub(crate) fn judgement(&self, parent: &Hash, child: &Hash) -> Option<Judgement> {
        self.get(JUDGEMENTS, &pair(parent, child))
    }

    /// Keeps what was read; a failure costs only the next run's time.
    pub(crate) fn put_documents<'a>(&self, entries: impl Iterator<Item = &'a Entry>, no_plans: &[Hash]) {
        let plans = entries.filter_map(|entry| Some((entry.place.hash, postcard::to_stdvec(&Some((&entry.facts, &entry.drafts))).ok()?)));
        let others = no_plans.iter().filter_map(|hash| Some((*hash, postcard::to_stdvec(&Known::None).ok()?)));
        self.put(DOCUMENTS, plans.chain(others));
    }

    /// Keeps what was judged.
    pub(crate) fn put_judgements<'a>(&self, judged: impl Iterator<Item = (&'a Hash, &'a Hash, &'a Judgement)>) {
        let values = judged.filter_map(|(parent, child, judgement)| Some((pair(parent, child), postcard::to_stdvec(judgement).ok()?)));
        self.put(JUDGEMENTS, values);
    }

    /// A value whose seal holds.
    fn get<const N: usize, T: DeserializeOwned>(&self, table: Table<N>, key: &[u8; N]) -> Option<T> {
        let database = self.database.as_ref().filter(|_| !self.damaged.load(Ordering::Relaxed))?;
        let found = guarded(|| {
            let table = database.begin_read().ok()?.open_table(table).ok()?;
            Some(table.get(key).ok()??.value().to_vec())
        });
        match found {
            Ok(None) => None,
            Ok(Some(value)) => match opened(&value).and_then(|value| postcard::from_bytes(value).ok()) {
                Some(value) => Some(value),
                None => self.give_up(),
            },
            Err(Panicked) => self.give_up(),
        }
    }

    fn put<const N: usize>(&self, table: Table<N>, values: impl Iterator<Item = ([u8; N], Vec<u8>)>) {
        let values: Vec<_> = values.collect();
        let Some(database) = self.database.as_ref().filter(|_| !values.is_empty() && !self.damaged.load(Ordering::Relaxed)) else { return };
        let written = guarded(|| {
            let mut write = database.begin_write().ok()?;
            // What a crash takes is read again.
            write.set_durability(Durability::None).ok()?;
            {
                let mut table = write.open_table(table).ok()?;
                for (key, value) in &values {
                    table.insert(key, sealed(value).as_slice()).ok()?;
                }
            }
            write.commit().ok()
        });
        if written.is_err() {
            self.give_up::<()>();
        }
    }

    /// Uses the file no more.
    fn give_up<T>(&self) -> Option<T> {
        self.damaged.store(true, Ordering::Relaxed);
        None
    }
}

/// A table with keys of `N` bytes.
type Table<const N: usize> = TableDefinition<'static, &'static [u8; N], &'static [u8]>;

/// Something in the store itself gave up.
struct Panicked;

/// Runs what may meet a damaged file: the store panics on some damage.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, Panicked> {
    std::panic::catch_unwind(AssertUnwindSafe(run)).map_err(|_| Panicked)
}

/// A value behind the hash of its bytes.
pub(crate) fn sealed(value: &[u8]) -> Vec<u8> {
    [blake3::hash(value).as_bytes().as_slice(), value].concat()
}

/// The value, when its hash holds.
pub(super) fn opened(sealed: &[u8]) -> Option<&[u8]> {
    let (hash, value) = sealed.split_first_chunk::<32>()?;
    (blake3::hash(value).as_bytes() == hash).then_some(value)
}

impl Drop for Cache {
    /// One durable commit at the end carries all before it; a damaged file goes away.
    fn drop(&mut self) {
        let Some(database) = self.database.take() else { return };
        let committed = guarded(move || database.begin_write().is_ok_and(|write| write.commit().is_ok()));
        if committed.is_err() || self.damaged.load(Ordering::Relaxed) {
            let _ = std::fs::remove_file(self.folder.join(Cache::FILE));
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
    guarded(|| attempt_plainly(folder)).unwrap_or(Err(Refused::Foreign))
}

fn attempt_plainly(folder: &Path) -> Result<Database, Refused> {
    made(folder).map_err(|error| Refused::Folder(error.to_string()))?;
    let path = folder.join(Cache::FILE);
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
    let begun = || -> Option<()> {
        let write = database.begin_write().ok()?;
        write.open_table(META).ok()?.insert("version", version.as_str()).ok()?;
        write.open_table(DOCUMENTS).ok()?;
        write.open_table(JUDGEMENTS).ok()?;
        write.commit().ok()
    };
    if new {
        begun().ok_or(Refused::Foreign)?;
    }
    Ok(database)
}

/// Makes the folder where it is not there: it holds words of documents, which are for this user.
fn made(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
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
