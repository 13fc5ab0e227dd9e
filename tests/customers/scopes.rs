//! Who may see and change which customers, and which of their fields.

use bookroom::Session;
use bookroom::access::model::{NewRole, NewTeam};
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::changes::model::Subject;
use bookroom::customers::contacts::links::model::{ContactLinkEdit, NewContactLink};
use bookroom::customers::contacts::model::{
    Contact, ContactEdit, ContactFilter, ContactSort, NewContact,
};
use bookroom::customers::model::{
    Customer, CustomerEdit, CustomerFilter, CustomerSort, NewCustomer,
};
use bookroom::error::{Code, Error};
use bookroom::search::model::SearchQuery;
use bookroom::values::{Edit, PageRequest, TeamId};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use super::full;

/// Makes a role that may do everything with customers as far as `reach` goes, and an operator.
fn operator(
    test: &TestRoom,
    code: &str,
    reach: Reach,
    team: Option<TeamId>,
    fields: &[(Field, FieldRight)],
) -> Session {
    let of_customers = Permission::ALL.iter().filter(|it| it.area() == "customers");
    let mut grants: Vec<Grant> =
        of_customers.map(|&permission| Grant { permission, reach }).collect();
    grants.push(Grant { permission: Permission::ChangesView, reach: Reach::All });
    let role = NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants,
        fields: fields.iter().map(|&(field, right)| FieldRule { field, right }).collect(),
    };
    test.owner.access().add_role(role).unwrap();
    test.operator_in(code, &[code], team)
}

fn team(test: &TestRoom, name: &str) -> TeamId {
    test.owner.access().add_team(NewTeam { name: name.to_owned() }).unwrap().id
}

/// The stage: one customer each of Anna, of her team, of another team, and of nobody.
struct Stage {
    own: Session,
    by_team: Session,
    customers: Vec<Customer>,
    contacts: Vec<Contact>,
}

fn stage(test: &TestRoom) -> Stage {
    let (east, west) = (team(test, "东"), team(test, "西"));
    let own = operator(test, "own", Reach::Own, Some(east), &[]);
    let by_team = operator(test, "team", Reach::Team, Some(east), &[]);
    let new = |name: &str, owner, team| NewCustomer {
        owner,
        team,
        code: Some(name.to_owned()),
        tags: vec!["共同".to_owned()],
        channels: full().channels,
        ..NewCustomer::company(name)
    };
    let news = vec![
        new("own", Some(own.operator_id()), None),
        new("team", None, Some(east)),
        new("other", None, Some(west)),
        new("nobody", None, None),
    ];
    let customers = test.owner.customers().add_many(news).unwrap();
    let people = customers.iter().map(|it| NewContact::of(it.id, &format!("人 {}", it.name)));
    let contacts = test.owner.customers().add_contacts(people.collect()).unwrap();
    Stage { own, by_team, customers, contacts }
}

/// Every query and command, by operators of every reach.
pub fn conformance_scopes(test: &TestRoom) {
    let stage = stage(test);
    for (session, visible) in [(&stage.own, 1), (&stage.by_team, 2), (&test.owner, 4)] {
        queries_see(session, &stage, visible);
        commands_reach(session, &stage, visible);
    }
}

fn queries_see(session: &Session, stage: &Stage, visible: usize) {
    let customers = session.customers();
    let ids: Vec<_> = stage.customers.iter().map(|customer| customer.id).collect();
    let seen = customers.get_many(&ids).unwrap();
    assert_eq!(seen.iter().map(|it| it.id).collect::<Vec<_>>(), ids[..visible]);
    let page = PageRequest::default();
    let filters = [
        CustomerFilter::default(),
        CustomerFilter::of_text("1381234"),
        CustomerFilter::of_text("人"),
        CustomerFilter { tag: Some("共同".to_owned()), ..CustomerFilter::default() },
    ];
    for filter in filters {
        let rows = customers.list(&filter, CustomerSort::Name, false, &page).unwrap().items;
        assert_eq!(rows.len(), visible, "{filter:?}");
        assert_eq!(customers.count(&filter).unwrap(), visible as i64, "{filter:?}");
    }
    assert_eq!(customers.tags().unwrap()[0].customers, visible as i64);
    assert_eq!(customers.duplicates_of(&full()).unwrap().len(), visible);
    let all = ContactFilter::default();
    assert_eq!(
        customers.list_contacts(&all, ContactSort::Name, false, &page).unwrap().items.len(),
        visible
    );
    assert_eq!(customers.count_contacts(&all).unwrap(), visible as i64);
    for (index, customer) in stage.customers.iter().enumerate() {
        let is_visible = index < visible;
        assert_eq!(customers.get(customer.id).is_ok(), is_visible);
        assert_eq!(customers.find_by_code(&customer.name).unwrap().is_some(), is_visible);
        assert_eq!(customers.contacts(customer.id).is_ok(), is_visible);
        let found = customers.contact(stage.contacts[index].id);
        assert_eq!(found.map_err(|error| error.code()).err(), missing(is_visible));
    }
}

fn missing(is_visible: bool) -> Option<Code> {
    (!is_visible).then_some(Code::NotFound)
}

fn commands_reach(session: &Session, stage: &Stage, visible: usize) {
    let session = session.dry_run();
    let customers = session.customers();
    for (index, (customer, contact)) in stage.customers.iter().zip(&stage.contacts).enumerate() {
        let wanted = missing(index < visible);
        let code = |error: Option<Error>| error.map(|error| error.code());
        let (seen, person) = (customer.seen(), contact.seen());
        let edit = CustomerEdit { payment_days: Some(9), ..CustomerEdit::default() };
        let title = ContactEdit { title: "x".into(), ..ContactEdit::default() };
        let results = [
            code(customers.edit(customer.id, 1, edit).err()),
            code(customers.set_active(customer.id, 1, false).err()),
            code(customers.assign(vec![seen], None, None).err()),
            code(customers.tag(vec![customer.id], vec!["x".to_owned()]).err()),
            code(customers.untag(vec![customer.id], vec!["共同".to_owned()]).err()),
            code(customers.remove(customer.id, 1).err()),
            code(customers.add_contact(NewContact::of(customer.id, "新")).err()),
            code(customers.edit_contact(contact.id, 1, title).err()),
            code(customers.set_contacts_active(vec![person], false).err()),
            code(customers.remove_contacts(vec![person]).err()),
        ];
        assert_eq!(results, [wanted; 10], "{}", customer.name);
    }
}

#[test]
fn every_query_and_command_keeps_to_its_scope() {
    conformance_scopes(&room::memory());
}

#[test]
fn scopes_hold_alike_on_every_database() {
    for backend in Backend::ALL {
        conformance_scopes(&room::on(backend));
    }
}

#[test]
fn a_new_customer_belongs_to_who_adds_it() {
    let test = room::memory();
    let east = team(&test, "东");
    let anna = test.operator_in("anna", &["sales"], Some(east));
    let added = anna.customers().add(NewCustomer::company("甲")).unwrap();
    assert_eq!((added.owner, added.team), (Some(anna.operator_id()), Some(east)));
    assert_eq!(anna.customers().get(added.id).unwrap(), added);
    let boss = Some(test.owner.operator_id());
    let for_others = NewCustomer { owner: boss, ..NewCustomer::company("乙") };
    let error = anna.customers().add(for_others.clone()).unwrap_err();
    assert_eq!(error.code(), Code::NotPermitted);
    assert_eq!(error.problems()[0].path, "customers[0].owner");
    let lead = operator(&test, "lead", Reach::Team, Some(east), &[]);
    assert_eq!(lead.customers().add(for_others).unwrap().owner, boss);
    let service = test.operator("service", &["service"]);
    let added = service.customers().add(NewCustomer::company("丙")).unwrap();
    assert_eq!((added.owner, added.team), (None, None));
    let wrong = NewCustomer {
        owner: Some(bookroom::values::OperatorId(99)),
        team: Some(TeamId(99)),
        ..NewCustomer::company("丁")
    };
    let error = test.owner.customers().add(wrong).unwrap_err();
    let paths: Vec<&str> = error.problems().iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["customers[0].owner", "customers[0].team"]);
    assert!(error.problems().iter().all(|it| it.code == Code::UnknownReference));
}

const FIELDS: [Field; 7] = [
    Field::CustomerChannels,
    Field::CustomerAddresses,
    Field::CustomerTaxNumber,
    Field::CustomerBanking,
    Field::CustomerNote,
    Field::ContactChannels,
    Field::ContactNote,
];

fn with_right(test: &TestRoom, right: FieldRight) -> Session {
    let fields = FIELDS.map(|field| (field, right));
    operator(test, right.slug(), Reach::All, None, &fields)
}

#[test]
fn protected_fields_are_hidden_masked_or_shown_everywhere() {
    let test = room::memory();
    let owner = test.owner.customers();
    let customer = owner.add(full()).unwrap();
    let person = NewContact {
        channels: full().channels,
        note: Some("私人备注".to_owned()),
        ..NewContact::of(customer.id, "王小明")
    };
    let contact = owner.add_contact(person).unwrap();
    let list = |session: &Session| {
        let page = PageRequest::default();
        let list = session.customers();
        let found = list.list(&CustomerFilter::default(), CustomerSort::Name, false, &page);
        found.unwrap().items.remove(0)
    };

    let hidden = with_right(&test, FieldRight::Hidden);
    let seen = hidden.customers().get(customer.id).unwrap();
    assert!(seen.channels.is_empty() && seen.addresses.is_empty());
    assert!(seen.bank_accounts.is_empty() && seen.billing.is_none() && seen.note.is_none());
    assert!(seen.tax_number.is_none() && seen.tax_kind.is_none());
    let person = hidden.customers().contact(contact.id).unwrap();
    assert!(person.channels.is_empty() && person.note.is_none());
    let row = list(&hidden);
    assert_eq!((row.phone, row.email, row.tax_number, row.city), (None, None, None, None));

    let masked = with_right(&test, FieldRight::Masked);
    let seen = masked.customers().get(customer.id).unwrap();
    let values: Vec<&str> = seen.channels.iter().map(|channel| channel.value.as_str()).collect();
    assert_eq!(values, ["138****5678", "057****1234", "Z***@example.com"]);
    assert_eq!(seen.tax_number.as_deref(), Some("****K58L"));
    assert_eq!(seen.addresses[0].city.as_deref(), Some("杭州市"));
    assert_eq!(seen.addresses[0].street.as_deref(), Some("****"));
    assert_eq!(seen.bank_accounts[0].account_number, "****1234");
    assert_eq!(seen.note.as_deref(), Some("****"));
    let row = list(&masked);
    assert_eq!(row.phone.as_deref(), Some("138****5678"));
    assert_eq!(row.email.as_deref(), Some("Z***@example.com"));

    let read = with_right(&test, FieldRight::Read);
    assert_eq!(read.customers().get(customer.id).unwrap(), customer);
    assert_eq!(read.customers().contact(contact.id).unwrap(), contact);
    for session in [&hidden, &masked, &read] {
        searches_find(session, &customer, std::ptr::eq(session, &read));
        writes_are_refused(session, &customer, &contact);
    }
}

fn searches_find(session: &Session, customer: &Customer, may: bool) {
    let customers = session.customers();
    for text in ["13812345678", "zhang@example", "MA27XYK58L"] {
        let found = customers.count(&CustomerFilter::of_text(text)).unwrap();
        assert_eq!(found, i64::from(may), "{text}");
    }
    let people = ContactFilter { text: Some("13812345678".to_owned()), ..Default::default() };
    assert_eq!(customers.count_contacts(&people).unwrap(), i64::from(may));
    assert_eq!(customers.count(&CustomerFilter::of_text("青禾")).unwrap(), 1);
    let name = "别的".to_owned();
    let other = NewCustomer { name, legal_name: None, billing: None, ..full() };
    assert_eq!(customers.duplicates_of(&other).unwrap().len(), usize::from(may));
    let history = session.changes();
    let subject = Subject::new("customer", customer.id);
    let change = &history.history(&subject, &PageRequest::default()).unwrap().items[0];
    for name in ["channels", "addresses", "tax_number", "bank_accounts", "billing", "note"] {
        let field = change.fields.iter().find(|field| field.field == name).unwrap();
        assert_eq!((field.after.is_some(), field.withheld), (may, !may), "{name}");
    }
}

fn writes_are_refused(session: &Session, customer: &Customer, contact: &Contact) {
    let customers = session.customers();
    let edits = [
        ("channels", CustomerEdit { channels: Vec::new().into(), ..Default::default() }),
        ("channels", CustomerEdit { channels: Edit::Clear, ..Default::default() }),
        ("addresses", CustomerEdit { addresses: Edit::Clear, ..Default::default() }),
        ("tax_kind", CustomerEdit { tax_kind: Edit::Clear, ..Default::default() }),
        ("tax_number", CustomerEdit { tax_number: "".into(), ..Default::default() }),
        ("tax_number", CustomerEdit { tax_number: Edit::Clear, ..Default::default() }),
        ("bank_accounts", CustomerEdit { bank_accounts: Edit::Clear, ..Default::default() }),
        ("billing", CustomerEdit { billing: Edit::Clear, ..Default::default() }),
        ("note", CustomerEdit { note: "".into(), ..Default::default() }),
        ("note", CustomerEdit { note: Edit::Clear, ..Default::default() }),
    ];
    for (field, edit) in edits {
        let error = customers.edit(customer.id, customer.version, edit).unwrap_err();
        assert_eq!(error.code(), Code::FieldNotPermitted);
        assert_eq!(error.problems()[0].path, format!("edits[0].edit.{field}"));
    }
    let error = customers.add(full()).unwrap_err();
    assert_eq!(error.problems()[0].path, "customers[0].channels");
    let edit = ContactEdit { note: Edit::Clear, ..ContactEdit::default() };
    let error = customers.edit_contact(contact.id, contact.version, edit).unwrap_err();
    assert_eq!(error.code(), Code::FieldNotPermitted);
    // What is not protected may be changed, and the answer shows no more than a read does.
    let edit = CustomerEdit { payment_days: Some(7), ..CustomerEdit::default() };
    let session = session.dry_run();
    let edited = session.customers().edit(customer.id, customer.version, edit).unwrap();
    assert_eq!(edited.channels, session.customers().get(customer.id).unwrap().channels);
}

/// Who sees one of its customers sees a contact, changes it by its own one alone, and learns
/// nothing of the others.
pub fn conformance_places(test: &TestRoom) {
    let stage = stage(test);
    let (session, customers) = (&stage.own, stage.own.customers());
    let [mine, _, other, nobody] = [0, 1, 2, 3].map(|at| stage.customers[at].id);
    let hidden = stage.contacts[2].clone();
    let new = |contact, customer| NewContactLink::of(contact, customer);
    let code = |error: Error| error.code();
    // Whom one does not see, one does not link; nor to what one does not see.
    let refused = customers.link_contact(new(hidden.id, mine)).map_err(code);
    assert_eq!(refused.map(drop), Err(Code::NotFound));
    let own = stage.contacts[0].id;
    let refused = customers.link_contact(new(own, nobody)).map_err(code);
    assert_eq!(refused.map(drop), Err(Code::NotFound));
    let boss = test.owner.customers();
    let links = boss.link_contacts(vec![new(hidden.id, mine), new(hidden.id, nobody)]).unwrap();
    let seen = customers.contact(hidden.id).unwrap();
    assert_eq!(seen.links.iter().map(|it| it.customer).collect::<Vec<_>>(), [mine]);
    assert_eq!(boss.contact(hidden.id).unwrap().links.len(), 2);
    let filter = ContactFilter { customer: Some(mine), ..ContactFilter::default() };
    assert_eq!(customers.count_contacts(&filter).unwrap(), 2);
    assert_eq!(customers.count_contacts(&ContactFilter::default()).unwrap(), 2);
    assert!(customers.contact_link(links[1].id).is_err());
    let page = PageRequest::default();
    let history = |kind: &str, id: i64| {
        let subject = Subject { kind: kind.to_owned(), id };
        session.changes().history(&subject, &page).map(|page| page.items.len()).unwrap_or(0)
    };
    assert!(history("contact", hidden.id.0) > 0 && history("contact_link", links[0].id.0) > 0);
    assert_eq!(history("contact_link", links[1].id.0), 0);
    // The person's data are changed by who may change its own customer.
    let edit = ContactEdit { note: Edit::Set("改".into()), ..ContactEdit::default() };
    let refused = customers.edit_contact(hidden.id, hidden.version, edit).map_err(code);
    assert_eq!(refused.map(drop), Err(Code::NotPermitted));
    let title = ContactLinkEdit { title: Edit::Set("顾问".into()), ..ContactLinkEdit::default() };
    customers.edit_contact_link(links[0].id, 1, title.clone()).unwrap();
    let refused = customers.edit_contact_link(links[1].id, 1, title).map_err(code);
    assert_eq!(refused.map(drop), Err(Code::NotFound));
    // The search tells of the customer by which the person is seen.
    let hits = session.search().find(&SearchQuery::of("人 other")).unwrap().hits;
    let told: Vec<_> = hits.iter().map(|hit| (hit.id, hit.customer)).collect();
    assert_eq!(told, [(hidden.id.0, Some(mine))]);
    assert!(hits[0].subtitle.as_deref().is_none_or(|name| name == "own"));
    let link = customers.contact_link(links[0].id).unwrap();
    customers.unlink_contact(link.id, link.version).unwrap();
    assert!(customers.contact(hidden.id).is_err());
    assert!(boss.get(other).is_ok());
}

#[test]
fn places_show_persons_on_every_database() {
    for backend in Backend::ALL {
        conformance_places(&room::on(backend));
    }
}
