//! Attachments (附件): files on records. What they hold is kept once a book, by its SHA-256, in the
//! store itself. Areas whose records can have files say so on their cards; this area knows their
//! tables, and none of them.

pub(crate) mod card;
pub mod commands;
mod files;
pub mod model;
mod queries;
pub(crate) mod rules;
pub(crate) mod store;
mod verify;

use std::io::Write;

use commands::{AddAttachments, EditAttachment, RemoveAttachments, SetAttachmentPolicy};
use model::{
    AttachedTo, Attachment, AttachmentEdit, AttachmentFilter, AttachmentPolicy,
    AttachmentPolicyEdit, AttachmentVersion, ExportedAttachments, NewAttachment,
};

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::store::Conn;
use crate::values::{AttachmentId, Bytes, Page, PageRequest};
use crate::work::Session;

pub(crate) use commands::{forget, keep_posted};
pub(crate) use store::find_attached;
pub(crate) use store::records::point_to_record as point_to_customer;
pub(crate) use store::records::{lock_of_customer, lock_of_record, point_to_record};

/// The ids of all files that are, or were, on one record.
pub(crate) fn ids_of(conn: &mut Conn, book: i64, kind: &str, id: i64) -> Result<Vec<i64>> {
    store::ids_of(conn, book, kind, &[id])
}

/// The files on records. Who sees a record sees its files, and who may change it may add some, with
/// the permissions `attachments.view` and `attachments.edit`. Files on posted documents, payments
/// and entries are never removed, those on closed cases, ended tasks and locked customers only when
/// these are opened again; some can always be added.
pub struct Attachments<'s> {
    session: &'s Session,
}

impl Session {
    /// Files on records.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, NewAttachment};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let record = AttachedTo::Customer(customer.id);
    /// let new = NewAttachment::new(record, "备忘.txt", "谈妥了".into());
    /// let file = session.attachments().add(new)?;
    /// assert_eq!(&session.attachments().content(file.id)?[..], "谈妥了".as_bytes());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn attachments(&self) -> Attachments<'_> {
        Attachments { session: self }
    }
}

impl Attachments<'_> {
    /// One attachment, also one that was removed.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, NewAttachment};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let record = AttachedTo::Customer(customer.id);
    /// let file = session.attachments().add(NewAttachment::new(record, "a.txt", b"a".into()))?;
    /// assert_eq!(session.attachments().get(file.id)?, file);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: AttachmentId) -> Result<Attachment> {
        self.session.read(Permission::AttachmentsView, |view| queries::get(view, id))
    }

    /// Attachments in the order in which they were added: those of a record, those that hold the
    /// same content, or all that the operator sees. A page may hold fewer than asked for while
    /// others follow.
    ///
    /// # Errors
    /// `not_permitted`, `not_found` for a record that the operator does not see, `bad_format` for
    /// what is no SHA-256, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, AttachmentFilter, NewAttachment};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let record = AttachedTo::Customer(customer.id);
    /// let file = session.attachments().add(NewAttachment::new(record, "a.txt", b"a".into()))?;
    /// let same = AttachmentFilter { sha256: Some(file.sha256), ..Default::default() };
    /// let page = session.attachments().list(&same, &PageRequest::default())?;
    /// assert_eq!(page.items[0].record, record);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(&self, filter: &AttachmentFilter, page: &PageRequest) -> Result<Page<Attachment>> {
        self.session.read(Permission::AttachmentsView, |view| queries::list(view, filter, page))
    }

    /// What a file holds.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`; `corrupt` when it is not whole any more.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, NewAttachment};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let record = AttachedTo::Customer(customer.id);
    /// let file = session.attachments().add(NewAttachment::new(record, "a.txt", b"a".into()))?;
    /// assert_eq!(&session.attachments().content(file.id)?[..], b"a");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn content(&self, id: AttachmentId) -> Result<Bytes> {
        self.part(id, 0, i64::MAX)
    }

    /// A part of what a file holds: from a place on, counted in bytes from 0, as many bytes as are
    /// asked for and there. Large files are read so, part after part.
    ///
    /// # Errors
    /// As [`Attachments::content`]; `out_of_range` for less than 0.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, NewAttachment};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let record = AttachedTo::Customer(customer.id);
    /// let file = session.attachments().add(NewAttachment::new(record, "a.txt", b"abc".into()))?;
    /// assert_eq!(&session.attachments().part(file.id, 1, 1)?[..], b"b");
    /// assert!(session.attachments().part(file.id, 3, 10)?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn part(&self, id: AttachmentId, offset: i64, length: i64) -> Result<Bytes> {
        let range = (offset, length);
        self.session.read(Permission::AttachmentsView, |view| queries::content(view, id, range))
    }

    /// Writes what a file holds, part by part: no more than 256 KiB of it are in memory. Returns
    /// its length in bytes.
    ///
    /// # Errors
    /// As [`Attachments::content`]; `file_access`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, NewAttachment};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let record = AttachedTo::Customer(customer.id);
    /// let file = session.attachments().add(NewAttachment::new(record, "a.txt", b"abc".into()))?;
    /// let mut out = Vec::new();
    /// assert_eq!(session.attachments().write_to(file.id, &mut out)?, 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write_to(&self, id: AttachmentId, out: &mut dyn Write) -> Result<i64> {
        self.session.read(Permission::AttachmentsView, |view| queries::write_to(view, id, out))
    }

    /// Writes what a file holds into a file on disk, which is there whole or not at all, and whose
    /// owner alone can read it. Returns its length in bytes.
    ///
    /// # Errors
    /// As [`Attachments::content`]; `no_folder`, `not_a_file`, `file_access`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, NewAttachment};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// # let folder = tempfile::tempdir()?;
    /// let record = AttachedTo::Customer(customer.id);
    /// let file = session.attachments().add(NewAttachment::new(record, "a.txt", b"abc".into()))?;
    /// let path = folder.path().join("a.txt").display().to_string();
    /// session.attachments().save(file.id, &path)?;
    /// assert_eq!(std::fs::read(&path)?, b"abc");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn save(&self, id: AttachmentId, path: &str) -> Result<i64> {
        self.session.read(Permission::AttachmentsView, |view| queries::save(view, id, path))
    }

    /// Writes every file that the operator sees into a folder, which must be new or empty: each
    /// under its id, a hyphen and its name. The list `attachments` of the exports says which is
    /// which. Needs the permission to export, too.
    ///
    /// # Errors
    /// `not_permitted`, `folder_not_empty`, `not_a_folder`, `no_folder`, `file_access`, `corrupt`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, NewAttachment};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// # let folder = tempfile::tempdir()?;
    /// let record = AttachedTo::Customer(customer.id);
    /// session.attachments().add(NewAttachment::new(record, "a.txt", b"abc".into()))?;
    /// let path = folder.path().join("files").display().to_string();
    /// assert_eq!(session.attachments().export_files(&path)?.bytes, 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn export_files(&self, folder: &str) -> Result<ExportedAttachments> {
        self.session.authorise(Permission::AttachmentsView)?;
        self.session.read(Permission::ListsExport, |view| {
            view.scope_of(Permission::AttachmentsView)?;
            queries::export_files(view, folder)
        })
    }

    /// Attaches a file to a record.
    ///
    /// # Errors
    /// As [`Attachments::add_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, NewAttachment};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice) = (office.session, office.invoice);
    /// let record = AttachedTo::Invoice(invoice.id);
    /// let new = NewAttachment::new(record, "发票.pdf", b"%PDF-1.7".into());
    /// let file = session.attachments().add(NewAttachment { note: Some("原件".into()), ..new })?;
    /// assert_eq!((file.media_type.as_str(), file.size), ("application/pdf", 8));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, attachment: NewAttachment) -> Result<Attachment> {
        one(self.add_many(vec![attachment]))
    }

    /// Attaches up to 100 files to records: all, or none. What is there already is not stored
    /// again.
    ///
    /// # Errors
    /// `not_permitted`, also for a record that the operator sees and may not change;
    /// `unknown_reference` for one that is not there or not seen; `empty_file`, `file_too_large`,
    /// `type_not_allowed`, `type_differs` (content or given type do not fit the name),
    /// `bad_file_name`, `required`, `too_long`, `bad_character`, `too_many`; `merged_away`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, NewAttachment};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let record = AttachedTo::Customer(customer.id);
    /// let one = NewAttachment::new(record, "a.txt", b"same".into());
    /// let other = NewAttachment::new(record, "b.txt", b"same".into());
    /// let files = session.attachments().add_many(vec![one, other])?;
    /// assert_eq!(files[0].sha256, files[1].sha256);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_many(&self, attachments: Vec<NewAttachment>) -> Result<Vec<Attachment>> {
        self.session.run(AddAttachments { attachments })
    }

    /// Attaches a file on disk to a record, under its own name. It is read once; one larger than
    /// the book takes is not read at all.
    ///
    /// # Errors
    /// As [`Attachments::add_many`]; `no_file`, `no_folder`, `not_a_file`, `file_access`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::AttachedTo;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// # let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("合同.txt").display().to_string();
    /// std::fs::write(&path, "甲方")?;
    /// let record = AttachedTo::Customer(customer.id);
    /// let file = session.attachments().add_file(record, &path, Some("草稿"))?;
    /// assert_eq!(file.name, "合同.txt");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_file(
        &self,
        record: AttachedTo,
        path: &str,
        note: Option<&str>,
    ) -> Result<Attachment> {
        self.session.authorise(Permission::AttachmentsEdit)?;
        let policy = self.policy()?;
        let new = files::read(record, path, note, &policy)?;
        self.add(new)
    }

    /// Changes the name of a file or the note on it.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `type_differs` (another extension),
    /// `bad_file_name`, `required`, `too_long`, `bad_character`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, AttachmentEdit, NewAttachment};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let record = AttachedTo::Customer(customer.id);
    /// let file = session.attachments().add(NewAttachment::new(record, "a.txt", b"a".into()))?;
    /// let edit = AttachmentEdit { name: Some("合同.txt".into()), ..Default::default() };
    /// let file = session.attachments().edit(file.id, file.version, edit)?;
    /// assert_eq!(file.name, "合同.txt");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(&self, id: AttachmentId, version: i64, edit: AttachmentEdit) -> Result<Attachment> {
        self.session.run(EditAttachment { id, version, edit })
    }

    /// Removes up to 1,000 files from their records: all, or none. Content that no other file
    /// holds is deleted; that the files were there stays known, and `removed_at` says until when.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `repeated`, `too_many`; `attachment_kept`
    /// for those of a posted document, a payment, an entry, a closed case, an ended task or a
    /// locked customer.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::{AttachedTo, NewAttachment};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let record = AttachedTo::Customer(customer.id);
    /// let file = session.attachments().add(NewAttachment::new(record, "a.txt", b"a".into()))?;
    /// let removed = session.attachments().remove(vec![(&file).into()])?;
    /// assert!(removed[0].removed_at.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, attachments: Vec<AttachmentVersion>) -> Result<Vec<Attachment>> {
        self.session.run(RemoveAttachments { attachments })
    }

    /// Which files the book takes.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.attachments().policy()?.max_bytes, 25 * 1024 * 1024);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn policy(&self) -> Result<AttachmentPolicy> {
        self.session.read(Permission::AttachmentsView, queries::policy)
    }

    /// Sets which files the book takes from now on; those that are there stay.
    ///
    /// # Errors
    /// `not_permitted`, `version_conflict`, `out_of_range`, `bad_format`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::attachments::model::AttachmentPolicyEdit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let policy = session.attachments().policy()?;
    /// let edit = AttachmentPolicyEdit { max_bytes: Some(1024 * 1024), ..Default::default() };
    /// let policy = session.attachments().set_policy(policy.version, edit)?;
    /// assert_eq!(policy.version, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_policy(&self, version: i64, edit: AttachmentPolicyEdit) -> Result<AttachmentPolicy> {
        self.session.run(SetAttachmentPolicy { version, edit })
    }
}

fn one<T>(many: Result<Vec<T>>) -> Result<T> {
    many?.pop().ok_or_else(|| Error::internal("a command on one record answered with none"))
}
