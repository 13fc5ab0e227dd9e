//! One box for everything: what is found, in which order, by whom, and that the index is as the
//! records are.

mod scan;

use bookroom::access::permission::{Field, FieldRight, FieldRule, Permission, Reach};
use bookroom::billing::products::NewProduct;
use bookroom::changes::model::{FindingKind, Subject};
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::{
    BankAccount, Channel, ChannelKind, Customer, CustomerEdit, NewCustomer,
};
use bookroom::error::Code;
use bookroom::search::model::{SearchField, SearchFit, SearchHit, SearchKind, SearchQuery};
use bookroom::service::model::{CaseKind, NewCase};
use bookroom::{Bookroom, Options, Session};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount};

use crate::rights::role;
use crate::samples::fixtures::sale;
use crate::whole::assert_whole;

fn hits(session: &Session, text: &str) -> Vec<SearchHit> {
    session.search().find(&SearchQuery::of(text)).unwrap().hits
}

fn titles(session: &Session, text: &str) -> Vec<String> {
    hits(session, text).into_iter().map(|hit| hit.title).collect()
}

fn of_kind(session: &Session, text: &str, kind: SearchKind) -> Vec<SearchHit> {
    let query = SearchQuery { kinds: vec![kind], ..SearchQuery::of(text) };
    session.search().find(&query).unwrap().hits
}

/// A customer with something of everything.
fn qinghe(session: &Session) -> Customer {
    let new = NewCustomer {
        code: Some("K-007".to_owned()),
        legal_name: Some("杭州青禾实业股份有限公司".to_owned()),
        tax_number: Some("91330106MA27XYK58L".to_owned()),
        channels: vec![
            Channel::new(ChannelKind::Mobile, "138 1234 5678"),
            Channel::new(ChannelKind::Phone, "0571-88881234"),
            Channel::new(ChannelKind::Email, "Li.Ming@example.com"),
        ],
        bank_accounts: vec![BankAccount {
            bank_name: "工商银行".to_owned(),
            account_number: "6222020200112233445".to_owned(),
            ..BankAccount::default()
        }],
        ..NewCustomer::company("杭州青禾科技有限公司")
    };
    session.customers().add(new).unwrap()
}

/// What is found by what is typed, as fit and field; the same on every database.
fn conformance(test: &TestRoom) {
    let owner = &test.owner;
    let customer = qinghe(owner);
    for (text, fit, field, found) in [
        ("杭州青禾科技有限公司", SearchFit::Whole, SearchField::Name, None),
        ("杭州", SearchFit::Start, SearchField::Name, None),
        ("杭州青禾", SearchFit::Start, SearchField::Name, None),
        ("青", SearchFit::Within, SearchField::Name, None),
        ("青禾", SearchFit::Within, SearchField::Name, None),
        ("司", SearchFit::Within, SearchField::Name, None),
        ("有限公司", SearchFit::Within, SearchField::Name, None),
        ("科技 杭州", SearchFit::Within, SearchField::Name, None),
        ("实业股份", SearchFit::Within, SearchField::Name, Some("杭州青禾实业股份有限公司")),
        ("實業", SearchFit::Within, SearchField::Name, Some("杭州青禾实业股份有限公司")),
        ("hzqh", SearchFit::Pinyin, SearchField::Name, None),
        ("qhkj", SearchFit::Pinyin, SearchField::Name, None),
        ("qinghe", SearchFit::Pinyin, SearchField::Name, None),
        ("hangzhouq", SearchFit::Pinyin, SearchField::Name, None),
        ("hzqhkjyxgs", SearchFit::Pinyin, SearchField::Name, None),
        ("kejiyouxiangongsi", SearchFit::Pinyin, SearchField::Name, None),
        ("k-007", SearchFit::Whole, SearchField::Code, Some("K-007")),
        ("Ｋ００", SearchFit::Start, SearchField::Code, Some("K-007")),
        ("07", SearchFit::Within, SearchField::Code, Some("K-007")),
        ("138", SearchFit::Start, SearchField::Phone, Some("13812345678")),
        ("138-1234-5678", SearchFit::Whole, SearchField::Phone, Some("13812345678")),
        ("+86 138 1234 5678", SearchFit::Whole, SearchField::Phone, Some("13812345678")),
        ("5678", SearchFit::Within, SearchField::Phone, Some("13812345678")),
        ("0571 8888", SearchFit::Start, SearchField::Phone, Some("0571-88881234")),
        ("li.ming", SearchFit::Start, SearchField::Handle, Some("li.ming@example.com")),
        ("9133", SearchFit::Start, SearchField::TaxNumber, Some("91330106MA27XYK58L")),
        ("k58l", SearchFit::Within, SearchField::TaxNumber, Some("91330106MA27XYK58L")),
        ("33445", SearchFit::Within, SearchField::Account, Some("6222020200112233445")),
    ] {
        let hits = of_kind(owner, text, SearchKind::Customer);
        assert_eq!(hits.len(), 1, "{text}: {hits:?}");
        let hit = &hits[0];
        assert_eq!((hit.fit, hit.field), (fit, field), "{text}");
        let shown = hit.found.as_deref().map(str::to_lowercase);
        assert_eq!(shown, found.map(str::to_lowercase), "{text}");
        assert_eq!((hit.id, hit.customer), (customer.id.0, Some(customer.id)), "{text}");
        assert_eq!(hit.subtitle.as_deref(), Some("K-007"), "{text}");
    }
    for text in ["禾青", "青科", "yxgs", "13", "1399", "x", "上海", "q", "杭州 上海", "hzhe", "🍎"]
    {
        assert!(hits(owner, text).is_empty(), "{text}");
    }
    documents(test, &customer);
    order(owner);
    assert_whole(owner, "searched");
}

fn documents(test: &TestRoom, customer: &Customer) {
    let owner = &test.owner;
    let contact = NewContact {
        channels: vec![Channel::new(ChannelKind::Mobile, "13900001111")],
        ..NewContact::of(customer.id, "单福生")
    };
    owner.customers().add_contact(contact).unwrap();
    for typed in ["单", "福生", "shanfu", "dfs", "0000"] {
        let hits = of_kind(owner, typed, SearchKind::Contact);
        assert_eq!(hits.len(), 1, "{typed}");
        assert_eq!(hits[0].subtitle.as_deref(), Some("杭州青禾科技有限公司"));
    }
    let mut new = sale(customer.id, "2026-06-01");
    new.reference = Some("PO 7788/A".to_owned());
    let invoice = owner.billing().invoices().draft_and_post(vec![new]).unwrap().remove(0);
    let number = invoice.number.unwrap();
    for typed in [number.as_str(), &number[4..], "7788a", "PO", "202606"] {
        let hits = of_kind(owner, typed, SearchKind::Invoice);
        assert_eq!((hits.len(), hits[0].id), (1, invoice.id.0), "{typed}");
        assert_eq!(hits[0].title, number);
    }
    let by_customer = of_kind(owner, "青禾", SearchKind::Invoice);
    assert_eq!((by_customer[0].id, by_customer[0].fit), (invoice.id.0, SearchFit::Customer));
    let product = NewProduct::new("A4-80", "复印纸", amount("20"), amount("0.13"));
    owner.billing().products().add(product).unwrap();
    for typed in ["复印", "纸", "fyz", "a480", "A4-80"] {
        assert_eq!(of_kind(owner, typed, SearchKind::Product).len(), 1, "{typed}");
    }
    let case = NewCase {
        customer: Some(customer.id),
        ..NewCase::new(CaseKind::Complaint, "送来的纸受潮了")
    };
    let case = owner.service().open(case).unwrap();
    for typed in ["受潮", case.number.as_str()] {
        let hits = of_kind(owner, typed, SearchKind::Case);
        assert_eq!((hits.len(), hits[0].id), (1, case.id.0), "{typed}");
        assert_eq!(hits[0].customer, Some(customer.id));
    }
    beside(owner, customer, (invoice.id.0, case.id.0));
    let all = owner.search().find(&SearchQuery::of("纸")).unwrap();
    let kinds: Vec<(&str, i64)> =
        all.counts.iter().map(|count| (count.kind.slug(), count.count)).collect();
    let expected = [("customer", 0), ("contact", 0), ("invoice", 0), ("product", 1), ("case", 1)];
    assert_eq!((kinds.as_slice(), all.more), (&expected[..], false));
}

/// Of several words some are the record's, the others its customer's.
fn beside(owner: &Session, customer: &Customer, (invoice, case): (i64, i64)) {
    let other = owner.customers().add(NewCustomer::company("北京青禾")).unwrap();
    let new = |subject| NewCase {
        customer: Some(other.id),
        ..NewCase::new(CaseKind::Complaint, subject)
    };
    let theirs = owner.service().open(new("送来的笔漏水")).unwrap().id.0;
    for (typed, kind, id, found) in [
        ("青禾 受潮", SearchKind::Case, case, Some("送来的纸受潮了")),
        ("受潮 青禾", SearchKind::Case, case, Some("送来的纸受潮了")),
        ("hzqh 送来", SearchKind::Case, case, Some("送来的纸受潮了")),
        ("13812345678 纸", SearchKind::Case, case, Some("送来的纸受潮了")),
        ("北京 送来", SearchKind::Case, theirs, Some("送来的笔漏水")),
        ("青禾 漏水", SearchKind::Case, theirs, Some("送来的笔漏水")),
        ("杭州 7788", SearchKind::Invoice, invoice, Some("PO 7788/A")),
        ("PO qinghe", SearchKind::Invoice, invoice, Some("PO 7788/A")),
    ] {
        let hits = of_kind(owner, typed, kind);
        assert_eq!((hits.len(), hits[0].id, hits[0].fit), (1, id, SearchFit::Customer), "{typed}");
        let told = hits[0].found.as_deref().unwrap_or(&hits[0].title);
        assert_eq!(Some(told), found, "{typed}");
    }
    let contact = of_kind(owner, "单福生 杭州", SearchKind::Contact);
    assert_eq!((contact.len(), contact[0].customer), (1, Some(customer.id)));
    for typed in ["北京 受潮", "杭州 漏水", "青禾 上海", "北京 7788", "受潮 漏水"]
    {
        assert!(hits(owner, typed).is_empty(), "{typed}");
    }
    // A document of a customer that was found by its phone says so.
    let by_phone = of_kind(owner, "138 1234 5678", SearchKind::Invoice);
    assert_eq!((by_phone[0].id, by_phone[0].field), (invoice, SearchField::Phone));
}

/// The better fit first, then one's own, then whom one dealt with last.
fn order(owner: &Session) {
    let me = Some(owner.operator_id());
    for (name, owner_of) in [
        ("新蓝湖店", None),
        ("蓝湖贸易", None),
        ("蓝湖", None),
        ("大 蓝湖", None),
        ("蓝湖商行", me),
    ] {
        let new = NewCustomer { owner: owner_of, ..NewCustomer::company(name) };
        owner.customers().add(new).unwrap();
    }
    let expected = ["蓝湖", "蓝湖商行", "蓝湖贸易", "大 蓝湖", "新蓝湖店"];
    assert_eq!(titles(owner, "蓝湖"), expected);
    assert_eq!(titles(owner, "lanhu")[..3], ["蓝湖商行", "蓝湖贸易", "蓝湖"].map(str::to_owned));
    let some = SearchQuery { limit: Some(2), ..SearchQuery::of("蓝湖") };
    let some = owner.search().find(&some).unwrap();
    assert_eq!((some.hits.len(), some.more, some.counts[0].count), (2, true, 5));
}

#[test]
fn everything_is_found_by_what_people_type() {
    conformance(&room::memory());
}

#[test]
fn the_search_is_alike_on_every_database() {
    for backend in Backend::ALL {
        conformance(&room::on(backend));
    }
}

#[test]
fn odd_texts_are_refused_or_find_nothing() {
    let test = room::memory();
    qinghe(&test.owner);
    let code = |text: &str, limit: Option<u32>| {
        let query = SearchQuery { limit, ..SearchQuery::of(text) };
        let error = test.owner.search().find(&query).unwrap_err();
        let problem = &error.problems()[0];
        (problem.code, problem.path.clone())
    };
    assert_eq!(code("", None), (Code::Required, "text".to_owned()));
    assert_eq!(code(" \u{3000}\t", None).1, "text");
    assert_eq!(code(&"青".repeat(201), None), (Code::TooLong, "text".to_owned()));
    assert_eq!(code(&"a".repeat(70_000), None), (Code::TooLong, "text".to_owned()));
    assert_eq!(code("青\0禾", None), (Code::BadCharacter, "text".to_owned()));
    for limit in [0, 201, u32::MAX] {
        assert_eq!(code("青", Some(limit)), (Code::OutOfRange, "limit".to_owned()));
    }
    for text in ["%", "_", "%青_", "' OR '1'='1", "\\", "🎉", "--", "\u{10ffff}"] {
        // Signs do not count; what is left of the third is found.
        let Ok(found) = test.owner.search().find(&SearchQuery::of(text)) else { continue };
        assert_eq!(found.hits.len(), usize::from(text == "%青_"), "{text}");
    }
    let long = "xian".repeat(50);
    assert!(hits(&test.owner, &long).is_empty());
    assert!(hits(&test.owner, &"青 ".repeat(99)).len() == 1);
}

#[test]
fn emoji_and_rare_characters_are_characters() {
    let test = room::memory();
    for name in ["🍎水果店", "𠮷野家", "🍊果园", "が店", "か店"] {
        test.owner.customers().add(NewCustomer::company(name)).unwrap();
    }
    for (typed, expected) in
        [("🍎", "🍎水果店"), ("𠮷", "𠮷野家"), ("🍊果", "🍊果园"), ("が", "が店")]
    {
        assert_eq!(titles(&test.owner, typed), [expected], "{typed}");
    }
}

/// Everything that a command does to a record, the index does too.
fn kept(test: &TestRoom) {
    let owner = &test.owner;
    let customer = qinghe(owner);
    let contact = owner.customers().add_contact(NewContact::of(customer.id, "王小明")).unwrap();
    let edit = CustomerEdit {
        name: Some("宁波东钱湖茶厂".to_owned()),
        legal_name: "".into(),
        channels: vec![Channel::new(ChannelKind::Mobile, "13911112222")].into(),
        ..CustomerEdit::default()
    };
    let edited = owner.customers().edit(customer.id, customer.version, edit).unwrap();
    for gone in ["青禾", "hzqh", "1381234", "li.ming"] {
        assert!(of_kind(owner, gone, SearchKind::Customer).is_empty(), "{gone}");
    }
    for there in ["东钱湖", "dqh", "1391111", "K-007", "9133"] {
        assert_eq!(of_kind(owner, there, SearchKind::Customer).len(), 1, "{there}");
    }
    // A dry run and what fails leave nothing.
    let tried = owner.dry_run().customers().add(NewCustomer::company("只是试试")).unwrap();
    assert!(tried.id.0 > 0 && titles(owner, "试试").is_empty());
    assert_whole(owner, "edited");
    owner.customers().remove_contacts(vec![(&contact).into()]).unwrap();
    owner.customers().remove(edited.id, edited.version).unwrap();
    for gone in ["东钱湖", "小明", "K-007"] {
        assert!(titles(owner, gone).is_empty(), "{gone}");
    }
    assert_whole(owner, "removed");
}

#[test]
fn the_index_follows_every_command_on_every_database() {
    for backend in Backend::ALL {
        kept(&room::on(backend));
    }
}

#[test]
fn nothing_is_found_beyond_reach_or_by_what_is_masked() {
    let test = room::memory();
    let fields = [
        (Field::CustomerChannels, FieldRight::Masked),
        (Field::CustomerBanking, FieldRight::Hidden),
        (Field::ContactChannels, FieldRight::Masked),
    ];
    let fields = fields.map(|(field, right)| FieldRule { field, right }).to_vec();
    let grants = [(Permission::CustomersView, Reach::Own), (Permission::InvoicesView, Reach::Own)];
    test.owner.access().add_role(role("narrow", &grants, fields)).unwrap();
    let session = test.operator("narrow", &["narrow"]);
    let theirs = qinghe(&test.owner);
    let new = NewContact {
        channels: vec![Channel::new(ChannelKind::Mobile, "13900001111")],
        ..NewContact::of(theirs.id, "王小明")
    };
    test.owner.customers().add_contact(new).unwrap();
    let invoices = test.owner.billing().invoices();
    let number = invoices.draft_and_post(vec![sale(theirs.id, "2026-06-01")]).unwrap();
    let number = number[0].number.clone().unwrap();
    let both = format!("青禾 {number}");
    for text in ["青禾", "hzqh", "K-007", "王小明", "王小明 青禾", &number, &both, "138"]
    {
        let found = session.search().find(&SearchQuery::of(text)).unwrap();
        assert!(found.hits.is_empty() && !found.more, "{text}");
        assert!(found.counts.iter().all(|it| it.count == 0 && !it.more), "{text}");
    }
    let seen = test.owner.customers().get(theirs.id).unwrap();
    let me = Some(session.operator_id());
    test.owner.customers().assign(vec![(&seen).into()], me, None).unwrap();
    for (text, count) in [
        ("青禾", 2),
        ("王小明", 1),
        ("王小明 青禾", 1),
        ("王小明 138", 0),
        (number.as_str(), 1),
        ("9133", 2),
        ("138", 0),
        ("13900", 0),
        ("li.ming", 0),
        ("6222", 0),
    ] {
        assert_eq!(hits(&session, text).len(), count, "{text}");
    }
    // Kinds without permission are left out; when none is left, the search is refused.
    let found = session.search().find(&SearchQuery::of("青禾")).unwrap();
    let kinds: Vec<&str> = found.counts.iter().map(|count| count.kind.slug()).collect();
    assert_eq!(kinds, ["customer", "contact", "invoice"]);
    let kinds = vec![SearchKind::Product, SearchKind::Case];
    let query = SearchQuery { kinds, ..SearchQuery::of("青禾") };
    assert_eq!(session.search().find(&query).unwrap_err().code(), Code::NotPermitted);
    assert_eq!(session.search().rebuild().unwrap_err().code(), Code::NotPermitted);
}

#[test]
fn a_damaged_index_is_named_and_made_anew() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let customer = qinghe(&test.owner);
        let store = test.store.as_ref().unwrap();
        for (sql, table) in [
            ("DELETE FROM search_gram WHERE gram % 7 = 3", "search_gram"),
            ("INSERT INTO search_gram (book_id, gram, id) VALUES (1, 7, 9)", "search_gram.gram"),
            ("DELETE FROM search_doc", "search_doc"),
            ("UPDATE search_doc SET body = 'n上海'", "search_doc"),
            ("UPDATE search_book SET edition = 0", "search_book"),
        ] {
            store.run(sql);
            let findings = test.owner.verify().unwrap().findings;
            assert!(!findings.is_empty(), "{backend:?} {sql}");
            for finding in &findings {
                assert_eq!(finding.check, FindingKind::Index, "{backend:?} {sql}");
            }
            assert!(findings.iter().any(|it| it.field == table), "{backend:?} {sql} {findings:?}");
            test.owner.search().rebuild().unwrap();
            assert_eq!(test.owner.verify().unwrap().findings, [], "{backend:?} {sql}");
            assert_eq!(titles(&test.owner, "hzqh"), std::slice::from_ref(&customer.name));
        }
    }
}

/// Books of an older store are filled when it is opened; one that stopped half-way goes on.
#[test]
fn older_books_are_filled_when_they_are_opened() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        qinghe(&test.owner);
        for number in 0..30 {
            let name = format!("客户{number:02}号");
            test.owner.customers().add(NewCustomer::company(&name)).unwrap();
        }
        test.room.shutdown().unwrap();
        let store = test.store.as_ref().unwrap();
        for damage in [
            &["DELETE FROM search_gram", "DELETE FROM search_doc", "DELETE FROM search_book"][..],
            &[
                "DELETE FROM search_gram WHERE id > 5",
                "DELETE FROM search_doc WHERE id > 5",
                "UPDATE search_book SET kind = 1, last_id = 5",
            ],
            &["UPDATE search_book SET edition = 0", "DELETE FROM search_gram"],
        ] {
            damage.iter().for_each(|sql| store.run(sql));
            let options = Options { clock: test.clock.clone(), ..Options::default() };
            let room = Bookroom::open_with(&store.url, options).unwrap();
            let session = room.sign_in(test.book, "boss", room::PASSWORD).unwrap();
            assert_eq!(session.verify().unwrap().findings, [], "{backend:?} {damage:?}");
            let found = session.search().find(&SearchQuery::of("kh")).unwrap();
            assert_eq!(found.counts[0].count, 30, "{backend:?} {damage:?}");
            room.shutdown().unwrap();
        }
    }
}

#[test]
fn what_is_erased_is_found_no_more() {
    let test = room::memory();
    let customer = qinghe(&test.owner);
    test.owner.customers().remove(customer.id, customer.version).unwrap();
    test.owner.changes().erase_personal(Subject::new("customer", customer.id), Vec::new()).unwrap();
    assert!(hits(&test.owner, "青禾").is_empty() && hits(&test.owner, "138").is_empty());
    assert_whole(&test.owner, "erased");
}
