//! The days of the last and the next contact go out with customers, and an old sheet changes none.

use bookroom::dealings::model::NewDealing;

use super::*;

#[test]
fn customers_go_out_with_their_last_and_next_contact_and_come_back() {
    let test = room::memory();
    let customer = test.owner.customers().add(NewCustomer::company("青禾")).unwrap().id;
    let list = ExportList::Customers(CustomerFilter::default());
    let deal = |on: &str, next: &str| {
        let mut dealing = NewDealing::new(customer, "call", "续约");
        dealing.happened_at = Some(format!("{on}T02:00:00Z").parse().unwrap());
        dealing.next_contact_on = Some(day(next));
        test.owner.dealings().add(dealing).unwrap();
    };
    deal("2026-06-12", "2026-06-20");
    let (header, rows) = table(&test.owner, &list, &CHINESE);
    assert_eq!(column(&header, &rows, "最近联系日期"), ["2026-06-12"]);
    assert_eq!(column(&header, &rows, "下次联系日期"), ["2026-06-20"]);
    // A sheet of last week says nothing against what was dealt since.
    let (sheet, _) = bytes(&test.owner, &list, &ENGLISH);
    deal("2026-06-14", "2026-07-01");
    let file = ImportFile::of_bytes("customers.csv", sheet);
    let (options, none) = (CustomerImport::default(), ProgressCallback::none());
    let report = test.owner.exchange().import_customers(file, &options, &none).unwrap();
    assert_eq!((report.rejected, report.import), (0, None), "{report:?}");
    let (header, rows) = table(&test.owner, &list, &ENGLISH);
    assert_eq!(column(&header, &rows, "last contact on"), ["2026-06-14"]);
    assert_eq!(column(&header, &rows, "next contact on"), ["2026-07-01"]);
}
