//! Locks on servers that are more than a row held to be changed: the one lock of a book's set-up,
//! those of work that comes one after another, and rows that are kept as they are while something
//! refers to them. On SQLite the write transaction holds the whole store already.

use diesel::prelude::*;

use super::Conn;
use super::dialect::{Key, add_all};
use super::schema::duty_rule;
use crate::error::Result;

/// Holds the set-up of a book until the transaction ends, so that changes to its chart, its lists
/// and its operators come one after another: each decides by what the one before left.
///
/// The lock is the row of the first duty rule. Every book has one, no key refers to it, and work
/// other than set-up never writes it, so nobody else waits here.
pub fn hold_set_up(conn: &mut Conn, book: i64) -> Result<()> {
    let query = duty_rule::table
        .filter(duty_rule::book_id.eq(book))
        .order(duty_rule::code)
        .limit(1)
        .select(duty_rule::code);
    load_locked!(conn, query, String)?;
    Ok(())
}

/// Has work of one kind in a book come one after another: holds its row until the transaction ends,
/// and who wants it too waits. `kind` is a word of ASCII letters, digits and `_:.-`, up to 60.
///
/// # Errors
/// `busy` when another transaction holds it for too long; `storage`.
pub fn hold_work(conn: &mut Conn, book: i64, kind: &str) -> Result<()> {
    if holds_everything(conn) {
        return Ok(());
    }
    let row = ([Key::Int(book), Key::Word(kind)], [1]);
    add_all(conn, "work_lock", ["book_id", "kind"], ["turns"], &[row])
}

/// Whether a write transaction holds the whole store, so that nothing moves that it has read.
pub fn holds_everything(conn: &Conn) -> bool {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => true,
        #[allow(unreachable_patterns)]
        _ => false,
    }
}

/// Loads rows with the lock that a server takes on them; SQLite needs none.
#[macro_export]
macro_rules! load_with {
    ($conn:expr, $query:expr, $row:ty, $postgres:path, $mysql:path) => {
        match $conn {
            #[cfg(feature = "sqlite")]
            $crate::store::Conn::Sqlite(conn) => diesel::RunQueryDsl::load::<$row>($query, conn),
            #[cfg(feature = "postgres")]
            $crate::store::Conn::Pg(conn) => {
                diesel::RunQueryDsl::load::<$row>($postgres($query), conn)
            }
            #[cfg(feature = "mysql")]
            $crate::store::Conn::Mysql(conn) => {
                diesel::RunQueryDsl::load::<$row>($mysql($query), conn)
            }
        }
    };
}
pub use load_with;

/// Loads rows and locks them until the transaction ends.
#[macro_export]
macro_rules! load_locked {
    ($conn:expr, $query:expr, $row:ty) => {
        $crate::store::locks::load_with!(
            $conn,
            $query,
            $row,
            diesel::QueryDsl::for_update,
            diesel::QueryDsl::for_update
        )
    };
}
pub use load_locked;

/// Loads rows and keeps them as they are until the transaction ends, together with others that do
/// so: who holds them by `load_locked!` waits, and is waited for.
#[macro_export]
macro_rules! load_kept {
    ($conn:expr, $query:expr, $row:ty) => {
        $crate::store::locks::load_with!(
            $conn,
            $query,
            $row,
            diesel::QueryDsl::for_key_share,
            $crate::store::locks::InShareMode
        )
    };
}
pub use load_kept;

/// Rows of a table by id, by their ids, locked in that order until the transaction ends, so that
/// two who lock several never wait for each other. Missing ones are absent.
#[macro_export]
macro_rules! load_locked_by_id {
    ($conn:expr, $book:expr, $ids:expr, $table:ident, $row:ty) => {{
        let mut ids: Vec<i64> = $ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        let mut found = std::collections::BTreeMap::new();
        for chunk in ids.chunks($crate::store::insert::IN_LIST) {
            // Written out in the call: a row's columns are typed by database.
            let rows = $crate::store::locks::load_locked!(
                $conn,
                $table::table
                    .filter($table::book_id.eq($book))
                    .filter($table::id.eq_any(chunk))
                    .order($table::id)
                    .select(<$row>::as_select()),
                $row
            )?;
            found.extend(rows.into_iter().map(|row| (row.id, row)));
        }
        found
    }};
}
pub use load_locked_by_id;

/// A select whose rows are locked together with others. Diesel writes `FOR SHARE`, which MariaDB
/// does not know; both know this.
#[cfg(feature = "mysql")]
#[derive(Debug, Clone, Copy, diesel::query_builder::QueryId)]
pub struct InShareMode<Q>(pub Q);

#[cfg(feature = "mysql")]
impl<Q: diesel::query_builder::Query> diesel::query_builder::Query for InShareMode<Q> {
    type SqlType = Q::SqlType;
}

#[cfg(feature = "mysql")]
impl<Q> diesel::RunQueryDsl<diesel::MysqlConnection> for InShareMode<Q> {}

#[cfg(feature = "mysql")]
impl<Q> diesel::query_builder::QueryFragment<diesel::mysql::Mysql> for InShareMode<Q>
where
    Q: diesel::query_builder::QueryFragment<diesel::mysql::Mysql>,
{
    fn walk_ast<'b>(
        &'b self,
        mut out: diesel::query_builder::AstPass<'_, 'b, diesel::mysql::Mysql>,
    ) -> diesel::QueryResult<()> {
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(" LOCK IN SHARE MODE");
        Ok(())
    }
}
