//! What goes back to a pool by its rules, when, and who is told before.

use bookroom::Session;
use bookroom::customers::model::NewCustomer;
use bookroom::customers::pools::model::{
    DueCustomer, NewPool, OwnerChangeKind, PoolRule, PoolRuleKind,
};
use bookroom::dealings::model::NewDealing;
use bookroom::dictionaries::model::ItemVersion;
use bookroom::error::Code;
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

use super::{days_later, member};
use crate::samples::fixtures::sale;
use crate::whole::assert_whole;

fn rule(kind: PoolRuleKind, level: Option<&str>, days: i64) -> PoolRule {
    PoolRule { kind, level: level.map(str::to_owned), days }
}

fn owned(test: &TestRoom, name: &str, owner: &Session, level: &str) -> CustomerId {
    let new = NewCustomer {
        owner: Some(owner.operator_id()),
        level: Some(level.to_owned()),
        ..NewCustomer::company(name)
    };
    test.owner.customers().add(new).unwrap().id
}

fn due(session: &Session, days: Option<u32>) -> Vec<DueCustomer> {
    session.customers().pools().due(days, &PageRequest::first(100)).unwrap().items
}

#[test]
fn rules_take_customers_back_on_their_day_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let team = bookroom::access::model::NewTeam { name: "东".to_owned() };
        let team = test.owner.access().add_team(team).unwrap().id;
        let seller = test.operator_in("seller", &["sales"], Some(team));
        let admin = test.operator("admin", &["sales"]);
        let outside = test.operator("outside", &["sales"]);
        let pool = NewPool {
            notice_days: 3,
            rules: vec![
                rule(PoolRuleKind::NoDealing, None, 30),
                rule(PoolRuleKind::NoDealing, Some("A"), 90),
                rule(PoolRuleKind::NoDeal, Some("A"), 20),
            ],
            members: vec![member(&admin, true)],
            teams: vec![team],
            ..NewPool::named("公海", "Open pool")
        };
        let pool = test.owner.customers().pools().add(pool).unwrap().id;
        let quiet = owned(&test, "久未联系", &seller, "B");
        let best = owned(&test, "老客户", &seller, "A");
        let sold = owned(&test, "刚成交", &seller, "A");
        let others = owned(&test, "外人的", &outside, "B");
        let supplier = NewCustomer {
            is_customer: false,
            is_supplier: true,
            owner: Some(seller.operator_id()),
            ..NewCustomer::company("供应商")
        };
        test.owner.customers().add(supplier).unwrap();
        test.owner.billing().invoices().draft_and_post(vec![sale(sold, "2026-06-10")]).unwrap();
        assert!(due(&seller, Some(19)).is_empty(), "{backend:?}");
        let soon = due(&seller, Some(20));
        assert_eq!(soon.len(), 2, "{backend:?}: {soon:?}");
        assert_eq!((soon[0].customer, soon[0].due_on), (best, day("2026-07-05")));
        assert_eq!((soon[0].kind, soon[0].days), (PoolRuleKind::NoDeal, 20));
        assert!(due(&outside, Some(100)).is_empty(), "not a member: {backend:?}");
        days_later(&test, 15);
        test.owner.billing().invoices().draft_and_post(vec![sale(sold, "2026-06-29")]).unwrap();
        days_later(&test, 3);
        // Two days before: within the notice; one who looks after the pool is told, too.
        for who in [&seller, &admin, &test.owner] {
            let told: Vec<_> = due(who, None).iter().map(|due| due.customer).collect();
            assert_eq!(told, [best], "{backend:?}");
        }
        days_later(&test, 12);
        let refused = seller.customers().pools().recycle().unwrap_err();
        assert_eq!(refused.code(), Code::NotPermitted, "{backend:?}");
        let tried = test.owner.dry_run().customers().pools().recycle().unwrap();
        let moved: Vec<_> = tried.iter().map(|due| due.customer).collect();
        assert_eq!(moved, [best, quiet], "{backend:?}");
        assert_eq!(test.owner.customers().get(best).unwrap().owner, Some(seller.operator_id()));
        assert_eq!(test.owner.customers().pools().recycle().unwrap(), tried, "{backend:?}");
        assert!(test.owner.customers().pools().recycle().unwrap().is_empty(), "{backend:?}");
        for (id, is_moved) in [(best, true), (quiet, true), (sold, false), (others, false)] {
            let customer = test.owner.customers().get(id).unwrap();
            assert_eq!(customer.pool.is_some(), is_moved, "{backend:?}: {customer:?}");
            assert_eq!(customer.owner.is_none(), is_moved, "{backend:?}: {customer:?}");
        }
        let page = PageRequest::first(1);
        let change = test.owner.customers().owners(quiet, &page).unwrap().items.remove(0);
        assert_eq!((change.how, change.to_pool), (OwnerChangeKind::Recycled, Some(pool)));
        assert_eq!(change.reason.as_deref(), Some("no_dealing 30"));
        // The clock of who claims it begins anew.
        let taken = admin.customers().pools().claim(pool, vec![quiet]).unwrap();
        assert_eq!(taken[0].id, quiet);
        assert!(due(&admin, Some(29)).iter().all(|due| due.customer != quiet), "{backend:?}");
        assert!(due(&admin, Some(30)).iter().any(|due| due.customer == quiet), "{backend:?}");
        // So it does with a dealing.
        days_later(&test, 10);
        admin.dealings().add(NewDealing::new(quiet, "call", "续约")).unwrap();
        assert!(due(&admin, Some(29)).iter().all(|due| due.customer != quiet), "{backend:?}");
        assert!(due(&admin, Some(30)).iter().any(|due| due.customer == quiet), "{backend:?}");
        assert_whole(&test.owner, "due");
    }
}

#[test]
fn a_rule_follows_its_level_over_a_merge() {
    let test = room::memory();
    let pool = NewPool {
        rules: vec![rule(PoolRuleKind::NoDealing, Some("A"), 10)],
        members: vec![member(&test.owner, false)],
        ..NewPool::named("公海", "Open pool")
    };
    test.owner.customers().pools().add(pool).unwrap();
    let id = owned(&test, "甲", &test.owner, "A");
    let lists = test.owner.dictionaries();
    let items = lists.items("customer_level", false).unwrap();
    let item = items.iter().find(|item| item.code == "A").unwrap();
    let from = ItemVersion { code: item.code.clone(), version: item.version };
    lists.merge_items("customer_level", from, "B").unwrap();
    assert_eq!(test.owner.customers().get(id).unwrap().level.as_deref(), Some("B"));
    assert_eq!(due(&test.owner, Some(10)).len(), 1);
    assert!(due(&test.owner, Some(9)).is_empty());
}
