//! Permissions (one action on one area each), how far they reach, and the protected fields.

use serde::{Deserialize, Serialize};

use crate::values::slugs;

slugs! {
    /// One action on one area.
    Permission {
        /// See customers and contacts.
        CustomersView "customers.view",
        /// Add customers and contacts.
        CustomersAdd "customers.add",
        /// Change customers and contacts.
        CustomersEdit "customers.edit",
        /// Retire, restore and remove customers and contacts.
        CustomersRemove "customers.remove",
        /// Change who owns a customer.
        CustomersAssign "customers.assign",
        /// See the user-maintained lists.
        DictionariesView "dictionaries.view",
        /// Change the user-maintained lists.
        DictionariesEdit "dictionaries.edit",
        /// See products and services.
        ProductsView "products.view",
        /// Change products and services.
        ProductsEdit "products.edit",
        /// See invoices, credit notes, statements and ageing.
        InvoicesView "invoices.view",
        /// Draft, change and discard invoices.
        InvoicesEdit "invoices.edit",
        /// Post invoices to the ledger.
        InvoicesPost "invoices.post",
        /// Cancel posted invoices by credit notes.
        InvoicesCredit "invoices.credit",
        /// See payments.
        PaymentsView "payments.view",
        /// Record money in and out.
        PaymentsRecord "payments.record",
        /// Cancel payments.
        PaymentsCancel "payments.cancel",
        /// Allocate payments and credit notes to invoices, and take allocations back.
        PaymentsAllocate "payments.allocate",
        /// See accounts, entries, registers and statements.
        LedgerView "ledger.view",
        /// Post journal entries.
        LedgerPost "ledger.post",
        /// Reverse journal entries.
        LedgerReverse "ledger.reverse",
        /// Review (审核) journal entries.
        LedgerReview "ledger.review",
        /// Change the chart of accounts and the journals.
        LedgerSetUp "ledger.set_up",
        /// See cases.
        CasesView "cases.view",
        /// Open cases.
        CasesAdd "cases.add",
        /// Work on cases: change, note, resolve, close.
        CasesEdit "cases.edit",
        /// Assign cases.
        CasesAssign "cases.assign",
        /// Import files.
        ImportsRun "imports.run",
        /// Undo imports.
        ImportsUndo "imports.undo",
        /// Export lists.
        ListsExport "lists.export",
        /// See operators, roles and duty rules.
        OperatorsView "operators.view",
        /// Add, change, deactivate operators; reset passwords; assign roles.
        OperatorsEdit "operators.edit",
        /// Change roles and duty rules.
        RolesEdit "roles.edit",
        /// See the change log: history, feed, verification.
        ChangesView "changes.view",
        /// Erase personal values from the change log.
        PersonalErase "personal.erase",
        /// Change the book's own data.
        BookEdit "book.edit",
        /// Change one's own password (everybody).
        OwnPassword "own.password",
    }
}

impl Permission {
    /// The area: the part before the dot.
    #[must_use]
    pub fn area(self) -> &'static str {
        self.slug().split('.').next().unwrap_or_default()
    }

    /// Whether it can be limited to one's own or one's team's records. Parts of a ledger mislead,
    /// so ledger permissions reach everything or nothing.
    #[must_use]
    pub fn can_be_scoped(self) -> bool {
        matches!(self.area(), "customers" | "invoices" | "payments" | "cases")
    }
}

slugs! {
    /// How far a permission reaches. Ordered: own, team, all.
    Reach {
        /// Records one owns.
        Own "own",
        /// Records of one's team, and one's own.
        Team "team",
        /// All records of the book.
        All "all",
    }
}

slugs! {
    /// What a role may do with a protected field. Ordered: hidden, masked, read, write.
    FieldRight {
        /// As if the field were empty.
        Hidden "hidden",
        /// Shown in part, such as 138****5678; cannot be searched or changed.
        Masked "masked",
        /// Shown, not changed.
        Read "read",
        /// Shown and changed.
        Write "write",
    }
}

slugs! {
    /// A field that roles can restrict.
    Field {
        /// Phones, mails and other channels of a customer.
        CustomerChannels "customer.channels",
        /// Addresses of a customer.
        CustomerAddresses "customer.addresses",
        /// Tax number of a customer.
        CustomerTaxNumber "customer.tax_number",
        /// Bank accounts and billing profile of a customer.
        CustomerBanking "customer.banking",
        /// Note on a customer.
        CustomerNote "customer.note",
        /// Phones, mails and other channels of a contact.
        ContactChannels "contact.channels",
        /// Note on a contact.
        ContactNote "contact.note",
        /// Description, resolution and notes of a case.
        CaseText "case.text",
    }
}

impl Field {
    /// The area whose permissions make the field visible at all.
    #[must_use]
    pub fn area(self) -> &'static str {
        match self {
            Self::CaseText => "cases",
            _ => "customers",
        }
    }

    /// The field of a change-log image, if it is a protected one.
    #[must_use]
    pub fn of_image(subject: &str, field: &str) -> Option<Self> {
        Some(match (subject, field) {
            ("customer", "channels") => Self::CustomerChannels,
            ("customer", "addresses") => Self::CustomerAddresses,
            ("customer", "tax_number") | ("invoice", "counterparty_tax_number") => {
                Self::CustomerTaxNumber
            }
            ("invoice", "counterparty_address") => Self::CustomerAddresses,
            ("customer", "bank_accounts" | "billing") => Self::CustomerBanking,
            ("customer", "note") => Self::CustomerNote,
            ("contact", "channels") => Self::ContactChannels,
            ("contact", "note") => Self::ContactNote,
            ("case", "description" | "resolution") | ("case_note", "body") => Self::CaseText,
            _ => return None,
        })
    }
}

/// A permission with its reach, as roles hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The permission.
    pub permission: Permission,
    /// How far it reaches.
    pub reach: Reach,
}

/// The right of a role on one protected field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRule {
    /// The field.
    pub field: Field,
    /// The right.
    pub right: FieldRight,
}
