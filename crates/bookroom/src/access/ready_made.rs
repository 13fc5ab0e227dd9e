//! The ready-made roles: which permission each holds, and how far.
//!
//! One row per permission, one column per role; a test walks it, so a permission without a row
//! cannot be added. `A` all, `T` team, `O` own, `-` nothing.

use crate::rights::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};

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

/// The matrix: columns are owner, manager, accountant, cashier, reviewer, sales, service, auditor.
pub const MATRIX: &[(Permission, &str)] = &[
    (Permission::CustomersView, "A A A A A T A A"),
    (Permission::CustomersAdd, "A A - - - O A -"),
    (Permission::CustomersEdit, "A A - - - O A -"),
    (Permission::CustomersRemove, "A A - - - - - -"),
    (Permission::CustomersAssign, "A A - - - - - -"),
    (Permission::DictionariesView, "A A A A A A A A"),
    (Permission::DictionariesEdit, "A A A - - - - -"),
    (Permission::ProductsView, "A A A A A A A A"),
    (Permission::ProductsEdit, "A A A - - - - -"),
    (Permission::InvoicesView, "A A A A A T A A"),
    (Permission::InvoicesEdit, "A A A - - O - -"),
    (Permission::InvoicesPost, "A A A - - - - -"),
    (Permission::InvoicesCredit, "A A A - - - - -"),
    (Permission::PaymentsView, "A A A A A T - A"),
    (Permission::PaymentsRecord, "A - - A - - - -"),
    (Permission::PaymentsCancel, "A - - A - - - -"),
    (Permission::PaymentsAllocate, "A A A - - - - -"),
    (Permission::LedgerView, "A A A A A - - A"),
    (Permission::LedgerPost, "A - A - - - - -"),
    (Permission::LedgerReverse, "A - A - - - - -"),
    (Permission::LedgerReview, "A - - - A - - -"),
    (Permission::LedgerSetUp, "A - A - - - - -"),
    (Permission::CasesView, "A A - - - T A A"),
    (Permission::CasesAdd, "A A - - - O A -"),
    (Permission::CasesEdit, "A A - - - O A -"),
    (Permission::CasesAssign, "A A - - - - A -"),
    (Permission::ImportsRun, "A A A - - - - -"),
    (Permission::ImportsUndo, "A A - - - - - -"),
    (Permission::ListsExport, "A A A - A - - A"),
    (Permission::OperatorsView, "A A - - - - - A"),
    (Permission::OperatorsEdit, "A - - - - - - -"),
    (Permission::RolesEdit, "A - - - - - - -"),
    (Permission::ChangesView, "A A A - A - - A"),
    (Permission::PersonalErase, "A - - - - - - -"),
    (Permission::BookEdit, "A - - - - - - -"),
    (Permission::OwnPassword, "A A A A A A A A"),
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
    use Field::{
        ContactChannels, CustomerAddresses, CustomerBanking, CustomerChannels, CustomerTaxNumber,
    };
    let rules: &[(Field, FieldRight)] = match code {
        "sales" => &[(CustomerBanking, FieldRight::Masked)],
        "service" => {
            &[(CustomerBanking, FieldRight::Hidden), (CustomerTaxNumber, FieldRight::Masked)]
        }
        "cashier" => &[
            (CustomerChannels, FieldRight::Masked),
            (ContactChannels, FieldRight::Masked),
            (CustomerAddresses, FieldRight::Read),
        ],
        "auditor" | "reviewer" => &[
            (CustomerChannels, FieldRight::Masked),
            (ContactChannels, FieldRight::Masked),
            (CustomerBanking, FieldRight::Masked),
        ],
        _ => &[],
    };
    rules.iter().map(|&(field, right)| FieldRule { field, right }).collect()
}
