//! How the present images of rules, absences and what was said of cases are loaded.

use diesel::prelude::*;

use super::{RuleRow, absences, given, load_policy};
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::assignment_rule;
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const RULE: Present = Present {
    kind: "assignment_rule",
    ids: ids_of!(assignment_rule),
    load: rules,
    ..Present::PLAIN
};

/// See [`crate::work::Card`].
pub(crate) const POLICY: Present = Present {
    kind: "assignment_policy",
    ids: ids_of!(assignment_policy),
    load: policies,
    ..Present::PLAIN
};

/// See [`crate::work::Card`].
pub(crate) const ABSENCE: Present =
    Present { kind: "absence", ids: ids_of!(absence), load: away, ..Present::PLAIN };

/// See [`crate::work::Card`].
pub(crate) const GIVEN: Present = Present {
    kind: "case_assignment",
    stamps: &[],
    ids: ids_of!(case_assignment),
    load: said,
    ..Present::PLAIN
};

fn rules(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<RuleRow> = assignment_rule::table
            .filter(assignment_rule::book_id.eq(book.id.0))
            .filter(assignment_rule::id.eq_any(chunk.to_vec()))
            .order(assignment_rule::id)
            .select(RuleRow::as_select())
            .load(conn)?;
        for row in rows {
            let record = row.clone().record()?;
            let kept = RuleRow::of(book.id.0, &record)?;
            let mut live = Live::of(row.id, &record)?;
            live.check("conditions", row.conditions == kept.conditions);
            live.check("operators", row.operators == kept.operators);
            live.check("weights", row.weights == kept.weights);
            found.push(live);
        }
    }
    Ok(found)
}

fn policies(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let policy = load_policy(conn, book.id.0)?;
    ids.iter().map(|id| Live::of(*id, &policy)).collect()
}

fn away(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let rows = absences::load_rows(conn, book.id.0, ids)?;
    rows.into_iter().map(|row| Live::of(row.id, &row.record()?)).collect()
}

fn said(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let rows = given::load_rows(conn, book.id.0, ids)?;
    let live = |row: given::GivenRow| {
        let id = row.id;
        let record = row.record()?;
        let mut live = Live::of(id, &record)?;
        // Either somebody has a turn, or there is a reason why nobody has.
        live.check("turn", record.turn.is_some() == record.to.is_some());
        live.check("trouble", record.trouble.is_some() == record.to.is_none());
        live.check("rule_id", record.turn.is_none() || record.rule.is_some());
        Ok(live)
    };
    rows.into_iter().map(live).collect()
}
