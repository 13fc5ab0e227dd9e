//! What is settled of documents, moved for many at once: one shape for invoices, payments and
//! lines posted by hand.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use diesel::RunQueryDsl as _;

use crate::error::{Code, Error, Problem, Result};
use crate::store::Conn;

/// How many documents one statement changes; their ids and amounts stand in its text.
pub(crate) const ROWS_PER_STATEMENT: usize = 500;

/// Where a table keeps what is settled of its documents.
pub(crate) struct Settled {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    /// The column that it never exceeds.
    pub(crate) limit: &'static str,
}

/// What else moves with it.
pub(crate) struct Moved {
    /// Further columns, each with a comma after it.
    pub(crate) set: String,
    /// Which documents can be settled at all.
    pub(crate) only: String,
}

impl Settled {
    /// Adds to what is settled (a negative amount takes back) and moves the versions. `moved` is
    /// given the new sum as an expression.
    ///
    /// # Errors
    /// `over_allocated` when anything would fall below zero or above its limit, or cannot be
    /// settled; nothing may be kept then.
    pub(crate) fn add(
        &self,
        conn: &mut Conn,
        book: i64,
        deltas: &BTreeMap<i64, i64>,
        moved: impl Fn(&str) -> Moved,
    ) -> Result<()> {
        let Self { table, column, limit } = self;
        let deltas: Vec<(i64, i64)> =
            deltas.iter().map(|(id, delta)| (*id, *delta)).filter(|it| it.1 != 0).collect();
        for chunk in deltas.chunks(ROWS_PER_STATEMENT) {
            let (delta, ids) = by_id(chunk)?;
            let sum = format!("({column} + {delta})");
            let Moved { set, only } = moved(&sum);
            // MySQL assigns from left to right, so what is settled moves last.
            let sql = format!(
                "UPDATE {table} SET version = version + 1, {set}{column} = {sum} \
                 WHERE book_id = {book} AND id IN ({ids}) AND {only} \
                 AND {sum} >= 0 AND {sum} <= {limit}"
            );
            if diesel::sql_query(sql).execute(conn)? != chunk.len() {
                return Err(Problem::new(Code::OverAllocated).fact("subject", *table).into());
            }
        }
        Ok(())
    }
}

/// A number for each id, as an expression, and the list of ids: all are integer literals.
pub(crate) fn by_id(pairs: &[(i64, i64)]) -> Result<(String, String)> {
    let (mut cases, mut ids) = (String::new(), String::new());
    for (index, (id, value)) in pairs.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(cases, " WHEN {id} THEN {value}")
            .and_then(|()| write!(ids, "{comma}{id}"))
            .map_err(|_| Error::internal("writing to a string"))?;
    }
    Ok((format!("CASE id{cases} ELSE 0 END"), ids))
}
