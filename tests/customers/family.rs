//! Companies that belong together: parents, children, no circles, and what is seen of them.

use bookroom::customers::model::{
    Customer, CustomerFilter, CustomerSort, FamilyMember, NewCustomer,
};
use bookroom::error::Code;
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount};

use crate::samples::fixtures::sale;
use crate::whole::assert_whole;

fn add(test: &TestRoom, names: &[&str]) -> Vec<CustomerId> {
    let new = names.iter().copied().map(NewCustomer::company).collect();
    let added = test.owner.customers().add_many(new).unwrap();
    added.iter().map(|customer| customer.id).collect()
}

fn set(test: &TestRoom, id: CustomerId, parent: Option<CustomerId>) -> Result<Customer, Code> {
    let version = test.owner.customers().get(id).unwrap().version;
    test.owner.customers().set_parent(id, version, parent).map_err(|error| error.code())
}

fn names(family: &[FamilyMember]) -> Vec<(String, i64)> {
    family.iter().map(|member| (member.name.clone(), member.depth)).collect()
}

#[test]
fn a_family_from_top_to_bottom_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let ids = add(&test, &["控股", "华东", "华南", "杭州", "另一家"]);
        for (child, parent) in [(1, 0), (2, 0), (3, 1)] {
            set(&test, ids[child], Some(ids[parent])).unwrap();
        }
        let whole = [("控股", 0), ("华东", 1), ("杭州", 2), ("华南", 1)];
        let whole = whole.map(|(name, depth)| (name.to_owned(), depth));
        let customers = test.owner.customers();
        for id in &ids[..4] {
            assert_eq!(names(&customers.family(*id).unwrap()), whole, "{backend:?}");
        }
        assert_eq!(customers.family(ids[4]).unwrap().len(), 1, "{backend:?}");
        let filter = CustomerFilter { parent: Some(ids[0]), ..CustomerFilter::default() };
        let below = customers.list(&filter, CustomerSort::Name, false, &PageRequest::first(9));
        let below: Vec<CustomerId> = below.unwrap().items.iter().map(|it| it.id).collect();
        assert_eq!((below, customers.count(&filter).unwrap()), (vec![ids[1], ids[2]], 2));
        // What they owe together.
        let sales = vec![sale(ids[0], "2026-06-01"), sale(ids[3], "2026-06-01")];
        let posted = test.owner.billing().invoices().draft_and_post(sales).unwrap();
        let together = customers.family_credit(ids[0]).unwrap();
        assert_eq!(together.used, posted[0].gross + posted[1].gross, "{backend:?}");
        assert_eq!(customers.family_credit(ids[1]).unwrap().used, posted[1].gross, "{backend:?}");
        assert_eq!(customers.family_credit(ids[2]).unwrap().used, amount("0"), "{backend:?}");
        set(&test, ids[1], None).unwrap();
        assert_eq!(customers.family(ids[3]).unwrap().len(), 2, "{backend:?}");
        assert_whole(&test.owner, "families");
    }
}

#[test]
fn nobody_stands_above_itself() {
    let test = room::memory();
    let ids = add(&test, &["甲", "乙", "丙"]);
    set(&test, ids[1], Some(ids[0])).unwrap();
    set(&test, ids[2], Some(ids[1])).unwrap();
    for below in &ids {
        assert_eq!(set(&test, ids[0], Some(*below)), Err(Code::Cycle));
    }
    // Refused is the one that stands above, and with it the others of the command.
    let customers = test.owner.customers();
    let lone = add(&test, &["丁"])[0];
    let seen = [lone, ids[1]].map(|id| customers.get(id).unwrap().seen());
    let refused = customers.set_parents(seen.into(), Some(ids[2])).unwrap_err();
    assert_eq!(
        (refused.code(), refused.problems()[0].path.as_str()),
        (Code::Cycle, "customers[1]")
    );
    assert_eq!(customers.get(lone).unwrap().parent, None);
}

#[test]
fn a_parent_is_there_in_use_and_not_too_far_up() {
    let test = room::memory();
    let ids = add(&test, &["甲", "乙"]);
    let customers = test.owner.customers();
    assert_eq!(set(&test, ids[0], Some(CustomerId(999))), Err(Code::UnknownReference));
    customers.set_active(ids[1], 1, false).unwrap();
    assert_eq!(set(&test, ids[0], Some(ids[1])), Err(Code::Retired));
    customers.set_active(ids[1], 2, true).unwrap();
    set(&test, ids[0], Some(ids[1])).unwrap();
    // Above another one it stays, unless that goes with it.
    let (child, parent) =
        (customers.get(ids[0]).unwrap().seen(), customers.get(ids[1]).unwrap().seen());
    let refused = customers.remove(parent.id, parent.version).unwrap_err();
    assert_eq!(refused.code(), Code::InUse);
    customers.remove_many(vec![parent, child]).unwrap();
    let many: Vec<String> = (0..51).map(|at| format!("第{at}层")).collect();
    let chain = add(&test, &many.iter().map(String::as_str).collect::<Vec<_>>());
    for pair in chain[..50].windows(2) {
        set(&test, pair[1], Some(pair[0])).unwrap();
    }
    assert_eq!(set(&test, chain[50], Some(chain[49])), Err(Code::TooMany));
    assert_eq!(set(&test, chain[0], Some(chain[50])), Err(Code::TooMany));
}

#[test]
fn a_family_shows_only_who_is_seen() {
    let test = room::memory();
    let seller = test.operator("seller", &["sales"]);
    let ids = add(&test, &["不可见控股", "中间", "不可见子", "下层"]);
    let mine = [ids[1], ids[3]].map(|id| test.owner.customers().get(id).unwrap().seen());
    test.owner.customers().assign(mine.into(), Some(seller.operator_id()), None).unwrap();
    for (child, parent) in [(1, 0), (2, 1), (3, 2)] {
        set(&test, ids[child], Some(ids[parent])).unwrap();
    }
    let seen = seller.customers().family(ids[1]).unwrap();
    assert_eq!(names(&seen), [("中间".to_owned(), 0)]);
    let refused = seller.customers().family(ids[0]).unwrap_err();
    assert_eq!(refused.code(), Code::NotFound);
    // A parent must be seen by who names it; an unseen one may be left.
    let version = seller.customers().get(ids[3]).unwrap().version;
    let refused = seller.customers().set_parent(ids[3], version, Some(ids[0])).unwrap_err();
    assert_eq!(refused.code(), Code::UnknownReference);
    let moved = seller.customers().set_parent(ids[3], version, Some(ids[1])).unwrap();
    assert_eq!(moved.parent, Some(ids[1]));
    assert_eq!(seller.customers().family_credit(ids[1]).unwrap().customers, 2);
}
