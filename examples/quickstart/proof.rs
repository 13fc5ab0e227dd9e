//! The proofs: worked out here once more, apart from the engine, and compared to the cent.

use bookroom::exchange::model::ImportReport;
use bookroom::{Result, Session};
use chrono::NaiveDate;

use crate::arguments::Arguments;
use crate::plan::Plan;
use crate::recount;
use crate::show::{Words, table};

/// What is proved over: the book, and how it came to be.
pub struct Proof<'p> {
    /// Who looks.
    pub session: &'p Session,
    /// The files.
    pub arguments: &'p Arguments,
    /// How they were to be read.
    pub plan: &'p Plan,
    /// What the import said it did.
    pub reports: &'p [ImportReport],
}

/// Proves that the books are right; returns whether they are.
pub fn all(proof: &Proof<'_>, words: Words, first: NaiveDate, last: NaiveDate) -> Result<bool> {
    words.heading("校验", "Proofs");
    let Proof { session, arguments, plan, reports } = proof;
    let income = session.reports().income_summary(first, last)?;
    let trial = session.reports().trial_balance(Some(first), last)?.totals;
    let verified = session.verify()?;
    let mut checks = vec![
        (
            words.pick("试算平衡：借方 = 贷方", "Trial balance: debit = credit"),
            format!("{} = {}", trial.closing_debit, trial.closing_credit),
            trial.closing_debit == trial.closing_credit && trial.debit == trial.credit,
        ),
        (
            words.pick("全部重新计算，无差异", "Everything recomputed, nothing differs"),
            format!(
                "{} / {} / {} / {}",
                verified.entries, verified.documents, verified.payments, verified.changes
            ),
            verified.findings.is_empty(),
        ),
    ];
    if let Some(files) = recount::sales(arguments, plan, reports) {
        let name =
            words.pick("收入 = 文件中逐行舍入金额之和", "Revenue = rounded lines of the files");
        let counts = format!("{} + {}", files.lines, files.freights);
        let figures = format!("{} = {} ({counts})", income.total_income, files.sum);
        checks.insert(0, (name, figures, income.total_income == files.sum));
    } else {
        words.line(
            "收入未从文件重算（含税价、整单折扣或缺少单价）。",
            "The revenue is not counted from the files (gross prices, discounts of whole \
             documents, or lines without a price).",
        );
    }
    let mut shown = table(&[words.pick("校验", "proof"), "", ""]);
    for (name, figures, holds) in &checks {
        shown.add_row([*name, figures.as_str(), if *holds { "✔" } else { "✘" }]);
    }
    println!("{shown}");
    for finding in verified.findings.iter().take(20) {
        println!("{finding:?}");
    }
    Ok(checks.iter().all(|(_, _, holds)| *holds))
}
