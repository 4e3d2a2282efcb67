//! A folder as an auditor runs over it: `bamsat audit`, `bamsat graph`, `check --library`.

mod support;

#[path = "audit/folder.rs"]
mod folder;

use std::path::Path;

use folder::{Folder, bamsat, bamsat_in};
use serde_json::Value;

/// The corpus, copied so that a cache or a store may lie beside it.
fn corpus() -> Folder {
    let folder = Folder::new();
    for cascade in support::corpus_folders() {
        let name = cascade.file_name().and_then(|n| n.to_str()).expect("a name").to_owned();
        for file in support::entries(&cascade).iter().filter(|f| f.extension().is_some_and(|e| e == "txt" || e == "md")) {
            let path = format!("{name}/{}", file.file_name().and_then(|n| n.to_str()).expect("a name"));
            folder.write(&path, &support::read(file));
        }
    }
    folder
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("JSON")
}

/// Every child of the corpus is linked to the document above it in its folder, and compared.
#[test]
fn the_corpus_is_linked() {
    let folder = corpus();
    let run = bamsat_in(&folder, &["audit", ".", "--no-cache", "--format", "json", "--fail-on", "never"]);
    let audit = json(&run.stdout);
    let links = audit["links"].as_array().expect("links");
    for cascade in support::corpus_folders() {
        let name = cascade.file_name().and_then(|n| n.to_str()).expect("a name");
        let texts: Vec<String> = support::entries(&cascade)
            .iter()
            .filter_map(|p| p.file_name()?.to_str().map(str::to_owned))
            .filter(|n| n.starts_with(['1', '2', '3']))
            .collect();
        for pair in texts.windows(2) {
            let ids = [format!("./{name}/{}", pair[0]), format!("./{name}/{}", pair[1])];
            let link = links.iter().find(|l| l["parent"] == *ids[0] && l["child"] == *ids[1]);
            let link = link.unwrap_or_else(|| panic!("{ids:?} is not linked"));
            assert_eq!(link["relation"], "implements", "{link}");
            assert!(link["summary"]["applicable"].as_u64().expect("a count") > 0, "{link}");
        }
    }
    let lost = audit["lost"].as_array().expect("losses");
    assert!(lost.iter().any(|lost| !lost["below"].as_array().expect("below").is_empty()), "what a province lost, no commune saw");
}

/// Neither the number of threads nor the way over shards changes a byte.
#[test]
fn threads_and_shards_change_nothing() {
    let folder = corpus();
    let whole = bamsat_in(&folder, &["audit", ".", "--no-cache", "--format", "json", "--fail-on", "never", "--jobs", "1"]);
    let threads = bamsat_in(&folder, &["audit", ".", "--no-cache", "--format", "json", "--fail-on", "never", "--jobs", "7"]);
    assert_eq!(whole.stdout, threads.stdout);
    let parts = ["1/3", "2/3", "3/3"].map(|share| {
        let part = format!("part-{}.bin", &share[..1]);
        let run = bamsat_in(&folder, &["audit", ".", "--no-cache", "--shard", share, "--output", &part]);
        assert!(run.status.success(), "{run:?}");
        part
    });
    // The texts themselves are not needed any more, nor is the order of the parts.
    std::fs::rename(folder.path().join("pccc"), folder.path().join(".away")).expect("renamed");
    let merged = ["audit", "--no-cache", "--format", "json", "--fail-on", "never", "--merge", &parts[2], &parts[0], &parts[1]];
    let merged = bamsat_in(&folder, &merged);
    assert_eq!(String::from_utf8_lossy(&whole.stdout), String::from_utf8_lossy(&merged.stdout), "{:?}", merged.stderr);
    let broken = std::fs::read(folder.path().join(&parts[0])).expect("a part");
    std::fs::write(folder.path().join("broken.bin"), &broken[..broken.len() / 2]).expect("written");
    let refused = bamsat_in(&folder, &["audit", "--merge", "broken.bin", "--lang", "en"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("broken.bin: is no result of --shard"), "{refused:?}");
}

/// The second run reads nothing anew and says the same; one changed file is read alone.
#[test]
fn the_cache_spares_what_is_unchanged() {
    let folder = corpus();
    let arguments = ["audit", ".", "--cache", ".cache", "--format", "json", "--fail-on", "never", "--lang", "en"];
    let cold = bamsat_in(&folder, &arguments);
    let warm = bamsat_in(&folder, &arguments);
    let said = |run: &std::process::Output| String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(said(&cold).contains("note: 12 of 12 texts read anew, 8 of 8 pairs compared anew"), "{}", said(&cold));
    assert!(said(&warm).contains("note: 0 of 12 texts read anew, 0 of 8 pairs compared anew"), "{}", said(&warm));
    assert_eq!(cold.stdout, warm.stdout);
    let path = folder.path().join("pccc/3-xa.txt");
    let text = support::read(&path);
    std::fs::write(&path, format!("{text}\n")).expect("written");
    let changed = bamsat_in(&folder, &arguments);
    assert!(said(&changed).contains("note: 1 of 12 texts read anew, 1 of 8 pairs compared anew"), "{}", said(&changed));
    // A table asks for more than the cache of a report holds.
    let tables = bamsat_in(&folder, &["audit", ".", "--cache", ".cache", "--format", "csv", "--output", "tables", "--lang", "en"]);
    assert!(said(&tables).contains("8 of 8 pairs compared anew"), "{}", said(&tables));
}

/// A broken or foreign cache is told and made anew; a busy one is told and left alone.
#[test]
fn a_bad_cache_does_no_harm() {
    let folder = corpus();
    let arguments = ["audit", ".", "--cache", ".cache", "--format", "json", "--fail-on", "never", "--lang", "en"];
    let whole = bamsat_in(&folder, &arguments);
    let file = folder.path().join(".cache/audit.redb");
    for bad in [&b"no cache at all"[..], &[0; 8192], &[]] {
        std::fs::write(&file, bad).expect("written");
        let run = bamsat_in(&folder, &arguments);
        assert_eq!(run.stdout, whole.stdout);
        assert!(String::from_utf8_lossy(&run.stderr).contains("is made anew"), "{run:?}");
        let again = bamsat_in(&folder, &arguments);
        assert!(String::from_utf8_lossy(&again.stderr).contains("0 of 12 texts read anew"), "{again:?}");
    }
    let many: Vec<_> = (0..4).map(|_| folder::start(&folder, &arguments)).collect();
    for run in many {
        let run = run.wait_with_output().expect("a run");
        assert_eq!(run.stdout, whole.stdout, "{}", String::from_utf8_lossy(&run.stderr));
    }
}

/// Bytes that changed inside a whole cache or shard never change what is said unnoticed.
#[test]
fn damage_is_noticed() {
    let folder = corpus();
    let arguments = ["audit", ".", "--cache", ".cache", "--format", "json", "--fail-on", "never", "--lang", "en"];
    let whole = bamsat_in(&folder, &arguments);
    let file = folder.path().join(".cache/audit.redb");
    let sound = std::fs::read(&file).expect("a cache");
    for round in 0..12usize {
        let mut bytes = sound.clone();
        for at in 0..24 {
            let place = (round * 7919 + at * 104_729) % bytes.len();
            bytes[place] ^= 0x5a;
        }
        std::fs::write(&file, &bytes).expect("written");
        let run = bamsat_in(&folder, &arguments);
        assert_eq!(run.stdout, whole.stdout, "round {round}: {}", String::from_utf8_lossy(&run.stderr));
        assert!(run.status.success(), "round {round}: {}", String::from_utf8_lossy(&run.stderr));
    }
    let shard = bamsat_in(&folder, &["audit", ".", "--no-cache", "--shard", "1/1", "--output", "all.bin"]);
    assert!(shard.status.success(), "{shard:?}");
    let mut bytes = std::fs::read(folder.path().join("all.bin")).expect("a shard");
    bytes[4000] ^= 1;
    std::fs::write(folder.path().join("all.bin"), bytes).expect("written");
    let merged = bamsat_in(&folder, &["audit", "--merge", "all.bin", "--no-cache", "--lang", "en"]);
    assert!(String::from_utf8_lossy(&merged.stderr).contains("could not be compared"), "{merged:?}");
    let part = bamsat_in(&folder, &["audit", ".", "--no-cache", "--shard", "1/2", "--output", "part.bin"]);
    assert!(part.status.success(), "{part:?}");
    let half = bamsat_in(&folder, &["audit", "--merge", "part.bin", "--no-cache", "--lang", "en"]);
    assert_eq!(half.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&half.stderr).contains("the shards are not all"), "{half:?}");
}

/// No result is written over a text, whichever way it is named.
#[test]
fn no_text_is_written_over() {
    let folder = corpus();
    folder.write(".gitignore", "left-out.txt\n");
    let plan = support::read(&support::root().join("corpus/pccc/3-xa.txt"));
    folder.write("left-out.txt", &plan);
    folder.write("notes.json", "mine");
    let runs: [&[&str]; 5] = [
        &["audit", ".", "--no-cache", "--output", "pccc/3-xa.txt"],
        &["audit", ".", "--no-cache", "--output", "left-out.txt"],
        &["audit", ".", "--no-cache", "--store", "pccc/3-xa.txt"],
        &["audit", ".", "--no-cache", "--store", "notes.json"],
        &["check", "pccc/3-xa.txt", "--library", ".", "--no-cache", "--output", "pccc/2-tinh.md"],
    ];
    for arguments in runs {
        let run = bamsat_in(&folder, arguments);
        assert_eq!(run.status.code(), Some(2), "{arguments:?}: {run:?}");
    }
    assert_eq!(support::read(&folder.path().join("left-out.txt")), plan);
    assert_eq!(support::read(&folder.path().join("pccc/3-xa.txt")), plan);
    assert_eq!(support::read(&folder.path().join("notes.json")), "mine");
    let parent = support::read(&support::root().join("corpus/pccc/2-tinh.md"));
    assert_eq!(support::read(&folder.path().join("pccc/2-tinh.md")), parent);
}

/// Hidden files, ignored ones and links out of the folder are left alone; a bad file stops nothing.
#[test]
fn the_walk_takes_what_a_user_means() {
    let folder = Folder::new();
    let plan = support::read(&support::root().join("corpus/pccc/3-xa.txt"));
    for path in ["a.txt", "deep/er/b.md", "drafts/c.txt", ".hidden/d.txt", "old/e.txt"] {
        folder.write(path, &plan);
    }
    folder.write(".gitignore", "old/\n");
    folder.write(".bamsatignore", "drafts\n");
    folder.write("notes.txt", "Hôm nay trời đẹp, chúng tôi đi chợ mua rau.\n");
    folder.write("scan.pdf", "%PDF");
    folder.write("list.csv", "a;b\n");
    std::fs::write(folder.path().join("latin.txt"), b"K\xca ho\xa1ch s\xe8 115\n").expect("written");
    #[cfg(unix)]
    std::os::unix::fs::symlink(support::root().join("corpus"), folder.path().join("elsewhere")).expect("a link");
    let read = |arguments: &[&str]| {
        let run = bamsat_in(
            &folder,
            &[&["audit", ".", "--no-cache", "--format", "json", "--fail-on", "never", "--lang", "en"], arguments].concat(),
        );
        let audit = json(&run.stdout);
        let documents = audit["documents"].as_array().expect("documents").clone();
        let mut paths: Vec<String> = documents.iter().filter_map(|d| d["path"].as_str().map(str::to_owned)).collect();
        paths.sort();
        (paths, audit)
    };
    let (paths, audit) = read(&[]);
    assert_eq!(paths, ["./a.txt", "./deep/er/b.md"]);
    let unread: Vec<&str> = audit["unread"].as_array().expect("unread").iter().filter_map(|u| u["path"].as_str()).collect();
    let links: &[&str] = if cfg!(unix) { &["./elsewhere"] } else { &[] };
    assert_eq!(unread, [links, &["./latin.txt", "./scan.pdf"]].concat());
    assert_eq!(audit["skipped"], 2);
    assert_eq!(read(&["--include", "*.md"]).0, ["./deep/er/b.md"]);
    assert_eq!(read(&["--exclude", "deep"]).0, ["./a.txt"]);
    let nothing = bamsat_in(&folder, &["audit", "old", "--no-cache", "--include", "*.none", "--lang", "en"]);
    assert_eq!(nothing.status.code(), Some(2), "{nothing:?}");
}

/// A run that is stopped leaves no part of its result.
#[cfg(unix)]
#[test]
fn a_stopped_run_leaves_nothing() {
    let folder = corpus();
    for copy in 0..300 {
        let text = support::read(&support::root().join("corpus/pccc/3-xa.txt"));
        folder.write(&format!("many/{copy}.txt"), &text.replace("96/KH-UBND", &format!("{copy}/KH-UBND")));
    }
    for wait in [0, 20, 60, 150, 400] {
        let mut run = folder::start(&folder, &["audit", ".", "--no-cache", "--format", "json", "--output", "result.json"]);
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let stopped = std::process::Command::new("kill").args(["-INT", &run.id().to_string()]).status().expect("kill");
        let _ = run.wait();
        let rest: Vec<_> = support::entries(folder.path()).into_iter().filter(|p| p.to_string_lossy().ends_with(".part")).collect();
        assert!(rest.is_empty(), "{rest:?} after {wait} ms, {stopped}");
        if let Ok(text) = std::fs::read(folder.path().join("result.json")) {
            json(&text);
        }
    }
}

/// The ten queries of the guide run on a real store and find what the corpus holds.
#[test]
fn the_queries_of_the_guide_run() {
    let folder = corpus();
    let run = bamsat_in(&folder, &["audit", ".", "--no-cache", "--store", "audit.sqlite", "--fail-on", "never"]);
    assert!(run.status.success(), "{run:?}");
    let store = rusqlite::Connection::open(folder.path().join("audit.sqlite")).expect("a store");
    let version: i64 = store.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version");
    assert_eq!(version, 1);
    for guide in ["docs/guide/audit.md", "docs/guide/audit.vi.md"] {
        let text = support::read(&support::root().join(guide));
        let queries: Vec<&str> = text.split("```sql\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert_eq!(queries.len(), 10, "{guide}");
        let mut rows = 0;
        for query in queries {
            let mut statement = store.prepare(query).unwrap_or_else(|error| panic!("{guide}: {error}\n{query}"));
            let count = statement
                .query_map([], |_| Ok(()))
                .and_then(Iterator::collect::<Result<Vec<()>, _>>)
                .unwrap_or_else(|error| panic!("{error}\n{query}"));
            rows += usize::from(!count.is_empty());
        }
        assert!(rows >= 8, "{guide}: only {rows} queries find something in the corpus");
    }
    let dangling: i64 = store.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).expect("a check");
    assert_eq!(dangling, 0, "rows that name rows which are not there");
}

/// The files hold the same rows as the store.
#[test]
fn files_hold_what_the_store_holds() {
    let folder = corpus();
    for format in ["csv", "jsonl"] {
        let run = bamsat_in(
            &folder,
            &["audit", ".", "--no-cache", "--format", format, "--output", format, "--store", "audit.sqlite", "--fail-on", "never"],
        );
        assert!(run.status.success(), "{run:?}");
    }
    let store = rusqlite::Connection::open(folder.path().join("audit.sqlite")).expect("a store");
    let mut names = store.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").expect("a query");
    let names: Vec<String> = names.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("names");
    assert_eq!(names.len(), 15);
    for name in names {
        let rows: i64 = store.query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get(0)).expect("a count");
        let lines = support::read(&folder.path().join(format!("jsonl/{name}.jsonl")));
        assert_eq!(lines.lines().count() as i64, rows, "{name}");
        lines.lines().for_each(|line| drop(json(line.as_bytes())));
        let file = support::read(&folder.path().join(format!("csv/{name}.csv")));
        assert!(file.starts_with('\u{feff}'), "{name}: Excel needs the mark");
        let records =
            csv::Reader::from_reader(file.trim_start_matches('\u{feff}').as_bytes()).into_records().filter_map(Result::ok).count();
        assert_eq!(records as i64, rows, "{name}");
    }
}

/// The parents are those that the plan says it implements; where none is found, the reason is told.
#[test]
fn a_library_gives_the_parents() {
    let folder = corpus();
    let check = |child: &str, library: &str| {
        bamsat_in(&folder, &["check", child, "--library", library, "--no-cache", "--format", "json", "--fail-on", "never", "--lang", "en"])
    };
    let found = check("pccc/3-xa.txt", ".");
    assert_eq!(json(&found.stdout)["parent"]["path"], "./pccc/2-tinh.md", "{found:?}");
    assert!(String::from_utf8_lossy(&found.stderr).contains("compared with ./pccc/2-tinh.md"), "{found:?}");
    let absent = check("pccc/3-xa.txt", "so-hoa");
    assert_eq!(absent.status.code(), Some(2));
    let reason = String::from_utf8_lossy(&absent.stderr).into_owned();
    assert!(
        reason.contains("no parent found in so-hoa") && reason.contains("1873/QĐ-UBND") && reason.contains("is not in the folder"),
        "{reason}"
    );
    let missing = check("pccc/3-xa.txt", "no-such-folder");
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("no-such-folder: no such folder"), "{missing:?}");
}

/// Real outputs fit the schemas that the program prints.
#[test]
fn outputs_fit_their_schemas() {
    let folder = corpus();
    let (child, parent, above) = ("pccc/3-xa.txt", "pccc/2-tinh.md", "pccc/1-trung-uong.txt");
    let runs: [(&str, &[&str]); 7] = [
        ("parse", &["parse", child, "--format", "json"]),
        ("parse", &["parse", child, parent, "--format", "json"]),
        ("check", &["check", child, "--parent", parent, "--format", "json", "--fail-on", "never"]),
        ("check", &["check", child, "--parent", parent, above, "--format", "json", "--fail-on", "never"]),
        ("lint", &["lint", child, parent, "so-hoa/3-so.txt", "--format", "json"]),
        ("audit", &["audit", ".", "--no-cache", "--format", "json", "--fail-on", "never"]),
        ("graph", &["graph", ".", "--no-cache", "--format", "json"]),
    ];
    for (name, arguments) in runs {
        let schema = json(&bamsat(&["schema", name]).stdout);
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let output = json(&bamsat_in(&folder, arguments).stdout);
        let wrong: Vec<String> = validator.iter_errors(&output).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
        assert!(!validator.is_valid(&serde_json::json!({ "schema": 1 })), "{name}: a schema that anything fits");
    }
}

/// Pairs and look-alikes of real documents, where they are at hand.
#[test]
fn real_pairs_are_found_and_look_alikes_are_not() {
    let Some(shared) = support::shared("real_pairs_are_found_and_look_alikes_are_not") else { return };
    let real = shared.join("corpus/real");
    let run = bamsat(&["graph", &real.to_string_lossy(), "--no-cache", "--include", "text.txt", "--format", "json"]);
    let graph = json(&run.stdout);
    let name = |id: &Value| Path::new(id.as_str().unwrap_or("")).parent().and_then(|p| p.file_name()?.to_str().map(str::to_owned));
    let implements: Vec<(String, String)> = graph["links"]
        .as_array()
        .expect("links")
        .iter()
        .filter(|link| link["relation"] == "implements")
        .filter_map(|link| Some((name(&link["parent"])?, name(&link["child"])?)))
        .collect();
    let pairs = |file: &str| -> Vec<(String, String)> {
        support::read(&real.join(file))
            .lines()
            .skip(1)
            .filter_map(|l| l.split_once('\t').map(|(p, rest)| (p.to_owned(), rest.split('\t').next().unwrap_or("").to_owned())))
            .collect()
    };
    let missed: Vec<_> = pairs("PAIRS.tsv").into_iter().filter(|pair| !implements.contains(pair)).collect();
    assert!(missed.is_empty(), "not linked: {missed:?}");
    let wrong: Vec<_> = pairs("NEGATIVES.tsv").into_iter().filter(|pair| implements.contains(pair)).collect();
    assert!(wrong.is_empty(), "linked: {wrong:?}");
}

/// Four levels: what the province lost is told once, and blamed on nobody below, however far down
/// and whether or not the plan there also cites the centre.
#[test]
fn a_loss_is_told_once() {
    let folder = Folder::new();
    let demands = [
        "1. Tổ chức tập huấn kỹ năng số cho 100% cán bộ, công chức cấp xã trong quý II.",
        "2. Kiểm tra an toàn thực phẩm tại các bếp ăn trường học trên địa bàn.",
        "3. Xây dựng mô hình phòng cháy, chữa cháy tại khu dân cư tập trung.",
    ];
    let plan = |name: &str, head: [&str; 4], opening: &str, count: usize| {
        let [issuer, number, date, kind] = head;
        let body = demands[..count].join("\n");
        folder.write(name, &format!("{issuer}\nSố: {number}\n{date}\n\n{kind}\nVề chuyển đổi số\n\n{opening}\n\nI. NHIỆM VỤ\n{body}\n"));
    };
    plan(
        "1.txt",
        ["THỦ TƯỚNG CHÍNH PHỦ", "47/CT-TTg", "Hà Nội, ngày 20 tháng 02 năm 2024", "CHỈ THỊ"],
        "Để thực hiện chuyển đổi số, Thủ tướng Chính phủ yêu cầu:",
        3,
    );
    plan(
        "2.txt",
        ["ỦY BAN NHÂN DÂN\nTỈNH AN GIANG", "310/KH-UBND", "An Giang, ngày 04 tháng 3 năm 2024", "KẾ HOẠCH"],
        "Thực hiện Chỉ thị số 47/CT-TTg ngày 20/02/2024 của Thủ tướng Chính phủ về chuyển đổi số, UBND tỉnh ban hành kế hoạch như sau:",
        2,
    );
    plan(
        "3.txt",
        ["ỦY BAN NHÂN DÂN\nHUYỆN TRI TÔN", "55/KH-UBND", "Tri Tôn, ngày 04 tháng 4 năm 2024", "KẾ HOẠCH"],
        "Thực hiện Kế hoạch số 310/KH-UBND ngày 04/3/2024 của UBND tỉnh An Giang về chuyển đổi số, UBND huyện ban hành kế hoạch như sau:",
        2,
    );
    plan(
        "4.txt",
        ["ỦY BAN NHÂN DÂN\nXÃ LƯƠNG PHI", "66/KH-UBND", "Lương Phi, ngày 04 tháng 5 năm 2024", "KẾ HOẠCH"],
        "Thực hiện Chỉ thị số 47/CT-TTg ngày 20/02/2024 của Thủ tướng Chính phủ; Kế hoạch số 55/KH-UBND ngày 04/4/2024 của UBND huyện \
         Tri Tôn về chuyển đổi số, UBND xã ban hành kế hoạch như sau:",
        2,
    );
    let run = bamsat_in(&folder, &["audit", ".", "--no-cache", "--format", "json", "--fail-on", "never"]);
    let audit = json(&run.stdout);
    let lost = audit["lost"].as_array().expect("losses");
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert_eq!((lost[0]["mandate"].as_str(), lost[0]["lost_at"].as_str()), (Some("I.3/1"), Some("./2.txt")), "{lost:?}");
    assert_eq!(lost[0]["below"], serde_json::json!(["./3.txt", "./4.txt"]));
    let missing = audit["findings"].as_array().expect("findings").iter().filter(|f| f["code"] == "missing-mandate");
    let blamed: Vec<&str> = missing.filter_map(|f| f["child"].as_str()).collect();
    assert_eq!(blamed, ["./2.txt"]);
}
