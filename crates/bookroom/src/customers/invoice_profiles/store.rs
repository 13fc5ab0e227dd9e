//! Loading and saving profiles within the scope of their customers.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::model::{InvoiceProfile, InvoiceProfileFilter};
use crate::customers::rules::{tax_kind, tax_kind_word};
use crate::customers::store::{customers_in_scope, instant, keep_by_customer, load_visible};
use crate::error::{Error, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::insert::{IN_LIST, insert_all, save_all};
use crate::store::locks::{load_kept, load_locked};
use crate::store::schema::{customer, invoice_party, invoice_profile};
use crate::store::texts::lower;
use crate::store::{Conn, MultiBackend};
use crate::values::text::like_anywhere;
use crate::values::{CustomerId, InvoiceProfileId, Page, PageRequest};
use crate::work::{BookInfo, Live, Present, ids_of};

/// A row of `invoice_profile`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = invoice_profile, treat_none_as_default_value = false)]
pub(crate) struct ProfileRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) customer_id: i64,
    pub(crate) label: Option<String>,
    pub(crate) title: String,
    pub(crate) tax_kind: Option<String>,
    pub(crate) tax_number: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) bank: Option<String>,
    pub(crate) account: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) is_default: bool,
    pub(crate) active: bool,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ProfileRow {
    fn of(book_id: i64, profile: &InvoiceProfile) -> Self {
        Self {
            book_id,
            id: profile.id.0,
            customer_id: profile.customer.0,
            label: profile.label.clone(),
            title: profile.title.clone(),
            tax_kind: profile.tax_kind.map(|kind| tax_kind_word(kind).to_owned()),
            tax_number: profile.tax_number.clone(),
            address: profile.address.clone(),
            phone: profile.phone.clone(),
            bank: profile.bank.clone(),
            account: profile.account.clone(),
            email: profile.email.clone(),
            is_default: profile.is_default,
            active: profile.active,
            version: profile.version,
            created_at: profile.created_at.timestamp_micros(),
            updated_at: profile.updated_at.timestamp_micros(),
        }
    }

    pub(crate) fn record(self) -> Result<InvoiceProfile> {
        let kind = |word: String| tax_kind(&word).ok_or_else(|| Error::corrupt("tax_kind"));
        Ok(InvoiceProfile {
            id: InvoiceProfileId(self.id),
            customer: CustomerId(self.customer_id),
            label: self.label,
            title: self.title,
            tax_kind: self.tax_kind.map(kind).transpose()?,
            tax_number: self.tax_number,
            address: self.address,
            phone: self.phone,
            bank: self.bank,
            account: self.account,
            email: self.email,
            is_default: self.is_default,
            active: self.active,
            version: self.version,
            created_at: instant(self.created_at)?,
            updated_at: instant(self.updated_at)?,
        })
    }
}

fn records(rows: Vec<ProfileRow>) -> Result<Vec<InvoiceProfile>> {
    rows.into_iter().map(ProfileRow::record).collect()
}

/// Of these profiles, those whose customers a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    keep_by_customer!(conn, scope, ids, invoice_profile)
}

/// Profiles by id whose customers lie within a scope, by id.
pub(crate) fn load(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<InvoiceProfile>> {
    let mut rows: Vec<ProfileRow> = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            invoice_profile::table
                .filter(invoice_profile::book_id.eq(scope.book().0))
                .filter(invoice_profile::id.eq_any(chunk))
                .order(invoice_profile::id)
                .select(ProfileRow::as_select())
                .load::<ProfileRow>(conn)?,
        );
    }
    if scope.reach() != Reach::All {
        let customers: Vec<i64> = rows.iter().map(|row| row.customer_id).collect();
        let visible = load_visible(conn, scope, &customers)?;
        rows.retain(|row| visible.contains(&row.customer_id));
    }
    records(rows)
}

/// The profiles with these ids, locked until the transaction ends; whoever owns them.
pub(crate) fn lock(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<InvoiceProfile>> {
    let mut rows = Vec::new();
    for chunk in sorted(ids).chunks(IN_LIST) {
        let found = load_locked!(
            conn,
            invoice_profile::table
                .filter(invoice_profile::book_id.eq(book))
                .filter(invoice_profile::id.eq_any(chunk))
                .order(invoice_profile::id)
                .select(ProfileRow::as_select()),
            ProfileRow
        )?;
        rows.extend(found);
    }
    records(rows)
}

/// All profiles of locked customers, locked, by customer and id. They are looked up first: nothing
/// comes to name these customers meanwhile, and locks go by the ids.
pub(crate) fn lock_of(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
) -> Result<Vec<InvoiceProfile>> {
    let mut ids: Vec<i64> = Vec::new();
    for chunk in sorted(customers).chunks(IN_LIST) {
        let found: Vec<i64> = invoice_profile::table
            .filter(invoice_profile::book_id.eq(book))
            .filter(invoice_profile::customer_id.eq_any(chunk.to_vec()))
            .select(invoice_profile::id)
            .load(conn)?;
        ids.extend(found);
    }
    let mut profiles = lock(conn, book, &ids)?;
    profiles.sort_by_key(|profile| (profile.customer, profile.id));
    Ok(profiles)
}

fn sorted(ids: &[i64]) -> Vec<i64> {
    ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
}

/// Those of these customers that have a profile in use or not.
pub(crate) fn find_owners(conn: &mut Conn, book: i64, customers: &[i64]) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for chunk in customers.chunks(IN_LIST) {
        let some: Vec<i64> = invoice_profile::table
            .filter(invoice_profile::book_id.eq(book))
            .filter(invoice_profile::customer_id.eq_any(chunk.to_vec()))
            .select(invoice_profile::customer_id)
            .distinct()
            .load(conn)?;
        found.extend(some);
    }
    Ok(found)
}

/// The profiles with these ids and the default ones of these customers, by id. The customers are
/// kept before their profiles, in the order in which those who change profiles lock them; all stay
/// as they are until the transaction ends.
pub(crate) fn keep_for_documents(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
    named: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, InvoiceProfile>> {
    let with_profiles = find_owners(conn, book, customers)?;
    let mut ids = named.clone();
    for chunk in Vec::from_iter(with_profiles).chunks(IN_LIST) {
        let kept = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk))
            .order(customer::id)
            .select(customer::id);
        let kept = load_kept!(conn, kept, i64)?;
        let defaults: Vec<i64> = invoice_profile::table
            .filter(invoice_profile::book_id.eq(book))
            .filter(invoice_profile::customer_id.eq_any(kept))
            .filter(invoice_profile::is_default.eq(true))
            .select(invoice_profile::id)
            .load(conn)?;
        ids.extend(defaults);
    }
    let mut found = BTreeMap::new();
    for chunk in Vec::from_iter(ids).chunks(IN_LIST) {
        let rows = load_kept!(
            conn,
            invoice_profile::table
                .filter(invoice_profile::book_id.eq(book))
                .filter(invoice_profile::id.eq_any(chunk))
                .order(invoice_profile::id)
                .select(ProfileRow::as_select()),
            ProfileRow
        )?;
        for row in rows {
            found.insert(row.id, row.record()?);
        }
    }
    Ok(found)
}

/// Which of these profiles documents name.
pub(crate) fn find_used(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeSet<i64>> {
    let mut used = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<Option<i64>> = invoice_party::table
            .filter(invoice_party::book_id.eq(book))
            .filter(invoice_party::profile_id.eq_any(chunk.iter().copied().map(Some)))
            .select(invoice_party::profile_id)
            .distinct()
            .load(conn)?;
        used.extend(found.into_iter().flatten());
    }
    Ok(used)
}

/// Writes new profiles.
pub(crate) fn insert(conn: &mut Conn, book: i64, profiles: &[&InvoiceProfile]) -> Result<()> {
    let rows: Vec<ProfileRow> = profiles.iter().map(|it| ProfileRow::of(book, it)).collect();
    insert_all!(conn, invoice_profile::table, &rows[..]);
    Ok(())
}

/// Writes changed profiles, which must be locked.
pub(crate) fn save(conn: &mut Conn, book: i64, profiles: &[&InvoiceProfile]) -> Result<()> {
    let rows: Vec<ProfileRow> = profiles.iter().map(|it| ProfileRow::of(book, it)).collect();
    save_all!(
        conn,
        invoice_profile,
        &rows[..],
        [
            customer_id,
            label,
            title,
            tax_kind,
            tax_number,
            address,
            phone,
            bank,
            account,
            email,
            is_default,
            active,
            version,
            updated_at,
        ]
    );
    Ok(())
}

/// Deletes profiles that nothing refers to.
pub(crate) fn delete(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let rows = invoice_profile::table.filter(invoice_profile::book_id.eq(book));
        diesel::delete(rows.filter(invoice_profile::id.eq_any(chunk.to_vec()))).execute(conn)?;
    }
    Ok(())
}

fn visible(scope: &Scope) -> invoice_profile::BoxedQuery<'static, MultiBackend> {
    let all =
        invoice_profile::table.filter(invoice_profile::book_id.eq(scope.book().0)).into_boxed();
    match scope.reach() {
        Reach::All => all,
        _ => all.filter(invoice_profile::customer_id.eq_any(customers_in_scope(scope))),
    }
}

/// A page of profiles within a scope, in the order in which they were added.
pub(crate) fn list(
    conn: &mut Conn,
    scope: &Scope,
    filter: &InvoiceProfileFilter,
    page: &PageRequest,
) -> Result<Page<InvoiceProfile>> {
    let limit = page.rows_to_load()?;
    let mut query = visible(scope);
    if let Some(customer) = filter.customer {
        query = query.filter(invoice_profile::customer_id.eq(customer.0));
    }
    if let Some(title) = &filter.title {
        let part = like_anywhere(&title.to_ascii_lowercase());
        query = query.filter(lower(invoice_profile::title.nullable()).like(part).escape('!'));
    }
    if let Some(is_default) = filter.is_default {
        query = query.filter(invoice_profile::is_default.eq(is_default));
    }
    if let Some(active) = filter.active {
        query = query.filter(invoice_profile::active.eq(active));
    }
    if let Some(after) = page.key::<i64>()? {
        query = query.filter(invoice_profile::id.gt(after));
    }
    let rows: Vec<ProfileRow> =
        query.order(invoice_profile::id).limit(limit).select(ProfileRow::as_select()).load(conn)?;
    Ok(Page::cut(records(rows)?, page.limit, |profile| profile.id.0))
}

/// See [`crate::work::Card`].
pub(crate) const PROFILE: Present = Present {
    kind: "invoice_profile",
    stamps: &["version", "created_at", "updated_at"],
    ids: ids_of!(invoice_profile),
    load: present,
    ..Present::PLAIN
};

fn present(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut live = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<ProfileRow> = invoice_profile::table
            .filter(invoice_profile::book_id.eq(book.id.0))
            .filter(invoice_profile::id.eq_any(chunk))
            .order(invoice_profile::id)
            .select(ProfileRow::as_select())
            .load(conn)?;
        for row in rows {
            let (id, fits) = (row.id, row.active || !row.is_default);
            let mut one = Live::of(id, &row.record()?)?;
            one.check("is_default", fits);
            live.push(one);
        }
    }
    Ok(live)
}
