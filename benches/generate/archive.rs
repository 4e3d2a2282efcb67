//! The folder of plans, and the table of what is true about them.

use std::ffi::OsString;
use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use crate::demand::Writer;
use crate::grammar::Grammar;
use crate::layout;
use crate::page::{Page, page};
use crate::plan::{Link, Plan};
use crate::random::Random;
use crate::tree::Forest;
use crate::words::Words;

/// In a thousand plans: those that lie in the archive twice.
const DUPLICATES: usize = 8;
/// In a thousand plans: those that were wrapped.
const WRAPPED: usize = 350;
/// Layouts draw from sequences of their own, behind those of the cascades.
const LAYOUT_STREAM: u64 = 1 << 40;
const HEADING: &str = "path\tnumber\tdate\tissuer\tlink\tparent\tcited\tkept\treworded\trenamed\tweakened\tpartial\treassigned\tmissing";

/// An archive that is being written.
struct Archive<'a> {
    folder: &'a Path,
    truth: BufWriter<fs::File>,
    words: &'a Words,
    left: usize,
    written: usize,
}

/// Writes `plans` plans to `folder`, and the truth beside it.
pub(crate) fn write(plans: usize, seed: u64, folder: &Path) -> io::Result<()> {
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{}: the folder is not empty", folder.display())));
    }
    fs::create_dir_all(folder)?;
    let words = Words::load();
    let grammar = Grammar::read(&words);
    let mut truth = BufWriter::new(fs::File::create(beside(folder))?);
    writeln!(truth, "{HEADING}")?;
    let writer = || Writer { words: &words, grammar: &grammar };
    let mut forest = Forest::new(writer(), seed);
    let mut archive = Archive { folder, truth, words: &words, left: plans, written: 0 };
    let mut result = Ok(());
    for cascade in 0.. {
        if archive.left == 0 || result.is_err() {
            break;
        }
        forest.grow(cascade, &mut |plan, above| {
            if result.is_ok() && archive.left > 0 {
                result = archive.add(plan, above, &writer(), seed);
            }
        });
    }
    result?;
    archive.truth.flush()
}

/// `archive.truth.tsv` beside `archive`: not among the texts.
fn beside(folder: &Path) -> PathBuf {
    let mut name = OsString::from(folder.file_name().unwrap_or_default());
    name.push(".truth.tsv");
    folder.with_file_name(name)
}

impl Archive<'_> {
    fn add(&mut self, plan: &Plan, above: Option<&Plan>, writer: &Writer<'_>, seed: u64) -> io::Result<()> {
        let mut random = Random::new(seed, LAYOUT_STREAM + self.written as u64);
        let page = page(plan, writer, &mut random);
        let path = plan.path(self.words.names("province")) + ".txt";
        let set = |page: &Page, random: &mut Random| if random.per_mille(WRAPPED) { layout::wrapped(page) } else { layout::plain(page) };
        self.put(&path, &set(&page, &mut random), plan, above)?;
        if random.per_mille(DUPLICATES) && self.left > 0 {
            self.put(&format!("ban-sao/{path}"), &set(&page, &mut random), plan, above)?;
        }
        Ok(())
    }

    fn put(&mut self, path: &str, text: &str, plan: &Plan, above: Option<&Plan>) -> io::Result<()> {
        self.left -= 1;
        self.written += 1;
        let file = self.folder.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&file, text)?;
        let provinces = self.words.names("province");
        let linked = above.filter(|_| matches!(plan.link, Link::Exact | Link::Misdated));
        let parent = linked.map_or("-".to_owned(), |above| above.path(provinces) + ".txt");
        let (number, losses) = (plan.full_number(plan.number), plan.losses);
        let link = format!("{:?}", plan.link).to_lowercase();
        let Plan { issuer, date, .. } = plan;
        let cited = plan.above.as_deref().unwrap_or("-");
        let counts = [losses.kept, losses.reworded, losses.renamed, losses.weakened, losses.partial, losses.reassigned, losses.missing];
        let counts = counts.map(|count| count.to_string()).join("\t");
        writeln!(self.truth, "{path}\t{number}\t{date}\t{}\t{link}\t{parent}\t{cited}\t{counts}", issuer.name)
    }
}
