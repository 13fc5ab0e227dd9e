//! Samples of what is sold, billed and paid.

use std::collections::BTreeMap;

use bookroom::billing::payments::NewPayment;
use bookroom::billing::products::NewProduct;
use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
use bookroom::values::CustomerId;
use bookroom_tests::room::{TestRoom, amount, day};
use serde_json::json;

use super::Sample;
use crate::samples::billing::new_invoice;

/// Documents, payments and products by the names of the commands.
pub(super) fn all(
    test: &TestRoom,
    first: CustomerId,
    second: CustomerId,
) -> BTreeMap<&'static str, Sample> {
    let payment = NewPayment::received(first, day("2026-06-10"), amount("100"));
    let payment = test.owner.billing().payments().record(payment).unwrap();
    let payment = Sample::one(
        json!({ "id": payment.id, "version": payment.version }),
        json!({ "reference": "银行-1", "note": "预付" }),
    );
    BTreeMap::from([
        ("products.edit", product(test)),
        ("invoices.edit", invoice(test, first, second)),
        ("payments.edit", payment),
    ])
}

fn product(test: &TestRoom) -> Sample {
    let product = NewProduct::new("P-1", "打印纸", amount("12.5"), amount("0.13"));
    let product = test.owner.billing().products().add(product).unwrap();
    Sample::many(
        json!({}),
        json!({ "id": product.id, "version": product.version }),
        json!({
            "code": "P-2",
            "kind": "service",
            "name": "复印",
            "unit": "张",
            "unit_price": "0.5",
            "price_mode": "gross",
            "tax_rate": "0.06",
            "income_account": "5051",
            "note": "按张",
            "custom": { "tier": { "text": "铜" } },
        }),
    )
}

fn invoice(test: &TestRoom, first: CustomerId, second: CustomerId) -> Sample {
    let title = |of| ["总部", "分部"].map(|title| NewInvoiceProfile::of(of, title));
    let titles = [title(first), title(second)].concat();
    let profiles = test.owner.customers().invoice_profiles().add_many(titles).unwrap();
    let draft = test.owner.billing().invoices().draft(new_invoice(first)).unwrap();
    let invoice = Sample::one(
        json!({ "id": draft.id, "version": draft.version }),
        json!({
            "direction": "purchase",
            "customer": second,
            "profile": profiles[1].id,
            "reference": "PO-78",
            "issue_on": "2026-06-09",
            "due_on": "2026-07-31",
            "price_mode": "gross",
            "discount": { "rate": "0.05" },
            "lines": [{
                "description": "咨询",
                "quantity": "1",
                "unit": "次",
                "unit_price": "300",
                "tax_rate": "0.06",
            }],
            "note": "改",
        }),
    );
    Sample {
        follows: &[
            ("direction", "lines"),
            ("direction", "profile"),
            ("customer", "profile"),
            ("price_mode", "lines"),
            ("discount", "lines"),
        ],
        // Profiles are of one customer, and of sales.
        together: json!({ "direction": "sale", "profile": profiles[3].id })
            .as_object()
            .unwrap()
            .clone(),
        // Cleared, it follows from the date of issue; and the profile is the default one.
        cleared: BTreeMap::from([
            ("due_on", json!("2026-06-09")),
            ("profile", json!(profiles[2].id)),
        ]),
        ..invoice
    }
}
