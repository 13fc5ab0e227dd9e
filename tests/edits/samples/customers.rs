//! Customers, contacts and their further places.

use std::collections::BTreeMap;

use bookroom::customers::contacts::links::model::NewContactLink;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::NewCustomer;
use bookroom_tests::room::TestRoom;
use serde_json::json;

use super::Sample;

/// One of each.
pub fn customers(test: &TestRoom) -> BTreeMap<&'static str, Sample> {
    let new = NewCustomer {
        tax_number: Some("91350100M000100Y43".to_owned()),
        ..NewCustomer::company("杭州青禾贸易有限公司")
    };
    let customer = test.owner.customers().add(new).unwrap();
    let contact = NewContact::of(customer.id, "王芳");
    let contact = test.owner.customers().add_contact(contact).unwrap();
    let chief = NewContact::of(customer.id, "王总");
    let chief = test.owner.customers().add_contact(chief).unwrap();
    let other = test.owner.customers().add(NewCustomer::company("青禾投资")).unwrap();
    let link = NewContactLink { is_primary: true, ..NewContactLink::of(contact.id, other.id) };
    let link = test.owner.customers().link_contact(link).unwrap();
    let edited = Sample::many(
        json!({}),
        json!({ "id": customer.id, "version": customer.version }),
        json!({
            "code": "K-9",
            "kind": "person",
            "name": "青禾",
            "legal_name": "青禾有限公司",
            "is_customer": false,
            "is_supplier": true,
            "level": "B",
            "industry": "it",
            "source": "promo",
            "region": "north",
            "enterprise_type": "llc",
            "enterprise_nature": "soe",
            "credit_rating": "AAA",
            "satisfaction": "5",
            "classes": { "colour": "warm" },
            "tax_kind": "other",
            "tax_number": "ABC-123",
            "payment_days": 30,
            "website": "example.com",
            "note": "老客户",
            "channels": [{ "kind": "email", "value": "a@example.com" }],
            "addresses": [{ "kind": "office", "city": "杭州" }],
            "bank_accounts": [{ "bank_name": "某银行", "account_number": "6222" }],
            "billing": { "title": "抬头" },
            "tags": ["新"],
            "custom": { "tier": { "text": "金" } },
        }),
    );
    BTreeMap::from([
        (
            "customers.edit",
            Sample { follows: &[("tax_number", "tax_kind")], required: &["tax_kind"], ..edited },
        ),
        (
            "customers.edit_contact_links",
            Sample {
                follows: &[("left_on", "is_primary")],
                ..Sample::many(
                    json!({}),
                    json!({ "id": link.id, "version": link.version }),
                    json!({
                        "role": "监督",
                        "title": "监事",
                        "decision_role": "gatekeeper",
                        "is_primary": false,
                        "left_on": "2026-05-01",
                    }),
                )
            },
        ),
        (
            "customers.edit_contacts",
            Sample::many(
                json!({}),
                json!({ "id": contact.id, "version": contact.version }),
                json!({
                    "name": "王小芳",
                    "role": "采购",
                    "title": "总监",
                    "decision_role": "buyer",
                    "superior": chief.id,
                    "gender": "female",
                    "is_primary": true,
                    "channels": [{ "kind": "email", "value": "w@example.com" }],
                    "note": "先找她",
                    "custom": { "tier": { "text": "银" } },
                }),
            ),
        ),
    ])
}
