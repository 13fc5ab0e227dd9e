//! Dates on their way into the database, for bulk work: the general formatter that diesel uses for
//! SQLite takes several times as long as writing ten characters.

use chrono::NaiveDate;
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Date;

/// A date of the years 1000 to 9999, to be written.
#[derive(Debug, Clone, Copy, AsExpression)]
#[diesel(sql_type = Date)]
pub struct Day(pub NaiveDate);

#[cfg(feature = "sqlite")]
impl ToSql<Date, diesel::sqlite::Sqlite> for Day {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, diesel::sqlite::Sqlite>) -> serialize::Result {
        out.set_value(iso(self.0));
        Ok(serialize::IsNull::No)
    }
}

#[cfg(feature = "postgres")]
impl ToSql<Date, diesel::pg::Pg> for Day {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, diesel::pg::Pg>) -> serialize::Result {
        ToSql::<Date, diesel::pg::Pg>::to_sql(&self.0, out)
    }
}

#[cfg(feature = "mysql")]
impl ToSql<Date, diesel::mysql::Mysql> for Day {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, diesel::mysql::Mysql>) -> serialize::Result {
        ToSql::<Date, diesel::mysql::Mysql>::to_sql(&self.0, out)
    }
}

/// The date as `2026-06-15`.
#[cfg(feature = "sqlite")]
fn iso(date: NaiveDate) -> String {
    use chrono::Datelike;
    let mut text = String::with_capacity(10);
    let mut digits = |mut value: u32, mut unit: u32| {
        while unit > 0 {
            text.push(char::from_digit(value / unit, 10).unwrap_or('0'));
            (value, unit) = (value % unit, unit / 10);
        }
    };
    digits(date.year().unsigned_abs(), 1000);
    let mut text = text + "-";
    for (value, after) in [(date.month(), "-"), (date.day(), "")] {
        text.push(char::from_digit(value / 10, 10).unwrap_or('0'));
        text.push(char::from_digit(value % 10, 10).unwrap_or('0'));
        text.push_str(after);
    }
    text
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_the_general_formatter_writes_them() {
        let first = NaiveDate::from_ymd_opt(1000, 1, 1).unwrap();
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();
        for date in first.iter_days().step_by(97).chain([last]).take_while(|date| *date <= last) {
            assert_eq!(iso(date), date.format("%F").to_string());
        }
    }
}
