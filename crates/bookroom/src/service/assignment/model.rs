//! Rules by which cases are given to operators, as hosts see them, and what they said.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::service::model::{Case, CaseKind, CaseSeverity};
use crate::values::{
    AbsenceId, AssignmentRuleId, CaseAssignmentId, CaseId, Edit, OperatorId, ProductId, TeamId,
    edits, slugs,
};

slugs! {
    /// Whom a rule gives a case, of those that are free: there, permitted to work on cases, not
    /// away, and below the rule's limit.
    #[derive(Default)]
    AssignmentWay {
        /// The first of its operators.
        First "first",
        /// The owner of the case's customer, else the first of its operators.
        Owner "owner",
        /// Who had the fewest turns of late: the one whose last turn by this rule is longest ago.
        #[default]
        RoundRobin "round_robin",
        /// Who has the least open cases, as the rule weighs them; of several, in turns.
        LeastLoad "least_load",
    }
}

slugs! {
    /// What happens to a case that meets a rule when nobody is free.
    #[derive(Default)]
    AssignmentOtherwise {
        /// It stays without an operator.
        #[default]
        Stay "stay",
        /// The next rule that it meets is followed.
        Next "next",
    }
}

slugs! {
    /// Why the rules gave a case to nobody.
    AssignmentTrouble {
        /// It meets no active rule.
        NoRule "no_rule",
        /// It would go to the owner of its customer, and there is none.
        NoOwner "no_owner",
        /// None of whom it would go to is active and permitted to work on cases.
        Nobody "nobody",
        /// All of these are away.
        Away "away",
        /// Those who are not away have as many open cases as they may.
        Full "full",
        /// The book lets no case in its state be given away.
        NotAllowed "not_allowed",
    }
}

slugs! {
    /// How an operator stands towards a rule.
    CandidateState {
        /// Can be given a case.
        Free "free",
        /// Is away now.
        Away "away",
        /// Has as many open cases as the rule lets anybody have.
        Full "full",
        /// May not work on cases: no role permits `cases.edit`.
        NotPermitted "not_permitted",
        /// Is deactivated.
        Inactive "inactive",
        /// Hands cases over just now.
        Leaving "leaving",
    }
}

/// A class that the customer of a case has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClassCondition {
    /// The list: `customer_level`, `region`, `industry` or any other by which customers are
    /// classified.
    pub dictionary: String,
    /// Its items, by code, 1 to 50: any of these, or of those below them.
    pub items: Vec<String>,
}

/// What an open case of a severity counts in the load of who has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SeverityWeight {
    /// The severity.
    pub severity: CaseSeverity,
    /// 0 to 1,000; 1 for severities that are not named.
    pub weight: i64,
}

/// A rule: which cases go to whom. Rules are asked in their order, and the first that a case meets
/// is followed. A case meets it when it meets every condition; an empty one says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentRule {
    /// The id.
    pub id: AssignmentRuleId,
    /// The name in Chinese.
    pub label_zh: String,
    /// The name in English.
    pub label_en: String,
    /// Whether it is asked.
    pub active: bool,
    /// Its place among all, from 1.
    pub place: i64,
    /// What the cases are about: any of these.
    #[serde(default)]
    pub kinds: Vec<CaseKind>,
    /// How bad they are: any of these.
    #[serde(default)]
    pub severities: Vec<CaseSeverity>,
    /// Their category, by code: any of these, or of those below them.
    #[serde(default)]
    pub categories: Vec<String>,
    /// How they came in, by code: any of these, or of those below them.
    #[serde(default)]
    pub channels: Vec<String>,
    /// How their customers are classified: every one of these.
    #[serde(default)]
    pub classes: Vec<ClassCondition>,
    /// The products that they are about: any of these.
    #[serde(default)]
    pub products: Vec<ProductId>,
    /// The teams of whose the cases are: any of these.
    #[serde(default)]
    pub owner_teams: Vec<TeamId>,
    /// Whom it gives them.
    pub way: AssignmentWay,
    /// The operators, in their order.
    #[serde(default)]
    pub operators: Vec<OperatorId>,
    /// The team whose operators come after these, whoever is in it then.
    pub team: Option<TeamId>,
    /// How many open cases somebody may have to be given one more, whoever gave them; none: any
    /// number.
    pub open_limit: Option<i64>,
    /// What open cases count for the least load.
    #[serde(default)]
    pub weights: Vec<SeverityWeight>,
    /// What happens when nobody is free.
    pub otherwise: AssignmentOtherwise,
    /// Moves with every change.
    pub version: i64,
}

/// A rule to be added, as the last one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewAssignmentRule {
    /// The name in Chinese, up to 100 characters; blank: as in English.
    pub label_zh: String,
    /// The name in English, up to 100 characters; blank: as in Chinese.
    pub label_en: String,
    /// What the cases are about: any of these.
    pub kinds: Vec<CaseKind>,
    /// How bad they are: any of these.
    pub severities: Vec<CaseSeverity>,
    /// Their category: codes or labels of items of `case_category`, at most 50; any of these, or of
    /// those below them.
    pub categories: Vec<String>,
    /// How they came in: codes or labels of items of `case_channel`, at most 50.
    pub channels: Vec<String>,
    /// How their customers are classified: at most 20 lists, codes or labels of their items.
    pub classes: Vec<ClassCondition>,
    /// The products that they are about, at most 1,000.
    pub products: Vec<ProductId>,
    /// The teams of whose the cases are, at most 100.
    pub owner_teams: Vec<TeamId>,
    /// Whom it gives them.
    pub way: AssignmentWay,
    /// The operators, in their order, at most 1,000. These or a team, or both, unless cases go to
    /// the owner of their customer.
    pub operators: Vec<OperatorId>,
    /// The team whose operators come after these, whoever is in it then.
    pub team: Option<TeamId>,
    /// How many open cases somebody may have at most, 1 to 100,000; none: any number.
    pub open_limit: Option<i64>,
    /// What open cases count for the least load; other ways do not ask.
    pub weights: Vec<SeverityWeight>,
    /// What happens when nobody is free.
    pub otherwise: AssignmentOtherwise,
}

impl NewAssignmentRule {
    /// A rule for all cases: a way, and the operators.
    #[must_use]
    pub fn of_all(
        label_zh: &str,
        label_en: &str,
        way: AssignmentWay,
        operators: &[OperatorId],
    ) -> Self {
        Self {
            label_zh: label_zh.to_owned(),
            label_en: label_en.to_owned(),
            way,
            operators: operators.to_vec(),
            ..Self::default()
        }
    }
}

edits! {
    /// New values for a rule. Limits are those of [`NewAssignmentRule`].
    AssignmentRuleEdit {
        /// The name in Chinese.
        label_zh: Option<String>,
        /// The name in English.
        label_en: Option<String>,
        /// Whether it is asked.
        active: Option<bool>,
        /// What the cases are about.
        kinds: Edit<Vec<CaseKind>>,
        /// How bad they are.
        severities: Edit<Vec<CaseSeverity>>,
        /// Their category.
        categories: Edit<Vec<String>>,
        /// How they came in.
        channels: Edit<Vec<String>>,
        /// How their customers are classified.
        classes: Edit<Vec<ClassCondition>>,
        /// The products that they are about.
        products: Edit<Vec<ProductId>>,
        /// The teams of whose the cases are.
        owner_teams: Edit<Vec<TeamId>>,
        /// Whom it gives them.
        way: Option<AssignmentWay>,
        /// The operators.
        operators: Edit<Vec<OperatorId>>,
        /// The team whose operators come after these.
        team: Edit<TeamId>,
        /// How many open cases somebody may have.
        open_limit: Edit<i64>,
        /// What open cases count for the least load.
        weights: Edit<Vec<SeverityWeight>>,
        /// What happens when nobody is free.
        otherwise: Option<AssignmentOtherwise>,
    }
}

/// Whether rules are asked when cases are opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentPolicy {
    /// Whether a case that is opened without an operator is given to one by the rules at once.
    /// False unless changed: then they are asked by command.
    pub automatic: bool,
    /// Moves with every change; 0 as long as it is the engine's own.
    pub version: i64,
}

/// A time in which no rule gives an operator cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// The id.
    pub id: AbsenceId,
    /// Who is away.
    pub operator: OperatorId,
    /// From when.
    pub from: DateTime<Utc>,
    /// The first instant at which they are back; none: until it is known.
    pub to: Option<DateTime<Utc>>,
    /// Moves with every change.
    pub version: i64,
}

/// An absence to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAbsence {
    /// Who is away.
    pub operator: OperatorId,
    /// From when; now when it is left out.
    #[serde(default)]
    pub from: Option<DateTime<Utc>>,
    /// The first instant at which they are back, after `from`; none: until it is known.
    #[serde(default)]
    pub to: Option<DateTime<Utc>>,
}

edits! {
    /// New values for an absence.
    AbsenceEdit {
        /// From when.
        from: Option<DateTime<Utc>>,
        /// The first instant at which they are back.
        to: Edit<DateTime<Utc>>,
    }
}

/// Which absences are wanted; what is absent does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AbsenceFilter {
    /// Who is away.
    pub operator: Option<OperatorId>,
    /// Those that cover this instant.
    pub at: Option<DateTime<Utc>>,
}

/// What the rules said of a case, once: to whom it was given, or why to nobody. Written once; who
/// has the case now says the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseAssignment {
    /// The id.
    pub id: CaseAssignmentId,
    /// The case.
    pub case: CaseId,
    /// When.
    pub at: DateTime<Utc>,
    /// By whose command; none: the engine itself.
    pub by: Option<OperatorId>,
    /// The rule that was followed; none when the case met none.
    pub rule: Option<AssignmentRuleId>,
    /// Which time it was that this rule gave a case away, from 1; none: it gave it to nobody.
    pub turn: Option<i64>,
    /// Who had the case before.
    pub from: Option<OperatorId>,
    /// Who was given it.
    pub to: Option<OperatorId>,
    /// Why nobody was.
    pub trouble: Option<AssignmentTrouble>,
}

/// Which words of the rules are wanted; what is absent or empty does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AssignmentFilter {
    /// About this case.
    pub case: Option<CaseId>,
    /// Of this rule.
    pub rule: Option<AssignmentRuleId>,
    /// By which this operator was given a case.
    pub to: Option<OperatorId>,
    /// That gave nobody a case, for any of these reasons.
    pub troubles: Vec<AssignmentTrouble>,
}

/// How somebody to whom a rule gives cases stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentCandidate {
    /// Who.
    pub operator: OperatorId,
    /// How they stand.
    pub state: CandidateState,
    /// How many open cases they have, not counting the one that is to be given.
    pub open_cases: i64,
    /// What these count as the rule weighs them.
    pub load: i64,
    /// Their last turn by this rule; none: they had none yet.
    pub last_turn: Option<i64>,
}

/// What came of asking the rules about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentOutcome {
    /// The case, as it is then.
    pub case: Case,
    /// The rule that was followed; none when the case met none.
    pub rule: Option<AssignmentRuleId>,
    /// Why it was given to nobody; none: it has an operator by this rule now.
    pub trouble: Option<AssignmentTrouble>,
    /// Among whom the rule chose, in its order.
    pub candidates: Vec<AssignmentCandidate>,
}
