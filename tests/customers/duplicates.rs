//! Customers and contacts that may be the same: what is found, by whom, what was set apart, what is
//! refused, and what goes to the merge.

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::book::BookEdit;
use bookroom::book::commands::EditBook;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::duplicates::model::{
    Agreement, ComparedField, ContactDuplicateSearch, CustomerPair, DuplicateSearch,
    FoundDuplicates,
};
use bookroom::customers::model::{Channel, ChannelKind, CustomerEdit, CustomerKind, NewCustomer};
use bookroom::error::{Code, Error};
use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
use bookroom::values::{CustomerId, Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use crate::whole::assert_whole;

fn mobile(name: &str, phone: &str) -> NewCustomer {
    let channels = vec![Channel::new(ChannelKind::Mobile, phone)];
    NewCustomer { channels, ..NewCustomer::company(name) }
}

/// Two groups, and some that only look like them.
fn fill(test: &TestRoom) -> Vec<CustomerId> {
    let new = vec![
        mobile("杭州青禾贸易有限公司", "13812345678"),
        NewCustomer::company("青禾贸易（杭州）有限责任公司"),
        NewCustomer::company("上海青禾贸易有限公司"),
        NewCustomer::company("杭州青禾贸易有限公司北京分公司"),
        NewCustomer::company("恒瑞达物流"),
        mobile("恒瑞大物流有限公司", "13900139000"),
        NewCustomer::person("王小明"),
        NewCustomer { kind: CustomerKind::Person, ..mobile("王小明先生", "13812345670") },
        NewCustomer::company("没有别的"),
    ];
    let added = test.owner.customers().add_many(new).unwrap();
    added.iter().map(|customer| customer.id).collect()
}

fn search(session: &Session, search: &DuplicateSearch) -> FoundDuplicates {
    session.customers().find_duplicates(search, &PageRequest::default()).unwrap()
}

fn all(session: &Session) -> Vec<Vec<CustomerId>> {
    groups(&search(session, &DuplicateSearch::default()))
}

fn groups(found: &FoundDuplicates) -> Vec<Vec<CustomerId>> {
    let ids = |group: &bookroom::customers::duplicates::model::DuplicateGroup| {
        group.customers.iter().map(|it| it.customer.id).collect()
    };
    found.groups.iter().map(ids).collect()
}

fn codes(error: &Error) -> Vec<(&str, Code)> {
    error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect()
}

fn whole_book(test: &TestRoom) {
    let ids = fill(test);
    let customers = test.owner.customers();
    let found = search(&test.owner, &DuplicateSearch::default());
    let expected = [vec![ids[0], ids[1]], vec![ids[4], ids[5]], vec![ids[6], ids[7]]];
    assert_eq!(groups(&found), expected, "{found:?}");
    assert_eq!((found.count, found.looked_at, found.narrowed, found.left_out), (3, 9, 0, 0));
    assert!(found.compared > 0);
    assert!(found.groups.windows(2).all(|it| it[0].score >= it[1].score));
    let pair = &found.groups[0].pairs[0];
    assert_eq!((pair.first, pair.second, pair.score), (ids[0], ids[1], found.groups[0].score));
    let told = (pair.reasons[0].field, pair.reasons[0].agreement);
    assert_eq!(told, (ComparedField::Name, Agreement::Same));
    let filter = |filter: DuplicateSearch| groups(&search(&test.owner, &filter));
    let people = Some(CustomerKind::Person);
    assert_eq!(filter(DuplicateSearch { kind: people, ..Default::default() }), expected[2..]);
    let one = Some(ids[5]);
    assert_eq!(filter(DuplicateSearch { customer: one, ..Default::default() }), expected[1..2]);
    let high = Some(97);
    assert_eq!(filter(DuplicateSearch { min_score: high, ..Default::default() }), expected[..1]);
    let owner = Some(test.owner.operator_id());
    assert!(filter(DuplicateSearch { owner, ..Default::default() }).is_empty());
    customers.assign(vec![customers.get(ids[4]).unwrap().seen()], owner, None).unwrap();
    assert_eq!(filter(DuplicateSearch { owner, ..Default::default() }), expected[1..2]);
    // Page by page the same.
    let (mut page, mut paged) = (PageRequest::first(1), Vec::new());
    loop {
        let found = customers.find_duplicates(&DuplicateSearch::default(), &page).unwrap();
        assert_eq!(found.count, 3);
        paged.extend(groups(&found));
        let Some(next) = found.next else { break };
        page = PageRequest::after(1, next);
    }
    assert_eq!(paged, expected);
    // Retired ones only where asked for.
    let retired = customers.get(ids[1]).unwrap();
    customers.set_active(retired.id, retired.version, false).unwrap();
    assert_eq!(all(&test.owner), expected[1..]);
    assert_eq!(filter(DuplicateSearch { inactive: true, ..Default::default() }), expected);
    let none = DuplicateSearch { min_score: Some(0), ..Default::default() };
    let error = customers.find_duplicates(&none, &PageRequest::default()).unwrap_err();
    assert_eq!(codes(&error), [("min_score", Code::OutOfRange)]);
}

#[test]
fn a_book_is_searched_on_every_database() {
    for backend in Backend::ALL {
        whole_book(&room::on(backend));
    }
}

fn apart(test: &TestRoom) {
    let ids = fill(test);
    let customers = test.owner.customers();
    let pair = CustomerPair { first: ids[1], second: ids[0] };
    let tried = test.owner.dry_run().customers().set_apart(vec![pair]).unwrap();
    assert_eq!((tried[0].first, tried[0].second), (ids[0], ids[1]));
    let said = customers.set_apart(vec![pair]).unwrap();
    // What was said stays as it was said.
    assert_eq!(customers.set_apart(vec![pair]).unwrap(), said);
    let rest = [vec![ids[4], ids[5]], vec![ids[6], ids[7]]];
    assert_eq!(all(&test.owner), rest);
    let page = PageRequest::default();
    assert_eq!(customers.apart(Some(ids[1]), &page).unwrap().items, said);
    assert_eq!(customers.apart(Some(ids[4]), &page).unwrap().items, []);
    // Another note is no other customer; another name may be.
    let known = customers.get(ids[0]).unwrap();
    let edit = CustomerEdit { note: Edit::Set("x".to_owned()), ..CustomerEdit::default() };
    let known = customers.edit(known.id, known.version, edit).unwrap();
    assert_eq!(all(&test.owner), rest);
    let edit = CustomerEdit {
        name: Some("杭州青禾贸易公司".to_owned()),
        ..CustomerEdit::default()
    };
    customers.edit(known.id, known.version, edit).unwrap();
    assert_eq!(all(&test.owner).len(), 3);
    assert_eq!(customers.apart(None, &page).unwrap().items, []);
    // It can be taken back, and goes with the customer.
    let said = customers.set_apart(vec![pair]).unwrap();
    customers.forget_apart(vec![said[0].id]).unwrap();
    assert_eq!(all(&test.owner).len(), 3);
    let said = customers.set_apart(vec![pair]).unwrap();
    let gone = customers.get(ids[1]).unwrap();
    customers.remove(gone.id, gone.version).unwrap();
    assert_eq!(customers.apart(None, &page).unwrap().items, []);
    let error = customers.forget_apart(vec![said[0].id]).unwrap_err();
    assert_eq!(codes(&error), [("ids[0]", Code::NotFound)]);
    let alone = CustomerPair { first: ids[4], second: ids[4] };
    let error = customers.set_apart(vec![alone]).unwrap_err();
    assert_eq!(codes(&error), [("pairs[0]", Code::Repeated)]);
    let error = customers.set_apart(vec![pair]).unwrap_err();
    assert_eq!(codes(&error), [("pairs[0].first", Code::NotFound)]);
    assert_whole(&test.owner, "after pairs were set apart");
}

#[test]
fn what_is_set_apart_stays_apart_on_every_database() {
    for backend in Backend::ALL {
        apart(&room::on(backend));
    }
}

#[test]
fn a_group_goes_to_the_merge_and_comes_no_more() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        fill(&test);
        let customers = test.owner.customers();
        let before = search(&test.owner, &DuplicateSearch::default());
        let seen: Vec<_> = before.groups[0].customers.iter().map(|it| it.customer).collect();
        let merged = customers.merge(seen[0], seen[1..].to_vec(), vec![]).unwrap();
        assert_eq!(all(&test.owner), groups(&before)[1..]);
        // Who stands for one that was merged away is told of it.
        let hints = customers.duplicates_of(&NewCustomer::company("青禾贸易（杭州）有限责任公司"));
        assert_eq!(hints.unwrap()[0].customer, seen[0].id);
        customers.unmerge(merged.merge.id, merged.merge.version).unwrap();
        assert_eq!(all(&test.owner), groups(&before));
    }
}

fn policy(test: &TestRoom, warn: i64, stop: Option<i64>) {
    let version = test.room.books().unwrap()[0].version;
    let stop = stop.map_or(Edit::Clear, Edit::Set);
    let edit = BookEdit { duplicate_warn: Some(warn), duplicate_stop: stop, ..BookEdit::default() };
    test.owner.run(EditBook { version, edit }).unwrap();
}

/// Who adds and edits all customers, and may add no duplicates.
fn clerk(test: &TestRoom) -> Session {
    let grants = [Permission::CustomersView, Permission::CustomersAdd, Permission::CustomersEdit];
    let plain = [Permission::ImportsRun].map(|it| Grant { permission: it, reach: Reach::All });
    let grants = grants.map(|it| Grant { permission: it, reach: Reach::All });
    let role = NewRole {
        code: "clerk".to_owned(),
        label_zh: "录入".to_owned(),
        label_en: "Clerk".to_owned(),
        grants: grants.into_iter().chain(plain).collect(),
        fields: vec![],
    };
    test.owner.access().add_role(role).unwrap();
    test.operator("clerk", &["clerk"])
}

fn refused(test: &TestRoom) {
    let ids = fill(test);
    let clerk = clerk(test);
    let customers = clerk.customers();
    let again = || NewCustomer::company("杭州青禾贸易");
    policy(test, 60, Some(90));
    let error = customers.add_many(vec![NewCustomer::company("新客户"), again()]).unwrap_err();
    assert_eq!(codes(&error), [("customers[1]", Code::LikelyDuplicate)]);
    let fact = |name: &str| error.problems()[0].fact_value(name).unwrap_or_default().to_owned();
    assert_eq!(fact("key"), ids[0].to_string());
    assert!(fact("score").parse::<i64>().unwrap() >= 90);
    assert_eq!(fact("reasons"), "name, place");
    // Many at once are looked at together.
    let many: Vec<NewCustomer> =
        (0..60).map(|at| NewCustomer::company(&format!("第{at}家新店"))).collect();
    let mut likely = many.clone();
    likely.push(again());
    let error = customers.add_many(likely).unwrap_err();
    assert_eq!(codes(&error), [("customers[60]", Code::LikelyDuplicate)]);
    assert_eq!(customers.add_many(many).unwrap().len(), 60);
    // An edit that makes two the same, but not one that leaves them as alike as they are.
    let other = customers.get(ids[8]).unwrap();
    let name = |name: &str| CustomerEdit { name: Some(name.to_owned()), ..Default::default() };
    let error = customers.edit(other.id, other.version, name("杭州青禾贸易")).unwrap_err();
    assert_eq!(codes(&error), [("edits[0].edit", Code::LikelyDuplicate)]);
    let known = customers.get(ids[1]).unwrap();
    customers.edit(known.id, known.version, name("杭州青禾贸易公司")).unwrap();
    // Rows of a file are refused one by one.
    let file = ImportFile::new("x.csv", "名称\n杭州青禾贸易\n又一家新的\n".as_bytes());
    let (options, none) = (CustomerImport::default(), ProgressCallback::none());
    let report = clerk.exchange().import_customers(file, &options, &none).unwrap();
    assert_eq!((report.accepted, report.rejected), (1, 1));
    let reason = &report.files[0].rejected[0].reasons[0].problem;
    assert_eq!(reason.code, Code::LikelyDuplicate);
    // Who may add duplicates does, and where the book says nothing anybody does.
    test.owner.customers().add(again()).unwrap();
    policy(test, 60, None);
    customers.add(again()).unwrap();
    assert_whole(&test.owner, "after customers were refused");
}

#[test]
fn a_book_may_refuse_what_is_there_on_every_database() {
    for backend in Backend::ALL {
        refused(&room::on(backend));
    }
}

#[test]
fn a_book_says_from_which_score_on_it_warns() {
    let test = room::memory();
    fill(&test);
    let like = NewCustomer::company("恒瑞打物流");
    let hints = test.owner.customers().duplicates_of(&like).unwrap();
    assert_eq!(hints.len(), 2, "{hints:?}");
    policy(&test, 100, None);
    assert!(test.owner.customers().duplicates_of(&like).unwrap().is_empty());
    assert!(all(&test.owner).is_empty());
    let edit = BookEdit { duplicate_stop: Edit::Set(101), ..BookEdit::default() };
    let version = test.room.books().unwrap()[0].version;
    let error = test.owner.run(EditBook { version, edit }).unwrap_err();
    assert_eq!(codes(&error), [("edit.duplicate_stop", Code::OutOfRange)]);
}

#[test]
fn only_what_is_seen_and_read_is_compared() {
    let test = room::memory();
    let role = NewRole {
        code: "blind".to_owned(),
        label_zh: "受限".to_owned(),
        label_en: "Blind".to_owned(),
        grants: vec![
            Grant { permission: Permission::CustomersView, reach: Reach::Own },
            Grant { permission: Permission::CustomersAdd, reach: Reach::Own },
            Grant { permission: Permission::CustomersEdit, reach: Reach::Own },
        ],
        fields: vec![FieldRule { field: Field::CustomerChannels, right: FieldRight::Masked }],
    };
    test.owner.access().add_role(role).unwrap();
    let blind = test.operator("blind", &["blind"]);
    let own = |new: NewCustomer| NewCustomer { owner: Some(blind.operator_id()), ..new };
    let added = test
        .owner
        .customers()
        .add_many(vec![
            own(mobile("青禾", "13812345678")),
            own(mobile("丹霞", "13812345678")),
            own(NewCustomer::company("海棠商行")),
            NewCustomer::company("海棠商行"),
        ])
        .unwrap();
    let found = groups(&search(&test.owner, &DuplicateSearch::default()));
    assert_eq!(found.len(), 2);
    // The phones are masked, and the other 海棠 is not theirs.
    assert!(all(&blind).is_empty());
    let hints = blind.customers().duplicates_of(&NewCustomer::company("海棠商行")).unwrap();
    assert_eq!(hints.len(), 1);
    assert!(blind.customers().duplicates_of(&mobile("别的", "13812345678")).unwrap().is_empty());
    policy(&test, 50, Some(90));
    blind.customers().add(mobile("别的", "13812345678")).unwrap_err();
    let pair = CustomerPair { first: added[2].id, second: added[3].id };
    let error = blind.customers().set_apart(vec![pair]).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    test.owner.customers().set_apart(vec![pair]).unwrap();
    assert!(blind.customers().apart(None, &PageRequest::default()).unwrap().items.is_empty());
    let one = DuplicateSearch { customer: Some(added[3].id), ..DuplicateSearch::default() };
    let error = blind.customers().find_duplicates(&one, &PageRequest::default()).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
}

fn contacts(test: &TestRoom) {
    let customers = test.owner.customers();
    let [one, other] =
        ["青禾", "丹霞"].map(|name| customers.add(NewCustomer::company(name)).unwrap().id);
    let with = |of, name: &str, phone: &str| NewContact {
        channels: vec![Channel::new(ChannelKind::Mobile, phone)],
        ..NewContact::of(of, name)
    };
    let added = customers
        .add_contacts(vec![
            NewContact::of(one, "钱文"),
            NewContact::of(one, "钱文女士"),
            with(one, "王伟", "13812345678"),
            with(other, "王玮", "13812345678"),
            NewContact::of(other, "钱文"),
            NewContact::of(other, "李雷"),
        ])
        .unwrap();
    let found = |search: ContactDuplicateSearch| {
        let found = customers.find_duplicate_contacts(&search, &PageRequest::default()).unwrap();
        let ids = found
            .groups
            .iter()
            .map(|group| group.contacts.iter().map(|it| it.contact.id).collect::<Vec<_>>());
        (ids.collect::<Vec<_>>(), found.looked_at)
    };
    let within = vec![added[0].id, added[1].id];
    let across = vec![added[2].id, added[3].id];
    let (ids, looked_at) = found(ContactDuplicateSearch::default());
    assert!(ids.contains(&within) && ids.contains(&across), "{ids:?}");
    assert_eq!(looked_at, 6);
    let of_one = ContactDuplicateSearch { customer: Some(one), ..Default::default() };
    assert_eq!(found(of_one), (vec![within], 3));
    let of_none = ContactDuplicateSearch { customer: Some(CustomerId(99)), ..Default::default() };
    let error = customers.find_duplicate_contacts(&of_none, &PageRequest::default()).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
}

#[test]
fn contacts_are_found_on_every_database() {
    for backend in Backend::ALL {
        contacts(&room::on(backend));
    }
}
