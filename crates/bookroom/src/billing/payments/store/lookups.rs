//! What recording a payment refers to: methods, money accounts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::dictionaries::{ResolvedItem, load_labels, resolve_kept};
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::account;

/// The dictionary of methods.
const METHODS: &str = "payment_method";

/// A method that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Method {
    /// Its code.
    pub(crate) code: String,
    /// Whether it may still be chosen.
    pub(crate) active: bool,
}

/// Finds methods by code or label. Unknown ones are absent.
pub(crate) fn load_methods(
    conn: &mut Conn,
    book: i64,
    today: NaiveDate,
    texts: &[String],
) -> Result<BTreeMap<String, Method>> {
    let wanted: Vec<(String, String)> =
        texts.iter().map(|text| (METHODS.to_owned(), text.clone())).collect();
    let found = resolve_kept(conn, book, today, &wanted)?;
    let ids: Vec<i64> = found.values().map(|item| item.id).collect();
    let labels = load_labels(conn, book, &ids)?;
    let method = |((_, text), item): (_, ResolvedItem)| {
        let code = labels.get(&item.id)?.code.clone();
        Some((text, Method { code, active: item.active }))
    };
    Ok(found.into_iter().filter_map(method).collect())
}

/// An account that money can be kept in, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MoneyAccount {
    /// Its id.
    pub(crate) id: i64,
    /// Whether it takes postings.
    pub(crate) is_leaf: bool,
    /// Whether it is a cash or bank account.
    pub(crate) is_money: bool,
    /// Whether it is in use.
    pub(crate) active: bool,
}

/// Accounts by code. Unknown ones are absent.
pub(crate) fn load_accounts(
    conn: &mut Conn,
    book: i64,
    codes: &[String],
) -> Result<BTreeMap<String, MoneyAccount>> {
    let mut found = BTreeMap::new();
    for chunk in codes.chunks(IN_LIST) {
        let rows: Vec<(String, i64, bool, Option<String>, bool)> = account::table
            .filter(account::book_id.eq(book))
            .filter(account::code.eq_any(chunk))
            .select((
                account::code,
                account::id,
                account::is_leaf,
                account::cash_kind,
                account::active,
            ))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(code, id, is_leaf, cash_kind, active)| {
            (code, MoneyAccount { id, is_leaf, is_money: cash_kind.is_some(), active })
        }));
    }
    Ok(found)
}
