//! Many who open cases at once, on every database: turns go round, nobody has more than the limit.

use std::collections::BTreeMap;
use std::sync::Barrier;

use bookroom::service::assignment::model::{
    AssignmentFilter, AssignmentTrouble, AssignmentWay, NewAssignmentRule,
};
use bookroom::service::model::CaseFilter;
use bookroom::values::{OperatorId, PageRequest};
use bookroom::{Bookroom, Options};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, PASSWORD};

use super::super::complaint;
use super::{ids, rule, staff};
use crate::whole::assert_whole;

const THREADS: usize = 16;

/// Cases that each thread opens.
fn rounds() -> usize {
    if std::env::var("BOOKROOM_LONG").is_ok() { 200 } else { 7 }
}

#[test]
fn of_many_who_open_cases_nobody_loses_a_turn_on_every_database() {
    for backend in Backend::ALL {
        race(backend, AssignmentWay::RoundRobin, None);
    }
}

#[test]
fn of_many_who_open_cases_nobody_is_given_more_than_the_limit_on_every_database() {
    for backend in Backend::ALL {
        // Less than all of them would need.
        let limit = THREADS * rounds() / 3 - 2;
        race(backend, AssignmentWay::LeastLoad, i64::try_from(limit).ok());
    }
}

fn race(backend: Backend, way: AssignmentWay, limit: Option<i64>) {
    let test = room::on(backend);
    let three = ids(&staff(&test));
    let assignment = test.owner.service().assignment();
    let new = NewAssignmentRule { open_limit: limit, ..rule(way, &three) };
    assignment.add(new).unwrap();
    assignment.set_policy(0, true).unwrap();
    let names: Vec<String> = (0..4).map(|at| format!("opener{at}")).collect();
    for name in &names {
        drop(test.operator(name, &["sales"]));
    }
    // A second room on the same store: its threads have connections, and ids, of their own.
    let url = &test.store.as_ref().unwrap().url;
    let options = Options { clock: test.clock.clone(), ..Options::default() };
    let second = Bookroom::open_with(url, options).unwrap();
    let barrier = Barrier::new(THREADS + 1);
    let open = &|thread: usize| {
        let room = if thread.is_multiple_of(2) { &test.room } else { &second };
        let session = room.sign_in(test.book, &names[thread % names.len()], PASSWORD).unwrap();
        barrier.wait();
        for round in 0..rounds() {
            session.service().open(complaint(&format!("{thread} {round}"))).unwrap();
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..THREADS).map(|thread| scope.spawn(move || open(thread))).collect();
        barrier.wait();
        // Somebody asks by command meanwhile.
        for _ in 0..5 {
            match assignment.assign_unassigned(Some(20)) {
                Ok(_) => {}
                Err(error) => assert!(error.kind() == bookroom::error::Kind::Busy, "{error:?}"),
            }
        }
        threads.into_iter().for_each(|thread| thread.join().unwrap());
    });
    let counts = counts(&test.owner);
    let all = THREADS * rounds();
    let given: i64 = counts.values().sum();
    println!("{backend:?} {way:?}: {all} cases, {counts:?}");
    let (least, most) = (counts.values().min().unwrap(), counts.values().max().unwrap());
    assert!(counts.len() == 3 && most - least <= 1, "{backend:?}: {counts:?}");
    match limit {
        None => assert_eq!(given, i64::try_from(all).unwrap()),
        Some(limit) => assert!(*most == limit && *least == limit, "{backend:?}: {counts:?}"),
    }
    assert_turns(&test.owner, given, limit.is_some());
    assert_whole(&test.owner, "whole");
}

/// How many cases each has.
fn counts(owner: &bookroom::Session) -> BTreeMap<OperatorId, i64> {
    let open = owner.service().open_by_assignee().unwrap();
    open.into_iter().filter_map(|it| Some((it.assignee?, it.cases))).collect()
}

/// The turns are numbered from 1 without a gap, and whoever has no case was told why.
fn assert_turns(owner: &bookroom::Session, given: i64, is_limited: bool) {
    let page = PageRequest::first(1000);
    let (mut turns, mut next) = (Vec::new(), page.clone());
    loop {
        let filter = AssignmentFilter::default();
        let found = owner.service().assignment().said(&filter, &next).unwrap();
        turns.extend(found.items.iter().filter_map(|said| said.turn));
        let full = |trouble| is_limited && trouble == AssignmentTrouble::Full;
        assert!(found.items.iter().all(|said| said.trouble.is_none_or(full)));
        let Some(after) = found.next else { break };
        next = PageRequest { after: Some(after), ..page.clone() };
    }
    turns.sort_unstable();
    assert_eq!(turns, (1..=given).collect::<Vec<_>>());
    let waiting = CaseFilter { unassigned: true, ..CaseFilter::default() };
    let sort = bookroom::service::model::CaseSort::Number;
    let waiting = owner.service().list(&waiting, sort, false, &PageRequest::first(1)).unwrap();
    assert_eq!(waiting.items.is_empty(), !is_limited);
}
