//! Days that matter: what they must be, when they come, who is told.

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::important_dates::model::{
    ComingDate, ComingDateFilter, ImportantDateEdit, ImportantDateFilter, ImportantDateKind,
    NewImportantDate,
};
use bookroom::error::{Code, Error};
use bookroom::values::{CustomerId, Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

use crate::merging::{merge, unmerge};
use crate::samples::fixtures::customer;
use crate::whole::assert_whole;

use ImportantDateKind::{Anniversary, Birthday, Founding, Other, Renewal};

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> Code {
    result.unwrap_err().code()
}

fn coming(session: &Session, from: &str, to: &str, filter: &ComingDateFilter) -> Vec<ComingDate> {
    let dates = session.customers().important_dates();
    let mut all = Vec::new();
    let mut page = PageRequest::first(2);
    loop {
        let found = dates.coming(day(from), day(to), filter, &page).unwrap();
        all.extend(found.items);
        match found.next {
            None => return all,
            next => page.after = next,
        }
    }
}

fn told(found: &[ComingDate]) -> Vec<(String, Option<i64>)> {
    found.iter().map(|it| (it.on.to_string(), it.years)).collect()
}

fn once(customer: CustomerId, on: &str) -> NewImportantDate {
    NewImportantDate { once: true, ..NewImportantDate::on(customer, Renewal, day(on)) }
}

#[test]
fn what_comes_up_is_told_in_its_order_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let session = &test.owner;
        let (one, two) = (customer(&test, "甲公司"), customer(&test, "乙公司"));
        let person = session.customers().add_contact(NewContact::of(one, "王芳")).unwrap();
        let birthday = NewImportantDate {
            contact: Some(person.id),
            remind_days: Some(7),
            ..NewImportantDate::on(one, Birthday, day("1984-02-29"))
        };
        let new = vec![
            birthday,
            NewImportantDate::each_year(one, Anniversary, 12, 31),
            NewImportantDate::on(two, Founding, day("2027-01-02")),
            once(two, "2027-02-28"),
            once(two, "2028-02-28"),
        ];
        session.customers().important_dates().add_many(new).unwrap();
        let all = ComingDateFilter::default();
        let found = coming(session, "2026-12-31", "2027-03-01", &all);
        let wanted = [
            ("2026-12-31", None),
            ("2027-01-02", Some(0)),
            ("2027-02-28", Some(0)),
            ("2027-02-28", Some(43)),
        ];
        let wanted = wanted.map(|(on, years)| (on.to_owned(), years));
        assert_eq!(told(&found), wanted, "{backend:?}");
        let told_of = (found[3].customer_name.as_str(), found[3].contact_name.as_deref());
        assert_eq!(told_of, ("甲公司", Some("王芳")), "{backend:?}");
        assert_eq!(found[3].remind_on, Some(day("2027-02-21")), "{backend:?}");
        // In a leap year it is on its day, and what is founded later is not there before.
        let found = coming(session, "2028-02-28", "2028-02-29", &all);
        let wanted = [("2028-02-28", Some(0)), ("2028-02-29", Some(44))];
        assert_eq!(told(&found), wanted.map(|(on, it)| (on.to_owned(), it)), "{backend:?}");
        assert_eq!(coming(session, "2026-01-01", "2026-01-31", &all), [], "{backend:?}");
        // Two years hold what comes each year twice.
        let founded = ComingDateFilter { kinds: vec![Founding], ..ComingDateFilter::default() };
        assert_eq!(coming(session, "2026-06-01", "2028-05-31", &founded).len(), 2);
        let reminded = ComingDateFilter { by_reminder: true, ..ComingDateFilter::default() };
        let found = coming(session, "2027-02-21", "2027-02-21", &reminded);
        assert_eq!(told(&found), [("2027-02-28".to_owned(), Some(43))], "{backend:?}");
        assert_eq!(coming(session, "2027-02-22", "2027-03-31", &reminded), [], "{backend:?}");
        // Who has left, and who is no customer any more, is not told of unless asked for.
        let customers = session.customers();
        customers.set_contact_active(person.id, person.version, false).unwrap();
        let version = customers.get(two).unwrap().version;
        customers.set_active(two, version, false).unwrap();
        assert_eq!(coming(session, "2027-01-01", "2027-03-01", &all), [], "{backend:?}");
        let retired = ComingDateFilter { with_retired: true, ..ComingDateFilter::default() };
        assert_eq!(coming(session, "2027-01-01", "2027-03-01", &retired).len(), 3);
        assert_whole(session, "dates");
    }
}

#[test]
fn a_day_is_added_changed_and_removed() {
    let test = room::memory();
    let session = &test.owner;
    let dates = session.customers().important_dates();
    let (one, two) = (customer(&test, "甲公司"), customer(&test, "乙公司"));
    let person = session.customers().add_contact(NewContact::of(two, "王芳")).unwrap();
    let wrong = NewImportantDate {
        contact: Some(person.id),
        once: true,
        ..NewImportantDate::each_year(one, Other, 2, 30)
    };
    let error = dates.add(wrong).unwrap_err();
    let paths: Vec<_> = error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect();
    assert_eq!(
        paths,
        [
            ("dates[0].label", Code::Required),
            ("dates[0].year", Code::Required),
            ("dates[0].day", Code::BadDate),
            ("dates[0].contact", Code::UnknownReference),
        ]
    );
    let date = dates.add(NewImportantDate::each_year(two, Birthday, 2, 29)).unwrap();
    let edit = ImportantDateEdit { year: Edit::Set(2_023), ..Default::default() };
    assert_eq!(code(dates.edit(date.id, date.version, edit)), Code::BadDate);
    let edit = ImportantDateEdit { contact: Edit::Set(person.id), ..Default::default() };
    let date = dates.edit(date.id, date.version, edit).unwrap();
    assert_eq!((date.contact, date.version), (Some(person.id), 2));
    assert_eq!(code(dates.edit(date.id, 1, Default::default())), Code::VersionConflict);
    let span = dates.coming(day("2026-02-01"), day("2026-01-01"), &Default::default(), &page());
    assert_eq!(code(span), Code::DateOrder);
    let span = dates.coming(day("2026-01-01"), day("2036-01-30"), &Default::default(), &page());
    assert_eq!(code(span), Code::OutOfRange);
    let of = ImportantDateFilter { contact: Some(person.id), ..Default::default() };
    assert_eq!(dates.list(&of, &page()).unwrap().items, std::slice::from_ref(&date));
    // A person takes its days along.
    session.customers().remove_contact(person.id, person.version).unwrap();
    assert_eq!(code(dates.get(date.id)), Code::NotFound);
    let date = dates.add(NewImportantDate::each_year(two, Founding, 5, 1)).unwrap();
    let removed = dates.remove(date.id, date.version).unwrap();
    assert_eq!(removed, date);
    dates.add(NewImportantDate::each_year(two, Founding, 5, 1)).unwrap();
    let version = session.customers().get(two).unwrap().version;
    session.customers().remove(two, version).unwrap();
    assert_eq!(dates.list(&Default::default(), &page()).unwrap().items, []);
    assert_whole(session, "removed");
}

fn page() -> PageRequest {
    PageRequest::first(20)
}

/// Somebody who sees days in part, or not at all.
fn clerk(test: &TestRoom, word: &str, right: FieldRight) -> Session {
    let grant = |permission| Grant { permission, reach: Reach::All };
    let role = NewRole {
        code: word.to_owned(),
        label_zh: word.to_owned(),
        label_en: word.to_owned(),
        grants: [Permission::CustomersView, Permission::CustomersEdit].map(grant).into(),
        fields: vec![FieldRule { field: Field::CustomerDates, right }],
    };
    test.owner.access().add_role(role).unwrap();
    test.operator(word, &[word])
}

#[test]
fn days_are_told_as_far_as_they_may_be_seen() {
    let test = room::memory();
    let one = customer(&test, "甲公司");
    let new = NewImportantDate {
        label: Some("私下".into()),
        note: Some("喜欢龙井".into()),
        ..NewImportantDate::on(one, Birthday, day("1984-07-02"))
    };
    let made = test.owner.customers().important_dates().add(new).unwrap();
    let masked = clerk(&test, "masked", FieldRight::Masked);
    let all = ComingDateFilter::default();
    let found = coming(&masked, "2026-07-01", "2026-07-31", &all);
    assert_eq!((found[0].on, found[0].years, found[0].date.year), (day("2026-07-02"), None, None));
    assert_eq!(found[0].date.note.as_deref(), Some("****"));
    // The year is not found out by asking for others.
    assert_eq!(coming(&masked, "1980-07-01", "1980-07-31", &all).len(), 1);
    assert_eq!(coming(&test.owner, "1980-07-01", "1980-07-31", &all).len(), 0);
    let edit = ImportantDateEdit { note: Edit::Clear, ..Default::default() };
    let refused = masked.customers().important_dates().edit(made.id, made.version, edit);
    assert_eq!(code(refused), Code::FieldNotPermitted);
    let hidden = clerk(&test, "hidden", FieldRight::Hidden);
    let dates = hidden.customers().important_dates();
    assert_eq!(coming(&hidden, "2026-07-01", "2026-07-31", &all), []);
    assert_eq!(code(dates.get(made.id)), Code::NotFound);
    assert_eq!(dates.list(&Default::default(), &page()).unwrap().items, []);
    // What belongs to a customer that one does not see is not there.
    let seller = test.operator("seller", &["sales"]);
    assert_eq!(coming(&seller, "2026-07-01", "2026-07-31", &all), []);
    assert_eq!(code(seller.customers().important_dates().get(made.id)), Code::NotFound);
}

#[test]
fn days_go_along_with_merged_customers_and_come_back() {
    let test = room::memory();
    let session = &test.owner;
    let (one, two) = (customer(&test, "甲公司"), customer(&test, "乙公司"));
    let person = session.customers().add_contact(NewContact::of(two, "王芳")).unwrap();
    let dates = session.customers().important_dates();
    let of_person = |customer| NewImportantDate {
        contact: Some(person.id),
        ..NewImportantDate::each_year(customer, Birthday, 7, 2)
    };
    let date = dates.add(of_person(two)).unwrap();
    let merged = merge(session, one, &[two]).unwrap();
    assert_eq!(dates.get(date.id).unwrap().customer, one);
    assert_whole(session, "merged");
    let later = dates.add(of_person(one)).unwrap();
    let refused = unmerge(session, &merged).unwrap_err();
    assert_eq!(
        refused.problems()[0].fact_value("blocked"),
        Some(&*format!("important_date:{}", later.id))
    );
    dates.remove(later.id, later.version).unwrap();
    unmerge(session, &merged).unwrap();
    assert_eq!(dates.get(date.id).unwrap().customer, two);
    assert_whole(session, "parted");
}
