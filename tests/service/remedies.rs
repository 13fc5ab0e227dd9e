//! What complaints lead to, on every database: proposed, approved with its document, refused, and
//! reversed with its document.

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Grant, Permission, Reach};
use bookroom::billing::invoices::{
    CreditLine, DocumentKind, Invoice, InvoiceState, NewCreditNote, NewInvoiceLine,
};
use bookroom::billing::payments::PaymentPurpose;
use bookroom::billing::products::PriceMode;
use bookroom::changes::model::Subject;
use bookroom::customers::model::NewCustomer;
use bookroom::error::{Code, Error, Kind};
use bookroom::service::model::{Case, CaseKind, NewCase};
use bookroom::service::remedies::model::{
    CaseRemedy, CreditTerms, NewCaseRemedy, RefundTerms, RemedyFilter, RemedyKind, RemedyState,
    RemedyTerms, ReplacementTerms,
};
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::{complaint, open};
use crate::concurrency::race::{both, run};
use crate::samples::fixtures::sale;
use crate::whole::assert_whole;

fn rooms() -> impl Iterator<Item = TestRoom> {
    Backend::ALL.iter().map(|backend| room::on(*backend))
}

/// A customer who bought something, and complains about it.
struct Complaint {
    customer: CustomerId,
    invoice: Invoice,
    case: Case,
}

fn complain(session: &Session) -> Complaint {
    let customer = session.customers().add(NewCustomer::company("青禾")).unwrap().id;
    let sold = session.billing().invoices().draft_and_post(vec![sale(customer, "2026-06-01")]);
    let invoice = sold.unwrap().remove(0);
    let new =
        NewCase {
            customer: Some(customer), invoice: Some(invoice.id), ..complaint("两箱破损")
        };
    Complaint { customer, invoice, case: session.service().open(new).unwrap() }
}

fn propose(session: &Session, case: &Case, terms: RemedyTerms) -> Result<CaseRemedy, Error> {
    let reason = "破损属实".to_owned();
    session.service().remedies().propose(NewCaseRemedy { case: case.id, terms, reason })
}

fn approve(session: &Session, remedy: &CaseRemedy) -> Result<CaseRemedy, Error> {
    session.service().remedies().approve(remedy.id, remedy.version, None, Some("同意"))
}

fn replace(price: Option<&str>) -> RemedyTerms {
    let line = NewInvoiceLine {
        description: Some("打印纸".to_owned()),
        quantity: amount("1"),
        unit_price: price.map(amount),
        tax_rate: Some(amount("0.13")),
        ..NewInvoiceLine::default()
    };
    RemedyTerms::Replacement(ReplacementTerms { price_mode: PriceMode::Net, lines: vec![line] })
}

fn refund(sum: &str, allocate: bool) -> RemedyTerms {
    let (method, account) = (None, None);
    RemedyTerms::Refund(RefundTerms { amount: amount(sum), method, account, allocate })
}

fn again(session: &Session, remedy: &CaseRemedy) -> CaseRemedy {
    session.service().remedies().get(remedy.id).unwrap()
}

fn said(error: &Error) -> String {
    let problem = &error.problems()[0];
    format!("{} {}", problem.path, problem.code.slug())
}

#[test]
fn a_credit_note_comes_with_the_approval_and_is_linked_both_ways_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let Complaint { invoice, case, .. } = complain(owner);
        let lines = vec![CreditLine { line: 1, quantity: Some(amount("1")), amount: None }];
        let terms = RemedyTerms::CreditNote(CreditTerms { invoice: None, lines });
        let remedy = propose(owner, &case, terms.clone()).unwrap();
        assert_eq!((remedy.state, remedy.document), (RemedyState::Proposed, None));
        assert_eq!(again(owner, &remedy), remedy);
        let balance = owner.billing().invoices().get(invoice.id).unwrap();
        assert_eq!(balance, invoice);
        let approved = approve(owner, &remedy).unwrap();
        assert_eq!(approved.state, RemedyState::Approved);
        assert_eq!(approved.decided_by, Some(owner.operator_id()));
        let note = owner.billing().invoices().get(approved.document.unwrap()).unwrap();
        assert_eq!((note.kind, note.corrects), (DocumentKind::CreditNote, Some(invoice.id)));
        assert_eq!(note.note.as_deref(), Some("破损属实"));
        assert_eq!(note.lines.len(), 1);
        let filter = RemedyFilter { document: Some(note.id), ..RemedyFilter::default() };
        let page = owner.service().remedies().list(&filter, &PageRequest::default()).unwrap();
        assert_eq!(page.items, std::slice::from_ref(&approved));
        assert_eq!(approve(owner, &remedy).unwrap_err().code(), Code::VersionConflict);
        assert_eq!(said(&approve(owner, &approved).unwrap_err()), " wrong_state");
        let subject = Subject::new("case_remedy", remedy.id.0);
        let history = owner.changes().history(&subject, &PageRequest::default()).unwrap();
        assert_eq!(history.items.len(), 2);
        // What is left can be credited once: the second is refused as by hand, and stays proposed.
        let [first, second] = [(); 2].map(|()| propose(owner, &case, RemedyTerms::whole_credit()));
        let (first, second) = (first.unwrap(), second.unwrap());
        approve(owner, &first).unwrap();
        let seen = owner.changes().head().unwrap().seq;
        let error = approve(owner, &second).unwrap_err();
        assert!(matches!(error.kind(), Kind::Invalid | Kind::Conflict), "{error:?}");
        assert_eq!(again(owner, &second), second);
        assert_eq!(owner.changes().head().unwrap().seq, seen);
        assert_whole(owner, "credited");
    }
}

#[test]
fn a_replacement_is_drafted_and_counts_until_it_is_gone_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let invoices = owner.billing().invoices();
        let Complaint { customer, case, .. } = complain(owner);
        let make = |price| {
            let remedy = propose(owner, &case, replace(price)).unwrap();
            let approved = approve(owner, &remedy).unwrap();
            let draft = invoices.get(approved.document.unwrap()).unwrap();
            assert_eq!((draft.state, draft.customer), (InvoiceState::Draft, customer));
            (approved, draft)
        };
        // Given away, and discarded after all.
        let (approved, draft) = make(Some("0"));
        assert_eq!(draft.gross, amount("0"));
        invoices.discard(vec![(&draft).into()]).unwrap();
        let reversed = again(owner, &approved);
        assert_eq!((reversed.state, reversed.version), (RemedyState::Reversed, 3));
        // At a price of its own, posted, and cancelled.
        let (approved, draft) = make(Some("80"));
        let posted = invoices.post(draft.id, draft.version).unwrap();
        assert_eq!(again(owner, &approved), approved);
        invoices.cancel(vec![(&posted).into()], None, None).unwrap();
        assert_eq!(again(owner, &approved).state, RemedyState::Reversed);
        let without = propose(owner, &case, replace(None)).unwrap();
        let error = approve(owner, &without).unwrap_err();
        assert!(error.problems()[0].path.starts_with("terms."), "{error:?}");
        assert_whole(owner, "replaced");
    }
}

#[test]
fn money_back_counts_until_its_payment_is_cancelled_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let payments = owner.billing().payments();
        let Complaint { customer, invoice, case } = complain(owner);
        // Paid, then taken back: the customer has a credit to be refunded.
        let paid = bookroom::billing::payments::NewPayment::received(
            customer,
            day("2026-06-10"),
            invoice.gross,
        );
        payments.record(paid).unwrap();
        let credit = propose(owner, &case, RemedyTerms::whole_credit()).unwrap();
        let note = approve(owner, &credit).unwrap().document.unwrap();
        let terms = refund(&invoice.gross.to_string(), true);
        let remedy = propose(owner, &case, terms).unwrap();
        let approved = approve(owner, &remedy).unwrap();
        let payment = payments.get(approved.payment.unwrap()).unwrap();
        assert_eq!((payment.purpose, payment.amount), (PaymentPurpose::Refund, invoice.gross));
        assert_eq!(payment.unallocated, amount("0"));
        let used = owner.billing().invoices().get(note).unwrap();
        assert_eq!(used.open(), amount("0"));
        let filter = RemedyFilter { payment: Some(payment.id), ..RemedyFilter::default() };
        let page = owner.service().remedies().list(&filter, &PageRequest::default()).unwrap();
        assert_eq!(page.items, std::slice::from_ref(&approved));
        payments.cancel(vec![payment.seen()], None, None).unwrap();
        assert_eq!(again(owner, &approved).state, RemedyState::Reversed);
        assert_whole(owner, "refunded");
    }
}

#[test]
fn what_cannot_be_is_named_with_its_path_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let remedies = owner.service().remedies();
        let Complaint { customer, invoice, case } = complain(owner);
        let nobody = open(owner, "来电未报名");
        let refused = [
            (propose(owner, &nobody, refund("5", false)), "remedies[0].case required"),
            (
                propose(owner, &case, refund("0", false)),
                "remedies[0].terms.refund.amount must_be_positive",
            ),
        ];
        for (refused, why) in refused {
            assert_eq!(said(&refused.unwrap_err()), why);
        }
        let other = complain(owner);
        let of_other = CreditTerms { invoice: Some(other.invoice.id), lines: Vec::new() };
        let error = propose(owner, &case, RemedyTerms::CreditNote(of_other)).unwrap_err();
        let wanted = "remedies[0].terms.credit_note.invoice unknown_reference";
        assert_eq!(said(&error), wanted);
        let bare = NewCase { customer: Some(customer), ..complaint("没有单据") };
        let bare = owner.service().open(bare).unwrap();
        let error = propose(owner, &bare, RemedyTerms::whole_credit()).unwrap_err();
        assert_eq!(said(&error), "remedies[0].terms.credit_note.invoice required");
        let refusal = propose(owner, &case, RemedyTerms::whole_credit()).unwrap();
        let refusal = remedies.refuse(refusal.id, refusal.version, "签收时完好").unwrap();
        assert_eq!(refusal.decision.as_deref(), Some("签收时完好"));
        let error = remedies.withdraw(refusal.id, refusal.version).unwrap_err();
        assert_eq!(error.code(), Code::WrongState);
        let back = propose(owner, &case, RemedyTerms::whole_credit()).unwrap();
        assert_eq!(remedies.withdraw(back.id, back.version).unwrap().state, RemedyState::Withdrawn);
        let filter = RemedyFilter {
            case: Some(case.id),
            kinds: vec![RemedyKind::CreditNote],
            states: vec![RemedyState::Refused],
            ..RemedyFilter::default()
        };
        let page = remedies.list(&filter, &PageRequest::default()).unwrap();
        assert_eq!(page.items, [refusal]);
        // By hand in between, what is left is less; and a rejected case leads to nothing.
        let waiting = propose(owner, &case, RemedyTerms::whole_credit()).unwrap();
        let credit = NewCreditNote {
            invoice: invoice.id,
            version: invoice.version,
            issue_on: None,
            reference: None,
            lines: Vec::new(),
            reason: None,
        };
        owner.billing().invoices().credit(credit).unwrap();
        assert!(approve(owner, &waiting).is_err());
        let case = owner.service().get(case.id).unwrap();
        owner.service().reject(vec![(&case).into()], "不属实").unwrap();
        assert_eq!(said(&approve(owner, &waiting).unwrap_err()), " wrong_state");
        let error = propose(owner, &case, RemedyTerms::whole_credit()).unwrap_err();
        assert_eq!(said(&error), "remedies[0].case wrong_state");
        assert_whole(owner, "refused");
    }
}

/// Somebody with these permissions for everything.
fn with(test: &TestRoom, name: &str, permissions: &[Permission]) -> Session {
    let grant = |permission: &Permission| Grant { permission: *permission, reach: Reach::All };
    let role = NewRole {
        code: name.to_owned(),
        label_zh: name.to_owned(),
        label_en: name.to_owned(),
        grants: permissions.iter().map(grant).collect(),
        fields: Vec::new(),
    };
    test.owner.access().add_role(role).unwrap();
    test.operator(name, &[name])
}

#[test]
fn approving_takes_its_own_permission_and_the_one_of_the_document_on_every_database() {
    use Permission::{
        CasesApproveRemedies, CasesEdit, CasesView, CustomersView, InvoicesCredit, InvoicesEdit,
        PaymentsRecord,
    };
    for test in rooms() {
        let owner = &test.owner;
        let Complaint { case, .. } = complain(owner);
        let desk = with(&test, "desk", &[CasesView, CasesEdit, InvoicesCredit, InvoicesEdit]);
        let all = [CasesView, CasesApproveRemedies, CustomersView];
        let boss = with(&test, "boss2", &all);
        let with_all =
            |name: &str, document: Permission| with(&test, name, &[&all[..], &[document]].concat());
        let credit = with_all("credit", InvoicesCredit);
        let sales = with_all("sales2", InvoicesEdit);
        let money = with_all("money", PaymentsRecord);
        let terms = [RemedyTerms::whole_credit(), replace(Some("0")), refund("5", false)];
        for (terms, right) in terms.into_iter().zip([&credit, &sales, &money]) {
            let remedy = propose(&desk, &case, terms).unwrap();
            for wrong in [&desk, &boss, &credit, &sales, &money] {
                if !std::ptr::eq(wrong, right) {
                    let error = approve_silently(wrong, &remedy).unwrap_err();
                    assert_eq!(error.code(), Code::NotPermitted, "{:?}", remedy.terms);
                }
            }
            let denied = propose(&boss, &case, remedy.terms.clone()).unwrap_err();
            assert_eq!(denied.code(), Code::NotPermitted);
            assert_eq!(again(owner, &remedy), remedy);
            assert_eq!(approve_silently(right, &remedy).unwrap().state, RemedyState::Approved);
        }
        let nobody = test.operator("nobody", &["sales"]);
        let hidden =
            nobody.service().remedies().list(&RemedyFilter::default(), &PageRequest::default());
        assert!(hidden.unwrap().items.is_empty());
    }
}

fn approve_silently(session: &Session, remedy: &CaseRemedy) -> Result<CaseRemedy, Error> {
    session.service().remedies().approve(remedy.id, remedy.version, None, None)
}

#[test]
fn of_two_who_decide_at_once_one_does() {
    run("a remedy is approved twice", |rooms, round| {
        let customer = NewCustomer::company(&format!("青禾{round}"));
        let customer = rooms.one.customers().add(customer).unwrap().id;
        let new = NewCase {
            customer: Some(customer),
            ..NewCase::new(CaseKind::Complaint, "两箱破损")
        };
        let case = rooms.one.service().open(new).unwrap();
        let remedy = propose(&rooms.one, &case, refund("5", false)).unwrap();
        let (one, other) = both(|| approve(&rooms.one, &remedy), || approve(&rooms.other, &remedy));
        let done = [&one, &other].iter().filter(|it| it.is_ok()).count();
        let is_expected =
            |error: &Error| error.kind() == Kind::Busy || error.code() == Code::VersionConflict;
        let wrong = [one.err(), other.err()].into_iter().flatten().find(|it| !is_expected(it));
        (done > 1 || wrong.is_some()).then(|| format!("{done} done, {wrong:?}"))
    });
}
