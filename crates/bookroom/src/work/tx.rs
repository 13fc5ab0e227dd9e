//! The transaction that commands run in: its connection, its ids and numbers, what it notes.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::book::BookInfo;
use super::room::Room;
use super::view::View;
use crate::error::{Error, Result};
use crate::index::{Searched, Touched};
use crate::log::Subject;
use crate::log::record::{Draft, Image, Salts};
use crate::rights::permission::Permission;
use crate::rights::permit::{Grants, Permit, Scope};
use crate::store::{Conn, dialect, ids, locks, numbers};
use crate::values::{BookId, OpenDays, OperatorId, Period};

/// One write transaction of one session.
pub struct Tx<'t> {
    pub(crate) conn: &'t mut Conn,
    pub(crate) book: Arc<BookInfo>,
    pub(super) room: &'t Arc<Room>,
    pub(super) grants: Arc<Grants>,
    now: DateTime<Utc>,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) taken: Vec<ids::Taken>,
    /// Whether the book's set-up has been held from the beginning.
    pub(super) holds_set_up: bool,
    salts: Salts,
    touched: Touched,
    /// What is done when the transaction is over, kept or not.
    pub(super) afterwards: Vec<Afterwards>,
}

/// What has to be noted although the call that it belongs to fails and is taken back.
pub(crate) type Afterwards = fn(&Room, &mut Conn, BookId, OperatorId) -> Result<()>;

impl<'t> Tx<'t> {
    pub(crate) fn new(
        conn: &'t mut Conn,
        room: &'t Arc<Room>,
        book: Arc<BookInfo>,
        grants: Arc<Grants>,
    ) -> Result<Self> {
        let now = room.now()?;
        Ok(Self {
            conn,
            book,
            room,
            grants,
            now,
            drafts: Vec::new(),
            taken: Vec::new(),
            holds_set_up: false,
            salts: Salts::default(),
            touched: Touched::default(),
            afterwards: Vec::new(),
        })
    }

    /// Runs `body` so that its failure takes back its own changes and nothing else.
    pub(crate) fn attempt<T>(&mut self, body: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let drafts = self.drafts.len();
        dialect::begin_savepoint(self.conn)?;
        self.touched.begin_attempt();
        match body(self) {
            Ok(value) => {
                self.touched.end_attempt(true);
                dialect::commit(self.conn).map(|()| value)
            }
            Err(error) => {
                let taken_back = dialect::rollback(self.conn);
                self.touched.end_attempt(false);
                self.drafts.truncate(drafts);
                // A deadlock ends the whole transaction on MySQL, and the savepoint with it: what
                // matters is that all of it is to be run again.
                match &error {
                    Error::Busy(_) | Error::Storage(_) => Err(error),
                    _ => taken_back.and(Err(error)),
                }
            }
        }
    }

    /// Has something done in a transaction of its own when this one is over, whether it is kept,
    /// taken back, or only tried.
    pub(crate) fn afterwards(&mut self, work: Afterwards) {
        self.afterwards.push(work);
    }

    /// The instant of the whole transaction.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// [`Tx::now`] as the store keeps it.
    pub(crate) fn now_micros(&self) -> i64 {
        self.now.timestamp_micros()
    }

    /// Today in the book's time zone.
    pub(crate) fn today(&self) -> NaiveDate {
        self.book.date_of(self.now)
    }

    /// The days on which documents and entries may be dated.
    pub(crate) fn open_days(&self) -> OpenDays {
        self.book.open_days(self.today())
    }

    /// The book's id as the store keeps it.
    pub(crate) fn book_id(&self) -> i64 {
        self.book.id.0
    }

    pub(crate) fn room(&self) -> &'t Room {
        self.room
    }

    /// What the operator sees from within the transaction, by a permission.
    pub(crate) fn view(&mut self, permission: Permission) -> Result<View<'_>> {
        Ok(View {
            scope: self.grants.scope(permission)?,
            fields: self.grants.field_rights(),
            book: self.book.clone(),
            cards: self.room.cards,
            grants: self.grants.clone(),
            now: self.now,
            conn: self.conn,
        })
    }

    pub(crate) fn grants(&self) -> &Grants {
        &self.grants
    }

    /// Of records of a kind, those that a scope covers.
    pub(crate) fn within(
        &mut self,
        scope: &Scope,
        kind: &str,
        ids: BTreeSet<i64>,
    ) -> Result<BTreeSet<i64>> {
        let covers = self.room.cards.iter().flat_map(|card| card.covers);
        match covers.into_iter().find(|covers| covers.kind == kind) {
            Some(covers) => (covers.pick)(self.conn, scope, ids),
            None => Ok(BTreeSet::new()),
        }
    }

    /// Takes one id of a kind of record (the name of its table).
    pub(crate) fn id(&mut self, kind: &'static str) -> Result<i64> {
        self.ids(kind, 1)
    }

    /// Takes `count` ids in a row and returns the first.
    pub(crate) fn ids(&mut self, kind: &'static str, count: usize) -> Result<i64> {
        let book = self.book_id();
        self.room.store.take_ids(self.conn, book, kind, count, &mut self.taken)
    }

    /// Takes `count` gapless numbers in a row and returns the first.
    pub(crate) fn numbers(
        &mut self,
        series: &str,
        period: Option<Period>,
        count: usize,
    ) -> Result<i64> {
        let book = self.book_id();
        numbers::take(self.conn, book, series, period.map_or(0, Period::key), count)
    }

    /// Has work of one kind come one after another in the book, from here until the transaction
    /// ends: each decides by what the one before left.
    pub(crate) fn hold(&mut self, kind: &str) -> Result<()> {
        let book = self.book_id();
        locks::hold_work(self.conn, book, kind)
    }

    /// Notes a change for the log. It is written with all others just before the commit.
    pub(crate) fn note(
        &mut self,
        permit: &Permit,
        subject: Subject,
        before: Option<Image>,
        after: Option<Image>,
    ) -> Result<()> {
        if let Some(searched) = searched(self.room).find(|it| it.kind == subject.kind) {
            self.touched.note(searched, subject.id, before.as_ref(), after.as_ref());
        }
        self.drafts.push(Draft::new(permit, subject, [before, after], &mut self.salts)?);
        Ok(())
    }

    /// Brings the index of the search up to date with what was noted so far.
    pub(super) fn keep_index(&mut self) -> Result<()> {
        let (book, room) = (self.book_id(), self.room);
        self.touched.bring_up(self.conn, book, searched(room))
    }

    /// Ends the work: the index is as the records are. Returns the changes, for the log.
    pub(crate) fn finish(&mut self) -> Result<Vec<Draft>> {
        self.keep_index()?;
        Ok(std::mem::take(&mut self.drafts))
    }

    /// Notes that a record came to be.
    pub(crate) fn note_created<T: Serialize>(
        &mut self,
        permit: &Permit,
        subject: Subject,
        record: &T,
    ) -> Result<()> {
        let image = Image::of(record)?;
        self.note(permit, subject, None, Some(image))
    }

    /// Notes how a record changed: the fields that differ. Nothing when none does.
    pub(crate) fn note_edited<T: Serialize>(
        &mut self,
        permit: &Permit,
        subject: Subject,
        before: &T,
        after: &T,
    ) -> Result<()> {
        if let Some((before, after)) = Image::difference(before, after)? {
            self.note(permit, subject, Some(before), Some(after))?;
        }
        Ok(())
    }

    /// Notes that a record is gone.
    pub(crate) fn note_removed<T: Serialize>(
        &mut self,
        permit: &Permit,
        subject: Subject,
        record: &T,
    ) -> Result<()> {
        let image = Image::of(record)?;
        self.note(permit, subject, Some(image), None)
    }
}

/// How records of each kind are found, as the cards say.
fn searched(room: &Room) -> impl Iterator<Item = &'static Searched> + use<> {
    let cards = room.cards;
    cards.iter().flat_map(|card| card.searched)
}
