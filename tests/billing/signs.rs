//! What is given back: negative lines, credit notes that stand alone, and credit notes that keep
//! the discounts of what they take back.

use bookroom::billing::invoices::{
    CreditLine, Direction, Discount, DocumentKind, Invoice, InvoiceLine, NewCreditNote, NewInvoice,
    NewInvoiceLine, NewStandaloneCredit,
};
use bookroom::billing::payments::{AllocationChoice, NewAllocation, OpenItem, Share};
use bookroom::billing::products::PriceMode;
use bookroom::error::Code;
use bookroom::values::CustomerId;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::samples::billing::customer;

fn line(quantity: &str, price: &str, discount: Option<Discount>) -> NewInvoiceLine {
    NewInvoiceLine {
        description: Some("货".to_owned()),
        quantity: amount(quantity),
        unit_price: Some(amount(price)),
        tax_rate: Some(amount("0.13")),
        discount,
        ..Default::default()
    }
}

fn sale(of: CustomerId, lines: Vec<NewInvoiceLine>) -> NewInvoice {
    NewInvoice::sale(of, day("2026-06-01"), lines)
}

fn post(test: &TestRoom, new: NewInvoice) -> Invoice {
    test.owner.billing().invoices().draft_and_post(vec![new]).unwrap().remove(0)
}

fn credit(test: &TestRoom, of: &Invoice, lines: Vec<CreditLine>) -> Result<Invoice, Code> {
    let invoices = test.owner.billing();
    let invoices = invoices.invoices();
    let (invoice, version) = (of.id, invoices.get(of.id).unwrap().version);
    let issue_on = Some(day("2026-06-20"));
    let credit = NewCreditNote { invoice, version, issue_on, reference: None, lines, reason: None };
    invoices.credit(credit).map_err(|error| error.code())
}

fn balance(test: &TestRoom, account: &str) -> Decimal {
    test.owner.ledger().balance(account, day("2026-06-30")).unwrap().balance
}

/// Quantity times price less both discounts is the amount of a line: what is missing.
fn difference(line: &InvoiceLine, mode: PriceMode) -> Decimal {
    let round =
        |value: Decimal| value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let whole = round(line.quantity * line.unit_price);
    let own = match line.discount {
        None => Decimal::ZERO,
        Some(Discount::Amount(sum)) => sum,
        Some(Discount::Rate(rate)) => {
            whole - round(line.quantity * line.unit_price * (Decimal::ONE - rate))
        }
    };
    let found = if mode == PriceMode::Net { line.net } else { line.gross };
    whole - own - line.document_discount - found
}

fn negative_lines(backend: Backend) {
    let test = room::on(backend);
    let of = customer(&test);
    let lines = vec![line("2", "100", None), line("-1", "50", None), line("1", "-30", None)];
    let made = post(&test, sale(of, lines));
    assert_eq!((made.net, made.tax, made.gross), (amount("120"), amount("15.6"), amount("135.6")));
    assert_eq!((balance(&test, "5001"), balance(&test, "1122")), (amount("-120"), amount("135.6")));
    let invoices = test.owner.billing();
    let invoices = invoices.invoices();
    let error = invoices.draft(sale(of, vec![line("-1", "50", None)])).unwrap_err();
    assert_eq!((error.code(), error.problems()[0].path.as_str()), {
        (Code::NegativeTotal, "invoices[0].lines")
    });
    let nothing = vec![
        line("1", "80", None),
        NewInvoiceLine { income_account: Some("5051".to_owned()), ..line("-1", "80", None) },
    ];
    let nothing = post(&test, sale(of, nothing));
    assert_eq!((nothing.gross, nothing.entry.is_some()), (amount("0"), true));
    let first = CreditLine { line: 1, quantity: Some(amount("1")), amount: None };
    let part = credit(&test, &made, vec![first]).unwrap();
    assert_eq!(part.net, amount("100"));
    let only = CreditLine { line: 2, quantity: None, amount: None };
    assert_eq!(credit(&test, &made, vec![only]), Err(Code::NegativeTotal));
    let rest = credit(&test, &made, vec![]).unwrap();
    assert_eq!((rest.net, rest.gross), (amount("20"), amount("22.6")));
    assert_eq!(rest.lines[1].quantity, amount("-1"));
    assert_eq!(balance(&test, "1122"), amount("0"));
    assert_eq!(test.owner.verify().unwrap().findings, []);
}

#[test]
fn negative_lines_stand_in_the_books() {
    Backend::ALL.into_iter().for_each(negative_lines);
}

fn a_credit_stands_alone(backend: Backend) {
    let test = room::on(backend);
    let of = customer(&test);
    let new = |reason: &str| NewStandaloneCredit {
        direction: Direction::Sale,
        customer: of,
        reason: reason.to_owned(),
        reference: None,
        issue_on: None,
        price_mode: PriceMode::Net,
        discount: None,
        lines: vec![line("1", "100", None)],
    };
    let billing = test.owner.billing();
    let invoices = billing.invoices();
    let error = invoices.credit_without_invoice(new(" ")).unwrap_err();
    assert_eq!((error.code(), error.problems()[0].path.as_str()), {
        (Code::Required, "credits[0].reason")
    });
    let note = invoices.credit_without_invoice(new("年终返利")).unwrap();
    assert_eq!((note.kind, note.corrects, note.gross), {
        (DocumentKind::CreditNote, None, amount("113"))
    });
    assert_eq!(note.number.as_deref(), Some("CN-202606-0001"));
    assert_eq!(note.note.as_deref(), Some("年终返利"));
    assert_eq!((balance(&test, "1122"), balance(&test, "5001")), (amount("-113"), amount("100")));
    let made = post(&test, sale(of, vec![line("1", "50", None)]));
    let share = Share { item: OpenItem::Invoice(made.id), amount: amount("56.5") };
    let allocate = AllocationChoice::ByHand(vec![share]);
    let new = NewAllocation { item: OpenItem::Invoice(note.id), allocate };
    billing.payments().allocate(vec![new], None).unwrap();
    let credit = &billing.payments().unallocated_credit(&[of]).unwrap()[0];
    assert_eq!(credit.credit_notes, amount("56.5"));
    assert_eq!(test.owner.verify().unwrap().findings, []);
}

#[test]
fn a_credit_note_stands_alone() {
    Backend::ALL.into_iter().for_each(a_credit_stands_alone);
}

#[test]
fn a_full_credit_keeps_the_discounts() {
    let test = room::memory();
    let of = customer(&test);
    let lines = vec![
        line("3", "33.33", Some(Discount::Rate(amount("0.1")))),
        line("7", "9.99", Some(Discount::Amount(amount("5")))),
    ];
    let new = NewInvoice { discount: Some(Discount::Amount(amount("7.77"))), ..sale(of, lines) };
    let made = post(&test, new.clone());
    let whole = credit(&test, &made, vec![]).unwrap();
    assert_eq!(whole.lines, made.lines);
    assert_eq!((whole.discount, whole.discount_total), (made.discount, made.discount_total));
    let made = post(&test, new);
    let lines = [1, 2].map(|line| CreditLine { line, quantity: None, amount: None });
    let chosen = credit(&test, &made, lines.to_vec()).unwrap();
    assert_eq!(chosen.lines, made.lines, "line by line as well");
    assert_eq!(chosen.discount_total, made.discount_total);
    assert_eq!(test.owner.verify().unwrap().findings, []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    /// Credited in steps, an invoice comes to nothing: no cent is lost, whatever its discounts,
    /// price mode and rounding.
    #[test]
    fn partial_credits_sum_to_the_invoice(
        lines in prop::collection::vec((1..9_i64, 100..9_999_i64, 0..40_i64), 1..5),
        discount in 0..99_i64, gross in any::<bool>(), steps in 1..4_usize,
    ) {
        let test = room::memory();
        let of = customer(&test);
        let new: Vec<NewInvoiceLine> = lines
            .iter()
            .map(|(quantity, price, percent)| NewInvoiceLine {
                quantity: Decimal::from(*quantity),
                unit_price: Some(Decimal::new(*price, 2)),
                discount: Some(Discount::Rate(Decimal::new(*percent, 2))),
                ..line("1", "1", None)
            })
            .collect();
        let mode = if gross { PriceMode::Gross } else { PriceMode::Net };
        let made = post(&test, NewInvoice {
            discount: Some(Discount::Amount(Decimal::new(discount, 2))),
            price_mode: mode,
            ..sale(of, new)
        });
        for line in &made.lines {
            prop_assert!(difference(line, mode).is_zero(), "{:?}", line);
        }
        let mut notes = Vec::new();
        for _ in 0..steps {
            let one = CreditLine { line: 1, quantity: Some(Decimal::ONE), amount: None };
            notes.extend(credit(&test, &made, vec![one]));
        }
        notes.extend(credit(&test, &made, vec![]));
        for line in notes.iter().flat_map(|note| &note.lines).filter(|it| !it.quantity.is_zero()) {
            prop_assert!(difference(line, mode).abs() <= Decimal::new(1, 2), "{:?}", line);
        }
        let sum = |part: fn(&Invoice) -> Decimal| notes.iter().map(part).sum::<Decimal>();
        prop_assert_eq!(sum(|note| note.net), made.net);
        prop_assert_eq!(sum(|note| note.tax), made.tax);
        prop_assert_eq!(sum(|note| note.gross), made.gross);
        let shares = notes.iter().flat_map(|note| &note.lines).map(|line| line.document_discount);
        let whole = made.lines.iter().map(|line| line.document_discount);
        prop_assert_eq!(shares.sum::<Decimal>(), whole.sum::<Decimal>());
        prop_assert_eq!(test.owner.verify().unwrap().findings, []);
    }
}
