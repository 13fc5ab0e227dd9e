//! Who refers to customers: every place there is, in one list, with what becomes of it when a
//! customer is merged into another one. A test compares it with the references that the schema
//! declares, so that a new table cannot be forgotten.

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::attachments;
use crate::customers::store::set_parent;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::locks::load_locked;
use crate::store::schema::{
    customer, customer_parent, dealing, entry_item, important_date, invoice, payment, posting,
    service_case, survey, task,
};

macro_rules! references {
    ($($table:ident of $subject:literal;)*) => {
        /// The records that name a customer and go with it to the one it is merged into.
        pub(crate) const KINDS: &[&str] = &[$($subject,)* "attachment"];

        /// Their columns.
        #[cfg(test)]
        const MOVED: &[(&str, &str)] = &[$((stringify!($table), "customer_id"),)*];

        /// The records of a kind that name a locked customer, locked, by id. They are looked up
        /// first: nothing comes to name it meanwhile, and MariaDB leaves who locks by another index
        /// than that of the ids waiting for ever, now and then.
        pub(crate) fn lock_of(
            conn: &mut Conn,
            book: i64,
            kind: &str,
            customer: i64,
        ) -> Result<Vec<i64>> {
            match kind {
                $($subject => {
                    let ids: Vec<i64> = $table::table
                        .filter($table::book_id.eq(book))
                        .filter($table::customer_id.eq(customer))
                        .order($table::id)
                        .select($table::id)
                        .load(conn)?;
                    lock_those_of(conn, book, (kind, &ids), customer)
                })*
                // Those of the customer itself: of other records they stay where they are.
                "attachment" => attachments::lock_of_customer(conn, book, customer, None),
                _ => Ok(Vec::new()),
            }
        }

        /// Those of these records of a kind that name a customer, locked, by id.
        pub(crate) fn lock_those_of(
            conn: &mut Conn,
            book: i64,
            (kind, ids): (&str, &[i64]),
            customer: i64,
        ) -> Result<Vec<i64>> {
            let mut found = Vec::new();
            match kind {
                $($subject => for chunk in ids.chunks(IN_LIST) {
                    let query = $table::table
                        .filter($table::book_id.eq(book))
                        .filter($table::id.eq_any(chunk))
                        .filter($table::customer_id.eq(customer))
                        .order($table::id)
                        .select($table::id);
                    found.extend(load_locked!(conn, query, i64)?);
                },)*
                "attachment" => {
                    found = attachments::lock_of_customer(conn, book, customer, Some(ids))?;
                }
                _ => {}
            }
            Ok(found)
        }

        /// Has locked records of a kind name another customer, and moves their versions.
        pub(crate) fn point(
            conn: &mut Conn,
            book: i64,
            (kind, ids): (&str, &[i64]),
            customer: i64,
            now: i64,
        ) -> Result<()> {
            match kind {
                $($subject => for chunk in ids.chunks(IN_LIST) {
                    let target = $table::table
                        .filter($table::book_id.eq(book))
                        .filter($table::id.eq_any(chunk));
                    diesel::update(target)
                        .set((
                            $table::customer_id.eq(customer),
                            $table::version.eq($table::version + 1),
                            $table::updated_at.eq(now),
                        ))
                        .execute(conn)?;
                },)*
                "attachment" => {
                    attachments::point_to_customer(conn, book, ids, customer, now)?;
                }
                _ => {}
            }
            Ok(())
        }
    };
}

// Contacts go by their own commands, since one of them is the first to be asked for.
references! {
    invoice of "invoice";
    payment of "payment";
    service_case of "case";
    dealing of "dealing";
    task of "task";
    important_date of "important_date";
    survey of "survey";
}

/// Has lines posted by hand for some customers name who stands for them; returns how many changed.
/// Their entries keep the party that they were posted with.
pub(crate) fn point_lines(conn: &mut Conn, book: i64, parties: &[i64], into: i64) -> Result<usize> {
    let mut changed = 0;
    for chunk in parties.chunks(IN_LIST) {
        let of_posting = posting::book_id
            .eq(entry_item::book_id)
            .and(posting::entry_id.eq(entry_item::entry_id))
            .and(posting::line.eq(entry_item::line));
        let lines: Vec<i64> = entry_item::table
            .inner_join(posting::table.on(of_posting))
            .filter(posting::book_id.eq(book))
            .filter(posting::party_id.eq_any(chunk))
            .filter(entry_item::customer_id.ne(into))
            .select(entry_item::id)
            .load(conn)?;
        for lines in lines.chunks(IN_LIST) {
            let target = entry_item::table
                .filter(entry_item::book_id.eq(book))
                .filter(entry_item::id.eq_any(lines));
            changed += diesel::update(target)
                .set((
                    entry_item::customer_id.eq(into),
                    entry_item::version.eq(entry_item::version + 1),
                ))
                .execute(conn)?;
        }
    }
    Ok(changed)
}

/// The customers that were merged into one, locked, by id.
pub(crate) fn lock_merged(conn: &mut Conn, book: i64, into: i64) -> Result<Vec<i64>> {
    let ids: Vec<i64> = customer::table
        .filter(customer::book_id.eq(book))
        .filter(customer::merged_into.eq(into))
        .order(customer::id)
        .select(customer::id)
        .load(conn)?;
    keep_merged_into(conn, book, &ids, into)
}

/// Those of these customers that were merged into one.
pub(crate) fn keep_merged_into(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    into: i64,
) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let query = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk))
            .filter(customer::merged_into.eq(into))
            .order(customer::id)
            .select(customer::id);
        found.extend(load_locked!(conn, query, i64)?);
    }
    Ok(found)
}

/// Has locked customers be merged into another one, and moves their versions.
pub(crate) fn point_merged(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    into: i64,
    now: i64,
) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target =
            customer::table.filter(customer::book_id.eq(book)).filter(customer::id.eq_any(chunk));
        diesel::update(target)
            .set((
                customer::merged_into.eq(into),
                customer::version.eq(customer::version + 1),
                customer::updated_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The customers right below one.
pub(crate) fn children(conn: &mut Conn, book: i64, parent: i64) -> Result<Vec<i64>> {
    Ok(customer_parent::table
        .filter(customer_parent::book_id.eq(book))
        .filter(customer_parent::parent_id.eq(parent))
        .order(customer_parent::customer_id)
        .select(customer_parent::customer_id)
        .load(conn)?)
}

/// Has locked customers stand below another one, and moves their versions.
pub(crate) fn point_children(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    parent: i64,
    now: i64,
) -> Result<()> {
    set_parent(conn, book, ids, Some(parent), now)
}

/// The party that each of these documents was posted with; drafts and documents of nothing are
/// absent.
pub(crate) fn posted_with(
    conn: &mut Conn,
    book: i64,
    (kind, ids): (&str, &[i64]),
) -> Result<Vec<(i64, i64)>> {
    let mut found = Vec::new();
    macro_rules! of_table {
        ($table:ident) => {
            for chunk in ids.chunks(IN_LIST) {
                let of_entry = posting::book_id
                    .eq($table::book_id)
                    .and(posting::entry_id.nullable().eq($table::entry_id))
                    .and(posting::party_id.is_not_null());
                let rows: Vec<(i64, Option<i64>)> = $table::table
                    .inner_join(posting::table.on(of_entry))
                    .filter($table::book_id.eq(book))
                    .filter($table::id.eq_any(chunk))
                    .select(($table::id, posting::party_id))
                    .load(conn)?;
                found.extend(rows.into_iter().filter_map(|(id, party)| Some((id, party?))));
            }
        };
    }
    match kind {
        "invoice" => of_table!(invoice),
        "payment" => of_table!(payment),
        _ => {}
    }
    Ok(found)
}

/// The ids of lines posted by hand that name one of these customers.
pub(crate) fn lines_of(conn: &mut Conn, book: i64, customers: &BTreeSet<i64>) -> Result<Vec<i64>> {
    let ids: Vec<i64> = customers.iter().copied().collect();
    let mut found = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<i64> = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::customer_id.eq_any(chunk))
            .select(entry_item::id)
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use bookroom_tables::{Database, Migrations};

    use super::MOVED;

    /// Columns that name a customer and are no part of `MOVED`, and what becomes of them.
    const OTHERS: &[(&str, &str, &str)] = &[
        ("contact", "customer_id", "moved as contacts are edited"),
        ("invoice_profile", "customer_id", "moved as profiles are edited"),
        ("contact_link", "customer_id", "moved as links are edited, and taken away where doubled"),
        ("entry_item", "customer_id", "follows from its posting: `point_lines`"),
        ("posting", "party_id", "never changes: counts for who stands for the party"),
        ("party_balance", "party_id", "summed again from the postings"),
        ("customer_parent", "parent_id", "moved as parents are set"),
        ("customer", "merged_into", "moved: `point_merged`"),
        ("owner_change", "customer_id", "history of the customer that it tells of"),
        ("customer_merge", "into_id", "history of merges"),
        ("customer_merge_part", "customer_id", "history of merges"),
        // What is part of the customer's own record: the rules of the merge decide.
        ("customer_class", "customer_id", "level … satisfaction, classes"),
        ("customer_channel", "customer_id", "channels"),
        ("customer_address", "customer_id", "addresses"),
        ("customer_bank_account", "customer_id", "bank_accounts"),
        ("customer_tag", "customer_id", "tags"),
        ("customer_plan", "customer_id", "planned_contact"),
        ("customer_credit", "customer_id", "credit_limit"),
        ("customer_parent", "customer_id", "parent"),
        ("pool_customer", "customer_id", "owner"),
        ("customer_collaborator", "customer_id", "who works with the one that stays goes on"),
        ("customer_lock", "customer_id", "who is locked is not merged"),
    ];

    #[test]
    fn every_column_of_the_schema_that_names_a_customer_is_known() {
        let migrations = Migrations::read(Path::new("../ground/migrations")).unwrap();
        let mut declared = BTreeSet::new();
        for table in &migrations.schema(Database::Sqlite).tables {
            let keys = table.foreign_keys.iter().filter(|key| key.table == "customer");
            let by_key = keys.map(|key| key.columns[1].clone());
            let alike = ["customer_id", "party_id", "merged_into"];
            let by_name = table.columns.iter().map(|column| column.name.clone());
            let by_name = by_name.filter(|name| alike.contains(&name.as_str()));
            declared.extend(by_key.chain(by_name).map(|column| (table.name.clone(), column)));
        }
        // A list of the user's own that an item was merged into.
        declared.remove(&("dictionary_item".to_owned(), "merged_into".to_owned()));
        // A contact that a contact was merged into.
        declared.remove(&("contact".to_owned(), "merged_into".to_owned()));
        let others = OTHERS.iter().map(|(table, column, _)| (*table, *column));
        let known = MOVED.iter().copied().chain(others);
        let known: BTreeSet<(String, String)> =
            known.map(|(table, column)| (table.to_owned(), column.to_owned())).collect();
        assert_eq!(known, declared, "say what becomes of it when a customer is merged");
    }
}
