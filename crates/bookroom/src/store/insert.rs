//! Inserting many rows in few statements on every database.

/// Inserts all rows of a slice. On SQLite in arrays of 20, whose statement is prepared once; on
/// servers in batches of 500.
macro_rules! insert_all {
    ($conn:expr, $table:path, $rows:expr) => {{
        let rows = $rows;
        match $conn {
            #[cfg(feature = "sqlite")]
            $crate::store::Conn::Sqlite(conn) => {
                let mut chunks = rows.chunks_exact(20);
                for chunk in chunks.by_ref() {
                    if let Ok(array) = <&[_; 20]>::try_from(chunk) {
                        diesel::RunQueryDsl::execute(
                            diesel::insert_into($table).values(array),
                            &mut *conn,
                        )?;
                    }
                }
                for row in chunks.remainder() {
                    diesel::RunQueryDsl::execute(
                        diesel::insert_into($table).values(row),
                        &mut *conn,
                    )?;
                }
            }
            #[cfg(feature = "postgres")]
            $crate::store::Conn::Pg(conn) => {
                for chunk in rows.chunks(500) {
                    diesel::RunQueryDsl::execute(
                        diesel::insert_into($table).values(chunk),
                        &mut *conn,
                    )?;
                }
            }
            #[cfg(feature = "mysql")]
            $crate::store::Conn::Mysql(conn) => {
                for chunk in rows.chunks(500) {
                    diesel::RunQueryDsl::execute(
                        diesel::insert_into($table).values(chunk),
                        &mut *conn,
                    )?;
                }
            }
        }
    }};
}
pub(crate) use insert_all;

/// How many ids one `IN (…)` list takes at most; SQLite allows 32,766 binds a statement.
pub(crate) const IN_LIST: usize = 5_000;
