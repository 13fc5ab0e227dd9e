//! What an operator reads beside the screens that show it: reports, history, documents' copies,
//! imports of others.

use bookroom::Session;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Permission, Reach};
use bookroom::billing::payments::NewPayment;
use bookroom::changes::model::Subject;
use bookroom::customers::model::{BillingProfile, CustomerVersion, NewCustomer};
use bookroom::error::Code;
use bookroom::exchange::export::{ExportList, ExportOptions};
use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::reports::ageing::AgeingOptions;
use bookroom::values::{CustomerId, ImportId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::role;
use crate::samples::fixtures::{customer, sale};

const ALL: Reach = Reach::All;

fn limited(test: &TestRoom, name: &str, grants: &[(Permission, Reach)]) -> Session {
    test.owner.access().add_role(role(name, grants, Vec::new())).unwrap();
    test.operator(name, &[name])
}

fn traded(test: &TestRoom) -> CustomerId {
    let id = customer(test, "甲");
    test.owner.billing().invoices().draft_and_post(vec![sale(id, "2026-06-01")]).unwrap();
    let paid = NewPayment::received(id, day("2026-06-02"), amount("10"));
    test.owner.billing().payments().record(paid).unwrap();
    id
}

#[test]
fn reports_show_money_to_who_may_see_it_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let id = traded(&test);
        let (from, to) = (day("2026-01-01"), day("2026-12-31"));
        let (invoices, payments) = (Permission::InvoicesView, Permission::PaymentsView);
        let documents = limited(&test, "documents", &[(invoices, ALL)]);
        let error = documents.reports().statement(id, from, to).unwrap_err();
        assert_eq!(error.code(), Code::NotPermitted, "{backend:?}");
        let ageing = AgeingOptions::receivable(to);
        let error = documents.reports().ageing(&ageing).unwrap_err();
        assert_eq!(error.code(), Code::NotPermitted, "{backend:?}");
        let money = limited(&test, "money", &[(payments, ALL)]);
        let error = money.billing().payments().unallocated_credit(&[]).unwrap_err();
        assert_eq!(error.code(), Code::NotPermitted, "{backend:?}");
        // As far as the narrower of both reaches.
        let both = limited(&test, "both", &[(invoices, ALL), (payments, Reach::Own)]);
        let error = both.reports().statement(id, from, to).unwrap_err();
        assert_eq!(error.code(), Code::NotFound, "{backend:?}");
        assert!(both.reports().ageing(&ageing).unwrap().rows.items.is_empty());
        assert!(both.billing().payments().unallocated_credit(&[]).unwrap().is_empty());
        let seen = test.owner.customers().get(id).unwrap();
        let seen = CustomerVersion { id, version: seen.version };
        test.owner.customers().assign(vec![seen], Some(both.operator_id()), None).unwrap();
        assert_eq!(both.reports().statement(id, from, to).unwrap().lines.len(), 2);
        let list = ExportList::Statement { customer: id, from: Some(from), to: Some(to) };
        let export = |session: &Session| {
            let mut out = Vec::new();
            session.exchange().export(&list, &mut out, &ExportOptions::default()).map(|_| ())
        };
        assert!(export(&documents).is_err() && export(&test.owner).is_ok());
    }
}

#[test]
fn an_entry_by_hand_is_named_to_who_sees_the_ledger() {
    let test = room::memory();
    let id = customer(&test, "甲");
    let entry = NewJournalEntry {
        journal: None,
        on: day("2026-06-01"),
        summary: "Secretword".to_owned(),
        attachments: 0,
        postings: vec![
            NewPosting { party: Some(id), ..NewPosting::debit("1122", amount("7")) },
            NewPosting::credit("1002", amount("7")),
        ],
    };
    test.owner.ledger().post(entry).unwrap();
    let grants = [(Permission::InvoicesView, ALL), (Permission::PaymentsView, ALL)];
    let seller = limited(&test, "seller", &grants);
    let statement = |session: &Session| {
        session.reports().statement(id, day("2026-01-01"), day("2026-12-31")).unwrap()
    };
    assert!(format!("{:?}", statement(&test.owner)).contains("Secretword"));
    let seen = statement(&seller);
    assert!(!format!("{seen:?}").contains("Secretword"), "{seen:?}");
    assert_eq!(seen.closing, amount("7"));
}

#[test]
fn images_and_copies_hide_what_the_record_hides_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let new = NewCustomer {
            tax_number: Some("91330106MA27XYK58L".to_owned()),
            billing: Some(BillingProfile {
                address: Some("Secretword street".to_owned()),
                ..BillingProfile::default()
            }),
            ..NewCustomer::company("甲")
        };
        let id = test.owner.customers().add(new).unwrap().id;
        let invoice = vec![sale(id, "2026-06-01")];
        let invoice = test.owner.billing().invoices().draft_and_post(invoice).unwrap().remove(0);
        for field in [Field::CustomerBanking, Field::CustomerTaxNumber] {
            for right in [FieldRight::Hidden, FieldRight::Masked] {
                let name = format!("{}_{}", field.slug().replace('.', "_"), right.slug());
                let grants = [
                    (Permission::CustomersView, ALL),
                    (Permission::InvoicesView, ALL),
                    (Permission::ChangesView, ALL),
                ];
                let fields = vec![FieldRule { field, right }];
                test.owner.access().add_role(role(&name, &grants, fields)).unwrap();
                let session = test.operator(&name, &[name.as_str()]);
                let page = PageRequest::first(100);
                let history = |kind: &str, id: i64| {
                    let found = session.changes().history(&Subject::new(kind, id), &page).unwrap();
                    found.items.into_iter().flat_map(|change| change.fields).collect::<Vec<_>>()
                };
                let all = [history("customer", id.0), history("invoice", invoice.id.0)].concat();
                let text = format!("{all:?} {:?}", session.billing().invoices().get(invoice.id));
                if field == Field::CustomerBanking {
                    assert!(!text.contains("Secretword"), "{backend:?} {name}: {text}");
                } else {
                    let kind = all.iter().find(|field| field.field == "tax_kind").unwrap();
                    assert!(kind.withheld && kind.after.is_none(), "{backend:?} {name}: {kind:?}");
                    assert!(!text.contains("91330106MA27XYK58L"), "{backend:?} {name}: {text}");
                }
            }
        }
    }
}

fn import(session: &Session, name: &str) -> ImportId {
    let text = format!("编号,名称\nC-{name},{name}\n");
    let file = ImportFile::new("customers.csv", text.as_bytes());
    let options = CustomerImport::default();
    let report = session.exchange().import_customers(file, &options, &ProgressCallback::none());
    report.unwrap().import.unwrap()
}

#[test]
fn an_import_is_undone_by_who_may_undo_each_record_by_hand_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let of_own = [
            Permission::CustomersView,
            Permission::CustomersAdd,
            Permission::CustomersEdit,
            Permission::CustomersRemove,
        ];
        let mut grants = of_own.map(|permission| (permission, Reach::Own)).to_vec();
        grants.extend([(Permission::ImportsRun, ALL), (Permission::ImportsUndo, ALL)]);
        let session = limited(&test, "seller", &grants);
        let theirs = import(&test.owner, "Secretword");
        let mine = import(&session, "甲");
        let error = session.exchange().undo_import(theirs).unwrap_err();
        assert_eq!(error.code(), Code::NotPermitted, "{backend:?}: {error:?}");
        let facts: Vec<&str> =
            error.problems()[0].facts.iter().map(|fact| fact.name.as_str()).collect();
        assert_eq!(facts, ["permission"], "{backend:?}: {error:?}");
        session.exchange().undo_import(mine).unwrap();
        test.owner.exchange().undo_import(theirs).unwrap();
    }
}
