//! `SUM` of 64-bit integers that stays an integer on every database (diesel's own goes through a
//! decimal, on SQLite through a float).

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Nullable};

use super::MultiBackend;

/// The sum of an integer expression; null for no rows.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct SumInt<E>(E);

/// Sums an integer expression.
pub fn sum_int<E: Expression<SqlType = BigInt>>(expression: E) -> SumInt<E> {
    SumInt(expression)
}

impl<E: Expression> Expression for SumInt<E> {
    type SqlType = Nullable<BigInt>;
}
impl<E, QS> AppearsOnTable<QS> for SumInt<E> where E: AppearsOnTable<QS> + Expression {}
impl<E, QS> SelectableExpression<QS> for SumInt<E> where E: SelectableExpression<QS> + Expression {}
impl<E, GB> ValidGrouping<GB> for SumInt<E> {
    type IsAggregate = is_aggregate::Yes;
}

fn write_sum<'b, E: QueryFragment<DB>, DB: Backend>(
    expression: &'b E,
    kind: &str,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    out.push_sql("CAST(SUM(");
    expression.walk_ast(out.reborrow())?;
    out.push_sql(") AS ");
    out.push_sql(kind);
    out.push_sql(")");
    Ok(())
}

#[cfg(feature = "sqlite")]
impl<E: QueryFragment<diesel::sqlite::Sqlite>> QueryFragment<diesel::sqlite::Sqlite> for SumInt<E> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, diesel::sqlite::Sqlite>) -> QueryResult<()> {
        write_sum(&self.0, "BIGINT", out)
    }
}

#[cfg(feature = "postgres")]
impl<E: QueryFragment<diesel::pg::Pg>> QueryFragment<diesel::pg::Pg> for SumInt<E> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, diesel::pg::Pg>) -> QueryResult<()> {
        write_sum(&self.0, "BIGINT", out)
    }
}

#[cfg(feature = "mysql")]
impl<E: QueryFragment<diesel::mysql::Mysql>> QueryFragment<diesel::mysql::Mysql> for SumInt<E> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, diesel::mysql::Mysql>) -> QueryResult<()> {
        write_sum(&self.0, "SIGNED", out)
    }
}

macro_rules! on_every_backend {
    ($($feature:meta => $($backend:path),+;)+) => {$(
        #[cfg($feature)]
        impl<E> QueryFragment<MultiBackend> for SumInt<E>
        where
            $(Self: QueryFragment<$backend>,)+
        {
            fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
                MultiBackend::walk_variant_ast(self, out)
            }
        }
    )+};
}

// One line per set of features: a fragment must exist for every backend that is built in.
on_every_backend! {
    all(feature = "sqlite", not(feature = "postgres"), not(feature = "mysql"))
        => diesel::sqlite::Sqlite;
    all(not(feature = "sqlite"), feature = "postgres", not(feature = "mysql"))
        => diesel::pg::Pg;
    all(not(feature = "sqlite"), not(feature = "postgres"), feature = "mysql")
        => diesel::mysql::Mysql;
    all(feature = "sqlite", feature = "postgres", not(feature = "mysql"))
        => diesel::sqlite::Sqlite, diesel::pg::Pg;
    all(feature = "sqlite", not(feature = "postgres"), feature = "mysql")
        => diesel::sqlite::Sqlite, diesel::mysql::Mysql;
    all(not(feature = "sqlite"), feature = "postgres", feature = "mysql")
        => diesel::pg::Pg, diesel::mysql::Mysql;
    all(feature = "sqlite", feature = "postgres", feature = "mysql")
        => diesel::sqlite::Sqlite, diesel::pg::Pg, diesel::mysql::Mysql;
}
