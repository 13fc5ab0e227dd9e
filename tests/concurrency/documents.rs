//! Documents and money, changed twice at once: nothing is settled, credited or reversed twice.

use bookroom::Session;
use bookroom::billing::invoices::{Invoice, InvoiceVersion, NewCreditNote};
use bookroom::billing::payments::{
    AllocationChoice, NewAllocation, NewPayment, OpenItem, Payment, PaymentVersion, Share,
};
use bookroom::billing::products::NewProduct;
use bookroom::customers::model::NewCustomer;
use bookroom::values::{CustomerId, EntryId};
use bookroom_tests::room::{amount, day};

use crate::samples::fixtures::{new_entry, sale};

use super::race::{Race, both, exactly_one, run, unasked, untold};

fn customer(race: &Race, round: usize) -> CustomerId {
    race.one.customers().add(NewCustomer::company(&format!("青禾 {round}"))).unwrap().id
}

fn posted(race: &Race, round: usize) -> Invoice {
    let sale = sale(customer(race, round), "2026-06-01");
    race.one.billing().invoices().draft_and_post(vec![sale]).unwrap().remove(0)
}

fn open_payment(race: &Race, customer: CustomerId, sum: &str) -> Payment {
    let new = NewPayment::received(customer, day("2026-06-02"), amount(sum));
    let new = NewPayment { allocate: AllocationChoice::None, ..new };
    race.one.billing().payments().record(new).unwrap()
}

fn version(invoice: &Invoice) -> InvoiceVersion {
    InvoiceVersion { id: invoice.id, version: invoice.version }
}

fn allocate(session: &Session, payment: &Payment, invoice: &Invoice) -> bookroom::Result<()> {
    let share = Share { item: OpenItem::Invoice(invoice.id), amount: invoice.gross };
    let new = NewAllocation {
        item: OpenItem::Payment(payment.id),
        allocate: AllocationChoice::ByHand(vec![share]),
    };
    session.billing().payments().allocate(vec![new], None).map(drop)
}

#[test]
fn no_two_sales_have_the_same_credit() {
    run("two sales where the limit has room for one", |race, round| {
        let customer = customer(race, round);
        let gross = posted(race, round + 1_000).gross;
        let limit = gross + amount("1");
        race.one.customers().set_credit_limit(customer, 1, Some(limit)).unwrap();
        let post = |session: &Session| {
            session.billing().invoices().draft_and_post(vec![sale(customer, "2026-06-01")])
        };
        let (one, other) = both(|| post(&race.one), || post(&race.other));
        let used = race.one.customers().credit(customer).unwrap().used;
        let wrong = (used > limit).then(|| format!("{used} used of {limit}"));
        wrong.or_else(|| exactly_one(&one, &other))
    });
}

#[test]
fn no_two_moves_close_a_circle_of_companies() {
    run("each below the other", |race, round| {
        let (first, second) = (customer(race, round), customer(race, round));
        let set =
            |session: &Session, id, parent| session.customers().set_parent(id, 1, Some(parent));
        let (one, other) =
            both(|| set(&race.one, first, second), || set(&race.other, second, first));
        exactly_one(&one, &other)
    });
    run("a parent is removed while it gets a child", |race, round| {
        let (parent, child) = (customer(race, round), customer(race, round));
        let (one, other) = both(
            || race.one.customers().set_parent(child, 1, Some(parent)),
            || race.other.customers().remove(parent, 1),
        );
        exactly_one(&one, &other)
    });
}

#[test]
fn no_document_is_settled_twice() {
    run("two payments for one invoice", |race, round| {
        let invoice = posted(race, round);
        let pay = || open_payment(race, invoice.customer, &invoice.gross.to_string());
        let (first, second) = (pay(), pay());
        let (one, other) = both(
            || allocate(&race.one, &first, &invoice),
            || allocate(&race.other, &second, &invoice),
        );
        exactly_one(&one, &other)
    });
    run("one payment for two invoices", |race, round| {
        let invoice = posted(race, round);
        let sale = sale(invoice.customer, "2026-06-01");
        let second = race.one.billing().invoices().draft_and_post(vec![sale]).unwrap().remove(0);
        let payment = open_payment(race, invoice.customer, &invoice.gross.to_string());
        let (one, other) = both(
            || allocate(&race.one, &payment, &invoice),
            || allocate(&race.other, &payment, &second),
        );
        exactly_one(&one, &other)
    });
    run("two record payments that settle by themselves", |race, round| {
        let invoice = posted(race, round);
        let pay = |session: &Session| {
            let paid = NewPayment::received(invoice.customer, day("2026-06-02"), invoice.gross);
            session.billing().payments().record(paid)
        };
        let (one, other) = both(|| pay(&race.one), || pay(&race.other));
        let fault = unasked(&one).or_else(|| unasked(&other));
        let settled = race.one.billing().invoices().get(invoice.id).unwrap().settled;
        fault.or_else(|| (settled != invoice.gross).then(|| format!("settled {settled}")))
    });
    run("a payment is cancelled while it is allocated", |race, round| {
        let invoice = posted(race, round);
        let payment = open_payment(race, invoice.customer, &invoice.gross.to_string());
        let seen = PaymentVersion { id: payment.id, version: payment.version };
        let (one, other) = both(
            || allocate(&race.one, &payment, &invoice),
            || race.other.billing().payments().cancel(vec![seen], None, None),
        );
        let fault = untold(&one).or_else(|| untold(&other));
        let settled = race.one.billing().invoices().get(invoice.id).unwrap().settled;
        let stays = other.is_ok() && !settled.is_zero();
        fault.or_else(|| stays.then(|| format!("settled {settled} by a cancelled payment")))
    });
}

#[test]
fn nothing_is_taken_back_twice() {
    run("an invoice is credited twice", |race, round| {
        let invoice = posted(race, round);
        let credit = |session: &Session| {
            let note = NewCreditNote {
                invoice: invoice.id,
                version: invoice.version,
                issue_on: None,
                reference: None,
                lines: vec![],
                reason: None,
            };
            session.billing().invoices().credit(note)
        };
        let (one, other) = both(|| credit(&race.one), || credit(&race.other));
        exactly_one(&one, &other)
    });
    run("an invoice is cancelled while it is paid", |race, round| {
        let invoice = posted(race, round);
        let payment = open_payment(race, invoice.customer, &invoice.gross.to_string());
        let cancel = vec![version(&invoice)];
        let (one, other) = both(
            || allocate(&race.one, &payment, &invoice),
            || race.other.billing().invoices().cancel(cancel, None, None),
        );
        exactly_one(&one, &other)
    });
    run("an entry is reversed twice", |race, _| {
        let entry = race.one.ledger().post(new_entry("2026-06-01")).unwrap().id;
        let reverse =
            |session: &Session, id: EntryId| session.ledger().reverse(id, day("2026-06-02"), None);
        let (one, other) = both(|| reverse(&race.one, entry), || reverse(&race.other, entry));
        exactly_one(&one, &other)
    });
}

#[test]
fn a_draft_becomes_one_thing() {
    run("a draft is posted twice", |race, round| {
        let draft = race.one.billing().invoices();
        let draft = draft.draft(sale(customer(race, round), "2026-06-01")).unwrap();
        let post = |session: &Session| {
            session.billing().invoices().post(draft.id, draft.version).map(drop)
        };
        let (one, other) = both(|| post(&race.one), || post(&race.other));
        exactly_one(&one, &other)
    });
    run("a draft is discarded while it is posted", |race, round| {
        let draft = race.one.billing().invoices();
        let draft = draft.draft(sale(customer(race, round), "2026-06-01")).unwrap();
        let (one, other) = both(
            || race.one.billing().invoices().post(draft.id, draft.version),
            || race.other.billing().invoices().discard(vec![version(&draft)]),
        );
        exactly_one(&one, &other)
    });
}

#[test]
fn what_a_document_names_stays() {
    run("a customer is removed while an invoice is drafted", |race, round| {
        let id = customer(race, round);
        let (removed, drafted) = both(
            || race.one.customers().remove(id, 1),
            || race.other.billing().invoices().draft(sale(id, "2026-06-01")),
        );
        exactly_one(&removed, &drafted)
    });
    run("a product is removed while an invoice is drafted", |race, round| {
        let code = format!("P{round}");
        let products = race.one.billing().products();
        let new = NewProduct::new(&code, "纸", amount("1"), amount("0.13"));
        let product = products.add(new).unwrap();
        let mut sale = sale(customer(race, round), "2026-06-01");
        sale.lines[0].product = Some(code);
        let (removed, drafted) = both(
            || products.remove(product.id, product.version),
            || race.other.billing().invoices().draft(sale.clone()),
        );
        exactly_one(&removed, &drafted)
    });
}
