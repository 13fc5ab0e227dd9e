//! How the present images of policies and clocks are loaded. What clocks that have not ended say
//! is reckoned anew.

use diesel::prelude::*;

use super::PolicyRow;
use super::clocks::ClockRow;
use crate::calendars;
use crate::error::Result;
use crate::service::levels::clock;
use crate::service::levels::follow::Paces;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{case_clock, service_policy};
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const POLICY: Present = Present {
    kind: "service_policy",
    ids: ids_of!(service_policy),
    load: policies,
    ..Present::PLAIN
};

/// See [`crate::work::Card`].
pub(crate) const CLOCK: Present =
    Present { kind: "case_clock", ids: ids_of!(case_clock), load: clocks, ..Present::PLAIN };

fn policies(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<PolicyRow> = service_policy::table
            .filter(service_policy::book_id.eq(book.id.0))
            .filter(service_policy::id.eq_any(chunk.to_vec()))
            .order(service_policy::id)
            .select(PolicyRow::as_select())
            .load(conn)?;
        for row in rows {
            let record = row.clone().record()?;
            let kept = PolicyRow::of(book.id.0, &record)?;
            let mut live = Live::of(row.id, &record)?;
            live.check("kinds", row.kinds == kept.kinds);
            live.check("severities", row.severities == kept.severities);
            live.check("levels", row.levels == kept.levels);
            live.check("steps", row.steps == kept.steps);
            found.push(live);
        }
    }
    Ok(found)
}

fn clocks(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let paces = Paces::of(&calendars::load_all(conn, book.id.0)?)?;
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<ClockRow> = case_clock::table
            .filter(case_clock::book_id.eq(book.id.0))
            .filter(case_clock::id.eq_any(chunk.to_vec()))
            .order(case_clock::id)
            .select(ClockRow::as_select())
            .load(conn)?;
        let cases: Vec<i64> = rows.iter().map(|row| row.case_id).collect();
        let open = super::cases::open(conn, book.id.0, &cases)?;
        for row in rows {
            let record = row.clone().record()?;
            let kept = ClockRow::of(book.id.0, &record)?;
            let mut live = Live::of(row.id, &record)?;
            live.check("pauses", row.pauses == kept.pauses);
            live.check("steps", row.steps == kept.steps);
            let mut anew = record.clone();
            if record.ended_at.is_none() {
                clock::settle(&mut anew, paces.of_calendar(record.calendar));
                // A case that ended has no clock that runs.
                live.check("ended_at", open.contains(&row.case_id));
            }
            live.check("due_at", anew.due_at == record.due_at);
            live.check("next_step_at", anew.next_step_at == record.next_step_at);
            live.check("state", clock::agrees(&anew, record.state));
            found.push(live);
        }
    }
    Ok(found)
}
