//! References that come to name another record: those who name one that was merged into another.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use crate::custom_fields::model::CustomSubject;
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::locks::load_locked;
use crate::store::schema::{
    contact, custom_field, custom_value, customer, dealing, product, service_case,
};

/// A field of a record that names another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Naming {
    pub(crate) subject: CustomSubject,
    pub(crate) id: i64,
    pub(crate) field: i64,
    pub(crate) key: String,
    pub(crate) is_unique: bool,
}

/// The fields of records that name a record of a kind, by record.
pub(crate) fn find(conn: &mut Conn, book: i64, of: CustomSubject, id: i64) -> Result<Vec<Naming>> {
    let fields: Vec<(i64, String, String, bool)> = custom_field::table
        .filter(custom_field::book_id.eq(book))
        .filter(custom_field::refers_to.eq(of.slug()))
        .select((
            custom_field::id,
            custom_field::subject_kind,
            custom_field::field_key,
            custom_field::is_unique,
        ))
        .load(conn)?;
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = fields.iter().map(|(field, ..)| *field).collect();
    let rows: Vec<(i64, i64)> = custom_value::table
        .filter(custom_value::book_id.eq(book))
        .filter(custom_value::field_id.eq_any(ids))
        .filter(custom_value::whole.eq(id))
        .select((custom_value::field_id, custom_value::subject_id))
        .load(conn)?;
    let fields: BTreeMap<i64, (String, String, bool)> =
        fields.into_iter().map(|(id, kind, key, unique)| (id, (kind, key, unique))).collect();
    let naming = |(field, id): (i64, i64)| {
        let (kind, key, is_unique) =
            fields.get(&field).ok_or_else(|| Error::internal("a value without its field"))?;
        let subject = CustomSubject::from_slug(kind);
        let subject = subject.ok_or_else(|| Error::corrupt("subject_kind"))?;
        Ok(Naming { subject, id, field, key: key.clone(), is_unique: *is_unique })
    };
    let mut found = rows.into_iter().map(naming).collect::<Result<Vec<_>>>()?;
    found.sort();
    Ok(found)
}

/// Has fields of locked records name another record.
pub(crate) fn point(
    conn: &mut Conn,
    book: i64,
    naming: &[Naming],
    (from, into): (i64, i64),
) -> Result<()> {
    let mut by_field: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for one in naming {
        by_field.entry(one.field).or_default().push(one.id);
    }
    for (field, ids) in by_field {
        for chunk in ids.chunks(IN_LIST) {
            let target = custom_value::table
                .filter(custom_value::book_id.eq(book))
                .filter(custom_value::field_id.eq(field))
                .filter(custom_value::subject_id.eq_any(chunk))
                .filter(custom_value::whole.eq(from));
            diesel::update(target).set(custom_value::whole.eq(into)).execute(conn)?;
        }
    }
    Ok(())
}

/// Which of these customers were merged into others, and into which.
pub(crate) fn find_merged(
    conn: &mut Conn,
    book: i64,
    ids: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in Vec::from_iter(ids.iter().copied()).chunks(IN_LIST) {
        let rows: Vec<(i64, Option<i64>)> = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk))
            .filter(customer::merged_into.is_not_null())
            .select((customer::id, customer::merged_into))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(id, into)| Some((id, into?))));
    }
    Ok(found)
}

/// The tables of the kinds of records.
macro_rules! tables {
    ($($subject:ident => $table:ident;)*) => {
        /// Locks records of a kind until the transaction ends; returns those that are there.
        pub(crate) fn lock(
            conn: &mut Conn,
            book: i64,
            subject: CustomSubject,
            ids: &BTreeSet<i64>,
        ) -> Result<BTreeSet<i64>> {
            let ids: Vec<i64> = ids.iter().copied().collect();
            let mut found = BTreeSet::new();
            for chunk in ids.chunks(IN_LIST) {
                let some = match subject {
                    $(CustomSubject::$subject => load_locked!(
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

        /// Moves the versions of locked records of a kind.
        pub(crate) fn touch(
            conn: &mut Conn,
            book: i64,
            subject: CustomSubject,
            ids: &[i64],
            now: i64,
        ) -> Result<()> {
            for chunk in ids.chunks(IN_LIST) {
                match subject {
                    $(CustomSubject::$subject => {
                        let target = $table::table
                            .filter($table::book_id.eq(book))
                            .filter($table::id.eq_any(chunk));
                        diesel::update(target)
                            .set((
                                $table::version.eq($table::version + 1),
                                $table::updated_at.eq(now),
                            ))
                            .execute(conn)?;
                    })*
                }
            }
            Ok(())
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
