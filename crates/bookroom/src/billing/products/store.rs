//! Rows of products, and the accounts that products and lines refer to.

use std::collections::BTreeMap;

use chrono::DateTime;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};
use rust_decimal::Decimal;

use super::model::{NewProduct, PriceMode, Product, ProductFilter, ProductKind, ProductSort};
use super::rules::{self, AccountRef, COMMAND_LIMIT};
use crate::attachments;
use crate::custom_fields::{self, CustomSubject, Values, custom_columns};
use crate::error::{Code, Error, Result};
use crate::store::insert::{IN_LIST, insert_all, save_all};
use crate::store::listing::{Place, in_order, listed_columns, other_conditions};
use crate::store::locks::load_locked_by_id;
use crate::store::schema::{account, invoice_line, product, service_case};
use crate::store::texts::{has_signs, lower};
use crate::store::{Conn, MultiBackend};
use crate::values::text::{SignedText, like_anywhere, search_key, signed_text};
use crate::values::unseen::{sought, visible};
use crate::values::{Check, Page, PageRequest, ProductId};
use crate::work::View;

pub(crate) mod present;
pub(crate) mod searched;

type Condition = Box<dyn BoxableExpression<product::table, MultiBackend, SqlType = Nullable<Bool>>>;

/// A row of `product`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = product, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct ProductRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) code: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) name_key: String,
    pub(crate) unit: Option<String>,
    pub(crate) unit_price: Option<String>,
    pub(crate) price_mode: String,
    pub(crate) tax_rate: String,
    pub(crate) income_account_id: Option<i64>,
    pub(crate) note: Option<String>,
    pub(crate) active: bool,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ProductRow {
    /// A row to be filled by [`ProductRow::with`].
    pub(crate) fn blank(book_id: i64, id: i64, now: i64) -> Self {
        Self {
            book_id,
            id,
            code: String::new(),
            kind: String::new(),
            name: String::new(),
            name_key: String::new(),
            unit: None,
            unit_price: None,
            price_mode: String::new(),
            tax_rate: String::new(),
            income_account_id: None,
            note: None,
            active: true,
            version: 0,
            created_at: now,
            updated_at: now,
        }
    }

    /// The row with checked values; its version moves.
    pub(crate) fn with(self, new: &NewProduct, account: Option<i64>, now: i64) -> Self {
        Self {
            code: new.code.clone(),
            kind: new.kind.slug().to_owned(),
            name: new.name.clone(),
            name_key: rules::name_key(&new.name, &new.code),
            unit: new.unit.clone(),
            unit_price: new.unit_price.map(decimal_text),
            price_mode: new.price_mode.slug().to_owned(),
            tax_rate: decimal_text(new.tax_rate),
            income_account_id: account,
            note: new.note.clone(),
            version: self.version + 1,
            updated_at: now,
            ..self
        }
    }

    pub(crate) fn kind(&self) -> Result<ProductKind> {
        ProductKind::from_slug(&self.kind).ok_or_else(|| Error::corrupt("kind"))
    }

    pub(crate) fn price_mode(&self) -> Result<PriceMode> {
        PriceMode::from_slug(&self.price_mode).ok_or_else(|| Error::corrupt("price_mode"))
    }

    pub(crate) fn unit_price(&self) -> Result<Option<Decimal>> {
        self.unit_price.as_deref().map(decimal).transpose()
    }

    pub(crate) fn tax_rate(&self) -> Result<Decimal> {
        decimal(&self.tax_rate)
    }

    fn record(&self, accounts: &BTreeMap<i64, String>) -> Result<Product> {
        let instant = |micros| DateTime::from_timestamp_micros(micros).ok_or(Code::Corrupt);
        Ok(Product {
            id: ProductId(self.id),
            code: self.code.clone(),
            kind: self.kind()?,
            name: self.name.clone(),
            unit: self.unit.clone(),
            unit_price: self.unit_price()?,
            price_mode: self.price_mode()?,
            tax_rate: self.tax_rate()?,
            income_account: self.income_account_id.and_then(|id| accounts.get(&id).cloned()),
            note: self.note.clone(),
            custom: Values::new(),
            custom_personal: Values::new(),
            active: self.active,
            version: self.version,
            created_at: instant(self.created_at)?,
            updated_at: instant(self.updated_at)?,
        })
    }
}

/// Reads an exact decimal that the store keeps as text.
pub(crate) fn decimal(text: &str) -> Result<Decimal> {
    Decimal::from_str_exact(text).map_err(|_| Code::Corrupt.into())
}

/// An exact decimal as the store keeps it.
pub(crate) fn decimal_text(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Rows as records, with the codes of their accounts.
pub(crate) fn records(conn: &mut Conn, rows: &[ProductRow]) -> Result<Vec<Product>> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let ids = rows.iter().filter_map(|row| row.income_account_id);
    let accounts = load_account_codes(conn, first.book_id, ids)?;
    let records = rows.iter().map(|row| row.record(&accounts));
    let mut records = records.collect::<Result<Vec<Product>>>()?;
    custom_fields::give(conn, first.book_id, &mut records)?;
    Ok(records)
}

/// Writes new products.
pub(crate) fn insert(conn: &mut Conn, rows: &[ProductRow]) -> Result<()> {
    insert_all!(conn, product::table, rows);
    Ok(())
}

/// Writes changed products, which must be locked.
pub(crate) fn save(conn: &mut Conn, rows: &[ProductRow]) -> Result<()> {
    save_all!(
        conn,
        product,
        rows,
        [
            code,
            kind,
            name,
            name_key,
            unit,
            unit_price,
            price_mode,
            tax_rate,
            income_account_id,
            note,
            active,
            version,
            updated_at,
        ]
    );
    Ok(())
}

/// Removes products.
pub(crate) fn delete(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    custom_fields::clear(conn, book, CustomSubject::Product, ids)?;
    for chunk in ids.chunks(IN_LIST) {
        let rows = product::table.filter(product::book_id.eq(book));
        diesel::delete(rows.filter(product::id.eq_any(chunk))).execute(conn)?;
    }
    Ok(())
}

/// Products by id, locked until the transaction ends; missing ones are absent.
pub(crate) fn load_locked(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, ProductRow>> {
    Ok(load_locked_by_id!(conn, book, ids, product, ProductRow))
}

/// Products by code; unknown ones are absent.
pub(crate) fn load_by_codes(
    conn: &mut Conn,
    book: i64,
    codes: &[&str],
) -> Result<BTreeMap<String, ProductRow>> {
    let mut found = BTreeMap::new();
    for chunk in codes.chunks(IN_LIST) {
        let rows: Vec<ProductRow> = product::table
            .filter(product::book_id.eq(book))
            .filter(product::code.eq_any(chunk))
            .select(ProductRow::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| (row.code.clone(), row)));
    }
    Ok(found)
}

/// Which of these codes are taken, and by whom.
pub(crate) fn find_codes(
    conn: &mut Conn,
    book: i64,
    codes: &[&str],
) -> Result<BTreeMap<String, i64>> {
    let mut found = BTreeMap::new();
    for chunk in codes.chunks(IN_LIST) {
        let pairs: Vec<(String, i64)> = product::table
            .filter(product::book_id.eq(book))
            .filter(product::code.eq_any(chunk))
            .select((product::code, product::id))
            .load(conn)?;
        found.extend(pairs);
    }
    Ok(found)
}

/// The codes of products by id.
pub(crate) fn load_codes(
    conn: &mut Conn,
    book: i64,
    ids: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, String>> {
    let mut found = BTreeMap::new();
    for chunk in distinct(ids).chunks(IN_LIST) {
        let pairs: Vec<(i64, String)> = product::table
            .filter(product::book_id.eq(book))
            .filter(product::id.eq_any(chunk))
            .select((product::id, product::code))
            .load(conn)?;
        found.extend(pairs);
    }
    Ok(found)
}

/// One of these products that a document, a case or a field of the book's own names.
pub(crate) fn find_used(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Option<i64>> {
    for chunk in ids.chunks(IN_LIST) {
        let used: Option<Option<i64>> = invoice_line::table
            .filter(invoice_line::book_id.eq(book))
            .filter(invoice_line::product_id.eq_any(chunk))
            .select(invoice_line::product_id)
            .first(conn)
            .optional()?;
        let of_case: Option<Option<i64>> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::product_id.eq_any(chunk))
            .select(service_case::product_id)
            .first(conn)
            .optional()?;
        if let Some(id) = used.flatten().or(of_case.flatten()) {
            return Ok(Some(id));
        }
    }
    let mut referred = custom_fields::find_referred(conn, book, CustomSubject::Product, ids)?;
    referred.extend(attachments::find_attached(conn, book, "product", ids)?);
    Ok(referred.first().copied())
}

/// One product.
pub(crate) fn get(view: &mut View<'_>, id: ProductId) -> Result<Product> {
    let row: Option<ProductRow> = product::table
        .filter(product::book_id.eq(view.book_id()))
        .filter(product::id.eq(id.0))
        .select(ProductRow::as_select())
        .first(view.conn)
        .optional()?;
    let row = row.ok_or_else(|| Error::not_found("product", id))?;
    shown(view, &[row])?.pop().ok_or_else(|| Error::not_found("product", id))
}

/// Rows as records that the operator may see.
fn shown(view: &mut View<'_>, rows: &[ProductRow]) -> Result<Vec<Product>> {
    let mut records = records(view.conn, rows)?;
    records.iter_mut().for_each(|product| custom_fields::mask(product, &view.fields));
    Ok(records)
}

/// The products with these codes, in their order.
pub(crate) fn find_by_codes(view: &mut View<'_>, codes: &[String]) -> Result<Vec<Product>> {
    let mut check = Check::new();
    check.at_most("codes", codes.len(), COMMAND_LIMIT);
    check.finish()?;
    let book = view.book_id();
    let codes: Vec<_> = codes.iter().map(|code| visible(code)).collect();
    let wanted: Vec<&str> = codes.iter().map(|code| code.trim()).collect();
    let found = load_by_codes(view.conn, book, &wanted)?;
    let rows: Vec<ProductRow> =
        wanted.iter().filter_map(|code| found.get(*code).cloned()).collect();
    shown(view, &rows)
}

custom_columns!(product);

listed_columns! {
    product, ProductRow, ProductSort {
        Code => required text code;
        Name => required name name_key;
        Kind => required word(ProductKind) kind;
        Unit => optional text unit;
        PriceMode => required word(PriceMode) price_mode;
        Active => required flag active;
        CreatedAt => required instant created_at;
        UpdatedAt => required instant updated_at;
    }
}

/// Products of which the name or the code has the signs of a text.
fn holds_signs(signs: &SignedText, text: &str) -> Condition {
    let code = lower(product::code.nullable()).like(like_anywhere(&text.to_ascii_lowercase()));
    let name = has_signs!(product::name, product::name_key, signs);
    Box::new(code.escape('!').or(name))
}

/// The condition that a product has a text in its name or code.
fn found_by(view: &mut View<'_>, filter: &ProductFilter) -> Result<Option<Condition>> {
    let text = sought(filter.text.as_deref().unwrap_or_default());
    let text = text.as_str();
    let part = search_key(text);
    let signs = signed_text(text);
    let mut held = |signs: &SignedText| {
        let found: Option<i64> = product::table
            .filter(product::book_id.eq(view.book_id()))
            .filter(holds_signs(signs, text))
            .select(product::id)
            .first(view.conn)
            .optional()?;
        Ok::<_, Error>(found.is_some())
    };
    let is_signed = match &signs {
        Some(signs) => !signs.may_fold || held(signs)?,
        None => false,
    };
    if let Some(signs) = signs.filter(|_| is_signed) {
        return Ok(Some(holds_signs(&signs, text)));
    }
    if !part.is_empty() {
        let key = product::name_key.like(like_anywhere(&part)).escape('!');
        return Ok(Some(Box::new(key.nullable())));
    }
    if text.is_empty() {
        return Ok(None);
    }
    // Signs and emoji are in no key: look for them as they stand.
    let raw = like_anywhere(text);
    let name = product::name.like(raw.clone()).escape('!');
    Ok(Some(Box::new(name.or(product::code.like(raw).escape('!')).nullable())))
}

/// A page of products.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &ProductFilter,
    sort: ProductSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Product>> {
    let mut check = Check::new();
    check.texts("filter", filter);
    check.finish()?;
    let mut query = product::table
        .filter(product::book_id.eq(view.book_id()))
        .limit(page.rows_to_load()?)
        .select(ProductRow::as_select())
        .into_boxed();
    if let Some(kind) = filter.kind {
        query = query.filter(product::kind.eq(kind.slug()));
    }
    if let Some(active) = filter.active {
        query = query.filter(product::active.eq(active));
    }
    if let Some(condition) = found_by(view, filter)? {
        query = query.filter(condition);
    }
    let mut check = Check::new();
    let column = |word: &str| ProductSort::from_slug(word).map(listed);
    let (currency, words) = (view.book.currency, ProductSort::words());
    let (wanted, own) = (&filter.conditions, custom_fields::is_custom);
    for condition in other_conditions(wanted, currency, &words, own, column, &mut check) {
        query = query.filter(condition);
    }
    let sorted_by = filter.sorted_by.as_deref();
    let of_fields = custom_fields::of_fields::<Product>(view, wanted, sorted_by, &mut check)?;
    check.finish()?;
    let book = view.book_id();
    for wanted in &of_fields.wanted {
        query = query.filter(custom::condition(book, wanted));
    }
    let own = of_fields.order;
    let by = own.as_ref().map_or(sort.slug(), |own| own.word.as_str());
    let after = Place::of(page, by, descending)?;
    let column = own.as_ref().map_or_else(|| listed(sort), |own| custom::order(book, own));
    let query = in_order!(query, column, product::id, descending, after);
    let rows: Vec<ProductRow> = query.load(view.conn)?;
    let (limit, id) = (page.limit, |row: &ProductRow| row.id);
    let cut = match &own {
        Some(own) => custom_fields::cut(view.conn, (book, own), descending, rows, limit, id)?,
        None => Page::cut(rows, limit, |row| place(row, sort, descending)),
    };
    Ok(Page { items: shown(view, &cut.items)?, next: cut.next })
}

// ---- accounts ----

/// Accounts by code; unknown ones are absent.
pub(crate) fn load_accounts<'c>(
    conn: &mut Conn,
    book: i64,
    codes: impl IntoIterator<Item = &'c str>,
) -> Result<BTreeMap<String, AccountRef>> {
    let mut found = BTreeMap::new();
    let codes: Vec<&str> = distinct(codes.into_iter().map(str::trim));
    for chunk in codes.chunks(IN_LIST) {
        let rows: Vec<(String, i64, bool, bool, bool)> = account::table
            .filter(account::book_id.eq(book))
            .filter(account::code.eq_any(chunk))
            .select((
                account::code,
                account::id,
                account::is_leaf,
                account::party_control,
                account::active,
            ))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(code, id, is_leaf, party_control, active)| {
            (code, AccountRef { id, is_leaf, party_control, active })
        }));
    }
    Ok(found)
}

/// Accounts by id; unknown ones are absent.
pub(crate) fn load_accounts_by_id(
    conn: &mut Conn,
    book: i64,
    ids: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, AccountRef>> {
    let mut found = BTreeMap::new();
    for chunk in distinct(ids).chunks(IN_LIST) {
        let rows: Vec<(i64, bool, bool, bool)> = account::table
            .filter(account::book_id.eq(book))
            .filter(account::id.eq_any(chunk))
            .select((account::id, account::is_leaf, account::party_control, account::active))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(id, is_leaf, party_control, active)| {
            (id, AccountRef { id, is_leaf, party_control, active })
        }));
    }
    Ok(found)
}

/// The codes of accounts by id.
pub(crate) fn load_account_codes(
    conn: &mut Conn,
    book: i64,
    ids: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, String>> {
    let mut found = BTreeMap::new();
    for chunk in distinct(ids).chunks(IN_LIST) {
        let pairs: Vec<(i64, String)> = account::table
            .filter(account::book_id.eq(book))
            .filter(account::id.eq_any(chunk))
            .select((account::id, account::code))
            .load(conn)?;
        found.extend(pairs);
    }
    Ok(found)
}

fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort_unstable();
    items.dedup();
    items
}
