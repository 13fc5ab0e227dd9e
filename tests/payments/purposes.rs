//! The purpose of a payment fits its party: money back to a customer is no payment of a supplier.

use bookroom::billing::invoices::Direction;
use bookroom::customers::model::CustomerEdit;
use bookroom_tests::room;

use super::*;
use crate::samples::fixtures;
use crate::whole::assert_whole;

fn party(session: &Session, name: &str, sold_to: bool, bought_from: bool) -> CustomerId {
    let mut new = NewCustomer::company(name);
    (new.is_customer, new.is_supplier) = (sold_to, bought_from);
    session.customers().add(new).unwrap().id
}

fn paid(customer: CustomerId, sum: &str) -> NewPayment {
    NewPayment::paid(customer, day("2026-06-20"), amount(sum))
}

/// The first problem: its place, code and the purpose that fits.
fn refused(payments: &Payments<'_>, new: NewPayment) -> (String, Code, String) {
    let error = payments.record(new).unwrap_err();
    let [problem] = error.problems() else { panic!("{error}") };
    assert!(problem.text_en().contains("purpose=\"refund\""), "{problem}");
    assert!(problem.text_zh().contains("purpose=\"refund\""), "{problem}");
    let fits = problem.fact_value("purpose").unwrap().to_owned();
    (problem.path.clone(), problem.code, fits)
}

#[test]
fn money_of_one_side_only_is_not_booked_on_the_other_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let payments = test.owner.billing().payments();
        let buyer = party(&test.owner, "青禾", true, false);
        let seller = party(&test.owner, "南山", false, true);
        let path = || "payments[0].purpose".to_owned();
        let received = |customer| received(customer, "2026-06-20", "5");
        let (settles, pays_back) = ("settlement".to_owned(), "refund".to_owned());

        let told = [
            refused(&payments, paid(buyer, "5")),
            refused(&payments, received(buyer).refund()),
            refused(&payments, received(seller)),
            refused(&payments, paid(seller, "5").refund()),
        ];
        assert_eq!(
            told,
            [
                (path(), Code::NotASupplier, pays_back.clone()),
                (path(), Code::NotASupplier, settles.clone()),
                (path(), Code::NotACustomer, pays_back),
                (path(), Code::NotACustomer, settles),
            ]
        );
        // What fits goes through, and so does whoever is on both sides or on none.
        payments.record(paid(buyer, "5").refund()).unwrap();
        payments.record(received(seller).refund()).unwrap();
        for (name, flag) in [("两边", true), ("无", false)] {
            let other = party(&test.owner, name, flag, flag);
            payments.record_many(vec![paid(other, "5"), received(other)]).unwrap();
        }
        assert_verified(&payments);
    }
}

#[test]
fn what_is_open_on_the_other_side_may_be_settled_there_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let (billing, payments) = (test.owner.billing(), test.owner.billing().payments());
        let buyer = party(&test.owner, "青禾", true, false);
        let mut bill = fixtures::sale(buyer, "2026-06-10");
        bill.direction = Direction::Purchase;
        let bill = billing.invoices().draft_and_post(vec![bill]).unwrap().remove(0);
        let part = payments.record(paid(buyer, "1")).unwrap();
        assert_eq!(part.unallocated, amount("0"));
        let share = Share { item: OpenItem::Invoice(bill.id), amount: bill.gross - amount("1") };
        let rest = NewPayment {
            allocate: AllocationChoice::ByHand(vec![share]),
            amount: share.amount,
            ..paid(buyer, "1")
        };
        payments.record(rest).unwrap();
        // Nothing is left, so that more would be an advance to somebody who supplies nothing.
        assert_eq!(refused(&payments, paid(buyer, "1")).1, Code::NotASupplier);
        let edit = CustomerEdit { is_supplier: Some(true), ..CustomerEdit::default() };
        test.owner.customers().edit(buyer, 1, edit).unwrap();
        payments.record(paid(buyer, "1")).unwrap();
        assert_verified(&payments);
    }
}

#[test]
fn a_refund_is_paid_out_of_money_of_the_same_call_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let billing = test.owner.billing();
        let payments = billing.payments();
        for (name, turned) in [("青禾", false), ("白川", true)] {
            let (one, other) =
                (customer(&test.owner, name), customer(&test.owner, &format!("{name} 2")));
            let mut together = vec![
                received(one, "2026-06-02", "150"),
                refunded(one, "2026-06-03", "30"),
                refunded(other, "2026-06-03", "7"),
            ];
            if turned {
                together.reverse();
            }
            let mut made = payments.record_many(together).unwrap();
            if turned {
                made.reverse();
            }
            let allocated: Vec<_> = made.iter().map(|payment| payment.allocated).collect();
            assert_eq!(allocated, [amount("30"), amount("30"), amount("0")], "{backend:?}");
            let kept = made.iter().map(|payment| payments.get(payment.id).unwrap().allocated);
            assert_eq!(kept.collect::<Vec<_>>(), allocated);
        }
        assert_whole(&test.owner, "refunds beside money");
    }
}
