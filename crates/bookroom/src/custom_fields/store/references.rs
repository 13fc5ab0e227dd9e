//! Records that references name, and who names a record.

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::custom_fields::model::CustomSubject;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::locks::load_kept;
use crate::store::schema::{
    contact, custom_field, custom_value, customer, dealing, product, service_case,
};

/// The tables of the kinds of records.
macro_rules! tables {
    ($($subject:ident => $table:ident;)*) => {
        /// Of these ids, those of records; none of them is removed until the transaction ends.
        pub(crate) fn keep_existing(
            conn: &mut Conn,
            book: i64,
            subject: CustomSubject,
            ids: &BTreeSet<i64>,
        ) -> Result<BTreeSet<i64>> {
            let ids: Vec<i64> = ids.iter().copied().collect();
            let mut found = BTreeSet::new();
            for chunk in ids.chunks(IN_LIST) {
                let some = match subject {
                    $(CustomSubject::$subject => load_kept!(
                        conn,
                        $table::table
                            .filter($table::book_id.eq(book))
                            .filter($table::id.eq_any(chunk))
                            .order($table::id)
                            .select($table::id),
                        i64
                    )?,)*
                };
                found.extend(some);
            }
            Ok(found)
        }

        /// The records that have values and are not there.
        pub(crate) fn find_orphans(
            conn: &mut Conn,
            book: i64,
        ) -> Result<Vec<(CustomSubject, i64)>> {
            let mut orphans = Vec::new();
            $(
                let alive = $table::table
                    .filter($table::book_id.eq(custom_value::book_id))
                    .filter($table::id.eq(custom_value::subject_id));
                let found: Vec<i64> = custom_value::table
                    .filter(custom_value::book_id.eq(book))
                    .filter(custom_value::subject_kind.eq(CustomSubject::$subject.slug()))
                    .filter(diesel::dsl::not(diesel::dsl::exists(alive)))
                    .select(custom_value::subject_id)
                    .distinct()
                    .order(custom_value::subject_id)
                    .load(conn)?;
                orphans.extend(found.into_iter().map(|id| (CustomSubject::$subject, id)));
            )*
            Ok(orphans)
        }
    };
}

tables! {
    Customer => customer;
    Contact => contact;
    Product => product;
    Dealing => dealing;
    Case => service_case;
}

/// The records with a value whose kind of record is another than its field's, with the field.
pub(crate) fn find_strays(conn: &mut Conn, book: i64) -> Result<Vec<(i64, i64)>> {
    Ok(custom_value::table
        .inner_join(
            custom_field::table.on(custom_field::book_id
                .eq(custom_value::book_id)
                .and(custom_field::id.eq(custom_value::field_id))),
        )
        .filter(custom_value::book_id.eq(book))
        .filter(custom_value::subject_kind.ne(custom_field::subject_kind))
        .select((custom_value::field_id, custom_value::subject_id))
        .order((custom_value::field_id, custom_value::subject_id))
        .load(conn)?)
}

/// Which of these records a field of another one names.
pub(crate) fn find_referred(
    conn: &mut Conn,
    book: i64,
    subject: CustomSubject,
    ids: &[i64],
) -> Result<BTreeSet<i64>> {
    let fields: Vec<i64> = custom_field::table
        .filter(custom_field::book_id.eq(book))
        .filter(custom_field::refers_to.eq(subject.slug()))
        .select(custom_field::id)
        .load(conn)?;
    let mut found = BTreeSet::new();
    if fields.is_empty() {
        return Ok(found);
    }
    for chunk in ids.chunks(IN_LIST) {
        let some: Vec<Option<i64>> = custom_value::table
            .filter(custom_value::book_id.eq(book))
            .filter(custom_value::field_id.eq_any(fields.clone()))
            .filter(custom_value::whole.eq_any(chunk.to_vec()))
            .select(custom_value::whole)
            .distinct()
            .load(conn)?;
        found.extend(some.into_iter().flatten());
    }
    Ok(found)
}
