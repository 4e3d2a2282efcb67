//! The words of the JSON forms for the closed sets of the model.

use crate::lexicon::{Bound, ConstraintKind, Level, Relation, Role, SectionRole};

/// `implements`, `legal_basis` ...
pub fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::Implements => "implements",
        Relation::LegalBasis => "legal_basis",
        Relation::Proposal => "proposal",
        Relation::Amends => "amends",
        Relation::Replaces => "replaces",
        Relation::Mentions => "mentions",
    }
}

/// `lead`, `coordinate` ...
pub fn role_word(role: Role) -> &'static str {
    match role {
        Role::Lead => "lead",
        Role::Coordinate => "coordinate",
        Role::Advise => "advise",
        Role::Requested => "requested",
        Role::ReportFrom => "report_from",
        Role::ReportTo => "report_to",
    }
}

/// `purpose`, `task` ...
pub fn section_role_word(role: SectionRole) -> &'static str {
    match role {
        SectionRole::Purpose => "purpose",
        SectionRole::Requirement => "requirement",
        SectionRole::Goal => "goal",
        SectionRole::Content => "content",
        SectionRole::Method => "method",
        SectionRole::Task => "task",
        SectionRole::Funding => "funding",
        SectionRole::Schedule => "schedule",
        SectionRole::Assignment => "assignment",
        SectionRole::Reporting => "reporting",
        SectionRole::Annex => "annex",
        SectionRole::Closing => "closing",
        SectionRole::Other => "other",
    }
}

/// `deadline`, `quantity`, `frequency`.
pub fn constraint_word(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::Deadline => "deadline",
        ConstraintKind::Quantity => "quantity",
        ConstraintKind::Frequency => "frequency",
    }
}

/// `before`, `at_least`, `at_most`, `exactly`.
pub fn bound_word(bound: Bound) -> &'static str {
    match bound {
        Bound::Before => "before",
        Bound::AtLeast => "at_least",
        Bound::AtMost => "at_most",
        Bound::Exactly => "exactly",
    }
}

/// `central`, `ministry` ...
pub fn level_word(level: Level) -> &'static str {
    level.word()
}
