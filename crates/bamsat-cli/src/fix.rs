//! `bamsat lint --fix`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use bamsat_core::document::Document;
use bamsat_core::finding::{Finding, Mend, replacements};
use bamsat_core::message::Lang;
use bamsat_core::rules;
use bamsat_read::Replacement;

use crate::arguments::Common;
use crate::{input, output, policy};

/// Mends that change the same words are made one after the other, so often at the most.
const PASSES: usize = 4;

/// A file after mending.
pub(crate) struct Fixed {
    /// Where it was written; the file itself where nothing was mended.
    pub(crate) path: PathBuf,
    pub(crate) document: Document,
    /// What is left.
    pub(crate) findings: Vec<Finding>,
}

/// Where the mended files go.
pub(crate) enum Target<'a> {
    /// A copy beside each.
    Beside,
    /// The files themselves.
    InPlace,
    /// This file, for one.
    File(&'a Path),
}

/// Mends what is certain, and writes the file where anything was mended.
pub(crate) fn fixed(path: &Path, target: &Target<'_>, common: &Common, say: impl Fn(&str)) -> Result<Fixed, String> {
    let lang = common.lang;
    let counts = |finding: &&Finding, document: &Document| policy::counts(finding, path, document, common);
    let place = input::shown(path);
    if path.as_os_str() == "-" {
        return Err(match lang {
            Lang::Vi => "bamsat: -: --fix cần tên tệp".to_owned(),
            Lang::En => "bamsat: -: --fix needs a file".to_owned(),
        });
    }
    let (read, mut document, _) = input::read(path).map_err(|error| error.render(lang))?;
    let mut bytes = read.clone();
    let mut findings = rules::lint(&document);
    let mut made = 0;
    for _ in 0..PASSES {
        // What the settings or a comment accept stays as it is.
        let counted: Vec<&Mend> =
            findings.iter().filter(|finding| counts(finding, &document)).filter_map(|finding| finding.mend.as_ref()).collect();
        let (wanted, _) = replacements(&document.source, &counted);
        if wanted.is_empty() {
            break;
        }
        let wanted: Vec<Replacement> = wanted.into_iter().map(|(range, words)| Replacement { range, words }).collect();
        let text = document.source.original_text();
        let mended = bamsat_read::mend(&bytes, text, &wanted, &input::limits().read)
            .map_err(|error| format!("bamsat: {place}: {}", input::unread(&error, lang)))?;
        if mended.left.len() == wanted.len() {
            break;
        }
        made += wanted.len() - mended.left.len();
        bytes = mended.bytes;
        (document, _) = input::parsed(path, &bytes).map_err(|error| error.render(lang))?;
        findings = rules::lint(&document);
    }
    let left = findings.iter().filter(|finding| finding.mend.is_some() && counts(finding, &document)).count();
    let path = if made == 0 { path.to_owned() } else { named(path, target) };
    if made > 0 {
        if matches!(target, Target::InPlace) {
            input::is_still(&path, &read).map_err(|error| error.render(lang))?;
        }
        let written = match target {
            Target::Beside => output::placed(&path, |out| out.write_all(&bytes)),
            Target::InPlace | Target::File(_) => output::replaced(&path, |out| out.write_all(&bytes)),
        };
        written.map_err(|error| format!("bamsat: {}", output::unwritten(&path, &error, lang)))?;
    }
    say(&told(&place, &path, made, left, lang));
    Ok(Fixed { path, document, findings })
}

/// `ke-hoach.bamsat.docx` for `ke-hoach.docx`.
fn named(path: &Path, target: &Target<'_>) -> PathBuf {
    match target {
        Target::InPlace => path.to_owned(),
        Target::File(file) => file.to_path_buf(),
        Target::Beside => {
            let mut name = path.file_stem().map_or_else(OsString::new, OsString::from);
            name.push(".bamsat");
            if let Some(extension) = path.extension() {
                name.push(".");
                name.push(extension);
            }
            path.with_file_name(name)
        }
    }
}

fn told(from: &str, to: &Path, made: usize, left: usize, lang: Lang) -> String {
    let kept = match (left, lang) {
        (0, _) => String::new(),
        (_, Lang::Vi) => format!("; {left} chỗ chưa sửa được vì không xác định chắc chắn vị trí trong tệp"),
        (_, Lang::En) => format!("; {left} left alone, for their place in the file is not certain"),
    };
    match (made, lang) {
        (0, Lang::Vi) => format!("{from}: không có chỗ nào được sửa{kept}"),
        (0, Lang::En) => format!("{from}: nothing was mended{kept}"),
        (_, Lang::Vi) => format!("{from}: đã sửa {made} chỗ, ghi vào {}{kept}", input::shown(to)),
        (_, Lang::En) => format!("{from}: {made} mended, written to {}{kept}", input::shown(to)),
    }
}
