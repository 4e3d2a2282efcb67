//! What earlier runs understood, by hash of the text.
//!
//! A cache is a help, never a need: where it cannot be opened, is broken or was written by another
//! version, the run goes on without it, or makes it anew, and says so. Nothing in it goes away by itself:
//! one that was written by another version, or has grown beyond its limit, is begun anew.

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::time::{Duration, Instant};

use bamsat_core::audit::Judgement;
use bamsat_core::cascade::Facts;
use bamsat_core::finding::Located;
use bamsat_core::message::Lang;
use redb::{Database, DatabaseError, Durability, ReadableDatabase, StorageError, TableDefinition};
use serde::de::DeserializeOwned;

use crate::{input, limits, output};

use super::Entry;
use super::pack::Hash;

const META: TableDefinition<'_, &str, &str> = TableDefinition::new("meta");
const DOCUMENTS: Table<32> = TableDefinition::new("documents");
const JUDGEMENTS: Table<64> = TableDefinition::new("judgements");

/// Time of work that a run loses at most when it is killed.
const UNSAFE: Duration = Duration::from_secs(2);

/// What is known of a text: nothing more where it holds no plan.
pub(crate) type Known = Option<(Facts, Vec<Located>)>;

/// The cache, or none.
#[derive(Default)]
pub(crate) struct Cache {
    database: Option<Database>,
    /// The file turned out damaged: it is not used any more, and goes away at the end.
    damaged: AtomicBool,
    /// Why something could not be written.
    unwritten: Mutex<Option<String>>,
    /// When what was written last outlives a kill.
    safe: Mutex<Option<Instant>>,
    folder: PathBuf,
    /// The language for notes; none where none are wanted.
    notes: Option<Lang>,
}

/// Why a cache file cannot be used.
enum Refused {
    /// Another run uses it.
    Busy,
    /// It is broken, or of another version.
    Foreign,
    /// It has grown too large.
    Large,
    /// The folder cannot be written.
    Folder(String),
}

impl Cache {
    /// Its name in the folder.
    pub(crate) const FILE: &str = "audit.redb";

    /// No cache.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The cache in a folder, made when it is not there.
    pub(crate) fn open(folder: &Path, lang: Lang, quiet: bool) -> Self {
        let notes = (!quiet).then_some(lang);
        let shown = input::shown(folder);
        let opened = attempt(folder).or_else(|refused| {
            let (vi, en) = match refused {
                Refused::Foreign => ("bị hỏng hoặc của phiên bản khác; sẽ tạo lại", "is broken or of another version; it is made anew"),
                Refused::Large => ("đã lớn hơn giới hạn; sẽ tạo lại", "has grown beyond its limit; it is made anew"),
                other => return Err(other),
            };
            let raised = if matches!(refused, Refused::Large) { limits::raised("cache-mb", lang) } else { String::new() };
            say(notes, &format!("bộ nhớ đệm tại {shown} {vi}{raised}"), &format!("the cache in {shown} {en}{raised}"));
            std::fs::remove_file(folder.join(Cache::FILE)).map_err(|error| Refused::Folder(error.to_string()))?;
            attempt(folder)
        });
        match opened {
            Ok(database) => {
                let mut cache = Self::none();
                (cache.database, cache.folder, cache.notes) = (Some(database), folder.to_owned(), notes);
                cache.safe = Mutex::new(Some(Instant::now()));
                cache
            }
            Err(refused) => {
                let (vi, en) = match refused {
                    Refused::Busy => (
                        format!("bộ nhớ đệm tại {shown} đang được một lần chạy khác sử dụng; lần này không dùng"),
                        format!("the cache in {shown} is in use by another run; this one goes without"),
                    ),
                    Refused::Foreign | Refused::Large => (
                        format!("không tạo lại được bộ nhớ đệm tại {shown}; lần này không dùng"),
                        format!("the cache in {shown} cannot be made anew; this run goes without"),
                    ),
                    Refused::Folder(error) => {
                        (format!("không dùng được bộ nhớ đệm tại {shown} ({error})"), format!("no cache in {shown} ({error})"))
                    }
                };
                say(notes, &vi, &en);
                Self::none()
            }
        }
    }

    /// The folder for the caches of this user.
    pub(crate) fn usual_folder() -> Option<PathBuf> {
        use etcetera::BaseStrategy;
        etcetera::choose_base_strategy().ok().map(|strategy| strategy.cache_dir().join("bamsat"))
    }

    /// Whether what is put here is kept.
    pub(crate) fn is_used(&self) -> bool {
        self.sound().is_some()
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

    /// The store, as long as nothing in it was found damaged.
    fn sound(&self) -> Option<&Database> {
        self.database.as_ref().filter(|_| !self.damaged.load(Ordering::Relaxed))
    }

    /// A value whose seal holds.
    fn get<const N: usize, T: DeserializeOwned>(&self, table: Table<N>, key: &[u8; N]) -> Option<T> {
        let database = self.sound()?;
        let found = guarded(|| -> Result<Option<Vec<u8>>, redb::Error> {
            let table = database.begin_read()?.open_table(table)?;
            Ok(table.get(key)?.map(|value| value.value().to_vec()))
        });
        match found {
            Ok(Ok(None)) => None,
            Ok(Ok(Some(value))) => match opened(key, &value).and_then(|value| postcard::from_bytes(value).ok()) {
                Some(value) => Some(value),
                None => self.give_up(),
            },
            Ok(Err(_)) | Err(Panicked) => self.give_up(),
        }
    }

    fn put<const N: usize>(&self, table: Table<N>, values: impl Iterator<Item = ([u8; N], Vec<u8>)>) {
        let values: Vec<_> = values.collect();
        let Some(database) = self.sound().filter(|_| !values.is_empty()) else { return };
        let written = guarded(|| -> Result<(), redb::Error> {
            let mut write = database.begin_write()?;
            // What a crash takes is read again: not all is worth the wait.
            let mut safe = self.safe.lock().unwrap_or_else(PoisonError::into_inner);
            if safe.is_some_and(|safe| safe.elapsed() < UNSAFE) {
                write.set_durability(Durability::None)?;
            } else {
                *safe = Some(Instant::now());
            }
            {
                let mut table = write.open_table(table)?;
                for (key, value) in &values {
                    table.insert(key, sealed(key, value).as_slice())?;
                }
            }
            Ok(write.commit()?)
        });
        match written {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.miss(error),
            Err(Panicked) => {
                self.give_up::<()>();
            }
        }
    }

    /// Something could not be written: the disk is full, or the store does not hold together.
    fn miss(&self, error: redb::Error) {
        match error {
            redb::Error::Io(_) | redb::Error::PreviousIo => {
                self.unwritten.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error.to_string());
            }
            _ => {
                self.give_up::<()>();
            }
        }
    }

    /// Uses the file no more.
    fn give_up<T>(&self) -> Option<T> {
        self.damaged.store(true, Ordering::Relaxed);
        None
    }
}

fn say(notes: Option<Lang>, vi: &str, en: &str) {
    match notes {
        Some(Lang::Vi) => output::error(&format!("lưu ý: {vi}")),
        Some(Lang::En) => output::error(&format!("note: {en}")),
        None => {}
    }
}

/// A table with keys of `N` bytes.
type Table<const N: usize> = TableDefinition<'static, &'static [u8; N], &'static [u8]>;

/// Something in the store itself gave up.
struct Panicked;

thread_local! {
    /// Whether a panic of this thread is expected, and told as damage.
    static EXPECTED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Runs what may meet a damaged file: the store panics on some damage, which is nobody's to read.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, Panicked> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !EXPECTED.get() {
                usual(panic);
            }
        }));
    });
    EXPECTED.set(true);
    let done = std::panic::catch_unwind(AssertUnwindSafe(run)).map_err(|_| Panicked);
    EXPECTED.set(false);
    done
}

/// A value behind the hash of its key and its bytes: under another key it is worth nothing.
pub(crate) fn sealed(key: &[u8], value: &[u8]) -> Vec<u8> {
    [seal(key, value).as_slice(), value].concat()
}

/// The value, when its hash holds.
pub(super) fn opened<'s>(key: &[u8], sealed: &'s [u8]) -> Option<&'s [u8]> {
    let (hash, value) = sealed.split_first_chunk::<32>()?;
    (seal(key, value) == *hash).then_some(value)
}

fn seal(key: &[u8], value: &[u8]) -> Hash {
    *blake3::Hasher::new().update(key).update(value).finalize().as_bytes()
}

impl Drop for Cache {
    /// One durable commit at the end carries all before it; a damaged file goes away.
    fn drop(&mut self) {
        let Some(database) = self.database.take() else { return };
        let shown = input::shown(&self.folder);
        let file = self.folder.join(Cache::FILE);
        // Another run that waits for the file must not find the damaged one: it goes while its lock is held, where
        // the system lets an open file go.
        let gone = self.damaged.load(Ordering::Relaxed) && std::fs::remove_file(&file).is_ok();
        let committed = guarded(move || -> Result<(), redb::Error> {
            if gone { Ok(()) } else { Ok(database.begin_write()?.commit()?) }
        });
        match committed {
            Ok(Err(error)) => self.miss(error),
            Err(Panicked) => drop(self.give_up::<()>()),
            Ok(Ok(())) => {}
        }
        if self.damaged.load(Ordering::Relaxed) {
            if !gone {
                let _ = std::fs::remove_file(&file);
            }
            let (vi, en) = ("bị hỏng; sẽ tạo lại ở lần chạy sau", "is damaged; the next run makes it anew");
            say(self.notes, &format!("bộ nhớ đệm tại {shown} {vi}"), &format!("the cache in {shown} {en}"));
        } else if let Some(error) = self.unwritten.get_mut().unwrap_or_else(PoisonError::into_inner) {
            say(
                self.notes,
                &format!("không ghi được bộ nhớ đệm tại {shown} ({error}); kết quả không bị ảnh hưởng"),
                &format!("the cache in {shown} cannot be written ({error}); the result is not affected"),
            );
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
    let of_folder = |error: std::io::Error| Refused::Folder(error.to_string());
    made(folder).map_err(of_folder)?;
    let path = folder.join(Cache::FILE);
    let new = !path.exists();
    let database = Database::create(&path).map_err(|error| match error {
        DatabaseError::DatabaseAlreadyOpen => Refused::Busy,
        DatabaseError::Storage(StorageError::Io(error)) if of_system(&error) => of_folder(error),
        _ => Refused::Foreign,
    })?;
    let version = version();
    if !new && written_by(&database).is_none_or(|by| by != version) {
        return Err(Refused::Foreign);
    }
    if std::fs::metadata(&path).is_ok_and(|meta| meta.len() > input::limits().cache) {
        return Err(Refused::Large);
    }
    let made = || -> Result<(), redb::Error> {
        let write = database.begin_write()?;
        write.open_table(META)?.insert("version", version.as_str())?;
        write.open_table(DOCUMENTS)?;
        write.open_table(JUDGEMENTS)?;
        Ok(write.commit()?)
    };
    if let Some(error) = new.then(made).and_then(Result::err) {
        drop(database);
        let _ = std::fs::remove_file(&path);
        return Err(Refused::Folder(error.to_string()));
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

/// Whether the system refuses, not what stands in the file.
fn of_system(error: &std::io::Error) -> bool {
    error.raw_os_error().is_some()
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
