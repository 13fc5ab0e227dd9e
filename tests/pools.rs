//! Pools of customers: who may claim what, what members see, what comes back by itself, and who
//! owned a customer when.

mod due;
mod race;

use bookroom::Session;
use bookroom::changes::model::Subject;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::{
    Channel, ChannelKind, CustomerEdit, CustomerFilter, CustomerSort, NewCustomer,
};
use bookroom::customers::pools::model::{
    NewPool, OwnerChangeKind, PoolEdit, PoolFilter, PoolMember, PoolSort,
};
use bookroom::error::{Code, Error};
use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
use bookroom::values::{CustomerId, PageRequest, PoolId};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use crate::samples::fixtures::{customer, sale};
use crate::whole::assert_whole;

/// A member of a pool.
pub fn member(session: &Session, is_admin: bool) -> PoolMember {
    PoolMember { operator: session.operator_id(), is_admin }
}

/// Customers that wait in a pool.
pub fn waiting(test: &TestRoom, pool: PoolId, count: usize) -> Vec<CustomerId> {
    let new = |at: usize| NewCustomer {
        pool: Some(pool),
        ..NewCustomer::company(&format!("公海客户{at}"))
    };
    let added = test.owner.customers().add_many((0..count).map(new).collect()).unwrap();
    added.iter().map(|customer| customer.id).collect()
}

/// A pool through which a customer went.
pub fn fill(test: &TestRoom, customer: CustomerId) {
    let pools = test.owner.customers().pools();
    let pool = pools.add(NewPool::named("公海", "Open pool")).unwrap().id;
    pools.put(pool, vec![customer], "无人跟进").unwrap();
    pools.assign(pool, vec![customer], test.owner.operator_id()).unwrap();
}

fn fact(error: &Error, name: &str) -> String {
    error.problems()[0].fact_value(name).unwrap_or_default().to_owned()
}

fn days_later(test: &TestRoom, days: i64) {
    test.clock.advance(chrono::TimeDelta::days(days));
}

#[test]
fn claims_keep_to_the_limits_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let [seller, other, admin] =
            ["seller", "other", "admin"].map(|name| test.operator(name, &["sales"]));
        let pools = test.owner.customers().pools();
        let pool = NewPool {
            barred_days: 5,
            daily_claims: Some(3),
            quota: Some(4),
            quota_counts_dealt: false,
            members: vec![member(&seller, false), member(&other, false), member(&admin, true)],
            ..NewPool::named("公海", "Open pool")
        };
        let pool = pools.add(pool).unwrap().id;
        let ids = waiting(&test, pool, 9);
        let claim = |who: &Session, at: &[usize]| {
            who.customers().pools().claim(pool, at.iter().map(|at| ids[*at]).collect())
        };
        let claimed = claim(&seller, &[0, 1]).unwrap();
        assert!(claimed.iter().all(|it| it.owner == Some(seller.operator_id())), "{backend:?}");
        let late = claim(&other, &[2, 0]).unwrap_err();
        assert_eq!(late.code(), Code::AlreadyClaimed, "{backend:?}");
        assert_eq!(late.problems()[0].path, "customers[1]");
        assert!(other.customers().get(ids[2]).is_err(), "all or none: {backend:?}");
        let beyond = claim(&seller, &[2, 3]).unwrap_err();
        assert_eq!(beyond.code(), Code::ClaimLimit, "{backend:?}");
        assert_eq!((fact(&beyond, "limit"), fact(&beyond, "claimed")), ("3".into(), "2".into()));
        claim(&seller, &[2]).unwrap();
        // What was given back is barred for who gave it, and nobody else.
        seller.customers().pools().put(pool, vec![ids[0]], "无人接听").unwrap();
        days_later(&test, 1);
        let barred = claim(&seller, &[0]).unwrap_err();
        assert_eq!(
            (barred.code(), fact(&barred, "until")),
            (Code::ClaimBarred, "2026-06-20".into())
        );
        claim(&other, &[0]).unwrap();
        // The quota counts what is owned, but for customers that were dealt with.
        claim(&seller, &[3, 4]).unwrap();
        let full = claim(&seller, &[5]).unwrap_err();
        assert_eq!((full.code(), fact(&full, "owned")), (Code::OwnerQuota, "4".into()));
        let to_full = admin.customers().pools().assign(pool, vec![ids[5]], seller.operator_id());
        assert_eq!(to_full.unwrap_err().code(), Code::OwnerQuota, "{backend:?}");
        let dealt = vec![sale(ids[1], "2026-06-01")];
        test.owner.billing().invoices().draft_and_post(dealt).unwrap();
        claim(&seller, &[5]).unwrap();
        // The day after the last of the barred ones.
        other.customers().pools().put(pool, vec![ids[0]], "换人").unwrap();
        days_later(&test, 4);
        let given = seller.customers().pools();
        given.put(pool, vec![ids[5]], "太远").unwrap();
        claim(&seller, &[0]).unwrap();
        assert_whole(&test.owner, "claims");
    }
}

#[test]
fn what_waits_is_not_changed_until_it_is_claimed_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let service = test.operator("service", &["service"]);
        let seller = test.operator("seller", &["sales"]);
        let pools = test.owner.customers().pools();
        let pool = NewPool {
            members: vec![member(&service, false), member(&seller, true)],
            ..NewPool::named("公海", "Open pool")
        };
        let pool = pools.add(pool).unwrap();
        let ids = waiting(&test, pool.id, 3);
        let edit = || CustomerEdit { payment_days: Some(9), ..CustomerEdit::default() };
        let all = service.customers();
        let contact = NewContact::of(ids[0], "钱文");
        for (what, result) in [
            ("edit", all.edit(ids[0], 1, edit()).map(drop)),
            ("tag", all.tag(vec![ids[0]], vec!["新".into()]).map(drop)),
            ("untag", all.untag(vec![ids[0]], vec!["新".into()]).map(drop)),
            ("add contact", all.add_contact(contact.clone()).map(drop)),
        ] {
            assert_eq!(result.unwrap_err().code(), Code::InPool, "{what}: {backend:?}");
        }
        let seen = test.owner.customers().get(ids[0]).unwrap();
        let me = Some(test.owner.operator_id());
        let error = test.owner.customers().assign(vec![(&seen).into()], me, None).unwrap_err();
        assert_eq!(error.code(), Code::InPool, "{backend:?}");
        // Who sets pools up may.
        test.owner.customers().edit(ids[0], seen.version, edit()).unwrap();
        test.owner.customers().add_contact(contact).unwrap();
        // The general lists stay as narrow as they are.
        let page = PageRequest::first(10);
        let filter = CustomerFilter::default();
        let listed = seller.customers().list(&filter, CustomerSort::Name, false, &page).unwrap();
        assert!(listed.items.is_empty() && seller.customers().get(ids[0]).is_err());
        assert_eq!(seller.customers().pools().take_out(pool.id, vec![ids[1]]).unwrap(), 1);
        assert_eq!(test.owner.customers().get(ids[1]).unwrap().pool, None);
        // A pool out of use gives nothing and takes nothing.
        let edit = PoolEdit { active: Some(false), ..PoolEdit::default() };
        let pool = pools.edit(pool.id, pool.version, edit).unwrap();
        for result in [
            seller.customers().pools().claim(pool.id, vec![ids[0]]).map(drop),
            pools.put(pool.id, vec![ids[1]], "停用").map(drop),
        ] {
            assert_eq!(result.unwrap_err().code(), Code::Retired, "{backend:?}");
        }
        assert_eq!(pools.remove(pool.id, pool.version).unwrap_err().code(), Code::InUse);
        assert_whole(&test.owner, "waiting");
    }
}

#[test]
fn members_see_what_they_need_to_choose_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let [seller, admin, outsider] =
            ["seller", "admin", "outsider"].map(|name| test.operator(name, &["sales"]));
        let pool = NewPool {
            members: vec![member(&seller, false), member(&admin, true)],
            ..NewPool::named("公海", "Open pool")
        };
        let pool = test.owner.customers().pools().add(pool).unwrap().id;
        let new = NewCustomer {
            pool: Some(pool),
            code: Some("Secretcode".into()),
            legal_name: Some("Secret legal".into()),
            level: Some("A".into()),
            note: Some("Secret note".into()),
            channels: vec![Channel::new(ChannelKind::Mobile, "13812345678")],
            tags: vec!["华东".into()],
            ..NewCustomer::company("南山贸易")
        };
        let id = test.owner.customers().add(new).unwrap().id;
        let person = NewContact::of(id, "Secret person");
        test.owner.customers().add_contact(person).unwrap();
        waiting(&test, pool, 2);
        let page = PageRequest::first(10);
        let read = |who: &Session, filter: &PoolFilter| {
            who.customers().pools().customers(pool, filter, PoolSort::Name, false, &page)
        };
        let all = PoolFilter::default();
        let seen = read(&seller, &all).unwrap().items;
        assert_eq!(seen.len(), 3, "{backend:?}");
        let text = format!("{seen:?}");
        assert!(!text.contains("Secret") && !text.contains("138"), "{backend:?}: {text}");
        let own = seen.iter().find(|one| one.id == id).unwrap();
        assert_eq!(
            (own.name.as_str(), own.tags.as_slice()),
            ("南山贸易", &["华东".to_owned()][..])
        );
        assert_eq!(own.classes.get("customer_level").map(String::as_str), Some("A"));
        let seen = format!("{:?}", read(&admin, &all).unwrap().items);
        assert!(seen.contains("13812345678") && seen.contains("Secretcode"), "{backend:?}: {seen}");
        assert_eq!(read(&outsider, &all).unwrap_err().code(), Code::NotAPoolMember);
        let found = |filter: PoolFilter| read(&seller, &filter).unwrap().items.len();
        assert_eq!(found(PoolFilter { text: Some("南山".into()), ..all.clone() }), 1);
        assert_eq!(found(PoolFilter { level: Some("A".into()), ..all.clone() }), 1);
        assert_eq!(found(PoolFilter { tag: Some("华东".into()), ..all.clone() }), 1);
        for hidden in ["Secret", "138", "person"] {
            let filter = PoolFilter { text: Some(hidden.into()), ..all.clone() };
            assert_eq!(found(filter), 0, "{hidden}: {backend:?}");
        }
        for sort in PoolSort::ALL {
            let pools = seller.customers();
            let pools = pools.pools();
            let mut page = PageRequest::first(2);
            let mut count = 0;
            loop {
                let found = pools.customers(pool, &all, *sort, true, &page).unwrap();
                count += found.items.len();
                let Some(next) = found.next else { break };
                page = PageRequest::after(2, next);
            }
            assert_eq!(count, 3, "{sort:?}: {backend:?}");
        }
    }
}

#[test]
fn every_change_of_owner_is_remembered_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let seller = test.operator("seller", &["sales"]);
        let pools = test.owner.customers().pools();
        let named =
            |zh, en| NewPool { members: vec![member(&seller, false)], ..NewPool::named(zh, en) };
        let east = pools.add(named("华东", "East")).unwrap().id;
        let west = pools.add(named("西部", "West")).unwrap().id;
        let id = customer(&test, "甲");
        let seen = test.owner.customers().get(id).unwrap();
        let to = Some(seller.operator_id());
        test.owner.customers().assign(vec![(&seen).into()], to, None).unwrap();
        seller.customers().pools().put(east, vec![id], "无人接听").unwrap();
        pools.transfer(east, vec![id], west).unwrap();
        seller.customers().pools().claim(west, vec![id]).unwrap();
        let foreign = customer(&test, "乙");
        let refused = seller.customers().pools().put(east, vec![foreign], "不是我的").unwrap_err();
        assert_eq!(refused.code(), Code::NotFound, "{backend:?}");
        let page = PageRequest::first(3);
        let first = seller.customers().owners(id, &page).unwrap();
        let next = PageRequest::after(3, first.next.clone().unwrap());
        let rest = seller.customers().owners(id, &next).unwrap();
        let all: Vec<_> = first.items.iter().chain(&rest.items).collect();
        use OwnerChangeKind::{Assigned, Claimed, Put, Transferred};
        let how: Vec<_> = all.iter().map(|change| change.how).collect();
        assert_eq!(how, [Claimed, Transferred, Put, Assigned], "{backend:?}");
        assert_eq!(all[0].from_pool, Some(west));
        assert_eq!((all[1].from_pool, all[1].to_pool), (Some(east), Some(west)));
        assert_eq!((all[2].from_owner, all[2].reason.as_deref()), (to, Some("无人接听")));
        assert_eq!((all[3].by, all[3].to_owner), (Some(test.owner.operator_id()), to));
        let error = seller.customers().owners(foreign, &page).unwrap_err();
        assert_eq!(error.code(), Code::NotFound, "{backend:?}");
        // What is erased of a customer is erased of its changes of owner, too.
        let erased = Subject::new("customer", id.0);
        test.owner.changes().erase_personal(erased, Vec::new()).unwrap();
        let subject = Subject::new("owner_change", all[2].id.0);
        let history = test.owner.changes().history(&subject, &page).unwrap();
        assert!(!format!("{history:?}").contains("无人接听"), "{backend:?}: {history:?}");
        let seen = test.owner.customers().get(id).unwrap();
        test.owner.customers().remove(id, seen.version).unwrap();
        assert_whole(&test.owner, "owners");
    }
}

#[test]
fn a_file_goes_straight_into_a_pool_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let pools = test.owner.customers().pools();
        let pool = pools.add(NewPool::named("公海", "Open pool")).unwrap().id;
        let file = || {
            let text = "编号,名称,联系人,手机\nC1,南山贸易,孙静,13812345678\nC2,北山茶业,,\n";
            ImportFile::new("customers.csv", text.as_bytes())
        };
        let options = CustomerImport { pool: Some(pool), ..CustomerImport::default() };
        let told = ProgressCallback::none();
        let report = test.owner.exchange().import_customers(file(), &options, &told).unwrap();
        assert_eq!(report.rejected, 0, "{backend:?}: {report:?}");
        let (all, page) = (PoolFilter::default(), PageRequest::first(10));
        let count = || {
            let found = pools.customers(pool, &all, PoolSort::Name, false, &page).unwrap();
            found.items.len()
        };
        assert_eq!(count(), 2, "{backend:?}");
        test.owner.exchange().undo_import(report.import.unwrap()).unwrap();
        assert_eq!(count(), 0, "{backend:?}");
        let options = CustomerImport { pool: Some(PoolId(99)), ..CustomerImport::default() };
        let report = test.owner.exchange().import_customers(file(), &options, &told).unwrap();
        assert_eq!(report.rejected, 2, "{backend:?}: {report:?}");
        assert_whole(&test.owner, "import");
    }
}
