//! A server that speaks the language of its administrator is understood as well.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::time::Duration;

use crate::callbacks::rule;
use crate::concurrency::deadlocks::import;
use bookroom::Bookroom;
use bookroom::billing::products::NewProduct;
use bookroom::book::NewBook;
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::{PASSWORD, amount};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// The address with which a program that is nobody's administrator reaches the store; it cannot
/// choose the language of its sessions.
fn of_program(store: &EmptyStore) -> (String, String) {
    let (scheme, rest) = store.url.split_once("://").unwrap();
    let (server, name) = rest.split_once('@').unwrap().1.split_once('/').unwrap();
    let role = format!("program_{name}");
    store.run(&format!(
        "CREATE ROLE {role} LOGIN PASSWORD 'program';
         ALTER ROLE {role} SET lc_messages = 'C.UTF-8';
         ALTER DATABASE {name} OWNER TO {role};
         ALTER SCHEMA public OWNER TO {role}"
    ));
    (format!("{scheme}://{role}:program@{server}/{name}"), role)
}

/// Two transactions that take two products the other way round end in a deadlock, which the
/// server tells in Chinese: one of them is run again.
#[test]
fn a_deadlock_told_in_chinese_is_run_again() {
    let store = EmptyStore::on(Backend::Postgres);
    let (url, role) = of_program(&store);
    let spoken = PgConnection::establish(&url).unwrap().batch_execute("SELECT 1 / 0");
    println!("the server says: {}", spoken.unwrap_err());
    {
        let rooms = [0, 1].map(|_| Bookroom::open(&url).unwrap());
        let book = rooms[0].create_book(&NewBook::chinese("公司", "boss", PASSWORD)).unwrap();
        let [one, other] = [0, 1].map(|at| rooms[at].sign_in(book, "boss", PASSWORD).unwrap());
        let products = one.billing().products();
        for code in ["p", "q"] {
            products.add(NewProduct::new(code, "纸", amount("1"), amount("0"))).unwrap();
        }
        // Each holds its first product before either asks for its second.
        let (both_hold, arrived) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
        for room in &rooms {
            let (both_hold, arrived) = (Arc::clone(&both_hold), Arc::clone(&arrived));
            let wait = rule(move |_| {
                if arrived.fetch_add(1, Ordering::SeqCst) < 2 {
                    both_hold.wait();
                }
                Ok(Vec::new())
            });
            room.add_rule("exchange.import_products", wait).unwrap();
        }
        let failed = std::thread::scope(|scope| {
            let work = |session: bookroom::Session, codes: [&'static str; 2]| {
                move || session.batch(codes.map(|code| import(code, 2)).to_vec()).err()
            };
            let first = scope.spawn(work(one.clone(), ["p", "q"]));
            let second = scope.spawn(work(other, ["q", "p"]));
            [first.join().unwrap(), second.join().unwrap()]
        });
        let failed: Vec<_> = failed.into_iter().flatten().collect();
        assert!(failed.is_empty(), "{failed:?}");
        assert!(one.verify().unwrap().findings.is_empty());
    }
    // The server counts when a connection rests or has ended.
    let conn = &mut PgConnection::establish(&store.url).unwrap();
    let sql = "SELECT deadlocks AS n FROM pg_stat_database WHERE datname = current_database()";
    let counted = (0..100).any(|_| {
        diesel::sql_query("SELECT pg_stat_clear_snapshot()").execute(conn).unwrap();
        let deadlocks: Vec<Number> = diesel::sql_query(sql).load(conn).unwrap();
        let found = deadlocks[0].n > 0;
        if !found {
            std::thread::sleep(Duration::from_millis(100));
        }
        found
    });
    assert!(counted, "there was no deadlock: nothing is proved");
    store.run(&format!("REASSIGN OWNED BY {role} TO current_user; DROP OWNED BY {role}"));
    store.run(&format!("DROP ROLE {role}"));
}
