//! Whatever is done, the index finds what looking at every record finds.

use std::collections::BTreeSet;

use bookroom::Session;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::{
    Channel, ChannelKind, Customer, CustomerEdit, CustomerFilter, CustomerSort, NewCustomer,
};
use bookroom::search::model::{SearchKind, SearchQuery};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use crate::whole::assert_whole;

/// A fixed series of numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    fn name(&mut self) -> String {
        const PARTS: [&str; 14] = [
            "青", "禾", "青禾", "杭州", "蓝湖", "A4", "b2", "Ab", " ", "科技", "公司", "湖", "x",
            "🍎",
        ];
        let count = 1 + self.below(5);
        let name: String = (0..count).map(|_| self.of(&PARTS)).collect();
        if name.trim().is_empty() { "青".to_owned() } else { name.trim().to_owned() }
    }

    fn phone(&mut self) -> String {
        format!("1{}{:09}", 3 + self.below(6), self.below(1_000_000_000))
    }
}

/// A text without blanks, in small letters: what these names differ in for the search.
fn plain(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect()
}

/// Customers that hold what is looked for, by looking at each.
fn by_looking(all: &[Customer], typed: &str) -> BTreeSet<i64> {
    let sought = plain(typed);
    let holds = |text: &str| plain(text).contains(&sought);
    let by_phone = |channel: &Channel| sought.len() >= 3 && channel.value.contains(sought.as_str());
    let fits = |customer: &&Customer| {
        holds(&customer.name)
            || customer.legal_name.as_deref().is_some_and(holds)
            || customer.channels.iter().any(by_phone)
    };
    all.iter().filter(fits).map(|customer| customer.id.0).collect()
}

fn all(session: &Session) -> Vec<Customer> {
    let (filter, page) = (CustomerFilter::default(), PageRequest::first(1_000));
    let page = session.customers().list(&filter, CustomerSort::Name, false, &page).unwrap();
    let ids: Vec<_> = page.items.iter().map(|row| row.id).collect();
    session.customers().get_many(&ids).unwrap()
}

fn work(test: &TestRoom, random: &mut Random) {
    let customers = test.owner.customers();
    let known = all(&test.owner);
    match random.below(8) {
        0..=3 => {
            let legal_name = (random.below(3) == 0).then(|| random.name());
            let phone = random.phone();
            let new = NewCustomer {
                legal_name,
                channels: vec![Channel::new(ChannelKind::Mobile, &phone)],
                ..NewCustomer::company(&random.name())
            };
            customers.add(new).unwrap();
        }
        4 | 5 if !known.is_empty() => {
            let old = &known[random.below(known.len())];
            let edit = CustomerEdit {
                name: Some(random.name()),
                channels: vec![Channel::new(ChannelKind::Mobile, &random.phone())].into(),
                ..CustomerEdit::default()
            };
            customers.edit(old.id, old.version, edit).unwrap();
        }
        6 if !known.is_empty() => {
            let of = known[random.below(known.len())].id;
            customers.add_contact(NewContact::of(of, &random.name())).unwrap();
        }
        7 if known.len() > 5 => {
            // One with contacts stays; nothing of it may be lost then.
            let old = &known[random.below(known.len())];
            let _ = customers.remove(old.id, old.version);
        }
        _ => {}
    }
}

fn compare(test: &TestRoom, random: &mut Random) {
    let known = all(&test.owner);
    for _ in 0..12 {
        let typed = match random.below(4) {
            0 => random.phone()[..3 + random.below(4)].to_owned(),
            1 => random.of(&["青", "禾", "湖", "🍎", "青禾", "湖公司", "公司杭"]).to_owned(),
            _ => random.name().replace(' ', ""),
        };
        let kinds = vec![SearchKind::Customer];
        let query = SearchQuery { kinds, limit: Some(200), ..SearchQuery::of(&typed) };
        let found = test.owner.search().find(&query).unwrap();
        let is_read = |fit: &str| fit == "pinyin";
        let hits = found.hits.iter().filter(|hit| !is_read(hit.fit.slug()));
        let hits: BTreeSet<i64> = hits.map(|hit| hit.id).collect();
        assert_eq!(hits, by_looking(&known, &typed), "{typed}");
        assert!(!found.more, "{typed}");
    }
}

fn conformance(test: &TestRoom, seed: u64, rounds: usize) {
    let mut random = Random(seed);
    for round in 0..rounds {
        work(test, &mut random);
        if round % 5 == 4 {
            compare(test, &mut random);
        }
    }
    assert_whole(&test.owner, "after random work");
}

#[test]
fn the_index_finds_what_looking_finds() {
    for seed in [7, 99, 12_345] {
        conformance(&room::memory(), seed, 120);
    }
}

#[test]
fn the_index_finds_what_looking_finds_on_every_database() {
    for backend in Backend::ALL {
        conformance(&room::on(backend), 4711, 60);
    }
}
