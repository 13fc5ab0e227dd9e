//! Who sees more than they may change is told so, and learns nothing of what they do not see.

use bookroom::access::permission::{Permission, Reach};
use bookroom::billing::invoices::InvoiceEdit;
use bookroom::billing::payments::{NewPayment, PaymentEdit};
use bookroom::customers::contacts::model::{ContactEdit, NewContact};
use bookroom::customers::model::{CustomerEdit, NewCustomer};
use bookroom::dealings::model::{DealingEdit, NewDealing};
use bookroom::error::{Code, Error};
use bookroom::service::model::{CaseEdit, CaseKind, CaseNoteEdit, NewCase};
use bookroom::tasks::model::{NewTask, TaskEdit};
use bookroom::values::CustomerId;
use bookroom::{Result, Session};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::role;
use crate::samples::fixtures::sale;

/// What each change of a colleague's record comes to.
type Tried = Vec<(&'static str, Result<()>)>;

/// Everything that can be done to one record of each kind, all of it the colleague's.
fn try_all(test: &TestRoom, colleague: &Session) -> impl Fn(&Session) -> Tried + use<> {
    let owner = Some(colleague.operator_id());
    let customer = NewCustomer { owner, ..NewCustomer::company("同事的客户") };
    let customer = test.owner.customers().add(customer).unwrap();
    let contact = NewContact::of(customer.id, "王小明");
    let contact = test.owner.customers().add_contact(contact).unwrap();
    let dealing = NewDealing::new(customer.id, "call", "电话");
    let dealing = test.owner.dealings().add(dealing).unwrap();
    let case = NewCase {
        customer: Some(customer.id),
        ..NewCase::new(CaseKind::Complaint, "货物破损")
    };
    let case = test.owner.service().open(case).unwrap();
    let note = test.owner.service().add_note(case.id, "内部", false).unwrap();
    let task = NewTask { assignee: owner, ..NewTask::new("回电") };
    let task = test.owner.tasks().add(task).unwrap();
    let draft = test.owner.billing().invoices().draft(sale(customer.id, "2026-06-01")).unwrap();
    let money = NewPayment::received(customer.id, day("2026-06-02"), amount("10"));
    let money = test.owner.billing().payments().record(money).unwrap();
    move |session| {
        let (customers, service) = (session.customers(), session.service());
        let (invoices, payments) = (session.billing().invoices(), session.billing().payments());
        let edit = CustomerEdit { name: Some("别的".to_owned()), ..CustomerEdit::default() };
        vec![
            ("customers.edit", customers.edit(customer.id, 1, edit).map(drop)),
            ("customers.remove", customers.set_active(customer.id, 1, false).map(drop)),
            ("customers.remove", customers.remove(customer.id, 1).map(drop)),
            (
                "customers.edit",
                customers.edit_contact(contact.id, 1, ContactEdit::default()).map(drop),
            ),
            (
                "dealings.edit",
                session.dealings().edit(dealing.id, 1, DealingEdit::default()).map(drop),
            ),
            ("dealings.edit", session.dealings().remove(dealing.id, 1).map(drop)),
            ("cases.edit", service.edit(case.id, 1, CaseEdit::default()).map(drop)),
            ("cases.edit", service.reject(vec![case.seen()], "无").map(drop)),
            ("cases.edit", service.add_note(case.id, "无", true).map(drop)),
            ("cases.edit", service.edit_note(note.id, 1, CaseNoteEdit::default()).map(drop)),
            ("tasks.edit", session.tasks().edit(task.id, 1, TaskEdit::default()).map(drop)),
            ("tasks.edit", session.tasks().finish(vec![task.seen()]).map(drop)),
            ("invoices.edit", invoices.edit(draft.id, 1, InvoiceEdit::default()).map(drop)),
            ("invoices.edit", invoices.discard(vec![draft.seen()]).map(drop)),
            ("invoices.post", invoices.post(draft.id, 1).map(drop)),
            ("payments.record", payments.edit(money.id, 1, PaymentEdit::default()).map(drop)),
            ("payments.cancel", payments.cancel(vec![money.seen()], None, None).map(drop)),
        ]
    }
}

/// Who sees as far as `view` reaches, and changes what is their own.
fn operator(test: &TestRoom, name: &str, view: Reach) -> Session {
    use Permission::{
        CasesEdit, CasesView, CustomersEdit, CustomersRemove, CustomersView, DealingsEdit,
        DealingsView, InvoicesEdit, InvoicesPost, InvoicesView, PaymentsCancel, PaymentsRecord,
        PaymentsView, TasksEdit, TasksView,
    };
    let views = [CasesView, CustomersView, DealingsView, InvoicesView, PaymentsView, TasksView];
    let changes = [
        CasesEdit,
        CustomersEdit,
        CustomersRemove,
        DealingsEdit,
        InvoicesEdit,
        InvoicesPost,
        PaymentsCancel,
        PaymentsRecord,
        TasksEdit,
    ];
    let grants = views.map(|view_of| (view_of, view)).into_iter();
    let grants: Vec<_> = grants.chain(changes.map(|change| (change, Reach::Own))).collect();
    test.owner.access().add_role(role(name, &grants, Vec::new())).unwrap();
    test.operator(name, &[name])
}

fn told(error: &Error) -> (Code, &str, Option<&str>) {
    let problem = &error.problems()[0];
    (problem.code, problem.path.as_str(), problem.fact_value("permission"))
}

#[test]
fn what_is_seen_and_not_ones_own_is_not_permitted_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        for rule in test.owner.access().duty_rules().unwrap() {
            test.owner.access().set_duty_rule(&rule.code, false).unwrap();
        }
        let colleague = operator(&test, "colleague", Reach::All);
        let wide = operator(&test, "wide", Reach::All);
        let narrow = operator(&test, "narrow", Reach::Own);
        let tried = try_all(&test, &colleague);
        for ((permission, seen), (_, unseen)) in tried(&wide).into_iter().zip(tried(&narrow)) {
            let (seen, unseen) = (seen.expect_err(permission), unseen.expect_err(permission));
            let (code, path, told_permission) = told(&seen);
            assert_eq!((code, told_permission), (Code::NotPermitted, Some(permission)));
            assert_eq!(told(&unseen), (Code::NotFound, path, None), "{backend:?} {permission}");
        }
        // What is not there at all is so for everybody.
        let gone = CustomerId(777);
        for session in [&wide, &narrow, &test.owner] {
            let error = session.customers().remove(gone, 1).unwrap_err();
            assert_eq!(told(&error), (Code::NotFound, "", None), "{backend:?}");
        }
    }
}
