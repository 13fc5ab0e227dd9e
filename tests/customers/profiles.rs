//! What customers want on their invoices: one default, what documents show and keep, who sees it.

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::billing::invoices::{Direction, Invoice, InvoiceEdit};
use bookroom::customers::important_dates::model::{ImportantDateKind, NewImportantDate};
use bookroom::customers::invoice_profiles::model::{
    InvoiceProfile, InvoiceProfileEdit, InvoiceProfileFilter, NewInvoiceProfile,
};
use bookroom::customers::model::{BillingProfile, NewCustomer};
use bookroom::error::{Code, Error};
use bookroom::values::{CustomerId, Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use crate::merging::{merge, unmerge};
use crate::samples::fixtures::sale;
use crate::whole::assert_whole;

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> Code {
    result.unwrap_err().code()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A profile with everything.
pub fn full(customer: CustomerId, title: &str) -> NewInvoiceProfile {
    NewInvoiceProfile {
        label: some("总部"),
        tax_number: some("91350100M000100Y43"),
        address: some("杭州市文三路 1 号"),
        phone: some("0571-88001234"),
        bank: some("招商银行杭州分行"),
        account: some("571900012345678"),
        email: some("fapiao@lanhu.example"),
        ..NewInvoiceProfile::of(customer, title)
    }
}

/// One profile and one day of a customer.
pub fn furnish(session: &Session, customer: CustomerId) {
    let profile = NewInvoiceProfile::of(customer, "青禾贸易");
    session.customers().invoice_profiles().add(profile).unwrap();
    let founded = NewImportantDate::each_year(customer, ImportantDateKind::Founding, 3, 18);
    session.customers().important_dates().add(founded).unwrap();
}

fn customer(test: &TestRoom, name: &str) -> CustomerId {
    let billing = BillingProfile { bank: some("自己的银行"), ..BillingProfile::default() };
    let new = NewCustomer { billing: Some(billing), ..NewCustomer::company(name) };
    test.owner.customers().add(new).unwrap().id
}

fn of(session: &Session, customer: CustomerId) -> Vec<InvoiceProfile> {
    let filter = InvoiceProfileFilter { customer: Some(customer), ..Default::default() };
    session.customers().invoice_profiles().list(&filter, &PageRequest::first(50)).unwrap().items
}

fn defaults(session: &Session, customer: CustomerId) -> Vec<i64> {
    of(session, customer).iter().filter(|it| it.is_default).map(|it| it.id.0).collect()
}

fn shown(invoice: &Invoice) -> [Option<&str>; 7] {
    [
        Some(invoice.counterparty_name.as_str()),
        invoice.counterparty_tax_number.as_deref(),
        invoice.counterparty_address.as_deref(),
        invoice.counterparty_phone.as_deref(),
        invoice.counterparty_bank.as_deref(),
        invoice.counterparty_account.as_deref(),
        invoice.counterparty_email.as_deref(),
    ]
}

#[test]
fn documents_show_a_profile_and_keep_a_copy_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let session = &test.owner;
        let invoices = session.billing().invoices();
        let profiles = session.customers().invoice_profiles();
        let id = customer(&test, "蓝湖商行");
        let own = invoices.draft(sale(id, "2026-06-01")).unwrap();
        let wanted = [Some("蓝湖商行"), None, None, None, Some("自己的银行"), None, None];
        assert_eq!((shown(&own), own.profile), (wanted, None), "{backend:?}");
        let new = vec![full(id, "蓝湖商行有限公司"), NewInvoiceProfile::of(id, "蓝湖上海")];
        let added = profiles.add_many(new).unwrap();
        let wanted = [
            Some("蓝湖商行有限公司"),
            Some("91350100M000100Y43"),
            Some("杭州市文三路 1 号"),
            Some("0571-88001234"),
            Some("招商银行杭州分行"),
            Some("571900012345678"),
            Some("fapiao@lanhu.example"),
        ];
        // A draft of before shows the default once it is posted, as a new one does at once.
        let posted = invoices.post(own.id, own.version).unwrap();
        assert_eq!((shown(&posted), posted.profile), (wanted, Some(added[0].id)), "{backend:?}");
        let named = |profile| {
            let new = sale(id, "2026-06-02");
            bookroom::billing::invoices::NewInvoice { profile: Some(profile), ..new }
        };
        let draft = invoices.draft(named(added[1].id)).unwrap();
        // What a profile leaves out is not made up from elsewhere.
        let plain = [Some("蓝湖上海"), None, None, None, None, None, None];
        assert_eq!(shown(&draft), plain, "{backend:?}");
        let edit = InvoiceProfileEdit { title: some("蓝湖浦东"), ..Default::default() };
        let second = profiles.edit(added[1].id, added[1].version, edit).unwrap();
        let posted = invoices.post(draft.id, draft.version).unwrap();
        assert_eq!(posted.counterparty_name, "蓝湖浦东", "{backend:?}");
        let edit = InvoiceProfileEdit { title: some("后来"), ..Default::default() };
        let second = profiles.edit(second.id, second.version, edit).unwrap();
        let kept = invoices.get(posted.id).unwrap();
        assert_eq!(kept.counterparty_name, "蓝湖浦东", "{backend:?}");
        // A credit note shows what its invoice does.
        let cancelled = invoices.cancel(vec![(&kept).into()], None, Some("开错".into())).unwrap();
        assert_eq!(shown(&cancelled[0]), shown(&kept), "{backend:?}");
        assert_eq!(code(profiles.remove(second.id, second.version)), Code::InUse, "{backend:?}");
        let retired = profiles.set_active(second.id, second.version, false).unwrap();
        let refused = invoices.draft(named(retired.id)).unwrap_err();
        let problem = &refused.problems()[0];
        let told = (problem.path.as_str(), problem.code);
        assert_eq!(told, ("invoices[0].profile", Code::Retired), "{backend:?}");
        assert_whole(session, "profiles");
    }
}

#[test]
fn a_draft_changes_its_profile_with_its_customer() {
    let test = room::memory();
    let session = &test.owner;
    let invoices = session.billing().invoices();
    let [one, two] = ["甲公司", "乙公司"].map(|name| customer(&test, name));
    let profiles = session.customers().invoice_profiles();
    let first = profiles.add(full(one, "甲抬头")).unwrap();
    let other = profiles.add(full(one, "甲另一抬头")).unwrap();
    let draft = invoices.draft(sale(one, "2026-06-01")).unwrap();
    assert_eq!(draft.profile, Some(first.id));
    let edit = |edit: InvoiceEdit| invoices.edit(draft.id, draft.version, edit);
    let dry = session.dry_run();
    let try_edit = |edit: InvoiceEdit| dry.billing().invoices().edit(draft.id, draft.version, edit);
    let moved = InvoiceEdit { customer: Some(two), ..InvoiceEdit::default() };
    let moved = try_edit(moved).unwrap();
    assert_eq!((moved.profile, moved.counterparty_name.as_str()), (None, "乙公司"));
    assert_eq!(moved.counterparty_email, None);
    let wrong =
        InvoiceEdit { customer: Some(two), profile: Edit::Set(other.id), ..InvoiceEdit::default() };
    assert_eq!(code(try_edit(wrong)), Code::UnknownReference);
    let purchase = InvoiceEdit {
        direction: Some(Direction::Purchase),
        profile: Edit::Set(other.id),
        ..InvoiceEdit::default()
    };
    assert_eq!(code(try_edit(purchase)), Code::BadChoice);
    let purchase = InvoiceEdit { direction: Some(Direction::Purchase), ..InvoiceEdit::default() };
    assert_eq!(try_edit(purchase).unwrap().profile, None);
    let named = InvoiceEdit { profile: Edit::Set(other.id), ..InvoiceEdit::default() };
    assert_eq!(edit(named).unwrap().counterparty_name, "甲另一抬头");
    assert_whole(session, "edited");
    let removed = invoices.get(draft.id).unwrap();
    invoices.discard(vec![(&removed).into()]).unwrap();
    profiles.remove(other.id, other.version).unwrap();
    assert_whole(session, "discarded");
}

#[test]
fn one_is_the_default() {
    let test = room::memory();
    let session = &test.owner;
    let profiles = session.customers().invoice_profiles();
    let id = customer(&test, "甲公司");
    let added = profiles.add_many(vec![full(id, "一"), full(id, "二")]).unwrap();
    assert_eq!(defaults(session, id), [added[0].id.0]);
    let claim = InvoiceProfileEdit { is_default: Some(true), ..Default::default() };
    let second = profiles.edit(added[1].id, added[1].version, claim.clone()).unwrap();
    assert_eq!(defaults(session, id), [second.id.0]);
    let third = profiles.add(NewInvoiceProfile { is_default: true, ..full(id, "三") }).unwrap();
    assert_eq!(defaults(session, id), [third.id.0]);
    let both = [full(id, "四"), full(id, "五")];
    let both = both.map(|new| NewInvoiceProfile { is_default: true, ..new }).into();
    let refused = profiles.add_many(both).unwrap_err();
    let problem = &refused.problems()[0];
    assert_eq!((problem.path.as_str(), problem.code), ("profiles[1].is_default", Code::Repeated));
    let gone = profiles.set_active(third.id, third.version, false).unwrap();
    assert!(defaults(session, id).is_empty());
    assert_eq!(code(profiles.edit(gone.id, gone.version, claim)), Code::Retired);
    let back = profiles.set_active(gone.id, gone.version, true).unwrap();
    assert!(back.active && !back.is_default);
    assert_eq!(code(profiles.edit(back.id, 1, Default::default())), Code::VersionConflict);
    let filter = InvoiceProfileFilter { title: some("二"), ..Default::default() };
    let found = profiles.list(&filter, &PageRequest::default()).unwrap();
    assert_eq!(found.items.len(), 1);
    let page = profiles.list(&InvoiceProfileFilter::default(), &PageRequest::first(2)).unwrap();
    let rest = PageRequest { after: page.next, ..PageRequest::first(2) };
    let rest = profiles.list(&InvoiceProfileFilter::default(), &rest).unwrap();
    assert_eq!((page.items.len(), rest.items.len(), rest.next), (2, 1, None));
    let version = session.customers().get(id).unwrap().version;
    session.customers().remove(id, version).unwrap();
    assert_eq!(code(profiles.get(back.id)), Code::NotFound);
    assert_whole(session, "removed");
}

#[test]
fn who_may_not_read_banking_sees_no_more_of_profiles() {
    let test = room::memory();
    let boss = &test.owner;
    let id = customer(&test, "甲公司");
    let made = boss.customers().invoice_profiles().add(full(id, "甲抬头")).unwrap();
    let invoice = boss.billing().invoices().draft(sale(id, "2026-06-01")).unwrap();
    let grant = |permission| Grant { permission, reach: Reach::All };
    let permissions =
        [Permission::CustomersView, Permission::CustomersEdit, Permission::InvoicesView];
    for (word, right) in [("masked", FieldRight::Masked), ("hidden", FieldRight::Hidden)] {
        let role = NewRole {
            code: word.to_owned(),
            label_zh: word.to_owned(),
            label_en: word.to_owned(),
            grants: permissions.map(grant).into(),
            fields: vec![FieldRule { field: Field::CustomerBanking, right }],
        };
        boss.access().add_role(role).unwrap();
        let clerk = test.operator(word, &[word]);
        let seen = clerk.customers().invoice_profiles().get(made.id).unwrap();
        let document = clerk.billing().invoices().get(invoice.id).unwrap();
        assert_eq!((seen.title.as_str(), seen.tax_number), ("甲抬头", made.tax_number.clone()));
        assert_eq!(
            (seen.address, document.counterparty_address),
            match right {
                FieldRight::Masked => (some("****"), None),
                _ => (None, None),
            }
        );
        let account = some("****5678").filter(|_| right == FieldRight::Masked);
        assert_eq!(seen.account.is_some(), account.is_some());
        assert!(!seen.account.unwrap_or_default().contains("571900"));
        assert!(!document.counterparty_account.unwrap_or_default().contains("571900"));
        assert!(!document.counterparty_phone.unwrap_or_default().contains("88001234"));
        assert!(!document.counterparty_email.unwrap_or_default().contains("fapiao@"));
        let edit = InvoiceProfileEdit { account: Edit::Clear, ..Default::default() };
        let refused = clerk.customers().invoice_profiles().edit(made.id, made.version, edit);
        assert_eq!(code(refused), Code::FieldNotPermitted);
    }
    // What belongs to a customer that one does not see is not there.
    let seller = test.operator("seller", &["sales"]);
    assert_eq!(code(seller.customers().invoice_profiles().get(made.id)), Code::NotFound);
    assert_eq!(of(&seller, id), []);
    let foreign = seller.customers().invoice_profiles().add(NewInvoiceProfile::of(id, "乙"));
    assert_eq!(code(foreign), Code::NotFound);
}

#[test]
fn profiles_go_along_with_merged_customers_and_come_back_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let session = &test.owner;
        let [one, two] = ["甲公司", "乙公司"].map(|name| customer(&test, name));
        let profiles = session.customers().invoice_profiles();
        let first = profiles.add(full(one, "甲抬头")).unwrap();
        let second = profiles.add(full(two, "乙抬头")).unwrap();
        let draft = session.billing().invoices().draft(sale(two, "2026-06-01")).unwrap();
        let merged = merge(session, one, &[two]).unwrap();
        assert_eq!(defaults(session, one), [first.id.0], "{backend:?}");
        assert_eq!(of(session, two).len(), 2, "told of who stands for it: {backend:?}");
        assert_whole(session, "merged");
        let blocking = bookroom::billing::invoices::NewInvoice {
            profile: Some(second.id),
            ..sale(one, "2026-06-02")
        };
        let blocking = session.billing().invoices().draft(blocking).unwrap();
        let refused = unmerge(session, &merged).unwrap_err();
        assert_eq!(refused.code(), Code::UnmergeBlocked, "{backend:?}");
        let named = refused.problems()[0].fact_value("blocked").unwrap().to_owned();
        assert_eq!(named, format!("invoice:{}", blocking.id), "{backend:?}");
        session.billing().invoices().discard(vec![(&blocking).into()]).unwrap();
        unmerge(session, &merged).unwrap();
        for (id, profile) in [(one, &first), (two, &second)] {
            assert_eq!(defaults(session, id), [profile.id.0], "{backend:?}");
        }
        let draft = session.billing().invoices().get(draft.id).unwrap();
        assert_eq!((draft.customer, draft.profile), (two, Some(second.id)), "{backend:?}");
        assert_whole(session, "parted");
    }
}
