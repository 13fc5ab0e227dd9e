//! Nothing leaks: whatever an operator of limited reach reads, nothing of another owner's records
//! is in it, and no value of a field that is hidden or masked.

mod custom;
mod order;
pub mod parts;
mod pools;

use bookroom::Session;
use bookroom::access::model::{NewRole, NewTeam};
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::attachments::model::{AttachedTo, AttachmentFilter, NewAttachment};
use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort};
use bookroom::billing::payments::{NewPayment, OpenItem, PaymentFilter, PaymentSort};
use bookroom::changes::model::Subject;
use bookroom::customers::contacts::links::model::NewContactLink;
use bookroom::customers::contacts::model::{ContactFilter, ContactSort, NewContact};
use bookroom::customers::duplicates::model::{ContactDuplicateSearch, DuplicateSearch};
use bookroom::customers::model::{
    Address, BankAccount, BillingProfile, Channel, ChannelKind, CreditLimit, CustomerFilter,
    CustomerSort, NewCustomer,
};
use bookroom::dealings::model::{DealingFilter, DealingSort, NewDealing};
use bookroom::error::{Code, Error};
use bookroom::reports::ageing::AgeingOptions;
use bookroom::reports::cases::model::{CaseAnalysisBy, SatisfactionBy};
use bookroom::reports::timeline::TimelineFilter;
use bookroom::search::model::{SearchKind, SearchQuery};
use bookroom::service::assignment::model::AssignmentFilter;
use bookroom::service::levels::model::{AttainmentDimension, DueFilter};
use bookroom::service::model::{CaseDimension, CaseFilter, CaseKind, CaseSort, NewCase};
use bookroom::tasks::model::{NewTask, TaskFilter, TaskSort};
use bookroom::values::{
    CaseId, ContactId, ContactLinkId, CustomerId, DealingId, InvoiceId, OperatorId, PageRequest,
    PaymentId,
};
use bookroom_tests::room::{self, TestRoom, amount, day};
use serde::Serialize;

use crate::samples::fixtures::sale;
use crate::samples::levels::promise;

/// Words that stand in every text of a record, by whose it is.
const MINE: &str = "Mymark";
const THEIRS: &str = "Theirmark";
/// What stands in protected fields, as digits and as letters.
const SECRET: &str = "Secretword";
const PHONE: &str = "13877665544";
const TAX_NUMBER: &str = "91330106MA27XYK58L";
const ACCOUNT: &str = "6222020200112233445";
const LIMIT: &str = "7654321.09";

/// What belongs to a customer.
#[derive(Debug, Clone, Copy)]
struct Records {
    customer: CustomerId,
    contact: ContactId,
    link: ContactLinkId,
    invoice: InvoiceId,
    payment: PaymentId,
    case: CaseId,
    dealing: DealingId,
}

fn records(test: &TestRoom, mark: &str, owner: Option<OperatorId>) -> Records {
    let boss = &test.owner;
    let text = |what: &str| Some(format!("{mark} {what} {SECRET}"));
    custom::fields(test);
    let customer = NewCustomer {
        custom: custom::values(mark, SECRET),
        code: Some(format!("{mark}-1")),
        owner,
        legal_name: Some(format!("{mark} legal")),
        tags: vec![format!("{mark} tag")],
        tax_number: Some(TAX_NUMBER.to_owned()),
        note: text("note"),
        channels: vec![
            Channel::new(ChannelKind::Mobile, PHONE),
            Channel::new(ChannelKind::Email, &format!("{SECRET}@example.com")),
        ],
        addresses: vec![Address { street: text("street"), ..Address::default() }],
        bank_accounts: vec![BankAccount {
            bank_name: "工商银行".to_owned(),
            account_number: ACCOUNT.to_owned(),
            ..BankAccount::default()
        }],
        billing: Some(BillingProfile { account: Some(ACCOUNT.to_owned()), ..Default::default() }),
        ..NewCustomer::company(&format!("{mark} 公司"))
    };
    let customer = boss.customers().add(customer).unwrap().id;
    let contact = NewContact {
        custom: custom::values(mark, SECRET),
        channels: vec![Channel::new(ChannelKind::Mobile, PHONE)],
        note: text("contact note"),
        ..NewContact::of(customer, &format!("{mark} person"))
    };
    let contact = boss.customers().add_contact(contact).unwrap().id;
    parts::add(boss, (customer, contact), mark);
    // A further place of the same person, at a customer of the same owner.
    let further = NewCustomer { owner, ..NewCustomer::company(&format!("{mark} further")) };
    let further = boss.customers().add(further).unwrap().id;
    let link = NewContactLink {
        title: Some(format!("{mark} title")),
        ..NewContactLink::of(contact, further)
    };
    let link = boss.customers().link_contact(link).unwrap().id;
    let mut new = sale(customer, "2026-06-01");
    new.note = Some(format!("{mark} invoice"));
    new.reference = Some(format!("{mark} PO"));
    let invoice = boss.billing().invoices().draft_and_post(vec![new]).unwrap()[0].id;
    let mut paid = NewPayment::received(customer, day("2026-06-02"), amount("50"));
    paid.note = Some(format!("{mark} payment"));
    paid.reference = Some(format!("{mark} ref"));
    let payment = boss.billing().payments().record(paid).unwrap().id;
    let case = NewCase {
        customer: Some(customer),
        description: text("description"),
        ..NewCase::new(CaseKind::Complaint, &format!("{mark} case"))
    };
    let case = boss.service().open(case).unwrap().id;
    boss.service().add_note(case, &format!("{mark} case note {SECRET}"), true).unwrap();
    let dealing = NewDealing {
        content: text("content"),
        contacts: vec![contact],
        ..NewDealing::new(customer, "visit", &format!("{mark} dealing"))
    };
    let dealing = boss.dealings().add(dealing).unwrap().id;
    let seen = boss.customers().get(customer).unwrap().version;
    boss.customers().plan_contact(customer, seen, None, text("plan")).unwrap();
    let limit = CreditLimit { id: customer, version: seen + 1, limit: Some(amount(LIMIT)) };
    boss.customers().set_credit_limits(vec![limit]).unwrap();
    // A parent company that nobody owns, and a subsidiary of theirs alone.
    let holding = NewCustomer::company(&format!("{THEIRS} holding"));
    let holding = boss.customers().add(holding).unwrap().id;
    boss.customers().set_parent(customer, seen + 2, Some(holding)).unwrap();
    let mut task = NewTask::new(&format!("{mark} task"));
    task.assignee = owner;
    boss.tasks().add(task).unwrap();
    let files = [AttachedTo::Customer(customer), AttachedTo::Invoice(invoice)].map(|record| {
        let new = NewAttachment::new(record, &format!("{mark} file.txt"), mark.into());
        NewAttachment { note: Some(format!("{mark} file note")), ..new }
    });
    boss.attachments().add_many(files.into()).unwrap();
    Records { customer, contact, link, invoice, payment, case, dealing }
}

/// Everything a session can read, as JSON; what it may not read at all is left out.
struct Reading {
    texts: Vec<(String, String)>,
}

impl Reading {
    fn add<T: Serialize>(&mut self, what: &str, answer: Result<T, Error>) {
        match answer {
            Ok(value) => {
                self.texts.push((what.to_owned(), serde_json::to_string(&value).unwrap()));
            }
            Err(error) => {
                let known = [Code::NotPermitted, Code::NotFound, Code::NotAPoolMember];
                let known = known.contains(&error.code());
                assert!(known, "{what}: {error:?}");
                self.texts.push((format!("{what} (refused)"), format!("{error:?}")));
            }
        }
    }

    /// As [`Self::add`], where what is not to be read is no column either.
    fn try_add<T: Serialize>(&mut self, what: &str, answer: Result<T, Error>) {
        match answer {
            Err(error) if error.code() == Code::BadChoice => {
                self.texts.push((format!("{what} (no column)"), format!("{error:?}")));
            }
            answer => self.add(what, answer),
        }
    }

    fn holds(&self, word: &str) -> Vec<&str> {
        let word = word.to_lowercase();
        let found = self.texts.iter().filter(|(_, text)| text.to_lowercase().contains(&word));
        found.map(|(what, _)| what.as_str()).collect()
    }
}

fn read_all(session: &Session, of: &[Records]) -> Reading {
    let mut reading = Reading { texts: Vec::new() };
    let page = PageRequest::first(100);
    let customers = session.customers();
    for by in CustomerSort::ALL {
        reading.add("customers", customers.list(&CustomerFilter::default(), *by, false, &page));
    }
    reading.add("tags", customers.tags());
    reading.add(
        "contacts",
        customers.list_contacts(&ContactFilter::default(), ContactSort::Name, false, &page),
    );
    let ids: Vec<CustomerId> = of.iter().map(|records| records.customer).collect();
    reading.add("get many", customers.get_many(&ids));
    let same = NewCustomer {
        tax_number: Some(TAX_NUMBER.to_owned()),
        channels: vec![Channel::new(ChannelKind::Mobile, PHONE)],
        ..NewCustomer::company(&format!("{THEIRS} 公司"))
    };
    reading.add("hints", customers.duplicates_of(&same));
    let found = DuplicateSearch { min_score: Some(1), inactive: true, ..Default::default() };
    reading.add("duplicates", customers.find_duplicates(&found, &page));
    let found = ContactDuplicateSearch { min_score: Some(1), ..Default::default() };
    reading.add("duplicate contacts", customers.find_duplicate_contacts(&found, &page));
    reading.add("all apart", customers.apart(None, &page));
    pools::read(session, &mut reading);
    parts::read(session, &mut reading);
    custom::read(session, &mut reading);
    search_all(session, &mut reading);
    read_documents(session, &mut reading);
    for records in of {
        read_one(session, records, &mut reading);
    }
    reading
}

/// Whatever may stand in a text, for each kind.
fn search_all(session: &Session, reading: &mut Reading) {
    for text in [MINE, THEIRS, SECRET, PHONE, TAX_NUMBER, ACCOUNT, "公司", "gs", "INV", "m", "t"]
    {
        for kind in SearchKind::ALL {
            let kinds = vec![*kind];
            let query = SearchQuery { kinds, limit: Some(200), ..SearchQuery::of(text) };
            let found = session.search().find(&query);
            reading.add(&format!("search {}", kind.slug()), found);
        }
    }
}

fn read_documents(session: &Session, reading: &mut Reading) {
    let page = PageRequest::first(100);
    let (invoices, payments) = (session.billing().invoices(), session.billing().payments());
    let all = InvoiceFilter::default();
    for sort in InvoiceSort::ALL {
        reading.add("invoices", invoices.list(&all, *sort, true, &page));
    }
    reading.add("by number", invoices.get_by_number("INV-202606-0002"));
    reading.add("by reference", invoices.find_by_reference(&format!("{THEIRS} PO")));
    for sort in PaymentSort::ALL {
        reading.add("payments", payments.list(&PaymentFilter::default(), *sort, true, &page));
    }
    reading.add("credit", payments.unallocated_credit(&[]));
    let on = day("2026-06-30");
    reading.add("ageing", session.reports().ageing(&AgeingOptions::receivable(on)));
    let service = session.service();
    reading.add("cases", service.list(&CaseFilter::default(), CaseSort::OpenedOn, true, &page));
    let tasks = session.tasks();
    for sort in TaskSort::ALL {
        reading.add("tasks", tasks.list(&TaskFilter::default(), *sort, true, &page));
    }
    let levels = service.levels();
    reading.add("promised", levels.list());
    for breached in [false, true] {
        let filter = DueFilter { breached, ..DueFilter::default() };
        reading.add("promised due", levels.due(&filter, &page));
    }
    let (from, to) = (day("2026-01-01"), day("2026-12-31"));
    reading.add("attainment", levels.attainment(from, to, AttainmentDimension::ALL));
    let assignment = service.assignment();
    reading.add("assigned by", assignment.list());
    reading.add("assigned", assignment.said(&AssignmentFilter::default(), &page));
    draw_all(session, reading);
    reading.add("assignees", service.open_by_assignee());
    for sort in DealingSort::ALL {
        let all = DealingFilter::default();
        reading.add("dealings", session.dealings().list(&all, *sort, true, &page));
    }
    let files = AttachmentFilter { removed: true, ..AttachmentFilter::default() };
    reading.add("files", session.attachments().list(&files, &page));
    for id in 1..=4 {
        reading.add("file", session.attachments().get(id.into()));
        let content = session.attachments().content(id.into());
        let content = content.map(|it| String::from_utf8_lossy(&it).into_owned());
        reading.add("file content", content);
    }
    reading.add("changes", session.changes().after(0, 1000));
}

/// Charts by every dimension: their labels are names.
fn draw_all(session: &Session, reading: &mut Reading) {
    let (from, to) = (day("2026-01-01"), day("2026-12-31"));
    let charts = session.charts();
    for by in CaseAnalysisBy::ALL {
        reading.add("chart of parts", charts.case_parts(from, to, *by));
        reading.add("chart of causes", charts.case_pareto(from, to, *by, None));
    }
    for by in AttainmentDimension::ALL {
        reading.add("chart of promises", charts.attainment(from, to, *by));
    }
    for by in SatisfactionBy::ALL {
        reading.add("chart of answers", charts.satisfaction(from, to, *by));
    }
    reading.add("chart of months", charts.case_trend(from, to));
    reading.add("chart of ages", charts.ageing(&AgeingOptions::receivable(to)));
}

fn read_one(session: &Session, of: &Records, reading: &mut Reading) {
    let page = PageRequest::first(100);
    let customers = session.customers();
    reading.add("customer", customers.get(of.customer));
    reading.add("contact", customers.contact(of.contact));
    reading.add("credit", customers.credit(of.customer));
    reading.add("credits", customers.credits(&[of.customer]));
    reading.add("family", customers.family(of.customer));
    reading.add("family credit", customers.family_credit(of.customer));
    reading.add("owners", customers.owners(of.customer, &page));
    reading.add("merges", customers.merges(Some(of.customer), &page));
    let found = DuplicateSearch { min_score: Some(1), ..DuplicateSearch::default() };
    let found = DuplicateSearch { customer: Some(of.customer), ..found };
    reading.add("duplicates of one", customers.find_duplicates(&found, &page));
    reading.add("apart", customers.apart(Some(of.customer), &page));
    let found = ContactDuplicateSearch { min_score: Some(1), ..Default::default() };
    let found = ContactDuplicateSearch { customer: Some(of.customer), ..found };
    reading.add("duplicate contacts of", customers.find_duplicate_contacts(&found, &page));
    reading.add("contacts of", customers.contacts(of.customer));
    reading.add("contact merges", customers.contact_merges(Some(of.contact), &page));
    reading.add("contacts apart", customers.contacts_apart(Some(of.contact), &page));
    reading.add("contact link", customers.contact_link(of.link));
    let billing = session.billing();
    reading.add("invoice", billing.invoices().get(of.invoice));
    reading.add("payment", billing.payments().get(of.payment));
    for item in [OpenItem::Invoice(of.invoice), OpenItem::Payment(of.payment)] {
        reading.add("allocations", billing.payments().allocations(item));
    }
    let (from, to) = (day("2026-01-01"), day("2026-12-31"));
    reading.add("statement", session.reports().statement(of.customer, from, to));
    let filter = TimelineFilter::default();
    reading.add("timeline", session.reports().timeline(of.customer, &filter, &page));
    reading.add("case", session.service().get(of.case));
    reading.add("case notes", session.service().notes(of.case, &page));
    reading.add("case clocks", session.service().levels().clocks(of.case));
    let about = AssignmentFilter { case: Some(of.case), ..AssignmentFilter::default() };
    reading.add("case assigned", session.service().assignment().said(&about, &page));
    reading.add("dealing", session.dealings().get(of.dealing));
    for (kind, id) in [
        ("customer", of.customer.0),
        ("contact", of.contact.0),
        ("invoice", of.invoice.0),
        ("payment", of.payment.0),
        ("case", of.case.0),
        ("dealing", of.dealing.0),
    ] {
        let subject = Subject::new(kind, id);
        reading.add("history", session.changes().history(&subject, &page));
    }
}

fn role(code: &str, reach: Reach, fields: Vec<FieldRule>) -> NewRole {
    let grant = |permission: Permission| Grant { permission, reach };
    let grants = [
        Permission::CustomersView,
        Permission::InvoicesView,
        Permission::PaymentsView,
        Permission::CasesView,
        Permission::DealingsView,
        Permission::TasksView,
    ];
    let mut grants = grants.map(grant).to_vec();
    let reach = Reach::All;
    grants.push(Grant { permission: Permission::PoolsView, reach });
    grants.push(Grant { permission: Permission::AttachmentsView, reach });
    grants.push(Grant { permission: Permission::CustomFieldsView, reach });
    grants.push(Grant { permission: Permission::CustomFieldsEdit, reach });
    NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants,
        fields,
    }
}

#[test]
fn nothing_of_another_owner_is_read() {
    for reach in [Reach::Own, Reach::Team] {
        let test = room::memory();
        test.owner.access().add_role(role("limited", reach, Vec::new())).unwrap();
        let team = |name: &str| {
            let team = NewTeam { name: name.to_owned() };
            Some(test.owner.access().add_team(team).unwrap().id)
        };
        let (east, west) = (team("东"), team("西"));
        let me = test.operator_in("me", &["limited"], east);
        let other_team = if reach == Reach::Own { east } else { west };
        let other = test.operator_in("other", &["limited"], other_team);
        promise(&test);
        let mine = records(&test, MINE, Some(me.operator_id()));
        let theirs = records(&test, THEIRS, Some(other.operator_id()));
        pools::waiting(&test, MINE, &me, false);
        pools::waiting(&test, THEIRS, &other, false);
        let reading = read_all(&me, &[mine, theirs]);
        assert_eq!(reading.holds(THEIRS), Vec::<&str>::new(), "{reach:?}");
        let seen = reading.holds(MINE);
        for what in [
            "customers",
            "customers by",
            "contacts by",
            "customer",
            "contacts",
            "invoice",
            "payment",
            "statement",
            "case",
            "promised due",
            "due",
            "pool customers",
            "search customer",
            "search contact",
            "search invoice",
            "search case",
        ] {
            assert!(seen.contains(&what), "{what} shows nothing at all: {reach:?}");
        }
        for field in custom::fields(&test) {
            let fit = me.custom_fields().fit(field.id).unwrap();
            assert_eq!(fit.values, 1, "{reach:?}: {} tells of others", field.key);
        }
        let texts = CustomerFilter::of_text(THEIRS);
        let found = me.customers().list(&texts, CustomerSort::Name, false, &PageRequest::first(9));
        assert_eq!(found.unwrap().items.len(), 0);
        assert_eq!(me.customers().count(&CustomerFilter::default()).unwrap(), 2);
        let totals = me.billing().invoices().totals(&InvoiceFilter::default()).unwrap();
        assert_eq!(totals.iter().map(|row| row.count).sum::<i64>(), 1);
        assert_eq!(me.billing().payments().totals(&PaymentFilter::default()).unwrap().count, 1);
        let told = me.service().levels();
        let told = told.attainment(day("2026-01-01"), day("2026-12-31"), &[]).unwrap();
        // The answer that came, and the solution that did not yet.
        assert_eq!((told[0].met, told[0].running), (1, 1), "{reach:?}");
        let by = [CaseDimension::Kind];
        let cases = me.service().counts(day("2026-01-01"), day("2026-12-31"), &by).unwrap();
        assert_eq!(cases.iter().map(|row| row.cases).sum::<i64>(), 1);
        let ageing = me.reports().ageing(&AgeingOptions::receivable(day("2026-06-30"))).unwrap();
        assert_eq!(ageing.rows.items.len(), 1);
        let total = ageing.totals.unwrap().balance;
        assert_eq!(total, ageing.rows.items[0].amounts.balance, "totals tell of others");
        println!("{reach:?}: {} answers read", reading.texts.len());
    }
}

#[test]
fn no_hidden_or_masked_value_is_read() {
    for right in [FieldRight::Hidden, FieldRight::Masked] {
        let test = room::memory();
        let fields = Field::ALL.iter().map(|&field| FieldRule { field, right }).collect();
        let mut limited = role("limited", Reach::All, fields);
        let reach = Reach::All;
        limited.grants.push(Grant { permission: Permission::ChangesView, reach });
        test.owner.access().add_role(limited).unwrap();
        let session = test.operator("me", &["limited"]);
        promise(&test);
        let all = records(&test, MINE, None);
        pools::waiting(&test, MINE, &session, true);
        let reading = read_all(&session, &[all]);
        for secret in [SECRET, PHONE, TAX_NUMBER, ACCOUNT, LIMIT] {
            assert_eq!(reading.holds(secret), Vec::<&str>::new(), "{right:?} {secret}");
            let texts = CustomerFilter::of_text(secret);
            assert_eq!(session.customers().count(&texts).unwrap(), 0, "{right:?} {secret}");
            let texts = ContactFilter { text: Some(secret.to_owned()), ..ContactFilter::default() };
            assert_eq!(
                session.customers().count_contacts(&texts).unwrap(),
                0,
                "{right:?} {secret}"
            );
            let query = SearchQuery { limit: Some(200), ..SearchQuery::of(secret) };
            let found = session.search().find(&query).unwrap();
            assert!(found.counts.iter().all(|count| count.count == 0), "{right:?} {secret}");
            let texts = CaseFilter { text: Some(secret.to_owned()), ..CaseFilter::default() };
            let found =
                session.service().list(&texts, CaseSort::OpenedOn, true, &PageRequest::first(9));
            assert_eq!(found.unwrap().items.len(), 0, "{right:?} {secret}");
        }
        for what in [
            "customers",
            "customer",
            "contact",
            "invoice",
            "case",
            "promised due",
            "changes",
            "history",
            "pool customers",
        ] {
            assert!(reading.holds(MINE).contains(&what), "{what} shows nothing at all");
        }
        let open = read_all(&test.owner, &[all]);
        for secret in [SECRET, PHONE, TAX_NUMBER, ACCOUNT, LIMIT] {
            assert!(!open.holds(secret).is_empty(), "{secret} is nowhere: the test proves nothing");
        }
        println!("{right:?}: {} answers read", reading.texts.len());
    }
}
