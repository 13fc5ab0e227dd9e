//! How SQLite reads what the engine asks for in a store without statistics, as every young store
//! is: within a loop, each row must be found by more than its book, or work grows with the square
//! of the records. Walks every command, every read and a verification.

use std::collections::BTreeSet;

use bookroom::AnyCommand;
use bookroom_tests::room;
use diesel::deserialize::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};

use crate::heard;
use crate::rights::minimal;
use crate::samples::sample;

/// Tables of which a book has few rows, however long it is used.
const SMALL: &[&str] = &[
    "account",
    "account_role",
    "assignment_rule",
    "book",
    "change_head",
    "calendar",
    "case_transition",
    "custom_field",
    "dictionary",
    "dictionary_item",
    "duty_rule",
    "journal",
    "operator",
    "operator_role",
    "pool",
    "pool_operator",
    "role",
    "role_field",
    "role_grant",
    "saved_view",
    "team",
    "team_member",
];

/// What is set up by hand, one at a time: where one is removed, a look through a table is no harm.
const SET_UP: &[&str] = &[
    "account",
    "assignment_rule",
    "calendar",
    "custom_field",
    "dictionary",
    "dictionary_item",
    "journal",
    "pool",
    "role",
    "saved_view",
    "service_policy",
];

/// Columns of which many rows hold the same value: together with the book they find too many.
const COARSE: &[&str] = &[
    "book_id",
    "cancelled_on",
    "direction",
    "is_active",
    "kind",
    "side",
    "state",
    "status",
    "subject_kind",
    "withdrawn_on",
];

#[derive(Debug, QueryableByName)]
struct Step {
    #[diesel(sql_type = Integer)]
    id: i32,
    #[diesel(sql_type = Integer)]
    parent: i32,
    #[diesel(sql_type = Text)]
    detail: String,
}

/// Whether a step of a plan reads a table that grows, and finds its rows by nothing but the book
/// and columns that are alike in many.
fn reads_most(detail: &str) -> bool {
    let words: Vec<&str> = detail.split(' ').collect();
    let grows = |name: &str| !name.starts_with('(') && !SMALL.contains(&name);
    match words.as_slice() {
        ["SCAN", "CONSTANT", ..] => false,
        ["SCAN", table, ..] => grows(table),
        ["SEARCH", table, ..] => {
            let conditions = detail.rsplit_once('(').map_or("", |(_, rest)| rest);
            let equal: Vec<&str> = conditions
                .split(')')
                .next()
                .unwrap_or_default()
                .split(" AND ")
                .filter_map(|condition| condition.strip_suffix("=?"))
                .collect();
            grows(table) && equal.iter().all(|column| COARSE.contains(column))
        }
        _ => false,
    }
}

/// The steps of a plan that stand within a loop and read most of a table for each of its rounds.
fn loops(plan: &[Step]) -> Vec<String> {
    let is_read =
        |step: &&Step| step.detail.starts_with("SCAN ") || step.detail.starts_with("SEARCH ");
    let again = |step: &&Step| {
        let first = plan.iter().filter(is_read).find(|other| other.parent == step.parent);
        let within = first.is_some_and(|first| first.id != step.id);
        let parent = plan.iter().find(|other| other.id == step.parent);
        within || parent.is_some_and(|parent| parent.detail.contains("CORRELATED"))
    };
    plan.iter()
        .filter(is_read)
        .filter(again)
        .filter(|step| reads_most(&step.detail))
        .map(|step| step.detail.clone())
        .collect()
}

fn plan(conn: &mut SqliteConnection, sql: &str) -> Vec<Step> {
    diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}"))
        .load(conn)
        .unwrap_or_else(|error| panic!("{error}: {sql}"))
}

#[test]
fn no_statement_reads_most_of_a_table_for_each_row_of_another() {
    heard::open_ears();
    // The tables are made before anybody listens.
    let test = room::copied();
    let asked: BTreeSet<String> = heard::during(|| {
        for name in AnyCommand::NAMES {
            let alone = room::copied();
            let command = sample(name, &alone).unwrap();
            alone.owner.batch(vec![command]).unwrap();
        }
        crate::samples::all(&test);
        minimal::call_all(&test.owner);
        assert!(test.owner.verify().unwrap().findings.is_empty());
    })
    .into_iter()
    .collect();
    // What is inserted by values reads nothing; SQLite lists looks that it does not take there.
    let is_read = |sql: &&String| {
        let sorts = ["SELECT", "WITH", "UPDATE", "DELETE"];
        let is_set_up = |name: &&str| sql.starts_with(&format!("DELETE FROM `{name}` "));
        let is_read = sorts.iter().any(|sort| sql.starts_with(sort)) || sql.contains(" SELECT ");
        is_read && !sql.contains("pragma_index_list") && !SET_UP.iter().any(is_set_up)
    };
    let reads: Vec<&String> = asked.iter().filter(is_read).collect();
    assert!(reads.len() > 300, "only {} statements were heard", reads.len());
    let store = &test.store.as_ref().unwrap().url;
    let mut conn = SqliteConnection::establish(store).unwrap();
    let key = |sql: &&&String| sql.starts_with("UPDATE") && sql.contains("SET `book_id` = ");
    let keys: Vec<&&String> = reads.iter().filter(key).collect();
    assert!(keys.is_empty(), "keys are set anew, and all who name them looked up: {keys:?}");
    let bad: Vec<String> = reads
        .iter()
        .flat_map(|sql| loops(&plan(&mut conn, sql)).into_iter().map(move |step| (sql, step)))
        .map(|(sql, step)| format!("{step}\n    in {sql}"))
        .collect();
    assert!(bad.is_empty(), "{} loops:\n{}", bad.len(), bad.join("\n"));
    println!("{} statements", reads.len());
}

#[test]
fn a_loop_over_a_whole_table_is_seen() {
    let test = room::copied();
    let mut conn = SqliteConnection::establish(&test.store.as_ref().unwrap().url).unwrap();
    let slow = "SELECT posting.account_id, count(*) FROM invoice INNER JOIN posting \
                ON posting.book_id = invoice.book_id AND +posting.memo = invoice.note \
                WHERE invoice.book_id = ? GROUP BY posting.account_id, posting.party_id";
    assert_eq!(loops(&plan(&mut conn, slow)).len(), 1, "{:?}", plan(&mut conn, slow));
    let quick = "SELECT count(*) FROM invoice INNER JOIN customer \
                 ON customer.book_id = invoice.book_id AND customer.id = invoice.customer_id \
                 WHERE invoice.book_id = ?";
    assert!(loops(&plan(&mut conn, quick)).is_empty());
    let correlated = "SELECT id FROM customer WHERE book_id = ? AND EXISTS \
                      (SELECT 1 FROM posting WHERE posting.book_id = customer.book_id \
                       AND posting.memo = customer.name)";
    assert_eq!(loops(&plan(&mut conn, correlated)).len(), 1);
}
