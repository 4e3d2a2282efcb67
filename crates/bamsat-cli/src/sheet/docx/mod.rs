//! A sheet for the file, `PHIẾU RÀ SOÁT`, as a Word document in the layout of official documents: A4, Times New Roman,
//! margins of Nghị định 30/2020/NĐ-CP, Phụ lục I. Motto and letterhead are left out: the sheet is internal and has no
//! number of its own.

mod parts;

use std::fmt::Write as _;

use bamsat_core::message::{Lang, SheetLabels};
use bamsat_core::report::sheet::{Group, Mark, Pair, Row, Sheet, Stretch};

use super::plain;
use parts::packed;

/// Widths of the columns in twentieths of a point; together they fill the page between its margins.
const WIDTHS: [u32; 5] = [640, 3100, 3100, 1500, 1015];
/// Half points: text and tables.
const TEXT: u32 = 28;
const SMALL: u32 = 22;

/// The bytes of the document.
pub(crate) fn docx(sheet: &Sheet, lang: Lang) -> std::io::Result<Vec<u8>> {
    let t = lang.sheet_labels();
    let mut body = Body::default();
    body.paragraph(Align::Center, &[Run::bold(t.form)]);
    body.paragraph(Align::Center, &[Run::bold(t.form_subject)]);
    body.paragraph(Align::Center, &[Run::plain("_______________")]);
    told(&mut body, t.child, &sheet.child.name, &sheet.child.title);
    body.labelled(t.issuer, &sheet.child.issuer);
    body.labelled(t.date, &sheet.child.date);
    body.labelled(t.file, &sheet.child.file);
    for (at, pair) in (1..).zip(&sheet.pairs) {
        of_pair(&mut body, sheet, pair, at, t);
    }
    body.heading(&format!("{}. {}", roman(sheet.pairs.len() + 1), t.unread));
    match sheet.unread.as_slice() {
        [] => body.paragraph(Align::Justified, &[Run::plain(t.all_read)]),
        some => {
            some.iter().for_each(|u| body.paragraph(Align::Justified, &[Run::plain(&format!("- {}, {}: {}.", u.file, u.at, u.reason))]))
        }
    }
    body.paragraph(Align::Justified, &[Run::italic(t.made_by)]);
    body.signatures([t.reviewer, t.head_of_unit], t.signed);
    packed(&body.xml, t.page_of)
}

fn told(body: &mut Body, role: &str, name: &str, title: &str) {
    let title = if title.is_empty() { String::new() } else { format!(": {title}") };
    body.paragraph(Align::Justified, &[Run::bold(&format!("{role}: ")), Run::plain(&format!("{name}{title}."))]);
}

fn of_pair(body: &mut Body, sheet: &Sheet, pair: &Pair, at: usize, t: &SheetLabels) {
    body.heading(&format!("{}. {}", roman(at), pair.parent.name));
    told(body, t.parent, &pair.parent.name, &pair.parent.title);
    body.labelled(t.issuer, &pair.parent.issuer);
    body.labelled(t.date, &pair.parent.date);
    body.labelled(t.file, &pair.parent.file);
    let tally = &pair.tally;
    let coverage = tally.coverage.map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"));
    let counts = [
        (t.coverage, coverage),
        (t.mandates, tally.mandates.to_string()),
        (t.applicable, tally.applicable.to_string()),
        (t.lost, tally.lost.to_string()),
        (t.changed, tally.changed.to_string()),
        (t.held, tally.held.to_string()),
    ];
    let counts: Vec<String> = counts.iter().map(|(label, value)| format!("{}: {value}", lower(label))).collect();
    body.paragraph(Align::Justified, &[Run::bold(&format!("{}: ", t.summary)), Run::plain(&format!("{}.", counts.join("; ")))]);
    let of = |wanted: &dyn Fn(Group) -> bool| pair.rows.iter().filter(|row| wanted(row.group)).collect::<Vec<_>>();
    let review = of(&Group::is_to_review);
    body.subheading(&format!("1. {}", t.lost_table));
    if review.is_empty() {
        body.paragraph(Align::Justified, &[Run::plain(t.nothing_lost)]);
    } else {
        body.table([t.ordinal, t.says_above, t.says_below, t.verdict, t.proposal], &review, sheet, t);
    }
    for (number, label, group) in [(2, t.held_table, Group::Held), (3, t.out_table, Group::Out)] {
        let rows = of(&|of| of == group);
        body.subheading(&format!("{number}. {label} ({})", rows.len()));
        if rows.is_empty() {
            continue;
        }
        let listed: Vec<String> = rows.iter().map(|row| format!("{} ({})", row.id, row.at)).collect();
        body.paragraph(Align::Justified, &[Run::plain(&format!("{}.", listed.join("; ")))]);
    }
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 9] = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

#[derive(Clone, Copy)]
enum Align {
    Left,
    Center,
    Justified,
}

/// Words of one look.
struct Run {
    text: String,
    look: &'static str,
}

impl Run {
    fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), look: "" }
    }

    fn bold(text: &str) -> Self {
        Self { text: text.to_owned(), look: "<w:b/>" }
    }

    fn italic(text: &str) -> Self {
        Self { text: text.to_owned(), look: "<w:i/>" }
    }

    fn of(stretch: &Stretch) -> Self {
        let look = match stretch.mark {
            Some(Mark::Lost) => "<w:u w:val=\"single\"/>",
            Some(Mark::Changed(_)) => "<w:b/>",
            Some(Mark::Noted) | None => "",
        };
        Self { text: stretch.text.clone(), look }
    }
}

#[derive(Default)]
struct Body {
    xml: String,
}

impl Body {
    fn paragraph(&mut self, align: Align, runs: &[Run]) {
        self.write(align, "<w:spacing w:before=\"60\" w:after=\"60\"/>", TEXT, runs);
    }

    fn labelled(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            self.paragraph(Align::Justified, &[Run::plain(&format!("{label}: {value}."))]);
        }
    }

    fn heading(&mut self, words: &str) {
        self.write(Align::Justified, "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/>", TEXT, &[Run::bold(words)]);
    }

    fn subheading(&mut self, words: &str) {
        self.write(Align::Justified, "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"80\"/>", TEXT, &[Run::bold(words)]);
    }

    /// One paragraph; properties come in the order that the schema asks for.
    fn write(&mut self, align: Align, properties: &str, size: u32, runs: &[Run]) {
        let align = match align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Justified => "both",
        };
        let _ = write!(self.xml, "<w:p><w:pPr>{properties}<w:jc w:val=\"{align}\"/></w:pPr>");
        for run in runs.iter().filter(|run| !run.text.is_empty()) {
            let Run { text, look } = run;
            let (bold, under) = if look.contains("<w:u ") { ("", *look) } else { (*look, "") };
            let _ = write!(
                self.xml,
                "<w:r><w:rPr>{bold}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>{under}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
                parts::escaped(text)
            );
        }
        self.xml.push_str("</w:p>");
    }

    fn table(&mut self, heads: [&str; 5], rows: &[&Row], sheet: &Sheet, t: &SheetLabels) {
        self.open_table("<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/><w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/><w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders>", &WIDTHS);
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (head, width) in heads.iter().zip(WIDTHS) {
            self.cell(width, |body| body.write(Align::Center, "", SMALL, &[Run::bold(head)]));
        }
        self.xml.push_str("</w:tr>");
        for (number, row) in (1..).zip(rows) {
            self.row(number, row, sheet, t);
        }
        self.xml.push_str("</w:tbl>");
        // A table is always parted from what follows.
        self.write(Align::Left, "<w:spacing w:before=\"0\" w:after=\"0\"/>", 12, &[]);
    }

    fn row(&mut self, number: usize, row: &Row, sheet: &Sheet, t: &SheetLabels) {
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let [ordinal, above, below, verdict, decision] = WIDTHS;
        self.cell(ordinal, |body| body.write(Align::Center, "", SMALL, &[Run::plain(&number.to_string())]));
        self.cell(above, |body| {
            body.write(Align::Left, "", SMALL, &[Run::bold(&row.id), Run::italic(&format!(" ({})", row.at))]);
            let runs: Vec<Run> = row.parent.iter().map(Run::of).collect();
            body.write(Align::Justified, "", SMALL, &runs);
            if !row.units.is_empty() {
                body.write(Align::Left, "", SMALL, &[Run::italic(&format!("{}: {}", t.unit, super::bodies(sheet, row)))]);
            }
        });
        self.cell(below, |body| {
            for passage in row.found.iter().take(3) {
                let mut runs = vec![Run::italic(&format!("{}: ", passage.at))];
                runs.extend(passage.words.iter().map(Run::of));
                body.write(Align::Justified, "", SMALL, &runs);
            }
            if row.found.is_empty() {
                let expected =
                    row.expected.as_ref().map_or(String::new(), |p| format!(". {}: {} (“{}”)", t.expected, p.at, plain(&p.words)));
                match row.weak.first() {
                    Some(weak) => {
                        let words = format!("{}: {} (“{}”)", t.similar, weak.at, plain(&weak.words));
                        body.write(Align::Left, "", SMALL, &[Run::plain(&words)]);
                    }
                    None => body.write(Align::Left, "", SMALL, &[Run::plain(&format!("{}{expected}.", t.not_found))]),
                }
            }
        });
        self.cell(verdict, |body| {
            body.write(Align::Left, "", SMALL, &[Run::bold(row.label)]);
            for change in super::changes(row, t.gone).lines() {
                body.write(Align::Left, "", SMALL, &[Run::plain(change)]);
            }
        });
        self.cell(decision, |body| body.write(Align::Left, "", SMALL, &[]));
        self.xml.push_str("</w:tr>");
    }

    fn open_table(&mut self, borders: &str, widths: &[u32]) {
        let whole: u32 = widths.iter().sum();
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{whole}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>{borders}<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
        );
        for width in widths {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
    }

    fn cell(&mut self, width: u32, fill: impl FnOnce(&mut Self)) {
        let _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
        fill(self);
        self.xml.push_str("</w:tc>");
    }

    /// Who reviewed it and who answers for it, side by side.
    fn signatures(&mut self, who: [&str; 2], how: &str) {
        let half = WIDTHS.iter().sum::<u32>() / 2;
        self.open_table("", &[half, half]);
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for role in who {
            self.cell(half, |body| {
                body.write(Align::Center, "<w:spacing w:before=\"240\"/>", TEXT - 2, &[Run::bold(role)]);
                body.write(Align::Center, "", TEXT - 2, &[Run::italic(how)]);
            });
        }
        self.xml.push_str("</w:tr></w:tbl>");
    }
}
