//! Loading what is compared of customers and contacts, and which of them were set apart.

pub(crate) mod apart;
pub(crate) mod contacts_apart;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;

use super::rules::Compared;
use crate::customers::contacts::store as contact_store;
use crate::customers::model::{Address, ChannelKind, CustomerKind};
use crate::customers::store::{self as customer_store, visible};
use crate::error::{Error, Result};
use crate::index::{self, Class, Span};
use crate::rights::permission::Field;
use crate::rights::permit::{FieldRights, Scope};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    contact, contact_channel, contact_link, customer, customer_bank_account, customer_channel,
};

/// How many customers or contacts are loaded at once.
pub(crate) const PAGE: i64 = 2_000;
/// The most records that one piece of a name looks up.
const LOOKED_UP: usize = 200;

/// What is told of a record that was compared.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) id: i64,
    pub(crate) version: i64,
    pub(crate) code: Option<String>,
    pub(crate) kind: CustomerKind,
    pub(crate) name: String,
    pub(crate) owner: Option<i64>,
    /// Of contacts whose they are.
    pub(crate) customer: i64,
    /// Of customers that were merged away, who stands for them.
    pub(crate) merged_into: Option<i64>,
}

/// A record with what is compared of it.
pub(crate) type Known = (Head, Compared);

type Row = (
    i64,
    i64,
    Option<String>,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<i64>,
    Option<i64>,
);

macro_rules! columns {
    () => {
        (
            customer::id,
            customer::version,
            customer::code,
            customer::kind,
            customer::name,
            customer::legal_name,
            customer::tax_number,
            customer::billing_title,
            customer::billing_account,
            customer::owner_id,
            customer::merged_into,
        )
    };
}

/// The next customers within a scope after an id, but those that were merged away.
pub(crate) fn page(
    conn: &mut Conn,
    scope: &Scope,
    fields: &FieldRights,
    (after, inactive): (i64, bool),
) -> Result<Vec<Known>> {
    let mut query = visible(scope)
        .filter(customer::merged_into.is_null())
        .filter(customer::id.gt(after))
        .order(customer::id)
        .limit(PAGE);
    if !inactive {
        query = query.filter(customer::active.eq(true));
    }
    let rows: Vec<Row> = query.select(columns!()).load(conn)?;
    complete(conn, scope.book().0, fields, rows)
}

/// Customers within a scope by id, also those that were merged away.
pub(crate) fn load(
    conn: &mut Conn,
    scope: &Scope,
    fields: &FieldRights,
    ids: &BTreeSet<i64>,
) -> Result<Vec<Known>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut rows: Vec<Row> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let query = visible(scope).filter(customer::id.eq_any(chunk.to_vec()));
        rows.extend(query.order(customer::id).select(columns!()).load::<Row>(conn)?);
    }
    complete(conn, scope.book().0, fields, rows)
}

fn complete(
    conn: &mut Conn,
    book: i64,
    fields: &FieldRights,
    rows: Vec<Row>,
) -> Result<Vec<Known>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let may = |field| fields.can_read(field);
    let mut channels = Channels::new();
    if may(Field::CustomerChannels) {
        load_channels(conn, book, &ids, &mut channels)?;
    }
    if may(Field::ContactChannels) {
        load_channels_of_contacts(conn, book, &ids, &mut channels)?;
    }
    let mut addresses: HashMap<i64, Vec<Address>> = HashMap::new();
    if may(Field::CustomerAddresses) {
        addresses = customer_store::load_addresses(conn, book, &ids)?;
    }
    let with_banking = may(Field::CustomerBanking);
    let mut accounts: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST).filter(|_| with_banking) {
        let found: Vec<(i64, String)> = customer_bank_account::table
            .filter(customer_bank_account::book_id.eq(book))
            .filter(customer_bank_account::customer_id.eq_any(chunk))
            .order((customer_bank_account::customer_id, customer_bank_account::line))
            .select((customer_bank_account::customer_id, customer_bank_account::account_number))
            .load(conn)?;
        found.into_iter().for_each(|(id, number)| accounts.entry(id).or_default().push(number));
    }
    let with_tax = may(Field::CustomerTaxNumber);
    let known = |row: Row| {
        let (id, version, code, kind, name, legal, tax, title, account, owner, merged_into) = row;
        let kind = CustomerKind::from_slug(&kind)
            .ok_or_else(|| Error::corrupt_at("customer", "kind", id))?;
        let (phones, mails) = channels.remove(&id).unwrap_or_default();
        let billed = [title, account].map(|it| it.filter(|_| with_banking));
        let [title, account] = billed;
        let mut accounts = accounts.remove(&id).unwrap_or_default();
        accounts.extend(account);
        let compared = Compared {
            is_person: kind == CustomerKind::Person,
            names: [Some(name.clone()), legal, title].into_iter().flatten().collect(),
            tax_number: tax.filter(|_| with_tax),
            phones,
            mails,
            accounts,
            addresses: addresses.remove(&id).unwrap_or_default(),
            customer: None,
        };
        let head = Head { id, version, code, kind, name, owner, customer: id, merged_into };
        Ok((head, compared))
    };
    rows.into_iter().map(known).collect()
}

/// Keys of phones, and mail addresses, by record.
type Channels = HashMap<i64, (Vec<String>, Vec<String>)>;

fn add_channels(rows: Vec<(i64, String, String)>, channels: &mut Channels) {
    for (id, kind, key) in rows {
        let Some(kind) = ChannelKind::from_slug(&kind) else { continue };
        let (phones, mails) = channels.entry(id).or_default();
        match kind {
            ChannelKind::Phone | ChannelKind::Mobile => phones.push(key),
            ChannelKind::Email => mails.push(key),
            _ => {}
        }
    }
}

fn load_channels(conn: &mut Conn, book: i64, ids: &[i64], channels: &mut Channels) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let rows = customer_channel::table
            .filter(customer_channel::book_id.eq(book))
            .filter(customer_channel::customer_id.eq_any(chunk))
            .order((customer_channel::customer_id, customer_channel::line))
            .select((
                customer_channel::customer_id,
                customer_channel::kind,
                customer_channel::value_key,
            ))
            .load(conn)?;
        add_channels(rows, channels);
    }
    Ok(())
}

fn load_channels_of_contacts(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
    channels: &mut Channels,
) -> Result<()> {
    for chunk in customers.chunks(IN_LIST) {
        let of_contact = contact_channel::book_id
            .eq(contact::book_id)
            .and(contact_channel::contact_id.eq(contact::id));
        let rows = contact::table
            .inner_join(contact_channel::table.on(of_contact))
            .filter(contact::book_id.eq(book))
            .filter(contact::customer_id.eq_any(chunk))
            .order((contact::id, contact_channel::line))
            .select((contact::customer_id, contact_channel::kind, contact_channel::value_key))
            .load(conn)?;
        add_channels(rows, channels);
    }
    Ok(())
}

/// The next contacts within a scope after an id.
pub(crate) fn page_of_contacts(
    conn: &mut Conn,
    scope: &Scope,
    fields: &FieldRights,
    (after, inactive, customer): (i64, bool, Option<i64>),
) -> Result<Vec<(Head, Compared, Option<String>)>> {
    let book = scope.book().0;
    let mut query =
        contact_store::visible(scope).filter(contact::id.gt(after)).order(contact::id).limit(PAGE);
    query = query.filter(contact::merged_into.is_null());
    if !inactive {
        query = query.filter(contact::active.eq(true));
    }
    if let Some(customer) = customer {
        let linked = contact_link::table
            .filter(contact_link::book_id.eq(book))
            .filter(contact_link::customer_id.eq(customer))
            .select(contact_link::contact_id);
        query = query.filter(contact::customer_id.eq(customer).or(contact::id.eq_any(linked)));
    }
    type Contact = (i64, i64, i64, String, Option<String>);
    let rows: Vec<Contact> = query
        .select((
            contact::id,
            contact::version,
            contact::customer_id,
            contact::name,
            contact::title,
        ))
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let mut channels = Channels::new();
    for chunk in ids.chunks(IN_LIST).filter(|_| fields.can_read(Field::ContactChannels)) {
        let rows = contact_channel::table
            .filter(contact_channel::book_id.eq(book))
            .filter(contact_channel::contact_id.eq_any(chunk))
            .order((contact_channel::contact_id, contact_channel::line))
            .select((
                contact_channel::contact_id,
                contact_channel::kind,
                contact_channel::value_key,
            ))
            .load(conn)?;
        add_channels(rows, &mut channels);
    }
    let known = |(id, version, customer, name, title): Contact| {
        let (phones, mails) = channels.remove(&id).unwrap_or_default();
        let compared = Compared {
            is_person: true,
            names: vec![name.clone()],
            phones,
            mails,
            customer: Some(customer),
            ..Compared::default()
        };
        let (code, kind, owner, merged_into) = (None, CustomerKind::Person, None, None);
        let head = Head { id, version, code, kind, name, owner, customer, merged_into };
        (head, compared, title)
    };
    Ok(rows.into_iter().map(known).collect())
}

/// What records are looked up by, of some that are not in the book yet.
#[derive(Default)]
pub(crate) struct Sought {
    /// Tax numbers.
    pub(crate) tax_numbers: BTreeSet<String>,
    /// Keys of phones, and mail addresses.
    pub(crate) channels: BTreeSet<String>,
    /// Folded names.
    pub(crate) names: BTreeSet<String>,
    /// Pieces of names, folded, as the index of the search has them.
    pub(crate) pieces: BTreeSet<Vec<char>>,
    /// Initials of names as they are read.
    pub(crate) initials: BTreeSet<Vec<char>>,
}

/// The customers of the whole book that have any of it. Who asks is told of those in scope only.
pub(crate) fn candidates(
    conn: &mut Conn,
    book: i64,
    fields: &FieldRights,
    sought: &Sought,
) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    let list = |keys: &BTreeSet<String>| keys.iter().cloned().collect::<Vec<String>>();
    for chunk in list(&sought.tax_numbers).chunks(IN_LIST) {
        let by_tax = customer::tax_number.eq_any(chunk.to_vec());
        let rows = customer::table.filter(customer::book_id.eq(book)).filter(by_tax);
        found.extend(rows.select(customer::id).load::<i64>(conn)?);
    }
    for chunk in list(&sought.names).chunks(IN_LIST) {
        let all = || customer::table.filter(customer::book_id.eq(book)).select(customer::id);
        let by_name = all().filter(customer::name_key.eq_any(chunk.to_vec()));
        found.extend(by_name.load::<i64>(conn)?);
        let by_legal = all().filter(customer::legal_name_key.eq_any(chunk.to_vec()));
        found.extend(by_legal.load::<i64>(conn)?);
    }
    for chunk in list(&sought.channels).chunks(IN_LIST) {
        if fields.can_read(Field::CustomerChannels) {
            let rows = customer_channel::table
                .filter(customer_channel::book_id.eq(book))
                .filter(customer_channel::value_key.eq_any(chunk.to_vec()))
                .select(customer_channel::customer_id);
            found.extend(rows.load::<i64>(conn)?);
        }
        if fields.can_read(Field::ContactChannels) {
            let of_contact = contact::book_id
                .eq(contact_channel::book_id)
                .and(contact::id.eq(contact_channel::contact_id));
            let rows = contact_channel::table
                .inner_join(contact::table.on(of_contact))
                .filter(contact_channel::book_id.eq(book))
                .filter(contact_channel::value_key.eq_any(chunk.to_vec()))
                .select(contact::customer_id);
            found.extend(rows.load::<i64>(conn)?);
        }
    }
    let kind = customer_store::searched::CUSTOMER.code;
    let mut spans: Vec<Span> =
        sought.pieces.iter().map(|it| index::span_of(kind, Class::Open, it, 0)).collect();
    for initials in &sought.initials {
        let way = index::ways(initials).into_iter().next();
        spans.extend(way.map(|way| index::Reading::span(kind, &way)));
    }
    for span in spans {
        let page = index::page_of(conn, book, &span, None, LOOKED_UP)?;
        found.extend(page.into_iter().map(|(_, id)| id));
    }
    Ok(found)
}
