//! Loading and saving contacts within the scope of their customers.

use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::prelude::*;

use super::links;
use super::model::{Contact, DecisionRole, Gender};
use super::rules;
use crate::custom_fields::{self, Values};
use crate::customers::model::{Channel, ChannelKind};
use crate::customers::rules::{channel_key, name_key};
use crate::customers::store::{instant, line, load_visible};
use crate::error::{Error, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_locked;
use crate::store::schema::{contact, contact_channel};
use crate::values::{ContactId, CustomerId};

mod lists;
pub(crate) mod present;
pub(crate) mod superiors;
mod used;

pub(crate) use lists::{Conditions, count, has_name, linked_in, list, on_columns, own_in, visible};
pub(crate) use used::{delete, find_used};

/// A row of `contact`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = contact, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct ContactRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) customer_id: i64,
    pub(crate) name: String,
    pub(crate) name_key: String,
    pub(crate) role: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) decision_role: Option<String>,
    pub(crate) gender: Option<String>,
    pub(crate) is_primary: bool,
    pub(crate) note: Option<String>,
    pub(crate) active: bool,
    pub(crate) merged_into: Option<i64>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ContactRow {
    fn of(book: i64, contact: &Contact) -> Self {
        Self {
            book_id: book,
            id: contact.id.0,
            customer_id: contact.customer.0,
            name: contact.name.clone(),
            name_key: name_key(&contact.name, rules::NAME_LIMIT),
            role: contact.role.clone(),
            title: contact.title.clone(),
            decision_role: contact.decision_role.map(|role| role.slug().to_owned()),
            gender: contact.gender.map(|gender| gender.slug().to_owned()),
            is_primary: contact.is_primary,
            note: contact.note.clone(),
            active: contact.active,
            merged_into: contact.merged_into.map(i64::from),
            version: contact.version,
            created_at: contact.created_at.timestamp_micros(),
            updated_at: contact.updated_at.timestamp_micros(),
        }
    }

    fn record(self, channels: Vec<Channel>) -> Result<Contact> {
        let gender =
            |word: String| Gender::from_slug(&word).ok_or_else(|| Error::corrupt("gender"));
        Ok(Contact {
            id: ContactId(self.id),
            customer: CustomerId(self.customer_id),
            name: self.name,
            role: self.role,
            title: self.title,
            decision_role: decision_role(self.decision_role)?,
            superior: None,
            gender: self.gender.map(gender).transpose()?,
            is_primary: self.is_primary,
            channels,
            note: self.note,
            custom: Values::new(),
            custom_personal: Values::new(),
            active: self.active,
            merged_into: self.merged_into.map(ContactId),
            links: Vec::new(),
            version: self.version,
            created_at: instant(self.created_at)?,
            updated_at: instant(self.updated_at)?,
        })
    }
}

/// What the word of a person counts for, as the store keeps it.
pub(super) fn decision_role(word: Option<String>) -> Result<Option<DecisionRole>> {
    let read = |word: String| {
        DecisionRole::from_slug(&word).ok_or_else(|| Error::corrupt("decision_role"))
    };
    word.map(read).transpose()
}

/// A row of `contact_channel`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = contact_channel, treat_none_as_default_value = false)]
struct ChannelRow {
    book_id: i64,
    contact_id: i64,
    line: i64,
    kind: String,
    label: Option<String>,
    value: String,
    value_key: String,
}

/// Of these contacts, those that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut kept = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let within = visible(scope).filter(contact::id.eq_any(chunk.to_vec())).select(contact::id);
        kept.extend(within.load::<i64>(conn)?);
    }
    Ok(kept)
}

/// Contacts by id within a scope, ordered by id: one of reading covers them by any of the customers
/// where they stand, one of writing by their own.
pub(crate) fn load_rows(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<ContactRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in sorted(ids).chunks(IN_LIST) {
        let found: Vec<ContactRow> = contact::table
            .filter(contact::book_id.eq(scope.book().0))
            .filter(contact::id.eq_any(chunk.to_vec()))
            .order(contact::id)
            .select(ContactRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    keep_visible(conn, scope, rows)
}

/// As [`load_rows`], and locks them until the transaction ends, in the order of their ids.
pub(crate) fn lock_rows(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<ContactRow>> {
    let rows = lock_all_rows(conn, scope.book().0, ids)?;
    keep_visible(conn, scope, rows)
}

fn keep_visible(
    conn: &mut Conn,
    scope: &Scope,
    mut rows: Vec<ContactRow>,
) -> Result<Vec<ContactRow>> {
    if scope.reach() == Reach::All {
        return Ok(rows);
    }
    let customers: Vec<i64> = rows.iter().map(|row| row.customer_id).collect();
    let own = load_visible(conn, scope, &customers)?;
    let others = rows.iter().filter(|row| !own.contains(&row.customer_id)).map(|row| row.id);
    let others: Vec<i64> = others.collect();
    let linked: HashSet<i64> = match links::store::is_read(scope) {
        true => links::store::visible_of(conn, scope, &others)?
            .into_iter()
            .map(|link| link.contact.0)
            .collect(),
        false => HashSet::new(),
    };
    rows.retain(|row| own.contains(&row.customer_id) || linked.contains(&row.id));
    Ok(rows)
}

/// The own contacts of these customers, ordered by customer and id.
pub(crate) fn load_rows_of(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
) -> Result<Vec<ContactRow>> {
    let mut rows = Vec::new();
    for chunk in sorted(customers).chunks(IN_LIST) {
        let found: Vec<ContactRow> = contact::table
            .filter(contact::book_id.eq(book))
            .filter(contact::customer_id.eq_any(chunk.to_vec()))
            .order((contact::customer_id, contact::id))
            .select(ContactRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    Ok(rows)
}

/// Contacts by id, whoever sees them, locked in that order.
pub(crate) fn lock_all_rows(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<ContactRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in sorted(ids).chunks(IN_LIST) {
        let found = load_locked!(
            conn,
            contact::table
                .filter(contact::book_id.eq(book))
                .filter(contact::id.eq_any(chunk))
                .order(contact::id)
                .select(ContactRow::as_select()),
            ContactRow
        )?;
        rows.extend(found);
    }
    Ok(rows)
}

/// As [`load_rows_of`], and locks them until the transaction ends.
pub(crate) fn lock_rows_of(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
) -> Result<Vec<ContactRow>> {
    let mut rows = Vec::new();
    for chunk in sorted(customers).chunks(IN_LIST) {
        let found = load_locked!(
            conn,
            contact::table
                .filter(contact::book_id.eq(book))
                .filter(contact::customer_id.eq_any(chunk))
                .order((contact::customer_id, contact::id))
                .select(ContactRow::as_select()),
            ContactRow
        )?;
        rows.extend(found);
    }
    Ok(rows)
}

fn sorted(ids: &[i64]) -> Vec<i64> {
    ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
}

/// The records of rows, in their order; nothing is masked yet.
pub(crate) fn complete(conn: &mut Conn, rows: Vec<ContactRow>) -> Result<Vec<Contact>> {
    let Some(book) = rows.first().map(|row| row.book_id) else { return Ok(Vec::new()) };
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut channels: HashMap<i64, Vec<Channel>> = HashMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<ChannelRow> = contact_channel::table
            .filter(contact_channel::book_id.eq(book))
            .filter(contact_channel::contact_id.eq_any(chunk.to_vec()))
            .order((contact_channel::contact_id, contact_channel::line))
            .select(ChannelRow::as_select())
            .load(conn)?;
        for row in found {
            let kind =
                ChannelKind::from_slug(&row.kind).ok_or_else(|| Error::corrupt("channels.kind"))?;
            let channel = Channel { kind, label: row.label, value: row.value };
            channels.entry(row.contact_id).or_default().push(channel);
        }
    }
    let record = |row: ContactRow| {
        let channels = channels.remove(&row.id).unwrap_or_default();
        row.record(channels)
    };
    let mut contacts = rows.into_iter().map(record).collect::<Result<Vec<Contact>>>()?;
    custom_fields::give(conn, book, &mut contacts)?;
    superiors::give(conn, book, &mut contacts)?;
    Ok(contacts)
}

/// Puts the further places that a scope covers into records.
pub(crate) fn give_links(conn: &mut Conn, scope: &Scope, contacts: &mut [Contact]) -> Result<()> {
    let ids: Vec<i64> = contacts.iter().map(|contact| contact.id.0).collect();
    let mut found: HashMap<ContactId, Vec<_>> = HashMap::new();
    for link in links::store::visible_of(conn, scope, &ids)? {
        found.entry(link.contact).or_default().push(link);
    }
    for contact in contacts {
        contact.links = found.remove(&contact.id).unwrap_or_default();
    }
    Ok(())
}

/// Writes new contacts.
pub(crate) fn insert(
    conn: &mut Conn,
    book: i64,
    region: &str,
    contacts: &[&Contact],
) -> Result<()> {
    let rows: Vec<ContactRow> =
        contacts.iter().map(|contact| ContactRow::of(book, contact)).collect();
    insert_all!(conn, contact::table, &rows[..]);
    let pairs: Vec<_> = contacts.iter().map(|contact| (None, *contact)).collect();
    custom_fields::save(conn, book, &pairs)?;
    superiors::save(conn, book, contacts)?;
    insert_channels(conn, book, region, contacts)
}

fn insert_channels(conn: &mut Conn, book: i64, region: &str, contacts: &[&Contact]) -> Result<()> {
    let mut rows = Vec::new();
    for contact in contacts {
        for (index, channel) in contact.channels.iter().enumerate() {
            rows.push(ChannelRow {
                book_id: book,
                contact_id: contact.id.0,
                line: line(index),
                kind: channel.kind.slug().to_owned(),
                label: channel.label.clone(),
                value: channel.value.clone(),
                value_key: channel_key(channel, region),
            });
        }
    }
    insert_all!(conn, contact_channel::table, &rows[..]);
    Ok(())
}

/// Writes changed contacts, whose versions have moved by one since they were loaded; those marked
/// get their channels anew.
pub(crate) fn save(
    conn: &mut Conn,
    book: i64,
    region: &str,
    contacts: &[(bool, &Contact)],
) -> Result<()> {
    for (_, changed) in contacts {
        let row = ContactRow::of(book, changed);
        let target = contact::table
            .filter(contact::book_id.eq(book))
            .filter(contact::id.eq(row.id))
            .filter(contact::version.eq(row.version - 1));
        if each!(conn, c => diesel::update(target).set(&row).execute(c))? != 1 {
            return Err(Error::version_conflict("contact", row.id));
        }
    }
    let rechannelled: Vec<&Contact> =
        contacts.iter().filter(|(channels, _)| *channels).map(|(_, contact)| *contact).collect();
    let ids: Vec<i64> = rechannelled.iter().map(|contact| contact.id.0).collect();
    delete_channels(conn, book, &ids)?;
    insert_channels(conn, book, region, &rechannelled)
}

fn delete_channels(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        diesel::delete(
            contact_channel::table
                .filter(contact_channel::book_id.eq(book))
                .filter(contact_channel::contact_id.eq_any(chunk.to_vec())),
        )
        .execute(conn)?;
    }
    Ok(())
}
