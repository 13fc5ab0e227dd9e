//! What a merge moves, and what is told of a customer that went.

use bookroom::billing::payments::NewPayment;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::merging::model::{MergeFieldRule, MergeRule};
use bookroom::customers::model::{Channel, ChannelKind, CustomerFilter, CustomerSort, NewCustomer};
use bookroom::dealings::model::NewDealing;
use bookroom::error::Code;
use bookroom::ledger::model::{NewJournalEntry, NewPosting, RegisterOptions};
use bookroom::search::model::SearchQuery;
use bookroom::service::model::{CaseKind, NewCase};
use bookroom::tasks::model::{NewTask, TaskFilter, TaskLink, TaskSort};
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::{merge, seen, unmerge};
use crate::samples::fixtures::sale;
use crate::whole::assert_whole;

fn phone(value: &str) -> Vec<Channel> {
    vec![Channel::new(ChannelKind::Mobile, value)]
}

/// Two records of one company, the second with one of everything.
pub fn twice(test: &TestRoom) -> (CustomerId, CustomerId) {
    let customers = test.owner.customers();
    let one = customers
        .add(NewCustomer {
            code: Some("K1".into()),
            channels: phone("13800138000"),
            ..NewCustomer::company("蓝湖商行")
        })
        .unwrap();
    let two = customers
        .add(NewCustomer {
            code: Some("K2".into()),
            channels: phone("13900139000"),
            website: Some("https://lanhu.example".into()),
            tags: vec!["VIP".into()],
            ..NewCustomer::company("蓝湖商行有限公司")
        })
        .unwrap()
        .id;
    fill(test, two);
    (one.id, two)
}

/// Gives a customer one of everything that names it.
pub fn fill(test: &TestRoom, id: CustomerId) {
    let session = &test.owner;
    let person = NewContact { is_primary: true, ..NewContact::of(id, "王芳") };
    let person = session.customers().add_contact(person).unwrap();
    session.billing().invoices().draft(sale(id, "2026-06-03")).unwrap();
    session.billing().invoices().draft_and_post(vec![sale(id, "2026-06-01")]).unwrap();
    let paid = NewPayment::received(id, day("2026-06-05"), amount("100"));
    session.billing().payments().record(paid).unwrap();
    session.ledger().post(by_hand(id, "2026-06-02")).unwrap();
    let dealing = NewDealing { contacts: vec![person.id], ..NewDealing::new(id, "call", "续约") };
    session.dealings().add(dealing).unwrap();
    let case = NewCase {
        customer: Some(id),
        contact: Some(person.id),
        ..NewCase::new(CaseKind::Complaint, "漏墨")
    };
    session.service().open(case).unwrap();
    let task = NewTask { link: Some(TaskLink::Customer(id)), ..NewTask::new("回访") };
    session.tasks().add(task).unwrap();
}

/// An advance that was posted by hand.
pub fn by_hand(party: CustomerId, on: &str) -> NewJournalEntry {
    NewJournalEntry {
        journal: None,
        on: day(on),
        summary: "期初".to_owned(),
        attachments: 0,
        postings: vec![
            NewPosting::debit("1122", amount("77")).with(party),
            NewPosting::credit("3001", amount("77")),
        ],
    }
}

#[test]
fn everything_that_names_a_customer_goes_along_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let session = &test.owner;
        let (one, two) = twice(&test);
        let until = day("2026-06-30");
        let owed = session.ledger().party_balance(Some("1122"), two, until).unwrap().balance;
        let statement = session.reports().statement(two, day("2026-01-01"), until).unwrap();
        // A dry run tells what would go, and nothing does.
        let dry = merge(&session.dry_run(), one, &[two]).unwrap();
        let moved = |merged: &bookroom::customers::merging::model::MergedCustomers| {
            let told = merged.merge.moved.iter().map(|it| (it.subject.clone(), it.count));
            told.collect::<Vec<_>>()
        };
        let wanted = [
            ("contact", 1),
            ("invoice", 2),
            ("payment", 1),
            ("case", 1),
            ("dealing", 1),
            ("task", 1),
            ("entry_item", 1),
        ];
        let wanted: Vec<_> = wanted.map(|(kind, count)| (kind.to_owned(), count)).into();
        assert_eq!(moved(&dry), wanted, "{backend:?}");
        assert_eq!(session.customers().get(two).unwrap().merged_into, None, "{backend:?}");
        let merged = merge(session, one, &[two]).unwrap();
        assert_eq!(moved(&merged), wanted, "{backend:?}");
        let survivor = session.customers().get(one).unwrap();
        assert_eq!(survivor.website.as_deref(), Some("https://lanhu.example"), "{backend:?}");
        assert_eq!((survivor.channels.len(), survivor.tags.len()), (2, 1), "{backend:?}");
        assert_eq!(merged.customer, survivor, "{backend:?}");
        // What is asked of the one that went is told of the one that has all it had.
        for id in [one, two] {
            let told = session.reports().statement(id, day("2026-01-01"), until).unwrap();
            assert_eq!((told.customer, &told.lines), (one, &statement.lines), "{backend:?}");
            let balance = session.ledger().party_balance(Some("1122"), id, until).unwrap();
            assert_eq!(balance.balance, owed, "{backend:?}");
            let early = session.ledger().party_balance(Some("1122"), id, day("2026-06-02"));
            assert_ne!(early.unwrap().balance, amount("0"), "{backend:?}");
            let options = RegisterOptions {
                account: None,
                party: Some(id),
                from: day("2026-06-01"),
                to: until,
            };
            let register = session.ledger().register(&options, &PageRequest::first(9)).unwrap();
            assert_eq!((register.rows.items.len(), register.closing), (3, owed), "{backend:?}");
            assert_eq!(session.customers().contacts(id).unwrap()[0].customer, one, "{backend:?}");
            let tasks = TaskFilter { link: Some(TaskLink::Customer(id)), ..TaskFilter::default() };
            let tasks =
                session.tasks().list(&tasks, TaskSort::default(), false, &PageRequest::first(9));
            assert_eq!(tasks.unwrap().items.len(), 1, "{backend:?}");
        }
        assert_whole(session, "merged");
        unmerge(session, &merged).unwrap();
        let balance = session.ledger().party_balance(Some("1122"), one, until).unwrap();
        assert_eq!(balance.balance, amount("0"), "{backend:?}");
        assert_whole(session, "parted");
    }
}

#[test]
fn one_that_went_is_found_by_its_id_and_code_alone() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    merge(session, one, &[two]).unwrap();
    let customers = session.customers();
    assert_eq!(customers.get_by_code("K2").unwrap().merged_into, Some(one));
    let page = PageRequest::first(9);
    let listed = |filter: &CustomerFilter| {
        let list = customers.list(filter, CustomerSort::Name, false, &page).unwrap();
        assert_eq!(customers.count(filter).unwrap(), i64::try_from(list.items.len()).unwrap());
        list.items.iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(listed(&CustomerFilter::default()), [one]);
    assert_eq!(listed(&CustomerFilter { merged: true, ..CustomerFilter::default() }), [two]);
    assert_eq!(customers.tags().unwrap()[0].customers, 1);
    let found = session.search().find(&SearchQuery::of("蓝湖商行")).unwrap().hits;
    assert!(!found.is_empty() && found.iter().all(|hit| hit.customer == Some(one)), "{found:?}");
    assert_eq!(customers.merges(Some(two), &page).unwrap().items.len(), 1);
}

#[test]
fn nothing_new_names_one_that_went() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    let version = merge(session, one, &[two]).unwrap().others[0].version;
    let customers = session.customers();
    let refused = |code: Code| assert_eq!(code, Code::MergedAway);
    refused(customers.set_active(two, version, true).unwrap_err().code());
    refused(customers.assign(vec![seen(session, two)], None, None).unwrap_err().code());
    refused(customers.remove(two, version).unwrap_err().code());
    refused(customers.add_contact(NewContact::of(two, "李四")).unwrap_err().code());
    refused(session.dealings().add(NewDealing::new(two, "call", "续约")).unwrap_err().code());
    let case = NewCase { customer: Some(two), ..NewCase::new(CaseKind::Request, "报价") };
    refused(session.service().open(case).unwrap_err().code());
    let task = NewTask { link: Some(TaskLink::Customer(two)), ..NewTask::new("回访") };
    refused(session.tasks().add(task).unwrap_err().code());
    let entry = session.ledger().post(by_hand(two, "2026-06-02")).unwrap_err();
    refused(entry.code());
    assert_eq!(entry.problems()[0].fact_value("merged_into"), Some(one.to_string().as_str()));
    // A document says that it is no longer in use, as of any retired customer.
    let sale = session.billing().invoices().draft(sale(two, "2026-06-03")).unwrap_err();
    assert_eq!(sale.code(), Code::Retired);
    refused(merge(session, one, &[two]).unwrap_err().code());
    assert_whole(session, "refused");
}

#[test]
fn what_was_posted_before_is_reversed_where_it_counts_now() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    let entry = session.ledger().post(by_hand(two, "2026-06-04")).unwrap();
    let merged = merge(session, one, &[two]).unwrap();
    let until = day("2026-06-30");
    let before = session.ledger().party_balance(Some("1122"), one, until).unwrap().balance;
    session.ledger().reverse(entry.id, day("2026-06-20"), None).unwrap();
    let after = session.ledger().party_balance(Some("1122"), one, until).unwrap().balance;
    assert_eq!(before - after, amount("77"));
    assert_whole(session, "reversed");
    unmerge(session, &merged).unwrap();
    assert_whole(session, "parted");
}

#[test]
fn several_merges_lead_to_the_last() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    let three = session.customers().add(NewCustomer::company("蓝湖")).unwrap().id;
    fill(&test, three);
    let first = merge(session, one, &[two]).unwrap();
    let second = merge(session, three, &[one]).unwrap();
    assert_eq!(session.customers().get(two).unwrap().merged_into, Some(three));
    assert_whole(session, "chained");
    // The first cannot be undone while its customer is gone itself.
    let version = session.customers().get_merge(first.merge.id).unwrap().version;
    let refused = session.customers().unmerge(first.merge.id, version).unwrap_err();
    let wanted = format!("customer_merge:{}", second.merge.id);
    assert_eq!(refused.problems()[0].fact_value("blocked"), Some(wanted.as_str()));
    unmerge(session, &second).unwrap();
    assert_eq!(session.customers().get(two).unwrap().merged_into, Some(one));
    assert_whole(session, "parted once");
    unmerge(session, &first).unwrap();
    assert_eq!(session.customers().get(two).unwrap().merged_into, None);
    assert_whole(session, "parted twice");
}

#[test]
fn rules_say_which_values_stay() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    let rules = vec![
        MergeFieldRule::of("name", two),
        MergeFieldRule::of("code", two),
        MergeFieldRule::new("channels", MergeRule::Keep),
    ];
    let (into, others) = (seen(session, one), vec![seen(session, two)]);
    let merged = session.customers().merge(into, others, rules.clone()).unwrap();
    let after = &merged.customer;
    assert_eq!((after.name.as_str(), after.code.as_deref()), ("蓝湖商行有限公司", Some("K2")));
    assert_eq!(after.channels, phone("13800138000"));
    let kept = session.customers().get_merge(merged.merge.id).unwrap();
    assert!(rules.iter().all(|rule| kept.rules.contains(rule)), "{:?}", kept.rules);
    assert_eq!(session.customers().find_by_code("K2").unwrap().unwrap().id, one);
    let parted = unmerge(session, &merged).unwrap();
    assert_eq!(parted.customer.code.as_deref(), Some("K1"));
    assert_eq!(parted.others[0].code.as_deref(), Some("K2"));
    assert_whole(session, "parted");
}

#[test]
fn who_may_not_merge_does_not() {
    let test = room::memory();
    let (one, two) = twice(&test);
    let sales = test.operator("sales", &["sales"]);
    let (into, others) = (seen(&test.owner, one), vec![seen(&test.owner, two)]);
    let refused = sales.customers().merge(into, others, Vec::new()).unwrap_err();
    assert_eq!(refused.code(), Code::NotPermitted);
}
