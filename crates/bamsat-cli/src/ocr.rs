//! Scanned pages: drawn by `pdftoppm`, read by `tesseract`, where both are installed.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bamsat_read::{PICTURE, Remark, Word};
use rayon::prelude::*;

use crate::helpers::{self, Helper};
use crate::limits::Limits;

/// Dots of an inch of A4: enough for the marks of Vietnamese letters on a poor scan.
const DPI: u32 = 300;
/// Dots of the longer side, whatever the size that a page claims to have: A4 at `DPI`.
const LONGER_SIDE: u32 = 3508;
/// What one page may take, in seconds.
const PAGE_SECONDS: u64 = 60;
const TIME: Duration = Duration::from_secs(PAGE_SECONDS);
/// Bytes of the words of one page at the most.
const WORDS: u64 = 8 << 20;

/// The helpers that are missing.
pub(crate) fn missing() -> Vec<Helper> {
    [Helper::Pdftoppm, Helper::Tesseract].into_iter().filter(|helper| !helper.is_ready()).collect()
}

/// A text with the words of its scanned pages in their places.
pub(crate) struct Filled {
    pub(crate) text: String,
    /// The pages that stayed pictures.
    pub(crate) left: Vec<usize>,
    /// The limits that some of them lay beyond.
    pub(crate) beyond: Vec<Remark>,
}

/// Recognises the words of these pages, as far as the limits allow.
pub(crate) fn filled(bytes: &[u8], text: &str, pages: &[usize], limits: &Limits) -> io::Result<Filled> {
    let folder = helpers::private_folder()?;
    let file = folder.path().join("van-ban.pdf");
    fs::write(&file, bytes)?;
    let end = Instant::now() + Duration::from_secs(limits.scan_seconds);
    let is_late = AtomicBool::new(false);
    let found = |page: &usize| match Instant::now() < end {
        true => recognised(&file, folder.path(), *page).unwrap_or_default(),
        false => {
            is_late.store(true, Ordering::Relaxed);
            Vec::new()
        }
    };
    let most = usize::try_from(limits.scanned_pages).unwrap_or(usize::MAX);
    let mut read: Vec<Vec<Word>> = pages.par_iter().take(most).map(found).collect();
    read.resize(pages.len(), Vec::new());
    let many = (pages.len() > most).then_some(Remark::ScansLeft(most));
    let late = is_late.into_inner().then_some(Remark::ScansLate(limits.scan_seconds));
    let left = pages.iter().zip(&read).filter(|(_, words)| words.is_empty()).map(|(page, _)| *page).collect();
    // Pages that follow each other are one text: a paragraph may go on on the next, a head run through all.
    let mut out = String::with_capacity(text.len());
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut read = read.as_slice();
    for run in lines.chunk_by(|a, b| is_picture(a) == is_picture(b)) {
        if !is_picture(run[0]) {
            out.extend(run.iter().copied());
            continue;
        }
        let (words, rest) = read.split_at(run.len().min(read.len()));
        read = rest;
        // The form feeds of the first page stay before its words.
        out.push_str(&run[0][..run[0].len() - run[0].trim_start_matches('\u{c}').len()]);
        out.push_str(&bamsat_read::recognised(words));
    }
    Ok(Filled { text: out, left, beyond: many.into_iter().chain(late).collect() })
}

/// Whether a line stands for a page that is a picture.
fn is_picture(line: &str) -> bool {
    line.trim_matches(['\u{c}', '\n']).chars().eq([PICTURE])
}

/// The words of one page.
fn recognised(file: &Path, folder: &Path, page: usize) -> io::Result<Vec<Word>> {
    let gone = || io::Error::from(io::ErrorKind::NotFound);
    let (draw, read) = (Helper::Pdftoppm.path().ok_or_else(gone)?, Helper::Tesseract.path().ok_or_else(gone)?);
    let picture = folder.join(format!("trang-{page}"));
    let (number, dpi, side) = (page.to_string(), DPI.to_string(), LONGER_SIDE.to_string());
    let mut command = helpers::command(&draw, folder);
    command.args(["-scale-to", &side, "-gray", "-singlefile", "-f", &number, "-l", &number]).arg(file).arg(&picture);
    helpers::run(&mut command, TIME, WORDS)?;
    let mut command = helpers::command(&read, folder);
    // One thread each: the pages are read side by side.
    command.env("OMP_THREAD_LIMIT", "1").arg(picture.with_extension("pgm")).args(["-", "-l", "vie", "--dpi", &dpi, "tsv"]);
    let table = helpers::run(&mut command, TIME, WORDS)?;
    // A page takes eight megabytes.
    let _ = fs::remove_file(picture.with_extension("pgm"));
    Ok(words(&String::from_utf8_lossy(&table)))
}

/// The words of a table of Tesseract: level, page, block, paragraph, line, word, left, top, width,
/// height, confidence, text; lines have level 4, words level 5.
fn words(table: &str) -> Vec<Word> {
    const POINTS: f64 = 72.0 / DPI as f64;
    let mut out = Vec::new();
    let (mut bottom, mut height) = (0.0, 0.0);
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let number = |at: usize| cells.get(at).and_then(|cell| cell.parse::<f64>().ok());
        let (Some(level), Some(left), Some(top), Some(wide), Some(high)) = (number(0), number(6), number(7), number(8), number(9)) else {
            continue;
        };
        if level == 4.0 {
            (bottom, height) = ((top + high) * POINTS, high * POINTS);
        }
        let text = cells.get(11).map_or("", |text| text.trim());
        if level == 5.0 && !text.is_empty() {
            let confidence = number(10).unwrap_or(0.0);
            out.push(Word { text: text.to_owned(), x: left * POINTS, end: (left + wide) * POINTS, y: bottom, size: height, confidence });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_words_is_a_page() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t300\t300\t400\t60\t-1\t\n\
            5\t1\t1\t1\t1\t1\t300\t300\t100\t60\t96.5\tKẾ\n\
            5\t1\t1\t1\t1\t2\t430\t305\t250\t55\t91\tHOẠCH\n\
            4\t1\t1\t1\t2\t0\t300\t500\t400\t60\t-1\t\n\
            5\t1\t1\t1\t2\t1\t300\t500\t100\t60\t40\tI.\n\
            5\t1\t1\t1\t2\t2\t420\t500\t260\t60\t90\tĐẦU\n";
        let found = words(table);
        assert_eq!(found.len(), 4);
        assert!(found[0].x == 72.0 && found[0].y == found[1].y && found[1].y < found[2].y, "{found:?}");
        assert_eq!([found[0].confidence, found[2].confidence], [96.5, 40.0]);
        assert_eq!(bamsat_read::recognised(&[found]), "KẾ HOẠCH\nI. ĐẦU\n");
    }
}
