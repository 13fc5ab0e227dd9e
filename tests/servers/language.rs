//! A server that speaks the language of its administrator is understood as well.

use std::sync::Barrier;
use std::time::Duration;

use crate::concurrency::deadlocks::Crossing;
use bookroom::Bookroom;
use bookroom::book::NewBook;
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::PASSWORD;
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

/// How many deadlocks the server has counted; it does so when a connection rests or has ended.
fn deadlocks(store: &EmptyStore) -> i64 {
    std::thread::sleep(Duration::from_millis(1_500));
    let conn = &mut PgConnection::establish(&store.url).unwrap();
    let sql = "SELECT deadlocks AS n FROM pg_stat_database WHERE datname = current_database()";
    let counted: Vec<Number> = diesel::sql_query(sql).load(conn).unwrap();
    counted[0].n
}

/// Two transactions that take two customers the other way round end in a deadlock, which the
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
        let sessions = [0, 1].map(|at| rooms[at].sign_in(book, "boss", PASSWORD).unwrap());
        let start = Barrier::new(2);
        let run = |at: usize, crossing: &Crossing| {
            let batch = if at == 0 { crossing.imports(7) } else { crossing.contacts() };
            start.wait();
            sessions[at].batch(batch).err()
        };
        let met = (0..20).any(|ten| {
            for round in 10 * ten..10 * ten + 10 {
                let crossing = &Crossing::add(&sessions[0], round);
                let run = &run;
                let failed = std::thread::scope(|scope| {
                    [0, 1].map(|at| scope.spawn(move || run(at, crossing))).map(|it| it.join())
                });
                assert!(failed.iter().all(|it| matches!(it, Ok(None))), "{failed:?}");
                assert_eq!(crossing.seen(&sessions[0]), [(7, 30), (7, 30)]);
            }
            deadlocks(&store) > 0
        });
        assert!(met, "there was no deadlock: nothing is proved");
        assert!(sessions[0].verify().unwrap().findings.is_empty());
    }
    store.run(&format!("REASSIGN OWNED BY {role} TO current_user; DROP OWNED BY {role}"));
    store.run(&format!("DROP ROLE {role}"));
}
