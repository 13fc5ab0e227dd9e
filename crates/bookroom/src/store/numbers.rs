//! Gapless numbers: one counter per series and period, moved inside the transaction, so that a
//! number is never lost and never given twice.

use diesel::prelude::*;

use super::dialect::{Key, add_all, load_locked};
use super::{Conn, schema::number_counter};
use crate::error::{Error, Result};

/// Takes `count` numbers in a row of `series` in `period` and returns the first.
pub(crate) fn take(
    conn: &mut Conn,
    book: i64,
    series: &str,
    period: i64,
    count: usize,
) -> Result<i64> {
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
