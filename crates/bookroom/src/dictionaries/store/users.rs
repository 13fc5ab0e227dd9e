//! Who refers to dictionary items: every place there is, in one list. What asks whether an item is
//! used, and what rewrites its users when it is merged away, walks this list; a test compares it
//! with the references that the schema declares.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    customer, customer_bank_account, customer_class, dealing, dictionary_item, payment,
    service_case, survey,
};

/// The dictionary whose items payments name by code.
const PAYMENT_METHOD: &str = "payment_method";

/// An item that is merged away, and the one that takes its place.
pub(crate) struct Merge<'m> {
    pub(crate) book: i64,
    pub(crate) dictionary: &'m str,
    pub(crate) from: (i64, &'m str),
    pub(crate) into: (i64, &'m str),
    pub(crate) now: i64,
}

/// The records that were rewritten: kind of record, id, and the fields that held the item.
pub(crate) type Touched = BTreeMap<(&'static str, i64), BTreeSet<Use>>;

/// How a record refers to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    /// As the class of a customer in the item's dictionary.
    Class,
    /// In a field of this name.
    Field(&'static str),
}

macro_rules! places {
    ($($table:ident . $column:ident of $subject:literal by $id:ident: $use:expr;)*) => {
        /// Every column that refers to an item by id, except those of items themselves.
        #[cfg(test)]
        pub(crate) const PLACES: &[(&str, &str)] =
            &[$((stringify!($table), stringify!($column)),)*];

        /// Which of these items a record other than an item refers to.
        fn used_by_id(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeSet<i64>> {
            let mut used = BTreeSet::new();
            for chunk in ids.chunks(IN_LIST) {
                $(
                    let found: Vec<Option<i64>> = $table::table
                        .filter($table::book_id.eq(book))
                        .filter($table::$column.eq_any(chunk))
                        .select($table::$column.nullable())
                        .distinct()
                        .load(conn)?;
                    used.extend(found.into_iter().flatten());
                )*
            }
            Ok(used)
        }

        /// Puts the new item where the old one is; returns who held it.
        fn rewrite_ids(conn: &mut Conn, merge: &Merge<'_>) -> Result<Touched> {
            let mut touched = Touched::new();
            $(
                let holders: Vec<i64> = $table::table
                    .filter($table::book_id.eq(merge.book))
                    .filter($table::$column.eq(merge.from.0))
                    .select($table::$id)
                    .distinct()
                    .load(conn)?;
                if !holders.is_empty() {
                    let target = $table::table
                        .filter($table::book_id.eq(merge.book))
                        .filter($table::$column.eq(merge.from.0));
                    diesel::update(target).set($table::$column.eq(merge.into.0)).execute(conn)?;
                    for id in holders {
                        touched.entry(($subject, id)).or_default().insert($use);
                    }
                }
            )*
            Ok(touched)
        }
    };
}

places! {
    customer_class.item_id of "customer" by customer_id: Use::Class;
    customer_bank_account.bank_item_id of "customer" by customer_id: Use::Field("bank");
    service_case.category_id of "case" by id: Use::Field("category");
    service_case.channel_id of "case" by id: Use::Field("channel");
    service_case.satisfaction_id of "case" by id: Use::Field("satisfaction");
    service_case.root_cause_id of "case" by id: Use::Field("root_cause");
    survey.answer_id of "survey" by id: Use::Field("answer");
    dealing.kind_id of "dealing" by id: Use::Field("kind");
}

/// Which of these items (id and code) of a dictionary are used by a record other than an item.
pub(crate) fn used(
    conn: &mut Conn,
    book: i64,
    dictionary: &str,
    items: &[(i64, &str)],
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = items.iter().map(|(id, _)| *id).collect();
    let mut used = used_by_id(conn, book, &ids)?;
    if dictionary == PAYMENT_METHOD {
        for chunk in items.chunks(IN_LIST) {
            let codes: Vec<&str> = chunk.iter().map(|(_, code)| *code).collect();
            let found: Vec<String> = payment::table
                .filter(payment::book_id.eq(book))
                .filter(payment::method.eq_any(codes))
                .select(payment::method)
                .distinct()
                .load(conn)?;
            let is_found = |code: &str| found.iter().any(|method| method == code);
            used.extend(chunk.iter().filter(|(_, code)| is_found(code)).map(|(id, _)| *id));
        }
    }
    Ok(used)
}

/// Whether customers are classified by a dictionary.
pub(crate) fn classifies(conn: &mut Conn, book: i64, dictionary: i64) -> Result<bool> {
    let classes = customer_class::table
        .filter(customer_class::book_id.eq(book))
        .filter(customer_class::dictionary_id.eq(dictionary));
    Ok(diesel::select(diesel::dsl::exists(classes)).get_result(conn)?)
}

/// Rewrites every user of an item and moves the versions of the records that hold it.
pub(crate) fn rewrite(conn: &mut Conn, merge: &Merge<'_>) -> Result<Touched> {
    super::hold_items(conn, merge.book, &[merge.from.0])?;
    let mut touched = rewrite_ids(conn, merge)?;
    if merge.dictionary == PAYMENT_METHOD {
        let method = |code: &str| {
            payment::table
                .filter(payment::book_id.eq(merge.book))
                .filter(payment::method.eq(code.to_owned()))
        };
        let holders: Vec<i64> = method(merge.from.1).select(payment::id).load(conn)?;
        diesel::update(method(merge.from.1)).set(payment::method.eq(merge.into.1)).execute(conn)?;
        for id in holders {
            touched.entry(("payment", id)).or_default().insert(Use::Field("method"));
        }
    }
    move_versions(conn, merge, &touched)?;
    Ok(touched)
}

/// Moves the versions of the records that were rewritten: whoever saw them before, saw other ones.
fn move_versions(conn: &mut Conn, merge: &Merge<'_>, touched: &Touched) -> Result<()> {
    macro_rules! move_version {
        ($table:ident, $subject:literal) => {
            let ids = touched.keys().filter(|(subject, _)| *subject == $subject);
            let ids: Vec<i64> = ids.map(|(_, id)| *id).collect();
            for chunk in ids.chunks(IN_LIST) {
                let target = $table::table
                    .filter($table::book_id.eq(merge.book))
                    .filter($table::id.eq_any(chunk));
                diesel::update(target)
                    .set((
                        $table::version.eq($table::version + 1),
                        $table::updated_at.eq(merge.now),
                    ))
                    .execute(conn)?;
            }
        };
    }
    move_version!(customer, "customer");
    move_version!(service_case, "case");
    move_version!(payment, "payment");
    move_version!(dealing, "dealing");
    move_version!(survey, "survey");
    Ok(())
}

/// Puts the new item above the children of the old one, and lets what was merged into the old one
/// point to the new one.
pub(crate) fn rewrite_items(conn: &mut Conn, merge: &Merge<'_>) -> Result<()> {
    let items = || dictionary_item::table.filter(dictionary_item::book_id.eq(merge.book));
    let moved = dictionary_item::version.eq(dictionary_item::version + 1);
    diesel::update(items().filter(dictionary_item::parent_id.eq(merge.from.0)))
        .set((dictionary_item::parent_id.eq(merge.into.0), moved))
        .execute(conn)?;
    diesel::update(items().filter(dictionary_item::merged_into.eq(merge.from.0)))
        .set((dictionary_item::merged_into.eq(merge.into.0), moved))
        .execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use bookroom_tables::{Database, Migrations};

    use super::*;

    #[test]
    fn every_reference_of_the_schema_is_known() {
        let migrations = Migrations::read(Path::new("../ground/migrations")).unwrap();
        let mut declared = BTreeSet::new();
        for table in &migrations.schema(Database::Sqlite).tables {
            let keys = table.foreign_keys.iter().filter(|key| key.table == "dictionary_item");
            declared.extend(keys.map(|key| (table.name.as_str(), key.columns[1].as_str())));
        }
        let mut known: BTreeSet<(&str, &str)> = PLACES.iter().copied().collect();
        known.extend(["parent_id", "merged_into"].map(|column| ("dictionary_item", column)));
        // A column that came later, which cannot have a key of its own.
        declared.insert(("service_case", "root_cause_id"));
        assert_eq!(known, declared);
    }
}
