//! Duty separation: which duties must not meet in one person (会计法 §25, 会计基础工作规范 §12).

use serde::{Deserialize, Serialize};

use super::permission::Permission;
use crate::values::OperatorId;

/// A duty separation rule, and whether the book enforces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyRule {
    /// The code.
    pub code: String,
    /// What it asks, in Chinese.
    pub label_zh: String,
    /// What it asks, in English.
    pub label_en: String,
    /// Where it comes from.
    pub source: String,
    /// Whether it is enforced; otherwise only reported.
    pub enforced: bool,
}

/// Duties that meet in one operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyConflict {
    /// The operator.
    pub operator: OperatorId,
    /// The rule.
    pub rule: String,
    /// The permissions that meet.
    pub permissions: Vec<Permission>,
}

/// A rule of the catalogue.
pub(crate) struct Known {
    pub(crate) code: &'static str,
    pub(crate) label_zh: &'static str,
    pub(crate) label_en: &'static str,
    pub(crate) source: &'static str,
    /// Nobody may hold one of the first together with one of the second.
    pub(crate) apart: Option<(&'static [Permission], &'static [Permission])>,
}

impl Known {
    /// Every permission that the rule keeps from meeting another.
    pub(crate) fn sides(&self) -> Vec<Permission> {
        // Who makes entries and who reviews them, even where one person is given both.
        let makes: (&[_], &[_]) = (&[Permission::LedgerPost], &[Permission::LedgerReview]);
        let (first, second) = self.apart.unwrap_or(makes);
        [first, second].concat()
    }
}

/// Who made an entry does not review it: checked at every review.
pub(crate) const MAKER_IS_NOT_REVIEWER: &str = "maker_is_not_reviewer";

/// All rules. The owner role is exempt from those on permissions: in a one-person company nobody
/// else is there.
pub(crate) const RULES: &[Known] = &[
    Known {
        code: MAKER_IS_NOT_REVIEWER,
        label_zh: "制单人不得审核本人所制凭证",
        label_en: "Who made an entry does not review it",
        source: "会计法 §25(一)",
        apart: None,
    },
    Known {
        code: "cashier_does_not_review",
        label_zh: "出纳不得兼任稽核",
        label_en: "A cashier does not review",
        source: "会计基础工作规范 §12",
        apart: Some((
            &[Permission::PaymentsRecord, Permission::PaymentsCancel],
            &[Permission::LedgerReview],
        )),
    },
    Known {
        code: "cashier_keeps_no_receivables",
        label_zh: "出纳不得登记收入、费用、债权债务账目",
        label_en: "A cashier does not keep the books of income, expense, receivables and payables",
        source: "会计基础工作规范 §12",
        apart: Some((
            &[Permission::PaymentsRecord, Permission::PaymentsCancel],
            &[Permission::LedgerPost, Permission::InvoicesPost, Permission::InvoicesCredit],
        )),
    },
    Known {
        code: "poster_does_not_review",
        label_zh: "记账人员不得兼任审核",
        label_en: "Who posts entries does not review entries",
        source: "会计法 §25(一)",
        apart: Some((&[Permission::LedgerPost], &[Permission::LedgerReview])),
    },
];

/// The rules broken by holding all of `held`.
pub(crate) fn broken(held: &[Permission]) -> Vec<(&'static str, Vec<Permission>)> {
    RULES
        .iter()
        .filter_map(|rule| {
            let (first, second) = rule.apart?;
            let of = |side: &[Permission]| -> Vec<Permission> {
                held.iter().copied().filter(|permission| side.contains(permission)).collect()
            };
            let (first, second) = (of(first), of(second));
            (!first.is_empty() && !second.is_empty()).then(|| (rule.code, [first, second].concat()))
        })
        .collect()
}
