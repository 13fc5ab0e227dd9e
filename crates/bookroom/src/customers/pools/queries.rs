//! Reads of pools, of the customers in them, and of who owned a customer when.

use super::model::{DueCustomer, OwnerChange, Pool, PoolFilter, PoolSort};
use super::store::list::Conditions;
use super::{due, is_admin, is_member, store};
use crate::customers::model::CustomerSummary;
use crate::customers::rules::classes::LEVEL;
use crate::customers::store as customer_store;
use crate::customers::{queries as customer_queries, rules as customer_rules};
use crate::dictionaries;
use crate::error::{Code, Error, Problem, Result};
use crate::rights::permission::Permission;
use crate::values::{Check, CustomerId, Page, PageRequest, PoolId};
use crate::work::View;

/// The most days ahead that are looked at.
const AHEAD_LIMIT: usize = 3_650;
/// The classes that members see.
const SHOWN: [&str; 3] = [LEVEL, "industry", "region"];

/// All pools.
pub(super) fn list(view: &mut View<'_>) -> Result<Vec<Pool>> {
    let book = view.book_id();
    store::load_all(view.conn, book)
}

/// One pool.
pub(super) fn get(view: &mut View<'_>, id: PoolId) -> Result<Pool> {
    let book = view.book_id();
    store::load(view.conn, book, id)?.ok_or_else(|| Error::not_found("pool", id))
}

fn looks_after(view: &View<'_>, pool: &Pool) -> bool {
    view.scope_of(Permission::PoolsManage).is_ok() || is_admin(pool, &view.scope)
}

/// A page of the customers of a pool, as its members see them.
pub(super) fn customers(
    view: &mut View<'_>,
    id: PoolId,
    filter: &PoolFilter,
    (sort, descending): (PoolSort, bool),
    page: &PageRequest,
) -> Result<Page<CustomerSummary>> {
    let pool = get(view, id)?;
    let is_admin = looks_after(view, &pool);
    if !is_admin && !is_member(&pool, &view.scope) {
        return Err(Problem::new(Code::NotAPoolMember).fact("pool", id).into());
    }
    let conditions = conditions(view, filter)?;
    let place = (view.book_id(), id);
    let page = store::list::list(view.conn, place, conditions, (sort, descending), page)?;
    let mut items = customer_queries::summaries(view, page.items)?;
    if !(is_admin && view.scope_of(Permission::CustomersView).is_ok()) {
        items.iter_mut().for_each(keep_shown);
    }
    Ok(Page { items, next: page.next })
}

/// Leaves of a customer what members of its pool may see before they claim it.
fn keep_shown(summary: &mut CustomerSummary) {
    summary.code = None;
    summary.legal_name = None;
    summary.tax_number = None;
    summary.phone = None;
    summary.email = None;
    summary.city = None;
    summary.contact = None;
    summary.classes.retain(|dictionary, _| SHOWN.contains(&dictionary.as_str()));
}

fn conditions(view: &mut View<'_>, filter: &PoolFilter) -> Result<Conditions> {
    let mut check = Check::new();
    check.texts("filter", &PoolFilter { text: None, ..filter.clone() });
    let limit = customer_rules::NAME_LIMIT;
    let text = check.sought_text("filter.text", filter.text.as_deref(), limit);
    let fields = [
        ("level", &filter.level, LEVEL),
        ("industry", &filter.industry, "industry"),
        ("region", &filter.region, "region"),
    ];
    let wanted = fields.into_iter().filter_map(|(field, item, dictionary)| {
        let item = item.as_deref().map(str::trim).filter(|item| !item.is_empty())?;
        Some((field, (dictionary.to_owned(), item.to_owned())))
    });
    let (fields, wanted): (Vec<&str>, Vec<(String, String)>) = wanted.unzip();
    let (book, today) = (view.book_id(), view.today());
    let found = dictionaries::resolve(view.conn, book, today, &wanted)?;
    let mut items = Vec::new();
    for (field, pair) in fields.into_iter().zip(&wanted) {
        match found.get(pair) {
            Some(item) => items.push(item.id),
            None => check.fail(&format!("filter.{field}"), Code::UnknownReference),
        }
    }
    check.finish()?;
    let tag = filter.tag.as_deref().map(str::trim).filter(|tag| !tag.is_empty());
    Ok(Conditions { text, tag: tag.map(str::to_owned), items })
}

/// A page of the customers that go back within some days: one's own, and those of pools that one
/// looks after.
pub(super) fn due(
    view: &mut View<'_>,
    days: Option<u32>,
    page: &PageRequest,
) -> Result<Page<DueCustomer>> {
    page.rows_to_load()?;
    let mut check = Check::new();
    check.at_most("days", days.unwrap_or_default() as usize, AHEAD_LIMIT);
    check.finish()?;
    let (book, today) = (view.book_id(), view.today());
    let pools = store::load_all(view.conn, book)?;
    let own = |pool: &Pool| looks_after(view, pool).then_some(pool.id);
    let own: Vec<PoolId> = pools.iter().filter_map(own).collect();
    let operator = view.scope.operator();
    let notice = |id: PoolId| {
        let of_pool = pools.iter().find(|pool| pool.id == id).map(|pool| pool.notice_days);
        days.map_or(of_pool.unwrap_or_default(), i64::from)
    };
    let ahead = |days: i64| {
        let days = chrono::Days::new(u64::try_from(days).unwrap_or_default());
        today.checked_add_days(days).unwrap_or(chrono::NaiveDate::MAX)
    };
    let longest = pools.iter().map(|pool| notice(pool.id)).max().unwrap_or_default();
    let info = view.book.clone();
    let mut found = due::find(view.conn, &info, &pools, ahead(longest))?;
    found.retain(|due| due.owner == operator || own.contains(&due.pool));
    found.retain(|due| due.due_on <= ahead(notice(due.pool)));
    if let Some(after) = page.key::<(chrono::NaiveDate, i64)>()? {
        found.retain(|due| (due.due_on, due.customer.0) > after);
    }
    found.truncate(page.limit as usize + 1);
    Ok(Page::cut(found, page.limit, |due| (due.due_on, due.customer.0)))
}

/// A page of who owned which customer, of all that may be seen, oldest change first. It may hold
/// fewer than were asked for though there are more.
pub(crate) fn owner_changes(view: &mut View<'_>, page: &PageRequest) -> Result<Page<OwnerChange>> {
    store::changes::list_all(view.conn, &view.scope, page)
}

/// A page of who owned a customer, newest change first.
pub(super) fn owners(
    view: &mut View<'_>,
    id: CustomerId,
    page: &PageRequest,
) -> Result<Page<OwnerChange>> {
    if customer_store::load_visible(view.conn, &view.scope, &[id.0])?.is_empty() {
        return Err(Error::not_found("customer", id));
    }
    let book = view.book_id();
    store::changes::list(view.conn, book, id, page)
}
