//! Loading and saving contacts within the scope of their customers.

use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};

use super::model::{Contact, ContactFilter, ContactSort, Gender};
use super::rules;
use crate::attachments;
use crate::custom_fields::{self, CustomSubject, OfFields, Values, custom_columns};
use crate::customers::model::{Channel, ChannelKind};
use crate::customers::rules::search::Terms;
use crate::customers::rules::{channel_key, name_key};
use crate::customers::store::{customers_in_scope, instant, keep_by_customer, line, load_visible};
use crate::error::{Error, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::listing::{self, Place, in_order, listed_columns};
use crate::store::locks::load_locked;
use crate::store::schema::{contact, contact_channel, dealing_contact, service_case, task};
use crate::store::texts::has_signs;
use crate::store::{Conn, MultiBackend};
use crate::values::text::SignedText;
use crate::values::unseen::sought;
use crate::values::{Check, ContactId, Currency, CustomerId, Page, PageRequest};

pub(crate) mod present;

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
    pub(crate) gender: Option<String>,
    pub(crate) is_primary: bool,
    pub(crate) note: Option<String>,
    pub(crate) active: bool,
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
            gender: contact.gender.map(|gender| gender.slug().to_owned()),
            is_primary: contact.is_primary,
            note: contact.note.clone(),
            active: contact.active,
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
            gender: self.gender.map(gender).transpose()?,
            is_primary: self.is_primary,
            channels,
            note: self.note,
            custom: Values::new(),
            custom_personal: Values::new(),
            active: self.active,
            version: self.version,
            created_at: instant(self.created_at)?,
            updated_at: instant(self.updated_at)?,
        })
    }
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

/// Of these contacts, those whose customers a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    keep_by_customer!(conn, scope, ids, contact)
}

/// Contacts by id whose customers lie within a scope, ordered by id.
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
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in sorted(ids).chunks(IN_LIST) {
        let found = load_locked!(
            conn,
            contact::table
                .filter(contact::book_id.eq(scope.book().0))
                .filter(contact::id.eq_any(chunk))
                .order(contact::id)
                .select(ContactRow::as_select()),
            ContactRow
        )?;
        rows.extend(found);
    }
    keep_visible(conn, scope, rows)
}

fn keep_visible(
    conn: &mut Conn,
    scope: &Scope,
    mut rows: Vec<ContactRow>,
) -> Result<Vec<ContactRow>> {
    if scope.reach() != Reach::All {
        let customers: Vec<i64> = rows.iter().map(|row| row.customer_id).collect();
        let visible = load_visible(conn, scope, &customers)?;
        rows.retain(|row| visible.contains(&row.customer_id));
    }
    Ok(rows)
}

/// The contacts of these customers, ordered by customer and id.
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
    Ok(contacts)
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

/// Deletes contacts that nothing refers to.
pub(crate) fn delete(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    delete_channels(conn, book, ids)?;
    custom_fields::clear(conn, book, CustomSubject::Contact, ids)?;
    for chunk in ids.chunks(IN_LIST) {
        diesel::delete(
            contact::table
                .filter(contact::book_id.eq(book))
                .filter(contact::id.eq_any(chunk.to_vec())),
        )
        .execute(conn)?;
    }
    Ok(())
}

/// Which of these contacts cases, dealings, tasks or fields of the book's own refer to.
pub(crate) fn find_used(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<HashSet<i64>> {
    let mut used = HashSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<Option<i64>> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::contact_id.eq_any(chunk.to_vec()))
            .select(service_case::contact_id)
            .distinct()
            .load(conn)?;
        used.extend(found.into_iter().flatten());
        let found: Vec<i64> = dealing_contact::table
            .filter(dealing_contact::book_id.eq(book))
            .filter(dealing_contact::contact_id.eq_any(chunk.to_vec()))
            .select(dealing_contact::contact_id)
            .distinct()
            .load(conn)?;
        used.extend(found);
        let found: Vec<Option<i64>> = task::table
            .filter(task::book_id.eq(book))
            .filter(task::contact_id.eq_any(chunk.to_vec()))
            .select(task::contact_id)
            .distinct()
            .load(conn)?;
        used.extend(found.into_iter().flatten());
    }
    used.extend(custom_fields::find_referred(conn, book, CustomSubject::Contact, ids)?);
    used.extend(attachments::find_attached(conn, book, "contact", ids)?);
    Ok(used)
}

/// What a list is cut down to.
pub(crate) struct Conditions {
    /// What a search text is looked for in.
    pub(crate) terms: Option<Terms>,
    /// Conditions on columns.
    pub(crate) on_columns: Vec<listing::Condition<contact::table>>,
    /// What is asked of fields of the book's own.
    pub(crate) of_fields: OfFields,
    /// All other conditions.
    pub(crate) filter: ContactFilter,
}

fn filtered(scope: &Scope, conditions: Conditions) -> contact::BoxedQuery<'static, MultiBackend> {
    let filter = &conditions.filter;
    let book = scope.book().0;
    let mut query = visible(scope);
    if let Some(terms) = &conditions.terms {
        query = query.filter(found_by(book, terms));
    }
    if let Some(customer) = filter.customer {
        query = query.filter(contact::customer_id.eq(customer.0));
    }
    if let Some(role) = &filter.role {
        query = query.filter(contact::role.eq(sought(role)));
    }
    if let Some(is_primary) = filter.is_primary {
        query = query.filter(contact::is_primary.eq(is_primary));
    }
    if let Some(active) = filter.active {
        query = query.filter(contact::active.eq(active));
    }
    for condition in conditions.on_columns {
        query = query.filter(condition);
    }
    for wanted in &conditions.of_fields.wanted {
        query = query.filter(custom::condition(book, wanted));
    }
    query
}

type Condition = Box<dyn BoxableExpression<contact::table, MultiBackend, SqlType = Nullable<Bool>>>;

/// Whether some visible contact's name has the signs of a text.
pub(crate) fn has_name(conn: &mut Conn, scope: &Scope, signs: &SignedText) -> Result<bool> {
    let query = visible(scope).filter(has_signs!(contact::name, contact::name_key, signs));
    let found: Option<i64> = query.select(contact::id).first(conn).optional()?;
    Ok(found.is_some())
}

pub(crate) fn visible(scope: &Scope) -> contact::BoxedQuery<'static, MultiBackend> {
    let query = contact::table.filter(contact::book_id.eq(scope.book().0)).into_boxed();
    if scope.reach() == Reach::All {
        return query;
    }
    query.filter(contact::customer_id.eq_any(customers_in_scope(scope)))
}

fn found_by(book: i64, terms: &Terms) -> Condition {
    let by_name: Condition = match (&terms.signs, &terms.name_key) {
        (Some(signs), _) => Box::new(has_signs!(contact::name, contact::name_key, signs)),
        (None, Some(key)) => Box::new(contact::name_key.like(key.clone()).escape('!').nullable()),
        (None, None) => {
            let name = terms.name.clone().unwrap_or_default();
            Box::new(contact::name.like(name).escape('!').nullable())
        }
    };
    match &terms.contact_channel {
        Some([part, digits]) => {
            let key = contact_channel::value_key;
            let part = key.like(part.clone()).escape('!');
            let by_channel = contact_channel::table
                .filter(contact_channel::book_id.eq(book))
                .filter(part.or(key.like(digits.clone()).escape('!')))
                .select(contact_channel::contact_id);
            Box::new(by_name.or(contact::id.eq_any(by_channel)))
        }
        None => by_name,
    }
}

custom_columns!(contact);

listed_columns! {
    contact, ContactRow, ContactSort {
        Name => required name name_key;
        Customer => required whole customer_id;
        Role => optional text role;
        Title => optional text title;
        IsPrimary => required flag is_primary;
        Active => required flag active;
        CreatedAt => required instant created_at;
        UpdatedAt => required instant updated_at;
    }
}

/// Reads the conditions on columns.
pub(crate) fn on_columns(
    filter: &ContactFilter,
    currency: Currency,
    check: &mut Check,
) -> Vec<listing::Condition<contact::table>> {
    let column = |word: &str| ContactSort::from_slug(word).map(listed);
    let words = ContactSort::words();
    let (wanted, own) = (&filter.conditions, custom_fields::is_custom);
    listing::other_conditions(wanted, currency, &words, own, column, check)
}

/// Rows in an order, after the last one seen.
pub(crate) fn list(
    conn: &mut Conn,
    scope: &Scope,
    conditions: Conditions,
    sort: ContactSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<ContactRow>> {
    let limit = page.rows_to_load()?;
    let book = scope.book().0;
    let own = conditions.of_fields.order.clone();
    let by = own.as_ref().map_or(sort.slug(), |own| own.word.as_str());
    let after = Place::of(page, by, descending)?;
    let query = filtered(scope, conditions);
    let column = own.as_ref().map_or_else(|| listed(sort), |own| custom::order(book, own));
    let query = in_order!(query, column, contact::id, descending, after);
    let rows: Vec<ContactRow> = query.limit(limit).select(ContactRow::as_select()).load(conn)?;
    match &own {
        Some(own) => {
            custom_fields::cut(conn, (book, own), descending, rows, page.limit, |row| row.id)
        }
        None => Ok(Page::cut(rows, page.limit, |row| place(row, sort, descending))),
    }
}

/// How many rows there are.
pub(crate) fn count(conn: &mut Conn, scope: &Scope, conditions: Conditions) -> Result<i64> {
    Ok(filtered(scope, conditions).count().get_result(conn)?)
}
