//! Lists of cases and notes, page by page.

use diesel::prelude::*;

use super::merged::merged_into;
use super::{CaseRow, NoteRow, keep_notes_in_scope, load_cases, records, within};
use crate::custom_fields::{self, Order, custom_columns};
use crate::customers::stand_in;
use crate::dictionaries;
use crate::error::{Code, Error, Result};
use crate::rights::permission::Field;
use crate::service::model::{
    Case, CaseFilter, CaseKind, CaseNote, CaseSeverity, CaseSort, CaseState,
};
use crate::service::rules;
use crate::store::MultiBackend;
use crate::store::listing::{Place, in_order, listed_columns, other_conditions};
use crate::store::schema::{case_note, service_case};
use crate::store::texts::lower;
use crate::values::text::{like_anywhere, search_key, signed_text};
use crate::values::{CaseId, Check, Page, PageRequest};
use crate::work::View;

/// The longest text to search for, in characters.
const SEARCH_LIMIT: usize = 200;

type Query = service_case::BoxedQuery<'static, MultiBackend>;

/// One case.
pub(crate) fn get(view: &mut View<'_>, id: CaseId) -> Result<Case> {
    let book = view.book_id();
    let rows = load_cases(view.conn, &view.scope, &[id.0])?;
    let case = records(view.conn, book, rows)?.pop();
    let case = case.ok_or_else(|| Error::not_found("case", id))?;
    Ok(rules::shown_case(case, &view.fields))
}

/// The cases that a filter wants, in an order, page by page.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &CaseFilter,
    sort: CaseSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Case>> {
    let rows_to_load = page.rows_to_load()?;
    let book = view.book_id();
    let mut query = service_case::table.filter(service_case::book_id.eq(book)).into_boxed();
    if let Some(condition) = within(&view.scope) {
        query = query.filter(condition);
    }
    let (query, own) = restrict(view, query, filter)?;
    let by = own.as_ref().map_or(sort.slug(), |own| own.word.as_str());
    let after = Place::of(page, by, descending)?;
    let column = own.as_ref().map_or_else(|| listed(sort), |own| custom::order(book, own));
    let query = in_order!(query, column, service_case::id, descending, after);
    let query = query.limit(rows_to_load);
    let rows: Vec<CaseRow> = query.select(CaseRow::as_select()).load(view.conn)?;
    let (limit, id) = (page.limit, |row: &CaseRow| row.id);
    let page = match &own {
        Some(own) => custom_fields::cut(view.conn, (book, own), descending, rows, limit, id)?,
        None => Page::cut(rows, limit, |row| place(row, sort, descending)),
    };
    let cases = records(view.conn, book, page.items)?;
    let shown = |case| rules::shown_case(case, &view.fields);
    Ok(Page { items: cases.into_iter().map(shown).collect(), next: page.next })
}

custom_columns!(service_case);

listed_columns! {
    service_case, CaseRow, CaseSort {
        OpenedOn => required day opened_on;
        Number => required text number;
        Kind => required word(CaseKind) kind;
        State => required word(CaseState) state;
        Severity => required word(CaseSeverity) severity;
        Customer => optional whole customer_id;
        Contact => optional whole contact_id;
        Invoice => optional whole invoice_id;
        Assignee => optional whole assignee_id;
        Owner => optional whole owner_id;
        FirstAnsweredAt => optional instant first_answered_at;
        ResolvedAt => optional instant resolved_at;
        ClosedAt => optional instant closed_at;
        UpdatedAt => required instant updated_at;
    }
}

fn restrict(
    view: &mut View<'_>,
    query: Query,
    filter: &CaseFilter,
) -> Result<(Query, Option<Order>)> {
    let mut query = query;
    let mut check = Check::new();
    if let Some(kind) = filter.kind {
        query = query.filter(service_case::kind.eq(kind.slug()));
    }
    if !filter.states.is_empty() {
        let states: Vec<&str> = filter.states.iter().map(|state| state.slug()).collect();
        query = query.filter(service_case::state.eq_any(states));
    }
    if !filter.severities.is_empty() {
        let severities: Vec<&str> = filter.severities.iter().map(|it| it.slug()).collect();
        query = query.filter(service_case::severity.eq_any(severities));
    }
    if let Some(customer) = stand_in(view, filter.customer)? {
        query = query.filter(service_case::customer_id.eq(customer.0));
    }
    if let Some(product) = filter.product {
        query = query.filter(service_case::product_id.eq(product.0));
    }
    if let Some(survivor) = filter.merged_into {
        query = query.filter(service_case::merged_into_id.eq(survivor.0));
    }
    if let Some(assignee) = filter.assignee {
        check.require(!filter.unassigned, "filter.unassigned", Code::BadChoice);
        query = query.filter(service_case::assignee_id.eq(assignee.0));
    }
    if filter.unassigned {
        query = query.filter(service_case::assignee_id.is_null());
    }
    if let Some(owner) = filter.owner {
        query = query.filter(service_case::owner_id.eq(owner.0));
    }
    if let Some(day) = filter.opened_from {
        check.date("filter.opened_from", day);
        query = query.filter(service_case::opened_on.ge(day));
    }
    if let Some(day) = filter.opened_to {
        check.date("filter.opened_to", day);
        query = query.filter(service_case::opened_on.le(day));
    }
    let query = with_items(view, query, filter, &mut check)?;
    let mut query = with_text(view, query, filter, &mut check);
    let (currency, words) = (view.book.currency, CaseSort::words());
    let column = |word: &str| CaseSort::from_slug(word).map(listed);
    let (wanted, own) = (&filter.conditions, custom_fields::is_custom);
    for condition in other_conditions(wanted, currency, &words, own, column, &mut check) {
        query = query.filter(condition);
    }
    let sorted_by = filter.sorted_by.as_deref();
    let of_fields = custom_fields::of_fields::<Case>(view, wanted, sorted_by, &mut check)?;
    check.finish()?;
    let book = view.book_id();
    for wanted in &of_fields.wanted {
        query = query.filter(custom::condition(book, wanted));
    }
    Ok((query, of_fields.order))
}

/// Restricts to items of dictionaries; retired ones can be looked for too.
fn with_items(
    view: &mut View<'_>,
    query: Query,
    filter: &CaseFilter,
    check: &mut Check,
) -> Result<Query> {
    let wanted = [
        ("case_category", "filter.category", &filter.category),
        ("case_channel", "filter.channel", &filter.channel),
        ("case_root_cause", "filter.root_cause", &filter.root_cause),
    ];
    let pair = |&(dictionary, _, text): &(&str, &str, &Option<String>)| {
        text.as_ref().map(|text| (dictionary.to_owned(), text.clone()))
    };
    let pairs: Vec<(String, String)> = wanted.iter().filter_map(pair).collect();
    if pairs.is_empty() {
        return Ok(query);
    }
    let (book, today) = (view.book_id(), view.today());
    let found = dictionaries::resolve(view.conn, book, today, &pairs)?;
    let mut query = query;
    for want in &wanted {
        let Some(pair) = pair(want) else { continue };
        match found.get(&pair) {
            Some(item) if want.0 == "case_category" => {
                query = query.filter(service_case::category_id.eq(item.id));
            }
            Some(item) if want.0 == "case_root_cause" => {
                query = query.filter(service_case::root_cause_id.eq(item.id));
            }
            Some(item) => query = query.filter(service_case::channel_id.eq(item.id)),
            None => check.fail(want.1, Code::UnknownReference),
        }
    }
    Ok(query)
}

/// Restricts to a text. What the operator may not read is not searched either.
fn with_text(view: &View<'_>, query: Query, filter: &CaseFilter, check: &mut Check) -> Query {
    let text = check.sought_text("filter.text", filter.text.as_deref(), SEARCH_LIMIT);
    let Some(text) = text else { return query };
    let reads_all = view.fields.can_read(Field::CaseText);
    let number = like_anywhere(&text.to_ascii_uppercase());
    let number = service_case::number.like(number).escape('!');
    let key = search_key(&text);
    if key.is_empty() || signed_text(&text).is_some_and(|signs| !signs.may_fold) {
        // Signs and emoji are in no key: look for them as they stand.
        let raw = like_anywhere(&text.to_ascii_lowercase());
        let subject = lower(service_case::subject.nullable()).like(raw.clone()).escape('!');
        return if reads_all {
            let description = lower(service_case::description).like(raw.clone()).escape('!');
            let resolution = lower(service_case::resolution).like(raw).escape('!');
            query.filter(number.nullable().or(subject).or(description).or(resolution))
        } else {
            query.filter(number.nullable().or(subject))
        };
    }
    let pattern = like_anywhere(&key);
    let subject = service_case::subject_key.like(pattern.clone()).escape('!');
    if reads_all {
        let texts = service_case::text_key.like(pattern).escape('!');
        query.filter(number.or(subject).nullable().or(texts))
    } else {
        query.filter(number.or(subject))
    }
}

/// The notes of all cases that the scope covers, oldest first. A page may hold fewer rows than
/// asked for.
pub(crate) fn list_all_notes(view: &mut View<'_>, page: &PageRequest) -> Result<Page<CaseNote>> {
    let rows_to_load = page.rows_to_load()?;
    let after = page.key::<i64>()?.unwrap_or(0);
    let rows: Vec<NoteRow> = case_note::table
        .filter(case_note::book_id.eq(view.book_id()))
        .filter(case_note::id.gt(after))
        .order(case_note::id)
        .limit(rows_to_load)
        .select(NoteRow::as_select())
        .load(view.conn)?;
    let page = Page::cut(rows, page.limit, |note| note.id);
    let ids = page.items.iter().map(|note| note.id).collect();
    let kept = keep_notes_in_scope(view.conn, &view.scope, ids)?;
    let notes = page.items.into_iter().filter(|note| kept.contains(&note.id));
    let notes = notes.map(|note| Ok(rules::shown_note(note.record()?, &view.fields)));
    Ok(Page { items: notes.collect::<Result<_>>()?, next: page.next })
}

/// The notes of a case and of those merged into it, oldest first.
pub(crate) fn list_notes(
    view: &mut View<'_>,
    case: CaseId,
    page: &PageRequest,
) -> Result<Page<CaseNote>> {
    let rows_to_load = page.rows_to_load()?;
    let after = page.key::<i64>()?.unwrap_or(0);
    if load_cases(view.conn, &view.scope, &[case.0])?.is_empty() {
        return Err(Error::not_found("case", case));
    }
    let mut cases = merged_into(view.conn, view.book_id(), &[case.0])?;
    cases.push(case.0);
    let rows: Vec<NoteRow> = case_note::table
        .filter(case_note::book_id.eq(view.book_id()))
        .filter(case_note::case_id.eq_any(cases))
        .filter(case_note::id.gt(after))
        .order(case_note::id)
        .limit(rows_to_load)
        .select(NoteRow::as_select())
        .load(view.conn)?;
    let notes = rows.into_iter().map(NoteRow::record).collect::<Result<Vec<_>>>()?;
    let page = Page::cut(notes, page.limit, |note| note.id.0);
    Ok(page.map(|note| rules::shown_note(note, &view.fields)))
}
