//! Gapless numbers: one counter per series and period, moved inside the transaction, so that a
//! number is never lost and never given twice.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::dialect::{Key, add_all};
use super::insert::IN_LIST;
use super::locks::load_locked;
use super::{Conn, schema::number_counter};
use crate::error::{Error, Result};

/// Takes `count` numbers in a row of `series` in `period` and returns the first.
pub fn take(conn: &mut Conn, book: i64, series: &str, period: i64, count: usize) -> Result<i64> {
    let count = i64::try_from(count).map_err(|_| Error::internal("more numbers than there are"))?;
    let keys = [Key::Int(book), Key::Word(series), Key::Int(period)];
    let columns = ["book_id", "series", "period"];
    add_all(conn, "number_counter", columns, ["last_number"], &[(keys, [count])])?;
    let query = number_counter::table
        .filter(number_counter::book_id.eq(book))
        .filter(number_counter::series.eq(series))
        .filter(number_counter::period.eq(period))
        .select(number_counter::last_number);
    let last = load_locked!(conn, query, i64)?;
    let last = last.first().ok_or_else(|| Error::internal("a number counter vanished"))?;
    Ok(last - count + 1)
}

/// What [`take_all`] is asked for.
pub struct Wanted {
    /// The series.
    pub series: String,
    /// The period's key; 0 for a series that is not restarted.
    pub period: i64,
    /// How many.
    pub count: i64,
}

/// Takes numbers of many series at once, in two statements; returns the first of each. `wanted`
/// must be sorted by series and period, so that writers on servers wait for each other in one
/// order.
pub fn take_all(conn: &mut Conn, book: i64, wanted: &[Wanted]) -> Result<Vec<i64>> {
    let rows: Vec<_> = wanted
        .iter()
        .map(|want| {
            ([Key::Int(book), Key::Word(&want.series), Key::Int(want.period)], [want.count])
        })
        .collect();
    let columns = ["book_id", "series", "period"];
    add_all(conn, "number_counter", columns, ["last_number"], &rows)?;
    let mut last: BTreeMap<(String, i64), i64> = BTreeMap::new();
    for chunk in wanted.chunks(IN_LIST) {
        // The rows are held since they were moved, so a plain select sees them as they stay.
        let rows: Vec<(String, i64, i64)> = number_counter::table
            .filter(number_counter::book_id.eq(book))
            .filter(number_counter::series.eq_any(chunk.iter().map(|want| want.series.as_str())))
            .filter(number_counter::period.eq_any(chunk.iter().map(|want| want.period)))
            .select((number_counter::series, number_counter::period, number_counter::last_number))
            .load(conn)?;
        last.extend(rows.into_iter().map(|(series, period, last)| ((series, period), last)));
    }
    let first = |want: &Wanted| {
        let last = last.get(&(want.series.clone(), want.period)).copied();
        last.map(|last| last - want.count + 1)
            .ok_or_else(|| Error::internal("a number counter vanished"))
    };
    wanted.iter().map(first).collect()
}
