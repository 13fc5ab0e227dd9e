//! Conditions on columns: alike on all lists, told apart from a plain reading of the records.

use bookroom::billing::invoices::{Invoice, InvoiceFilter, InvoiceSort, InvoiceState};
use bookroom::billing::payments::{PaymentFilter, PaymentSort};
use bookroom::billing::products::{NewProduct, ProductFilter, ProductSort};
use bookroom::customers::contacts::model::{ContactFilter, ContactSort};
use bookroom::customers::model::{CustomerFilter, CustomerSort, NewCustomer};
use bookroom::dealings::model::{DealingFilter, DealingSort, NewDealing};
use bookroom::error::{Code, Error};
use bookroom::exchange::model::{
    CustomerImport, ImportFile, ImportFilter, ImportSort, ProgressCallback,
};
use bookroom::ledger::model::{EntryFilter, EntrySort};
use bookroom::service::model::{CaseFilter, CaseSort};
use bookroom::tasks::model::{NewTask, TaskFilter, TaskSort};
use bookroom::values::{ColumnTest, ColumnValue, Condition, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use crate::billing::lists::fill;

fn found(test: &TestRoom, conditions: Vec<Condition>) -> Vec<i64> {
    let filter = InvoiceFilter { conditions, ..InvoiceFilter::default() };
    let invoices = test.owner.billing().invoices();
    let all = PageRequest::first(100);
    let page = invoices.list(&filter, InvoiceSort::CreatedAt, false, &all).unwrap();
    let count: i64 = invoices.totals(&filter).unwrap().iter().map(|total| total.count).sum();
    assert_eq!(count, i64::try_from(page.items.len()).unwrap(), "totals and list differ");
    page.items.into_iter().map(|invoice| invoice.id.0).collect()
}

fn conformance(test: &TestRoom) {
    let made = fill(test);
    type Holds = fn(&Invoice) -> bool;
    let cases: Vec<(Condition, Holds)> = vec![
        (Condition::equal("gross", amount("279.00")), |it| it.gross == amount("279")),
        (Condition::at_least("gross", amount("279")), |it| it.gross >= amount("279")),
        (Condition::at_most("gross", amount("278.99")), |it| it.gross < amount("279")),
        (Condition::one_of("net", [amount("150"), amount("450")]), |it| {
            it.net == amount("150") || it.net == amount("450")
        }),
        (Condition::one_of("net", [amount("0.01")]), |_| false),
        (Condition::one_of::<&str>("number", []), |_| false),
        (Condition::empty("number"), |it| it.number.is_none()),
        (Condition::not_empty("number"), |it| it.number.is_some()),
        (Condition::at_most("number", "INV-202606-0003"), |it| {
            it.number.as_deref().is_some_and(|number| number <= "INV-202606-0003")
        }),
        (Condition::equal("issue_on", day("2026-06-03")), |it| it.issue_on == day("2026-06-03")),
        (Condition::at_least("due_on", day("2026-06-20")), |it| it.due_on >= day("2026-06-20")),
        (Condition::one_of("state", ["draft", "paid"]), |it| {
            matches!(it.state, InvoiceState::Draft | InvoiceState::Paid)
        }),
        (Condition::equal("direction", "purchase"), |it| it.direction.slug() == "purchase"),
        (Condition::equal("reference", "订单_07%"), |it| {
            it.reference.as_deref() == Some("订单_07%")
        }),
        (Condition::equal("counterparty_name", "Ölmühle GmbH"), |it| {
            it.counterparty_name == "Ölmühle GmbH"
        }),
    ];
    for (condition, holds) in &cases {
        let wanted: Vec<i64> = made.iter().filter(|it| holds(it)).map(|it| it.id.0).collect();
        assert_eq!(found(test, vec![condition.clone()]), wanted, "{condition:?}");
    }
    let both = vec![cases[1].0.clone(), cases[6].0.clone()];
    let wanted: Vec<i64> = made
        .iter()
        .filter(|it| it.gross >= amount("279") && it.number.is_none())
        .map(|it| it.id.0)
        .collect();
    assert_eq!(found(test, both), wanted);
    let owner = ColumnValue::from(made[0].customer.0);
    let mine = made.iter().filter(|it| it.customer == made[0].customer).count();
    assert_eq!(found(test, vec![Condition::equal("customer", owner)]).len(), mine);
    let at = ColumnValue::from(made[0].created_at);
    assert_eq!(found(test, vec![Condition::at_most("created_at", at)]).len(), made.len());
    every_column(test);
}

/// Each column of each list can be asked whether something stands there: nothing is counted twice
/// or lost between the two answers.
fn every_column(test: &TestRoom) {
    let owner = &test.owner;
    owner.customers().add(NewCustomer::person("Ａｄａ")).unwrap();
    owner.billing().products().add(NewProduct::new("p", "纸", amount("1"), amount("0"))).unwrap();
    let page = PageRequest::first(1000);
    let id = owner.customers().add(NewCustomer::person("Eva")).unwrap().id;
    let dealings = owner.dealings();
    dealings.add(NewDealing::new(id, "call", "续约")).unwrap();
    let (billing, service, ledger) = (owner.billing(), owner.service(), owner.ledger());
    let (customers, payments) = (owner.customers(), billing.payments());
    let (products, invoices) = (billing.products(), billing.invoices());
    macro_rules! halves {
        ($sorts:expr, $filter:ident, |$wanted:ident, $sort:ident| $list:expr) => {
            for $sort in $sorts.iter().copied() {
                let count = |conditions: Vec<Condition>| {
                    let $wanted = $filter { conditions, ..$filter::default() };
                    $list.unwrap().items.len()
                };
                let column = $sort.slug();
                let (with, without) = (
                    count(vec![Condition::not_empty(column)]),
                    count(vec![Condition::empty(column)]),
                );
                assert_eq!(with + without, count(vec![]), "{}.{column}", stringify!($filter));
                let both = vec![Condition::empty(column), Condition::not_empty(column)];
                assert_eq!(count(both), 0, "{}.{column}", stringify!($filter));
            }
        };
    }
    halves!(CustomerSort::ALL, CustomerFilter, |it, by| customers.list(&it, by, false, &page));
    halves!(ContactSort::ALL, ContactFilter, |it, by| {
        customers.list_contacts(&it, by, true, &page)
    });
    halves!(ProductSort::ALL, ProductFilter, |it, by| products.list(&it, by, true, &page));
    halves!(InvoiceSort::ALL, InvoiceFilter, |it, by| invoices.list(&it, by, true, &page));
    halves!(PaymentSort::ALL, PaymentFilter, |it, by| payments.list(&it, by, false, &page));
    halves!(EntrySort::ALL, EntryFilter, |it, by| ledger.entries(&it, by, false, &page));
    let file = ImportFile::new("a.csv", "名称\n甲甲\n".as_bytes());
    let none = ProgressCallback::none();
    owner.exchange().import_customers(file, &CustomerImport::default(), &none).unwrap();
    halves!(ImportSort::ALL, ImportFilter, |it, by| {
        owner.exchange().imports(&it, by, true, &page)
    });
    halves!(CaseSort::ALL, CaseFilter, |it, by| service.list(&it, by, true, &page));
    halves!(DealingSort::ALL, DealingFilter, |it, by| dealings.list(&it, by, true, &page));
    let tasks = owner.tasks();
    tasks.add(NewTask::new("送合同")).unwrap();
    halves!(TaskSort::ALL, TaskFilter, |it, by| tasks.list(&it, by, true, &page));
    let named = |name: &str| {
        let conditions = vec![Condition::equal("name", name)];
        let filter = CustomerFilter { conditions, ..CustomerFilter::default() };
        customers.list(&filter, CustomerSort::Name, false, &page).unwrap().items.len()
    };
    assert_eq!((named("ada"), named("ad")), (1, 0), "names are compared folded and whole");
}

#[test]
fn conditions_hold_on_every_database() {
    for backend in Backend::ALL {
        conformance(&room::on(backend));
    }
}

#[test]
fn wrong_conditions_are_told_all_at_once() {
    let test = room::memory();
    let text = |column: &str, test: ColumnTest| Condition { column: column.to_owned(), test };
    let conditions = vec![
        Condition::equal("colour", "red"),
        Condition::equal("gross", "12.00"),
        Condition::equal("gross", amount("1.005")),
        Condition::equal("issue_on", day("0001-01-01")),
        Condition::equal("state", "lost"),
        Condition::equal("customer", amount("1.5")),
        Condition::equal("reference", "a\0"),
        text("net", ColumnTest::OneOf(vec![amount("1").into(), "x".into()])),
    ];
    let filter = InvoiceFilter { conditions, ..InvoiceFilter::default() };
    let invoices = test.owner.billing().invoices();
    let page = PageRequest::default();
    let error = invoices.list(&filter, InvoiceSort::Net, false, &page).unwrap_err();
    let told = |error: &Error| -> Vec<(String, Code)> {
        error.problems().iter().map(|problem| (problem.path.clone(), problem.code)).collect()
    };
    let at = |path: &str, code| (format!("filter.conditions{path}"), code);
    assert_eq!(
        told(&error),
        [
            at("[6].test.equal.text", Code::BadCharacter),
            at("[0].column", Code::BadChoice),
            at("[1].test", Code::WrongType),
            at("[2].test", Code::TooManyDecimals),
            at("[3].test", Code::BadDate),
            at("[4].test", Code::BadChoice),
            at("[5].test", Code::BadNumber),
            at("[7].test[1]", Code::WrongType),
        ]
    );
    assert!(error.problems()[1].fact_value("choices").unwrap().contains("due_on"));
    let many = vec![Condition::empty("note"); 21];
    let filter = CustomerFilter { conditions: many, ..CustomerFilter::default() };
    let error = test.owner.customers().count(&filter).unwrap_err();
    assert!(error.problems().iter().any(|problem| problem.code == Code::TooMany));
    let many = Condition::one_of("code", (0..201).map(|index| index.to_string()));
    let filter = CustomerFilter { conditions: vec![many], ..CustomerFilter::default() };
    assert_eq!(test.owner.customers().count(&filter).unwrap_err().code(), Code::TooMany);
}
