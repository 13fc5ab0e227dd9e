//! What is changed below the engine so that nobody can sign in any more: the refusal says where,
//! nothing panics, and the host can verify the book all the same.

use bookroom::error::{Code, Error};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, PASSWORD, TestRoom};

use super::below::{Below, Table, tables};

/// The tables that signing in reads or writes.
const READ: &[&str] = &[
    "book",
    "change_head",
    "operator",
    "operator_role",
    "role",
    "role_field",
    "role_grant",
    "sign_in_attempt",
    "team",
];
/// What signing in itself changes.
const WRITTEN: &[&str] = &["operator", "change_head", "change_log", "sign_in_attempt"];

/// A room with its tables and a way below it.
fn prepared(backend: Backend) -> (TestRoom, Below, Vec<Table>) {
    let test = room::on(backend);
    let _cashier = test.operator("cashier", &["cashier"]);
    assert!(test.room.sign_in(test.book, "nobody", PASSWORD).is_err());
    let all = tables(test.store.as_ref().unwrap());
    let below = Below::of(test.store.as_ref().unwrap(), &all);
    (test, below, all)
}

/// Table, column and row that an error of a damaged store names.
fn place(error: &Error) -> (String, String, String) {
    assert_eq!(error.code(), Code::Corrupt, "{error}");
    let problem = &error.problems()[0];
    let fact = |name: &str| problem.fact_value(name).unwrap_or_default().to_owned();
    (fact("table"), problem.path.clone(), fact("row"))
}

/// Values that no column of the kind is made for.
fn odd(below: &Below, column: &str, kind: &str) -> Vec<String> {
    let mut values = below.others(column, kind);
    if kind.starts_with("INT") || kind.starts_with("BIGINT") {
        values.extend(["9223372036854775807", "-9223372036854775807"].map(str::to_owned));
    }
    values
}

#[test]
fn every_column_that_signing_in_reads_may_be_damaged_on_every_database() {
    for backend in Backend::ALL {
        let (test, mut below, all) = prepared(backend);
        let read = |table: &&Table| READ.contains(&table.name.as_str());
        let (mut tried, mut corrupt) = (0, 0);
        for table in all.iter().filter(read) {
            for (column, kind) in &table.columns {
                let quoted = below.quoted(column);
                for value in odd(&below, column, kind) {
                    let sql = format!("UPDATE {} SET {quoted} = {value}", table.name);
                    if !below.run(&sql) || below.changed(&table.name) == 0 {
                        below.put_back(&table.name);
                        continue;
                    }
                    let what = format!("{backend:?}: {sql}");
                    tried += 1;
                    // What failures count stands in the operator's row alone.
                    let is_counted = table.name == "operator";
                    let wrong = is_counted.then_some("Wrong-Horse-7");
                    for password in [PASSWORD].into_iter().chain(wrong) {
                        let Err(error) = test.room.sign_in(test.book, "boss", password) else {
                            continue;
                        };
                        match error.code() {
                            Code::SignInFailed | Code::SignInLocked => {}
                            _ => {
                                let (table, column, row) = place(&error);
                                let told = !(table.is_empty() || column.is_empty());
                                assert!(told && !row.is_empty(), "{what}: {error}");
                                corrupt += 1;
                            }
                        }
                    }
                    if let Err(error) = test.room.books() {
                        assert_eq!(place(&error).0, "book", "{what}");
                    }
                    for changed in WRITTEN.iter().chain([&table.name.as_str()]) {
                        below.put_back(changed);
                    }
                }
            }
        }
        println!("{backend:?}: {tried} changes, {corrupt} sign-ins told where");
        assert!(tried > 100 && corrupt > 20, "{backend:?}: {tried} {corrupt}");
        assert_eq!(test.room.verify(test.book, None).unwrap().findings, [], "all is put back");
    }
}

#[test]
fn the_host_verifies_what_nobody_can_sign_in_to_on_every_database() {
    for backend in Backend::ALL {
        let (test, mut below, _) = prepared(backend);
        let whole = test.room.verify(test.book, None).unwrap();
        assert_eq!(whole.findings, []);
        assert!(test.room.verify(test.book, Some(&whole.head)).unwrap().findings.is_empty());
        let id = test.book.to_string();
        // Of a grant, the role and its permission.
        let any = String::new();
        for (sql, table, column, row, subject, field) in [
            ("UPDATE book SET currency = 'XXQ'", "book", "currency", &id, "book", "currency"),
            ("UPDATE book SET language = 'x'", "book", "language", &id, "book", "language"),
            ("UPDATE book SET credit_check = 'x'", "book", "credit_check", &id, "book", ""),
            ("UPDATE book SET tax_rounding = 'x'", "book", "tax_rounding", &id, "book", ""),
            (
                "UPDATE book SET utc_offset_minutes = 9223372036854775807",
                "book",
                "utc_offset_minutes",
                &id,
                "book",
                "utc_offset_minutes",
            ),
            ("UPDATE book SET created_at = 9223372036854775807", "book", "created_at", &id, "", ""),
            ("UPDATE book SET dates_from = '0001-01-01'", "book", "dates_from", &id, "book", ""),
            ("DELETE FROM book", "book", "book_id", &id, "book", ""),
            ("DELETE FROM change_head", "change_head", "book_id", &id, "change", ""),
            ("UPDATE change_head SET seq = 0", "change_head", "seq", &id, "change", ""),
            ("UPDATE change_head SET seq = -7", "change_head", "seq", &id, "change", ""),
            (
                "UPDATE role_grant SET scope = 'x' WHERE role_id = 1",
                "role_grant",
                "scope",
                &any,
                "role",
                "",
            ),
            (
                "UPDATE operator SET password_hash = 'x' WHERE id = 1",
                "operator",
                "password_hash",
                &"1".to_owned(),
                "operator",
                "password",
            ),
        ] {
            assert!(below.run(sql), "{backend:?}: {sql}");
            let error = test.room.sign_in(test.book, "boss", PASSWORD).err().unwrap();
            let told = place(&error);
            assert_eq!((told.0.as_str(), told.1.as_str()), (table, column), "{sql}");
            assert!(&told.2 == row || row.is_empty(), "{sql}: {told:?}");
            let found = test.room.verify(test.book, None).unwrap().findings;
            let named = found.iter().any(|finding| {
                (subject.is_empty() || finding.subject.kind == subject)
                    && (field.is_empty() || finding.field == field)
            });
            assert!(named, "{backend:?}: {sql}: {found:?}");
            // Nothing is said of what the change does not touch, such as every amount.
            assert!(found.len() < 200, "{backend:?}: {sql}: {}", found.len());
            for changed in WRITTEN.iter().chain(&[table]) {
                below.put_back(changed);
            }
        }
        let nowhere = test.room.verify(77.into(), None).unwrap_err();
        assert_eq!(nowhere.code(), Code::NotFound);
    }
}
