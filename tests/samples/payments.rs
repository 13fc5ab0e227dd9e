//! Examples of the commands on payments.

use bookroom::AnyCommand;
use bookroom::billing::payments::commands::{
    AllocateAutomatically, AllocatePayments, CancelPayments, EditPayment, RecordPayments,
    WithdrawAllocations,
};
use bookroom::billing::payments::{
    AllocationChoice, NewAllocation, NewPayment, OpenItem, PaymentEdit, PaymentVersion, Recorded,
    Share,
};
use bookroom::customers::model::NewCustomer;
use bookroom_tests::room::{TestRoom, amount, day};

/// See [`super::sample`].
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    Some(match name {
        "payments.record" => RecordPayments { payments: vec![payment(test)] }.into(),
        "payments.edit" => {
            let id = overpaid(test, AllocationChoice::None).payments[0].id;
            let edit = PaymentEdit { note: Some("预付".to_owned()), ..PaymentEdit::default() };
            EditPayment { id, version: 1, edit }.into()
        }
        "payments.cancel" => {
            let payment = &overpaid(test, AllocationChoice::None).payments[0];
            let payments = vec![PaymentVersion { id: payment.id, version: payment.version }];
            CancelPayments { payments, on: None, reason: Some("记错".to_owned()) }.into()
        }
        "payments.allocate" => {
            let recorded = overpaid(test, AllocationChoice::None);
            let [payment, refund] = [&recorded.payments[0], &recorded.payments[1]]
                .map(|paid| OpenItem::Payment(paid.id));
            let share = Share { item: refund, amount: amount("10") };
            let allocate = AllocationChoice::ByHand(vec![share]);
            let allocations = vec![NewAllocation { item: payment, allocate }];
            AllocatePayments { allocations, on: None }.into()
        }
        "payments.allocate_automatically" => {
            overpaid(test, AllocationChoice::None);
            AllocateAutomatically { customers: Vec::new(), side: None, on: None }.into()
        }
        "payments.withdraw_allocations" => {
            overpaid(test, AllocationChoice::None);
            let made =
                test.owner.billing().payments().allocate_automatically(vec![], None, None).unwrap();
            WithdrawAllocations { allocations: vec![made[0].id], on: None }.into()
        }
        _ => return None,
    })
}

fn payment(test: &TestRoom) -> NewPayment {
    let customer = test.owner.customers().add(NewCustomer::company("青禾")).unwrap().id;
    let allocate = AllocationChoice::None;
    NewPayment { allocate, ..NewPayment::received(customer, day("2026-06-10"), amount("100")) }
}

/// A customer paid 100 too much and got 40 back.
fn overpaid(test: &TestRoom, allocate: AllocationChoice) -> Recorded {
    let paid = payment(test);
    let back = NewPayment::paid(paid.customer, day("2026-06-12"), amount("40")).refund();
    let payments = vec![paid, NewPayment { allocate, ..back }];
    test.owner.billing().payments().record_many(payments).unwrap()
}
