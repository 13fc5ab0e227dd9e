//! Rows of duty rules.

use diesel::prelude::*;

use crate::error::Result;
use crate::rights::duties;
use crate::store::Conn;
use crate::store::schema::duty_rule;

/// Writes the duty rules of a new book.
pub(crate) fn insert_duty_rules(conn: &mut Conn, book: i64) -> Result<()> {
    for rule in duties::RULES {
        diesel::insert_into(duty_rule::table)
            .values((
                duty_rule::book_id.eq(book),
                duty_rule::code.eq(rule.code),
                duty_rule::enforced.eq(true),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Switches a rule.
pub(crate) fn save_duty_rule(conn: &mut Conn, book: i64, code: &str, enforced: bool) -> Result<()> {
    diesel::update(
        duty_rule::table.filter(duty_rule::book_id.eq(book)).filter(duty_rule::code.eq(code)),
    )
    .set(duty_rule::enforced.eq(enforced))
    .execute(conn)?;
    Ok(())
}
