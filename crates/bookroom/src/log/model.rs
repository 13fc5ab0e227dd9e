//! What the log is about, and what verification says of it.

use serde::{Deserialize, Serialize};

use super::texts::texts;
use crate::values::slugs;

/// Which record a change is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// The kind of record, such as `customer`.
    pub kind: String,
    /// Its id; 0 for things that have none of their own.
    pub id: i64,
}

impl Subject {
    /// Names a record.
    #[must_use]
    pub fn new(kind: &str, id: impl Into<i64>) -> Self {
        Self { kind: kind.to_owned(), id: id.into() }
    }
}

slugs! {
    /// What verification found to be wrong.
    FindingKind {
        /// The log holds no change with the next number.
        Gap "gap",
        /// A change does not name the hash of the one before it.
        Chain "chain",
        /// A change is not what its hash was made of.
        Hash "hash",
        /// A change holds a text that is no record.
        Image "image",
        /// The head of the log is not its last change.
        Head "head",
        /// The log does not hold the head that was exported.
        ExportedHead "exported_head",
        /// A change is about a kind of record that does not exist.
        UnknownKind "unknown_kind",
        /// A value of the log is erased, but nobody erased it.
        Erased "erased",
        /// A request key and the changes made under it do not agree.
        Request "request",
        /// A record that the log knows is not in the store.
        Missing "missing",
        /// A record that no change made.
        Unlogged "unlogged",
        /// A field is not what the log says.
        Field "field",
        /// A field does not follow from the others of its record.
        Derived "derived",
        /// A record holds something that cannot be read.
        Unreadable "unreadable",
        /// A row belongs to a record that is not there.
        Orphan "orphan",
        /// A counter does not stand where the records end.
        Counter "counter",
        /// Records stand below themselves.
        Cycle "cycle",
        /// An account takes postings although others stand below it.
        LeafWithChildren "leaf_with_children",
        /// An account takes no postings although none stands below it.
        BranchWithoutChildren "branch_without_children",
        /// A record stands below one that it cannot stand below.
        WrongParent "wrong_parent",
        /// An entry or its postings are not what its digest was made of.
        Digest "digest",
        /// What a file holds is not what its digest was made of, or not whole.
        Content "content",
        /// The log has another digest of an entry.
        Log "log",
        /// An entry does not balance.
        Balanced "balanced",
        /// An entry has fewer than two postings.
        TwoPostings "two_postings",
        /// An entry stands in another month than its date.
        Period "period",
        /// The lines of an entry are not numbered 1, 2, 3 ….
        Line "line",
        /// A posting has another date than its entry.
        Date "date",
        /// A posting has both of debit and credit, or none.
        OneSided "one_sided",
        /// A reversal is not the negative of what it reverses.
        Reversal "reversal",
        /// Numbers of a journal have gaps, or its counter does not stand where they end.
        Number "number",
        /// A balance is not the sum of its postings.
        Balance "balance",
        /// The balance of a control account is not the sum of its parties.
        Control "control",
        /// The balance of a party is not the sum of its postings.
        PartyBalance "party_balance",
        /// A document is not the sum of its lines.
        DocumentSum "document_sum",
        /// Net and tax of a line do not make its gross.
        LineSum "line_sum",
        /// What is settled of a document is not the sum of its allocations.
        Settled "settled",
        /// A document's kind, direction or state is none there is.
        Word "word",
        /// The state of a document does not follow from what is settled.
        State "state",
        /// A document has a number and must not, or the other way round.
        HasNumber "has_number",
        /// A document has an entry and must not, or the other way round.
        HasEntry "has_entry",
        /// The entry of a document has another amount.
        EntryAmount "entry_amount",
        /// The number of a document is of another series.
        NumberSeries "number_series",
        /// Numbers of documents have gaps, or their counter does not stand where they end.
        NumberGap "number_gap",
        /// What is allocated of a payment is not the sum of its allocations.
        Allocated "allocated",
        /// More of a payment is allocated than there is.
        OverAllocated "over_allocated",
        /// A payment does not stand in the ledger with its amount.
        Posted "posted",
        /// A cancelled payment does not stand reversed in the ledger.
        Reversed "reversed",
        /// A payment is cancelled without a day, or has a day without being cancelled.
        Cancelled "cancelled",
        /// A document does not follow from its lines, discounts and way of rounding.
        Amounts "amounts",
        /// A line posted by hand is not open as its posting says.
        EntryItem "entry_item",
        /// Not every line posted by hand is open, or more than there are.
        EntryItems "entry_items",
        /// Days or number of a line posted by hand are not those that were entered.
        Entered "entered",
        /// What is open of a customer is not its balance on an account.
        OpenItems "open_items",
        /// What a record is found by in the search is not what it holds.
        Index "index",
    }
}

impl FindingKind {
    /// The sentence in English.
    #[must_use]
    pub fn text_en(self) -> &'static str {
        texts(self).0
    }

    /// The sentence in Chinese.
    #[must_use]
    pub fn text_zh(self) -> &'static str {
        texts(self).1
    }
}

/// Something that verification found to differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What is wrong.
    pub check: FindingKind,
    /// The record it concerns.
    pub subject: Subject,
    /// The field, such as `lines[2].quantity`; empty when it concerns the record as a whole.
    pub field: String,
    /// What was expected, without personal data.
    pub expected: String,
    /// What was found, without personal data.
    pub found: String,
    /// What is wrong, in English.
    pub text_en: String,
    /// What is wrong, in Chinese.
    pub text_zh: String,
}

impl Finding {
    /// A finding about a record as a whole.
    pub(crate) fn new(
        check: FindingKind,
        subject: Subject,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        Self {
            check,
            subject,
            field: String::new(),
            expected: expected.into(),
            found: found.into(),
            text_en: check.text_en().to_owned(),
            text_zh: check.text_zh().to_owned(),
        }
    }

    /// The same finding about one field.
    pub(crate) fn at(self, field: impl Into<String>) -> Self {
        Self { field: field.into(), ..self }
    }
}
