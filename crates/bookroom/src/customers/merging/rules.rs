//! Which values a customer has after others were merged into it, and before: pure.

pub(crate) mod fields;
pub(crate) mod parting;

use std::collections::{BTreeMap, BTreeSet};

use super::model::{MergeFieldRule, MergeRule};
use crate::customers::model::{Customer, CustomerVersion};
use crate::error::{Code, Problem};
use crate::values::{Check, CustomerId};

/// The most customers that one merge takes in.
pub(crate) const MERGE_LIMIT: usize = 100;

/// A field that a merge decides on.
pub(crate) struct MergedField {
    pub(crate) name: &'static str,
    /// The rule where the caller names none.
    pub(crate) usual: MergeRule,
    /// Whether the values of several can be joined.
    pub(crate) can_join: bool,
}

const fn kept(name: &'static str) -> MergedField {
    MergedField { name, usual: MergeRule::Keep, can_join: false }
}

const fn filled(name: &'static str) -> MergedField {
    MergedField { name, usual: MergeRule::Fill, can_join: false }
}

const fn joined(name: &'static str) -> MergedField {
    MergedField { name, usual: MergeRule::Join, can_join: true }
}

/// Every field of a customer that is not made by the engine itself.
pub(crate) const FIELDS: &[MergedField] = &[
    filled("code"),
    kept("kind"),
    kept("name"),
    filled("legal_name"),
    joined("is_customer"),
    joined("is_supplier"),
    filled("level"),
    filled("industry"),
    filled("source"),
    filled("region"),
    filled("enterprise_type"),
    filled("enterprise_nature"),
    filled("credit_rating"),
    filled("satisfaction"),
    joined("classes"),
    filled("tax_number"),
    kept("payment_days"),
    filled("website"),
    joined("note"),
    joined("channels"),
    joined("addresses"),
    joined("bank_accounts"),
    filled("billing"),
    joined("tags"),
    kept("owner"),
    filled("planned_contact"),
    // Who owes under two names may owe what was allowed to the one that stays.
    kept("credit_limit"),
    filled("parent"),
];

/// The rule of every field: the given ones, and the usual ones for the rest.
pub(crate) fn complete(
    given: &[MergeFieldRule],
    group: &BTreeSet<CustomerId>,
    check: &mut Check,
) -> Vec<MergeFieldRule> {
    let mut named: BTreeMap<&str, &MergeFieldRule> = BTreeMap::new();
    check.each("rules", given, |check, rule| {
        let field = FIELDS.iter().find(|field| field.name == rule.field);
        match field {
            None => check.fail("field", Code::BadChoice),
            Some(field) => {
                check.require(
                    rule.rule != MergeRule::Join || field.can_join,
                    "rule",
                    Code::BadChoice,
                );
                let is_first = named.insert(field.name, rule).is_none();
                check.require(is_first, "field", Code::Repeated);
            }
        }
        match (rule.rule, rule.customer) {
            (MergeRule::Of, None) => check.fail("customer", Code::Required),
            (MergeRule::Of, Some(id)) => {
                check.require(group.contains(&id), "customer", Code::UnknownReference);
            }
            (_, Some(_)) => check.fail("customer", Code::BadChoice),
            (_, None) => {}
        }
    });
    let rule = |field: &MergedField| match named.get(field.name) {
        Some(rule) => (*rule).clone(),
        None => MergeFieldRule::new(field.name, field.usual),
    };
    FIELDS.iter().map(rule).collect()
}

/// Checks who is merged into whom: some, each once, and nobody into itself.
pub(crate) fn check_group(into: CustomerVersion, others: &[CustomerVersion], check: &mut Check) {
    check.at_most("customers", others.len(), MERGE_LIMIT);
    check.require(!others.is_empty(), "customers", Code::Required);
    let mut seen = BTreeSet::from([into.id]);
    check.each("customers", others, |check, other| {
        check.require(seen.insert(other.id), "", Code::Repeated);
    });
}

/// The customer above the group, climbing from one of its members.
pub(crate) fn parent_outside(
    start: &Customer,
    group: &BTreeMap<CustomerId, Option<CustomerId>>,
) -> Option<CustomerId> {
    let mut at = start.parent;
    for _ in 0..=group.len() {
        match at.and_then(|id| group.get(&id)) {
            Some(above) => at = *above,
            None => return at,
        }
    }
    None
}

/// Refuses a parent that would close a circle: `above` are all that stand above the one that stays.
pub(crate) fn check_circle(above: &BTreeSet<i64>, others: &[CustomerVersion], check: &mut Check) {
    check.each("customers", others, |check, other| {
        if above.contains(&other.id.0) {
            check.add(Problem::new(Code::Cycle));
        }
    });
}
