//! Rows of further places of contacts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::ContactLink;
use super::rules::Image;
use crate::customers::contacts::store::decision_role;
use crate::customers::store::{customers_in_scope, instant, keep_by_customer};
use crate::error::{Error, Result};
use crate::log::fold;
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::{load_kept, load_locked};
use crate::store::schema::{contact, contact_link, dealing, dealing_contact, service_case};
use crate::values::{ContactId, ContactLinkId, CustomerId};
use crate::work::{BookInfo, Live, Present, ids_of};

/// A row of `contact_link`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = contact_link, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
struct LinkRow {
    book_id: i64,
    id: i64,
    contact_id: i64,
    customer_id: i64,
    role: Option<String>,
    title: Option<String>,
    decision_role: Option<String>,
    is_primary: bool,
    left_on: Option<NaiveDate>,
    version: i64,
    created_at: i64,
    updated_at: i64,
}

impl LinkRow {
    fn of(book: i64, link: &ContactLink) -> Self {
        Self {
            book_id: book,
            id: link.id.0,
            contact_id: link.contact.0,
            customer_id: link.customer.0,
            role: link.role.clone(),
            title: link.title.clone(),
            decision_role: link.decision_role.map(|role| role.slug().to_owned()),
            is_primary: link.is_primary,
            left_on: link.left_on,
            version: link.version,
            created_at: link.created_at.timestamp_micros(),
            updated_at: link.updated_at.timestamp_micros(),
        }
    }

    fn record(self) -> Result<ContactLink> {
        Ok(ContactLink {
            id: ContactLinkId(self.id),
            contact: ContactId(self.contact_id),
            customer: CustomerId(self.customer_id),
            role: self.role,
            title: self.title,
            decision_role: decision_role(self.decision_role)?,
            is_primary: self.is_primary,
            left_on: self.left_on,
            version: self.version,
            created_at: instant(self.created_at)?,
            updated_at: instant(self.updated_at)?,
        })
    }
}

fn records(rows: Vec<LinkRow>) -> Result<Vec<ContactLink>> {
    rows.into_iter().map(LinkRow::record).collect()
}

/// Whether a scope is one of reading: a contact is then within it by any of its customers. Who
/// writes must reach the contact's own one.
pub(crate) fn is_read(scope: &Scope) -> bool {
    scope.with_shared() == Some(false)
}

/// The links of these contacts at customers that a scope covers, by contact and customer.
pub(crate) fn visible_of(
    conn: &mut Conn,
    scope: &Scope,
    contacts: &[i64],
) -> Result<Vec<ContactLink>> {
    let mut found = Vec::new();
    for chunk in contacts.chunks(IN_LIST) {
        let mut query = contact_link::table
            .filter(contact_link::book_id.eq(scope.book().0))
            .filter(contact_link::contact_id.eq_any(chunk.to_vec()))
            .order((contact_link::contact_id, contact_link::customer_id))
            .into_boxed();
        if scope.reach() != Reach::All {
            query = query.filter(contact_link::customer_id.eq_any(customers_in_scope(scope)));
        }
        found.extend(records(query.select(LinkRow::as_select()).load(conn)?)?);
    }
    Ok(found)
}

/// One link, when a scope covers its customer.
pub(crate) fn load_visible(conn: &mut Conn, scope: &Scope, id: i64) -> Result<Option<ContactLink>> {
    let mut query = contact_link::table
        .filter(contact_link::book_id.eq(scope.book().0))
        .filter(contact_link::id.eq(id))
        .into_boxed();
    if scope.reach() != Reach::All {
        query = query.filter(contact_link::customer_id.eq_any(customers_in_scope(scope)));
    }
    let row: Option<LinkRow> = query.select(LinkRow::as_select()).first(conn).optional()?;
    row.map(LinkRow::record).transpose()
}

/// The links of these contacts, whoever sees them.
pub(crate) fn of_contacts(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<ContactLink>> {
    let mut found = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<LinkRow> = contact_link::table
            .filter(contact_link::book_id.eq(book))
            .filter(contact_link::contact_id.eq_any(chunk.to_vec()))
            .order((contact_link::contact_id, contact_link::customer_id))
            .select(LinkRow::as_select())
            .load(conn)?;
        found.extend(records(rows)?);
    }
    Ok(found)
}

/// The links at these customers, by customer and contact. Who has locked the customers keeps them.
pub(crate) fn of_customers(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
) -> Result<Vec<ContactLink>> {
    let mut found = Vec::new();
    for chunk in customers.chunks(IN_LIST) {
        let rows: Vec<LinkRow> = contact_link::table
            .filter(contact_link::book_id.eq(book))
            .filter(contact_link::customer_id.eq_any(chunk.to_vec()))
            .order((contact_link::customer_id, contact_link::contact_id))
            .select(LinkRow::as_select())
            .load(conn)?;
        found.extend(records(rows)?);
    }
    Ok(found)
}

/// The customers of these links, by link.
pub(crate) fn customers_of(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = contact_link::table
            .filter(contact_link::book_id.eq(book))
            .filter(contact_link::id.eq_any(chunk.to_vec()))
            .select((contact_link::id, contact_link::customer_id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Links by id, locked in that order.
pub(crate) fn lock(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<ContactLink>> {
    let ids: Vec<i64> = ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows = load_locked!(
            conn,
            contact_link::table
                .filter(contact_link::book_id.eq(book))
                .filter(contact_link::id.eq_any(chunk))
                .order(contact_link::id)
                .select(LinkRow::as_select()),
            LinkRow
        )?;
        found.extend(records(rows)?);
    }
    Ok(found)
}

/// Of these links, those at customers that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    keep_by_customer!(conn, scope, ids, contact_link)
}

/// The customers at which these contacts stand, their own one and all others. They stand there
/// until the transaction ends.
pub(crate) fn keep_places(
    conn: &mut Conn,
    book: i64,
    contacts: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, BTreeSet<i64>>> {
    let contacts: Vec<i64> = contacts.iter().copied().collect();
    let mut places: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for chunk in contacts.chunks(IN_LIST) {
        let own = contact::table
            .filter(contact::book_id.eq(book))
            .filter(contact::id.eq_any(chunk))
            .order(contact::id)
            .select((contact::id, contact::customer_id));
        let own = load_kept!(conn, own, (i64, i64))?;
        let further = contact_link::table
            .filter(contact_link::book_id.eq(book))
            .filter(contact_link::contact_id.eq_any(chunk))
            .order(contact_link::id)
            .select((contact_link::contact_id, contact_link::customer_id));
        let further = load_kept!(conn, further, (i64, i64))?;
        for (contact, customer) in own.into_iter().chain(further) {
            places.entry(contact).or_default().insert(customer);
        }
    }
    Ok(places)
}

/// Writes new links.
pub(crate) fn insert(conn: &mut Conn, book: i64, links: &[ContactLink]) -> Result<()> {
    let rows: Vec<LinkRow> = links.iter().map(|link| LinkRow::of(book, link)).collect();
    insert_all!(conn, contact_link::table, &rows[..]);
    Ok(())
}

/// Writes changed links, whose versions have moved by one since they were loaded.
pub(crate) fn save(conn: &mut Conn, book: i64, links: &[&ContactLink]) -> Result<()> {
    for link in links {
        let row = LinkRow::of(book, link);
        let target = contact_link::table
            .filter(contact_link::book_id.eq(book))
            .filter(contact_link::id.eq(row.id))
            .filter(contact_link::version.eq(row.version - 1));
        if each!(conn, c => diesel::update(target).set(&row).execute(c))? != 1 {
            return Err(Error::version_conflict("contact_link", row.id));
        }
    }
    Ok(())
}

/// Deletes links.
pub(crate) fn delete(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = contact_link::table
            .filter(contact_link::book_id.eq(book))
            .filter(contact_link::id.eq_any(chunk.to_vec()));
        diesel::delete(target).execute(conn)?;
    }
    Ok(())
}

/// Of these links, those whose customer has cases or dealings that name the contact.
pub(crate) fn find_used(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeSet<i64>> {
    let mut used = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let of_case = service_case::book_id
            .eq(contact_link::book_id)
            .and(service_case::contact_id.eq(contact_link::contact_id.nullable()))
            .and(service_case::customer_id.eq(contact_link::customer_id.nullable()));
        let by_case: Vec<i64> = contact_link::table
            .inner_join(service_case::table.on(of_case))
            .filter(contact_link::book_id.eq(book))
            .filter(contact_link::id.eq_any(chunk.to_vec()))
            .select(contact_link::id)
            .distinct()
            .load(conn)?;
        used.extend(by_case);
        let of_contact = dealing_contact::book_id
            .eq(contact_link::book_id)
            .and(dealing_contact::contact_id.eq(contact_link::contact_id));
        let of_dealing = dealing::book_id
            .eq(dealing_contact::book_id)
            .and(dealing::id.eq(dealing_contact::dealing_id))
            .and(dealing::customer_id.eq(contact_link::customer_id));
        let by_dealing: Vec<i64> = contact_link::table
            .inner_join(dealing_contact::table.on(of_contact))
            .inner_join(dealing::table.on(of_dealing))
            .filter(contact_link::book_id.eq(book))
            .filter(contact_link::id.eq_any(chunk.to_vec()))
            .select(contact_link::id)
            .distinct()
            .load(conn)?;
        used.extend(by_dealing);
    }
    Ok(used)
}

/// See [`crate::work::Card`].
pub(crate) const LINK: Present = Present {
    kind: "contact_link",
    stamps: &["version", "created_at", "updated_at"],
    ids: ids_of!(contact_link),
    load: present,
    ..Present::PLAIN
};

fn present(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut live = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<LinkRow> = contact_link::table
            .filter(contact_link::book_id.eq(book.id.0))
            .filter(contact_link::id.eq_any(chunk))
            .order(contact_link::id)
            .select(LinkRow::as_select())
            .load(conn)?;
        for row in rows {
            let stamps = [
                ("version", row.version.into()),
                ("created_at", fold::instant(row.created_at)),
                ("updated_at", fold::instant(row.updated_at)),
            ];
            let mut one = Live::of(row.id, &Image::of(&row.record()?))?;
            one.image.extend(stamps.map(|(name, value)| (name.to_owned(), value)));
            live.push(one);
        }
    }
    Ok(live)
}
