//! What an operator may not see orders, finds and counts nothing: two books that differ in
//! protected fields alone give the same answers to who sees none of them, whatever list is asked,
//! by whatever order, condition or text.

use std::collections::BTreeSet;
use std::fmt::Debug;

use bookroom::Session;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::attachments::model::AttachmentFilter;
use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort};
use bookroom::billing::open_items::model::{EntryItemFilter, EntryItemSort};
use bookroom::billing::payments::{PaymentFilter, PaymentSort};
use bookroom::billing::products::{ProductFilter, ProductSort};
use bookroom::customers::contacts::model::{ContactFilter, ContactSort, NewContact};
use bookroom::customers::model::{
    Address, BankAccount, BillingProfile, Channel, ChannelKind, CustomerFilter, CustomerSort,
    NewCustomer,
};
use bookroom::customers::pools::model::{NewPool, PoolEdit, PoolFilter, PoolMember, PoolSort};
use bookroom::dealings::model::{DealingFilter, DealingSort, NewDealing};
use bookroom::error::Error;
use bookroom::exchange::model::{ImportFilter, ImportSort};
use bookroom::ledger::model::{EntryFilter, EntrySort};
use bookroom::reports::timeline::{TimelineFilter, TimelineKind};
use bookroom::service::assignment::model::{AbsenceFilter, AssignmentFilter, AssignmentTrouble};
use bookroom::service::levels::model::{DueFilter, LevelTarget};
use bookroom::service::model::{CaseFilter, CaseKind, CaseSort, NewCase};
use bookroom::service::remedies::model::{
    NewCaseRemedy, RefundTerms, RemedyFilter, RemedyState, RemedyTerms,
};
use bookroom::service::surveys::model::{NewSurvey, SurveyAnswer, SurveyFilter, SurveyState};
use bookroom::tasks::model::{NewTask, TaskFilter, TaskSort};
use bookroom::values::{ColumnValue, Condition, CustomerId, Page, PageRequest, PoolId};
use bookroom_tests::room::{self, TestRoom, amount};
use serde::Deserialize;

use super::{parts, role};
use crate::samples::fixtures::sale;
use crate::samples::levels::promise;

/// What stands in the protected fields of one customer and of all that is theirs.
struct Secret {
    word: &'static str,
    phone: &'static str,
    tax_number: &'static str,
    account: &'static str,
}

const SECRETS: [Secret; 3] = [
    Secret {
        word: "Alphasecret",
        phone: "13011112222",
        tax_number: "91330106MA27XYK58L",
        account: "1111020200112233445",
    },
    Secret {
        word: "Middlesecret",
        phone: "13855556666",
        tax_number: "91440300708461136T",
        account: "5555020200112233445",
    },
    Secret {
        word: "Omegasecret",
        phone: "13999998888",
        tax_number: "91110000100000059T",
        account: "9999020200112233445",
    },
];

/// Three customers with what is theirs; the secrets are given out in an order, and those left out
/// have none.
fn filled(order: [Option<usize>; 3]) -> TestRoom {
    let test = room::memory();
    let boss = &test.owner;
    let pool = NewPool::named("公海", "Open pool");
    let pool = boss.customers().pools().add(pool).unwrap().id;
    promise(&test);
    for (number, secret) in order.into_iter().enumerate() {
        let secret = secret.map(|index| &SECRETS[index]);
        let text = |what: &str| secret.map(|it| format!("{} {what}", it.word));
        let phones = || secret.map(|it| Channel::new(ChannelKind::Mobile, it.phone));
        let bank = secret.map(|it| BankAccount {
            bank_name: it.word.to_owned(),
            account_number: it.account.to_owned(),
            ..BankAccount::default()
        });
        let billing = secret.map(|it| BillingProfile {
            account: Some(it.account.to_owned()),
            ..BillingProfile::default()
        });
        let street = secret.map(|_| Address { street: text("street"), ..Address::default() });
        let customer = NewCustomer {
            tax_number: secret.map(|it| it.tax_number.to_owned()),
            note: text("note"),
            channels: phones().into_iter().collect(),
            addresses: street.into_iter().collect(),
            bank_accounts: bank.into_iter().collect(),
            billing,
            ..NewCustomer::company(&format!("客户{number}"))
        };
        let name = format!("公海客户{number}");
        let waiting = NewCustomer { pool: Some(pool), name, ..customer.clone() };
        boss.customers().add(waiting).unwrap();
        let customer = boss.customers().add(customer).unwrap().id;
        let contact = NewContact {
            channels: phones().into_iter().collect(),
            note: text("note"),
            ..NewContact::of(customer, &format!("联系人{number}"))
        };
        boss.customers().add_contact(contact).unwrap();
        let word = secret.map(|it| (it.word, it.phone, it.account));
        parts::tell(boss, (customer, number), word);
        boss.billing().invoices().draft_and_post(vec![sale(customer, "2026-06-01")]).unwrap();
        let dealing = NewDealing {
            content: text("content"),
            ..NewDealing::new(customer, "call", &format!("往来{number}"))
        };
        boss.dealings().add(dealing).unwrap();
        boss.tasks().add(NewTask::new(&format!("任务{number}"))).unwrap();
        let case = NewCase {
            customer: Some(customer),
            description: text("description"),
            ..NewCase::new(CaseKind::Complaint, &format!("个案{number}"))
        };
        let case = boss.service().open(case).unwrap().id;
        boss.service().add_note(case, secret.map_or("无", |it| it.word), true).unwrap();
        let reason = secret.map_or("无", |it| it.word).to_owned();
        let terms =
            RefundTerms { amount: amount("5"), method: None, account: None, allocate: false };
        let remedy = NewCaseRemedy { case, terms: RemedyTerms::Refund(terms), reason };
        boss.service().remedies().propose(remedy).unwrap();
        let survey = boss.service().surveys().ask(NewSurvey::of_case(case)).unwrap();
        let (id, version, answer) = (survey.id, survey.version, "4".to_owned());
        let answer = SurveyAnswer { id, version, answer, comment: text("comment") };
        boss.service().surveys().answer(vec![answer]).unwrap();
    }
    let product = bookroom::billing::products::NewProduct::new;
    boss.billing().products().add(product("p", "纸", amount("1"), amount("0"))).unwrap();
    test
}

/// Who sees every list, and no protected field.
fn blind(test: &TestRoom, right: FieldRight) -> Session {
    let fields = Field::ALL.iter().map(|&field| FieldRule { field, right }).collect();
    let name = format!("blind_{right:?}").to_lowercase();
    let mut limited = role(&name, Reach::All, fields);
    for permission in [Permission::LedgerView, Permission::ProductsView] {
        limited.grants.push(Grant { permission, reach: Reach::All });
    }
    test.owner.access().add_role(limited).unwrap();
    let session = test.operator(&name, &[&name]);
    let pools = test.owner.customers().pools();
    let mut pool = pools.list().unwrap().remove(0);
    pool.members.push(PoolMember { operator: session.operator_id(), is_admin: true });
    let edit = PoolEdit { members: pool.members.into(), ..PoolEdit::default() };
    pools.edit(pool.id, pool.version, edit).unwrap();
    session
}

/// All answers of one session: which list, what was asked, and the ids in their order.
#[derive(Default)]
pub(super) struct Answers {
    lists: BTreeSet<&'static str>,
    told: Vec<(String, String)>,
}

impl Answers {
    pub(super) fn add<T>(
        &mut self,
        list: &'static str,
        asked: impl Debug,
        id: impl Fn(&T) -> i64,
        answer: Result<Page<T>, Error>,
    ) {
        self.lists.insert(list);
        let answer = answer.map(|page| page.items.iter().map(id).collect::<Vec<i64>>());
        let said = answer.map_err(|error| (error.code(), error.problems().len()));
        self.told.push((format!("{list} {asked:?}"), format!("{said:?}")));
    }

    fn count(&mut self, list: &'static str, asked: impl Debug, answer: impl Debug) {
        self.lists.insert(list);
        self.told.push((format!("{list} {asked:?}"), format!("{answer:?}")));
    }
}

/// The texts and values that could be looked for.
pub(super) fn guesses() -> Vec<String> {
    let of = |it: &Secret| {
        let part = |text: &str, end: usize| text[..end].to_owned();
        [
            it.word.to_owned(),
            part(it.word, 4).to_lowercase(),
            it.phone.to_owned(),
            part(it.phone, 7),
            it.tax_number.to_owned(),
            part(it.tax_number, 8),
            it.account.to_owned(),
            it.account[it.account.len() - 6..].to_owned(),
            format!("{} street", it.word),
        ]
    };
    SECRETS.iter().flat_map(of).collect()
}

fn conditions(column: &str) -> Vec<Condition> {
    let mut found = vec![Condition::empty(column), Condition::not_empty(column)];
    for secret in &SECRETS {
        for text in [secret.word, secret.phone, secret.tax_number, secret.account] {
            let value = || ColumnValue::from(text);
            found.push(Condition::equal(column, value()));
            found.push(Condition::at_least(column, value()));
            found.push(Condition::at_most(column, value()));
        }
    }
    found
}

fn ask(session: &Session) -> Answers {
    let mut answers = Answers::default();
    let page = PageRequest::first(100);
    let billing = session.billing();
    let (invoices, payments, products) =
        (billing.invoices(), billing.payments(), billing.products());
    let (customers, service, ledger) = (session.customers(), session.service(), session.ledger());
    macro_rules! ordered {
        (
            $name:literal, $sorts:expr, $filter:ident, $id:expr,
            |$f:ident, $by:ident, $down:ident| $list:expr
        ) => {
            for $by in $sorts.iter().copied() {
                for $down in [false, true] {
                    let $f = $filter::default();
                    let answer = $list;
                    answers.add($name, ($by, $down), $id, answer);
                }
                for condition in conditions($by.slug()) {
                    let asked = format!("{condition:?}");
                    let ($f, $down) =
                        ($filter { conditions: vec![condition], ..$filter::default() }, false);
                    let answer = $list;
                    answers.add($name, asked, $id, answer);
                }
            }
        };
    }
    macro_rules! searched {
        ($name:literal, $filter:ident, $id:expr, |$f:ident| $list:expr) => {
            for text in guesses() {
                let $f = $filter { text: Some(text.clone()), ..$filter::default() };
                let answer = $list;
                answers.add($name, text, $id, answer);
            }
        };
    }
    ordered!("customers.list", CustomerSort::ALL, CustomerFilter, |it| it.id.0, |f, by, down| {
        customers.list(&f, by, down, &page)
    });
    searched!("customers.list", CustomerFilter, |it| it.id.0, |f| {
        customers.list(&f, CustomerSort::Name, false, &page)
    });
    ordered!(
        "customers.list_contacts",
        ContactSort::ALL,
        ContactFilter,
        |it| it.id.0,
        |f, by, down| customers.list_contacts(&f, by, down, &page)
    );
    searched!("customers.list_contacts", ContactFilter, |it| it.id.0, |f| {
        customers.list_contacts(&f, ContactSort::Name, false, &page)
    });
    let (dealings, tasks) = (session.dealings(), session.tasks());
    ordered!("dealings.list", DealingSort::ALL, DealingFilter, |it| it.id.0, |f, by, down| {
        dealings.list(&f, by, down, &page)
    });
    searched!("dealings.list", DealingFilter, |it| it.id.0, |f| {
        dealings.list(&f, DealingSort::HappenedAt, false, &page)
    });
    ordered!("tasks.list", TaskSort::ALL, TaskFilter, |it| it.id.0, |f, by, down| {
        tasks.list(&f, by, down, &page)
    });
    searched!("tasks.list", TaskFilter, |it| it.id.0, |f| {
        tasks.list(&f, TaskSort::DueOn, false, &page)
    });
    ordered!("service.list", CaseSort::ALL, CaseFilter, |it| it.id.0, |f, by, down| {
        service.list(&f, by, down, &page)
    });
    searched!("service.list", CaseFilter, |it| it.id.0, |f| {
        service.list(&f, CaseSort::OpenedOn, false, &page)
    });
    ordered!(
        "billing.invoices.list",
        InvoiceSort::ALL,
        InvoiceFilter,
        |it| it.id.0,
        |f, by, down| { invoices.list(&f, by, down, &page) }
    );
    searched!("billing.invoices.list", InvoiceFilter, |it| it.id.0, |f| {
        invoices.list(&f, InvoiceSort::Gross, false, &page)
    });
    ordered!(
        "billing.payments.list",
        PaymentSort::ALL,
        PaymentFilter,
        |it| it.id.0,
        |f, by, down| { payments.list(&f, by, down, &page) }
    );
    searched!("billing.payments.list", PaymentFilter, |it| it.id.0, |f| {
        payments.list(&f, PaymentSort::PaidOn, false, &page)
    });
    ordered!(
        "billing.products.list",
        ProductSort::ALL,
        ProductFilter,
        |it| it.id.0,
        |f, by, down| { products.list(&f, by, down, &page) }
    );
    ordered!("ledger.entries", EntrySort::ALL, EntryFilter, |it| it.id.0, |f, by, down| {
        ledger.entries(&f, by, down, &page)
    });
    ordered!("exchange.imports", ImportSort::ALL, ImportFilter, |it| it.id.0, |f, by, down| {
        session.exchange().imports(&f, by, down, &page)
    });
    ordered!(
        "billing.open_items.list",
        EntryItemSort::ALL,
        EntryItemFilter,
        |it| it.id.0,
        |f, by, down| billing.open_items().list(&f, by, down, &page)
    );
    waiting(session, &mut answers);
    for &target in LevelTarget::ALL {
        let filter = DueFilter { targets: vec![target], ..DueFilter::default() };
        let due = session.service().levels().due(&filter, &page);
        answers.add("service.levels.due", target, |it| it.clock.id.0, due);
    }
    for &state in RemedyState::ALL {
        let filter = RemedyFilter { states: vec![state], ..RemedyFilter::default() };
        let found = session.service().remedies().list(&filter, &page);
        answers.add("service.remedies.list", state, |it| it.id.0, found);
    }
    for &state in SurveyState::ALL {
        let filter = SurveyFilter { states: vec![state], ..SurveyFilter::default() };
        let found = session.service().surveys().list(&filter, &page);
        answers.add("service.surveys.list", state, |it| it.id.0, found);
    }
    ask_assignment(session, &mut answers);
    for removed in [false, true] {
        let filter = AttachmentFilter { removed, ..AttachmentFilter::default() };
        let found = session.attachments().list(&filter, &page);
        answers.add("attachments.list", removed, |it| it.id.0, found);
    }
    parts::ask(session, &mut answers);
    timelines(session, &mut answers);
    counts(session, &mut answers);
    answers
}

/// What the rules said of cases, and who is away.
fn ask_assignment(session: &Session, answers: &mut Answers) {
    let (page, assignment) = (PageRequest::first(100), session.service().assignment());
    for &trouble in AssignmentTrouble::ALL {
        let filter = AssignmentFilter { troubles: vec![trouble], ..AssignmentFilter::default() };
        let found = assignment.said(&filter, &page);
        answers.add("service.assignment.said", trouble, |it| it.id.0, found);
    }
    let found = assignment.absences(&AbsenceFilter::default(), &page);
    answers.add("service.assignment.absences", "all", |it| it.id.0, found);
}

/// The customers of a pool, which have a filter of their own.
fn waiting(session: &Session, answers: &mut Answers) {
    let (pools, page) = (session.customers().pools(), PageRequest::first(100));
    let mut add = |asked: &str, filter: PoolFilter| {
        for by in PoolSort::ALL {
            for down in [false, true] {
                let found = pools.customers(PoolId(1), &filter, *by, down, &page);
                answers.add("customers.pools.customers", (asked, by, down), |it| it.id.0, found);
            }
        }
    };
    add("all", PoolFilter::default());
    for text in guesses() {
        add(&text, PoolFilter { text: Some(text.clone()), ..PoolFilter::default() });
        add(&text, PoolFilter { tag: Some(text.clone()), ..PoolFilter::default() });
    }
}

/// The timelines of customers, by each kind of row: all that the rows tell.
fn timelines(session: &Session, answers: &mut Answers) {
    let page = PageRequest::first(100);
    for customer in (1..=6).map(CustomerId) {
        let kinds = TimelineKind::ALL.iter().map(|kind| vec![*kind]);
        for kinds in kinds.chain([Vec::new()]) {
            let filter = TimelineFilter { kinds: kinds.clone(), ..TimelineFilter::default() };
            let told = session.reports().timeline(customer, &filter, &page);
            let told = told.map(|page| page.items).map_err(|error| error.code());
            answers.count("reports.timeline", (customer, kinds), told);
        }
    }
}

/// Counts and totals by the same filters.
fn counts(session: &Session, answers: &mut Answers) {
    let (customers, billing) = (session.customers(), session.billing());
    let columns = CustomerSort::ALL.iter().flat_map(|sort| conditions(sort.slug()));
    for condition in columns {
        let filter =
            CustomerFilter { conditions: vec![condition.clone()], ..CustomerFilter::default() };
        let count = customers.count(&filter).map_err(|error| error.code());
        answers.count("customers.count", condition, count);
    }
    for text in guesses() {
        let filter = DealingFilter { text: Some(text.clone()), ..DealingFilter::default() };
        answers.count("dealings.count", &text, session.dealings().count(&filter).unwrap());
        let filter = TaskFilter { text: Some(text.clone()), ..TaskFilter::default() };
        answers.count("tasks.count", &text, session.tasks().count(&filter).unwrap());
        let filter = CustomerFilter::of_text(&text);
        answers.count("customers.count", &text, customers.count(&filter).unwrap());
        let filter = ContactFilter { text: Some(text.clone()), ..ContactFilter::default() };
        let count = customers.count_contacts(&filter).unwrap();
        answers.count("customers.count_contacts", &text, count);
        let filter = InvoiceFilter { text: Some(text.clone()), ..InvoiceFilter::default() };
        let totals = billing.invoices().totals(&filter).unwrap();
        answers.count("billing.invoices.totals", &text, totals);
        let filter = PaymentFilter { text: Some(text.clone()), ..PaymentFilter::default() };
        let totals = billing.payments().totals(&filter).unwrap();
        answers.count("billing.payments.totals", &text, totals);
    }
}

/// The books whose answers must be alike: secrets in one order, in the other, and half of none.
fn books() -> [TestRoom; 3] {
    [
        filled([Some(0), Some(1), Some(2)]),
        filled([Some(2), Some(1), Some(0)]),
        filled([None, Some(0), None]),
    ]
}

#[test]
fn what_is_hidden_orders_and_finds_nothing() {
    let books = books();
    for right in [FieldRight::Hidden, FieldRight::Masked] {
        let said = |test: &TestRoom| ask(&blind(test, right)).told;
        let first = said(&books[0]);
        for other in &books[1..] {
            for (one, other) in first.iter().zip(said(other)) {
                assert_eq!(*one, other, "{right:?}: a protected field decides");
            }
        }
        println!("{right:?}: {} questions answered alike", first.len());
    }
    // The owner sees them, and finds by them: else nothing would be proved.
    let open = ask(&books[0].owner).told;
    let differ = |other: &TestRoom| {
        open.iter().zip(ask(&other.owner).told).filter(|(one, other)| *one != other).count()
    };
    assert!(differ(&books[1]) > 0 && differ(&books[2]) > 0);
}

#[derive(Deserialize)]
struct Description {
    areas: Vec<Area>,
}

#[derive(Deserialize)]
struct Area {
    name: String,
    methods: Vec<Method>,
}

#[derive(Deserialize)]
struct Method {
    name: String,
    #[serde(default)]
    parameters: Vec<serde_json::Value>,
}

/// A list that comes later must be asked here too.
#[test]
fn every_list_with_a_filter_is_asked() {
    let text = include_str!("../../crates/describe/bookroom.json");
    let description: Description = serde_json::from_str(text).unwrap();
    let mut wanted = BTreeSet::new();
    for area in &description.areas {
        for method in &area.methods {
            if method.parameters.iter().any(|it| it["name"] == "filter" || it["name"] == "sort") {
                wanted.insert(format!("{}.{}", area.name, method.name));
            }
        }
    }
    let asked: BTreeSet<String> =
        ask(&room::memory().owner).lists.into_iter().map(str::to_owned).collect();
    assert_eq!(asked, wanted, "ask each list, by each order, condition and text");
}
