//! Samples of what belongs to a customer.

use std::collections::BTreeMap;

use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::important_dates::model::{ImportantDateKind, NewImportantDate};
use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
use bookroom::values::CustomerId;
use bookroom_tests::room::TestRoom;
use serde_json::json;

use super::Sample;

/// A profile and a day by the names of the commands.
pub(super) fn all(test: &TestRoom, customer: CustomerId) -> BTreeMap<&'static str, Sample> {
    BTreeMap::from([
        ("invoice_profiles.edit", profile(test, customer)),
        ("important_dates.edit", date(test, customer)),
    ])
}

fn profile(test: &TestRoom, customer: CustomerId) -> Sample {
    let new = NewInvoiceProfile {
        tax_number: Some("91350100M000100Y43".to_owned()),
        ..NewInvoiceProfile::of(customer, "抬头")
    };
    let profiles = test.owner.customers().invoice_profiles();
    let first = NewInvoiceProfile::of(customer, "默认抬头");
    let profile = profiles.add_many(vec![first, new]).unwrap().remove(1);
    let sample = Sample::many(
        json!({}),
        json!({ "id": profile.id, "version": profile.version }),
        json!({
            "label": "上海",
            "title": "新抬头",
            "tax_kind": "other",
            "tax_number": "ABC-123",
            "address": "南京路 1 号",
            "phone": "021-55551234",
            "bank": "工商银行",
            "account": "6222",
            "email": "a@example.com",
            "is_default": true,
        }),
    );
    Sample { follows: &[("tax_number", "tax_kind")], required: &["tax_kind"], ..sample }
}

fn date(test: &TestRoom, customer: CustomerId) -> Sample {
    let contact = test.owner.customers().add_contact(NewContact::of(customer, "王芳")).unwrap();
    let new = NewImportantDate::each_year(customer, ImportantDateKind::Birthday, 2, 3);
    let new = NewImportantDate { year: Some(1_999), label: Some("旧".to_owned()), ..new };
    let date = test.owner.customers().important_dates().add(new).unwrap();
    let sample = Sample::many(
        json!({}),
        json!({ "id": date.id, "version": date.version }),
        json!({
            "contact": contact.id,
            "kind": "founding",
            "label": "相识",
            "year": 2001,
            "month": 5,
            "day": 6,
            "once": true,
            "remind_days": 3,
            "note": "送花",
        }),
    );
    // What comes once needs its year.
    Sample { required: &["year"], ..sample }
}
