//! Undoing a merge after more has happened, and what stands in the way.

use bookroom::billing::payments::{NewPayment, OpenItem};
use bookroom::changes::model::Subject;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::{Channel, ChannelKind, CustomerEdit, NewCustomer};
use bookroom::customers::pools::model::{NewPool, PoolMember};
use bookroom::dealings::model::NewDealing;
use bookroom::error::{Code, Error};
use bookroom::service::model::{Case, CaseKind, CaseVersion, NewCase};
use bookroom::values::Edit;
use bookroom_tests::room::{self, amount, day};

use super::moving::{by_hand, twice};
use super::{assert_same, merge, seen, told, unmerge};
use crate::samples::fixtures::sale;
use crate::whole::assert_whole;

fn blocked(error: &Error) -> String {
    assert_eq!(error.code(), Code::UnmergeBlocked);
    error.problems()[0].fact_value("blocked").unwrap_or_default().to_owned()
}

#[test]
fn what_came_since_stays_with_the_one_that_stayed() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    let merged = merge(session, one, &[two]).unwrap();
    let customers = session.customers();
    let now = customers.get(one).unwrap();
    let mut channels = now.channels.clone();
    channels.push(Channel::new(ChannelKind::Mobile, "13700137000"));
    let edit = CustomerEdit {
        website: Edit::Set("https://new.example".to_owned()),
        channels: Edit::Set(channels),
        ..CustomerEdit::default()
    };
    customers.edit(one, now.version, edit).unwrap();
    let contact = customers.add_contact(NewContact::of(one, "李四")).unwrap();
    // The draft that came along is posted in the name of the one that stays.
    let draft = session.billing().invoices().get(bookroom::values::InvoiceId(1)).unwrap();
    let posted = session.billing().invoices().post(draft.id, draft.version).unwrap();
    session.ledger().post(by_hand(one, "2026-06-10")).unwrap();
    unmerge(session, &merged).unwrap();
    let after = customers.get(one).unwrap();
    assert_eq!(after.website.as_deref(), Some("https://new.example"));
    let numbers: Vec<&str> = after.channels.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(numbers, ["13800138000", "13700137000"]);
    assert_eq!(customers.contact(contact.id).unwrap().customer, one);
    assert_eq!(session.billing().invoices().get(posted.id).unwrap().customer, one);
    assert_eq!(customers.contacts(two).unwrap().len(), 1);
    assert_whole(session, "parted");
}

#[test]
fn allocations_between_both_stand_in_the_way() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    let invoices = session.billing().invoices();
    let invoice = invoices.draft_and_post(vec![sale(two, "2026-06-01")]).unwrap().remove(0);
    let merged = merge(session, one, &[two]).unwrap();
    let payments = session.billing().payments();
    let paid = payments.record(NewPayment::received(one, day("2026-06-06"), amount("50"))).unwrap();
    let live = payments.allocations(OpenItem::Payment(paid.id)).unwrap();
    let made = match live.into_iter().next() {
        Some(made) => made,
        None => payments.allocate_to(paid.id, invoice.id, amount("50"), None).unwrap(),
    };
    assert_whole(session, "allocated");
    let before = told(session);
    let refused = unmerge(session, &merged).unwrap_err();
    assert_eq!(blocked(&refused), format!("allocation:{}", made.id));
    assert_same(&before, &told(session), "refused");
    payments.withdraw_allocations(vec![made.id], None).unwrap();
    unmerge(session, &merged).unwrap();
    assert_eq!(payments.get(paid.id).unwrap().customer, one);
    assert_eq!(invoices.get(invoice.id).unwrap().customer, two);
    assert_whole(session, "parted");
}

#[test]
fn a_dealing_with_a_contact_of_the_other_stands_in_the_way() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    let person = session.customers().contacts(two).unwrap()[0].id;
    let merged = merge(session, one, &[two]).unwrap();
    let new = NewDealing { contacts: vec![person], ..NewDealing::new(one, "call", "催款") };
    let dealing = session.dealings().add(new).unwrap();
    let refused = unmerge(session, &merged).unwrap_err();
    assert_eq!(blocked(&refused), format!("dealing:{}", dealing.id));
    session.dealings().remove(dealing.id, dealing.version).unwrap();
    unmerge(session, &merged).unwrap();
    assert_whole(session, "parted");
}

#[test]
fn a_code_that_went_to_others_stands_in_the_way() {
    let test = room::memory();
    let session = &test.owner;
    let customers = session.customers();
    let one = customers.add(NewCustomer::company("甲")).unwrap().id;
    let two = NewCustomer { code: Some("K2".into()), ..NewCustomer::company("乙") };
    let two = customers.add(two).unwrap().id;
    let merged = merge(session, one, &[two]).unwrap();
    assert_eq!(merged.customer.code.as_deref(), Some("K2"));
    let edit = CustomerEdit { code: Edit::Set("K3".to_owned()), ..CustomerEdit::default() };
    customers.edit(one, merged.customer.version, edit).unwrap();
    let other = NewCustomer { code: Some("K2".into()), ..NewCustomer::company("丙") };
    let other = customers.add(other).unwrap();
    assert!(blocked(&unmerge(session, &merged).unwrap_err()).starts_with("customer:"));
    customers.remove(other.id, other.version).unwrap();
    unmerge(session, &merged).unwrap();
    let codes = [one, two].map(|id| customers.get(id).unwrap().code);
    assert_eq!(codes, [Some("K3".to_owned()), Some("K2".to_owned())]);
    assert_whole(session, "parted");
}

#[test]
fn cases_that_were_merged_across_stand_in_the_way() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    let new = |customer, subject: &str| NewCase {
        customer: Some(customer),
        ..NewCase::new(CaseKind::Complaint, subject)
    };
    let cases = vec![new(one, "受潮"), new(two, "还没有处理")];
    let cases = session.service().open_many(cases).unwrap();
    let merged = merge(session, one, &[two]).unwrap();
    let seen = |case: &Case| CaseVersion::from(&session.service().get(case.id).unwrap());
    let relations = session.service().relations();
    let joined = relations.merge(vec![seen(&cases[1])], seen(&cases[0])).unwrap().remove(0);
    // Who sees the one would read what was said in the other.
    let refused = unmerge(session, &merged).unwrap_err();
    assert_eq!(blocked(&refused), format!("case:{}", joined.id));
    relations.unmerge(vec![(&joined).into()]).unwrap();
    unmerge(session, &merged).unwrap();
    assert_whole(session, "parted");
}

#[test]
fn a_merge_is_undone_once_and_the_newest_first() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    let three = session.customers().add(NewCustomer::company("丙")).unwrap().id;
    let first = merge(session, one, &[two]).unwrap();
    let second = merge(session, one, &[three]).unwrap();
    let refused = unmerge(session, &first).unwrap_err();
    assert_eq!(blocked(&refused), format!("customer_merge:{}", second.merge.id));
    let stale = session.customers().unmerge(second.merge.id, 7).unwrap_err();
    assert_eq!(stale.code(), Code::VersionConflict);
    let parted = unmerge(session, &second).unwrap();
    let again = session.customers().unmerge(second.merge.id, parted.merge.version).unwrap_err();
    assert_eq!(again.code(), Code::WrongState);
    unmerge(session, &first).unwrap();
    assert_whole(session, "parted");
}

#[test]
fn one_that_waited_in_a_pool_waits_there_again() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    let pools = session.customers().pools();
    let members = vec![PoolMember { operator: session.operator_id(), is_admin: false }];
    let pool = NewPool { members, ..NewPool::named("公海", "Pool") };
    let pool = pools.add(pool).unwrap();
    pools.put(pool.id, vec![two], "无人跟进").unwrap();
    let merged = merge(session, one, &[two]).unwrap();
    assert_eq!(session.customers().get(two).unwrap().pool, None);
    let claimed = pools.claim(pool.id, vec![two]).unwrap_err();
    assert_eq!(claimed.code(), Code::MergedAway);
    unmerge(session, &merged).unwrap();
    assert_eq!(session.customers().get(two).unwrap().pool, Some(pool.id));
    pools.claim(pool.id, vec![two]).unwrap();
    assert_whole(session, "claimed");
}

#[test]
fn families_come_together_and_are_parted() {
    let test = room::memory();
    let session = &test.owner;
    let customers = session.customers();
    let names = ["甲", "乙", "子", "祖"].map(NewCustomer::company);
    let ids: Vec<_> = customers.add_many(names.into()).unwrap().iter().map(|it| it.id).collect();
    let [one, two, child, top] = ids[..] else { unreachable!() };
    let set = |id, parent| customers.set_parents(vec![seen(session, id)], Some(parent)).unwrap();
    set(two, top);
    set(child, two);
    let before = told(session);
    let merged = merge(session, one, &[two]).unwrap();
    assert_eq!(customers.get(one).unwrap().parent, Some(top));
    assert_eq!(customers.get(child).unwrap().parent, Some(one));
    assert_eq!(customers.family(two).unwrap().len(), 3);
    assert_whole(session, "merged");
    // Meanwhile the one above is put below the child: that would close a circle.
    let alone = customers.set_parents(vec![seen(session, one)], None).unwrap();
    assert_eq!(alone[0].parent, None);
    let moved = customers.set_parents(vec![seen(session, top)], Some(child)).unwrap();
    assert!(blocked(&unmerge(session, &merged).unwrap_err()).starts_with("customer:"));
    customers.set_parents(moved.iter().map(Into::into).collect(), None).unwrap();
    unmerge(session, &merged).unwrap();
    assert_same(&before, &told(session), "parted");
    // With others between them, two cannot become one.
    set(one, child);
    let refused = merge(session, one, &[two]).unwrap_err();
    assert_eq!(refused.code(), Code::Cycle);
    assert_whole(session, "parted");
}

#[test]
fn an_erased_customer_takes_along_what_was_merged_into_it() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = twice(&test);
    let merged = merge(session, one, &[two]).unwrap();
    session.changes().erase_personal(Subject::new("customer", one), Vec::new()).unwrap();
    for id in [one, two] {
        let page = bookroom::values::PageRequest::first(50);
        let history = session.changes().history(&Subject::new("customer", id), &page).unwrap();
        let text = serde_json::to_string(&history).unwrap();
        assert!(!text.contains("13900139000") && !text.contains("蓝湖"), "{text}");
    }
    // Both can be emptied, and parted: what was erased is not brought back.
    let edit = CustomerEdit { channels: Edit::Clear, ..CustomerEdit::default() };
    let version = session.customers().get(two).unwrap().version;
    session.customers().edit(two, version, edit).unwrap();
    unmerge(session, &merged).unwrap();
    assert!(session.customers().get(two).unwrap().active);
    assert_whole(session, "parted");
}
