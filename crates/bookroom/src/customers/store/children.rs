//! What belongs to a customer: classes, channels, addresses, bank accounts, tags. One select or
//! insert per table, however many customers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;
use rust_decimal::Decimal;

use super::rows::{AddressRow, BankRow, ChannelRow, ClassRow, PlanRow, TagRow};
use super::{relations, sharing};
use crate::customers::model::{
    Address, BankAccount, Channel, Collaborator, Customer, CustomerLock, PlannedContact,
};
use crate::customers::rules::classes::{self, LEVEL};
use crate::dictionaries::{self, ItemLabel};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_kept;
use crate::store::schema::{
    customer, customer_address, customer_bank_account, customer_channel, customer_class,
    customer_plan, customer_tag, pool_customer,
};
use crate::values::{CustomerId, PoolId};

/// The ids of dictionary and item by dictionary code and item code.
pub(crate) type ItemIds = BTreeMap<(String, String), (i64, i64)>;

/// Loads the rows of one table for these customers, in the order of the customers and their lines.
macro_rules! load_lines {
    ($conn:expr, $table:ident, $row:ty, $order:expr, $book:expr, $ids:expr) => {{
        let mut rows: Vec<$row> = Vec::new();
        for chunk in $ids.chunks(IN_LIST) {
            let found: Vec<$row> = $table::table
                .filter($table::book_id.eq($book))
                .filter($table::customer_id.eq_any(chunk.to_vec()))
                .order(($table::customer_id, $order))
                .select(<$row>::as_select())
                .load($conn)?;
            rows.extend(found);
        }
        rows
    }};
}

/// What belongs to some customers, by customer.
#[derive(Default)]
pub(crate) struct Children {
    classes: HashMap<i64, BTreeMap<String, String>>,
    channels: HashMap<i64, Vec<Channel>>,
    addresses: HashMap<i64, Vec<Address>>,
    accounts: HashMap<i64, Vec<BankAccount>>,
    tags: HashMap<i64, Vec<String>>,
    pools: BTreeMap<i64, i64>,
    plans: HashMap<i64, PlannedContact>,
    limits: BTreeMap<i64, Decimal>,
    parents: BTreeMap<i64, i64>,
    collaborators: BTreeMap<i64, Vec<Collaborator>>,
    locks: BTreeMap<i64, CustomerLock>,
}

impl Children {
    /// Puts what belongs to a customer into its record.
    pub(crate) fn give(&mut self, customer: &mut Customer) {
        let id = customer.id.0;
        classes::set(customer, self.classes.remove(&id).unwrap_or_default());
        customer.channels = self.channels.remove(&id).unwrap_or_default();
        customer.addresses = self.addresses.remove(&id).unwrap_or_default();
        customer.bank_accounts = self.accounts.remove(&id).unwrap_or_default();
        customer.tags = self.tags.remove(&id).unwrap_or_default();
        customer.pool = self.pools.remove(&id).map(PoolId);
        customer.planned_contact = self.plans.remove(&id);
        customer.credit_limit = self.limits.remove(&id);
        customer.parent = self.parents.remove(&id).map(CustomerId);
        customer.collaborators = self.collaborators.remove(&id).unwrap_or_default();
        customer.lock = self.locks.remove(&id);
    }
}

/// Loads everything that belongs to these customers.
pub(crate) fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Children> {
    let accounts =
        load_lines!(conn, customer_bank_account, BankRow, customer_bank_account::line, book, ids);
    let class_rows = load_class_rows(conn, book, ids)?;
    let banks = accounts.iter().filter_map(|row| row.bank_item_id);
    let items: BTreeSet<i64> = class_rows.iter().map(|row| row.item_id).chain(banks).collect();
    let labels = load_labels(conn, book, items)?;
    let mut children = Children {
        classes: group_classes(class_rows, &labels)?,
        channels: load_channels(conn, book, ids)?,
        addresses: load_addresses(conn, book, ids)?,
        tags: load_tags(conn, book, ids)?,
        pools: pools_of(conn, book, ids)?,
        plans: load_plans(conn, book, ids)?,
        limits: relations::load_amounts(conn, book, ids)?,
        parents: relations::load_parents(conn, book, ids)?,
        collaborators: sharing::load_collaborators(conn, book, ids)?,
        locks: sharing::load_locks(conn, book, ids)?,
        ..Children::default()
    };
    for row in accounts {
        let bank = row.bank_item_id.and_then(|item| labels.get(&item));
        let bank = bank.map(|label| label.code.clone());
        children.accounts.entry(row.customer_id).or_default().push(row.record(bank));
    }
    Ok(children)
}

fn load_labels(
    conn: &mut Conn,
    book: i64,
    items: BTreeSet<i64>,
) -> Result<BTreeMap<i64, ItemLabel>> {
    if items.is_empty() {
        return Ok(BTreeMap::new());
    }
    let items: Vec<i64> = items.into_iter().collect();
    dictionaries::load_labels(conn, book, &items)
}

fn load_class_rows(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<ClassRow>> {
    let by = customer_class::dictionary_id;
    Ok(load_lines!(conn, customer_class, ClassRow, by, book, ids))
}

fn group_classes(
    rows: Vec<ClassRow>,
    labels: &BTreeMap<i64, ItemLabel>,
) -> Result<HashMap<i64, BTreeMap<String, String>>> {
    let mut classes: HashMap<i64, BTreeMap<String, String>> = HashMap::new();
    for row in rows {
        let label = labels.get(&row.item_id);
        let label = label.ok_or_else(|| Error::internal("a class without its dictionary item"))?;
        let of_customer = classes.entry(row.customer_id).or_default();
        of_customer.insert(label.dictionary.clone(), label.code.clone());
    }
    Ok(classes)
}

/// The classification of these customers: dictionary code to item code.
pub(crate) fn load_classes(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<HashMap<i64, BTreeMap<String, String>>> {
    let rows = load_class_rows(conn, book, ids)?;
    let labels = load_labels(conn, book, rows.iter().map(|row| row.item_id).collect())?;
    group_classes(rows, &labels)
}

/// The levels of these customers, by code; the customers are kept as they are until the transaction
/// ends.
pub(crate) fn keep_levels(
    conn: &mut Conn,
    book: i64,
    ids: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, String>> {
    let classes = keep_classes(conn, book, ids)?;
    let level = |(id, mut all): (i64, BTreeMap<String, String>)| Some((id, all.remove(LEVEL)?));
    Ok(classes.into_iter().filter_map(level).collect())
}

/// As [`load_classes`]; the customers are kept as they are until the transaction ends.
pub(crate) fn keep_classes(
    conn: &mut Conn,
    book: i64,
    ids: &BTreeSet<i64>,
) -> Result<HashMap<i64, BTreeMap<String, String>>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    for chunk in ids.chunks(IN_LIST) {
        let query = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk.to_vec()))
            .order(customer::id)
            .select(customer::id);
        load_kept!(conn, query, i64)?;
    }
    load_classes(conn, book, &ids)
}

/// The channels of these customers.
pub(crate) fn load_channels(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<Channel>>> {
    let mut channels: HashMap<i64, Vec<Channel>> = HashMap::new();
    let by = customer_channel::line;
    for row in load_lines!(conn, customer_channel, ChannelRow, by, book, ids) {
        channels.entry(row.customer_id).or_default().push(row.record()?);
    }
    Ok(channels)
}

/// The addresses of these customers.
pub(crate) fn load_addresses(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<Address>>> {
    let mut addresses: HashMap<i64, Vec<Address>> = HashMap::new();
    let by = customer_address::line;
    for row in load_lines!(conn, customer_address, AddressRow, by, book, ids) {
        addresses.entry(row.customer_id).or_default().push(row.record()?);
    }
    Ok(addresses)
}

/// The tags of these customers, sorted.
pub(crate) fn load_tags(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<String>>> {
    let mut tags: HashMap<i64, Vec<String>> = HashMap::new();
    for row in load_lines!(conn, customer_tag, TagRow, customer_tag::tag, book, ids) {
        tags.entry(row.customer_id).or_default().push(row.tag);
    }
    Ok(tags)
}

/// What was planned by hand of the next contacts with these customers.
pub(crate) fn load_plans(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<HashMap<i64, PlannedContact>> {
    let by = customer_plan::planned_at;
    let rows = load_lines!(conn, customer_plan, PlanRow, by, book, ids);
    rows.into_iter().map(|row| Ok((row.customer_id, row.record()?))).collect()
}

/// Writes everything that belongs to new customers, or to customers cleared of it.
pub(crate) fn insert(
    conn: &mut Conn,
    book: i64,
    region: &str,
    customers: &[&Customer],
    items: &ItemIds,
) -> Result<()> {
    let mut classes = Vec::new();
    let mut channels = Vec::new();
    let mut addresses = Vec::new();
    let mut accounts = Vec::new();
    let mut tags = Vec::new();
    let mut plans = Vec::new();
    for customer in customers {
        let key = (book, customer.id.0);
        class_rows(key, customer, items, &mut classes)?;
        let lines = customer.channels.iter().enumerate();
        channels.extend(lines.map(|(index, it)| ChannelRow::of(key, index, it, region)));
        let lines = customer.addresses.iter().enumerate();
        addresses.extend(lines.map(|(index, it)| AddressRow::of(key, index, it)));
        for (index, account) in customer.bank_accounts.iter().enumerate() {
            let bank = account.bank.as_ref();
            let item = bank.map(|bank| item_id(items, classes::BANK, bank)).transpose()?;
            accounts.push(BankRow::of(key, index, account, item.map(|(_, item)| item)));
        }
        tags.extend(customer.tags.iter().map(|tag| tag_row(key, tag)));
        plans.extend(customer.planned_contact.iter().map(|plan| PlanRow::of(key, plan)));
    }
    insert_all!(conn, customer_class::table, &classes[..]);
    insert_all!(conn, customer_channel::table, &channels[..]);
    insert_all!(conn, customer_address::table, &addresses[..]);
    insert_all!(conn, customer_bank_account::table, &accounts[..]);
    insert_all!(conn, customer_tag::table, &tags[..]);
    insert_all!(conn, customer_plan::table, &plans[..]);
    Ok(())
}

/// Deletes the rows of one table for these customers.
macro_rules! delete_lines {
    ($conn:expr, $book:expr, $ids:expr; $($table:ident)*) => {$(
        for chunk in $ids.chunks(IN_LIST) {
            diesel::delete(
                $table::table
                    .filter($table::book_id.eq($book))
                    .filter($table::customer_id.eq_any(chunk.to_vec())),
            )
            .execute($conn)?;
        }
    )*};
}

/// Deletes everything that belongs to these customers, but their contacts.
pub(crate) fn clear(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    delete_lines!(conn, book, ids;
        customer_class customer_channel customer_address customer_bank_account customer_tag
        customer_plan);
    Ok(())
}

/// Writes anew everything that belongs to these customers.
pub(crate) fn replace_parts(
    conn: &mut Conn,
    book: i64,
    region: &str,
    customers: &[&Customer],
    items: &ItemIds,
) -> Result<()> {
    let ids: Vec<i64> = customers.iter().map(|customer| customer.id.0).collect();
    clear(conn, book, &ids)?;
    insert(conn, book, region, customers, items)
}

/// Says anew what is planned by hand of the next contacts with these customers.
pub(crate) fn replace_plans(
    conn: &mut Conn,
    book: i64,
    plans: &[(i64, PlannedContact)],
) -> Result<()> {
    let ids: Vec<i64> = plans.iter().map(|(id, _)| *id).collect();
    delete_lines!(conn, book, ids; customer_plan);
    let rows: Vec<PlanRow> =
        plans.iter().map(|(id, plan)| PlanRow::of((book, *id), plan)).collect();
    insert_all!(conn, customer_plan::table, &rows[..]);
    Ok(())
}

/// Says anew what is planned by hand of the next contact with a customer, or that nothing is.
pub(crate) fn save_plan(
    conn: &mut Conn,
    book: i64,
    customer: i64,
    plan: Option<&PlannedContact>,
) -> Result<()> {
    delete_lines!(conn, book, [customer]; customer_plan);
    let rows: Vec<PlanRow> = plan.iter().map(|it| PlanRow::of((book, customer), it)).collect();
    insert_all!(conn, customer_plan::table, &rows[..]);
    Ok(())
}

/// Gives customers exactly these tags.
pub(crate) fn replace_tags(
    conn: &mut Conn,
    book: i64,
    changed: &[(i64, BTreeSet<String>)],
) -> Result<()> {
    let ids: Vec<i64> = changed.iter().map(|(id, _)| *id).collect();
    delete_lines!(conn, book, ids; customer_tag);
    let rows =
        changed.iter().flat_map(|(id, tags)| tags.iter().map(|tag| tag_row((book, *id), tag)));
    let rows: Vec<TagRow> = rows.collect();
    insert_all!(conn, customer_tag::table, &rows[..]);
    Ok(())
}

fn class_rows(
    (book_id, customer_id): (i64, i64),
    customer: &Customer,
    items: &ItemIds,
    rows: &mut Vec<ClassRow>,
) -> Result<()> {
    for (dictionary, item) in classes::of(customer) {
        let (dictionary_id, item_id) = item_id(items, &dictionary, &item)?;
        rows.push(ClassRow { book_id, customer_id, dictionary_id, item_id });
    }
    Ok(())
}

fn item_id(items: &ItemIds, dictionary: &str, item: &str) -> Result<(i64, i64)> {
    let found = items.get(&(dictionary.to_owned(), item.to_owned()));
    found.copied().ok_or_else(|| Error::internal("a dictionary item was not resolved"))
}

fn tag_row((book_id, customer_id): (i64, i64), tag: &str) -> TagRow {
    TagRow { book_id, customer_id, tag: tag.to_owned() }
}

/// The pools that these customers wait in, by customer.
pub(crate) fn pools_of(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let pairs: Vec<(i64, i64)> = pool_customer::table
            .filter(pool_customer::book_id.eq(book))
            .filter(pool_customer::customer_id.eq_any(chunk.to_vec()))
            .select((pool_customer::customer_id, pool_customer::pool_id))
            .load(conn)?;
        found.extend(pairs);
    }
    Ok(found)
}
