//! Texts that no database can look for: every list refuses them alike, on every database.

use bookroom::Session;
use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort};
use bookroom::billing::payments::{PaymentFilter, PaymentSort};
use bookroom::billing::products::{ProductFilter, ProductSort};
use bookroom::customers::contacts::model::ContactFilter;
use bookroom::customers::model::{CustomerFilter, CustomerSort};
use bookroom::dealings::model::{DealingFilter, DealingSort};
use bookroom::error::{Code, Error, Kind};
use bookroom::ledger::model::{EntryFilter, EntrySort};
use bookroom::service::model::{CaseFilter, CaseSort};
use bookroom::tasks::model::{TaskFilter, TaskSort};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room;

/// What each list says to a text.
fn said(session: &Session, text: &str) -> Vec<(&'static str, Option<Error>)> {
    let page = PageRequest::first(10);
    let some = || Some(text.to_owned());
    let customers = session.customers();
    let by_text = CustomerFilter { text: some(), ..CustomerFilter::default() };
    let by_tag = CustomerFilter { tag: some(), ..CustomerFilter::default() };
    let mut by_class = CustomerFilter::default();
    by_class.classes.insert("level".to_owned(), text.to_owned());
    let list = |filter: &CustomerFilter| customers.list(filter, CustomerSort::Name, false, &page);
    let contacts = ContactFilter { text: some(), ..ContactFilter::default() };
    let by_role = ContactFilter { role: some(), ..ContactFilter::default() };
    let invoices = InvoiceFilter { text: some(), ..InvoiceFilter::default() };
    let payments = PaymentFilter { text: some(), ..PaymentFilter::default() };
    let by_method = PaymentFilter { method: some(), ..PaymentFilter::default() };
    let products = ProductFilter { text: some(), ..ProductFilter::default() };
    let cases = CaseFilter { text: some(), ..CaseFilter::default() };
    let entries = EntryFilter { text: some(), ..EntryFilter::default() };
    let by_journal = EntryFilter { journal: some(), ..EntryFilter::default() };
    let tasks = TaskFilter { text: some(), ..TaskFilter::default() };
    let dealt = DealingFilter { text: some(), ..DealingFilter::default() };
    let (billing, dealings) = (session.billing(), session.dealings());
    let payment = |filter: &PaymentFilter| {
        billing.payments().list(filter, PaymentSort::Number, false, &page).err()
    };
    vec![
        ("customers", list(&by_text).err()),
        ("customers by tag", list(&by_tag).err()),
        ("customers by class", list(&by_class).err()),
        ("customers counted", customers.count(&by_text).err()),
        ("contacts", customers.count_contacts(&contacts).err()),
        ("contacts by role", customers.count_contacts(&by_role).err()),
        ("invoices", billing.invoices().list(&invoices, InvoiceSort::Number, false, &page).err()),
        ("invoices totalled", billing.invoices().totals(&invoices).err()),
        ("payments", payment(&payments)),
        ("payments by method", payment(&by_method)),
        ("products", billing.products().list(&products, ProductSort::Code, false, &page).err()),
        ("cases", session.service().list(&cases, CaseSort::OpenedOn, true, &page).err()),
        ("tasks", session.tasks().list(&tasks, TaskSort::DueOn, true, &page).err()),
        ("dealings", dealings.list(&dealt, DealingSort::HappenedAt, true, &page).err()),
        ("dealings counted", dealings.count(&dealt).err()),
        ("entries", session.ledger().entries(&entries, EntrySort::On, false, &page).err()),
        (
            "entries by journal",
            session.ledger().entries(&by_journal, EntrySort::On, false, &page).err(),
        ),
    ]
}

#[test]
fn texts_that_cannot_be_looked_for_are_refused_alike() {
    let texts = ["名".repeat(70_000), "%_!".repeat(30_000), "a\0b".to_owned(), "\u{1}".to_owned()];
    for backend in Backend::ALL {
        let test = room::on(backend);
        for text in &texts {
            for (list, error) in said(&test.owner, text) {
                let start: String = text.chars().take(3).collect();
                let error = error.unwrap_or_else(|| panic!("{backend:?} {list}: {start:?} passes"));
                assert_eq!(error.kind(), Kind::Invalid, "{backend:?} {list} {start:?}: {error:?}");
                let wanted = [Code::TooLong, Code::BadCharacter];
                assert!(wanted.contains(&error.code()), "{backend:?} {list} {start:?}: {error:?}");
            }
        }
        for text in ["%", "_", "!", "'", "\\", "🌱", "a b"] {
            for (list, error) in said(&test.owner, text) {
                let fits = error
                    .as_ref()
                    .is_none_or(|it| matches!(it.kind(), Kind::NotFound | Kind::Invalid));
                assert!(fits, "{backend:?} {list} {text:?}: {error:?}");
            }
        }
    }
}

/// What is no filter is typed too: names, codes and keys that hold what cannot be kept.
#[test]
fn other_texts_are_typed_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let owner = &test.owner;
        for text in ["a\0b".to_owned(), "名".repeat(70_000)] {
            let found = [
                test.room.sign_in(test.book, &text, &text).err(),
                owner
                    .with_request_key(&text)
                    .access()
                    .add_team(bookroom::access::model::NewTeam { name: "x".to_owned() })
                    .err(),
                owner.dictionaries().items(&text, false).err(),
                owner
                    .customers()
                    .add(bookroom::customers::model::NewCustomer::company(&text))
                    .err(),
            ];
            for (index, error) in found.into_iter().enumerate() {
                let kind = error.as_ref().map(Error::kind);
                assert!(
                    !matches!(kind, Some(Kind::Storage | Kind::Busy)),
                    "{backend:?} {index}: {error:?}"
                );
            }
        }
    }
}
