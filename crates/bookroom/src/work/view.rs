//! One read, within what the operator may see.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::book::BookInfo;
use super::card::Card;
use super::room::Room;
use crate::error::Result;
use crate::rights::permission::{Permission, Reach};
use crate::rights::permit::{FieldRights, Grants, Scope, denied};
use crate::store::Conn;

/// One read: a connection that sees one state, how far to look, and which fields.
pub(crate) struct View<'v> {
    pub(crate) conn: &'v mut Conn,
    pub(crate) book: Arc<BookInfo>,
    pub(crate) scope: Scope,
    pub(crate) fields: FieldRights,
    /// The cards of all areas.
    pub(crate) cards: &'static [Card],
    pub(super) grants: Arc<Grants>,
    pub(super) now: DateTime<Utc>,
}

impl<'v> View<'v> {
    /// A read of a whole book by the host itself, whoever its operators are.
    pub(crate) fn of_host(conn: &'v mut Conn, room: &Room, book: BookInfo) -> Result<Self> {
        let grants = Arc::new(Grants::founding(book.id));
        let scope = grants.scope(Permission::ChangesView)?;
        let (fields, cards, now) = (grants.field_rights(), room.cards, room.now()?);
        Ok(Self { conn, book: Arc::new(book), scope, fields, cards, grants, now })
    }
}

impl View<'_> {
    /// The book's id as the store keeps it.
    pub(crate) fn book_id(&self) -> i64 {
        self.book.id.0
    }

    /// The instant of the read.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Today in the book's time zone.
    pub(crate) fn today(&self) -> NaiveDate {
        self.book.date_of(self.now)
    }

    /// Refuses who may not see all records that a permission is about: what speaks of a whole book
    /// tells of everybody's.
    ///
    /// # Errors
    /// `not_permitted`.
    pub(crate) fn require_all(&self, permission: Permission) -> Result<()> {
        match self.grants.scope(permission)?.reach() {
            Reach::All => Ok(()),
            _ => Err(denied(permission)),
        }
    }

    /// The scope of another permission, for reads that touch a second area.
    pub(crate) fn scope_of(&self, permission: Permission) -> Result<Scope> {
        self.grants.scope(permission)
    }
}
