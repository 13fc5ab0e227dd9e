//! Signing in, roles, locks, sessions.

use bookroom::error::Code;
use bookroom_tests::room::{self, PASSWORD};

#[test]
fn the_owner_signs_in_and_the_log_holds() {
    let test = room::memory();
    assert_eq!(test.owner.access().roles().unwrap().len(), 8);
    let found = test.owner.changes().verify(None).unwrap();
    assert!(found.findings.is_empty(), "{found:?}");
    assert!(found.changes > 9);
}

#[test]
fn failures_lock_with_growing_delay() {
    let test = room::memory();
    for _ in 0..5 {
        let error = test.room.sign_in(test.book, "boss", "wrong").err().unwrap();
        assert_eq!(error.code(), Code::SignInFailed);
    }
    let locked = test.room.sign_in(test.book, "BOSS", PASSWORD).err().unwrap();
    assert_eq!(locked.code(), Code::SignInLocked);
    assert_eq!(locked.problems()[0].fact_value("seconds"), Some("60"));
    test.clock.advance(chrono::TimeDelta::seconds(61));
    test.room.sign_in(test.book, " boss ", "wrong").err().unwrap();
    let longer = test.room.sign_in(test.book, "boss", PASSWORD).err().unwrap();
    assert_eq!(longer.problems()[0].fact_value("seconds"), Some("120"));
    test.clock.advance(chrono::TimeDelta::seconds(121));
    test.room.sign_in(test.book, "boss", PASSWORD).unwrap();
}

#[test]
fn deactivation_ends_sessions() {
    let test = room::memory();
    let clerk = test.operator("clerk", &["accountant"]);
    assert_eq!(clerk.access().operators().unwrap_err().code(), Code::NotPermitted);
    clerk.changes().head().unwrap();
    let access = test.owner.access();
    let row = access.operators().unwrap().into_iter().find(|row| row.sign_in_name == "clerk");
    let row = row.unwrap();
    access.set_operator_active(row.id, row.version, false).unwrap();
    assert_eq!(clerk.changes().head().unwrap_err().code(), Code::SessionEnded);
    let error = test.room.sign_in(test.book, "clerk", PASSWORD).err().unwrap();
    assert_eq!(error.code(), Code::SignInFailed);
}
