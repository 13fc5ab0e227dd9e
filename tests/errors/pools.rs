//! The codes of pools of customers.

use bookroom::customers::model::{CustomerEdit, NewCustomer};
use bookroom::customers::pools::model::{NewPool, PoolMember};
use bookroom::error::Code;
use bookroom_tests::room::TestRoom;

use super::codes;

/// What is refused to who claims, and of who edits what waits in a pool.
pub fn pools(test: &TestRoom) -> Vec<Vec<Code>> {
    let seller = test.operator("claims", &["sales"]);
    let outsider = test.operator("outside", &["sales"]);
    let editor = test.operator("edits", &["service"]);
    let pools = test.owner.customers().pools();
    let pool = NewPool {
        barred_days: 5,
        daily_claims: Some(3),
        quota: Some(2),
        members: vec![PoolMember { operator: seller.operator_id(), is_admin: false }],
        ..NewPool::named("公海", "Open pool")
    };
    let pool = pools.add(pool).unwrap().id;
    let new = ["一", "二", "三", "四"]
        .map(|name| NewCustomer { pool: Some(pool), ..NewCustomer::company(name) });
    let ids = test.owner.customers().add_many(new.into()).unwrap();
    let ids: Vec<_> = ids.iter().map(|customer| customer.id).collect();
    let free = test.owner.customers().add(NewCustomer::company("五")).unwrap().id;
    let claim = |at: &[usize]| {
        let wanted = at.iter().map(|at| ids[*at]).collect();
        codes(seller.customers().pools().claim(pool, wanted))
    };
    let edit = || CustomerEdit { payment_days: Some(3), ..CustomerEdit::default() };
    let mut found = vec![
        codes(outsider.customers().pools().claim(pool, vec![ids[0]])),
        codes(seller.customers().pools().take_out(pool, vec![ids[0]])),
        codes(editor.customers().edit(ids[0], 1, edit())),
        codes(pools.take_out(pool, vec![free])),
        claim(&[0, 1, 2]),
        claim(&[0, 1, 2, 3]),
    ];
    seller.customers().pools().claim(pool, vec![ids[0]]).unwrap();
    found.push(claim(&[0]));
    seller.customers().pools().put(pool, vec![ids[0]], "无人接听").unwrap();
    found.push(claim(&[0]));
    found
}
