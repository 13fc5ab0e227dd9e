//! What was open may be in the book already, or stand in the file twice: as a balance beside a
//! customer and as documents, with a number and without.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Opening;
use crate::error::{Code, Problem, Result};
use crate::exchange::commands::Work;
use crate::exchange::model::{ImportedBefore, NoticeKind};
use crate::exchange::rules::naming;
use crate::exchange::store::openings::{self as store, OpeningRow};
use crate::work::Tx;

/// A party, on a side, as a debt or a credit.
type Key = (i64, &'static str, &'static str);

fn key(it: &Opening<'_>) -> Key {
    (it.item.customer.0, it.item.side.slug(), it.item.kind.slug())
}

/// Two numbers or two days make two documents; one of them may be left out.
fn is_other<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one != other)
}

/// Two numbers that are no spellings of one make two documents.
fn is_numbered(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other).is_some_and(|(one, other)| !naming::is_same(one, other))
}

/// A document of the file.
struct Seen {
    line: u64,
    amount: Decimal,
    number: Option<String>,
    issue_on: Option<NaiveDate>,
}

impl Seen {
    fn is_like(&self, it: &Opening<'_>) -> bool {
        self.line != it.row.line
            && self.amount == it.item.amount
            && !is_numbered(self.number.as_deref(), it.item.number.as_deref())
            && !is_other(self.issue_on, it.item.issue_on)
    }
}

/// Refuses documents of parties whose balance was booked beside them, of which they are parts;
/// tells of those that the book or the file may have already.
pub(super) fn settle<'r>(
    tx: &mut Tx<'_>,
    work: &mut Work,
    policy: ImportedBefore,
    items: Vec<Opening<'r>>,
) -> Result<Vec<Opening<'r>>> {
    let customers: BTreeSet<i64> = items.iter().map(|it| it.item.customer.0).collect();
    let customers: Vec<i64> = customers.into_iter().collect();
    let book = tx.book_id();
    let mut known: HashMap<(i64, String, String), Vec<OpeningRow>> = HashMap::new();
    for row in store::load_known(tx.conn, book, &customers)? {
        let key = (row.customer, row.side.clone(), row.kind.clone());
        known.entry(key).or_default().push(row);
    }
    let currency = tx.book.currency;
    let mut seen: HashMap<Key, Vec<Seen>> = HashMap::new();
    let mut kept = Vec::with_capacity(items.len());
    for it in items {
        let key = key(&it);
        let (line, field) = (it.row.line, it.row.field.as_str());
        let is_told = work.booked_again.contains(&line);
        let minor = currency.to_minor(it.item.amount).ok();
        let of_book = known.get_mut(&(key.0, key.1.to_owned(), key.2.to_owned()));
        if let Some(rows) = of_book.filter(|_| !is_told) {
            let balance = rows.iter().any(|row| row.beside.is_some());
            if balance && policy != ImportedBefore::Book {
                let problem = Problem::new(Code::AlreadyExists).fact("subject", "entry_item");
                work.refuse(line, Some(field.to_owned()), problem);
                continue;
            }
            if let Some(text) = like_known(rows, &it, minor) {
                work.notice(NoticeKind::LikeKnown, field, &text, line);
            }
        }
        let of_file = seen.entry(key).or_default();
        let is_balance = it.item.number.is_none() && it.item.issue_on.is_none();
        let sum: Decimal = of_file.iter().map(|seen| seen.amount).sum();
        let is_sum = is_balance && of_file.len() > 1 && sum == it.item.amount;
        let like = of_file.iter().find(|seen| seen.is_like(&it));
        if let Some(first) = like.or_else(|| of_file.first().filter(|_| is_sum)) {
            work.notice(NoticeKind::LikeEarlier, field, &first.line.to_string(), line);
        }
        of_file.push(Seen {
            line,
            amount: it.item.amount,
            number: it.item.number.clone(),
            issue_on: it.item.issue_on,
        });
        kept.push(it);
    }
    Ok(kept)
}

/// What the book has that a document may be: one like it, which is none for the next, or all of
/// them together.
fn like_known(rows: &mut Vec<OpeningRow>, it: &Opening<'_>, minor: Option<i64>) -> Option<String> {
    let is_like = |row: &OpeningRow| {
        Some(row.amount) == minor
            && !is_numbered(row.number.as_deref(), it.item.number.as_deref())
            && !is_other(row.issue_on, it.item.issue_on)
    };
    let called = |row: &OpeningRow| row.number.clone().unwrap_or_else(|| row.id.to_string());
    if let Some(at) = rows.iter().position(is_like) {
        return Some(called(&rows.remove(at)));
    }
    let sum = rows.iter().try_fold(0_i64, |sum, row| sum.checked_add(row.amount));
    let is_sum = it.item.number.is_none() && rows.len() > 1 && sum == minor;
    rows.first().filter(|_| is_sum).map(called)
}
