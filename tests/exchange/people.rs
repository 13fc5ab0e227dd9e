//! Several people in one row: numbers belong to their own person, and nothing is lost.

use std::collections::BTreeMap;

use bookroom::Session;
use bookroom::customers::model::{CustomerFilter, CustomerSort};
use bookroom::exchange::headers::{Source, Target};
use bookroom::exchange::model::{CustomerImport, NoticeKind};
use bookroom::values::PageRequest;
use bookroom_tests::room;

use super::{assert_counts, import_customers, reasons};

/// The people of the only customer with their titles and numbers, and the customer's own numbers
/// under no name.
fn people(session: &Session) -> BTreeMap<String, Vec<String>> {
    let (filter, page) = (CustomerFilter::default(), PageRequest::first(10));
    let found = session.customers().list(&filter, CustomerSort::Name, false, &page).unwrap();
    let customer = session.customers().get(found.items[0].id).unwrap();
    let values = |channels: &[bookroom::customers::model::Channel]| -> Vec<String> {
        channels.iter().map(|it| it.value.clone()).collect()
    };
    let mut all = BTreeMap::from([(String::new(), values(&customer.channels))]);
    for contact in session.customers().contacts(customer.id).unwrap() {
        let mut own: Vec<String> = contact.title.iter().cloned().collect();
        own.extend(values(&contact.channels));
        all.insert(contact.name, own);
    }
    all
}

fn map(pairs: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
    let own = |values: &[&str]| values.iter().map(|it| (*it).to_owned()).collect();
    pairs.iter().map(|(name, values)| ((*name).to_owned(), own(values))).collect()
}

#[test]
fn numbers_belong_to_their_own_person() {
    let headings = [
        "客户名称,联系人,电话,联系人2,电话2",
        "客户名称,联系人1,电话1,联系人2,电话2",
        "客户名称,联系人,联系人电话,第二联系人,第二联系人电话",
        "客户名称,联系人1,联系人1电话,联系人 2,联系人2电话",
        "客户名称,联系人,电话,联系人,电话",
        "客戶名稱,聯絡人1,電話1,聯絡人2,電話2",
        "Customer,Contact,Phone,Contact 2,Phone 2",
        "Customer,Contact 1,Contact phone,Contact 2 name,Contact 2 phone",
        "Customer,Primary contact,Contact phone,Second contact,Second contact phone",
    ];
    for heading in headings {
        let test = room::memory();
        let text = format!("{heading}\n蓝湖商行,王芳,021-55550001,李娜,021-55550002\n");
        let report = import_customers(&test.owner, &text, &CustomerImport::default());
        assert_counts(&report, 1, 1);
        assert!(report.files[0].unmapped.is_empty(), "{heading}: {:?}", report.files[0].unmapped);
        let expected = map(&[("", &[]), ("王芳", &["021-55550001"]), ("李娜", &["021-55550002"])]);
        assert_eq!(people(&test.owner), expected, "{heading}");
    }
}

#[test]
fn five_people_with_titles_mobiles_and_mails_stand_in_one_row() {
    let test = room::memory();
    let text = "客户名称,公司电话,联系人1,职务1,手机1,邮箱1,联系人2,职务2,手机2,邮箱2,\
        联系人3,手机3,联系人4,联系人4手机,第五联系人,联系人5邮箱\n\
        蓝湖商行,021-55550000,王,经理,13800138001,a@example.com,李,出纳,13800138002,\
        b@example.com,赵,13800138003,钱,13800138004,孙,e@example.com\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    assert_counts(&report, 1, 1);
    let expected = map(&[
        ("", &["021-55550000"]),
        ("王", &["经理", "138 0013 8001", "a@example.com"]),
        ("李", &["出纳", "138 0013 8002", "b@example.com"]),
        ("赵", &["138 0013 8003"]),
        ("钱", &["138 0013 8004"]),
        ("孙", &["e@example.com"]),
    ]);
    let plain = |all: BTreeMap<String, Vec<String>>| -> BTreeMap<String, Vec<String>> {
        let bare = |values: Vec<String>| values.iter().map(|it| it.replace(' ', "")).collect();
        all.into_iter().map(|(name, values)| (name, bare(values))).collect()
    };
    assert_eq!(plain(people(&test.owner)), plain(expected));
    // The same rows again change nothing.
    let again = import_customers(&test.owner, text, &CustomerImport::default());
    assert_eq!((again.created("contact"), again.updated("contact"), again.import), (0, 0, None));
}

#[test]
fn what_belongs_to_nobody_with_a_name_is_kept_or_reported() {
    let test = room::memory();
    let text =
        "客户名称,联系人,手机,联系人2,手机2,职务2\n蓝湖商行,王,13800138001,,13800138002,总监\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    let all = people(&test.owner);
    assert_eq!((all[""].len(), all["王"].len(), all.len()), (1, 1, 2), "{all:?}");
    let notice = &report.notices[0];
    assert_eq!((notice.kind, notice.line), (NoticeKind::ValueLeftOut, 2));
    assert_eq!(notice.column.as_deref(), Some("职务2"));
    // Two phones of one company stay the company's.
    let test = room::memory();
    let text = "客户名称,联系人,电话1,电话2\n蓝湖商行,王,021-55550001,021-55550002\n";
    import_customers(&test.owner, text, &CustomerImport::default());
    assert_eq!(people(&test.owner)[""].len(), 2);
    // A bad mail of the second person is named by its own column.
    let text = "客户名称,联系人,邮箱,联系人2,邮箱2\n西溪茶庄,王,a@example.com,李,x\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    assert_eq!(reasons(&report, 0), [(2, "邮箱2".to_owned(), "bad_format")]);
}

#[test]
fn a_mapping_names_the_second_person() {
    let test = room::memory();
    let fields = test.owner.exchange().fields(Target::Customers).unwrap();
    for name in ["contact_2_name", "contact_2_phone", "contact_3_email", "contact_5_title"] {
        assert!(fields.iter().any(|field| field.name == name), "{name}");
    }
    let mut options = CustomerImport::default();
    for (field, column) in [("contact_2_name", "业务对接"), ("contact_2_mobile", "业务号码")]
    {
        let source = Source::Column(column.to_owned());
        options.file.fields.fields.insert(field.to_owned(), source);
    }
    let text = "客户名称,联系人,手机,业务对接,业务号码\n蓝湖商行,王,13800138001,李,13800138002\n";
    import_customers(&test.owner, text, &options);
    let all = people(&test.owner);
    assert_eq!((all["王"].len(), all["李"].len(), all[""].len()), (1, 1, 0), "{all:?}");
}
