//! What verification reads that belongs to no single area.

use std::collections::{BTreeMap, BTreeSet};

use diesel::dsl::{exists, max, not};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};

use crate::error::Result;
use crate::log::store::{ChangeRow, RequestRow};
use crate::store::Conn;
use crate::store::schema::{
    book, change_head, change_log, entry_item, id_counter, invoice, journal_entry, number_counter,
    payment, request_log, service_case,
};

/// How many numbers are read at once.
const NUMBERS: i64 = 10_000;

/// The changes of the records of a kind after an id up to another, record by record.
pub(super) fn load_changes(
    conn: &mut Conn,
    book: i64,
    kind: &str,
    (after, to): (i64, i64),
) -> Result<Vec<ChangeRow>> {
    Ok(change_log::table
        .filter(change_log::book_id.eq(book))
        .filter(change_log::subject_kind.eq(kind))
        .filter(change_log::subject_id.gt(after))
        .filter(change_log::subject_id.le(to))
        .order((change_log::subject_id, change_log::seq))
        .select(ChangeRow::as_select())
        .load(conn)?)
}

/// The kinds of records that the log tells of.
pub(super) fn load_kinds(conn: &mut Conn, book: i64) -> Result<Vec<String>> {
    Ok(change_log::table
        .filter(change_log::book_id.eq(book))
        .select(change_log::subject_kind)
        .distinct()
        .load(conn)?)
}

/// The requests after a change, in the order of their first change. Those that changed nothing
/// name the change that came next; all that name one come together.
pub(super) fn load_requests(
    conn: &mut Conn,
    book: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<RequestRow>> {
    let of_book = || {
        request_log::table
            .filter(request_log::book_id.eq(book))
            .order((request_log::first_seq, request_log::request_key))
            .select(RequestRow::as_select())
    };
    let mut rows: Vec<RequestRow> =
        of_book().filter(request_log::first_seq.gt(after)).limit(limit).load(conn)?;
    if let Some(last) = rows.last().map(|row| row.first_seq) {
        rows.retain(|row| row.first_seq != last);
        rows.extend(of_book().filter(request_log::first_seq.eq(last)).load(conn)?);
    }
    Ok(rows)
}

/// The changes made under one operator's key.
pub(super) struct Keyed {
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) at: i64,
    pub(super) actions: BTreeSet<String>,
}

/// What was changed under the keys of these requests, whose first changes lie in a range, by
/// operator and key.
pub(super) fn load_keyed(
    conn: &mut Conn,
    book: i64,
    (after, last): (i64, i64),
    requests: &[RequestRow],
) -> Result<BTreeMap<(i64, String), Keyed>> {
    type Row = (Option<i64>, Option<String>, i64, i64, String);
    let end = requests.iter().map(|row| row.last_seq).max().unwrap_or(last).max(last);
    let rows: Vec<Row> = change_log::table
        .filter(change_log::book_id.eq(book))
        .filter(change_log::seq.gt(after))
        .filter(change_log::seq.le(end))
        .filter(change_log::request_key.is_not_null())
        .order(change_log::seq)
        .select((
            change_log::operator_id,
            change_log::request_key,
            change_log::seq,
            change_log::at,
            change_log::action,
        ))
        .load(conn)?;
    let mut found = BTreeMap::<(i64, String), Keyed>::new();
    for (operator, key, seq, at, action) in rows {
        let Some(key) = key else { continue };
        let fresh = || Keyed { first: seq, last: seq, at, actions: BTreeSet::new() };
        let keyed = found.entry((operator.unwrap_or(0), key)).or_insert_with(fresh);
        keyed.last = seq;
        keyed.actions.insert(action);
    }
    Ok(found)
}

diesel::define_sql_function! {
    /// The value, or the other where there is none.
    fn coalesce(value: Nullable<BigInt>, other: BigInt) -> BigInt;
}

/// The changes whose request key is not among the requests.
pub(super) fn find_lost_requests(conn: &mut Conn, book: i64) -> Result<Vec<i64>> {
    let request = request_log::table
        .filter(request_log::book_id.eq(change_log::book_id))
        .filter(request_log::request_key.nullable().eq(change_log::request_key))
        // Keys used without a sign-in are kept under 0.
        .filter(request_log::operator_id.eq(coalesce(change_log::operator_id, 0)));
    Ok(change_log::table
        .filter(change_log::book_id.eq(book))
        .filter(change_log::request_key.is_not_null())
        .filter(not(exists(request)))
        .order(change_log::seq)
        .limit(NUMBERS)
        .select(change_log::seq)
        .load(conn)?)
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// The tables whose rows belong to a record, each with the column that names it and its table. The
/// postings of entries are looked at with them.
const PARTS: &[(&str, &str, &str)] = &[
    ("customer_class", "customer_id", "customer"),
    ("customer_channel", "customer_id", "customer"),
    ("customer_address", "customer_id", "customer"),
    ("customer_bank_account", "customer_id", "customer"),
    ("customer_tag", "customer_id", "customer"),
    ("customer_plan", "customer_id", "customer"),
    ("customer_credit", "customer_id", "customer"),
    ("customer_parent", "customer_id", "customer"),
    ("customer_collaborator", "customer_id", "customer"),
    ("customer_lock", "customer_id", "customer"),
    ("customer_merge_part", "merge_id", "customer_merge"),
    ("contact_channel", "contact_id", "contact"),
    ("contact_superior", "contact_id", "contact"),
    ("contact_merge_part", "merge_id", "contact_merge"),
    ("dealing_contact", "dealing_id", "dealing"),
    ("dealing_operator", "dealing_id", "dealing"),
    ("role_grant", "role_id", "role"),
    ("role_field", "role_id", "role"),
    ("operator_role", "operator_id", "operator"),
    ("pool_customer", "customer_id", "customer"),
    ("pool_operator", "pool_id", "pool"),
    ("pool_rule", "pool_id", "pool"),
    ("pool_team", "pool_id", "pool"),
    ("invoice_line", "invoice_id", "invoice"),
    ("invoice_party", "invoice_id", "invoice"),
    ("import_line", "import_id", "import_run"),
    ("entry_review", "entry_id", "journal_entry"),
    ("balance", "account_id", "account"),
    ("party_balance", "account_id", "account"),
];

/// The rows that belong to records that are not there: their table, and the record they name.
pub(super) fn find_orphans(conn: &mut Conn, book: i64) -> Result<Vec<(&'static str, i64)>> {
    let mut orphans = Vec::new();
    for (table, column, of) in PARTS {
        // Names of tables and columns are the engine's own, and the book is a number.
        let sql = format!(
            "SELECT DISTINCT part.{column} AS id FROM {table} part LEFT JOIN {of} whole \
             ON whole.book_id = part.book_id AND whole.id = part.{column} \
             WHERE part.book_id = {book} AND whole.id IS NULL"
        );
        let found: Vec<Found> = diesel::sql_query(sql).load(conn)?;
        orphans.extend(found.into_iter().map(|row| (*table, row.id)));
    }
    Ok(orphans)
}

/// The tables whose rows belong to a book.
const TABLES: &[&str] = &[
    "absence",
    "account",
    "account_role",
    "allocation",
    "assignment_policy",
    "assignment_rule",
    "attachment",
    "attachment_content",
    "attachment_part",
    "attachment_policy",
    "balance",
    "calendar",
    "case_assignment",
    "case_clock",
    "case_link",
    "case_note",
    "case_remedy",
    "case_transition",
    "change_head",
    "change_log",
    "contact",
    "contact_apart",
    "contact_channel",
    "contact_link",
    "contact_merge",
    "contact_merge_part",
    "contact_superior",
    "custom_field",
    "custom_value",
    "customer",
    "customer_address",
    "customer_apart",
    "customer_bank_account",
    "customer_channel",
    "customer_class",
    "customer_collaborator",
    "customer_credit",
    "customer_lock",
    "customer_merge",
    "customer_merge_part",
    "customer_parent",
    "customer_plan",
    "customer_tag",
    "dealing",
    "dealing_contact",
    "dealing_operator",
    "dictionary",
    "dictionary_item",
    "duty_rule",
    "entry_item",
    "entry_review",
    "id_counter",
    "import_line",
    "import_run",
    "important_date",
    "invoice",
    "invoice_line",
    "invoice_party",
    "invoice_profile",
    "journal",
    "journal_entry",
    "number_counter",
    "operator",
    "operator_role",
    "owner_change",
    "party_balance",
    "payment",
    "pool",
    "pool_customer",
    "pool_operator",
    "pool_rule",
    "pool_team",
    "posting",
    "product",
    "request_log",
    "role",
    "saved_view",
    "role_field",
    "role_grant",
    "search_book",
    "search_doc",
    "search_gram",
    "service_case",
    "service_policy",
    "survey",
    "task",
    "team",
];

/// The tables with rows of books that do not exist, and the first such book of each. Keys lead with
/// the book, so only the gaps between the books are looked into.
pub(super) fn find_strangers(conn: &mut Conn) -> Result<Vec<(&'static str, i64)>> {
    let mut books: Vec<i64> = book::table.select(book::book_id).load(conn)?;
    books.sort_unstable();
    // Literals that every database reads as 64-bit integers.
    let ends = [&[i64::MIN / 2][..], &books, &[i64::MAX / 2]].concat();
    let mut strangers = Vec::new();
    for pair in ends.windows(2).filter(|pair| pair[0].saturating_add(1) < pair[1]) {
        for table in TABLES {
            let sql = format!(
                "SELECT book_id AS id FROM {table} WHERE book_id > {} AND book_id < {} \
                 ORDER BY book_id LIMIT 1",
                pair[0], pair[1]
            );
            let found: Vec<Found> = diesel::sql_query(sql).load(conn)?;
            strangers.extend(found.into_iter().map(|row| (*table, row.id)));
        }
    }
    Ok(strangers)
}

/// The books that have no log.
pub(super) fn find_books_without_log(conn: &mut Conn) -> Result<Vec<i64>> {
    let head = change_head::table.filter(change_head::book_id.eq(book::book_id));
    Ok(book::table.filter(not(exists(head))).select(book::book_id).load(conn)?)
}

/// The columns that are yes or no, each with the column that names the row.
const WORDS: &[(&str, &str, &str)] = &[
    ("account", "is_leaf", "id"),
    ("account", "party_control", "id"),
    ("account", "active", "id"),
    ("assignment_policy", "automatic", "id"),
    ("assignment_rule", "active", "id"),
    ("case_note", "is_public", "id"),
    ("contact", "is_primary", "id"),
    ("contact", "active", "id"),
    ("contact_link", "is_primary", "id"),
    ("customer", "is_customer", "id"),
    ("customer", "is_supplier", "id"),
    ("customer", "active", "id"),
    ("dictionary", "ready_made", "id"),
    ("dictionary_item", "active", "id"),
    ("duty_rule", "enforced", "book_id"),
    ("important_date", "is_once", "id"),
    ("invoice_profile", "is_default", "id"),
    ("invoice_profile", "active", "id"),
    ("journal", "active", "id"),
    ("operator", "active", "id"),
    ("operator", "must_change_password", "id"),
    ("pool", "active", "id"),
    ("pool", "quota_counts_dealt", "id"),
    ("pool_operator", "is_admin", "pool_id"),
    ("product", "active", "id"),
    ("role", "ready_made", "id"),
    ("custom_field", "is_required", "id"),
    ("custom_field", "is_unique", "id"),
    ("custom_field", "is_searchable", "id"),
    ("custom_field", "is_personal", "id"),
    ("custom_field", "active", "id"),
    ("saved_view", "descending", "id"),
    ("saved_view", "is_shared", "id"),
    ("service_policy", "active", "id"),
    ("task", "is_private", "id"),
    ("team", "active", "id"),
];

/// The columns that must be yes or no and are neither: a database may keep other numbers there,
/// and reading takes them for yes.
pub(super) fn find_odd_words(
    conn: &mut Conn,
    book: i64,
) -> Result<Vec<(&'static str, &'static str, i64)>> {
    let mut odd = Vec::new();
    for (table, column, id) in WORDS {
        let sql = format!(
            "SELECT {id} AS id FROM {table} WHERE book_id = {book} \
             AND {column} NOT IN (TRUE, FALSE)"
        );
        let found: Vec<Found> = diesel::sql_query(sql).load(conn)?;
        odd.extend(found.into_iter().map(|row| (*table, *column, row.id)));
    }
    Ok(odd)
}

/// The last id taken of each kind of record.
pub(super) fn load_id_counters(conn: &mut Conn, book: i64) -> Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = id_counter::table
        .filter(id_counter::book_id.eq(book))
        .select((id_counter::kind, id_counter::last_id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The highest id of each kind of record that the log tells of.
pub(super) fn load_last_ids(conn: &mut Conn, book: i64) -> Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, Option<i64>)> = change_log::table
        .filter(change_log::book_id.eq(book))
        .group_by(change_log::subject_kind)
        .select((change_log::subject_kind, max(change_log::subject_id)))
        .load(conn)?;
    Ok(rows.into_iter().map(|(kind, last)| (kind, last.unwrap_or(0))).collect())
}

/// The highest id of the lines posted by hand; none of them is ever removed.
pub(super) fn load_last_entry_item(conn: &mut Conn, book: i64) -> Result<i64> {
    let last: Option<i64> = entry_item::table
        .filter(entry_item::book_id.eq(book))
        .select(max(entry_item::id))
        .first(conn)?;
    Ok(last.unwrap_or(0))
}

/// Counters of numbers by series and period.
type Numbers = BTreeMap<(String, i64), i64>;

/// The last number given in every series and period.
pub(super) fn load_number_counters(conn: &mut Conn, book: i64) -> Result<Numbers> {
    let rows: Vec<(String, i64, i64)> = number_counter::table
        .filter(number_counter::book_id.eq(book))
        .select((number_counter::series, number_counter::period, number_counter::last_number))
        .load(conn)?;
    Ok(rows.into_iter().map(|(series, period, last)| ((series, period), last)).collect())
}

/// The highest number of every series and period that a record has.
pub(super) fn load_last_numbers(conn: &mut Conn, book: i64) -> Result<Numbers> {
    let mut last = Numbers::new();
    let entries: Vec<(i64, i64, Option<i64>)> = journal_entry::table
        .filter(journal_entry::book_id.eq(book))
        .group_by((journal_entry::journal_id, journal_entry::period))
        .select((journal_entry::journal_id, journal_entry::period, max(journal_entry::number)))
        .load(conn)?;
    for (journal, period, number) in entries {
        last.insert((format!("journal:{journal}"), period), number.unwrap_or(0));
    }
    macro_rules! read {
        ($table:ident, $number:expr, $series:expr) => {
            let mut after = i64::MIN;
            loop {
                let rows: Vec<(i64, Option<String>)> = $table::table
                    .filter($table::book_id.eq(book))
                    .filter($table::id.gt(after))
                    .order($table::id)
                    .limit(NUMBERS)
                    .select(($table::id, $number))
                    .load(conn)?;
                let Some((id, _)) = rows.last() else { break };
                after = *id;
                for (series, period, number) in rows.iter().filter_map(|(_, it)| parts(it)) {
                    let kept = last.entry(($series(series), period)).or_insert(0);
                    *kept = number.max(*kept);
                }
            }
        };
    }
    read!(invoice, invoice::number, |series| format!("invoice:{series}"));
    read!(payment, payment::number.nullable(), str::to_owned);
    read!(service_case, service_case::number.nullable(), str::to_lowercase);
    Ok(last)
}

/// Takes a number such as `INV-202606-0001` apart.
fn parts(number: &Option<String>) -> Option<(&str, i64, i64)> {
    let mut parts = number.as_deref()?.splitn(3, '-');
    let (series, period, number) = (parts.next()?, parts.next()?, parts.next()?);
    Some((series, period.parse().ok()?, number.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use bookroom_tables::{Database, Migrations};

    use super::*;

    #[test]
    fn every_table_is_known() {
        let migrations = Migrations::read(Path::new("../ground/migrations")).unwrap();
        let schema = migrations.schema(Database::Sqlite);
        let declared = schema.tables.iter().map(|table| table.name.as_str());
        // Guesses at names of books that do not exist are counted like others; locks say nothing.
        let other = ["book", "sign_in_attempt", "work_lock"];
        let declared: BTreeSet<&str> = declared.filter(|name| !other.contains(name)).collect();
        assert_eq!(TABLES.iter().copied().collect::<BTreeSet<_>>(), declared);
    }

    #[test]
    fn every_column_that_is_yes_or_no_is_known() {
        let migrations = Migrations::read(Path::new("../ground/migrations")).unwrap();
        let mut declared = BTreeSet::new();
        for table in &migrations.schema(Database::Sqlite).tables {
            for column in table.columns.iter().filter(|column| column.kind.diesel() == "Bool") {
                declared.insert((table.name.clone(), column.name.clone()));
            }
        }
        let known: BTreeSet<(String, String)> = WORDS
            .iter()
            .map(|(table, column, _)| (table.to_string(), column.to_string()))
            .collect();
        assert_eq!(known, declared);
    }
}
