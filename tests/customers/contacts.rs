//! Contacts: adding, changing, one primary each, lists.

use bookroom::customers::contacts::model::{
    Contact, ContactEdit, ContactFilter, ContactSort, Gender, NewContact,
};
use bookroom::customers::model::{Channel, ChannelKind, NewCustomer};
use bookroom::error::Code;
use bookroom::values::{CustomerId, Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

fn primary(customer: CustomerId, name: &str) -> NewContact {
    NewContact { is_primary: true, ..NewContact::of(customer, name) }
}

/// Adds, changes, lists, retires and removes contacts.
pub fn conformance_contacts(test: &TestRoom) {
    let customers = test.owner.customers();
    let home = customers.add(NewCustomer::company("青禾")).unwrap().id;
    let new = NewContact {
        role: Some("采购".to_owned()),
        gender: Some(Gender::Female),
        channels: vec![Channel::new(ChannelKind::Mobile, "138 0000 1111")],
        note: Some("爱喝茶 🍵".to_owned()),
        ..primary(home, "王小明")
    };
    let wang = customers.add_contact(new).unwrap();
    assert_eq!(customers.contact(wang.id).unwrap(), wang);
    assert_eq!(wang.channels[0].value, "13800001111");
    let li = customers.add_contact(primary(home, "李雷")).unwrap();
    let all = customers.contacts(home).unwrap();
    assert_eq!(all.iter().map(|contact| contact.id).collect::<Vec<_>>(), [li.id, wang.id]);
    assert_eq!((all[1].is_primary, all[1].version), (false, 2));
    let edit = ContactEdit {
        is_primary: Some(true),
        gender: Edit::Clear,
        role: "".into(),
        channels: vec![Channel::new(ChannelKind::Email, "w@example.com")].into(),
        ..ContactEdit::default()
    };
    let wang = customers.edit_contact(wang.id, 2, edit).unwrap();
    assert_eq!((wang.gender, &wang.role, wang.version), (None, &None, 3));
    assert_eq!(customers.contact(wang.id).unwrap(), wang);
    assert!(!customers.contact(li.id).unwrap().is_primary);
    let error = customers.edit_contact(wang.id, 2, ContactEdit::default()).unwrap_err();
    assert_eq!(error.code(), Code::VersionConflict);
    let gone = customers.set_contact_active(wang.id, 3, false).unwrap();
    assert!(!gone.is_primary && !gone.active);
    let claim = ContactEdit { is_primary: Some(true), ..ContactEdit::default() };
    let error = customers.edit_contact(wang.id, 4, claim).unwrap_err();
    assert_eq!(error.code(), Code::Retired);
    assert_eq!(customers.remove_contact(wang.id, 4).unwrap(), gone);
    assert_eq!(customers.contact(wang.id).unwrap_err().code(), Code::NotFound);

    let names = ["Anna", "anna", "Bär", "李雷", "شيرين"];
    let many = names.map(|name| NewContact::of(home, name)).to_vec();
    customers.add_contacts(many).unwrap();
    let filter = ContactFilter { customer: Some(home), ..ContactFilter::default() };
    let mut found: Vec<Contact> = Vec::new();
    let mut page = PageRequest::first(2);
    loop {
        let part = customers.list_contacts(&filter, ContactSort::Name, false, &page).unwrap();
        found.extend(part.items);
        let Some(next) = part.next else { break };
        page = PageRequest::after(2, next);
    }
    let found: Vec<&str> = found.iter().map(|contact| contact.name.as_str()).collect();
    assert_eq!(found, ["Anna", "anna", "Bär", "شيرين", "李雷", "李雷"]);
    let of_text = |text: &str| ContactFilter { text: Some(text.to_owned()), ..filter.clone() };
    assert_eq!(customers.count_contacts(&of_text("ANNA")).unwrap(), 2);
    assert_eq!(customers.count_contacts(&of_text("李雷")).unwrap(), 2);
    assert_eq!(customers.count_contacts(&of_text("BÄ")).unwrap(), 1);
}

#[test]
fn contacts_are_kept_and_one_is_primary() {
    conformance_contacts(&room::memory());
}

#[test]
fn contacts_work_alike_on_every_database() {
    for backend in Backend::ALL {
        conformance_contacts(&room::on(backend));
    }
}

#[test]
fn what_is_wrong_with_contacts_is_told_at_once() {
    let test = room::memory();
    let customers = test.owner.customers();
    let home = customers.add(NewCustomer::company("青禾")).unwrap().id;
    let mut bad = primary(home, " ");
    bad.channels.push(Channel::new(ChannelKind::Email, "x@"));
    bad.title = Some("长".repeat(101));
    let error = customers.add_contacts(vec![primary(home, "王"), bad]).unwrap_err();
    let mut found: Vec<(&str, Code)> =
        error.problems().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("contacts[1].channels[0].value", Code::BadFormat),
            ("contacts[1].is_primary", Code::Repeated),
            ("contacts[1].name", Code::Required),
            ("contacts[1].title", Code::TooLong),
        ]
    );
    let error = customers.add_contact(NewContact::of(CustomerId(99), "王")).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    assert_eq!(error.problems()[0].path, "contacts[0].customer");
    assert!(customers.add_contacts(Vec::new()).unwrap().is_empty());
    let many = (0..10_000).map(|n| NewContact::of(home, &format!("人{n}"))).collect();
    let added = customers.add_contacts(many).unwrap();
    assert_eq!(customers.contacts(home).unwrap().len(), 10_000);
    let seen: Vec<_> = added.iter().map(Contact::seen).collect();
    assert_eq!(customers.set_contacts_active(seen, false).unwrap().len(), 10_000);
}
