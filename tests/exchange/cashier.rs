//! Who records payments imports them too: a cashier a bank's statement, without settling anything.

use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::exchange::model::{
    AllocateBy, CustomerImport, ImportFile, PaymentImport, ProgressCallback,
};
use bookroom_tests::room;

use super::import_payments;

const STATEMENT: &str = "日期,对方户名,金额\n2026-06-12,青禾,100\n";

#[test]
fn a_cashier_imports_a_statement_that_stays_open() {
    let test = room::memory();
    test.owner.customers().add(NewCustomer::company("青禾")).unwrap();
    let cashier = test.operator("cashier", &["cashier"]);
    let lacking = |result: bookroom::Result<bookroom::exchange::model::ImportReport>| {
        let error = result.unwrap_err();
        assert_eq!(error.code(), Code::NotPermitted, "{error}");
        error.problems()[0].fact_value("permission").unwrap().to_owned()
    };
    let settling = import_payments(&cashier, STATEMENT, &PaymentImport::default());
    assert_eq!(lacking(settling), "payments.allocate");
    let open = PaymentImport { allocate: AllocateBy::None, ..PaymentImport::default() };
    let report = import_payments(&cashier, STATEMENT, &open).unwrap();
    assert_eq!((report.accepted, report.rejected), (1, 0), "{report:?}");
    // Importing gives no more than recording by hand does.
    let file = ImportFile::of_bytes("a.csv", "名称\n远山\n".as_bytes().to_vec());
    let (options, none) = (CustomerImport::default(), ProgressCallback::none());
    let others = cashier.exchange().import_customers(file, &options, &none);
    assert_eq!(lacking(others), "customers.add");
    let keeper = test.operator("keeper", &["accountant"]);
    // Another one: the same would be refused for having been imported before.
    let other = STATEMENT.replace("100", "90");
    assert_eq!(lacking(import_payments(&keeper, &other, &open)), "payments.record");
}
