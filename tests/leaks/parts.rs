//! What belongs to customers: what they want on their invoices, and days that matter to them.

use bookroom::Session;
use bookroom::customers::important_dates::model::{
    ComingDateFilter, ImportantDateFilter, ImportantDateKind, NewImportantDate,
};
use bookroom::customers::invoice_profiles::model::{InvoiceProfileFilter, NewInvoiceProfile};
use bookroom::values::{ContactId, CustomerId, PageRequest};
use bookroom_tests::room::day;

use super::order::{Answers, guesses};
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

/// A profile and a day that differ in protected fields alone. The day itself is told to whoever
/// sees any of it.
pub(super) fn tell(
    boss: &Session,
    (customer, number): (CustomerId, usize),
    secret: Option<(&str, &str, &str)>,
) {
    let (word, phone, account) = (
        secret.map(|it| it.0.to_owned()),
        secret.map(|it| it.1.to_owned()),
        secret.map(|it| it.2.to_owned()),
    );
    let profile = NewInvoiceProfile {
        address: word.clone(),
        phone,
        account,
        email: word.as_ref().map(|word| format!("{word}@example.com")),
        ..NewInvoiceProfile::of(customer, &format!("抬头{number}"))
    };
    boss.customers().invoice_profiles().add(profile).unwrap();
    let date = NewImportantDate {
        label: word.clone(),
        year: word.as_ref().map(|word| 1_980 + i64::try_from(word.len()).unwrap()),
        note: word,
        ..NewImportantDate::each_year(customer, ImportantDateKind::Birthday, 7, 2)
    };
    boss.customers().important_dates().add(date).unwrap();
}

/// The lists of them, by each filter.
pub(super) fn ask(session: &Session, answers: &mut Answers) {
    let page = PageRequest::first(100);
    let (profiles, dates) =
        (session.customers().invoice_profiles(), session.customers().important_dates());
    for title in guesses() {
        let filter = InvoiceProfileFilter { title: Some(title.clone()), ..Default::default() };
        let found = profiles.list(&filter, &page);
        answers.add("customers.invoice_profiles.list", title, |it| it.id.0, found);
    }
    for kind in ImportantDateKind::ALL {
        let filter = ImportantDateFilter { kinds: vec![*kind], ..Default::default() };
        let found = dates.list(&filter, &page);
        answers.add("customers.important_dates.list", kind, |it| it.id.0, found);
    }
    for year in [1_981, 1_992, 2_026] {
        let [from, to] = ["01-01", "12-31"].map(|it| day(&format!("{year}-{it}")));
        let found = dates.coming(from, to, &ComingDateFilter::default(), &page);
        answers.add("customers.important_dates.coming", year, |it| it.date.id.0, found);
    }
}
