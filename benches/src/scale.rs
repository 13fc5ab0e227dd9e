//! One large book: customers imported from one file, an invoice of two lines for each, and how long
//! the screens of a program over them take.

use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use cpu_time::ThreadTime;

use bookroom::billing::invoices::{Invoice, InvoiceFilter, InvoiceSort};
use bookroom::billing::payments::NewPayment;
use bookroom::customers::model::{CustomerFilter, CustomerSort};
use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
use bookroom::reports::ageing::AgeingOptions;
use bookroom::values::{CustomerId, PageRequest};
use chrono::{Days, NaiveDate};

use crate::invoices;
use crate::stage::Stage;
use crate::{Figure, Outcome, Size};

/// How often each screen is asked for; the middle time counts.
const TIMES: usize = 21;
const PAGE: u32 = 50;
const PLACES: [&str; 8] = ["武汉", "上海", "成都", "广州", "西安", "杭州", "长沙", "哈尔滨"];
const WORDS: [&str; 16] = [
    "月白", "青禾", "远山", "明川", "启航", "云岭", "金穗", "长风", "星河", "海棠", "松涛", "丹霞",
    "碧波", "朝阳", "玉泉", "锦程",
];
const TRADES: [&str; 8] = ["贸易", "科技", "机电", "纸业", "食品", "物流", "医药", "建材"];

/// See [`crate::BENCHES`].
pub fn run(size: Size) -> Outcome<Vec<Figure>> {
    let (stage, customers, mut figures) = fill(size)?;
    figures.extend(screens(&stage, &customers)?);
    Ok(figures)
}

/// Makes the large book; tells what that takes.
pub fn fill(size: Size) -> Outcome<(Stage, Vec<CustomerId>, Vec<Figure>)> {
    let mut stage = Stage::new()?;
    let mut figures = import(&mut stage, size.customers)?;
    let customers = all_customers(&stage)?;
    let start = Instant::now();
    let first = NaiveDate::from_ymd_opt(2025, 7, 1).unwrap_or_default();
    for some in customers.chunks(size.batch) {
        let new = some.iter().map(|customer| {
            let issue_on = first + Days::new(stage.next(365));
            invoices::invoice(&mut stage, &[*customer], issue_on)
        });
        let new = new.collect();
        let posted = stage.owner.billing().invoices().draft_and_post(new)?;
        // Every second one is paid half a month later.
        let paid = posted.iter().step_by(2).map(payment).collect();
        stage.owner.billing().payments().record_many(paid)?;
    }
    let count = customers.len();
    let note = format!("{count} invoices of two lines, every second one paid; wall time");
    figures.push(Figure::new("scale_invoices", start.elapsed().as_secs_f64(), "s", note));
    Ok((stage, customers, figures))
}

fn payment(invoice: &Invoice) -> NewPayment {
    NewPayment::received(invoice.customer, invoice.issue_on + Days::new(15), invoice.gross)
}

/// Writes a file of customers and imports it, and tells what that takes.
fn import(stage: &mut Stage, count: usize) -> Outcome<Vec<Figure>> {
    let mut text = "客户编号,客户名称,手机,邮箱,省份,城市,地址,联系人\n".to_owned();
    for number in 0..count {
        let mut pick = |from: &'static [&'static str]| {
            from[usize::try_from(stage.next(from.len() as u64)).unwrap_or(0)]
        };
        let (place, trade) = (pick(&PLACES), pick(&TRADES));
        let (one, two, person) = (pick(&WORDS), pick(&WORDS), pick(&WORDS));
        writeln!(
            text,
            "K{number:06},{place}{one}{two}{trade}{number}有限公司,154{number:08},\
             k{number}@example.com,,{place},{one}路{number}号,{person}"
        )?;
    }
    let path = stage.folder.path().join("customers.csv");
    fs::write(&path, &text)?;
    let megabytes = text.len() as f64 / 1e6;
    drop(text);
    let before = memory("VmRSS:");
    // Where the kernel allows it, the peak starts anew here.
    fs::write("/proc/self/clear_refs", "5").unwrap_or_default();
    let (start, processor) = (Instant::now(), ThreadTime::now());
    let options = CustomerImport::default();
    let file = ImportFile::open(&path)?;
    let report =
        stage.owner.exchange().import_customers(file, &options, &ProgressCallback::none())?;
    let seconds = start.elapsed().as_secs_f64();
    let processor = processor.elapsed().as_secs_f64();
    if report.accepted != count as u64 {
        return Err(format!("{} of {count} rows were taken", report.accepted).into());
    }
    let note = format!(
        "{count} customers with contacts from {megabytes:.1} MB of CSV; wall time, \
         {processor:.1} s of it the processor's"
    );
    let mut figures = vec![Figure::new("scale_import", seconds, "s", note)];
    if let (Some(before), Some(peak)) = (before, memory("VmHWM:")) {
        let note = format!("peak of the process while importing, {before:.0} MB before");
        figures.push(Figure::new("scale_import_memory", peak, "MB", note));
    }
    Ok(figures)
}

/// A figure of this process's memory in megabytes, where the system tells it.
pub fn memory(name: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes / 1000.0)
}

/// All customers in the order of their names, and so a page from the middle of the list too.
fn all_customers(stage: &Stage) -> Outcome<Vec<CustomerId>> {
    let filter = CustomerFilter::default();
    let mut page = PageRequest::first(1000);
    let mut customers = Vec::new();
    loop {
        let found = stage.owner.customers().list(&filter, CustomerSort::Name, false, &page)?;
        customers.extend(found.items.iter().map(|customer| customer.id));
        let Some(next) = found.next else { return Ok(customers) };
        page = PageRequest::after(1000, next);
    }
}

fn screens(stage: &Stage, customers: &[CustomerId]) -> Outcome<Vec<Figure>> {
    let owner = &stage.owner;
    let all = CustomerFilter::default();
    let first = PageRequest::first(PAGE);
    let mut deep = PageRequest::first(1000);
    for _ in 0..customers.len() / 2000 {
        let found = owner.customers().list(&all, CustomerSort::Name, false, &deep)?;
        deep = found.next.map_or(deep, |next| PageRequest::after(1000, next));
    }
    let deep = PageRequest { limit: PAGE, ..deep };
    let part = CustomerFilter::of_text("月白青禾食品");
    let nothing = CustomerFilter::of_text("没有这个客户");
    let phone = CustomerFilter::of_text("00004242");
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default();
    let (from, on, month_end) = (day(1, 1), day(5, 15), day(5, 31));
    let customer = customers[customers.len() / 2];
    let unpaid = InvoiceFilter::default();
    let ageing = AgeingOptions { page: first.clone(), ..AgeingOptions::receivable(on) };
    let list = |filter: &CustomerFilter, page: &PageRequest| {
        owner.customers().list(filter, CustomerSort::Name, false, page).map(|page| page.items.len())
    };
    let reports = owner.reports();
    Ok(vec![
        timed("scale_list_first", "customers by name, 50 a page", || list(&all, &first))?,
        timed("scale_list_middle", "a page from the middle", || list(&all, &deep))?,
        timed("scale_count", "all customers counted", || owner.customers().count(&all))?,
        timed("scale_search_name", "part of a name", || list(&part, &first))?,
        timed("scale_search_phone", "end of a phone number", || list(&phone, &first))?,
        timed("scale_search_nothing", "a part nobody has", || list(&nothing, &first))?,
        timed("scale_customer", "one customer whole", || owner.customers().get(customer))?,
        timed("scale_invoices_list", "the latest invoices, 50 a page", || {
            owner.billing().invoices().list(&unpaid, InvoiceSort::IssueOn, true, &first)
        })?,
        timed("scale_statement", "a customer's statement", || {
            reports.statement(customer, from, month_end)
        })?,
        timed("scale_ageing", "first page with all totals", || reports.ageing(&ageing))?,
        timed("scale_trial_balance", "in the middle of a month", || {
            reports.trial_balance(Some(from), on)
        })?,
        timed("scale_income", "of five months", || reports.income_summary(from, month_end))?,
    ])
}

fn timed<T>(
    name: &str,
    note: &str,
    mut screen: impl FnMut() -> bookroom::Result<T>,
) -> Outcome<Figure> {
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let start = Instant::now();
        screen()?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let note = format!("{note}; slowest of {TIMES}: {:.1} ms", times[TIMES - 1]);
    Ok(Figure::new(name, times[TIMES / 2], "ms", note))
}
