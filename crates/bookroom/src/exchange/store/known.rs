//! Finding the customers that rows of files may mean. What the operator may not see neither finds
//! one nor is compared.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use diesel::prelude::*;

use crate::customers::model::CustomerKind;
use crate::customers::rules::{NAME_LIMIT, name_key};
use crate::customers::store as customer_store;
use crate::error::{Code, Result};
use crate::exchange::export::local_time;
use crate::exchange::model::ImportedCustomer;
use crate::exchange::rules::known::{KnownCustomer, KnownCustomers, code_key, tax_key};
use crate::rights::permission::Field;
use crate::rights::permit::{FieldRights, Scope};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{customer, customer_bank_account, customer_channel};
use crate::values::text::{digits, is_storable};

/// By what customers are looked for.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'t> {
    pub(crate) codes: BTreeSet<&'t str>,
    pub(crate) tax_numbers: BTreeSet<&'t str>,
    pub(crate) names: BTreeSet<&'t str>,
    pub(crate) records: BTreeSet<i64>,
    pub(crate) accounts: BTreeSet<&'t str>,
}

impl<'t> Wanted<'t> {
    /// What rows of customers say.
    pub(crate) fn of_rows(rows: &'t [ImportedCustomer]) -> Self {
        Self {
            codes: rows.iter().filter_map(|row| row.customer.code.as_deref()).collect(),
            tax_numbers: rows.iter().filter_map(|row| row.customer.tax_number.as_deref()).collect(),
            names: rows.iter().map(|row| row.customer.name.as_str()).collect(),
            records: rows.iter().filter_map(|row| row.record).collect(),
            accounts: BTreeSet::new(),
        }
    }

    /// Texts that may be a code, a tax number or a name, and bank accounts.
    pub(crate) fn of_texts(texts: &BTreeSet<&'t str>, accounts: BTreeSet<&'t str>) -> Self {
        Self {
            codes: texts.clone(),
            tax_numbers: texts.clone(),
            names: texts.clone(),
            records: BTreeSet::new(),
            accounts,
        }
    }
}

/// How far the operator sees.
#[derive(Debug, Clone)]
pub(crate) struct Sight {
    pub(crate) scope: Scope,
    pub(crate) rights: FieldRights,
    /// The book's offset from UTC in minutes.
    pub(crate) offset: i64,
}

type Row = (
    i64,
    Option<String>,
    Option<String>,
    String,
    Option<String>,
    String,
    i64,
    (bool, bool, Option<i64>),
);

/// Texts that can stand in a query, trimmed. Others name nothing.
fn plain<'t>(texts: &BTreeSet<&'t str>) -> impl Iterator<Item = &'t str> {
    texts.iter().map(|text| text.trim()).filter(|text| is_storable(text))
}

/// The customers within sight that have one of these codes, tax numbers, names (but for width,
/// script and signs), record numbers or bank accounts.
pub(crate) fn load(conn: &mut Conn, wanted: &Wanted<'_>, sight: &Sight) -> Result<KnownCustomers> {
    let Sight { scope, rights, .. } = sight;
    let sees_numbers = rights.can_read(Field::CustomerTaxNumber);
    let columns = (
        customer::id,
        customer::code,
        customer::tax_number,
        customer::name,
        customer::legal_name,
        customer::kind,
        customer::created_at,
        (customer::is_customer, customer::is_supplier, customer::merged_into),
    );
    let mut rows: BTreeMap<i64, Row> = BTreeMap::new();
    macro_rules! take {
        ($keys:expr, $column:expr) => {
            for chunk in $keys.chunks(IN_LIST) {
                let query = customer_store::visible(scope).select(columns);
                let found: Vec<Row> = query.filter($column.eq_any(chunk.to_vec())).load(conn)?;
                rows.extend(found.into_iter().map(|row| (row.0, row)));
            }
        };
    }
    let codes: BTreeSet<String> = plain(&wanted.codes)
        .flat_map(|code| [code.to_owned(), code.to_lowercase(), code.to_uppercase()])
        .collect();
    take!(codes.into_iter().collect::<Vec<_>>(), customer::code);
    let near = load_near(conn, scope, &wanted.codes, &rows)?;
    take!(near, customer::id);
    if sees_numbers {
        let numbers: BTreeSet<String> =
            plain(&wanted.tax_numbers).flat_map(|it| [tax_key(it), it.to_owned()]).collect();
        take!(numbers.into_iter().collect::<Vec<_>>(), customer::tax_number);
    }
    let keys: BTreeSet<String> =
        plain(&wanted.names).map(|name| name_key(name, NAME_LIMIT)).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    take!(keys, customer::name_key);
    take!(keys, customer::legal_name_key);
    let accounts = load_accounts(conn, sight, &wanted.accounts)?;
    let ids: BTreeSet<i64> = wanted.records.iter().chain(accounts.keys()).copied().collect();
    take!(ids.into_iter().collect::<Vec<_>>(), customer::id);
    // Those that were merged away mean who stands for them, as far as that one is seen.
    let stand_ins: Vec<i64> = rows.values().filter_map(|row| row.7.2).collect();
    take!(stand_ins, customer::id);
    let persons = rows.values().filter(|row| row.5 == CustomerKind::Person.slug());
    let persons: Vec<i64> = persons.map(|row| row.0).collect();
    let mut phones = load_phones(conn, sight, &persons)?;
    let mut accounts = accounts;
    let mut known = KnownCustomers::default();
    let mut merged = Vec::new();
    for row in rows.into_values() {
        let (id, merged_into) = (row.0, row.7.2);
        let phones = phones.remove(&id).unwrap_or_default();
        let accounts = accounts.remove(&id).unwrap_or_default();
        let found = known_of(row, sight, (phones, accounts))?;
        match merged_into {
            Some(into) => merged.push((found, into)),
            None => known.add(found),
        }
    }
    merged.into_iter().for_each(|(gone, into)| known.add_merged(gone, into));
    Ok(known)
}

fn known_of(
    row: Row,
    sight: &Sight,
    (phones, accounts): (BTreeSet<String>, BTreeSet<String>),
) -> Result<KnownCustomer> {
    let (id, code, tax_number, name, legal_name, kind, created_at, rest) = row;
    let (is_customer, is_supplier, _) = rest;
    let added_at = DateTime::from_timestamp_micros(created_at).ok_or(Code::Corrupt)?;
    let sees_numbers = sight.rights.can_read(Field::CustomerTaxNumber);
    Ok(KnownCustomer {
        id,
        code,
        tax_number: tax_number.filter(|_| sees_numbers),
        names: std::iter::once(name).chain(legal_name).collect(),
        kind: CustomerKind::from_slug(&kind).ok_or(Code::Corrupt)?,
        is_customer,
        is_supplier,
        added_at: local_time(added_at, sight.offset),
        phones,
        accounts,
    })
}

/// The customers within sight whose codes are nearly those that nobody has.
fn load_near(
    conn: &mut Conn,
    scope: &Scope,
    wanted: &BTreeSet<&str>,
    found: &BTreeMap<i64, Row>,
) -> Result<Vec<i64>> {
    let known: BTreeSet<&str> = found.values().filter_map(|row| row.1.as_deref()).collect();
    // Names are looked for as codes too: most have no digit.
    let may_be = |code: &&str| code.contains(|it: char| it.is_numeric()) && !known.contains(code);
    let keys: BTreeSet<String> = plain(wanted).filter(may_be).map(code_key).collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let all: Vec<(i64, Option<String>)> = customer_store::visible(scope)
        .filter(customer::code.is_not_null())
        .select((customer::id, customer::code))
        .load(conn)?;
    let is_near =
        |code: &Option<String>| code.as_deref().is_some_and(|code| keys.contains(&code_key(code)));
    Ok(all.into_iter().filter(|(_, code)| is_near(code)).map(|(id, _)| id).collect())
}

type Numbers = BTreeMap<i64, BTreeSet<String>>;

/// The digits of the phones of customers.
fn load_phones(conn: &mut Conn, sight: &Sight, ids: &[i64]) -> Result<Numbers> {
    let mut found = Numbers::new();
    if !sight.rights.can_read(Field::CustomerChannels) {
        return Ok(found);
    }
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, String)> = customer_channel::table
            .filter(customer_channel::book_id.eq(sight.scope.book().0))
            .filter(customer_channel::customer_id.eq_any(chunk))
            .filter(customer_channel::kind.eq_any(["phone", "mobile", "fax"]))
            .select((customer_channel::customer_id, customer_channel::value))
            .load(conn)?;
        for (id, value) in rows {
            found.entry(id).or_default().insert(digits(&value));
        }
    }
    Ok(found)
}

/// The customers of the whole book with one of these bank accounts; who is out of sight is left
/// out afterwards. Account numbers are kept as they were typed: all are compared by their digits.
fn load_accounts(conn: &mut Conn, sight: &Sight, wanted: &BTreeSet<&str>) -> Result<Numbers> {
    let mut found = Numbers::new();
    let wanted: BTreeSet<String> = wanted.iter().map(|account| digits(account)).collect();
    if wanted.is_empty() || !sight.rights.can_read(Field::CustomerBanking) {
        return Ok(found);
    }
    let book = sight.scope.book().0;
    let mut rows: Vec<(i64, String)> = customer_bank_account::table
        .filter(customer_bank_account::book_id.eq(book))
        .select((customer_bank_account::customer_id, customer_bank_account::account_number))
        .load(conn)?;
    let billed: Vec<(i64, Option<String>)> = customer::table
        .filter(customer::book_id.eq(book))
        .filter(customer::billing_account.is_not_null())
        .select((customer::id, customer::billing_account))
        .load(conn)?;
    rows.extend(billed.into_iter().filter_map(|(id, account)| Some((id, account?))));
    for (id, account) in rows {
        let key = digits(&account);
        if !key.is_empty() && wanted.contains(&key) {
            found.entry(id).or_default().insert(key);
        }
    }
    Ok(found)
}
