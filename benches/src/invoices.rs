//! Invoices drafted, posted and paid: in one call of many, and one at a time as at a counter.

use std::time::Instant;

use bookroom::billing::invoices::{Direction, Invoice, NewInvoice, NewInvoiceLine};
use bookroom::billing::payments::NewPayment;
use bookroom::billing::products::PriceMode;
use bookroom::customers::model::NewCustomer;
use bookroom::values::CustomerId;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::stage::Stage;
use crate::{Figure, Outcome, Size};

const CUSTOMERS: usize = 100;

/// See [`crate::BENCHES`].
pub fn run(size: Size) -> Outcome<Vec<Figure>> {
    let mut stage = Stage::new()?;
    let new = (1..=CUSTOMERS).map(|number| NewCustomer::company(&format!("客户{number:04}公司")));
    let customers = stage.owner.customers().add_many(new.collect())?;
    let customers: Vec<CustomerId> = customers.iter().map(|customer| customer.id).collect();
    let issue_on = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap_or_default();
    let many: Vec<NewInvoice> =
        (0..size.invoices).map(|_| invoice(&mut stage, &customers, issue_on)).collect();
    let start = Instant::now();
    let posted = stage.owner.billing().invoices().draft_and_post(many)?;
    let payments = posted.iter().map(|invoice| payment(invoice, issue_on)).collect();
    stage.owner.billing().payments().record_many(payments)?;
    let together = per_second(posted.len(), start)?;
    let few = size.invoices / 10;
    let start = Instant::now();
    for _ in 0..few {
        let new = invoice(&mut stage, &customers, issue_on);
        let draft = stage.owner.billing().invoices().draft(new)?;
        let posted = stage.owner.billing().invoices().post(draft.id, draft.version)?;
        stage.owner.billing().payments().record(payment(&posted, issue_on))?;
    }
    let single = per_second(few, start)?;
    let note = "two lines each; wall time";
    Ok(vec![
        Figure::new("invoices_together", together, "per second", note),
        Figure::new("invoices_one_by_one", single, "per second", format!("{note}, three commits")),
    ])
}

fn per_second(count: usize, start: Instant) -> Outcome<f64> {
    Ok(f64::from(u32::try_from(count)?) / start.elapsed().as_secs_f64())
}

/// A sale of two lines to one of the customers.
pub fn invoice(stage: &mut Stage, customers: &[CustomerId], issue_on: NaiveDate) -> NewInvoice {
    let mut line = |description: &str| NewInvoiceLine {
        description: Some(description.to_owned()),
        quantity: Decimal::from(1 + stage.next(20)),
        unit_price: Some(Decimal::new(i64::try_from(1 + stage.next(100_000)).unwrap_or(1), 2)),
        tax_rate: Some(Decimal::new(13, 2)),
        ..Default::default()
    };
    let lines = vec![line("打印纸"), line("墨盒")];
    let number = usize::try_from(stage.next(customers.len() as u64)).unwrap_or(0);
    NewInvoice {
        direction: Direction::Sale,
        profile: None,
        customer: customers[number],
        reference: None,
        issue_on,
        due_on: None,
        price_mode: PriceMode::Net,
        discount: None,
        lines,
        note: None,
        allow_repeated_reference: false,
    }
}

fn payment(invoice: &Invoice, paid_on: NaiveDate) -> NewPayment {
    NewPayment::received(invoice.customer, paid_on, invoice.gross)
}
