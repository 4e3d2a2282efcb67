//! Who issues: the centre, provinces, their departments and communes.

use crate::plan::{Issuer, Level};
use crate::random::Random;
use crate::words::{Department, Words};

/// Communes of one province.
const COMMUNES: usize = 90;

/// The Prime Minister.
pub(crate) fn prime_minister() -> Issuer {
    let name = "Thủ tướng Chính phủ".to_owned();
    Issuer {
        level: Level::Centre,
        head: [name.to_uppercase(), String::new()],
        short: name.clone(),
        name,
        symbol: "TTg".to_owned(),
        seat: "Hà Nội".to_owned(),
        province: None,
    }
}

/// A ministry.
pub(crate) fn ministry(department: &Department) -> Issuer {
    let name = department.ministry.to_owned();
    Issuer {
        head: [name.to_uppercase(), String::new()],
        short: name.clone(),
        name,
        symbol: department.ministry_symbol.to_owned(),
        ..prime_minister()
    }
}

/// The people's committee of a province.
pub(crate) fn province(at: usize, words: &Words) -> Issuer {
    let seat = words.names("province")[at].to_owned();
    Issuer {
        level: Level::Province,
        name: format!("Ủy ban nhân dân tỉnh {seat}"),
        short: "Ủy ban nhân dân tỉnh".to_owned(),
        head: ["ỦY BAN NHÂN DÂN".to_owned(), format!("TỈNH {}", seat.to_uppercase())],
        symbol: "UBND".to_owned(),
        seat,
        province: Some(at),
    }
}

/// A department of a province.
pub(crate) fn department(province: &Issuer, department: &Department) -> Issuer {
    Issuer {
        level: Level::Department,
        name: format!("{} tỉnh {}", department.name, province.seat),
        short: department.name.to_owned(),
        head: [format!("UBND TỈNH {}", province.seat.to_uppercase()), department.name.to_uppercase()],
        symbol: department.symbol.to_owned(),
        ..province.clone()
    }
}

/// The people's committee of a commune.
pub(crate) fn commune(province: &Issuer, seat: &str) -> Issuer {
    Issuer {
        level: Level::Commune,
        name: format!("Ủy ban nhân dân xã {seat}"),
        short: "Ủy ban nhân dân xã".to_owned(),
        head: ["ỦY BAN NHÂN DÂN".to_owned(), format!("XÃ {}", seat.to_uppercase())],
        seat: seat.to_owned(),
        ..province.clone()
    }
}

/// The names of a province's communes; other provinces have some of the same names.
pub(crate) fn communes(province: usize, words: &Words) -> Vec<String> {
    let (first, second) = (words.names("first"), words.names("second"));
    let mut random = Random::new(0, province as u64);
    let pairs = random.sample(first.len() * second.len(), COMMUNES);
    pairs.into_iter().map(|at| format!("{} {}", first[at / second.len()], second[at % second.len()])).collect()
}
