//! A plan as a structure: who issues it, what it is called, its sections, where it comes from.

use bamsat_core::source::{fold, strip_marks};

use crate::date::Date;
use crate::demand::{Demand, Losses};
use crate::grammar::Part;
use crate::words::lower_first;

/// Where in the cascade an issuer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Centre,
    Province,
    Department,
    Commune,
}

/// Who issues a plan.
#[derive(Debug, Clone)]
pub(crate) struct Issuer {
    pub(crate) level: Level,
    /// `Ủy ban nhân dân tỉnh Thanh Sơn`.
    pub(crate) name: String,
    /// The same inside its own plans: `Ủy ban nhân dân tỉnh`.
    pub(crate) short: String,
    /// The lines of the letterhead.
    pub(crate) head: [String; 2],
    /// `UBND`.
    pub(crate) symbol: String,
    /// Where it signs: `Thanh Sơn`.
    pub(crate) seat: String,
    /// The province it belongs to, as an index into the list of names.
    pub(crate) province: Option<usize>,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Directive,
    /// A decision with the plan attached.
    Decision,
    Plan,
    /// An official letter.
    Letter,
}

/// Demands under one heading; without one directly under the section.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) heading: Option<String>,
    pub(crate) demands: Vec<Demand>,
}

/// A main section.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) part: Part,
    pub(crate) heading: String,
    pub(crate) groups: Vec<Group>,
}

/// How a plan names the plan above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// With its number and date.
    Exact,
    /// With its number and another date.
    Misdated,
    /// With the number of a plan that is not there.
    Absent,
    /// Not at all.
    Orphan,
}

/// One plan.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) issuer: Issuer,
    pub(crate) kind: Kind,
    pub(crate) number: usize,
    pub(crate) date: Date,
    /// `Bảo đảm an toàn thực phẩm tại các chợ`.
    pub(crate) subject: String,
    /// The year that its years count from: that of its cascade.
    pub(crate) year: u16,
    pub(crate) sections: Vec<Section>,
    /// The plan above, cited.
    pub(crate) above: Option<String>,
    /// Further bases, cited.
    pub(crate) bases: Vec<String>,
    /// Whom the plan above wants told what came of it.
    pub(crate) reports_to: Option<String>,
    pub(crate) link: Link,
    pub(crate) losses: Losses,
}

impl Plan {
    /// `237/KH-UBND`.
    pub(crate) fn full_number(&self, number: usize) -> String {
        let kind = match self.kind {
            Kind::Directive => "CT-",
            Kind::Decision => "QĐ-",
            Kind::Plan => "KH-",
            Kind::Letter => return format!("{number:02}/{}-VP", self.issuer.symbol),
        };
        format!("{number:02}/{kind}{}", self.issuer.symbol)
    }

    /// `Bảo đảm an toàn thực phẩm tại các chợ trên địa bàn tỉnh Thanh Sơn giai đoạn 2026 - 2028`.
    pub(crate) fn title(&self) -> String {
        let area = match self.issuer.level {
            Level::Centre => String::new(),
            Level::Department => format!(" của {}", self.issuer.short),
            Level::Province | Level::Commune => format!(" trên địa bàn {}", self.issuer.area()),
        };
        format!("{}{area} giai đoạn {} - {}", self.subject, self.year, self.year + 2)
    }

    /// The plan as others cite it, with the number and date given.
    pub(crate) fn cite(&self, number: usize, date: Date) -> String {
        let (kind, about) = match self.kind {
            Kind::Directive => ("Chỉ thị", "về"),
            Kind::Decision => ("Quyết định", "ban hành Kế hoạch"),
            Kind::Plan => ("Kế hoạch", "về"),
            Kind::Letter => ("Công văn", "về việc"),
        };
        format!("{kind} số {} ngày {date} của {} {about} {}", self.full_number(number), self.issuer.name, lower_first(&self.title()))
    }

    /// The sections that speak to everybody below.
    pub(crate) fn general(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(|section| section.part != Part::Organisation)
    }

    /// All its demands.
    pub(crate) fn demands(&self) -> impl Iterator<Item = &Demand> {
        self.sections.iter().flat_map(|section| &section.groups).flat_map(|group| &group.demands)
    }

    /// The tasks of a body.
    pub(crate) fn group(&self, body: &str) -> Option<&Group> {
        let groups = self.sections.iter().filter(|section| section.part == Part::Organisation).flat_map(|section| &section.groups);
        groups.into_iter().find(|group| group.heading.as_deref() == Some(body))
    }

    /// What it tells `issuer` in particular to do.
    pub(crate) fn tasks_of(&self, issuer: &Issuer) -> &[Demand] {
        let body = if issuer.level == Level::Department { &issuer.short } else { self.issuer.level.those_below() };
        self.group(body).map_or(&[], |group| &group.demands)
    }

    /// Where it lies in the archive, without ending.
    pub(crate) fn path(&self, provinces: &[&str]) -> String {
        let top = self.issuer.province.map_or("trung-uong".to_owned(), |at| format!("tinh-{}", slug(provinces[at])));
        let body = match self.issuer.level {
            Level::Commune => slug(self.issuer.area()),
            _ => slug(&self.issuer.short),
        };
        format!("{top}/{body}/{}/{}", self.date.year, slug(&self.full_number(self.number).replace('/', " ")))
    }
}

impl Level {
    /// Those who carry out what this level writes, as its plans call them.
    pub(crate) fn those_below(self) -> &'static str {
        match self {
            Self::Centre => "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
            Self::Province | Self::Department => "Ủy ban nhân dân các xã, phường",
            Self::Commune => "Trưởng các thôn",
        }
    }
}

impl Issuer {
    /// `tỉnh Thanh Sơn`.
    fn area(&self) -> &str {
        self.name.trim_start_matches("Ủy ban nhân dân ")
    }
}

/// `so-y-te`.
fn slug(name: &str) -> String {
    strip_marks(&fold(name)).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}
