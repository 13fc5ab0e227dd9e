//! Many who claim at once: each customer goes to exactly one, nobody gets more than allowed, and
//! everybody who is refused is told why.

use std::collections::BTreeMap;
use std::sync::Barrier;

use bookroom::customers::pools::model::NewPool;
use bookroom::error::Code;
use bookroom::values::{CustomerId, PageRequest};
use bookroom::{Bookroom, Options};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, PASSWORD};

use super::{member, waiting};
use crate::whole::assert_whole;

const THREADS: usize = 16;
/// Operators, each of whom claims from two threads at once.
const OPERATORS: usize = 8;

/// Customers, and claims of each thread.
fn size() -> (usize, usize) {
    if std::env::var("BOOKROOM_LONG").is_ok() { (1_000, 625) } else { (60, 25) }
}

#[test]
fn of_many_who_claim_exactly_one_gets_each_on_every_database() {
    for backend in Backend::ALL {
        for by_quota in [false, true] {
            race(backend, by_quota);
        }
    }
}

/// Each operator claims more than allowed: a day, or to own at all.
fn race(backend: Backend, by_quota: bool) {
    let test = room::on(backend);
    let (customers, claims) = size();
    let limit = customers / OPERATORS - 3;
    let names: Vec<String> = (0..OPERATORS).map(|at| format!("claimer{at}")).collect();
    let sessions: Vec<_> = names.iter().map(|name| test.operator(name, &["sales"])).collect();
    let most = Some(i64::try_from(limit).unwrap());
    let pool = NewPool {
        daily_claims: most.filter(|_| !by_quota),
        quota: most.filter(|_| by_quota),
        members: sessions.iter().map(|session| member(session, false)).collect(),
        ..NewPool::named("公海", "Open pool")
    };
    let pool = test.owner.customers().pools().add(pool).unwrap().id;
    let ids = waiting(&test, pool, customers);
    // A second room on the same store: its threads have connections of their own.
    let url = &test.store.as_ref().unwrap().url;
    let options = Options { clock: test.clock.clone(), ..Options::default() };
    let second = Bookroom::open_with(url, options).unwrap();
    let barrier = Barrier::new(THREADS);
    let run = &|thread: usize| {
        let name = &names[thread % OPERATORS];
        let room = if thread < OPERATORS { &test.room } else { &second };
        let session = room.sign_in(test.book, name, PASSWORD).unwrap();
        barrier.wait();
        let mut told: BTreeMap<Code, usize> = BTreeMap::new();
        let mut won: Vec<CustomerId> = Vec::new();
        for round in 0..claims {
            // Each thread goes its own way through all of them, so that they meet.
            let id = ids[(round * 7 + thread * 3) % ids.len()];
            match session.customers().pools().claim(pool, vec![id]) {
                Ok(claimed) => won.extend(claimed.iter().map(|it| it.id)),
                Err(error) => *told.entry(error.code()).or_default() += 1,
            }
        }
        (thread % OPERATORS, won, told)
    };
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || run(thread))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut owners: BTreeMap<CustomerId, usize> = BTreeMap::new();
    let mut counts = [0_usize; OPERATORS];
    let mut told: BTreeMap<Code, usize> = BTreeMap::new();
    for (operator, won, refused) in outcomes {
        counts[operator] += won.len();
        for id in won {
            assert!(owners.insert(id, operator).is_none(), "{backend:?}: {id:?} twice");
        }
        for (code, count) in refused {
            *told.entry(code).or_default() += count;
        }
    }
    println!(
        "{backend:?}: {customers} customers, {} claims: {counts:?}, {told:?}",
        THREADS * claims
    );
    let refusal = if by_quota { Code::OwnerQuota } else { Code::ClaimLimit };
    let known = [Code::AlreadyClaimed, refusal];
    assert!(told.keys().all(|code| known.contains(code)), "{backend:?}: {told:?}");
    assert!(known.iter().all(|code| told.contains_key(code)), "{backend:?}: {told:?}");
    let all = told.values().sum::<usize>() + owners.len();
    assert_eq!(all, THREADS * claims, "{backend:?}");
    assert!(counts.iter().all(|count| *count <= limit), "{backend:?}: {counts:?}");
    let page = PageRequest::first(10);
    for id in &ids {
        let customer = test.owner.customers().get(*id).unwrap();
        let operator = owners.get(id).map(|at| sessions[*at].operator_id());
        assert_eq!(customer.owner, operator, "{backend:?}");
        assert_eq!(customer.pool.is_none(), operator.is_some(), "{backend:?}");
        let changes = test.owner.customers().owners(*id, &page).unwrap().items;
        assert_eq!(changes.len(), usize::from(operator.is_some()), "{backend:?}");
    }
    assert_whole(&test.owner, "claims");
}
