//! Whether a book is whole: log, ledger and documents agree.

use bookroom::Session;

/// Runs every verification there is.
pub fn assert_whole(session: &Session, why: &str) {
    let whole = session.verify().unwrap();
    assert!(whole.findings.is_empty(), "{why}: {:#?}", whole.findings);
    let log = session.changes().verify(None).unwrap();
    assert!(log.findings.is_empty(), "{why}: {:?}", log.findings);
    let ledger = session.ledger().verify().unwrap();
    assert!(ledger.findings.is_empty(), "{why}: {:?}", ledger.findings);
    let documents = session.billing().verify().unwrap();
    assert!(documents.is_empty(), "{why}: {documents:?}");
    let payments = session.billing().payments().verify().unwrap();
    assert!(payments.is_empty(), "{why}: {payments:?}");
}
