//! Files with the same content that come and go at once, and records that go while they get some.

use bookroom::Session;
use bookroom::attachments::model::{AttachedTo, Attachment};
use bookroom::customers::model::NewCustomer;
use bookroom::error::{Code, Result};

use super::{add, file};
use crate::concurrency::race::{both, run};

fn company(session: &Session) -> AttachedTo {
    AttachedTo::Customer(session.customers().add(NewCustomer::company("甲")).unwrap().id)
}

#[test]
fn the_same_content_comes_twice_at_once() {
    run("the same content twice", |race, round| {
        let records = [company(&race.one), company(&race.one)];
        let content = format!("content {round}").into_bytes();
        let put =
            |session: &Session, record| session.attachments().add(file(record, "a.txt", &content));
        let (one, other) = both(|| put(&race.one, records[0]), || put(&race.other, records[1]));
        match (&one, &other) {
            (Ok(one), Ok(other)) if one.sha256 == other.sha256 => None,
            _ => Some(format!("{one:?} and {other:?}")),
        }
    });
}

#[test]
fn content_stays_when_it_comes_again_while_it_goes() {
    run("content removed while it is added", |race, round| {
        let record = company(&race.one);
        let content = format!("content {round}").into_bytes();
        let put = |session: &Session| session.attachments().add(file(record, "a.txt", &content));
        let first = put(&race.one).unwrap();
        let (gone, again): (Result<Vec<Attachment>>, Result<Attachment>) =
            both(|| race.one.attachments().remove(vec![(&first).into()]), || put(&race.other));
        let (Ok(_), Ok(again)) = (&gone, &again) else {
            return Some(format!("{gone:?} and {again:?}"));
        };
        match race.one.attachments().content(again.id) {
            Ok(read) if read[..] == content[..] => None,
            read => Some(format!("{read:?}")),
        }
    });
}

#[test]
fn no_file_is_on_a_record_that_is_gone() {
    run("a customer removed while it gets a file", |race, _| {
        let record = company(&race.one);
        let AttachedTo::Customer(id) = record else { return Some("no customer".to_owned()) };
        let (gone, put) = both(
            || race.one.customers().remove(id, 1),
            || race.other.attachments().add(file(record, "a.txt", b"a")),
        );
        match (&gone, &put) {
            (Ok(_), Err(error)) if error.problems()[0].code == Code::UnknownReference => None,
            (Err(error), Ok(_)) if error.code() == Code::InUse => None,
            _ => Some(format!("{gone:?} and {put:?}")),
        }
    });
}

#[test]
fn a_file_is_removed_once() {
    run("a file removed twice", |race, _| {
        let one = add(&race.one, company(&race.one), "a.txt");
        let (first, second) = both(
            || race.one.attachments().remove(vec![(&one).into()]),
            || race.other.attachments().remove(vec![(&one).into()]),
        );
        match (first.is_ok(), second.is_ok()) {
            (true, false) | (false, true) => None,
            _ => Some(format!("{first:?} and {second:?}")),
        }
    });
}
