//! What belongs to customers: what they want on their invoices, and days that matter to them.

use bookroom::Session;
use bookroom::customers::important_dates::model::{ImportantDateKind, NewImportantDate};
use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
use bookroom::values::{ContactId, CustomerId, PageRequest};
use bookroom_tests::room::day;

use super::{ACCOUNT, PHONE, Reading, SECRET, TAX_NUMBER};

/// A profile and a day of a customer.
pub(super) fn add(boss: &Session, (customer, contact): (CustomerId, ContactId), mark: &str) {
    let text = |what: &str| Some(format!("{mark} {what} {SECRET}"));
    let profile = NewInvoiceProfile {
        label: Some(format!("{mark} label")),
        tax_number: Some(TAX_NUMBER.to_owned()),
        address: text("address"),
        phone: Some(PHONE.to_owned()),
        account: Some(ACCOUNT.to_owned()),
        email: Some(format!("{SECRET}@example.com")),
        ..NewInvoiceProfile::of(customer, &format!("{mark} title"))
    };
    boss.customers().invoice_profiles().add(profile).unwrap();
    let date = NewImportantDate {
        contact: Some(contact),
        label: text("label"),
        note: text("note"),
        ..NewImportantDate::each_year(customer, ImportantDateKind::Birthday, 7, 2)
    };
    boss.customers().important_dates().add(date).unwrap();
}

/// All that is told of them.
pub(super) fn read(session: &Session, reading: &mut Reading) {
    let page = PageRequest::first(100);
    let (profiles, dates) =
        (session.customers().invoice_profiles(), session.customers().important_dates());
    reading.add("profiles", profiles.list(&Default::default(), &page));
    reading.add("dates", dates.list(&Default::default(), &page));
    let (from, to) = (day("2026-01-01"), day("2027-12-31"));
    reading.add("coming", dates.coming(from, to, &Default::default(), &page));
    for id in 1..=4 {
        reading.add("profile", profiles.get(id.into()));
        reading.add("date", dates.get(id.into()));
    }
}
