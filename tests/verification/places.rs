//! Where changes below the engine are seen: which findings belong to which row, so that several
//! changes can be judged by one verification.

use bookroom::changes::model::{Finding, FindingKind};

/// Changes that one verification can judge: findings of the one cannot be taken for the other's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Records: whether one is what its changes lead to is seen by its own rows, and by the names
    /// of others that it holds.
    Record,
    /// Records whose names others hold.
    Name,
    Change,
    Entry,
    Request,
    Balance,
    PartyBalance,
    /// Rows of a book that does not exist, named by their table and that book.
    Book,
}

impl Class {
    fn checks(self) -> &'static [FindingKind] {
        use FindingKind as Is;
        match self {
            Self::Record | Self::Name => {
                &[Is::Field, Is::Derived, Is::Unreadable, Is::Missing, Is::Unlogged]
            }
            Self::Change => &[Is::Hash, Is::Image],
            Self::Entry => &[Is::Digest],
            Self::Request => &[Is::Request],
            Self::Balance => &[Is::Balance],
            Self::PartyBalance => &[Is::PartyBalance],
            Self::Book => &[Is::Orphan],
        }
    }
}

/// Which findings are about a row of a table alone: their class, the kind of record, and the column
/// with its id.
const OWN: &[(&str, Class, &str, &str)] = &[
    ("absence", Class::Record, "absence", "id"),
    ("account", Class::Name, "account", "id"),
    ("allocation", Class::Record, "allocation", "id"),
    ("assignment_policy", Class::Record, "assignment_policy", "id"),
    ("assignment_rule", Class::Record, "assignment_rule", "id"),
    ("attachment", Class::Record, "attachment", "id"),
    ("attachment_policy", Class::Record, "attachment_policy", "id"),
    ("balance", Class::Balance, "account", "account_id"),
    ("calendar", Class::Record, "calendar", "id"),
    ("case_assignment", Class::Record, "case_assignment", "id"),
    ("case_clock", Class::Record, "case_clock", "id"),
    ("case_link", Class::Record, "case_link", "id"),
    ("case_note", Class::Record, "case_note", "id"),
    ("case_remedy", Class::Record, "case_remedy", "id"),
    ("case_transition", Class::Record, "case_transition", "id"),
    ("change_log", Class::Change, "change", "seq"),
    ("contact", Class::Record, "contact", "id"),
    ("contact_apart", Class::Record, "contact_apart", "id"),
    ("contact_channel", Class::Record, "contact", "contact_id"),
    ("contact_link", Class::Record, "contact_link", "id"),
    ("contact_merge", Class::Record, "contact_merge", "id"),
    ("contact_merge_part", Class::Record, "contact_merge", "merge_id"),
    ("contact_superior", Class::Record, "contact", "contact_id"),
    ("custom_field", Class::Record, "custom_field", "id"),
    ("custom_value", Class::Record, "customer", "subject_id"),
    ("customer", Class::Record, "customer", "id"),
    ("customer_address", Class::Record, "customer", "customer_id"),
    ("customer_apart", Class::Record, "customer_apart", "id"),
    ("customer_bank_account", Class::Record, "customer", "customer_id"),
    ("customer_channel", Class::Record, "customer", "customer_id"),
    ("customer_class", Class::Record, "customer", "customer_id"),
    ("customer_collaborator", Class::Record, "customer", "customer_id"),
    ("customer_lock", Class::Record, "customer", "customer_id"),
    ("customer_credit", Class::Record, "customer", "customer_id"),
    ("customer_merge", Class::Record, "customer_merge", "id"),
    ("customer_merge_part", Class::Record, "customer_merge", "merge_id"),
    ("customer_parent", Class::Record, "customer", "customer_id"),
    ("customer_plan", Class::Record, "customer", "customer_id"),
    ("customer_tag", Class::Record, "customer", "customer_id"),
    ("dealing", Class::Record, "dealing", "id"),
    ("dealing_contact", Class::Record, "dealing", "dealing_id"),
    ("dealing_operator", Class::Record, "dealing", "dealing_id"),
    ("dictionary", Class::Record, "dictionary", "id"),
    ("dictionary_item", Class::Name, "dictionary_item", "id"),
    ("import_run", Class::Record, "import", "id"),
    ("important_date", Class::Record, "important_date", "id"),
    ("invoice", Class::Record, "invoice", "id"),
    ("invoice_line", Class::Record, "invoice", "invoice_id"),
    ("invoice_party", Class::Record, "invoice", "invoice_id"),
    ("invoice_profile", Class::Record, "invoice_profile", "id"),
    ("journal", Class::Name, "journal", "id"),
    ("journal_entry", Class::Entry, "entry", "id"),
    ("operator", Class::Name, "operator", "id"),
    ("operator_role", Class::Name, "operator", "operator_id"),
    ("owner_change", Class::Record, "owner_change", "id"),
    ("party_balance", Class::PartyBalance, "customer", "party_id"),
    ("payment", Class::Record, "payment", "id"),
    ("pool", Class::Record, "pool", "id"),
    ("pool_customer", Class::Record, "customer", "customer_id"),
    ("pool_operator", Class::Record, "pool", "pool_id"),
    ("pool_rule", Class::Record, "pool", "pool_id"),
    ("pool_team", Class::Record, "pool", "pool_id"),
    ("posting", Class::Entry, "entry", "entry_id"),
    ("product", Class::Record, "product", "id"),
    ("request_log", Class::Request, "request", "first_seq"),
    ("role", Class::Name, "role", "id"),
    ("role_field", Class::Name, "role", "role_id"),
    ("role_grant", Class::Name, "role", "role_id"),
    ("saved_view", Class::Record, "saved_view", "id"),
    ("service_case", Class::Record, "case", "id"),
    ("service_policy", Class::Record, "service_policy", "id"),
    ("survey", Class::Record, "survey", "id"),
    ("task", Class::Record, "task", "id"),
    ("team", Class::Name, "team", "id"),
];

/// What is said of a table in [`OWN`].
pub fn own(table: &str) -> Option<(Class, &'static str, &'static str)> {
    let (_, class, kind, id) = OWN.iter().find(|row| row.0 == table)?;
    Some((*class, kind, id))
}

/// The findings by which a change is named: those of a kind at one of these records.
#[derive(Clone)]
pub struct Place {
    pub kind: String,
    pub ids: Vec<i64>,
    pub class: Class,
}

impl Place {
    /// Whether it is among what was found.
    pub fn is_named(&self, findings: &[Finding]) -> bool {
        findings.iter().any(|finding| {
            let subject = &finding.subject;
            subject.kind == self.kind
                && self.ids.contains(&subject.id)
                && self.class.checks().contains(&finding.check)
        })
    }

    /// Whether findings of the one can be told from those of the other.
    pub fn stands_apart(&self, other: &Self) -> bool {
        self.class == other.class
            && (self.kind != other.kind || !self.ids.iter().any(|id| other.ids.contains(id)))
    }
}
