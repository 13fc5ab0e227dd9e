//! The codes of customers that were merged.

use bookroom::book::BookEdit;
use bookroom::book::commands::EditBook;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::NewCustomer;
use bookroom::dealings::model::NewDealing;
use bookroom::error::Code;
use bookroom::values::Edit;
use bookroom_tests::room::TestRoom;

use super::codes;
use crate::merging::{merge, unmerge};

/// What is refused of one that went, and what stands in the way of parting both.
pub fn merging(test: &TestRoom) -> Vec<Vec<Code>> {
    let session = &test.owner;
    let customers = session.customers();
    let new = ["合并甲", "合并乙"].map(NewCustomer::company);
    let ids: Vec<_> = customers.add_many(new.into()).unwrap().iter().map(|it| it.id).collect();
    let person = customers.add_contact(NewContact::of(ids[1], "王芳")).unwrap().id;
    let merged = merge(session, ids[0], &[ids[1]]).unwrap();
    let dealing =
        NewDealing { contacts: vec![person], ..NewDealing::new(ids[0], "call", "续约") };
    session.dealings().add(dealing).unwrap();
    vec![
        codes(session.dealings().add(NewDealing::new(ids[1], "call", "续约"))),
        codes(unmerge(session, &merged)),
        likely(test),
    ]
}

/// A customer that is there already, in a book that refuses those.
fn likely(test: &TestRoom) -> Vec<Code> {
    let stop = |score: Edit<i64>| {
        let book = test.room.books().unwrap().into_iter().find(|it| it.id == test.book).unwrap();
        let edit = BookEdit { duplicate_stop: score, ..BookEdit::default() };
        test.owner.run(EditBook { version: book.version, edit }).unwrap();
    };
    let seller = test.operator("seller_of_twins", &["sales"]);
    let twin = || seller.customers().add(NewCustomer::company("双生贸易有限公司"));
    twin().unwrap();
    stop(Edit::Set(90));
    let found = codes(twin());
    stop(Edit::Clear);
    found
}
