//! Formulas of plans: what a phrase says about relation, role, strength, time and amount.

use serde::{Deserialize, Serialize};

use super::additions;
use super::phrases::Phrases;
use super::table::{Row, TableError, rows};

/// What a text says of another document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Relation {
    /// Named without consequence.
    Mentions,
    /// Proposed by it (`theo đề nghị ... tại Tờ trình`).
    Proposal,
    /// Based on it (`căn cứ`).
    LegalBasis,
    /// Changes it.
    Amends,
    /// Takes its place or ends it.
    Replaces,
    /// Carries it out.
    Implements,
}

/// Where a relation formula stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelationPlace {
    /// At the beginning of a paragraph.
    Start,
    /// Directly before the citation.
    Before,
}

/// Role of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words of the contract explain themselves")]
pub enum SectionRole {
    Purpose,
    Requirement,
    Goal,
    Content,
    Method,
    Task,
    Funding,
    Schedule,
    Assignment,
    Reporting,
    Annex,
    Closing,
    Other,
}

/// Part that a unit plays in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// chủ trì, đầu mối
    Lead,
    /// phối hợp
    Coordinate,
    /// tham mưu
    Advise,
    /// đề nghị
    Requested,
    /// who reports
    ReportFrom,
    /// to whom
    ReportTo,
}

/// Whom a collective addressee reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words name the bodies")]
pub enum Reach {
    Departments,
    Ministries,
    Communes,
    Districts,
    Provinces,
    Localities,
    Units,
    Party,
    Front,
    Offices,
    Press,
    All,
    Public,
    Schools,
    Enterprises,
}

/// How far a demand binds, from the weakest word to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Duty {
    /// `nếu có điều kiện`: makes any demand depend on something.
    Hedge,
    /// `khuyến khích`, `có thể`.
    May,
    /// `đề nghị`.
    Request,
    /// `cần`.
    Should,
    /// `phải`, `bắt buộc`, `nghiêm cấm`.
    Must,
}

/// Kind of a constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words of the contract explain themselves")]
pub enum ConstraintKind {
    Deadline,
    Quantity,
    Frequency,
}

/// Direction of a constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words of the contract explain themselves")]
pub enum Bound {
    Before,
    AtLeast,
    AtMost,
    Exactly,
}

/// Column of a task table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words name the columns")]
pub enum TableColumn {
    Number,
    Task,
    Lead,
    Coordinate,
    Deadline,
    Product,
    Note,
}

/// What a word standing twice in a row means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubled {
    /// The repetition is right (`luôn luôn`).
    Genuine,
    /// A word that joins others (`của`): never right twice.
    Particle,
}

/// All formula tables.
#[derive(Debug)]
pub struct Formulas {
    /// Relation formulas with their place.
    pub relations: Phrases<(Relation, RelationPlace)>,
    /// Words between the beginning of a sentence of the body and a document cited there: true where
    /// the document is carried out, false where it is a mere basis.
    pub directions: Phrases<bool>,
    /// Section titles.
    pub section_roles: Phrases<SectionRole>,
    /// Role formulas.
    pub roles: Phrases<Role>,
    /// Collective addressees.
    pub collectives: Phrases<Reach>,
    /// Words of duty; none where a word colours a demand without binding it.
    pub modality: Phrases<Option<Duty>>,
    /// Words that may take each other's place, by group.
    pub synonyms: Phrases<u16>,
    /// Pairs of syllables that most administrative texts have.
    pub common_pairs: Vec<(&'static str, &'static str)>,
    /// Words by which a paragraph shows its field of work.
    pub fields: Phrases<u16>,
    /// Terms of the field that must not take each other's place, by kind.
    pub terms: Phrases<u16>,
    /// Words that open a deadline or frequency, with their direction.
    pub deadlines: Phrases<(ConstraintKind, Option<Bound>)>,
    /// Words before an amount.
    pub quantities: Phrases<Bound>,
    /// Units of measure.
    pub measures: Phrases<()>,
    /// Verbs that open a task.
    pub verbs: Phrases<()>,
    /// Words that may, and words that may not, stand twice in a row.
    pub doubled: Phrases<Doubled>,
    /// Headings of task tables.
    pub columns: Phrases<TableColumn>,
    /// First words of body names (`Sở`, `Phòng`); true where the word alone is a body.
    pub heads: Phrases<bool>,
    /// Words that collective addressees are made of.
    pub collective_words: Phrases<()>,
}

impl Formulas {
    pub(super) fn load() -> Result<Self, TableError> {
        Ok(Self {
            relations: table("relations.tsv", include_str!("data/relations.tsv"), "phrase", |row| {
                Ok((row.word("relation", relation)?, row.word("place", place)?))
            })?,
            directions: table("directions.tsv", include_str!("data/directions.tsv"), "phrase", |row| {
                row.word("carried", |word| matches!(word, "yes" | "no").then_some(word == "yes"))
            })?,
            section_roles: table("section_roles.tsv", include_str!("data/section_roles.tsv"), "phrase", |row| {
                row.word("role", section_role)
            })?,
            roles: table("roles.tsv", include_str!("data/roles.tsv"), "phrase", |row| row.word("role", role))?,
            collectives: table("collectives.tsv", include_str!("data/collectives.tsv"), "phrase", |row| row.word("reach", reach))?,
            modality: table("modality.tsv", include_str!("data/modality.tsv"), "phrase", |row| row.word("polarity", duty))?,
            synonyms: table("synonyms.tsv", additions::synonyms(include_str!("data/synonyms.tsv")), "words", |row| {
                row.word("group", |word| word.parse().ok())
            })?,
            common_pairs: rows("common_pairs.tsv", include_str!("data/common_pairs.tsv"))?
                .into_iter()
                .map(|row| row.need("pair")?.split_once(' ').ok_or_else(|| row.error("no pair of syllables".to_owned())))
                .collect::<Result<_, TableError>>()?,
            fields: table("fields.tsv", include_str!("data/fields.tsv"), "term", |row| row.word("field", |word| word.parse().ok()))?,
            terms: table("terms.tsv", include_str!("data/terms.tsv"), "term", |row| row.word("kind", |word| word.parse().ok()))?,
            deadlines: table("deadlines.tsv", include_str!("data/deadlines.tsv"), "phrase", |row| {
                Ok((
                    row.word("kind", constraint)?,
                    row.word("bound", |word| if word.is_empty() { Some(None) } else { bound(word).map(Some) })?,
                ))
            })?,
            quantities: table("quantities.tsv", include_str!("data/quantities.tsv"), "phrase", |row| row.word("bound", bound))?,
            measures: table("quantity_units.tsv", include_str!("data/quantity_units.tsv"), "unit", |_| Ok(()))?,
            verbs: table("verbs.tsv", include_str!("data/verbs.tsv"), "verb", |_| Ok(()))?,
            doubled: table("doubled_words.tsv", include_str!("data/doubled_words.tsv"), "phrase", |row| row.word("kind", doubled))?,
            columns: table("table_headers.tsv", include_str!("data/table_headers.tsv"), "phrase", |row| row.word("column", column))?,
            heads: table("unit_heads.tsv", include_str!("data/unit_heads.tsv"), "phrase", |row| {
                row.word("alone", |word| matches!(word, "yes" | "no").then_some(word == "yes"))
            })?,
            collective_words: table("collective_words.tsv", include_str!("data/collective_words.tsv"), "phrase", |_| Ok(()))?,
        })
    }
}

fn table<T>(
    file: &'static str,
    text: &'static str,
    key: &str,
    read: impl Fn(Row<'static>) -> Result<T, TableError>,
) -> Result<Phrases<T>, TableError> {
    let entries = rows(file, text)?
        .into_iter()
        .map(|row| Ok((vec![row.need(key)?.to_owned()], read(row)?)))
        .collect::<Result<Vec<_>, TableError>>()?;
    Ok(Phrases::new(entries))
}

fn relation(word: &str) -> Option<Relation> {
    Some(match word {
        "implements" => Relation::Implements,
        "legal_basis" => Relation::LegalBasis,
        "proposal" => Relation::Proposal,
        "amends" => Relation::Amends,
        "replaces" => Relation::Replaces,
        "mentions" => Relation::Mentions,
        _ => return None,
    })
}

fn place(word: &str) -> Option<RelationPlace> {
    match word {
        "start" => Some(RelationPlace::Start),
        "before" => Some(RelationPlace::Before),
        _ => None,
    }
}

fn section_role(word: &str) -> Option<SectionRole> {
    Some(match word {
        "purpose" => SectionRole::Purpose,
        "requirement" => SectionRole::Requirement,
        "goal" => SectionRole::Goal,
        "content" => SectionRole::Content,
        "method" => SectionRole::Method,
        "task" => SectionRole::Task,
        "funding" => SectionRole::Funding,
        "schedule" => SectionRole::Schedule,
        "assignment" => SectionRole::Assignment,
        "reporting" => SectionRole::Reporting,
        "annex" => SectionRole::Annex,
        "closing" => SectionRole::Closing,
        "other" => SectionRole::Other,
        _ => return None,
    })
}

fn role(word: &str) -> Option<Role> {
    Some(match word {
        "lead" => Role::Lead,
        "coordinate" => Role::Coordinate,
        "advise" => Role::Advise,
        "requested" => Role::Requested,
        "report_from" => Role::ReportFrom,
        "report_to" => Role::ReportTo,
        _ => return None,
    })
}

fn reach(word: &str) -> Option<Reach> {
    Some(match word {
        "departments" => Reach::Departments,
        "ministries" => Reach::Ministries,
        "communes" => Reach::Communes,
        "districts" => Reach::Districts,
        "provinces" => Reach::Provinces,
        "localities" => Reach::Localities,
        "units" => Reach::Units,
        "party" => Reach::Party,
        "front" => Reach::Front,
        "offices" => Reach::Offices,
        "press" => Reach::Press,
        "all" => Reach::All,
        "public" => Reach::Public,
        "schools" => Reach::Schools,
        "enterprises" => Reach::Enterprises,
        _ => return None,
    })
}

fn duty(word: &str) -> Option<Option<Duty>> {
    Some(Some(match word {
        "forbid" | "must" => Duty::Must,
        "should" => Duty::Should,
        "request" => Duty::Request,
        "may" => Duty::May,
        "hedge" => Duty::Hedge,
        "vague" | "aim" | "firm" => return Some(None),
        _ => return None,
    }))
}

fn constraint(word: &str) -> Option<ConstraintKind> {
    match word {
        "deadline" => Some(ConstraintKind::Deadline),
        "frequency" => Some(ConstraintKind::Frequency),
        "quantity" => Some(ConstraintKind::Quantity),
        _ => None,
    }
}

fn bound(word: &str) -> Option<Bound> {
    match word {
        "before" => Some(Bound::Before),
        "at_least" => Some(Bound::AtLeast),
        "at_most" => Some(Bound::AtMost),
        "exactly" => Some(Bound::Exactly),
        _ => None,
    }
}

fn doubled(word: &str) -> Option<Doubled> {
    match word {
        "genuine" => Some(Doubled::Genuine),
        "particle" => Some(Doubled::Particle),
        _ => None,
    }
}

fn column(word: &str) -> Option<TableColumn> {
    Some(match word {
        "number" => TableColumn::Number,
        "task" => TableColumn::Task,
        "lead" => TableColumn::Lead,
        "coordinate" => TableColumn::Coordinate,
        "deadline" => TableColumn::Deadline,
        "product" => TableColumn::Product,
        "note" => TableColumn::Note,
        _ => return None,
    })
}
