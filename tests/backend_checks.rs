//! What must hold on each database: opening, books apart, equal schema, shutdown and reopen.

use bookroom::error::Code;
use bookroom_tests::backends::Backend;
use bookroom_tests::room;

#[test]
fn a_book_opens_and_its_log_holds_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        assert_eq!(test.owner.access().roles().unwrap().len(), 8, "{backend:?}");
        let clerk = test.operator("clerk", &["accountant"]);
        assert_eq!(clerk.access().operators().unwrap_err().code(), Code::NotPermitted);
        let found = test.owner.changes().verify(None).unwrap();
        assert!(found.findings.is_empty(), "{backend:?} {found:?}");
    }
}
