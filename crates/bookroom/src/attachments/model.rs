//! Attachments as hosts see them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::values::{
    AttachmentId, Bytes, CaseId, ContactId, CustomerId, DealingId, Edit, EntryId, InvoiceId,
    OperatorId, PaymentId, ProductId, TaskId, edits,
};

/// The record that a file is attached to. Who sees the record sees its files; who may change it
/// may add some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachedTo {
    /// A customer or supplier; adding needs `customers.edit`.
    Customer(CustomerId),
    /// A person there; adding needs `customers.edit`.
    Contact(ContactId),
    /// A product or service; adding needs `products.edit`.
    Product(ProductId),
    /// An invoice or credit note; adding needs `invoices.edit`.
    Invoice(InvoiceId),
    /// Money in or out; adding needs `payments.record`.
    Payment(PaymentId),
    /// A journal entry; adding needs `ledger.post`.
    Entry(EntryId),
    /// One contact with a customer; adding needs `dealings.edit`.
    Dealing(DealingId),
    /// A task; adding needs `tasks.edit`.
    Task(TaskId),
    /// A case; adding needs `cases.edit`.
    Case(CaseId),
}

/// A file on a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// The record that it is attached to.
    pub record: AttachedTo,
    /// The name of the file, without folders; empty when it was erased.
    pub name: String,
    /// What kind of file it is (RFC 6838), such as `application/pdf`: as its name says and its
    /// content does not contradict.
    pub media_type: String,
    /// How long the content is, in bytes.
    pub size: i64,
    /// The SHA-256 of the content, as 64 small hexadecimal digits: the same content has the same.
    pub sha256: String,
    /// What it is.
    pub note: Option<String>,
    /// When it was removed; its content is gone then, unless another file holds the same.
    pub removed_at: Option<DateTime<Utc>>,
    /// Who removed it.
    pub removed_by: Option<OperatorId>,
    /// Moves with every change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// Who added it.
    pub created_by: Option<OperatorId>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A file to be attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewAttachment {
    /// The record.
    pub record: AttachedTo,
    /// The name of the file with its extension and without folders, up to 200 bytes in UTF-8.
    pub name: String,
    /// What it holds; not empty.
    pub content: Bytes,
    /// What kind of file it is (RFC 6838), where the host knows: refused when name or content say
    /// otherwise.
    #[serde(default)]
    pub media_type: Option<String>,
    /// What it is, up to 2,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}

impl NewAttachment {
    /// A file of this name and content.
    #[must_use]
    pub fn new(record: AttachedTo, name: &str, content: Vec<u8>) -> Self {
        Self {
            record,
            name: name.to_owned(),
            content: content.into(),
            media_type: None,
            note: None,
        }
    }
}

edits! {
    /// New values for what is said of a file. What it holds never changes: add another one.
    AttachmentEdit {
        /// The name of the file with its extension, of the same kind as before.
        name: Option<String>,
        /// What it is.
        note: Edit<String>,
    }
}

/// An attachment and the version the caller last saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentVersion {
    /// The attachment.
    pub id: AttachmentId,
    /// The version.
    pub version: i64,
}

impl From<&Attachment> for AttachmentVersion {
    fn from(attachment: &Attachment) -> Self {
        Self { id: attachment.id, version: attachment.version }
    }
}

/// Which attachments are wanted; all that are there when nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AttachmentFilter {
    /// Those of this record.
    pub record: Option<AttachedTo>,
    /// Those with this content: its SHA-256 in hexadecimal digits.
    pub sha256: Option<String>,
    /// Also those that were removed.
    pub removed: bool,
}

/// Which files a book takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentPolicy {
    /// The largest file, in bytes; 26,214,400 (25 MiB) unless changed.
    pub max_bytes: i64,
    /// The most files on one record; 100 unless changed.
    pub max_per_record: i64,
    /// The extensions of names that are taken, in small letters and without the dot.
    pub extensions: Vec<String>,
    /// Moves with every change; 0 as long as it is the engine's own.
    pub version: i64,
}

edits! {
    /// New values for which files a book takes. Files that are there stay.
    AttachmentPolicyEdit {
        /// The largest file, in bytes, 1 to 268,435,456 (256 MiB).
        max_bytes: Option<i64>,
        /// The most files on one record, 1 to 10,000.
        max_per_record: Option<i64>,
        /// The extensions of names that are taken, up to 200: letters and digits, up to 10 each,
        /// with or without the dot. Of one that the engine does not know the content is not
        /// compared with the name; programs and scripts are never taken.
        extensions: Option<Vec<String>>,
    }
}

/// What an export of files wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedAttachments {
    /// How many files.
    pub files: i64,
    /// How long they are together, in bytes.
    pub bytes: i64,
}
