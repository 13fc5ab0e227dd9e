//! The ready-made roles: which permission each holds, and how far.
//!
//! Each area's `card.toml` gives every permission its row, one column per role: `A` all, `T` team,
//! `O` own, `-` nothing.

use crate::rights::cards;
pub use crate::rights::cards::MATRIX;
use crate::rights::permission::{FieldRule, Grant, Reach};

/// The code of the role that may do everything.
pub const OWNER: &str = "owner";

/// A ready-made role.
pub struct ReadyMade {
    /// The code.
    pub code: &'static str,
    /// The label in Chinese.
    pub label_zh: &'static str,
    /// The label in English.
    pub label_en: &'static str,
}

/// The ready-made roles, in the order of the matrix columns.
pub const ROLES: [ReadyMade; 8] = [
    ReadyMade { code: "owner", label_zh: "负责人", label_en: "Owner" },
    ReadyMade { code: "manager", label_zh: "经理", label_en: "Manager" },
    ReadyMade { code: "accountant", label_zh: "会计", label_en: "Accountant" },
    ReadyMade { code: "cashier", label_zh: "出纳", label_en: "Cashier" },
    ReadyMade { code: "reviewer", label_zh: "审核", label_en: "Reviewer" },
    ReadyMade { code: "sales", label_zh: "销售", label_en: "Sales" },
    ReadyMade { code: "service", label_zh: "客服", label_en: "Service" },
    ReadyMade { code: "auditor", label_zh: "审计", label_en: "Auditor" },
];

/// The permissions of the ready-made role in `column`.
#[must_use]
pub fn grants(column: usize) -> Vec<Grant> {
    let reach_of = |row: &str| match row.split(' ').nth(column) {
        Some("A") => Some(Reach::All),
        Some("T") => Some(Reach::Team),
        Some("O") => Some(Reach::Own),
        _ => None,
    };
    MATRIX
        .iter()
        .filter_map(|&(permission, row)| reach_of(row).map(|reach| Grant { permission, reach }))
        .collect()
}

/// The restricted fields of a ready-made role.
#[must_use]
pub fn fields(code: &str) -> Vec<FieldRule> {
    let rule = |known: &cards::ProtectedField| {
        let (_, right) = known.roles.iter().find(|(role, _)| *role == code)?;
        Some(FieldRule { field: known.field, right: *right })
    };
    cards::FIELDS.iter().filter_map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::permission::Permission;

    #[test]
    fn cards_name_the_ready_made_roles_and_no_others() {
        assert!(MATRIX.iter().all(|(_, row)| row.split(' ').count() == ROLES.len()));
        let named = cards::FIELDS.iter().flat_map(|field| field.roles);
        assert!(named.clone().count() > 0);
        for (code, _) in named {
            assert!(ROLES.iter().any(|role| role.code == *code), "{code}");
        }
        assert!(MATRIX.iter().all(|(permission, _)| Permission::ALL.contains(permission)));
        assert_eq!(MATRIX.len(), Permission::ALL.len());
    }
}
