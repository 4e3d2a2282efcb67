//! Reads the files of a folder in parallel, each text once and only if it is new.

use std::path::{Path, PathBuf};

use bamsat_core::cascade::Facts;
use bamsat_core::document::{Document, store};
use bamsat_core::finding::Located;
use bamsat_core::message::Lang;
use bamsat_core::rules;
use bamsat_read::Remark;
use rayon::prelude::*;

use crate::arguments::Common;
use crate::input::{self, InputError};
use crate::limits;

use super::cache::sealed;
use super::pack::{Hash, Place};
use super::walk::Walked;
use super::{Cache, Entry, Pack, Progress};

/// Files that are in memory at the same time.
const AT_ONCE: usize = 256;

/// Whether what was understood of a text is kept for the next run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keep {
    Yes,
    /// Another run may have time for more of it.
    No,
}

/// What one file gave.
enum Read {
    /// It is known from an earlier run.
    Known { hash: Hash, facts: Facts, drafts: Vec<Located> },
    /// It was parsed now.
    New { hash: Hash, facts: Facts, drafts: Vec<Located>, model: Vec<u8>, keep: Keep },
    /// It holds no plan; the hash, where no cache knew that.
    NoPlan { anew: Option<Hash> },
    /// It could not be read.
    Failed(InputError),
}

/// Reads `walked`; `whole` asks for every model, also of texts that are known.
pub(crate) fn gather(walked: Walked, cache: &Cache, whole: bool, common: &Common) -> Result<Pack, String> {
    let failed = |error: std::io::Error| match common.lang {
        Lang::Vi => format!("không ghi được tệp tạm ({error})"),
        Lang::En => format!("cannot write a temporary file ({error})"),
    };
    let mut pack = Pack::temporary().map_err(failed)?;
    pack.left.unread = walked.unread;
    pack.left.skipped = walked.skipped;
    let progress = Progress::new(common, walked.files.len());
    for files in walked.files.chunks(AT_ONCE) {
        if input::is_late() {
            return Err(limits::late(common.lang, cache.is_used()));
        }
        input::prepare(files.iter().map(|(file, _)| file.as_path()), |bytes| whole || cache.document(&input::hash(bytes)).is_none());
        let read: Vec<Read> = files
            .par_iter()
            .map(|(file, _)| {
                let read = one(file, cache, whole);
                progress.step();
                read
            })
            .collect();
        add(&mut pack, files, read, cache, common.lang).map_err(failed)?;
    }
    pack.left.unread.sort();
    Ok(pack)
}

fn one(file: &Path, cache: &Cache, whole: bool) -> Read {
    let bytes = match input::bytes(file) {
        Ok(bytes) => bytes,
        Err(error) => return Read::Failed(error),
    };
    let hash = input::hash(&bytes);
    if !whole && let Some(known) = cache.document(&hash) {
        return match known {
            Some((facts, drafts)) => Read::Known { hash, facts, drafts },
            None => Read::NoPlan { anew: None },
        };
    }
    let (document, remarks) = match input::parsed(file, &bytes) {
        Ok(read) => read,
        Err(error) if error.is_no_plan() => return Read::NoPlan { anew: Some(hash) },
        Err(error) => return Read::Failed(error),
    };
    if !is_named(&document) {
        let error = input::no_plan(file, &remarks);
        return if error.is_no_plan() { Read::NoPlan { anew: Some(hash) } } else { Read::Failed(error) };
    }
    let keep = if remarks.iter().any(|remark| matches!(remark, Remark::ScansLate(_))) { Keep::No } else { Keep::Yes };
    let model = sealed(&hash, &store(&document));
    Read::New { hash, facts: Facts::of(&document), drafts: rules::located(&document), model, keep }
}

/// Whether it says what it is: in a folder many texts have sections and dates and are no documents
/// of an issuer.
fn is_named(document: &Document) -> bool {
    let header = &document.header;
    header.doc_type.is_some() || !header.symbol.is_empty() || !header.issuer.is_empty()
}

/// Puts what was read into the pack, in the order of the files.
fn add(pack: &mut Pack, files: &[(PathBuf, String)], read: Vec<Read>, cache: &Cache, lang: Lang) -> std::io::Result<()> {
    let (mut new, mut models, mut no_plans, mut kept) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for ((file, path), read) in files.iter().zip(read) {
        let (hash, facts, drafts) = match read {
            Read::Known { hash, facts, drafts } => (hash, facts, drafts),
            Read::New { hash, facts, drafts, model, keep } => {
                new.push(pack.entries.len());
                kept.extend((keep == Keep::Yes).then_some(pack.entries.len()));
                models.push(model);
                (hash, facts, drafts)
            }
            Read::NoPlan { anew } => {
                no_plans.extend(anew);
                pack.left.skipped += 1;
                continue;
            }
            Read::Failed(error) => {
                pack.left.unread.push((path.clone(), error.reason(lang)));
                continue;
            }
        };
        let place = Place { hash, file: file.clone(), stored: None };
        pack.entries.push(Entry { path: path.clone(), facts, drafts, place });
    }
    let places = pack.append(&models)?;
    for (&entry, place) in new.iter().zip(places) {
        pack.entries[entry].place.stored = Some(place);
    }
    pack.read_anew += new.len();
    cache.put_documents(kept.iter().map(|&entry| &pack.entries[entry]), &no_plans);
    Ok(())
}
