//! A table of a workbook: one line of headings that stays in sight, filters, widths, colours by verdict.

use bamsat_core::report::sheet::{Mark, Stretch, sentence};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline, Url, Workbook, Worksheet, XlsxError};

/// Units of UTF-16 that a cell holds at most (Excel takes 32,767).
const LONGEST: usize = 32_000;
/// Characters across a printed page; the columns beyond stay on the screen, or the page could not be read.
const ON_PAPER: f64 = 215.0;
/// Height of a line in points.
const LINE: f64 = 14.5;
/// Rows of a sheet at most: a workbook is made in memory, and beyond this nobody reads it.
const MOST_ROWS: usize = 100_000;
/// Pieces of a cell that are marked at most; beyond that the marks are left out.
const MOST_PIECES: usize = 400;

/// A value of a table.
#[derive(Debug, Clone)]
pub(super) enum Cell<'a> {
    /// Words, never a formula.
    Text(&'a str),
    /// The same, made for this cell.
    Owned(String),
    /// Words of which some are lost or changed.
    Marked(&'a [Stretch]),
    /// A count.
    Number(usize),
    /// Percent, where there is one.
    Percent(Option<u8>),
    /// A word that has a colour, by the word of the JSON forms that stands first.
    Coloured(&'static str, &'a str),
    /// A file: where it is, if it can be named, and what is shown.
    File(Option<&'a str>, &'a str),
}

impl Cell<'_> {
    /// Lines that it takes in a column of this width.
    fn lines(&self, width: f64) -> usize {
        match self {
            Self::Text(words) | Self::Coloured(_, words) | Self::File(_, words) => wrapped(words, width),
            Self::Owned(words) => wrapped(words, width),
            Self::Marked(words) => wrapped(&super::plain(words), width),
            Self::Number(_) | Self::Percent(_) => 1,
        }
    }
}

fn wrapped(words: &str, width: f64) -> usize {
    // A width counts digits; letters are narrower on the whole, but words do not fill a line to its end.
    let line = |line: &str| (line.chars().count() as f64 * 0.88 / width).ceil().max(1.0) as usize;
    words.split('\n').map(line).sum()
}

/// The looks of cells.
pub(super) struct Looks {
    text: Format,
    head: Format,
    number: Format,
    percent: Format,
    link: Format,
    pub(super) title: Format,
    pub(super) label: Format,
    pub(super) fine: Format,
    bare: Format,
    lost: Format,
    changed: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_name("Times New Roman").set_font_size(11).set_align(FormatAlign::Top);
        let text = base.clone().set_text_wrap().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xCF_D6DE));
        let piece = Format::new().set_font_name("Times New Roman").set_font_size(11);
        Self {
            head: text.clone().set_bold().set_align(FormatAlign::VerticalCenter).set_background_color(Color::RGB(0xE4_EAF1)),
            number: text.clone().set_num_format("0").set_align(FormatAlign::Center),
            percent: text.clone().set_num_format("0%").set_align(FormatAlign::Center),
            link: text.clone().set_font_color(Color::RGB(0x1A_4F91)).set_underline(FormatUnderline::Single),
            title: base.clone().set_bold().set_font_size(15),
            label: text.clone().set_bold(),
            fine: base.clone().set_italic().set_font_color(Color::RGB(0x50_5C6B)),
            lost: piece.clone().set_font_color(Color::RGB(0xB3_261E)).set_underline(FormatUnderline::Single),
            changed: piece.clone().set_font_color(Color::RGB(0x5B_2A86)).set_bold(),
            bare: piece,
            text,
        }
    }

    /// The colour of a verdict or a severity.
    fn coloured(&self, word: &str) -> Format {
        let (ink, ground) = match word {
            "missing" | "error" => (0x8F_1427, 0xFB_E3E6),
            "partial" | "warning" => (0x7A_3A00, 0xFD_ECD3),
            "reassigned" | "weakened" | "renamed" => (0x5B_2A86, 0xF0_E6F9),
            "kept" | "reworded" => (0x0C_5236, 0xE0_F2E9),
            _ => (0x4D_5866, 0xE9_EDF1),
        };
        self.text.clone().set_bold().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(ground))
    }
}

/// A column: its heading and its width in characters.
pub(super) type Column<'a> = (&'a str, f64);

/// A new sheet of this name, laid out for paper across.
pub(super) fn worksheet<'b>(book: &'b mut Workbook, name: &str) -> Result<&'b mut Worksheet, XlsxError> {
    // Excel takes 31 characters and none of these.
    let name: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    let sheet = book.add_worksheet().set_name(name)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_margins(0.5, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_footer("&L&A&R&P/&N");
    Ok(sheet)
}

/// Fills a new sheet with one table; `left` says, before their number, that rows are left out.
pub(super) fn table<'a>(
    book: &mut Workbook,
    looks: &Looks,
    name: &str,
    columns: &[Column<'_>],
    mut rows: impl Iterator<Item = Vec<Cell<'a>>>,
    left: &str,
) -> Result<(), XlsxError> {
    let sheet = worksheet(book, name)?;
    let last = fill(sheet, looks, 0, columns, rows.by_ref().take(MOST_ROWS))?;
    let more = rows.count();
    if more > 0 {
        sheet.write_string_with_format(last + 1, 0, format!("{left}: {more}"), &looks.fine)?;
    }
    let wide = columns.iter().scan(0.0, |sum, (_, width)| {
        *sum += width;
        Some(*sum)
    });
    let shown = wide.take_while(|sum| *sum <= ON_PAPER).count();
    sheet.set_print_area(0, 0, last, shown.saturating_sub(1) as u16)?;
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.autofilter(0, 0, last, columns.len().saturating_sub(1) as u16)?;
    Ok(())
}

/// Writes headings and rows from line `top`; returns the last line.
pub(super) fn fill<'a>(
    sheet: &mut Worksheet,
    looks: &Looks,
    top: u32,
    columns: &[Column<'_>],
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
) -> Result<u32, XlsxError> {
    let high = columns.iter().map(|(title, width)| wrapped(title, *width)).max().unwrap_or(1);
    sheet.set_row_height(top, high as f64 * LINE + 5.0)?;
    for (column, (title, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(top, column, sentence(title), &looks.head)?;
    }
    let mut line = top;
    for row in rows {
        line += 1;
        let mut high = 1;
        for ((column, (_, width)), cell) in (0..).zip(columns).zip(row) {
            high = high.max(cell.lines(*width));
            write(sheet, looks, (line, column), &cell)?;
        }
        // Not every program works out the height of wrapped words when it opens the file; Excel takes 409 at most.
        sheet.set_row_height(line, (high as f64 * LINE + 3.0).min(409.0))?;
    }
    Ok(line)
}

/// Writes one cell.
pub(super) fn write(sheet: &mut Worksheet, looks: &Looks, (line, column): (u32, u16), cell: &Cell<'_>) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(words) => sheet.write_string_with_format(line, column, cut(words), &looks.text)?,
        Cell::Owned(words) => sheet.write_string_with_format(line, column, cut(words), &looks.text)?,
        Cell::Marked(words) => return marked(sheet, looks, (line, column), words),
        Cell::Number(count) => sheet.write_number_with_format(line, column, *count as f64, &looks.number)?,
        Cell::Percent(None) => sheet.write_string_with_format(line, column, "–", &looks.percent)?,
        Cell::Percent(Some(percent)) => sheet.write_number_with_format(line, column, f64::from(*percent) / 100.0, &looks.percent)?,
        Cell::Coloured(word, shown) => sheet.write_string_with_format(line, column, *shown, &looks.coloured(word))?,
        Cell::File(None, shown) => sheet.write_string_with_format(line, column, cut(shown), &looks.text)?,
        Cell::File(Some(link), shown) => {
            let url = Url::new(*link).set_text(cut(shown));
            // A link that Excel would not take (too long) is shown as words.
            match sheet.write_url_with_format(line, column, url, &looks.link) {
                Ok(sheet) => sheet,
                Err(_) => return write(sheet, looks, (line, column), &Cell::File(None, shown)),
            }
        }
    };
    Ok(())
}

fn marked(sheet: &mut Worksheet, looks: &Looks, (line, column): (u32, u16), words: &[Stretch]) -> Result<(), XlsxError> {
    let plain = super::plain(words);
    let is_plain = words.len() < 2 || words.len() > MOST_PIECES || plain.encode_utf16().count() > LONGEST;
    if is_plain {
        // A cell of one piece has no pieces in the file: what is lost whole is told by its verdict.
        return write(sheet, looks, (line, column), &Cell::Owned(plain));
    }
    let look = |stretch: &Stretch| match stretch.mark {
        Some(Mark::Lost) => &looks.lost,
        Some(Mark::Changed(_)) => &looks.changed,
        Some(Mark::Noted) | None => &looks.bare,
    };
    let pieces: Vec<(&Format, &str)> = words.iter().map(|stretch| (look(stretch), stretch.text.as_str())).collect();
    sheet.write_rich_string_with_format(line, column, &pieces, &looks.text)?;
    Ok(())
}

fn cut(words: &str) -> String {
    let mut room = LONGEST;
    let kept = words.char_indices().find(|(_, c)| match room.checked_sub(c.len_utf16()) {
        Some(left) => {
            room = left;
            false
        }
        None => true,
    });
    kept.map_or_else(|| words.to_owned(), |(at, _)| format!("{}…", &words[..at]))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, cut};

    #[test]
    fn a_cell_holds_what_excel_takes() {
        for letter in ["ế", "𝄞"] {
            let long = cut(&letter.repeat(LONGEST + 1));
            assert!(long.ends_with('…') && (LONGEST..=LONGEST + 1).contains(&long.encode_utf16().count()), "{letter}");
        }
        assert_eq!(cut("Kế hoạch"), "Kế hoạch");
    }
}
