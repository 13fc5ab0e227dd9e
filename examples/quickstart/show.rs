//! Showing what came out, as tables. Widths are those of the terminal's characters, so Chinese
//! columns stand straight.

use std::time::Duration;

use bookroom::customers::duplicates::model::{Agreement, ComparedField, MatchReason};
use bookroom::exchange::duplicates::Origin;
use bookroom::exchange::model::{FileReport, ImportReport};
use bookroom::reports::ageing::{AgeingAmounts, AgeingOptions};
use bookroom::reports::income::{IncomeRow, IncomeSummary};
use bookroom::reports::trial_balance::TrialBalance;
use bookroom::values::{Language, PageRequest};
use bookroom::{Result, Session};
use chrono::NaiveDate;
use comfy_table::{CellAlignment, Table, TableComponent, presets::UTF8_HORIZONTAL_ONLY};
use rust_decimal::Decimal;

/// The language to talk in.
#[derive(Clone, Copy)]
pub struct Words(pub Language);

impl Words {
    /// The text in the language.
    pub fn pick<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        self.0.pick(zh, en)
    }

    /// A heading.
    pub fn heading(self, zh: &str, en: &str) {
        println!("\n━━ {}", self.pick(zh, en));
    }

    /// A line.
    pub fn line(self, zh: &str, en: &str) {
        println!("{}", self.pick(zh, en));
    }

    /// A step that is done.
    pub fn done(self, name: &str, time: Duration) {
        println!("✔ {name} ({} ms)", time.as_millis());
    }
}

/// A table with a heading; every column but the first two stands to the right.
pub fn table(heading: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_HORIZONTAL_ONLY).set_header(heading.to_vec());
    table.remove_style(TableComponent::HorizontalLines);
    table.remove_style(TableComponent::MiddleIntersections);
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// An amount; zero is blank.
fn amount(value: Decimal) -> String {
    if value.is_zero() { String::new() } else { value.to_string() }
}

/// Where the book is.
pub fn store(words: Words, place: &str, name: &str) {
    println!("{} {name}\n{} {place}", words.pick("账簿", "book "), words.pick("位置", "store"));
}

/// What an import did.
pub fn report(words: Words, report: &ImportReport) {
    let files: Vec<&str> = report.files.iter().map(|file| file.name.as_str()).collect();
    println!("\n━━ {}", files.join(" + "));
    let made: Vec<String> = report
        .records
        .iter()
        .map(|count| format!("{} +{} ~{}", count.subject, count.created, count.updated))
        .collect();
    println!(
        "{} {} · {} {} · {} {} · {}",
        words.pick("读取", "read"),
        report.rows_read,
        words.pick("接受", "accepted"),
        report.accepted,
        words.pick("拒绝", "refused"),
        report.rejected,
        made.join(", ")
    );
    for file in &report.files {
        file_report(words, file);
    }
    if !report.duplicates.is_empty() {
        println!("{}", words.pick("可能重复：", "May be the same:"));
        for pair in report.duplicates.iter().take(10) {
            let told = pair.reasons.iter().filter(|it| it.agreement != Agreement::Differs);
            let reasons: Vec<String> = told.map(|reason| reason_text(words, *reason)).collect();
            let (first, second) = (origin(words, &pair.first), origin(words, &pair.second));
            println!("  {first} ≈ {second}  {}%  {}", pair.score, reasons.join(", "));
        }
    }
}

fn file_report(words: Words, file: &FileReport) {
    let delimiter = file.dialect.delimiter.escape_default();
    println!("{} · {} · '{delimiter}'", file.name, file.encoding);
    if !file.cleaned.is_empty() {
        let mut shown = table(&[words.pick("清洗", "cleaned"), words.pick("列", "field"), "n"]);
        for cleaned in &file.cleaned {
            let change = cleaned.change.text(words.0);
            shown.add_row([change, &cleaned.field, &cleaned.count.to_string()]);
        }
        println!("{shown}");
    }
    if !file.rejected.is_empty() {
        let heading = [words.pick("拒绝的行", "refused"), words.pick("原因", "why")];
        let mut shown = table(&heading);
        for row in file.rejected.iter().take(20) {
            let reason = |it: &bookroom::exchange::model::RejectReason| match words.0 {
                Language::Chinese => it.problem.text_zh(),
                Language::English => it.problem.text_en(),
            };
            let reasons: Vec<String> = row.reasons.iter().map(reason).collect();
            shown.add_row([row.line.to_string(), reasons.join("\n")]);
        }
        println!("{shown}");
    }
}

fn origin(words: Words, origin: &Origin) -> String {
    match origin {
        Origin::Line(line) => format!("{} {line}", words.pick("行", "line")),
        Origin::Known(id) => format!("#{id}"),
    }
}

fn reason_text(words: Words, reason: MatchReason) -> String {
    let field = match reason.field {
        ComparedField::TaxNumber => words.pick("税号", "tax number"),
        ComparedField::Phone => words.pick("电话", "phone"),
        ComparedField::Name => words.pick("名称", "name"),
        other => other.slug(),
    };
    let agreement = match reason.agreement {
        Agreement::Same => words.pick("相同", "same"),
        Agreement::Near => words.pick("相近", "similar"),
        Agreement::Differs => words.pick("不同", "different"),
    };
    match words.0 {
        Language::Chinese => format!("{field}{agreement}"),
        Language::English => format!("{agreement} {field}"),
    }
}

/// The trial balance.
pub fn trial_balance(words: Words, trial: &TrialBalance) {
    words.heading("试算平衡表", "Trial balance");
    println!("{} – {}", trial.from, trial.on);
    let mut shown = table(&[
        words.pick("科目", "account"),
        words.pick("名称", "name"),
        words.pick("期初", "opening"),
        words.pick("借方", "debit"),
        words.pick("贷方", "credit"),
        words.pick("期末", "closing"),
    ]);
    for row in &trial.rows {
        let name = words.0.pick(&row.name_zh, &row.name_en);
        let cells = [row.opening, row.debit, row.credit, row.closing].map(amount);
        shown.add_row([&[row.code.clone(), name.to_owned()][..], &cells].concat());
    }
    let totals = &trial.totals;
    shown.add_row([
        String::new(),
        words.pick("合计", "total").to_owned(),
        totals.opening_debit.to_string(),
        totals.debit.to_string(),
        totals.credit.to_string(),
        format!("{} / {}", totals.closing_debit, totals.closing_credit),
    ]);
    println!("{shown}");
}

/// Who owes what, by age.
pub fn ageing(words: Words, session: &Session, on: NaiveDate) -> Result<()> {
    words.heading("账龄", "Ageing");
    let mut request = AgeingOptions::receivable(on);
    request.page = PageRequest::first(12);
    let ageing = session.reports().ageing(&request)?;
    let mut heading = vec![words.pick("客户", "customer").to_owned(), String::new()];
    heading.extend(ageing.upper_days.iter().map(|days| format!("≤ {days}")));
    heading.push(ageing.upper_days.last().map_or(String::new(), |days| format!("> {days}")));
    heading.extend([words.pick("预收", "credit").to_owned(), words.pick("净额", "net").to_owned()]);
    let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
    let mut shown = table(&heading);
    let cells = |amounts: &AgeingAmounts| {
        let mut cells: Vec<String> = amounts.bands.iter().copied().map(amount).collect();
        cells.extend([amount(amounts.credit), amounts.balance.to_string()]);
        cells
    };
    for row in &ageing.rows.items {
        let head = [row.name.clone(), String::new()];
        shown.add_row([&head[..], &cells(&row.amounts)].concat());
    }
    if ageing.rows.next.is_some() {
        shown.add_row(["…"]);
    }
    if let Some(totals) = &ageing.totals {
        let head = [words.pick("合计", "total").to_owned(), String::new()];
        shown.add_row([&head[..], &cells(totals)].concat());
    }
    println!("{on}\n{shown}");
    Ok(())
}

/// The statement of the customer who owes most.
pub fn statement(words: Words, session: &Session, first: NaiveDate, last: NaiveDate) -> Result<()> {
    words.heading("对账单", "Statement");
    let rows = session.reports().ageing(&AgeingOptions::receivable(last))?.rows.items;
    let Some(row) = rows.iter().max_by_key(|row| row.amounts.balance) else { return Ok(()) };
    let statement = session.reports().statement(row.customer, first, last)?;
    let mut shown = table(&[
        words.pick("日期", "date"),
        words.pick("单据", "document"),
        words.pick("借方", "debit"),
        words.pick("贷方", "credit"),
        words.pick("余额", "balance"),
    ]);
    let hidden = statement.lines.len().saturating_sub(15);
    for line in statement.lines.iter().skip(hidden) {
        let number = line.number.clone().unwrap_or_default();
        let reference = line.reference.clone().map_or(String::new(), |text| format!(" ({text})"));
        let cells = [amount(line.debit), amount(line.credit), line.balance.to_string()];
        let head = [line.on.to_string(), format!("{number}{reference}")];
        shown.add_row([&head[..], &cells].concat());
    }
    println!("{} · {} → {}", statement.name, statement.opening, statement.closing);
    if hidden > 0 {
        println!("… {hidden}");
    }
    println!("{shown}");
    Ok(())
}

/// Income and expense.
pub fn income(words: Words, summary: &IncomeSummary) {
    words.heading("损益汇总", "Income summary");
    let mut shown = table(&["", words.pick("项目", "item"), words.pick("金额", "amount")]);
    let mut add = |rows: &[IncomeRow], name: &str, total: Decimal| {
        for row in rows.iter().filter(|row| row.leaf) {
            let name = words.0.pick(&row.name_zh, &row.name_en);
            shown.add_row([row.code.as_str(), name, &row.amount.to_string()]);
        }
        shown.add_row(["", name, &total.to_string()]);
    };
    add(&summary.income, words.pick("收入合计", "income"), summary.total_income);
    add(&summary.expense, words.pick("费用合计", "expense"), summary.total_expense);
    add(&[], words.pick("利润", "profit"), summary.profit);
    println!("{shown}");
}

/// The last changes, and the verified head.
pub fn change_log(words: Words, session: &Session) -> Result<()> {
    words.heading("变更日志", "Change log");
    let head = session.changes().head()?;
    let mut shown = table(&["#", words.pick("动作", "action"), words.pick("记录", "record")]);
    for change in session.changes().after((head.seq - 5).max(0), 5)? {
        let record = format!("{} {}", change.subject.kind, change.subject.id);
        shown.add_row([change.seq.to_string(), change.action, record]);
    }
    println!("{shown}\n{} {} · {}", words.pick("链头", "head"), head.seq, head.hash);
    Ok(())
}
