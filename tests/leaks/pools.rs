//! What pools tell: their customers to members, what is due to owners and to who looks after them.

use bookroom::Session;
use bookroom::customers::model::{Address, Channel, ChannelKind, NewCustomer};
use bookroom::customers::pools::model::{
    NewPool, PoolFilter, PoolMember, PoolRule, PoolRuleKind, PoolSort,
};
use bookroom::values::PageRequest;
use bookroom_tests::room::TestRoom;

use super::{PHONE, Reading, SECRET, TAX_NUMBER};

/// A pool with one member, whose customers are due at once, and a customer that waits in it.
pub fn waiting(test: &TestRoom, mark: &str, member: &Session, is_admin: bool) {
    let pool = NewPool {
        rules: vec![PoolRule { kind: PoolRuleKind::NoDeal, level: None, days: 0 }],
        members: vec![PoolMember { operator: member.operator_id(), is_admin }],
        ..NewPool::named("公海", "Open pool")
    };
    let pool = test.owner.customers().pools().add(pool).unwrap().id;
    let secret = || Some(SECRET.to_owned());
    let street = Address { street: secret(), ..Address::default() };
    let new = NewCustomer {
        pool: Some(pool),
        tax_number: Some(TAX_NUMBER.to_owned()),
        note: secret(),
        channels: vec![Channel::new(ChannelKind::Mobile, PHONE)],
        addresses: vec![street],
        ..NewCustomer::company(&format!("{mark} 公海"))
    };
    test.owner.customers().add(new).unwrap();
}

/// Everything that pools tell.
pub fn read(session: &Session, reading: &mut Reading) {
    let page = PageRequest::first(100);
    let customers = session.customers();
    let pools = customers.pools();
    let all = pools.list();
    let ids: Vec<_> = all.iter().flatten().map(|pool| pool.id).collect();
    reading.add("pools", all);
    reading.add("due", pools.due(Some(3_000), &page));
    reading.add("due soon", pools.due(None, &page));
    for id in ids {
        reading.add("pool", pools.get(id));
        for sort in PoolSort::ALL {
            let filter = PoolFilter::default();
            reading.add("pool customers", pools.customers(id, &filter, *sort, false, &page));
            for text in [SECRET, PHONE, TAX_NUMBER] {
                let filter = PoolFilter { text: Some(text.to_owned()), ..filter.clone() };
                let found = pools.customers(id, &filter, *sort, false, &page);
                assert!(found.iter().all(|page| page.items.is_empty()), "{text}");
            }
        }
    }
}
