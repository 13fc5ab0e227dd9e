//! Rows of rules, absences and what was said of cases.

pub(crate) mod absences;
pub(crate) mod given;
pub(crate) mod present;
pub(crate) mod standing;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::model::{
    AssignmentOtherwise, AssignmentPolicy, AssignmentRule, AssignmentWay, ClassCondition,
};
use crate::error::{Error, Result};
use crate::service::model::{CaseKind, CaseSeverity};
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::locks::{load_kept, load_locked};
use crate::store::schema::{assignment_policy, assignment_rule, case_assignment};
use crate::values::{AssignmentRuleId, ProductId, TeamId};

/// The policy's id: there is one.
pub(crate) const POLICY: i64 = 1;

/// A row of `assignment_rule`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = assignment_rule, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct RuleRow {
    book_id: i64,
    id: i64,
    label_zh: String,
    label_en: String,
    active: bool,
    place: i64,
    conditions: String,
    way: String,
    operators: String,
    team_id: Option<i64>,
    open_limit: Option<i64>,
    weights: String,
    otherwise: String,
    version: i64,
}

/// The conditions of a rule in one text: they are never read but as a whole.
#[derive(Debug, Serialize, Deserialize)]
struct Conditions {
    kinds: Vec<CaseKind>,
    severities: Vec<CaseSeverity>,
    categories: Vec<String>,
    channels: Vec<String>,
    classes: Vec<ClassCondition>,
    products: Vec<ProductId>,
    owner_teams: Vec<TeamId>,
}

fn text<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::internal("a rule does not become JSON"))
}

impl RuleRow {
    fn of(book: i64, rule: &AssignmentRule) -> Result<Self> {
        let conditions = Conditions {
            kinds: rule.kinds.clone(),
            severities: rule.severities.clone(),
            categories: rule.categories.clone(),
            channels: rule.channels.clone(),
            classes: rule.classes.clone(),
            products: rule.products.clone(),
            owner_teams: rule.owner_teams.clone(),
        };
        Ok(Self {
            book_id: book,
            id: rule.id.0,
            label_zh: rule.label_zh.clone(),
            label_en: rule.label_en.clone(),
            active: rule.active,
            place: rule.place,
            conditions: text(&conditions)?,
            way: rule.way.slug().to_owned(),
            operators: text(&rule.operators)?,
            team_id: rule.team.map(i64::from),
            open_limit: rule.open_limit,
            weights: text(&rule.weights)?,
            otherwise: rule.otherwise.slug().to_owned(),
            version: rule.version,
        })
    }

    fn record(self) -> Result<AssignmentRule> {
        let conditions: Conditions =
            serde_json::from_str(&self.conditions).map_err(|_| Error::corrupt("conditions"))?;
        let otherwise = AssignmentOtherwise::from_slug(&self.otherwise);
        Ok(AssignmentRule {
            id: AssignmentRuleId(self.id),
            label_zh: self.label_zh,
            label_en: self.label_en,
            active: self.active,
            place: self.place,
            kinds: conditions.kinds,
            severities: conditions.severities,
            categories: conditions.categories,
            channels: conditions.channels,
            classes: conditions.classes,
            products: conditions.products,
            owner_teams: conditions.owner_teams,
            way: AssignmentWay::from_slug(&self.way).ok_or_else(|| Error::corrupt("way"))?,
            operators: serde_json::from_str(&self.operators)
                .map_err(|_| Error::corrupt("operators"))?,
            team: self.team_id.map(TeamId),
            open_limit: self.open_limit,
            weights: serde_json::from_str(&self.weights).map_err(|_| Error::corrupt("weights"))?,
            otherwise: otherwise.ok_or_else(|| Error::corrupt("otherwise"))?,
            version: self.version,
        })
    }
}

fn records(rows: Vec<RuleRow>) -> Result<Vec<AssignmentRule>> {
    rows.into_iter().map(RuleRow::record).collect()
}

/// All rules of a book, in their order.
macro_rules! all {
    ($book:expr) => {
        assignment_rule::table
            .filter(assignment_rule::book_id.eq($book))
            .order((assignment_rule::place, assignment_rule::id))
            .select(RuleRow::as_select())
    };
}

/// All rules of a book, in their order.
pub(crate) fn load_all(conn: &mut Conn, book: i64) -> Result<Vec<AssignmentRule>> {
    records(all!(book).load(conn)?)
}

/// As [`load_all`], and keeps them as they are until the transaction ends.
pub(crate) fn keep_all(conn: &mut Conn, book: i64) -> Result<Vec<AssignmentRule>> {
    records(load_kept!(conn, all!(book), RuleRow)?)
}

/// As [`load_all`], and locks them until the transaction ends.
pub(crate) fn lock_all(conn: &mut Conn, book: i64) -> Result<Vec<AssignmentRule>> {
    records(load_locked!(conn, all!(book), RuleRow)?)
}

/// One rule.
pub(crate) fn load(conn: &mut Conn, book: i64, id: AssignmentRuleId) -> Result<AssignmentRule> {
    let found = load_all(conn, book)?.into_iter().find(|rule| rule.id == id);
    found.ok_or_else(|| Error::not_found("assignment_rule", id))
}

/// Writes a new rule.
pub(crate) fn insert(conn: &mut Conn, book: i64, rule: &AssignmentRule) -> Result<()> {
    let row = RuleRow::of(book, rule)?;
    each!(conn, c => diesel::insert_into(assignment_rule::table).values(&row).execute(c))?;
    Ok(())
}

/// Writes a changed rule that is locked.
pub(crate) fn save(conn: &mut Conn, book: i64, rule: &AssignmentRule) -> Result<()> {
    let row = RuleRow::of(book, rule)?;
    let target = assignment_rule::table
        .filter(assignment_rule::book_id.eq(book))
        .filter(assignment_rule::id.eq(row.id));
    each!(conn, c => diesel::update(target).set(&row).execute(c))?;
    Ok(())
}

/// Removes a rule of which no case was told.
pub(crate) fn delete(conn: &mut Conn, book: i64, id: AssignmentRuleId) -> Result<()> {
    let target = assignment_rule::table
        .filter(assignment_rule::book_id.eq(book))
        .filter(assignment_rule::id.eq(id.0));
    diesel::delete(target).execute(conn)?;
    Ok(())
}

/// Whether a rule was followed for a case, ever.
pub(crate) fn is_used(conn: &mut Conn, book: i64, id: AssignmentRuleId) -> Result<bool> {
    let given = case_assignment::table
        .filter(case_assignment::book_id.eq(book))
        .filter(case_assignment::rule_id.eq(id.0));
    Ok(diesel::select(diesel::dsl::exists(given)).get_result(conn)?)
}

/// A row of `assignment_policy`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = assignment_policy, primary_key(book_id, id))]
struct PolicyRow {
    book_id: i64,
    id: i64,
    automatic: bool,
    version: i64,
}

/// Whether rules are asked when cases are opened.
pub(crate) fn load_policy(conn: &mut Conn, book: i64) -> Result<AssignmentPolicy> {
    let row: Option<PolicyRow> = assignment_policy::table
        .filter(assignment_policy::book_id.eq(book))
        .filter(assignment_policy::id.eq(POLICY))
        .select(PolicyRow::as_select())
        .first(conn)
        .optional()?;
    let (automatic, version) = row.map_or((false, 0), |row| (row.automatic, row.version));
    Ok(AssignmentPolicy { automatic, version })
}

/// Writes whether they are.
pub(crate) fn save_policy(conn: &mut Conn, book: i64, policy: &AssignmentPolicy) -> Result<()> {
    let AssignmentPolicy { automatic, version } = *policy;
    let row = PolicyRow { book_id: book, id: POLICY, automatic, version };
    if version == 1 {
        each!(conn, c => diesel::insert_into(assignment_policy::table).values(&row).execute(c))?;
        return Ok(());
    }
    let target = assignment_policy::table
        .filter(assignment_policy::book_id.eq(book))
        .filter(assignment_policy::id.eq(POLICY))
        .filter(assignment_policy::version.eq(version - 1));
    if each!(conn, c => diesel::update(target).set(&row).execute(c))? != 1 {
        return Err(Error::version_conflict("assignment_policy", POLICY));
    }
    Ok(())
}
