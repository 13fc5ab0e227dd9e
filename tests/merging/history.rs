//! Merging and undoing it over random histories gives back the same book, whatever stood in it.

use bookroom::billing::open_items::model::{NewOpeningItem, OpenKind};
use bookroom::billing::payments::{NewPayment, Side};
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::merging::model::{MergeFieldRule, MergeRule};
use bookroom::customers::model::{Channel, ChannelKind, ContactPlan, CreditLimit, NewCustomer};
use bookroom::customers::pools::model::{NewPool, Pool};
use bookroom::dealings::model::NewDealing;
use bookroom::service::model::{CaseKind, NewCase};
use bookroom::tasks::model::{NewTask, TaskLink};
use bookroom::values::CustomerId;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::growing;
use super::moving::by_hand;
use super::{assert_same, seen, told, unmerge};
use crate::samples::fixtures::sale;
use crate::whole::assert_whole;

/// The columns that name a customer, each with whether any row does.
type Filled = std::collections::BTreeMap<(String, String), bool>;

/// A fixed series of numbers (xorshift).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }

    pub(super) fn day(&mut self) -> String {
        format!("2026-06-{:02}", 1 + self.below(14))
    }

    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

fn new_customer(random: &mut Random, number: usize) -> NewCustomer {
    let some = |random: &mut Random, text: String| (random.below(2) == 0).then_some(text);
    let phone = Channel::new(ChannelKind::Mobile, &format!("138001380{:02}", random.below(5)));
    NewCustomer {
        code: some(random, format!("K{number}")),
        website: some(random, format!("https://{number}.example")),
        note: some(random, format!("备注 {number}")),
        level: some(random, "A".to_owned()),
        channels: vec![phone],
        tags: vec![format!("T{}", random.below(3))],
        is_supplier: random.below(2) == 0,
        ..NewCustomer::company(&format!("公司{number}"))
    }
}

/// Does something with some customer; what is refused is left.
fn act(test: &TestRoom, random: &mut Random, all: &[CustomerId], pool: &Pool) {
    let session = &test.owner;
    let customers = session.customers();
    let id = random.one_of(all);
    let on = random.day();
    match random.below(15) {
        0 => {
            let is_primary = random.below(2) == 0;
            let contact = NewContact { is_primary, ..NewContact::of(id, "王芳") };
            drop(customers.add_contact(contact));
        }
        1 => drop(session.billing().invoices().draft(sale(id, &on))),
        2 | 3 => drop(session.billing().invoices().draft_and_post(vec![sale(id, &on)])),
        4 | 5 => {
            let paid = NewPayment::received(id, day(&on), amount("123.45"));
            drop(session.billing().payments().record(paid));
        }
        6 => drop(session.ledger().post(by_hand(id, &on))),
        7 => {
            let contacts = customers.contacts(id).unwrap_or_default();
            let contacts = contacts.iter().take(1).map(|it| it.id).collect();
            let dealing = NewDealing { contacts, ..NewDealing::new(id, "call", "续约") };
            drop(session.dealings().add(dealing));
        }
        8 => {
            let case =
                NewCase { customer: Some(id), ..NewCase::new(CaseKind::Complaint, "漏墨") };
            drop(session.service().open(case));
        }
        9 => {
            let task = NewTask { link: Some(TaskLink::Customer(id)), ..NewTask::new("回访") };
            drop(session.tasks().add(task));
        }
        10 => {
            let parent = Some(random.one_of(all)).filter(|_| random.below(4) > 0);
            drop(customers.set_parents(vec![seen(session, id)], parent));
        }
        11 => {
            let version = seen(session, id).version;
            let limit = CreditLimit { id, version, limit: Some(amount("900000")) };
            drop(customers.set_credit_limits(vec![limit]));
        }
        12 => {
            let version = seen(session, id).version;
            let on = Some(day("2026-06-28"));
            let plan = ContactPlan { id, version, on, purpose: Some("续约".to_owned()) };
            drop(customers.plan_contacts(vec![plan]));
        }
        13 => drop(customers.pools().put(pool.id, vec![id], "无人跟进")),
        _ => drop(session.billing().payments().allocate_automatically(vec![id], None, None)),
    }
}

fn opening(customer: CustomerId, kind: OpenKind) -> NewOpeningItem {
    NewOpeningItem {
        customer,
        side: Side::Receivable,
        kind,
        amount: amount("50"),
        number: None,
        issue_on: None,
        due_on: None,
        account: None,
        currency: None,
        allow_repeated_number: false,
    }
}

fn rules(random: &mut Random, group: &[CustomerId]) -> Vec<MergeFieldRule> {
    let mut rules = Vec::new();
    for field in ["name", "code", "website", "note", "channels", "tags", "parent", "owner", "level"]
    {
        match random.below(5) {
            0 => rules.push(MergeFieldRule::of(field, random.one_of(group))),
            1 => rules.push(MergeFieldRule::new(field, MergeRule::Newest)),
            2 => rules.push(MergeFieldRule::new(field, MergeRule::Keep)),
            _ => {}
        }
    }
    rules
}

/// Lets a book grow, merges within it several times, one upon the other, and undoes all of it.
/// Returns how many merges there were, and which columns named a customer then.
fn run(test: &TestRoom, seed: u64, merges: usize) -> (usize, Filled) {
    let mut random = Random(seed);
    let session = &test.owner;
    let customers = session.customers();
    let new: Vec<NewCustomer> = (0..7).map(|number| new_customer(&mut random, number)).collect();
    let all: Vec<CustomerId> =
        customers.add_many(new).unwrap().into_iter().map(|it| it.id).collect();
    let pool = customers.pools().add(NewPool::named("公海", "Pool")).unwrap();
    let kinds = [OpenKind::Debt, OpenKind::Credit];
    let items = kinds.map(|kind| opening(all[0], kind));
    session.billing().open_items().post(day("2026-06-01"), items.into(), None, None).unwrap();
    growing::begin(test);
    for _ in 0..70 {
        match random.below(2) {
            0 => act(test, &mut random, &all, &pool),
            _ => growing::act(test, &mut random, &all),
        }
    }
    assert_whole(session, &format!("seed {seed}: grown"));
    let mut standing = all;
    let mut undo = Vec::new();
    for _ in 0..merges {
        let into = random.one_of(&standing);
        let others: Vec<CustomerId> =
            standing.iter().copied().filter(|id| *id != into && random.below(3) == 0).collect();
        let group: Vec<CustomerId> = others.iter().copied().chain([into]).collect();
        let before = told(session);
        let given = rules(&mut random, &group);
        let seen_others = others.iter().map(|id| seen(session, *id)).collect();
        // Nobody to merge, a circle, a code in a pool: refused, and nothing has changed.
        let Ok(merged) = customers.merge(seen(session, into), seen_others, given) else {
            assert_same(&before, &told(session), &format!("seed {seed}: refused"));
            continue;
        };
        assert_whole(session, &format!("seed {seed}: merged"));
        standing.retain(|id| !others.contains(id));
        undo.push((merged, before));
    }
    let count = undo.len();
    let is_sqlite = test.store.as_ref().is_some_and(|it| !it.url.contains("://"));
    let filled = if is_sqlite { growing::filled(test) } else { Filled::new() };
    for (merged, before) in undo.into_iter().rev() {
        let undone = unmerge(session, &merged);
        undone.unwrap_or_else(|error| panic!("seed {seed}: {error:?}"));
        assert_same(&before, &told(session), &format!("seed {seed}"));
        assert_whole(session, &format!("seed {seed}: parted"));
    }
    (count, filled)
}

#[test]
fn random_histories_are_given_back() {
    let long = std::env::var("BOOKROOM_LONG").is_ok();
    let seeds = if long { 200 } else { 20 };
    let run = |seed: u64| run(&room::copied(), seed * 7_919, 3);
    let (done, filled): (Vec<usize>, Vec<Filled>) = (1..=seeds).map(run).unzip();
    let done: usize = done.into_iter().sum();
    growing::assert_all_filled(&filled);
    println!("{done} merges undone");
    assert!(done > usize::try_from(seeds).unwrap(), "{done}");
}

#[test]
fn random_histories_are_given_back_on_every_database() {
    for backend in Backend::ALL {
        for seed in [3, 11] {
            run(&room::on(backend), seed * 104_729, 3);
        }
    }
}
