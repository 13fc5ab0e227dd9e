//! Making and changing books.

use serde::{Deserialize, Serialize};

use super::model::{Book, BookEdit};
use super::{rules, store};
use crate::error::{Error, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::Check;
use crate::work::{Command, Tx};

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
    const SET_UP: bool = true;
    type Output = Book;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Book> {
        let mut row = store::load(tx.conn, tx.book.id.0)?;
        if row.version != self.version {
            return Err(Error::version_conflict("book", row.book_id));
        }
        let before = row.clone().record()?;
        let mut check = Check::new();
        let BookEdit { name, legal_name, tax_number, language, utc_offset_minutes, .. } =
            &self.edit;
        check.within("edit", |check| {
            check.new_text("name", name.as_ref(), 200, &mut row.name);
            check.edited_text("legal_name", legal_name, 200, &mut row.legal_name);
            check.edited_text("tax_number", tax_number, 40, &mut row.tax_number);
        });
        if let Some(language) = language {
            row.language = language.word().to_owned();
        }
        if let Some(minutes) = utc_offset_minutes {
            rules::check_offset(&mut check, "edit.utc_offset_minutes", *minutes);
            row.utc_offset_minutes = *minutes;
        }
        if let Some(rounding) = self.edit.tax_rounding {
            row.tax_rounding = rounding.slug().to_owned();
        }
        if let Some(check) = self.edit.credit_check {
            row.credit_check = check.slug().to_owned();
        }
        if let Some(score) = self.edit.duplicate_warn {
            rules::check_score(&mut check, "edit.duplicate_warn", score);
            row.duplicate_warn = score;
        }
        if let Some(score) = self.edit.duplicate_stop.value() {
            rules::check_score(&mut check, "edit.duplicate_stop", score);
        }
        row.duplicate_stop = self.edit.duplicate_stop.over(row.duplicate_stop);
        row.dates_from = self.edit.dates_from.over(row.dates_from);
        row.dates_to = self.edit.dates_to.over(row.dates_to);
        rules::check_dates(&mut check, row.dates_from, row.dates_to);
        check.finish()?;
        store::save(tx.conn, self.version, &row)?;
        row.version += 1;
        let after = row.record()?;
        tx.note_edited(permit, Subject::new("book", after.id), &before, &after)?;
        Ok(after)
    }
}

crate::work::plain_outcomes!(Book);
