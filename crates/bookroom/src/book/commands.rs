//! Making and changing books.

use serde::{Deserialize, Serialize};

use super::model::{Book, BookEdit, NewBook};
use super::{rules, store};
use crate::access::permission::Permission;
use crate::access::permit::Permit;
use crate::changes::model::Subject;
use crate::command::{Command, Tx};
use crate::error::{Error, Result};
use crate::values::{BookId, Check};

/// Changes the book's own data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditBook {
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: BookEdit,
}

impl Command for EditBook {
    const NAME: &'static str = "book.edit";
    const PERMISSION: Permission = Permission::BookEdit;
    type Output = Book;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Book> {
        let mut row = store::load(tx.conn, tx.book.id.0)?;
        if row.version != self.version {
            return Err(Error::version_conflict("book", row.book_id));
        }
        let before = row.clone().record()?;
        let mut check = Check::new();
        let BookEdit { name, legal_name, tax_number, language, utc_offset_minutes } = &self.edit;
        if let Some(name) = name {
            row.name = check.text("edit.name", name, 200);
        }
        if let Some(text) = legal_name {
            row.legal_name = check.optional_text("edit.legal_name", Some(text), 200);
        }
        if let Some(text) = tax_number {
            row.tax_number = check.optional_text("edit.tax_number", Some(text), 40);
        }
        if let Some(language) = language {
            row.language = rules::language_word(*language).to_owned();
        }
        if let Some(minutes) = utc_offset_minutes {
            rules::check_offset(&mut check, "edit.utc_offset_minutes", *minutes);
            row.utc_offset_minutes = *minutes;
        }
        check.finish()?;
        store::save(tx.conn, self.version, &row)?;
        row.version += 1;
        let after = row.record()?;
        tx.note_edited(permit, Subject::new("book", after.id), &before, &after)?;
        Ok(after)
    }
}

/// Fills a new book: roles, first operator, dictionaries, chart, journals, duty rules.
pub(crate) fn found(permit: &Permit, tx: &mut Tx<'_>, new: &NewBook) -> Result<BookId> {
    let id = tx.book.id;
    let row = store::load(tx.conn, id.0)?.record()?;
    tx.note_created(permit, Subject::new("book", id), &row)?;
    crate::access::found(permit, tx, &new.owner_name, &new.owner_password)?;
    crate::dictionaries::found(permit, tx)?;
    crate::ledger::found(permit, tx, &new.chart)?;
    Ok(id)
}
