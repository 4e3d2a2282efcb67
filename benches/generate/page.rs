//! A plan as a text: letterhead, preamble, sections, closing.

use crate::demand::{Demand, Writer};
use crate::plan::{Kind, Level, Plan, Section};
use crate::random::Random;
use crate::words::lower_first;

/// A text in the pieces that a layout sets differently.
pub(crate) struct Page {
    /// Left column of the letterhead.
    pub(crate) left: Vec<String>,
    /// Right column of the letterhead.
    pub(crate) right: Vec<String>,
    /// Everything below.
    pub(crate) lines: Vec<Line>,
}

/// A line below the letterhead.
pub(crate) enum Line {
    /// Set in the middle: titles, signatures.
    Centred(String),
    /// Set with an indent, and wrapped.
    Paragraph(String),
    /// Set at the margin: recipients.
    Margin(String),
}

/// Letters that number demands; Vietnamese outlines skip some.
const LETTERS: [&str; 23] =
    ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"];
const ROMAN: [&str; 8] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];

/// Writes a plan.
pub(crate) fn page(plan: &Plan, writer: &Writer<'_>, random: &mut Random) -> Page {
    let mut page = letterhead(plan);
    match plan.kind {
        Kind::Decision => decision(plan, &mut page, writer, random),
        Kind::Directive => page.title("CHỈ THỊ", format!("Về {}", lower_first(&plan.title()))),
        Kind::Plan => page.title("KẾ HOẠCH", plan.title()),
        Kind::Letter => {
            page.lines.push(Line::Margin(format!("V/v {}", lower_first(&plan.title()))));
            page.lines.push(Line::Margin(format!("Kính gửi: {} và các đơn vị thuộc Sở.", plan.issuer.level.those_below())));
        }
    }
    if plan.kind != Kind::Decision {
        preamble(plan, &mut page, writer, random);
    }
    body(plan, &mut page, writer, random);
    closing(plan, &mut page, writer, random);
    if plan.kind != Kind::Decision {
        signature(plan, &mut page, writer, random);
    }
    page
}

impl Page {
    fn title(&mut self, kind: &str, title: String) {
        self.lines.extend([Line::Centred(kind.to_owned()), Line::Centred(title)]);
    }

    fn paragraph(&mut self, text: String) {
        self.lines.push(Line::Paragraph(text));
    }
}

fn letterhead(plan: &Plan) -> Page {
    let mut left: Vec<String> = plan.issuer.head.iter().filter(|line| !line.is_empty()).cloned().collect();
    left.push("-------".to_owned());
    left.push(format!("Số: {}", plan.full_number(plan.number)));
    let motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------"].map(str::to_owned);
    let mut right = Vec::from(motto);
    right.push(format!("{}, {}", plan.issuer.seat, plan.date.in_words()));
    Page { left, right, lines: Vec::new() }
}

/// The decision that the plan is attached to.
fn decision(plan: &Plan, page: &mut Page, writer: &Writer<'_>, random: &mut Random) {
    let (title, name) = (plan.title(), &plan.issuer.name);
    page.title("QUYẾT ĐỊNH", format!("Ban hành Kế hoạch {}", lower_first(&title)));
    page.lines.push(Line::Centred(name.to_uppercase()));
    preamble(plan, page, writer, random);
    page.lines.push(Line::Centred("QUYẾT ĐỊNH:".to_owned()));
    page.paragraph(format!("Điều 1. Ban hành kèm theo Quyết định này Kế hoạch {}.", lower_first(&title)));
    page.paragraph("Điều 2. Quyết định này có hiệu lực kể từ ngày ký.".to_owned());
    page.paragraph(format!(
        "Điều 3. Thủ trưởng các cơ quan và {} chịu trách nhiệm thi hành Quyết định này./.",
        plan.issuer.level.those_below()
    ));
    signature(plan, page, writer, random);
    page.title("KẾ HOẠCH", title);
    let number = plan.full_number(plan.number);
    page.lines.push(Line::Centred(format!("(Kèm theo Quyết định số {number} ngày {} của {name})", plan.date)));
}

/// Bases and the plan above.
fn preamble(plan: &Plan, page: &mut Page, writer: &Writer<'_>, random: &mut Random) {
    if plan.issuer.level != Level::Centre || plan.kind == Kind::Decision {
        let laws = &writer.words.classes[writer.words.class("law")].words;
        for at in random.sample(laws.len(), 2) {
            page.paragraph(format!("Căn cứ {};", laws[at]));
        }
    }
    for base in &plan.bases {
        page.paragraph(format!("Căn cứ {base};"));
    }
    let reason = match &plan.above {
        Some(above) => format!("Thực hiện {above}"),
        None => format!("Để {}", lower_first(&plan.title())),
    };
    let name = &plan.issuer.name;
    page.paragraph(match plan.kind {
        Kind::Decision => format!("{reason}."),
        Kind::Directive => format!("{reason}, {name} yêu cầu:"),
        Kind::Letter => format!("{reason}, {name} yêu cầu các đơn vị triển khai những nội dung sau:"),
        Kind::Plan => format!("{reason}, {name} ban hành Kế hoạch {} như sau:", lower_first(&plan.title())),
    });
}

fn body(plan: &Plan, page: &mut Page, writer: &Writer<'_>, random: &mut Random) {
    let lettered = random.per_mille(400);
    let arabic = matches!(plan.kind, Kind::Directive | Kind::Letter);
    for (at, section) in plan.sections.iter().enumerate() {
        let heading = if arabic {
            format!("{}. {}", at + 1, sentence_case(&section.heading))
        } else {
            format!("{}. {}", ROMAN[at], section.heading.to_uppercase())
        };
        page.paragraph(heading);
        groups(section, plan.year, page, writer, if arabic { Marks::Lettered } else { Marks::Numbered(lettered) });
    }
    if let Some(above) = &plan.reports_to {
        page.paragraph(format!("- Tổng hợp, báo cáo kết quả thực hiện về {above} hằng quý, trước ngày 15 của tháng cuối quý."));
    }
    page.paragraph(format!("- Báo cáo kết quả thực hiện về {} hằng quý, trước ngày 15 của tháng cuối quý.", plan.issuer.name));
}

/// How groups and demands are marked.
#[derive(Clone, Copy)]
enum Marks {
    /// Groups `1.`, demands `-`, or `a)` where true.
    Numbered(bool),
    /// Groups `a)`, demands `-`.
    Lettered,
}

fn groups(section: &Section, year: u16, page: &mut Page, writer: &Writer<'_>, marks: Marks) {
    for (at, group) in section.groups.iter().enumerate() {
        if let Some(heading) = &group.heading {
            page.paragraph(match marks {
                Marks::Numbered(_) => format!("{}. {heading}", at + 1),
                Marks::Lettered => format!("{}) {heading}", LETTERS[at % LETTERS.len()]),
            });
        }
        let bullet = |at: usize, demand: &Demand| {
            let text = writer.write(demand, year);
            match (marks, &group.heading) {
                (Marks::Numbered(_), None) => format!("{}. {text}", at + 1),
                (Marks::Numbered(true), Some(_)) => format!("{}) {text}", LETTERS[at % LETTERS.len()]),
                _ => format!("- {text}"),
            }
        };
        group.demands.iter().enumerate().for_each(|(at, demand)| page.paragraph(bullet(at, demand)));
    }
}

fn closing(plan: &Plan, page: &mut Page, writer: &Writer<'_>, random: &mut Random) {
    let kind = match plan.kind {
        Kind::Directive => "Chỉ thị",
        Kind::Letter => "nội dung",
        Kind::Plan | Kind::Decision => "Kế hoạch",
    };
    let request = random.pick(&writer.grammar.closings);
    page.paragraph(format!("Trên đây là {kind} {}. {request} về {}./.", lower_first(&plan.title()), plan.issuer.short));
}

fn signature(plan: &Plan, page: &mut Page, writer: &Writer<'_>, random: &mut Random) {
    let recipients = ["Nơi nhận:", "- Như trên;", "- Cấp trên trực tiếp (để báo cáo);", "- Các cơ quan, đơn vị liên quan;", "- Lưu: VT."];
    page.lines.extend(recipients.map(|line| Line::Margin(line.to_owned())));
    let titles: &[&str] = match plan.issuer.level {
        Level::Centre if plan.issuer.symbol == "TTg" => &["KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG"],
        Level::Centre => &["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"],
        Level::Department => &["GIÁM ĐỐC"],
        Level::Province | Level::Commune => &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    };
    page.lines.extend(titles.iter().map(|line| Line::Centred(line.to_string())));
    let name = format!("{} {}", random.pick(writer.words.names("family")), random.pick(writer.words.names("given")));
    page.lines.push(Line::Centred(name));
}

/// `MỤC ĐÍCH, YÊU CẦU` as `Mục đích, yêu cầu`.
fn sentence_case(heading: &str) -> String {
    crate::words::upper_first(&heading.to_lowercase())
}
