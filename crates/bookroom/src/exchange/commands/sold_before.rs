//! Sales that may be in the book already under another number: of the same customer and day, with
//! the same lines.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Work;
use super::sale::Sale;
use crate::billing::invoices::Invoice;
use crate::error::Result;
use crate::exchange::model::NoticeKind;
use crate::exchange::store::{self, SoldRow};
use crate::values::Currency;
use crate::work::Tx;

/// Customer, day and gross amount.
type Key = (i64, NaiveDate, i64);
/// Quantity and gross amount of each line, in order.
type Lines = Vec<(String, i64)>;

/// The sales that the book had before, on the days of those of the file.
pub(super) struct SoldBefore {
    known: HashMap<Key, Vec<SoldRow>>,
    lines: HashMap<i64, Lines>,
}

impl SoldBefore {
    pub(super) fn load(tx: &mut Tx<'_>, sales: &[Sale<'_>]) -> Result<Self> {
        let wanted: BTreeSet<(i64, NaiveDate)> =
            sales.iter().map(|sale| (sale.customer, sale.document.issue_on)).collect();
        let customers: BTreeSet<i64> = wanted.iter().map(|(customer, _)| *customer).collect();
        let customers: Vec<i64> = customers.into_iter().collect();
        let days = wanted.iter().map(|(_, day)| *day);
        let mut found = Self { known: HashMap::new(), lines: HashMap::new() };
        let Some(days) = days.clone().min().zip(days.max()) else { return Ok(found) };
        let book = tx.book_id();
        let rows = store::load_sales_of_days(tx.conn, book, &customers, days)?;
        let is_wanted = |row: &SoldRow| wanted.contains(&(row.customer, row.issue_on));
        let rows: Vec<SoldRow> = rows.into_iter().filter(is_wanted).collect();
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        found.lines = store::load_line_amounts(tx.conn, book, &ids)?;
        for row in rows {
            let key = (row.customer, row.issue_on, row.gross);
            found.known.entry(key).or_default().push(row);
        }
        Ok(found)
    }

    /// Tells of a sale that was made of what the book had already; each of the book's is one of the
    /// file's.
    pub(super) fn tell(
        &mut self,
        work: &mut Work,
        currency: Currency,
        sale: &Sale<'_>,
        made: &Invoice,
    ) {
        let minor = |amount: Decimal| currency.to_minor(amount).ok();
        let Some(gross) = minor(made.gross) else { return };
        let Some(rows) = self.known.get_mut(&(sale.customer, made.issue_on, gross)) else { return };
        let lines = made
            .lines
            .iter()
            .map(|line| Some((line.quantity.normalize().to_string(), minor(line.gross)?)));
        let Some(mut lines) = lines.collect::<Option<Lines>>() else { return };
        lines.sort_unstable();
        let is_same = |row: &SoldRow| self.lines.get(&row.id) == Some(&lines);
        let Some(at) = rows.iter().position(is_same) else { return };
        let row = rows.remove(at);
        let line = sale.document.line;
        if !work.booked_again.contains(&line) {
            let name = row.reference.or(row.number).unwrap_or_default();
            work.notice(NoticeKind::LikeKnown, "reference", &name, line);
        }
    }
}
