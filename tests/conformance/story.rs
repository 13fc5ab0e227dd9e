//! The story: what happens in a small company, told call by call as JSON lines.

mod looks;

use bookroom::Session;
use bookroom::access::model::{NewRole, NewTeam};
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::billing::invoices::{
    CreditLine, Direction, Discount, InvoiceFilter, InvoiceSort, NewCreditNote, NewInvoice,
    NewInvoiceLine,
};
use bookroom::billing::payments::{
    AllocationChoice, NewPayment, OpenItem, PaymentFilter, PaymentSort, Share, Side,
};
use bookroom::billing::products::{NewProduct, PriceMode, ProductFilter, ProductKind, ProductSort};
use bookroom::changes::model::Subject;
use bookroom::customers::contacts::model::{ContactFilter, ContactSort, NewContact};
use bookroom::customers::model::{
    Address, Channel, ChannelKind, CustomerEdit, CustomerFilter, CustomerSort, NewCustomer,
};
use bookroom::dictionaries::model::{ItemVersion, NewDictionary, NewDictionaryItem};
use bookroom::error::Result;
use bookroom::ledger::model::{
    AccountRole, EntryFilter, EntrySort, NewAccount, NewJournal, NewJournalEntry, NewPosting,
    RegisterOptions,
};
use bookroom::reports::ageing::AgeingOptions;
use bookroom::service::model::{
    CaseDimension, CaseFilter, CaseKind, CaseResolution, CaseSort, CaseVersion, NewCase,
};
use bookroom::values::{CustomerId, Page, PageRequest};
use bookroom_tests::room::{TestRoom, amount, day};
use serde::Serialize;
use serde_json::{Value, json};

use crate::samples::fixtures::{allocations_of, line, new_entry, sale};

/// Names that sort, fold and store in every way there is.
const NAMES: [&str; 12] = [
    "杭州青禾贸易有限公司",
    "Éclair & Söhne GmbH",
    "eclair & sohne gmbh",
    "上海蓝天",
    "𠮷野家(香港)有限公司",
    "شركة النور للتجارة",
    "🌱 Grün 🏳️‍🌈",
    "Zebra",
    "apple 100%_\\",
    "ａｐｐｌｅ　全角",
    "O'Brien \"Quote\"; DROP TABLE customer; --",
    "e\u{301}cole",
];

/// What was told.
pub struct Story<'t> {
    test: &'t TestRoom,
    lines: Vec<String>,
}

/// Tells everything.
pub fn tell(test: &TestRoom) -> Vec<String> {
    let mut story = Story { test, lines: Vec::new() };
    story.people();
    story.lists();
    let customers = story.customers();
    story.goods();
    story.entries(customers[0]);
    story.bills(&customers);
    story.money(&customers);
    story.service(&customers);
    story.looks(&customers);
    story.other_accounts(customers[2]);
    story.log();
    story.lines
}

impl Story<'_> {
    fn owner(&self) -> Session {
        self.test.owner.clone()
    }

    /// Tells what a call answered, whether it worked or not.
    fn say<T: Serialize>(&mut self, what: &str, answer: Result<T>) -> Option<T> {
        let told = match &answer {
            Ok(value) => serde_json::to_value(value).unwrap(),
            Err(error) => json!({ "error": error }),
        };
        self.lines.push(format!("{what}: {told}"));
        answer.ok()
    }

    /// Tells something that must work.
    fn did<T: Serialize>(&mut self, what: &str, answer: Result<T>) -> T {
        self.say(what, answer).unwrap_or_else(|| panic!("{}", self.lines.last().unwrap()))
    }

    /// Tells a whole list, two rows a page.
    fn pages<T: Serialize>(
        &mut self,
        what: &str,
        mut page: impl FnMut(&PageRequest) -> Result<Page<T>>,
    ) {
        let mut request = PageRequest::first(2);
        loop {
            let Some(found) = self.say(what, page(&request)) else { return };
            let Some(next) = found.next else { return };
            request = PageRequest::after(2, next);
        }
    }

    fn people(&mut self) {
        let owner = self.owner();
        let access = owner.access();
        let east = self.did("team", access.add_team(NewTeam { name: "华东".to_owned() }));
        self.say("same team", access.add_team(NewTeam { name: "华东".to_owned() }));
        let grant = |permission, reach| Grant { permission, reach };
        let role = NewRole {
            code: "reader".to_owned(),
            label_zh: "只读".to_owned(),
            label_en: "Reader".to_owned(),
            grants: vec![
                grant(Permission::CustomersView, Reach::Own),
                grant(Permission::InvoicesView, Reach::Team),
            ],
            fields: vec![FieldRule { field: Field::CustomerChannels, right: FieldRight::Masked }],
        };
        self.did("role", access.add_role(role));
        let _ = self.test.operator_in("小王", &["sales"], Some(east.id));
        let _ = self.test.operator_in("reader", &["reader"], Some(east.id));
        self.did("operators", access.operators());
        self.did("roles", access.roles());
        self.did("duties", access.check_duties());
        let wrong = self.test.room.sign_in(self.test.book, "BOSS", "wrong").map(drop);
        self.say("sign in", wrong);
        self.did("books", self.test.room.books());
    }

    fn lists(&mut self) {
        let owner = self.owner();
        let lists = owner.dictionaries();
        self.did("lists", lists.list());
        let list = NewDictionary {
            code: "colour".to_owned(),
            label_zh: "颜色".to_owned(),
            label_en: "Colour".to_owned(),
        };
        self.did("list", lists.add_dictionary(list));
        let items = vec![
            NewDictionaryItem::new("红", "红色", "Red"),
            NewDictionaryItem::new("pink", "粉红", "Pink 🌸").below("红"),
            NewDictionaryItem::new("Blue", "蓝", "Blue"),
        ];
        self.did("items", lists.add_items("colour", items.clone()));
        self.say("items again", lists.add_items("colour", items));
        self.did("order", lists.reorder_items("colour", vec!["Blue".to_owned()]));
        self.did("tree", lists.tree("colour", true));
        for code in ["customer_level", "region", "payment_method", "satisfaction"] {
            self.say(code, lists.items(code, true));
        }
        let from = ItemVersion { code: "C".to_owned(), version: 1 };
        self.did("merge", lists.merge_items("customer_level", from, "B"));
    }

    fn customers(&mut self) -> Vec<CustomerId> {
        let owner = self.owner();
        let customers = owner.customers();
        let new: Vec<NewCustomer> = NAMES
            .iter()
            .enumerate()
            .map(|(index, name)| NewCustomer {
                code: (index % 2 == 0).then(|| format!("k-{}", 99 - index)),
                level: Some(if index % 3 == 0 { "A" } else { "B" }.to_owned()),
                tags: vec!["重点".to_owned(), format!("t{}", index % 4)],
                is_supplier: index % 5 == 0,
                payment_days: 30,
                channels: vec![
                    Channel::new(ChannelKind::Mobile, &format!("138 0013 8{index:03}")),
                    Channel::new(ChannelKind::Email, &format!("A{index}@Example.COM")),
                ],
                addresses: vec![Address {
                    city: Some("杭州".to_owned()),
                    street: Some(format!("文三路 {index} 号")),
                    ..Address::default()
                }],
                ..NewCustomer::company(name)
            })
            .collect();
        let added = self.did("customers", customers.add_many(new.clone()));
        let ids: Vec<CustomerId> = added.iter().map(|customer| customer.id).collect();
        self.say("same codes", customers.add_many(new[..1].to_vec()));
        let edit = CustomerEdit { name: Some("Zèbre".to_owned()), ..CustomerEdit::default() };
        self.did("edit", customers.edit(ids[7], 1, edit.clone()));
        self.say("stale edit", customers.edit(ids[7], 1, edit));
        let people = ["王小明", "Ann", "李雷", "Ævar"].map(|name| NewContact {
            channels: vec![Channel::new(ChannelKind::Mobile, "13900139000")],
            is_primary: name == "Ann",
            ..NewContact::of(ids[0], name)
        });
        self.did("contacts", customers.add_contacts(people.to_vec()));
        self.did("of one", customers.contacts(ids[0]));
        self.did("tag", customers.tag(ids[..3].to_vec(), vec!["🌟".to_owned()]));
        self.did("retire", customers.set_active(ids[11], 1, false));
        self.did("tags", customers.tags());
        for (sort, down) in both_ways(CustomerSort::ALL) {
            let all = CustomerFilter::default();
            self.pages(sort.slug(), |page| customers.list(&all, sort, down, page));
        }
        for (sort, down) in both_ways(ContactSort::ALL) {
            let all = ContactFilter::default();
            self.pages(sort.slug(), |page| customers.list_contacts(&all, sort, down, page));
        }
        let texts = ["apple", "APPLE", "éc", "青禾", "%", "_", "\\", "'", "🌱", "النور", "k-9"];
        for text in texts.into_iter().chain(["13800138003", "a4@example", "王小", "", "\u{0}"]) {
            let filter = CustomerFilter::of_text(text);
            self.pages(text, |page| customers.list(&filter, CustomerSort::Name, false, page));
            self.say(text, customers.count(&filter));
            let filter = ContactFilter { text: Some(text.to_owned()), ..ContactFilter::default() };
            self.pages(text, |page| {
                customers.list_contacts(&filter, ContactSort::Name, false, page)
            });
        }
        self.did("hints", customers.duplicates_of(&NewCustomer::company("ECLAIR  & SÖHNE GmbH")));
        ids
    }

    fn goods(&mut self) {
        let owner = self.owner();
        let products = owner.billing().products();
        let new = vec![
            NewProduct::new("纸-A4", "打印纸 A4", amount("19.99"), amount("0.13")),
            NewProduct {
                kind: ProductKind::Service,
                price_mode: PriceMode::Gross,
                ..NewProduct::new("svc", "安装 🛠", amount("106"), amount("0.06"))
            },
            NewProduct::new("Ink", "Ｉｎｋ", amount("0.12345678"), amount("0")),
            NewProduct::new("zz", "旧品", amount("1"), amount("0")),
        ];
        let made = self.did("products", products.add_many(new));
        self.did("gone", products.remove(made[3].id, made[3].version));
        for (sort, down) in both_ways(ProductSort::ALL) {
            let all = ProductFilter::default();
            self.pages(sort.slug(), |page| products.list(&all, sort, down, page));
        }
        let text = ProductFilter { text: Some("INK".to_owned()), ..ProductFilter::default() };
        self.pages("ink", |page| products.list(&text, ProductSort::Code, false, page));
    }

    fn entries(&mut self, party: CustomerId) {
        let owner = self.owner();
        let ledger = owner.ledger();
        let accounts = vec![
            NewAccount::below("1002", "1002.01", "工商银行"),
            NewAccount::below("1002", "1002.02", "Bank 🏦"),
        ];
        self.did("accounts", ledger.add_accounts(accounts));
        let journal = NewJournal {
            code: "冲".to_owned(),
            name_zh: "冲销".to_owned(),
            name_en: String::new(),
        };
        self.did("journal", ledger.add_journal(journal));
        self.say("not postable", ledger.post(new_entry("2026-06-01")));
        let entry = |on: &str, journal: Option<&str>, value: &str| NewJournalEntry {
            journal: journal.map(str::to_owned),
            on: day(on),
            summary: "现金 → 银行 💰".to_owned(),
            attachments: 2,
            postings: vec![
                NewPosting::debit("1002.01", amount(value)),
                NewPosting::credit("1001", amount(value)),
            ],
        };
        let opening = NewJournalEntry {
            postings: vec![
                NewPosting::debit("1122", amount("12.34")).with(party),
                NewPosting::credit("3001", amount("12.34")),
            ],
            ..entry("2026-05-31", None, "1")
        };
        let posted = self.did(
            "posted",
            ledger.post_many(vec![
                opening,
                entry("2026-06-01", None, "90071992547409.91"),
                entry("2026-06-30", Some("冲"), "0.01"),
                entry("2026-05-01", None, "7"),
                entry("2026-06-15", None, "-3.50"),
                entry("2027-12-31", None, "1"),
                entry("2021-01-01", None, "1"),
            ]),
        );
        self.did("reversed", ledger.reverse(posted[1].id, day("2026-06-20"), None));
        self.say("again", ledger.reverse(posted[1].id, day("2026-06-20"), None));
        self.did("reviewed", {
            let rule = "maker_is_not_reviewer";
            let _ = owner.access().set_duty_rule(rule, false);
            ledger.review(vec![posted[3].id])
        });
    }

    fn bills(&mut self, customers: &[CustomerId]) {
        let owner = self.owner();
        let invoices = owner.billing().invoices();
        let product = |code: &str, quantity: &str| NewInvoiceLine {
            product: Some(code.to_owned()),
            quantity: amount(quantity),
            ..NewInvoiceLine::default()
        };
        let discounted = NewInvoice {
            discount: Some(Discount::Rate(amount("0.0333333333"))),
            reference: Some("PO-№7 🧾".to_owned()),
            lines: vec![
                NewInvoiceLine {
                    discount: Some(Discount::Amount(amount("1.11"))),
                    ..product("纸-A4", "3")
                },
                product("svc", "0.33333333"),
                product("Ink", "7777.7"),
            ],
            ..sale(customers[1], "2026-06-03")
        };
        let gross = NewInvoice {
            price_mode: PriceMode::Gross,
            discount: Some(Discount::Amount(amount("9.99"))),
            due_on: Some(day("2026-06-10")),
            ..sale(customers[2], "2026-06-04")
        };
        let bill = NewInvoice {
            direction: Direction::Purchase,
            lines: vec![line("原料", "10", "99.995")],
            ..sale(customers[0], "2026-05-15")
        };
        let posted = self.did(
            "invoices",
            invoices.draft_and_post(vec![
                discounted.clone(),
                gross,
                bill,
                sale(customers[1], "2026-05-20"),
                sale(customers[3], "2026-06-05"),
            ]),
        );
        let draft = self.did("draft", invoices.draft(discounted));
        self.did(
            "changed",
            invoices.edit(draft.id, draft.version, sale(customers[4], "2026-06-06").into()),
        );
        self.say("stale", invoices.post(draft.id, draft.version));
        let stranger = CustomerId(999);
        self.say("nobody", invoices.draft(sale(stranger, "2026-06-06")));
        let credit = NewCreditNote {
            invoice: posted[0].id,
            version: posted[0].version,
            issue_on: Some(day("2026-06-10")),
            reference: None,
            lines: vec![
                CreditLine { line: 1, quantity: Some(amount("1")), amount: None },
                CreditLine { line: 2, quantity: None, amount: Some(amount("5.00")) },
            ],
            reason: Some("退货".to_owned()),
        };
        self.did("credit note", invoices.credit(credit));
        self.did("cancelled", invoices.cancel(vec![(&posted[4]).into()], None, None));
    }

    fn money(&mut self, customers: &[CustomerId]) {
        let owner = self.owner();
        let payments = owner.billing().payments();
        let received = |customer, on: &str, value: &str| {
            NewPayment::received(customer, day(on), amount(value))
        };
        let none = |payment| NewPayment { allocate: AllocationChoice::None, ..payment };
        let recorded = self.did(
            "payments",
            payments.record_many(vec![
                received(customers[1], "2026-06-10", "500.00"),
                NewPayment {
                    method: Some("现金".to_owned()),
                    reference: Some("流水 0001".to_owned()),
                    ..received(customers[2], "2026-06-11", "100.05")
                },
                NewPayment::paid(customers[0], day("2026-06-12"), amount("1000")),
                none(received(customers[4], "2026-06-12", "77")),
            ]),
        );
        self.say("too much", {
            let share =
                Share { item: OpenItem::Payment(recorded[0].id), amount: amount("1000000") };
            let allocate = AllocationChoice::ByHand(vec![share]);
            let refund = NewPayment::paid(customers[1], day("2026-06-13"), amount("5")).refund();
            payments.record(NewPayment { allocate, ..refund })
        });
        if let Some(first) = allocations_of(&payments, &recorded).first() {
            self.did("withdrawn", payments.withdraw_allocations(vec![first.id], None));
        }
        self.did("automatic", payments.allocate_automatically(vec![], None, None));
        let last = payments.get(recorded[3].id).unwrap();
        let version =
            bookroom::billing::payments::PaymentVersion { id: last.id, version: last.version };
        self.did("cancelled", payments.cancel(vec![version], Some(day("2026-06-14")), None));
        self.did("credit", payments.unallocated_credit(&[]));
    }

    fn service(&mut self, customers: &[CustomerId]) {
        let owner = self.owner();
        let service = owner.service();
        let new = ["坏了 🔧", "Where is it?", "谢谢"].into_iter().zip([
            CaseKind::Complaint,
            CaseKind::Request,
            CaseKind::Feedback,
        ]);
        let new: Vec<NewCase> = new
            .map(|(subject, kind)| NewCase {
                customer: Some(customers[0]),
                description: Some("第一行\n第二行".to_owned()),
                ..NewCase::new(kind, subject)
            })
            .collect();
        let opened = self.did("cases", service.open_many(new));
        let me = Some(owner.operator_id());
        self.did("assigned", service.assign(vec![CaseVersion::from(&opened[0])], me));
        self.did("note", service.add_note(opened[0].id, "已回电 ☎️", true));
        let seen = service.get(opened[0].id).unwrap();
        let resolution = CaseResolution {
            id: seen.id,
            version: seen.version,
            resolution: "更换".to_owned(),
            satisfaction: None,
        };
        self.did("resolved", service.resolve(vec![resolution]));
        self.say("stale", service.close(vec![CaseVersion::from(&opened[0])]));
        self.did("rejected", service.reject(vec![CaseVersion::from(&opened[2])], "重复"));
        for (sort, down) in both_ways(CaseSort::ALL) {
            let all = CaseFilter::default();
            self.pages(sort.slug(), |page| service.list(&all, sort, down, page));
        }
        let by = [CaseDimension::Kind, CaseDimension::Month, CaseDimension::State];
        self.did("counts", service.counts(day("2026-01-01"), day("2026-12-31"), &by));
        self.did("open", service.open_by_assignee());
    }
}

/// Each order of a list, both ways.
pub(super) fn both_ways<S: Copy>(sorts: &[S]) -> Vec<(S, bool)> {
    sorts.iter().flat_map(|sort| [(*sort, false), (*sort, true)]).collect()
}
