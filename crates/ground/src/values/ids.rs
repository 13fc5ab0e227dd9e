//! Typed ids. Each is a small 64-bit integer, unique per book and kind, made before the insert.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self(value)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> i64 {
                id.0
            }
        }
    )*};
}

ids! {
    /// A company's book.
    BookId
    /// A person who signs in.
    OperatorId
    /// A named set of permissions.
    RoleId
    /// A group of operators who share records.
    TeamId
    /// A user-maintained list.
    DictionaryId
    /// An entry of a user-maintained list.
    DictionaryItemId
    /// A field that a book's records have beside those of the engine.
    CustomFieldId
    /// A company or person dealt with, customer or supplier.
    CustomerId
    /// A merge of customers into another one.
    CustomerMergeId
    /// That two customers are not the same.
    CustomerApartId
    /// What a customer wants on its invoices.
    InvoiceProfileId
    /// A person at a customer.
    ContactId
    /// A day that matters to a customer or a person there.
    ImportantDateId
    /// A place of a person at a further customer.
    ContactLinkId
    /// A merge of contacts into another one.
    ContactMergeId
    /// That two contacts are not the same.
    ContactApartId
    /// A pool of customers.
    PoolId
    /// That a customer went to another owner or pool.
    OwnerChangeId
    /// A node of the chart of accounts.
    AccountId
    /// A voucher word.
    JournalId
    /// A voucher.
    EntryId
    /// A product or service.
    ProductId
    /// An invoice or credit note.
    InvoiceId
    /// Money in or out.
    PaymentId
    /// Which money settles which document.
    AllocationId
    /// A line that was posted by hand for a customer or supplier.
    EntryItemId
    /// Feedback, a complaint or a request.
    CaseId
    /// A note on a case.
    CaseNoteId
    /// That two cases have to do with each other.
    CaseLinkId
    /// What a complaint leads to.
    CaseRemedyId
    /// What a customer was asked.
    SurveyId
    /// One contact with a customer: a call, a visit, a mail, a meeting.
    DealingId
    /// Something to be done, or to be remembered.
    TaskId
    /// A business calendar.
    CalendarId
    /// What is promised for some cases.
    ServicePolicyId
    /// A target of a case that runs, or ran.
    CaseClockId
    /// A rule by which cases are given to operators.
    AssignmentRuleId
    /// A time in which no rule gives an operator cases.
    AbsenceId
    /// What the rules said of a case.
    CaseAssignmentId
    /// A view of a list that was saved.
    SavedViewId
    /// A file that is attached to a record.
    AttachmentId
    /// One imported file.
    ImportId
}
