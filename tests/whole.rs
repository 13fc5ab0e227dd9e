//! Whether a book is whole: log, ledger and documents agree.

use bookroom::Session;

/// Runs every verification there is.
pub fn assert_whole(session: &Session, why: &str) {
    let log = session.changes().verify(None).unwrap();
    assert!(log.findings.is_empty(), "{why}: {:?}", log.findings);
}
