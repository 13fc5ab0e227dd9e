//! Examples of the commands on customers and contacts.

use bookroom::AnyCommand;
use bookroom::customers::commands::{
    AddContacts, AddCustomers, AssignCustomers, EditContacts, EditCustomers, RemoveContacts,
    RemoveCustomers, SetContactsActive, SetCustomersActive, TagCustomers, UntagCustomers,
};
use bookroom::customers::contacts::model::{Contact, ContactChange, ContactEdit, NewContact};
use bookroom::customers::model::{Customer, CustomerChange, CustomerEdit, NewCustomer};
use bookroom_tests::room::TestRoom;

fn customer(test: &TestRoom) -> Customer {
    let tags = vec!["VIP".to_owned()];
    let new = NewCustomer { tags, ..NewCustomer::company("杭州青禾贸易有限公司") };
    test.owner.customers().add(new).unwrap()
}

fn contact(test: &TestRoom) -> Contact {
    test.owner.customers().add_contact(NewContact::of(customer(test).id, "王小明")).unwrap()
}

/// See [`super::sample`].
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    Some(match name {
        "customers.add" => AddCustomers { customers: vec![NewCustomer::company("青禾")] }.into(),
        "customers.edit" => {
            let Customer { id, version, .. } = customer(test);
            let edit = CustomerEdit { name: Some("青禾集团".to_owned()), ..Default::default() };
            EditCustomers { edits: vec![CustomerChange { id, version, edit }] }.into()
        }
        "customers.set_active" => {
            SetCustomersActive { customers: vec![customer(test).seen()], active: false }.into()
        }
        "customers.remove" => RemoveCustomers { customers: vec![customer(test).seen()] }.into(),
        "customers.assign" => {
            let (owner, team) = (Some(test.owner.operator_id()), None);
            AssignCustomers { customers: vec![customer(test).seen()], owner, team }.into()
        }
        "customers.tag" => {
            TagCustomers { customers: vec![customer(test).id], tags: vec!["重点".to_owned()] }
                .into()
        }
        "customers.untag" => {
            UntagCustomers { customers: vec![customer(test).id], tags: vec!["VIP".to_owned()] }
                .into()
        }
        "customers.add_contacts" => {
            AddContacts { contacts: vec![NewContact::of(customer(test).id, "李雷")] }.into()
        }
        "customers.edit_contacts" => {
            let Contact { id, version, .. } = contact(test);
            let edit = ContactEdit { title: Some("总监".to_owned()), ..Default::default() };
            EditContacts { edits: vec![ContactChange { id, version, edit }] }.into()
        }
        "customers.set_contacts_active" => {
            SetContactsActive { contacts: vec![contact(test).seen()], active: false }.into()
        }
        "customers.remove_contacts" => {
            RemoveContacts { contacts: vec![contact(test).seen()] }.into()
        }
        _ => return None,
    })
}
