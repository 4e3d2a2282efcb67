//! Files that the program reads back: settings, baseline, cache, shards. Others may have written or
//! broken them. What must hold of each for any bytes, as functions that tests and fuzz targets call.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use bamsat_core::audit::{Depth, Judgement};
use bamsat_core::cascade::Facts;
use bamsat_core::compare::compare;
use bamsat_core::document::{Document, store};
use bamsat_core::message::Lang;
use bamsat_core::rules;
use serde::Serialize;

use crate::arguments::Shard;
use crate::audit::{Cache, Entry, Hash, Pack, Place, sealed};
use crate::policy::{Baseline, Ran};
use crate::settings::{NAME, Settings};
use crate::{config as printing, input};

/// What holds for bytes.
pub type Invariant = fn(&[u8]);

/// Every function by its name, which is that of its fuzz target and of its folder in
/// `tests/regressions`.
pub const ALL: [(&str, Invariant); 4] = [("config", config), ("baseline", baseline), ("cache", cache), ("shard", shard)];

const LANGS: [Lang; 2] = [Lang::Vi, Lang::En];

const PARENT: &str = "UBND TỈNH A\nSố: 12/KH-UBND\nA, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nPhòng cháy năm 2026\nI. NHIỆM VỤ\n\
    - Tập huấn cho 100% cán bộ xã trước ngày 30/6/2026.\n- Kiểm tra cơ sở in mỗi quý.\n- Sở Y tế chủ trì, báo cáo.\n";
const CHILD: &str = "UBND XÃ B\nSố: 3/KH-UBND\nB, ngày 20 tháng 3 năm 2026\nKẾ HOẠCH\nThực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2026 của UBND tỉnh A\n\
    I. NHIỆM VỤ\n- Tập huấn cho 80% cán bộ xã trước ngày 30/6/2026.\n";

/// A `bamsat.toml` of these bytes gives settings or one line that says why not; settings that are
/// printed and read again are the same.
///
/// # Panics
///
/// When that does not hold.
pub fn config(data: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(NAME);
    let read = |bytes: &[u8]| {
        fs::write(&file, bytes).expect("a file");
        LANGS.map(|lang| Settings::find(Some(&file), Path::new(""), lang))
    };
    let print = |settings: &Settings| printing::text(settings, Lang::En);
    let [vi, en] = read(data);
    match (vi, en) {
        // Paths of plans are told as they lead from the folder of the process.
        (Ok(_), Ok(settings)) if settings.plans.is_empty() => {
            let printed = print(&settings);
            let again = read(printed.as_bytes()).map(|read| read.map(|settings| print(&settings)));
            assert_eq!(again, [Ok(printed.clone()), Ok(printed)], "what is in force is told as it is written");
        }
        (Ok(_), Ok(_)) => {}
        (Err(vi), Err(en)) => [vi, en].iter().for_each(|line| check_line(line, &file)),
        (vi, en) => panic!("good in one language: {:?} {:?}", vi.err(), en.err()),
    }
}

/// A baseline of these bytes is read, or one line says why not; it keeps what it is not asked to drop.
///
/// # Panics
///
/// When that does not hold.
pub fn baseline(data: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("baseline.json");
    fs::write(&file, data).expect("a file");
    let ran = Ran { plans: &[], parents: &[], rule: &|_| true };
    let rewritten = || {
        let known = Baseline::read(&file, Lang::Vi).expect("what was written is read");
        assert_eq!(known.mended(&ran), 0, "nothing was looked at");
        known.pruned(&ran).write(&file, Lang::Vi).expect("written");
        fs::read(&file).expect("a file")
    };
    match LANGS.map(|lang| Baseline::read(&file, lang)) {
        [Ok(_), Ok(_)] => assert_eq!(rewritten(), rewritten(), "written once it stays"),
        [Err(vi), Err(en)] => [vi, en].iter().for_each(|line| check_line(line, &file)),
        _ => panic!("good in one language"),
    }
}

/// A message is one line, and names the file.
fn check_line(line: &str, file: &Path) {
    assert!(!line.contains(char::is_control), "one line that a terminal can show: {line:?}");
    assert!(line.contains(&input::shown(file)), "{line}");
}

/// A cache that was damaged in these places gives what it was given, or nothing, and can be written on.
///
/// # Panics
///
/// When it gives something else.
pub fn cache(data: &[u8]) {
    static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a folder");
        fill(&Cache::open(folder.path(), Lang::En, true));
        fs::read(folder.path().join(Cache::FILE)).expect("a cache")
    });
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(Cache::FILE), damaged(&WHOLE, data)).expect("a file");
    // The second run finds what the first one left.
    for _ in 0..2 {
        let cache = Cache::open(folder.path(), Lang::En, true);
        check_cache(&cache);
        fill(&cache);
        check_cache(&cache);
    }
}

fn fill(cache: &Cache) {
    let known = &*KNOWN;
    cache.put_documents(known.entries().iter(), &[Known::NO_PLAN]);
    cache.put_judgements([(&known.places[0].hash, &known.places[1].hash, &known.judgement)].into_iter());
}

fn check_cache(cache: &Cache) {
    let known = &*KNOWN;
    for entry in known.entries() {
        if let Some(found) = cache.document(&entry.place.hash) {
            assert_eq!(bytes(&found), bytes(&Some((entry.facts, entry.drafts))), "what was put in");
        }
    }
    assert!(cache.document(&Known::NO_PLAN).is_none_or(|found| found.is_none()), "no plan");
    if let Some(found) = cache.judgement(&known.places[0].hash, &known.places[1].hash) {
        assert_eq!(bytes(&found), bytes(&known.judgement), "what was put in");
    }
}

/// A shard that was damaged in these places is refused, or gives documents that are whole, or none of
/// their models.
///
/// # Panics
///
/// When it gives something else.
pub fn shard(data: &[u8]) {
    static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("shard");
        let mut pack = Pack::temporary().expect("a file");
        let stored = pack.append(&KNOWN.models).expect("written");
        pack.entries = KNOWN.entries();
        pack.entries.iter_mut().zip(stored).for_each(|(entry, stored)| entry.place.stored = Some(stored));
        pack.write(&file, Shard { number: 1, of: 1 }).expect("written");
        fs::read(&file).expect("a shard")
    });
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("shard");
    fs::write(&file, damaged(&WHOLE, data)).expect("a file");
    match LANGS.map(|lang| Pack::merge(std::slice::from_ref(&file), lang)) {
        [Ok(pack), Ok(_)] => {
            assert_eq!(pack.entries.len(), KNOWN.models.len(), "all documents or none");
            for ((entry, known), model) in pack.entries.iter().zip(KNOWN.entries()).zip(&KNOWN.models) {
                assert_eq!(bytes(&(&entry.facts, &entry.drafts)), bytes(&(&known.facts, &known.drafts)), "what was put in");
                if let Some(document) = pack.models.get(&entry.place) {
                    assert_eq!(&sealed(&entry.place.hash, &store(&document)), model, "what was put in");
                }
            }
        }
        [Err(vi), Err(en)] => [vi, en].iter().for_each(|line| check_line(line, &file)),
        _ => panic!("good in one language"),
    }
}

fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).expect("memory")
}

/// A file after changes: the first two bytes say how much of its end is lost, each four that follow
/// a place and what stands there.
fn damaged(whole: &[u8], data: &[u8]) -> Vec<u8> {
    let mut out = whole.to_vec();
    let Some((lost, changes)) = data.split_first_chunk::<2>() else { return out };
    out.truncate(out.len().saturating_sub(usize::from(u16::from_le_bytes(*lost))));
    for [low, middle, high, byte] in changes.as_chunks::<4>().0 {
        let place = u32::from_le_bytes([*low, *middle, *high, 0]) as usize;
        let length = out.len().max(1);
        if let Some(at) = out.get_mut(place % length) {
            *at = *byte;
        }
    }
    out
}

/// Two documents, as they are kept.
struct Known {
    documents: [Document; 2],
    places: [Place; 2],
    models: [Vec<u8>; 2],
    judgement: Judgement,
}

impl Known {
    const NO_PLAN: Hash = [7; 32];

    fn entries(&self) -> Vec<Entry> {
        let entry = |at: usize| Entry {
            path: format!("{at}.txt"),
            facts: Facts::of(&self.documents[at]),
            drafts: rules::located(&self.documents[at]),
            place: self.places[at].clone(),
        };
        vec![entry(0), entry(1)]
    }
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let documents = [PARENT, CHILD].map(bamsat_core::read);
    let comparison = compare(&documents[0], &documents[1]);
    let judgement = Judgement::of(&comparison, &rules::of_comparison(&comparison), Depth::Reports);
    let place = |text: &str| Place { hash: input::hash(text.as_bytes()), file: PathBuf::from("absent"), stored: None };
    let places = [place(PARENT), place(CHILD)];
    let models = [0, 1].map(|at: usize| sealed(&places[at].hash, &store(&documents[at])));
    Known { places, models, judgement, documents }
});
