//! Inserting many rows in few statements on every database.

/// Inserts all rows of a slice. On SQLite in arrays of 20, whose statement is prepared once; on
/// servers in batches of 500.
#[macro_export]
macro_rules! insert_all {
    ($conn:expr, $table:path, $rows:expr) => {{
        let rows = $rows;
        match $conn {
            #[cfg(feature = "sqlite")]
            $crate::store::Conn::Sqlite(conn) => {
                let mut chunks = rows.chunks_exact(20);
                for chunk in chunks.by_ref() {
                    $crate::interrupt::look()?;
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
                    $crate::interrupt::look()?;
                    diesel::RunQueryDsl::execute(
                        diesel::insert_into($table).values(chunk),
                        &mut *conn,
                    )?;
                }
            }
            #[cfg(feature = "mysql")]
            $crate::store::Conn::Mysql(conn) => {
                for chunk in rows.chunks(500) {
                    $crate::interrupt::look()?;
                    diesel::RunQueryDsl::execute(
                        diesel::insert_into($table).values(chunk),
                        &mut *conn,
                    )?;
                }
            }
        }
    }};
}
pub use insert_all;

/// How many ids one `IN (…)` list takes at most; SQLite allows 32,766 binds a statement.
pub const IN_LIST: usize = 5_000;

/// Writes changed rows that are there already, and locked: the named columns of each, in as few
/// statements as inserting them takes.
#[macro_export]
macro_rules! save_all {
    ($conn:expr, $table:ident, $rows:expr, [$($column:ident),+ $(,)?]) => {{
        let rows = $rows;
        match $conn {
            #[cfg(feature = "sqlite")]
            $crate::store::Conn::Sqlite(conn) => {
                for row in rows {
                    $crate::interrupt::look()?;
                    let insert = diesel::insert_into($table::table).values(row);
                    let save = insert
                        .on_conflict(($table::book_id, $table::id))
                        .do_update()
                        .set(($($table::$column.eq(diesel::upsert::excluded($table::$column)),)+));
                    diesel::RunQueryDsl::execute(save, &mut *conn)?;
                }
            }
            #[cfg(feature = "postgres")]
            $crate::store::Conn::Pg(conn) => {
                for chunk in rows.chunks(500) {
                    $crate::interrupt::look()?;
                    let insert = diesel::insert_into($table::table).values(chunk);
                    let save = insert
                        .on_conflict(($table::book_id, $table::id))
                        .do_update()
                        .set(($($table::$column.eq(diesel::upsert::excluded($table::$column)),)+));
                    diesel::RunQueryDsl::execute(save, &mut *conn)?;
                }
            }
            #[cfg(feature = "mysql")]
            $crate::store::Conn::Mysql(conn) => {
                for chunk in rows.chunks(500) {
                    $crate::interrupt::look()?;
                    let insert = diesel::insert_into($table::table).values(chunk);
                    let save = insert
                        .on_conflict(diesel::dsl::DuplicatedKeys)
                        .do_update()
                        .set(($($table::$column.eq(
                            diesel::dsl::sql::<diesel::dsl::SqlTypeOf<$table::$column>>(
                                concat!("VALUES(", stringify!($column), ")"),
                            ),
                        ),)+));
                    diesel::RunQueryDsl::execute(save, &mut *conn)?;
                }
            }
        }
    }};
}
pub use save_all;
