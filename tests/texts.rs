//! Names and other texts of one line: what cannot be seen in them, how they are searched when signs
//! count, and documents that are entered twice.

mod lines;

use bookroom::billing::invoices::model::InvoiceEdit;
use bookroom::billing::invoices::{Direction, Invoice, NewCreditNote, NewInvoice};
use bookroom::billing::open_items::model::{NewOpeningItem, Side};
use bookroom::billing::products::{NewProduct, ProductFilter, ProductSort};
use bookroom::customers::contacts::model::{ContactFilter, ContactSort, NewContact};
use bookroom::customers::model::{
    Address, Channel, ChannelKind, CustomerFilter, CustomerSort, NewCustomer,
};
use bookroom::error::{Code, Error, Result};
use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
use bookroom::ledger::model::NewJournalEntry;
use bookroom::service::model::{CaseKind, NewCase};
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use crate::concurrency::race::{both, run};
use crate::samples::billing::new_invoice;
use crate::samples::fixtures::new_entry;

const MISFITS: [&str; 14] = [
    "\n", "\r\n", "\t", "\u{7}", "\0", "\u{feff}", "\u{200e}", "\u{202e}", "\u{2066}", "\u{200b}",
    "\u{200d}", "\u{ad}", "\u{2028}", "\u{3164}",
];

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn product(code: &str, name: &str) -> NewProduct {
    NewProduct::new(code, name, amount("1"), amount("0.13"))
}

fn told(error: &Error) -> Vec<(Code, &str)> {
    error.problems().iter().map(|problem| (problem.code, problem.path.as_str())).collect()
}

/// Every area refuses what has no place in a line, at its path.
#[test]
fn what_cannot_be_seen_is_no_part_of_a_line() {
    let test = room::memory();
    let customers = test.owner.customers();
    let known = customers.add(NewCustomer::company("青禾")).unwrap();
    for misfit in MISFITS {
        let bad = format!("a{misfit}b");
        let new = NewCustomer {
            code: some(&bad),
            legal_name: some(&bad),
            tax_number: some(&format!("91330106{misfit}MA27XYK58L")),
            channels: vec![
                Channel::new(ChannelKind::Phone, &format!("138{misfit}12345678")),
                Channel::new(ChannelKind::Email, &format!("a{misfit}@b.example")),
            ],
            tags: vec![bad.clone()],
            addresses: vec![Address { city: some(&bad), ..Address::default() }],
            ..NewCustomer::company(&bad)
        };
        let error = customers.add(new).unwrap_err();
        let paths = [
            "addresses[0].city",
            "channels[0].value",
            "channels[1].value",
            "code",
            "legal_name",
            "name",
            "tags[0]",
            "tax_number",
        ];
        let mut found = told(&error);
        found.sort_unstable_by_key(|(_, path)| *path);
        let wanted = paths.map(|path| (Code::BadCharacter, format!("customers[0].{path}")));
        let wanted: Vec<_> = wanted.iter().map(|(code, path)| (*code, path.as_str())).collect();
        assert_eq!(found, wanted, "{misfit:?}");

        let new = product(&bad, "茶");
        let error = test.owner.billing().products().add(new).unwrap_err();
        assert_eq!(told(&error), [(Code::BadCharacter, "products[0].code")], "{misfit:?}");
        let invoice = NewInvoice { reference: some(&bad), ..new_invoice(known.id) };
        let error = test.owner.billing().invoices().draft(invoice).unwrap_err();
        assert_eq!(told(&error), [(Code::BadCharacter, "invoices[0].reference")], "{misfit:?}");
        let entry = NewJournalEntry { summary: bad.clone(), ..new_entry("2026-06-10") };
        let error = test.owner.ledger().post(entry).unwrap_err();
        assert_eq!(told(&error), [(Code::BadCharacter, "entries[0].summary")], "{misfit:?}");
        let case = NewCase { subject: bad.clone(), ..NewCase::new(CaseKind::Complaint, "x") };
        let error = test.owner.service().open(case).unwrap_err();
        assert_eq!(told(&error), [(Code::BadCharacter, "cases[0].subject")], "{misfit:?}");
    }
    let error = customers.add(NewCustomer::company("a\u{200b}b")).unwrap_err();
    assert!(format!("{:?}", error.problems()).contains("U+200B"), "{error:?}");
}

#[test]
fn what_does_something_in_a_word_stays_and_notes_keep_their_lines() {
    let test = room::memory();
    let customers = test.owner.customers();
    for name in
        ["می\u{200c}روم", "क्\u{200d}ष", "👩\u{200d}💻 商行", "❤\u{fe0f} Café", "葛\u{e0100}"]
    {
        assert_eq!(customers.add(NewCustomer::company(name)).unwrap().name, name);
    }
    let address = Address { street: some("一号楼\n二层"), ..Address::default() };
    let new = NewCustomer {
        note: some("一\n二\t三"),
        addresses: vec![address.clone()],
        ..NewCustomer::company("青禾")
    };
    let kept = customers.add(new).unwrap();
    assert_eq!((kept.note.as_deref(), &kept.addresses[0]), (Some("一\n二\t三"), &address));
    for bad in ["a\0b", "a\u{7}b", "a\u{ffff}b"] {
        let new = NewCustomer { note: some(bad), ..NewCustomer::company("甲") };
        let error = customers.add(new).unwrap_err();
        assert_eq!(told(&error), [(Code::BadCharacter, "customers[0].note")], "{bad:?}");
    }
}

/// Cells are cleaned, never refused.
#[test]
fn an_import_cleans_its_cells() {
    let test = room::memory();
    // A file with other control characters in it is no text at all.
    let cells = MISFITS.into_iter().filter(|misfit| !matches!(*misfit, "\0" | "\u{7}"));
    for (index, misfit) in cells.enumerate() {
        let (code, name) = (format!("K{index}"), format!("行{index}"));
        let text = format!(
            "编号,名称,税号,手机,邮箱\n\
             \"{misfit}{code}{misfit}\",\"{misfit}青禾{misfit}{name}\",\"{misfit}T{index}\",\
             \"{misfit}138 1234 {:04}\",\"{misfit}a{index}@b.example\"\n",
            5000 + index
        );
        let file = ImportFile::new("a.csv", text.as_bytes());
        let report = test
            .owner
            .exchange()
            .import_customers(file, &CustomerImport::default(), &ProgressCallback::none())
            .unwrap();
        assert_eq!((report.accepted, report.rejected), (1, 0), "{misfit:?} {report:?}");
        let kept = test.owner.customers().find_by_code(&code).unwrap().unwrap();
        let blank = misfit.contains(['\n', '\t', '\u{2028}']);
        let name = format!("青禾{}{name}", if blank { " " } else { "" });
        assert_eq!(kept.name, name, "{misfit:?}");
        assert_eq!(kept.tax_number, Some(format!("T{index}")), "{misfit:?}");
        let values: Vec<&str> = kept.channels.iter().map(|it| it.value.as_str()).collect();
        let wanted = [format!("1381234{:04}", 5000 + index), format!("a{index}@b.example")];
        assert_eq!(values, wanted, "{misfit:?}");
    }
}

fn names(test: &TestRoom, text: &str) -> Vec<String> {
    let (filter, page) = (CustomerFilter::of_text(text), PageRequest::default());
    let list = test.owner.customers().list(&filter, CustomerSort::CreatedAt, false, &page);
    let items = list.unwrap().items;
    assert_eq!(test.owner.customers().count(&filter).unwrap(), items.len() as i64);
    items.into_iter().map(|row| row.name).collect()
}

fn people(test: &TestRoom, text: &str) -> Vec<String> {
    let filter = ContactFilter { text: some(text), ..ContactFilter::default() };
    let customers = test.owner.customers();
    let list =
        customers.list_contacts(&filter, ContactSort::CreatedAt, false, &PageRequest::default());
    list.unwrap().items.into_iter().map(|row| row.name).collect()
}

fn goods(test: &TestRoom, text: &str) -> Vec<String> {
    let filter = ProductFilter { text: some(text), ..ProductFilter::default() };
    let products = test.owner.billing();
    let products = products.products();
    let list = products.list(&filter, ProductSort::CreatedAt, false, &PageRequest::default());
    list.unwrap().items.into_iter().map(|row| row.name).collect()
}

#[test]
fn signs_that_count_are_searched_on_every_database() {
    let all = [
        "C++ 工作室",
        "C# 工作室",
        "Cafe",
        "7-11便利店",
        "711便利店",
        "A+",
        "A#",
        "Ｂ＋＋商行",
        "藍湖+",
        "小米",
        "50%店",
    ];
    let searches: &[(&str, &[usize])] = &[
        ("C++", &[0]),
        ("c++", &[0]),
        ("C ++", &[0]),
        ("Ｃ＋＋", &[0]),
        ("C#", &[1]),
        ("7-11", &[3]),
        ("７－１１", &[3]),
        ("711", &[3, 4]),
        ("A+", &[5]),
        ("A#", &[6]),
        ("D+", &[]),
        ("B++", &[7]),
        ("蓝湖+", &[8]),
        ("小米+", &[9]),
        ("50%", &[10]),
        ("工作室", &[0, 1]),
        ("工作室 ", &[0, 1]),
        ("\u{feff}小米\u{200e}", &[9]),
    ];
    for backend in Backend::ALL {
        let test = room::on(backend);
        for (index, name) in all.into_iter().enumerate() {
            let made = test.owner.customers().add(NewCustomer::company(name)).unwrap();
            if index == 2 {
                let channels = vec![Channel::new(ChannelKind::Mobile, "138-1234-7115")];
                let edit = bookroom::customers::model::CustomerEdit {
                    channels: channels.into(),
                    tax_number: "9133C711".into(),
                    ..Default::default()
                };
                test.owner.customers().edit(made.id, made.version, edit).unwrap();
            }
            let new = product(&format!("P{index:02}"), name);
            test.owner.billing().products().add(new).unwrap();
            test.clock.advance(chrono::TimeDelta::hours(1));
        }
        let quiet = test.owner.customers().add(NewCustomer::company("安静")).unwrap();
        let contacts = all.map(|name| NewContact::of(quiet.id, name));
        test.owner.customers().add_contacts(contacts.into()).unwrap();
        for (text, wanted) in searches {
            let wanted: Vec<&str> = wanted.iter().map(|place| all[*place]).collect();
            let mut by_name = names(&test, text);
            by_name.retain(|name| name != "安静" && (name != "Cafe" || *text != "711"));
            assert_eq!(by_name, wanted, "{backend:?} {text}");
            assert_eq!(people(&test, text), wanted, "{backend:?} {text}");
            assert_eq!(goods(&test, text), wanted, "{backend:?} {text}");
        }
        for phone in ["138-1234", "138 1234", "1234-7115", "１３８－１２３４"] {
            assert_eq!(names(&test, phone), ["Cafe"], "{backend:?} {phone}");
        }
    }
}

#[test]
fn letter_case_of_codes_counts_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let (customers, billing) = (test.owner.customers(), test.owner.billing());
        for code in ["K1", "k1"] {
            let new = NewCustomer { code: some(code), ..NewCustomer::company(code) };
            customers.add(new).unwrap();
            billing.products().add(product(code, code)).unwrap();
        }
        for (sought, wanted) in [("K1", "K1"), (" k1 ", "k1"), ("\u{feff}K1", "K1")] {
            let found = customers.find_by_code(sought).unwrap().unwrap();
            assert_eq!(found.name, wanted, "{backend:?}");
            assert_eq!(billing.products().get_by_code(sought).unwrap().name, wanted);
        }
        let error = customers.add(NewCustomer { code: some("K1"), ..NewCustomer::company("x") });
        assert_eq!(error.unwrap_err().code(), Code::AlreadyExists);
        for missing in ["Ｋ1", "K", "K1x", "K1\0x"] {
            assert_eq!(customers.find_by_code(missing).unwrap(), None, "{backend:?} {missing:?}");
        }
    }
}

fn supplier(test: &TestRoom, name: &str) -> CustomerId {
    let new = NewCustomer { is_supplier: true, ..NewCustomer::company(name) };
    test.owner.customers().add(new).unwrap().id
}

fn bill(supplier: CustomerId, reference: &str) -> NewInvoice {
    let new = new_invoice(supplier);
    NewInvoice { direction: Direction::Purchase, reference: some(reference), ..new }
}

fn refused(result: Result<Vec<Invoice>>) -> (Code, String, Option<String>) {
    let error = result.unwrap_err();
    let problem = &error.problems()[0];
    let id = problem.facts.iter().find(|fact| fact.name == "id");
    (problem.code, problem.path.clone(), id.map(|fact| fact.value.clone()))
}

#[test]
fn a_bill_entered_twice_is_refused_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let (one, other) = (supplier(&test, "甲"), supplier(&test, "乙"));
        let billing = test.owner.billing();
        let invoices = billing.invoices();
        let enter = |new: NewInvoice| invoices.draft_and_post(vec![new]);
        let first = enter(bill(one, "FP-1")).unwrap().remove(0);
        let twice =
            (Code::AlreadyExists, "invoices[0].reference".to_owned(), Some(first.id.to_string()));
        for same in ["FP-1", " fp-1 "] {
            assert_eq!(refused(enter(bill(one, same))), twice, "{backend:?}");
            let draft = invoices.draft(bill(one, same)).map(|draft| vec![draft]);
            assert_eq!(refused(draft), twice, "{backend:?}");
        }
        let both = invoices.draft_many(vec![bill(one, "FP-2"), bill(one, "FP-2")]);
        assert_eq!(refused(both).0, Code::Repeated, "{backend:?}");
        // Another supplier, another number, a sale, none at all: all of them are something else.
        enter(bill(other, "FP-1")).unwrap();
        enter(NewInvoice { direction: Direction::Sale, ..bill(one, "FP-1") }).unwrap();
        enter(NewInvoice { reference: None, ..bill(one, "") }).unwrap();
        enter(NewInvoice { reference: None, ..bill(one, "") }).unwrap();
        let draft = invoices.draft(bill(one, "FP-3")).unwrap();
        let edit = InvoiceEdit { reference: "FP-1".into(), ..InvoiceEdit::default() };
        let error = invoices.edit(draft.id, draft.version, edit).unwrap_err();
        assert_eq!(told(&error), [(Code::AlreadyExists, "edit.reference")], "{backend:?}");
        let meant = NewInvoice { allow_repeated_reference: true, ..bill(one, "FP-1") };
        let meant = invoices.draft(meant).unwrap();
        let edit = InvoiceEdit { note: "说明".into(), ..InvoiceEdit::default() };
        let meant = invoices.edit(meant.id, meant.version, edit).unwrap();
        invoices.discard(vec![meant.seen()]).unwrap();
        // Credited as a whole, it does not count.
        let credit = NewCreditNote {
            invoice: first.id,
            version: first.version,
            issue_on: None,
            reference: None,
            lines: vec![],
            reason: None,
        };
        invoices.credit(credit).unwrap();
        enter(bill(one, "FP-1")).unwrap();
        crate::whole::assert_whole(&test.owner, "bills");
    }
}

#[test]
fn an_opening_item_entered_twice_is_refused_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let (one, other) = (supplier(&test, "甲"), supplier(&test, "乙"));
        let billing = test.owner.billing();
        let items = billing.open_items();
        let on = day("2026-05-31");
        let numbered = |customer, number: &str| NewOpeningItem {
            number: some(number),
            ..NewOpeningItem::owed_by(customer, amount("10"))
        };
        let post = |item: NewOpeningItem| items.post(on, vec![item], None, None);
        let first = post(numbered(one, "XS-1")).unwrap().remove(0);
        for same in ["XS-1", "xs-1"] {
            let error = post(numbered(one, same)).unwrap_err();
            assert_eq!(told(&error), [(Code::AlreadyExists, "items[0].number")], "{backend:?}");
            let id = first.id.to_string();
            let facts = &error.problems()[0].facts;
            assert!(facts.iter().any(|fact| fact.name == "id" && fact.value == id), "{facts:?}");
        }
        let both = vec![numbered(one, "XS-2"), numbered(one, "XS-2")];
        let error = items.post(on, both, None, None).unwrap_err();
        assert_eq!(told(&error), [(Code::Repeated, "items[1].number")], "{backend:?}");
        post(numbered(other, "XS-1")).unwrap();
        post(NewOpeningItem { side: Side::Payable, ..numbered(one, "XS-1") }).unwrap();
        let meant = NewOpeningItem { allow_repeated_number: true, ..numbered(one, "XS-1") };
        let second = post(meant).unwrap().remove(0);
        items.cancel(vec![first.id, second.id], None, None).unwrap();
        post(numbered(one, "XS-1")).unwrap();
    }
}

#[test]
fn of_two_same_bills_at_once_one_is_kept() {
    run("one bill twice", |race, round| {
        let of = supplier(&race.test, &format!("甲{round}"));
        let enter = |session: &bookroom::Session| {
            session.billing().invoices().draft_and_post(vec![bill(of, "FP-1")])
        };
        let (one, other) = both(|| enter(&race.one), || enter(&race.other));
        let kept = usize::from(one.is_ok()) + usize::from(other.is_ok());
        (kept != 1).then(|| format!("{kept} kept"))
    });
}
