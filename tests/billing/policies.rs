//! What a book says of its documents: where tax is rounded, and which days they may bear.

use bookroom::billing::invoices::{Direction, Invoice, InvoiceFilter, NewInvoice, NewInvoiceLine};
use bookroom::billing::open_items::model::NewOpeningItem;
use bookroom::billing::payments::{AllocationChoice, NewPayment, PaymentVersion};
use bookroom::billing::products::PriceMode;
use bookroom::book::commands::EditBook;
use bookroom::book::{Book, BookEdit};
use bookroom::error::{Code, Error};
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::reports::income::IncomeNoticeKind;
use bookroom::values::{CustomerId, TaxRounding};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use crate::samples::billing::{customer, new_invoice};

fn edit(test: &TestRoom, edit: BookEdit) {
    try_edit(test, edit).unwrap();
}

fn try_edit(test: &TestRoom, edit: BookEdit) -> Result<Book, Error> {
    let version = book(test).version;
    test.owner.run(EditBook { version, edit })
}

fn book(test: &TestRoom) -> Book {
    test.room.books().unwrap().remove(0)
}

fn lines(count: usize, price: &str, rate: &str) -> Vec<NewInvoiceLine> {
    let line = NewInvoiceLine {
        description: Some("货".to_owned()),
        quantity: amount("1"),
        unit_price: Some(amount(price)),
        tax_rate: Some(amount(rate)),
        ..Default::default()
    };
    vec![line; count]
}

fn posted(test: &TestRoom, of: CustomerId, lines: Vec<NewInvoiceLine>) -> Invoice {
    let new = NewInvoice::sale(of, day("2026-06-01"), lines);
    test.owner.billing().invoices().draft_and_post(vec![new]).unwrap().remove(0)
}

fn tax_is_rounded_as_the_book_says(backend: Backend) {
    let test = room::on(backend);
    let of = customer(&test);
    assert_eq!(book(&test).tax_rounding, TaxRounding::Document);
    let once = posted(&test, of, lines(10, "109.15", "0.15"));
    assert_eq!((once.net, once.tax), (amount("1091.50"), amount("163.73")));
    assert_eq!(posted(&test, of, lines(100, "0.03", "0.13")).tax, amount("0.39"));
    let sum: rust_decimal::Decimal = once.lines.iter().map(|line| line.tax).sum();
    assert_eq!(sum, once.tax, "lines add up");
    edit(&test, BookEdit { tax_rounding: Some(TaxRounding::Line), ..Default::default() });
    let by_line = posted(&test, of, lines(10, "109.15", "0.15"));
    assert_eq!((by_line.tax, by_line.tax_rounding), (amount("163.70"), TaxRounding::Line));
    let invoices = test.owner.billing();
    let invoices = invoices.invoices();
    assert_eq!(invoices.get(once.id).unwrap().tax_rounding, TaxRounding::Document, "it stays");
    invoices.cancel(vec![once.seen()], None, None).unwrap();
    let filter = InvoiceFilter { corrects: Some(once.id), ..Default::default() };
    assert_eq!(invoices.totals(&filter).unwrap()[0].tax, amount("163.73"));
    assert_eq!(test.owner.verify().unwrap().findings, []);
}

#[test]
fn tax_is_rounded_once_or_on_each_line_as_the_book_says() {
    Backend::ALL.into_iter().for_each(tax_is_rounded_as_the_book_says);
}

fn code<T>(result: Result<T, Error>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// A year that is typed wrong is refused wherever a date is taken, unless the book takes it.
#[test]
fn a_year_typed_wrong_is_refused() {
    let test = room::memory();
    let of = customer(&test);
    let billing = test.owner.billing();
    let (invoices, payments) = (billing.invoices(), billing.payments());
    let good = invoices.draft_and_post(vec![new_invoice(of)]).unwrap().remove(0);
    let open = NewPayment {
        allocate: AllocationChoice::None,
        ..NewPayment::received(of, day("2026-06-12"), amount("1"))
    };
    let paid = payments.record(open).unwrap();
    let version = PaymentVersion { id: paid.id, version: paid.version };
    let entry = |on| NewJournalEntry {
        journal: None,
        on,
        summary: "调整".to_owned(),
        attachments: 0,
        postings: vec![
            NewPosting::debit("1002", amount("1")),
            NewPosting::credit("3001", amount("1")),
        ],
    };
    let posted = test.owner.ledger().post(entry(day("2026-06-01"))).unwrap();
    for far in ["2062-06-15", "1026-06-15", "2028-01-01", "2016-06-15", "2006-06-15", "2020-12-31"]
        .map(day)
    {
        let draft = NewInvoice { issue_on: far, due_on: None, ..new_invoice(of) };
        assert_eq!(code(invoices.draft(draft)), Code::DateFar, "{far}");
        let pay = NewPayment::received(of, far, amount("1"));
        assert_eq!(code(payments.record(pay)), Code::DateFar, "{far}");
        assert_eq!(code(test.owner.ledger().post(entry(far))), Code::DateFar, "{far}");
        assert_eq!(code(test.owner.ledger().reverse(posted.id, far, None)), {
            if far < day("2026-06-01") { Code::DateOrder } else { Code::DateFar }
        });
        assert_eq!(code(payments.cancel(vec![version], Some(far), None)), Code::DateFar);
        assert_eq!(code(payments.allocate_automatically(vec![], None, Some(far))), Code::DateFar);
        assert_eq!(code(invoices.cancel(vec![(&good).into()], Some(far), None)), Code::DateFar);
        let opening = billing.open_items().post(far, vec![], None, None);
        assert_eq!(code(opening), Code::DateFar);
    }
    let typed = test.owner.ledger().post(entry(day("2016-06-15"))).unwrap_err();
    let span = ["earliest", "latest"].map(|name| typed.problems()[0].fact_value(name));
    assert_eq!(span, [Some("2021-01-01"), Some("2027-12-31")]);
    assert!(typed.to_string().contains("dates_from"), "{typed}");
    test.owner.ledger().post(entry(day("2021-01-01"))).unwrap();
    let late = NewInvoice { due_on: Some(day("2062-07-01")), ..new_invoice(of) };
    let error = invoices.draft(late).unwrap_err();
    assert_eq!(error.problems()[0].path, "invoices[0].due_on");
    assert_eq!(error.problems()[0].fact_value("latest"), Some("2037-12-31"));
    edit(&test, BookEdit { dates_from: day("1900-01-01").into(), ..Default::default() });
    test.owner.ledger().post(entry(day("1926-06-15"))).unwrap();
    let backwards = BookEdit { dates_to: day("1899-01-01").into(), ..Default::default() };
    assert_eq!(code(try_edit(&test, backwards)), Code::DateOrder);
}

/// A book that takes no days before its first takes what was open then, with its own dates.
#[test]
fn opening_items_are_older_than_the_book() {
    let test = room::memory();
    let of = customer(&test);
    edit(&test, BookEdit { dates_from: day("2026-06-01").into(), ..Default::default() });
    let open_items = test.owner.billing().open_items();
    let owed = |issued: &str, due: &str| NewOpeningItem {
        issue_on: Some(day(issued)),
        due_on: Some(day(due)),
        ..NewOpeningItem::owed_by(of, amount("5"))
    };
    let post = |on: &str, item| open_items.post(day(on), vec![item], None, None);
    let items = post("2026-06-01", owed("2025-11-05", "2025-12-05")).unwrap();
    assert_eq!((items[0].issue_on, items[0].due_on), (day("2025-11-05"), day("2025-12-05")));
    for (on, issued, due, path) in [
        ("2026-05-31", "2025-11-05", "2025-12-05", "on"),
        ("2026-06-01", "1925-11-05", "2025-12-05", "items[0].issue_on"),
        ("2026-06-01", "2025-11-05", "2062-12-05", "items[0].due_on"),
    ] {
        let error = post(on, owed(issued, due)).unwrap_err();
        let found = &error.problems()[0];
        assert_eq!((found.code, found.path.as_str()), (Code::DateFar, path), "{issued} {due}");
    }
}

/// Goods bought stay in stock: the profit of who trades them says so.
#[test]
fn the_income_summary_says_that_costs_are_missing() {
    let test = room::memory();
    let of = customer(&test);
    let bill = NewInvoice {
        direction: Direction::Purchase,
        price_mode: PriceMode::Net,
        ..NewInvoice::sale(of, day("2026-06-01"), lines(1, "600", "0.13"))
    };
    test.owner.billing().invoices().draft_and_post(vec![bill]).unwrap();
    let summary =
        || test.owner.reports().income_summary(day("2026-06-01"), day("2026-06-30")).unwrap();
    assert_eq!(summary().notices, [], "nothing was sold");
    posted(&test, of, lines(1, "1000", "0.13"));
    let found = summary();
    assert_eq!(found.profit, amount("1000"));
    let notice = &found.notices[0];
    assert_eq!(notice.kind, IncomeNoticeKind::StockWithoutCost);
    assert_eq!((notice.account.as_str(), notice.amount), ("1405", amount("600")));
    let cost = NewJournalEntry {
        journal: None,
        on: day("2026-06-30"),
        summary: "结转成本".to_owned(),
        attachments: 0,
        postings: vec![
            NewPosting::debit("5401", amount("600")),
            NewPosting::credit("1405", amount("600")),
        ],
    };
    test.owner.ledger().post(cost).unwrap();
    assert_eq!((summary().profit, summary().notices), (amount("400"), vec![]));
}
