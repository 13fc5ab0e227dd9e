//! Balances and the trial balance at a million postings against summing the postings.

use chrono::NaiveDate;
use cpu_time::ThreadTime;

use crate::raw::{Db, Value};
use crate::stage::{ACCOUNTS, Stage, code};
use crate::{Figure, Outcome, Size};

const BALANCES: u64 = 200;

/// See [`crate::BENCHES`].
pub fn run(size: Size) -> Outcome<Vec<Figure>> {
    let mut stage = Stage::new()?;
    for _ in 0..size.postings / (2 * size.batch) {
        let entries = stage.entries(size.batch);
        stage.owner.ledger().post_many(entries)?;
    }
    let db = Db::open(&stage.path)?;
    let day = |month, day| NaiveDate::from_ymd_opt(2025, month, day).unwrap_or_default();
    let mut figures = vec![one_account(&mut stage, &db, day(11, 15))?];
    for (name, on) in [("month_end", day(11, 30)), ("mid_month", day(11, 15))] {
        figures.push(all_accounts(&stage, &db, name, on)?);
    }
    Ok(figures)
}

fn one_account(stage: &mut Stage, db: &Db, on: NaiveDate) -> Outcome<Figure> {
    let mut sum = db.prepare(
        "SELECT sum(debit), sum(credit) FROM posting WHERE book_id = 1 AND account_id = \
         (SELECT id FROM account WHERE book_id = 1 AND code = ?) AND entry_on <= ?",
    )?;
    let (mut ours, mut theirs) = (0.0, 0.0);
    for _ in 0..BALANCES {
        let code = code(stage.next(ACCOUNTS));
        let start = ThreadTime::now();
        let balance = stage.owner.ledger().balance(&code, on)?;
        ours += start.elapsed().as_secs_f64();
        let start = ThreadTime::now();
        let rows = sum.rows(&[Value::Text(code.into_bytes()), text(on)])?;
        theirs += start.elapsed().as_secs_f64();
        if balance.debit.mantissa() != i128::from(rows[0][0].int()) {
            return Err("the balance is not the sum".into());
        }
    }
    let each = |seconds: f64| seconds * 1e6 / BALANCES as f64;
    let note =
        format!("{:.0} us against {:.0}, in the middle of a month", each(ours), each(theirs));
    Ok(Figure::new("balance_faster_than_sum", theirs / ours, "ratio", note))
}

fn all_accounts(stage: &Stage, db: &Db, name: &str, on: NaiveDate) -> Outcome<Figure> {
    let start = ThreadTime::now();
    let report = stage.owner.reports().trial_balance(None, on)?;
    let ours = start.elapsed().as_secs_f64();
    let start = ThreadTime::now();
    let rows = db.query(
        "SELECT account_id, sum(debit), sum(credit) FROM posting \
         WHERE book_id = 1 AND entry_on <= ? GROUP BY account_id",
        &[text(on)],
    )?;
    let theirs = start.elapsed().as_secs_f64();
    let closing: i128 =
        rows.iter().map(|row| i128::from((row[1].int() - row[2].int()).max(0))).sum();
    if report.totals.closing_debit.mantissa() != closing {
        return Err("the trial balance is not the sum".into());
    }
    let note = format!("{:.1} ms against {:.0}", ours * 1e3, theirs * 1e3);
    let name = format!("trial_balance_{name}_faster_than_sum");
    Ok(Figure::new(&name, theirs / ours, "ratio", note))
}

fn text(day: NaiveDate) -> Value {
    Value::Text(day.to_string().into_bytes())
}
