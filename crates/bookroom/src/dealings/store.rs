//! Rows of dealings and who took part in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use super::model::{Dealing, DealingDirection};
use super::rules;
use crate::custom_fields::{self, CustomSubject};
use crate::customers::{customers_in_scope, keep_by_customer};
use crate::dictionaries::{self, ItemLabel};
use crate::error::{Code, Error, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_locked;
use crate::store::schema::{dealing, dealing_contact, dealing_operator};
use crate::store::{Conn, MultiBackend};
use crate::values::{ContactId, CustomerId, DealingId, OperatorId};

pub(crate) mod lists;
pub(crate) mod present;

/// A row of `dealing`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = dealing, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct DealingRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) customer_id: i64,
    pub(crate) kind_id: i64,
    pub(crate) direction: Option<String>,
    pub(crate) subject: String,
    pub(crate) subject_key: String,
    pub(crate) content: Option<String>,
    pub(crate) content_key: Option<String>,
    pub(crate) happened_at: i64,
    pub(crate) happened_on: NaiveDate,
    pub(crate) minutes: Option<i64>,
    pub(crate) place: Option<String>,
    pub(crate) next_contact_on: Option<NaiveDate>,
    pub(crate) next_contact_for: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) created_by: Option<i64>,
    pub(crate) updated_at: i64,
}

impl DealingRow {
    /// The row of a record, without who took part.
    pub(crate) fn of(book: i64, dealing: &Dealing, kind: i64) -> Self {
        Self {
            book_id: book,
            id: dealing.id.0,
            customer_id: dealing.customer.0,
            kind_id: kind,
            direction: dealing.direction.map(|direction| direction.slug().to_owned()),
            subject: dealing.subject.clone(),
            subject_key: rules::text_key(&dealing.subject),
            content: dealing.content.clone(),
            content_key: dealing.content.as_deref().map(rules::text_key),
            happened_at: dealing.happened_at.timestamp_micros(),
            happened_on: dealing.happened_on,
            minutes: dealing.minutes,
            place: dealing.place.clone(),
            next_contact_on: dealing.next_contact_on,
            next_contact_for: dealing.next_contact_for.clone(),
            version: dealing.version,
            created_at: dealing.created_at.timestamp_micros(),
            created_by: dealing.created_by.map(i64::from),
            updated_at: dealing.updated_at.timestamp_micros(),
        }
    }

    fn record(self, kind: String, people: &mut People) -> Result<Dealing> {
        let direction = |word: String| {
            DealingDirection::from_slug(&word).ok_or_else(|| Error::corrupt("direction"))
        };
        Ok(Dealing {
            id: DealingId(self.id),
            customer: CustomerId(self.customer_id),
            kind,
            direction: self.direction.map(direction).transpose()?,
            subject: self.subject,
            content: self.content,
            happened_at: instant(self.happened_at)?,
            happened_on: self.happened_on,
            minutes: self.minutes,
            place: self.place,
            contacts: people.contacts.remove(&self.id).unwrap_or_default(),
            operators: people.operators.remove(&self.id).unwrap_or_default(),
            next_contact_on: self.next_contact_on,
            next_contact_for: self.next_contact_for,
            custom: BTreeMap::new(),
            custom_personal: BTreeMap::new(),
            version: self.version,
            created_at: instant(self.created_at)?,
            created_by: self.created_by.map(OperatorId),
            updated_at: instant(self.updated_at)?,
        })
    }
}

/// An instant as the store keeps it.
fn instant(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| Code::Corrupt.into())
}

/// Who took part in dealings, by dealing.
#[derive(Debug, Default)]
struct People {
    contacts: HashMap<i64, Vec<ContactId>>,
    operators: HashMap<i64, Vec<OperatorId>>,
}

fn load_people(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<People> {
    let mut people = People::default();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = dealing_contact::table
            .filter(dealing_contact::book_id.eq(book))
            .filter(dealing_contact::dealing_id.eq_any(chunk.to_vec()))
            .order((dealing_contact::dealing_id, dealing_contact::contact_id))
            .select((dealing_contact::dealing_id, dealing_contact::contact_id))
            .load(conn)?;
        for (dealing, contact) in rows {
            people.contacts.entry(dealing).or_default().push(ContactId(contact));
        }
        let rows: Vec<(i64, i64)> = dealing_operator::table
            .filter(dealing_operator::book_id.eq(book))
            .filter(dealing_operator::dealing_id.eq_any(chunk.to_vec()))
            .order((dealing_operator::dealing_id, dealing_operator::operator_id))
            .select((dealing_operator::dealing_id, dealing_operator::operator_id))
            .load(conn)?;
        for (dealing, operator) in rows {
            people.operators.entry(dealing).or_default().push(OperatorId(operator));
        }
    }
    Ok(people)
}

/// The labels of the kinds of dealings, by item.
fn load_kinds(conn: &mut Conn, book: i64, rows: &[DealingRow]) -> Result<BTreeMap<i64, ItemLabel>> {
    let kinds: BTreeSet<i64> = rows.iter().map(|row| row.kind_id).collect();
    dictionaries::load_labels(conn, book, &kinds.into_iter().collect::<Vec<i64>>())
}

/// Rows as records, whole: nothing is masked yet.
pub(crate) fn records(conn: &mut Conn, book: i64, rows: Vec<DealingRow>) -> Result<Vec<Dealing>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut people = load_people(conn, book, &ids)?;
    let kinds = load_kinds(conn, book, &rows)?;
    let record = |row: DealingRow| {
        let kind = kinds.get(&row.kind_id).ok_or(Code::Corrupt)?.code.clone();
        row.record(kind, &mut people)
    };
    let mut dealings = rows.into_iter().map(record).collect::<Result<Vec<Dealing>>>()?;
    custom_fields::give(conn, book, &mut dealings)?;
    Ok(dealings)
}

/// The dealings that a scope covers: those with its customers.
fn within(scope: &Scope) -> dealing::BoxedQuery<'static, MultiBackend> {
    let query = dealing::table.filter(dealing::book_id.eq(scope.book().0)).into_boxed();
    if scope.reach() == Reach::All {
        return query;
    }
    query.filter(dealing::customer_id.eq_any(customers_in_scope(scope)))
}

/// Of these dealings, those that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    keep_by_customer!(conn, scope, ids, dealing)
}

/// The dealings with these ids that a scope covers, by id.
pub(crate) fn load(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<DealingRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let query = within(scope).filter(dealing::id.eq_any(chunk.to_vec()));
        rows.extend(query.select(DealingRow::as_select()).load::<DealingRow>(conn)?);
    }
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// Locks dealings until the transaction ends. Their customers are locked before them.
pub(crate) fn lock(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<DealingRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        // Written out in the call: a row's columns are typed by database.
        let found = load_locked!(
            conn,
            dealing::table
                .filter(dealing::book_id.eq(book))
                .filter(dealing::id.eq_any(chunk))
                .order(dealing::id)
                .select(DealingRow::as_select()),
            DealingRow
        )?;
        rows.extend(found);
    }
    Ok(rows)
}

/// Writes new dealings, with their kinds.
pub(crate) fn insert(conn: &mut Conn, book: i64, dealings: &[(Dealing, i64)]) -> Result<()> {
    let rows: Vec<DealingRow> =
        dealings.iter().map(|(dealing, kind)| DealingRow::of(book, dealing, *kind)).collect();
    insert_all!(conn, dealing::table, &rows[..]);
    insert_people(conn, book, dealings.iter().map(|(dealing, _)| dealing))
}

/// A row of `dealing_contact`.
#[derive(Insertable)]
#[diesel(table_name = dealing_contact, treat_none_as_default_value = false)]
struct ContactRow {
    book_id: i64,
    dealing_id: i64,
    contact_id: i64,
}

/// A row of `dealing_operator`.
#[derive(Insertable)]
#[diesel(table_name = dealing_operator, treat_none_as_default_value = false)]
struct OperatorRow {
    book_id: i64,
    dealing_id: i64,
    operator_id: i64,
}

fn insert_people<'d>(
    conn: &mut Conn,
    book_id: i64,
    dealings: impl Iterator<Item = &'d Dealing>,
) -> Result<()> {
    let (mut contacts, mut operators) = (Vec::new(), Vec::new());
    for dealing in dealings {
        let dealing_id = dealing.id.0;
        let contact = |id: &ContactId| ContactRow { book_id, dealing_id, contact_id: id.0 };
        contacts.extend(dealing.contacts.iter().map(contact));
        let operator = |id: &OperatorId| OperatorRow { book_id, dealing_id, operator_id: id.0 };
        operators.extend(dealing.operators.iter().map(operator));
    }
    insert_all!(conn, dealing_contact::table, &contacts[..]);
    insert_all!(conn, dealing_operator::table, &operators[..]);
    Ok(())
}

/// Writes changed dealings with their kinds; their versions have moved by one since they were
/// loaded.
pub(crate) fn save(conn: &mut Conn, book: i64, dealings: &[(Dealing, i64)]) -> Result<()> {
    for (dealing, kind) in dealings {
        let row = DealingRow::of(book, dealing, *kind);
        let target = dealing::table
            .filter(dealing::book_id.eq(book))
            .filter(dealing::id.eq(row.id))
            .filter(dealing::version.eq(row.version - 1));
        if each!(conn, c => diesel::update(target).set(&row).execute(c))? != 1 {
            return Err(Error::version_conflict("dealing", row.id));
        }
    }
    let ids: Vec<i64> = dealings.iter().map(|(dealing, _)| dealing.id.0).collect();
    delete_people(conn, book, &ids)?;
    insert_people(conn, book, dealings.iter().map(|(dealing, _)| dealing))
}

fn delete_people(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let contacts = dealing_contact::table
            .filter(dealing_contact::book_id.eq(book))
            .filter(dealing_contact::dealing_id.eq_any(chunk.to_vec()));
        diesel::delete(contacts).execute(conn)?;
        let operators = dealing_operator::table
            .filter(dealing_operator::book_id.eq(book))
            .filter(dealing_operator::dealing_id.eq_any(chunk.to_vec()));
        diesel::delete(operators).execute(conn)?;
    }
    Ok(())
}

/// Removes locked dealings.
pub(crate) fn delete(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    delete_people(conn, book, ids)?;
    custom_fields::clear(conn, book, CustomSubject::Dealing, ids)?;
    for chunk in ids.chunks(IN_LIST) {
        let target = dealing::table
            .filter(dealing::book_id.eq(book))
            .filter(dealing::id.eq_any(chunk.to_vec()));
        diesel::delete(target).execute(conn)?;
    }
    Ok(())
}
