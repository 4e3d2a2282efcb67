//! Inputs that broke something once, through the functions that the fuzz targets call. Each lies in
//! the folder of its target; `fuzz/README.md` tells how it gets there.

mod support;

use std::panic::catch_unwind;

use bamsat_invariants::Invariant;

fn all() -> Vec<(&'static str, Invariant)> {
    bamsat_invariants::ALL.into_iter().chain(bamsat_cli::untrusted::ALL).collect()
}

fn replay(name: &str) {
    let (_, invariant) = all().into_iter().find(|(target, _)| *target == name).expect("a target");
    let inputs = support::entries(&support::root().join("tests/regressions").join(name));
    assert!(!inputs.is_empty(), "{name}: no inputs");
    let failed: Vec<_> = inputs
        .into_iter()
        .filter(|path| {
            let bytes = std::fs::read(path).expect("a file");
            catch_unwind(|| invariant(&bytes)).is_err()
        })
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn every_folder_belongs_to_a_target_and_every_target_is_built() {
    let names: Vec<&str> = all().into_iter().map(|(name, _)| name).collect();
    for folder in support::entries(&support::root().join("tests/regressions")) {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).expect("a name");
        assert!(names.contains(&name.as_str()), "{}: no target", folder.display());
        assert!(REPLAYED.contains(&name.as_str()), "{name}: add it to those that are replayed");
    }
    let manifest = support::read(&support::root().join("fuzz/Cargo.toml"));
    for name in names {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}: not in fuzz/Cargo.toml");
    }
}

macro_rules! replayed {
    ($($name:ident)*) => {
        const REPLAYED: &[&str] = &[$(stringify!($name)),*];
        $(
        #[test]
        fn $name() {
            replay(stringify!($name));
        }
    )* };
}

// The other targets have none yet.
replayed! { parse compare read_docx config baseline }
